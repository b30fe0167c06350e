(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "cosf" (func (;0;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "wipe_rings" (func 1))
  (func (;1;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local f32 f32 i32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      f32.const 0x1.4cccccp+0 (;=1.3;)
      f32.mul
      f32.const -0x1.333334p-3 (;=-0.15;)
      f32.add
      local.tee 3
      f32.const 0x1.eb851ep-4 (;=0.12;)
      f32.add
      local.get 3
      f32.const -0x1.eb851ep-4 (;=-0.12;)
      f32.add
      local.tee 6
      f32.sub
      local.set 7
      local.get 1
      i32.const 12
      i32.mul
      local.set 8
      local.get 4
      f32.const 0x1p+0 (;=1;)
      f32.add
      local.set 9
      local.get 2
      f32.convert_i32_s
      local.set 10
      local.get 1
      f32.convert_i32_s
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
          f32.const -0x1p+0 (;=-1;)
          local.get 12
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 10
          f32.div
          local.tee 3
          f32.const 0x1.8p+1 (;=3;)
          f32.mul
          f32.const 0x1.c28f5cp-4 (;=0.11;)
          f32.add
          local.tee 14
          local.get 14
          f32.floor
          f32.sub
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          f32.abs
          f32.const -0x1p-2 (;=-0.25;)
          f32.add
          f32.const 0x1.8p+3 (;=12;)
          f32.mul
          local.tee 14
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 14
          f32.const -0x1p+0 (;=-1;)
          f32.lt
          select
          local.set 15
          local.get 3
          local.get 4
          f32.mul
          local.set 16
          local.get 3
          f32.const 0x1.99999ap-3 (;=0.2;)
          f32.mul
          f32.const 0x1.eb851ep-4 (;=0.12;)
          f32.add
          f32.const -0x1.b851ecp-1 (;=-0.86;)
          f32.add
          local.set 17
          local.get 3
          f32.const -0x1.ccccccp-2 (;=-0.45;)
          f32.add
          local.tee 3
          local.get 3
          f32.mul
          local.set 18
          i32.const 0
          local.set 19
          local.get 0
          local.set 20
          loop ;; label = @4
            local.get 20
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1p+0 (;=1;)
            f32.const 0x0p+0 (;=0;)
            local.get 16
            local.get 19
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 11
            f32.div
            local.tee 14
            f32.add
            local.get 9
            f32.div
            local.get 6
            f32.sub
            local.get 7
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
            f32.const 0x1p+2 (;=4;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            local.get 3
            f32.sub
            f32.mul
            local.tee 21
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            local.get 18
            local.get 14
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 22
            local.get 22
            f32.mul
            f32.add
            f32.sqrt
            local.tee 23
            f32.const -0x1.99999ap-1 (;=-0.8;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.tee 22
            local.get 23
            local.get 5
            f32.mul
            call 0
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 23
            local.get 23
            f32.mul
            local.tee 23
            f32.const 0x1.47ae1p-5 (;=0.03999999;)
            f32.mul
            f32.const 0x1.5c28f6p-2 (;=0.34;)
            f32.add
            f32.mul
            local.tee 24
            local.get 3
            local.get 14
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1.70a3d8p-3 (;=0.18;)
            f32.add
            f32.const -0x1.99999ap-1 (;=-0.8;)
            f32.add
            local.get 15
            f32.const -0x1p-1 (;=-0.5;)
            local.get 14
            f32.const 0x1.8p+1 (;=3;)
            f32.mul
            f32.const 0x1.1eb852p-4 (;=0.07;)
            f32.add
            local.tee 14
            local.get 14
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            f32.const -0x1p-2 (;=-0.25;)
            f32.add
            f32.const 0x1.8p+3 (;=12;)
            f32.mul
            local.tee 14
            f32.const 0x1p+0 (;=1;)
            f32.min
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 14
            f32.const -0x1p+0 (;=-1;)
            f32.lt
            select
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.tee 14
            f32.mul
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.add
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.add
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 24
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 20
            i32.const 4
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 21
            f32.const 0x1p-2 (;=0.25;)
            f32.mul
            local.get 22
            local.get 23
            f32.const 0x1.51eb84p-1 (;=0.65999997;)
            f32.mul
            f32.const 0x1.47ae14p-3 (;=0.16;)
            f32.add
            f32.mul
            local.tee 24
            local.get 3
            local.get 17
            local.get 14
            f32.mul
            f32.const 0x1.b851ecp-1 (;=0.86;)
            f32.add
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.add
            local.tee 24
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 24
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 20
            f32.const 0x0p+0 (;=0;)
            local.get 21
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            local.get 22
            local.get 23
            f32.const 0x1.b851eap-1 (;=0.85999995;)
            f32.mul
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            f32.mul
            local.tee 21
            local.get 3
            f32.const 0x1.b33334p-1 (;=0.85;)
            local.get 14
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.sub
            local.get 21
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
            f32.store
            local.get 20
            i32.const 12
            i32.add
            local.set 20
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
        local.get 8
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
)

