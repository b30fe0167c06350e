;; Written by hand: set bits of each word, counted by wasm's own instruction.
(module
  (memory (export "memory") 1)
  (func (export "popcount") (param $words i32) (param $counts i32) (param $n i32)
    (local $i i32) (local $at i32)
    (if (i32.gt_s (local.get $n) (i32.const 0))
      (then
        (loop $next
          (local.set $at (i32.shl (local.get $i) (i32.const 2)))
          (i32.store (i32.add (local.get $counts) (local.get $at))
            (i32.popcnt (i32.load (i32.add (local.get $words) (local.get $at)))))
          (br_if $next
            (i32.lt_s
              (local.tee $i (i32.add (local.get $i) (i32.const 1)))
              (local.get $n))))))))
