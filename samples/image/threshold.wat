(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32)
    (local i32)
    loop  ;; label = @1
      local.get 2
      local.get 4
      i32.gt_s
      if  ;; label = @2
        local.get 1
        local.get 4
        i32.add
        i32.const 255
        i32.const 0
        local.get 0
        local.get 4
        i32.add
        i32.load8_u
        local.get 3
        i32.ge_s
        select
        i32.store8
        local.get 4
        i32.const 1
        i32.add
        local.set 4
        br 1 (;@1;)
      end
    end)
  (memory (;0;) 0)
  (export "threshold" (func 0))
  (export "memory" (memory 0)))
