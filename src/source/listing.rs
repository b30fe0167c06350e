//! The canonical listing of a lifted kernel.
//!
//! One meaning per name, indices in elements, signedness on the operator, structure by braces.
//! A value that is used once is written where it is used; others get a `let` before their first
//! use. Names: `p0` parameters, `b0` roots, `v0` everything bound, numbered in order of appearance.

use std::collections::HashMap;
use std::fmt::Write;

use super::lifted::{
    Access, Binary as B, Label, Lifted, Place, RootId, RootKind, Stmt, Ty, Unary as U, ValueId,
    ValueKind as K,
};

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

fn type_name(ty: Ty) -> &'static str {
    match ty {
        Ty::I32 => "i32",
        Ty::I64 => "i64",
        Ty::F32 => "f32",
        Ty::F64 => "f64",
    }
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

    /// Writes `let` lines for what `value` needs and is written more than once.
    fn prepare(&mut self, value: ValueId) {
        let mut order = Vec::new();
        let mut todo = vec![(value, false)];
        while let Some((value, done)) = todo.pop() {
            let kind = &self.lifted.value(value).kind;
            if self.names.contains_key(&value) || matches!(kind, K::Param(_) | K::Const(_)) {
                continue;
            }
            if done {
                order.push(value);
                continue;
            }
            todo.push((value, true));
            super::lift::operands(kind, |operand| todo.push((operand, false)));
        }
        for value in order {
            let leaf = matches!(self.lifted.value(value).kind, K::Load | K::Phi);
            let shared = self.uses[value.0 as usize] > 1;
            if leaf || self.names.contains_key(&value) {
                continue;
            }
            if shared || self.depths[value.0 as usize] >= MAX_DEPTH {
                let text = self.expression(value);
                let name = self.name(value);
                self.line(&format!("let {name} = {text}"));
            }
        }
    }

    fn operand(&mut self, value: ValueId) -> String {
        if let Some(name) = self.names.get(&value) {
            return name.clone();
        }
        match self.lifted.value(value).kind {
            K::Binary(..) | K::Select { .. } => format!("({})", self.expression(value)),
            _ => self.expression(value),
        }
    }

    fn constant(&self, ty: Ty, bits: u64) -> String {
        match ty {
            Ty::I32 => (bits as u32 as i32).to_string(),
            Ty::I64 => format!("{}L", bits as i64),
            Ty::F32 => format!("{:?}", f32::from_bits(bits as u32)),
            Ty::F64 => format!("{:?}L", f64::from_bits(bits)),
        }
    }

    fn expression(&mut self, value: ValueId) -> String {
        if let Some(name) = self.names.get(&value) {
            return name.clone();
        }
        let lifted = self.lifted;
        let node = lifted.value(value);
        match &node.kind {
            K::Param(index) => format!("p{index}"),
            K::Const(bits) => self.constant(node.ty, *bits),
            K::Unary(op, a) => {
                let a = self.expression(*a);
                format!("{}({a})", unary(*op, node.ty))
            }
            K::Binary(op, a, b) => {
                let float = matches!(lifted.value(*a).ty, Ty::F32 | Ty::F64);
                let (a, b) = (self.operand(*a), self.operand(*b));
                match binary(*op, float) {
                    Ok(sign) => format!("{a} {sign} {b}"),
                    Err(function) => format!("{function}({a}, {b})"),
                }
            }
            K::Select { condition, yes, no } => {
                let condition = self.operand(*condition);
                let (yes, no) = (self.operand(*yes), self.operand(*no));
                format!("{condition} ? {yes} : {no}")
            }
            K::Math(function, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|a| self.expression(*a)).collect();
                let suffix = if node.ty == Ty::F64 { "L" } else { "" };
                let name = format!("{function:?}").to_lowercase();
                format!("{name}{suffix}({})", arguments.join(", "))
            }
            K::Load | K::Phi => self.name(value),
        }
    }

    fn place(&mut self, place: &Place) -> String {
        for (value, _) in &place.terms {
            self.prepare(*value);
        }
        let width = i32::from(place.access.width);
        let whole = place.offset % width == 0 && place.terms.iter().all(|(_, c)| c % width == 0);
        let unit = if whole { width } else { 1 };
        let mut index = String::new();
        for (value, factor) in &place.terms {
            let value = self.operand(*value);
            let factor = factor / unit;
            let sign = if factor < 0 { "-" } else { "+" };
            if index.is_empty() {
                let _ = write!(index, "{}", if factor < 0 { "-" } else { "" });
            } else {
                let _ = write!(index, " {sign} ");
            }
            match factor.unsigned_abs() {
                1 => index.push_str(&value),
                factor => {
                    let _ = write!(index, "{value}*{factor}");
                }
            }
        }
        let offset = place.offset / unit;
        if index.is_empty() {
            index = offset.to_string();
        } else if offset != 0 {
            let sign = if offset < 0 { '-' } else { '+' };
            let _ = write!(index, " {sign} {}", offset.unsigned_abs());
        }
        let RootId(root) = place.root;
        let unit = if whole { "" } else { "byte " };
        format!("b{root}.{}[{unit}{index}]", element(place.access))
    }

    fn list(&mut self, values: &[ValueId]) -> String {
        values.iter().for_each(|value| self.prepare(*value));
        let values: Vec<_> = values.iter().map(|value| self.expression(*value)).collect();
        values.join(", ")
    }

    fn block(&mut self, stmts: &[Stmt]) {
        self.indent += 1;
        // A `let` is visible in its own block only.
        let names = self.names.clone();
        for stmt in stmts {
            self.stmt(stmt);
        }
        let kept: Vec<_> = self
            .names
            .iter()
            .filter(|(value, _)| {
                names.contains_key(value)
                    || matches!(self.lifted.value(**value).kind, K::Load | K::Phi)
            })
            .map(|(value, name)| (*value, name.clone()))
            .collect();
        self.names = kept.into_iter().collect();
        self.indent -= 1;
    }

    fn carried(&mut self, phis: impl Iterator<Item = (ValueId, ValueId)>) -> String {
        let mut text = Vec::new();
        for (phi, init) in phis {
            self.prepare(init);
            let init = self.expression(init);
            text.push(format!("{} = {init}", self.name(phi)));
        }
        text.join(", ")
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Load { value, place, .. } => {
                let place = self.place(place);
                let name = self.name(*value);
                self.line(&format!("let {name} = {place}"));
            }
            Stmt::Store { place, value, .. } => {
                let place = self.place(place);
                self.prepare(*value);
                let value = self.expression(*value);
                self.line(&format!("{place} = {value}"));
            }
            Stmt::If { condition, then, otherwise, merges } => {
                self.prepare(*condition);
                let condition = self.expression(*condition);
                let names: Vec<_> = merges.iter().map(|merge| self.name(merge.phi)).collect();
                if !names.is_empty() {
                    self.line(&format!("var {}", names.join(", ")));
                }
                self.line(&format!("if {condition} {{"));
                self.arm(then, merges.iter().map(|m| (m.phi, m.then)));
                if !otherwise.is_empty() || !merges.is_empty() {
                    self.line("} else {");
                    self.arm(otherwise, merges.iter().map(|m| (m.phi, m.otherwise)));
                }
                self.line("}");
            }
            Stmt::For { var, from, to, step, signed, carried, next, body, .. } => {
                let carried = self.carried(carried.iter().map(|c| (c.phi, c.init)));
                self.prepare(*from);
                self.prepare(*to);
                let (from, to) = (self.expression(*from), self.expression(*to));
                let var = self.name(*var);
                let sign = if *signed { "<s" } else { "<u" };
                let with = if carried.is_empty() { "" } else { " with " };
                self.line(&format!(
                    "for {var} = {from}; {var} {sign} {to}; {var} += {step}{with}{carried} {{"
                ));
                self.block(body);
                if !next.is_empty() {
                    self.indent += 1;
                    let next = self.list(next);
                    self.line(&format!("next {next}"));
                    self.indent -= 1;
                }
                self.line("}");
            }
            Stmt::Loop { label, carried, results, body } => {
                let carried = self.carried(carried.iter().map(|c| (c.phi, c.init)));
                let results = self.results(results);
                let label = self.label(*label);
                let with = if carried.is_empty() { "" } else { " with " };
                self.line(&format!("{results}loop {label}{with}{carried} {{"));
                self.block(body);
                self.line("}");
            }
            Stmt::Block { label, results, body } => {
                let results = self.results(results);
                let label = self.label(*label);
                self.line(&format!("{results}block {label} {{"));
                self.block(body);
                self.line("}");
            }
            Stmt::Break { label, values } => self.jump("break", Some(*label), values),
            Stmt::Continue { label, values } => self.jump("continue", Some(*label), values),
            Stmt::Return { values } => self.jump("return", None, values),
            Stmt::Trap { .. } => self.line("trap"),
        }
    }

    fn results(&mut self, results: &[ValueId]) -> String {
        let names: Vec<_> = results.iter().map(|phi| self.name(*phi)).collect();
        if names.is_empty() { String::new() } else { format!("{} = ", names.join(", ")) }
    }

    fn jump(&mut self, word: &str, label: Option<Label>, values: &[ValueId]) {
        let mut parts = vec![word.to_owned()];
        parts.extend(label.map(|label| self.label(label)));
        let values = self.list(values);
        if !values.is_empty() {
            parts.push(values);
        }
        self.line(&parts.join(" "));
    }

    fn arm(&mut self, stmts: &[Stmt], merges: impl Iterator<Item = (ValueId, Option<ValueId>)>) {
        let names = self.names.clone();
        self.block(stmts);
        self.indent += 1;
        for (phi, value) in merges {
            if let Some(value) = value {
                self.prepare(value);
                let (phi, value) = (self.name(phi), self.expression(value));
                self.line(&format!("{phi} = {value}"));
            }
        }
        self.indent -= 1;
        let lifted = self.lifted;
        self.names.retain(|value, _| {
            names.contains_key(value) || matches!(lifted.value(*value).kind, K::Load | K::Phi)
        });
    }
}

