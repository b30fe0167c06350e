//! `switch` → one `if` per case, in a construct that `break` leaves. Never falls through into a
//! case that has a body.

use naga::{Expression, Handle, SwitchValue};

use super::cover::{self, Reach};
use super::{Frame, Lower, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, Op, V};

impl<'a> Lower<'a> {
    pub(super) fn switch(
        &mut self,
        frame: &mut Frame<'a>,
        selector: Handle<Expression>,
        cases: &'a [naga::SwitchCase],
    ) -> Result<(), SimtError> {
        self.show(frame, selector, "switch")?;
        let selector = self.scalar(frame, selector)?;
        let site = self.site;
        let (before, in_case) = (self.reach, std::mem::replace(&mut self.in_case, true));
        self.emit(Kind::Switch)?;
        let mut any = self.constant(0)?;
        for case in cases {
            if let Some(value) = case_value(case.value) {
                let value = self.constant(value)?;
                let equal = self.op2(Op::EqI, selector, value)?;
                any = self.op2(Op::Or, any, equal)?;
            }
        }
        let default = self.op1(Op::Not, any)?;
        let mut pending: Option<V> = None;
        for case in cases {
            self.site = site;
            let mut cond = match case_value(case.value) {
                Some(value) => {
                    let value = self.constant(value)?;
                    self.op2(Op::EqI, selector, value)?
                }
                None => default,
            };
            if let Some(before) = pending.take() {
                cond = self.op2(Op::Or, before, cond)?;
            }
            if case.fall_through {
                if !case.body.is_empty() {
                    return unsupported("a switch case that falls through into the next");
                }
                pending = Some(cond);
                continue;
            }
            self.emit(Kind::Heed { cond })?;
            self.emit(Kind::If { cond })?;
            self.reach = Reach::Open;
            self.block(frame, &case.body, false)?;
            self.emit(Kind::EndIf)?;
        }
        // A `break` only leaves the switch.
        let leaves = cases.iter().any(|case| cover::leaves_switch(&case.body));
        self.reach = if leaves { Reach::Open } else { before };
        self.in_case = in_case;
        self.site = site;
        self.emit(Kind::EndSwitch)
    }
}

fn case_value(value: SwitchValue) -> Option<u32> {
    match value {
        SwitchValue::I32(v) => Some(v as u32),
        SwitchValue::U32(v) => Some(v),
        SwitchValue::Default => None,
    }
}
