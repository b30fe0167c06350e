(module
  (type (;0;) (func (param i32 i32 i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "march_blobs" (func $march_blobs))
  (func $march_blobs (;0;) (type 0) (param i32 i32 i32 i32 i32 f32 f32)
    (local f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    f32.const 0x1p+0 (;=1;)
    local.get 0
    f32.convert_i32_s
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    local.get 3
    f32.convert_i32_s
    f32.div
    f32.const -0x1p-1 (;=-0.5;)
    f32.add
    f32.const 0x1.8p+0 (;=1.5;)
    f32.mul
    local.tee 7
    local.get 7
    f32.mul
    f32.const 0x1p-1 (;=0.5;)
    local.get 1
    f32.convert_i32_s
    f32.const 0x1p-1 (;=0.5;)
    f32.add
    local.get 4
    f32.convert_i32_s
    f32.div
    f32.sub
    f32.const -0x1.ccccccp-2 (;=-0.45;)
    f32.add
    local.tee 8
    local.get 8
    f32.mul
    f32.add
    f32.const 0x1.b0a3d4p+0 (;=1.6899998;)
    f32.add
    f32.sqrt
    f32.div
    local.tee 9
    f32.const 0x1.4cccccp+0 (;=1.3;)
    f32.mul
    local.set 10
    local.get 8
    local.get 9
    f32.mul
    local.set 11
    local.get 7
    local.get 9
    f32.mul
    local.set 12
    local.get 6
    f32.const 0x1p-1 (;=0.5;)
    f32.mul
    local.set 8
    f32.const 0x1.99999ap-1 (;=0.8;)
    local.set 7
    i32.const 19
    local.set 13
    block ;; label = @1
      loop ;; label = @2
        local.get 13
        local.set 4
        local.get 7
        local.get 11
        local.get 7
        f32.mul
        f32.const 0x1.4cccccp+0 (;=1.3;)
        f32.add
        local.tee 9
        f32.const 0x1.99999ap-4 (;=0.1;)
        f32.add
        local.tee 14
        local.get 10
        local.get 7
        f32.mul
        f32.const -0x1.4cccccp+1 (;=-2.6;)
        f32.add
        local.tee 15
        f32.const 0x1.99999ap-4 (;=0.1;)
        f32.add
        local.tee 16
        local.get 16
        f32.mul
        local.get 12
        local.get 7
        f32.mul
        f32.const 0x0p+0 (;=0;)
        f32.add
        local.tee 16
        f32.const -0x1.333334p-2 (;=-0.3;)
        f32.add
        local.tee 17
        local.get 17
        f32.mul
        local.get 9
        local.get 5
        f32.sub
        local.tee 17
        local.get 17
        f32.mul
        f32.add
        f32.add
        f32.sqrt
        f32.const -0x1.666666p-2 (;=-0.35;)
        f32.add
        local.tee 17
        local.get 9
        f32.const -0x1.333334p-3 (;=-0.15;)
        f32.add
        local.tee 9
        local.get 9
        f32.mul
        local.get 16
        local.get 16
        f32.mul
        local.get 15
        local.get 15
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.99999ap-1 (;=-0.8;)
        f32.add
        local.tee 9
        local.get 9
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.c28f5cp-3 (;=-0.22;)
        f32.add
        local.tee 9
        local.get 17
        f32.sub
        f32.const 0x0p+0 (;=0;)
        local.get 17
        local.get 9
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 6
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 9
        f32.mul
        f32.add
        local.get 9
        local.get 6
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 9
        f32.sub
        f32.mul
        f32.sub
        local.tee 9
        local.get 14
        f32.sub
        f32.const 0x0p+0 (;=0;)
        local.get 14
        local.get 9
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 8
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 9
        f32.mul
        f32.add
        local.get 8
        local.get 9
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 9
        f32.sub
        f32.mul
        f32.sub
        f32.const 0x1.ccccccp-1 (;=0.9;)
        f32.mul
        f32.add
        local.tee 7
        f32.const 0x1.8p+2 (;=6;)
        f32.gt
        br_if 1 (;@1;)
        local.get 4
        i32.const -1
        i32.add
        local.set 13
        local.get 4
        br_if 0 (;@2;)
      end
    end
    local.get 10
    local.get 7
    f32.const 0x1.8p+2 (;=6;)
    local.get 7
    f32.const 0x1.8p+2 (;=6;)
    f32.lt
    select
    local.tee 18
    f32.mul
    f32.const -0x1.4cccccp+1 (;=-2.6;)
    f32.add
    local.set 19
    local.get 11
    local.get 18
    f32.mul
    f32.const 0x1.4cccccp+0 (;=1.3;)
    f32.add
    local.set 20
    local.get 12
    local.get 18
    f32.mul
    f32.const 0x0p+0 (;=0;)
    f32.add
    local.set 21
    i32.const 0
    local.set 4
    f32.const 0x0p+0 (;=0;)
    local.set 17
    f32.const 0x0p+0 (;=0;)
    local.set 11
    f32.const 0x0p+0 (;=0;)
    local.set 10
    loop ;; label = @1
      local.get 10
      f32.const 0x1p+0 (;=1;)
      f32.const -0x1p+0 (;=-1;)
      local.get 4
      i32.const 1
      i32.and
      select
      local.tee 14
      local.get 20
      f32.const 0x1p+0 (;=1;)
      f32.const -0x1p+0 (;=-1;)
      local.get 4
      i32.const 2
      i32.and
      select
      local.tee 12
      f32.const 0x1.47ae14p-6 (;=0.02;)
      f32.mul
      f32.add
      local.tee 7
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.add
      local.tee 9
      local.get 19
      local.get 14
      f32.const 0x1.47ae14p-6 (;=0.02;)
      f32.mul
      f32.add
      local.tee 14
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.add
      local.tee 15
      local.get 15
      f32.mul
      local.get 7
      local.get 5
      f32.sub
      local.tee 15
      local.get 15
      f32.mul
      local.get 21
      f32.const -0x1p+0 (;=-1;)
      f32.const 0x1p+0 (;=1;)
      local.get 4
      i32.const 1
      i32.add
      local.tee 13
      i32.const 2
      i32.and
      select
      local.tee 22
      f32.const 0x1.47ae14p-6 (;=0.02;)
      f32.mul
      f32.add
      local.tee 15
      f32.const -0x1.333334p-2 (;=-0.3;)
      f32.add
      local.tee 16
      local.get 16
      f32.mul
      f32.add
      f32.add
      f32.sqrt
      f32.const -0x1.666666p-2 (;=-0.35;)
      f32.add
      local.tee 16
      local.get 7
      f32.const -0x1.333334p-3 (;=-0.15;)
      f32.add
      local.tee 7
      local.get 7
      f32.mul
      local.get 14
      local.get 14
      f32.mul
      local.get 15
      local.get 15
      f32.mul
      f32.add
      f32.sqrt
      f32.const -0x1.99999ap-1 (;=-0.8;)
      f32.add
      local.tee 7
      local.get 7
      f32.mul
      f32.add
      f32.sqrt
      f32.const -0x1.c28f5cp-3 (;=-0.22;)
      f32.add
      local.tee 7
      local.get 16
      f32.sub
      f32.const 0x0p+0 (;=0;)
      local.get 16
      local.get 7
      f32.sub
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.get 6
      f32.div
      f32.const 0x1p-1 (;=0.5;)
      f32.add
      local.tee 7
      f32.const 0x1p+0 (;=1;)
      f32.min
      local.get 7
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      local.tee 7
      f32.mul
      f32.add
      local.get 7
      local.get 6
      f32.mul
      f32.const 0x1p+0 (;=1;)
      local.get 7
      f32.sub
      f32.mul
      f32.sub
      local.tee 7
      local.get 9
      f32.sub
      f32.const 0x0p+0 (;=0;)
      local.get 9
      local.get 7
      f32.sub
      f32.const 0x1p-1 (;=0.5;)
      f32.mul
      local.get 8
      f32.div
      f32.const 0x1p-1 (;=0.5;)
      f32.add
      local.tee 7
      f32.const 0x1p+0 (;=1;)
      f32.min
      local.get 7
      f32.const 0x0p+0 (;=0;)
      f32.lt
      select
      local.tee 7
      f32.mul
      f32.add
      local.get 8
      local.get 7
      f32.mul
      f32.const 0x1p+0 (;=1;)
      local.get 7
      f32.sub
      f32.mul
      f32.sub
      local.tee 7
      f32.mul
      f32.add
      local.set 10
      local.get 11
      local.get 12
      local.get 7
      f32.mul
      f32.add
      local.set 11
      local.get 17
      local.get 22
      local.get 7
      f32.mul
      f32.add
      local.set 17
      local.get 13
      local.set 4
      local.get 13
      i32.const 4
      i32.ne
      br_if 0 (;@1;)
    end
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        f32.const 0x0p+0 (;=0;)
        local.get 20
        local.get 20
        f32.add
        f32.const 0x1.99999ap-3 (;=0.2;)
        f32.add
        local.tee 7
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 7
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 7
        f32.const 0x1.47ae2p-6 (;=0.02000001;)
        f32.mul
        f32.const 0x1.eb851ep-2 (;=0.48;)
        f32.add
        f32.const 0x1p-2 (;=0.25;)
        local.get 11
        f32.const 0x1.a36e2ep-14 (;=0.0001;)
        f32.add
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        local.get 10
        local.get 10
        f32.mul
        local.get 17
        local.get 17
        f32.mul
        local.get 9
        local.get 9
        f32.mul
        f32.add
        f32.add
        f32.sqrt
        f32.div
        local.tee 9
        f32.mul
        local.tee 14
        f32.const 0x1.851eb8p-1 (;=0.76;)
        f32.mul
        local.get 17
        local.get 9
        f32.mul
        local.tee 16
        f32.const 0x1.eb851ep-2 (;=0.48;)
        f32.mul
        f32.sub
        local.get 10
        local.get 9
        f32.mul
        local.tee 15
        f32.const -0x1.c28f5cp-2 (;=-0.44;)
        f32.mul
        f32.add
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.8p-1 (;=0.75;)
        f32.mul
        f32.const 0x1p-2 (;=0.25;)
        f32.add
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        f32.const 0x0p+0 (;=0;)
        local.get 20
        local.get 14
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.add
        local.tee 9
        f32.const 0x1.99999ap-4 (;=0.1;)
        f32.add
        local.tee 14
        local.get 19
        local.get 15
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.add
        local.tee 15
        f32.const 0x1.99999ap-4 (;=0.1;)
        f32.add
        local.tee 17
        local.get 17
        f32.mul
        local.get 21
        local.get 16
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.add
        local.tee 16
        f32.const -0x1.333334p-2 (;=-0.3;)
        f32.add
        local.tee 17
        local.get 17
        f32.mul
        local.get 9
        local.get 5
        f32.sub
        local.tee 17
        local.get 17
        f32.mul
        f32.add
        f32.add
        f32.sqrt
        f32.const -0x1.666666p-2 (;=-0.35;)
        f32.add
        local.tee 17
        local.get 9
        f32.const -0x1.333334p-3 (;=-0.15;)
        f32.add
        local.tee 9
        local.get 9
        f32.mul
        local.get 16
        local.get 16
        f32.mul
        local.get 15
        local.get 15
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.99999ap-1 (;=-0.8;)
        f32.add
        local.tee 9
        local.get 9
        f32.mul
        f32.add
        f32.sqrt
        f32.const -0x1.c28f5cp-3 (;=-0.22;)
        f32.add
        local.tee 9
        local.get 17
        f32.sub
        f32.const 0x0p+0 (;=0;)
        local.get 17
        local.get 9
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 6
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 9
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 9
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 9
        f32.mul
        f32.add
        local.get 9
        local.get 6
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 9
        f32.sub
        f32.mul
        f32.sub
        local.tee 6
        local.get 14
        f32.sub
        f32.const 0x0p+0 (;=0;)
        local.get 14
        local.get 6
        f32.sub
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        local.get 8
        f32.div
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 6
        f32.mul
        f32.add
        local.get 8
        local.get 6
        f32.mul
        f32.const 0x1p+0 (;=1;)
        local.get 6
        f32.sub
        f32.mul
        f32.sub
        local.tee 6
        local.get 6
        f32.add
        f32.const 0x1.99999ap-2 (;=0.4;)
        f32.add
        local.tee 6
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 6
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        f32.mul
        local.tee 6
        f32.mul
        local.tee 9
        f32.const 0x0p+0 (;=0;)
        local.get 18
        f32.const -0x1p+1 (;=-2;)
        f32.add
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        local.tee 8
        f32.const 0x1p+0 (;=1;)
        f32.min
        local.get 8
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 8
        f32.const 0x1.8p-1 (;=0.75;)
        local.get 9
        f32.sub
        f32.mul
        f32.add
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
        local.get 7
        f32.const 0x1p-1 (;=0.5;)
        f32.mul
        f32.const 0x1.ccccccp-2 (;=0.45;)
        f32.add
        local.get 6
        f32.mul
        local.tee 9
        local.get 8
        f32.const 0x1.666666p-1 (;=0.7;)
        local.get 9
        f32.sub
        f32.mul
        f32.add
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
        local.set 13
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 13
    end
    local.get 4
    local.get 13
    i32.or
    local.set 4
    block ;; label = @1
      block ;; label = @2
        f32.const 0x1p-1 (;=0.5;)
        f32.const 0x1.19999ap-1 (;=0.55;)
        local.get 7
        f32.const 0x1p-2 (;=0.25;)
        f32.mul
        f32.sub
        local.get 6
        f32.mul
        local.tee 7
        local.get 8
        f32.const 0x1.a3d70ap-1 (;=0.82;)
        local.get 7
        f32.sub
        f32.mul
        f32.add
        local.tee 7
        f32.const 0x1p+0 (;=1;)
        f32.min
        f32.const 0x1.fep+7 (;=255;)
        f32.mul
        f32.const 0x1p-1 (;=0.5;)
        f32.add
        local.get 7
        f32.const 0x0p+0 (;=0;)
        f32.lt
        select
        local.tee 7
        f32.abs
        f32.const 0x1p+31 (;=2147483600;)
        f32.lt
        i32.eqz
        br_if 0 (;@2;)
        local.get 7
        i32.trunc_f32_s
        local.set 13
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 13
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
    local.get 13
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

