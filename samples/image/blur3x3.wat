(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func $blur3x3 (type 0) (param i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 f32 i32 i32 i32 i32)
    block  ;; label = @1
      local.get 3
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      i32.const -1
      i32.add
      local.set 4
      local.get 3
      i32.const -1
      i32.add
      local.set 5
      local.get 2
      i32.const 1
      i32.lt_s
      local.set 6
      i32.const 0
      local.set 7
      loop  ;; label = @2
        block  ;; label = @3
          local.get 6
          br_if 0 (;@3;)
          local.get 7
          local.get 2
          i32.mul
          local.set 8
          i32.const 0
          local.set 9
          loop  ;; label = @4
            f32.const 0x0p+0 (;=0;)
            local.set 10
            i32.const -1
            local.set 11
            loop  ;; label = @5
              i32.const 0
              local.get 5
              local.get 11
              local.get 7
              i32.add
              local.tee 12
              local.get 12
              local.get 5
              i32.gt_s
              select
              local.get 12
              i32.const 0
              i32.lt_s
              select
              local.get 2
              i32.mul
              local.set 13
              i32.const -1
              local.set 12
              loop  ;; label = @6
                local.get 10
                local.get 0
                i32.const 0
                local.get 4
                local.get 9
                local.get 12
                i32.add
                local.tee 14
                local.get 14
                local.get 4
                i32.gt_s
                select
                local.get 14
                i32.const 0
                i32.lt_s
                select
                local.get 13
                i32.add
                i32.const 2
                i32.shl
                i32.add
                f32.load
                f32.add
                local.set 10
                local.get 12
                i32.const 1
                i32.add
                local.tee 12
                i32.const 2
                i32.ne
                br_if 0 (;@6;)
              end
              local.get 11
              i32.const 1
              i32.add
              local.tee 11
              i32.const 2
              i32.ne
              br_if 0 (;@5;)
            end
            local.get 1
            local.get 9
            local.get 8
            i32.add
            i32.const 2
            i32.shl
            i32.add
            local.get 10
            f32.const 0x1.c71c72p-4 (;=0.111111;)
            f32.mul
            f32.store
            local.get 9
            i32.const 1
            i32.add
            local.tee 9
            local.get 2
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 7
        i32.const 1
        i32.add
        local.tee 7
        local.get 3
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "blur3x3" (func $blur3x3)))
