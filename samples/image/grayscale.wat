(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $grayscale (type 0) (param i32 i32 i32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 1
        local.get 0
        i32.load8_u
        i32.const 77
        i32.mul
        local.get 0
        i32.const 1
        i32.add
        i32.load8_u
        i32.const 150
        i32.mul
        i32.add
        local.get 0
        i32.const 2
        i32.add
        i32.load8_u
        i32.const 29
        i32.mul
        i32.add
        i32.const 128
        i32.add
        i32.const 8
        i32.shr_u
        i32.store8
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 1
        i32.const 1
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
  (export "grayscale" (func $grayscale)))
