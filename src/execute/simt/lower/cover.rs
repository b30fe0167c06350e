//! Coverage (V3): where outcomes are noted. Conditions have two, stretches of statements one, and
//! a stretch whose outcome a condition already tells has none of its own. Never emits anything
//! that changes a value.
//!
//! The same text has the same outcomes, however often its function is inlined. Constants have
//! none: `while true` and the `loop` around it decide nothing.

use naga::{
    BinaryOperator as B, Block, Expression, Handle, MathFunction as M, ScalarKind, Span, Statement,
    UnaryOperator,
};

use super::{Frame, Lower, Val};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, Op, Outcome, Point};

/// What tells that the statements which come next are reached.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Reach {
    /// Something that is noted already.
    Told,
    /// Nothing yet.
    #[default]
    Open,
}

/// Outcomes of a condition: where it holds, and where it doesn't.
pub(super) type Outcomes = Option<(u32, u32)>;

impl<'a> Lower<'a> {
    fn outcome(&mut self) -> u32 {
        self.tables.outcomes += 1;
        self.tables.outcomes - 1
    }

    /// Notes the comparison's outcomes, of all its components together.
    pub(super) fn compared(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
        val: &Val,
    ) -> Result<(), SimtError> {
        let compares = matches!(
            frame.expressions[handle],
            Expression::Binary {
                op: B::Equal | B::NotEqual | B::Less | B::LessEqual | B::Greater | B::GreaterEqual,
                ..
            }
        );
        if let Expression::Math { fun: M::Min | M::Max, arg, arg1: Some(other), .. } =
            frame.expressions[handle]
        {
            return self.chosen(frame, handle, arg, other);
        }
        let Val::Scalars(values) = val else { return Ok(()) };
        if !compares || matches!(frame.info, super::Info::Module(_)) {
            return Ok(());
        }
        let (yes, no) = self.condition_at(frame.expressions.get_span(handle), true);
        for &cond in values.iter() {
            self.emit(Kind::Probe { cond, yes, no })?;
        }
        Ok(())
    }

    /// `min` and `max` of integers choose as a comparison does: `min(1, x)` asks whether x is 0.
    fn chosen(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
        first: Handle<Expression>,
        second: Handle<Expression>,
    ) -> Result<(), SimtError> {
        let op = match frame.ty(first, self.module).scalar_kind() {
            Some(ScalarKind::Sint) => Op::LtI,
            Some(ScalarKind::Uint) => Op::LtU,
            _ => return Ok(()),
        };
        let span = frame.expressions.get_span(handle);
        let Some(key) = span.to_range().map(|r| (r.start, r.end)) else { return Ok(()) };
        if matches!(frame.info, super::Info::Module(_)) {
            return Ok(());
        }
        let (yes, no) = match self.conditions.get(&key) {
            Some(known) => *known,
            None => {
                let outcomes = (self.outcome(), self.outcome());
                self.conditions.insert(key, outcomes);
                let outcome = Outcome::Lesser(outcomes.0, outcomes.1);
                self.tables.points.push(Point { span, outcome });
                outcomes
            }
        };
        let (a, b) = (self.scalars(frame, first)?, self.scalars(frame, second)?);
        for cond in self.each2(op, &a, &b)? {
            self.emit(Kind::Probe { cond, yes, no })?;
        }
        Ok(())
    }

    /// The outcomes of the condition that stands there in the draft.
    fn condition_at(&mut self, span: Span, listed: bool) -> (u32, u32) {
        let key = span.to_range().map(|r| (r.start, r.end));
        if let Some(known) = key.and_then(|key| self.conditions.get(&key)) {
            return *known;
        }
        let outcomes = (self.outcome(), self.outcome());
        if let Some(key) = key {
            self.conditions.insert(key, outcomes);
        }
        if listed && key.is_some() {
            let outcome = Outcome::Either(outcomes.0, outcomes.1);
            self.tables.points.push(Point { span, outcome });
        }
        outcomes
    }

    /// Notes the outcomes of a condition: of `if` and loops, of `select`, or an operand of `&&` and
    /// `||`. A constant has none.
    pub(super) fn probe(
        &mut self,
        frame: &Frame<'a>,
        mut handle: Handle<Expression>,
    ) -> Result<Outcomes, SimtError> {
        if matches!(frame.info, super::Info::Module(_)) {
            return Ok(None);
        }
        let mut flip = false;
        loop {
            match frame.expressions[handle] {
                Expression::Unary { op: UnaryOperator::LogicalNot, expr } => {
                    flip = !flip;
                    handle = expr;
                }
                Expression::Splat { value, .. } => handle = value,
                Expression::Literal(_)
                | Expression::Constant(_)
                | Expression::ZeroValue(_)
                | Expression::Override(_) => return Ok(None),
                _ => break,
            }
        }
        // `a && b` is told by a and b: it needs no line of its own.
        let joined = matches!(
            frame.expressions[handle],
            Expression::Load { pointer } if is_unnamed(frame, pointer)
        );
        let compared = frame.expressions.get_span(handle).to_range();
        let compared = compared.and_then(|r| self.conditions.get(&(r.start, r.end)).copied());
        let (yes, no) = match compared {
            Some(known) => known,
            None if joined => (self.outcome(), self.outcome()),
            None => self.condition_at(frame.expressions.get_span(handle), true),
        };
        let is_binary = matches!(frame.expressions[handle], Expression::Binary { .. });
        if compared.is_none() || !is_binary {
            for &cond in self.scalars(frame, handle)?.iter() {
                self.emit(Kind::Probe { cond, yes, no })?;
            }
        }
        Ok(Some(if flip { (no, yes) } else { (yes, no) }))
    }

