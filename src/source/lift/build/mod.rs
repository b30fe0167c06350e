//! Wasm operators → SSA tree, with every call inlined.
//!
//! One walk over the operators with an explicit control stack (foreign nesting never recurses):
//! locals are an environment from local to value; a loop carries the locals that it assigns, a
//! block's end merges them. Most of these phis are trivial and fall to `phis`.

mod call;
mod control;
mod memory;
mod vector;

use std::collections::{HashMap, HashSet};

use super::graph::{FRAME, Func};
use super::problems::Problems;
use crate::source::decode::{Decoded, Function, WasmTy};
use crate::source::lifted::{Stmt, Ty, ValueId, ValueKind};
use crate::source::module::Module;
use crate::source::operator::Op;
use control::Control;

/// Operators walked, inlined ones counted each time.
const FUEL: u32 = 300_000;
/// Calls inside calls.
const MAX_CALLS: usize = 48;
/// Blocks inside blocks, over all inlined calls.
const MAX_NESTING: usize = 250;

/// What stands on wasm's stack or in a local; a v128 is its four lanes as I32.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Operand {
    One(ValueId),
    Four([ValueId; 4]),
}

impl Operand {
    fn push_to(self, values: &mut Vec<ValueId>) {
        match self {
            Self::One(value) => values.push(value),
            Self::Four(lanes) => values.extend(lanes),
        }
    }
}

/// A function that is being walked.
struct Activation {
    function: u32,
    pc: usize,
    locals: Vec<Operand>,
    stack_pointer: ValueId,
}

struct Builder<'a> {
    module: &'a Module,
    decoded: &'a Decoded,
    problems: &'a mut Problems,
    f: Func,
    activations: Vec<Activation>,
    controls: Vec<Control>,
    stack: Vec<Operand>,
    out: Vec<Stmt>,
    /// No control gets here.
    dead: bool,
    /// Blocks opened in dead code.
    skipped: usize,
    fuel: u32,
    frames: u32,
    stack_global: Option<u32>,
    written_globals: HashSet<u32>,
    /// For each function: at each opening operator, its end.
    ends: HashMap<u32, Vec<u32>>,
}

/// Builds the tree of `function`; with problems reported, what it returns is not to be used.
pub(super) fn build(module: &Module, function: u32, problems: &mut Problems) -> Func {
    let decoded = &*module.decoded;
    let mut builder = Builder {
        module,
        decoded,
        problems,
        f: Func::default(),
        activations: Vec::new(),
        controls: Vec::new(),
        stack: Vec::new(),
        out: Vec::new(),
        dead: false,
        skipped: 0,
        fuel: FUEL,
        frames: 0,
        stack_global: stack_global(decoded),
        written_globals: HashSet::new(),
        ends: HashMap::new(),
    };
    builder.f.stack_at_constants = builder.stack_global.is_none() && decoded.data.is_empty();
    builder.find_written_globals(function);
    let mut arguments = Vec::new();
    if let Some(signature) = decoded.signature(function) {
        for (index, ty) in signature.params.iter().enumerate() {
            let WasmTy::Number(ty) = ty else { continue };
            let value = builder.f.intern(*ty, ValueKind::Param(index as u32));
            arguments.push(Operand::One(value));
        }
    }
    builder.enter(function, arguments);
    builder.run();
    builder.f.body = std::mem::take(&mut builder.out);
    builder.f
}

/// The shadow stack's pointer: named so, or else the first mutable i32 global that begins at a
/// multiple of 16 above zero, as linkers lay it out.
fn stack_global(decoded: &Decoded) -> Option<u32> {
    let named = decoded.globals.iter().position(|global| {
        let name = global.name.as_deref().unwrap_or_default();
        name == "__stack_pointer" || name == "~lib/memory/__stack_pointer"
    });
    let likely = || {
        decoded.globals.iter().position(|global| {
            global.mutable
                && global.ty == WasmTy::Number(Ty::I32)
                && global.value.is_some_and(|value| value > 0 && value % 16 == 0)
        })
    };
    named.or_else(likely).map(|index| index as u32)
}

