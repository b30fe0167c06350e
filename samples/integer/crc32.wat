(module
  (type (;0;) (func (param i32 i32 i32)))
  (func $crc32 (type 0) (param i32 i32 i32)
    (local i32 i32 i32 i32)
    block  ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      i32.const 0
      local.set 3
      loop  ;; label = @2
        local.get 0
        local.get 3
        i32.const 2
        i32.shl
        local.tee 4
        i32.add
        i32.load
        i32.const -1
        i32.xor
        local.set 5
        i32.const 8
        local.set 6
        loop  ;; label = @3
          local.get 5
          i32.const 15
          i32.and
          i32.const 2
          i32.shl
          i32.const 1024
          i32.add
          i32.load
          local.get 5
          i32.const 4
          i32.shr_u
          i32.xor
          local.set 5
          local.get 6
          i32.const -1
          i32.add
          local.tee 6
          br_if 0 (;@3;)
        end
        local.get 1
        local.get 4
        i32.add
        local.get 5
        i32.const -1
        i32.xor
        i32.store
        local.get 3
        i32.const 1
        i32.add
        local.tee 3
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global $__stack_pointer (mut i32) (i32.const 66624))
  (export "memory" (memory 0))
  (export "crc32" (func $crc32))
  (data $.rodata (i32.const 1024) "\00\00\00\00d\10\b7\1d\c8 n;\ac0\d9&\90A\dcv\f4QkkXa\b2M<q\05P \83\b8\edD\93\0f\f0\e8\a3\d6\d6\8c\b3a\cb\b0\c2d\9b\d4\d2\d3\86x\e2\0a\a0\1c\f2\bd\bd"))
