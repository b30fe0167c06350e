//! Barriers in control flow that not all invocations of a workgroup share.
//!
//! WGSL's uniformity analysis in spirit, on naga's IR: naga itself accepts such drafts. A value is
//! non-uniform when it comes from an invocation's ids, an atomic, or memory that invocations
//! write; control flow is non-uniform under a non-uniform condition and, after a `return`, `break`
//! or `continue` there, until function or loop end. Variables are followed through assignments,
//! functions through their calls. It may refuse a draft whose barrier is always reached by all; it
//! never accepts one where WGSL's own rules would not.

use std::collections::HashMap;

use naga::{
    AddressSpace, Binding, Block, BuiltIn, Expression, Function, FunctionArgument, Handle, Module,
    Statement, StorageAccess, TypeInner,
};

use super::tokens::tokens;
use crate::kernel::{Diagnostic, Origin, Span};

/// Statements that are visited before the analysis gives up: far beyond any kernel.
const MAX_STEPS: u32 = 2_000_000;

/// All barriers in non-uniform control flow.
pub fn check(wgsl: &str, module: &Module) -> Vec<Diagnostic> {
    let functions = module.functions.iter().map(|(_, function)| function);
    let entries = module.entry_points.iter().map(|entry| &entry.function);
    if !functions.chain(entries).any(|function| has_barrier(&function.body)) {
        return Vec::new();
    }
    let mut analysis =
        Analysis { wgsl, module, summaries: HashMap::new(), found: Vec::new(), steps: 0 };
    for entry in &module.entry_points {
        let arguments = entry.function.arguments.iter();
        let arguments = arguments.map(|argument| analysis.builtin(argument)).collect();
        analysis.function(&entry.function, arguments, None);
    }
    let mut diagnostics: Vec<Diagnostic> =
        analysis.found.iter().map(|found| found.diagnostic(wgsl)).collect();
    if analysis.steps > MAX_STEPS {
        let message = "the control flow around the barriers is too tangled to follow";
        diagnostics.push(
            Diagnostic::error("check/uniformity", Origin::Draft, message)
                .with_hint("use fewer nested loops and calls"),
        );
    }
    diagnostics
}

/// Why something is non-uniform: the expression to blame. `None` stands for uniform.
type Reason = Option<naga::Span>;

/// Ways to leave a statement.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Behaviour {
    next: bool,
    breaks: bool,
    continues: bool,
    returns: bool,
}

impl Behaviour {
    const NEXT: Self = Self { next: true, breaks: false, continues: false, returns: false };

    fn or(self, other: Self) -> Self {
        Self {
            next: self.next || other.next,
            breaks: self.breaks || other.breaks,
            continues: self.continues || other.continues,
            returns: self.returns || other.returns,
        }
    }
}

/// What variables hold: locals, then what pointer arguments point to. `None` where control flow
/// never arrives.
type State = Option<Vec<Reason>>;

fn join(into: &mut State, other: &State) {
    match (into.as_mut(), other) {
        (_, None) => {}
        (None, Some(_)) => into.clone_from(other),
        (Some(into), Some(other)) => {
            for (a, b) in into.iter_mut().zip(other) {
                *a = a.or(*b);
            }
        }
    }
}

fn covers(big: &State, small: &State) -> bool {
    match (big, small) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(big), Some(small)) => big.iter().zip(small).all(|(a, b)| a.is_some() || b.is_none()),
    }
}

/// What a call leaves behind.
#[derive(Clone)]
struct Summary {
    result: Reason,
    /// What each pointer argument points to, by argument.
    pointees: Vec<Reason>,
}

struct Found {
    what: &'static str,
    at: naga::Span,
    reason: naga::Span,
}

impl Found {
    fn diagnostic(&self, wgsl: &str) -> Diagnostic {
        let place = |span: naga::Span| {
            span.to_range().map(|range| Span::of_bytes(wgsl, range.start, range.end))
        };
        let message =
            format!("not every invocation of a workgroup may arrive at this {}", self.what);
        let diagnostic =
            Diagnostic::error("check/uniformity", Origin::Draft, message).at(place(self.at));
        let blame =
            place(self.reason).map_or(String::new(), |s| format!("{}:{}: ", s.line, s.column));
        diagnostic
            .with_note(format!("{blame}this may differ between invocations"))
            .with_hint("move the barrier out of the `if`, the loop or what follows an early return")
    }
}

