(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func $mandelbrot (type 0) (param i32 i32 i32 i32)
    (local f32 f32 i32 i32 i32 f32 i32 i32 f32 f32 f32 f32 f32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      f32.convert_i32_s
      local.set 4
      local.get 1
      f32.convert_i32_s
      local.set 5
      i32.const 0
      local.set 6
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 7
      loop  ;; label = @2
        block  ;; label = @3
          local.get 7
          br_if 0 (;@3;)
          local.get 6
          local.get 1
          i32.mul
          local.set 8
          local.get 6
          f32.convert_i32_s
          f32.const 0x1.4p+1 (;=2.5;)
          f32.mul
          local.get 4
          f32.div
          f32.const -0x1.4p+0 (;=-1.25;)
          f32.add
          local.set 9
          i32.const 0
          local.set 10
          loop  ;; label = @4
            i32.const 0
            local.set 11
            block  ;; label = @5
              local.get 3
              i32.const 1
              i32.lt_s
              br_if 0 (;@5;)
              local.get 10
              f32.convert_i32_s
              f32.const 0x1.8p+1 (;=3;)
              f32.mul
              local.get 5
              f32.div
              f32.const -0x1p+1 (;=-2;)
              f32.add
              local.set 12
              f32.const 0x0p+0 (;=0;)
              local.set 13
              i32.const 0
              local.set 11
              f32.const 0x0p+0 (;=0;)
              local.set 14
              loop  ;; label = @6
                local.get 14
                local.get 14
                f32.mul
                local.tee 15
                local.get 13
                local.get 13
                f32.mul
                local.tee 16
                f32.add
                f32.const 0x1p+2 (;=4;)
                f32.le
                i32.eqz
                br_if 1 (;@5;)
                local.get 9
                local.get 14
                local.get 14
                f32.add
                local.get 13
                f32.mul
                f32.add
                local.set 13
                local.get 12
                local.get 15
                local.get 16
                f32.sub
                f32.add
                local.set 14
                local.get 3
                local.get 11
                i32.const 1
                i32.add
                local.tee 11
                i32.ne
                br_if 0 (;@6;)
              end
              local.get 3
              local.set 11
            end
            local.get 0
            local.get 10
            local.get 8
            i32.add
            i32.const 2
            i32.shl
            i32.add
            local.get 11
            i32.store
            local.get 10
            i32.const 1
            i32.add
            local.tee 10
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 6
        i32.const 1
        i32.add
        local.tee 6
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "mandelbrot" (func $mandelbrot)))