fn unary(op: U, to: Ty) -> String {
    match op {
        U::TruncS => format!("{}_s", type_name(to)),
        U::TruncU => format!("{}_u", type_name(to)),
        U::ConvertS => format!("{}_s", type_name(to)),
        U::ConvertU => format!("{}_u", type_name(to)),
        U::Reinterpret => format!("bits_{}", type_name(to)),
        U::TruncF => "trunc".into(),
        U::Eqz => "!".into(),
        U::Neg => "-".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// An infix sign, or a function's name.
fn binary(op: B, float: bool) -> Result<&'static str, &'static str> {
    Ok(match op {
        B::Add => "+",
        B::Sub => "-",
        B::Mul => "*",
        B::Div => "/",
        B::DivS => "/s",
        B::DivU => "/u",
        B::RemS => "%s",
        B::RemU => "%u",
        B::And => "&",
        B::Or => "|",
        B::Xor => "^",
        B::Shl => "<<",
        B::ShrS => ">>s",
        B::ShrU => ">>u",
        B::Eq => "==",
        B::Ne => "!=",
        B::Lt => "<",
        B::Gt => ">",
        B::Le => "<=",
        B::Ge => ">=",
        B::LtS => "<s",
        B::LtU => "<u",
        B::GtS => ">s",
        B::GtU => ">u",
        B::LeS => "<=s",
        B::LeU => "<=u",
        B::GeS => ">=s",
        B::GeU => ">=u",
        B::Rotl => return Err("rotl"),
        B::Rotr => return Err("rotr"),
        B::Min => return Err(if float { "min" } else { "min_s" }),
        B::Max => return Err(if float { "max" } else { "max_s" }),
        B::Copysign => return Err("copysign"),
    })
}
