;; Written by hand: out[i] = in[i] * factor, in folded form.
(module
  (memory (export "memory") 1)
  (func (export "scale")
    (param $src i32) (param $dst i32) (param $n i32) (param $factor f32)
    (local $i i32) (local $at i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $at (i32.shl (local.get $i) (i32.const 2)))
        (f32.store (i32.add (local.get $dst) (local.get $at))
          (f32.mul
            (f32.load (i32.add (local.get $src) (local.get $at)))
            (local.get $factor)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))))
