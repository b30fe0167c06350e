(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "cosf" (func (;0;) (type 0)))
  (import "env" "sinf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "grade" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local f32 f32 i32 f32 f32 f32 i32 i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 i32)
    local.get 5
    call 0
    local.set 6
    local.get 5
    call 1
    local.set 7
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 8
      local.get 4
      local.get 3
      f32.sub
      local.set 9
      local.get 2
      f32.convert_i32_s
      local.set 10
      local.get 1
      f32.convert_i32_s
      local.set 11
      i32.const 0
      local.set 12
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 13
      loop ;; label = @2
        block ;; label = @3
          local.get 13
          br_if 0 (;@3;)
          f32.const 0x0p+0 (;=0;)
          local.get 12
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 10
          f32.div
          local.tee 4
          f32.const -0x1.eb851ep-2 (;=-0.48;)
          f32.add
          f32.const 0x1.eb853p-5 (;=0.060000032;)
          f32.div
          local.tee 5
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 5
          f32.const 0x0p+0 (;=0;)
          f32.lt
          select
          local.tee 5
          local.get 5
          f32.mul
          f32.const 0x1.8p+1 (;=3;)
          local.get 5
          local.get 5
          f32.add
          f32.sub
          f32.mul
          local.set 14
          local.get 4
          f32.const -0x1.851eb8p-1 (;=-0.76;)
          f32.add
          local.tee 5
          local.get 5
          f32.mul
          local.set 15
          i32.const 0
          local.set 16
          local.get 0
          local.set 17
          loop ;; label = @4
            f32.const 0x0p+0 (;=0;)
            local.get 9
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1p+1 (;=2;)
            local.get 16
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 11
            f32.div
            local.tee 5
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            local.tee 18
            f32.const -0x1p+2 (;=-4;)
            f32.add
            f32.abs
            f32.sub
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 19
            local.get 14
            local.get 5
            f32.const 0x1.333334p-2 (;=0.3;)
            local.get 5
            f32.sub
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 15
            local.get 5
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.add
            local.tee 4
            local.get 4
            f32.mul
            f32.add
            f32.const -0x1.47ae14p-6 (;=-0.02;)
            f32.add
            f32.const 0x1.eb852p-7 (;=0.015000001;)
            f32.div
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 4
            local.get 4
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 4
            local.get 4
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.tee 4
            f32.mul
            f32.add
            local.get 19
            f32.sub
            f32.mul
            f32.add
            local.tee 19
            f32.const 0x1.d2f1aap-4 (;=0.114;)
            f32.mul
            f32.const 0x0p+0 (;=0;)
            local.get 18
            f32.const -0x1.8p+1 (;=-3;)
            f32.add
            f32.abs
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 20
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 20
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 20
            local.get 14
            local.get 5
            f32.const 0x1.b33334p-1 (;=0.85;)
            local.get 5
            f32.sub
            local.get 4
            f32.mul
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            f32.const 0x1.322d0ep-2 (;=0.299;)
            f32.mul
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1p+1 (;=2;)
            local.get 18
            f32.const -0x1p+1 (;=-2;)
            f32.add
            f32.abs
            f32.sub
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 18
            local.get 14
            local.get 5
            f32.const 0x1.ccccccp-2 (;=0.45;)
            local.get 5
            f32.sub
            local.get 4
            f32.mul
            f32.add
            local.get 18
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1.2c8b44p-1 (;=0.587;)
            f32.mul
            f32.add
            f32.add
            local.tee 18
            f32.mul
            local.get 3
            f32.add
            local.tee 5
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 4
            local.get 4
            f32.add
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 4
            local.get 4
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 4
            local.get 4
            f32.add
            f32.sub
            f32.mul
            f32.const 0x1.eb851ep-6 (;=0.03;)
            f32.mul
            local.tee 21
            local.get 7
            local.get 19
            local.get 18
            f32.sub
            f32.const 0x1.20c49cp-1 (;=0.564;)
            f32.mul
            local.tee 19
            f32.mul
            local.get 6
            local.get 20
            local.get 18
            f32.sub
            f32.const 0x1.6d0e56p-1 (;=0.713;)
            f32.mul
            local.tee 18
            f32.mul
            f32.add
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 5
            local.get 5
            f32.add
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 4
            local.get 4
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 4
            local.get 4
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.tee 4
            f32.const -0x1.47ae14p-6 (;=-0.02;)
            f32.mul
            f32.add
            f32.add
            local.tee 20
            f32.const -0x1.6d9168p-1 (;=-0.714;)
            f32.mul
            local.set 22
            local.get 5
            local.get 6
            local.get 19
            f32.mul
            local.get 7
            local.get 18
            f32.mul
            f32.sub
            local.get 4
            f32.const 0x1.47ae14p-5 (;=0.04;)
            f32.mul
            f32.add
            local.get 21
            f32.sub
            local.tee 19
            f32.const -0x1.60418ap-2 (;=-0.344;)
            f32.mul
            f32.add
            local.set 4
            block ;; label = @5
              local.get 5
              local.get 20
              f32.const 0x1.672b02p+0 (;=1.403;)
              f32.mul
              f32.add
              local.tee 18
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.lt
              br_if 0 (;@5;)
              local.get 18
              f32.const -0x1.99999ap-1 (;=-0.8;)
              f32.add
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              local.get 18
              f32.const -0x1.333334p-1 (;=-0.6;)
              f32.add
              f32.div
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.add
              local.set 18
            end
            local.get 4
            local.get 22
            f32.add
            local.set 4
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 18
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
                local.set 23
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 23
            end
            local.get 19
            f32.const 0x1.c5e354p+0 (;=1.773;)
            f32.mul
            local.set 18
            local.get 17
            local.get 23
            i32.store8
            block ;; label = @5
              local.get 4
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.lt
              br_if 0 (;@5;)
              local.get 4
              f32.const -0x1.99999ap-1 (;=-0.8;)
              f32.add
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              local.get 4
              f32.const -0x1.333334p-1 (;=-0.6;)
              f32.add
              f32.div
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.add
              local.set 4
            end
            local.get 5
            local.get 18
            f32.add
            local.set 5
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 4
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 4
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 4
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 4
                i32.trunc_f32_s
                local.set 23
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 23
            end
            local.get 17
            i32.const 1
            i32.add
            local.get 23
            i32.store8
            block ;; label = @5
              local.get 5
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.lt
              br_if 0 (;@5;)
              local.get 5
              f32.const -0x1.99999ap-1 (;=-0.8;)
              f32.add
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              local.get 5
              f32.const -0x1.333334p-1 (;=-0.6;)
              f32.add
              f32.div
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.add
              local.set 5
            end
            local.get 17
            i32.const 3
            i32.add
            i32.const 255
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 5
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 5
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 5
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 5
                i32.trunc_f32_s
                local.set 23
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 23
            end
            local.get 17
            i32.const 2
            i32.add
            local.get 23
            i32.store8
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
        local.get 8
        i32.add
        local.set 0
        local.get 12
        i32.const 1
        i32.add
        local.tee 12
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

