(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func (;0;) (type 0)))
  (import "env" "cosf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "bump_relief" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 f32 f32 f32 f32 f32 i32 i32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 4
      i32.shl
      local.set 5
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
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 6
          f32.div
          f32.const 0x1p+2 (;=4;)
          f32.mul
          local.tee 10
          local.get 10
          f32.floor
          local.tee 11
          f32.sub
          local.tee 12
          local.get 12
          f32.add
          local.set 13
          local.get 10
          f32.const 0x1p-2 (;=0.25;)
          f32.add
          local.tee 14
          local.get 14
          f32.floor
          local.tee 15
          f32.sub
          local.tee 16
          local.get 16
          f32.add
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
          local.get 13
          f32.sub
          local.set 11
          local.get 12
          local.get 12
          f32.mul
          local.set 12
          f32.const 0x1.8p+1 (;=3;)
          local.get 17
          f32.sub
          local.set 13
          local.get 16
          local.get 16
          f32.mul
          local.set 16
          local.get 18
          i32.const -669632447
          i32.mul
          local.set 19
          block ;; label = @4
            block ;; label = @5
              local.get 15
              f32.abs
              f32.const 0x1p+31 (;=2147483600;)
              f32.lt
              i32.eqz
              br_if 0 (;@5;)
              local.get 15
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
          local.get 16
          local.get 13
          f32.mul
          local.set 21
          local.get 10
          f32.const 0x1.266666p+1 (;=2.3;)
          f32.mul
          local.set 22
          local.get 10
          f32.const 0x1.333334p-1 (;=0.6;)
          f32.mul
          local.set 23
          local.get 14
          f32.const 0x1.266666p+1 (;=2.3;)
          f32.mul
          local.set 24
          local.get 14
          f32.const 0x1.333334p-1 (;=0.6;)
          f32.mul
          local.set 25
          local.get 19
          i32.const -669632447
          i32.add
          local.set 26
          local.get 18
          i32.const -669632447
          i32.mul
          local.tee 27
          i32.const -669632447
          i32.add
          local.set 28
          i32.const 0
          local.set 29
          local.get 0
          local.set 18
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                local.get 29
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 7
                f32.div
                f32.const 0x1.4p+2 (;=5;)
                f32.mul
                local.tee 12
                f32.floor
                local.tee 14
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 14
                i32.trunc_f32_s
                local.set 30
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 30
            end
            local.get 23
            local.get 12
            f32.const 0x1.b33334p+0 (;=1.7;)
            f32.mul
            local.tee 16
            f32.add
            call 0
            local.set 13
            local.get 22
            call 1
            local.set 17
            local.get 23
            local.get 12
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.tee 11
            f32.const 0x1.b33334p+0 (;=1.7;)
            f32.mul
            f32.add
            call 0
            local.set 31
            local.get 22
            call 1
            local.set 32
            local.get 25
            local.get 16
            f32.add
            call 0
            local.set 33
            local.get 24
            call 1
            local.set 34
            local.get 3
            call 1
            local.set 15
            local.get 3
            call 0
            local.set 35
            local.get 18
            i32.const 12
            i32.add
            local.get 30
            i32.const -1918454973
            i32.mul
            local.tee 30
            local.get 19
            i32.xor
            local.tee 36
            i32.const 15
            i32.shr_u
            local.get 36
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 36
            i32.const 28
            i32.shr_u
            local.get 36
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 16
            local.get 12
            local.get 14
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
            local.tee 14
            local.get 30
            i32.const -1918454973
            i32.add
            local.tee 36
            local.get 19
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 16
            f32.sub
            f32.mul
            f32.add
            local.tee 16
            local.get 20
            local.get 30
            local.get 26
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 38
            local.get 14
            local.get 36
            local.get 26
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 38
            f32.sub
            f32.mul
            f32.add
            local.get 16
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 13
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            local.get 17
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.add
            f32.add
            local.tee 16
            f32.store
            local.get 30
            local.get 27
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 13
            local.get 14
            local.get 36
            local.get 27
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
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
            local.tee 13
            local.get 21
            local.get 30
            local.get 28
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
            local.tee 17
            local.get 14
            local.get 36
            local.get 28
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
            local.get 17
            f32.sub
            f32.mul
            f32.add
            local.get 13
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 33
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            local.get 34
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.add
            f32.add
            local.get 16
            f32.sub
            f32.const -0x1p+2 (;=-4;)
            f32.mul
            local.get 4
            f32.mul
            local.tee 13
            local.get 13
            f32.mul
            local.set 34
            block ;; label = @5
              block ;; label = @6
                local.get 11
                f32.floor
                local.tee 33
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 33
                i32.trunc_f32_s
                local.set 30
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 30
            end
            local.get 18
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 16
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            f32.const 0x1.4cccccp+0 (;=1.3;)
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
            local.tee 17
            f32.const 0x1.70a3d8p-2 (;=0.36;)
            f32.mul
            f32.const 0x1.1eb852p-3 (;=0.14;)
            f32.add
            f32.const 0x1p+0 (;=1;)
            local.get 30
            i32.const -1918454973
            i32.mul
            local.tee 30
            local.get 19
            i32.xor
            local.tee 36
            i32.const 15
            i32.shr_u
            local.get 36
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 36
            i32.const 28
            i32.shr_u
            local.get 36
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.tee 38
            local.get 11
            local.get 33
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
            local.tee 14
            local.get 30
            i32.const -1918454973
            i32.add
            local.tee 36
            local.get 19
            i32.xor
            local.tee 37
            i32.const 15
            i32.shr_u
            local.get 37
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 37
            i32.const 28
            i32.shr_u
            local.get 37
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            local.get 38
            f32.sub
            f32.mul
            f32.add
            local.tee 11
            local.get 20
            local.get 30
            local.get 26
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
            local.tee 33
            local.get 14
            local.get 36
            local.get 26
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
            local.get 33
            f32.sub
            f32.mul
            f32.add
            local.get 11
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 31
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            local.get 32
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.add
            f32.add
            local.get 16
            f32.sub
            f32.const -0x1p+2 (;=-4;)
            f32.mul
            local.get 4
            f32.mul
            local.tee 16
            local.get 16
            f32.mul
            local.get 34
            f32.add
            f32.const 0x1p+0 (;=1;)
            f32.add
            f32.sqrt
            f32.div
            local.tee 14
            f32.const 0x1p+0 (;=1;)
            local.get 15
            local.get 15
            f32.add
            f32.const 0x1.4p+1 (;=2.5;)
            f32.add
            local.get 12
            f32.sub
            local.tee 12
            local.get 12
            f32.mul
            local.get 35
            f32.const 0x1.8p+0 (;=1.5;)
            f32.mul
            f32.const 0x1p+1 (;=2;)
            f32.add
            local.get 10
            f32.sub
            local.tee 11
            local.get 11
            f32.mul
            f32.add
            f32.const 0x1.2p+1 (;=2.25;)
            f32.add
            f32.sqrt
            f32.div
            local.tee 15
            f32.const 0x1.8p+0 (;=1.5;)
            f32.mul
            local.tee 33
            f32.mul
            local.get 12
            local.get 15
            f32.mul
            local.get 16
            local.get 14
            f32.mul
            f32.mul
            local.get 11
            local.get 15
            f32.mul
            local.get 13
            local.get 14
            f32.mul
            f32.mul
            f32.add
            f32.add
            local.tee 12
            f32.const 0x0p+0 (;=0;)
            local.get 12
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.tee 16
            f32.mul
            local.get 14
            local.get 12
            local.get 12
            f32.add
            f32.mul
            local.get 33
            f32.sub
            local.tee 12
            f32.const 0x0p+0 (;=0;)
            local.get 12
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 12
            local.get 12
            f32.mul
            local.tee 12
            local.get 12
            f32.mul
            local.tee 12
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.add
            f32.store
            local.get 18
            i32.const 4
            i32.add
            local.get 17
            f32.const 0x1.0f5c28p-1 (;=0.53;)
            f32.mul
            f32.const 0x1.c28f5cp-3 (;=0.22;)
            f32.add
            local.get 16
            f32.mul
            local.get 12
            f32.const 0x1.eb851ep-3 (;=0.24;)
            f32.mul
            f32.add
            f32.store
            local.get 18
            local.get 17
            f32.const 0x1.199998p-1 (;=0.54999995;)
            f32.mul
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.add
            local.get 16
            f32.mul
            local.get 12
            f32.const 0x1p-2 (;=0.25;)
            f32.mul
            f32.add
            f32.store
            local.get 18
            i32.const 16
            i32.add
            local.set 18
            local.get 1
            local.get 29
            i32.const 1
            i32.add
            local.tee 29
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
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

