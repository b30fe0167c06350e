(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "cosf" (func $cosf (;0;) (type 0)))
  (import "env" "sinf" (func $sinf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "planet" (func $planet))
  (func $planet (;2;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 i32 i32 f32 i32 f32 i32 i32 f32)
    local.get 3
    call $cosf
    local.set 6
    local.get 3
    call $sinf
    local.set 7
    local.get 4
    call $sinf
    local.set 8
    local.get 4
    call $cosf
    local.set 9
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 5
      f32.const 0x1.47ae14p-5 (;=0.04;)
      f32.add
      local.get 5
      f32.const -0x1.47ae14p-5 (;=-0.04;)
      f32.add
      local.tee 10
      f32.sub
      local.set 11
      local.get 2
      f32.convert_i32_s
      local.set 12
      local.get 1
      f32.convert_i32_s
      local.set 13
      i32.const 0
      local.set 14
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 15
      loop ;; label = @2
        block ;; label = @3
          local.get 15
          br_if 0 (;@3;)
          local.get 14
          local.get 1
          i32.mul
          local.set 16
          local.get 14
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 12
          f32.div
          f32.const -0x1.333334p+1 (;=-2.4;)
          f32.mul
          f32.const 0x1.333334p+0 (;=1.2;)
          f32.add
          local.tee 4
          f32.const 0x1p-2 (;=0.25;)
          f32.mul
          local.set 17
          local.get 4
          f32.const 0x1.ccccccp+0 (;=1.8;)
          f32.mul
          f32.const 0x1p+2 (;=4;)
          f32.add
          local.set 18
          local.get 4
          f32.const 0x1.47ae14p-6 (;=0.02;)
          f32.mul
          f32.const 0x1.eb851ep-6 (;=0.03;)
          f32.add
          local.set 19
          local.get 4
          f32.abs
          local.set 20
          local.get 4
          local.get 4
          f32.mul
          local.set 21
          i32.const 0
          local.set 22
          loop ;; label = @4
            f32.const 0x0p+0 (;=0;)
            local.set 3
            f32.const 0x0p+0 (;=0;)
            local.set 23
            local.get 19
            local.set 24
            block ;; label = @5
              f32.const 0x1p+0 (;=1;)
              f32.const 0x0p+0 (;=0;)
              local.get 21
              local.get 22
              f32.convert_i32_s
              f32.const 0x1p-1 (;=0.5;)
              f32.add
              local.get 13
              f32.div
              f32.const 0x1.333334p+1 (;=2.4;)
              f32.mul
              f32.const -0x1.333334p+0 (;=-1.2;)
              f32.add
              local.tee 25
              local.get 25
              f32.mul
              f32.add
              local.tee 26
              f32.const -0x1.f0a3d8p-1 (;=-0.97;)
              f32.add
              f32.const 0x1.eb85p-6 (;=0.029999971;)
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
              local.tee 27
              f32.const 0x0p+0 (;=0;)
              f32.gt
              i32.eqz
              br_if 0 (;@5;)
              f32.const 0x0p+0 (;=0;)
              local.set 28
              local.get 6
              local.get 25
              f32.mul
              local.get 7
              f32.const 0x1.a36e2ep-12 (;=0.0004;)
              f32.const 0x1p+0 (;=1;)
              local.get 26
              f32.sub
              local.tee 4
              f32.const 0x1p+0 (;=1;)
              f32.min
              f32.const 0x1.a36e2ep-12 (;=0.0004;)
              f32.add
              local.get 4
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              f32.sqrt
              local.tee 29
              f32.mul
              f32.sub
              f32.const 0x1.ccccccp+0 (;=1.8;)
              f32.mul
              f32.const 0x1.cp+2 (;=7;)
              f32.add
              local.set 4
              local.get 6
              local.get 29
              f32.neg
              f32.mul
              local.get 7
              local.get 25
              f32.mul
              f32.sub
              f32.const 0x1.ccccccp+0 (;=1.8;)
              f32.mul
              f32.const 0x1.2p+3 (;=9;)
              f32.add
              local.set 3
              f32.const 0x1p-1 (;=0.5;)
              local.set 30
              i32.const 4
              local.set 31
              local.get 18
              local.set 23
              loop ;; label = @6
                block ;; label = @7
                  block ;; label = @8
                    local.get 4
                    f32.floor
                    local.tee 24
                    f32.abs
                    f32.const 0x1p+31 (;=2147483600;)
                    f32.lt
                    i32.eqz
                    br_if 0 (;@8;)
                    local.get 24
                    i32.trunc_f32_s
                    local.set 32
                    br 1 (;@7;)
                  end
                  i32.const -2147483648
                  local.set 32
                end
                local.get 32
                i32.const -1918454973
                i32.mul
                local.set 33
                block ;; label = @7
                  block ;; label = @8
                    local.get 23
                    f32.floor
                    local.tee 34
                    f32.abs
                    f32.const 0x1p+31 (;=2147483600;)
                    f32.lt
                    i32.eqz
                    br_if 0 (;@8;)
                    local.get 34
                    i32.trunc_f32_s
                    local.set 32
                    br 1 (;@7;)
                  end
                  i32.const -2147483648
                  local.set 32
                end
                local.get 32
                i32.const -669632447
                i32.mul
                local.tee 35
                local.get 33
                i32.xor
                local.set 36
                block ;; label = @7
                  block ;; label = @8
                    local.get 3
                    f32.floor
                    local.tee 37
                    f32.abs
                    f32.const 0x1p+31 (;=2147483600;)
                    f32.lt
                    i32.eqz
                    br_if 0 (;@8;)
                    local.get 37
                    i32.trunc_f32_s
                    local.set 32
                    br 1 (;@7;)
                  end
                  i32.const -2147483648
                  local.set 32
                end
                local.get 28
                local.get 30
                local.get 36
                local.get 32
                i32.const -887442657
                i32.mul
                local.tee 32
                i32.xor
                local.tee 38
                i32.const 15
                i32.shr_u
                local.get 38
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 38
                i32.const 20
                i32.shr_u
                local.get 38
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.tee 39
                local.get 4
                local.get 24
                f32.sub
                local.tee 24
                local.get 24
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 24
                local.get 24
                f32.add
                f32.sub
                f32.mul
                local.tee 24
                local.get 35
                local.get 33
                i32.const -1918454973
                i32.add
                local.tee 38
                i32.xor
                local.tee 40
                local.get 32
                i32.xor
                local.tee 41
                i32.const 15
                i32.shr_u
                local.get 41
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 41
                i32.const 20
                i32.shr_u
                local.get 41
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.get 39
                f32.sub
                f32.mul
                f32.add
                local.tee 39
                local.get 23
                local.get 34
                f32.sub
                local.tee 34
                local.get 34
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 34
                local.get 34
                f32.add
                f32.sub
                f32.mul
                local.tee 42
                local.get 35
                i32.const -669632447
                i32.add
                local.tee 35
                local.get 33
                i32.xor
                local.tee 33
                local.get 32
                i32.xor
                local.tee 41
                i32.const 15
                i32.shr_u
                local.get 41
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 41
                i32.const 20
                i32.shr_u
                local.get 41
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.tee 34
                local.get 24
                local.get 35
                local.get 38
                i32.xor
                local.tee 35
                local.get 32
                i32.xor
                local.tee 38
                i32.const 15
                i32.shr_u
                local.get 38
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 38
                i32.const 20
                i32.shr_u
                local.get 38
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.get 34
                f32.sub
                f32.mul
                f32.add
                local.get 39
                f32.sub
                f32.mul
                f32.add
                local.tee 39
                local.get 3
                local.get 37
                f32.sub
                local.tee 34
                local.get 34
                f32.mul
                f32.const 0x1.8p+1 (;=3;)
                local.get 34
                local.get 34
                f32.add
                f32.sub
                f32.mul
                local.get 32
                i32.const -887442657
                i32.add
                local.tee 32
                local.get 36
                i32.xor
                local.tee 36
                i32.const 15
                i32.shr_u
                local.get 36
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 36
                i32.const 20
                i32.shr_u
                local.get 36
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.tee 34
                local.get 24
                local.get 32
                local.get 40
                i32.xor
                local.tee 36
                i32.const 15
                i32.shr_u
                local.get 36
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 36
                i32.const 20
                i32.shr_u
                local.get 36
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.get 34
                f32.sub
                f32.mul
                f32.add
                local.tee 34
                local.get 42
                local.get 33
                local.get 32
                i32.xor
                local.tee 33
                i32.const 15
                i32.shr_u
                local.get 33
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 33
                i32.const 20
                i32.shr_u
                local.get 33
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.tee 37
                local.get 24
                local.get 35
                local.get 32
                i32.xor
                local.tee 32
                i32.const 15
                i32.shr_u
                local.get 32
                i32.xor
                i32.const 739982445
                i32.mul
                local.tee 32
                i32.const 20
                i32.shr_u
                local.get 32
                i32.const 8
                i32.shr_u
                i32.xor
                f32.convert_i32_u
                f32.const 0x1p-24 (;=0.000000059604645;)
                f32.mul
                local.get 37
                f32.sub
                f32.mul
                f32.add
                local.get 34
                f32.sub
                f32.mul
                f32.add
                local.get 39
                f32.sub
                f32.mul
                f32.add
                f32.mul
                f32.add
                local.set 28
                local.get 30
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                local.set 30
                local.get 3
                local.get 3
                f32.add
                f32.const 0x1.033334p+3 (;=8.1;)
                f32.add
                local.set 3
                local.get 23
                local.get 23
                f32.add
                f32.const 0x1.4cccccp+0 (;=1.3;)
                f32.add
                local.set 23
                local.get 4
                local.get 4
                f32.add
                f32.const 0x1.4cccccp+2 (;=5.2;)
                f32.add
                local.set 4
                local.get 31
                i32.const -1
                i32.add
                local.tee 31
                br_if 0 (;@6;)
              end
              local.get 27
              f32.const 0x1p+0 (;=1;)
              local.get 29
              f32.sub
              local.tee 3
              local.get 3
              f32.const 0x0p+0 (;=0;)
              local.get 17
              local.get 8
              local.get 25
              f32.mul
              f32.add
              local.get 9
              local.get 29
              f32.mul
              f32.add
              f32.const 0x1.333334p-3 (;=0.15;)
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
              local.tee 4
              f32.mul
              f32.const 0x1.333334p-1 (;=0.6;)
              f32.mul
              f32.mul
              local.tee 24
              f32.const 0x1.333334p-1 (;=0.6;)
              f32.mul
              local.get 4
              f32.const 0x1p+0 (;=1;)
              local.get 4
              f32.sub
              f32.mul
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.tee 39
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              local.get 4
              f32.const 0x1.f0a3d8p-1 (;=0.97;)
              f32.mul
              f32.const 0x1.eb851ep-6 (;=0.03;)
              f32.add
              local.tee 42
              local.get 28
              f32.const 0x1p-2 (;=0.25;)
              f32.mul
              f32.const 0x1.99999ap-4 (;=0.1;)
              f32.add
              local.tee 3
              f32.const 0x0p+0 (;=0;)
              local.get 28
              local.get 5
              f32.sub
              f32.const 0x1p+2 (;=4;)
              f32.mul
              local.tee 23
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 23
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.tee 34
              f32.const 0x1.47aep-6 (;=0.01999998;)
              f32.mul
              f32.const 0x1.99999ap-2 (;=0.4;)
              f32.add
              local.get 3
              f32.sub
              f32.const 0x0p+0 (;=0;)
              local.get 28
              local.get 10
              f32.sub
              local.get 11
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
              local.tee 30
              f32.mul
              f32.add
              local.tee 23
              f32.const 0x0p+0 (;=0;)
              local.get 20
              local.get 28
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              f32.add
              f32.const -0x1.4cccccp-1 (;=-0.65;)
              f32.add
              f32.const 0x1p+2 (;=4;)
              f32.mul
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
              local.tee 37
              f32.const 0x1.dc28f6p-1 (;=0.93;)
              local.get 23
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              f32.add
              f32.mul
              f32.const 0x0p+0 (;=0;)
              f32.add
              local.set 23
              local.get 27
              local.get 24
              f32.const 0x1.666666p-2 (;=0.35;)
              f32.mul
              local.get 39
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.get 42
              local.get 28
              f32.const 0x1.999998p-5 (;=0.049999997;)
              f32.mul
              f32.const 0x1.eb851ep-6 (;=0.03;)
              f32.add
              local.tee 3
              local.get 34
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.mul
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.add
              local.get 3
              f32.sub
              local.get 30
              f32.mul
              f32.add
              local.tee 3
              local.get 37
              f32.const 0x1.ccccccp-1 (;=0.9;)
              local.get 3
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              f32.add
              f32.mul
              f32.const 0x0p+0 (;=0;)
              f32.add
              local.set 3
              local.get 19
              local.get 27
              local.get 24
              local.get 4
              f32.const 0x1.e66666p-1 (;=0.95;)
              f32.mul
              f32.const 0x1.99999ap-5 (;=0.05;)
              f32.add
              local.get 28
              f32.const 0x1.999998p-3 (;=0.19999999;)
              f32.mul
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.add
              local.tee 4
              local.get 34
              f32.const 0x1.47ae16p-3 (;=0.16000001;)
              f32.mul
              f32.const 0x1.1eb852p-3 (;=0.14;)
              f32.add
              local.get 4
              f32.sub
              local.get 30
              f32.mul
              f32.add
              local.tee 4
              local.get 37
              f32.const 0x1.eb851ep-1 (;=0.96;)
              local.get 4
              f32.sub
              f32.mul
              f32.add
              f32.mul
              f32.add
              local.get 19
              f32.sub
              f32.mul
              f32.add
              local.set 24
            end
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                f32.const 0x0p+0 (;=0;)
                local.get 8
                local.get 25
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.tee 4
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 4
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                f32.const 0x0p+0 (;=0;)
                local.get 26
                f32.const -0x1.70a3d8p+0 (;=-1.44;)
                f32.add
                f32.const -0x1.eb8524p-2 (;=-0.48000008;)
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
                f32.const 0x1p+0 (;=1;)
                local.get 27
                f32.sub
                f32.mul
                f32.mul
                local.tee 4
                f32.const 0x1.99999ap-3 (;=0.2;)
                f32.mul
                local.get 23
                f32.add
                local.tee 23
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 23
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 23
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 23
                i32.trunc_f32_s
                local.set 32
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 32
            end
            local.get 32
            i32.const 8
            i32.shl
            local.set 32
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 4
                f32.const 0x1.99999ap-4 (;=0.1;)
                f32.mul
                local.get 3
                f32.add
                local.tee 3
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 3
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 3
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 3
                i32.trunc_f32_s
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 32
            local.get 33
            i32.or
            local.set 32
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 4
                f32.const 0x1.ccccccp-2 (;=0.45;)
                f32.mul
                local.get 24
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
                local.set 33
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 33
            end
            local.get 0
            local.get 22
            local.get 16
            i32.add
            i32.const 2
            i32.shl
            i32.add
            local.get 32
            local.get 33
            i32.const 16
            i32.shl
            i32.or
            i32.const -16777216
            i32.or
            i32.store
            local.get 22
            i32.const 1
            i32.add
            local.tee 22
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 14
        i32.const 1
        i32.add
        local.tee 14
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

