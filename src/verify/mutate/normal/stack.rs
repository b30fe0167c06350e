//! One wasm function → what it does, line by line, over values in normal form: the counterpart of
//! [`super::walk`] for mutants of the WAT.
//!
//! Only structured control, no value types beyond what one instruction says of itself. A call is
//! a line of its own, so that only the changed function has to be looked at. Gives up on what it
//! doesn't know; a function that it gives up on has no proof.

use wasmparser::{BlockType, FunctionBody, Operator};

use super::pool::{Id, Pool};
use super::range::Range;
use super::walk::Line;

/// Blocks inside each other at most.
const DEPTH: usize = 48;
/// Operators of a function at most.
const OPERATORS: usize = 20_000;
/// Lines at most.
const LINES: usize = 40_000;

/// A function's signature: parameters, and whether it has a result.
pub type Signature = (usize, bool);

/// What the walk has to know of the module.
pub struct Around<'a> {
    /// By function index.
    pub signatures: &'a [Signature],
    /// By type index.
    pub types: &'a [Signature],
    /// What is known of each parameter of this function.
    pub params: &'a [Range],
}

/// What a function does; `None` where the walk gives up.
pub fn walk(pool: &mut Pool, body: &FunctionBody<'_>, around: &Around<'_>) -> Option<Vec<Line>> {
    let mut operators = Vec::new();
    for operator in body.get_operators_reader().ok()? {
        operators.push(operator.ok()?);
        if operators.len() > OPERATORS {
            return None;
        }
    }
    let ends = ends(&operators)?;
    let mut locals = Vec::new();
    for (at, range) in around.params.iter().enumerate() {
        locals.push(pool.leaf(format!("parameter {at}"), *range));
    }
    for group in body.get_locals_reader().ok()? {
        let (count, ty) = group.ok()?;
        if locals.len() + count as usize > 4096 {
            return None;
        }
        let zero = match ty {
            wasmparser::ValType::I32 => pool.int(0),
            wasmparser::ValType::F32 => pool.float(0.0),
            other => pool.leaf(format!("zero {other}"), Range::Any),
        };
        locals.extend(std::iter::repeat_n(zero, count as usize));
    }
    let facts = pool.facts();
    let mut walk = Walk {
        pool,
        operators: &operators,
        ends: &ends,
        around,
        lines: Vec::new(),
        versions: 0,
        blocks: 0,
        state: State { locals, stack: Vec::new() },
        open: Vec::new(),
    };
    let flow = walk.sequence(0, operators.len() - 1);
    let last = walk.state.stack.last().copied();
    let mut lines = walk.lines;
    pool.forget(facts);
    if flow? == Flow::On {
        lines.push(("return".into(), last.into_iter().collect()));
    }
    Some(lines)
}

/// For each block, loop, if and else the number of its `end` (or its `else`).
fn ends(operators: &[Operator<'_>]) -> Option<Vec<usize>> {
    let mut ends = vec![0; operators.len()];
    let mut open = Vec::new();
    for (at, operator) in operators.iter().enumerate() {
        match operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => open.push(at),
            Operator::Else => {
                ends[*open.last()?] = at;
                *open.last_mut()? = at;
            }
            Operator::End => {
                if let Some(begin) = open.pop() {
                    ends[begin] = at;
                }
            }
            _ => {}
        }
        if open.len() > DEPTH {
            return None;
        }
    }
    Some(ends)
}

#[derive(Clone)]
struct State {
    locals: Vec<Id>,
    stack: Vec<Id>,
}

/// A block that can be left.
struct Open {
    number: u32,
    is_loop: bool,
    /// Values on the stack below it, and whether it leaves one.
    height: usize,
    result: bool,
    /// Locals that are set inside.
    set: Vec<usize>,
    /// Branches to it that were seen, with what is known of the locals on that way.
    branches: Vec<(State, Vec<Range>)>,
    /// What a round of the loop supposes of its locals.
    supposed: Vec<(usize, Range)>,
    /// Those of them for which a branch back breaks it.
    broken: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Ended,
}

