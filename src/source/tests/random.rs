//! Random structured functions: whatever is lifted computes what wasm computes.

use std::fmt::Write;

use wasmtime::Val;

use super::wasm::{Case, Draw, FREE, compare, parsed};
use crate::source::{lift, listing};

const P: u32 = FREE;
const Q: u32 = FREE + 0x1000;

/// Writes one function: parameters n, a, p (f32s), q (words); locals 4–7 i32, 8–9 f32, 10 and 11
/// pointers, 12–19 loop counters, 20 the frame.
struct Writer {
    draw: Draw,
    text: String,
    /// Open labels that can be left.
    labels: Vec<String>,
    counters: u32,
    names: u32,
}

impl Writer {
    fn one_in(&mut self, n: u32) -> bool {
        self.draw.below(n) == 0
    }

    fn int(&mut self, depth: u32) -> String {
        if depth == 0 || self.one_in(4) {
            return match self.draw.below(4) {
                0 => format!("(i32.const {})", self.draw.below(16) as i32 - 4),
                1 => "(local.get 0)".into(),
                2 if self.counters > 12 => {
                    format!("(local.get {})", 12 + self.draw.below(self.counters - 12))
                }
                _ => format!("(local.get {})", 4 + self.draw.below(4)),
            };
        }
        let d = depth - 1;
        match self.draw.below(14) {
            0 => format!("(i32.load {})", self.address(d, 'q')),
            1 => format!(
                "(i32.load8_{} {})",
                ["s", "u"][self.draw.below(2) as usize],
                self.address(d, 'q')
            ),
            2 => format!("(i32.eqz {})", self.int(d)),
            3 => format!("(select {} {} {})", self.int(d), self.int(d), self.int(d)),
            4 => format!("(i32.trunc_sat_f32_s {})", self.float(d)),
            5 => format!("(f32.lt {} {})", self.float(d), self.float(d)),
            6 => format!("(i32.load offset={} (local.get 20))", 4 * self.draw.below(4)),
            7 => format!("(call $helper {} {})", self.int(d), self.float(d)),
            8 => format!("(i32.rem_u {} (i32.or {} (i32.const 1)))", self.int(d), self.int(d)),
            9 => format!(
                "(i32.wrap_i64 (i64.{} (i64.extend_i32_s {}) (i64.extend_i32_u {})))",
                ["add", "mul", "xor"][self.draw.below(3) as usize],
                self.int(d),
                self.int(d)
            ),
            _ => {
                const OPS: [&str; 20] = [
                    "add", "sub", "mul", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl",
                    "lt_s", "lt_u", "gt_s", "ge_u", "le_s", "le_u", "eq", "ne", "add", "sub",
                ];
                let op = OPS[self.draw.below(20) as usize];
                format!("(i32.{op} {} {})", self.int(d), self.int(d))
            }
        }
    }

    fn float(&mut self, depth: u32) -> String {
        if depth == 0 || self.one_in(4) {
            return match self.draw.below(3) {
                0 => format!("(f32.const {})", self.draw.float()),
                1 => "(local.get 1)".into(),
                _ => format!("(local.get {})", 8 + self.draw.below(2)),
            };
        }
        let d = depth - 1;
        match self.draw.below(8) {
            0 => format!("(f32.load {})", self.address(d, 'p')),
            1 => format!("(f32.convert_i32_s {})", self.int(d)),
            2 => format!("(f32.sqrt (f32.abs {}))", self.float(d)),
            3 => format!(
                "(f32.demote_f64 (f64.mul (f64.promote_f32 {}) (f64.promote_f32 {})))",
                self.float(d),
                self.float(d)
            ),
            4 => format!("(f32.load offset={} (local.get 20))", 16 + 4 * self.draw.below(2)),
            _ => {
                let op = ["add", "sub", "mul", "min", "max", "div"][self.draw.below(6) as usize];
                format!("(f32.{op} {} {})", self.float(d), self.float(d))
            }
        }
    }

    /// A masked address in one of the buffers.
    fn address(&mut self, depth: u32, buffer: char) -> String {
        let base = if buffer == 'p' { "(local.get 2)" } else { "(local.get 3)" };
        let index = self.int(depth);
        format!("(i32.add {base} (i32.shl (i32.and {index} (i32.const 63)) (i32.const 2)))")
    }

