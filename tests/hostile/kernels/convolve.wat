(module
  (type (;0;) (func (param i32 i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32 i32)
    (local i32 i32 f32 i32 i32 i32)
    block  ;; label = @1
      local.get 3
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      i32.const 0
      local.set 5
      local.get 4
      i32.const 1
      i32.lt_s
      local.set 6
      loop  ;; label = @2
        f32.const 0x0p+0 (;=0;)
        local.set 7
        block  ;; label = @3
          local.get 6
          br_if 0 (;@3;)
          local.get 1
          local.set 8
          local.get 0
          local.set 9
          local.get 4
          local.set 10
          loop  ;; label = @4
            local.get 7
            local.get 8
            f32.load
            local.get 9
            f32.load
            f32.mul
            f32.add
            local.set 7
            local.get 8
            i32.const 4
            i32.add
            local.set 8
            local.get 9
            i32.const 4
            i32.add
            local.set 9
            local.get 10
            i32.const -1
            i32.add
            local.tee 10
            br_if 0 (;@4;)
          end
        end
        local.get 2
        local.get 5
        i32.const 2
        i32.shl
        i32.add
        local.get 7
        f32.store
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 5
        i32.const 1
        i32.add
        local.tee 5
        local.get 3
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "convolve" (func 0)))
