//! The whole draft: declarations, and `main` with what its ABI needs in front of the body.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::builder::build;
use super::coalesce::coalesce;
use super::emit::Emitter;
use super::kinds::kinds;
use super::memory::{Memory, Space, memories};
use super::plan::plan;
use super::print::{Out, print};
use super::text::{Kind, Text, float};
use super::tidy::tidy;
use super::tree::{Axis, Node, Tree};
use super::writer::{AXES, Result, Writer, scalar_kind};
use super::{Lowered, Unsupported, helpers};
use crate::contract::{Abi, Contract, Expr, FieldMeaning, Interface, Param, ParamMeaning};
use crate::kernel::Scalar;
use crate::source::Lifted;
use crate::source::lifted::{Binary, Ty, ValueId, ValueKind};
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

/// How the draft is dispatched.
struct Form {
    workgroup: Vec<u32>,
    /// The dispatch line, where it is not what the contract implies.
    dispatch: Option<String>,
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

/// A name for an index: the first candidate that nobody has.
fn index_name(writer: &mut Writer<'_>, candidates: &[&'static str]) -> String {
    for name in candidates {
        if writer.used_names.insert((*name).to_owned()) {
            return (*name).to_owned();
        }
    }
    writer.fresh(candidates.last().copied().unwrap_or("i"))
}

const LINE: &[&str] = &["i", "at", "index"];
const NAMES: [&[&str]; 3] = [&["x", "col", "ix"], &["y", "row", "iy"], &["z", "slice", "iz"]];
const WORKGROUPS: [&[u32]; 3] = [&[64], &[8, 8], &[4, 4, 4]];

