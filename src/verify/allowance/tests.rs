//! Envelopes come out as wide as the arithmetic deserves, and cost nothing where nothing errs.

use std::path::Path;

use super::*;
use crate::contract::Contract;
use crate::source::{self, Module};
use crate::verify::bind;

fn sample(name: &str) -> (Module, Contract) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let kernels = crate::workbench::engine::load(file.parent().expect("a folder"), &file);
    let module = kernels[0].module.as_deref().expect("it parses").clone();
    (module, kernels[0].contract.as_deref().expect("it has a contract").clone())
}

fn surveyed(name: &str) -> Survey {
    let (module, contract) = sample(name);
    let cancel = CancellationToken::new();
    survey(&module, &contract, 7, 1 << 14, &Limits::default(), &cancel).expect("it runs")
}

#[test]
fn integer_kernels_draw_nothing() {
    for name in ["integer/crc32.wat", "integer/xorshift.wat", "reduce/maximum.wat"] {
        let found = surveyed(name);
        assert!(found.cases > 0, "{name}");
        let all = &found.allowance;
        if name != "reduce/maximum.wat" {
            assert_eq!(all.draws, 0, "{name}");
        }
        assert_eq!((all.untested, all.widest), (0, 0.0), "{name}");
    }
}

#[test]
fn float_samples_stay_testable() {
    for name in ["map/saxpy_O2.wat", "linear/matmul.wat", "map/sigmoid.wat", "image/gamma.wat"] {
        let all = surveyed(name).allowance;
        assert_eq!(all.draws, DRAWS, "{name}");
        assert!(all.widest > 0.0 && all.widest < 1.0 / 256.0, "{name}: {}", all.widest);
        assert!(all.share() < 0.02, "{name}: {}", all.share());
        assert!(all.cost > 0.0, "{name}");
    }
}

/// `out[0]` = the sum of x, in order.
const SUM: &str = r#"(module (memory (export "memory") 1)
    (func (export "sum") (param $n i32) (param $x i32) (param $out i32) (local $s f32)
        (loop $next
            (local.set $s (f32.add (local.get $s) (f32.load (local.get $x))))
            (local.set $x (i32.add (local.get $x) (i32.const 4)))
            (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (f32.store (local.get $out) (local.get $s))))"#;

const CONTRACT: &str = r#"
export = "sum"
abi = "c"
outputs = ["out"]
threads = ["1"]
[[param]]
name = "n"
kind = "scalar"
type = "i32"
[[param]]
name = "x"
kind = "buffer"
elem = "f32"
access = "read"
length = "n"
[[param]]
name = "out"
kind = "buffer"
elem = "f32"
access = "write"
length = "1"
"#;

fn envelope_of_sum(x: &[f32]) -> (f32, Envelope) {
    let module = source::parse("sum.wat", SUM.as_bytes()).expect("valid");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sum.wat");
    std::fs::write(&file, SUM).expect("written");
    std::fs::write(folder.path().join("sum.toml"), CONTRACT).expect("written");
    let kernels = crate::workbench::engine::load(folder.path(), &file);
    let contract = kernels[0].contract.as_deref().expect("a contract").clone();
    let reference = Reference::new(&module, &contract).expect("it compiles");
    let bytes = x.iter().flat_map(|v| v.to_le_bytes()).collect();
    let n = crate::kernel::Scalar::I32(x.len() as i32);
    let case = Case {
        scalars: vec![("n".into(), n)],
        buffers: vec![bytes, vec![POISONS[0]; 4]],
        threads: [1; 3],
    };
    let (limits, cancel) = (Limits::default(), CancellationToken::new());
    let answer = reference.run(&case, PLACEMENT, &limits, &cancel).expect("it runs").buffers;
    let elements = bind::elements(&contract, &crate::contract::Interface::of(&contract));
    let subject = Subject {
        reference: &reference,
        case: &case,
        answer: &answer,
        elements: &elements,
        outputs: &contract.outputs,
        channels: None,
        seed: 3,
        limits,
    };
    let mut envelope = Envelope::of(&subject, &cancel).expect("it draws");
    assert_eq!(envelope.draws(), DRAWS);
    envelope.extend(&subject, 40, &cancel).expect("it draws");
    assert_eq!(envelope.draws(), 40);
    let sum = f32::from_le_bytes(answer[1][..].try_into().expect("4 bytes"));
    (sum, envelope)
}

#[test]
fn a_sum_s_envelope_is_that_of_its_roundings() {
    let x: Vec<f32> = (0..1000).map(|i| 0.5 + (i * 37 % 101) as f32 * 0.01003).collect();
    let (sum, envelope) = envelope_of_sum(&x);
    // 1000 roundings of about half an ulp of a partial sum each, as a random walk.
    let step = f64::from(sum) * 2f64.powi(-24);
    match envelope.allows(1, 0) {
        Allowed::Within(width) => {
            assert!(width > 3.0 * step && width < 600.0 * step, "{}", width / step);
        }
        Allowed::Untested => panic!("a plain sum is testable"),
    }
    assert_eq!(envelope.allows(0, 5), Allowed::Within(0.0), "x is no output");
}

#[test]
fn integers_in_floats_have_no_envelope() {
    let x: Vec<f32> = (0..1000).map(|i| (i % 97) as f32 - 48.0).collect();
    let (_, envelope) = envelope_of_sum(&x);
    assert_eq!(envelope.allows(1, 0), Allowed::Within(0.0));
}

#[test]
fn a_cancelling_sum_is_untested() {
    let mut x = vec![1.1e7_f32, 0.3];
    x.extend([0.377; 40]);
    x.push(-1.1e7);
    let (_, envelope) = envelope_of_sum(&x);
    // An output of few elements is judged by the range of all cases, here of this one.
    let mut pool = Pool::default();
    pool.add(&envelope);
    assert_eq!((pool.allowance().untested, pool.allowance().elements), (1, 1));
    assert!(matches!(envelope.allows(1, 0), Allowed::Within(width) if width > 1.0));
}
