(module
  (type (;0;) (func (param i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32)
    (local i32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 1
        local.get 0
        f32.load
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        i32.trunc_sat_f32_s
        local.tee 3
        i32.const 8
        i32.shl
        local.get 3
        i32.or
        local.get 3
        i32.const 16
        i32.shl
        i32.or
        i32.const -16777216
        i32.or
        i32.store
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
  (export "shade" (func 0)))
