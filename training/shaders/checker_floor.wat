(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32 f32)))
  (import "env" "expf" (func $expf (;0;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "checker_floor" (func $checker_floor))
  (func $checker_floor (;1;) (type 1) (param i32 i32 i32 f32 f32 f32)
    (local i32 f32 f32 f32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 1
      i32.const 12
      i32.mul
      local.set 6
      local.get 5
      f32.neg
      local.set 7
      local.get 2
      f32.convert_i32_s
      local.set 8
      local.get 1
      f32.convert_i32_s
      local.set 9
      i32.const 0
      local.set 10
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 11
      loop ;; label = @2
        block ;; label = @3
          local.get 11
          br_if 0 (;@3;)
          f32.const 0x1p+0 (;=1;)
          local.get 3
          f32.const 0x1.333334p-3 (;=0.15;)
          f32.const 0x1p+0 (;=1;)
          local.get 10
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 8
          f32.div
          local.tee 5
          local.get 5
          f32.add
          f32.sub
          local.tee 12
          f32.sub
          f32.const 0x1.99999ap-5 (;=0.05;)
          f32.add
          f32.div
          local.tee 13
          local.get 13
          f32.add
          local.tee 5
          local.get 13
          local.get 13
          f32.const 0x1.99999ap-5 (;=0.05;)
          f32.mul
          f32.mul
          f32.const 0x1p-2 (;=0.25;)
          f32.add
          local.tee 14
          f32.const 0x1p-1 (;=0.5;)
          f32.mul
          local.tee 15
          f32.add
          f32.const 0x1p-1 (;=0.5;)
          f32.mul
          local.tee 16
          local.get 16
          f32.floor
          f32.sub
          local.tee 16
          local.get 16
          f32.add
          f32.const -0x1p+0 (;=-1;)
          f32.add
          f32.abs
          f32.sub
          f32.const 0x1p+0 (;=1;)
          local.get 5
          local.get 15
          f32.sub
          f32.const 0x1p-1 (;=0.5;)
          f32.mul
          local.tee 5
          local.get 5
          f32.floor
          f32.sub
          local.tee 5
          local.get 5
          f32.add
          f32.const -0x1p+0 (;=-1;)
          f32.add
          f32.abs
          f32.sub
          f32.sub
          local.get 14
          f32.div
          local.set 17
          f32.const 0x1.8p-1 (;=0.75;)
          local.get 12
          f32.const -0x1.333334p-3 (;=-0.15;)
          f32.add
          f32.const 0x1.b33334p-1 (;=0.85;)
          f32.div
          local.tee 5
          f32.const 0x1p+1 (;=2;)
          local.get 5
          f32.sub
          f32.mul
          local.tee 5
          f32.const 0x1.eb85p-6 (;=0.029999971;)
          f32.mul
          f32.const 0x1.70a3d8p-1 (;=0.72;)
          f32.add
          local.tee 18
          f32.sub
          local.set 19
          f32.const 0x1.e66666p-1 (;=0.95;)
          local.get 5
          f32.const -0x1.51eb84p-2 (;=-0.32999998;)
          f32.mul
          f32.const 0x1.8f5c28p-1 (;=0.78;)
          f32.add
          local.tee 20
          f32.sub
          local.set 21
          f32.const 0x1p+0 (;=1;)
          local.get 5
          f32.const -0x1.19999ap-1 (;=-0.55;)
          f32.mul
          f32.const 0x1.99999ap-1 (;=0.8;)
          f32.add
          local.tee 22
          f32.sub
          local.set 23
          local.get 13
          local.get 7
          f32.mul
          local.set 24
          local.get 13
          f32.const 0x1p+0 (;=1;)
          f32.add
          local.set 25
          local.get 13
          local.get 4
          f32.mul
          local.set 26
          local.get 12
          f32.const -0x1.3d70a4p-1 (;=-0.62;)
          f32.add
          local.tee 5
          local.get 5
          f32.mul
          local.set 27
          i32.const 0
          local.set 28
          local.get 0
          local.set 29
          loop ;; label = @4
            local.get 28
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 9
            f32.div
            local.tee 5
            local.get 5
            f32.add
            f32.const -0x1p+0 (;=-1;)
            f32.add
            local.set 5
            block ;; label = @5
              block ;; label = @6
                local.get 12
                f32.const 0x1.333334p-3 (;=0.15;)
                f32.gt
                i32.eqz
                br_if 0 (;@6;)
                local.get 18
                local.get 19
                local.get 27
                local.get 5
                f32.const -0x1.666666p-2 (;=-0.35;)
                f32.add
                local.tee 5
                local.get 5
                f32.mul
                f32.add
                f32.const -0x1.ep+4 (;=-30;)
                f32.mul
                call $expf
                local.tee 30
                f32.mul
                f32.add
                local.set 5
                local.get 20
                local.get 21
                local.get 30
                f32.mul
                f32.add
                local.set 16
                local.get 22
                local.get 23
                local.get 30
                f32.mul
                f32.add
                local.set 30
                br 1 (;@5;)
              end
              f32.const 0x0p+0 (;=0;)
              local.get 5
              f32.const -0x1.666666p-2 (;=-0.35;)
              f32.add
              f32.abs
              f32.const -0x1.8p+0 (;=-1.5;)
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              local.tee 16
              f32.const 0x1p+0 (;=1;)
              f32.min
              f32.const 0x1p-2 (;=0.25;)
              f32.mul
              local.get 16
              f32.const 0x0p+0 (;=0;)
              f32.lt
              select
              local.get 25
              f32.div
              local.tee 30
              f32.const 0x1.333334p-1 (;=0.6;)
              f32.mul
              local.get 17
              f32.const 0x1p+0 (;=1;)
              local.get 15
              local.get 26
              local.get 13
              local.get 5
              f32.mul
              f32.add
              local.tee 5
              local.get 5
              f32.add
              local.tee 5
              f32.add
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.tee 16
              local.get 16
              f32.floor
              f32.sub
              local.tee 16
              local.get 16
              f32.add
              f32.const -0x1p+0 (;=-1;)
              f32.add
              f32.abs
              f32.sub
              f32.const 0x1p+0 (;=1;)
              local.get 5
              local.get 15
              f32.sub
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              local.tee 5
              local.get 5
              f32.floor
              f32.sub
              local.tee 5
              local.get 5
              f32.add
              f32.const -0x1p+0 (;=-1;)
              f32.add
              f32.abs
              f32.sub
              f32.sub
              local.get 14
              f32.div
              f32.mul
              f32.const 0x1p-1 (;=0.5;)
              f32.mul
              f32.const 0x1p-1 (;=0.5;)
              f32.add
              local.tee 31
              f32.const 0x1.28f5c2p-1 (;=0.58;)
              f32.mul
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.add
              f32.add
              f32.const -0x1.70a3d8p-1 (;=-0.72;)
              f32.add
              local.get 24
              call $expf
              local.tee 32
              f32.mul
              f32.const 0x1.70a3d8p-1 (;=0.72;)
              f32.add
              local.set 5
              local.get 30
              f32.const 0x1.ccccccp-1 (;=0.9;)
              f32.mul
              local.get 31
              f32.const 0x1.70a3d6p-1 (;=0.71999997;)
              f32.mul
              f32.const 0x1.eb851ep-4 (;=0.12;)
              f32.add
              f32.add
              f32.const -0x1.8f5c28p-1 (;=-0.78;)
              f32.add
              local.get 32
              f32.mul
              f32.const 0x1.8f5c28p-1 (;=0.78;)
              f32.add
              local.set 16
              local.get 30
              local.get 31
              f32.const 0x1.7ae148p-1 (;=0.74;)
              f32.mul
              f32.const 0x1.1eb852p-3 (;=0.14;)
              f32.add
              f32.add
              f32.const -0x1.99999ap-1 (;=-0.8;)
              f32.add
              local.get 32
              f32.mul
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.add
              local.set 30
            end
            local.get 29
            local.get 30
            f32.store
            local.get 29
            i32.const 8
            i32.add
            local.get 5
            f32.store
            local.get 29
            i32.const 4
            i32.add
            local.get 16
            f32.store
            local.get 29
            i32.const 12
            i32.add
            local.set 29
            local.get 1
            local.get 28
            i32.const 1
            i32.add
            local.tee 28
            i32.ne
            br_if 0 (;@4;)
          end
        end
        local.get 0
        local.get 6
        i32.add
        local.set 0
        local.get 10
        i32.const 1
        i32.add
        local.tee 10
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

