(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "cosf" (func (;0;) (type 0)))
  (import "env" "sinf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "rings_to_checker" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32)
    (local f32 f32 f32 i32 f32 f32 f32 i32 i32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      f32.const 0x1.8p+0 (;=1.5;)
      f32.mul
      f32.const -0x1p-2 (;=-0.25;)
      f32.add
      local.tee 4
      f32.const 0x1.333334p-3 (;=0.15;)
      f32.add
      local.get 4
      f32.const -0x1.333334p-3 (;=-0.15;)
      f32.add
      local.tee 5
      f32.sub
      local.set 6
      local.get 1
      i32.const 4
      i32.shl
      local.set 7
      local.get 3
      f32.const 0x1.8p+1 (;=3;)
      f32.mul
      local.set 8
      local.get 2
      f32.convert_i32_s
      local.set 9
      local.get 1
      f32.convert_i32_s
      local.set 10
      i32.const 0
      local.set 11
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 12
      loop ;; label = @2
        block ;; label = @3
          local.get 12
          br_if 0 (;@3;)
          local.get 11
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 9
          f32.div
          local.tee 3
          f32.const 0x1.8p+1 (;=3;)
          f32.mul
          local.tee 4
          local.get 4
          f32.floor
          f32.sub
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          f32.abs
          f32.const 0x1p+2 (;=4;)
          f32.mul
          f32.const -0x1p+0 (;=-1;)
          f32.add
          local.set 13
          local.get 3
          f32.const 0x1.8p+3 (;=12;)
          f32.mul
          local.set 14
          local.get 3
          f32.const 0x1.99999ap-2 (;=0.4;)
          f32.mul
          local.set 15
          local.get 3
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          f32.const 0x1.8p-1 (;=0.75;)
          f32.mul
          local.tee 3
          local.get 3
          f32.mul
          local.set 16
          i32.const 0
          local.set 17
          local.get 0
          local.set 18
          loop ;; label = @4
            local.get 16
            local.get 17
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 10
            f32.div
            local.tee 4
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 3
            local.get 3
            f32.mul
            f32.add
            f32.sqrt
            local.tee 3
            f32.const 0x1.4p+5 (;=40;)
            f32.mul
            local.get 8
            f32.sub
            call 0
            local.set 19
            local.get 14
            call 1
            local.set 20
            local.get 18
            i32.const 12
            i32.add
            i32.const 1065353216
            i32.store
            local.get 18
            i32.const 8
            i32.add
            local.get 3
            f32.const -0x1p-1 (;=-0.5;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.tee 21
            local.get 19
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 3
            local.get 3
            f32.mul
            local.tee 19
            f32.const 0x1.9999ap-5 (;=0.050000012;)
            f32.mul
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.add
            f32.mul
            local.tee 22
            f32.const 0x0p+0 (;=0;)
            local.get 13
            local.get 4
            f32.const 0x1p+2 (;=4;)
            f32.mul
            local.tee 3
            local.get 3
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
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            f32.const 0x1.99999ap-2 (;=0.4;)
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
            local.tee 23
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            local.get 22
            f32.sub
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 15
            local.get 4
            f32.add
            f32.const 0x1.666666p+0 (;=1.4;)
            f32.div
            local.get 20
            f32.const 0x1.47ae14p-5 (;=0.04;)
            f32.mul
            f32.add
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
            f32.sub
            local.tee 3
            f32.mul
            f32.add
            local.tee 4
            f32.const 0x1.99999ap-1 (;=0.8;)
            local.get 4
            f32.sub
            local.get 3
            f32.const 0x1p+0 (;=1;)
            local.get 3
            f32.sub
            f32.mul
            f32.const 0x1p+2 (;=4;)
            f32.mul
            local.tee 4
            local.get 4
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.mul
            local.tee 4
            f32.mul
            f32.add
            f32.store
            local.get 18
            i32.const 4
            i32.add
            local.get 21
            local.get 19
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            f32.mul
            local.tee 20
            local.get 23
            f32.const 0x1.23d70cp-1 (;=0.57000005;)
            f32.mul
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.add
            local.get 20
            f32.sub
            local.get 3
            f32.mul
            f32.add
            local.tee 20
            f32.const 0x1.e66666p-1 (;=0.95;)
            local.get 20
            f32.sub
            local.get 4
            f32.mul
            f32.add
            f32.store
            local.get 18
            local.get 21
            local.get 19
            f32.const 0x1.b33332p-1 (;=0.84999996;)
            f32.mul
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            f32.mul
            local.tee 21
            local.get 23
            f32.const 0x1.8p-1 (;=0.75;)
            f32.mul
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.get 21
            f32.sub
            local.get 3
            f32.mul
            f32.add
            local.tee 3
            f32.const 0x1p+0 (;=1;)
            local.get 3
            f32.sub
            local.get 4
            f32.mul
            f32.add
            f32.store
            local.get 18
            i32.const 16
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
        local.get 7
        i32.add
        local.set 0
        local.get 11
        i32.const 1
        i32.add
        local.tee 11
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

