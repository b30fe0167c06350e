//! Sidecars: what they say, what they get wrong, and that contracts survive being written.

use proptest::prelude::*;

use super::*;
use crate::source::Export;
use crate::source::lifted::Ty;

fn function(params: &[Ty], results: &[Ty]) -> Export {
    Export { name: "k".into(), function: 0, params: params.into(), results: results.into() }
}

fn read(text: &str, export: &Export) -> Result<Inferred, Vec<Diagnostic>> {
    let sidecar = Sidecar::parse(text).map_err(|diagnostic| vec![diagnostic])?;
    let abi = sidecar.abi.as_ref().map_or(Abi::C, |abi| *abi.get_ref());
    let indices = match abi {
        Abi::Pixel => 2,
        _ => sidecar.invocation.as_ref().map_or(0, |names| names.get_ref().len()),
    };
    settle(Proposal::of_signature(abi, indices, export), &sidecar, text, export, None)
}

const BLUR: &str = r#"
export = "k"
abi = "c"
outputs = ["dst"]
threads = ["w", "h"]
cases = [{ w = 1, h = 1 }, { h = 21, w = 33 }]
tolerance = { abs = 1e-5, rel = 1e-5 }
image = { width = "w", height = "h", buffer = "dst", format = "r32f" }
note = "3×3 mean"

[[param]]
name = "src"
kind = "buffer"
elem = "f32"
access = "read"
length = "w*h"
gen = "f32:0:1"

[[param]]
name = "dst"
kind = "buffer"
elem = "f32"
access = "write"
length = "w*h"

[[param]]
name = "w"
kind = "scalar"
type = "i32"
gen = "i32:1:64"

[[param]]
name = "h"
kind = "scalar"
type = "i32"
"#;

fn blur() -> Export {
    function(&[Ty::I32; 4], &[])
}

#[test]
fn a_full_sidecar_needs_no_inference() {
    let inferred = read(BLUR, &blur()).unwrap();
    assert_eq!(inferred.diagnostics, []);
    let contract = inferred.contract;
    assert_eq!(contract.outputs, ["dst"]);
    assert_eq!(contract.cases[1], [("w".to_owned(), 33.0), ("h".to_owned(), 21.0)]);
    assert_eq!(contract.sizes(), ["w", "h"]);
    assert_eq!(contract.buffers().next().unwrap().generator, Generator::Range(Elem::F32, 0.0, 1.0));
    insta::assert_snapshot!(contract.to_toml());
}

#[test]
fn what_is_written_reads_back() {
    let contract = read(BLUR, &blur()).unwrap().contract;
    assert_eq!(read(&contract.to_toml(), &blur()).unwrap().contract, contract);
}

#[test]
fn missing_keys_are_asked_for_with_a_sidecar_that_works() {
    let text =
        "[[param]]\nname = \"x\"\nkind = \"buffer\"\n\n[[param]]\nname = \"n\"\ntype = \"i32\"\n";
    let export = function(&[Ty::I32, Ty::I32], &[Ty::F32]);
    let inferred = read(text, &export).unwrap();
    let [question] = inferred.diagnostics.as_slice() else { panic!() };
    assert_eq!(question.code, "contract/open");
    assert_eq!(question.message, "what the kernel does leaves open: elem and length of 'x'");
    let proposed = question.hint.as_ref().unwrap().split_once("\n\n").unwrap().1;
    Sidecar::parse(proposed).unwrap();
}

#[test]
fn pixel_kernels_lead_with_the_extent_and_end_with_out() {
    let export = function(&[Ty::F32, Ty::F32, Ty::F32], &[Ty::F32; 3]);
    let text = "abi = \"pixel\"\nthreads = [\"w\", \"h\"]\n[[param]]\nname = \"time\"\n";
    let contract = read(text, &export).unwrap().contract;
    let names: Vec<_> = contract.params.iter().map(Param::name).collect();
    assert_eq!(names, ["w", "h", "time", "out"]);
    assert_eq!(contract.leading, 2);
    assert_eq!(contract.outputs, ["out"]);
    assert_eq!(contract.buffers().next().unwrap().length.to_string(), "w*h*3");
    assert_eq!(contract.tolerance.psnr, Some(40.0));
    assert_eq!(contract.image.as_ref().unwrap().format, ImageFormat::Rgb32f);
    assert_eq!(contract.param_meaning(1), ParamMeaning::Coordinate(1));
    assert_eq!(contract.param_meaning(2), ParamMeaning::Scalar(2));
    assert_eq!(read(&contract.to_toml(), &export).unwrap().contract, contract);
}

