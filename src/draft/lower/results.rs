//! What the function returns, as stores: into `ret`, or into a pixel.
//!
//! It never computes a value itself.

use super::Unsupported;
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::Abi;
use crate::source::lifted::ValueId;

/// Stores what the function returns.
pub(super) fn results(writer: &mut Writer<'_>, values: &[ValueId]) -> Result<Vec<String>> {
    if writer.contract.abi == Abi::Pixel {
        return pixel(writer, values);
    }
    let Some(ret) = writer.interface.storage.iter().find(|binding| binding.name == "ret") else {
        return Err(Unsupported::new(0, "a returned value that the contract does not name"));
    };
    if writer.contract.abi != Abi::C {
        return Err(Unsupported::new(0, "a value returned by every invocation"));
    }
    let [value] = values else {
        return Err(Unsupported::new(0, "a function with several results"));
    };
    let kind = elem_kind(ret.elem);
    let text = writer.value(*value, kind)?;
    Ok(vec![format!("ret[0] = {};", text.code)])
}

impl Writer<'_> {
    /// The type of `ret`.
    pub(super) fn returned_kind(&self) -> Result<Kind> {
        let ret = self.interface.storage.iter().find(|binding| binding.name == "ret");
        ret.map(|ret| elem_kind(ret.elem))
            .ok_or_else(|| Unsupported::new(0, "a returned value that the contract does not name"))
    }
}

fn elem_kind(elem: crate::contract::Elem) -> Kind {
    use crate::contract::Elem;
    match elem {
        Elem::F32 => Kind::F32,
        Elem::I32 => Kind::I32,
        Elem::U64 | Elem::I64 => Kind::Wide,
        _ => Kind::U32,
    }
}

fn pixel(writer: &mut Writer<'_>, values: &[ValueId]) -> Result<Vec<String>> {
    let named = writer.contract.buffers().position(|buffer| buffer.name == "out");
    let output = named.or_else(|| {
        let first = writer.contract.outputs.first()?;
        writer.contract.buffers().position(|buffer| buffer.name == *first)
    });
    let Some(binding) = output.and_then(|at| writer.interface.storage.get(at)) else {
        return Err(Unsupported::new(0, "a pixel without an output buffer"));
    };
    let (name, kind) = (binding.name.clone(), elem_kind(binding.elem));
    writer.builtins.insert("id");
    let width = match writer.contract.threads.first() {
        Some(width) => writer.expr(width, 0)?.to(Kind::U32),
        None => Text::integer(1, Kind::U32),
    };
    let y = Text::primary("id.y", Kind::U32);
    let x = Text::primary("id.x", Kind::U32);
    let row = y.binary("*", width, Kind::U32).binary("+", x, Kind::U32);
    let mut lines = Vec::new();
    let base = if values.len() == 1 {
        row.code
    } else {
        let name = writer.fresh("at");
        let channels = Text::integer(values.len() as u32, Kind::U32);
        let at = row.binary("*", channels, Kind::U32);
        lines.push(format!("let {name} = {};", at.code));
        name
    };
    let mut texts = Vec::new();
    for value in values {
        texts.push(writer.value(*value, kind)?);
    }
    for (channel, text) in texts.into_iter().enumerate() {
        let at = if channel == 0 { base.clone() } else { format!("{base} + {channel}u") };
        lines.push(format!("{name}[{at}] = {};", text.code));
    }
    Ok(lines)
}