    /// The right operand of `&&` or `||`, which naga stores to a variable without a name.
    pub(super) fn joins(
        &mut self,
        frame: &Frame<'a>,
        pointer: Handle<Expression>,
        value: Handle<Expression>,
    ) -> Result<(), SimtError> {
        let nested = matches!(
            frame.expressions[value],
            Expression::Load { pointer } if is_unnamed(frame, pointer)
        );
        if is_unnamed(frame, pointer) && !nested {
            self.probe(frame, value)?;
        }
        Ok(())
    }

    /// Notes that a statement is reached, unless something tells already.
    pub(super) fn reached(&mut self, statement: &Statement, span: Span) -> Result<(), SimtError> {
        let counts = match statement {
            // A bare `return` doesn't count (V3), nor does what only leaves a `switch`, nor the end
            // of a `while`, which naga writes as a `break` in the place of the condition.
            Statement::Return { value: None } => false,
            Statement::Break => !self.in_case && span != self.around,
            Statement::Emit(_) | Statement::Block(_) | Statement::MemoryBarrier(_) => return Ok(()),
            _ => true,
        };
        if self.reach == Reach::Told || !counts {
            return Ok(());
        }
        let Some(key) = span.to_range().map(|r| (r.start, r.end)) else { return Ok(()) };
        let outcome = match self.stretches.get(&key) {
            Some(known) => *known,
            None => {
                let outcome = self.outcome();
                self.stretches.insert(key, outcome);
                self.tables.points.push(Point { span, outcome: Outcome::Reached(outcome) });
                outcome
            }
        };
        self.reach = Reach::Told;
        self.emit(Kind::Mark { outcome })
    }

    /// What tells that the statements after an `if` are reached.
    pub(super) fn after_if(&mut self, outcomes: Outcomes, accept: &Block, reject: &Block) {
        let (accept, reject) = (exits(accept), exits(reject));
        let told = match (accept, reject) {
            (Exits::No, Exits::No) => return,
            // The condition tells.
            (Exits::Always, Exits::No) | (Exits::No, Exits::Always) => outcomes.is_some(),
            _ => false,
        };
        self.reach = if told { Reach::Told } else { Reach::Open };
    }
}

fn is_unnamed(frame: &Frame<'_>, pointer: Handle<Expression>) -> bool {
    match frame.expressions[pointer] {
        Expression::LocalVariable(local) => {
            frame.locals.get(local.index()).is_some_and(|place| place.name.is_empty())
        }
        _ => false,
    }
}

/// Whether lanes leave a block other than through its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exits {
    No,
    Some,
    Always,
}

/// Looks through blocks with a stack of its own.
pub(super) fn exits(block: &Block) -> Exits {
    if matches!(
        block.last(),
        Some(Statement::Return { .. } | Statement::Break | Statement::Continue)
    ) && !leaves(block, block.len().saturating_sub(1))
    {
        return Exits::Always;
    }
    if leaves(block, block.len()) { Exits::Some } else { Exits::No }
}

/// Whether lanes leave a case other than through the end of its `switch`.
pub(super) fn leaves_switch(case: &Block) -> bool {
    search(vec![(case, true, false)])
}

/// Whether any of the first statements leaves the block.
fn leaves(block: &Block, first: usize) -> bool {
    search(vec![(&block[..first], false, false)])
}

/// Blocks, each with whether a `break` and whether a `continue` stays inside.
fn search(mut todo: Vec<(&[Statement], bool, bool)>) -> bool {
    while let Some((block, breaks, continues)) = todo.pop() {
        for statement in block {
            match statement {
                Statement::Return { .. } => return true,
                Statement::Break if !breaks => return true,
                Statement::Continue if !continues => return true,
                Statement::Block(inner) => todo.push((inner, breaks, continues)),
                Statement::If { accept, reject, .. } => {
                    todo.extend([
                        (&accept[..], breaks, continues),
                        (&reject[..], breaks, continues),
                    ]);
                }
                Statement::Switch { cases, .. } => {
                    todo.extend(cases.iter().map(|case| (&case.body[..], true, continues)));
                }
                Statement::Loop { body, continuing, .. } => {
                    todo.extend([(&body[..], true, true), (&continuing[..], true, true)]);
                }
                _ => {}
            }
        }
    }
    false
}

/// Whether a lane that enters the loop's body may skip the rest of it and go on at `continuing`.
pub(super) fn continues(body: &Block) -> bool {
    let mut todo: Vec<&[Statement]> = vec![body];
    while let Some(block) = todo.pop() {
        for statement in block {
            match statement {
                Statement::Continue => return true,
                Statement::Block(inner) => todo.push(inner),
                Statement::If { accept, reject, .. } => todo.extend([&accept[..], &reject[..]]),
                Statement::Switch { cases, .. } => todo.extend(cases.iter().map(|c| &c.body[..])),
                _ => {}
            }
        }
    }
    false
}

/// Whether a lane may return from within the loop.
pub(super) fn returns(body: &Block, continuing: &Block) -> bool {
    let mut todo: Vec<&[Statement]> = vec![body, continuing];
    while let Some(block) = todo.pop() {
        for statement in block {
            match statement {
                Statement::Return { .. } => return true,
                Statement::Block(inner) => todo.push(inner),
                Statement::If { accept, reject, .. } => todo.extend([&accept[..], &reject[..]]),
                Statement::Switch { cases, .. } => todo.extend(cases.iter().map(|c| &c.body[..])),
                Statement::Loop { body, continuing, .. } => {
                    todo.extend([&body[..], &continuing[..]]);
                }
                _ => {}
            }
        }
    }
    false
}
