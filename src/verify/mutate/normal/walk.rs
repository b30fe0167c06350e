//! naga's IR → what a draft does, line by line, over values in normal form.
//!
//! Local variables become values, calls are inlined, arms that can't be entered are left out, and
//! an `if` that only chooses values is a select. Gives up on what it doesn't know; a program that
//! it gives up on has no proof.

use std::collections::HashMap;

use naga::valid::FunctionInfo;
use naga::{
    AddressSpace, BinaryOperator, Block, Expression, Function, Handle, Literal, LocalVariable,
    MathFunction, Module, ScalarKind, Statement, TypeInner, UnaryOperator,
};

use super::pool::{Id, Node, Pool};
use super::range::Range;
use crate::check::Checked;

/// How deep blocks and calls may nest together.
const DEPTH: usize = 64;
/// How many lines a program may have.
const LINES: usize = 20_000;

/// One effect, with the values that it depends on.
pub type Line = (String, Vec<Id>);

/// What is known of a field of the uniform buffer.
pub type Domain = HashMap<String, Range>;

/// What a draft does; `None` where the walk gives up.
pub fn walk(pool: &mut Pool, checked: &Checked, domain: &Domain) -> Option<Vec<Line>> {
    let entry = checked.module.entry_points.first()?;
    let mut walk =
        Walk { pool, checked, domain, lines: Vec::new(), versions: 0, loops: 0, depth: 0 };
    let arguments = entry.function.arguments.iter().map(|argument| {
        let naga::Binding::BuiltIn(builtin) = argument.binding.as_ref()? else { return None };
        Some(walk.builtin(*builtin))
    });
    let arguments = arguments.collect::<Option<Vec<_>>>()?;
    let info = checked.info.get_entry_point(0);
    let facts = walk.pool.facts();
    let done = walk.function(&entry.function, info, arguments);
    walk.pool.forget(facts);
    done?;
    Some(walk.lines)
}

struct Walk<'a> {
    pool: &'a mut Pool,
    checked: &'a Checked,
    domain: &'a Domain,
    lines: Vec<Line>,
    /// Stores so far: a load after another store is another load.
    versions: u32,
    loops: u32,
    depth: usize,
}

/// One call.
#[derive(Clone)]
struct Frame<'a> {
    function: &'a Function,
    info: &'a FunctionInfo,
    arguments: Vec<Id>,
    values: HashMap<Handle<Expression>, Id>,
    locals: HashMap<Handle<LocalVariable>, Id>,
    /// The variables of the loops around, outermost first.
    carried: Vec<Vec<Handle<LocalVariable>>>,
    result: Option<Id>,
}

/// Whether the end of a block is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Flow {
    On,
    Ended,
}

