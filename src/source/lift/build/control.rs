//! Blocks, loops, ifs and branches.

use wasmparser::BlockType;

use super::{Builder, Operand};
use crate::source::decode::WasmTy;
use crate::source::lifted::{Binary, Carried, Label, Stmt, ValueId};
use crate::source::operator::Op;

/// What a block assigns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Var {
    Local(u32),
    StackPointer,
}

/// An open block.
pub(super) struct Control {
    form: Form,
    label: Label,
    /// Phis for its results.
    results: Vec<Operand>,
    vars: Vec<Var>,
    /// Phis for its variables behind its end.
    merged: Vec<Operand>,
    /// Height of the stack below its parameters.
    height: usize,
    /// Statements before it.
    before: Vec<Stmt>,
    /// Something breaks to its end.
    left: bool,
}

enum Form {
    Function,
    Block,
    Loop { carried: Vec<Operand>, inits: Vec<Operand>, params: usize },
    If { condition: ValueId, then: Option<Vec<Stmt>>, params: Vec<Operand>, entry: Vec<Operand> },
}

/// For each opening operator, where its block ends.
pub(super) fn ends(ops: &[Op]) -> Vec<u32> {
    let mut ends = vec![0; ops.len()];
    let mut open = Vec::new();
    for (pc, op) in ops.iter().enumerate() {
        match op {
            Op::Block(_) | Op::Loop(_) | Op::If(_) => open.push(pc),
            Op::End => {
                if let Some(start) = open.pop() {
                    ends[start] = pc as u32;
                }
            }
            _ => {}
        }
    }
    ends
}

fn flat(operands: &[Operand]) -> Vec<ValueId> {
    let mut values = Vec::new();
    operands.iter().for_each(|operand| operand.push_to(&mut values));
    values
}

