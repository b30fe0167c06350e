(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $histogram (type 0) (param i32 i32 i32)
    (local i32)
    block  ;; label = @1
      local.get 1
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 2
        local.get 0
        i32.load8_u
        i32.const 2
        i32.shl
        i32.add
        local.tee 3
        local.get 3
        i32.load
        i32.const 1
        i32.add
        i32.store
        local.get 0
        i32.const 1
        i32.add
        local.set 0
        local.get 1
        i32.const -1
        i32.add
        local.tee 1
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "histogram" (func $histogram)))
