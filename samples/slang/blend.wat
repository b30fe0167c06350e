(module
  (type (;0;) (func (param i32 i32 i32)))
  (func (;0;) (type 0) (param i32 i32 i32)
    (local i32 f32 i32 f32 f32 f32 f32 f32 f32 f32)
    block  ;; label = @1
      local.get 0
      i32.load offset=12
      local.get 0
      i32.load
      i32.const 6
      i32.shl
      i32.add
      local.tee 0
      local.get 2
      i32.load offset=24
      i32.ge_u
      br_if 0 (;@1;)
      local.get 2
      i32.load offset=8
      local.get 0
      i32.const 4
      i32.shl
      local.tee 3
      i32.add
      local.tee 0
      f32.load
      local.set 4
      local.get 2
      i32.load
      local.get 3
      i32.add
      local.tee 5
      f32.load
      local.set 6
      local.get 0
      i32.const 4
      i32.add
      f32.load
      local.set 7
      local.get 5
      i32.const 4
      i32.add
      f32.load
      local.set 8
      local.get 0
      i32.const 8
      i32.add
      f32.load
      local.set 9
      local.get 5
      i32.const 8
      i32.add
      f32.load
      local.set 10
      local.get 2
      i32.load offset=16
      local.get 3
      i32.add
      local.tee 2
      i32.const 12
      i32.add
      local.get 5
      i32.const 12
      i32.add
      f32.load
      local.tee 11
      f32.const 0x1p+0 (;=1;)
      local.get 11
      f32.sub
      local.tee 12
      local.get 0
      i32.const 12
      i32.add
      f32.load
      f32.mul
      f32.add
      f32.store
      local.get 2
      i32.const 8
      i32.add
      local.get 10
      local.get 11
      f32.mul
      local.get 12
      local.get 9
      f32.mul
      f32.add
      f32.store
      local.get 2
      i32.const 4
      i32.add
      local.get 8
      local.get 11
      f32.mul
      local.get 12
      local.get 7
      f32.mul
      f32.add
      f32.store
      local.get 2
      local.get 6
      local.get 11
      f32.mul
      local.get 12
      local.get 4
      f32.mul
      f32.add
      f32.store
    end)
  (func (;1;) (type 0) (param i32 i32 i32)
    (local i32 i32 i32 f32 i32 f32 f32 f32 f32 f32 i32 f32 f32)
    local.get 0
    i32.load
    local.tee 0
    i32.const 10
    i32.shl
    local.set 3
    local.get 0
    i32.const 6
    i32.shl
    local.set 4
    i32.const 0
    local.set 0
    loop  ;; label = @1
      block  ;; label = @2
        local.get 4
        local.get 2
        i32.load offset=24
        i32.ge_u
        br_if 0 (;@2;)
        local.get 2
        i32.load offset=8
        local.get 3
        i32.add
        local.get 0
        i32.add
        local.tee 5
        f32.load
        local.set 6
        local.get 2
        i32.load
        local.get 3
        i32.add
        local.get 0
        i32.add
        local.tee 7
        f32.load
        local.set 8
        local.get 5
        i32.const 4
        i32.add
        f32.load
        local.set 9
        local.get 7
        i32.const 4
        i32.add
        f32.load
        local.set 10
        local.get 5
        i32.const 8
        i32.add
        f32.load
        local.set 11
        local.get 7
        i32.const 8
        i32.add
        f32.load
        local.set 12
        local.get 2
        i32.load offset=16
        local.get 3
        i32.add
        local.get 0
        i32.add
        local.tee 13
        i32.const 12
        i32.add
        local.get 7
        i32.const 12
        i32.add
        f32.load
        local.tee 14
        f32.const 0x1p+0 (;=1;)
        local.get 14
        f32.sub
        local.tee 15
        local.get 5
        i32.const 12
        i32.add
        f32.load
        f32.mul
        f32.add
        f32.store
        local.get 13
        i32.const 8
        i32.add
        local.get 12
        local.get 14
        f32.mul
        local.get 15
        local.get 11
        f32.mul
        f32.add
        f32.store
        local.get 13
        i32.const 4
        i32.add
        local.get 10
        local.get 14
        f32.mul
        local.get 15
        local.get 9
        f32.mul
        f32.add
        f32.store
        local.get 13
        local.get 8
        local.get 14
        f32.mul
        local.get 15
        local.get 6
        f32.mul
        f32.add
        f32.store
      end
      local.get 4
      i32.const 1
      i32.add
      local.set 4
      local.get 0
      i32.const 16
      i32.add
      local.tee 0
      i32.const 1024
      i32.ne
      br_if 0 (;@1;)
    end)
  (func (;2;) (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 i32 f32 f32 f32 f32 f32 i32 f32 f32)
    block  ;; label = @1
      local.get 0
      i32.load offset=8
      local.tee 3
      local.get 0
      i32.const 20
      i32.add
      i32.load
      local.tee 4
      i32.ge_u
      br_if 0 (;@1;)
      local.get 0
      i32.const 16
      i32.add
      i32.load
      local.set 5
      local.get 0
      i32.load offset=12
      local.set 6
      local.get 0
      i32.load offset=4
      local.set 7
      local.get 0
      i32.load
      local.tee 8
      i32.const 6
      i32.shl
      local.set 9
      local.get 8
      i32.const 10
      i32.shl
      local.set 10
      loop  ;; label = @2
        local.get 7
        local.set 11
        block  ;; label = @3
          local.get 7
          local.get 5
          i32.ge_u
          br_if 0 (;@3;)
          loop  ;; label = @4
            local.get 9
            local.set 12
            local.get 10
            local.set 13
            local.get 8
            local.set 14
            block  ;; label = @5
              local.get 8
              local.get 6
              i32.ge_u
              br_if 0 (;@5;)
              loop  ;; label = @6
                i32.const 0
                local.set 0
                local.get 12
                local.set 15
                loop  ;; label = @7
                  block  ;; label = @8
                    local.get 15
                    local.get 2
                    i32.load offset=24
                    i32.ge_u
                    br_if 0 (;@8;)
                    local.get 2
                    i32.load offset=8
                    local.get 13
                    i32.add
                    local.get 0
                    i32.add
                    local.tee 16
                    f32.load
                    local.set 17
                    local.get 2
                    i32.load
                    local.get 13
                    i32.add
                    local.get 0
                    i32.add
                    local.tee 18
                    f32.load
                    local.set 19
                    local.get 16
                    i32.const 4
                    i32.add
                    f32.load
                    local.set 20
                    local.get 18
                    i32.const 4
                    i32.add
                    f32.load
                    local.set 21
                    local.get 16
                    i32.const 8
                    i32.add
                    f32.load
                    local.set 22
                    local.get 18
                    i32.const 8
                    i32.add
                    f32.load
                    local.set 23
                    local.get 2
                    i32.load offset=16
                    local.get 13
                    i32.add
                    local.get 0
                    i32.add
                    local.tee 24
                    i32.const 12
                    i32.add
                    local.get 18
                    i32.const 12
                    i32.add
                    f32.load
                    local.tee 25
                    f32.const 0x1p+0 (;=1;)
                    local.get 25
                    f32.sub
                    local.tee 26
                    local.get 16
                    i32.const 12
                    i32.add
                    f32.load
                    f32.mul
                    f32.add
                    f32.store
                    local.get 24
                    i32.const 8
                    i32.add
                    local.get 23
                    local.get 25
                    f32.mul
                    local.get 26
                    local.get 22
                    f32.mul
                    f32.add
                    f32.store
                    local.get 24
                    i32.const 4
                    i32.add
                    local.get 21
                    local.get 25
                    f32.mul
                    local.get 26
                    local.get 20
                    f32.mul
                    f32.add
                    f32.store
                    local.get 24
                    local.get 19
                    local.get 25
                    f32.mul
                    local.get 26
                    local.get 17
                    f32.mul
                    f32.add
                    f32.store
                  end
                  local.get 15
                  i32.const 1
                  i32.add
                  local.set 15
                  local.get 0
                  i32.const 16
                  i32.add
                  local.tee 0
                  i32.const 1024
                  i32.ne
                  br_if 0 (;@7;)
                end
                local.get 12
                i32.const 64
                i32.add
                local.set 12
                local.get 13
                i32.const 1024
                i32.add
                local.set 13
                local.get 14
                i32.const 1
                i32.add
                local.tee 14
                local.get 6
                i32.ne
                br_if 0 (;@6;)
              end
            end
            local.get 11
            i32.const 1
            i32.add
            local.tee 11
            local.get 5
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 3
        i32.const 1
        i32.add
        local.tee 3
        local.get 4
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "blend_Thread" (func 0))
  (export "blend_Group" (func 1))
  (export "blend" (func 2)))