fn guard(conditions: Vec<Text>, main: &mut Vec<Out>) {
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

/// `c`, parallel: each axis' variable from the invocation's index, and the bounds.
fn axes(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
    writer.builtins.insert("id");
    let axes: Vec<Axis> = writer.tree.axes.clone();
    let count = axes.len();
    let mut conditions = Vec::new();
    let mut extents = Vec::new();
    // Innermost first: x varies fastest.
    for (at, axis) in axes.iter().rev().enumerate() {
        for bound in [axis.from, axis.to] {
            if !is_known(writer, bound) {
                return Err(Unsupported::new(0, "loop bounds that are not parameters"));
            }
        }
        let kind = writer.kind(axis.var);
        let candidates = if count == 1 { LINE } else { NAMES.get(at).copied().unwrap_or(LINE) };
        let name = index_name(writer, candidates);
        let mut text = Text::primary(format!("id.{}", AXES[at.min(2)]), Kind::U32).to(kind);
        if axis.step != 1 {
            let step = Text::integer(axis.step as u32, kind);
            text = text.binary("*", step, kind);
        }
        if writer.integer(axis.from) != Some(0) {
            let from = writer.value(axis.from, kind)?;
            text = if writer.tree.value(axis.from).kind.is_constant() {
                text.binary("+", from, kind)
            } else {
                from.binary("+", text, kind)
            };
        }
        main.push(Out::Line(format!("let {name} = {};", text.code)));
        writer.names.insert(axis.var, name.clone());
        let to = writer.value(axis.to, kind)?;
        conditions.push(Text::primary(name, kind).binary(">=", to, Kind::Bool));
        extents.push(extent(writer, axis));
    }
    guard(conditions, main);
    let workgroup = WORKGROUPS[(count - 1).min(2)].to_vec();
    let same = (0..3).all(|at| {
        let implied = writer.contract.threads.get(at).cloned().unwrap_or(Expr::Int(1));
        match extents.get(at) {
            Some(Some(extent)) => are_equal(&implied, extent, writer.contract),
            Some(None) => false,
            None => implied == Expr::Int(1),
        }
    });
    if same {
        return Ok(Form { workgroup, dispatch: None });
    }
    let mut dispatch = Vec::new();
    for (extent, size) in extents.into_iter().zip(&workgroup) {
        let Some(extent) = extent else {
            return Err(Unsupported::new(0, "a number of iterations that is no expression"));
        };
        dispatch.push(format!("ceil_div({extent}, {size})"));
    }
    Ok(Form { workgroup, dispatch: Some(dispatch.join(", ")) })
}

/// Whether a bound is made of parameters and constants only.
fn is_known(writer: &Writer<'_>, id: ValueId) -> bool {
    let mut pending = vec![writer.tree.resolve(id)];
    let mut seen = 0;
    while let Some(id) = pending.pop() {
        seen += 1;
        if seen > 100 {
            return false;
        }
        match writer.tree.value(id).kind {
            ValueKind::Phi => return false,
            ValueKind::Load => {
                if !writer.loads.contains_key(&id) {
                    return false;
                }
            }
            _ => pending.extend(super::plan::operands(writer.tree, id)),
        }
    }
    true
}

/// How many iterations an axis has, in the contract's words.
fn extent(writer: &Writer<'_>, axis: &Axis) -> Option<Expr> {
    let to = expression(writer, axis.to, 0)?;
    let count = match expression(writer, axis.from, 0)? {
        Expr::Int(0) => to,
        from => Expr::Sub(to.into(), from.into()),
    };
    Some(match axis.step {
        1 => count,
        step => Expr::CeilDiv(count.into(), Expr::Int(step.into()).into()),
    })
}

fn expression(writer: &Writer<'_>, id: ValueId, depth: u32) -> Option<Expr> {
    if depth > 20 {
        return None;
    }
    let id = writer.tree.resolve(id);
    let of = |v: ValueId| expression(writer, v, depth + 1);
    let name = |at: usize| match writer.contract.params.get(at) {
        Some(Param::Scalar(scalar)) => Some(Expr::Name(scalar.name.clone())),
        _ => None,
    };
    let length = |at: usize| match writer.contract.params.get(at) {
        Some(Param::Buffer(buffer)) => Some((buffer.length.clone(), buffer.elem.size())),
        _ => None,
    };
    let times = |expr: Expr, by: u32| match by {
        1 => expr,
        by => Expr::Mul(expr.into(), Expr::Int(by.into()).into()),
    };
    match writer.tree.value(id).kind.clone() {
        ValueKind::Const(bits) => Some(Expr::Int((bits as u32 as i32).into())),
        ValueKind::Param(n) => match writer.contract.param_meaning(n) {
            ParamMeaning::Scalar(at) => name(at),
            _ => None,
        },
        ValueKind::Load => match writer.field(&writer.loads.get(&id)?.0)? {
            FieldMeaning::Scalar(at) => name(at),
            FieldMeaning::Bytes(at) => length(at).map(|(length, size)| times(length, size)),
            FieldMeaning::Count(at, stride) => {
                let (length, size) = length(at)?;
                let stride = Expr::Int(stride.max(1).into());
                Some(Expr::Div(times(length, size).into(), stride.into()))
            }
            _ => None,
        },
        ValueKind::Select { condition, yes, no } => {
            let ValueKind::Binary(op, a, b) = writer.tree.value(condition).kind else {
                return None;
            };
            let (a, b) = (writer.tree.resolve(a), writer.tree.resolve(b));
            let (yes, no) = (writer.tree.resolve(yes), writer.tree.resolve(no));
            let less = match op {
                Binary::LtS | Binary::LeS | Binary::LtU | Binary::LeU => true,
                Binary::GtS | Binary::GeS | Binary::GtU | Binary::GeU => false,
                _ => return None,
            };
            let smaller = match (a == yes && b == no, a == no && b == yes) {
                (true, false) => less,
                (false, true) => !less,
                _ => return None,
            };
            let (a, b) = (of(a)?.into(), of(b)?.into());
            Some(if smaller { Expr::Min(a, b) } else { Expr::Max(a, b) })
        }
        ValueKind::Binary(op, a, b) => {
            let power = |v: ValueId| writer.integer(v).map(|c| Expr::Int(1 << (c & 31)));
            Some(match op {
                Binary::Add => Expr::Add(of(a)?.into(), of(b)?.into()),
                Binary::Sub => Expr::Sub(of(a)?.into(), of(b)?.into()),
                Binary::Mul => Expr::Mul(of(a)?.into(), of(b)?.into()),
                Binary::DivS | Binary::DivU => Expr::Div(of(a)?.into(), of(b)?.into()),
                Binary::Shl => Expr::Mul(of(a)?.into(), power(b)?.into()),
                Binary::ShrS | Binary::ShrU => Expr::Div(of(a)?.into(), power(b)?.into()),
                // n & −4 is n rounded down to a multiple of 4.
                Binary::And => {
                    let mask = writer.integer(b)?;
                    let unit = mask.checked_neg().filter(|u| u.count_ones() == 1)?;
                    let unit = || Box::new(Expr::Int(unit.into()));
                    Expr::Mul(Expr::Div(of(a)?.into(), unit()).into(), unit())
                }
                _ => return None,
            })
        }
        _ => None,
    }
}

/// Whether two size expressions agree, by values: sizes from a fixed pseudo-random sequence.
fn are_equal(a: &Expr, b: &Expr, contract: &Contract) -> bool {
    let mut state = 0x2545_f491_u64;
    (0..40).all(|_| {
        let scalars: Vec<(String, Scalar)> = contract
            .scalars()
            .map(|scalar| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (scalar.name.clone(), Scalar::I32((state >> 40) as i32 % 300 + 1))
            })
            .collect();
        a.eval(&scalars) == b.eval(&scalars)
    })
}

