@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
fn add(v: f32) {
  var old = atomicLoad(&ret[0]);
  loop {
    let new_bits = bitcast<u32>(bitcast<f32>(old) + v);
    let r = atomicCompareExchangeWeak(&ret[0], old, new_bits);
    if (r.exchanged) { break; }
    old = r.old_value;
  }
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n) { add(x[i]); }
}
