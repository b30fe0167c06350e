//! Values as WGSL expressions.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::coalesce::Shared;
use super::kinds::is_comparison;
use super::memory::Memory;
use super::plan::Plan;
use super::text::{Binding, Kind, Text, float};
use super::tree::Tree;
use super::{Unsupported, fold};
use crate::contract::{Contract, Elem, Expr, FieldMeaning, Interface, Param, ParamMeaning};
use crate::contract::{RootMeaning, ScalarType};
use crate::source::Lifted;
use crate::source::lifted::{Binary, Place, Ty, Unary, ValueId, ValueKind};

/// Everything that writing needs to know, and what it has found out on the way.
pub(super) struct Writer<'a> {
    pub(super) lifted: &'a Lifted,
    pub(super) contract: &'a Contract,
    pub(super) interface: &'a Interface,
    pub(super) tree: &'a Tree,
    pub(super) plan: Plan,
    pub(super) shared: Shared,
    pub(super) kinds: Vec<Kind>,
    pub(super) memory: Vec<Memory>,
    /// Values that have a name by now.
    pub(super) names: HashMap<ValueId, String>,
    /// Where each load reads, and its line.
    pub(super) loads: HashMap<ValueId, (Place, u32)>,
    /// Loads that are not written yet: they stand inside what uses them.
    pub(super) pending: Vec<ValueId>,
    /// Library functions used.
    pub(super) helpers: BTreeSet<&'static str>,
    /// Functions that read and write parts of cells, by name.
    pub(super) accessors: BTreeMap<String, String>,
    /// Bit patterns that no literal can express, by their variable.
    pub(super) opaque: BTreeMap<u32, String>,
    pub(super) used_names: HashSet<String>,
    pub(super) counters: HashMap<&'static str, u32>,
    /// Builtin inputs of `main` that are used.
    pub(super) builtins: BTreeSet<&'static str>,
    /// slang: the global index on an axis, where it has a name.
    pub(super) indices: BTreeMap<u8, Text>,
    pub(super) depth: u32,
}

/// One expression of more bytes than this is nobody's kernel.
const MAX_EXPRESSION: usize = 6000;
const MAX_DEPTH: u32 = 120;

pub(super) type Result<T> = std::result::Result<T, Unsupported>;

pub(super) const AXES: [&str; 3] = ["x", "y", "z"];

