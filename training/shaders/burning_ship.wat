(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "expf" (func (;0;) (type 0)))
  (import "env" "log2f" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "burning_ship" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 i32 i32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      f32.convert_i32_s
      local.set 6
      local.get 1
      f32.convert_i32_s
      local.set 7
      i32.const 0
      local.set 8
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 9
      loop ;; label = @2
        block ;; label = @3
          local.get 9
          br_if 0 (;@3;)
          local.get 8
          local.get 1
          i32.mul
          local.set 10
          local.get 8
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 6
          f32.div
          local.tee 11
          f32.const 0x1p-2 (;=0.25;)
          f32.mul
          f32.const 0x1.c28f5cp-3 (;=0.22;)
          f32.add
          local.tee 12
          f32.const 0x1.0cccccp+0 (;=1.05;)
          f32.mul
          local.set 13
          local.get 12
          f32.const 0x1.e66666p-1 (;=0.95;)
          f32.mul
          local.set 14
          local.get 11
          local.get 5
          f32.mul
          local.get 4
          f32.add
          local.tee 15
          local.get 15
          f32.mul
          local.set 16
          i32.const 0
          local.set 17
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                local.get 16
                local.get 17
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 7
                f32.div
                local.get 5
                f32.mul
                local.get 3
                f32.add
                local.tee 18
                local.get 18
                f32.mul
                f32.add
                local.tee 19
                f32.const 0x1.9p+6 (;=100;)
                f32.lt
                br_if 0 (;@6;)
                f32.const 0x1p+3 (;=8;)
                local.set 20
                f32.const 0x0p+0 (;=0;)
                local.set 21
                i32.const 0
                local.set 22
                br 1 (;@5;)
              end
              i32.const 0
              local.set 23
              f32.const 0x0p+0 (;=0;)
              local.set 21
              f32.const 0x1p+3 (;=8;)
              local.set 20
              local.get 18
              local.set 11
              local.get 15
              local.set 24
              loop ;; label = @6
                local.get 11
                f32.abs
                local.set 19
                local.get 20
                local.get 18
                local.get 11
                local.get 11
                f32.mul
                local.get 24
                local.get 24
                f32.mul
                f32.sub
                f32.add
                local.tee 11
                f32.abs
                local.get 15
                local.get 24
                f32.abs
                local.get 19
                local.get 19
                f32.add
                f32.mul
                f32.add
                local.tee 24
                f32.abs
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                f32.add
                local.tee 19
                local.get 20
                local.get 19
                f32.lt
                select
                local.set 20
                local.get 21
                local.get 11
                local.get 11
                f32.mul
                local.get 24
                local.get 24
                f32.mul
                f32.add
                local.tee 19
                f32.const -0x1p+1 (;=-2;)
                f32.mul
                call 0
                f32.add
                local.set 21
                local.get 23
                i32.const 1
                i32.add
                local.set 22
                local.get 23
                i32.const 10
                i32.gt_u
                br_if 1 (;@5;)
                local.get 24
                local.set 24
                local.get 22
                local.set 23
                local.get 19
                f32.const 0x1.9p+6 (;=100;)
                f32.lt
                br_if 0 (;@6;)
              end
            end
            block ;; label = @5
              block ;; label = @6
                local.get 19
                f32.const 0x1.9p+6 (;=100;)
                f32.ge
                i32.eqz
                br_if 0 (;@6;)
                f32.const 0x1p+0 (;=1;)
                local.get 22
                f32.convert_i32_s
                local.get 19
                call 1
                f32.const 0x1.343958p-3 (;=0.1505;)
                f32.mul
                call 1
                f32.sub
                f32.const 0x1.8p+3 (;=12;)
                f32.div
                local.tee 11
                f32.const 0x0p+0 (;=0;)
                local.get 11
                f32.const 0x0p+0 (;=0;)
                f32.gt
                select
                local.tee 11
                f32.const 0x1p+0 (;=1;)
                local.get 11
                f32.const 0x1p+0 (;=1;)
                f32.lt
                select
                local.tee 11
                f32.const 0x1.99999ap-2 (;=0.4;)
                f32.div
                local.tee 24
                f32.const 0x0p+0 (;=0;)
                local.get 24
                f32.const 0x0p+0 (;=0;)
                f32.gt
                select
                local.tee 24
                f32.const 0x1p+0 (;=1;)
                local.get 24
                f32.const 0x1p+0 (;=1;)
                f32.lt
                select
                local.tee 24
                local.get 24
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 24
                local.get 24
                f32.add
                f32.sub
                f32.mul
                f32.sub
                local.set 19
                br 1 (;@5;)
              end
              f32.const 0x0p+0 (;=0;)
              local.set 19
              f32.const 0x1p+0 (;=1;)
              local.get 20
              f32.sub
              local.tee 11
              f32.const 0x0p+0 (;=0;)
              local.get 11
              f32.const 0x0p+0 (;=0;)
              f32.gt
              select
              local.tee 11
              f32.const 0x1p+0 (;=1;)
              local.get 11
              f32.const 0x1p+0 (;=1;)
              f32.lt
              select
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.mul
              local.set 11
            end
            local.get 0
            local.get 17
            local.get 10
            i32.add
            i32.const 4
            i32.shl
            i32.add
            local.tee 23
            i32.const 8
            i32.add
            local.get 11
            local.get 11
            local.get 11
            f32.mul
            local.tee 18
            f32.mul
            local.tee 24
            f32.const 0x0p+0 (;=0;)
            local.get 24
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            local.get 24
            f32.const 0x1p+0 (;=1;)
            f32.lt
            select
            local.tee 20
            local.get 19
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            local.tee 24
            local.get 13
            local.get 20
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 23
            i32.const 12
            i32.add
            local.get 21
            f32.const 0x1.eb851ep-4 (;=0.12;)
            f32.mul
            local.tee 20
            f32.const 0x0p+0 (;=0;)
            local.get 20
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 20
            f32.const 0x1p+0 (;=1;)
            local.get 20
            f32.const 0x1p+0 (;=1;)
            f32.lt
            select
            local.tee 20
            local.get 11
            f32.add
            local.get 19
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.mul
            f32.add
            local.tee 19
            f32.const 0x0p+0 (;=0;)
            local.get 19
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 19
            f32.const 0x1p+0 (;=1;)
            local.get 19
            f32.const 0x1p+0 (;=1;)
            f32.lt
            select
            f32.store
            local.get 23
            i32.const 4
            i32.add
            local.get 20
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.mul
            local.get 18
            f32.const 0x1.4cccccp+0 (;=1.3;)
            f32.mul
            f32.add
            local.tee 19
            f32.const 0x0p+0 (;=0;)
            local.get 19
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 19
            f32.const 0x1p+0 (;=1;)
            local.get 19
            f32.const 0x1p+0 (;=1;)
            f32.lt
            select
            local.tee 19
            local.get 24
            local.get 14
            local.get 19
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 23
            local.get 20
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.mul
            local.get 11
            f32.const 0x1.99999ap+0 (;=1.6;)
            f32.mul
            f32.add
            local.tee 11
            f32.const 0x0p+0 (;=0;)
            local.get 11
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 11
            f32.const 0x1p+0 (;=1;)
            local.get 11
            f32.const 0x1p+0 (;=1;)
            f32.lt
            select
            local.tee 11
            local.get 24
            local.get 12
            local.get 11
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 17
            i32.const 1
            i32.add
            local.tee 17
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 8
        i32.const 1
        i32.add
        local.tee 8
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

