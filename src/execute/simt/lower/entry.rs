//! The entry point and its built-in inputs. Inputs that the judge does not provide are refused.

use naga::{Binding, BuiltIn, EntryPoint, TypeInner};

use super::{Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Input, Kind, V};

impl<'a> Lower<'a> {
    /// The entry point's body.
    pub(super) fn entry(
        &mut self,
        entry: &'a EntryPoint,
        info: &'a naga::valid::FunctionInfo,
    ) -> Result<(), SimtError> {
        let mut args = Vec::new();
        for argument in &entry.function.arguments {
            let mut scalars = Vec::new();
            match (&argument.binding, self.layout.inner(argument.ty)) {
                (Some(binding), _) => self.input(binding, entry.workgroup_size, &mut scalars)?,
                (None, TypeInner::Struct { members, .. }) => {
                    for member in members {
                        let Some(binding) = &member.binding else {
                            return unsupported("an entry point's argument without a builtin");
                        };
                        self.input(binding, entry.workgroup_size, &mut scalars)?;
                    }
                }
                _ => return unsupported("an entry point's argument without a builtin"),
            }
            args.push(Val::Scalars(scalars.into()));
        }
        let number = self.module.functions.len();
        self.function(&entry.function, number, info, args)?;
        Ok(())
    }

    fn input(
        &mut self,
        binding: &Binding,
        size: [u32; 3],
        out: &mut Vec<V>,
    ) -> Result<(), SimtError> {
        let Binding::BuiltIn(builtin) = binding else {
            return unsupported("an entry point's argument without a builtin");
        };
        let inputs: Vec<Input> = match builtin {
            BuiltIn::GlobalInvocationId => (0..3).map(Input::Global).collect(),
            BuiltIn::LocalInvocationId => (0..3).map(Input::Local).collect(),
            BuiltIn::LocalInvocationIndex => vec![Input::LocalIndex],
            BuiltIn::WorkGroupId => (0..3).map(Input::Group).collect(),
            BuiltIn::NumWorkGroups => (0..3).map(Input::Groups).collect(),
            BuiltIn::WorkGroupSize => {
                for axis in size {
                    out.push(self.constant(axis)?);
                }
                return Ok(());
            }
            other => {
                return unsupported(format!("the judge does not provide the builtin {other:?}"));
            }
        };
        for what in inputs {
            // An axis of one workgroup's width holds zeros only.
            if let Input::Local(axis) = what
                && size[axis as usize] == 1
            {
                out.push(self.constant(0)?);
                continue;
            }
            let d = self.temp()?;
            self.emit(Kind::Input { d, what })?;
            out.push(d);
        }
        Ok(())
    }
}
