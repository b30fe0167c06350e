(module
  (type (;0;) (func (param i32 i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32 i32)
    (local i32 i32 i32)
    block  ;; label = @1
      local.get 4
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 0
        i32.load
        local.set 5
        block  ;; label = @3
          block  ;; label = @4
            block  ;; label = @5
              block  ;; label = @6
                local.get 1
                i32.load
                local.tee 6
                i32.const 1
                i32.add
                br_table 1 (;@5;) 0 (;@6;) 2 (;@4;)
              end
              local.get 2
              local.get 5
              i32.store
              i32.const 0
              local.set 6
              br 2 (;@3;)
            end
            i32.const 0
            local.set 6
            local.get 2
            i32.const 0
            local.get 5
            i32.sub
            i32.store
            br 1 (;@3;)
          end
          local.get 2
          local.get 5
          local.get 6
          i32.div_s
          local.tee 7
          i32.store
          local.get 5
          local.get 7
          local.get 6
          i32.mul
          i32.sub
          local.set 6
        end
        local.get 3
        local.get 6
        i32.store
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 1
        i32.const 4
        i32.add
        local.set 1
        local.get 2
        i32.const 4
        i32.add
        local.set 2
        local.get 3
        i32.const 4
        i32.add
        local.set 3
        local.get 4
        i32.const -1
        i32.add
        local.tee 4
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "divmod" (func 0)))
