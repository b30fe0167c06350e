//! The canonical listing of a lifted kernel.
//!
//! One meaning per name, indices in elements, signedness on the operator, structure by braces.
//! A value that is used once is written where it is used; others get a `let` before their first
//! use. Names: `p0` parameters, `b0` roots, `v0` everything bound, numbered in order of appearance.
//! It never shows line numbers: where a kernel stands in its text does not change the listing.

mod expression;
mod statement;

use std::collections::HashMap;

use expression::type_name;

use super::lifted::{Access, Label, Lifted, RootKind, Stmt, ValueId};

/// An expression deeper than this is cut by a `let`.
const MAX_DEPTH: u32 = 24;

/// See [`super::listing`].
pub(super) fn listing(lifted: &Lifted) -> String {
    let mut listing = Listing {
        lifted,
        uses: uses(lifted),
        names: HashMap::new(),
        depths: depths(lifted),
        labels: HashMap::new(),
        out: String::new(),
        indent: 0,
        named: 0,
    };
    listing.head();
    listing.block(&lifted.body);
    listing.line("}");
    listing.out
}

struct Listing<'a> {
    lifted: &'a Lifted,
    /// How often each value is written.
    uses: Vec<u32>,
    names: HashMap<ValueId, String>,
    depths: Vec<u32>,
    labels: HashMap<Label, usize>,
    out: String,
    indent: usize,
    /// Names given so far: none is given twice.
    named: usize,
}

fn walk<'a>(stmts: &'a [Stmt], visit: &mut impl FnMut(&'a Stmt)) {
    super::lift::walk(stmts, visit);
}

fn uses(lifted: &Lifted) -> Vec<u32> {
    let mut uses = vec![0; lifted.values.len()];
    let mut todo = Vec::new();
    walk(&lifted.body, &mut |stmt| super::lift::uses(stmt, |value| todo.push(value)));
    while let Some(value) = todo.pop() {
        let count = &mut uses[value.0 as usize];
        *count += 1;
        if *count == 1 {
            super::lift::operands(&lifted.value(value).kind, |operand| todo.push(operand));
        }
    }
    uses
}

fn depths(lifted: &Lifted) -> Vec<u32> {
    let mut depths: Vec<u32> = Vec::with_capacity(lifted.values.len());
    for value in &lifted.values {
        let mut depth = 0;
        super::lift::operands(&value.kind, |operand| {
            let below = depths.get(operand.0 as usize).copied().unwrap_or(0);
            depth = depth.max(if below >= MAX_DEPTH { 1 } else { below + 1 });
        });
        depths.push(depth);
    }
    depths
}

/// The element type of an access.
fn element(access: Access) -> &'static str {
    match (access.width, access.ty, access.signed) {
        (1, _, false) => "u8",
        (1, _, true) => "i8",
        (2, _, false) => "u16",
        (2, _, true) => "i16",
        (_, ty, _) => type_name(ty),
    }
}

impl Listing<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn head(&mut self) {
        let params: Vec<String> = self
            .lifted
            .params
            .iter()
            .enumerate()
            .map(|(index, param)| {
                let root = self.lifted.roots.iter().position(
                    |root| matches!(root.kind, RootKind::Param(other) if other as usize == index),
                );
                match root {
                    Some(root) => format!("b{root}"),
                    None => format!("p{index}: {}", type_name(param.ty)),
                }
            })
            .collect();
        let results: Vec<_> = self.lifted.results.iter().map(|ty| type_name(*ty)).collect();
        let arrow = if results.is_empty() { "" } else { " -> " };
        let export = super::visible_name(&self.lifted.export);
        self.line(&format!("fn {export}({}){arrow}{} {{", params.join(", "), results.join(", ")));
        self.indent += 1;
        for (index, root) in self.lifted.roots.iter().enumerate() {
            let mut elements: Vec<_> = root.accesses.iter().map(|a| element(*a)).collect();
            elements.dedup();
            let elements = elements.join(" ");
            let text = match &root.kind {
                RootKind::Param(_) => continue,
                RootKind::Field { of, offset } => format!("b{index} = b{}->{offset}", of.0),
                RootKind::Absolute { address, data, constant } => {
                    let kind = if *constant { "const" } else { "global" };
                    let bytes = data.len();
                    format!("b{index} = {kind} {elements} at {address}, {bytes} bytes of data")
                }
                RootKind::Frame { bytes } => {
                    format!("b{index} = private {elements}, {bytes} bytes")
                }
            };
            self.line(&text);
        }
        self.indent -= 1;
    }

    fn name(&mut self, value: ValueId) -> String {
        if let Some(name) = self.names.get(&value) {
            return name.clone();
        }
        let name = format!("v{}", self.named);
        self.named += 1;
        self.names.insert(value, name.clone());
        name
    }

    fn label(&mut self, label: Label) -> String {
        let next = self.labels.len();
        format!("l{}", self.labels.entry(label).or_insert(next))
    }
}
