(module
  (type (;0;) (func (param i32 i32) (result f32)))
  (func (;0;) (type 0) (param i32 i32) (result f32)
    (local f32)
    f32.const 0x0p+0 (;=0;)
    local.set 2
    block  ;; label = @1
      local.get 1
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 2
        local.get 0
        f32.load
        f32.add
        local.set 2
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 1
        i32.const -1
        i32.add
        local.tee 1
        br_if 0 (;@2;)
      end
    end
    local.get 2)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "sumf" (func 0)))
