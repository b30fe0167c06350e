(module
  (type (;0;) (func (param i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "three_spheres" (func 0))
  (func (;0;) (type 0) (param i32 i32 i32 f32 f32)
    (local f32 f32 f32 f32 i32 f32 f32 i32 i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 i32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      f32.const 0x1p+0 (;=1;)
      local.get 3
      local.get 3
      f32.mul
      f32.const 0x1.f5c28ep+0 (;=1.9599999;)
      f32.add
      f32.const 0x1.47ae16p-1 (;=0.64000005;)
      f32.add
      f32.sqrt
      f32.div
      local.tee 5
      f32.const -0x1.99999ap-1 (;=-0.8;)
      f32.mul
      local.set 6
      local.get 5
      f32.const 0x1.666666p+0 (;=1.4;)
      f32.mul
      local.set 7
      local.get 5
      local.get 3
      f32.mul
      local.set 8
      local.get 1
      i32.const 2
      i32.shl
      local.set 9
      local.get 2
      f32.convert_i32_s
      local.set 10
      local.get 1
      f32.convert_i32_s
      local.set 11
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 12
      i32.const 0
      local.set 13
      loop ;; label = @2
        block ;; label = @3
          local.get 12
          br_if 0 (;@3;)
          local.get 13
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 10
          f32.div
          f32.const -0x1.333334p+0 (;=-1.2;)
          f32.mul
          f32.const 0x1.333334p-1 (;=0.6;)
          f32.add
          f32.const -0x1.eb851ep-4 (;=-0.12;)
          f32.add
          local.tee 14
          local.get 14
          f32.mul
          local.set 15
          i32.const 0
          local.set 16
          local.get 0
          local.set 17
          loop ;; label = @4
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p+0 (;=1;)
                local.get 15
                local.get 16
                f32.convert_i32_s
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 11
                f32.div
                f32.const -0x1p-1 (;=-0.5;)
                f32.add
                f32.const 0x1.99999ap+0 (;=1.6;)
                f32.mul
                local.tee 3
                local.get 3
                f32.mul
                f32.add
                f32.const 0x1.70a3d8p+0 (;=1.44;)
                f32.add
                f32.sqrt
                f32.div
                local.tee 18
                f32.const 0x1.333334p+0 (;=1.2;)
                f32.mul
                local.tee 19
                f32.const 0x1.e66668p+1 (;=3.8000002;)
                f32.mul
                local.tee 20
                local.get 3
                local.get 18
                f32.mul
                local.tee 5
                f32.const -0x1.19999ap+0 (;=-1.1;)
                f32.mul
                local.get 14
                local.get 18
                f32.mul
                local.tee 3
                f32.const -0x1.999998p-2 (;=-0.39999998;)
                f32.mul
                local.tee 21
                f32.add
                f32.add
                local.tee 18
                local.get 18
                f32.mul
                f32.const -0x1.f1eb88p+3 (;=-15.560001;)
                f32.add
                local.tee 22
                f32.const 0x0p+0 (;=0;)
                f32.gt
                br_if 0 (;@6;)
                f32.const 0x1.ep+4 (;=30;)
                local.set 18
                i32.const -1
                local.set 23
                br 1 (;@5;)
              end
              local.get 18
              f32.const 0x0p+0 (;=0;)
              local.get 22
              f32.const 0x1p+2 (;=4;)
              f32.min
              local.get 22
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              f32.sqrt
              f32.sub
              local.tee 18
              f32.const 0x1.ep+4 (;=30;)
              local.get 18
              f32.const 0x0p+0 (;=0;)
              f32.gt
              local.get 18
              f32.const 0x1.ep+4 (;=30;)
              f32.lt
              i32.and
              local.tee 23
              select
              local.set 18
              local.get 23
              i32.const -1
              i32.add
              local.set 23
            end
            f32.const 0x1p-1 (;=0.5;)
            local.set 24
            block ;; label = @5
              local.get 19
              f32.const 0x1.b33334p+1 (;=3.4;)
              f32.mul
              local.get 5
              f32.const 0x0p+0 (;=0;)
              f32.mul
              local.get 3
              f32.const -0x1.33333p-2 (;=-0.29999995;)
              f32.mul
              f32.add
              f32.add
              local.tee 22
              local.get 22
              f32.mul
              f32.const -0x1.6947bp+3 (;=-11.290001;)
              f32.add
              local.tee 25
              f32.const 0x0p+0 (;=0;)
              f32.gt
              i32.eqz
              br_if 0 (;@5;)
              local.get 22
              f32.const 0x0p+0 (;=0;)
              local.get 25
              f32.const 0x1p+2 (;=4;)
              f32.min
              local.get 25
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              f32.sqrt
              f32.sub
              local.tee 22
              local.get 18
              local.get 22
              f32.const 0x0p+0 (;=0;)
              f32.gt
              local.get 22
              local.get 18
              f32.lt
              i32.and
              local.tee 26
              select
              local.set 18
              f32.const 0x1.333334p-1 (;=0.6;)
              f32.const 0x1p-1 (;=0.5;)
              local.get 26
              select
              local.set 24
              i32.const 1
              local.get 23
              local.get 26
              select
              local.set 23
            end
            block ;; label = @5
              local.get 20
              local.get 5
              f32.const 0x1.19999ap+0 (;=1.1;)
              f32.mul
              local.get 21
              f32.add
              f32.add
              local.tee 22
              local.get 22
              f32.mul
              f32.const -0x1.f1eb88p+3 (;=-15.560001;)
              f32.add
              local.tee 20
              f32.const 0x0p+0 (;=0;)
              f32.gt
              i32.eqz
              br_if 0 (;@5;)
              local.get 22
              f32.const 0x0p+0 (;=0;)
              local.get 20
              f32.const 0x1p+2 (;=4;)
              f32.min
              local.get 20
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              f32.sqrt
              f32.sub
              local.tee 22
              f32.const 0x0p+0 (;=0;)
              f32.gt
              i32.eqz
              br_if 0 (;@5;)
              local.get 22
              local.get 18
              f32.lt
              i32.eqz
              br_if 0 (;@5;)
              f32.const 0x1p-1 (;=0.5;)
              local.set 24
              i32.const 2
              local.set 23
              local.get 22
              local.set 18
            end
            f32.const 0x0p+0 (;=0;)
            local.get 3
            local.get 3
            f32.add
            local.tee 22
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 22
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 22
            f32.const -0x1.99999p-4 (;=-0.099999964;)
            f32.mul
            f32.const 0x1.e66666p-1 (;=0.95;)
            f32.add
            local.set 27
            local.get 22
            f32.const -0x1.666664p-2 (;=-0.34999996;)
            f32.mul
            f32.const 0x1.ccccccp-1 (;=0.9;)
            f32.add
            local.set 28
            local.get 22
            f32.const -0x1p-1 (;=-0.5;)
            f32.mul
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.add
            local.set 29
            block ;; label = @5
              block ;; label = @6
                block ;; label = @7
                  local.get 23
                  i32.const 0
                  i32.lt_s
                  br_if 0 (;@7;)
                  f32.const 0x0p+0 (;=0;)
                  local.set 25
                  f32.const 0x1p+0 (;=1;)
                  local.get 24
                  f32.div
                  local.tee 22
                  local.get 5
                  local.get 18
                  f32.mul
                  f32.const 0x0p+0 (;=0;)
                  f32.add
                  local.tee 20
                  local.get 23
                  f32.convert_i32_s
                  local.tee 24
                  f32.const 0x1.19999ap+0 (;=1.1;)
                  f32.mul
                  f32.const -0x1.19999ap+0 (;=-1.1;)
                  f32.add
                  f32.sub
                  f32.mul
                  local.set 30
                  local.get 22
                  local.get 19
                  local.get 18
                  f32.mul
                  f32.const -0x1.99999ap-2 (;=-0.4;)
                  f32.add
                  local.tee 31
                  local.get 23
                  i32.const 1
                  i32.and
                  f32.convert_i32_s
                  local.tee 21
                  f32.const -0x1.99999ap-2 (;=-0.4;)
                  f32.mul
                  f32.const 0x1.b33334p+1 (;=3.4;)
                  f32.add
                  f32.sub
                  f32.mul
                  local.set 32
                  local.get 22
                  local.get 3
                  local.get 18
                  f32.mul
                  f32.const 0x1.ccccccp-1 (;=0.9;)
                  f32.add
                  local.tee 33
                  local.get 21
                  f32.const 0x1.99999ap-4 (;=0.1;)
                  f32.mul
                  f32.const 0x1p-1 (;=0.5;)
                  f32.add
                  f32.sub
                  f32.mul
                  local.set 21
                  local.get 24
                  f32.const 0x1.666666p-2 (;=0.35;)
                  f32.mul
                  local.set 18
                  local.get 24
                  f32.const 0x1p-2 (;=0.25;)
                  f32.mul
                  f32.const 0x1p-2 (;=0.25;)
                  f32.add
                  local.set 22
                  local.get 24
                  f32.const -0x1.333334p-2 (;=-0.3;)
                  f32.mul
                  f32.const 0x1.b33334p-1 (;=0.85;)
                  f32.add
                  local.set 24
                  br 1 (;@6;)
                end
                block ;; label = @7
                  local.get 3
                  f32.const -0x1.47ae14p-6 (;=-0.02;)
                  f32.lt
                  br_if 0 (;@7;)
                  local.get 29
                  local.set 24
                  local.get 28
                  local.set 18
                  local.get 27
                  local.set 22
                  br 2 (;@5;)
                end
                f32.const 0x0p+0 (;=0;)
                local.set 32
                local.get 5
                f32.const -0x1.ccccccp-1 (;=-0.9;)
                local.get 3
                f32.div
                local.tee 25
                f32.mul
                f32.const 0x0p+0 (;=0;)
                f32.add
                local.tee 20
                local.get 20
                f32.mul
                local.get 19
                local.get 25
                f32.mul
                f32.const -0x1.99999ap-2 (;=-0.4;)
                f32.add
                local.tee 31
                f32.const -0x1.8p+1 (;=-3;)
                f32.add
                local.tee 18
                local.get 18
                f32.mul
                f32.add
                f32.sqrt
                f32.const 0x1p-1 (;=0.5;)
                f32.mul
                local.tee 18
                local.get 18
                f32.floor
                f32.sub
                f32.const -0x1p-1 (;=-0.5;)
                f32.add
                f32.abs
                local.tee 18
                local.get 18
                f32.add
                local.tee 24
                f32.const 0x1.eb852p-4 (;=0.120000005;)
                f32.mul
                f32.const 0x1.851eb8p-2 (;=0.38;)
                f32.add
                local.set 22
                local.get 24
                f32.const 0x1.47ae14p-3 (;=0.16;)
                f32.mul
                f32.const 0x1.ae147ap-2 (;=0.42;)
                f32.add
                local.set 18
                local.get 24
                f32.const 0x1.5c28f8p-3 (;=0.17000002;)
                f32.mul
                f32.const 0x1.ccccccp-2 (;=0.45;)
                f32.add
                local.set 24
                local.get 3
                local.get 25
                f32.mul
                f32.const 0x1.ccccccp-1 (;=0.9;)
                f32.add
                local.set 33
                f32.const 0x1p+0 (;=1;)
                local.set 21
                block ;; label = @7
                  local.get 25
                  f32.const -0x1p+1 (;=-2;)
                  f32.add
                  f32.const 0x1.99999ap-4 (;=0.1;)
                  f32.mul
                  local.tee 25
                  f32.const 0x0p+0 (;=0;)
                  f32.lt
                  i32.eqz
                  br_if 0 (;@7;)
                  f32.const 0x0p+0 (;=0;)
                  local.set 25
                  f32.const 0x0p+0 (;=0;)
                  local.set 30
                  br 1 (;@6;)
                end
                local.get 25
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.set 25
                f32.const 0x1p+0 (;=1;)
                local.set 21
                f32.const 0x0p+0 (;=0;)
                local.set 30
                local.get 25
                f32.const 0x1p+0 (;=1;)
                f32.lt
                i32.eqz
                br_if 1 (;@5;)
              end
              f32.const 0x1p-1 (;=0.5;)
              local.get 33
              f32.sub
              local.tee 34
              local.get 34
              f32.mul
              local.set 35
              f32.const 0x1.b33334p+1 (;=3.4;)
              local.get 31
              f32.sub
              local.tee 36
              local.get 36
              f32.mul
              local.set 37
              local.get 6
              local.get 36
              f32.mul
              local.tee 38
              local.get 8
              f32.const -0x1.19999ap+0 (;=-1.1;)
              local.get 20
              f32.sub
              local.tee 39
              f32.mul
              local.get 7
              local.get 34
              f32.mul
              local.tee 40
              f32.add
              f32.add
              local.set 34
              f32.const 0x1p+0 (;=1;)
              local.set 41
              f32.const 0x1p+0 (;=1;)
              local.set 36
              block ;; label = @6
                local.get 23
                i32.eqz
                br_if 0 (;@6;)
                f32.const 0x0p+0 (;=0;)
                f32.const 0x0p+0 (;=0;)
                local.get 37
                local.get 39
                local.get 39
                f32.mul
                local.get 35
                f32.add
                f32.add
                local.get 34
                local.get 34
                f32.mul
                f32.sub
                local.tee 36
                f32.const 0x1.9p+8 (;=400;)
                f32.min
                local.get 36
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                f32.sqrt
                f32.const -0x1p-1 (;=-0.5;)
                f32.add
                f32.const 0x1p+2 (;=4;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.tee 36
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 36
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.set 36
              end
              local.get 6
              f32.const 0x1.8p+1 (;=3;)
              local.get 31
              f32.sub
              local.tee 39
              f32.mul
              local.get 8
              f32.const 0x0p+0 (;=0;)
              local.get 20
              f32.sub
              local.tee 42
              f32.mul
              local.get 7
              f32.const 0x1.333334p-1 (;=0.6;)
              local.get 33
              f32.sub
              local.tee 33
              f32.mul
              f32.add
              f32.add
              local.set 31
              f32.const 0x0p+0 (;=0;)
              local.get 34
              f32.const 0x1p+2 (;=4;)
              f32.mul
              local.tee 34
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 34
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.get 36
              f32.const -0x1p+0 (;=-1;)
              f32.add
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              local.set 36
              block ;; label = @6
                local.get 23
                i32.const 1
                i32.eq
                br_if 0 (;@6;)
                f32.const 0x0p+0 (;=0;)
                f32.const 0x0p+0 (;=0;)
                local.get 39
                local.get 39
                f32.mul
                local.get 42
                local.get 42
                f32.mul
                local.get 33
                local.get 33
                f32.mul
                f32.add
                f32.add
                local.get 31
                local.get 31
                f32.mul
                f32.sub
                local.tee 34
                f32.const 0x1.9p+8 (;=400;)
                f32.min
                local.get 34
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                f32.sqrt
                f32.const -0x1.333334p-1 (;=-0.6;)
                f32.add
                f32.const 0x1p+2 (;=4;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.tee 34
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 34
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.set 41
              end
              local.get 38
              local.get 8
              f32.const 0x1.19999ap+0 (;=1.1;)
              local.get 20
              f32.sub
              local.tee 39
              f32.mul
              local.get 40
              f32.add
              f32.add
              local.set 34
              f32.const 0x1p+0 (;=1;)
              local.set 33
              local.get 36
              f32.const 0x0p+0 (;=0;)
              local.get 31
              f32.const 0x1p+2 (;=4;)
              f32.mul
              local.tee 20
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 20
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.get 41
              f32.const -0x1p+0 (;=-1;)
              f32.add
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              f32.mul
              local.set 31
              block ;; label = @6
                local.get 23
                i32.const 2
                i32.eq
                br_if 0 (;@6;)
                f32.const 0x0p+0 (;=0;)
                f32.const 0x0p+0 (;=0;)
                local.get 37
                local.get 39
                local.get 39
                f32.mul
                local.get 35
                f32.add
                f32.add
                local.get 34
                local.get 34
                f32.mul
                f32.sub
                local.tee 20
                f32.const 0x1.9p+8 (;=400;)
                f32.min
                local.get 20
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                f32.sqrt
                f32.const -0x1p-1 (;=-0.5;)
                f32.add
                f32.const 0x1p+2 (;=4;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.tee 20
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 20
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.set 33
              end
              f32.const 0x0p+0 (;=0;)
              local.get 6
              local.get 19
              local.get 32
              local.get 5
              local.get 30
              f32.mul
              local.get 3
              local.get 21
              f32.mul
              f32.add
              local.get 19
              local.get 32
              f32.mul
              f32.add
              local.tee 20
              local.get 20
              f32.add
              local.tee 20
              f32.mul
              f32.sub
              f32.mul
              local.get 8
              local.get 5
              local.get 30
              local.get 20
              f32.mul
              f32.sub
              f32.mul
              local.get 7
              local.get 3
              local.get 21
              local.get 20
              f32.mul
              f32.sub
              f32.mul
              f32.add
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
              local.tee 3
              local.get 3
              f32.mul
              local.tee 3
              local.get 3
              local.get 4
              f32.mul
              f32.mul
              local.get 31
              f32.const 0x0p+0 (;=0;)
              local.get 34
              f32.const 0x1p+2 (;=4;)
              f32.mul
              local.tee 3
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 3
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.get 33
              f32.const -0x1p+0 (;=-1;)
              f32.add
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              f32.mul
              local.tee 5
              f32.mul
              f32.const 0x0p+0 (;=0;)
              local.get 23
              i32.const -1
              i32.gt_s
              select
              local.tee 3
              local.get 22
              f32.const 0x0p+0 (;=0;)
              local.get 8
              local.get 30
              f32.mul
              local.get 7
              local.get 21
              f32.mul
              f32.add
              local.get 6
              local.get 32
              f32.mul
              f32.add
              local.tee 19
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 19
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.get 5
              f32.mul
              f32.const 0x1.8p-1 (;=0.75;)
              f32.mul
              f32.const 0x1p-2 (;=0.25;)
              f32.add
              local.tee 5
              f32.mul
              f32.add
              local.tee 22
              local.get 25
              local.get 27
              local.get 22
              f32.sub
              f32.mul
              f32.add
              local.set 22
              local.get 3
              local.get 18
              local.get 5
              f32.mul
              f32.add
              local.tee 18
              local.get 25
              local.get 28
              local.get 18
              f32.sub
              f32.mul
              f32.add
              local.set 18
              local.get 3
              local.get 24
              local.get 5
              f32.mul
              f32.add
              local.tee 3
              local.get 25
              local.get 29
              local.get 3
              f32.sub
              f32.mul
              f32.add
              local.set 24
            end
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 18
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 18
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
                local.set 23
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 23
            end
            local.get 23
            i32.const 8
            i32.shl
            local.set 23
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 24
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 24
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
                local.set 26
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 26
            end
            local.get 23
            local.get 26
            i32.or
            local.set 23
            block ;; label = @5
              block ;; label = @6
                f32.const 0x1p-1 (;=0.5;)
                local.get 22
                f32.const 0x1p+0 (;=1;)
                f32.min
                f32.const 0x1.fep+7 (;=255;)
                f32.mul
                f32.const 0x1p-1 (;=0.5;)
                f32.add
                local.get 22
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
                local.set 26
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 26
            end
            local.get 17
            local.get 23
            local.get 26
            i32.const 16
            i32.shl
            i32.or
            i32.const -16777216
            i32.or
            i32.store
            local.get 17
            i32.const 4
            i32.add
            local.set 17
            local.get 1
            local.get 16
            i32.const 1
            i32.add
            local.tee 16
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 9
        i32.add
        local.set 0
        local.get 13
        i32.const 1
        i32.add
        local.tee 13
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

