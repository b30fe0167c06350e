//! Every build of saxpy runs alike; every way to leave a declared length is caught.

use std::path::Path;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::contract::{Abi, BufferAccess, Layout as BufferLayout, Param, SlangMember};
use crate::contract::{Buffer, Elem, Expr, Generator, ScalarParam, ScalarType, Tolerance};
use crate::execute::{Case, Limits};
use crate::kernel::Scalar;
use crate::source::Module;

pub(super) fn module(wat: &str) -> Module {
    crate::source::parse("test.wat", wat.as_bytes()).expect("the test's WAT is valid")
}

fn buffer(name: &str, layout: BufferLayout, base: Option<u32>) -> Param {
    Param::Buffer(Buffer {
        name: name.into(),
        elem: Elem::F32,
        access: BufferAccess::ReadWrite,
        length: Expr::Name("n".into()),
        generator: Generator::Default(Elem::F32),
        layout,
        base,
    })
}

pub(super) fn plain(name: &str) -> Param {
    buffer(name, BufferLayout::Plain, None)
}

pub(super) fn scalar(name: &str, ty: ScalarType) -> Param {
    Param::Scalar(ScalarParam { name: name.into(), ty, generator: None })
}

pub(super) fn contract(abi: Abi, export: &str, params: Vec<Param>) -> Contract {
    Contract {
        export: export.into(),
        abi,
        outputs: Vec::new(),
        threads: vec![Expr::Name("n".into())],
        cases: Vec::new(),
        tolerance: Tolerance::default(),
        image: None,
        returns: None,
        note: None,
        params,
        leading: 0,
        invocation: Vec::new(),
        globals: Vec::new(),
        entry_params: Vec::new(),
        workgroup: None,
    }
}

pub(super) fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

pub(super) fn case_of(scalars: &[(&str, Scalar)], buffers: Vec<Vec<u8>>) -> Case {
    let scalars = scalars.iter().map(|(name, value)| ((*name).to_owned(), *value));
    Case { scalars: scalars.collect(), buffers, threads: [1; 3] }
}

fn run_at(
    module: &Module,
    contract: &Contract,
    case: &Case,
    order: u8,
) -> Result<Output, ReferenceError> {
    let placement = Placement { order, poison: if order == 0 { 0xa5 } else { 0x5a } };
    let reference = Reference::new(module, contract)?;
    reference.run(case, placement, &Limits::default(), &CancellationToken::new())
}

fn run(module: &Module, contract: &Contract, case: &Case) -> Result<Output, ReferenceError> {
    let first = run_at(module, contract, case, 0)?;
    let second = run_at(module, contract, case, 1)?;
    assert_eq!(first.buffers, second.buffers, "placement shows");
    Ok(first)
}

/// saxpy's contract, case and answer, as the file's own signature wants it.
pub(super) fn saxpy(file: &str, n: usize) -> (Contract, Case, Vec<u8>) {
    use ScalarType::{F32, I32, U32};
    let mut case =
        vec![("n".to_owned(), Scalar::I32(n as i32)), ("a".to_owned(), Scalar::F32(1.5))];
    let contract = match file {
        "asc_arr.wat" => {
            let array = |name| buffer(name, BufferLayout::AsArray, None);
            let params = vec![scalar("n", I32), scalar("a", F32), array("x"), array("y")];
            Contract { leading: 1, ..contract(Abi::C, "saxpy", params) }
        }
        "rust_idx.wat" => {
            case.push(("xl".into(), Scalar::U32(n as u32)));
            case.push(("yl".into(), Scalar::U32(n as u32)));
            let (xl, yl) = (scalar("xl", U32), scalar("yl", U32));
            let params = vec![scalar("n", I32), scalar("a", F32), plain("x"), xl, plain("y"), yl];
            contract(Abi::C, "saxpy", params)
        }
        _ => {
            let params = vec![scalar("n", I32), scalar("a", F32), plain("x"), plain("y")];
            contract(Abi::C, "saxpy", params)
        }
    };
    let x: Vec<f32> = (0..n).map(|i| i as f32 * 0.25).collect();
    let y: Vec<f32> = (0..n).map(|i| 3.0 - i as f32).collect();
    let answer: Vec<f32> = x.iter().zip(&y).map(|(x, y)| 1.5 * x + y).collect();
    let case =
        Case { scalars: case, buffers: vec![floats(&x), floats(&y)], threads: [n as u32, 1, 1] };
    (contract, case, floats(&answer))
}

