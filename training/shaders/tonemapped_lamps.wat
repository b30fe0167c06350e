(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param f32 f32) (result f32)))
  (type (;2;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func (;0;) (type 0)))
  (import "env" "powf" (func (;1;) (type 1)))
  (memory (;0;) 2)
  (global (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "tonemapped_lamps" (func 2))
  (func (;2;) (type 2) (param i32 i32 i32 f32 f32)
    (local f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 i32 f32 f32 i32 f32 f32 f32 f32)
    block ;; label = @1
      local.get 2
      i32.const 1
      i32.lt_s
      br_if 0 (;@1;)
      local.get 2
      f32.convert_i32_s
      local.set 5
      local.get 1
      f32.convert_i32_s
      local.set 6
      i32.const 0
      local.set 7
      local.get 1
      i32.const 1
      i32.lt_s
      local.set 8
      loop ;; label = @2
        block ;; label = @3
          local.get 8
          br_if 0 (;@3;)
          local.get 7
          local.get 1
          i32.mul
          local.set 9
          local.get 7
          f32.convert_i32_s
          f32.const 0x1p-1 (;=0.5;)
          f32.add
          local.get 5
          f32.div
          local.tee 10
          f32.const -0x1.ccccccp-2 (;=-0.45;)
          f32.add
          local.set 11
          local.get 10
          f32.const 0x1.47ae14p-6 (;=0.02;)
          f32.mul
          f32.const 0x1.1eb852p-5 (;=0.035;)
          f32.add
          local.set 12
          local.get 10
          f32.const 0x1.eb851ep-6 (;=0.03;)
          f32.mul
          f32.const 0x1.eb851ep-6 (;=0.03;)
          f32.add
          local.set 13
          f32.const 0x1p+0 (;=1;)
          local.get 10
          f32.sub
          f32.const 0x1.47ae14p-5 (;=0.04;)
          f32.mul
          f32.const 0x1.99999ap-5 (;=0.05;)
          f32.add
          local.set 14
          local.get 10
          f32.const -0x1p-1 (;=-0.5;)
          f32.add
          local.tee 10
          local.get 10
          f32.mul
          local.set 15
          i32.const 0
          local.set 16
          loop ;; label = @4
            local.get 16
            f32.convert_i32_s
            f32.const 0x1p-1 (;=0.5;)
            f32.add
            local.get 6
            f32.div
            local.tee 17
            f32.const -0x1.99999ap-4 (;=-0.1;)
            f32.add
            local.set 18
            i32.const 0
            local.set 19
            local.get 14
            local.set 20
            local.get 12
            local.set 21
            local.get 13
            local.set 22
            loop ;; label = @5
              local.get 20
              local.get 19
              f32.convert_i32_s
              local.tee 10
              f32.const -0x1.70a3d8p-3 (;=-0.18;)
              f32.mul
              f32.const 0x1p+0 (;=1;)
              f32.add
              f32.const 0x1.47ae14p-6 (;=0.02;)
              local.get 18
              local.get 10
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              local.get 11
              local.get 10
              f32.const 0x1.4cccccp+0 (;=1.3;)
              f32.mul
              local.get 4
              f32.add
              call 0
              f32.const 0x1.99999ap-3 (;=0.2;)
              f32.mul
              f32.sub
              local.tee 23
              local.get 23
              f32.mul
              f32.add
              f32.const 0x1.47ae14p-7 (;=0.01;)
              f32.add
              f32.div
              local.tee 23
              f32.mul
              f32.add
              local.set 20
              local.get 21
              local.get 10
              f32.const -0x1p+1 (;=-2;)
              f32.add
              f32.abs
              f32.const -0x1.eb851ep-4 (;=-0.12;)
              f32.mul
              f32.const 0x1.99999ap-1 (;=0.8;)
              f32.add
              local.get 23
              f32.mul
              f32.add
              local.set 21
              local.get 22
              local.get 10
              f32.const 0x1.99999ap-4 (;=0.1;)
              f32.mul
              f32.const 0x1.333334p-1 (;=0.6;)
              f32.add
              local.get 23
              f32.mul
              f32.add
              local.set 22
              local.get 19
              i32.const 1
              i32.add
              local.tee 19
              i32.const 5
              i32.ne
              br_if 0 (;@5;)
            end
            f32.const 0x1p+0 (;=1;)
            local.get 15
            local.get 17
            f32.const -0x1p-1 (;=-0.5;)
            f32.add
            local.tee 10
            local.get 10
            f32.mul
            f32.add
            f32.sqrt
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            f32.sub
            local.get 3
            f32.mul
            local.tee 10
            local.get 22
            f32.mul
            local.tee 22
            f32.const 0x1.b367ap-3 (;=0.2126;)
            f32.mul
            local.get 10
            local.get 21
            f32.mul
            local.tee 21
            f32.const 0x1.6e2eb2p-1 (;=0.7152;)
            f32.mul
            f32.add
            local.get 10
            local.get 20
            f32.mul
            local.tee 20
            f32.const 0x1.27bb3p-4 (;=0.0722;)
            f32.mul
            f32.add
            local.tee 23
            local.get 20
            f32.sub
            f32.const 0x0p+0 (;=0;)
            local.get 23
            f32.const -0x1p+0 (;=-1;)
            f32.add
            f32.const 0x1.8p+1 (;=3;)
            f32.div
            local.tee 10
            f32.const 0x1p+0 (;=1;)
            f32.min
            local.get 10
            f32.const 0x0p+0 (;=0;)
            f32.lt
            select
            local.tee 10
            local.get 10
            f32.mul
            f32.const 0x1.8p+1 (;=3;)
            local.get 10
            local.get 10
            f32.add
            f32.sub
            f32.mul
            f32.const 0x1.333334p-1 (;=0.6;)
            f32.mul
            local.tee 18
            f32.mul
            local.set 17
            local.get 21
            local.get 23
            local.get 21
            f32.sub
            local.get 18
            f32.mul
            f32.add
            local.set 10
            block ;; label = @5
              block ;; label = @6
                f32.const 0x0p+0 (;=0;)
                local.get 22
                local.get 23
                local.get 22
                f32.sub
                local.get 18
                f32.mul
                f32.add
                local.tee 23
                local.get 23
                f32.const 0x1.4147aep+1 (;=2.51;)
                f32.mul
                f32.const 0x1.eb851ep-6 (;=0.03;)
                f32.add
                f32.mul
                local.get 23
                local.get 23
                f32.const 0x1.370a3ep+1 (;=2.43;)
                f32.mul
                f32.const 0x1.2e147ap-1 (;=0.59;)
                f32.add
                f32.mul
                f32.const 0x1.1eb852p-3 (;=0.14;)
                f32.add
                f32.div
                local.tee 23
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 23
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 23
                f32.const 0x1.9a5c38p-9 (;=0.0031308;)
                f32.le
                i32.eqz
                br_if 0 (;@6;)
                local.get 23
                f32.const 0x1.9d70a4p+3 (;=12.92;)
                f32.mul
                local.set 21
                br 1 (;@5;)
              end
              local.get 23
              f32.const 0x1.aaaaaap-2 (;=0.41666666;)
              call 1
              f32.const 0x1.0e147ap+0 (;=1.055;)
              f32.mul
              f32.const -0x1.c28f5cp-5 (;=-0.055;)
              f32.add
              local.set 21
            end
            local.get 20
            local.get 17
            f32.add
            local.set 23
            block ;; label = @5
              block ;; label = @6
                f32.const 0x0p+0 (;=0;)
                local.get 10
                local.get 10
                f32.const 0x1.4147aep+1 (;=2.51;)
                f32.mul
                f32.const 0x1.eb851ep-6 (;=0.03;)
                f32.add
                f32.mul
                local.get 10
                local.get 10
                f32.const 0x1.370a3ep+1 (;=2.43;)
                f32.mul
                f32.const 0x1.2e147ap-1 (;=0.59;)
                f32.add
                f32.mul
                f32.const 0x1.1eb852p-3 (;=0.14;)
                f32.add
                f32.div
                local.tee 10
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 10
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 10
                f32.const 0x1.9a5c38p-9 (;=0.0031308;)
                f32.le
                i32.eqz
                br_if 0 (;@6;)
                local.get 10
                f32.const 0x1.9d70a4p+3 (;=12.92;)
                f32.mul
                local.set 20
                br 1 (;@5;)
              end
              local.get 10
              f32.const 0x1.aaaaaap-2 (;=0.41666666;)
              call 1
              f32.const 0x1.0e147ap+0 (;=1.055;)
              f32.mul
              f32.const -0x1.c28f5cp-5 (;=-0.055;)
              f32.add
              local.set 20
            end
            local.get 16
            local.get 9
            i32.add
            local.set 19
            block ;; label = @5
              block ;; label = @6
                f32.const 0x0p+0 (;=0;)
                local.get 23
                local.get 23
                f32.const 0x1.4147aep+1 (;=2.51;)
                f32.mul
                f32.const 0x1.eb851ep-6 (;=0.03;)
                f32.add
                f32.mul
                local.get 23
                local.get 23
                f32.const 0x1.370a3ep+1 (;=2.43;)
                f32.mul
                f32.const 0x1.2e147ap-1 (;=0.59;)
                f32.add
                f32.mul
                f32.const 0x1.1eb852p-3 (;=0.14;)
                f32.add
                f32.div
                local.tee 10
                f32.const 0x1p+0 (;=1;)
                f32.min
                local.get 10
                f32.const 0x0p+0 (;=0;)
                f32.lt
                select
                local.tee 10
                f32.const 0x1.9a5c38p-9 (;=0.0031308;)
                f32.le
                i32.eqz
                br_if 0 (;@6;)
                local.get 10
                f32.const 0x1.9d70a4p+3 (;=12.92;)
                f32.mul
                local.set 10
                br 1 (;@5;)
              end
              local.get 10
              f32.const 0x1.aaaaaap-2 (;=0.41666666;)
              call 1
              f32.const 0x1.0e147ap+0 (;=1.055;)
              f32.mul
              f32.const -0x1.c28f5cp-5 (;=-0.055;)
              f32.add
              local.set 10
            end
            local.get 0
            local.get 19
            i32.const 12
            i32.mul
            i32.add
            local.tee 19
            local.get 21
            f32.store
            local.get 19
            i32.const 4
            i32.add
            local.get 20
            f32.store
            local.get 19
            i32.const 8
            i32.add
            local.get 10
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
        local.get 7
        i32.const 1
        i32.add
        local.tee 7
        local.get 2
        i32.ne
        br_if 0 (;@2;)
      end
    end
  )
)

