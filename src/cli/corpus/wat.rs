//! One function's WAT out of a module's.

use crate::source::Module;

/// The text of a whole module, item by item.
pub struct Wat {
    items: Vec<String>,
}

impl Wat {
    /// Prints a module; `None` where that can't be done.
    pub fn of(module: &Module) -> Option<Self> {
        let text = wasmprinter::print_bytes(&module.wasm).ok()?;
        let mut items: Vec<String> = Vec::new();
        for line in text.lines() {
            match items.last_mut() {
                // Items of a module are indented once.
                Some(item) if !line.starts_with("  (") => {
                    item.push('\n');
                    item.push_str(line);
                }
                _ => items.push(line.to_owned()),
            }
        }
        Some(Self { items })
    }

    /// The function behind an export.
    pub fn function(&self, module: &Module, export: &str) -> Option<&str> {
        let index = module.exports.iter().find(|e| e.name == export)?.function;
        let number = format!("(;{index};)");
        let begins = |item: &&String| {
            let head = item.lines().next().unwrap_or_default();
            head.trim_start().starts_with("(func") && head.contains(&number)
        };
        self.items.iter().find(begins).map(|item| item.trim())
    }
}
