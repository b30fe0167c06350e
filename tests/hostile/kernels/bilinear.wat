(module
  (type (;0;) (func (param i32 i32 i32 i32 f32 f32)))
  (func (;0;) (type 0) (param i32 i32 i32 i32 f32 f32)
    (local i32 i32 i32 i32 i32 f32 i32 i32 i32 i32 f32 i32 f32 i32 f32)
    block  ;; label = @1
      local.get 3
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      i32.const 2
      i32.shl
      local.set 6
      local.get 3
      i32.const -1
      i32.add
      local.set 7
      local.get 2
      i32.const -1
      i32.add
      local.set 8
      i32.const 0
      local.set 9
      local.get 2
      i32.const 1
      i32.lt_s
      local.set 10
      loop  ;; label = @2
        block  ;; label = @3
          local.get 10
          br_if 0 (;@3;)
          local.get 9
          f32.convert_i32_s
          local.get 5
          f32.mul
          local.tee 11
          i32.trunc_sat_f32_s
          local.tee 12
          local.get 7
          local.get 7
          local.get 12
          i32.gt_s
          select
          local.tee 12
          i32.const 1
          i32.add
          local.tee 13
          local.get 7
          local.get 13
          local.get 7
          i32.lt_s
          select
          local.get 2
          i32.mul
          local.set 14
          local.get 12
          local.get 2
          i32.mul
          local.set 15
          local.get 11
          local.get 12
          f32.convert_i32_s
          f32.sub
          local.set 16
          i32.const 0
          local.set 13
          local.get 1
          local.set 17
          loop  ;; label = @4
            local.get 17
            local.get 0
            local.get 13
            f32.convert_i32_s
            local.get 4
            f32.mul
            local.tee 11
            i32.trunc_sat_f32_s
            local.tee 12
            local.get 8
            local.get 8
            local.get 12
            i32.gt_s
            select
            local.tee 12
            local.get 15
            i32.add
            i32.const 2
            i32.shl
            i32.add
            f32.load
            local.tee 18
            local.get 11
            local.get 12
            f32.convert_i32_s
            f32.sub
            local.tee 11
            local.get 0
            local.get 12
            i32.const 1
            i32.add
            local.tee 19
            local.get 8
            local.get 19
            local.get 8
            i32.lt_s
            select
            local.tee 19
            local.get 15
            i32.add
            i32.const 2
            i32.shl
            i32.add
            f32.load
            local.get 18
            f32.sub
            f32.mul
            f32.add
            local.tee 18
            local.get 16
            local.get 0
            local.get 12
            local.get 14
            i32.add
            i32.const 2
            i32.shl
            i32.add
            f32.load
            local.tee 20
            local.get 11
            local.get 0
            local.get 19
            local.get 14
            i32.add
            i32.const 2
            i32.shl
            i32.add
            f32.load
            local.get 20
            f32.sub
            f32.mul
            f32.add
            local.get 18
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 17
            i32.const 4
            i32.add
            local.set 17
            local.get 2
            local.get 13
            i32.const 1
            i32.add
            local.tee 13
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 1
        local.get 6
        i32.add
        local.set 1
        local.get 9
        i32.const 1
        i32.add
        local.tee 9
        local.get 3
        i32.ne
        br_if 0 (;@2;)
      end
    end)
  (memory (;0;) 2)
  (global (;0;) (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "bilinear" (func 0)))
