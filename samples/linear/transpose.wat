(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32)
    (local i32 i32)
    loop  ;; label = @1
      local.get 2
      local.get 4
      i32.gt_s
      if  ;; label = @2
        i32.const 0
        local.set 5
        loop  ;; label = @3
          local.get 3
          local.get 5
          i32.gt_s
          if  ;; label = @4
            local.get 4
            local.get 2
            local.get 5
            i32.mul
            i32.add
            i32.const 2
            i32.shl
            local.get 1
            i32.add
            local.get 5
            local.get 3
            local.get 4
            i32.mul
            i32.add
            i32.const 2
            i32.shl
            local.get 0
            i32.add
            f32.load
            f32.store
            local.get 5
            i32.const 1
            i32.add
            local.set 5
            br 1 (;@3;)
          end
        end
        local.get 4
        i32.const 1
        i32.add
        local.set 4
        br 1 (;@1;)
      end
    end)
  (memory (;0;) 0)
  (export "transpose" (func 0))
  (export "memory" (memory 0)))