#[test]
fn invocation_kernels_lead_with_what_the_function_does_not_take() {
    let export = function(&[Ty::I32, Ty::I32, Ty::F32], &[]);
    let text = "abi = \"invocation\"\ninvocation = [\"i\"]\nthreads = [\"n\"]\n\
                [[param]]\nname = \"x\"\nelem = \"f32\"\nlength = \"n\"\naccess = \"read_write\"\n\
                [[param]]\nname = \"a\"\n";
    let contract = read(text, &export).unwrap().contract;
    let names: Vec<_> = contract.params.iter().map(Param::name).collect();
    assert_eq!(names, ["n", "x", "a"]);
    assert_eq!(contract.param_meaning(0), ParamMeaning::Index(0));
    assert_eq!(contract.param_meaning(1), ParamMeaning::Pointer);
    assert_eq!(contract.param_meaning(2), ParamMeaning::Scalar(2));
    assert_eq!(read(&contract.to_toml(), &export).unwrap().contract, contract);
    let declared =
        text.replacen("[[param]]", "[[param]]\nname = \"n\"\ngen = \"u32:1:9\"\n[[param]]", 1);
    let contract = read(&declared, &export).unwrap().contract;
    assert_eq!(contract.leading, 1);
    assert_eq!(
        contract.scalars().next().unwrap().generator,
        Some(Generator::Range(Elem::U32, 1.0, 9.0))
    );
    assert_eq!(read(&contract.to_toml(), &export).unwrap().contract, contract);
}

#[test]
fn a_length_that_is_written_keeps_its_names() {
    // The proposal calls the function's parameters a0 and a1; the sidecar, the other way round.
    let text = "threads = [\"a0\"]\n[[param]]\nname = \"a1\"\nelem = \"f32\"\nlength = \"a0\"\n\
                access = \"read_write\"\n[[param]]\nname = \"a0\"\ntype = \"i32\"\n";
    let contract = read(text, &function(&[Ty::I32, Ty::I32], &[])).unwrap().contract;
    let buffer = contract.buffers().next().unwrap();
    assert_eq!((buffer.name.as_str(), buffer.length.to_string().as_str()), ("a1", "a0"));
}

#[test]
fn slang_members_have_c_layout() {
    let export = function(&[Ty::I32; 3], &[]);
    let text = r#"
abi = "slang"
threads = ["w", "h"]
workgroup = [8, 8, 1]
globals = [
  { kind = "uniform_ptr", fields = ["flag", "w", "big", "h"] },
  { kind = "buffer", name = "image", stride = 16 },
  { kind = "uniform", field = "scale" },
]
[[param]]
name = "flag"
type = "bool"
[[param]]
name = "w"
type = "u32"
[[param]]
name = "big"
type = "i64"
[[param]]
name = "h"
type = "u32"
[[param]]
name = "image"
elem = "f32"
length = "w*h*4"
access = "write"
[[param]]
name = "scale"
type = "f32"
"#;
    let contract = read(text, &export).unwrap().contract;
    let offsets: Vec<_> = contract.slang_members(2).iter().map(|(offset, _)| *offset).collect();
    assert_eq!(offsets, [0, 4, 12]);
    let fields: Vec<String> = ["flag", "w", "big", "h"].map(String::from).into();
    assert_eq!(contract.c_layout(&fields), [(0, 0), (4, 1), (8, 2), (16, 3)]);
    assert_eq!(contract.image.as_ref().unwrap().format, ImageFormat::Rgba32f);
    assert_eq!(read(&contract.to_toml(), &export).unwrap().contract, contract);
}

