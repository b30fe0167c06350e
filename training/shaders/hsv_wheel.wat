(module
  (type (;0;) (func (param f32 f32) (result f32)))
  (type (;1;) (func (param f32 f32 f32 f32 f32) (result i32)))
  (import "env" "atan2f" (func $atan2f (;0;) (type 0)))
  (import "env" "powf" (func $powf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "hsv_wheel" (func $hsv_wheel))
  (func $hsv_wheel (;2;) (type 1) (param f32 f32 f32 f32 f32) (result i32)
    (local f32 f32 f32 f32 f32 f32 f32 i32 i32)
    f32.const 0x0p+0 (;=0;)
    f32.const 0x1p+0 (;=1;)
    local.get 1
    local.get 2
    f32.mul
    f32.sub
    local.tee 1
    f32.const 0x1.333334p-1 (;=0.6;)
    f32.mul
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    local.tee 5
    f32.const 0x1p+0 (;=1;)
    f32.min
    local.get 5
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    local.tee 6
    local.get 4
    f32.mul
    local.tee 7
    f32.const -0x1.70a3d8p-3 (;=-0.18;)
    f32.add
    f32.const 0x0p+0 (;=0;)
    local.get 0
    local.get 2
    f32.mul
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.tee 2
    f32.const -0x1.c28f5cp-1 (;=-0.88;)
    f32.add
    f32.const 0x1.47aep-6 (;=0.01999998;)
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
    f32.const 0x1p+0 (;=1;)
    f32.const 0x0p+0 (;=0;)
    local.get 2
    f32.const -0x1.147ae2p+0 (;=-1.08;)
    f32.add
    f32.const 0x1.47aep-6 (;=0.01999998;)
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
    f32.sub
    f32.mul
    local.tee 5
    f32.mul
    f32.const 0x1.70a3d8p-3 (;=0.18;)
    f32.add
    local.tee 8
    f32.const 0x1p+0 (;=1;)
    f32.const 0x0p+0 (;=0;)
    local.get 2
    local.get 2
    f32.mul
    local.get 1
    local.get 1
    f32.mul
    f32.add
    f32.sqrt
    local.tee 9
    f32.const -0x1.8f5c28p-1 (;=-0.78;)
    f32.add
    f32.const 0x1.47ae2p-5 (;=0.04000002;)
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
    f32.sub
    local.tee 0
    local.get 9
    f32.const 0x1.666666p-1 (;=0.7;)
    f32.div
    f32.const 0x1p+0 (;=1;)
    f32.min
    local.tee 10
    f32.const -0x1p+0 (;=-1;)
    local.get 1
    local.get 2
    call $atan2f
    f32.const 0x1.45f306p-3 (;=0.15915494;)
    f32.mul
    local.get 3
    f32.add
    local.tee 2
    f32.const 0x1.555556p-1 (;=0.6666667;)
    f32.add
    local.tee 3
    local.get 3
    f32.floor
    f32.sub
    f32.const 0x1.8p+2 (;=6;)
    f32.mul
    f32.const -0x1.8p+1 (;=-3;)
    f32.add
    f32.abs
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.tee 3
    f32.const 0x1p+0 (;=1;)
    f32.min
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.get 3
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    f32.mul
    f32.const 0x1p+0 (;=1;)
    f32.add
    local.get 4
    f32.mul
    local.get 8
    f32.sub
    f32.mul
    f32.add
    local.set 3
    local.get 0
    local.get 10
    f32.const -0x1p+0 (;=-1;)
    local.get 2
    f32.const 0x0p+0 (;=0;)
    f32.add
    local.tee 8
    local.get 8
    f32.floor
    f32.sub
    f32.const 0x1.8p+2 (;=6;)
    f32.mul
    f32.const -0x1.8p+1 (;=-3;)
    f32.add
    f32.abs
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.tee 8
    f32.const 0x1p+0 (;=1;)
    f32.min
    f32.const -0x1p+0 (;=-1;)
    f32.add
    local.get 8
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    f32.mul
    f32.const 0x1p+0 (;=1;)
    f32.add
    local.get 4
    f32.mul
    local.get 1
    f32.const 0x1.47ae14p-5 (;=0.04;)
    f32.mul
    local.tee 8
    f32.const 0x1.70a3d8p-3 (;=0.18;)
    f32.add
    local.tee 1
    local.get 6
    local.get 1
    f32.sub
    local.get 5
    f32.mul
    f32.add
    local.tee 6
    f32.sub
    f32.mul
    local.set 11
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p+0 (;=1;)
        f32.const 0x0p+0 (;=0;)
        local.get 9
        f32.const -0x1.666666p-1 (;=-0.7;)
        f32.add
        f32.const 0x1.47ae2p-5 (;=0.04000002;)
        f32.div
        local.tee 1
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 1
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 1
        local.get 1
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 1
        local.get 1
        f32.add
        f32.sub
        f32.mul
        local.get 0
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        f32.sub
        local.tee 1
        f32.const 0x1.99999ap-3 (;=0.2;)
        local.get 8
        f32.sub
        local.tee 9
        local.get 7
        local.get 9
        f32.sub
        local.get 5
        f32.mul
        f32.add
        local.tee 5
        local.get 0
        local.get 10
        f32.const -0x1p+0 (;=-1;)
        local.get 2
        f32.const 0x1.555556p-2 (;=0.33333334;)
        f32.add
        local.tee 2
        local.get 2
        f32.floor
        f32.sub
        f32.const 0x1.8p+2 (;=6;)
        f32.mul
        f32.const -0x1.8p+1 (;=-3;)
        f32.add
        f32.abs
        f32.const -0x1p+0 (;=-1;)
        f32.add
        local.tee 2
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const -0x1p+0 (;=-1;)
        f32.add
        local.get 2
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        f32.mul
        f32.const 0x1p+0 (;=1;)
        f32.add
        local.get 4
        f32.mul
        local.get 5
        f32.sub
        f32.mul
        f32.add
        f32.mul
        local.tee 4
        f32.const 0x1.0624dep-8 (;=0.004;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 4
        f32.const 0x1.4p+4 (;=20;)
        f32.mul
        local.set 2
        br 1 (;@1;)
      end
      f32.const 0x0p+0 (;=0;)
      local.get 4
      f32.const 0x1p+0 (;=1;)
      f32.min
      local.get 4
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      f32.const 0x1.d1745cp-2 (;=0.45454544;)
      call $powf
      local.set 2
    end
    local.get 6
    local.get 11
    f32.add
    local.set 0
    block ;; label = @1
      block ;; label = @2
        local.get 1
        local.get 3
        f32.mul
        local.tee 4
        f32.const 0x1.0624dep-8 (;=0.004;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 4
        f32.const 0x1.4p+4 (;=20;)
        f32.mul
        local.set 5
        br 1 (;@1;)
      end
      f32.const 0x0p+0 (;=0;)
      local.get 4
      f32.const 0x1p+0 (;=1;)
      f32.min
      local.get 4
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      f32.const 0x1.d1745cp-2 (;=0.45454544;)
      call $powf
      local.set 5
    end
    block ;; label = @1
      block ;; label = @2
        local.get 1
        local.get 0
        f32.mul
        local.tee 4
        f32.const 0x1.0624dep-8 (;=0.004;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 4
        f32.const 0x1.4p+4 (;=20;)
        f32.mul
        local.set 4
        br 1 (;@1;)
      end
      f32.const 0x0p+0 (;=0;)
      local.get 4
      f32.const 0x1p+0 (;=1;)
      f32.min
      local.get 4
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      f32.const 0x1.d1745cp-2 (;=0.45454544;)
      call $powf
      local.set 4
    end
    block ;; label = @1
      block ;; label = @2
        local.get 5
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 1
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 1
        i32.trunc_f32_s
        local.set 12
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 12
    end
    local.get 12
    i32.const 8
    i32.shl
    local.set 12
    block ;; label = @1
      block ;; label = @2
        local.get 2
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 1
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 1
        i32.trunc_f32_s
        local.set 13
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 13
    end
    local.get 13
    i32.const 16
    i32.shl
    local.get 12
    i32.or
    local.set 12
    block ;; label = @1
      block ;; label = @2
        local.get 4
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 4
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 4
        i32.trunc_f32_s
        local.set 13
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 13
    end
    local.get 12
    local.get 13
    i32.or
    i32.const -16777216
    i32.or
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

