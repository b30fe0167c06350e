(module
  (type (;0;) (func (param i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "iris_dissolve" (func $iris_dissolve))
  (func $iris_dissolve (;0;) (type 0) (param i32 i32 i32 f32 f32)
    (local f32 f32 i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 f32 i32 f32 f32 f32 f32 f32 i32 i32 i32 f32 i32 i32 i32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      f32.const 0x1.19999ap+0 (;=1.1;)
      f32.mul
      f32.const -0x1.333334p-3 (;=-0.15;)
      f32.add
      local.tee 5
      f32.const 0x1.333334p-3 (;=0.15;)
      f32.add
      local.get 5
      f32.sub
      local.set 6
      local.get 1
      i32.const 12
      i32.mul
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
          f32.const 0x0p+0 (;=0;)
          local.get 10
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 8
          f32.div
          local.tee 12
          f32.const 0x1.2p+3 (;=9;)
          f32.mul
          local.tee 3
          local.get 3
          f32.floor
          f32.sub
          local.tee 13
          local.get 13
          f32.add
          local.tee 3
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 3
          f32.const 0x0p+0 (;=0;)
          f32.lt
          select
          local.tee 3
          local.get 3
          f32.mul
          f32.const 0x1.8p+1 (;=3;)
          local.get 3
          local.get 3
          f32.add
          f32.sub
          f32.mul
          f32.const 0x1.eb851ep-4 (;=0.12;)
          f32.mul
          local.set 14
          f32.const 0x1p+0 (;=1;)
          f32.const 0x0p+0 (;=0;)
          local.get 13
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.tee 3
          local.get 3
          f32.add
          local.tee 3
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 3
          f32.const 0x0p+0 (;=0;)
          f32.lt
          select
          local.tee 3
          local.get 3
          f32.mul
          f32.const 0x1.8p+1 (;=3;)
          local.get 3
          local.get 3
          f32.add
          f32.sub
          f32.mul
          f32.sub
          local.set 15
          local.get 12
          f32.const 0x1.666666p-1 (;=0.7;)
          f32.mul
          local.set 16
          local.get 12
          f32.const 0x1.cp+2 (;=7;)
          f32.mul
          local.tee 3
          local.get 3
          f32.floor
          local.tee 13
          f32.sub
          local.tee 3
          local.get 3
          f32.add
          local.set 17
          local.get 12
          f32.const 0x1.4p+3 (;=10;)
          f32.mul
          local.tee 18
          local.get 18
          f32.floor
          local.tee 18
          f32.sub
          local.set 19
          local.get 12
          f32.const 0x1.d70a3cp-3 (;=0.22999999;)
          f32.mul
          local.set 20
          local.get 12
          f32.const 0x1.333334p-3 (;=0.15;)
          f32.mul
          local.set 21
          local.get 12
          f32.const 0x1.999998p-4 (;=0.099999994;)
          f32.mul
          local.set 22
          block ;; label = @4
            block ;; label = @5
              local.get 18
              f32.abs
              f32.const 0x1p+31 (;=2147483600;)
              f32.lt
              i32.eqz
              br_if 0 (;@5;)
              local.get 18
              i32.trunc_f32_s
              local.set 23
              br 1 (;@4;)
            end
            i32.const -2147483648
            local.set 23
          end
          local.get 14
          local.get 15
          f32.mul
          local.set 24
          local.get 16
          f32.const 0x1.333334p-2 (;=0.3;)
          f32.add
          local.set 18
          f32.const 0x1.8p+1 (;=3;)
          local.get 17
          f32.sub
          local.set 14
          local.get 3
          local.get 3
          f32.mul
          local.set 15
          local.get 19
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.set 3
          local.get 12
          f32.const -0x1.99999p-5 (;=-0.049999982;)
          f32.mul
          local.set 16
          local.get 12
          f32.const 0x1.0a3d7p-1 (;=0.52;)
          f32.mul
          local.set 25
          local.get 20
          f32.const 0x1.eb851ep-4 (;=0.12;)
          f32.add
          local.set 20
          local.get 21
          f32.const 0x1.eb851ep-6 (;=0.03;)
          f32.add
          local.set 21
          local.get 22
          f32.const 0x1.47ae14p-6 (;=0.02;)
          f32.add
          local.set 22
          block ;; label = @4
            block ;; label = @5
              local.get 13
              f32.abs
              f32.const 0x1p+31 (;=2147483600;)
              f32.lt
              i32.eqz
              br_if 0 (;@5;)
              local.get 13
              i32.trunc_f32_s
              local.set 26
              br 1 (;@4;)
            end
            i32.const -2147483648
            local.set 26
          end
          local.get 18
          local.get 24
          f32.sub
          local.set 17
          local.get 15
          local.get 14
          f32.mul
          local.set 27
          local.get 3
          local.get 3
          f32.mul
          local.set 28
          local.get 16
          f32.const 0x1.666666p-2 (;=0.35;)
          f32.add
          local.set 19
          local.get 25
          f32.const 0x1.99999ap-4 (;=0.1;)
          f32.add
          local.set 25
          f32.const 0x1.ccccccp-1 (;=0.9;)
          local.get 20
          f32.sub
          local.set 29
          f32.const 0x1p+0 (;=1;)
          local.get 21
          f32.sub
          local.set 30
          f32.const 0x1p+0 (;=1;)
          local.get 22
          f32.sub
          local.set 31
          local.get 23
          i32.const 374761393
          i32.mul
          local.set 32
          local.get 26
          i32.const 374761393
          i32.mul
          local.tee 33
          i32.const 374761393
          i32.add
          local.set 34
          local.get 12
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.tee 3
          local.get 3
          f32.mul
          local.set 35
          i32.const 0
          local.set 26
          local.get 0
          local.set 23
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                local.get 26
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 9
                f32.div
                local.tee 3
                f32.const 0x1.cp+2 (;=7;)
                f32.mul
                local.tee 18
                f32.floor
                local.tee 13
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 13
                i32.trunc_f32_s
                local.set 36
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 36
            end
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 35
            local.get 3
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 14
            local.get 14
            f32.mul
            f32.add
            f32.sqrt
            local.get 36
            i32.const 668265261
            i32.mul
            local.tee 36
            local.get 33
            i32.add
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const -2048144789
            i32.mul
            local.tee 37
            i32.const 21
            i32.shr_u
            local.get 37
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.tee 14
            local.get 18
            local.get 13
            f32.sub
            local.tee 13
            local.get 13
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 13
            local.get 13
            f32.add
            f32.sub
            f32.mul
            local.tee 13
            local.get 36
            i32.const 668265261
            i32.add
            local.tee 37
            local.get 33
            i32.add
            local.tee 38
            i32.const 15
            i32.shr_u
            local.get 38
            i32.xor
            i32.const -2048144789
            i32.mul
            local.tee 38
            i32.const 21
            i32.shr_u
            local.get 38
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.get 14
            f32.sub
            f32.mul
            f32.add
            local.tee 18
            local.get 27
            local.get 36
            local.get 34
            i32.add
            local.tee 36
            i32.const 15
            i32.shr_u
            local.get 36
            i32.xor
            i32.const -2048144789
            i32.mul
            local.tee 36
            i32.const 21
            i32.shr_u
            local.get 36
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.tee 14
            local.get 13
            local.get 37
            local.get 34
            i32.add
            local.tee 36
            i32.const 15
            i32.shr_u
            local.get 36
            i32.xor
            i32.const -2048144789
            i32.mul
            local.tee 36
            i32.const 21
            i32.shr_u
            local.get 36
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.get 14
            f32.sub
            f32.mul
            f32.add
            local.get 18
            f32.sub
            f32.mul
            f32.add
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.get 4
            f32.mul
            f32.add
            local.get 5
            f32.sub
            local.get 6
            f32.div
            local.tee 13
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 13
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 13
            local.get 13
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 13
            local.get 13
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.tee 13
            f32.const 0x1p+0 (;=1;)
            local.get 13
            f32.sub
            f32.mul
            local.tee 18
            local.get 18
            f32.add
            local.set 18
            f32.const 0x0p+0 (;=0;)
            local.get 12
            local.get 3
            f32.const -0x1.99999ap-2 (;=-0.4;)
            f32.add
            local.tee 14
            local.get 14
            f32.const -0x1p-1 (;=-0.5;)
            f32.mul
            f32.mul
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.add
            local.tee 14
            f32.const -0x1.eb851ep-6 (;=-0.03;)
            f32.add
            local.tee 15
            f32.sub
            local.get 14
            f32.const 0x1.eb851ep-6 (;=0.03;)
            f32.add
            local.get 15
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
            local.set 14
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 28
            local.get 3
            f32.const 0x1.4p+3 (;=10;)
            f32.mul
            local.tee 15
            local.get 15
            f32.floor
            local.tee 16
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 15
            local.get 15
            f32.mul
            f32.add
            f32.const -0x1.47ae14p-6 (;=-0.02;)
            f32.add
            f32.const 0x1.70a3d8p-3 (;=0.18;)
            f32.div
            local.tee 15
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 15
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 15
            local.get 15
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 15
            local.get 15
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.set 15
            block ;; label = @5
              block ;; label = @6
                local.get 16
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 16
                i32.trunc_f32_s
                local.set 36
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 36
            end
            local.get 23
            local.get 17
            local.get 22
            local.get 31
            local.get 36
            i32.const 668265261
            i32.mul
            local.get 32
            i32.add
            local.tee 36
            i32.const 15
            i32.shr_u
            local.get 36
            i32.xor
            i32.const -2048144789
            i32.mul
            local.tee 36
            i32.const 21
            i32.shr_u
            local.get 36
            i32.const 8
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1p-24 (;=0.000000059604645;)
            f32.mul
            local.get 15
            f32.mul
            local.tee 15
            local.get 15
            f32.mul
            local.tee 15
            f32.mul
            f32.add
            local.tee 16
            local.get 14
            f32.const 0x1.99999ap-4 (;=0.1;)
            local.get 16
            f32.sub
            f32.mul
            f32.add
            local.get 17
            f32.sub
            local.get 13
            f32.mul
            f32.add
            local.get 18
            f32.add
            f32.store
            local.get 23
            i32.const 8
            i32.add
            local.get 19
            local.get 20
            local.get 29
            local.get 15
            f32.mul
            f32.add
            local.tee 16
            local.get 14
            f32.const 0x1.eb851ep-4 (;=0.12;)
            local.get 16
            f32.sub
            f32.mul
            f32.add
            local.get 19
            f32.sub
            local.get 13
            f32.mul
            f32.add
            local.get 18
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            f32.add
            f32.store
            local.get 23
            i32.const 4
            i32.add
            local.get 25
            local.get 24
            local.get 3
            f32.mul
            f32.sub
            local.tee 3
            local.get 21
            local.get 30
            local.get 15
            f32.mul
            f32.add
            local.tee 15
            local.get 14
            f32.const 0x1.c28f5cp-3 (;=0.22;)
            local.get 15
            f32.sub
            f32.mul
            f32.add
            local.get 3
            f32.sub
            local.get 13
            f32.mul
            f32.add
            local.get 18
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.add
            f32.store
            local.get 23
            i32.const 12
            i32.add
            local.set 23
            local.get 1
            local.get 26
            i32.const 1
            i32.add
            local.tee 26
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 7
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
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