#[test]
fn every_build_of_saxpy_gives_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels/saxpy");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the kernels are there") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|extension| extension != "wat") {
            continue;
        }
        let file = path.file_name().and_then(|name| name.to_str()).expect("ASCII").to_owned();
        let text = std::fs::read_to_string(&path).expect("readable");
        let module = module(&text);
        for n in [1, 2, 33, 1000] {
            let (contract, case, answer) = saxpy(&file, n);
            let output =
                run(&module, &contract, &case).unwrap_or_else(|e| panic!("{file}, n = {n}: {e}"));
            assert_eq!(output.buffers[0], case.buffers[0], "{file}, n = {n}: x");
            assert_eq!(output.buffers[1], answer, "{file}, n = {n}: y");
        }
        let (contract, mut case, _) = saxpy(&file, 9);
        case.buffers[1].truncate(8 * 4);
        match run(&module, &contract, &case) {
            Err(ReferenceError::OutOfBounds { buffer, offset, length: 32, .. }) => {
                assert_eq!((buffer.as_str(), offset), ("y", 32), "{file}");
            }
            // Languages that check indices trap by themselves.
            Err(ReferenceError::Trap(_)) if file == "asc_arr.wat" => {}
            other => panic!("{file} reads past y: {other:?}"),
        }
        seen += 1;
    }
    assert_eq!(seen, 25);
}

#[test]
fn a_store_before_a_buffer_is_named() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32)
            (f32.store (i32.sub (local.get 0) (i32.const 4)) (f32.const 1))))"#,
    );
    let contract = contract(Abi::C, "f", vec![plain("y")]);
    let case = Case { scalars: Vec::new(), buffers: vec![floats(&[1.0])], threads: [1; 3] };
    let error = run(&module, &contract, &case).expect_err("it stores outside");
    let expected =
        ReferenceError::OutOfBounds { buffer: "y".into(), offset: -4, length: 4, write: true };
    assert_eq!(error, expected);
}

#[test]
fn bulk_and_vector_accesses_are_checked() {
    let bodies = [
        "(memory.fill (local.get 0) (i32.const 7) (i32.const 17))",
        "(memory.copy (local.get 0) (local.get 0) (i32.const 17))",
        "(v128.store offset=1 (local.get 0) (v128.const i32x4 1 2 3 4))",
        "(drop (v128.load8x8_s offset=9 (local.get 0)))",
        "(v128.store16_lane offset=15 3 (local.get 0) (v128.const i32x4 1 2 3 4))",
        "(drop (v128.load32_lane offset=13 1 (local.get 0) (v128.const i32x4 1 2 3 4)))",
        "(i64.store offset=9 (local.get 0) (i64.const 1))",
        "(drop (i64.load32_u offset=13 (local.get 0)))",
        "(i32.store8 offset=4294967295 (local.get 0) (i32.const 1))",
    ];
    let contract = contract(Abi::C, "f", vec![plain("y")]);
    let case = Case { scalars: Vec::new(), buffers: vec![vec![0; 16]], threads: [1; 3] };
    for body in bodies {
        let module =
            module(&format!("(module (memory 1) (func (export \"f\") (param i32) {body}))"));
        let error = run(&module, &contract, &case).expect_err(body);
        assert!(matches!(error, ReferenceError::OutOfBounds { .. }), "{body}: {error}");
        let inside = body.replace("17", "16").replace("4294967295", "15");
        let inside = ["offset=1 ", "offset=9 ", "offset=13 ", "offset=15 3"]
            .iter()
            .zip(["offset=0 ", "offset=8 ", "offset=12 ", "offset=14 3"])
            .fold(inside, |text, (from, to)| text.replace(from, to));
        let text = format!("(module (memory 1) (func (export \"f\") (param i32) {inside}))");
        run(&self::module(&text), &contract, &case).unwrap_or_else(|e| panic!("{inside}: {e}"));
    }
}

