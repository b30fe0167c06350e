//! What the host gives a module for its imports. Never gives a function that could reach outside.

use wasmtime::{
    Extern, ExternType, Func, Global, Memory, MemoryType, Ref, Store, Table, Val, bail,
};

use super::math::{self, Dice};

/// Everything that the module imports: memory, globals and tables of the sizes that toolchains
/// expect, C's math functions, and traps for all other functions.
///
/// # Errors
/// Imports of kinds that nobody serves.
pub fn imports<T: 'static>(
    store: &mut Store<T>,
    module: &wasmtime::Module,
    dice: Option<&Dice>,
) -> wasmtime::Result<Vec<Extern>> {
    let mut given = Vec::new();
    for import in module.imports() {
        given.push(match import.ty() {
            ExternType::Func(ty) => {
                let found = math::function(store, import.name(), &ty, dice);
                let absent = format!("{}.{}", import.module(), import.name());
                found
                    .unwrap_or_else(|| {
                        Func::new(&mut *store, ty, move |_, _, _| {
                            bail!("it calls the import {absent}, which nobody serves")
                        })
                    })
                    .into()
            }
            ExternType::Memory(ty) => {
                Memory::new(&mut *store, MemoryType::new(ty.minimum() as u32, None))?.into()
            }
            ExternType::Global(ty) => {
                let value = match ty.content() {
                    wasmtime::ValType::I32 => Val::I32(match import.name() {
                        "__stack_pointer" => 1 << 16,
                        "__memory_base" => 1024,
                        _ => 0,
                    }),
                    wasmtime::ValType::I64 => Val::I64(0),
                    wasmtime::ValType::F32 => Val::F32(0),
                    wasmtime::ValType::F64 => Val::F64(0),
                    _ => bail!("nobody serves the import {}.{}", import.module(), import.name()),
                };
                Global::new(&mut *store, ty, value)?.into()
            }
            ExternType::Table(ty) => Table::new(&mut *store, ty, Ref::Func(None))?.into(),
            ExternType::Tag(_) => {
                bail!("nobody serves the tag {}.{}", import.module(), import.name())
            }
        });
    }
    Ok(given)
}
