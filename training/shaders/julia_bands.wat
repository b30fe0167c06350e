(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param f32 f32 f32 f32 f32 f32) (result i32)))
  (import "env" "log2f" (func $log2f (;0;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "julia_bands" (func $julia_bands))
  (func $julia_bands (;1;) (type 1) (param f32 f32 f32 f32 f32 f32) (result i32)
    (local f32 i32 f32 f32 i32)
    block ;; label = @1
      block ;; label = @2
        local.get 0
        local.get 2
        f32.mul
        f32.const -0x1.99999ap+0 (;=-1.6;)
        f32.add
        local.tee 0
        local.get 0
        f32.mul
        local.get 1
        local.get 2
        f32.mul
        f32.const -0x1.333334p+0 (;=-1.2;)
        f32.add
        local.tee 2
        local.get 2
        f32.mul
        f32.add
        local.tee 1
        f32.const 0x1p+8 (;=256;)
        f32.lt
        br_if 0 (;@2;)
        f32.const 0x1.8p+3 (;=12;)
        local.set 0
        f32.const 0x1p+2 (;=4;)
        local.set 2
        f32.const 0x1p+2 (;=4;)
        local.set 6
        br 1 (;@1;)
      end
      i32.const 0
      local.set 7
      f32.const 0x1p+2 (;=4;)
      local.set 6
      f32.const 0x1p+2 (;=4;)
      local.set 8
      block ;; label = @2
        loop ;; label = @3
          local.get 0
          local.get 0
          f32.add
          local.set 1
          local.get 0
          local.get 0
          f32.mul
          local.get 2
          local.get 2
          f32.mul
          f32.sub
          local.get 3
          f32.add
          local.tee 0
          local.get 0
          f32.mul
          local.get 2
          local.get 1
          f32.mul
          local.get 4
          f32.add
          local.tee 2
          local.get 2
          f32.mul
          f32.add
          local.tee 1
          local.get 6
          local.get 1
          local.get 6
          f32.lt
          select
          local.set 6
          local.get 0
          local.get 2
          f32.const 0x1.99999ap-2 (;=0.4;)
          f32.mul
          f32.add
          f32.abs
          local.tee 9
          local.get 8
          local.get 9
          local.get 8
          f32.lt
          select
          local.set 8
          local.get 7
          i32.const 1
          i32.add
          local.set 10
          local.get 7
          i32.const 12
          i32.gt_u
          br_if 1 (;@2;)
          local.get 2
          local.set 2
          local.get 10
          local.set 7
          local.get 1
          f32.const 0x1p+8 (;=256;)
          f32.lt
          br_if 0 (;@3;)
        end
      end
      local.get 8
      f32.const 0x1.8p+1 (;=3;)
      f32.mul
      local.set 0
      local.get 10
      f32.convert_i32_s
      f32.const 0x1p+2 (;=4;)
      f32.add
      local.set 2
    end
    block ;; label = @1
      block ;; label = @2
        local.get 1
        f32.const 0x1p+8 (;=256;)
        f32.ge
        i32.eqz
        br_if 0 (;@2;)
        f32.const 0x0p+0 (;=0;)
        local.get 2
        local.get 1
        call $log2f
        call $log2f
        f32.sub
        local.tee 0
        f32.const 0x1.eb851ep-4 (;=0.12;)
        f32.mul
        local.tee 2
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 2
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        local.get 0
        local.get 5
        f32.mul
        local.tee 1
        local.get 1
        f32.floor
        f32.sub
        local.tee 0
        local.get 0
        f32.add
        f32.const -0x1p+0 (;=-1;)
        f32.add
        f32.abs
        f32.sub
        local.tee 0
        local.get 0
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 0
        local.get 0
        f32.add
        f32.sub
        f32.mul
        f32.const 0x1.666666p-1 (;=0.7;)
        f32.mul
        f32.const 0x1p-2 (;=0.25;)
        f32.add
        f32.const -0x1.99999ap-5 (;=-0.05;)
        f32.add
        f32.mul
        f32.const 0x1.99999ap-5 (;=0.05;)
        f32.add
        local.set 0
        local.get 6
        f32.const 0x1p+0 (;=1;)
        local.get 1
        f32.const 0x1.ccccccp-2 (;=0.45;)
        f32.add
        local.tee 2
        local.get 2
        f32.floor
        f32.sub
        local.tee 2
        local.get 2
        f32.add
        f32.const -0x1p+0 (;=-1;)
        f32.add
        f32.abs
        f32.sub
        local.tee 2
        local.get 2
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 2
        local.get 2
        f32.add
        f32.sub
        f32.mul
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.const 0x1.333334p-2 (;=0.3;)
        f32.add
        f32.const -0x1.1eb852p-3 (;=-0.14;)
        f32.add
        f32.mul
        f32.const 0x1.1eb852p-3 (;=0.14;)
        f32.add
        local.set 2
        local.get 6
        f32.const 0x1p+0 (;=1;)
        local.get 1
        f32.const 0x1.eb851ep-4 (;=0.12;)
        f32.add
        local.tee 1
        local.get 1
        f32.floor
        f32.sub
        local.tee 1
        local.get 1
        f32.add
        f32.const -0x1p+0 (;=-1;)
        f32.add
        f32.abs
        f32.sub
        local.tee 1
        local.get 1
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 1
        local.get 1
        f32.add
        f32.sub
        f32.mul
        f32.const 0x1.4cccccp-1 (;=0.65;)
        f32.mul
        f32.const 0x1.333334p-3 (;=0.15;)
        f32.add
        f32.const -0x1.eb851ep-5 (;=-0.06;)
        f32.add
        f32.mul
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.set 1
        br 1 (;@1;)
      end
      f32.const 0x1p+0 (;=1;)
      f32.const 0x1p+0 (;=1;)
      local.get 0
      f32.const 0x1p+0 (;=1;)
      f32.min
      f32.sub
      local.get 0
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      local.tee 2
      f32.const 0x1.333334p-3 (;=0.15;)
      f32.mul
      f32.const 0x1p+0 (;=1;)
      local.get 6
      f32.sqrt
      f32.const 0x1.99999ap-1 (;=0.8;)
      f32.mul
      f32.const 0x1p+0 (;=1;)
      f32.min
      f32.sub
      local.tee 1
      local.get 1
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      f32.mul
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.add
      f32.add
      local.set 0
      local.get 2
      f32.const 0x1.666666p-2 (;=0.35;)
      f32.mul
      local.get 1
      f32.const 0x1.99999ap-3 (;=0.2;)
      f32.mul
      f32.const 0x1.47ae14p-3 (;=0.16;)
      f32.add
      f32.add
      local.set 2
      local.get 1
      f32.const 0x1.333334p-2 (;=0.3;)
      f32.mul
      f32.const 0x1.47ae14p-4 (;=0.08;)
      f32.add
      local.set 1
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 1
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 1
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 1
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 1
        i32.trunc_f32_s
        local.set 7
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 7
    end
    local.get 7
    i32.const 8
    i32.shl
    local.set 7
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 0
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 0
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 0
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 0
        i32.trunc_f32_s
        local.set 10
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 10
    end
    local.get 7
    local.get 10
    i32.or
    local.set 7
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        local.get 2
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
        local.tee 0
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 0
        i32.trunc_f32_s
        local.set 10
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 10
    end
    local.get 7
    local.get 10
    i32.const 16
    i32.shl
    i32.or
    i32.const -16777216
    i32.or
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

