(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func $sinf (;0;) (type 0)))
  (import "env" "cosf" (func $cosf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "lava_lamp" (func $lava_lamp))
  (func $lava_lamp (;2;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 5
      local.get 3
      f32.const 0x1.666668p-1 (;=0.70000005;)
      f32.mul
      f32.const 0x1.ccccccp+1 (;=3.6;)
      f32.add
      local.set 6
      local.get 3
      f32.const 0x1.99999ap-2 (;=0.4;)
      f32.mul
      local.tee 7
      f32.const 0x1.b33334p+2 (;=6.8;)
      f32.add
      local.set 8
      local.get 3
      f32.const 0x1.333334p-1 (;=0.6;)
      f32.mul
      f32.const 0x1.599998p+1 (;=2.6999998;)
      f32.add
      local.set 9
      local.get 7
      f32.const 0x1.466668p+2 (;=5.1000004;)
      f32.add
      local.set 10
      local.get 3
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      f32.const 0x1.ccccccp+0 (;=1.8;)
      f32.add
      local.set 11
      local.get 7
      f32.const 0x1.b33334p+1 (;=3.4;)
      f32.add
      local.set 12
      local.get 7
      f32.const 0x1.ccccccp-1 (;=0.9;)
      f32.add
      local.set 13
      local.get 7
      f32.const 0x1.b33334p+0 (;=1.7;)
      f32.add
      local.set 14
      local.get 3
      f32.const 0x1.333334p-2 (;=0.3;)
      f32.mul
      f32.const 0x0p+0 (;=0;)
      f32.add
      local.set 15
      local.get 7
      f32.const 0x0p+0 (;=0;)
      f32.add
      local.set 16
      local.get 2
      f32.convert_i32_s
      local.set 17
      local.get 1
      f32.convert_i32_s
      local.set 18
      i32.const 0
      local.set 19
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 20
      loop ;; label = @2
        block ;; label = @3
          local.get 20
          br_if 0 (;@3;)
          local.get 19
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 17
          f32.div
          local.tee 21
          f32.const 0x1p-2 (;=0.25;)
          f32.mul
          f32.const 0x1.3d70a4p-1 (;=0.62;)
          f32.add
          local.tee 7
          f32.const 0x1.eb851ep-5 (;=0.06;)
          f32.add
          local.get 7
          f32.const -0x1.eb851ep-5 (;=-0.06;)
          f32.add
          local.tee 22
          f32.sub
          local.set 23
          local.get 21
          f32.const 0x1p-1 (;=0.5;)
          f32.mul
          f32.const 0x1p-2 (;=0.25;)
          f32.add
          local.set 24
          local.get 21
          f32.const 0x1.4p+2 (;=5;)
          f32.mul
          local.get 3
          f32.sub
          local.set 25
          local.get 21
          f32.const -0x1.70a3d8p-3 (;=-0.18;)
          f32.mul
          f32.const 0x1.47ae14p-3 (;=0.16;)
          f32.add
          local.tee 26
          f32.const 0x1.333334p+0 (;=1.2;)
          f32.mul
          local.set 27
          i32.const 0
          local.set 28
          local.get 0
          local.set 29
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                f32.const 0x1p+0 (;=1;)
                f32.const 0x0p+0 (;=0;)
                local.get 28
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 18
                f32.div
                local.tee 7
                f32.const -0x1p-1 (;=-0.5;)
                f32.add
                f32.abs
                local.tee 30
                local.get 30
                f32.add
                local.tee 31
                local.get 22
                f32.sub
                local.get 23
                f32.div
                local.tee 30
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 30
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 30
                local.get 30
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 30
                local.get 30
                f32.add
                f32.sub
                f32.mul
                f32.sub
                local.tee 30
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.tee 32
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 32
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 32
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 32
                i32.trunc_f32_s
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 16
            call $sinf
            local.set 34
            local.get 15
            call $cosf
            local.set 35
            local.get 14
            call $sinf
            local.set 36
            local.get 13
            call $cosf
            local.set 37
            local.get 12
            call $sinf
            local.set 38
            local.get 11
            call $cosf
            local.set 39
            local.get 10
            call $sinf
            local.set 40
            local.get 9
            call $cosf
            local.set 41
            local.get 8
            call $sinf
            local.set 42
            local.get 6
            call $cosf
            local.set 43
            local.get 7
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            local.get 3
            f32.add
            call $sinf
            local.set 44
            local.get 25
            call $sinf
            local.set 45
            local.get 29
            i32.const 3
            i32.add
            local.get 33
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 27
                local.get 30
                local.get 24
                local.get 31
                local.get 31
                f32.const -0x1p-1 (;=-0.5;)
                f32.mul
                f32.mul
                f32.const 0x1p+0 (;=1;)
                f32.add
                f32.mul
                local.tee 32
                f32.const 0x1.333334p-1 (;=0.6;)
                f32.mul
                local.tee 46
                f32.const 0x0p+0 (;=0;)
                f32.const 0x1.47ae14p-7 (;=0.01;)
                local.get 7
                local.get 34
                f32.const 0x1.70a3d8p-3 (;=0.18;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                f32.const 0x1.666666p+0 (;=1.4;)
                f32.mul
                local.tee 31
                local.get 31
                f32.mul
                local.get 21
                local.get 35
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                local.tee 31
                local.get 31
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                f32.div
                f32.const 0x0p+0 (;=0;)
                f32.add
                f32.const 0x1.a9fbe8p-7 (;=0.013;)
                local.get 7
                local.get 36
                f32.const 0x1.70a3d8p-3 (;=0.18;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                f32.const 0x1.666666p+0 (;=1.4;)
                f32.mul
                local.tee 31
                local.get 31
                f32.mul
                local.get 21
                local.get 37
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                local.tee 31
                local.get 31
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                f32.div
                f32.add
                f32.const 0x1.0624dcp-6 (;=0.015999999;)
                local.get 7
                local.get 38
                f32.const 0x1.70a3d8p-3 (;=0.18;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                f32.const 0x1.666666p+0 (;=1.4;)
                f32.mul
                local.tee 31
                local.get 31
                f32.mul
                local.get 21
                local.get 39
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                local.tee 31
                local.get 31
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                f32.div
                f32.add
                f32.const 0x1.374bc6p-6 (;=0.019;)
                local.get 7
                local.get 40
                f32.const 0x1.70a3d8p-3 (;=0.18;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                f32.const 0x1.666666p+0 (;=1.4;)
                f32.mul
                local.tee 31
                local.get 31
                f32.mul
                local.get 21
                local.get 41
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                local.tee 31
                local.get 31
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                f32.div
                f32.add
                f32.const 0x1.6872bp-6 (;=0.022;)
                local.get 7
                local.get 42
                f32.const 0x1.70a3d8p-3 (;=0.18;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                f32.const 0x1.666666p+0 (;=1.4;)
                f32.mul
                local.tee 7
                local.get 7
                f32.mul
                local.get 21
                local.get 43
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                f32.sub
                local.tee 7
                local.get 7
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                f32.div
                f32.add
                local.get 4
                f32.mul
                local.get 44
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.mul
                local.get 45
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.mul
                f32.add
                f32.add
                local.tee 31
                f32.const -0x1.8p-1 (;=-0.75;)
                f32.add
                local.tee 7
                local.get 7
                f32.add
                local.tee 7
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 7
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 7
                local.get 7
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 7
                local.get 7
                f32.add
                f32.sub
                f32.mul
                local.tee 7
                f32.const 0x0p+0 (;=0;)
                local.get 31
                f32.const -0x1p+0 (;=-1;)
                f32.add
                f32.const 0x1.666668p+0 (;=1.4000001;)
                f32.div
                local.tee 31
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 31
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 31
                local.get 31
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 31
                local.get 31
                f32.add
                f32.sub
                f32.mul
                local.tee 31
                f32.const 0x1.333334p-3 (;=0.15;)
                f32.mul
                f32.const 0x1.99999ap-4 (;=0.1;)
                f32.add
                local.get 46
                f32.sub
                f32.mul
                f32.add
                local.get 27
                f32.sub
                f32.mul
                f32.add
                local.tee 34
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 34
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 34
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 34
                i32.trunc_f32_s
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 29
            i32.const 2
            i32.add
            local.get 33
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 26
                local.get 30
                local.get 7
                f32.const 0x1p+0 (;=1;)
                local.get 31
                f32.sub
                f32.mul
                local.tee 34
                f32.const 0x1.eb851ep-4 (;=0.12;)
                f32.mul
                local.get 32
                f32.const 0x1.99999ap-3 (;=0.2;)
                f32.mul
                local.tee 35
                local.get 7
                local.get 31
                f32.const 0x1.999998p-2 (;=0.39999998;)
                f32.mul
                f32.const 0x1p-2 (;=0.25;)
                f32.add
                local.get 35
                f32.sub
                f32.mul
                f32.add
                f32.add
                local.get 26
                f32.sub
                f32.mul
                f32.add
                local.tee 35
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 35
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 35
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 35
                i32.trunc_f32_s
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 29
            i32.const 1
            i32.add
            local.get 33
            i32.store8
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 26
                local.get 30
                local.get 34
                f32.const 0x1.99999ap-4 (;=0.1;)
                f32.mul
                local.get 32
                f32.const 0x1.19999ap-1 (;=0.55;)
                f32.mul
                local.tee 32
                local.get 7
                local.get 31
                f32.const 0x1.9999ap-5 (;=0.050000012;)
                f32.mul
                f32.const 0x1.e66666p-1 (;=0.95;)
                f32.add
                local.get 32
                f32.sub
                f32.mul
                f32.add
                f32.add
                local.get 26
                f32.sub
                f32.mul
                f32.add
                local.tee 7
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 7
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 7
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 7
                i32.trunc_f32_s
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 29
            local.get 33
            i32.store8
            local.get 29
            i32.const 4
            i32.add
            local.set 29
            local.get 1
            local.get 28
            i32.const 1
            i32.add
            local.tee 28
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
        local.get 19
        i32.const 1
        i32.add
        local.tee 19
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

