(module
  (type (;0;) (func (param i32 f32 i32 i32)))
  (func $saxpy (type 0) (param i32 f32 i32 i32)
    (local i32 i32 i32 i32 i32)
    block  ;; label = @1
      local.get 0
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 0
      i32.const 1
      i32.and
      local.set 4
      i32.const 0
      local.set 5
      block  ;; label = @2
        local.get 0
        i32.const 1
        i32.eq
        br_if 0 (;@2;)
        local.get 0
        i32.const -2
        i32.and
        local.set 6
        i32.const 0
        local.set 5
        local.get 3
        local.set 0
        local.get 2
        local.set 7
        loop  ;; label = @3
          local.get 0
          local.get 7
          f32.load
          local.get 1
          f32.mul
          local.get 0
          f32.load
          f32.add
          f32.store
          local.get 0
          i32.const 4
          i32.add
          local.tee 8
          local.get 7
          i32.const 4
          i32.add
          f32.load
          local.get 1
          f32.mul
          local.get 8
          f32.load
          f32.add
          f32.store
          local.get 0
          i32.const 8
          i32.add
          local.set 0
          local.get 7
          i32.const 8
          i32.add
          local.set 7
          local.get 6
          local.get 5
          i32.const 2
          i32.add
          local.tee 5
          i32.ne
          br_if 0 (;@3;)
        end
      end
      local.get 4
      i32.eqz
      br_if 0 (;@1;)
      local.get 3
      local.get 5
      i32.const 2
      i32.shl
      local.tee 0
      i32.add
      local.tee 7
      local.get 2
      local.get 0
      i32.add
      f32.load
      local.get 1
      f32.mul
      local.get 7
      f32.load
      f32.add
      f32.store
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "saxpy" (func $saxpy)))
