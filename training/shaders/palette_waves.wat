(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "sinf" (func $sinf (;0;) (type 0)))
  (import "env" "cosf" (func $cosf (;1;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "palette_waves" (func $palette_waves))
  (func $palette_waves (;2;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local i32 f32 f32 f32 f32 i32 i32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 12
      i32.mul
      local.set 6
      local.get 3
      f32.const 0x1.47ae14p-4 (;=0.08;)
      f32.mul
      local.set 7
      local.get 3
      f32.const 0x1.666666p-1 (;=0.7;)
      f32.mul
      local.set 8
      local.get 2
      f32.convert_i32_s
      local.set 9
      local.get 1
      f32.convert_i32_s
      local.set 10
      i32.const 0
      local.set 11
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 12
      loop ;; label = @2
        block ;; label = @3
          local.get 12
          br_if 0 (;@3;)
          local.get 11
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 9
          f32.div
          local.tee 13
          local.get 13
          f32.add
          f32.const -0x1p+0 (;=-1;)
          f32.add
          local.tee 14
          local.get 14
          f32.add
          local.get 3
          f32.add
          local.set 15
          i32.const 0
          local.set 16
          local.get 0
          local.set 17
          loop ;; label = @4
            local.get 16
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 10
            f32.div
            local.tee 13
            local.get 13
            f32.add
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.get 15
            call $sinf
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            f32.add
            local.tee 13
            f32.const 0x1.4p+1 (;=2.5;)
            f32.mul
            local.get 8
            f32.sub
            call $sinf
            local.set 18
            local.get 7
            f32.const 0x1.333334p-2 (;=0.3;)
            call $cosf
            local.tee 19
            local.get 13
            f32.mul
            f32.const 0x1.333334p-2 (;=0.3;)
            call $sinf
            local.tee 20
            local.get 14
            local.get 18
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.mul
            f32.add
            local.tee 21
            f32.mul
            f32.sub
            local.tee 18
            f32.const 0x1.99999ap-5 (;=0.05;)
            f32.mul
            local.get 18
            local.get 18
            f32.mul
            local.get 13
            local.get 20
            f32.mul
            local.get 19
            local.get 21
            f32.mul
            f32.add
            local.tee 13
            local.get 13
            f32.mul
            f32.add
            f32.const 0x1.47ae14p-7 (;=0.01;)
            f32.add
            f32.sqrt
            local.tee 18
            f32.const 0x1.666666p-2 (;=0.35;)
            f32.mul
            local.tee 19
            f32.add
            f32.add
            local.tee 13
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call $cosf
            local.set 20
            local.get 13
            local.get 4
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call $cosf
            local.set 21
            local.get 13
            local.get 5
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call $cosf
            local.set 22
            local.get 17
            f32.const 0x0p+0 (;=0;)
            local.get 18
            f32.const 0x1.4p+2 (;=5;)
            f32.mul
            local.get 3
            f32.sub
            call $sinf
            f32.const 0x1.eb851ep-4 (;=0.12;)
            f32.mul
            local.tee 13
            local.get 20
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.const 0x0p+0 (;=0;)
            f32.const 0x1.19999ap+0 (;=1.1;)
            local.get 19
            f32.sub
            local.tee 18
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 18
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 18
            f32.mul
            f32.add
            local.tee 19
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.min
            local.get 19
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 17
            i32.const 8
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 13
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            local.get 22
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 18
            f32.mul
            f32.add
            local.tee 19
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.min
            local.get 19
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 17
            i32.const 4
            i32.add
            f32.const 0x0p+0 (;=0;)
            local.get 13
            f32.const 0x1.99999ap-1 (;=0.8;)
            f32.mul
            local.get 21
            f32.const 0x1p-1 (;=0.5;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 18
            f32.mul
            f32.add
            local.tee 13
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.min
            local.get 13
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.store
            local.get 17
            i32.const 12
            i32.add
            local.set 17
            local.get 1
            local.get 16
            i32.const 1
            i32.add
            local.tee 16
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 6
        i32.add
        local.set 0
        local.get 11
        i32.const 1
        i32.add
        local.tee 11
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