/// `invocation`: the index parameters.
fn indices(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
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
fn coordinates(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
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
fn threads(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
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

/// The reference runs whole groups, so the guard is by group; a kernel that begins with its own
/// guard on every axis needs none.
fn group_guard(writer: &mut Writer<'_>, body: &[Out]) -> Result<String> {
    let declares = |out: &&Out| matches!(out, Out::Line(line) if line.starts_with("let "));
    let at = body.iter().position(|out| !declares(&out)).unwrap_or(0);
    let own = body.get(at).and_then(|out| match out {
        Out::If { condition, then, .. } if matches!(then[..], [Out::Line(ref l)] if l == "return;") => {
            Some(condition.code.clone())
        }
        Out::If { negated, otherwise, .. } if otherwise.is_empty() && at + 1 == body.len() => {
            Some(negated.code.clone())
        }
        _ => None,
    });
    let size = writer.contract.workgroup.unwrap_or([1; 3]);
    let mut conditions: Vec<Text> = Vec::new();
    let mut guarded = own.is_some();
    for (axis, extent) in writer.contract.threads.iter().enumerate().take(3) {
        let bound = writer.expr(extent, 0)?;
        let test = plain(&format!("{} >= {}", AXES[axis], bound.code));
        guarded &=
            own.as_ref().is_some_and(|own| own.split(" || ").any(|part| plain(part) == test));
        let groups = match size[axis] {
            1 => bound,
            n => {
                writer.expr(&Expr::CeilDiv(extent.clone().into(), Expr::Int(n.into()).into()), 0)?
            }
        };
        let group = Text::primary(format!("group.{}", AXES[axis]), Kind::U32).to(Kind::I32);
        conditions.push(group.binary(">=", groups, Kind::Bool));
    }
    if guarded {
        return Ok(String::new());
    }
    writer.builtins.insert("group");
    let mut text = String::new();
    let mut out = Vec::new();
    guard(conditions, &mut out);
    print(out, 1, &mut text);
    Ok(text)
}

/// A comparison without its casts between integers: neither side is negative.
fn plain(comparison: &str) -> String {
    comparison.replace("i32(", "").replace("u32(", "").replace(')', "")
}

/// Stores what the function returns.
fn results(writer: &mut Writer<'_>, values: &[ValueId]) -> Result<Vec<String>> {
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

fn assemble(writer: &mut Writer<'_>, form: &Form, body: &str) -> Result<String> {
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

impl ValueKind {
    fn is_constant(&self) -> bool {
        matches!(self, Self::Const(_))
    }
}