impl<'a> Walk<'a> {
    fn module(&self) -> &'a Module {
        &self.checked.module
    }

    fn builtin(&mut self, builtin: naga::BuiltIn) -> Id {
        use naga::BuiltIn;
        let size = self.checked.workgroup_size.map(i64::from);
        let most = |axis: usize| match builtin {
            BuiltIn::GlobalInvocationId => 65_535 * size[axis] - 1,
            BuiltIn::LocalInvocationId => size[axis] - 1,
            _ => 65_535,
        };
        if builtin == BuiltIn::LocalInvocationIndex {
            let range = Range::int(0, size.iter().product::<i64>() - 1);
            return self.pool.leaf(format!("{builtin:?}"), range);
        }
        let axes: Vec<Id> = (0..3)
            .map(|axis| self.pool.leaf(format!("{builtin:?}.{axis}"), Range::int(0, most(axis))))
            .collect();
        self.pool.op("compose", &axes)
    }

    fn line(&mut self, what: impl Into<String>, values: Vec<Id>) -> Option<()> {
        self.lines.push((what.into(), values));
        (self.lines.len() < LINES).then_some(())
    }

    /// Inlines a function; its value, or 0 where it has none.
    fn function(
        &mut self,
        function: &'a Function,
        info: &'a FunctionInfo,
        arguments: Vec<Id>,
    ) -> Option<Id> {
        let mut frame = Frame {
            function,
            info,
            arguments,
            values: HashMap::new(),
            locals: HashMap::new(),
            carried: Vec::new(),
            result: None,
        };
        for (handle, local) in function.local_variables.iter() {
            let value = match local.init {
                Some(init) => self.value(&mut frame, init)?,
                None => self.zero(local.ty)?,
            };
            frame.locals.insert(handle, value);
        }
        let facts = self.pool.facts();
        let value = if function.result.is_some() {
            let statements: Vec<&Statement> = function.body.iter().collect();
            self.pure(&mut frame, &statements)?
        } else {
            self.line("enter", Vec::new())?;
            self.block(&mut frame, &function.body)?;
            self.line("leave", Vec::new())?;
            self.pool.int(0)
        };
        self.pool.forget(facts);
        Some(value)
    }

    /// The value of a function's body that has no effect but its value. An `if` with a return in
    /// it has what follows in both arms.
    fn pure(&mut self, frame: &mut Frame<'a>, statements: &[&'a Statement]) -> Option<Id> {
        self.depth += 1;
        let found = self.pure_here(frame, statements);
        self.depth -= 1;
        found
    }

    fn pure_here(&mut self, frame: &mut Frame<'a>, statements: &[&'a Statement]) -> Option<Id> {
        if self.depth > DEPTH {
            return None;
        }
        for (at, statement) in statements.iter().enumerate() {
            match statement {
                Statement::Return { value } => return self.value(frame, (*value)?),
                Statement::Block(inner) => {
                    let all: Vec<&Statement> =
                        inner.iter().chain(statements[at + 1..].iter().copied()).collect();
                    return self.pure(frame, &all);
                }
                Statement::If { condition, accept, reject }
                    if returns(accept) || returns(reject) =>
                {
                    let condition = self.value(frame, *condition)?;
                    let rest = &statements[at + 1..];
                    let arm = |walk: &mut Self, block: &'a Block, truth: bool| -> Option<Id> {
                        let all: Vec<&Statement> =
                            block.iter().chain(rest.iter().copied()).collect();
                        let facts = walk.pool.facts();
                        walk.pool.assume(condition, truth);
                        let lines = walk.lines.len();
                        let value = walk.pure(&mut frame.clone(), &all);
                        walk.pool.forget(facts);
                        // What has an effect can't stand in both arms.
                        value.filter(|_| walk.lines.len() == lines)
                    };
                    let known = self.pool.range(condition).bounds();
                    if known == (1, 1) {
                        return arm(self, accept, true);
                    }
                    if known == (0, 0) {
                        return arm(self, reject, false);
                    }
                    let yes = arm(self, accept, true)?;
                    let no = arm(self, reject, false)?;
                    return Some(self.pool.op("select", &[condition, yes, no]));
                }
                // Out of a loop a return is no plain value.
                other if nested(other).any(returns) => return None,
                other => {
                    self.statement(frame, other)?;
                }
            }
        }
        None
    }

    fn block(&mut self, frame: &mut Frame<'a>, block: &'a Block) -> Option<Flow> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut flow = Flow::On;
        for statement in block.iter() {
            flow = self.statement(frame, statement)?;
            if flow == Flow::Ended {
                break;
            }
        }
        self.depth -= 1;
        Some(flow)
    }

    fn statement(&mut self, frame: &mut Frame<'a>, statement: &'a Statement) -> Option<Flow> {
        match statement {
            Statement::Emit(range) => {
                for handle in range.clone() {
                    let value = self.expression(frame, handle)?;
                    frame.values.insert(handle, value);
                }
            }
            Statement::Block(block) => return self.block(frame, block),
            Statement::If { condition, accept, reject } => {
                let condition = self.value(frame, *condition)?;
                return self.choose(frame, condition, accept, reject);
            }
            Statement::Loop { body, continuing, break_if } => {
                self.go_round(frame, body, continuing, *break_if)?;
            }
            Statement::Break => {
                let values = self.carried(frame)?;
                self.line("break", values)?;
                return Some(Flow::Ended);
            }
            Statement::Continue => {
                let values = self.carried(frame)?;
                self.line("continue", values)?;
                return Some(Flow::Ended);
            }
            Statement::Return { value } => {
                if let Some(value) = value {
                    frame.result = Some(self.value(frame, *value)?);
                }
                self.line("return", frame.result.into_iter().collect())?;
                return Some(Flow::Ended);
            }
            Statement::ControlBarrier(kind) | Statement::MemoryBarrier(kind) => {
                self.line(format!("barrier {kind:?}"), Vec::new())?;
                self.versions += 1;
            }
            Statement::Store { pointer, value } => {
                let value = self.value(frame, *value)?;
                if let Expression::LocalVariable(local) = frame.function.expressions[*pointer] {
                    frame.locals.insert(local, value);
                } else {
                    let place = self.pointer(frame, *pointer)?;
                    self.line("store", vec![place, value])?;
                    self.versions += 1;
                }
            }
            Statement::Atomic { pointer, fun, value, result } => {
                let place = self.pointer(frame, *pointer)?;
                let value = self.value(frame, *value)?;
                if matches!(fun, naga::AtomicFunction::Exchange { .. }) {
                    return None;
                }
                self.line(format!("atomic {fun:?}"), vec![place, value])?;
                self.versions += 1;
                if let Some(result) = result {
                    let name = format!("atomic {}", self.versions);
                    let value = self.pool.leaf(name, Range::INT);
                    frame.values.insert(*result, value);
                }
            }
            Statement::Call { function, arguments, result } => {
                let callee = &self.module().functions[*function];
                let info = &self.checked.info[*function];
                let arguments =
                    arguments.iter().map(|a| self.value(frame, *a)).collect::<Option<Vec<_>>>()?;
                self.depth += 1;
                if self.depth > DEPTH {
                    return None;
                }
                let value = self.function(callee, info, arguments)?;
                self.depth -= 1;
                if let Some(result) = result {
                    frame.values.insert(*result, value);
                }
            }
            _ => return None,
        }
        Some(Flow::On)
    }

    fn choose(
        &mut self,
        frame: &mut Frame<'a>,
        condition: Id,
        accept: &'a Block,
        reject: &'a Block,
    ) -> Option<Flow> {
        match self.pool.range(condition).bounds() {
            (1, 1) => return self.block(frame, accept),
            (0, 0) => return self.block(frame, reject),
            _ => {}
        }
        let (condition, accept, reject) = match self.pool.node(condition) {
            Node::Op(tag, inner) if tag == "not" => (inner[0], reject, accept),
            _ => (condition, accept, reject),
        };
        let begin = self.lines.len();
        self.line("if", vec![condition])?;
        let before = frame.locals.clone();
        let facts = self.pool.facts();
        self.pool.assume(condition, true);
        let first = self.block(frame, accept)?;
        self.pool.forget(facts);
        let then = std::mem::replace(&mut frame.locals, before);
        let middle = self.lines.len();
        self.line("else", Vec::new())?;
        self.pool.assume(condition, false);
        let second = self.block(frame, reject)?;
        self.pool.forget(facts);
        if middle == begin + 1 && self.lines.len() == middle + 1 {
            self.lines.truncate(begin);
        } else {
            self.line("end", Vec::new())?;
        }
        match (first, second) {
            (Flow::Ended, Flow::Ended) => return Some(Flow::Ended),
            // What follows runs only where the other arm did.
            (Flow::Ended, Flow::On) => self.pool.assume(condition, false),
            (Flow::On, Flow::Ended) => {
                frame.locals = then;
                self.pool.assume(condition, true);
            }
            (Flow::On, Flow::On) => {
                for (local, value) in &mut frame.locals {
                    let yes = *then.get(local)?;
                    *value = self.pool.op("select", &[condition, yes, *value]);
                }
            }
        }
        Some(Flow::On)
    }

    fn carried(&self, frame: &Frame<'a>) -> Option<Vec<Id>> {
        let locals = frame.carried.last()?;
        locals.iter().map(|local| frame.locals.get(local).copied()).collect()
    }

    /// The loop's variables become unknown.
    fn unknown(&mut self, frame: &mut Frame<'a>, number: u32, when: &str) -> Option<()> {
        let locals = frame.carried.last()?.clone();
        for (at, local) in locals.into_iter().enumerate() {
            let ty = frame.function.local_variables[local].ty;
            let range = full(&self.module().types[ty].inner);
            let value = self.pool.leaf(format!("{when} {number}.{at}"), range);
            frame.locals.insert(local, value);
        }
        Some(())
    }

    fn go_round(
        &mut self,
        frame: &mut Frame<'a>,
        body: &'a Block,
        continuing: &'a Block,
        break_if: Option<Handle<Expression>>,
    ) -> Option<()> {
        self.loops += 1;
        let number = self.loops;
        let mut stored = Vec::new();
        stores(frame.function, body, &mut stored);
        stores(frame.function, continuing, &mut stored);
        stored.sort_unstable();
        stored.dedup();
        frame.carried.push(stored);
        let facts = self.pool.facts();
        let initial = self.carried(frame)?;
        self.line("loop", initial)?;
        self.unknown(frame, number, "round")?;
        self.versions += 1;
        let flow = self.block(frame, body)?;
        self.pool.forget(facts);
        let values = self.carried(frame)?;
        self.line(if flow == Flow::On { "falls" } else { "ended" }, values)?;
        if continues(body) || flow == Flow::Ended {
            self.unknown(frame, number, "continue")?;
        }
        self.block(frame, continuing)?;
        let mut values = self.carried(frame)?;
        if let Some(condition) = break_if {
            values.push(self.value(frame, condition)?);
        }
        self.line("next", values)?;
        self.pool.forget(facts);
        self.unknown(frame, number, "after")?;
        self.versions += 1;
        frame.carried.pop();
        Some(())
    }

    /// A value that was emitted, or that needs no emitting.
    fn value(&mut self, frame: &mut Frame<'a>, handle: Handle<Expression>) -> Option<Id> {
        if let Some(value) = frame.values.get(&handle) {
            return Some(*value);
        }
        match &frame.function.expressions[handle] {
            Expression::Literal(literal) => self.literal(*literal),
            Expression::Constant(constant) => self.global(self.module().constants[*constant].init),
            Expression::ZeroValue(ty) => self.zero(*ty),
            Expression::FunctionArgument(at) => frame.arguments.get(*at as usize).copied(),
            Expression::GlobalVariable(_) => self.pointer(frame, handle),
            Expression::Compose { .. } | Expression::Splat { .. } => self.expression(frame, handle),
            _ => None,
        }
    }

    fn global(&mut self, handle: Handle<Expression>) -> Option<Id> {
        match &self.module().global_expressions[handle] {
            Expression::Literal(literal) => self.literal(*literal),
            Expression::Constant(constant) => {
                let init = self.module().constants[*constant].init;
                self.global(init)
            }
            Expression::ZeroValue(ty) => self.zero(*ty),
            _ => None,
        }
    }

    fn literal(&mut self, literal: Literal) -> Option<Id> {
        Some(match literal {
            Literal::I32(v) => self.pool.int(v),
            Literal::U32(v) => self.pool.int(v as i32),
            Literal::Bool(v) => self.pool.int(v.into()),
            Literal::F32(v) => self.pool.float(v),
            _ => return None,
        })
    }

    fn zero(&mut self, ty: Handle<naga::Type>) -> Option<Id> {
        match &self.module().types[ty].inner {
            TypeInner::Scalar(scalar) if scalar.kind == ScalarKind::Float => {
                Some(self.pool.float(0.0))
            }
            TypeInner::Scalar(_) => Some(self.pool.int(0)),
            TypeInner::Vector { size, scalar } => {
                let zero = match scalar.kind {
                    ScalarKind::Float => self.pool.float(0.0),
                    _ => self.pool.int(0),
                };
                Some(self.pool.op("compose", &vec![zero; *size as usize]))
            }
            _ => None,
        }
    }

    /// A pointer into a global variable, as a value.
    fn pointer(&mut self, frame: &mut Frame<'a>, handle: Handle<Expression>) -> Option<Id> {
        match &frame.function.expressions[handle] {
            Expression::GlobalVariable(variable) => {
                let variable = &self.module().global_variables[*variable];
                let name = match (&variable.binding, &variable.name) {
                    (Some(binding), _) => format!("binding {}", binding.binding),
                    (None, name) => format!("{:?} {}", variable.space, name.as_deref()?),
                };
                Some(self.pool.leaf(name, Range::Any))
            }
            Expression::Access { base, index } => {
                let (base, index) = (self.pointer(frame, *base)?, self.value(frame, *index)?);
                Some(self.pool.op("at", &[base, index]))
            }
            Expression::AccessIndex { base, index } => {
                let base = self.pointer(frame, *base)?;
                let index = self.pool.int(*index as i32);
                Some(self.pool.op("at", &[base, index]))
            }
            _ => None,
        }
    }

    fn expression(&mut self, frame: &mut Frame<'a>, handle: Handle<Expression>) -> Option<Id> {
        let inner = frame.info[handle].ty.inner_with(&self.module().types);
        match &frame.function.expressions[handle] {
            Expression::Load { pointer } => self.load(frame, *pointer, inner),
            Expression::Access { base, index } => {
                if pointed(frame, *base, &self.module().types) {
                    return self.pointer(frame, handle);
                }
                let (base, index) = (self.value(frame, *base)?, self.value(frame, *index)?);
                Some(self.pool.op("index", &[base, index]))
            }
            Expression::AccessIndex { base, index } => {
                if pointed(frame, *base, &self.module().types) {
                    return self.pointer(frame, handle);
                }
                let base = self.value(frame, *base)?;
                if let Node::Op(tag, parts) = self.pool.node(base)
                    && tag == "compose"
                {
                    return parts.get(*index as usize).copied();
                }
                let index = self.pool.int(*index as i32);
                Some(self.pool.op("index", &[base, index]))
            }
            Expression::Compose { components, .. } => {
                let parts =
                    components.iter().map(|c| self.value(frame, *c)).collect::<Option<Vec<_>>>()?;
                Some(self.pool.op("compose", &parts))
            }
            Expression::Splat { size, value } => {
                let value = self.value(frame, *value)?;
                Some(self.pool.op("compose", &vec![value; *size as usize]))
            }
            Expression::Unary { op, expr } => {
                let a = self.value(frame, *expr)?;
                let tag = match (op, kind(inner)) {
                    (UnaryOperator::Negate, Some(ScalarKind::Float)) => "fneg",
                    (UnaryOperator::Negate, Some(_)) => "neg",
                    (UnaryOperator::LogicalNot, Some(_)) => "not",
                    (UnaryOperator::BitwiseNot, Some(_)) => "m:~i",
                    (op, None) => return Some(self.pool.op(&format!("v:{op:?}"), &[a])),
                };
                Some(self.pool.op(tag, &[a]))
            }
            Expression::Binary { op, left, right } => {
                let of = frame.info[*left].ty.inner_with(&self.module().types);
                let (a, b) = (self.value(frame, *left)?, self.value(frame, *right)?);
                self.binary(*op, kind(of), a, b)
            }
            Expression::Select { condition, accept, reject } => {
                let condition = self.value(frame, *condition)?;
                let (yes, no) = (self.value(frame, *accept)?, self.value(frame, *reject)?);
                let tag = if kind(inner).is_some() { "select" } else { "v:select" };
                Some(self.pool.op(tag, &[condition, yes, no]))
            }
            Expression::Math { fun, arg, arg1, arg2, arg3 } => {
                let mut arguments = Vec::new();
                for argument in [Some(*arg), *arg1, *arg2, *arg3].into_iter().flatten() {
                    arguments.push(self.value(frame, argument)?);
                }
                self.math(*fun, kind(inner), &arguments)
            }
            Expression::As { expr, kind: to, convert } => {
                let of = frame.info[*expr].ty.inner_with(&self.module().types);
                let value = self.value(frame, *expr)?;
                self.conversion(kind(of), *to, *convert, value)
            }
            Expression::ArrayLength(pointer) => {
                let place = self.pointer(frame, *pointer)?;
                Some(self.pool.op("m:arrayLength i", &[place]))
            }
            _ => self.value(frame, handle),
        }
    }

    fn load(
        &mut self,
        frame: &mut Frame<'a>,
        pointer: Handle<Expression>,
        inner: &TypeInner,
    ) -> Option<Id> {
        let expressions = &frame.function.expressions;
        if let Expression::LocalVariable(local) = expressions[pointer] {
            return frame.locals.get(&local).copied();
        }
        let place = self.pointer(frame, pointer)?;
        let types = &self.module().types;
        if let TypeInner::Pointer { base, .. } = frame.info[pointer].ty.inner_with(types)
            && matches!(types[*base].inner, TypeInner::Atomic(_))
        {
            // Others may store between any two of these.
            self.line("atomic load", vec![place])?;
            self.versions += 1;
        }
        let mut root = pointer;
        while let Expression::Access { base, .. } | Expression::AccessIndex { base, .. } =
            expressions[root]
        {
            root = base;
        }
        let Expression::GlobalVariable(variable) = expressions[root] else { return None };
        let variable = &self.module().global_variables[variable];
        let name = match variable.space {
            AddressSpace::Uniform => match self.field(frame, pointer, variable.ty) {
                Some((name, range)) => return Some(self.pool.leaf(format!("p.{name}"), range)),
                None => "uniform".to_owned(),
            },
            AddressSpace::Storage { access } if !access.contains(naga::StorageAccess::STORE) => {
                "constant".to_owned()
            }
            _ => self.versions.to_string(),
        };
        let named = self.pool.leaf(format!("version {name}"), Range::Any);
        let loaded = self.pool.op("load", &[place, named]);
        let range = match full(inner) {
            // Inputs of decisive cases are finite, and so is what the reference stores there.
            Range::Float { .. } if name == "constant" => {
                let most = f64::from(f32::MAX);
                Range::Float { low: -most, high: most, nan: false }
            }
            range => range,
        };
        Some(self.pool.leaf(format!("loaded {loaded}"), range))
    }

    /// A scalar of the contract.
    fn field(
        &self,
        frame: &Frame<'a>,
        pointer: Handle<Expression>,
        ty: Handle<naga::Type>,
    ) -> Option<(String, Range)> {
        let Expression::AccessIndex { base, index } = frame.function.expressions[pointer] else {
            return None;
        };
        let Expression::GlobalVariable(_) = frame.function.expressions[base] else { return None };
        let TypeInner::Struct { members, .. } = &self.module().types[ty].inner else { return None };
        let member = members.get(index as usize)?;
        let name = member.name.clone()?;
        let range = self.domain.get(&name).copied();
        let range = range.unwrap_or_else(|| full(&self.module().types[member.ty].inner));
        Some((name, range))
    }

    fn binary(&mut self, op: BinaryOperator, kind: Option<ScalarKind>, a: Id, b: Id) -> Option<Id> {
        use BinaryOperator as B;
        let Some(kind) = kind else { return Some(self.pool.op(&format!("v:{op:?}"), &[a, b])) };
        let signed = kind == ScalarKind::Sint;
        let float = kind == ScalarKind::Float;
        let pick = |s: &'static str, u: &'static str, f: &'static str| match kind {
            ScalarKind::Float => f,
            ScalarKind::Sint => s,
            _ => u,
        };
        Some(match op {
            B::Add => self.pool.op(pick("add", "add", "fadd"), &[a, b]),
            B::Subtract => self.pool.op(pick("sub", "sub", "fsub"), &[a, b]),
            B::Multiply => self.pool.op(pick("mul", "mul", "fmul"), &[a, b]),
            B::Divide => self.pool.op(pick("divs", "divu", "fdiv"), &[a, b]),
            B::Modulo => self.pool.op(pick("rems", "remu", "frem"), &[a, b]),
            B::And | B::LogicalAnd if kind == ScalarKind::Bool => self.pool.op("land", &[a, b]),
            B::InclusiveOr | B::LogicalOr if kind == ScalarKind::Bool => {
                self.pool.op("lor", &[a, b])
            }
            B::And | B::LogicalAnd => self.pool.op("and", &[a, b]),
            B::InclusiveOr | B::LogicalOr => self.pool.op("or", &[a, b]),
            B::ExclusiveOr => self.pool.op("xor", &[a, b]),
            B::ShiftLeft => self.pool.op("shl", &[a, b]),
            B::ShiftRight => self.pool.op(if signed { "shrs" } else { "shru" }, &[a, b]),
            B::Equal => self.pool.op(if float { "feq" } else { "eq" }, &[a, b]),
            B::NotEqual => {
                let equal = self.pool.op(if float { "feq" } else { "eq" }, &[a, b]);
                self.pool.op("not", &[equal])
            }
            B::Less => self.pool.op(pick("lt", "ltu", "flt"), &[a, b]),
            B::LessEqual => self.pool.op(pick("le", "leu", "fle"), &[a, b]),
            B::Greater => self.pool.op(pick("lt", "ltu", "flt"), &[b, a]),
            B::GreaterEqual => self.pool.op(pick("le", "leu", "fle"), &[b, a]),
        })
    }

    fn math(&mut self, fun: MathFunction, kind: Option<ScalarKind>, a: &[Id]) -> Option<Id> {
        let float = kind == Some(ScalarKind::Float);
        let signed = kind == Some(ScalarKind::Sint);
        let (min, max) = match kind {
            Some(ScalarKind::Float) => ("fmin", "fmax"),
            Some(ScalarKind::Sint) => ("min", "max"),
            Some(ScalarKind::Uint) => ("minu", "maxu"),
            _ => return Some(self.pool.op(&format!("v:{fun:?}"), a)),
        };
        Some(match (fun, a) {
            (MathFunction::Min, _) => self.pool.op(min, a),
            (MathFunction::Max, _) => self.pool.op(max, a),
            (MathFunction::Clamp, [x, low, high]) => {
                let raised = self.pool.op(max, &[*x, *low]);
                self.pool.op(min, &[raised, *high])
            }
            (MathFunction::Abs, _) if float => self.pool.op("fabs", a),
            (MathFunction::Abs, _) if signed => self.pool.op("abs", a),
            (MathFunction::Sqrt, _) => self.pool.op("sqrt", a),
            _ => {
                let kind = if float { "f" } else { "i" };
                self.pool.op(&format!("m:{fun:?} {kind}"), a)
            }
        })
    }

    fn conversion(
        &mut self,
        from: Option<ScalarKind>,
        to: ScalarKind,
        convert: Option<u8>,
        value: Id,
    ) -> Option<Id> {
        use ScalarKind::{Bool, Float, Sint, Uint};
        let Some(from) = from else {
            return Some(self.pool.op(&format!("v:as {to:?} {convert:?}"), &[value]));
        };
        if convert.is_none() {
            // Bits stay; only floats and integers are told apart here.
            return Some(match (from == Float, to == Float) {
                (true, false) => self.pool.op("m:bits i", &[value]),
                (false, true) => self.pool.op("m:bits f", &[value]),
                _ => value,
            });
        }
        Some(match (from, to) {
            (Sint | Uint, Sint | Uint) | (Bool, Sint | Uint | Bool) | (Float, Float) => value,
            (Sint, Float) => self.pool.op("itofs", &[value]),
            (Uint | Bool, Float) => self.pool.op("itofu", &[value]),
            (Float, Sint) => self.pool.op("ftoi", &[value]),
            (Float, Uint) => self.pool.op("ftou", &[value]),
            (Sint | Uint, Bool) => {
                let zero = self.pool.int(0);
                let equal = self.pool.op("eq", &[value, zero]);
                self.pool.op("not", &[equal])
            }
            _ => return None,
        })
    }
}

