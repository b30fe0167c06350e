(module
  (type (;0;) (func (param f32 f32 f32 f32 f32) (result i32)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "blob_union" (func 0))
  (func (;0;) (type 0) (param f32 f32 f32 f32 f32) (result i32)
    (local f32 f32 f32 f32 f32 i32 i32)
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1.ccccccp-1 (;=0.9;)
        local.get 0
        local.get 2
        f32.mul
        f32.const -0x1p+0 (;=-1;)
        f32.add
        local.tee 0
        local.get 0
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 1
        local.get 2
        f32.mul
        f32.sub
        local.tee 2
        local.get 2
        f32.mul
        f32.add
        f32.sqrt
        f32.const 0x1.eb851ep-4 (;=0.12;)
        f32.mul
        f32.sub
        local.get 0
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 1
        f32.const 0x1.99999ap-3 (;=0.2;)
        f32.add
        local.tee 5
        local.get 5
        f32.const 0x1.99999ap-1 (;=0.8;)
        f32.mul
        local.get 2
        f32.const 0x1.47ae14p-4 (;=0.08;)
        f32.add
        local.tee 5
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 6
        f32.const 0x1.333334p-3 (;=0.15;)
        f32.mul
        f32.add
        f32.const 0x1.533334p-1 (;=0.6625;)
        f32.div
        local.tee 7
        f32.const 0x0p+0 (;=0;)
        local.get 7
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 7
        f32.const 0x1p+0 (;=1;)
        local.get 7
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 7
        f32.const 0x1.99999ap-1 (;=0.8;)
        f32.mul
        f32.sub
        local.tee 8
        local.get 8
        f32.mul
        local.get 6
        local.get 7
        f32.const 0x1.333334p-3 (;=0.15;)
        f32.mul
        f32.sub
        local.tee 6
        local.get 6
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.47ae14p-4 (;=-0.08;)
        f32.add
        local.tee 8
        local.get 1
        f32.const -0x1.666666p-2 (;=-0.35;)
        f32.add
        f32.abs
        f32.const -0x1.333334p-2 (;=-0.3;)
        f32.add
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 6
        local.get 5
        f32.const -0x1p-2 (;=-0.25;)
        f32.add
        f32.abs
        f32.const -0x1.70a3d8p-3 (;=-0.18;)
        f32.add
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 7
        local.get 6
        local.get 7
        f32.gt
        select
        local.tee 9
        f32.const 0x0p+0 (;=0;)
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.get 6
        f32.const 0x0p+0 (;=0;)
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 6
        local.get 6
        f32.mul
        local.get 7
        f32.const 0x0p+0 (;=0;)
        local.get 7
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 6
        local.get 6
        f32.mul
        f32.add
        f32.sqrt
        f32.add
        f32.const -0x1.eb851ep-5 (;=-0.06;)
        f32.add
        local.tee 6
        local.get 1
        f32.const 0x1.ccccccp-2 (;=0.45;)
        f32.add
        local.tee 7
        local.get 7
        f32.mul
        local.get 5
        f32.const -0x1.99999ap-4 (;=-0.1;)
        f32.add
        local.tee 7
        local.get 7
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.47ae14p-2 (;=-0.32;)
        f32.add
        local.tee 7
        local.get 6
        f32.sub
        local.get 6
        local.get 7
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 3
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 6
        f32.const 0x0p+0 (;=0;)
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 6
        f32.mul
        f32.add
        local.get 6
        local.get 3
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.sub
        f32.mul
        f32.sub
        local.tee 6
        local.get 8
        f32.sub
        local.get 8
        local.get 6
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 3
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 6
        f32.const 0x0p+0 (;=0;)
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 6
        f32.mul
        f32.add
        local.get 6
        local.get 3
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.sub
        f32.mul
        f32.sub
        local.tee 6
        local.get 1
        f32.const -0x1.666666p-1 (;=-0.7;)
        f32.add
        local.tee 1
        local.get 1
        f32.mul
        local.get 5
        f32.const 0x1.99999ap-5 (;=0.05;)
        f32.add
        local.tee 1
        local.get 1
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.99999ap-3 (;=-0.2;)
        f32.add
        f32.abs
        f32.const -0x1.47ae14p-5 (;=-0.04;)
        f32.add
        local.tee 1
        local.get 6
        local.get 1
        f32.lt
        select
        f32.const 0x1.47ae14p-6 (;=0.02;)
        f32.add
        f32.const 0x1.47ae14p-3 (;=0.16;)
        f32.div
        local.tee 1
        f32.const 0x0p+0 (;=0;)
        local.get 1
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 1
        f32.const 0x1p+0 (;=1;)
        local.get 1
        f32.const 0x1p+0 (;=1;)
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
        f32.const 0x1.666668p-2 (;=0.35000002;)
        f32.mul
        f32.const 0x1.4cccccp-1 (;=0.65;)
        f32.add
        f32.mul
        local.tee 1
        f32.const 0x1.f5c29p-1 (;=0.98;)
        f32.mul
        local.tee 8
        f32.const 0x1p+0 (;=1;)
        local.get 0
        f32.const 0x1.99999ap-3 (;=0.2;)
        f32.add
        local.tee 5
        local.get 5
        f32.const 0x1.99999ap-1 (;=0.8;)
        f32.mul
        local.get 2
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 5
        f32.const 0x1.333334p-3 (;=0.15;)
        f32.mul
        f32.add
        f32.const 0x1.533334p-1 (;=0.6625;)
        f32.div
        local.tee 6
        f32.const 0x0p+0 (;=0;)
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 6
        f32.const 0x1.99999ap-1 (;=0.8;)
        f32.mul
        f32.sub
        local.tee 7
        local.get 7
        f32.mul
        local.get 5
        local.get 6
        f32.const 0x1.333334p-3 (;=0.15;)
        f32.mul
        f32.sub
        local.tee 5
        local.get 5
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.47ae14p-4 (;=-0.08;)
        f32.add
        local.tee 7
        local.get 0
        f32.const -0x1.666666p-2 (;=-0.35;)
        f32.add
        f32.abs
        f32.const -0x1.333334p-2 (;=-0.3;)
        f32.add
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 5
        local.get 2
        f32.const -0x1p-2 (;=-0.25;)
        f32.add
        f32.abs
        f32.const -0x1.70a3d8p-3 (;=-0.18;)
        f32.add
        f32.const 0x1.eb851ep-5 (;=0.06;)
        f32.add
        local.tee 6
        local.get 5
        local.get 6
        f32.gt
        select
        local.tee 9
        f32.const 0x0p+0 (;=0;)
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.get 5
        f32.const 0x0p+0 (;=0;)
        local.get 5
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 5
        local.get 5
        f32.mul
        local.get 6
        f32.const 0x0p+0 (;=0;)
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 5
        local.get 5
        f32.mul
        f32.add
        f32.sqrt
        f32.add
        f32.const -0x1.eb851ep-5 (;=-0.06;)
        f32.add
        local.tee 5
        local.get 0
        f32.const 0x1.ccccccp-2 (;=0.45;)
        f32.add
        local.tee 6
        local.get 6
        f32.mul
        local.get 2
        f32.const -0x1.99999ap-4 (;=-0.1;)
        f32.add
        local.tee 6
        local.get 6
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.47ae14p-2 (;=-0.32;)
        f32.add
        local.tee 6
        local.get 5
        f32.sub
        local.get 5
        local.get 6
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 3
        f32.div
        f32.const 0x1p-1 (;=0.5;)
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
        local.tee 5
        f32.mul
        f32.add
        local.get 5
        local.get 3
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.sub
        f32.mul
        f32.sub
        local.tee 5
        local.get 7
        f32.sub
        local.get 7
        local.get 5
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 3
        f32.div
        f32.const 0x1p-1 (;=0.5;)
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
        local.tee 5
        f32.mul
        f32.add
        local.get 5
        local.get 3
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 5
        f32.sub
        f32.mul
        f32.sub
        local.tee 3
        local.get 0
        f32.const -0x1.666666p-1 (;=-0.7;)
        f32.add
        local.tee 0
        local.get 0
        f32.mul
        local.get 2
        f32.const 0x1.99999ap-5 (;=0.05;)
        f32.add
        local.tee 0
        local.get 0
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.99999ap-3 (;=-0.2;)
        f32.add
        f32.abs
        f32.const -0x1.47ae14p-5 (;=-0.04;)
        f32.add
        local.tee 0
        local.get 3
        local.get 0
        f32.lt
        select
        local.tee 0
        f32.const 0x1.47ae14p-7 (;=0.01;)
        f32.add
        f32.const 0x1.999998p-6 (;=0.024999999;)
        f32.div
        local.tee 3
        f32.const 0x0p+0 (;=0;)
        local.get 3
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 3
        f32.const 0x1p+0 (;=1;)
        local.get 3
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 3
        local.get 3
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 3
        local.get 3
        f32.add
        f32.sub
        f32.mul
        f32.sub
        local.tee 2
        f32.const 0x1.19999ap-1 (;=0.55;)
        local.get 0
        f32.const -0x1.8p+1 (;=-3;)
        f32.mul
        local.tee 3
        f32.const 0x0p+0 (;=0;)
        local.get 3
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 3
        f32.const 0x1p+0 (;=1;)
        local.get 3
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 5
        f32.const 0x1.666668p-2 (;=0.35000002;)
        f32.mul
        f32.sub
        local.get 8
        f32.sub
        f32.mul
        f32.add
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        local.get 0
        f32.abs
        local.get 4
        f32.sub
        local.get 4
        f32.const 0x1.47ae14p-6 (;=0.02;)
        f32.add
        local.get 4
        f32.sub
        f32.div
        local.tee 3
        f32.const 0x0p+0 (;=0;)
        local.get 3
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 3
        f32.const 0x1p+0 (;=1;)
        local.get 3
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        local.tee 3
        local.get 3
        f32.mul
        f32.const 0x1.8p+1 (;=3;)
        local.get 3
        local.get 3
        f32.add
        f32.sub
        f32.mul
        f32.sub
        local.tee 3
        f32.const 0x1.99999ap-4 (;=0.1;)
        local.get 6
        f32.sub
        f32.mul
        f32.add
        local.tee 0
        f32.const 0x0p+0 (;=0;)
        local.get 0
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 0
        f32.const 0x1p+0 (;=1;)
        local.get 0
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
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
    local.get 10
    i32.const 8
    i32.shl
    local.set 10
    block ;; label = @1
      block ;; label = @2
        local.get 1
        local.get 2
        local.get 5
        f32.const -0x1.333334p-2 (;=-0.3;)
        f32.mul
        f32.const 0x1.e66666p-1 (;=0.95;)
        f32.add
        local.get 1
        f32.sub
        f32.mul
        f32.add
        local.tee 0
        local.get 3
        f32.const 0x1.eb851ep-4 (;=0.12;)
        local.get 0
        f32.sub
        f32.mul
        f32.add
        local.tee 0
        f32.const 0x0p+0 (;=0;)
        local.get 0
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 0
        f32.const 0x1p+0 (;=1;)
        local.get 0
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 0
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 0
        i32.trunc_f32_s
        local.set 11
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 11
    end
    local.get 10
    local.get 11
    i32.or
    local.set 10
    block ;; label = @1
      block ;; label = @2
        local.get 1
        f32.const 0x1.d70a3ep-1 (;=0.92;)
        f32.mul
        local.tee 0
        local.get 2
        local.get 5
        f32.const 0x1.47ae1p-4 (;=0.07999998;)
        f32.mul
        f32.const 0x1.333334p-2 (;=0.3;)
        f32.add
        local.get 0
        f32.sub
        f32.mul
        f32.add
        local.tee 0
        local.get 3
        f32.const 0x1.99999ap-3 (;=0.2;)
        local.get 0
        f32.sub
        f32.mul
        f32.add
        local.tee 3
        f32.const 0x0p+0 (;=0;)
        local.get 3
        f32.const 0x0p+0 (;=0;)
        f32.gt
        select
        local.tee 3
        f32.const 0x1p+0 (;=1;)
        local.get 3
        f32.const 0x1p+0 (;=1;)
        f32.lt
        select
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 3
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 3
        i32.trunc_f32_s
        local.set 11
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 11
    end
    local.get 10
    local.get 11
    i32.const 16
    i32.shl
    i32.or
    i32.const -16777216
    i32.or
  )
)

