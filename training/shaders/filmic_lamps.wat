(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param f32 f32) (result f32)))
  (type (;2;) (func (param i32 i32 i32 i32 i32 f32 f32)))
  (import "env" "expf" (func $expf (;0;) (type 0)))
  (import "env" "powf" (func $powf (;1;) (type 1)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "filmic_lamps" (func $filmic_lamps))
  (func $filmic_lamps (;2;) (type 2) (param i32 i32 i32 i32 i32 f32 f32)
    (local f32 f32 f32 f32 f32 f32 f32 f32 f32 i32)
    local.get 0
    f32.convert_i32_s
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    local.get 3
    f32.convert_i32_s
    f32.div
    local.tee 7
    f32.const -0x1p-2 (;=-0.25;)
    f32.add
    local.tee 8
    local.get 8
    f32.mul
    local.get 1
    f32.convert_i32_s
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    local.get 4
    f32.convert_i32_s
    f32.div
    local.tee 9
    f32.const -0x1.666666p-2 (;=-0.35;)
    f32.add
    local.tee 10
    local.get 10
    f32.mul
    f32.add
    local.tee 11
    f32.const -0x1.a36e2ep-8 (;=-0.0064;)
    f32.div
    call $expf
    local.set 12
    f32.const 0x0p+0 (;=0;)
    f32.const 0x1.47ae14p-5 (;=0.04;)
    local.get 7
    f32.const -0x1.333334p-1 (;=-0.6;)
    f32.add
    local.tee 10
    local.get 10
    f32.mul
    local.get 9
    f32.const -0x1.19999ap-1 (;=-0.55;)
    f32.add
    local.tee 13
    local.get 13
    f32.mul
    f32.add
    local.tee 13
    f32.const 0x1.99999ap-5 (;=0.05;)
    f32.add
    f32.div
    local.get 13
    f32.const -0x1.8c7e28p-7 (;=-0.0121;)
    f32.div
    call $expf
    f32.const 0x1.8p+2 (;=6;)
    f32.mul
    f32.add
    local.tee 13
    f32.const 0x1.47ae14p-5 (;=0.04;)
    local.get 11
    f32.const 0x1.99999ap-5 (;=0.05;)
    f32.add
    f32.div
    local.get 12
    f32.const 0x1.8p+2 (;=6;)
    f32.mul
    f32.add
    local.tee 11
    f32.const 0x1.99999ap-3 (;=0.2;)
    f32.mul
    f32.const 0x1.eb851ep-5 (;=0.06;)
    f32.add
    f32.add
    f32.const 0x1.47ae14p-5 (;=0.04;)
    local.get 7
    f32.const -0x1.a3d70ap-1 (;=-0.82;)
    f32.add
    local.tee 12
    local.get 12
    f32.mul
    local.get 9
    f32.const -0x1.c28f5cp-3 (;=-0.22;)
    f32.add
    local.tee 12
    local.get 12
    f32.mul
    f32.add
    local.tee 12
    f32.const 0x1.99999ap-5 (;=0.05;)
    f32.add
    f32.div
    local.get 12
    f32.const -0x1.47ae16p-9 (;=-0.0025000002;)
    f32.div
    call $expf
    f32.const 0x1.8p+2 (;=6;)
    f32.mul
    f32.add
    local.tee 12
    f32.const 0x1.333334p-1 (;=0.6;)
    f32.mul
    f32.add
    local.tee 14
    f32.const 0x0p+0 (;=0;)
    local.get 9
    f32.const -0x1.70a3d8p-1 (;=-0.72;)
    f32.add
    f32.const 0x1.4p+4 (;=20;)
    f32.mul
    local.tee 15
    f32.const 0x1p+0 (;=1;)
    f32.min
    local.get 15
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    local.tee 15
    f32.const 0x1.47ae14p-4 (;=0.08;)
    local.get 10
    f32.abs
    f32.const 0x1.99999ap-3 (;=0.2;)
    f32.add
    f32.div
    f32.const 0x1.99999ap-5 (;=0.05;)
    local.get 8
    f32.abs
    f32.const 0x1.333334p-3 (;=0.15;)
    f32.add
    f32.div
    f32.add
    local.tee 8
    f32.const 0x1.eb851ep-3 (;=0.24;)
    f32.mul
    f32.const 0x1.eb851ep-6 (;=0.03;)
    f32.add
    local.get 14
    f32.sub
    f32.mul
    f32.add
    local.tee 10
    f32.const 0x1.27bb3p-4 (;=0.0722;)
    f32.mul
    local.get 9
    f32.const 0x1.99999ap-5 (;=0.05;)
    f32.mul
    f32.const 0x1.eb851ep-6 (;=0.03;)
    f32.add
    local.get 11
    f32.add
    local.get 13
    f32.const 0x1.333334p-2 (;=0.3;)
    f32.mul
    f32.add
    local.get 12
    f32.const 0x1.e66666p-1 (;=0.95;)
    f32.mul
    f32.add
    local.tee 14
    local.get 15
    local.get 8
    f32.const 0x1.c28f5cp-3 (;=0.22;)
    f32.mul
    f32.const 0x1.47ae14p-6 (;=0.02;)
    f32.add
    local.get 14
    f32.sub
    f32.mul
    f32.add
    local.tee 14
    f32.const 0x1.b367ap-3 (;=0.2126;)
    f32.mul
    local.get 9
    f32.const 0x1.eb851ep-6 (;=0.03;)
    f32.mul
    f32.const 0x1.eb851ep-6 (;=0.03;)
    f32.add
    local.get 11
    f32.const 0x1.19999ap-1 (;=0.55;)
    f32.mul
    f32.add
    local.get 13
    f32.const 0x1.8p-1 (;=0.75;)
    f32.mul
    f32.add
    local.get 12
    f32.const 0x1p-2 (;=0.25;)
    f32.mul
    f32.add
    local.tee 13
    local.get 15
    local.get 8
    f32.const 0x1.99999ap-3 (;=0.2;)
    f32.mul
    f32.const 0x1.47ae14p-6 (;=0.02;)
    f32.add
    local.get 13
    f32.sub
    f32.mul
    f32.add
    local.tee 11
    f32.const 0x1.6e2eb2p-1 (;=0.7152;)
    f32.mul
    f32.add
    f32.add
    local.tee 8
    local.get 10
    local.get 8
    f32.sub
    local.get 6
    f32.mul
    f32.add
    local.tee 10
    f32.const 0x1p+6 (;=64;)
    f32.min
    local.get 10
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    local.set 12
    f32.const 0x1p+1 (;=2;)
    local.get 5
    call $powf
    local.tee 13
    f32.const 0x0p+0 (;=0;)
    local.get 8
    local.get 11
    local.get 8
    f32.sub
    local.get 6
    f32.mul
    f32.add
    local.tee 10
    f32.const 0x1p+6 (;=64;)
    f32.min
    local.get 10
    f32.const 0x0p+0 (;=0;)
    f32.lt
    select
    f32.mul
    local.set 10
    block ;; label = @1
      block ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.get 13
        f32.const 0x0p+0 (;=0;)
        local.get 8
        local.get 14
        local.get 8
        f32.sub
        local.get 6
        f32.mul
        f32.add
        local.tee 8
        f32.const 0x1p+6 (;=64;)
        f32.min
        local.get 8
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        f32.mul
        local.tee 8
        local.get 8
        f32.const 0x1.4147aep+1 (;=2.51;)
        f32.mul
        f32.const 0x1.eb851ep-6 (;=0.03;)
        f32.add
        f32.mul
        local.get 8
        local.get 8
        f32.const 0x1.370a3ep+1 (;=2.43;)
        f32.mul
        f32.const 0x1.2e147ap-1 (;=0.59;)
        f32.add
        f32.mul
        f32.const 0x1.1eb852p-3 (;=0.14;)
        f32.add
        f32.div
        local.tee 8
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 8
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 8
        f32.const 0x1.9a5c38p-9 (;=0.0031308;)
        f32.le
        i32.eqz
        br_if 0 (;@2;)
        local.get 8
        f32.const 0x1.9d70a4p+3 (;=12.92;)
        f32.mul
        local.set 6
        br 1 (;@1;)
      end
      local.get 8
      f32.const 0x1.aaaaaap-2 (;=0.41666666;)
      call $powf
      f32.const 0x1.0e147ap+0 (;=1.055;)
      f32.mul
      f32.const -0x1.c28f5cp-5 (;=-0.055;)
      f32.add
      local.set 6
    end
    local.get 13
    local.get 12
    f32.mul
    local.set 8
    block ;; label = @1
      block ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.get 10
        local.get 10
        f32.const 0x1.4147aep+1 (;=2.51;)
        f32.mul
        f32.const 0x1.eb851ep-6 (;=0.03;)
        f32.add
        f32.mul
        local.get 10
        local.get 10
        f32.const 0x1.370a3ep+1 (;=2.43;)
        f32.mul
        f32.const 0x1.2e147ap-1 (;=0.59;)
        f32.add
        f32.mul
        f32.const 0x1.1eb852p-3 (;=0.14;)
        f32.add
        f32.div
        local.tee 10
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 10
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 10
        f32.const 0x1.9a5c38p-9 (;=0.0031308;)
        f32.le
        i32.eqz
        br_if 0 (;@2;)
        local.get 10
        f32.const 0x1.9d70a4p+3 (;=12.92;)
        f32.mul
        local.set 10
        br 1 (;@1;)
      end
      local.get 10
      f32.const 0x1.aaaaaap-2 (;=0.41666666;)
      call $powf
      f32.const 0x1.0e147ap+0 (;=1.055;)
      f32.mul
      f32.const -0x1.c28f5cp-5 (;=-0.055;)
      f32.add
      local.set 10
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.get 8
        local.get 8
        f32.const 0x1.4147aep+1 (;=2.51;)
        f32.mul
        f32.const 0x1.eb851ep-6 (;=0.03;)
        f32.add
        f32.mul
        local.get 8
        local.get 8
        f32.const 0x1.370a3ep+1 (;=2.43;)
        f32.mul
        f32.const 0x1.2e147ap-1 (;=0.59;)
        f32.add
        f32.mul
        f32.const 0x1.1eb852p-3 (;=0.14;)
        f32.add
        f32.div
        local.tee 8
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 8
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 8
        f32.const 0x1.9a5c38p-9 (;=0.0031308;)
        f32.le
        i32.eqz
        br_if 0 (;@2;)
        local.get 8
        f32.const 0x1.9d70a4p+3 (;=12.92;)
        f32.mul
        local.set 8
        br 1 (;@1;)
      end
      local.get 8
      f32.const 0x1.aaaaaap-2 (;=0.41666666;)
      call $powf
      f32.const 0x1.0e147ap+0 (;=1.055;)
      f32.mul
      f32.const -0x1.c28f5cp-5 (;=-0.055;)
      f32.add
      local.set 8
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 7
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        local.tee 7
        local.get 7
        f32.mul
        local.get 9
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        local.tee 9
        local.get 9
        f32.mul
        f32.add
        f32.const -0x1.4p+1 (;=-2.5;)
        f32.mul
        f32.const 0x1.0cccccp+0 (;=1.05;)
        f32.add
        local.tee 9
        local.get 10
        f32.mul
        local.tee 10
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 10
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 10
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 10
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
        local.get 9
        local.get 6
        f32.mul
        local.tee 10
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 10
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 10
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 10
        i32.trunc_f32_s
        local.set 16
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 16
    end
    local.get 4
    local.get 16
    i32.or
    local.set 4
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 9
        local.get 8
        f32.mul
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 9
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        i32.trunc_f32_s
        local.set 16
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 16
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
    local.get 16
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

