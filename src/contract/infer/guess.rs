//! What the lifted form shows without running anything: pointers, element types, scalars.

use super::names::{self, Kind};
use super::slang;
use super::walk::Walk;
use crate::contract::proposal::{BufferGuess, Guess, Proposal, ScalarGuess};
use crate::contract::{Abi, BufferAccess, Elem, Expr, Generator, Layout, ScalarType};
use crate::source::lifted::{Binary, RootId, RootKind, Ty, ValueId, ValueKind};
use crate::source::{Export, Lifted, Module};

/// The proposal for one export; `abi` and `indices` are the sidecar's, where it says.
pub(in crate::contract) fn propose(
    module: &Module,
    export: &Export,
    lifted: Option<&Lifted>,
    abi: Option<Abi>,
    indices: usize,
) -> Proposal {
    let abi = abi.unwrap_or_else(|| recognise(module, export, lifted));
    let skip = match abi {
        Abi::Pixel => 2,
        Abi::Invocation => indices,
        Abi::C | Abi::Slang => 0,
    };
    let mut proposal = Proposal::of_signature(abi, skip, export);
    let walk = lifted.map(Walk::new);
    match (abi, &walk) {
        (Abi::Slang, Some(walk)) => slang::members(&mut proposal, walk),
        (Abi::Slang, None) => {}
        (_, walk) => proposal.params = params(export, skip, walk.as_ref()),
    }
    if let Some(walk) = &walk {
        globals(&mut proposal, walk);
    }
    if abi == Abi::Pixel {
        let taken = |name: &str| proposal.params.iter().any(|param| param.name() == name);
        let extent = |names: [&str; 2]| names.into_iter().find(|n| !taken(n)).map(Expr::name);
        proposal.threads = extent(["w", "width"])
            .into_iter()
            .chain(extent(["h", "height"]))
            .collect::<Vec<_>>()
            .into();
    }
    if abi == Abi::Invocation {
        let names = ["i", "j", "k"].into_iter().take(indices);
        proposal.invocation = names.map(str::to_owned).collect();
    }
    proposal
}

/// `slang` by its three exports, `pixel` by its type, else `c`.
fn recognise(module: &Module, export: &Export, lifted: Option<&Lifted>) -> Abi {
    if export.params == [Ty::I32; 3] && export.results.is_empty() && has_thread(module, export) {
        return Abi::Slang;
    }
    let coordinates = export.params.len() >= 2 && export.params[..2] == [Ty::F32; 2];
    let floats =
        (1..=4).contains(&export.results.len()) && export.results.iter().all(|ty| *ty == Ty::F32);
    let pointers = lifted.is_none_or(|lifted| {
        lifted.roots.iter().any(|root| matches!(root.kind, RootKind::Param(_)))
    });
    if coordinates && (floats || export.results == [Ty::I32]) && !pointers {
        return Abi::Pixel;
    }
    Abi::C
}

/// Whether `E_Thread` stands beside the export `E`.
fn has_thread(module: &Module, export: &Export) -> bool {
    let name = format!("{}_Thread", export.name);
    let payloads = wasmparser::Parser::new(0).parse_all(&module.wasm);
    payloads.map_while(Result::ok).any(|payload| match payload {
        wasmparser::Payload::ExportSection(exports) => {
            exports.into_iter().map_while(Result::ok).any(|other| other.name == name)
        }
        _ => false,
    })
}

fn params(export: &Export, skip: usize, walk: Option<&Walk<'_>>) -> Vec<Guess> {
    let Some(walk) = walk else {
        return Proposal::of_signature(Abi::C, skip, export).params;
    };
    let root = |index: usize| {
        let roots = walk.lifted.roots.iter().position(
            |root| matches!(root.kind, RootKind::Param(param) if param as usize == index),
        );
        roots.map(|at| RootId(at as u32))
    };
    let kinds: Vec<(Kind, Option<&str>)> = (skip..export.params.len())
        .map(|index| {
            let kind = match export.params[index] {
                Ty::I32 if root(index).is_some() => Kind::Pointer,
                Ty::I32 | Ty::I64 => Kind::Integer,
                Ty::F32 | Ty::F64 => Kind::Float,
            };
            (kind, walk.lifted.params.get(index).and_then(names::own))
        })
        .collect();
    let names = names::names(&kinds);
    (skip..export.params.len())
        .zip(names)
        .map(|(index, name)| match root(index) {
            Some(root) => Guess::Buffer(buffer(walk, root, &name)),
            None => Guess::Scalar(ScalarGuess {
                name,
                ty: scalar(walk, index as u32, export.params[index]),
                generator: None,
                unsure: false,
            }),
        })
        .collect()
}