#[test]
fn a_surviving_store_to_a_global_is_a_hidden_output() {
    let text = r#"(module (memory 1) (data (i32.const 1024) "\01\00\00\00")
        (func (export "f") (param i32)
            (i32.store (i32.const 1024) (i32.add (i32.load (i32.const 1024)) (i32.const 1)))
            (i32.store (local.get 0) (i32.load (i32.const 1024)))))"#;
    let case = Case { scalars: Vec::new(), buffers: vec![vec![0; 4]], threads: [1; 3] };
    let contract = contract(Abi::C, "f", vec![plain("y")]);
    let error = run(&module(text), &contract, &case).expect_err("it counts its calls");
    assert!(matches!(error, ReferenceError::HiddenOutput { address: 1024, .. }), "{error}");
    let undone = text.replace(
        "(i32.load (i32.const 1024)))))",
        "(i32.load (i32.const 1024))) (i32.store (i32.const 1024) (i32.const 1))))",
    );
    run(&module(&undone), &contract, &case).expect("what it restores is scratch");
}

#[test]
fn a_global_array_is_a_buffer_with_a_base() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32)
            (f32.store (i32.const 2048) (f32.load (local.get 0)))))"#,
    );
    let params = vec![plain("x"), buffer("table", BufferLayout::Plain, Some(2048))];
    let contract = contract(Abi::C, "f", params);
    let buffers = vec![floats(&[2.5]), floats(&[0.0])];
    let case = Case { scalars: Vec::new(), buffers, threads: [1; 3] };
    let output = run(&module, &contract, &case).expect("both are declared");
    assert_eq!(output.buffers[1], floats(&[2.5]));
}

#[test]
fn an_endless_loop_ends_at_its_deadline() {
    let module = module(r#"(module (func (export "f") (loop (br 0))))"#);
    let contract = contract(Abi::C, "f", Vec::new());
    let reference = Reference::new(&module, &contract).expect("it compiles");
    let case = Case { scalars: Vec::new(), buffers: Vec::new(), threads: [1; 3] };
    let limits = Limits { deadline: Duration::from_millis(30), ..Limits::default() };
    let placement = Placement { order: 0, poison: 0 };
    let token = CancellationToken::new();
    let error = reference.run(&case, placement, &limits, &token).expect_err("it never ends");
    assert_eq!(error, ReferenceError::Deadline(limits.deadline));
    let stopper = token.clone();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        stopper.cancel();
    });
    let error =
        reference.run(&case, placement, &Limits::default(), &token).expect_err("it never ends");
    assert_eq!(error, ReferenceError::Cancelled);
    thread.join().expect("the stopper ends");
}

#[test]
fn too_much_memory_is_refused() {
    let contract = contract(Abi::C, "f", Vec::new());
    let case = Case { scalars: Vec::new(), buffers: Vec::new(), threads: [1; 3] };
    for text in [
        r#"(module (memory 65536) (func (export "f")))"#,
        r#"(module (memory 1) (func (export "f")
            (if (i32.eq (memory.grow (i32.const 40000)) (i32.const -1)) (then (unreachable)))))"#,
    ] {
        let error = run(&module(text), &contract, &case).expect_err("4 GiB");
        assert_eq!(error, ReferenceError::Memory(1 << 30), "{text}");
    }
}

#[test]
fn math_is_served_and_other_imports_trap_when_reached() {
    let text = r#"(module
        (import "env" "sinf" (func $sinf (param f32) (result f32)))
        (import "env" "powf" (func $powf (param f32 f32) (result f32)))
        (import "Math" "atan2" (func $atan2 (param f64 f64) (result f64)))
        (import "env" "abort" (func $abort))
        (memory 1)
        (func (export "f") (param i32 i32)
            (if (local.get 0) (then (call $abort)))
            (f32.store (local.get 1) (call $sinf (f32.load (local.get 1))))
            (f32.store offset=4 (local.get 1) (call $powf (f32.load offset=4 (local.get 1)) (f32.const 3)))
            (f32.store offset=8 (local.get 1)
                (f32.demote_f64 (call $atan2 (f64.const 1) (f64.const -2))))))"#;
    let contract = contract(Abi::C, "f", vec![scalar("n", ScalarType::Bool), plain("y")]);
    let mut case = Case {
        scalars: vec![("n".into(), Scalar::Bool(false))],
        buffers: vec![floats(&[0.5, 1.1, 0.0])],
        threads: [1; 3],
    };
    let output = run(&module(text), &contract, &case).expect("no abort");
    let cube = f64::from(1.1_f32).powi(3) as f32;
    assert_eq!(output.buffers[0], floats(&[0.5_f64.sin() as f32, cube, 1_f64.atan2(-2.0) as f32]));
    case.scalars[0].1 = Scalar::Bool(true);
    let error = run(&module(text), &contract, &case).expect_err("abort");
    assert!(matches!(&error, ReferenceError::Trap(why) if why.contains("env.abort")), "{error}");
}

