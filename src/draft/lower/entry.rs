//! The whole draft, from the choice of its form to its text.
//!
//! It never decides what a value or a statement looks like; those are the writer's and the
//! emitter's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::assemble::assemble;
use super::axes::axes;
use super::builder::build;
use super::coalesce::coalesce;
use super::emit::Emitter;
use super::groups::group_guard;
use super::inputs::scalar_kind;
use super::invocation::{Form, coordinates, indices, threads};
use super::kinds::kinds;
use super::memory::{Memory, memories};
use super::plan::plan;
use super::print::print;
use super::results::results;
use super::text::Kind;
use super::tidy::tidy;
use super::tree::{Node, Tree};
use super::writer::{Result, Writer};
use super::{Lowered, Unsupported, helpers};
use crate::contract::{Abi, Contract, FieldMeaning, Interface, Param, ParamMeaning};
use crate::source::Lifted;
use crate::source::lifted::{ValueId, ValueKind};
use crate::source::parallel::{Parallel, parallel};

/// Writes the draft.
pub(super) fn write(lifted: &Lifted, contract: &Contract) -> Result<Lowered> {
    let serial = |why: String| Parallel::serial(why);
    if contract.abi != Abi::C {
        let why = "each call is one invocation".to_owned();
        return draft(lifted, contract, &serial(why), true);
    }
    let found = parallel(lifted);
    if found.loops.is_empty() {
        return draft(lifted, contract, &found, false);
    }
    match draft(lifted, contract, &found, true) {
        Ok(lowered) => Ok(lowered),
        // What only the parallel form can't express runs in one invocation.
        Err(unsupported) => {
            let why = format!("the parallel form has no WGSL form for {}", unsupported.what);
            draft(lifted, contract, &serial(why), false)
        }
    }
}

fn draft(
    lifted: &Lifted,
    contract: &Contract,
    found: &Parallel,
    parallel: bool,
) -> Result<Lowered> {
    let interface = Interface::of(contract);
    let tree = build(lifted, found)?;
    let mut writer = prepare(lifted, contract, &interface, &tree, parallel)?;
    let mut main = Vec::new();
    let form = match contract.abi {
        Abi::C if parallel => axes(&mut writer, &mut main)?,
        Abi::C => Form { workgroup: vec![1], dispatch: Some("1".into()) },
        Abi::Invocation => indices(&mut writer, &mut main)?,
        Abi::Pixel => coordinates(&mut writer, &mut main)?,
        Abi::Slang => threads(&mut writer, &mut main)?,
    };
    let results = |writer: &mut Writer<'_>, values: &[ValueId]| results(writer, values);
    let body = tidy(Emitter::new(&mut writer, &results).block(0)?);
    let mut text = String::new();
    print(main, 1, &mut text);
    if contract.abi == Abi::Slang {
        text.push_str(&group_guard(&mut writer, &body)?);
    }
    print(body, 1, &mut text);
    while let Some(shorter) = text.strip_suffix("    return;\n").filter(|t| !t.ends_with("{\n")) {
        text.truncate(shorter.len());
    }
    let wgsl = assemble(&mut writer, &form, &text)?;
    Ok(Lowered { wgsl, parallel, why: found.why.clone() })
}

fn prepare<'a>(
    lifted: &'a Lifted,
    contract: &'a Contract,
    interface: &'a Interface,
    tree: &'a Tree,
    parallel: bool,
) -> Result<Writer<'a>> {
    let mut used_names: HashSet<String> =
        interface.storage.iter().map(|binding| binding.name.clone()).collect();
    used_names.extend(["p", "Params", "main", "id", "group", "local", "value"].map(str::to_owned));
    used_names.extend(helpers::names().map(str::to_owned));
    let mut table = 0;
    let names = used_names.clone();
    let mut fresh = |prefix: &str| loop {
        let name = format!("{prefix}{table}");
        table += 1;
        if !names.contains(&name) {
            return name;
        }
    };
    let memory = memories(lifted, contract, interface, tree, parallel, &mut fresh)?;
    for memory in &memory {
        if let Memory::Array(array) = memory {
            used_names.insert(array.name.clone());
        }
    }
    let mut writer = Writer {
        lifted,
        contract,
        interface,
        tree,
        plan: Default::default(),
        shared: coalesce(tree),
        kinds: Vec::new(),
        memory,
        names: HashMap::new(),
        loads: HashMap::new(),
        pending: Vec::new(),
        helpers: BTreeSet::new(),
        accessors: BTreeMap::new(),
        opaque: BTreeMap::new(),
        used_names,
        counters: HashMap::new(),
        builtins: BTreeSet::new(),
        indices: BTreeMap::new(),
        depth: 0,
    };
    // Loads of scalars are known from the start; and whether the others are unsigned.
    let mut unsigned = HashSet::new();
    for node in tree.blocks.iter().flat_map(|block| &block.nodes) {
        let Node::Load { value, place, line } = node else { continue };
        match writer.field(place) {
            Some(meaning) => {
                writer.loads.insert(*value, (place.clone(), *line));
                if let FieldMeaning::Scalar(at) = meaning
                    && writer.scalar(at, *line)?.kind == Kind::U32
                {
                    unsigned.insert(*value);
                }
            }
            None => match writer.memory.get(place.root.0 as usize) {
                Some(Memory::Array(array)) if array.cell == Kind::U32 && !place.access.signed => {
                    unsigned.insert(*value);
                }
                Some(Memory::Struct) => {
                    let what = format!(
                        "the value at byte {} of a structure that the contract does not describe",
                        place.offset
                    );
                    return Err(Unsupported::new(*line, what));
                }
                _ => {}
            },
        }
    }
    let kinds = kinds(tree, &|id| {
        let known = match tree.values[id.0 as usize].kind {
            ValueKind::Param(n) => match contract.param_meaning(n) {
                ParamMeaning::Scalar(at) => match contract.params.get(at) {
                    Some(Param::Scalar(scalar)) => scalar_kind(scalar.ty) == Kind::U32,
                    _ => false,
                },
                _ => false,
            },
            _ => unsigned.contains(&id),
        };
        known.then_some(Kind::U32)
    });
    let trivial = |id: ValueId| match tree.values[id.0 as usize].kind {
        ValueKind::Const(_) | ValueKind::Param(_) => true,
        ValueKind::Load => writer.loads.contains_key(&id),
        _ => false,
    };
    writer.plan = plan(tree, &trivial);
    writer.kinds = kinds;
    Ok(writer)
}
