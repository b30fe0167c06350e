(module
  (type (;0;) (func (param i32 i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 i32 f32 f32 f32)
    block  ;; label = @1
      local.get 3
      i32.const -1
      i32.add
      local.tee 4
      i32.const 2
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      i32.const -2
      i32.add
      local.set 5
      local.get 0
      local.get 2
      i32.const 2
      i32.shl
      local.tee 6
      i32.add
      local.set 7
      local.get 0
      local.get 2
      i32.const 3
      i32.shl
      i32.add
      local.set 8
      local.get 6
      local.get 1
      i32.add
      i32.const 4
      i32.add
      local.set 9
      i32.const 0
      local.set 10
      local.get 2
      i32.const -1
      i32.add
      i32.const 2
      i32.lt_s
      local.set 11
      i32.const 1
      local.set 12
      loop  ;; label = @2
        local.get 10
        local.set 2
        local.get 5
        local.set 13
        block  ;; label = @3
          local.get 11
          br_if 0 (;@3;)
          loop  ;; label = @4
            local.get 9
            local.get 2
            i32.add
            local.get 8
            local.get 2
            i32.add
            local.tee 3
            i32.const 8
            i32.add
            f32.load
            local.tee 14
            local.get 0
            local.get 2
            i32.add
            local.tee 1
            i32.const 8
            i32.add
            f32.load
            local.tee 15
            local.get 7
            local.get 2
            i32.add
            local.tee 16
            i32.const 8
            i32.add
            f32.load
            local.tee 17
            local.get 17
            f32.add
            f32.add
            f32.add
            local.get 1
            f32.load
            local.tee 17
            f32.sub
            local.get 16
            f32.load
            local.tee 18
            local.get 18
            f32.add
            f32.sub
            local.get 3
            f32.load
            local.tee 18
            f32.sub
            local.tee 19
            local.get 19
            f32.mul
            local.get 14
            local.get 18
            local.get 3
            i32.const 4
            i32.add
            f32.load
            local.tee 19
            local.get 19
            f32.add
            f32.add
            f32.add
            local.get 17
            f32.sub
            local.get 1
            i32.const 4
            i32.add
            f32.load
            local.tee 14
            local.get 14
            f32.add
            f32.sub
            local.get 15
            f32.sub
            local.tee 14
            local.get 14
            f32.mul
            f32.add
            f32.sqrt
            f32.store
            local.get 2
            i32.const 4
            i32.add
            local.set 2
            local.get 13
            i32.const -1
            i32.add
            local.tee 13
            br_if 0 (;@4;)
          end
        end
        local.get 10
        local.get 6
        i32.add
        local.set 10
        local.get 12
        i32.const 1
        i32.add
        local.tee 12
        local.get 4
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "sobel" (func 0)))
