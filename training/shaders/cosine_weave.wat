(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func (;0;) (type 0)))
  (import "env" "cosf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "cosine_weave" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 i32 i32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
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
          f32.const 0x1.8p+0 (;=1.5;)
          f32.mul
          local.get 3
          f32.add
          local.set 11
          i32.const 0
          local.set 12
          local.get 0
          local.set 13
          loop ;; label = @4
            local.get 12
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 7
            f32.div
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            local.get 11
            call 0
            local.get 4
            f32.mul
            f32.add
            local.tee 14
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.mul
            local.get 3
            f32.sub
            call 1
            local.set 15
            local.get 14
            f32.const 0x1.eb851ep-4 (;=0.12;)
            f32.mul
            local.tee 16
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 17
            local.get 16
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 18
            local.get 16
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 19
            local.get 10
            local.get 15
            local.get 4
            f32.mul
            f32.add
            local.tee 16
            f32.const 0x1.5c28f6p-3 (;=0.17;)
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            local.tee 15
            f32.const 0x1.ccccccp-1 (;=0.9;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 20
            local.get 15
            f32.const 0x1.19999ap+0 (;=1.1;)
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 21
            local.get 15
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 1
            local.set 22
            local.get 14
            f32.const 0x1.921fb6p+1 (;=3.1415927;)
            f32.mul
            call 1
            local.set 23
            local.get 16
            f32.const 0x1.921fb6p+1 (;=3.1415927;)
            f32.mul
            call 1
            local.set 24
            local.get 14
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            local.get 16
            f32.const 0x1.ccccccp-1 (;=0.9;)
            f32.mul
            f32.add
            local.get 3
            f32.add
            call 0
            local.set 25
            local.get 13
            i32.const 12
            i32.add
            i32.const 1065353216
            i32.store
            local.get 13
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            f32.const 0x0p+0 (;=0;)
            local.get 14
            local.get 14
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            local.tee 14
            local.get 14
            f32.add
            local.tee 15
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 14
            local.get 14
            f32.mul
            local.get 16
            f32.const 0x1.8p+1 (;=3;)
            f32.div
            local.tee 14
            local.get 14
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            local.tee 14
            local.get 14
            f32.add
            local.tee 14
            local.get 14
            f32.mul
            f32.add
            f32.sqrt
            f32.const -0x1.eb851ep-4 (;=-0.12;)
            f32.add
            f32.const 0x1.70a3d8p-3 (;=0.18;)
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
            local.tee 26
            local.get 19
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            f32.const 0x1p+0 (;=1;)
            local.get 15
            local.get 15
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.mul
            f32.sub
            local.tee 15
            f32.mul
            local.tee 14
            local.get 22
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1p+0 (;=1;)
            local.get 16
            local.get 16
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            local.tee 16
            local.get 16
            f32.add
            local.tee 16
            local.get 16
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.mul
            f32.sub
            local.tee 16
            f32.mul
            local.get 14
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 23
            local.get 24
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
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
            local.tee 19
            f32.mul
            f32.add
            f32.const 0x0p+0 (;=0;)
            local.get 25
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const -0x1.99999ap-3 (;=-0.2;)
            f32.add
            f32.const 0x1.666666p-1 (;=0.7;)
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
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.add
            local.tee 14
            f32.mul
            f32.const -0x1.8p-1 (;=-0.75;)
            f32.add
            f32.mul
            f32.const 0x1.8p-1 (;=0.75;)
            f32.add
            local.tee 22
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 22
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 13
            i32.const 4
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 26
            local.get 18
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.add
            local.get 15
            f32.mul
            local.tee 18
            local.get 21
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 16
            f32.mul
            local.get 18
            f32.sub
            local.get 19
            f32.mul
            f32.add
            local.get 14
            f32.mul
            f32.const -0x1.ccccccp-1 (;=-0.9;)
            f32.add
            f32.mul
            f32.const 0x1.ccccccp-1 (;=0.9;)
            f32.add
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 13
            f32.const 0x0p+0 (;=0;)
            local.get 26
            local.get 17
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            f32.const 0x1.19999ap-1 (;=0.55;)
            f32.add
            local.get 15
            f32.mul
            local.tee 15
            local.get 20
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.add
            local.get 16
            f32.mul
            local.get 15
            f32.sub
            local.get 19
            f32.mul
            f32.add
            local.get 14
            f32.mul
            f32.const -0x1.e66666p-1 (;=-0.95;)
            f32.add
            f32.mul
            f32.const 0x1.e66666p-1 (;=0.95;)
            f32.add
            local.tee 14
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 14
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 13
            i32.const 16
            i32.add
            local.set 13
            local.get 1
            local.get 12
            i32.const 1
            i32.add
            local.tee 12
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

