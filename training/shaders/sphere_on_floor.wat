(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "sinf" (func $sinf (;0;) (type 0)))
  (import "env" "cosf" (func $cosf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "sphere_on_floor" (func $sphere_on_floor))
  (func $sphere_on_floor (;2;) (type 1) (param i32 i32 i32 f32)
    (local f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    local.get 3
    call $sinf
    local.set 4
    local.get 3
    call $cosf
    local.set 3
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 12
      i32.mul
      local.set 5
      local.get 3
      f32.const 0x1.99999ap-2 (;=0.4;)
      f32.mul
      f32.const 0x1.99999ap-3 (;=0.2;)
      f32.add
      local.tee 6
      f32.const 0x1p+2 (;=4;)
      f32.add
      local.tee 7
      local.get 7
      f32.mul
      f32.const 0x1.91eb86p+0 (;=1.57;)
      f32.add
      local.set 8
      local.get 4
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.mul
      f32.const 0x1.ccccccp-1 (;=0.9;)
      f32.add
      local.tee 9
      f32.const -0x1.333334p+0 (;=-1.2;)
      f32.add
      local.tee 10
      local.get 10
      f32.mul
      f32.const 0x1.70a3d8p-2 (;=0.36;)
      f32.add
      f32.const 0x1.528f5cp+4 (;=21.16;)
      f32.add
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
          f32.const 0x1p-1 (;=0.5;)
          local.get 14
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 12
          f32.div
          f32.sub
          f32.const 0x1.333334p+0 (;=1.2;)
          f32.mul
          f32.const -0x1.99999ap-4 (;=-0.1;)
          f32.add
          local.tee 16
          local.get 16
          f32.mul
          local.set 17
          i32.const 0
          local.set 18
          local.get 0
          local.set 19
          loop ;; label = @4
            local.get 19
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 16
            f32.const 0x1p+0 (;=1;)
            local.get 17
            local.get 18
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 13
            f32.div
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.const 0x1.ccccccp+0 (;=1.8;)
            f32.mul
            local.tee 20
            local.get 20
            f32.mul
            f32.add
            f32.const 0x1.47ae16p+1 (;=2.5600002;)
            f32.add
            f32.sqrt
            f32.div
            local.tee 21
            f32.mul
            local.tee 3
            local.get 3
            f32.add
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            local.tee 4
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 22
            f32.const -0x1.eb852p-4 (;=-0.120000005;)
            f32.mul
            f32.const 0x1.d70a3ep-1 (;=0.92;)
            f32.add
            local.tee 23
            f32.const 0x0p+0 (;=0;)
            f32.const -0x1.99999ap-4 (;=-0.1;)
            local.get 3
            f32.sub
            f32.const 0x1p+2 (;=4;)
            f32.mul
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
            local.tee 24
            f32.const 0x0p+0 (;=0;)
            local.get 20
            local.get 21
            f32.mul
            local.tee 4
            f32.const 0x1.333334p+0 (;=1.2;)
            local.get 3
            f32.neg
            f32.const 0x1.47ae14p-6 (;=0.02;)
            local.get 3
            f32.const -0x1.47ae14p-6 (;=-0.02;)
            f32.lt
            select
            f32.div
            local.tee 25
            f32.mul
            f32.const 0x0p+0 (;=0;)
            f32.add
            local.tee 26
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.tee 20
            local.get 20
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            f32.const 0x1p+2 (;=4;)
            f32.mul
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.get 21
            f32.const 0x1.99999ap+0 (;=1.6;)
            f32.mul
            local.tee 20
            local.get 25
            f32.mul
            f32.const -0x1p+2 (;=-4;)
            f32.add
            local.tee 27
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.tee 21
            local.get 21
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            f32.const 0x1p+2 (;=4;)
            f32.mul
            f32.const -0x1p+0 (;=-1;)
            f32.add
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.div
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 21
            local.get 21
            f32.add
            f32.sub
            f32.mul
            local.tee 28
            f32.const 0x1.f5c29p-2 (;=0.49;)
            f32.mul
            f32.const 0x1.0a3d7p-2 (;=0.26;)
            f32.add
            f32.const 0x0p+0 (;=0;)
            f32.const -0x1.333334p-1 (;=-0.6;)
            local.get 26
            f32.sub
            local.tee 21
            f32.const 0x1.31ace8p-1 (;=0.5970223;)
            f32.mul
            local.get 9
            local.get 3
            local.get 25
            f32.mul
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.add
            local.tee 29
            f32.sub
            local.tee 25
            f32.const 0x1.649f0ep-1 (;=0.696526;)
            f32.mul
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            local.get 27
            f32.sub
            local.tee 30
            f32.const -0x1.979136p-2 (;=-0.39801487;)
            f32.mul
            f32.add
            local.tee 31
            local.get 31
            f32.mul
            local.get 30
            local.get 30
            f32.mul
            local.get 21
            local.get 21
            f32.mul
            local.get 25
            local.get 25
            f32.mul
            f32.add
            f32.add
            f32.sub
            f32.const 0x1.47ae16p-1 (;=0.64000005;)
            f32.add
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            f32.const 0x1.cccccep-2 (;=0.45000002;)
            f32.div
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 21
            local.get 21
            f32.add
            f32.sub
            f32.mul
            local.tee 30
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1.19999ap+0 (;=1.1;)
            local.get 26
            f32.sub
            local.tee 21
            f32.const 0x1.31ace8p-1 (;=0.5970223;)
            f32.mul
            f32.const 0x1.333334p-1 (;=0.6;)
            local.get 29
            f32.sub
            local.tee 25
            f32.const 0x1.649f0ep-1 (;=0.696526;)
            f32.mul
            f32.add
            local.get 6
            local.get 27
            f32.sub
            local.tee 26
            f32.const -0x1.979136p-2 (;=-0.39801487;)
            f32.mul
            f32.add
            local.tee 27
            local.get 27
            f32.mul
            local.get 26
            local.get 26
            f32.mul
            local.get 21
            local.get 21
            f32.mul
            local.get 25
            local.get 25
            f32.mul
            f32.add
            f32.add
            f32.sub
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            f32.const 0x1.666668p-2 (;=0.35000002;)
            f32.div
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 21
            local.get 21
            f32.add
            f32.sub
            f32.mul
            local.tee 21
            local.get 30
            local.get 21
            f32.gt
            select
            f32.const -0x1.333334p-1 (;=-0.6;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.tee 25
            f32.mul
            local.get 23
            f32.sub
            f32.mul
            f32.add
            local.tee 31
            f32.const 0x0p+0 (;=0;)
            local.get 20
            f32.const 0x1.266666p+2 (;=4.6;)
            f32.mul
            local.get 10
            local.get 3
            f32.mul
            local.get 4
            f32.const -0x1.333334p-1 (;=-0.6;)
            f32.mul
            f32.add
            f32.add
            local.tee 26
            local.get 26
            f32.mul
            local.get 11
            f32.sub
            f32.const 0x1.47ae16p-1 (;=0.64000005;)
            f32.add
            local.tee 27
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.div
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 21
            local.get 21
            f32.add
            f32.sub
            f32.mul
            local.tee 30
            local.get 3
            local.get 26
            local.get 27
            f32.const 0x0p+0 (;=0;)
            local.get 27
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.sqrt
            f32.sub
            local.tee 21
            f32.mul
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.add
            local.get 9
            f32.sub
            f32.const 0x1.4p+0 (;=1.25;)
            f32.mul
            local.tee 26
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.get 4
            local.get 21
            f32.mul
            f32.const 0x0p+0 (;=0;)
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.add
            f32.const 0x1.4p+0 (;=1.25;)
            f32.mul
            local.tee 32
            f32.const 0x1.31ace8p-1 (;=0.5970223;)
            f32.mul
            local.get 26
            f32.const 0x1.649f0ep-1 (;=0.696526;)
            f32.mul
            f32.add
            local.get 20
            local.get 21
            f32.mul
            f32.const -0x1p+2 (;=-4;)
            f32.add
            f32.const -0x1.333334p-1 (;=-0.6;)
            f32.add
            f32.const 0x1.4p+0 (;=1.25;)
            f32.mul
            local.tee 33
            f32.const -0x1.979136p-2 (;=-0.39801487;)
            f32.mul
            f32.add
            local.tee 21
            f32.const 0x0p+0 (;=0;)
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            f32.add
            local.tee 27
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.const -0x1.979136p-2 (;=-0.39801487;)
            local.get 20
            f32.sub
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            local.get 21
            local.get 21
            f32.mul
            f32.const 0x1.31ace8p-1 (;=0.5970223;)
            local.get 4
            f32.sub
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.649f0ep-1 (;=0.696526;)
            local.get 3
            f32.sub
            local.tee 23
            local.get 23
            f32.mul
            f32.add
            f32.add
            f32.sqrt
            f32.div
            local.tee 29
            f32.mul
            local.tee 34
            local.get 33
            f32.mul
            local.get 21
            local.get 29
            f32.mul
            local.tee 33
            local.get 32
            f32.mul
            local.get 23
            local.get 29
            f32.mul
            local.tee 32
            local.get 26
            f32.mul
            f32.add
            f32.add
            local.tee 21
            f32.const 0x0p+0 (;=0;)
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 21
            local.get 21
            f32.mul
            local.tee 21
            local.get 21
            f32.mul
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            local.tee 26
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.mul
            f32.add
            local.get 31
            f32.sub
            f32.mul
            f32.add
            local.tee 31
            f32.const 0x0p+0 (;=0;)
            local.get 7
            local.get 20
            f32.mul
            local.get 4
            f32.const 0x1.19999ap+0 (;=1.1;)
            f32.mul
            local.get 3
            f32.const -0x1.333334p-1 (;=-0.6;)
            f32.mul
            f32.add
            f32.add
            local.tee 23
            local.get 23
            f32.mul
            local.get 8
            f32.sub
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.tee 29
            f32.const 0x1.47ae14p-4 (;=0.08;)
            f32.div
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            local.get 21
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 21
            local.get 21
            f32.add
            f32.sub
            f32.mul
            local.tee 21
            local.get 3
            local.get 23
            local.get 29
            f32.const 0x0p+0 (;=0;)
            local.get 29
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.sqrt
            f32.sub
            local.tee 23
            f32.mul
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.add
            f32.const -0x1.333334p-1 (;=-0.6;)
            f32.add
            local.tee 3
            local.get 3
            f32.add
            local.tee 3
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.get 4
            local.get 23
            f32.mul
            f32.const 0x0p+0 (;=0;)
            f32.add
            f32.const -0x1.19999ap+0 (;=-1.1;)
            f32.add
            local.tee 4
            local.get 4
            f32.add
            local.tee 29
            f32.const 0x1.31ace8p-1 (;=0.5970223;)
            f32.mul
            local.get 3
            f32.const 0x1.649f0ep-1 (;=0.696526;)
            f32.mul
            f32.add
            local.get 20
            local.get 23
            f32.mul
            f32.const -0x1p+2 (;=-4;)
            f32.add
            local.get 6
            f32.sub
            local.tee 4
            local.get 4
            f32.add
            local.tee 20
            f32.const -0x1.979136p-2 (;=-0.39801487;)
            f32.mul
            f32.add
            local.tee 4
            f32.const 0x0p+0 (;=0;)
            local.get 4
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            f32.add
            local.tee 4
            f32.const 0x1.8p-1 (;=0.75;)
            f32.mul
            local.get 34
            local.get 20
            f32.mul
            local.get 33
            local.get 29
            f32.mul
            local.get 32
            local.get 3
            f32.mul
            f32.add
            f32.add
            local.tee 3
            f32.const 0x0p+0 (;=0;)
            local.get 3
            f32.const 0x0p+0 (;=0;)
            f32.gt
            select
            local.tee 3
            local.get 3
            f32.mul
            local.tee 3
            local.get 3
            f32.mul
            local.tee 3
            local.get 3
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            local.tee 3
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.mul
            f32.add
            local.get 31
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 19
            i32.const 4
            i32.add
            local.get 22
            f32.const -0x1.851eb8p-2 (;=-0.38;)
            f32.mul
            f32.const 0x1.c28f5cp-1 (;=0.88;)
            f32.add
            local.tee 20
            local.get 24
            local.get 28
            f32.const 0x1.147aep-1 (;=0.53999996;)
            f32.mul
            f32.const 0x1.1eb852p-2 (;=0.28;)
            f32.add
            local.get 25
            f32.mul
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            local.get 30
            local.get 27
            f32.const 0x1p-2 (;=0.25;)
            f32.mul
            local.get 26
            f32.const 0x1.e66666p-1 (;=0.95;)
            f32.mul
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            local.get 21
            local.get 4
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.mul
            local.get 3
            f32.const 0x1.e66666p-1 (;=0.95;)
            f32.mul
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 19
            f32.const 0x1.b33334p-1 (;=0.85;)
            local.get 22
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.mul
            f32.sub
            local.tee 20
            local.get 24
            local.get 28
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            local.get 25
            f32.mul
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            local.get 30
            local.get 27
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            local.get 26
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            local.get 21
            local.get 4
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            local.get 3
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 19
            i32.const 12
            i32.add
            local.set 19
            local.get 1
            local.get 18
            i32.const 1
            i32.add
            local.tee 18
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
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

