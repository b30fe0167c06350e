;; Written by hand: a pixel shader without a loop. Red grows to the right, green downwards, blue
;; along both; the colour comes back as three f32 results.
(module
  (func (export "gradient")
    (param $x f32) (param $y f32) (param $scale f32) (result f32 f32 f32)
    (local $u f32) (local $v f32)
    (local.set $u (f32.mul (local.get $x) (local.get $scale)))
    (local.set $v (f32.mul (local.get $y) (local.get $scale)))
    (f32.min (local.get $u) (f32.const 1))
    (f32.min (local.get $v) (f32.const 1))
    (f32.mul
      (f32.add (f32.min (local.get $u) (f32.const 1)) (f32.min (local.get $v) (f32.const 1)))
      (f32.const 0.5))))
