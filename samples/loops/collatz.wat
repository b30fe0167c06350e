(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $collatz (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      i32.const 0
      local.set 3
      loop  ;; label = @2
        i32.const 0
        local.set 4
        block  ;; label = @3
          local.get 0
          local.get 3
          i32.const 2
          i32.shl
          local.tee 5
          i32.add
          i32.load
          local.tee 6
          i32.const 2
          i32.lt_u
          br_if 0 (;@3;)
          i32.const 0
          local.set 7
          loop  ;; label = @4
            local.get 7
            i32.const 1
            i32.add
            local.set 4
            local.get 6
            i32.const 3
            i32.mul
            i32.const 1
            i32.add
            local.get 6
            i32.const 1
            i32.shr_u
            local.get 6
            i32.const 1
            i32.and
            select
            local.tee 6
            i32.const 2
            i32.lt_u
            br_if 1 (;@3;)
            local.get 7
            i32.const 999
            i32.lt_u
            local.set 8
            local.get 4
            local.set 7
            local.get 8
            br_if 0 (;@4;)
          end
        end
        local.get 1
        local.get 5
        i32.add
        local.get 4
        i32.store
        local.get 3
        i32.const 1
        i32.add
        local.tee 3
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "collatz" (func $collatz)))
