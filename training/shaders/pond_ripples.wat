(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func (;0;) (type 0)))
  (import "env" "expf" (func (;1;) (type 0)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "pond_ripples" (func 2))
  (func (;2;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 f32 f32 f32 i32 i32 f32 f32 i32 f32 f32 i32 f32 f32 f32 i32 f32 i32 i32 f32 i32 i32 f32 f32 f32 f32 f32)
    global.get 0
    i32.const 16
    i32.sub
    local.tee 5
    global.set 0
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 3
      local.get 3
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
          f32.const 0x0p+0 (;=0;)
          local.get 9
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 7
          f32.div
          local.tee 3
          f32.const -0x1.333334p-1 (;=-0.6;)
          f32.mul
          f32.const 0x1.333334p+0 (;=1.2;)
          f32.add
          local.tee 11
          f32.const 0x1p+0 (;=1;)
          f32.min
          local.get 11
          f32.const 0x0p+0 (;=0;)
          f32.lt
          select
          local.set 12
          local.get 9
          local.get 1
          i32.mul
          local.set 13
          local.get 3
          f32.const 0x1.8p+2 (;=6;)
          f32.mul
          local.set 14
          local.get 3
          f32.const -0x1.99999ap-4 (;=-0.1;)
          f32.add
          local.set 15
          i32.const 0
          local.set 16
          loop ;; label = @4
            local.get 16
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 8
            f32.div
            local.tee 17
            f32.const -0x1.99999ap-4 (;=-0.1;)
            f32.add
            local.set 18
            f32.const 0x0p+0 (;=0;)
            local.set 19
            i32.const -214619669
            local.set 20
            f32.const 0x0p+0 (;=0;)
            local.set 21
            i32.const 0
            local.set 22
            loop ;; label = @5
              local.get 15
              local.get 20
              i32.const 15
              i32.shr_u
              local.get 20
              i32.xor
              i32.const -2073254261
              i32.mul
              local.tee 23
              i32.const 16
              i32.shr_u
              local.get 23
              i32.xor
              local.tee 23
              i32.const 8
              i32.shr_u
              i32.const 255
              i32.and
              f32.convert_i32_u
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.mul
              f32.const 0x1.fep+7 (;=255;)
              f32.div
              f32.sub
              local.set 3
              local.get 21
              local.get 3
              local.get 18
              local.get 23
              i32.const 255
              i32.and
              f32.convert_i32_u
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.mul
              f32.const 0x1.fep+7 (;=255;)
              f32.div
              f32.sub
              local.tee 11
              local.get 11
              f32.mul
              local.get 3
              local.get 3
              f32.mul
              f32.add
              f32.const 0x1.a36e2ep-12 (;=0.0004;)
              f32.add
              f32.sqrt
              local.tee 24
              f32.const 0x1.2p+4 (;=18;)
              f32.mul
              local.get 6
              f32.sub
              local.get 22
              f32.convert_i32_s
              f32.add
              call 0
              local.get 24
              f32.const -0x1.8p+1 (;=-3;)
              f32.mul
              call 1
              f32.mul
              local.get 24
              f32.div
              local.tee 24
              f32.mul
              f32.add
              local.set 21
              local.get 19
              local.get 11
              local.get 24
              f32.mul
              f32.add
              local.set 19
              local.get 20
              i32.const -1640531527
              i32.add
              local.set 20
              local.get 22
              i32.const 1
              i32.add
              local.tee 22
              i32.const 4
              i32.ne
              br_if 0 (;@5;)
            end
            block ;; label = @5
              block ;; label = @6
                local.get 17
                f32.const 0x1.8p+2 (;=6;)
                f32.mul
                local.get 19
                local.get 4
                f32.mul
                f32.add
                local.tee 3
                f32.floor
                local.tee 24
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 24
                i32.trunc_f32_s
                local.set 25
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 25
            end
            block ;; label = @5
              block ;; label = @6
                local.get 14
                local.get 21
                local.get 4
                f32.mul
                f32.add
                local.tee 11
                f32.floor
                local.tee 17
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 17
                i32.trunc_f32_s
                local.set 26
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 26
            end
            i32.const 0
            local.set 20
            local.get 5
            local.set 22
            loop ;; label = @5
              local.get 22
              local.get 20
              i32.const 1
              i32.and
              local.get 25
              i32.add
              local.get 20
              i32.const 1
              i32.shr_u
              local.get 26
              i32.add
              i32.const 101
              i32.mul
              i32.add
              i32.const -1640531527
              i32.mul
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const -2073254261
              i32.mul
              local.tee 23
              i32.const 16
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 255
              i32.and
              f32.convert_i32_u
              f32.const 0x1.fep+7 (;=255;)
              f32.div
              f32.store
              local.get 22
              i32.const 4
              i32.add
              local.set 22
              local.get 20
              i32.const 1
              i32.add
              local.tee 20
              i32.const 4
              i32.ne
              br_if 0 (;@5;)
            end
            local.get 5
            f32.load
            local.tee 18
            local.get 3
            local.get 24
            f32.sub
            local.tee 24
            local.get 24
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 24
            local.get 24
            f32.add
            f32.sub
            f32.mul
            local.tee 24
            local.get 5
            f32.load offset=4
            local.get 18
            f32.sub
            f32.mul
            f32.add
            local.set 18
            local.get 5
            f32.load offset=8
            local.tee 27
            local.get 24
            local.get 5
            f32.load offset=12
            local.get 27
            f32.sub
            f32.mul
            f32.add
            local.set 27
            f32.const 0x1.8p+1 (;=3;)
            local.get 11
            local.get 17
            f32.sub
            local.tee 24
            local.get 24
            f32.add
            f32.sub
            local.set 17
            local.get 24
            local.get 24
            f32.mul
            local.set 24
            block ;; label = @5
              block ;; label = @6
                local.get 3
                local.get 3
                f32.add
                f32.const 0x1.2p+3 (;=9;)
                f32.add
                local.tee 28
                f32.floor
                local.tee 3
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 3
                i32.trunc_f32_s
                local.set 25
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 25
            end
            local.get 27
            local.get 18
            f32.sub
            local.set 27
            local.get 24
            local.get 17
            f32.mul
            local.set 24
            block ;; label = @5
              block ;; label = @6
                local.get 11
                local.get 11
                f32.add
                local.tee 29
                f32.floor
                local.tee 17
                f32.abs
                f32.const 0x1p+31 (;=2147483600;)
                f32.lt
                i32.eqz
                br_if 0 (;@6;)
                local.get 17
                i32.trunc_f32_s
                local.set 26
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 26
            end
            local.get 24
            local.get 27
            f32.mul
            local.set 27
            i32.const 0
            local.set 20
            local.get 5
            local.set 22
            loop ;; label = @5
              local.get 22
              local.get 20
              i32.const 1
              i32.and
              local.get 25
              i32.add
              local.get 20
              i32.const 1
              i32.shr_u
              local.get 26
              i32.add
              i32.const 101
              i32.mul
              i32.add
              i32.const -1640531527
              i32.mul
              local.tee 23
              i32.const 15
              i32.shr_u
              local.get 23
              i32.xor
              i32.const -2073254261
              i32.mul
              local.tee 23
              i32.const 16
              i32.shr_u
              local.get 23
              i32.xor
              i32.const 255
              i32.and
              f32.convert_i32_u
              f32.const 0x1.fep+7 (;=255;)
              f32.div
              f32.store
              local.get 22
              i32.const 4
              i32.add
              local.set 22
              local.get 20
              i32.const 1
              i32.add
              local.tee 20
              i32.const 4
              i32.ne
              br_if 0 (;@5;)
            end
            local.get 5
            f32.load offset=12
            local.set 30
            local.get 5
            f32.load offset=8
            local.set 11
            local.get 5
            f32.load offset=4
            local.set 31
            local.get 5
            f32.load
            local.set 24
            local.get 0
            local.get 16
            local.get 13
            i32.add
            i32.const 4
            i32.shl
            i32.add
            local.tee 20
            i32.const 12
            i32.add
            i32.const 1065353216
            i32.store
            local.get 20
            i32.const 4
            i32.add
            local.get 18
            local.get 27
            f32.add
            f32.const 0x1.ccccccp-2 (;=0.45;)
            f32.mul
            f32.const 0x1p-2 (;=0.25;)
            f32.add
            local.get 24
            local.get 28
            local.get 3
            f32.sub
            local.tee 3
            local.get 3
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 3
            local.get 3
            f32.add
            f32.sub
            f32.mul
            local.tee 18
            local.get 31
            local.get 24
            f32.sub
            f32.mul
            f32.add
            local.tee 24
            local.get 29
            local.get 17
            f32.sub
            local.tee 3
            local.get 3
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 3
            local.get 3
            f32.add
            f32.sub
            f32.mul
            local.get 11
            local.get 18
            local.get 30
            local.get 11
            f32.sub
            f32.mul
            f32.add
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.mul
            f32.add
            local.tee 3
            f32.const 0x1.b33334p-1 (;=0.85;)
            f32.mul
            local.tee 24
            local.get 12
            f32.const 0x0p+0 (;=0;)
            local.get 19
            local.get 21
            f32.sub
            f32.const 0x1.70a3d8p-3 (;=0.18;)
            f32.mul
            f32.const 0x1.333334p-3 (;=0.15;)
            f32.add
            local.tee 11
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 11
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            f32.mul
            local.tee 11
            f32.const 0x1.ccccccp-1 (;=0.9;)
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 20
            local.get 3
            f32.const 0x1.8p-1 (;=0.75;)
            f32.mul
            local.tee 24
            local.get 11
            f32.const 0x1.99999ap-1 (;=0.8;)
            local.get 24
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 20
            i32.const 8
            i32.add
            local.get 3
            f32.const 0x1.666666p-1 (;=0.7;)
            f32.mul
            f32.const 0x1.eb851ep-4 (;=0.12;)
            f32.add
            local.tee 3
            local.get 11
            f32.const 0x1p+0 (;=1;)
            local.get 3
            f32.sub
            f32.mul
            f32.add
            f32.store
            local.get 16
            i32.const 1
            i32.add
            local.tee 16
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
    local.get 5
    i32.const 16
    i32.add
    global.set 0
  )
)