#[test]
fn mistakes_have_a_place_a_message_and_a_hint() {
    let export = blur();
    let full = |from: &str, to: &str| {
        assert!(BLUR.contains(from), "{from}");
        BLUR.replacen(from, to, 1)
    };
    let mut wrong = Vec::new();
    for (text, place, message, hint) in [
        (
            full("tolerance", "tolerence"),
            "7:1",
            "unknown key 'tolerence'",
            "did you mean 'tolerance'?",
        ),
        (full("length", "lenght"), "16:1", "unknown key 'lenght'", "did you mean 'length'?"),
        (
            full("\"f32\"", "\"f64\""),
            "14:8",
            "unknown value 'f64'",
            "known here: f32, i32, u32, u8, i8, u16, i16, u64, i64",
        ),
        (full("\"w*h\"", "\"w*H\""), "16:10", "there is no scalar 'H'", "scalars here: w, h"),
        (
            full("\"w*h\"", "\"w*\""),
            "16:10",
            "an expression is missing here (character 3 of the expression)",
            "known: integers, scalars, + - * / ( ) min max ceil_div",
        ),
        (full("f32:0:1", "f32:1:0"), "17:7", "1 is above 0", ""),
        (
            full("outputs = [\"dst\"]", "outputs = [\"src\"]"),
            "4:12",
            "'src' is only read, so it can't be an output",
            "",
        ),
        (
            full("outputs = [\"dst\"]", "outputs = []"),
            "4:11",
            "nothing would be compared: 'outputs' is empty",
            "",
        ),
        (
            full("outputs = [\"dst\"]", "outputs = [\"dts\"]"),
            "4:12",
            "there is no buffer 'dts'",
            "did you mean 'dst'?",
        ),
        (full("w = 1, h = 1", "w = 1, q = 1"), "6:10", "there is no scalar 'q'", ""),
        (
            full("w = 1, h = 1", "w = 1, h = -1"),
            "6:10",
            "the length of 'src' is -1 in this case",
            "",
        ),
        (full("w = 1, h = 1", "w = 1, h = 1.5"), "6:10", "1.5 is no i32: 'h'", ""),
        (
            full("abi = \"c\"", "abi = \"cpp\""),
            "3:7",
            "unknown value 'cpp'",
            "known here: c, invocation, pixel, slang",
        ),
        (
            full("abi = \"c\"", "abi = \"c\"\nworkgroup = [8, 8, 1]"),
            "4:13",
            "'workgroup' belongs to abi = \"slang\"",
            "remove it, or say abi = \"slang\"",
        ),
        (
            full("kind = \"scalar\"", "kind = \"scalar\"\nlength = \"w\""),
            "29:10",
            "'length' says nothing about a scalar",
            "remove it, or kind = \"buffer\"",
        ),
        (
            full("abs = 1e-5", "abs = -1.0"),
            "7:13",
            "a tolerance is finite and not negative, exact_frac lies between 0 and 1",
            "",
        ),
        (
            full("name = \"dst\"", "name = \"src\""),
            "20:8",
            "two parameters are called 'src'",
            "give one another name",
        ),
        (
            full("name = \"dst\"", "name = \"d st\""),
            "20:8",
            "'d st' is no name",
            "letters, digits and _, not beginning with a digit",
        ),
        (full("note", "returns = \"f32\"\nnote"), "9:11", "the function returns nothing", ""),
        ("x = ".into(), "1:5", "string values must be quoted, expected literal string", ""),
    ] {
        let result = read(&text, &export);
        let Err(errors) = result else { panic!("accepted: {message}\n{text}") };
        let first = &errors[0];
        let span = first.span.map_or(String::new(), |s| format!("{}:{}", s.line, s.column));
        let found = (span.as_str(), first.message.as_str(), first.hint.as_deref().unwrap_or(""));
        if found != (place, message, hint) {
            wrong.push(format!("{found:?} instead of {:?}", (place, message, hint)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn size() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![(0..100_i64).prop_map(Expr::Int), "[nm]".prop_map(Expr::Name)];
    leaf.prop_recursive(3, 8, 2, |inner| {
        (0..3, inner.clone(), inner).prop_map(|(kind, a, b)| {
            let (a, b) = (Box::new(a), Box::new(b));
            match kind {
                0 => Expr::Add(a, b),
                1 => Expr::Mul(a, b),
                _ => Expr::CeilDiv(a, b),
            }
        })
    })
}

fn generator() -> impl Strategy<Value = Generator> {
    let elem = || prop::sample::select(Elem::ALL.map(|(_, elem)| elem).to_vec());
    prop_oneof![
        elem().prop_map(Generator::Default),
        (any::<f32>(), any::<f32>())
            .prop_filter("finite", |(a, b)| a.is_finite() && b.is_finite())
            .prop_map(|(a, b)| Generator::Range(Elem::F32, a.min(b).into(), a.max(b).into())),
        (0..100_u8, 100..200_u8).prop_map(|(a, b)| Generator::Range(Elem::U8, a.into(), b.into())),
        Just(Generator::Bits),
        Just(Generator::Zeros),
        Just(Generator::Ramp),
        (-1e6..0.0, 0.0..1e6).prop_map(|(a, b)| Generator::Sorted(a, b)),
    ]
}

fn any_buffer(name: String) -> impl Strategy<Value = Param> {
    let elem = prop::sample::select(Elem::ALL.map(|(_, elem)| elem).to_vec());
    let access = prop_oneof![Just(BufferAccess::Read), Just(BufferAccess::ReadWrite)];
    let place = prop_oneof![
        Just((Layout::Plain, None)),
        Just((Layout::AsArray, None)),
        any::<u32>().prop_map(|base| (Layout::Plain, Some(base))),
    ];
    (elem, access, size(), generator(), place).prop_map(
        move |(elem, access, length, generator, (layout, base))| {
            let name = name.clone();
            Param::Buffer(Buffer { name, elem, access, length, generator, layout, base })
        },
    )
}

fn any_contract() -> impl Strategy<Value = Contract> {
    let tolerance = (
        prop::option::of(0.0..1.0_f64),
        prop::option::of(any::<u64>().prop_map(|ulp| ulp >> 1)),
        prop::option::of(0.0..1.0_f64),
    );
    let tolerance = tolerance.prop_map(|(abs, ulp, exact_frac)| Tolerance {
        abs,
        ulp,
        exact_frac,
        ..Tolerance::default()
    });
    let case = (0..1000_i32, prop::option::of(-1e30..1e30_f32));
    let cases = prop::collection::vec(case, 0..4);
    let scalar = (prop::option::of(generator()), prop::option::of(".{0,20}"));
    (
        any_buffer("y".into()),
        any_buffer("größe_2".into()),
        size(),
        cases,
        tolerance,
        scalar,
        any::<bool>(),
    )
        .prop_map(|(y, x, thread, cases, tolerance, (generator, note), returns)| {
            let mut y = y;
            if let Param::Buffer(buffer) = &mut y {
                buffer.access = BufferAccess::ReadWrite;
                buffer.base = None;
            }
            let ints = ["n", "m"].map(|name| fixture::scalar(name, ScalarType::I32));
            let a = Param::Scalar(ScalarParam { name: "a".into(), ty: ScalarType::F32, generator });
            let params = ints.into_iter().chain([a, x, y]).collect();
            let case = |(n, a): (i32, Option<f32>)| {
                let mut case = vec![("n".to_owned(), f64::from(n)), ("m".to_owned(), 3.0)];
                case.extend(a.map(|a| ("a".to_owned(), f64::from(a))));
                case
            };
            Contract {
                export: "k".into(),
                outputs: vec!["y".into()],
                threads: vec![thread],
                cases: cases.into_iter().map(case).collect(),
                tolerance,
                returns: returns.then_some(ScalarType::U32),
                note,
                ..fixture::contract(params)
            }
        })
}

proptest! {
    #[test]
    fn any_contract_reads_back(contract in any_contract()) {
        let plain = contract.params.iter()
            .filter(|p| !matches!(p, Param::Buffer(b) if b.base.is_some()));
        let wasm: Vec<Ty> = plain.map(|param| match param {
            Param::Buffer(_) => Ty::I32,
            Param::Scalar(scalar) => scalar.ty.wasm(),
        }).collect();
        let results: &[Ty] = if contract.returns.is_some() { &[Ty::I32] } else { &[] };
        let text = contract.to_toml();
        let read = read(&text, &function(&wasm, results));
        let Ok(read) = read else { panic!("{text}\n{read:?}") };
        // Buffers at constant addresses are no wasm parameters: they come after those.
        let sorted = |mut contract: Contract| {
            contract.params.sort_by_key(|p| matches!(p, Param::Buffer(b) if b.base.is_some()));
            contract
        };
        prop_assert_eq!(sorted(read.contract), sorted(contract), "{}", text);
    }

    #[test]
    fn any_text_is_a_sidecar_or_an_error(text in "(\\[\\[param\\]\\]|[a-z_]{1,8}|[\\[\\]{}=\"\\n ,0-9.é-]){0,60}") {
        let _ = read(&text, &blur());
    }
}

#[test]
fn hostile_sidecars_end_in_errors() {
    let export = blur();
    for text in [
        "[".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
        format!("cases = [{}]", "{ w = 1e999 },".repeat(3)),
        format!("threads = [\"{}\"]", "(".repeat(100_000)),
        "note = \"\u{0}\"".into(),
        BLUR.replacen("33", "9223372036854775807", 1),
        BLUR.replacen("33", "nan", 1),
        BLUR.replacen("length = \"w*h\"", "length = \"1/0\"", 1)
            .replace("name = \"w\"", "name = \"\""),
        "a = 1\r\n\u{feff}".into(),
    ] {
        assert!(read(&text, &export).is_err(), "{}", &text[..text.len().min(80)]);
    }
}
