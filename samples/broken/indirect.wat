;; Valid WebAssembly that has no counterpart in WGSL: the operation is called through a table.
(module
  (type $unary (func (param f32) (result f32)))
  (memory (export "memory") 1)
  (table 2 funcref)
  (elem (i32.const 0) $double $square)
  (func $double (type $unary) (f32.add (local.get 0) (local.get 0)))
  (func $square (type $unary) (f32.mul (local.get 0) (local.get 0)))
  (func (export "apply") (param $data i32) (param $n i32) (param $which i32)
    (local $i i32) (local $p i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $p (i32.add (local.get $data) (i32.shl (local.get $i) (i32.const 2))))
        (f32.store (local.get $p)
          (call_indirect (type $unary) (f32.load (local.get $p)) (local.get $which)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))))