/// Bounds that a round of a loop may suppose of a local that enters it within `low..=high`,
/// the narrowest first: below a constant of the loop, below the largest integer, natural.
fn supposable((low, high): (i64, i64), constants: &[i64]) -> Vec<Range> {
    let most = i64::from(i32::MAX);
    let below = constants.iter().copied().filter(|c| *c > high).min();
    let bounds = below.map(|c| c - 1).into_iter().chain([most - 1, most]);
    bounds.filter(|bound| low >= 0 && high <= *bound).map(|bound| Range::int(0, bound)).collect()
}

struct Walk<'a, 'b> {
    pool: &'b mut Pool,
    operators: &'b [Operator<'a>],
    ends: &'b [usize],
    around: &'b Around<'b>,
    lines: Vec<Line>,
    versions: u32,
    blocks: u32,
    state: State,
    open: Vec<Open>,
}

impl Walk<'_, '_> {
    fn line(&mut self, what: impl Into<String>, values: Vec<Id>) -> Option<()> {
        self.lines.push((what.into(), values));
        (self.lines.len() < LINES).then_some(())
    }

    fn pop(&mut self) -> Option<Id> {
        self.state.stack.pop()
    }

    /// Operators `from..to`.
    fn sequence(&mut self, from: usize, to: usize) -> Option<Flow> {
        let mut at = from;
        while at < to {
            let operator = &self.operators[at];
            let (flow, next) = match operator {
                Operator::Block { blockty } => {
                    (self.block(at, *blockty, false)?, self.ends[at] + 1)
                }
                Operator::Loop { blockty } => (self.block(at, *blockty, true)?, self.ends[at] + 1),
                Operator::If { blockty } => self.choose(at, *blockty)?,
                other => (self.plain(other)?, at + 1),
            };
            if flow == Flow::Ended {
                return Some(Flow::Ended);
            }
            at = next;
        }
        Some(Flow::On)
    }

    fn set_inside(&self, from: usize, to: usize) -> Vec<usize> {
        let mut set: Vec<usize> = self.operators[from..to]
            .iter()
            .filter_map(|operator| match operator {
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    Some(*local_index as usize)
                }
                _ => None,
            })
            .collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    fn result(&self, ty: BlockType) -> Option<bool> {
        match ty {
            BlockType::Empty => Some(false),
            BlockType::Type(_) => Some(true),
            BlockType::FuncType(index) => {
                let (params, result) = *self.around.types.get(index as usize)?;
                (params == 0).then_some(result)
            }
        }
    }

    fn block(&mut self, at: usize, ty: BlockType, is_loop: bool) -> Option<Flow> {
        let (from, to) = (at + 1, self.ends[at]);
        let result = self.result(ty)?;
        let set = self.set_inside(from, to);
        self.blocks += 1;
        let number = self.blocks;
        let entry = self.state.clone();
        let (lines, versions) = (self.lines.len(), self.versions);
        let constants: Vec<i64> = self.operators[from..to]
            .iter()
            .filter_map(|operator| match operator {
                Operator::I32Const { value } => Some(i64::from(*value)),
                _ => None,
            })
            .collect();
        // For each local the bounds that are left to try, the next one first.
        let mut hopes: Vec<(usize, Vec<Range>)> = set
            .iter()
            .filter(|_| is_loop)
            .map(|l| (*l, supposable(self.pool.range(entry.locals[*l]).bounds(), &constants)))
            .collect();
        loop {
            let facts = self.pool.facts();
            let values = set.iter().map(|l| entry.locals[*l]).collect();
            self.line(
                if is_loop { format!("loop {number}") } else { format!("block {number}") },
                if is_loop { values } else { Vec::new() },
            )?;
            if is_loop {
                for (l, ranges) in &hopes {
                    let kind = self.kind_of(entry.locals[*l]);
                    let range = ranges.first().copied().unwrap_or(kind);
                    self.state.locals[*l] =
                        self.pool.leaf(format!("round {number}.{l} {range:?}"), range);
                }
                self.versions += 1;
            }
            self.open.push(Open {
                number,
                is_loop,
                height: entry.stack.len(),
                result,
                set: set.clone(),
                branches: Vec::new(),
                supposed: hopes.iter().filter_map(|(l, r)| Some((*l, *r.first()?))).collect(),
                broken: Vec::new(),
            });
            let flow = self.sequence(from, to)?;
            self.pool.forget(facts);
            let open = self.open.pop()?;
            if !open.broken.is_empty() {
                for (_, ranges) in hopes.iter_mut().filter(|(l, _)| open.broken.contains(l)) {
                    ranges.remove(0);
                }
                self.lines.truncate(lines);
                self.versions = versions;
                self.blocks = number;
                self.state = entry.clone();
                continue;
            }
            return self.leave(open, flow);
        }
    }

