(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32)
    (local f32 f32)
    block  ;; label = @1
      local.get 3
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.set 4
        block  ;; label = @3
          local.get 1
          f32.load
          local.tee 5
          f32.const 0x0p+0 (;=0;)
          f32.eq
          br_if 0 (;@3;)
          local.get 0
          f32.load
          local.get 5
          f32.div
          local.set 4
        end
        local.get 2
        local.get 4
        f32.store
        local.get 1
        i32.const 4
        i32.add
        local.set 1
        local.get 2
        i32.const 4
        i32.add
        local.set 2
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 3
        i32.const -1
        i32.add
        local.tee 3
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "ratio" (func 0)))
