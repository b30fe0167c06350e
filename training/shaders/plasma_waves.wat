(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "sinf" (func (;0;) (type 0)))
  (import "env" "cosf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "plasma_waves" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32)
    (local i32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 i32 i32 f32 f32 f32 i32 i32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 4
      local.get 3
      f32.const 0x1.666666p-1 (;=0.7;)
      f32.mul
      local.set 5
      local.get 3
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.set 6
      local.get 3
      f32.const 0x1.333334p-2 (;=0.3;)
      f32.mul
      local.set 7
      local.get 2
      f32.convert_i32_s
      local.set 8
      local.get 1
      f32.convert_i32_s
      local.set 9
      i32.const 0
      local.set 10
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 11
      loop ;; label = @2
        block ;; label = @3
          local.get 11
          br_if 0 (;@3;)
          local.get 10
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 8
          f32.div
          local.tee 12
          local.get 12
          f32.add
          f32.const -0x1p+0 (;=-1;)
          f32.add
          local.tee 13
          f32.const 0x1p+2 (;=4;)
          f32.mul
          local.get 5
          f32.sub
          local.set 14
          local.get 13
          local.get 13
          f32.mul
          local.set 15
          i32.const 0
          local.set 16
          local.get 0
          local.set 17
          loop ;; label = @4
            local.get 7
            call 0
            local.set 18
            local.get 6
            call 1
            local.set 19
            local.get 16
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 9
            f32.div
            local.tee 12
            local.get 12
            f32.add
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 12
            f32.const 0x1.4p+2 (;=5;)
            f32.mul
            local.get 3
            f32.add
            call 0
            local.get 12
            local.get 6
            call 0
            f32.mul
            local.get 13
            local.get 7
            call 1
            f32.mul
            f32.add
            local.tee 20
            local.get 20
            f32.add
            local.get 3
            f32.add
            call 0
            f32.add
            local.get 12
            local.get 18
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.add
            local.tee 18
            local.get 18
            f32.mul
            local.get 13
            local.get 19
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.add
            local.tee 18
            local.get 18
            f32.mul
            f32.add
            f32.const 0x1.2p+3 (;=9;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            f32.sqrt
            local.get 3
            f32.add
            call 0
            f32.add
            local.get 14
            call 1
            f32.add
            f32.const 0x1p-2 (;=0.25;)
            f32.mul
            local.tee 18
            f32.const 0x0p+0 (;=0;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 19
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                f32.const 0x1p+0 (;=1;)
                f32.const 0x0p+0 (;=0;)
                local.get 15
                local.get 12
                local.get 12
                f32.mul
                f32.add
                f32.sqrt
                f32.const -0x1.333334p-1 (;=-0.6;)
                f32.add
                f32.const 0x1.999998p-1 (;=0.79999995;)
                f32.div
                local.tee 12
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 12
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 12
                local.get 12
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 12
                local.get 12
                f32.add
                f32.sub
                f32.mul
                f32.const 0x1.666666p-2 (;=0.35;)
                f32.mul
                f32.sub
                local.tee 12
                local.get 18
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.mul
                f32.const 0x1.333334p-3 (;=0.15;)
                f32.add
                f32.const 0x1.921fb6p+2 (;=6.2831855;)
                f32.mul
                call 1
                f32.const 0x1.ccccccp-2 (;=0.45;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.mul
                local.tee 20
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 20
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 20
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 20
                i32.trunc_f32_s
                local.set 21
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 21
            end
            local.get 21
            i32.const 8
            i32.shl
            local.set 21
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 12
                local.get 19
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.mul
                local.tee 19
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 19
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 19
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 19
                i32.trunc_f32_s
                local.set 22
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 22
            end
            local.get 21
            local.get 22
            i32.or
            local.set 21
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 12
                local.get 18
                f32.const 0x1.333334p-1 (;=0.6;)
                f32.mul
                f32.const 0x1.666666p-2 (;=0.35;)
                f32.add
                f32.const 0x1.921fb6p+2 (;=6.2831855;)
                f32.mul
                call 1
                f32.const 0x1.99999ap-2 (;=0.4;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.mul
                local.tee 12
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 12
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 12
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 12
                i32.trunc_f32_s
                local.set 22
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 22
            end
            local.get 17
            local.get 21
            local.get 22
            i32.const 16
            i32.shl
            i32.or
            i32.const -16777216
            i32.or
            i32.store
            local.get 17
            i32.const 4
            i32.add
            local.set 17
            local.get 1
            local.get 16
            i32.const 1
            i32.add
            local.tee 16
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 4
        i32.add
        local.set 0
        local.get 10
        i32.const 1
        i32.add
        local.tee 10
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

