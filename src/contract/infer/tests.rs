//! Contracts of real builds, without a sidecar.

use std::path::Path;

use crate::contract::{Abi, Contract, Inferred, contract};
use crate::kernel::Diagnostic;
use crate::source;

fn infer(wat: &[u8], sidecar: Option<&str>) -> Result<Inferred, Vec<Diagnostic>> {
    let module = source::parse("kernel.wat", wat).unwrap();
    let export = module.kernels().next().unwrap().name.clone();
    let lifted = source::lift(&module, &export).ok();
    contract(&module, &export, lifted.as_ref(), sidecar)
}

fn settled(wat: &[u8]) -> Contract {
    let inferred = infer(wat, None).unwrap();
    assert_eq!(inferred.diagnostics, []);
    inferred.contract
}

fn buffers(contract: &Contract) -> Vec<String> {
    let text = |b: &crate::contract::Buffer| {
        format!("{} {} {}[{}]", b.access.word(), b.elem, b.name, b.length)
    };
    contract.buffers().map(text).collect()
}

#[test]
fn all_builds_of_saxpy_have_one_contract() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels/saxpy");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "wat") {
            continue;
        }
        count += 1;
        let contract = settled(&std::fs::read(&path).unwrap());
        let size = contract.scalars().next().unwrap().name.clone();
        let expected = [format!("read f32 b0[{size}]"), format!("read_write f32 b1[{size}]")];
        assert_eq!(buffers(&contract), expected, "{}", path.display());
        assert_eq!(contract.outputs, ["b1"], "{}", path.display());
        assert_eq!(contract.cases.len(), 5, "{}", path.display());
        assert_eq!((contract.tolerance.abs, contract.tolerance.rel), (Some(1e-5), Some(1e-5)));
    }
    assert_eq!(count, 25);
}

#[test]
fn slices_lengths_are_drawn_where_their_guards_hold() {
    let contract = settled(include_bytes!("../../../tests/kernels/saxpy/rust_idx.wat"));
    let guards = contract.scalars().filter(|scalar| scalar.generator.is_some());
    assert_eq!(guards.count(), 2);
}

#[test]
fn slang_is_walked() {
    let contract = settled(include_bytes!("../../../tests/kernels/slang/sobel.wat"));
    assert_eq!(contract.abi, Abi::Slang);
    assert_eq!(contract.workgroup, Some([8, 8, 1]));
    assert_eq!(buffers(&contract), ["read f32 b0[width*height]", "write f32 b1[width*height]"]);
    let threads: Vec<_> = contract.threads.iter().map(ToString::to_string).collect();
    assert_eq!(threads, ["width", "height"]);
    insta::assert_snapshot!(contract.to_toml());
}

/// Stores `x[i] = 1` for `i < n`, and never ends where `n` satisfies `endless`.
fn endless_where(endless: &str) -> String {
    format!(
        r#"(module (memory 1) (func (export "f") (param i32 i32) (local i32)
            (if {endless} (then (loop $ever
                (i32.store (local.get 0) (i32.load (local.get 0)))
                (br $ever))))
            (loop $next
                (i32.store
                    (i32.add (local.get 0) (i32.shl (local.get 2) (i32.const 2))) (i32.const 1))
                (local.set 2 (i32.add (local.get 2) (i32.const 1)))
                (br_if $next (i32.lt_s (local.get 2) (local.get 1))))))"#
    )
}

#[test]
fn a_kernel_without_an_end_leaves_its_lengths_open() {
    let wat = endless_where("(i32.gt_s (local.get 1) (i32.const 0))");
    let inferred = infer(wat.as_bytes(), None).unwrap();
    let open: Vec<_> = inferred.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(open, ["what the kernel does leaves open: length of 'b0'"]);
}

#[test]
fn what_the_clock_ends_is_late_and_what_is_endless_is_left() {
    use super::measure::observe;
    use crate::execute::reference::ReferenceError as Error;
    let late = observe(2, |_| Err(Error::Deadline(std::time::Duration::from_secs(1))));
    assert!(late.is_err());
    let mut runs = 0;
    let mut count = |result: Result<_, Error>| {
        runs += 1;
        result
    };
    assert_eq!(observe(2, |_| count(Err(Error::Fuel(9)))).unwrap(), []);
    assert_eq!(observe(2, |_| count(Err(Error::Trap("div".into())))).unwrap(), []);
    assert_eq!(observe(0, |_| count(Ok(Vec::new()))).unwrap().len(), 1);
    assert_eq!(runs, 2 + 8 + 1);
}

#[test]
fn what_inference_writes_reads_back() {
    for wat in [
        include_bytes!("../../../tests/kernels/slang/sobel.wat").as_slice(),
        include_bytes!("../../../tests/kernels/saxpy/asc_arr.wat"),
        include_bytes!("../../../tests/kernels/saxpy/rust_idx.wat"),
        include_bytes!("../../../tests/kernels/saxpy/clang19_Os.wat"),
    ] {
        let first = settled(wat);
        let again = infer(wat, Some(&first.to_toml())).unwrap().contract;
        assert_eq!(again, first);
    }
}

#[test]
fn a_partial_sidecar_keeps_what_it_does_not_name() {
    let wat = include_bytes!("../../../tests/kernels/saxpy/clang19_Os.wat");
    let text = "cases = [{ n = 3 }]\n[[param]]\nname = \"b0\"\ngen = \"f32:0:1\"\n";
    let contract = infer(wat, Some(text)).unwrap().contract;
    assert_eq!(contract.cases, [[("n".to_owned(), 3.0)]]);
    assert_eq!(buffers(&contract), ["read f32 b0[n]", "read_write f32 b1[n]"]);
    let renamed = "[[param]]\nname = \"count\"\n[[param]]\nname = \"a\"\n[[param]]\nname = \"x\"\n\
                   [[param]]\nname = \"y\"\n";
    let contract = infer(wat, Some(renamed)).unwrap().contract;
    assert_eq!(buffers(&contract), ["read f32 x[count]", "read_write f32 y[count]"]);
}

#[test]
fn a_sidecar_for_another_kernel_is_not_ours() {
    let wat = include_bytes!("../../../tests/kernels/saxpy/clang19_Os.wat");
    let errors = infer(wat, Some("export = \"daxpy\"")).unwrap_err();
    assert_eq!(errors[0].message, "there is no kernel 'daxpy'");
}
