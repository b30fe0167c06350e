(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32)))
  (import "env" "expf" (func $expf (type 0)))
  (func $sigmoid (type 1) (param i32 i32 i32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 1
        f32.const 0x1p+0 (;=1;)
        local.get 0
        f32.load
        f32.neg
        call $expf
        f32.const 0x1p+0 (;=1;)
        f32.add
        f32.div
        f32.store
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
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "sigmoid" (func $sigmoid)))
