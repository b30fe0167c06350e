(module
  (type (;0;) (func (param i32 i32 i32 i32 i32 i32)))
  (func $matmul (type 0) (param i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 f32 i32 i32 i32)
    block  ;; label = @1
      local.get 3
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 5
      i32.const 2
      i32.shl
      local.set 6
      local.get 4
      i32.const 2
      i32.shl
      local.set 7
      i32.const 0
      local.set 8
      local.get 4
      i32.const 1
      i32.lt_s
      local.set 9
      loop  ;; label = @2
        block  ;; label = @3
          local.get 9
          br_if 0 (;@3;)
          local.get 2
          local.get 8
          local.get 4
          i32.mul
          i32.const 2
          i32.shl
          i32.add
          local.set 10
          i32.const 0
          local.set 11
          local.get 1
          local.set 12
          loop  ;; label = @4
            f32.const 0x0p+0 (;=0;)
            local.set 13
            block  ;; label = @5
              local.get 5
              i32.const 1
              i32.lt_s
              br_if 0 (;@5;)
              local.get 0
              local.set 14
              local.get 12
              local.set 15
              local.get 5
              local.set 16
              loop  ;; label = @6
                local.get 13
                local.get 14
                f32.load
                local.get 15
                f32.load
                f32.mul
                f32.add
                local.set 13
                local.get 14
                i32.const 4
                i32.add
                local.set 14
                local.get 15
                local.get 7
                i32.add
                local.set 15
                local.get 16
                i32.const -1
                i32.add
                local.tee 16
                br_if 0 (;@6;)
              end
            end
            local.get 10
            local.get 11
            i32.const 2
            i32.shl
            i32.add
            local.get 13
            f32.store
            local.get 12
            i32.const 4
            i32.add
            local.set 12
            local.get 11
            i32.const 1
            i32.add
            local.tee 11
            local.get 4
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 6
        i32.add
        local.set 0
        local.get 8
        i32.const 1
        i32.add
        local.tee 8
        local.get 3
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "matmul" (func $matmul)))
