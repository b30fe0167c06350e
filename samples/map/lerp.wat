(module
  (type (;0;) (func (param i32 i32 i32 i32 f32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32 f32)
    (local f32)
    block  ;; label = @1
      loop  ;; label = @2
        local.get 3
        i32.eqz
        br_if 1 (;@1;)
        local.get 2
        local.get 0
        f32.load
        local.tee 5
        local.get 4
        local.get 1
        f32.load
        local.get 5
        f32.sub
        f32.mul
        f32.add
        f32.store
        local.get 3
        i32.const -1
        i32.add
        local.set 3
        local.get 1
        i32.const 4
        i32.add
        local.set 1
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 2
        i32.const 4
        i32.add
        local.set 2
        br 0 (;@2;)
      end
    end)
  (table (;0;) 1 1 funcref)
  (memory (;0;) 16)
  (global (;0;) (mut i32) (i32.const 1048576))
  (export "memory" (memory 0))
  (export "lerp" (func 0)))