struct Analysis<'a> {
    wgsl: &'a str,
    module: &'a Module,
    summaries: HashMap<(Handle<Function>, Vec<bool>, bool), Summary>,
    found: Vec<Found>,
    steps: u32,
}

impl<'a> Analysis<'a> {
    /// Of an entry point's argument.
    fn builtin(&self, argument: &FunctionArgument) -> Reason {
        let varies = |binding: &Option<Binding>| match binding {
            Some(Binding::BuiltIn(builtin)) => !is_uniform(*builtin),
            _ => true,
        };
        let varies = match &self.module.types[argument.ty].inner {
            TypeInner::Struct { members, .. } => {
                members.iter().any(|member| varies(&member.binding))
            }
            _ => varies(&argument.binding),
        };
        let name = argument.name.as_deref().unwrap_or("");
        let place = || tokens(self.wgsl).find(|(_, token)| *token == name);
        varies.then(|| match place() {
            Some((at, _)) => naga::Span::new(at as u32, (at + name.len()) as u32),
            None => naga::Span::UNDEFINED,
        })
    }

    fn function(
        &mut self,
        function: &'a Function,
        arguments: Vec<Reason>,
        flow: Reason,
    ) -> Summary {
        let locals = function.local_variables.len();
        let mut state: Vec<Reason> = vec![None; locals];
        state.extend(&arguments);
        let mut body = Body {
            analysis: self,
            function,
            locals,
            values: vec![None; function.expressions.len()],
            arguments,
            loops: HashMap::new(),
            enclosing: Vec::new(),
            result: None,
            returned: None,
        };
        let (end, _, _) = body.block(&function.body, Some(state), flow);
        let mut last = body.returned.take();
        join(&mut last, &end);
        let pointees = last.map_or_else(Vec::new, |last| last[locals..].to_vec());
        Summary { result: body.result, pointees }
    }
}

/// Where `break` and `continue` go.
#[derive(Default)]
struct Enclosing {
    is_loop: bool,
    broken: State,
    continued: State,
}

/// A loop's result for an entry that it was analysed with.
struct LoopCache {
    entry: State,
    flow: Reason,
    exit: (State, Reason, Behaviour),
}

struct Body<'a, 'b> {
    analysis: &'b mut Analysis<'a>,
    function: &'a Function,
    locals: usize,
    values: Vec<Reason>,
    arguments: Vec<Reason>,
    loops: HashMap<*const Block, LoopCache>,
    enclosing: Vec<Enclosing>,
    result: Reason,
    returned: State,
}

