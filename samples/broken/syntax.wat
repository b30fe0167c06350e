;; Broken on purpose: `local.gett` is no instruction. Fix it and the kernel goes its way.
(module
  (memory (export "memory") 1)
  (func (export "negate") (param $data i32) (param $n i32)
    (local $i i32) (local $p i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $i) (local.gett $n)))
        (local.set $p (i32.add (local.get $data) (i32.shl (local.get $i) (i32.const 2))))
        (f32.store (local.get $p) (f32.neg (f32.load (local.get $p))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))))
