(module
  (type (;0;) (func (param f32 f32) (result f32)))
  (type (;1;) (func (param f32 f32 f32 f32 f32) (result i32)))
  (import "env" "atan2f" (func (;0;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "tunnel" (func 1))
  (func (;1;) (type 1) (param f32 f32 f32 f32 f32) (result i32)
    (local f32 f32 f32 i32 i32)
    f32.const 0x0p+0 (;=0;)
    f32.const 0x1.333334p-1 (;=0.6;)
    local.get 0
    local.get 2
    f32.mul
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.tee 0
    local.get 0
    f32.mul
    local.tee 5
    local.get 5
    f32.mul
    local.get 1
    local.get 2
    f32.mul
    f32.const -0x1.666666p-1 (;=-0.7;)
    f32.add
    local.tee 1
    local.get 1
    f32.mul
    local.tee 2
    local.get 2
    f32.mul
    f32.add
    f32.const 0x1.a36e2ep-14 (;=0.0001;)
    f32.add
    f32.sqrt
    f32.sqrt
    local.tee 5
    f32.div
    local.tee 2
    local.get 2
    f32.add
    local.get 3
    f32.add
    local.tee 6
    f32.floor
    local.tee 3
    local.get 3
    f32.const 0x1p-1 (;=0.5;)
    f32.mul
    f32.floor
    local.tee 7
    local.get 7
    f32.add
    f32.sub
    f32.const 0x1p-1 (;=0.5;)
    f32.mul
    local.get 2
    local.get 4
    f32.mul
    local.get 1
    local.get 0
    call 0
    f32.const 0x1.45f306p-3 (;=0.15915494;)
    f32.mul
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    f32.const 0x1.8p+3 (;=12;)
    f32.mul
    f32.add
    f32.add
    local.tee 0
    local.get 0
    f32.floor
    local.tee 1
    f32.sub
    f32.const -0x1p-1 (;=-0.5;)
    f32.add
    f32.abs
    local.tee 0
    local.get 6
    local.get 3
    f32.sub
    local.tee 4
    f32.const -0x1p-1 (;=-0.5;)
    f32.add
    f32.abs
    local.tee 6
    local.get 0
    local.get 6
    f32.gt
    select
    f32.const 0x1.d70a3ep-2 (;=0.46;)
    local.get 2
    f32.const 0x1.eb851ep-6 (;=0.03;)
    f32.mul
    f32.const 0x1.47ae14p-4 (;=0.08;)
    f32.add
    f32.sub
    local.tee 0
    f32.sub
    f32.const 0x1p-1 (;=0.5;)
    local.get 0
    f32.sub
    f32.div
    local.tee 0
    f32.const 0x1p+0 (;=1;)
    f32.min
    local.get 0
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    local.tee 0
    local.get 0
    f32.mul
    f32.const 0x1.8p+1 (;=3;)
    local.get 0
    local.get 0
    f32.add
    f32.sub
    f32.mul
    local.set 0
    block ;; label = @1
      block ;; label = @2
        local.get 1
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 1
        i32.trunc_f32_s
        local.set 8
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 8
    end
    f32.const 0x1p+0 (;=1;)
    local.get 0
    f32.sub
    local.set 0
    local.get 8
    i32.const 12
    i32.rem_s
    local.tee 8
    i32.const 12
    i32.add
    local.get 8
    local.get 8
    i32.const 0
    i32.lt_s
    select
    i32.const 73856093
    i32.mul
    local.set 8
    block ;; label = @1
      block ;; label = @2
        local.get 3
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 3
        i32.trunc_f32_s
        local.set 9
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 9
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        f32.const 0x0p+0 (;=0;)
        local.get 2
        f32.const -0x1.1eb852p-2 (;=-0.28;)
        f32.mul
        f32.const 0x1.266666p+0 (;=1.15;)
        f32.add
        local.tee 2
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 2
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 3
        f32.const 0x1p-1 (;=0.5;)
        local.get 4
        f32.sub
        f32.const 0x1.47ae14p-4 (;=0.08;)
        f32.mul
        local.get 0
        f32.mul
        local.tee 1
        local.get 0
        local.get 8
        local.get 9
        i32.const 19349663
        i32.mul
        i32.xor
        local.tee 8
        i32.const 13
        i32.shr_u
        local.get 8
        i32.xor
        i32.const 1540483477
        i32.mul
        local.tee 8
        i32.const 15
        i32.shr_u
        local.get 8
        i32.xor
        i32.const 1023
        i32.and
        f32.convert_i32_u
        f32.const 0x1.ff8p+9 (;=1023;)
        f32.div
        f32.const 0x1.666666p-2 (;=0.35;)
        f32.mul
        f32.const 0x1.19999ap-1 (;=0.55;)
        f32.add
        local.tee 4
        f32.const 0x1.666666p-1 (;=0.7;)
        f32.mul
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        f32.mul
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.const 0x0p+0 (;=0;)
        local.get 5
        f32.const -0x1.99999ap-4 (;=-0.1;)
        f32.add
        f32.const 0x1.666666p-2 (;=0.35;)
        f32.div
        local.tee 2
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 2
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 2
        local.get 2
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 2
        local.get 2
        f32.add
        f32.sub
        f32.mul
        f32.sub
        local.tee 2
        f32.const 0x1.e66666p-1 (;=0.95;)
        local.get 6
        f32.sub
        f32.mul
        f32.add
        local.tee 5
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 5
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 5
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 5
        i32.trunc_f32_s
        local.set 8
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 8
    end
    local.get 8
    i32.const 8
    i32.shl
    local.set 8
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 3
        local.get 1
        local.get 0
        local.get 4
        f32.const 0x1.e66666p-1 (;=0.95;)
        f32.mul
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        f32.mul
        local.tee 5
        local.get 2
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.sub
        f32.mul
        f32.add
        local.tee 5
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 5
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 5
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 5
        i32.trunc_f32_s
        local.set 9
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 9
    end
    local.get 8
    local.get 9
    i32.or
    local.set 8
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 3
        local.get 1
        local.get 0
        local.get 4
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        f32.mul
        local.tee 0
        local.get 2
        f32.const 0x1.99999ap-1 (;=0.8;)
        local.get 0
        f32.sub
        f32.mul
        f32.add
        local.tee 2
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 2
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 2
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 2
        i32.trunc_f32_s
        local.set 9
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 9
    end
    local.get 8
    local.get 9
    i32.const 16
    i32.shl
    i32.or
    i32.const -16777216
    i32.or
  )
)

