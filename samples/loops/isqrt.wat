(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $isqrt (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32 i32)
    block  ;; label = @1
      local.get 2
      i32.eqz
      br_if 0 (;@1;)
      i32.const 0
      local.set 3
      loop  ;; label = @2
        local.get 3
        i32.const 1
        i32.add
        local.set 4
        block  ;; label = @3
          block  ;; label = @4
            local.get 0
            local.get 3
            i32.const 2
            i32.shl
            local.tee 5
            i32.add
            i32.load
            local.tee 6
            i32.const 2
            i32.ge_u
            br_if 0 (;@4;)
            local.get 6
            local.set 3
            br 1 (;@3;)
          end
          local.get 6
          i32.const 1
          i32.shr_u
          local.set 7
          loop  ;; label = @4
            block  ;; label = @5
              block  ;; label = @6
                local.get 7
                local.tee 3
                br_if 0 (;@6;)
                i32.const 0
                local.set 7
                br 1 (;@5;)
              end
              local.get 6
              local.get 3
              i32.div_u
              local.set 7
            end
            local.get 7
            local.get 3
            i32.add
            i32.const 1
            i32.shr_u
            local.tee 7
            local.get 3
            i32.lt_u
            br_if 0 (;@4;)
          end
        end
        local.get 1
        local.get 5
        i32.add
        local.get 3
        i32.store
        local.get 4
        local.set 3
        local.get 4
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 16)
  (global $__stack_pointer (mut i32) (i32.const 1048576))
  (global (;1;) i32 (i32.const 1048576))
  (global (;2;) i32 (i32.const 1048576))
  (export "memory" (memory 0))
  (export "isqrt" (func $isqrt))
  (export "__data_end" (global 1))
  (export "__heap_base" (global 2)))
