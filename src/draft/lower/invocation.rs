//! How an invocation learns which one it is: index parameters, pixels, threads of a group.
//!
//! It writes what stands in front of the body of `main`; it never looks into the body's meaning.

use std::collections::BTreeMap;

use super::Unsupported;
use super::inputs::AXES;
use super::print::Out;
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::ParamMeaning;
use crate::source::lifted::{Ty, ValueId, ValueKind};

/// How the draft is dispatched.
pub(super) struct Form {
    pub(super) workgroup: Vec<u32>,
    /// The dispatch line, where it is not what the contract implies.
    pub(super) dispatch: Option<String>,
}

/// A name for an index: the first candidate that nobody has.
pub(super) fn index_name(writer: &mut Writer<'_>, candidates: &[&'static str]) -> String {
    for name in candidates {
        if writer.used_names.insert((*name).to_owned()) {
            return (*name).to_owned();
        }
    }
    writer.fresh(candidates.last().copied().unwrap_or("i"))
}

pub(super) const LINE: &[&str] = &["i", "at", "index"];
pub(super) const NAMES: [&[&str]; 3] =
    [&["x", "col", "ix"], &["y", "row", "iy"], &["z", "slice", "iz"]];
pub(super) const WORKGROUPS: [&[u32]; 3] = [&[64], &[8, 8], &[4, 4, 4]];

pub(super) fn guard(conditions: Vec<Text>, main: &mut Vec<Out>) {
    let all = conditions.into_iter().reduce(|a, b| a.binary("||", b, Kind::Bool));
    if let Some(condition) = all {
        main.push(Out::If {
            negated: condition.clone().unary("!"),
            condition,
            then: vec![Out::Line("return;".into())],
            otherwise: Vec::new(),
        });
    }
}

/// `invocation`: the index parameters.
pub(super) fn indices(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
    let axes = writer.contract.threads.len().clamp(1, 3);
    let mut conditions = Vec::new();
    for axis in 0..axes {
        writer.builtins.insert("id");
        let named = writer.contract.invocation.get(axis).cloned();
        let usable = named.filter(|name| {
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && name.len() < 20
                && name.starts_with(|c: char| c.is_ascii_lowercase())
                && !is_reserved(name)
                && !writer.used_names.contains(name)
        });
        let name = match usable {
            Some(name) => {
                writer.used_names.insert(name.clone());
                name
            }
            None => index_name(writer, if axes == 1 { LINE } else { NAMES[axis] }),
        };
        main.push(Out::Line(format!("let {name} = i32(id.{});", AXES[axis])));
        name_params(writer, ParamMeaning::Index(axis as u8), &name);
        let bound = writer.expr(&writer.contract.threads[axis], 0)?;
        conditions.push(Text::primary(name, Kind::I32).binary(">=", bound, Kind::Bool));
    }
    guard(conditions, main);
    Ok(Form { workgroup: WORKGROUPS[axes - 1].to_vec(), dispatch: None })
}

/// Whether naga would not take `name` for a variable.
fn is_reserved(name: &str) -> bool {
    naga::front::wgsl::parse_str(&format!("fn f() {{ let {name} = 1; _ = {name}; }}")).is_err()
}

fn name_params(writer: &mut Writer<'_>, meaning: ParamMeaning, name: &str) {
    for (at, value) in writer.tree.values.iter().enumerate() {
        if let ValueKind::Param(n) = value.kind
            && writer.contract.param_meaning(n) == meaning
        {
            writer.names.insert(ValueId(at as u32), name.to_owned());
        }
    }
}

/// `pixel`: the coordinates at the pixel's centre.
pub(super) fn coordinates(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
    writer.builtins.insert("id");
    let mut conditions = Vec::new();
    for (axis, letter) in AXES.iter().enumerate().take(2) {
        let bound = match writer.contract.threads.get(axis) {
            Some(bound) => writer.expr(bound, 0)?,
            None => Text::integer(1, Kind::I32),
        };
        let index = Text::primary(format!("id.{letter}"), Kind::U32).to(Kind::I32);
        conditions.push(index.binary(">=", bound, Kind::Bool));
    }
    guard(conditions, main);
    for (axis, letter) in AXES.iter().enumerate().take(2) {
        let meaning = ParamMeaning::Coordinate(axis as u8);
        let used = writer.plan.uses.keys().any(|id| {
            matches!(writer.tree.value(*id).kind, ValueKind::Param(n)
                if writer.contract.param_meaning(n) == meaning)
        });
        if !used {
            continue;
        }
        let name = index_name(writer, NAMES[axis]);
        main.push(Out::Line(format!("let {name} = f32(id.{letter}) + 0.5;")));
        name_params(writer, meaning, &name);
    }
    Ok(Form { workgroup: vec![8, 8], dispatch: None })
}

/// `slang`: global indices where the kernel forms them.
pub(super) fn threads(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
    let Some(size) = writer.contract.workgroup else {
        return Err(Unsupported::new(0, "a shader whose workgroup size is unknown"));
    };
    let mut names: BTreeMap<u8, String> = BTreeMap::new();
    for at in 0..writer.tree.values.len() {
        let id = ValueId(at as u32);
        if writer.tree.value(id).ty != Ty::I32 || !writer.plan.uses.contains_key(&id) {
            continue;
        }
        let Some(axis) = writer.global_index(id) else { continue };
        let name = match names.get(&axis) {
            Some(name) => name.clone(),
            None => {
                let name = index_name(writer, NAMES[usize::from(axis).min(2)]);
                names.insert(axis, name.clone());
                let text = writer.builtin("id", axis).to(writer.kind(id));
                main.push(Out::Line(format!("let {name} = {};", text.code)));
                let named = Text::primary(name.clone(), text.kind);
                writer.indices.insert(axis, named);
                name
            }
        };
        if writer.indices.get(&axis).is_some_and(|text| text.kind != writer.kind(id)) {
            continue;
        }
        writer.names.insert(id, name);
        for values in writer.plan.bind.values_mut() {
            values.retain(|v| *v != id);
        }
    }
    let axes = size.iter().rposition(|n| *n != 1).map_or(1, |last| last + 1);
    Ok(Form { workgroup: size[..axes].to_vec(), dispatch: None })
}
