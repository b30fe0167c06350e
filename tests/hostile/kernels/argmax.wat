(module
  (type (;0;) (func (param i32 i32) (result i32)))
  (func (;0;) (type 0) (param i32 i32) (result i32)
    (local i32 i32 i32)
    i32.const 0
    local.set 2
    block  ;; label = @1
      local.get 1
      i32.const 2
      i32.lt_s
      br_if 0 (;@1;)
      local.get 0
      i32.const 4
      i32.add
      local.set 3
      i32.const 0
      local.set 2
      i32.const 1
      local.set 4
      loop  ;; label = @2
        local.get 4
        local.get 2
        local.get 3
        i32.load
        local.get 0
        local.get 2
        i32.const 2
        i32.shl
        i32.add
        i32.load
        i32.gt_s
        select
        local.set 2
        local.get 3
        i32.const 4
        i32.add
        local.set 3
        local.get 1
        local.get 4
        i32.const 1
        i32.add
        local.tee 4
        i32.ne
        br_if 0 (;@2;)
      end
    end
    local.get 2)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "argmax" (func 0)))