#[test]
fn one_element_a_call() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32 i32 f32 i32)
            (f32.store (i32.add (local.get 3) (i32.shl (i32.add (local.get 0)
                (i32.mul (local.get 1) (i32.const 3))) (i32.const 2)))
                (f32.mul (local.get 2) (f32.convert_i32_s (local.get 0))))))"#,
    );
    let params = vec![scalar("n", ScalarType::I32), scalar("a", ScalarType::F32), plain("y")];
    let invocation = vec!["i".into(), "j".into()];
    let contract = Contract { leading: 1, invocation, ..contract(Abi::Invocation, "f", params) };
    let case = Case {
        scalars: vec![("n".into(), Scalar::I32(3)), ("a".into(), Scalar::F32(0.5))],
        buffers: vec![vec![9; 24]],
        threads: [3, 2, 1],
    };
    let output = run(&module, &contract, &case).expect("it runs");
    assert_eq!(output.buffers[0], floats(&[0.0, 0.5, 1.0, 0.0, 0.5, 1.0]));
}

#[test]
fn one_pixel_a_call() {
    let module = module(
        r#"(module (func (export "f") (param f32 f32 f32) (result f32 f32)
            (f32.mul (local.get 0) (local.get 2)) (local.get 1)))"#,
    );
    let (w, h) = (scalar("w", ScalarType::I32), scalar("h", ScalarType::I32));
    let params = vec![w, h, scalar("t", ScalarType::F32), plain("out")];
    let contract = Contract { leading: 2, ..contract(Abi::Pixel, "f", params) };
    let case = Case {
        scalars: vec![
            ("w".into(), Scalar::I32(2)),
            ("h".into(), Scalar::I32(2)),
            ("t".into(), Scalar::F32(2.0)),
        ],
        buffers: vec![vec![0; 32]],
        threads: [2, 2, 1],
    };
    let output = run(&module, &contract, &case).expect("it runs");
    assert_eq!(output.buffers[0], floats(&[1.0, 0.5, 3.0, 0.5, 1.0, 1.5, 3.0, 1.5]));
}

#[test]
fn slang_runs_whole_groups() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels/slang/sobel.wat");
    let module = module(&std::fs::read_to_string(path).expect("readable"));
    let (w, h) = (scalar("w", ScalarType::I32), scalar("h", ScalarType::I32));
    let mut contract = contract(Abi::Slang, "computeMain", vec![w, h, plain("src"), plain("dst")]);
    contract.workgroup = Some([8, 8, 1]);
    contract.globals = vec![
        SlangMember::UniformPtr { fields: vec!["w".into(), "h".into()] },
        SlangMember::Buffer { name: "src".into(), stride: 4 },
        SlangMember::Buffer { name: "dst".into(), stride: 4 },
    ];
    let (w, h) = (11_usize, 9_usize);
    let src: Vec<f32> = (0..w * h).map(|i| ((i * 37) % 11) as f32).collect();
    let case = Case {
        scalars: vec![("w".into(), Scalar::I32(w as i32)), ("h".into(), Scalar::I32(h as i32))],
        buffers: vec![floats(&src), vec![0xff; w * h * 4]],
        threads: [w as u32, h as u32, 1],
    };
    let output = run(&module, &contract, &case).expect("it runs");
    let at = |x: i64, y: i64| {
        src[y.clamp(0, h as i64 - 1) as usize * w + x.clamp(0, w as i64 - 1) as usize]
    };
    for y in 0..h as i64 {
        for x in 0..w as i64 {
            let gx = at(x + 1, y - 1) + 2.0 * at(x + 1, y) + at(x + 1, y + 1)
                - at(x - 1, y - 1)
                - 2.0 * at(x - 1, y)
                - at(x - 1, y + 1);
            let gy = at(x - 1, y + 1) + 2.0 * at(x, y + 1) + at(x + 1, y + 1)
                - at(x - 1, y - 1)
                - 2.0 * at(x, y - 1)
                - at(x + 1, y - 1);
            let i = (y as usize * w + x as usize) * 4;
            let found =
                f32::from_le_bytes(output.buffers[1][i..i + 4].try_into().expect("4 bytes"));
            assert_eq!(found, (gx * gx + gy * gy).sqrt(), "at {x}, {y}");
        }
    }
    let members = [
        ProbeMember::UniformPtr(vec![Scalar::I32(11), Scalar::I32(9)]),
        ProbeMember::Buffer { stride: 4 },
        ProbeMember::Buffer { stride: 4 },
    ];
    let limits = Limits::default();
    let reach = probe_slang(&module, "computeMain", &members, &[], [2, 2, 1], 1 << 16, &limits);
    let reach = reach.expect("it runs");
    let size = (w * h * 4) as i64;
    assert_eq!(reach[0], Reach { parameter: 1, lowest: 0, read_end: size, write_end: 0 });
    assert_eq!(reach[1], Reach { parameter: 2, lowest: 0, read_end: 0, write_end: size });
}

