(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func $life (type 0) (param i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
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
      i32.const 0
      local.set 6
      loop  ;; label = @2
        block  ;; label = @3
          block  ;; label = @4
            local.get 2
            i32.const 0
            i32.gt_s
            br_if 0 (;@4;)
            local.get 6
            i32.const 1
            i32.add
            local.set 6
            br 1 (;@3;)
          end
          i32.const 0
          local.set 7
          local.get 0
          i32.const 0
          local.get 6
          i32.const 1
          i32.add
          local.tee 8
          local.get 6
          local.get 5
          i32.eq
          select
          local.get 2
          i32.mul
          local.tee 9
          i32.add
          local.set 10
          local.get 1
          local.get 6
          local.get 2
          i32.mul
          local.tee 11
          i32.add
          local.set 12
          local.get 0
          local.get 11
          i32.add
          local.set 13
          local.get 0
          local.get 6
          i32.const -1
          i32.add
          local.get 5
          local.get 6
          select
          local.get 2
          i32.mul
          local.tee 14
          i32.add
          local.set 15
          loop  ;; label = @4
            i32.const 1
            local.set 16
            block  ;; label = @5
              block  ;; label = @6
                block  ;; label = @7
                  local.get 15
                  local.get 7
                  i32.add
                  i32.load8_u
                  local.get 0
                  local.get 7
                  i32.const -1
                  i32.add
                  local.get 4
                  local.get 7
                  select
                  local.tee 6
                  local.get 14
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 0
                  i32.const 0
                  local.get 7
                  i32.const 1
                  i32.add
                  local.tee 17
                  local.get 7
                  local.get 4
                  i32.eq
                  select
                  local.tee 18
                  local.get 14
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 0
                  local.get 6
                  local.get 11
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 0
                  local.get 18
                  local.get 11
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 0
                  local.get 6
                  local.get 9
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 10
                  local.get 7
                  i32.add
                  i32.load8_u
                  i32.add
                  local.get 0
                  local.get 18
                  local.get 9
                  i32.add
                  i32.add
                  i32.load8_u
                  i32.add
                  i32.const -2
                  i32.add
                  br_table 0 (;@7;) 2 (;@5;) 1 (;@6;)
                end
                local.get 13
                local.get 7
                i32.add
                i32.load8_u
                i32.const 0
                i32.ne
                local.set 16
                br 1 (;@5;)
              end
              i32.const 0
              local.set 16
            end
            local.get 12
            local.get 7
            i32.add
            local.get 16
            i32.store8
            local.get 17
            local.set 7
            local.get 17
            local.get 2
            i32.ne
            br_if 0 (;@4;)
          end
          local.get 8
          local.set 6
        end
        local.get 6
        local.get 3
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "life" (func $life)))
