//! Functions of a module as WAT, one instruction a line, without names and comments.
//!
//! It is printed from the binary, so that a module's text and its binary give the same.

use crate::source::Module;

/// The text of a module, item by item.
#[derive(Debug)]
pub struct Wat {
    /// Their lines without indentation.
    items: Vec<Vec<String>>,
    /// Math functions by number, with C's names.
    math: Vec<(u32, String)>,
}

impl Wat {
    /// Prints a module; `None` where that can't be done.
    pub fn of(module: &Module) -> Option<Self> {
        let text = wasmprinter::print_bytes(without_names(&module.wasm)?).ok()?;
        let mut items: Vec<Vec<String>> = Vec::new();
        for line in text.lines() {
            let bare = line.split(";;").next().unwrap_or(line).trim().to_owned();
            match items.last_mut() {
                // Items of a module are indented once.
                Some(item) if !line.starts_with("  (") => item.push(bare),
                _ => items.push(vec![bare]),
            }
        }
        Some(Self { items, math: module.math_functions() })
    }

    /// The locals and the body of an exported function; `None` for an import, or no such export.
    pub fn function(&self, module: &Module, export: &str) -> Option<String> {
        let index = module.exports.iter().find(|e| e.name == export)?.function;
        let number = format!("(;{index};)");
        let begins = |item: &&Vec<String>| {
            item.first().is_some_and(|head| head.starts_with("(func ") && head.contains(&number))
        };
        let lines = self.items.iter().find(begins)?.iter().skip(1);
        let mut text = String::new();
        // What ends the function stands alone.
        for line in lines.take_while(|line| *line != ")") {
            match line.strip_prefix("call ").and_then(|callee| self.name(callee)) {
                Some(name) => text.push_str(&format!("call {name}")),
                None => text.push_str(line),
            }
            text.push('\n');
        }
        Some(text)
    }

    fn name(&self, callee: &str) -> Option<&str> {
        let callee: u32 = callee.parse().ok()?;
        let found = self.math.iter().find(|(index, _)| *index == callee);
        found.map(|(_, name)| name.as_str())
    }
}

/// The module without its custom sections, which hold the names.
fn without_names(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut kept = wasm.get(..8)?.to_vec();
    let mut at = 8;
    while let Some(id) = wasm.get(at) {
        let (size, bytes) = leb(wasm.get(at + 1..)?)?;
        let end = at.checked_add(1 + bytes)?.checked_add(size)?;
        let section = wasm.get(at..end)?;
        if *id != 0 {
            kept.extend_from_slice(section);
        }
        at = end;
    }
    Some(kept)
}

/// An unsigned LEB128 number of at most 32 bits and the bytes it takes.
fn leb(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, at + 1));
        }
    }
    None
}