impl<'a> Body<'a, '_> {
    fn block(
        &mut self,
        block: &'a Block,
        state: State,
        flow: Reason,
    ) -> (State, Reason, Behaviour) {
        let (mut state, mut flow, mut behaviour) = (state, flow, Behaviour::NEXT);
        for (statement, span) in block.span_iter() {
            self.analysis.steps = self.analysis.steps.saturating_add(1);
            if self.analysis.steps > MAX_STEPS {
                break;
            }
            let own;
            (state, flow, own) = self.statement(statement, *span, state, flow);
            behaviour.next = own.next;
            behaviour = behaviour.or(Behaviour { next: false, ..own });
            if !own.next {
                break;
            }
        }
        (state, flow, behaviour)
    }

    fn statement(
        &mut self,
        statement: &'a Statement,
        span: naga::Span,
        mut state: State,
        flow: Reason,
    ) -> (State, Reason, Behaviour) {
        match statement {
            Statement::Emit(range) => {
                for handle in range.clone() {
                    self.values[handle.index()] = self.expression(handle, &state);
                }
            }
            Statement::Block(block) => return self.block(block, state, flow),
            Statement::If { condition, accept, reject } => {
                let inner = flow.or(self.blame(*condition));
                let (then, then_flow, then_behaviour) = self.block(accept, state.clone(), inner);
                let (other, other_flow, other_behaviour) = self.block(reject, state, inner);
                let behaviour = then_behaviour.or(other_behaviour);
                state = then;
                join(&mut state, &other);
                let after =
                    if behaviour == Behaviour::NEXT { flow } else { then_flow.or(other_flow) };
                return (state, after, behaviour);
            }
            Statement::Switch { selector, cases } => {
                return self.switch(*selector, cases, state, flow);
            }
            Statement::Loop { body, continuing, break_if } => {
                return self.repeat(body, continuing, *break_if, state, flow);
            }
            Statement::Break => {
                if let Some(innermost) = self.enclosing.last_mut() {
                    join(&mut innermost.broken, &state);
                }
                let behaviour = Behaviour { breaks: true, ..Behaviour::default() };
                return (None, flow, behaviour);
            }
            Statement::Continue => {
                if let Some(innermost) = self.enclosing.iter_mut().rev().find(|e| e.is_loop) {
                    join(&mut innermost.continued, &state);
                }
                let behaviour = Behaviour { continues: true, ..Behaviour::default() };
                return (None, flow, behaviour);
            }
            Statement::Return { value } => {
                let value = value.and_then(|value| self.blame(value));
                self.result = self.result.or(value).or(flow);
                join(&mut self.returned, &state);
                let behaviour = Behaviour { returns: true, ..Behaviour::default() };
                return (None, flow, behaviour);
            }
            Statement::Kill => {
                return (None, flow, Behaviour { returns: true, ..Behaviour::default() });
            }
            Statement::ControlBarrier(barrier) => {
                let storage = barrier.contains(naga::Barrier::STORAGE);
                let what = if storage { "storageBarrier" } else { "workgroupBarrier" };
                self.need_uniform(what, span, flow);
            }
            Statement::WorkGroupUniformLoad { pointer, result } => {
                let pointer = self.blame(*pointer);
                self.need_uniform("workgroupUniformLoad", span, flow.or(pointer));
                self.values[result.index()] = None;
            }
            Statement::Store { pointer, value } => {
                let value = self.blame(*value).or(flow).or(self.blame(*pointer));
                self.assign(&mut state, *pointer, value);
            }
            Statement::Atomic { result: Some(result), .. } => {
                self.values[result.index()] = Some(self.span_of(*result, span));
            }
            Statement::Call { function, arguments, result } => {
                self.call(*function, arguments, *result, &mut state, flow);
            }
            _ => {}
        }
        (state, flow, Behaviour::NEXT)
    }

    fn switch(
        &mut self,
        selector: Handle<Expression>,
        cases: &'a [naga::SwitchCase],
        state: State,
        flow: Reason,
    ) -> (State, Reason, Behaviour) {
        let inner = flow.or(self.blame(selector));
        self.enclosing.push(Enclosing::default());
        let (mut end, mut after, mut behaviour) = (None, None, Behaviour::default());
        let mut falling: State = None;
        for case in cases {
            let mut entry = state.clone();
            join(&mut entry, &falling);
            let (left, left_flow, own) = self.block(&case.body, entry, inner);
            if case.fall_through {
                falling = left;
            } else {
                falling = None;
                join(&mut end, &left);
            }
            after = after.or(left_flow);
            behaviour = behaviour.or(own);
        }
        let broken = self.enclosing.pop().and_then(|switch| switch.broken);
        join(&mut end, &broken);
        behaviour.next |= behaviour.breaks;
        behaviour.breaks = false;
        let after = if behaviour == Behaviour::NEXT { flow } else { after };
        (end, after, behaviour)
    }

    fn repeat(
        &mut self,
        body: &'a Block,
        continuing: &'a Block,
        break_if: Option<Handle<Expression>>,
        state: State,
        flow: Reason,
    ) -> (State, Reason, Behaviour) {
        let key: *const Block = body;
        let (mut entry, mut inner) = (state, flow);
        if let Some(cache) = self.loops.get(&key) {
            if covers(&cache.entry, &entry) && (cache.flow.is_some() || inner.is_none()) {
                return cache.exit.clone();
            }
            join(&mut entry, &cache.entry);
            inner = inner.or(cache.flow);
        }
        loop {
            self.enclosing.push(Enclosing { is_loop: true, ..Enclosing::default() });
            let (mut end, end_flow, behaviour) = self.block(body, entry.clone(), inner);
            let continued = self.enclosing.last_mut().and_then(|e| e.continued.take());
            join(&mut end, &continued);
            let (end, mut back, _) = self.block(continuing, end, end_flow);
            let mut broken = self.enclosing.pop().and_then(|own| own.broken);
            if let Some(condition) = break_if {
                back = back.or(self.blame(condition));
                join(&mut broken, &end);
            }
            let grown = !covers(&entry, &end) || inner.is_none() && back.is_some();
            if grown && self.analysis.steps <= MAX_STEPS {
                join(&mut entry, &end);
                inner = inner.or(back);
                continue;
            }
            let next = behaviour.breaks || break_if.is_some();
            let behaviour = Behaviour { next, returns: behaviour.returns, ..Behaviour::default() };
            let after = if behaviour == Behaviour::NEXT { flow } else { inner.or(back) };
            let exit = (broken, after, behaviour);
            self.loops.insert(key, LoopCache { entry, flow: inner, exit: exit.clone() });
            return exit;
        }
    }

    fn call(
        &mut self,
        callee: Handle<Function>,
        arguments: &[Handle<Expression>],
        result: Option<Handle<Expression>>,
        state: &mut State,
        flow: Reason,
    ) {
        let target = &self.analysis.module.functions[callee];
        let given: Vec<Reason> = arguments
            .iter()
            .zip(&target.arguments)
            .map(|(argument, parameter)| {
                let own = self.blame(*argument);
                match self.analysis.module.types[parameter.ty].inner {
                    TypeInner::Pointer { .. } | TypeInner::ValuePointer { .. } => {
                        own.or(self.content(*argument, state))
                    }
                    _ => own,
                }
            })
            .collect();
        let key = (callee, given.iter().map(Option::is_some).collect(), flow.is_some());
        let summary = match self.analysis.summaries.get(&key) {
            Some(summary) => summary.clone(),
            None => {
                let summary = self.analysis.function(target, given, flow);
                self.analysis.summaries.insert(key, summary.clone());
                summary
            }
        };
        for (argument, pointee) in arguments.iter().zip(&summary.pointees) {
            self.assign(state, *argument, *pointee);
        }
        if let Some(result) = result {
            self.values[result.index()] = summary.result;
        }
    }

    fn need_uniform(&mut self, what: &'static str, at: naga::Span, reason: Reason) {
        let Some(reason) = reason else { return };
        if !self.analysis.found.iter().any(|found| found.at == at) {
            self.analysis.found.push(Found { what, at, reason });
        }
    }

    /// Assigns to what a pointer names; a part of a variable keeps what the rest holds.
    fn assign(&self, state: &mut State, pointer: Handle<Expression>, value: Reason) {
        let whole = matches!(
            self.function.expressions[pointer],
            Expression::LocalVariable(_) | Expression::FunctionArgument(_)
        );
        let (Some(slot), Some(state)) = (self.slot(pointer), state) else { return };
        let old = state[slot];
        state[slot] = if whole { value } else { value.or(old) };
    }

    /// What the variable behind a pointer holds.
    fn content(&self, pointer: Handle<Expression>, state: &State) -> Reason {
        let root = self.root(pointer);
        match self.function.expressions[root] {
            Expression::GlobalVariable(global) => {
                let read_only = match self.analysis.module.global_variables[global].space {
                    AddressSpace::Uniform | AddressSpace::Handle => true,
                    AddressSpace::Storage { access } => access == StorageAccess::LOAD,
                    _ => false,
                };
                (!read_only).then(|| self.span_of(pointer, naga::Span::UNDEFINED))
            }
            _ => match (self.slot(pointer), state) {
                (Some(slot), Some(state)) => state[slot],
                // Unreachable code differs from nothing.
                _ => None,
            },
        }
    }

    fn slot(&self, pointer: Handle<Expression>) -> Option<usize> {
        match self.function.expressions[self.root(pointer)] {
            Expression::LocalVariable(local) => Some(local.index()),
            Expression::FunctionArgument(argument) => Some(self.locals + argument as usize),
            _ => None,
        }
    }

    fn root(&self, mut pointer: Handle<Expression>) -> Handle<Expression> {
        loop {
            match self.function.expressions[pointer] {
                Expression::Access { base, .. } | Expression::AccessIndex { base, .. } => {
                    pointer = base;
                }
                _ => return pointer,
            }
        }
    }

    /// Of a value that is in scope.
    fn blame(&self, handle: Handle<Expression>) -> Reason {
        match self.function.expressions[handle] {
            // What a pointer argument's content is, is the state's affair.
            Expression::FunctionArgument(argument) => {
                let ty = self.function.arguments[argument as usize].ty;
                match self.analysis.module.types[ty].inner {
                    TypeInner::Pointer { .. } | TypeInner::ValuePointer { .. } => None,
                    _ => self.arguments[argument as usize],
                }
            }
            _ => self.values[handle.index()],
        }
    }

    fn expression(&self, handle: Handle<Expression>, state: &State) -> Reason {
        let expression = &self.function.expressions[handle];
        let here = |reason: Reason| {
            // The widest expression that is to blame reads best.
            reason.map(|reason| self.span_of(handle, reason))
        };
        let any = |operands: &[Handle<Expression>]| {
            operands.iter().find_map(|operand| self.blame(*operand))
        };
        let reason = match expression {
            Expression::Load { pointer } => {
                self.blame(*pointer).or_else(|| self.content(*pointer, state))
            }
            Expression::AccessIndex { base, index } => {
                return match self.uniform_member(*base, *index) {
                    true => None,
                    false => here(self.blame(*base)),
                };
            }
            Expression::Access { base, index } => any(&[*base, *index]),
            Expression::Compose { components, .. } => any(components),
            Expression::Splat { value, .. } => any(&[*value]),
            Expression::Swizzle { vector, .. } => any(&[*vector]),
            Expression::Unary { expr, .. } | Expression::As { expr, .. } => any(&[*expr]),
            Expression::Binary { left, right, .. } => any(&[*left, *right]),
            Expression::Select { condition, accept, reject } => {
                any(&[*condition, *accept, *reject])
            }
            Expression::Relational { argument, .. } => any(&[*argument]),
            Expression::Math { arg, arg1, arg2, arg3, .. } => {
                let more = [*arg1, *arg2, *arg3];
                self.blame(*arg).or_else(|| more.into_iter().flatten().find_map(|a| self.blame(a)))
            }
            Expression::ArrayLength(_)
            | Expression::Literal(_)
            | Expression::Constant(_)
            | Expression::Override(_)
            | Expression::ZeroValue(_)
            | Expression::GlobalVariable(_)
            | Expression::LocalVariable(_) => None,
            // Whatever else there is may differ.
            _ => Some(naga::Span::UNDEFINED),
        };
        here(reason)
    }

    /// A uniform builtin inside a struct of builtins.
    fn uniform_member(&self, base: Handle<Expression>, index: u32) -> bool {
        let Expression::FunctionArgument(argument) = self.function.expressions[base] else {
            return false;
        };
        let ty = self.function.arguments[argument as usize].ty;
        let TypeInner::Struct { members, .. } = &self.analysis.module.types[ty].inner else {
            return false;
        };
        let binding = members.get(index as usize).and_then(|member| member.binding.as_ref());
        matches!(binding, Some(Binding::BuiltIn(builtin)) if is_uniform(*builtin))
    }

    fn span_of(&self, handle: Handle<Expression>, otherwise: naga::Span) -> naga::Span {
        let span = self.function.expressions.get_span(handle);
        if span.is_defined() { span } else { otherwise }
    }
}

fn is_uniform(builtin: BuiltIn) -> bool {
    matches!(builtin, BuiltIn::WorkGroupId | BuiltIn::NumWorkGroups | BuiltIn::WorkGroupSize)
}

fn has_barrier(block: &Block) -> bool {
    block.iter().any(|statement| match statement {
        Statement::ControlBarrier(_) | Statement::WorkGroupUniformLoad { .. } => true,
        Statement::Block(block) => has_barrier(block),
        Statement::If { accept, reject, .. } => has_barrier(accept) || has_barrier(reject),
        Statement::Loop { body, continuing, .. } => has_barrier(body) || has_barrier(continuing),
        Statement::Switch { cases, .. } => cases.iter().any(|case| has_barrier(&case.body)),
        _ => false,
    })
}
