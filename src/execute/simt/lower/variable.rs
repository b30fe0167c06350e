//! Variables: bindings, workgroup memory, and what each lane has for itself, in registers unless
//! the draft indexes it at run time. Never reads one.

use std::rc::Rc;

use naga::{AddressSpace, Handle};

use super::place::{Base, Place};
use super::{Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Buffer, Kind, Local, Root, V};
use crate::execute::simt::layout::MAX_LEAVES;

/// Words of per-lane memory.
const MAX_LOCAL_WORDS: u64 = 1 << 16;
/// Words of workgroup memory.
const MAX_WORKGROUP_WORDS: u64 = 1 << 22;

impl Lower<'_> {
    pub(super) fn globals(&mut self) -> Result<(), SimtError> {
        for (handle, global) in self.module.global_variables.iter() {
            let name = global.name.clone().unwrap_or_default();
            let base = match global.space {
                AddressSpace::Storage { .. } | AddressSpace::Uniform => {
                    let Some(binding) = &global.binding else {
                        self.globals.push(None);
                        continue;
                    };
                    let writable = matches!(global.space, AddressSpace::Storage { access } if access.contains(naga::StorageAccess::STORE));
                    self.tables.buffers.push(Buffer {
                        binding: binding.binding,
                        name: name.clone(),
                        writable,
                    });
                    Base::Memory(Root::Buffer(self.tables.buffers.len() as u32 - 1))
                }
                AddressSpace::WorkGroup => {
                    let words = self.layout.words(global.ty, true);
                    let base = self.tables.workgroup_words;
                    if u64::from(base) + words > MAX_WORKGROUP_WORDS {
                        return unsupported(format!(
                            "more than {} MiB of workgroup memory",
                            MAX_WORKGROUP_WORDS >> 18
                        ));
                    }
                    self.tables.workgroup_words += words as u32;
                    Base::Memory(Root::Workgroup { base, words: words as u32 })
                }
                AddressSpace::Private => {
                    let dynamic = self.dynamic.globals.contains(&handle.index());
                    let init = match global.init {
                        Some(init) => match self.constants.get(init.index()).cloned().flatten() {
                            Some(Val::Scalars(values)) => Some(values),
                            _ => {
                                return unsupported(format!(
                                    "'{name}' starts as a value that is not constant"
                                ));
                            }
                        },
                        None => None,
                    };
                    let base = self.variable(global.ty, dynamic, init.as_deref(), 0)?;
                    self.globals.push(Some(Rc::new(Place::whole(base, global.ty, name.into()))));
                    continue;
                }
                _ => {
                    return unsupported(format!(
                        "the judge does not run variables like '{name}' in {:?}",
                        global.space
                    ));
                }
            };
            self.globals.push(Some(Rc::new(Place::whole(base, global.ty, name.into()))));
        }
        Ok(())
    }

    /// A function-local or private variable. `enter` is the index of its function's `Enter`.
    pub(super) fn variable(
        &mut self,
        ty: Handle<naga::Type>,
        dynamic: bool,
        init: Option<&[V]>,
        enter: usize,
    ) -> Result<Base, SimtError> {
        let words = self.layout.scalars(ty);
        if dynamic || words > MAX_LEAVES {
            let local = self.local(words)?;
            self.emit(Kind::Clear { local })?;
            if let Some(init) = init {
                let place = Place::whole(Base::Memory(Root::Local(local)), ty, "".into());
                self.store(&place, init)?;
            }
            return Ok(Base::Memory(Root::Local(local)));
        }
        let first = self.variables(words)?;
        let zero = self.constant(0)?;
        for i in 0..words as u32 {
            let value = init.and_then(|init| init.get(i as usize)).copied().unwrap_or(zero);
            self.inits.push((first + i, value, enter));
        }
        Ok(Base::Registers(first))
    }

    pub(super) fn local(&mut self, words: u64) -> Result<u32, SimtError> {
        self.local_words += words;
        if self.local_words > MAX_LOCAL_WORDS {
            return unsupported(format!(
                "more than {MAX_LOCAL_WORDS} words of arrays per invocation"
            ));
        }
        self.tables.locals.push(Local { words: words as u32, base: 0 });
        Ok(self.tables.locals.len() as u32 - 1)
    }
}
