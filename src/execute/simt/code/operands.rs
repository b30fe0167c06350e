//! Which registers an instruction reads and writes. Visits them in a fixed order; never asks what
//! they hold.

use super::{Access, Kind, NONE, V};

impl Kind {
    /// Calls `f` on every operand, with whether it is written.
    pub fn operands(&mut self, f: &mut dyn FnMut(&mut V, bool)) {
        let access = |at: &mut Access, f: &mut dyn FnMut(&mut V, bool)| {
            if let Some(offset) = &mut at.offset {
                f(&mut offset.index, false);
            }
            for (index, _) in at.chain.iter_mut() {
                f(index, false);
            }
            if let Some(component) = &mut at.component {
                f(&mut component.number, false);
            }
        };
        match self {
            Self::Lane { d, a, .. } | Self::Rough { d, a, .. } => {
                a.iter_mut().filter(|v| **v != NONE).for_each(|v| f(v, false));
                f(d, true);
            }
            Self::Input { d, .. } => f(d, true),
            Self::Index { d, base, index, .. } => {
                if *base != NONE {
                    f(base, false);
                }
                f(index, false);
                f(d, true);
            }
            Self::Load { d, at } => {
                access(at, f);
                d.iter_mut().for_each(|d| f(d, true));
            }
            Self::Store { s, at } => {
                s.iter_mut().for_each(|s| f(s, false));
                access(at, f);
            }
            Self::Atomic { d, swapped, value, compare, at, .. } => {
                for v in [value, compare] {
                    if *v != NONE {
                        f(v, false);
                    }
                }
                access(at, f);
                for v in [d, swapped] {
                    if *v != NONE {
                        f(v, true);
                    }
                }
            }
            Self::Table { d, index, .. } => {
                f(index, false);
                f(d, true);
            }
            Self::SplitBelow { index, bound, .. } => {
                f(index, false);
                f(bound, false);
            }
            Self::Probe { cond, .. } | Self::Heed { cond } => f(cond, false),
            Self::Show { values, .. } => values.iter_mut().for_each(|v| f(v, false)),
            Self::If { cond }
            | Self::EndLoop { cond }
            | Self::Branch { cond, .. }
            | Self::Split { cond, .. }
            | Self::ParkIf { cond, .. }
                if *cond != NONE =>
            {
                f(cond, false);
            }
            _ => {}
        }
    }

    /// Calls `f` on every operand, with whether it is written.
    pub fn each(&self, f: &mut dyn FnMut(V, bool)) {
        // Cloning is dear only for memory instructions, which are few.
        match self {
            Self::Lane { d, a, .. } => {
                a.iter().filter(|v| **v != NONE).for_each(|v| f(*v, false));
                f(*d, true);
            }
            _ => self.clone().operands(&mut |v, write| f(*v, write)),
        }
    }
}
