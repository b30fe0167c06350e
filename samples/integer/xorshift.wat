(module
  (type (;0;) (func (param i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32)
    (local i32 i32 i32)
    loop  ;; label = @1
      local.get 2
      local.get 3
      i32.gt_s
      if  ;; label = @2
        local.get 3
        i32.const 2
        i32.shl
        local.tee 4
        local.get 0
        i32.add
        i32.load
        local.tee 5
        i32.const 16
        i32.shr_u
        local.get 5
        i32.xor
        i32.const 2146121005
        i32.mul
        local.tee 5
        i32.const 15
        i32.shr_u
        local.get 5
        i32.xor
        i32.const -2073254261
        i32.mul
        local.set 5
        local.get 1
        local.get 4
        i32.add
        local.get 5
        local.get 5
        i32.const 16
        i32.shr_u
        i32.xor
        i32.store
        local.get 3
        i32.const 1
        i32.add
        local.set 3
        br 1 (;@1;)
      end
    end)
  (memory (;0;) 0)
  (export "xorshift" (func 0))
  (export "memory" (memory 0)))