impl Builder<'_> {
    /// The variables that the block opened at the current operator assigns.
    fn assigned(&mut self) -> Vec<Var> {
        let Some(activation) = self.activations.last() else { return Vec::new() };
        let pc = activation.pc;
        let end = self.ends.get(&activation.function).and_then(|ends| ends.get(pc)).copied();
        let Some(function) = self.function() else { return Vec::new() };
        let ops = function.ops.get(pc..end.unwrap_or(0) as usize).unwrap_or_default();
        let mut vars = Vec::new();
        for op in ops {
            match op {
                Op::LocalSet(index) | Op::LocalTee(index) => vars.push(Var::Local(*index)),
                Op::GlobalSet(index) if Some(*index) == self.stack_global => {
                    vars.push(Var::StackPointer);
                }
                _ => {}
            }
        }
        vars.sort_by_key(|var| match var {
            Var::Local(index) => (0, *index),
            Var::StackPointer => (1, 0),
        });
        vars.dedup();
        let cost = ops.len() as u32 / 16;
        self.fuel = self.fuel.saturating_sub(cost);
        vars
    }

    fn get_var(&self, var: Var) -> Operand {
        match (var, self.activations.last()) {
            (Var::StackPointer, Some(activation)) => Operand::One(activation.stack_pointer),
            (Var::Local(index), _) => self.local(index),
            _ => Operand::One(ValueId(0)),
        }
    }

    fn set_var(&mut self, var: Var, operand: Operand) {
        match (var, operand) {
            (Var::StackPointer, Operand::One(value)) => {
                if let Some(activation) = self.activations.last_mut() {
                    activation.stack_pointer = value;
                }
            }
            (Var::Local(index), _) => self.set_local(index, operand),
            _ => {}
        }
    }

    pub(super) fn open_function(&mut self, results: Vec<WasmTy>) {
        self.open(Form::Function, &results, Vec::new(), 0);
    }

    fn open(&mut self, form: Form, results: &[WasmTy], vars: Vec<Var>, params: usize) {
        let results = results.iter().map(|ty| self.phi(*ty)).collect();
        let current: Vec<_> = vars.iter().map(|var| self.get_var(*var)).collect();
        let merged = current.into_iter().map(|operand| self.phi_like(operand)).collect();
        let label = self.f.label();
        self.controls.push(Control {
            form,
            label,
            results,
            vars,
            merged,
            height: self.stack.len().saturating_sub(params),
            before: std::mem::take(&mut self.out),
            left: false,
        });
    }

    pub(super) fn open_block(&mut self, ty: BlockType) {
        let signature = self.decoded.block_signature(ty);
        let vars = self.assigned();
        self.open(Form::Block, &signature.results, vars, signature.params.len());
    }

    pub(super) fn open_loop(&mut self, ty: BlockType) {
        let signature = self.decoded.block_signature(ty);
        let vars = self.assigned();
        let params = signature.params.len();
        let height = self.stack.len().saturating_sub(params);
        let mut inits = self.stack.split_off(height);
        inits.extend(vars.iter().map(|var| self.get_var(*var)));
        let carried: Vec<_> = inits.iter().map(|init| self.phi_like(*init)).collect();
        let form = Form::Loop { carried: carried.clone(), inits, params };
        self.open(form, &signature.results, vars.clone(), 0);
        self.stack.extend(&carried[..params]);
        for (var, phi) in vars.into_iter().zip(&carried[params..]) {
            self.set_var(var, *phi);
        }
    }

    pub(super) fn open_if(&mut self, ty: BlockType) {
        let condition = self.pop_one();
        let signature = self.decoded.block_signature(ty);
        let vars = self.assigned();
        let count = signature.params.len();
        let params = self.stack[self.stack.len().saturating_sub(count)..].to_vec();
        let entry = vars.iter().map(|var| self.get_var(*var)).collect();
        let form = Form::If { condition, then: None, params, entry };
        self.open(form, &signature.results, vars, count);
    }

    pub(super) fn turn_to_else(&mut self) {
        if !self.dead {
            self.branch(0);
        }
        let body = std::mem::take(&mut self.out);
        let Some(control) = self.controls.last_mut() else { return };
        let height = control.height;
        let vars = control.vars.clone();
        let Form::If { then, params, entry, .. } = &mut control.form else { return };
        *then = Some(body);
        let (params, entry) = (params.clone(), entry.clone());
        self.stack.truncate(height);
        self.stack.extend(params);
        for (var, value) in vars.into_iter().zip(entry) {
            self.set_var(var, value);
        }
        self.dead = false;
    }

    /// Leaves the block `depth` levels up, with the values on the stack.
    pub(super) fn branch(&mut self, depth: u32) {
        let stmt = self.jump(depth);
        self.out.push(stmt);
        self.dead = true;
    }

    pub(super) fn branch_if(&mut self, condition: ValueId, depth: u32) {
        let jump = self.jump(depth);
        self.out.push(Stmt::If {
            condition,
            then: vec![jump],
            otherwise: Vec::new(),
            merges: Vec::new(),
        });
    }

    fn jump(&mut self, depth: u32) -> Stmt {
        let Some(index) = self.controls.len().checked_sub(depth as usize + 1) else {
            return Stmt::Trap { line: self.f.line };
        };
        let is_root = index == 0;
        let control = &self.controls[index];
        let label = control.label;
        let arity = match &control.form {
            Form::Loop { params, .. } => *params,
            _ => control.results.len(),
        };
        let is_loop = matches!(control.form, Form::Loop { .. });
        let mut operands = self.stack[self.stack.len().saturating_sub(arity)..].to_vec();
        operands.extend(control.vars.iter().map(|var| self.get_var(*var)));
        let values = flat(&operands);
        if is_loop {
            return Stmt::Continue { label, values };
        }
        self.controls[index].left = true;
        if is_root { Stmt::Return { values } } else { Stmt::Break { label, values } }
    }

    pub(super) fn leave(&mut self) {
        let depth = self
            .controls
            .iter()
            .rev()
            .position(|control| matches!(control.form, Form::Function))
            .unwrap_or(0);
        self.branch(depth as u32);
    }

    pub(super) fn branch_table(&mut self, targets: &[u32], default: u32) {
        const MAX_TARGETS: usize = 64;
        let index = self.pop_one();
        if targets.len() > MAX_TARGETS {
            return self.unsupported(
                "br_table",
                format!("br_table with {} targets can't be lifted", targets.len()),
                "replace the switch by a table of values or by arithmetic",
            );
        }
        for (case, depth) in targets.iter().enumerate() {
            if *depth != default {
                let case = self.f.int(case as i32);
                let condition = self.f.binary(Binary::Eq, index, case);
                self.branch_if(condition, *depth);
            }
        }
        self.branch(default);
    }

    /// Walks dead code, which has no statements, to the end of its block.
    pub(super) fn skip(&mut self, op: &Op) {
        match op {
            Op::Block(_) | Op::Loop(_) | Op::If(_) => self.skipped += 1,
            Op::Else if self.skipped == 0 => self.turn_to_else(),
            Op::End if self.skipped == 0 => self.close(),
            Op::End => self.skipped -= 1,
            _ => {}
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(Control { form: Form::If { then: None, .. }, .. }) = self.controls.last() {
            self.turn_to_else();
        }
        let is_loop = matches!(self.controls.last(), Some(Control { form: Form::Loop { .. }, .. }));
        if !self.dead && !is_loop {
            self.branch(0);
        } else if !self.dead {
            self.fall_out_of_loop();
        }
        let Some(control) = self.controls.pop() else { return };
        let body = std::mem::replace(&mut self.out, control.before);
        self.dead = !control.left;
        self.stack.truncate(control.height);
        self.stack.extend(&control.results);
        let mut results = control.results;
        results.extend(&control.merged);
        let (label, results) = (control.label, flat(&results));
        match control.form {
            Form::Function => {
                self.activations.pop();
                if self.activations.is_empty() {
                    self.out = body;
                    return;
                }
                self.out.push(Stmt::Block { label, results, body });
                // The callee's last operator has not advanced the caller.
                if let Some(caller) = self.activations.last_mut() {
                    caller.pc += 1;
                }
                return;
            }
            Form::Block => self.out.push(Stmt::Block { label, results, body }),
            Form::Loop { carried, inits, .. } => {
                let carried = flat(&carried)
                    .into_iter()
                    .zip(flat(&inits))
                    .map(|(phi, init)| Carried { phi, init })
                    .collect();
                self.out.push(Stmt::Loop { label, carried, results, body });
            }
            Form::If { condition, then, .. } => {
                let then = then.unwrap_or_default();
                let arms = Stmt::If { condition, then, otherwise: body, merges: Vec::new() };
                self.out.push(Stmt::Block { label, results, body: vec![arms] });
            }
        }
        for (var, phi) in control.vars.into_iter().zip(control.merged) {
            self.set_var(var, phi);
        }
    }

    fn fall_out_of_loop(&mut self) {
        let Some(control) = self.controls.last_mut() else { return };
        control.left = true;
        let (label, arity) = (control.label, control.results.len());
        let vars = control.vars.clone();
        let mut operands = self.stack[self.stack.len().saturating_sub(arity)..].to_vec();
        operands.extend(vars.into_iter().map(|var| self.get_var(var)));
        self.out.push(Stmt::Break { label, values: flat(&operands) });
    }
}