    fn line(&mut self, text: String) {
        let _ = writeln!(self.text, "{text}");
    }

    fn label(&mut self) -> String {
        self.names += 1;
        format!("$l{}", self.names)
    }

    fn stmts(&mut self, depth: u32) {
        for _ in 0..1 + self.draw.below(3) {
            self.stmt(depth);
        }
    }

    fn stmt(&mut self, depth: u32) {
        let kind = if depth == 0 { self.draw.below(8) } else { self.draw.below(18) };
        match kind {
            0 | 1 => {
                let text = format!("(local.set {} {})", 4 + self.draw.below(4), self.int(3));
                self.line(text);
            }
            2 => {
                let text = format!("(local.set {} {})", 8 + self.draw.below(2), self.float(3));
                self.line(text);
            }
            3 => {
                let text = format!("(f32.store {} {})", self.address(2, 'p'), self.float(3));
                self.line(text);
            }
            4 => {
                let width = ["", "8", "16"][self.draw.below(3) as usize];
                let text = format!("(i32.store{width} {} {})", self.address(2, 'q'), self.int(3));
                self.line(text);
            }
            5 => {
                let offset = 4 * self.draw.below(4);
                let text = format!("(i32.store offset={offset} (local.get 20) {})", self.int(2));
                self.line(text);
            }
            6 => {
                let offset = 16 + 4 * self.draw.below(2);
                let text = format!("(f32.store offset={offset} (local.get 20) {})", self.float(2));
                self.line(text);
            }
            7 if !self.labels.is_empty() => {
                let at = self.draw.below(self.labels.len() as u32) as usize;
                let label = self.labels[at].clone();
                let text = format!("(br_if {label} {})", self.int(2));
                self.line(text);
            }
            8 | 9 => {
                let condition = self.int(2);
                self.line(format!("(if {condition} (then"));
                self.stmts(depth - 1);
                if self.one_in(2) {
                    self.line(") (else".into());
                    self.stmts(depth - 1);
                }
                self.line("))".into());
            }
            10 | 11 => {
                let label = self.label();
                self.line(format!("(block {label}"));
                self.labels.push(label);
                self.stmts(depth - 1);
                self.labels.pop();
                self.line(")".into());
            }
            12 => self.table(depth),
            _ if depth > 0 && self.counters < 20 => self.repeat(depth),
            _ => {}
        }
    }

    fn table(&mut self, depth: u32) {
        let (outer, inner) = (self.label(), self.label());
        let index = self.int(2);
        self.line(format!(
            "(block {outer} (block {inner} (br_table {inner} {outer} {inner} {index}))"
        ));
        self.stmts(depth - 1);
        self.line(")".into());
    }

    /// A loop that ends: at the top or the bottom, up or down, with or without a guard.
    fn repeat(&mut self, depth: u32) {
        let counter = self.counters;
        self.counters += 1;
        let (outside, again) = (self.label(), self.label());
        let rounds = match self.draw.below(3) {
            0 => format!("(i32.const {})", 1 + self.draw.below(6)),
            1 => "(local.get 0)".to_owned(),
            _ => "(i32.and (local.get 0) (i32.const -2))".to_owned(),
        };
        let down = self.one_in(3);
        let start = if down { rounds.clone() } else { "(i32.const 0)".into() };
        self.line(format!("(local.set {counter} {start})"));
        let pointer = self.one_in(3);
        if pointer {
            self.line("(local.set 10 (local.get 2)) (local.set 11 (local.get 3))".into());
        }
        let get = format!("(local.get {counter})");
        let step = if down { -1 } else { 1 };
        let advance = format!("(local.set {counter} (i32.add {get} (i32.const {step})))");
        let more = match (down, self.draw.below(3)) {
            (true, 0) => get.clone(),
            (true, _) => format!("(i32.gt_s {get} (i32.const 0))"),
            (false, 0) => format!("(i32.lt_s {get} {rounds})"),
            (false, 1) => format!("(i32.lt_u {get} {rounds})"),
            (false, _) => format!("(i32.ne {get} {rounds})"),
        };
        let at_top = self.one_in(2);
        self.line(format!("(block {outside}"));
        if !at_top {
            self.line(format!("(br_if {outside} (i32.le_s {rounds} (i32.const 0)))"));
        }
        self.line(format!("(loop {again}"));
        if at_top {
            self.line(format!("(br_if {outside} (i32.eqz {more}))"));
        }
        self.labels.push(outside);
        if pointer {
            let value = self.float(2);
            self.line(format!(
                "(f32.store (local.get 10) (f32.add (f32.load (local.get 10)) {value}))"
            ));
            self.line(
                "(i32.store (local.get 11) (i32.add (i32.load (local.get 11)) (i32.const 3)))"
                    .into(),
            );
            self.line("(local.set 10 (i32.add (local.get 10) (i32.const 4)))".into());
            self.line("(local.set 11 (i32.add (local.get 11) (i32.const 4)))".into());
        }
        self.stmts(depth - 1);
        self.labels.pop();
        self.line(advance);
        self.line(if at_top { format!("(br {again})") } else { format!("(br_if {again} {more})") });
        self.line("))".into());
    }
}