#[test]
fn a_probe_measures_each_pointer() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32 i32 i32)
            (local.set 1 (i32.add (local.get 1) (i32.shl (local.get 0) (i32.const 2))))
            (i32.store (local.get 2) (i32.load (i32.sub (local.get 1) (i32.const 8))))
            (i32.store8 offset=6 (local.get 2) (i32.load16_u offset=0 (local.get 1)))))"#,
    );
    let run = |n| {
        let arguments = [Some(Scalar::I32(n)), None, None];
        probe(&module, "f", &arguments, 4096, &Limits::default())
    };
    let reach = run(5).expect("inside");
    assert_eq!(reach[0], Reach { parameter: 1, lowest: 12, read_end: 22, write_end: 0 });
    assert_eq!(reach[1], Reach { parameter: 2, lowest: 0, read_end: 0, write_end: 7 });
    let reach = run(0).expect("in front of the pointer");
    assert_eq!(reach[0], Reach { parameter: 1, lowest: -8, read_end: 2, write_end: 0 });
    let error = run(2000).expect_err("far behind");
    assert!(
        matches!(error, ReferenceError::OutOfBounds { ref buffer, .. } if buffer == "parameter 1")
    );
}

#[test]
fn a_probe_s_regions_grow_as_far_as_they_may() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32 i32)
            (i32.store (i32.add (local.get 1) (local.get 0)) (i32.const 1))))"#,
    );
    let run = |at, region| {
        let arguments = [Some(Scalar::I32(at)), None];
        probe(&module, "f", &arguments, region, &Limits::default())
    };
    assert_eq!(run(300_000, 1 << 20).expect("inside")[0].write_end, 300_004);
    assert!(matches!(run(300_000, 1 << 18), Err(ReferenceError::OutOfBounds { .. })));
    assert!(matches!(run(-5000, 1 << 20), Err(ReferenceError::OutOfBounds { .. })));
}

#[test]
fn rounds_are_bounded() {
    let module = module(
        r#"(module (memory 1) (func (export "f") (param i32 i32)
            (loop $again
                (i32.store (local.get 1) (local.get 0))
                (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"#,
    );
    let limits = Limits { fuel: 1000, ..Limits::default() };
    let run = |rounds| probe(&module, "f", &[Some(Scalar::I32(rounds)), None], 4096, &limits);
    assert_eq!(run(1000).map(|reach| reach[0].write_end), Ok(4));
    assert_eq!(run(1001), Err(ReferenceError::Fuel(1000)));
    assert_eq!(run(0), Err(ReferenceError::Fuel(1000)));
}

#[test]
fn a_wrong_contract_is_unsupported() {
    let module = module(r#"(module (memory 1) (func (export "f") (param i32 i32)))"#);
    let contract = contract(Abi::C, "f", vec![plain("y")]);
    assert!(matches!(Reference::new(&module, &contract), Err(ReferenceError::Unsupported(_))));
    let missing = Contract { export: "g".into(), ..contract };
    assert!(matches!(Reference::new(&module, &missing), Err(ReferenceError::Unsupported(_))));
}
