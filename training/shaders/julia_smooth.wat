(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32)))
  (import "env" "cosf" (func (;0;) (type 0)))
  (import "env" "sinf" (func (;1;) (type 0)))
  (import "env" "expf" (func (;2;) (type 0)))
  (import "env" "logf" (func (;3;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "julia_smooth" (func 4))
  (func (;4;) (type 1) (param i32 i32 i32 f32)
    (local f32 f32 f32 f32 f32 i32 i32 i32 f32 i32 f32 f32 i32 f32 f32 f32)
    local.get 3
    call 0
    local.set 4
    local.get 3
    call 1
    local.set 3
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 4
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.mul
      f32.const -0x1.666666p-1 (;=-0.7;)
      f32.add
      local.set 5
      local.get 3
      f32.const 0x1.99999ap-4 (;=0.1;)
      f32.mul
      f32.const 0x1.147ae2p-2 (;=0.27;)
      f32.add
      local.set 6
      local.get 2
      f32.convert_i32_s
      local.set 7
      local.get 1
      f32.convert_i32_s
      local.set 8
      i32.const 0
      local.set 9
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 10
      loop ;; label = @2
        block ;; label = @3
          local.get 10
          br_if 0 (;@3;)
          local.get 9
          local.get 1
          i32.mul
          local.set 11
          local.get 9
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 7
          f32.div
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.tee 3
          local.get 3
          f32.add
          local.set 12
          i32.const 0
          local.set 13
          loop ;; label = @4
            local.get 13
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 8
            f32.div
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            f32.const 0x1.4cccccp+1 (;=2.6;)
            f32.mul
            local.set 3
            f32.const 0x1p+3 (;=8;)
            local.set 14
            f32.const 0x0p+0 (;=0;)
            local.set 15
            i32.const 5
            local.set 16
            local.get 12
            local.set 4
            loop ;; label = @5
              local.get 14
              local.get 5
              local.get 3
              local.get 3
              f32.mul
              local.get 4
              local.get 4
              f32.mul
              f32.sub
              f32.add
              local.tee 17
              local.get 17
              f32.mul
              local.get 6
              local.get 4
              local.get 3
              local.get 3
              f32.add
              f32.mul
              f32.add
              local.tee 3
              local.get 3
              f32.mul
              f32.add
              local.tee 18
              local.get 14
              local.get 18
              f32.lt
              select
              local.set 14
              local.get 3
              f32.const 0x1p+0 (;=1;)
              local.get 18
              f32.const -0x1p+2 (;=-4;)
              f32.add
              local.tee 4
              f32.const 0x0p+0 (;=0;)
              local.get 4
              f32.const 0x0p+0 (;=0;)
              f32.gt
              select
              f32.const 0x1p-2 (;=0.25;)
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              f32.div
              local.tee 19
              f32.mul
              local.set 4
              local.get 17
              local.get 19
              f32.mul
              local.set 3
              local.get 15
              local.get 18
              f32.neg
              call 2
              f32.add
              local.set 15
              local.get 16
              i32.const -1
              i32.add
              local.tee 16
              br_if 0 (;@5;)
            end
            local.get 15
            f32.const 0x1.99999ap-3 (;=0.2;)
            f32.mul
            local.get 14
            f32.const 0x1p+0 (;=1;)
            f32.add
            call 3
            f32.const 0x1.333334p-2 (;=0.3;)
            f32.mul
            f32.add
            local.tee 3
            f32.const 0x0p+0 (;=0;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 0
            local.set 4
            local.get 3
            f32.const 0x1.99999ap-4 (;=0.1;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 0
            local.set 18
            local.get 3
            f32.const 0x1.333334p+0 (;=1.2;)
            f32.mul
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            f32.const 0x1.921fb6p+2 (;=6.2831855;)
            f32.mul
            call 0
            local.set 17
            local.get 0
            local.get 13
            local.get 11
            i32.add
            i32.const 12
            i32.mul
            i32.add
            local.tee 16
            local.get 14
            f32.sqrt
            f32.const 0x1.8p+0 (;=1.5;)
            f32.mul
            f32.const 0x1p+0 (;=1;)
            f32.min
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.add
            local.tee 3
            local.get 4
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.mul
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            f32.mul
            f32.store
            local.get 16
            i32.const 4
            i32.add
            local.get 3
            local.get 18
            f32.const 0x1.ae147ap-2 (;=0.42;)
            f32.mul
            f32.const 0x1.eb851ep-2 (;=0.48;)
            f32.add
            f32.mul
            f32.store
            local.get 16
            i32.const 8
            i32.add
            local.get 3
            local.get 17
            f32.const 0x1.99999ap-2 (;=0.4;)
            f32.mul
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.add
            f32.mul
            f32.store
            local.get 13
            i32.const 1
            i32.add
            local.tee 13
            local.get 1
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 9
        i32.const 1
        i32.add
        local.tee 9
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

