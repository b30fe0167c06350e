(module
  (type (;0;) (func (param f32 f32) (result f32)))
  (type (;1;) (func (param f32) (result f32)))
  (type (;2;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "atan2f" (func $atan2f (;0;) (type 0)))
  (import "env" "cosf" (func $cosf (;1;) (type 1)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "hue_wheel" (func $hue_wheel))
  (func $hue_wheel (;2;) (type 2) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 i32 i32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 12
      i32.mul
      local.set 5
      local.get 2
      f32.convert_i32_s
      local.set 6
      local.get 1
      f32.convert_i32_s
      local.set 7
      i32.const 0
      local.set 8
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 9
      loop ;; label = @2
        block ;; label = @3
          local.get 9
          br_if 0 (;@3;)
          local.get 8
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 6
          f32.div
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.tee 10
          local.get 10
          f32.add
          f32.const -0x1.16872cp-6 (;=-0.017;)
          f32.add
          local.tee 11
          local.get 11
          f32.mul
          local.set 12
          i32.const 0
          local.set 13
          local.get 0
          local.set 14
          loop ;; label = @4
            local.get 14
            i32.const 8
            i32.add
            local.get 11
            local.get 13
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 7
            f32.div
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 10
            local.get 10
            f32.add
            f32.const 0x1.a9fbe8p-7 (;=0.013;)
            f32.add
            local.tee 10
            call $atan2f
            f32.const 0x1.45f306p-3 (;=0.15915494;)
            f32.mul
            local.get 3
            f32.add
            local.tee 15
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            call $cosf
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            f32.const 0x1.ccccccp-1 (;=0.9;)
            f32.add
            local.tee 16
            f32.const 0x0p+0 (;=0;)
            local.get 12
            local.get 10
            local.get 10
            f32.mul
            f32.add
            f32.sqrt
            local.tee 17
            f32.const -0x1.333334p-3 (;=-0.15;)
            f32.add
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.div
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 18
            local.get 18
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 18
            local.get 18
            f32.add
            f32.sub
            f32.mul
            local.tee 19
            f32.const -0x1p+0 (;=-1;)
            local.get 15
            f32.const 0x1.555556p-2 (;=0.33333334;)
            f32.add
            local.tee 18
            local.get 18
            f32.floor
            f32.sub
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            f32.const -0x1.8p+1 (;=-3;)
            f32.add
            f32.abs
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.get 4
            f32.mul
            f32.mul
            local.tee 20
            f32.const 0x0p+0 (;=0;)
            local.get 17
            f32.const -0x1.8p-1 (;=-0.75;)
            f32.add
            f32.const 0x1.9999ap-5 (;=0.050000012;)
            f32.div
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 18
            local.get 18
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 18
            local.get 18
            f32.add
            f32.sub
            f32.mul
            local.tee 18
            f32.const 0x0p+0 (;=0;)
            local.get 17
            f32.const -0x1.8f5c28p-1 (;=-0.78;)
            f32.add
            f32.const 0x1p+3 (;=8;)
            f32.mul
            local.tee 21
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 21
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 21
            f32.const -0x1.c28f5ap-2 (;=-0.43999997;)
            f32.mul
            f32.const 0x1.8f5c28p-1 (;=0.78;)
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            f32.const 0x0p+0 (;=0;)
            local.get 17
            f32.const -0x1.c28f5cp-1 (;=-0.88;)
            f32.add
            f32.const 0x1.eb852p-5 (;=0.060000002;)
            f32.div
            local.tee 17
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 17
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 17
            local.get 17
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 17
            local.get 17
            f32.add
            f32.sub
            f32.mul
            local.tee 17
            f32.const 0x0p+0 (;=0;)
            local.get 11
            local.get 10
            f32.add
            f32.const 0x1.8p+1 (;=3;)
            f32.mul
            local.tee 10
            local.get 10
            f32.floor
            f32.sub
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.abs
            local.tee 10
            local.get 10
            f32.add
            f32.const -0x1.333334p-2 (;=-0.3;)
            f32.add
            f32.const 0x1.999998p-2 (;=0.39999998;)
            f32.div
            local.tee 10
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 10
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 10
            local.get 10
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 10
            local.get 10
            f32.add
            f32.sub
            f32.mul
            local.tee 10
            f32.const 0x1.eb8518p-5 (;=0.059999987;)
            f32.mul
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 14
            i32.const 4
            i32.add
            local.get 16
            local.get 19
            f32.const -0x1p+0 (;=-1;)
            local.get 15
            f32.const 0x1.555556p-1 (;=0.6666667;)
            f32.add
            local.tee 20
            local.get 20
            f32.floor
            f32.sub
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            f32.const -0x1.8p+1 (;=-3;)
            f32.add
            f32.abs
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 20
            f32.const 0x1p+0 (;=1;)
            f32.min
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.get 20
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.get 4
            f32.mul
            f32.mul
            local.tee 20
            local.get 18
            local.get 21
            f32.const -0x1.ccccccp-2 (;=-0.45;)
            f32.mul
            f32.const 0x1.8p-1 (;=0.75;)
            f32.add
            local.tee 21
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.tee 20
            local.get 17
            local.get 10
            f32.const 0x1.eb852p-5 (;=0.060000002;)
            f32.mul
            local.tee 10
            f32.const 0x1.5c28f6p-3 (;=0.17;)
            f32.add
            local.get 20
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 14
            local.get 16
            local.get 19
            f32.const -0x1p+0 (;=-1;)
            local.get 15
            f32.const 0x0p+0 (;=0;)
            f32.add
            local.tee 15
            local.get 15
            f32.floor
            f32.sub
            f32.const 0x1.8p+2 (;=6;)
            f32.mul
            f32.const -0x1.8p+1 (;=-3;)
            f32.add
            f32.abs
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.tee 15
            f32.const 0x1p+0 (;=1;)
            f32.min
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.get 15
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.add
            local.get 4
            f32.mul
            f32.mul
            local.tee 15
            local.get 18
            local.get 21
            local.get 15
            f32.sub
            f32.mul
            f32.add
            local.tee 15
            local.get 17
            local.get 10
            f32.const 0x1.47ae14p-3 (;=0.16;)
            f32.add
            local.get 15
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 14
            i32.const 12
            i32.add
            local.set 14
            local.get 1
            local.get 13
            i32.const 1
            i32.add
            local.tee 13
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 5
        i32.add
        local.set 0
        local.get 8
        i32.const 1
        i32.add
        local.tee 8
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

