(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "cosf" (func $cosf (;0;) (type 0)))
  (import "env" "sinf" (func $sinf (;1;) (type 0)))
  (import "env" "expf" (func $expf (;2;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "melting_blobs" (func $melting_blobs))
  (func $melting_blobs (;3;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 4
      i32.shl
      local.set 5
      local.get 3
      f32.const 0x1.333334p-1 (;=0.6;)
      f32.mul
      local.set 6
      local.get 3
      f32.const 0x1.666666p-1 (;=0.7;)
      f32.mul
      local.set 7
      local.get 2
      f32.convert_i32_s
      local.tee 8
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.set 9
      local.get 1
      f32.convert_i32_s
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.set 10
      f32.const 0x1p+1 (;=2;)
      local.get 8
      f32.div
      local.set 11
      i32.const 0
      local.set 12
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 13
      loop ;; label = @2
        block ;; label = @3
          local.get 13
          br_if 0 (;@3;)
          f32.const 0x0p+0 (;=0;)
          local.get 11
          local.get 12
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 9
          f32.sub
          f32.mul
          local.tee 14
          f32.const 0x1p-1 (;=0.5;)
          f32.mul
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.tee 8
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 8
          f32.const 0x0p+0 (;=0;)
          f32.lt
          select
          local.tee 8
          f32.const 0x1.47ae8p-7 (;=0.01000005;)
          f32.mul
          f32.const 0x1.ae147ap-1 (;=0.84;)
          f32.add
          local.set 15
          local.get 8
          f32.const -0x1.eb852p-4 (;=-0.120000005;)
          f32.mul
          f32.const 0x1.ccccccp-1 (;=0.9;)
          f32.add
          local.set 16
          local.get 8
          f32.const -0x1.70a3d8p-3 (;=-0.18;)
          f32.mul
          f32.const 0x1.dc28f6p-1 (;=0.93;)
          f32.add
          local.set 17
          local.get 14
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.tee 18
          f32.const 0x1.999998p-4 (;=0.099999994;)
          f32.mul
          local.set 19
          local.get 14
          local.get 14
          f32.mul
          local.set 20
          local.get 14
          f32.const -0x1.666666p-2 (;=-0.35;)
          f32.add
          local.tee 8
          local.get 8
          f32.mul
          local.set 21
          i32.const 0
          local.set 22
          local.get 0
          local.set 23
          loop ;; label = @4
            local.get 3
            call $cosf
            local.set 24
            local.get 3
            call $sinf
            local.set 25
            local.get 7
            call $sinf
            local.set 26
            local.get 11
            local.get 22
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 10
            f32.sub
            f32.mul
            local.tee 8
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.add
            local.tee 27
            f32.const 0x0p+0 (;=0;)
            local.get 19
            local.get 27
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.mul
            f32.add
            f32.const 0x1.733334p+0 (;=1.45;)
            f32.div
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.mul
            f32.sub
            local.tee 28
            local.get 28
            f32.mul
            local.get 18
            local.get 27
            f32.const -0x1.999998p-4 (;=-0.099999994;)
            f32.mul
            f32.add
            local.tee 27
            local.get 27
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.1eb852p-4 (;=-0.07;)
            f32.add
            local.tee 29
            local.get 8
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.abs
            f32.const -0x1.99999ap-3 (;=-0.2;)
            f32.add
            local.tee 27
            local.get 14
            local.get 6
            call $cosf
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.add
            f32.abs
            f32.const -0x1.333334p-3 (;=-0.15;)
            f32.add
            local.tee 28
            local.get 27
            local.get 28
            f32.gt
            select
            local.tee 30
            f32.const 0x0p+0 (;=0;)
            local.get 30
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.get 27
            f32.const 0x0p+0 (;=0;)
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 27
            local.get 27
            f32.mul
            local.get 28
            f32.const 0x0p+0 (;=0;)
            local.get 28
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 27
            local.get 27
            f32.mul
            f32.add
            f32.sqrt
            f32.add
            f32.const -0x1.99999ap-5 (;=-0.05;)
            f32.add
            local.tee 27
            local.get 21
            local.get 8
            local.get 26
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.mul
            f32.add
            local.tee 28
            local.get 28
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.c28f5cp-3 (;=-0.22;)
            f32.add
            local.tee 28
            local.get 8
            local.get 24
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.sub
            local.tee 24
            local.get 24
            f32.mul
            local.get 14
            local.get 25
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.mul
            f32.add
            local.tee 24
            local.get 24
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.add
            local.tee 24
            local.get 28
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 28
            local.get 24
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 4
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 28
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 28
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 28
            f32.mul
            f32.add
            local.get 28
            local.get 4
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 28
            f32.sub
            f32.mul
            f32.sub
            local.tee 28
            local.get 27
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 27
            local.get 28
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 4
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            f32.mul
            f32.add
            local.get 27
            local.get 4
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 27
            f32.sub
            f32.mul
            f32.sub
            local.tee 27
            local.get 29
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 29
            local.get 27
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 4
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            f32.mul
            f32.add
            local.get 27
            local.get 4
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 27
            f32.sub
            f32.mul
            f32.sub
            local.tee 27
            local.get 20
            local.get 8
            local.get 8
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.eb851ep-4 (;=-0.12;)
            f32.add
            f32.neg
            local.tee 8
            local.get 27
            local.get 8
            f32.gt
            select
            local.tee 8
            f32.const 0x1.ep+4 (;=30;)
            f32.mul
            call $cosf
            local.set 29
            local.get 8
            f32.const 0x0p+0 (;=0;)
            local.get 8
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.const -0x1p+3 (;=-8;)
            f32.mul
            call $expf
            local.set 28
            local.get 23
            i32.const 12
            i32.add
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 8
            local.get 8
            f32.add
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            local.get 27
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 27
            local.get 27
            f32.add
            f32.sub
            f32.mul
            f32.sub
            f32.store
            local.get 23
            i32.const 8
            i32.add
            f32.const 0x1p+0 (;=1;)
            local.get 28
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.mul
            f32.const 0x0p+0 (;=0;)
            local.get 8
            f32.const 0x1.99999ap-5 (;=0.05;)
            f32.div
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            local.get 27
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 27
            local.get 27
            f32.add
            f32.sub
            f32.mul
            f32.mul
            f32.sub
            local.tee 28
            local.get 15
            local.get 29
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1.eb851ep-4 (;=0.12;)
            f32.mul
            f32.const 0x1.c28f5cp-1 (;=0.88;)
            f32.add
            local.tee 29
            f32.mul
            local.tee 25
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 8
            f32.const 0x1.47ae14p-6 (;=0.02;)
            f32.add
            f32.const 0x1.47ae14p-5 (;=0.04;)
            f32.div
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            local.get 27
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 27
            local.get 27
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.tee 24
            f32.const 0x0p+0 (;=0;)
            local.get 8
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.div
            local.tee 27
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 27
            local.get 27
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 27
            local.get 27
            f32.add
            f32.sub
            f32.mul
            local.tee 27
            f32.const 0x0p+0 (;=0;)
            f32.mul
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            local.get 25
            f32.sub
            f32.mul
            f32.add
            local.tee 25
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 8
            f32.abs
            f32.const -0x1.47ae14p-7 (;=-0.01;)
            f32.add
            f32.const 0x1.eb851ep-6 (;=0.03;)
            f32.div
            local.tee 8
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 8
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 8
            local.get 8
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 8
            local.get 8
            f32.add
            f32.sub
            f32.mul
            f32.sub
            local.tee 8
            f32.const 0x1.99999ap-4 (;=0.1;)
            local.get 25
            f32.sub
            f32.mul
            f32.add
            f32.mul
            f32.store
            local.get 23
            i32.const 4
            i32.add
            local.get 28
            local.get 16
            local.get 29
            f32.mul
            local.tee 25
            local.get 24
            local.get 27
            f32.const 0x1.999998p-2 (;=0.39999998;)
            f32.mul
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.get 25
            f32.sub
            f32.mul
            f32.add
            local.tee 25
            local.get 8
            f32.const 0x1.47ae14p-4 (;=0.08;)
            local.get 25
            f32.sub
            f32.mul
            f32.add
            f32.mul
            f32.store
            local.get 23
            local.get 28
            local.get 17
            local.get 29
            f32.mul
            local.tee 29
            local.get 24
            local.get 27
            f32.const 0x1.99999p-4 (;=0.099999964;)
            f32.mul
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.add
            local.get 29
            f32.sub
            f32.mul
            f32.add
            local.tee 27
            local.get 8
            f32.const 0x1.eb851ep-4 (;=0.12;)
            local.get 27
            f32.sub
            f32.mul
            f32.add
            f32.mul
            f32.store
            local.get 23
            i32.const 16
            i32.add
            local.set 23
            local.get 1
            local.get 22
            i32.const 1
            i32.add
            local.tee 22
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
        local.get 12
        i32.const 1
        i32.add
        local.tee 12
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

