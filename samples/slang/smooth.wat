(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $_smooth_void*__void*__void*_ (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 f32)
    block  ;; label = @1
      local.get 0
      i32.load offset=12
      local.get 0
      i32.load
      i32.const 3
      i32.shl
      i32.add
      local.tee 3
      local.get 2
      i32.load
      local.tee 4
      i32.load
      local.tee 5
      i32.ge_s
      br_if 0 (;@1;)
      local.get 0
      i32.const 16
      i32.add
      i32.load
      local.get 0
      i32.const 4
      i32.add
      i32.load
      i32.const 3
      i32.shl
      i32.add
      local.tee 0
      local.get 4
      i32.load offset=4
      local.tee 6
      i32.ge_s
      br_if 0 (;@1;)
      local.get 2
      i32.load offset=12
      local.get 5
      local.get 0
      i32.mul
      local.get 3
      i32.add
      i32.const 2
      i32.shl
      i32.add
      local.get 2
      i32.load offset=4
      local.tee 7
      local.get 0
      i32.const 0
      local.get 0
      i32.const 0
      i32.gt_s
      select
      local.tee 8
      local.get 6
      i32.const -1
      i32.add
      local.tee 2
      local.get 8
      local.get 2
      i32.lt_s
      select
      local.get 5
      i32.mul
      local.tee 8
      local.get 3
      i32.const 0
      local.get 3
      i32.const 0
      i32.gt_s
      select
      local.tee 9
      local.get 5
      i32.const -1
      i32.add
      local.tee 6
      local.get 9
      local.get 6
      i32.lt_s
      select
      local.tee 9
      i32.add
      i32.const 2
      i32.shl
      i32.add
      f32.load
      local.tee 10
      local.get 4
      f32.load offset=8
      local.get 7
      local.get 8
      local.get 3
      i32.const -1
      i32.add
      local.tee 4
      i32.const 0
      local.get 4
      i32.const 0
      i32.gt_s
      select
      local.tee 4
      local.get 6
      local.get 4
      local.get 6
      i32.lt_s
      select
      i32.add
      i32.const 2
      i32.shl
      i32.add
      f32.load
      local.get 7
      local.get 8
      local.get 3
      i32.const -1
      local.get 3
      i32.const -1
      i32.gt_s
      select
      i32.const 1
      i32.add
      local.tee 3
      local.get 6
      local.get 3
      local.get 6
      i32.lt_s
      select
      i32.add
      i32.const 2
      i32.shl
      i32.add
      f32.load
      f32.add
      local.get 7
      local.get 0
      i32.const -1
      i32.add
      local.tee 3
      i32.const 0
      local.get 3
      i32.const 0
      i32.gt_s
      select
      local.tee 3
      local.get 2
      local.get 3
      local.get 2
      i32.lt_s
      select
      local.get 5
      i32.mul
      local.get 9
      i32.add
      i32.const 2
      i32.shl
      i32.add
      f32.load
      f32.add
      local.get 7
      local.get 0
      i32.const -1
      local.get 0
      i32.const -1
      i32.gt_s
      select
      i32.const 1
      i32.add
      local.tee 0
      local.get 2
      local.get 0
      local.get 2
      i32.lt_s
      select
      local.get 5
      i32.mul
      local.get 9
      i32.add
      i32.const 2
      i32.shl
      i32.add
      f32.load
      f32.add
      f32.const 0x1p-2 (;=0.25;)
      f32.mul
      local.get 10
      f32.sub
      f32.mul
      f32.add
      f32.store
    end)
  (func $smooth_Thread (type 0) (param i32 i32 i32)
    local.get 0
    local.get 0
    local.get 2
    call $_smooth_void*__void*__void*_)
  (func $smooth_Group (type 0) (param i32 i32 i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 32
    i32.sub
    local.tee 3
    global.set $__stack_pointer
    local.get 3
    i32.const 28
    i32.add
    i32.const 0
    i32.store
    local.get 3
    i32.const 8
    i32.add
    i32.const 8
    i32.add
    local.get 0
    i32.const 8
    i32.add
    i32.load
    i32.store
    local.get 3
    local.get 0
    i64.load align=4
    i64.store offset=8
    i32.const 0
    local.set 0
    loop  ;; label = @1
      local.get 3
      i32.const 0
      i32.store offset=20
      local.get 3
      local.get 0
      i32.store offset=24
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 1
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 2
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 3
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 4
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 5
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 6
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 3
      i32.const 7
      i32.store offset=20
      local.get 3
      i32.const 8
      i32.add
      local.get 3
      local.get 2
      call $_smooth_void*__void*__void*_
      local.get 0
      i32.const 1
      i32.add
      local.tee 0
      i32.const 8
      i32.ne
      br_if 0 (;@1;)
    end
    local.get 3
    i32.const 32
    i32.add
    global.set $__stack_pointer)
  (func $smooth (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32)
    global.get $__stack_pointer
    i32.const 32
    i32.sub
    local.tee 3
    global.set $__stack_pointer
    local.get 0
    i32.const 16
    i32.add
    i32.load
    local.set 4
    local.get 0
    i32.const 20
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
    local.set 8
    local.get 0
    i32.load offset=8
    local.set 9
    local.get 3
    i32.const 8
    i32.add
    i32.const 20
    i32.add
    i32.const 0
    i32.store
    local.get 3
    i64.const 0
    i64.store offset=20 align=4
    block  ;; label = @1
      local.get 9
      local.get 5
      i32.ge_u
      br_if 0 (;@1;)
      loop  ;; label = @2
        local.get 3
        local.get 9
        i32.store offset=16
        local.get 7
        local.set 10
        block  ;; label = @3
          local.get 7
          local.get 4
          i32.ge_u
          br_if 0 (;@3;)
          loop  ;; label = @4
            local.get 3
            local.get 10
            i32.store offset=12
            local.get 8
            local.set 0
            block  ;; label = @5
              local.get 8
              local.get 6
              i32.ge_u
              br_if 0 (;@5;)
              loop  ;; label = @6
                local.get 3
                local.get 0
                i32.store offset=8
                local.get 3
                i32.const 8
                i32.add
                local.get 0
                local.get 2
                call $smooth_Group
                local.get 6
                local.get 0
                i32.const 1
                i32.add
                local.tee 0
                i32.ne
                br_if 0 (;@6;)
              end
            end
            local.get 10
            i32.const 1
            i32.add
            local.tee 10
            local.get 4
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 9
        i32.const 1
        i32.add
        local.tee 9
        local.get 5
        i32.ne
        br_if 0 (;@2;)
      end
    end
    local.get 3
    i32.const 32
    i32.add
    global.set $__stack_pointer)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "smooth_Thread" (func $smooth_Thread))
  (export "smooth_Group" (func $smooth_Group))
  (export "smooth" (func $smooth)))
