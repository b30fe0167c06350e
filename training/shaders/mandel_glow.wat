(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "logf" (func (;0;) (type 0)))
  (import "env" "cosf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "mandel_glow" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local f32 f32 f32 i32 i32 i32 f32 f32 i32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 i32 f32 i32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      local.get 3
      f32.mul
      local.set 6
      local.get 2
      f32.convert_i32_s
      local.set 7
      local.get 1
      f32.convert_i32_s
      local.set 8
      i32.const 0
      local.set 9
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 10
      loop ;; label = @2
        block ;; label = @3
          local.get 10
          br_if 0 (;@3;)
          local.get 9
          local.get 1
          i32.mul
          local.set 11
          local.get 9
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 7
          f32.div
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.get 3
          f32.mul
          local.get 5
          f32.add
          local.tee 12
          local.get 12
          f32.mul
          local.set 13
          i32.const 0
          local.set 14
          loop ;; label = @4
            local.get 14
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 8
            f32.div
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.get 3
            f32.mul
            local.get 4
            f32.add
            local.set 15
            f32.const 0x1p+2 (;=4;)
            local.set 16
            f32.const 0x0p+0 (;=0;)
            local.set 17
            f32.const 0x0p+0 (;=0;)
            local.set 18
            f32.const 0x0p+0 (;=0;)
            local.set 19
            f32.const 0x0p+0 (;=0;)
            local.set 20
            i32.const 0
            local.set 21
            block ;; label = @5
              loop ;; label = @6
                local.get 16
                local.get 15
                local.get 17
                local.get 17
                f32.mul
                local.get 18
                local.get 18
                f32.mul
                f32.sub
                f32.add
                local.tee 22
                local.get 22
                f32.mul
                local.get 12
                local.get 18
                local.get 17
                local.get 17
                f32.add
                f32.mul
                f32.add
                local.tee 23
                local.get 23
                f32.mul
                f32.add
                local.tee 24
                local.get 16
                local.get 24
                local.get 16
                f32.lt
                select
                local.get 24
                f32.const 0x1.9p+8 (;=400;)
                f32.gt
                local.tee 25
                select
                local.set 16
                local.get 19
                local.get 17
                f32.mul
                local.get 20
                local.get 18
                f32.mul
                f32.sub
                local.tee 26
                local.get 26
                f32.add
                f32.const 0x1p+0 (;=1;)
                f32.add
                local.set 26
                local.get 19
                local.get 18
                f32.mul
                local.get 20
                local.get 17
                f32.mul
                f32.add
                local.tee 17
                local.get 17
                f32.add
                local.set 20
                block ;; label = @7
                  local.get 25
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 21
                  local.set 27
                  br 2 (;@5;)
                end
                i32.const 16
                local.set 27
                local.get 22
                local.set 17
                local.get 23
                local.set 18
                local.get 26
                local.set 19
                local.get 21
                i32.const 1
                i32.add
                local.tee 21
                i32.const 16
                i32.ne
                br_if 0 (;@6;)
              end
            end
            block ;; label = @5
              block ;; label = @6
                local.get 25
                i32.eqz
                br_if 0 (;@6;)
                local.get 24
                call 0
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                call 0
                local.set 17
                local.get 24
                call 0
                local.set 18
                local.get 27
                f32.convert_i32_s
                f32.const 0x1p+0 (;=1;)
                f32.add
                local.get 17
                f32.const -0x1.715476p+0 (;=-1.442695;)
                f32.mul
                f32.add
                f32.const 0x1.eb851ep-5 (;=0.06;)
                f32.mul
                local.tee 17
                f32.const 0x1.19999ap-1 (;=0.55;)
                f32.add
                f32.const 0x1.921fb6p+2 (;=6.2831855;)
                f32.mul
                call 1
                f32.const 0x1.ccccccp-2 (;=0.45;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.mul
                f32.const 0x1p-2 (;=0.25;)
                local.get 18
                local.get 24
                local.get 20
                local.get 20
                f32.mul
                local.get 26
                local.get 26
                f32.mul
                f32.add
                f32.div
                f32.sqrt
                f32.mul
                f32.const 0x1.8p+3 (;=12;)
                f32.mul
                local.get 3
                f32.div
                f32.const 0x1p+0 (;=1;)
                f32.add
                f32.div
                local.tee 18
                f32.add
                local.set 16
                local.get 17
                f32.const 0x1.ccccccp-1 (;=0.9;)
                f32.mul
                f32.const 0x1.4cccccp-1 (;=0.65;)
                f32.add
                f32.const 0x1.921fb6p+2 (;=6.2831855;)
                f32.mul
                call 1
                f32.const 0x1.99999ap-2 (;=0.4;)
                f32.mul
                f32.const 0x1.ccccccp-2 (;=0.45;)
                f32.add
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.mul
                local.get 18
                f32.const 0x1.ccccccp-1 (;=0.9;)
                f32.mul
                f32.add
                local.set 20
                local.get 17
                f32.const 0x1.666666p-1 (;=0.7;)
                f32.mul
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.add
                f32.const 0x1.921fb6p+2 (;=6.2831855;)
                f32.mul
                call 1
                f32.const 0x1.666666p-2 (;=0.35;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.mul
                local.get 18
                f32.const 0x1.333334p-1 (;=0.6;)
                f32.mul
                f32.add
                local.set 18
                br 1 (;@5;)
              end
              f32.const 0x0p+0 (;=0;)
              local.get 16
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 16
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              f32.sqrt
              local.tee 17
              f32.const 0x1.c28f5ep-3 (;=0.22000001;)
              f32.mul
              f32.const 0x1.47ae14p-4 (;=0.08;)
              f32.add
              local.set 18
              local.get 17
              f32.const 0x1.70a3d6p-4 (;=0.089999996;)
              f32.mul
              f32.const 0x1.eb851ep-6 (;=0.03;)
              f32.add
              local.set 20
              local.get 17
              f32.const 0x1.d70a3ep-3 (;=0.23;)
              f32.mul
              f32.const 0x1.47ae14p-6 (;=0.02;)
              f32.add
              local.set 16
            end
            local.get 0
            local.get 14
            local.get 11
            i32.add
            i32.const 2
            i32.shl
            i32.add
            local.tee 25
            i32.const 3
            i32.add
            i32.const 255
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 13
                local.get 15
                local.get 15
                f32.mul
                f32.add
                f32.const -0x1.47ae14p-4 (;=-0.08;)
                f32.mul
                local.get 6
                f32.div
                f32.const 0x1p+0 (;=1;)
                f32.add
                local.tee 17
                local.get 18
                f32.mul
                local.tee 18
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 18
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 18
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 18
                i32.trunc_f32_s
                local.set 21
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 21
            end
            local.get 25
            i32.const 2
            i32.add
            local.get 21
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 17
                local.get 20
                f32.mul
                local.tee 18
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 18
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 18
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 18
                i32.trunc_f32_s
                local.set 21
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 21
            end
            local.get 25
            i32.const 1
            i32.add
            local.get 21
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 17
                local.get 16
                f32.mul
                local.tee 17
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 17
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 17
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 17
                i32.trunc_f32_s
                local.set 21
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 21
            end
            local.get 25
            local.get 21
            i32.store8
            local.get 14
            i32.const 1
            i32.add
            local.tee 14
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 9
        i32.const 1
        i32.add
        local.tee 9
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