impl Writer<'_> {
    /// A name nobody has: `prefix` and a number.
    pub(super) fn fresh(&mut self, prefix: &'static str) -> String {
        loop {
            let counter = self.counters.entry(prefix).or_default();
            let name = format!("{prefix}{counter}");
            *counter += 1;
            if self.used_names.insert(name.clone()) {
                return name;
            }
        }
    }

    pub(super) fn kind(&self, id: ValueId) -> Kind {
        self.kinds.get(self.tree.resolve(id).0 as usize).copied().unwrap_or(Kind::I32)
    }

    fn line(&self, id: ValueId) -> u32 {
        self.tree.value(id).line
    }

    /// `id` as `want`.
    pub(super) fn value(&mut self, id: ValueId, want: Kind) -> Result<Text> {
        let id = self.tree.resolve(id);
        if let ValueKind::Const(bits) = self.tree.value(id).kind {
            return self.constant(bits, self.tree.value(id).ty, want, self.line(id));
        }
        Ok(self.native(id)?.to(want))
    }

    /// `id` in its own kind.
    pub(super) fn native(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        if let Some(name) = self.names.get(&id) {
            return Ok(Text::primary(name.clone(), self.kind(id)));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Unsupported::new(self.line(id), "an expression nested more than 120 deep"));
        }
        let text = self.compute(id)?;
        self.depth -= 1;
        if text.code.len() > MAX_EXPRESSION {
            return Err(Unsupported::new(self.line(id), "an expression of more than 6,000 bytes"));
        }
        Ok(text)
    }

    /// The expression behind `id`, not its name.
    pub(super) fn compute(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        let value = self.tree.value(id).clone();
        let kind = self.kind(id);
        match &value.kind {
            ValueKind::Const(bits) => self.constant(*bits, value.ty, kind, value.line),
            ValueKind::Param(n) => self.param(*n, value.line),
            ValueKind::Phi => {
                Err(Unsupported::new(value.line, "a value that is used before it is set"))
            }
            ValueKind::Load => self.loaded(id),
            _ if value.ty == Ty::F64 => Err(f64_message(value.line)),
            ValueKind::Select { condition, yes, no } => {
                if let Some(text) = self.minmax(*condition, *yes, *no, kind)? {
                    return Ok(text);
                }
                let condition = self.condition(*condition, false)?;
                let (no, yes) = (self.value(*no, kind)?, self.value(*yes, kind)?);
                Ok(Text::call("select", &[no, yes, condition], kind))
            }
            ValueKind::Math(function, arguments) => self.math(*function, arguments, value.line),
            ValueKind::Unary(op, a) => self.unary(*op, *a, value.ty, kind, value.line),
            ValueKind::Binary(op, a, b) => self.binary(id, *op, *a, *b, kind, value.line),
        }
    }

    pub(super) fn constant(&mut self, bits: u64, ty: Ty, want: Kind, line: u32) -> Result<Text> {
        match ty {
            Ty::I32 if want == Kind::F32 => self.float_bits(bits as u32),
            Ty::I32 => Ok(Text::integer(bits as u32, want)),
            Ty::F32 if want == Kind::F32 => self.float_bits(bits as u32),
            Ty::F32 => Ok(Text::integer(bits as u32, want)),
            Ty::I64 => {
                let word = |at: u32| Text::integer((bits >> (32 * at)) as u32, Kind::U32);
                Ok(Text::call("vec2<u32>", &[word(0), word(1)], Kind::Wide))
            }
            Ty::F64 => {
                let narrow = f64::from_bits(bits) as f32;
                if f64::from(narrow).to_bits() == bits {
                    self.float_bits(narrow.to_bits())
                } else {
                    Err(f64_message(line))
                }
            }
        }
    }

    fn float_bits(&mut self, bits: u32) -> Result<Text> {
        match float(bits) {
            Some(code) => {
                let negative = code.starts_with('-');
                let binding = if negative { Binding::Unary } else { Binding::Primary };
                Ok(Text::new(code, binding, Kind::F32))
            }
            None => Ok(self.opaque(bits)),
        }
    }

    /// A bit pattern that the compiler must not look into: constant NaN and infinity are errors.
    fn opaque(&mut self, bits: u32) -> Text {
        let name = match self.opaque.get(&bits) {
            Some(name) => name.clone(),
            None => {
                let name = self.fresh("bits");
                self.opaque.insert(bits, name.clone());
                name
            }
        };
        Text::call("bitcast<f32>", &[Text::primary(name, Kind::U32)], Kind::F32)
    }

    fn param(&mut self, n: u32, line: u32) -> Result<Text> {
        match self.contract.param_meaning(n) {
            ParamMeaning::Scalar(at) => self.scalar(at, line),
            ParamMeaning::Index(axis) => {
                self.builtins.insert("id");
                let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
                Ok(Text::primary(format!("id.{axis}"), Kind::U32).to(Kind::I32))
            }
            ParamMeaning::Coordinate(axis) => {
                self.builtins.insert("id");
                let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
                let index = Text::primary(format!("f32(id.{axis})"), Kind::F32);
                Ok(index.binary("+", Text::primary("0.5", Kind::F32), Kind::F32))
            }
            ParamMeaning::Pointer => {
                Err(Unsupported::new(line, format!("the pointer in parameter {n} as a number")))
            }
        }
    }

    /// A scalar parameter, by its place in the contract.
    pub(super) fn scalar(&self, at: usize, line: u32) -> Result<Text> {
        let before = self.contract.params.iter().take(at);
        let index = before.filter(|p| matches!(p, Param::Scalar(_))).count();
        let fields = self.interface.params.as_ref().map(|p| p.fields.as_slice());
        let Some(field) = fields.and_then(|fields| fields.get(index)) else {
            return Err(Unsupported::new(line, "a scalar that the contract does not name"));
        };
        Ok(Text::primary(format!("p.{}", field.name), scalar_kind(field.ty)))
    }

    /// A load from a structure of scalars, or from an array.
    fn loaded(&mut self, id: ValueId) -> Result<Text> {
        let Some((place, line)) = self.loads.get(&id).cloned() else {
            return Err(Unsupported::new(self.line(id), "a load that is used before it happens"));
        };
        if let Some(meaning) = self.field(&place) {
            return match meaning {
                FieldMeaning::Scalar(at) => Ok(self.scalar(at, line)?.to(self.kind(id))),
                FieldMeaning::Count(at, stride) => {
                    let size = self.buffer_size(at);
                    let length = self.length(at, line)?;
                    let times = size / stride.max(1);
                    let exact = size.is_multiple_of(stride.max(1));
                    match (exact, times) {
                        (true, 1) => Ok(length.to(self.kind(id))),
                        (true, n) => {
                            let by = Text::integer(n, Kind::I32);
                            Ok(length.binary("*", by, Kind::I32).to(self.kind(id)))
                        }
                        _ => {
                            let by = Text::integer(size, Kind::I32);
                            let bytes =
                                if size == 1 { length } else { length.binary("*", by, Kind::I32) };
                            let stride = Text::integer(stride, Kind::I32);
                            Ok(bytes.binary("/", stride, Kind::I32).to(self.kind(id)))
                        }
                    }
                }
                FieldMeaning::Bytes(at) => {
                    let by = Text::integer(self.buffer_size(at), Kind::I32);
                    let length = self.length(at, line)?;
                    let bytes =
                        if by.code == "1" { length } else { length.binary("*", by, Kind::I32) };
                    Ok(bytes.to(self.kind(id)))
                }
                FieldMeaning::GroupId(axis) => Ok(self.builtin("group", axis).to(self.kind(id))),
                FieldMeaning::GroupThreadId(axis) => {
                    Ok(self.builtin("local", axis).to(self.kind(id)))
                }
            };
        }
        let Some(at) = self.pending.iter().position(|v| *v == id) else {
            return Err(Unsupported::new(line, "a load that is used before it happens"));
        };
        self.pending.remove(at);
        self.load(&place, self.kind(id), line)
    }

    /// What a place in a structure of scalars means.
    pub(super) fn field(&self, place: &Place) -> Option<FieldMeaning> {
        if !place.terms.is_empty() {
            return None;
        }
        match self.contract.root_meaning(self.lifted, place.root) {
            RootMeaning::Struct => {
                let ty = place.access.ty;
                self.contract.field_meaning(self.lifted, place.root, place.offset, ty)
            }
            _ => None,
        }
    }

    pub(super) fn builtin(&mut self, name: &'static str, axis: u8) -> Text {
        self.builtins.insert(name);
        let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
        Text::primary(format!("{name}.{axis}"), Kind::U32)
    }

    fn buffer_size(&self, at: usize) -> u32 {
        match self.contract.params.get(at) {
            Some(Param::Buffer(buffer)) => buffer.elem.size(),
            _ => Elem::F32.size(),
        }
    }

    fn length(&self, at: usize, line: u32) -> Result<Text> {
        match self.contract.params.get(at) {
            Some(Param::Buffer(buffer)) => self.expr(&buffer.length, line),
            _ => Err(Unsupported::new(line, "the length of something that is no buffer")),
        }
    }

    /// A size expression of the contract, as an i32.
    pub(super) fn expr(&self, expr: &Expr, line: u32) -> Result<Text> {
        let both = |a: &Expr, b: &Expr| Ok((self.expr(a, line)?, self.expr(b, line)?));
        Ok(match expr {
            Expr::Int(value) => match i32::try_from(*value) {
                Ok(value) => Text::integer(value as u32, Kind::I32),
                Err(_) => {
                    return Err(Unsupported::new(line, format!("the size {value}")));
                }
            },
            Expr::Name(name) => match self.interface.field(name) {
                Some(field) => {
                    let text = Text::primary(format!("p.{}", field.name), scalar_kind(field.ty));
                    match text.kind {
                        Kind::Wide => Text::primary(format!("{}.x", text.code), Kind::U32),
                        Kind::F32 => Text::call("i32", &[text], Kind::I32),
                        _ => text,
                    }
                    .to(Kind::I32)
                }
                None => return Err(Unsupported::new(line, format!("the unknown size '{name}'"))),
            },
            Expr::Add(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("+", b, Kind::I32)
            }
            Expr::Sub(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("-", b, Kind::I32)
            }
            Expr::Mul(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("*", b, Kind::I32)
            }
            Expr::Div(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("/", b, Kind::I32)
            }
            Expr::Min(a, b) => {
                let (a, b) = both(a, b)?;
                Text::call("min", &[a, b], Kind::I32)
            }
            Expr::Max(a, b) => {
                let (a, b) = both(a, b)?;
                Text::call("max", &[a, b], Kind::I32)
            }
            Expr::CeilDiv(a, b) => {
                let (a, b) = both(a, b)?;
                let one = Text::integer(1, Kind::I32);
                let more = a.binary("+", b.clone(), Kind::I32).binary("-", one, Kind::I32);
                more.binary("/", b, Kind::I32)
            }
        })
    }

    /// `id` as a condition.
    pub(super) fn condition(&mut self, id: ValueId, negated: bool) -> Result<Text> {
        let id = self.tree.resolve(id);
        if !self.names.contains_key(&id) {
            match self.tree.value(id).kind.clone() {
                ValueKind::Unary(Unary::Eqz, a) if self.tree.value(a).ty == Ty::I32 => {
                    if self.kind(a) == Kind::Bool {
                        return self.condition(a, !negated);
                    }
                    let zero = Text::integer(0, self.kind(a));
                    let operator = if negated { "!=" } else { "==" };
                    return Ok(self.native(a)?.binary(operator, zero, Kind::Bool));
                }
                ValueKind::Binary(op, a, b) if is_comparison(op) && negated => {
                    let float = matches!(self.tree.value(a).ty, Ty::F32 | Ty::F64);
                    let wide = self.tree.value(a).ty == Ty::I64;
                    // With a NaN, both `a < b` and `a >= b` are false.
                    if !wide
                        && let Some(inverse) = inverse(op)
                        && (!float || matches!(op, Binary::Eq | Binary::Ne))
                    {
                        return self.comparison(inverse, a, b);
                    }
                }
                _ => {}
            }
        }
        let text = self.value(id, Kind::Bool)?;
        if negated {
            // `x != 0` came from an integer.
            if let Some(head) = text.code.strip_suffix(" != 0")
                && text.binding == Binding::Relation
                && self.kind(id) == Kind::I32
            {
                let code = format!("{head} == 0");
                return Ok(Text::new(code, text.binding, text.kind));
            }
            return Ok(text.unary("!"));
        }
        Ok(text)
    }

    /// `select(b, a, a > b)` on integers is `max(a, b)`.
    fn minmax(
        &mut self,
        condition: ValueId,
        yes: ValueId,
        no: ValueId,
        kind: Kind,
    ) -> Result<Option<Text>> {
        let condition = self.tree.resolve(condition);
        let (yes, no) = (self.tree.resolve(yes), self.tree.resolve(no));
        if self.names.contains_key(&condition) || !matches!(kind, Kind::I32 | Kind::U32) {
            return Ok(None);
        }
        let ValueKind::Binary(op, a, b) = self.tree.value(condition).kind else { return Ok(None) };
        let (a, b) = (self.tree.resolve(a), self.tree.resolve(b));
        use Binary::*;
        let (less, with) = match op {
            LtS | LeS => (true, Kind::I32),
            GtS | GeS => (false, Kind::I32),
            LtU | LeU => (true, Kind::U32),
            GtU | GeU => (false, Kind::U32),
            _ => return Ok(None),
        };
        let takes_smaller = match (a == yes && b == no, a == no && b == yes) {
            (true, false) => less,
            (false, true) => !less,
            _ => return Ok(None),
        };
        let name = if takes_smaller { "min" } else { "max" };
        let arguments = [self.value(a, with)?, self.value(b, with)?];
        Ok(Some(Text::call(name, &arguments, with).to(kind)))
    }

    pub(super) fn comparison(&mut self, op: Binary, a: ValueId, b: ValueId) -> Result<Text> {
        use Binary::*;
        let ty = self.tree.value(a).ty;
        let operator = match op {
            Eq => "==",
            Ne => "!=",
            Lt | LtS | LtU => "<",
            Gt | GtS | GtU => ">",
            Le | LeS | LeU => "<=",
            _ => ">=",
        };
        if ty == Ty::I64 {
            return self.wide_comparison(op, a, b);
        }
        let with = match op {
            _ if ty == Ty::F32 => Kind::F32,
            _ if ty == Ty::F64 => {
                let (a, b) = (self.exact(a)?, self.exact(b)?);
                return Ok(a.binary(operator, b, Kind::Bool));
            }
            LtU | GtU | LeU | GeU => Kind::U32,
            LtS | GtS | LeS | GeS => Kind::I32,
            _ => match (self.kind(a), self.kind(b)) {
                (Kind::Bool, Kind::Bool) => Kind::Bool,
                (Kind::U32, _) | (_, Kind::U32) => Kind::U32,
                _ => Kind::I32,
            },
        };
        let (left, right) = (self.value(a, with)?, self.value(b, with)?);
        Ok(left.binary(operator, right, Kind::Bool))
    }

    fn unary(&mut self, op: Unary, a: ValueId, ty: Ty, kind: Kind, line: u32) -> Result<Text> {
        use Unary::*;
        let from = self.tree.value(a).ty;
        if from == Ty::I64 || ty == Ty::I64 {
            return self.wide_unary(op, a, kind, line);
        }
        if from == Ty::F64 {
            return self.double_unary(op, a, kind, line);
        }
        if let ValueKind::Const(bits) = self.tree.value(a).kind
            && let Some(bits) = fold::unary(op, bits)
        {
            return self.constant(bits, ty, kind, line);
        }
        let call = |name: &str, text: Text, kind| Ok(Text::call(name, &[text], kind));
        match op {
            Eqz => {
                let id = a;
                if self.kind(id) == Kind::Bool {
                    return self.condition(id, true);
                }
                let zero = Text::integer(0, self.kind(id));
                Ok(self.native(id)?.binary("==", zero, Kind::Bool))
            }
            Clz => call("countLeadingZeros", self.value(a, kind)?, kind),
            Ctz => call("countTrailingZeros", self.value(a, kind)?, kind),
            Popcnt => call("countOneBits", self.value(a, kind)?, kind),
            Extend8 | Extend16 => {
                let bits = if op == Extend8 { 8 } else { 16 };
                let a = self.value(a, Kind::I32)?;
                let (zero, bits) = (Text::integer(0, Kind::U32), Text::integer(bits, Kind::U32));
                Ok(Text::call("extractBits", &[a, zero, bits], Kind::I32))
            }
            Abs => call("abs", self.value(a, Kind::F32)?, Kind::F32),
            Neg => Ok(self.value(a, Kind::F32)?.unary("-")),
            Ceil => call("ceil", self.value(a, Kind::F32)?, Kind::F32),
            Floor => call("floor", self.value(a, Kind::F32)?, Kind::F32),
            TruncF => call("trunc", self.value(a, Kind::F32)?, Kind::F32),
            Nearest => call("round", self.value(a, Kind::F32)?, Kind::F32),
            Sqrt => call("sqrt", self.value(a, Kind::F32)?, Kind::F32),
            TruncS => call("i32", self.value(a, Kind::F32)?, Kind::I32),
            TruncU => call("u32", self.value(a, Kind::F32)?, Kind::U32),
            ConvertS => call("f32", self.value(a, Kind::I32)?, Kind::F32),
            ConvertU => call("f32", self.value(a, Kind::U32)?, Kind::F32),
            Reinterpret if ty == Ty::F32 => {
                let integer = if self.kind(a) == Kind::U32 { Kind::U32 } else { Kind::I32 };
                Ok(self.value(a, integer)?.to(Kind::F32))
            }
            Reinterpret => Ok(self.value(a, Kind::F32)?.to(kind)),
            Promote | Demote | Extend32 | ExtendS | ExtendU | Wrap => Err(f64_message(line)),
        }
    }

    fn binary(
        &mut self,
        id: ValueId,
        op: Binary,
        a: ValueId,
        b: ValueId,
        kind: Kind,
        line: u32,
    ) -> Result<Text> {
        use Binary::*;
        let ty = self.tree.value(a).ty;
        if is_comparison(op) {
            return self.comparison(op, a, b);
        }
        if ty == Ty::I64 {
            return self.wide_binary(op, a, b, line);
        }
        if let (ValueKind::Const(x), ValueKind::Const(y)) =
            (&self.tree.value(a).kind, &self.tree.value(b).kind)
            && let Some(bits) = fold::binary(op, ty, *x, *y)
        {
            return self.constant(bits, ty, kind, line);
        }
        if ty == Ty::F32 {
            return self.float_binary(op, a, b);
        }
        if let Some(axis) = self.global_index(id) {
            return Ok(self.builtin("id", axis).to(kind));
        }
        let constant = |v: ValueId| match self.tree.value(v).kind {
            ValueKind::Const(bits) => Some(bits as u32 as i32),
            _ => None,
        };
        let (ca, cb) = (constant(a), constant(b));
        if kind == Kind::Bool {
            let operator = match op {
                And => "&&",
                Or => "||",
                _ => "!=",
            };
            let (left, right) = (self.value(a, Kind::Bool)?, self.value(b, Kind::Bool)?);
            if operator == "!=" && cb == Some(1) {
                return self.condition(a, true);
            }
            return Ok(left.binary(operator, right, Kind::Bool));
        }
        let plain = match op {
            Add => "+",
            Sub => "-",
            Mul => "*",
            And => "&",
            Or => "|",
            Xor => "^",
            Shl => {
                if let Some(c) = cb {
                    let by = Text::integer(c as u32 & 31, Kind::U32);
                    return Ok(self.value(a, kind)?.binary("<<", by, kind));
                }
                let by = self.value(b, Kind::U32)?;
                return Ok(self.value(a, kind)?.binary("<<", by, kind));
            }
            ShrS | ShrU => {
                let with = if op == ShrS { Kind::I32 } else { Kind::U32 };
                let by = match cb {
                    Some(c) => Text::integer(c as u32 & 31, Kind::U32),
                    None => self.value(b, Kind::U32)?,
                };
                return Ok(self.value(a, with)?.binary(">>", by, with).to(kind));
            }
            DivS | DivU | RemS | RemU => {
                let with = if matches!(op, DivS | RemS) { Kind::I32 } else { Kind::U32 };
                let divides = matches!(op, DivS | DivU);
                if cb == Some(0) {
                    // wasm traps here, so no case does; WGSL refuses the constant.
                    return if divides { self.value(a, kind) } else { Ok(Text::integer(0, kind)) };
                }
                let operator = if divides { "/" } else { "%" };
                let (left, right) = (self.value(a, with)?, self.value(b, with)?);
                return Ok(left.binary(operator, right, with).to(kind));
            }
            Rotl | Rotr => {
                let name = if op == Rotl { "rotl" } else { "rotr" };
                self.helpers.insert(name);
                let arguments = [self.value(a, Kind::U32)?, self.value(b, Kind::U32)?];
                return Ok(Text::call(name, &arguments, Kind::U32).to(kind));
            }
            _ => return Err(Unsupported::new(line, format!("the operator {op:?}"))),
        };
        // Constants stand on the right; x + −3 reads x − 3.
        let (a, b, ca, cb) =
            if ca.is_some() && plain != "-" { (b, a, cb, ca) } else { (a, b, ca, cb) };
        match (plain, ca, cb) {
            ("+" | "-", _, Some(c)) if c < 0 && c != i32::MIN => {
                let operator = if plain == "+" { "-" } else { "+" };
                let by = Text::integer(c.unsigned_abs(), kind);
                return Ok(self.value(a, kind)?.binary(operator, by, kind));
            }
            ("-", Some(0), _) if kind == Kind::I32 => return Ok(self.value(b, kind)?.unary("-")),
            ("*", _, Some(-1)) if kind == Kind::I32 => return Ok(self.value(a, kind)?.unary("-")),
            ("^", _, Some(-1)) => return Ok(self.value(a, kind)?.unary("~")),
            _ => {}
        }
        let (left, right) = (self.value(a, kind)?, self.value(b, kind)?);
        Ok(left.binary(plain, right, kind))
    }

    fn float_binary(&mut self, op: Binary, a: ValueId, b: ValueId) -> Result<Text> {
        let (left, right) = (self.value(a, Kind::F32)?, self.value(b, Kind::F32)?);
        self.float_operator(op, left, right)
    }

    pub(super) fn float_operator(&mut self, op: Binary, left: Text, right: Text) -> Result<Text> {
        let kind = Kind::F32;
        Ok(match op {
            Binary::Add => left.binary("+", right, kind),
            Binary::Sub => left.binary("-", right, kind),
            Binary::Mul => left.binary("*", right, kind),
            Binary::Min => Text::call("min", &[left, right], kind),
            Binary::Max => Text::call("max", &[left, right], kind),
            Binary::Copysign => {
                self.helpers.insert("copysign");
                Text::call("copysign", &[left, right], kind)
            }
            _ => left.binary("/", right, kind),
        })
    }

    /// slang: `groupID·size + groupThreadID` is the global index on its axis.
    pub(super) fn global_index(&self, id: ValueId) -> Option<u8> {
        let size = self.contract.workgroup?;
        let meaning = |v: ValueId| {
            let (place, _) = self.loads.get(&self.tree.resolve(v))?;
            self.field(place)
        };
        let ValueKind::Binary(Binary::Add, a, b) = self.tree.value(id).kind else { return None };
        [(a, b), (b, a)].into_iter().find_map(|(group, local)| {
            let Some(FieldMeaning::GroupThreadId(axis)) = meaning(local) else { return None };
            let size = *size.get(usize::from(axis))?;
            let (of, times) = match self.tree.value(group).kind {
                ValueKind::Binary(Binary::Shl, a, b) => (a, 1u32 << (self.integer(b)? & 31)),
                ValueKind::Binary(Binary::Mul, a, b) => (a, self.integer(b)? as u32),
                _ => (group, 1),
            };
            (meaning(of) == Some(FieldMeaning::GroupId(axis)) && times == size).then_some(axis)
        })
    }

    pub(super) fn integer(&self, id: ValueId) -> Option<i32> {
        match self.tree.value(id).kind {
            ValueKind::Const(bits) => Some(bits as u32 as i32),
            _ => None,
        }
    }
}

pub(super) fn f64_message(line: u32) -> Unsupported {
    Unsupported::new(line, "f64 arithmetic that does not round to f32 after one step")
}

pub(super) fn scalar_kind(ty: ScalarType) -> Kind {
    match ty {
        ScalarType::F32 => Kind::F32,
        ScalarType::I32 => Kind::I32,
        ScalarType::U32 | ScalarType::Bool => Kind::U32,
        ScalarType::I64 | ScalarType::U64 => Kind::Wide,
    }
}

fn inverse(op: Binary) -> Option<Binary> {
    use Binary::*;
    Some(match op {
        Eq => Ne,
        Ne => Eq,
        Lt => Ge,
        Ge => Lt,
        Gt => Le,
        Le => Gt,
        LtS => GeS,
        GeS => LtS,
        GtS => LeS,
        LeS => GtS,
        LtU => GeU,
        GeU => LtU,
        GtU => LeU,
        LeU => GtU,
        _ => return None,
    })
}
