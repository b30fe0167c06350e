(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 i32)))
  (import "env" "expf" (func (;0;) (type 0)))
  (func (;1;) (type 1) (param i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 f32 i32 i32 f32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      i32.const 2
      i32.shl
      local.set 4
      local.get 0
      i32.const 4
      i32.add
      local.set 5
      local.get 3
      i32.const -1
      i32.add
      local.set 6
      i32.const 0
      local.set 7
      local.get 3
      i32.const 1
      i32.lt_s
      local.set 8
      local.get 0
      local.set 9
      loop  ;; label = @2
        local.get 0
        local.get 7
        local.get 3
        i32.mul
        i32.const 2
        i32.shl
        i32.add
        f32.load
        local.set 10
        local.get 5
        local.set 11
        local.get 6
        local.set 12
        block  ;; label = @3
          local.get 3
          i32.const 2
          i32.lt_s
          br_if 0 (;@3;)
          loop  ;; label = @4
            local.get 11
            f32.load
            local.tee 13
            local.get 10
            local.get 13
            local.get 10
            f32.gt
            select
            local.set 10
            local.get 11
            i32.const 4
            i32.add
            local.set 11
            local.get 12
            i32.const -1
            i32.add
            local.tee 12
            br_if 0 (;@4;)
          end
        end
        block  ;; label = @3
          local.get 8
          br_if 0 (;@3;)
          f32.const 0x0p+0 (;=0;)
          local.set 13
          local.get 9
          local.set 11
          local.get 3
          local.set 12
          loop  ;; label = @4
            local.get 13
            local.get 11
            f32.load
            local.get 10
            f32.sub
            call 0
            f32.add
            local.set 13
            local.get 11
            i32.const 4
            i32.add
            local.set 11
            local.get 12
            i32.const -1
            i32.add
            local.tee 12
            br_if 0 (;@4;)
          end
          local.get 8
          br_if 0 (;@3;)
          i32.const 0
          local.set 11
          local.get 3
          local.set 12
          loop  ;; label = @4
            local.get 1
            local.get 11
            i32.add
            local.get 9
            local.get 11
            i32.add
            f32.load
            local.get 10
            f32.sub
            call 0
            local.get 13
            f32.div
            f32.store
            local.get 11
            i32.const 4
            i32.add
            local.set 11
            local.get 12
            i32.const -1
            i32.add
            local.tee 12
            br_if 0 (;@4;)
          end
        end
        local.get 1
        local.get 4
        i32.add
        local.set 1
        local.get 9
        local.get 4
        i32.add
        local.set 9
        local.get 5
        local.get 4
        i32.add
        local.set 5
        local.get 7
        i32.const 1
        i32.add
        local.tee 7
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "softmax" (func 1)))
