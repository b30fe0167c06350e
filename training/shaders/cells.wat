(module
  (type (;0;) (func (param i32 i32 i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "cells" (func $cells))
  (func $cells (;0;) (type 0) (param i32 i32 i32 i32 i32 f32 f32)
    (local f32 f32 i32 i32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 f32)
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
        local.tee 7
        f32.floor
        local.tee 8
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 8
        i32.trunc_f32_s
        local.set 9
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 9
    end
    local.get 9
    i32.const 374761393
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
        local.set 12
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 12
    end
    local.get 12
    i32.const 668265263
    i32.mul
    local.get 10
    i32.add
    i32.const -1043026656
    i32.add
    local.set 13
    i32.const -1
    local.set 14
    f32.const 0x1p+3 (;=8;)
    local.set 5
    f32.const 0x1p+3 (;=8;)
    local.set 15
    f32.const 0x0p+0 (;=0;)
    local.set 16
    f32.const 0x0p+0 (;=0;)
    local.set 17
    loop ;; label = @1
      local.get 14
      local.get 12
      i32.add
      f32.convert_i32_s
      f32.const 0x1p-1 (;=0.5;)
      f32.add
      local.set 18
      local.get 13
      local.set 4
      i32.const -1
      local.set 10
      loop ;; label = @2
        local.get 15
        local.get 5
        local.get 9
        local.get 10
        i32.add
        f32.convert_i32_s
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 4
        i32.const 13
        i32.shr_u
        local.get 4
        i32.xor
        i32.const 1274126177
        i32.mul
        local.tee 19
        i32.const 16
        i32.shr_u
        local.get 19
        i32.xor
        local.tee 20
        i32.const 1023
        i32.and
        f32.convert_i32_u
        f32.const 0x1.ff8p+9 (;=1023;)
        f32.div
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        local.get 6
        f32.mul
        f32.add
        local.get 7
        f32.sub
        local.tee 8
        local.get 8
        f32.mul
        local.get 18
        local.get 20
        i32.const 10
        i32.shr_u
        i32.const 1023
        i32.and
        f32.convert_i32_u
        f32.const 0x1.ff8p+9 (;=1023;)
        f32.div
        f32.const -0x1p-1 (;=-0.5;)
        f32.add
        local.get 6
        f32.mul
        f32.add
        local.get 11
        f32.sub
        local.tee 8
        local.get 8
        f32.mul
        f32.add
        f32.sqrt
        local.tee 8
        local.get 5
        local.get 8
        f32.gt
        select
        local.tee 21
        local.get 15
        local.get 21
        f32.lt
        select
        local.set 15
        local.get 17
        f32.const 0x1.333334p+0 (;=1.2;)
        local.get 8
        f32.sub
        local.tee 21
        f32.const 0x0p+0 (;=0;)
        local.get 21
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 21
        local.get 21
        local.get 21
        f32.mul
        f32.mul
        local.tee 21
        local.get 21
        f32.mul
        local.tee 21
        f32.add
        local.set 17
        local.get 16
        local.get 21
        local.get 19
        i32.const 20
        i32.shr_u
        i32.const 255
        i32.and
        f32.convert_i32_u
        f32.mul
        f32.const 0x1.fep+7 (;=255;)
        f32.div
        f32.add
        local.set 16
        local.get 5
        local.get 8
        local.get 5
        local.get 8
        f32.lt
        select
        local.set 5
        local.get 4
        i32.const 374761393
        i32.add
        local.set 4
        local.get 10
        i32.const 1
        i32.add
        local.tee 10
        i32.const 2
        i32.ne
        br_if 0 (;@2;)
      end
      local.get 13
      i32.const 668265263
      i32.add
      local.set 13
      local.get 14
      i32.const 1
      i32.add
      local.tee 14
      i32.const 2
      i32.ne
      br_if 0 (;@1;)
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.const 0x1.70a3d8p-3 (;=0.18;)
        f32.div
        local.tee 8
        f32.const 0x0p+0 (;=0;)
        local.get 8
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 8
        f32.const 0x1p+0 (;=1;)
        local.get 8
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 8
        local.get 8
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 8
        local.get 8
        f32.add
        f32.sub
        f32.mul
        f32.sub
        f32.const 0x1.99999ap-2 (;=0.4;)
        f32.mul
        local.tee 8
        local.get 16
        local.get 17
        f32.const 0x1.0624dep-10 (;=0.001;)
        f32.add
        f32.div
        local.tee 21
        f32.const 0x1.33333p-3 (;=0.14999998;)
        f32.mul
        f32.const 0x1.19999ap-1 (;=0.55;)
        f32.add
        f32.const 0x1p+0 (;=1;)
        local.get 5
        local.get 5
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        f32.mul
        f32.sub
        local.tee 16
        f32.mul
        local.get 15
        local.get 5
        f32.sub
        f32.const -0x1.47ae14p-6 (;=-0.02;)
        f32.add
        f32.const 0x1.eb852p-4 (;=0.120000005;)
        f32.div
        local.tee 5
        f32.const 0x0p+0 (;=0;)
        local.get 5
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 5
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 5
        local.get 5
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 5
        local.get 5
        f32.add
        f32.sub
        f32.mul
        local.tee 5
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        local.tee 15
        f32.const 0x0p+0 (;=0;)
        local.get 15
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 15
        f32.const 0x1p+0 (;=1;)
        local.get 15
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 15
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 15
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
        local.get 8
        local.get 21
        f32.const 0x1.8p-1 (;=0.75;)
        f32.mul
        f32.const 0x1.99999ap-3 (;=0.2;)
        f32.add
        local.get 16
        f32.mul
        local.get 5
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        local.tee 15
        f32.const 0x0p+0 (;=0;)
        local.get 15
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 15
        f32.const 0x1p+0 (;=1;)
        local.get 15
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 15
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 15
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
        local.get 8
        f32.const 0x1.8p-1 (;=0.75;)
        local.get 21
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        f32.sub
        local.get 16
        f32.mul
        local.get 5
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        f32.add
        local.tee 5
        f32.const 0x0p+0 (;=0;)
        local.get 5
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 5
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
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

