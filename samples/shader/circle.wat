(module
  (type (;0;) (func (param f32 f32 f32 f32 f32) (result i32)))
  (func $circle (type 0) (param f32 f32 f32 f32 f32) (result i32)
    (local i32 i32)
    block  ;; label = @1
      block  ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.get 4
        local.get 0
        local.get 2
        f32.sub
        local.tee 0
        local.get 0
        f32.mul
        local.get 1
        local.get 3
        f32.sub
        local.tee 0
        local.get 0
        f32.mul
        f32.add
        f32.sqrt
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 4
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 4
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 4
        f32.const 0x1.68p+6 (;=90;)
        f32.mul
        f32.const 0x1.ep+5 (;=60;)
        f32.add
        local.tee 0
        f32.abs
        f32.const 0x1p+31 (;=2.14748e+09;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 0
        i32.trunc_f32_s
        local.set 5
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 5
    end
    local.get 5
    i32.const 8
    i32.shl
    local.set 5
    block  ;; label = @1
      block  ;; label = @2
        local.get 4
        f32.const 0x1.9p+7 (;=200;)
        f32.mul
        f32.const 0x1.4p+5 (;=40;)
        f32.add
        local.tee 4
        f32.abs
        f32.const 0x1p+31 (;=2.14748e+09;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 4
        i32.trunc_f32_s
        local.set 6
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 6
    end
    local.get 5
    local.get 6
    i32.or
    i32.const -11534336
    i32.or)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "circle" (func $circle)))
