//! The draft's text around the body: declarations, tables, helpers, and the head of `main`.
//!
//! It never changes the body it is given.

use super::invocation::Form;
use super::memory::{Memory, Space};
use super::text::{Kind, Text, float};
use super::tree::Node;
use super::writer::{Result, Writer};
use super::{Unsupported, helpers};

pub(super) fn assemble(writer: &mut Writer<'_>, form: &Form, body: &str) -> Result<String> {
    let mut text = String::new();
    if let Some(dispatch) = &form.dispatch {
        text.push_str(&format!("// dispatch: {dispatch}\n"));
    }
    for binding in &writer.interface.storage {
        let array = writer.memory.iter().find_map(|memory| match memory {
            Memory::Array(array) => match array.space {
                Space::Storage(at) if at == binding.binding => Some(array),
                _ => None,
            },
            _ => None,
        });
        let mut line = binding.declaration();
        let nodes = writer.tree.blocks.iter().flat_map(|block| &block.nodes);
        let reduces = nodes.into_iter().any(|node| matches!(node, Node::Reduce { .. }));
        if reduces && binding.name == "ret" {
            let plain = format!("<{}>;", binding.elem.wgsl());
            line = line.replace(&plain, &format!("<atomic<{}>>;", binding.elem.wgsl()));
        }
        if let Some(array) = array.filter(|array| array.atomic) {
            let plain = format!("array<{}>", binding.elem.wgsl());
            line = line.replace(&plain, &format!("array<{}>", array.cell_type()));
        }
        text.push_str(&line);
        text.push('\n');
    }
    if let Some(params) = &writer.interface.params {
        text.push_str(&format!("{}\n{}\n", params.struct_declaration(), params.declaration()));
    }
    let mut private = String::new();
    for memory in &writer.memory {
        let Memory::Array(array) = memory else { continue };
        let Space::Private { cells, .. } = &array.space else { continue };
        let ty = format!("array<{}, {cells}>", array.cell.wgsl());
        match array.initial() {
            Some(values) => {
                let mut list = Vec::new();
                for bits in values {
                    list.push(literal(array.cell, bits).ok_or_else(|| {
                        Unsupported::new(0, "a table of constants that holds a NaN or an infinity")
                    })?);
                }
                private.push_str(&format!(
                    "var<private> {}: {ty} = {ty}(\n{}\n);\n",
                    array.name,
                    wrap(&list)
                ));
            }
            None => private.push_str(&format!("var<private> {}: {ty};\n", array.name)),
        }
    }
    for (bits, name) in &writer.opaque {
        private.push_str(&format!("var<private> {name}: u32 = {bits:#x}u;\n"));
    }
    if !private.is_empty() {
        text.push('\n');
        text.push_str(&private);
    }
    text.push('\n');
    text.push_str(&helpers::text(&writer.helpers));
    for accessor in writer.accessors.values() {
        text.push_str(accessor);
        text.push_str("\n\n");
    }
    let size: Vec<String> = form.workgroup.iter().map(u32::to_string).collect();
    let inputs: Vec<String> = [
        ("id", "global_invocation_id"),
        ("group", "workgroup_id"),
        ("local", "local_invocation_id"),
    ]
    .iter()
    .filter(|(name, _)| writer.builtins.contains(name))
    .map(|(name, builtin)| format!("@builtin({builtin}) {name}: vec3<u32>"))
    .collect();
    text.push_str(&format!("@compute @workgroup_size({})\n", size.join(", ")));
    text.push_str(&format!("fn main({}) {{\n{body}}}\n", inputs.join(", ")));
    Ok(text)
}

fn literal(kind: Kind, bits: u64) -> Option<String> {
    Some(match kind {
        Kind::F32 => float(bits as u32)?,
        Kind::Wide => format!("vec2<u32>({}u, {}u)", bits as u32, bits >> 32),
        _ => Text::integer(bits as u32, kind).code,
    })
}

/// A list in lines of up to 96 characters.
fn wrap(list: &[String]) -> String {
    let mut lines = vec![String::from("   ")];
    for item in list {
        let line = lines.last_mut();
        match line {
            Some(line) if line.len() + item.len() < 95 => line.push_str(&format!(" {item},")),
            _ => lines.push(format!("    {item},")),
        }
    }
    lines.join("\n")
}
