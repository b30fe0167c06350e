(module
  (type (;0;) (func (param i32 i32 i32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "fog_to_tiles" (func $fog_to_tiles))
  (func $fog_to_tiles (;0;) (type 0) (param i32 i32 i32 f32)
    (local i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 i32 i32 i32 i32 f32 i32 i32 i32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 4
      local.get 2
      f32.convert_i32_s
      local.set 5
      local.get 1
      f32.convert_i32_s
      local.set 6
      i32.const 0
      local.set 7
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 8
      loop ;; label = @2
        block ;; label = @3
          local.get 8
          br_if 0 (;@3;)
          local.get 7
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 5
          f32.div
          local.tee 9
          f32.const 0x1.2p+3 (;=9;)
          f32.mul
          local.tee 10
          local.get 10
          f32.floor
          local.tee 11
          f32.sub
          local.tee 10
          local.get 10
          f32.add
          local.set 12
          local.get 9
          f32.const 0x1p+2 (;=4;)
          f32.mul
          local.tee 9
          local.get 9
          f32.floor
          local.tee 13
          f32.sub
          local.tee 9
          local.get 9
          f32.add
          local.set 14
          local.get 7
          i32.const 7
          i32.and
          f32.convert_i32_s
          f32.const -0x1.cp+1 (;=-3.5;)
          f32.add
          f32.const 0x1p-3 (;=0.125;)
          f32.mul
          local.tee 15
          f32.abs
          f32.const -0x1.5c28f6p-2 (;=-0.34;)
          f32.add
          local.tee 16
          f32.const 0x0p+0 (;=0;)
          f32.gt
          local.set 17
          block ;; label = @4
            block ;; label = @5
              local.get 11
              f32.abs
              f32.const 0x1p+31 (;=2147483600;)
              f32.lt
              i32.eqz
              br_if 0 (;@5;)
              local.get 11
              i32.trunc_f32_s
              local.set 18
              br 1 (;@4;)
            end
            i32.const -2147483648
            local.set 18
          end
          f32.const 0x1.8p+1 (;=3;)
          local.get 12
          f32.sub
          local.set 11
          local.get 10
          local.get 10
          f32.mul
          local.set 12
          f32.const 0x1.8p+1 (;=3;)
          local.get 14
          f32.sub
          local.set 14
          local.get 9
          local.get 9
          f32.mul
          local.set 9
          local.get 16
          f32.const 0x0p+0 (;=0;)
          local.get 17
          select
          local.set 10
          local.get 7
          i32.const 3
          i32.shr_u
          local.set 17
          local.get 18
          i32.const -669632447
          i32.mul
          local.set 19
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
              local.set 18
              br 1 (;@4;)
            end
            i32.const -2147483648
            local.set 18
          end
          local.get 12
          local.get 11
          f32.mul
          local.set 20
          local.get 9
          local.get 14
          f32.mul
          local.set 21
          local.get 10
          local.get 10
          f32.mul
          local.set 22
          local.get 17
          i32.const -669632447
          i32.mul
          local.set 23
          local.get 19
          i32.const -669632447
          i32.add
          local.set 24
          local.get 18
          i32.const -669632447
          i32.mul
          local.tee 25
          i32.const -669632447
          i32.add
          local.set 26
          local.get 15
          local.get 15
          f32.mul
          local.set 27
          i32.const 0
          local.set 17
          local.get 0
          local.set 18
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                local.get 17
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 6
                f32.div
                local.tee 9
                f32.const 0x1.2p+3 (;=9;)
                f32.mul
                local.get 3
                f32.sub
                local.tee 11
                f32.floor
                local.tee 10
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 10
                i32.trunc_f32_s
                local.set 28
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 28
            end
            local.get 28
            i32.const -1918454973
            i32.mul
            local.tee 28
            local.get 19
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
            local.tee 13
            local.get 11
            local.get 10
            f32.sub
            local.tee 10
            local.get 10
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 10
            local.get 10
            f32.add
            f32.sub
            f32.mul
            local.tee 10
            local.get 28
            i32.const -1918454973
            i32.add
            local.tee 29
            local.get 19
            i32.xor
            local.tee 30
            i32.const 15
            i32.shr_u
            local.get 30
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 30
            i32.const 28
            i32.shr_u
            local.get 30
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 13
            f32.sub
            f32.mul
            f32.add
            local.tee 11
            local.get 20
            local.get 28
            local.get 24
            i32.xor
            local.tee 28
            i32.const 15
            i32.shr_u
            local.get 28
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 28
            i32.const 28
            i32.shr_u
            local.get 28
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 13
            local.get 10
            local.get 29
            local.get 24
            i32.xor
            local.tee 28
            i32.const 15
            i32.shr_u
            local.get 28
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 28
            i32.const 28
            i32.shr_u
            local.get 28
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 13
            f32.sub
            f32.mul
            f32.add
            local.get 11
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            local.set 11
            block ;; label = @5
              block ;; label = @6
                local.get 9
                f32.const 0x1p+2 (;=4;)
                f32.mul
                local.get 3
                f32.add
                local.tee 9
                f32.floor
                local.tee 10
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 10
                i32.trunc_f32_s
                local.set 28
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 28
            end
            local.get 28
            i32.const -1918454973
            i32.mul
            local.tee 28
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
            local.tee 13
            local.get 9
            local.get 10
            f32.sub
            local.tee 10
            local.get 10
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 10
            local.get 10
            f32.add
            f32.sub
            f32.mul
            local.tee 10
            local.get 28
            i32.const -1918454973
            i32.add
            local.tee 29
            local.get 25
            i32.xor
            local.tee 30
            i32.const 15
            i32.shr_u
            local.get 30
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 30
            i32.const 28
            i32.shr_u
            local.get 30
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 13
            f32.sub
            f32.mul
            f32.add
            local.tee 9
            local.get 21
            local.get 28
            local.get 26
            i32.xor
            local.tee 28
            i32.const 15
            i32.shr_u
            local.get 28
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 28
            i32.const 28
            i32.shr_u
            local.get 28
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 13
            local.get 10
            local.get 29
            local.get 26
            i32.xor
            local.tee 28
            i32.const 15
            i32.shr_u
            local.get 28
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 28
            i32.const 28
            i32.shr_u
            local.get 28
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 13
            f32.sub
            f32.mul
            f32.add
            local.get 9
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1.4cccccp-1 (;=0.65;)
            f32.mul
            local.get 11
            f32.add
            local.tee 12
            f32.const 0x1.c28f5ap-2 (;=0.43999997;)
            f32.mul
            f32.const 0x1.d70a3ep-2 (;=0.46;)
            f32.add
            local.set 14
            local.get 12
            f32.const 0x1.d70a3ep-2 (;=0.46;)
            f32.mul
            local.set 31
            local.get 17
            i32.const 3
            i32.shr_u
            i32.const -1918454973
            i32.mul
            local.get 23
            i32.xor
            local.tee 28
            i32.const 15
            i32.shr_u
            local.get 28
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 28
            i32.const 12
            i32.shr_u
            local.get 28
            i32.xor
            local.tee 28
            i32.const 255
            i32.and
            f32.convert_i32_u
            f32.const 0x1.010102p-8 (;=0.003921569;)
            f32.mul
            local.tee 10
            f32.const 0x1.9999ap-5 (;=0.050000012;)
            f32.mul
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.add
            local.set 9
            local.get 10
            f32.const 0x1.666664p-2 (;=0.34999996;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            local.set 11
            local.get 10
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            local.set 13
            local.get 17
            i32.const 7
            i32.and
            f32.convert_i32_s
            f32.const -0x1.cp+1 (;=-3.5;)
            f32.add
            f32.const 0x1p-3 (;=0.125;)
            f32.mul
            local.tee 32
            f32.abs
            f32.const -0x1.5c28f6p-2 (;=-0.34;)
            f32.add
            local.tee 10
            local.get 16
            local.get 10
            local.get 16
            f32.gt
            select
            local.tee 33
            f32.const 0x0p+0 (;=0;)
            local.get 33
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.get 22
            local.get 10
            f32.const 0x0p+0 (;=0;)
            local.get 10
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 10
            local.get 10
            f32.mul
            f32.add
            f32.sqrt
            f32.add
            f32.const -0x1.eb851ep-5 (;=-0.06;)
            f32.add
            local.set 33
            block ;; label = @5
              local.get 28
              i32.const 768
              i32.and
              br_if 0 (;@5;)
              local.get 9
              f32.const 0x1p-1 (;=0.5;)
              local.get 9
              f32.sub
              f32.const 0x0p+0 (;=0;)
              local.get 27
              local.get 32
              local.get 32
              f32.mul
              f32.add
              f32.sqrt
              f32.const -0x1.c28f5cp-3 (;=-0.22;)
              f32.add
              f32.const -0x1.99999ap-4 (;=-0.1;)
              f32.div
              local.tee 10
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 10
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.tee 10
              local.get 10
              f32.mul
              f32.const 0x1.8p+1 (;=3;)
              local.get 10
              local.get 10
              f32.add
              f32.sub
              f32.mul
              local.tee 10
              f32.mul
              f32.add
              local.set 9
              local.get 11
              f32.const 0x1.b33334p-1 (;=0.85;)
              local.get 11
              f32.sub
              local.get 10
              f32.mul
              f32.add
              local.set 11
              local.get 13
              f32.const 0x1.e66666p-1 (;=0.95;)
              local.get 13
              f32.sub
              local.get 10
              f32.mul
              f32.add
              local.set 13
            end
            local.get 12
            f32.const 0x1.99999cp-2 (;=0.40000004;)
            f32.mul
            local.set 34
            local.get 31
            f32.const 0x1.ae147ap-2 (;=0.42;)
            f32.add
            local.set 12
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 14
                f32.const 0x0p+0 (;=0;)
                local.get 3
                local.get 28
                i32.const 16
                i32.shr_u
                i32.const 255
                i32.and
                f32.convert_i32_u
                f32.const 0x1.010102p-8 (;=0.003921569;)
                f32.mul
                f32.const 0x1.666666p-1 (;=0.7;)
                f32.mul
                local.tee 10
                f32.sub
                local.get 10
                f32.const 0x1.333334p-2 (;=0.3;)
                f32.add
                local.get 10
                f32.sub
                f32.div
                local.tee 10
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 10
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 10
                local.get 10
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 10
                local.get 10
                f32.add
                f32.sub
                f32.mul
                local.tee 31
                local.get 15
                local.get 32
                f32.add
                f32.const -0x1p-2 (;=-0.25;)
                f32.mul
                f32.const 0x1p+0 (;=1;)
                f32.add
                local.tee 32
                local.get 11
                f32.mul
                local.tee 11
                f32.const 0x0p+0 (;=0;)
                local.get 33
                f32.const 0x1.eb851ep-6 (;=0.03;)
                f32.add
                f32.const 0x1.eb851ep-5 (;=0.06;)
                f32.div
                local.tee 10
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 10
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 10
                local.get 10
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 10
                local.get 10
                f32.add
                f32.sub
                f32.mul
                local.tee 10
                f32.const 0x1.8f5c28p-1 (;=0.78;)
                local.get 11
                f32.sub
                f32.mul
                f32.add
                local.get 14
                f32.sub
                f32.mul
                f32.add
                local.tee 11
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 11
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 11
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 11
                i32.trunc_f32_s
                local.set 28
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 28
            end
            local.get 34
            f32.const 0x1.0a3d7p-1 (;=0.52;)
            f32.add
            local.set 11
            local.get 28
            i32.const 8
            i32.shl
            local.set 28
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 12
                local.get 31
                local.get 32
                local.get 13
                f32.mul
                local.tee 13
                local.get 10
                f32.const 0x1.99999ap-1 (;=0.8;)
                local.get 13
                f32.sub
                f32.mul
                f32.add
                local.get 12
                f32.sub
                f32.mul
                f32.add
                local.tee 13
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 13
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 13
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 13
                i32.trunc_f32_s
                local.set 29
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 29
            end
            local.get 28
            local.get 29
            i32.or
            local.set 28
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 11
                local.get 31
                local.get 32
                local.get 9
                f32.mul
                local.tee 9
                local.get 10
                f32.const 0x1.7ae148p-1 (;=0.74;)
                local.get 9
                f32.sub
                f32.mul
                f32.add
                local.get 11
                f32.sub
                f32.mul
                f32.add
                local.tee 10
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 10
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 10
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 10
                i32.trunc_f32_s
                local.set 29
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 29
            end
            local.get 18
            local.get 28
            local.get 29
            i32.const 16
            i32.shl
            i32.or
            i32.const -16777216
            i32.or
            i32.store
            local.get 18
            i32.const 4
            i32.add
            local.set 18
            local.get 1
            local.get 17
            i32.const 1
            i32.add
            local.tee 17
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 4
        i32.add
        local.set 0
        local.get 7
        i32.const 1
        i32.add
        local.tee 7
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

