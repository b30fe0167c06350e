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

use super::lifted::{Access, Label, Lifted, RootKind, Stmt, Ty, ValueId};

/// An expression deeper than this is cut by a `let`.
const MAX_DEPTH: u32 = 24;
/// Constants that are shown with their values.
const TABLE: usize = 64;

/// What a listing calls things.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Naming {
    /// The function; may be empty.
    pub export: String,
    /// By root.
    pub roots: Vec<String>,
    /// By parameter.
    pub params: Vec<String>,
    /// Small tables of constants are shown with their values.
    pub tables: bool,
}

impl Naming {
    /// `b0`, `p0`, …
    fn plain(lifted: &Lifted) -> Self {
        Self {
            export: super::visible_name(&lifted.export),
            roots: (0..lifted.roots.len()).map(|root| format!("b{root}")).collect(),
            params: (0..lifted.params.len()).map(|param| format!("p{param}")).collect(),
            tables: false,
        }
    }
}

/// See [`super::listing`].
pub(super) fn listing(lifted: &Lifted) -> String {
    named(lifted, &Naming::plain(lifted))
}

/// See [`super::listing_named`].
pub(super) fn named(lifted: &Lifted, naming: &Naming) -> String {
    let mut listing = Listing {
        lifted,
        naming,
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
    naming: &'a Naming,
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

/// The values of a table of at most [`TABLE`] constants.
fn table(data: &[u8], access: Access) -> Option<String> {
    let width = usize::from(access.width);
    if data.len() > TABLE * width || !data.len().is_multiple_of(width) {
        return None;
    }
    let values = data.chunks_exact(width).map(|bytes| {
        let mut word = [0; 8];
        word[..width].copy_from_slice(bytes);
        let bits = u64::from_le_bytes(word);
        match (access.width, access.ty, access.signed) {
            (1, _, true) => (bits as u8 as i8).to_string(),
            (2, _, true) => (bits as u16 as i16).to_string(),
            (1 | 2, ..) => bits.to_string(),
            (_, Ty::F32, _) => format!("{:?}", f32::from_bits(bits as u32)),
            (_, Ty::F64, _) => format!("{:?}", f64::from_bits(bits)),
            (4, ..) => (bits as u32 as i32).to_string(),
            _ => (bits as i64).to_string(),
        }
    });
    Some(values.collect::<Vec<_>>().join(", "))
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
                    Some(root) => self.naming.roots[root].clone(),
                    None => format!("{}: {}", self.naming.params[index], type_name(param.ty)),
                }
            })
            .collect();
        let results: Vec<_> = self.lifted.results.iter().map(|ty| type_name(*ty)).collect();
        let arrow = if results.is_empty() { "" } else { " -> " };
        let gap = if self.naming.export.is_empty() { "" } else { " " };
        let export = &self.naming.export;
        self.line(&format!(
            "fn{gap}{export}({}){arrow}{} {{",
            params.join(", "),
            results.join(", ")
        ));
        self.indent += 1;
        for (index, root) in self.lifted.roots.iter().enumerate() {
            let mut elements: Vec<_> = root.accesses.iter().map(|a| element(*a)).collect();
            elements.dedup();
            let elements = elements.join(" ");
            let name = &self.naming.roots[index];
            let text = match &root.kind {
                RootKind::Param(_) => continue,
                RootKind::Field { of, offset } => {
                    format!("{name} = {}->{offset}", self.naming.roots[of.0 as usize])
                }
                RootKind::Absolute { address, data, constant } => {
                    let kind = if *constant { "const" } else { "global" };
                    let bytes = data.len();
                    let values = match (&root.accesses[..], self.naming.tables && *constant) {
                        ([access], true) => table(data, *access),
                        _ => None,
                    };
                    values.map_or_else(
                        || {
                            format!(
                                "{name} = {kind} {elements} at {address}, {bytes} bytes of data"
                            )
                        },
                        |values| format!("{name} = {kind} {elements} [{values}]"),
                    )
                }
                RootKind::Frame { bytes } => {
                    format!("{name} = private {elements}, {bytes} bytes")
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