    /// All values of the same type.
    fn kind_of(&self, value: Id) -> Range {
        match self.pool.range(value) {
            Range::Int { .. } => Range::INT,
            Range::Float { .. } => Range::FLOAT,
            Range::Any => Range::Any,
        }
    }

    /// Where a block is left now.
    fn way_out(&self, open: &Open) -> Option<(State, Vec<Range>)> {
        let values = self.outgoing(open)?;
        Some((self.state.clone(), values.into_iter().map(|id| self.pool.range(id)).collect()))
    }

    /// Behind a block: what its ends have in common.
    fn leave(&mut self, mut open: Open, flow: Flow) -> Option<Flow> {
        if open.is_loop {
            // Branches to a loop don't leave it.
            return Some(flow);
        }
        if flow == Flow::On {
            if !open.branches.is_empty() {
                let values = self.outgoing(&open)?;
                self.line(format!("falls out of {}", open.number), values)?;
            }
            let way = self.way_out(&open)?;
            open.branches.push(way);
        }
        self.versions += 1;
        match open.branches.as_slice() {
            [] => Some(Flow::Ended),
            [(only, _)] => {
                self.state = only.clone();
                self.trim(&open)?;
                Some(Flow::On)
            }
            [(first, _), ..] => {
                let (number, mut state) = (open.number, first.clone());
                let ways = open.branches.iter().map(|(_, ranges)| ranges.clone());
                let joined =
                    ways.reduce(|a, b| a.into_iter().zip(b).map(|(a, b)| a.join(b)).collect())?;
                let mut joined = joined.into_iter();
                for l in &open.set {
                    let range = joined.next()?;
                    state.locals[*l] =
                        self.pool.leaf(format!("after {number}.{l} {range:?}"), range);
                }
                self.state = state;
                self.trim(&open)?;
                if let Some(range) = joined.next() {
                    self.pop()?;
                    let value = self.pool.leaf(format!("after {number} {range:?}"), range);
                    self.state.stack.push(value);
                }
                Some(Flow::On)
            }
        }
    }

    /// The stack as a block leaves it.
    fn trim(&mut self, open: &Open) -> Option<()> {
        let result = if open.result { Some(self.pop()?) } else { None };
        self.state.stack.truncate(open.height);
        self.state.stack.extend(result);
        Some(())
    }

    /// What a block's end is given.
    fn outgoing(&self, open: &Open) -> Option<Vec<Id>> {
        let mut values: Vec<Id> = open.set.iter().map(|l| self.state.locals[*l]).collect();
        if open.result && !open.is_loop {
            values.push(*self.state.stack.last()?);
        }
        Some(values)
    }

    fn branch(&mut self, depth: u32) -> Option<()> {
        let Some(at) = self.open.len().checked_sub(1 + depth as usize) else {
            let value = self.state.stack.last().copied();
            return self.line("return", value.into_iter().collect());
        };
        let values = self.outgoing(&self.open[at])?;
        let number = self.open[at].number;
        self.line(format!("to {number}"), values)?;
        if self.open[at].is_loop {
            let inside = |(l, range): &(usize, Range)| {
                let (low, high) = self.pool.range(self.state.locals[*l]).bounds();
                let (least, most) = range.bounds();
                low >= least && high <= most
            };
            let broken: Vec<usize> = self.open[at]
                .supposed
                .iter()
                .filter(|supposed| !inside(supposed))
                .map(|(l, _)| *l)
                .collect();
            self.open[at].broken.extend(broken);
        } else {
            let way = self.way_out(&self.open[at])?;
            self.open[at].branches.push(way);
        }
        Some(())
    }

