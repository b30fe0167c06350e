(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $brightness (type 0) (param i32 i32 i32)
    (local i32 i32)
    block  ;; label = @1
      local.get 1
      i32.eqz
      br_if 0 (;@1;)
      local.get 1
      i32.const 2
      i32.shl
      local.set 3
      loop  ;; label = @2
        local.get 0
        local.get 0
        i32.load
        local.tee 1
        i32.const 255
        i32.and
        local.get 2
        i32.add
        local.tee 4
        i32.const 255
        local.get 4
        i32.const 255
        i32.lt_s
        select
        local.tee 4
        i32.const 0
        local.get 4
        i32.const 0
        i32.gt_s
        select
        local.get 1
        i32.const -16777216
        i32.and
        i32.or
        local.get 1
        i32.const 8
        i32.shr_u
        i32.const 255
        i32.and
        local.get 2
        i32.add
        local.tee 4
        i32.const 255
        local.get 4
        i32.const 255
        i32.lt_s
        select
        local.tee 4
        i32.const 0
        local.get 4
        i32.const 0
        i32.gt_s
        select
        i32.const 8
        i32.shl
        i32.or
        local.get 1
        i32.const 16
        i32.shr_u
        i32.const 255
        i32.and
        local.get 2
        i32.add
        local.tee 1
        i32.const 255
        local.get 1
        i32.const 255
        i32.lt_s
        select
        local.tee 1
        i32.const 0
        local.get 1
        i32.const 0
        i32.gt_s
        select
        i32.const 16
        i32.shl
        i32.or
        i32.store
        local.get 0
        i32.const 4
        i32.add
        local.set 0
        local.get 3
        i32.const -4
        i32.add
        local.tee 3
        br_if 0 (;@2;)
      end
    end)
  (table (;0;) 1 1 funcref)
  (memory (;0;) 16)
  (global $__stack_pointer (mut i32) (i32.const 1048576))
  (global (;1;) i32 (i32.const 1048576))
  (global (;2;) i32 (i32.const 1048576))
  (export "memory" (memory 0))
  (export "brightness" (func $brightness))
  (export "__data_end" (global 1))
  (export "__heap_base" (global 2)))
