(module
  (type (;0;) (func (param i32 i32 i32 f32)))
  (func $iir (type 0) (param i32 i32 i32 f32)
    (local f32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      f32.const 0x0p+0 (;=0;)
      local.set 4
      loop  ;; label = @2
        local.get 1
        local.get 4
        local.get 0
        f32.load
        local.get 4
        f32.sub
        local.get 3
        f32.mul
        f32.add
        local.tee 4
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
  (export "iir" (func $iir)))