    fn choose(&mut self, at: usize, ty: BlockType) -> Option<(Flow, usize)> {
        let condition = self.pop()?;
        let condition = self.truth(condition);
        let result = self.result(ty)?;
        let middle = self.ends[at];
        let has_else = matches!(self.operators[middle], Operator::Else);
        let end = if has_else { self.ends[middle] } else { middle };
        let second = if has_else { middle + 1..end } else { end..end };
        let set = self.set_inside(at, end);
        self.blocks += 1;
        let number = self.blocks;
        let known = self.pool.range(condition).bounds();
        let begin = self.lines.len();
        let height = self.state.stack.len();
        let entry = self.state.clone();
        let open = |set: &[usize]| Open {
            number,
            is_loop: false,
            height,
            result,
            set: set.to_vec(),
            branches: Vec::new(),
            supposed: Vec::new(),
            broken: Vec::new(),
        };
        if known == (1, 1) || known == (0, 0) {
            self.open.push(open(&set));
            let flow = match known {
                (1, 1) => self.sequence(at + 1, middle)?,
                _ => self.sequence(second.start, second.end)?,
            };
            let open = self.open.pop()?;
            if open.branches.is_empty() {
                return Some((flow, end + 1));
            }
            return Some((self.leave(open, flow)?, end + 1));
        }
        self.line(format!("if {number}"), vec![condition])?;
        let facts = self.pool.facts();
        self.open.push(open(&set));
        self.pool.assume(condition, true);
        let first = self.sequence(at + 1, middle)?;
        self.pool.forget(facts);
        let then = std::mem::replace(&mut self.state, entry);
        let quiet = self.lines.len() == begin + 1;
        self.line("else", Vec::new())?;
        let otherwise = self.lines.len();
        self.pool.assume(condition, false);
        let last = self.sequence(second.start, second.end)?;
        self.pool.forget(facts);
        let quiet = quiet && self.lines.len() == otherwise;
        self.line("end", Vec::new())?;
        let mut open = self.open.pop()?;
        if open.branches.is_empty() {
            match (first, last) {
                (Flow::Ended, Flow::Ended) => return Some((Flow::Ended, end + 1)),
                (Flow::Ended, Flow::On) => self.pool.assume(condition, false),
                (Flow::On, Flow::Ended) => {
                    self.state = then;
                    self.pool.assume(condition, true);
                }
                (Flow::On, Flow::On) => {
                    if quiet {
                        self.lines.truncate(begin);
                    }
                    for l in &set {
                        let (yes, no) = (then.locals[*l], self.state.locals[*l]);
                        self.state.locals[*l] = self.pool.op("select", &[condition, yes, no]);
                    }
                    if result {
                        let (yes, no) = (*then.stack.last()?, self.pop()?);
                        let value = self.pool.op("select", &[condition, yes, no]);
                        self.state.stack.push(value);
                    }
                }
            }
            return Some((Flow::On, end + 1));
        }
        if first == Flow::On {
            let otherwise = std::mem::replace(&mut self.state, then);
            let values = self.outgoing(&open)?;
            self.line(format!("falls out of {number}"), values)?;
            let way = self.way_out(&open)?;
            open.branches.push(way);
            self.state = otherwise;
        }
        Some((self.leave(open, last)?, end + 1))
    }

    /// A number as a condition: not zero.
    fn truth(&mut self, value: Id) -> Id {
        let (low, high) = self.pool.range(value).bounds();
        if low >= 0 && high <= 1 {
            return value;
        }
        let zero = self.pool.int(0);
        let equal = self.pool.op("eq", &[value, zero]);
        self.pool.op("not", &[equal])
    }

