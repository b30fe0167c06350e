(module
  (type (;0;) (func (param i32 i32 i32 f32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "stone_relief" (func $stone_relief))
  (func $stone_relief (;0;) (type 0) (param i32 i32 i32 f32 f32 f32)
    (local i32 f32 f32 i32 i32 i32 f32 f32 f32 i32 f32 i32 f32 f32 f32 i32 f32 f32 f32 i32 i32 f32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.set 6
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
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
          local.get 4
          local.get 9
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 7
          f32.div
          local.tee 12
          f32.sub
          local.tee 13
          local.get 13
          f32.mul
          local.set 14
          i32.const 0
          local.set 15
          loop ;; label = @4
            local.get 15
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 8
            f32.div
            local.set 16
            i32.const 0
            local.set 17
            loop ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 16
                  f32.const 0x1.47ae14p-6 (;=0.02;)
                  f32.const 0x0p+0 (;=0;)
                  local.get 17
                  i32.const 4
                  i32.eq
                  select
                  f32.add
                  local.tee 18
                  f32.const 0x1p+2 (;=4;)
                  f32.mul
                  local.tee 19
                  f32.floor
                  local.tee 20
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 20
                  i32.trunc_f32_s
                  local.set 21
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 21
              end
              local.get 21
              i32.const -862048943
              i32.mul
              local.set 21
              block ;; label = @6
                block ;; label = @7
                  local.get 12
                  f32.const 0x1.47ae14p-6 (;=0.02;)
                  f32.const 0x0p+0 (;=0;)
                  local.get 17
                  i32.const 8
                  i32.eq
                  select
                  f32.add
                  local.tee 22
                  f32.const 0x1p+2 (;=4;)
                  f32.mul
                  local.tee 23
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
              local.get 25
              i32.const 461845907
              i32.mul
              local.tee 25
              local.get 21
              i32.add
              local.tee 26
              i32.const 16
              i32.shr_u
              local.get 26
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 26
              i32.const 29
              i32.shr_u
              local.get 26
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 27
              local.get 19
              local.get 20
              f32.sub
              local.tee 20
              local.get 20
              local.get 20
              f32.mul
              f32.mul
              local.get 20
              local.get 20
              f32.const 0x1.8p+2 (;=6;)
              f32.mul
              f32.const -0x1.ep+3 (;=-15;)
              f32.add
              f32.mul
              f32.const 0x1.4p+3 (;=10;)
              f32.add
              f32.mul
              local.tee 19
              local.get 21
              i32.const -862048943
              i32.add
              local.tee 26
              local.get 25
              i32.add
              local.tee 28
              i32.const 16
              i32.shr_u
              local.get 28
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 28
              i32.const 29
              i32.shr_u
              local.get 28
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
              local.get 23
              local.get 24
              f32.sub
              local.tee 20
              local.get 20
              local.get 20
              f32.mul
              f32.mul
              local.get 20
              local.get 20
              f32.const 0x1.8p+2 (;=6;)
              f32.mul
              f32.const -0x1.ep+3 (;=-15;)
              f32.add
              f32.mul
              f32.const 0x1.4p+3 (;=10;)
              f32.add
              f32.mul
              local.get 25
              i32.const 461845907
              i32.add
              local.tee 25
              local.get 21
              i32.add
              local.tee 21
              i32.const 16
              i32.shr_u
              local.get 21
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 21
              i32.const 29
              i32.shr_u
              local.get 21
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 20
              local.get 19
              local.get 25
              local.get 26
              i32.add
              local.tee 21
              i32.const 16
              i32.shr_u
              local.get 21
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 21
              i32.const 29
              i32.shr_u
              local.get 21
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 20
              f32.sub
              f32.mul
              f32.add
              local.get 27
              f32.sub
              f32.mul
              f32.add
              local.set 20
              block ;; label = @6
                block ;; label = @7
                  local.get 22
                  f32.const 0x1.2p+3 (;=9;)
                  f32.mul
                  local.tee 19
                  f32.floor
                  local.tee 24
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 24
                  i32.trunc_f32_s
                  local.set 21
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 21
              end
              local.get 20
              f32.const 0x1.666666p-1 (;=0.7;)
              f32.mul
              local.set 22
              local.get 21
              i32.const 461845907
              i32.mul
              local.set 21
              block ;; label = @6
                block ;; label = @7
                  local.get 18
                  f32.const 0x1.2p+3 (;=9;)
                  f32.mul
                  f32.const 0x1.4p+2 (;=5;)
                  f32.add
                  local.tee 18
                  f32.floor
                  local.tee 20
                  f32.abs
                  f32.const 0x1p+31 (;=2147483600;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 20
                  i32.trunc_f32_s
                  local.set 25
                  br 1 (;@6;)
                end
                i32.const -2147483648
                local.set 25
              end
              local.get 6
              i32.const 4
              i32.add
              local.get 17
              i32.add
              local.get 22
              local.get 25
              i32.const -862048943
              i32.mul
              local.tee 25
              local.get 21
              i32.add
              local.tee 26
              i32.const 16
              i32.shr_u
              local.get 26
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 26
              i32.const 29
              i32.shr_u
              local.get 26
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 23
              local.get 18
              local.get 20
              f32.sub
              local.tee 20
              local.get 20
              local.get 20
              f32.mul
              f32.mul
              local.get 20
              local.get 20
              f32.const 0x1.8p+2 (;=6;)
              f32.mul
              f32.const -0x1.ep+3 (;=-15;)
              f32.add
              f32.mul
              f32.const 0x1.4p+3 (;=10;)
              f32.add
              f32.mul
              local.tee 18
              local.get 25
              i32.const -862048943
              i32.add
              local.tee 26
              local.get 21
              i32.add
              local.tee 28
              i32.const 16
              i32.shr_u
              local.get 28
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 28
              i32.const 29
              i32.shr_u
              local.get 28
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 23
              f32.sub
              f32.mul
              f32.add
              local.tee 23
              local.get 19
              local.get 24
              f32.sub
              local.tee 20
              local.get 20
              local.get 20
              f32.mul
              f32.mul
              local.get 20
              local.get 20
              f32.const 0x1.8p+2 (;=6;)
              f32.mul
              f32.const -0x1.ep+3 (;=-15;)
              f32.add
              f32.mul
              f32.const 0x1.4p+3 (;=10;)
              f32.add
              f32.mul
              local.get 21
              i32.const 461845907
              i32.add
              local.tee 21
              local.get 25
              i32.add
              local.tee 25
              i32.const 16
              i32.shr_u
              local.get 25
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 25
              i32.const 29
              i32.shr_u
              local.get 25
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.tee 20
              local.get 18
              local.get 26
              local.get 21
              i32.add
              local.tee 21
              i32.const 16
              i32.shr_u
              local.get 21
              i32.xor
              i32.const -2048144789
              i32.mul
              local.tee 21
              i32.const 29
              i32.shr_u
              local.get 21
              i32.const 16
              i32.shr_u
              i32.xor
              f32.convert_i32_u
              f32.const 0x1.0001p-16 (;=0.000015259022;)
              f32.mul
              local.get 20
              f32.sub
              f32.mul
              f32.add
              local.get 23
              f32.sub
              f32.mul
              f32.add
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.mul
              f32.add
              f32.store
              local.get 17
              i32.const 4
              i32.add
              local.tee 17
              i32.const 12
              i32.ne
              br_if 0 (;@5;)
            end
            local.get 0
            local.get 15
            local.get 11
            i32.add
            i32.const 12
            i32.mul
            i32.add
            local.tee 17
            i32.const 4
            i32.add
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 6
            f32.load offset=4
            local.tee 20
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.add
            f32.const 0x1p+2 (;=4;)
            f32.mul
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 24
            f32.const 0x0p+0 (;=0;)
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
            local.tee 24
            f32.const -0x1.9999ap-4 (;=-0.100000024;)
            f32.mul
            f32.const 0x1.70a3d8p-1 (;=0.72;)
            f32.add
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1p+0 (;=1;)
            local.get 14
            local.get 3
            local.get 16
            f32.sub
            local.tee 18
            local.get 18
            f32.mul
            f32.add
            local.get 20
            f32.const -0x1.99999ap-4 (;=-0.1;)
            f32.mul
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.add
            local.tee 19
            local.get 19
            f32.mul
            f32.add
            local.tee 22
            f32.sqrt
            f32.div
            local.get 19
            f32.const 0x1.eb851ep-5 (;=0.06;)
            f32.mul
            local.get 18
            local.get 20
            local.get 6
            f32.load offset=8
            f32.sub
            local.get 5
            f32.mul
            local.tee 19
            f32.mul
            local.get 13
            local.get 20
            local.get 6
            f32.load offset=12
            f32.sub
            local.get 5
            f32.mul
            local.tee 20
            f32.mul
            f32.add
            f32.add
            f32.const 0x1p+0 (;=1;)
            local.get 19
            local.get 19
            f32.mul
            local.get 20
            local.get 20
            f32.mul
            f32.add
            f32.const 0x1.d7dbf4p-9 (;=0.0036;)
            f32.add
            f32.sqrt
            f32.div
            f32.mul
            f32.mul
            local.tee 20
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 20
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 20
            local.get 22
            local.get 22
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.add
            f32.div
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.tee 18
            f32.mul
            local.get 20
            local.get 20
            f32.mul
            local.tee 20
            local.get 20
            f32.mul
            local.tee 20
            local.get 20
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.mul
            local.tee 20
            f32.add
            f32.store
            local.get 17
            local.get 24
            f32.const -0x1.666668p-2 (;=-0.35000002;)
            f32.mul
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.add
            local.get 18
            f32.mul
            local.get 20
            f32.add
            f32.store
            local.get 17
            i32.const 8
            i32.add
            local.get 24
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.mul
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.add
            local.get 18
            f32.mul
            local.get 20
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            f32.add
            f32.store
            local.get 15
            i32.const 1
            i32.add
            local.tee 15
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

