(module
  (type (;0;) (func (param i32 i32 i32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "torus_march" (func $torus_march))
  (func $torus_march (;0;) (type 0) (param i32 i32 i32 f32)
    (local f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 i32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      local.get 3
      f32.add
      f32.const 0x1p+0 (;=1;)
      local.get 3
      local.get 3
      f32.mul
      local.tee 3
      f32.const 0x1p+0 (;=1;)
      f32.add
      f32.div
      local.tee 4
      f32.mul
      local.tee 5
      f32.const 0x1.333334p-1 (;=0.6;)
      f32.mul
      f32.const 0x1p+0 (;=1;)
      local.get 3
      f32.sub
      local.get 4
      f32.mul
      local.tee 6
      f32.const 0x1.3d70a4p-1 (;=0.62;)
      f32.mul
      f32.sub
      local.set 7
      local.get 6
      f32.const 0x1.333334p-1 (;=0.6;)
      f32.mul
      local.get 5
      f32.const 0x1.3d70a4p-1 (;=0.62;)
      f32.mul
      f32.add
      local.set 8
      local.get 5
      f32.const 0x0p+0 (;=0;)
      f32.mul
      local.get 6
      f32.const 0x1.8p+1 (;=3;)
      f32.mul
      f32.sub
      local.set 9
      local.get 6
      f32.const 0x0p+0 (;=0;)
      f32.mul
      local.get 5
      f32.const 0x1.8p+1 (;=3;)
      f32.mul
      f32.add
      local.set 10
      local.get 2
      f32.convert_i32_s
      local.set 11
      local.get 1
      f32.convert_i32_s
      local.set 12
      i32.const 0
      local.set 13
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 14
      loop ;; label = @2
        block ;; label = @3
          local.get 14
          br_if 0 (;@3;)
          local.get 13
          local.get 1
          i32.mul
          local.set 15
          f32.const 0x1p-1 (;=0.5;)
          local.get 13
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 11
          f32.div
          f32.sub
          local.tee 3
          local.get 3
          f32.add
          local.tee 16
          f32.const 0x1.99999ap-2 (;=0.4;)
          f32.mul
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.tee 3
          f32.const 0x1p-2 (;=0.25;)
          f32.mul
          f32.const 0x1.0a3d7p-3 (;=0.13;)
          f32.add
          local.set 17
          local.get 3
          f32.const 0x1.851eb8p-3 (;=0.19;)
          f32.mul
          f32.const 0x1.70a3d8p-4 (;=0.09;)
          f32.add
          local.set 18
          local.get 3
          f32.const 0x1.5c28f6p-3 (;=0.17;)
          f32.mul
          f32.const 0x1.47ae14p-4 (;=0.08;)
          f32.add
          local.set 19
          local.get 16
          local.get 16
          f32.mul
          local.set 20
          i32.const 0
          local.set 21
          loop ;; label = @4
            f32.const 0x1p+0 (;=1;)
            local.set 4
            local.get 21
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 12
            f32.div
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.const 0x1.333334p+1 (;=2.4;)
            f32.mul
            local.tee 3
            f32.const 0x1p+0 (;=1;)
            local.get 20
            local.get 3
            local.get 3
            f32.mul
            f32.add
            f32.const 0x1.70a3d8p+2 (;=5.76;)
            f32.add
            f32.sqrt
            f32.div
            local.tee 3
            f32.mul
            local.set 22
            local.get 5
            local.get 16
            local.get 3
            f32.mul
            local.tee 23
            f32.mul
            local.get 6
            local.get 3
            f32.const 0x1.333334p+1 (;=2.4;)
            f32.mul
            local.tee 3
            f32.mul
            f32.add
            local.set 24
            local.get 6
            local.get 23
            f32.mul
            local.get 5
            local.get 3
            f32.mul
            f32.sub
            local.set 25
            f32.const 0x1.666666p+0 (;=1.4;)
            local.set 3
            i32.const 9
            local.set 26
            loop ;; label = @5
              local.get 4
              local.get 9
              local.get 24
              local.get 3
              f32.mul
              f32.add
              local.tee 23
              local.get 23
              f32.mul
              local.tee 27
              local.get 22
              local.get 3
              f32.mul
              f32.const 0x0p+0 (;=0;)
              f32.add
              local.tee 23
              local.get 23
              f32.mul
              local.tee 28
              local.get 10
              local.get 25
              local.get 3
              f32.mul
              f32.add
              local.tee 23
              local.get 23
              f32.mul
              local.tee 29
              f32.add
              f32.add
              f32.const 0x1.a36e2ep-14 (;=0.0001;)
              f32.add
              f32.sqrt
              f32.const -0x1.ccccccp-2 (;=-0.45;)
              f32.add
              local.tee 23
              local.get 29
              local.get 28
              local.get 27
              f32.add
              f32.sqrt
              f32.const -0x1p+0 (;=-1;)
              f32.add
              local.tee 27
              local.get 27
              f32.mul
              f32.add
              f32.sqrt
              f32.const -0x1.666666p-2 (;=-0.35;)
              f32.add
              local.tee 27
              local.get 23
              f32.sub
              f32.const 0x0p+0 (;=0;)
              local.get 23
              local.get 27
              f32.sub
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.div
              f32.const 0x1p-1 (;=0.5;)
              f32.add
              local.tee 23
              f32.const 0x1p+0 (;=1;)
              f32.min
              local.get 23
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.tee 23
              f32.mul
              f32.add
              local.get 23
              f32.const 0x1.333334p-2 (;=0.3;)
              f32.mul
              f32.const 0x1p+0 (;=1;)
              local.get 23
              f32.sub
              f32.mul
              f32.sub
              local.tee 23
              local.get 4
              local.get 23
              f32.lt
              select
              local.set 4
              local.get 3
              local.get 23
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.mul
              f32.add
              local.set 3
              local.get 26
              i32.const -1
              i32.add
              local.tee 26
              br_if 0 (;@5;)
            end
            local.get 0
            local.get 21
            local.get 15
            i32.add
            i32.const 12
            i32.mul
            i32.add
            local.tee 26
            i32.const 4
            i32.add
            local.get 18
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 4
            f32.const 0x1.333334p-2 (;=0.3;)
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
            local.tee 28
            f32.const 0x0p+0 (;=0;)
            local.get 10
            local.get 25
            local.get 3
            f32.mul
            f32.add
            local.tee 23
            f32.const 0x1.99999ap-2 (;=0.4;)
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
            local.tee 29
            f32.const 0x1.999998p-3 (;=0.19999999;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x0p+0 (;=0;)
            local.get 7
            local.get 9
            local.get 24
            local.get 3
            f32.mul
            f32.add
            local.tee 4
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            local.tee 27
            local.get 27
            f32.mul
            local.tee 25
            local.get 22
            local.get 3
            f32.mul
            f32.const 0x0p+0 (;=0;)
            f32.add
            local.tee 22
            local.get 22
            f32.mul
            local.tee 27
            local.get 23
            local.get 23
            f32.mul
            local.tee 3
            f32.add
            local.tee 30
            f32.add
            f32.const 0x1.a36e2ep-14 (;=0.0001;)
            f32.add
            f32.sqrt
            f32.const -0x1.ccccccp-2 (;=-0.45;)
            f32.add
            local.tee 24
            local.get 3
            local.get 27
            local.get 25
            f32.add
            f32.sqrt
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 25
            local.get 25
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.666666p-2 (;=-0.35;)
            f32.add
            local.tee 25
            local.get 24
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 24
            local.get 25
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 24
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 24
            f32.mul
            f32.add
            local.get 24
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 24
            f32.sub
            f32.mul
            f32.sub
            local.get 4
            local.get 4
            f32.mul
            local.tee 4
            local.get 30
            f32.add
            f32.const 0x1.a36e2ep-14 (;=0.0001;)
            f32.add
            f32.sqrt
            f32.const -0x1.ccccccp-2 (;=-0.45;)
            f32.add
            local.tee 24
            local.get 3
            local.get 27
            local.get 4
            f32.add
            f32.sqrt
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 25
            local.get 25
            f32.mul
            local.tee 30
            f32.add
            f32.sqrt
            f32.const -0x1.666666p-2 (;=-0.35;)
            f32.add
            local.tee 25
            local.get 24
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 24
            local.get 25
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 24
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 24
            f32.mul
            f32.add
            local.get 24
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 24
            f32.sub
            f32.mul
            f32.sub
            local.tee 24
            f32.sub
            local.tee 25
            f32.const 0x1p+0 (;=1;)
            local.get 25
            local.get 25
            f32.mul
            local.get 4
            local.get 27
            local.get 23
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            local.tee 23
            local.get 23
            f32.mul
            local.tee 25
            f32.add
            f32.add
            f32.const 0x1.a36e2ep-14 (;=0.0001;)
            f32.add
            f32.sqrt
            f32.const -0x1.ccccccp-2 (;=-0.45;)
            f32.add
            local.tee 23
            local.get 25
            local.get 30
            f32.add
            f32.sqrt
            f32.const -0x1.666666p-2 (;=-0.35;)
            f32.add
            local.tee 27
            local.get 23
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 23
            local.get 27
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 23
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 23
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 23
            f32.mul
            f32.add
            local.get 23
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 23
            f32.sub
            f32.mul
            f32.sub
            local.get 24
            f32.sub
            local.tee 23
            local.get 23
            f32.mul
            local.get 4
            local.get 3
            local.get 22
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            local.tee 27
            local.get 27
            f32.mul
            local.tee 22
            f32.add
            f32.add
            f32.const 0x1.a36e2ep-14 (;=0.0001;)
            f32.add
            f32.sqrt
            f32.const -0x1.ccccccp-2 (;=-0.45;)
            f32.add
            local.tee 27
            local.get 3
            local.get 4
            local.get 22
            f32.add
            f32.sqrt
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 4
            local.get 4
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.666666p-2 (;=-0.35;)
            f32.add
            local.tee 3
            local.get 27
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 27
            local.get 3
            f32.sub
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.div
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 3
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 3
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 3
            f32.mul
            f32.add
            local.get 3
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 3
            f32.sub
            f32.mul
            f32.sub
            local.get 24
            f32.sub
            local.tee 3
            local.get 3
            f32.mul
            f32.add
            f32.add
            f32.const 0x1.47ae14p-7 (;=0.01;)
            f32.add
            f32.sqrt
            f32.div
            local.tee 4
            f32.mul
            f32.mul
            local.get 3
            local.get 4
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 8
            local.get 23
            local.get 4
            f32.mul
            f32.mul
            f32.add
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            local.tee 3
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 3
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 3
            f32.mul
            local.get 18
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 26
            local.get 19
            local.get 28
            local.get 29
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.get 3
            f32.mul
            local.get 19
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 26
            i32.const 8
            i32.add
            local.get 17
            local.get 28
            local.get 29
            f32.const -0x1.999998p-4 (;=-0.099999994;)
            f32.mul
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.add
            local.get 3
            f32.mul
            local.get 17
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 21
            i32.const 1
            i32.add
            local.tee 21
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
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
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