    fn plain(&mut self, operator: &Operator<'_>) -> Option<Flow> {
        match operator {
            Operator::Nop => {}
            Operator::Drop => {
                self.pop()?;
            }
            Operator::Unreachable => {
                self.line("trap", Vec::new())?;
                return Some(Flow::Ended);
            }
            Operator::Br { relative_depth } => {
                self.branch(*relative_depth)?;
                return Some(Flow::Ended);
            }
            Operator::Return => {
                let value = self.state.stack.last().copied();
                self.line("return", value.into_iter().collect())?;
                return Some(Flow::Ended);
            }
            Operator::BrIf { relative_depth } => {
                let condition = self.pop()?;
                let condition = self.truth(condition);
                match self.pool.range(condition).bounds() {
                    (0, 0) => {}
                    (1, 1) => {
                        self.branch(*relative_depth)?;
                        return Some(Flow::Ended);
                    }
                    _ => {
                        self.line("if", vec![condition])?;
                        let facts = self.pool.facts();
                        self.pool.assume(condition, true);
                        self.branch(*relative_depth)?;
                        self.pool.forget(facts);
                        self.line("end", Vec::new())?;
                        self.pool.assume(condition, false);
                    }
                }
            }
            Operator::LocalGet { local_index } => {
                let value = *self.state.locals.get(*local_index as usize)?;
                self.state.stack.push(value);
            }
            Operator::LocalSet { local_index } => {
                *self.state.locals.get_mut(*local_index as usize)? = self.state.stack.pop()?;
            }
            Operator::LocalTee { local_index } => {
                *self.state.locals.get_mut(*local_index as usize)? = *self.state.stack.last()?;
            }
            Operator::GlobalGet { global_index } => {
                let name = format!("global {global_index} {}", self.versions);
                let value = self.pool.leaf(name, Range::Any);
                self.state.stack.push(value);
            }
            Operator::GlobalSet { global_index } => {
                let value = self.pop()?;
                self.line(format!("global {global_index}"), vec![value])?;
                self.versions += 1;
            }
            Operator::Call { function_index } => {
                let (params, result) = *self.around.signatures.get(*function_index as usize)?;
                let from = self.state.stack.len().checked_sub(params)?;
                let arguments = self.state.stack.split_off(from);
                self.line(format!("call {function_index}"), arguments)?;
                self.versions += 1;
                if result {
                    let value = self.pool.leaf(format!("called {}", self.versions), Range::Any);
                    self.state.stack.push(value);
                }
            }
            Operator::Select | Operator::TypedSelect { .. } => {
                let condition = self.pop()?;
                let condition = self.truth(condition);
                let (no, yes) = (self.pop()?, self.pop()?);
                let value = self.pool.op("select", &[condition, yes, no]);
                self.state.stack.push(value);
            }
            Operator::I32Const { value } => {
                let value = self.pool.int(*value);
                self.state.stack.push(value);
            }
            Operator::F32Const { value } => {
                let value = self.pool.float(f32::from_bits(value.bits()));
                self.state.stack.push(value);
            }
            Operator::MemoryFill { .. } | Operator::MemoryCopy { .. } => {
                let from = self.state.stack.len().checked_sub(3)?;
                let values = self.state.stack.split_off(from);
                self.line(format!("{operator:?}"), values)?;
                self.versions += 1;
            }
            other => return self.computed(other),
        }
        Some(Flow::On)
    }

    /// Arithmetic, comparisons, conversions, loads and stores.
    fn computed(&mut self, operator: &Operator<'_>) -> Option<Flow> {
        let name = format!("{operator:?}");
        let name = name.split([' ', '{']).next()?;
        if name.contains("Atomic")
            || name.starts_with('V')
            || name.contains("x2")
            || name.contains("x4")
            || name.contains("x8")
            || name.contains("x16")
        {
            return None;
        }
        if name.contains("Store") {
            let (value, address) = (self.pop()?, self.pop()?);
            self.line(format!("{operator:?}"), vec![address, value])?;
            self.versions += 1;
            return Some(Flow::On);
        }
        if name.contains("Load") {
            let address = self.pop()?;
            let place = self.pool.leaf(format!("{operator:?} {}", self.versions), Range::Any);
            let loaded = self.pool.op("load", &[address, place]);
            let range = match name {
                "I32Load8U" => Range::int(0, 255),
                "I32Load16U" => Range::int(0, 65_535),
                "I32Load8S" => Range::int(-128, 127),
                "I32Load16S" => Range::int(-32_768, 32_767),
                "I32Load" => Range::INT,
                // V12: a NaN is not decisive.
                "F32Load" => {
                    let most = f64::from(f32::MAX);
                    Range::Float { low: -most, high: most, nan: false }
                }
                _ => Range::Any,
            };
            let value = self.pool.leaf(format!("loaded {loaded}"), range);
            self.state.stack.push(value);
            return Some(Flow::On);
        }
        let (tag, arity, negated) = match operation(name) {
            Some(known) => known,
            None if unary(name) => ("", 1, false),
            None if binary(name) => ("", 2, false),
            None => return None,
        };
        let from = self.state.stack.len().checked_sub(arity)?;
        let mut operands = self.state.stack.split_off(from);
        if matches!(name, "I32GtS" | "I32GtU" | "I32GeS" | "I32GeU" | "F32Gt" | "F32Ge") {
            operands.reverse();
        }
        if name == "I32Eqz" {
            let zero = self.pool.int(0);
            operands.push(zero);
        }
        let mut value = match tag {
            "" => {
                let kind = match name {
                    _ if name.starts_with("F32") => "f",
                    _ if name.starts_with("I32") => "i",
                    _ => "wide",
                };
                let tag =
                    if kind == "wide" { format!("w:{name}") } else { format!("m:{name} {kind}") };
                self.pool.op(&tag, &operands)
            }
            tag => self.pool.op(tag, &operands),
        };
        if negated {
            value = self.pool.op("not", &[value]);
        }
        self.state.stack.push(value);
        Some(Flow::On)
    }
}

