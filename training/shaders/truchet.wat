(module
  (type (;0;) (func (param f32 f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 i32 i32 f32 f32 f32)))
  (import "env" "atan2f" (func $atan2f (;0;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "truchet" (func $truchet))
  (func $truchet (;1;) (type 1) (param i32 i32 i32 i32 i32 f32 f32 f32)
    (local f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    block ;; label = @1
      block ;; label = @2
        local.get 0
        f32.convert_i32_s
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 3
        f32.convert_i32_s
        f32.div
        local.get 5
        f32.mul
        f32.const 0x1.189374p-3 (;=0.137;)
        f32.add
        local.tee 8
        f32.floor
        local.tee 9
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        i32.trunc_f32_s
        local.set 10
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 10
    end
    local.get 10
    i32.const -1255572915
    i32.mul
    local.set 10
    block ;; label = @1
      block ;; label = @2
        local.get 1
        f32.convert_i32_s
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 4
        f32.convert_i32_s
        f32.div
        local.get 5
        f32.mul
        f32.const 0x1.22d0e6p-4 (;=0.071;)
        f32.add
        local.tee 11
        f32.floor
        local.tee 5
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 5
        i32.trunc_f32_s
        local.set 4
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 4
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 4
        i32.const 1759714724
        i32.mul
        local.get 10
        i32.add
        local.tee 4
        i32.const 8
        i32.shr_u
        local.get 4
        i32.xor
        i32.const 458671337
        i32.mul
        local.tee 4
        i32.const 16
        i32.shr_u
        local.get 4
        i32.xor
        local.tee 4
        i32.const 4
        i32.shr_u
        i32.const 15
        i32.and
        f32.convert_i32_u
        f32.const 0x1.ep+3 (;=15;)
        f32.div
        local.tee 12
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.mul
        f32.const 0x1.c28f5cp-3 (;=0.22;)
        f32.add
        local.tee 13
        f32.const 0x1p+0 (;=1;)
        local.get 11
        local.get 5
        f32.sub
        local.tee 5
        local.get 5
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 8
        local.get 9
        f32.sub
        local.tee 9
        f32.sub
        local.get 9
        local.get 4
        i32.const 1
        i32.and
        select
        local.tee 9
        local.get 9
        f32.mul
        f32.add
        f32.sqrt
        local.tee 14
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        f32.abs
        local.tee 15
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.sub
        local.tee 8
        local.get 8
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 9
        f32.sub
        local.tee 11
        local.get 11
        f32.mul
        f32.add
        f32.sqrt
        local.tee 16
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        f32.abs
        local.tee 17
        local.get 15
        local.get 17
        f32.lt
        select
        local.tee 15
        local.get 6
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 18
        f32.div
        f32.sub
        local.tee 17
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.const 0x1.333334p-2 (;=0.3;)
        f32.add
        local.get 13
        f32.sub
        f32.const 0x1p+0 (;=1;)
        f32.const 0x0p+0 (;=0;)
        local.get 15
        local.get 6
        f32.sub
        local.tee 19
        local.get 18
        local.get 6
        f32.sub
        f32.div
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 6
        local.get 6
        f32.add
        f32.sub
        f32.mul
        f32.sub
        local.tee 13
        f32.mul
        f32.add
        f32.const 0x0p+0 (;=0;)
        local.get 19
        f32.abs
        f32.const -0x1.47ae14p-6 (;=-0.02;)
        f32.add
        f32.const 0x1.eb852p-6 (;=0.030000001;)
        f32.div
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 6
        local.get 6
        f32.add
        f32.sub
        f32.mul
        f32.const -0x1p+0 (;=-1;)
        f32.add
        f32.const 0x1p+0 (;=1;)
        f32.add
        local.tee 18
        f32.mul
        local.tee 6
        f32.const 0x1.e66666p-1 (;=0.95;)
        local.get 6
        f32.sub
        f32.const 0x1p+0 (;=1;)
        f32.const 0x0p+0 (;=0;)
        local.get 15
        f32.const -0x1.47ae14p-6 (;=-0.02;)
        f32.add
        f32.const 0x1.eb852p-6 (;=0.030000001;)
        f32.div
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 6
        local.get 6
        f32.add
        f32.sub
        f32.mul
        f32.sub
        f32.const 0x0p+0 (;=0;)
        local.get 8
        local.get 5
        local.get 16
        local.get 14
        f32.lt
        local.tee 4
        select
        f32.const 0x1.47ae14p-7 (;=0.01;)
        f32.add
        local.get 11
        local.get 9
        local.get 4
        select
        f32.const 0x1.47ae14p-7 (;=0.01;)
        f32.add
        call $atan2f
        f32.const 0x1.45f306p-1 (;=0.63661975;)
        f32.mul
        local.get 7
        f32.mul
        local.tee 6
        local.get 6
        f32.floor
        f32.sub
        local.tee 5
        f32.const -0x1.99999ap-3 (;=-0.2;)
        f32.add
        f32.const 0x1.99999cp-4 (;=0.10000001;)
        f32.div
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 6
        local.get 6
        f32.add
        f32.sub
        f32.mul
        f32.const 0x1p+0 (;=1;)
        f32.const 0x0p+0 (;=0;)
        local.get 5
        f32.const -0x1.666666p-1 (;=-0.7;)
        f32.add
        f32.const 0x1.9999ap-4 (;=0.100000024;)
        f32.div
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 6
        local.get 6
        f32.add
        f32.sub
        f32.mul
        f32.sub
        f32.mul
        f32.mul
        local.tee 6
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
        local.set 4
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 4
    end
    local.get 4
    i32.const 8
    i32.shl
    local.set 4
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 12
        f32.const 0x1.47ae14p-5 (;=0.04;)
        f32.mul
        f32.const 0x1.47ae14p-3 (;=0.16;)
        f32.add
        local.tee 5
        local.get 17
        f32.const 0x1.333334p-2 (;=0.3;)
        f32.mul
        f32.const 0x1.4cccccp-1 (;=0.65;)
        f32.add
        local.get 5
        f32.sub
        local.get 13
        f32.mul
        f32.add
        local.get 18
        f32.mul
        local.tee 5
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.sub
        local.get 6
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
        local.set 10
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 10
    end
    local.get 4
    local.get 10
    i32.or
    local.set 4
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 12
        f32.const 0x1.47ae14p-4 (;=0.08;)
        f32.mul
        f32.const 0x1.333334p-2 (;=0.3;)
        f32.add
        local.tee 5
        local.get 17
        f32.const 0x1.99999ap-5 (;=0.05;)
        f32.mul
        f32.const 0x1.c28f5cp-3 (;=0.22;)
        f32.add
        local.get 5
        f32.sub
        local.get 13
        f32.mul
        f32.add
        local.get 18
        f32.mul
        local.tee 5
        f32.const 0x1.99999ap-1 (;=0.8;)
        local.get 5
        f32.sub
        local.get 6
        f32.mul
        f32.add
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 6
        i32.trunc_f32_s
        local.set 10
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 10
    end
    local.get 2
    local.get 3
    local.get 1
    i32.mul
    local.get 0
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.get 4
    local.get 10
    i32.const 16
    i32.shl
    i32.or
    i32.const -16777216
    i32.or
    i32.store
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