fn scalar(walk: &Walk<'_>, index: u32, ty: Ty) -> ScalarType {
    let own = |id: ValueId| walk.value(id).kind == ValueKind::Param(index);
    match ty {
        Ty::F32 | Ty::F64 => ScalarType::F32,
        Ty::I64 => ScalarType::I64,
        Ty::I32 => match walk.signs(own) {
            // Loop bounds are compared either way; only arithmetic tells.
            (0, unsigned) if unsigned > 0 && !bounds(walk, index) => ScalarType::U32,
            _ => ScalarType::I32,
        },
    }
}

/// Whether the parameter bounds a loop or decides a branch.
fn bounds(walk: &Walk<'_>, index: u32) -> bool {
    let limits = walk.loops.values().map(|counted| counted.to);
    let seen = walk.reachable(limits.chain(walk.conditions.iter().copied()));
    let values = walk.lifted.values.iter().zip(seen);
    values.into_iter().any(|(value, seen)| seen && value.kind == ValueKind::Param(index))
}

/// The buffer behind a root; an AssemblyScript array where its pointer lies behind a header.
pub(super) fn buffer(walk: &Walk<'_>, root: RootId, name: &str) -> BufferGuess {
    let data =
        walk.lifted.roots.iter().position(
            |other| matches!(other.kind, RootKind::Field { of, offset: 4 } if of == root),
        );
    if let Some(data) = data {
        let mut guess = buffer(walk, RootId(data as u32), name);
        guess.layout = Layout::AsArray;
        return guess;
    }
    let mut guess = BufferGuess::new(name);
    guess.elem = elem(walk, root);
    let stores = walk.of_root(root).any(|touch| touch.store);
    let loads = walk.of_root(root).any(|touch| !touch.store);
    // Whether everything is written, a run must show.
    guess.access = match (stores, loads) {
        (false, _) => Some(BufferAccess::Read),
        (true, true) => Some(BufferAccess::ReadWrite),
        (true, false) => None,
    };
    let narrow = matches!(guess.elem, Some(Elem::U8 | Elem::I8 | Elem::F32) | None);
    if !narrow && guess.access == Some(BufferAccess::Read) && is_index(walk, root) {
        guess.generator = guess.elem.map(|elem| Generator::Range(elem, 0.0, INDEX_END - 1.0));
    }
    if let Some(length) = indexed_length(walk, root, guess.elem) {
        guess.length = Some(Expr::Int(length));
    }
    guess
}

/// Element type from the accesses: the narrowest, a float if any is.
fn elem(walk: &Walk<'_>, root: RootId) -> Option<Elem> {
    let accesses = &walk.lifted.root(root).accesses;
    let width = accesses.iter().map(|access| access.width).min()?;
    let narrow = || accesses.iter().filter(|access| access.width == width);
    let sign = narrow().any(|access| !access.store && access.signed);
    let float = narrow().any(|access| access.ty == Ty::F32);
    Some(match (width, sign, float) {
        (1, true, _) => Elem::I8,
        (1, false, _) => Elem::U8,
        (2, true, _) => Elem::I16,
        (2, false, _) => Elem::U16,
        (4, _, true) => Elem::F32,
        (4, _, false) => {
            let loads: Vec<_> = walk.of_root(root).filter(|t| !t.store).map(|t| t.value).collect();
            match walk.signs(|id| loads.contains(&id)) {
                (0, unsigned) if unsigned > 0 => Elem::U32,
                _ => Elem::I32,
            }
        }
        (8, ..) if narrow().all(|access| access.ty == Ty::I64) => Elem::I64,
        _ => return None,
    })
}

/// What an index that nothing bounds is drawn below.
const INDEX_END: f64 = 64.0;

/// Memory that a person passes in, as opposed to tables and the stack.
fn is_passed(walk: &Walk<'_>, root: RootId) -> bool {
    matches!(walk.lifted.root(root).kind, RootKind::Param(_) | RootKind::Field { .. })
}