fn module(seed: u64) -> String {
    let draw = Draw(seed | 1);
    let mut writer = Writer { draw, text: String::new(), labels: vec![], counters: 12, names: 0 };
    for _ in 0..3 {
        writer.stmts(3);
    }
    let body = writer.text;
    format!(
        "(module (memory (export \"memory\") 32)
(global $__stack_pointer (mut i32) (i32.const 66560))
(func $helper (param i32 f32) (result i32) (local i32)
  (local.set 2 (i32.sub (global.get $__stack_pointer) (i32.const 16)))
  (global.set $__stack_pointer (local.get 2))
  (i32.store offset=4 (local.get 2) (local.get 0))
  (if (f32.gt (local.get 1) (f32.const 0)) (then
    (i32.store offset=4 (local.get 2) (i32.mul (local.get 0) (i32.const 3)))))
  (i32.load offset=4 (local.get 2))
  (global.set $__stack_pointer (i32.add (local.get 2) (i32.const 16))))
(func (export \"f\") (param i32 f32 i32 i32) (result i32)
  (local i32 i32 i32 i32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
  (local.set 20 (i32.sub (global.get $__stack_pointer) (i32.const 64)))
  (global.set $__stack_pointer (local.get 20))
  (i64.store (local.get 20) (i64.const 0)) (i64.store offset=8 (local.get 20) (i64.const 0))
  (i32.store offset=16 (local.get 20) (i32.const 0))
  (i32.store offset=20 (local.get 20) (i32.const 0))
{body}
  (global.set $__stack_pointer (i32.add (local.get 20) (i32.const 64)))
  (i32.add (local.get 4) (i32.xor (local.get 5) (local.get 6)))))"
    )
}

fn cases(seed: u64) -> Vec<Case> {
    let mut draw = Draw(seed.wrapping_mul(31) | 1);
    [0, 1, 2, 5, 8]
        .iter()
        .map(|n| Case {
            arguments: vec![
                Val::I32(*n),
                Val::F32(draw.float().to_bits()),
                Val::I32(P as i32),
                Val::I32(Q as i32),
            ],
            memory: vec![(P, draw.floats(80)), (Q, draw.ints(80, 100))],
        })
        .collect()
}

fn check(seed: u64) {
    let wat = module(seed);
    let module = parsed(&wat);
    match lift(&module, "f") {
        Ok(kernel) => {
            compare(&module, &kernel, &cases(seed));
            assert!(!listing(&kernel).is_empty());
        }
        // Pointers that are set in one loop and used in another may end up undecided: refused.
        Err(problems) => assert!(
            problems.iter().all(|problem| problem.message.contains("either of two buffers")),
            "seed {seed}: {problems:#?}\n{wat}"
        ),
    }
}

#[test]
fn random_functions_compute_the_same() {
    for seed in 0..48 {
        check(seed);
    }
}

/// A fresh seed may find a mistake at any time: it is run by hand, kept here, and then mended. The
/// last one: a block dissolved into its exits though what followed it used one of its results
/// under the name of a phi that had dissolved before.
#[test]
fn seeds_that_failed_once() {
    for seed in [5_721_848_542_181_772_675, 3_323_654_064_726_188_742, 4_903_438_375_046_345_622] {
        check(seed);
    }
}

#[test]
#[ignore = "long: run it after a change of the lift"]
fn many_random_functions_compute_the_same() {
    for seed in 0..2_000 {
        if std::panic::catch_unwind(|| check(seed)).is_err() {
            panic!("seed {seed}\n{}", module(seed));
        }
    }
}
