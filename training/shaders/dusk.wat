(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "sinf" (func $sinf (;0;) (type 0)))
  (import "env" "expf" (func $expf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "dusk" (func $dusk))
  (func $dusk (;2;) (type 1) (param i32 i32 i32 f32)
    (local i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 i32 i32 i32 i32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 12
      i32.mul
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
          f32.const 0x0p+0 (;=0;)
          f32.const 0x1p+0 (;=1;)
          local.get 7
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 5
          f32.div
          f32.sub
          local.tee 9
          f32.const -0x1.99999ap-4 (;=-0.1;)
          f32.add
          f32.const 0x1.99999ap-2 (;=0.4;)
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
          local.tee 11
          f32.const 0x1.d70a3cp-3 (;=0.22999999;)
          f32.mul
          f32.const 0x1p-2 (;=0.25;)
          f32.add
          local.tee 12
          f32.const 0x0p+0 (;=0;)
          local.get 9
          f32.const -0x1.99999ap-2 (;=-0.4;)
          f32.add
          f32.const 0x1.333334p-1 (;=0.6;)
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
          f32.const 0x1.333334p-2 (;=0.3;)
          local.get 12
          f32.sub
          f32.mul
          f32.add
          local.set 13
          f32.const 0x1.19999ap-1 (;=0.55;)
          local.get 11
          f32.const 0x1p-2 (;=0.25;)
          f32.mul
          f32.sub
          local.tee 12
          local.get 10
          f32.const 0x1.99999ap-4 (;=0.1;)
          local.get 12
          f32.sub
          f32.mul
          f32.add
          local.set 14
          local.get 11
          f32.const -0x1.70a3d8p-2 (;=-0.36;)
          f32.mul
          f32.const 0x1.f5c29p-1 (;=0.98;)
          f32.add
          local.tee 11
          local.get 10
          f32.const 0x1.47ae14p-4 (;=0.08;)
          local.get 11
          f32.sub
          f32.mul
          f32.add
          local.set 15
          f32.const 0x0p+0 (;=0;)
          local.get 9
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          f32.const 0x1.999998p-2 (;=0.39999998;)
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
          local.set 16
          local.get 7
          i32.const 946805061
          i32.mul
          i32.const -1339264894
          i32.add
          local.set 17
          local.get 9
          f32.const -0x1.eb851ep-3 (;=-0.24;)
          f32.add
          local.set 18
          i32.const 0
          local.set 19
          i32.const -1918454973
          local.set 20
          local.get 0
          local.set 21
          loop ;; label = @4
            local.get 21
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 16
            f32.const 0x0p+0 (;=0;)
            local.get 20
            local.get 17
            i32.xor
            local.tee 22
            i32.const 15
            i32.shr_u
            local.get 22
            i32.xor
            i32.const 739982445
            i32.mul
            local.tee 22
            i32.const 28
            i32.shr_u
            local.get 22
            i32.const 16
            i32.shr_u
            i32.xor
            f32.convert_i32_u
            f32.const 0x1.0001p-16 (;=0.000015259022;)
            f32.mul
            f32.const -0x1.f5c29p-1 (;=-0.98;)
            f32.add
            f32.const 0x1.47aep-6 (;=0.01999998;)
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
            f32.mul
            local.tee 11
            local.get 13
            local.get 19
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 6
            f32.div
            local.tee 12
            f32.const -0x1.3d70a4p-1 (;=-0.62;)
            f32.add
            local.get 6
            f32.mul
            local.get 5
            f32.div
            local.tee 10
            local.get 10
            f32.mul
            local.get 18
            local.get 3
            call $sinf
            f32.const -0x1.99999ap-5 (;=-0.05;)
            f32.mul
            f32.add
            local.tee 10
            local.get 10
            f32.mul
            f32.add
            f32.sqrt
            local.tee 10
            f32.const -0x1.8p+2 (;=-6;)
            f32.mul
            call $expf
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.tee 23
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            f32.add
            local.tee 24
            f32.const 0x1.666666p-1 (;=0.7;)
            local.get 24
            f32.sub
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 10
            f32.const -0x1.99999ap-5 (;=-0.05;)
            f32.add
            f32.const 0x1.47ae16p-5 (;=0.040000003;)
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
            f32.sub
            local.tee 24
            f32.mul
            f32.add
            f32.add
            local.tee 25
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 9
            local.get 12
            f32.const 0x1.cp+2 (;=7;)
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            call $sinf
            f32.const 0x1.99999ap-5 (;=0.05;)
            f32.mul
            f32.const 0x1.47ae14p-3 (;=0.16;)
            f32.add
            local.get 12
            f32.const 0x1.3p+4 (;=19;)
            f32.mul
            call $sinf
            f32.const 0x1.47ae14p-6 (;=0.02;)
            f32.mul
            f32.add
            local.tee 10
            f32.const -0x1.47ae14p-7 (;=-0.01;)
            f32.add
            local.tee 12
            f32.sub
            local.get 10
            f32.const 0x1.47ae14p-7 (;=0.01;)
            f32.add
            local.get 12
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
            f32.sub
            local.tee 10
            f32.const 0x1.47ae14p-4 (;=0.08;)
            local.get 25
            f32.sub
            f32.mul
            f32.add
            local.tee 12
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 12
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 21
            i32.const 4
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 11
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.mul
            local.get 14
            local.get 23
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            f32.add
            local.tee 12
            f32.const 0x1.d70a3ep-1 (;=0.92;)
            local.get 12
            f32.sub
            local.get 24
            f32.mul
            f32.add
            f32.add
            local.tee 12
            local.get 10
            f32.const 0x1.47ae14p-5 (;=0.04;)
            local.get 12
            f32.sub
            f32.mul
            f32.add
            local.tee 12
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 12
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 21
            f32.const 0x0p+0 (;=0;)
            local.get 11
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            local.get 15
            local.get 23
            f32.add
            local.tee 11
            f32.const 0x1p+0 (;=1;)
            local.get 11
            f32.sub
            local.get 24
            f32.mul
            f32.add
            f32.add
            local.tee 11
            local.get 10
            f32.const 0x1.99999ap-5 (;=0.05;)
            local.get 11
            f32.sub
            f32.mul
            f32.add
            local.tee 10
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 10
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 20
            i32.const -1460397623
            i32.add
            local.set 20
            local.get 21
            i32.const 12
            i32.add
            local.set 21
            local.get 1
            local.get 19
            i32.const 1
            i32.add
            local.tee 19
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