/// Whether what is loaded from a root, unbounded, decides where other buffers are touched.
fn is_index(walk: &Walk<'_>, root: RootId) -> bool {
    let data = walk.of_root(root).filter(|t| !t.store && !t.place.terms.is_empty());
    let elements: Vec<_> = data.map(|touch| touch.value).collect();
    let passed = walk.touches.iter().filter(|touch| is_passed(walk, touch.place.root));
    let terms = passed.flat_map(|touch| &touch.place.terms).map(|(value, _)| *value);
    let seen = walk.reachable(terms.filter(|value| bound(walk, *value, 0).is_none()));
    elements.iter().any(|id| seen[id.0 as usize])
}

/// The length of a buffer that is touched where data says: far enough for every index.
fn indexed_length(walk: &Walk<'_>, root: RootId, elem: Option<Elem>) -> Option<i64> {
    let size = i64::from(elem?.size());
    // What lies at a constant place is a parameter, not data.
    let data = walk.touches.iter().filter(|t| !t.store && !t.place.terms.is_empty());
    let loaded: Vec<_> = data.map(|touch| touch.value).collect();
    let mut end = 0;
    for touch in walk.of_root(root) {
        let seen = walk.reachable(touch.place.terms.iter().map(|(value, _)| *value));
        if !loaded.iter().any(|value| seen[value.0 as usize]) {
            continue;
        }
        let mut last = i64::from(touch.place.offset) + i64::from(touch.place.access.width);
        for (value, by) in &touch.place.terms {
            let most = bound(walk, *value, 0).unwrap_or(INDEX_END as i64 - 1);
            last += most * i64::from(*by).max(0);
        }
        end = end.max(last);
    }
    (end > 0 && end < 1 << 20).then_some((end + size - 1) / size)
}

/// The largest value, where the code itself bounds it from below and above.
fn bound(walk: &Walk<'_>, id: ValueId, depth: u32) -> Option<i64> {
    if depth > 8 {
        return None;
    }
    let constant = |id| walk.lifted.as_i32(id).map(i64::from);
    let of = |id| bound(walk, id, depth + 1);
    match walk.value(id).kind {
        ValueKind::Const(_) => constant(id).filter(|value| *value >= 0),
        ValueKind::Load => {
            let touch = walk.touches.iter().find(|t| !t.store && t.value == id)?;
            match touch.place.access {
                access if access.signed => None,
                access if access.width == 1 => Some(255),
                access if access.width == 2 => Some(65_535),
                _ => None,
            }
        }
        ValueKind::Binary(Binary::And, a, b) => {
            let mask = |id| constant(id).filter(|mask| *mask >= 0);
            mask(b).or(mask(a)).or(of(a)).or(of(b))
        }
        ValueKind::Binary(Binary::RemU, _, b) => constant(b).filter(|by| *by > 0).map(|by| by - 1),
        ValueKind::Binary(Binary::ShrU, a, b) => {
            let by = constant(b).filter(|by| (0..32).contains(by))?;
            Some(of(a).unwrap_or(i64::from(u32::MAX)) >> by)
        }
        ValueKind::Binary(Binary::Add, a, b) => Some(of(a)? + of(b)?),
        ValueKind::Binary(Binary::Mul, a, b) => of(a)?.checked_mul(of(b)?),
        ValueKind::Select { yes, no, .. } => Some(of(yes)?.max(of(no)?)),
        _ => None,
    }
}

/// Global arrays that the kernel writes, or reads without knowing their content.
fn globals(proposal: &mut Proposal, walk: &Walk<'_>) {
    for (at, root) in walk.lifted.roots.iter().enumerate() {
        let RootKind::Absolute { address, data, constant: false } = &root.kind else { continue };
        let name = format!("g{address}");
        let mut guess = buffer(walk, RootId(at as u32), &name);
        guess.base = Some(*address);
        guess.access = guess.access.or(Some(BufferAccess::ReadWrite));
        let size = guess.elem.map_or(4, Elem::size) as usize;
        if !data.is_empty() {
            guess.length = Some(Expr::Int((data.len() / size) as i64));
        }
        proposal.params.push(Guess::Buffer(guess));
    }
}