/// The kind of a 32-bit scalar or bool.
fn kind(inner: &TypeInner) -> Option<ScalarKind> {
    match inner {
        TypeInner::Scalar(scalar) if scalar.width <= 4 => Some(scalar.kind),
        _ => None,
    }
}

/// All values of a type.
fn full(inner: &TypeInner) -> Range {
    match kind(inner) {
        Some(ScalarKind::Float) => Range::FLOAT,
        Some(ScalarKind::Bool) => Range::BOOL,
        Some(_) => Range::INT,
        None => match inner {
            TypeInner::Atomic(_) => Range::INT,
            _ => Range::Any,
        },
    }
}

fn pointed(
    frame: &Frame<'_>,
    base: Handle<Expression>,
    types: &naga::UniqueArena<naga::Type>,
) -> bool {
    let inner = frame.info[base].ty.inner_with(types);
    matches!(inner, TypeInner::Pointer { .. } | TypeInner::ValuePointer { .. })
}

/// A return somewhere inside.
fn returns(block: &Block) -> bool {
    inside(block, &|statement| matches!(statement, Statement::Return { .. }), DEPTH)
}

/// A `continue` somewhere inside.
fn continues(block: &Block) -> bool {
    inside(block, &|statement| matches!(statement, Statement::Continue), DEPTH)
}

fn inside(block: &Block, wanted: &dyn Fn(&Statement) -> bool, depth: usize) -> bool {
    block.iter().any(|statement| {
        // Too deep to look: assume the worst.
        wanted(statement)
            || depth == 0
            || nested(statement).any(|block| inside(block, wanted, depth - 1))
    })
}

fn nested(statement: &Statement) -> Box<dyn Iterator<Item = &Block> + '_> {
    match statement {
        Statement::Block(block) => Box::new(std::iter::once(block)),
        Statement::If { accept, reject, .. } => Box::new([accept, reject].into_iter()),
        Statement::Loop { body, continuing, .. } => Box::new([body, continuing].into_iter()),
        Statement::Switch { cases, .. } => Box::new(cases.iter().map(|case| &case.body)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The local variables that a block stores to.
fn stores(function: &Function, block: &Block, found: &mut Vec<Handle<LocalVariable>>) {
    let mut open = vec![block];
    while let Some(block) = open.pop() {
        for statement in block.iter() {
            if let Statement::Store { pointer, .. } = statement
                && let Expression::LocalVariable(local) = function.expressions[*pointer]
            {
                found.push(local);
            }
            open.extend(nested(statement));
        }
    }
}
