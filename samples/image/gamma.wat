(module
  (type (;0;) (func (param f32 f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "powf" (func (;0;) (type 0)))
  (func (;1;) (type 1) (param i32 i32 i32 f32)
    (local f32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 1
        f32.const 0x0p+0 (;=0;)
        local.get 0
        f32.load
        local.tee 4
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 4
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.get 3
        call 0
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
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "correct" (func 1)))
