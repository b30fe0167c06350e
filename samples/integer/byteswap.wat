;; Written by hand: the four bytes of each word in reverse order, in place, with an `if` inside
;; the loop instead of a branch out of a block.
(module
  (memory (export "memory") 1)
  (func (export "byteswap") (param $words i32) (param $n i32)
    (local $i i32) (local $p i32) (local $v i32)
    (loop $next
      (if (i32.lt_u (local.get $i) (local.get $n))
        (then
          (local.set $p (i32.add (local.get $words) (i32.mul (local.get $i) (i32.const 4))))
          (local.set $v (i32.load (local.get $p)))
          (i32.store (local.get $p)
            (i32.or
              (i32.and (i32.rotl (local.get $v) (i32.const 8)) (i32.const 0x00ff00ff))
              (i32.and (i32.rotr (local.get $v) (i32.const 8)) (i32.const 0xff00ff00))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $next))))))
