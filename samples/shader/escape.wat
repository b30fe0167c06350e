(module
  (type (;0;) (func (param f32 f32 f32) (result i32)))
  (func (;0;) (type 0) (param f32 f32 f32) (result i32)
    (local f32 f32 i32 f32 i32)
    local.get 1
    local.get 2
    f32.mul
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.set 3
    local.get 0
    local.get 2
    f32.mul
    f32.const -0x1p+1 (;=-2;)
    f32.add
    local.set 4
    i32.const 0
    local.set 5
    f32.const 0x0p+0 (;=0;)
    local.set 2
    f32.const 0x0p+0 (;=0;)
    local.set 0
    block  ;; label = @1
      loop  ;; label = @2
        block  ;; label = @3
          local.get 0
          local.get 0
          f32.mul
          local.tee 1
          local.get 2
          local.get 2
          f32.mul
          local.tee 6
          f32.add
          f32.const 0x1p+2 (;=4;)
          f32.le
          br_if 0 (;@3;)
          local.get 5
          local.set 7
          br 2 (;@1;)
        end
        local.get 3
        local.get 0
        local.get 2
        local.get 2
        f32.add
        f32.mul
        f32.add
        local.set 0
        i32.const 64
        local.set 7
        local.get 4
        local.get 6
        local.get 1
        f32.sub
        f32.add
        local.set 2
        local.get 5
        i32.const 1
        i32.add
        local.tee 5
        i32.const 64
        i32.ne
        br_if 0 (;@2;)
      end
    end
    i32.const 255
    local.get 7
    i32.const 255
    i32.mul
    i32.const 6
    i32.shr_u
    i32.sub
    local.tee 5
    local.get 5
    i32.const 8
    i32.shl
    i32.or
    local.get 5
    i32.const 16
    i32.shl
    i32.or
    i32.const -16777216
    i32.or)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "escape" (func 0)))
