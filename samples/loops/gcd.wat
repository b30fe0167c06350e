;; Written by hand: greatest common divisors of pairs by Euclid's algorithm.
(module
  (memory (export "memory") 1)
  (func (export "gcd")
    (param $a i32) (param $b i32) (param $out i32) (param $n i32)
    (local $i i32) (local $x i32) (local $y i32) (local $t i32)
    (block $done
      (loop $pairs
        (br_if $done (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $x
          (i32.load (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 2)))))
        (local.set $y
          (i32.load (i32.add (local.get $b) (i32.shl (local.get $i) (i32.const 2)))))
        (block $found
          (loop $divide
            (br_if $found (i32.eqz (local.get $y)))
            (local.set $t (i32.rem_u (local.get $x) (local.get $y)))
            (local.set $x (local.get $y))
            (local.set $y (local.get $t))
            (br $divide)))
        (i32.store
          (i32.add (local.get $out) (i32.shl (local.get $i) (i32.const 2)))
          (local.get $x))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $pairs)))))
