//! Roots of the lifted kernel as WGSL memory: which variable, in cells of which type.

use std::collections::HashSet;

use super::Unsupported;
use super::text::Kind;
use super::tree::{Node, Tree};
use crate::contract::{Buffer, Contract, Elem, Interface, Param, RootMeaning};
use crate::source::lifted::{Access, Lifted, RootId, RootKind, Ty};

/// What a root is in the draft.
#[derive(Clone, Debug)]
pub(super) enum Memory {
    /// An array.
    Array(Array),
    /// A struct of scalars: loads at constant offsets are parameters.
    Struct,
    /// Never touched.
    Unused,
}

/// An array of cells.
#[derive(Clone, Debug)]
pub(super) struct Array {
    pub(super) name: String,
    /// Bytes that one cell stands for.
    pub(super) stride: u32,
    pub(super) cell: Kind,
    /// Cells are atomic.
    pub(super) atomic: bool,
    pub(super) space: Space,
}

/// Where an array lives.
#[derive(Clone, Debug)]
pub(super) enum Space {
    /// Binding of the interface.
    Storage(u32),
    /// Private to an invocation, with its initial cells' bits (empty: zeros) and their number.
    Private { data: Vec<u8>, cells: u32 },
}

/// Decides for every root. `parallel`: several invocations run.
pub(super) fn memories(
    lifted: &Lifted,
    contract: &Contract,
    interface: &Interface,
    tree: &Tree,
    parallel: bool,
    fresh: &mut dyn FnMut(&str) -> String,
) -> Result<Vec<Memory>, Unsupported> {
    let (touched, stored, updated) = touched(tree);
    let mut memories = Vec::new();
    for (at, root) in lifted.roots.iter().enumerate() {
        let id = RootId(at as u32);
        let meaning = contract.root_meaning(lifted, id);
        if !touched.contains(&id) && !matches!(meaning, RootMeaning::Struct) {
            memories.push(Memory::Unused);
            continue;
        }
        memories.push(match meaning {
            RootMeaning::Struct => Memory::Struct,
            RootMeaning::Buffer(param) => {
                let written = parallel && stored.contains(&id);
                let narrow = |b: &Buffer| b.elem.size() < 4;
                let mut array = buffer(contract, interface, param)?;
                let Some(Param::Buffer(buffer)) = contract.params.get(param) else {
                    return Err(Unsupported::new(0, "a pointer that the contract does not name"));
                };
                let narrow_stores = root.accesses.iter().any(|a| a.store && a.width < 4);
                array.atomic =
                    updated.contains(&id) || written && (narrow(buffer) || narrow_stores);
                if array.atomic && array.cell == Kind::F32 {
                    return Err(Unsupported::new(0, "byte stores into a buffer of f32"));
                }
                Memory::Array(array)
            }
            RootMeaning::Internal => match &root.kind {
                RootKind::Absolute { data, .. } => {
                    let bytes = data.len() as u32;
                    let name = fresh("table");
                    Memory::Array(private(name, &root.accesses, data, bytes)?)
                }
                RootKind::Frame { bytes } => {
                    let name = fresh("local");
                    Memory::Array(private(name, &root.accesses, &[], *bytes)?)
                }
                RootKind::Param(n) => {
                    let what = format!("the pointer in parameter {n}: the contract has no buffer");
                    return Err(Unsupported::new(0, what));
                }
                RootKind::Field { offset, .. } => {
                    let what = format!(
                        "the pointer at byte {offset} of a structure: the contract has no buffer"
                    );
                    return Err(Unsupported::new(0, what));
                }
            },
        });
    }
    Ok(memories)
}

/// Roots that are touched, stored to, and updated atomically.
fn touched(tree: &Tree) -> (HashSet<RootId>, HashSet<RootId>, HashSet<RootId>) {
    let (mut touched, mut stored, mut updated) = (HashSet::new(), HashSet::new(), HashSet::new());
    for node in tree.blocks.iter().flat_map(|block| &block.nodes) {
        match node {
            Node::Load { place, .. } => {
                touched.insert(place.root);
            }
            Node::Store { place, .. } => {
                touched.insert(place.root);
                stored.insert(place.root);
            }
            Node::Update { place, .. } => {
                touched.insert(place.root);
                stored.insert(place.root);
                updated.insert(place.root);
            }
            _ => {}
        }
    }
    (touched, stored, updated)
}

fn buffer(contract: &Contract, interface: &Interface, param: usize) -> Result<Array, Unsupported> {
    let before = contract.params.iter().take(param).filter(|p| matches!(p, Param::Buffer(_)));
    let Some(binding) = interface.storage.get(before.count()) else {
        return Err(Unsupported::new(0, "a pointer that the contract does not name"));
    };
    let (stride, cell) = match binding.elem {
        Elem::F32 => (4, Kind::F32),
        Elem::I32 => (4, Kind::I32),
        Elem::U32 => (4, Kind::U32),
        Elem::U8 | Elem::I8 | Elem::U16 | Elem::I16 => (4, Kind::U32),
        Elem::U64 | Elem::I64 => (8, Kind::Wide),
    };
    Ok(Array {
        name: binding.name.clone(),
        stride,
        cell,
        atomic: false,
        space: Space::Storage(binding.binding),
    })
}

/// Private memory takes the form in which it is accessed: cells of one width where there is one.
fn private(
    name: String,
    accesses: &[Access],
    data: &[u8],
    bytes: u32,
) -> Result<Array, Unsupported> {
    if bytes > 1 << 16 {
        return Err(Unsupported::new(0, format!("private memory of {bytes} bytes")));
    }
    let widths: HashSet<u8> = accesses.iter().map(|a| a.width).collect();
    let types: HashSet<Ty> = accesses.iter().map(|a| a.ty).collect();
    let one = |ty| types.len() == 1 && types.contains(&ty);
    let (stride, cell) = match widths.iter().next() {
        Some(8) if widths.len() == 1 && one(Ty::I64) => (8, Kind::Wide),
        Some(4) if widths.len() == 1 && one(Ty::F32) => (4, Kind::F32),
        Some(4) if widths.len() == 1 && one(Ty::I32) => (4, Kind::I32),
        Some(width @ (1 | 2)) if widths.len() == 1 => (u32::from(*width), Kind::U32),
        _ => (4, Kind::U32),
    };
    let cells = bytes.div_ceil(stride).max(1);
    let space = Space::Private { data: data.to_vec(), cells };
    Ok(Array { name, stride, cell, atomic: false, space })
}

impl Array {
    /// The cells' type as WGSL.
    pub(super) fn cell_type(&self) -> String {
        if self.atomic { format!("atomic<{}>", self.cell.wgsl()) } else { self.cell.wgsl().into() }
    }

    /// The declaration of private memory, at module scope for tables, in `main` for locals.
    pub(super) fn initial(&self) -> Option<Vec<u64>> {
        let Space::Private { data, cells } = &self.space else { return None };
        if data.is_empty() || data.iter().all(|b| *b == 0) {
            return None;
        }
        let stride = self.stride as usize;
        let cell = |at: usize| {
            let bytes = data.get(at * stride..).unwrap_or_default();
            bytes.iter().take(stride).rev().fold(0u64, |bits, b| bits << 8 | u64::from(*b))
        };
        Some((0..*cells as usize).map(cell).collect())
    }
}
