(module
  (type (;0;) (func (param i32 i32 i32) (result f32)))
  (func $dot (type 0) (param i32 i32 i32) (result f32)
    (local f32)
    f32.const 0x0p+0 (;=0;)
    local.set 3
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 3
        local.get 0
        f32.load
        local.get 1
        f32.load
        f32.mul
        f32.add
        local.set 3
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 1
        i32.const 4
        i32.add
        local.set 1
        local.get 2
        i32.const -1
        i32.add
        local.tee 2
        br_if 0 (;@2;)
      end
    end
    local.get 3)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "dot" (func $dot)))
