(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "expf" (func $expf (;0;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "nightfall" (func $nightfall))
  (func $nightfall (;1;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 5
      local.get 4
      f32.const -0x1.eb852p-5 (;=-0.060000002;)
      f32.mul
      f32.const 0x1.70a3d8p-2 (;=0.36;)
      f32.add
      local.set 6
      local.get 4
      f32.const 0x1.ae147cp-2 (;=0.42000002;)
      f32.mul
      f32.const 0x1.eb851ep-3 (;=0.24;)
      f32.add
      local.set 7
      local.get 4
      f32.const 0x1.3d70a4p-1 (;=0.62;)
      f32.mul
      f32.const 0x1.70a3d8p-2 (;=0.36;)
      f32.add
      local.set 8
      local.get 1
      f32.convert_i32_s
      local.set 9
      local.get 2
      f32.convert_i32_s
      local.set 10
      i32.const 0
      local.set 11
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 12
      loop ;; label = @2
        block ;; label = @3
          local.get 12
          br_if 0 (;@3;)
          f32.const 0x0p+0 (;=0;)
          f32.const 0x1p+0 (;=1;)
          local.get 11
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 10
          f32.div
          f32.sub
          local.tee 13
          f32.const -0x1.99999ap-3 (;=-0.2;)
          f32.add
          f32.const 0x1.666668p-2 (;=0.35000002;)
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
          local.tee 14
          f32.const 0x1.eb8518p-4 (;=0.119999975;)
          f32.mul
          f32.const 0x1.333334p-2 (;=0.3;)
          f32.add
          local.tee 15
          f32.const 0x0p+0 (;=0;)
          local.get 13
          f32.const -0x1.ccccccp-2 (;=-0.45;)
          f32.add
          f32.const 0x1.19999ap-1 (;=0.55;)
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
          local.tee 4
          f32.const 0x1.47ae14p-2 (;=0.32;)
          local.get 15
          f32.sub
          f32.mul
          f32.add
          local.set 16
          local.get 14
          f32.const -0x1.51eb86p-2 (;=-0.33;)
          f32.mul
          f32.const 0x1.51eb86p-1 (;=0.66;)
          f32.add
          local.tee 15
          local.get 4
          f32.const 0x1.eb851ep-4 (;=0.12;)
          local.get 15
          f32.sub
          f32.mul
          f32.add
          local.set 17
          local.get 14
          f32.const -0x1.70a3d8p-2 (;=-0.36;)
          f32.mul
          f32.const 0x1.f5c29p-1 (;=0.98;)
          f32.add
          local.tee 14
          local.get 4
          f32.const 0x1.47ae14p-4 (;=0.08;)
          local.get 14
          f32.sub
          f32.mul
          f32.add
          local.set 18
          local.get 13
          local.get 3
          f32.sub
          local.tee 4
          local.get 4
          f32.mul
          local.set 19
          i32.const 0
          local.set 20
          local.get 0
          local.set 21
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                local.get 20
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 9
                f32.div
                local.tee 14
                f32.const 0x1p+3 (;=8;)
                f32.mul
                f32.const 0x1.4p+5 (;=40;)
                f32.add
                local.tee 15
                f32.floor
                local.tee 4
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 4
                i32.trunc_f32_s
                local.set 22
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 22
            end
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 13
            local.get 22
            i32.const -1640531535
            i32.mul
            local.tee 22
            i32.const 15
            i32.shr_u
            local.get 22
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 23
            i32.const 21
            i32.shr_u
            local.get 23
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.tee 24
            local.get 15
            local.get 4
            f32.sub
            local.tee 4
            local.get 4
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 4
            local.get 4
            f32.add
            f32.sub
            f32.mul
            local.get 22
            i32.const -1640531535
            i32.add
            local.tee 22
            i32.const 15
            i32.shr_u
            local.get 22
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 22
            i32.const 21
            i32.shr_u
            local.get 22
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1.70a3d8p-3 (;=0.18;)
            f32.mul
            f32.const 0x1.47ae14p-4 (;=0.08;)
            f32.add
            local.tee 4
            f32.const -0x1.47ae14p-6 (;=-0.02;)
            f32.add
            local.tee 15
            f32.sub
            local.get 4
            f32.const 0x1.47ae14p-6 (;=0.02;)
            f32.add
            local.get 15
            f32.sub
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
            local.set 4
            block ;; label = @5
              block ;; label = @6
                local.get 14
                f32.const 0x1.4p+2 (;=5;)
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                f32.add
                local.tee 25
                f32.floor
                local.tee 26
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 26
                i32.trunc_f32_s
                local.set 22
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 22
            end
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 17
                f32.const 0x1p+0 (;=1;)
                f32.const 0x0p+0 (;=0;)
                local.get 19
                local.get 14
                f32.const -0x1.3d70a4p-1 (;=-0.62;)
                f32.add
                f32.const 0x1.99999ap+0 (;=1.6;)
                f32.mul
                local.tee 14
                local.get 14
                f32.mul
                f32.add
                f32.sqrt
                local.tee 24
                f32.const -0x1.eb851ep-5 (;=-0.06;)
                f32.add
                f32.const 0x1.eb8524p-6 (;=0.030000005;)
                f32.div
                local.tee 14
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 14
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 14
                local.get 14
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 14
                local.get 14
                f32.add
                f32.sub
                f32.mul
                f32.sub
                local.tee 15
                f32.const 0x1.333334p-1 (;=0.6;)
                f32.mul
                local.get 24
                f32.const -0x1.8p+2 (;=-6;)
                f32.mul
                call $expf
                f32.const 0x1.19999ap-1 (;=0.55;)
                f32.mul
                local.tee 24
                f32.const 0x1.333334p-1 (;=0.6;)
                f32.mul
                f32.add
                f32.add
                local.tee 27
                f32.const 0x1p+0 (;=1;)
                f32.const 0x0p+0 (;=0;)
                local.get 13
                local.get 22
                i32.const -1640531535
                i32.mul
                local.tee 22
                i32.const 15
                i32.shr_u
                local.get 22
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 23
                i32.const 21
                i32.shr_u
                local.get 23
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.tee 28
                local.get 25
                local.get 26
                f32.sub
                local.tee 14
                local.get 14
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 14
                local.get 14
                f32.add
                f32.sub
                f32.mul
                local.get 22
                i32.const -1640531535
                i32.add
                local.tee 22
                i32.const 15
                i32.shr_u
                local.get 22
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 22
                i32.const 21
                i32.shr_u
                local.get 22
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.get 28
                f32.sub
                f32.mul
                f32.add
                f32.const 0x1.47ae14p-3 (;=0.16;)
                f32.mul
                f32.const 0x1.c28f5cp-3 (;=0.22;)
                f32.add
                local.tee 14
                f32.const -0x1.47ae14p-6 (;=-0.02;)
                f32.add
                local.tee 26
                f32.sub
                local.get 14
                f32.const 0x1.47ae14p-6 (;=0.02;)
                f32.add
                local.get 26
                f32.sub
                f32.div
                local.tee 14
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 14
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 14
                local.get 14
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 14
                local.get 14
                f32.add
                f32.sub
                f32.mul
                f32.sub
                local.tee 14
                local.get 7
                local.get 27
                f32.sub
                f32.mul
                f32.add
                local.tee 26
                local.get 4
                f32.const 0x0p+0 (;=0;)
                local.get 26
                f32.sub
                f32.mul
                f32.add
                local.tee 26
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 26
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 26
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 26
                i32.trunc_f32_s
                local.set 22
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 22
            end
            local.get 22
            i32.const 8
            i32.shl
            local.set 22
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 18
                local.get 15
                f32.const 0x1.99999ap-1 (;=0.8;)
                f32.mul
                local.get 24
                f32.add
                f32.add
                local.tee 26
                local.get 14
                local.get 8
                local.get 26
                f32.sub
                f32.mul
                f32.add
                local.tee 26
                local.get 4
                f32.const 0x1.99999ap-5 (;=0.05;)
                local.get 26
                f32.sub
                f32.mul
                f32.add
                local.tee 26
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 26
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 26
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 26
                i32.trunc_f32_s
                local.set 23
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 23
            end
            local.get 22
            local.get 23
            i32.or
            local.set 22
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 16
                local.get 15
                f32.const 0x1.333334p-2 (;=0.3;)
                f32.mul
                local.get 24
                f32.const 0x1p-2 (;=0.25;)
                f32.mul
                f32.add
                f32.add
                local.tee 15
                local.get 14
                local.get 6
                local.get 15
                f32.sub
                f32.mul
                f32.add
                local.tee 14
                local.get 4
                f32.const 0x1.47ae14p-4 (;=0.08;)
                local.get 14
                f32.sub
                f32.mul
                f32.add
                local.tee 4
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
            local.get 21
            local.get 22
            local.get 23
            i32.const 16
            i32.shl
            i32.or
            i32.const -16777216
            i32.or
            i32.store
            local.get 21
            i32.const 4
            i32.add
            local.set 21
            local.get 1
            local.get 20
            i32.const 1
            i32.add
            local.tee 20
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
        local.get 11
        i32.const 1
        i32.add
        local.tee 11
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

