//! Statements → structured register code, block by block. How deep blocks and calls nest is
//! limited; jumps and masks come later.

use std::rc::Rc;

use naga::{Barrier, Block, Span, Statement};

use super::cover::{self, Reach};
use super::{Frame, Lower, MAX_DEPTH, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Atomic, Kind, NONE, Op, V};

impl<'a> Lower<'a> {
    /// `last`: nothing but the end of the function follows, so a `return` there is none.
    pub(super) fn block(
        &mut self,
        frame: &mut Frame<'a>,
        block: &'a Block,
        last: bool,
    ) -> Result<(), SimtError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return unsupported(format!("blocks and calls nested more than {MAX_DEPTH} deep"));
        }
        let count = block.len();
        for (i, (statement, span)) in block.span_iter().enumerate() {
            self.statement(frame, statement, *span, last && i + 1 == count)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn statement(
        &mut self,
        frame: &mut Frame<'a>,
        statement: &'a Statement,
        span: Span,
        last: bool,
    ) -> Result<(), SimtError> {
        self.reached(statement, span)?;
        self.site = self.site(span, "");
        match statement {
            Statement::Emit(range) => {
                for handle in range.clone() {
                    if frame.vals[handle.index()].is_some() && self.is_constant(frame, handle) {
                        continue;
                    }
                    self.site = self.site(frame.expressions.get_span(handle), "");
                    let val = self.expression(frame, handle)?;
                    self.compared(frame, handle, &val)?;
                    frame.vals[handle.index()] = Some(val);
                    if let Some(name) = frame.names.and_then(|f| f.named_expressions.get(&handle)) {
                        self.show(frame, handle, name)?;
                    }
                }
                Ok(())
            }
            Statement::Block(block) => self.block(frame, block, last),
            Statement::If { condition, accept, reject } => {
                let cond = self.scalar(frame, *condition)?;
                let outcomes = self.probe(frame, *condition)?;
                self.show_condition(frame, *condition)?;
                self.emit(Kind::Heed { cond })?;
                self.emit(Kind::If { cond })?;
                let before = self.reach;
                let arm = if outcomes.is_some() { Reach::Told } else { Reach::Open };
                self.reach = arm;
                self.block(frame, accept, false)?;
                if !reject.is_empty() {
                    self.reach = arm;
                    self.around = span;
                    self.emit(Kind::Else)?;
                    self.block(frame, reject, false)?;
                }
                self.reach = before;
                self.after_if(outcomes, accept, reject);
                self.emit(Kind::EndIf)
            }
            Statement::Switch { selector, cases } => self.switch(frame, *selector, cases),
            Statement::Loop { body, continuing, break_if } => {
                let site = self.site;
                let (before, in_case) = (self.reach, std::mem::take(&mut self.in_case));
                self.emit(Kind::Loop)?;
                self.block(frame, body, false)?;
                self.emit(Kind::Continuing)?;
                if cover::continues(body) {
                    self.reach = Reach::Open;
                }
                self.block(frame, continuing, false)?;
                let cond = match break_if {
                    Some(condition) => {
                        self.probe(frame, *condition)?;
                        self.show_condition(frame, *condition)?;
                        let cond = self.scalar(frame, *condition)?;
                        self.emit(Kind::Heed { cond })?;
                        cond
                    }
                    None => NONE,
                };
                self.reach = if cover::returns(body, continuing) { Reach::Open } else { before };
                self.in_case = in_case;
                self.site = site;
                self.emit(Kind::EndLoop { cond })
            }
            Statement::Break => self.emit(Kind::Break),
            Statement::Continue => self.emit(Kind::Continue),
            Statement::Return { value } => {
                if let Some(value) = value {
                    let values = self.scalars(frame, *value)?;
                    for (&d, &v) in frame.result.iter().zip(values.iter()) {
                        self.emit(Kind::Lane { op: Op::Mov, d, a: [v, NONE, NONE] })?;
                    }
                }
                if last { Ok(()) } else { self.emit(Kind::Return) }
            }
            Statement::ControlBarrier(flags) => {
                if flags.contains(Barrier::SUB_GROUP) {
                    return unsupported("the judge does not run subgroup operations");
                }
                let (storage, workgroup) =
                    (flags.contains(Barrier::STORAGE), flags.contains(Barrier::WORK_GROUP));
                self.emit(Kind::Barrier { storage, workgroup })
            }
            // Orders one invocation's own accesses, which are in order anyway.
            Statement::MemoryBarrier(_) => Ok(()),
            Statement::Store { pointer, value } => {
                let place = self.place(frame, *pointer)?;
                let values = self.scalars(frame, *value)?;
                self.joins(frame, *pointer, *value)?;
                self.show_store(&place, &values, span)?;
                match self.atomic_root(&place) {
                    None => self.store(&place, &values),
                    Some(root) => {
                        let at = self.access(&place, root)?;
                        self.name_site(&place.name);
                        let value = self.scalar(frame, *value)?;
                        self.emit(Kind::Atomic {
                            fun: Atomic::Store,
                            d: NONE,
                            swapped: NONE,
                            value,
                            compare: NONE,
                            at,
                        })
                    }
                }
            }
            Statement::Atomic { pointer, fun, value, result } => {
                self.atomic(frame, *pointer, *fun, *value, *result)
            }
            Statement::WorkGroupUniformLoad { pointer, result } => {
                let place = self.place(frame, *pointer)?;
                self.emit(Kind::Barrier { storage: false, workgroup: true })?;
                let loaded = match self.atomic_root(&place) {
                    None => self.load(&place)?,
                    Some(root) => {
                        let at = self.access(&place, root)?;
                        let d = self.temp()?;
                        self.emit(Kind::Atomic {
                            fun: Atomic::Load,
                            d,
                            swapped: NONE,
                            value: NONE,
                            compare: NONE,
                            at,
                        })?;
                        Rc::new([d]) as Rc<[V]>
                    }
                };
                self.site = self.site(span, "");
                self.emit(Kind::Barrier { storage: false, workgroup: true })?;
                frame.vals[result.index()] = Some(Val::Scalars(loaded));
                Ok(())
            }
            Statement::Call { function, arguments, result } => {
                let args =
                    arguments.iter().map(|a| self.val(frame, *a)).collect::<Result<Vec<_>, _>>()?;
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return unsupported(format!(
                        "blocks and calls nested more than {MAX_DEPTH} deep"
                    ));
                }
                let callee = &self.module.functions[*function];
                let values =
                    self.function(callee, function.index(), &self.info[*function], args)?;
                self.depth -= 1;
                if let Some(result) = result {
                    // A later call may write the same variables in a loop: take the values now.
                    let mut out = Vec::with_capacity(values.len());
                    for v in values {
                        let d = self.temp()?;
                        self.emit(Kind::Lane { op: Op::Mov, d, a: [v, NONE, NONE] })?;
                        out.push(d);
                    }
                    frame.vals[result.index()] = Some(Val::Scalars(out.into()));
                }
                Ok(())
            }
            Statement::Kill => unsupported("discard exists in fragment shaders only"),
            Statement::ImageStore { .. } | Statement::ImageAtomic { .. } => {
                unsupported("the judge does not run textures")
            }
            Statement::RayQuery { .. } | Statement::RayPipelineFunction(_) => {
                unsupported("the judge does not run ray queries")
            }
            Statement::SubgroupBallot { .. }
            | Statement::SubgroupGather { .. }
            | Statement::SubgroupCollectiveOperation { .. } => {
                unsupported("the judge does not run subgroup operations")
            }
            Statement::CooperativeStore { .. } => {
                unsupported("the judge does not run cooperative matrices")
            }
        }
    }
}
