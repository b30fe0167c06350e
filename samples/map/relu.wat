(module
  (type (;0;) (func (param i32 i32)))
  (func $relu (type 0) (param i32 i32)
    block  ;; label = @1
      local.get 1
      i32.eqz
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 1
      loop  ;; label = @2
        block  ;; label = @3
          local.get 0
          f32.load
          f32.const 0x0p+0 (;=0;)
          f32.lt
          i32.eqz
          br_if 0 (;@3;)
          local.get 0
          i32.const 0
          i32.store
        end
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 1
        i32.const -4
        i32.add
        local.tee 1
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 16)
  (global $__stack_pointer (mut i32) (i32.const 1048576))
  (global (;1;) i32 (i32.const 1048576))
  (global (;2;) i32 (i32.const 1048576))
  (export "memory" (memory 0))
  (export "relu" (func $relu))
  (export "__data_end" (global 1))
  (export "__heap_base" (global 2)))
