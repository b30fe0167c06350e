(module
  (type (;0;) (func (param i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "clouds" (func $clouds))
  (func $clouds (;0;) (type 0) (param i32 i32 i32 f32 f32)
    (local f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 i32 f32 f32 i32 f32 f32 i32 f32 i32 i32 f32 f32 i32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      f32.const 0x1.0cccccp+0 (;=1.05;)
      local.get 4
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.tee 4
      f32.sub
      f32.const 0x1.8p-1 (;=0.75;)
      local.get 4
      f32.sub
      local.tee 5
      f32.sub
      local.set 6
      local.get 3
      f32.const 0x1.99999ap-3 (;=0.2;)
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
          local.get 1
          i32.mul
          local.set 12
          local.get 10
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 8
          f32.div
          local.tee 3
          f32.const 0x1.1eb858p-3 (;=0.14000005;)
          f32.mul
          f32.const 0x1.8f5c28p-1 (;=0.78;)
          f32.add
          local.set 13
          local.get 3
          f32.const 0x1.851eb8p-2 (;=0.38;)
          f32.mul
          f32.const 0x1.851eb8p-2 (;=0.38;)
          f32.add
          local.set 14
          local.get 3
          f32.const 0x1.c28f5ep-2 (;=0.44000003;)
          f32.mul
          f32.const 0x1.47ae14p-3 (;=0.16;)
          f32.add
          local.set 15
          local.get 3
          f32.const 0x1.8p+1 (;=3;)
          f32.mul
          local.tee 16
          f32.const -0x1.333334p-2 (;=-0.3;)
          f32.add
          local.set 17
          i32.const 0
          local.set 18
          loop ;; label = @4
            f32.const 0x1p-1 (;=0.5;)
            local.set 19
            f32.const 0x0p+0 (;=0;)
            local.set 20
            i32.const 5
            local.set 21
            local.get 7
            local.get 18
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 9
            f32.div
            f32.const 0x1p+2 (;=4;)
            f32.mul
            f32.add
            local.tee 22
            local.set 3
            local.get 16
            local.set 4
            loop ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 3
                  f32.floor
                  local.tee 23
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 23
                  i32.trunc_f32_s
                  local.set 24
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 24
              end
              local.get 24
              i32.const -1918454973
              i32.mul
              local.set 24
              block ;; label = @6
                block ;; label = @7
                  local.get 4
                  f32.floor
                  local.tee 25
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 25
                  i32.trunc_f32_s
                  local.set 26
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 26
              end
              local.get 20
              local.get 19
              local.get 26
              i32.const -669632447
              i32.mul
              local.tee 26
              local.get 24
              i32.xor
              local.tee 27
              i32.const 16
              i32.shr_u
              local.get 27
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 27
              i32.const 15
              i32.shr_u
              local.get 27
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 28
              local.get 3
              local.get 23
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 23
              local.get 23
              f32.add
              f32.sub
              f32.mul
              local.tee 29
              local.get 26
              local.get 24
              i32.const -1918454973
              i32.add
              local.tee 27
              i32.xor
              local.tee 30
              i32.const 16
              i32.shr_u
              local.get 30
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 30
              i32.const 15
              i32.shr_u
              local.get 30
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 28
              f32.sub
              f32.mul
              f32.add
              local.tee 28
              local.get 4
              local.get 25
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 23
              local.get 23
              f32.add
              f32.sub
              f32.mul
              local.get 26
              i32.const -669632447
              i32.add
              local.tee 26
              local.get 24
              i32.xor
              local.tee 24
              i32.const 16
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 24
              i32.const 15
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 23
              local.get 29
              local.get 26
              local.get 27
              i32.xor
              local.tee 24
              i32.const 16
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 24
              i32.const 15
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 23
              f32.sub
              f32.mul
              f32.add
              local.get 28
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              local.set 20
              local.get 4
              f32.const 0x1.333334p+0 (;=1.2;)
              f32.mul
              local.set 23
              local.get 4
              f32.const 0x1.99999ap+0 (;=1.6;)
              f32.mul
              local.get 3
              f32.const 0x1.333334p+0 (;=1.2;)
              f32.mul
              f32.sub
              f32.const 0x1.d33334p+2 (;=7.3;)
              f32.add
              local.set 4
              local.get 19
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.set 19
              local.get 23
              local.get 3
              f32.const 0x1.99999ap+0 (;=1.6;)
              f32.mul
              f32.add
              f32.const 0x1.8cccccp+1 (;=3.1;)
              f32.add
              local.set 3
              local.get 21
              i32.const -1
              i32.add
              local.tee 21
              br_if 0 (;@5;)
            end
            local.get 22
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.set 3
            f32.const 0x0p+0 (;=0;)
            local.set 28
            f32.const 0x1p-1 (;=0.5;)
            local.set 19
            i32.const 5
            local.set 21
            local.get 17
            local.set 4
            loop ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 3
                  f32.floor
                  local.tee 23
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 23
                  i32.trunc_f32_s
                  local.set 24
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 24
              end
              local.get 24
              i32.const -1918454973
              i32.mul
              local.set 24
              block ;; label = @6
                block ;; label = @7
                  local.get 4
                  f32.floor
                  local.tee 25
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 25
                  i32.trunc_f32_s
                  local.set 26
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 26
              end
              local.get 28
              local.get 19
              local.get 26
              i32.const -669632447
              i32.mul
              local.tee 26
              local.get 24
              i32.xor
              local.tee 27
              i32.const 16
              i32.shr_u
              local.get 27
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 27
              i32.const 15
              i32.shr_u
              local.get 27
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 29
              local.get 3
              local.get 23
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 23
              local.get 23
              f32.add
              f32.sub
              f32.mul
              local.tee 22
              local.get 26
              local.get 24
              i32.const -1918454973
              i32.add
              local.tee 27
              i32.xor
              local.tee 30
              i32.const 16
              i32.shr_u
              local.get 30
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 30
              i32.const 15
              i32.shr_u
              local.get 30
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 29
              f32.sub
              f32.mul
              f32.add
              local.tee 29
              local.get 4
              local.get 25
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 23
              local.get 23
              f32.add
              f32.sub
              f32.mul
              local.get 26
              i32.const -669632447
              i32.add
              local.tee 26
              local.get 24
              i32.xor
              local.tee 24
              i32.const 16
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 24
              i32.const 15
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 23
              local.get 22
              local.get 26
              local.get 27
              i32.xor
              local.tee 24
              i32.const 16
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 2146121005
              i32.mul
              local.tee 24
              i32.const 15
              i32.shr_u
              local.get 24
              i32.xor
              i32.const 65535
              i32.and
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 23
              f32.sub
              f32.mul
              f32.add
              local.get 29
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              local.set 28
              local.get 4
              f32.const 0x1.333334p+0 (;=1.2;)
              f32.mul
              local.set 23
              local.get 4
              f32.const 0x1.99999ap+0 (;=1.6;)
              f32.mul
              local.get 3
              f32.const 0x1.333334p+0 (;=1.2;)
              f32.mul
              f32.sub
              f32.const 0x1.d33334p+2 (;=7.3;)
              f32.add
              local.set 4
              local.get 19
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.set 19
              local.get 23
              local.get 3
              f32.const 0x1.99999ap+0 (;=1.6;)
              f32.mul
              f32.add
              f32.const 0x1.8cccccp+1 (;=3.1;)
              f32.add
              local.set 3
              local.get 21
              i32.const -1
              i32.add
              local.tee 21
              br_if 0 (;@5;)
            end
            local.get 0
            local.get 18
            local.get 12
            i32.add
            i32.const 12
            i32.mul
            i32.add
            local.tee 24
            i32.const 4
            i32.add
            local.get 14
            f32.const 0x0p+0 (;=0;)
            local.get 20
            local.get 5
            f32.sub
            local.get 6
            f32.div
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
            local.tee 3
            f32.const 0x1.666666p-2 (;=0.35;)
            local.get 20
            local.get 28
            f32.sub
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.mul
            f32.const 0x1.8p-1 (;=0.75;)
            f32.add
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.lt
            select
            local.tee 4
            f32.const 0x1.f5c29p-1 (;=0.98;)
            f32.mul
            local.get 14
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 24
            local.get 15
            local.get 3
            local.get 4
            local.get 15
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 24
            i32.const 8
            i32.add
            local.get 13
            local.get 3
            local.get 4
            f32.const 0x1.e147aep-1 (;=0.94;)
            f32.mul
            f32.const 0x1.99999ap-5 (;=0.05;)
            f32.add
            local.get 13
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 18
            i32.const 1
            i32.add
            local.tee 18
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
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

