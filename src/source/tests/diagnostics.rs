//! What can't be read or lifted says so, at its place.

use super::wasm::parsed;
use crate::kernel::Diagnostic;
use crate::source::{lift, parse};

fn problems(wat: &str, export: &str) -> Vec<Diagnostic> {
    lift(&parsed(wat), export).expect_err("it should not lift")
}

fn first(bytes: &[u8]) -> Diagnostic {
    parse("x.wat", bytes).expect_err("it should not parse").remove(0)
}

fn place(diagnostic: &Diagnostic) -> (u32, u32, u32) {
    let span = diagnostic.span.expect("it has a place");
    (span.line, span.column, span.length)
}

#[test]
fn a_syntax_error_is_at_its_token() {
    let diagnostic = first("(module\n  (func (param i32)\n    i32.bogus))".as_bytes());
    assert_eq!((diagnostic.code.as_str(), place(&diagnostic)), ("source/syntax", (3, 5, 9)));
}

#[test]
fn columns_count_characters() {
    let diagnostic = first("(module (; größer ;) (func i32.bogus))".as_bytes());
    assert_eq!(place(&diagnostic), (1, 28, 9));
}

#[test]
fn a_type_error_is_at_its_instruction() {
    let diagnostic = first(b"(module\n  (func (result i32)\n    f32.const 1\n    i32.eqz))");
    assert_eq!((diagnostic.code.as_str(), place(&diagnostic)), ("source/invalid", (4, 5, 7)));
}

#[test]
fn invalid_utf8_names_the_byte() {
    let diagnostic = first(b"(module\n \xff)");
    assert_eq!((diagnostic.code.as_str(), place(&diagnostic)), ("source/utf8", (2, 2, 1)));
}

#[test]
fn a_huge_file_is_refused_at_once() {
    assert_eq!(first(&vec![b' '; 17 << 20]).code, "source/size");
}

#[test]
fn nesting_bombs_end_with_a_message() {
    let deep = 200_000;
    let folded = format!("(module (func {}{}))", "(block ".repeat(deep), ")".repeat(deep));
    let flat = format!("(module (func {} {}))", "block ".repeat(deep), "end ".repeat(deep));
    let exported = format!(
        "(module (memory 1) (func (export \"f\") {} {}))",
        "block ".repeat(1000),
        "end ".repeat(1000)
    );
    for bomb in [folded, flat] {
        let _ = parse("bomb.wat", bomb.as_bytes());
    }
    assert_eq!(problems(&exported, "f")[0].code, "source/unsupported");
}

#[test]
fn an_inlining_bomb_ends_with_a_message() {
    let mut wat = String::from(
        "(module (memory 1) (func $f0 (param i32) (i32.store (local.get 0) (i32.const 1)))",
    );
    for level in 1..30 {
        let below = level - 1;
        wat.push_str(&format!(
            "(func $f{level} (param i32) (call $f{below} (local.get 0)) (call $f{below} (local.get 0)))"
        ));
    }
    wat.push_str("(export \"f\" (func $f29)))");
    let problems = problems(&wat, "f");
    assert!(problems[0].message.contains("too large"), "{problems:?}");
}

#[test]
fn shared_operands_cost_nothing_twice() {
    let mut wat =
        String::from("(module (memory 1) (func (export \"f\") (param i64 i32) (local i64)");
    wat.push_str("(local.set 2 (local.get 0))");
    for _ in 0..300 {
        wat.push_str("(local.set 2 (i64.add (local.get 2) (i64.xor (local.get 2) (local.get 0))))");
    }
    wat.push_str("(i32.store (local.get 1) (i32.wrap_i64 (local.get 2)))))");
    assert!(lift(&parsed(&wat), "f").is_ok());
}

#[test]
fn each_unsupported_construct_is_named_once_on_its_line() {
    let problems = problems(
        "(module (import \"env\" \"log\" (func $log (param i32))) (memory 1)\n  (func (export \"f\") (param i32)\n    (call $log (i32.const 1))\n    (call $log (i32.const 2))))",
        "f",
    );
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("log"), "{problems:?}");
    assert_eq!(place(&problems[0]).0, 3);
}

#[test]
fn recursion_and_indirect_calls_and_globals_are_refused() {
    for (wat, word) in [
        (
            "(module (memory 1) (func $f (export \"f\") (param i32) (call $f (local.get 0))))",
            "itself",
        ),
        (
            "(module (table 1 funcref) (type $t (func)) (memory 1) (func (export \"f\") (call_indirect (type $t) (i32.const 0))))",
            "call_indirect",
        ),
        (
            "(module (memory 1) (global $g (mut i32) (i32.const 7)) (func (export \"f\") (global.set $g (i32.const 1))))",
            "outlives",
        ),
        (
            "(module (memory 1) (func (export \"f\") (param i32) (i32.store (local.get 0) (memory.size))))",
            "memory",
        ),
        (
            "(module (memory 1) (func (export \"f\") (param i32 i32 i32) (i32.store (select (local.get 0) (local.get 1) (local.get 2)) (i32.load (local.get 1))) (i32.store (local.get 0) (i32.const 1))))",
            "either of two",
        ),
    ] {
        let problems = problems(wat, "f");
        assert!(problems[0].message.contains(word), "{word}: {problems:?}");
    }
}

#[test]
fn helpers_are_not_kernels() {
    let names = [
        "f",
        "_initialize",
        "stackSave",
        "__wasm_call_ctors",
        "_start",
        "k",
        "k_Group",
        "k_Thread",
    ];
    let mut wat = String::from("(module (memory 1) (func $v) (func $e (param i32 i32 i32))");
    for name in names {
        let function = if name.starts_with('k') { "$e" } else { "$v" };
        wat.push_str(&format!("(export \"{name}\" (func {function}))"));
    }
    wat.push(')');
    let module = parsed(&wat);
    let kernels: Vec<_> = module.kernels().map(|export| export.name.as_str()).collect();
    assert_eq!(kernels, ["f", "k"]);
}