/// An operator that the normal form knows: its tag, its operands, whether the result is negated.
fn operation(name: &str) -> Option<(&'static str, usize, bool)> {
    Some(match name {
        "I32Add" => ("add", 2, false),
        "I32Sub" => ("sub", 2, false),
        "I32Mul" => ("mul", 2, false),
        "I32DivS" => ("divs", 2, false),
        "I32DivU" => ("divu", 2, false),
        "I32RemS" => ("rems", 2, false),
        "I32RemU" => ("remu", 2, false),
        "I32And" => ("and", 2, false),
        "I32Or" => ("or", 2, false),
        "I32Xor" => ("xor", 2, false),
        "I32Shl" => ("shl", 2, false),
        "I32ShrS" => ("shrs", 2, false),
        "I32ShrU" => ("shru", 2, false),
        "I32Eq" => ("eq", 2, false),
        "I32Ne" => ("eq", 2, true),
        "I32Eqz" => ("eq", 1, false),
        "I32LtS" | "I32GtS" => ("lt", 2, false),
        "I32LtU" | "I32GtU" => ("ltu", 2, false),
        "I32LeS" | "I32GeS" => ("le", 2, false),
        "I32LeU" | "I32GeU" => ("leu", 2, false),
        "F32Add" => ("fadd", 2, false),
        "F32Sub" => ("fsub", 2, false),
        "F32Mul" => ("fmul", 2, false),
        "F32Div" => ("fdiv", 2, false),
        "F32Neg" => ("fneg", 1, false),
        "F32Abs" => ("fabs", 1, false),
        "F32Sqrt" => ("sqrt", 1, false),
        "F32Min" => ("fmin", 2, false),
        "F32Max" => ("fmax", 2, false),
        "F32Eq" => ("feq", 2, false),
        "F32Ne" => ("feq", 2, true),
        "F32Lt" | "F32Gt" => ("flt", 2, false),
        "F32Le" | "F32Ge" => ("fle", 2, false),
        "F32ConvertI32S" => ("itofs", 1, false),
        "F32ConvertI32U" => ("itofu", 1, false),
        "I32TruncF32S" | "I32TruncSatF32S" => ("ftoi", 1, false),
        "I32TruncF32U" | "I32TruncSatF32U" => ("ftou", 1, false),
        _ => return None,
    })
}

fn unary(name: &str) -> bool {
    const ENDS: [&str; 9] =
        ["Clz", "Ctz", "Popcnt", "Eqz", "Abs", "Neg", "Sqrt", "Nearest", "Trunc"];
    const PARTS: [&str; 10] = [
        "Wrap",
        "Extend",
        "Convert",
        "Promote",
        "Demote",
        "Reinterpret",
        "TruncF",
        "TruncSat",
        "Ceil",
        "Floor",
    ];
    ENDS.iter().any(|end| name.ends_with(end)) || PARTS.iter().any(|part| name.contains(part))
}

fn binary(name: &str) -> bool {
    const ENDS: [&str; 31] = [
        "Add", "Sub", "Mul", "Div", "DivS", "DivU", "RemS", "RemU", "And", "Or", "Xor", "Shl",
        "ShrS", "ShrU", "Rotl", "Rotr", "Eq", "Ne", "LtS", "LtU", "GtS", "GtU", "LeS", "LeU",
        "GeS", "GeU", "Lt", "Gt", "Le", "Ge", "Copysign",
    ];
    let kind = ["I32", "I64", "F32", "F64"].iter().find_map(|kind| name.strip_prefix(kind));
    kind.is_some_and(|rest| ENDS.contains(&rest) || rest == "Min" || rest == "Max")
}
