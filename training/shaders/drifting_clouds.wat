(module
  (type (;0;) (func (param i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "drifting_clouds" (func $drifting_clouds))
  (func $drifting_clouds (;0;) (type 0) (param i32 i32 i32 f32 f32)
    (local f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 i32 f32 f32 i32 f32 f32 i32 f32 i32 i32 f32 f32 i32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      f32.const 0x1.666666p+0 (;=1.4;)
      local.get 4
      f32.sub
      f32.const 0x1p+0 (;=1;)
      local.get 4
      f32.sub
      local.tee 5
      f32.sub
      local.set 6
      local.get 3
      f32.const 0x1p-2 (;=0.25;)
      f32.mul
      local.set 7
      local.get 2
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
          local.get 8
          f32.div
          local.tee 4
          f32.const 0x1.999998p-3 (;=0.19999999;)
          f32.mul
          f32.const 0x1.8p-1 (;=0.75;)
          f32.add
          local.set 12
          local.get 4
          f32.const 0x1.99999ap-2 (;=0.4;)
          f32.mul
          f32.const 0x1.99999ap-2 (;=0.4;)
          f32.add
          local.set 13
          local.get 4
          f32.const 0x1.e147acp-2 (;=0.46999997;)
          f32.mul
          f32.const 0x1.70a3d8p-3 (;=0.18;)
          f32.add
          local.set 14
          local.get 4
          f32.const 0x1.8p+1 (;=3;)
          f32.mul
          local.tee 15
          f32.const -0x1.99999ap-3 (;=-0.2;)
          f32.add
          local.set 16
          i32.const 0
          local.set 17
          loop ;; label = @4
            f32.const 0x1p-1 (;=0.5;)
            local.set 18
            f32.const 0x0p+0 (;=0;)
            local.set 19
            i32.const 5
            local.set 20
            local.get 7
            local.get 17
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 8
            f32.div
            f32.const 0x1.8p+1 (;=3;)
            f32.mul
            f32.add
            local.tee 21
            local.set 4
            local.get 15
            local.set 3
            loop ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 4
                  f32.floor
                  local.tee 22
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 22
                  i32.trunc_f32_s
                  local.set 23
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 23
              end
              local.get 23
              i32.const -1918454973
              i32.mul
              local.set 23
              block ;; label = @6
                block ;; label = @7
                  local.get 3
                  f32.floor
                  local.tee 24
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 24
                  i32.trunc_f32_s
                  local.set 25
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 25
              end
              local.get 19
              local.get 18
              local.get 25
              i32.const -669632447
              i32.mul
              local.tee 25
              local.get 23
              i32.xor
              local.tee 26
              i32.const 15
              i32.shr_u
              local.get 26
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 26
              i32.const 28
              i32.shr_u
              local.get 26
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 27
              local.get 4
              local.get 22
              f32.sub
              local.tee 22
              local.get 22
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 22
              local.get 22
              f32.add
              f32.sub
              f32.mul
              local.tee 28
              local.get 23
              i32.const -1918454973
              i32.add
              local.tee 26
              local.get 25
              i32.xor
              local.tee 29
              i32.const 15
              i32.shr_u
              local.get 29
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 29
              i32.const 28
              i32.shr_u
              local.get 29
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 27
              f32.sub
              f32.mul
              f32.add
              local.tee 27
              local.get 3
              local.get 24
              f32.sub
              local.tee 22
              local.get 22
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 22
              local.get 22
              f32.add
              f32.sub
              f32.mul
              local.get 25
              i32.const -669632447
              i32.add
              local.tee 25
              local.get 23
              i32.xor
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 23
              i32.const 28
              i32.shr_u
              local.get 23
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 22
              local.get 28
              local.get 25
              local.get 26
              i32.xor
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 23
              i32.const 28
              i32.shr_u
              local.get 23
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 22
              f32.sub
              f32.mul
              f32.add
              local.get 27
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              local.set 19
              local.get 18
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.set 18
              local.get 3
              local.get 3
              f32.add
              f32.const -0x1.38p+3 (;=-9.75;)
              f32.add
              local.set 3
              local.get 4
              local.get 4
              f32.add
              f32.const 0x1.14p+4 (;=17.25;)
              f32.add
              local.set 4
              local.get 20
              i32.const -1
              i32.add
              local.tee 20
              br_if 0 (;@5;)
            end
            local.get 21
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.set 4
            f32.const 0x0p+0 (;=0;)
            local.set 27
            f32.const 0x1p-1 (;=0.5;)
            local.set 18
            i32.const 4
            local.set 20
            local.get 16
            local.set 3
            loop ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 4
                  f32.floor
                  local.tee 22
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 22
                  i32.trunc_f32_s
                  local.set 23
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 23
              end
              local.get 23
              i32.const -1918454973
              i32.mul
              local.set 23
              block ;; label = @6
                block ;; label = @7
                  local.get 3
                  f32.floor
                  local.tee 24
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 24
                  i32.trunc_f32_s
                  local.set 25
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 25
              end
              local.get 27
              local.get 18
              local.get 25
              i32.const -669632447
              i32.mul
              local.tee 25
              local.get 23
              i32.xor
              local.tee 26
              i32.const 15
              i32.shr_u
              local.get 26
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 26
              i32.const 28
              i32.shr_u
              local.get 26
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 28
              local.get 4
              local.get 22
              f32.sub
              local.tee 22
              local.get 22
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 22
              local.get 22
              f32.add
              f32.sub
              f32.mul
              local.tee 21
              local.get 23
              i32.const -1918454973
              i32.add
              local.tee 26
              local.get 25
              i32.xor
              local.tee 29
              i32.const 15
              i32.shr_u
              local.get 29
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 29
              i32.const 28
              i32.shr_u
              local.get 29
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 28
              f32.sub
              f32.mul
              f32.add
              local.tee 28
              local.get 3
              local.get 24
              f32.sub
              local.tee 22
              local.get 22
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 22
              local.get 22
              f32.add
              f32.sub
              f32.mul
              local.get 25
              i32.const -669632447
              i32.add
              local.tee 25
              local.get 23
              i32.xor
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 23
              i32.const 28
              i32.shr_u
              local.get 23
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 22
              local.get 21
              local.get 25
              local.get 26
              i32.xor
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 739982445
              i32.mul
              local.tee 23
              i32.const 28
              i32.shr_u
              local.get 23
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 22
              f32.sub
              f32.mul
              f32.add
              local.get 28
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              local.set 27
              local.get 18
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.set 18
              local.get 3
              local.get 3
              f32.add
              f32.const -0x1.38p+3 (;=-9.75;)
              f32.add
              local.set 3
              local.get 4
              local.get 4
              f32.add
              f32.const 0x1.14p+4 (;=17.25;)
              f32.add
              local.set 4
              local.get 20
              i32.const -1
              i32.add
              local.tee 20
              br_if 0 (;@5;)
            end
            local.get 0
            local.get 17
            local.get 11
            i32.add
            i32.const 12
            i32.mul
            i32.add
            local.tee 23
            i32.const 4
            i32.add
            local.get 13
            f32.const 0x0p+0 (;=0;)
            local.get 19
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.get 5
            f32.sub
            local.get 6
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
            f32.const 0x0p+0 (;=0;)
            local.get 19
            local.get 27
            f32.sub
            local.tee 3
            local.get 3
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.add
            local.tee 3
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 3
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 3
            f32.const 0x1.99999cp-2 (;=0.40000004;)
            f32.mul
            f32.const 0x1.28f5c2p-1 (;=0.58;)
            f32.add
            local.get 13
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 23
            local.get 14
            local.get 4
            local.get 3
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.mul
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.add
            local.get 14
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 23
            i32.const 8
            i32.add
            local.get 12
            local.get 4
            local.get 3
            f32.const 0x1.28f5cp-2 (;=0.28999996;)
            f32.mul
            f32.const 0x1.51eb86p-1 (;=0.66;)
            f32.add
            local.get 12
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
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