impl Builder<'_> {
    fn function(&self) -> Option<&Function> {
        self.decoded.function(self.activations.last()?.function)
    }

    /// Reports on the operator that is being walked.
    fn unsupported(&mut self, kind: &str, message: String, hint: &str) {
        let span = self.activations.last().and_then(|activation| {
            let function = self.decoded.function(activation.function)?;
            self.module.span_at(*function.offsets.get(activation.pc)?)
        });
        self.problems.unsupported(kind, span, message, hint);
    }

    fn find_written_globals(&mut self, function: u32) {
        let mut seen = HashSet::new();
        let mut todo = vec![function];
        while let Some(index) = todo.pop() {
            if !seen.insert(index) {
                continue;
            }
            let Some(function) = self.decoded.function(index) else { continue };
            for op in &function.ops {
                match op {
                    Op::GlobalSet(global) => {
                        self.written_globals.insert(*global);
                    }
                    Op::Call(callee) => todo.push(*callee),
                    _ => {}
                }
            }
        }
    }

    /// Starts walking a function; its body goes into a block of its own.
    fn enter(&mut self, function: u32, arguments: Vec<Operand>) {
        let mut locals = arguments;
        if let Some(body) = self.decoded.function(function) {
            for ty in &body.locals {
                locals.push(self.zero(*ty));
            }
            self.ends.entry(function).or_insert_with(|| control::ends(&body.ops));
        }
        let stack_pointer = self.f.intern(Ty::I32, ValueKind::Param(FRAME + self.frames));
        self.frames += 1;
        self.activations.push(Activation { function, pc: 0, locals, stack_pointer });
        let results = self.decoded.signature(function).map(|s| s.results.clone());
        self.open_function(results.unwrap_or_default());
    }

    fn run(&mut self) {
        let decoded = self.decoded;
        while let Some(activation) = self.activations.last() {
            let Some(function) = decoded.function(activation.function) else { return };
            let pc = activation.pc;
            let Some(op) = function.ops.get(pc) else { return };
            self.f.line = function.lines.get(pc).copied().unwrap_or(0);
            if self.fuel == 0 || self.controls.len() > MAX_NESTING {
                self.unsupported(
                    "size",
                    "the kernel is too large once its calls are inlined".into(),
                    "split the kernel, or build it with -Os and without recursion",
                );
                return;
            }
            self.fuel -= 1;
            let depth = self.activations.len();
            if self.dead {
                self.skip(op);
            } else {
                self.step(op);
            }
            if self.activations.len() == depth
                && let Some(activation) = self.activations.last_mut()
            {
                activation.pc += 1;
            }
        }
    }

    fn zero(&mut self, ty: WasmTy) -> Operand {
        match ty {
            WasmTy::Number(ty) => Operand::One(self.f.constant(ty, 0)),
            WasmTy::V128 => Operand::Four([self.f.int(0); 4]),
            WasmTy::Reference => {
                self.unsupported(
                    "reference",
                    "a kernel can't hold references".into(),
                    "keep funcref and externref out of the kernel",
                );
                Operand::One(self.f.int(0))
            }
        }
    }

    fn phi(&mut self, ty: WasmTy) -> Operand {
        match ty {
            WasmTy::Number(ty) => Operand::One(self.f.phi(ty)),
            WasmTy::V128 => Operand::Four(std::array::from_fn(|_| self.f.phi(Ty::I32))),
            WasmTy::Reference => self.zero(ty),
        }
    }

    /// A phi for each value of an operand.
    fn phi_like(&mut self, operand: Operand) -> Operand {
        match operand {
            Operand::One(value) => Operand::One(self.f.phi(self.f.ty(value))),
            Operand::Four(_) => self.phi(WasmTy::V128),
        }
    }

    fn pop(&mut self) -> Operand {
        // Validation has counted the stack.
        self.stack.pop().unwrap_or(Operand::One(ValueId(0)))
    }

    fn pop_one(&mut self) -> ValueId {
        match self.pop() {
            Operand::One(value) => value,
            Operand::Four(lanes) => lanes[0],
        }
    }

    fn push(&mut self, value: ValueId) {
        self.stack.push(Operand::One(value));
    }

    fn step(&mut self, op: &Op) {
        match op {
            Op::Unreachable => self.trap(),
            Op::Nop => {}
            Op::Block(ty) => self.open_block(*ty),
            Op::Loop(ty) => self.open_loop(*ty),
            Op::If(ty) => self.open_if(*ty),
            Op::Else => self.turn_to_else(),
            Op::End => self.close(),
            Op::Br(depth) => self.branch(*depth),
            Op::BrIf(depth) => {
                let condition = self.pop_one();
                self.branch_if(condition, *depth);
            }
            Op::BrTable(targets, default) => self.branch_table(targets, *default),
            Op::Return => self.leave(),
            Op::Call(callee) => self.call(*callee),
            Op::Drop => {
                self.pop();
            }
            Op::Select => self.select(),
            Op::LocalGet(index) => {
                let value = self.local(*index);
                self.stack.push(value);
            }
            Op::LocalSet(index) => {
                let value = self.pop();
                self.set_local(*index, value);
            }
            Op::LocalTee(index) => {
                let value = self.pop();
                self.set_local(*index, value);
                self.stack.push(value);
            }
            Op::GlobalGet(index) => self.global_get(*index),
            Op::GlobalSet(index) => self.global_set(*index),
            Op::Load(access) => self.load(*access),
            Op::Store(access) => self.store(*access),
            Op::Const(ty, bits) => {
                let value = self.f.constant(*ty, *bits);
                self.push(value);
            }
            Op::Unary(op, ty) => {
                let a = self.pop_one();
                let value = self.f.unary(*op, *ty, a);
                self.push(value);
            }
            Op::Binary(op, _) => {
                let (b, a) = (self.pop_one(), self.pop_one());
                let value = self.f.binary(*op, a, b);
                self.push(value);
            }
            Op::MemoryFill => self.memory_fill(),
            Op::MemoryCopy => self.memory_copy(),
            Op::Vector(op) => self.vector(op),
            Op::Unsupported(name) => {
                self.unsupported(
                    name,
                    format!("{name} can't be lifted"),
                    "kernels are made of integer and float arithmetic, loads, stores, loops and calls",
                );
                // What the operator leaves on the stack is unknown from here on.
                self.abandon();
            }
        }
    }

    /// Gives up on the rest of the function; there is a diagnostic already.
    fn abandon(&mut self) {
        self.activations.clear();
    }

    fn trap(&mut self) {
        self.out.push(Stmt::Trap { line: self.f.line });
        self.dead = true;
    }

    fn select(&mut self) {
        let condition = self.pop_one();
        let (no, yes) = (self.pop(), self.pop());
        let value = match (yes, no) {
            (Operand::One(yes), Operand::One(no)) => {
                Operand::One(self.f.select(condition, yes, no))
            }
            (Operand::Four(yes), Operand::Four(no)) => Operand::Four(std::array::from_fn(|lane| {
                self.f.select(condition, yes[lane], no[lane])
            })),
            _ => yes,
        };
        self.stack.push(value);
    }

    fn local(&self, index: u32) -> Operand {
        let local = self.activations.last().and_then(|a| a.locals.get(index as usize));
        local.copied().unwrap_or(Operand::One(ValueId(0)))
    }

    fn set_local(&mut self, index: u32, value: Operand) {
        if let Some(local) =
            self.activations.last_mut().and_then(|a| a.locals.get_mut(index as usize))
        {
            *local = value;
        }
    }

    fn global_get(&mut self, index: u32) {
        if Some(index) == self.stack_global
            && let Some(activation) = self.activations.last()
        {
            let value = activation.stack_pointer;
            return self.push(value);
        }
        let decoded = self.decoded;
        let Some(global) = decoded.globals.get(index as usize) else { return self.abandon() };
        match (global.ty, global.value) {
            (WasmTy::Number(ty), Some(bits)) if !self.written_globals.contains(&index) => {
                let value = self.f.constant(ty, bits);
                self.push(value);
            }
            _ => {
                let name = global.name.clone().unwrap_or_else(|| format!("global {index}"));
                self.unsupported(
                    "global",
                    format!("the kernel reads {name}, a global without a fixed value"),
                    "pass the value as a parameter",
                );
                let zero = self.zero(global.ty);
                self.stack.push(zero);
            }
        }
    }

    fn global_set(&mut self, index: u32) {
        let value = self.pop_one();
        if Some(index) == self.stack_global {
            if let Some(activation) = self.activations.last_mut() {
                activation.stack_pointer = value;
            }
            return;
        }
        let name = self.decoded.globals.get(index as usize).and_then(|g| g.name.clone());
        self.unsupported(
            "global",
            format!(
                "the kernel writes {}, a global that outlives the call",
                name.unwrap_or_else(|| format!("global {index}"))
            ),
            "keep state in a buffer that is passed as a pointer",
        );
    }
}
