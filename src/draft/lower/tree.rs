//! The statement tree: the lifted kernel's control flow in constructs that WGSL has.
//!
//! WGSL has no labels, so a block that is left early becomes nested `if`s where its exits stand
//! at the end of an arm, a `switch` otherwise; leaving several constructs at once takes a flag.
//! The tree's blocks are exactly the scopes of the WGSL text. Nothing here is text yet.

use std::collections::{HashMap, HashSet};

use super::Unsupported;
use super::guards::{self, Range};
use crate::source::lifted::{Binary, Label, Lifted, Merge, Place, Stmt, Ty, ValueId, ValueKind};
use crate::source::lifted::{Carried, Value};
use crate::source::parallel::{Parallel, Reduction, Update};

/// Index of a scope.
pub(super) type BlockId = usize;

/// A statement of the tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Load {
        value: ValueId,
        place: Place,
        line: u32,
    },
    Store {
        place: Place,
        value: ValueId,
        line: u32,
    },
    /// An atomic read-modify-write.
    Update {
        place: Place,
        update: Update,
        line: u32,
    },
    /// Adds to the value that the function returns.
    Reduce {
        reduction: Reduction,
    },
    /// Declares the variable behind a phi.
    Var {
        phi: ValueId,
        init: Option<ValueId>,
    },
    /// Assigns all at once.
    Assign(Vec<(ValueId, ValueId)>),
    If {
        condition: ValueId,
        negated: bool,
        then: BlockId,
        otherwise: BlockId,
    },
    For {
        var: ValueId,
        from: ValueId,
        to: ValueId,
        step: i32,
        signed: bool,
        body: BlockId,
    },
    Loop {
        body: BlockId,
    },
    /// Runs its body once; `Break` leaves it.
    Switch {
        body: BlockId,
    },
    Break,
    Continue,
    Return,
    /// Stores the function's results.
    Result {
        values: Vec<ValueId>,
    },
    /// Declares a flag that is down.
    Flag(u32),
    Raise(u32),
    IfRaised {
        flag: u32,
        then: BlockId,
        otherwise: BlockId,
    },
}

/// A scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) nodes: Vec<Node>,
    /// Which node of which scope holds this one.
    pub(super) parent: Option<(BlockId, usize)>,
    /// Loops around it.
    pub(super) loops: u32,
}

/// The whole kernel.
pub(super) struct Tree {
    pub(super) blocks: Vec<Block>,
    /// The lifted kernel's values and those added here.
    pub(super) values: Vec<Value>,
    /// Phis that are just another value.
    pub(super) same: HashMap<ValueId, ValueId>,
    /// Loops that are invocation axes, outermost first.
    pub(super) axes: Vec<Axis>,
}

impl Tree {
    /// The value that `id` stands for.
    pub(super) fn resolve(&self, mut id: ValueId) -> ValueId {
        while let Some(other) = self.same.get(&id) {
            id = *other;
        }
        id
    }

    /// The value behind `id`.
    pub(super) fn value(&self, id: ValueId) -> &Value {
        &self.values[self.resolve(id).0 as usize]
    }
}

/// A loop that became an invocation axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) var: ValueId,
    pub(super) from: ValueId,
    pub(super) to: ValueId,
    pub(super) step: i32,
    pub(super) signed: bool,
}

/// Where control may go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Target {
    Break(Label),
    Continue(Label),
    Return,
}

/// What encloses the statement that is being built.
#[derive(Clone)]
struct Frame<'a> {
    kind: FrameKind<'a>,
    label: Label,
}

#[derive(Clone)]
enum FrameKind<'a> {
    /// A `for` or `loop`.
    Loop,
    Switch,
    /// No construct: left by falling through to what follows.
    Nested,
    /// Left in one place, where what follows is built.
    Inline(Seq<'a>),
}

/// Statements still to build: slices, the next one last.
type Seq<'a> = Vec<&'a [Stmt]>;

/// Deeper nesting than this helps nobody, and naga's parser has limits of its own.
const MAX_DEPTH: usize = 60;
const MAX_NESTING: usize = 150;

pub(super) struct Builder<'a> {
    lifted: &'a Lifted,
    ranges: Vec<Range>,
    parallel: &'a Parallel,
    tree: Tree,
    frames: Vec<Frame<'a>>,
    results: HashMap<Label, Vec<ValueId>>,
    carried: HashMap<Label, &'a [Carried]>,
    /// Labels whose exit is the same as another target.
    alias: HashMap<Label, Vec<Target>>,
    /// Loops whose exits go on to another label, with these values.
    sunk: HashMap<Label, (Label, &'a [ValueId])>,
    flags: HashMap<Target, u32>,
    /// Targets that a construct, by its depth in `frames`, is left for by a flag.
    raised: HashMap<usize, Vec<Target>>,
    updates: HashMap<ValueId, Update>,
    skipped_loads: HashSet<ValueId>,
    fresh: u32,
    depth: usize,
}

/// Builds the tree.
pub(super) fn build(lifted: &Lifted, parallel: &Parallel) -> Result<Tree, Unsupported> {
    let mut builder = Builder {
        lifted,
        ranges: guards::ranges(lifted, &parallel.loops),
        parallel,
        tree: Tree {
            blocks: vec![Block::default()],
            values: lifted.values.clone(),
            same: HashMap::new(),
            axes: Vec::new(),
        },
        frames: Vec::new(),
        results: HashMap::new(),
        carried: HashMap::new(),
        alias: HashMap::new(),
        sunk: HashMap::new(),
        flags: HashMap::new(),
        raised: HashMap::new(),
        updates: parallel.updates.iter().map(|u| (u.result, *u)).collect(),
        skipped_loads: parallel.updates.iter().map(|u| u.load).collect(),
        fresh: 0,
        depth: 0,
    };
    check_depth(&lifted.body)?;
    builder.build(vec![&lifted.body], vec![Target::Return], 0)?;
    Ok(builder.tree)
}

impl<'a> Builder<'a> {
    fn block(&mut self, parent: BlockId, more_loops: u32) -> BlockId {
        let loops = self.tree.blocks[parent].loops + more_loops;
        let at = self.tree.blocks[parent].nodes.len();
        self.tree.blocks.push(Block { nodes: Vec::new(), parent: Some((parent, at)), loops });
        self.tree.blocks.len() - 1
    }

    fn push(&mut self, block: BlockId, node: Node) {
        self.tree.blocks[block].nodes.push(node);
    }

    /// Builds `seq` at the end of `block`. Falling off its end means `falls`.
    fn build(
        &mut self,
        seq: Seq<'a>,
        falls: Vec<Target>,
        block: BlockId,
    ) -> Result<(), Unsupported> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Unsupported::new(0, "control flow nested more than 60 deep"));
        }
        let frames = self.frames.len();
        let result = self.build_seq(seq, falls, block);
        self.frames.truncate(frames);
        self.depth -= 1;
        result
    }

    fn build_seq(
        &mut self,
        mut seq: Seq<'a>,
        falls: Vec<Target>,
        block: BlockId,
    ) -> Result<(), Unsupported> {
        while let Some(slice) = seq.pop() {
            let Some((stmt, rest)) = slice.split_first() else { continue };
            if !rest.is_empty() {
                seq.push(rest);
            }
            match stmt {
                Stmt::Load { value, place, line } => {
                    if !self.skipped_loads.contains(value) {
                        let place = place.clone();
                        self.push(block, Node::Load { value: *value, place, line: *line });
                    }
                }
                Stmt::Store { place, value, line } => {
                    let (place, line) = (place.clone(), *line);
                    let node = match self.updates.get(value) {
                        Some(update) => Node::Update { place, update: *update, line },
                        None => Node::Store { place, value: *value, line },
                    };
                    self.push(block, node);
                }
                Stmt::If { condition, then, otherwise, merges } => {
                    let known = guards::known(self.lifted, &self.ranges, *condition);
                    if traps(then) || known == Some(false) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.otherwise)));
                        push_slice(&mut seq, otherwise);
                        continue;
                    }
                    if traps(otherwise) || known == Some(true) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.then)));
                        push_slice(&mut seq, then);
                        continue;
                    }
                    if guards::only_guards(self.lifted, *condition, then, otherwise, merges) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.then)));
                        push_slice(&mut seq, then);
                        continue;
                    }
                    let (ends, other_ends) = (diverges(then), diverges(otherwise));
                    if ends || other_ends {
                        let (arm, other, negated) =
                            if ends { (then, otherwise, false) } else { (otherwise, then, true) };
                        self.same_all(
                            merges
                                .iter()
                                .map(|m| (m.phi, if negated { m.then } else { m.otherwise })),
                        );
                        if ends && other_ends {
                            seq.clear();
                        }
                        push_slice(&mut seq, other);
                        let at_end = seq.iter().all(|s| s.is_empty());
                        if !at_end && self.is_native(arm) {
                            let then = self.block(block, 0);
                            let otherwise = self.block(block, 0);
                            self.build(vec![arm], Vec::new(), then)?;
                            let node = Node::If { condition: *condition, negated, then, otherwise };
                            self.push(block, node);
                            continue;
                        }
                        let then = self.block(block, 0);
                        let otherwise = self.block(block, 0);
                        self.build(vec![arm], falls.clone(), then)?;
                        self.build(seq, falls, otherwise)?;
                        let node = Node::If { condition: *condition, negated, then, otherwise };
                        self.push(block, node);
                        return Ok(());
                    }
                    let mut assigns = (Vec::new(), Vec::new());
                    for merge in merges {
                        let (Some(yes), Some(no)) = (merge.then, merge.otherwise) else {
                            let one = merge.then.or(merge.otherwise);
                            self.same_all([(merge.phi, one)].into_iter());
                            continue;
                        };
                        let early = otherwise.is_empty();
                        self.push(block, Node::Var { phi: merge.phi, init: early.then_some(no) });
                        assigns.0.push((merge.phi, yes));
                        if !early {
                            assigns.1.push((merge.phi, no));
                        }
                    }
                    if self.sinks(&seq, &[then, otherwise], merges).is_some() {
                        let blocks = [self.block(block, 0), self.block(block, 0)];
                        for (at, arm) in [then, otherwise].into_iter().enumerate() {
                            let mut arm_seq = seq.clone();
                            push_slice(&mut arm_seq, arm);
                            let value = |m: &Merge| if at == 0 { m.then } else { m.otherwise };
                            self.same_all(merges.iter().map(|m| (m.phi, value(m))));
                            self.build(arm_seq, falls.clone(), blocks[at])?;
                            for merge in merges {
                                self.tree.same.remove(&merge.phi);
                            }
                        }
                        let [then, otherwise] = blocks;
                        let condition = *condition;
                        self.push(block, Node::If { condition, negated: false, then, otherwise });
                        return Ok(());
                    }
                    let last = seq.iter().all(|s| s.is_empty());
                    let inner = if last && merges.is_empty() { falls.clone() } else { Vec::new() };
                    let then_block = self.block(block, 0);
                    let otherwise_block = self.block(block, 0);
                    self.build(vec![then], inner.clone(), then_block)?;
                    self.build(vec![otherwise], inner, otherwise_block)?;
                    for (arm, assigns) in [(then_block, assigns.0), (otherwise_block, assigns.1)] {
                        if !assigns.is_empty() {
                            self.push(arm, Node::Assign(assigns));
                        }
                    }
                    let (then, otherwise) = (then_block, otherwise_block);
                    let condition = *condition;
                    self.push(block, Node::If { condition, negated: false, then, otherwise });
                }
                Stmt::For { label, var, from, to, step, signed, carried, next, body } => {
                    if self.parallel.loops.contains(label) {
                        let (var, from, to) = (*var, *from, *to);
                        let (step, signed) = (*step, *signed);
                        self.tree.axes.push(Axis { var, from, to, step, signed });
                        self.inductions(*label, var, from, step);
                        if let Some(reduction) = self.parallel.reduction {
                            self.build(vec![body], Vec::new(), block)?;
                            self.push(block, Node::Reduce { reduction });
                            continue;
                        }
                        push_slice(&mut seq, body);
                        continue;
                    }
                    for carried in carried {
                        let node = Node::Var { phi: carried.phi, init: Some(carried.init) };
                        self.push(block, node);
                    }
                    let inner = self.block(block, 1);
                    self.frames.push(Frame { kind: FrameKind::Loop, label: *label });
                    self.build(vec![body], Vec::new(), inner)?;
                    self.frames.pop();
                    if !carried.is_empty() && !diverges(body) {
                        let assigns = carried.iter().map(|c| c.phi).zip(next.iter().copied());
                        self.push(inner, Node::Assign(assigns.collect()));
                    }
                    let (var, from, to, step) = (*var, *from, *to, *step);
                    let node = Node::For { var, from, to, step, signed: *signed, body: inner };
                    self.push(block, node);
                    if self.after(&mut seq, &falls, block)? {
                        return Ok(());
                    }
                }
                Stmt::Loop { label, carried, results, body } => {
                    for carried in carried {
                        let node = Node::Var { phi: carried.phi, init: Some(carried.init) };
                        self.push(block, node);
                    }
                    let sunk = self.sunk_jump(&seq, *label, results, body);
                    match sunk {
                        Some((to, values)) => {
                            self.sunk.insert(*label, (to, values));
                            self.results.insert(*label, results.clone());
                        }
                        None => self.loop_results(*label, carried, results, body, block),
                    }
                    self.carried.insert(*label, carried);
                    let inner = self.block(block, 1);
                    self.frames.push(Frame { kind: FrameKind::Loop, label: *label });
                    if seq.iter().all(|s| s.is_empty()) {
                        self.alias.insert(*label, falls.clone());
                    }
                    self.build(vec![body], vec![Target::Continue(*label)], inner)?;
                    self.frames.pop();
                    self.push(block, Node::Loop { body: inner });
                    if !has_break(body, *label) {
                        seq.clear();
                    }
                    if let Some((to, _)) = sunk {
                        if has_break(body, *label) || has_break(body, to) {
                            self.jump(Target::Break(to), &falls, block);
                        }
                        return Ok(());
                    }
                    if self.after(&mut seq, &falls, block)? {
                        return Ok(());
                    }
                }
                Stmt::Block { label, results, body } => {
                    let sites = breaks(body, *label, false);
                    let deep = breaks(body, *label, true) != sites;
                    let last = seq.iter().all(|s| s.is_empty());
                    self.results.insert(*label, results.clone());
                    if sites == 1 && !deep {
                        // The frame stays on the stack until this scope ends.
                        let kind = FrameKind::Inline(std::mem::take(&mut seq));
                        self.frames.push(Frame { kind, label: *label });
                        push_slice(&mut seq, body);
                        continue;
                    }
                    for phi in results {
                        self.push(block, Node::Var { phi: *phi, init: None });
                    }
                    if last {
                        self.alias.insert(*label, falls.clone());
                    }
                    if tailable(body, *label) {
                        self.frames.push(Frame { kind: FrameKind::Nested, label: *label });
                        let mut inner = vec![Target::Break(*label)];
                        if last {
                            inner.extend(falls.iter().copied());
                        }
                        self.build(vec![body], inner, block)?;
                        self.frames.pop();
                    } else {
                        let inner = self.block(block, 0);
                        self.frames.push(Frame { kind: FrameKind::Switch, label: *label });
                        self.build(vec![body], vec![Target::Break(*label)], inner)?;
                        self.frames.pop();
                        self.push(block, Node::Switch { body: inner });
                        if self.after(&mut seq, &falls, block)? {
                            return Ok(());
                        }
                    }
                    if sites == 0 {
                        seq.clear();
                    }
                }
                Stmt::Break { label, values } => {
                    let results = self.results.get(label).cloned().unwrap_or_default();
                    let frame = self.frames.iter().rposition(|f| f.label == *label);
                    if let Some(at) = frame
                        && let FrameKind::Inline(rest) = self.frames[at].kind.clone()
                    {
                        self.same_all(results.iter().copied().zip(values.iter().map(|v| Some(*v))));
                        seq = rest;
                        continue;
                    }
                    let (mut results, mut values, mut label) = (results, values.clone(), *label);
                    if let Some((to, given)) = self.sunk.get(&label).copied() {
                        // What stands behind the loop is done here, with this exit's values.
                        values = given
                            .iter()
                            .map(|v| self.tree.resolve(*v))
                            .map(|v| match results.iter().position(|phi| *phi == v) {
                                Some(at) => values.get(at).copied().unwrap_or(v),
                                None => v,
                            })
                            .collect();
                        results = self.results.get(&to).cloned().unwrap_or_default();
                        label = to;
                    }
                    let assigns: Vec<_> = results
                        .into_iter()
                        .zip(values.iter().map(|value| self.tree.resolve(*value)))
                        .filter(|(phi, value)| self.tree.resolve(*phi) != *value)
                        .collect();
                    if !assigns.is_empty() {
                        self.push(block, Node::Assign(assigns));
                    }
                    self.jump(Target::Break(label), &falls, block);
                    return Ok(());
                }
                Stmt::Continue { label, values } => {
                    let carried = self.carried.get(label).copied().unwrap_or_default();
                    let assigns: Vec<_> = carried
                        .iter()
                        .zip(values)
                        .map(|(c, value)| (c.phi, *value))
                        .filter(|(phi, value)| phi != value)
                        .collect();
                    if !assigns.is_empty() {
                        self.push(block, Node::Assign(assigns));
                    }
                    self.jump(Target::Continue(*label), &falls, block);
                    return Ok(());
                }
                Stmt::Return { values } => {
                    if !values.is_empty() && self.parallel.reduction.is_none() {
                        self.push(block, Node::Result { values: values.clone() });
                    }
                    self.jump(Target::Return, &falls, block);
                    return Ok(());
                }
                Stmt::Trap { .. } => return Ok(()),
            }
        }
        Ok(())
    }

    fn same_all(&mut self, pairs: impl Iterator<Item = (ValueId, Option<ValueId>)>) {
        for (phi, value) in pairs {
            if let Some(value) = value
                && self.tree.resolve(value) != phi
            {
                self.tree.same.insert(phi, value);
            }
        }
    }

    /// `Break` as all that is left of the sequence.
    fn only_break(seq: &Seq<'a>) -> Option<(Label, &'a [ValueId])> {
        let mut slices = seq.iter().filter(|slice| !slice.is_empty());
        match (slices.next()?, slices.next()) {
            ([Stmt::Break { label, values }], None) => Some((*label, values)),
            _ => None,
        }
    }

    /// A loop before a `Break`: its exits may go there themselves.
    fn sunk_jump(
        &self,
        seq: &Seq<'a>,
        label: Label,
        results: &[ValueId],
        body: &[Stmt],
    ) -> Option<(Label, &'a [ValueId])> {
        let mut jumps = Vec::new();
        leaving(body, &mut vec![label], &mut jumps);
        let (to, values) = Self::only_break(seq)?;
        let frame = self.frames.iter().rfind(|f| f.label == to)?;
        let others = |t: &Target| !matches!(t, Target::Return) && *t != Target::Break(to);
        if !matches!(frame.kind, FrameKind::Nested | FrameKind::Switch) || jumps.iter().any(others)
        {
            return None;
        }
        let independent = |v: &ValueId| {
            let v = self.tree.resolve(*v);
            results.contains(&v) || !self.depends(v, results)
        };
        values.iter().all(independent).then_some((to, values))
    }

    /// An `if` before a `Break` to which a loop in one of its arms goes as well: both arms end
    /// in that `Break`.
    fn sinks(&self, seq: &Seq<'a>, arms: &[&'a Vec<Stmt>], merges: &[Merge]) -> Option<Label> {
        let (to, values) = Self::only_break(seq)?;
        let frame = self.frames.iter().rfind(|f| f.label == to)?;
        let deep = |arm: &&Vec<Stmt>| breaks(arm, to, true) > breaks(arm, to, false);
        if matches!(frame.kind, FrameKind::Inline(_)) || !arms.iter().any(deep) {
            return None;
        }
        let phis: Vec<ValueId> = merges.iter().map(|m| m.phi).collect();
        let independent = |v: &ValueId| phis.contains(v) || !self.depends(*v, &phis);
        values.iter().all(independent).then_some(to)
    }

    /// Whether `value` is computed from one of `phis`.
    fn depends(&self, value: ValueId, phis: &[ValueId]) -> bool {
        let mut pending = vec![value];
        let mut seen = HashSet::new();
        while let Some(id) = pending.pop() {
            if phis.contains(&id) {
                return true;
            }
            if seen.insert(id) {
                pending.extend(super::plan::operands(&self.tree, id));
            }
        }
        false
    }

    /// A result that every exit gives from the same variable is that variable.
    fn loop_results(
        &mut self,
        label: Label,
        carried: &[Carried],
        results: &[ValueId],
        body: &[Stmt],
        block: BlockId,
    ) {
        let mut exits = Vec::new();
        collect_breaks(body, label, &mut exits);
        for (at, phi) in results.iter().enumerate() {
            let first = exits.first().and_then(|values| values.get(at)).copied();
            let all = first.filter(|v| exits.iter().all(|values| values.get(at) == Some(v)));
            match all.filter(|v| carried.iter().any(|c| c.phi == *v)) {
                Some(value) => self.same_all([(*phi, Some(value))].into_iter()),
                None => self.push(block, Node::Var { phi: *phi, init: None }),
            }
        }
        self.results.insert(label, results.to_vec());
    }

    /// The closed form of carried values of a loop that became an axis.
    fn inductions(&mut self, label: Label, var: ValueId, from: ValueId, step: i32) {
        for induction in self.parallel.inductions.iter().filter(|i| i.label == label) {
            let line = self.tree.values[induction.phi.0 as usize].line;
            let zero = |v: ValueId, values: &[Value]| matches!(values[v.0 as usize].kind, ValueKind::Const(bits) if bits as u32 == 0);
            let mut rounds = var;
            let from_zero = zero(from, &self.tree.values);
            let init_zero = zero(induction.init, &self.tree.values);
            let mut add = |kind| {
                self.tree.values.push(Value { ty: Ty::I32, kind, line });
                ValueId(self.tree.values.len() as u32 - 1)
            };
            if !from_zero {
                rounds = add(ValueKind::Binary(Binary::Sub, var, from));
            }
            if step != 1 {
                let by = add(ValueKind::Const(step as u32 as u64));
                rounds = add(ValueKind::Binary(Binary::DivS, rounds, by));
            }
            let moved = add(ValueKind::Binary(Binary::Mul, rounds, induction.step));
            let value = if induction.negative {
                add(ValueKind::Binary(Binary::Sub, induction.init, moved))
            } else if init_zero {
                moved
            } else {
                add(ValueKind::Binary(Binary::Add, induction.init, moved))
            };
            self.tree.same.insert(induction.phi, value);
        }
    }

    /// Whether all jumps in `arm` that leave it have a statement of WGSL here.
    fn is_native(&self, arm: &'a [Stmt]) -> bool {
        let mut jumps = Vec::new();
        leaving(arm, &mut Vec::new(), &mut jumps);
        jumps.iter().all(|target| self.native(*target).is_some())
    }

    /// The statement that goes to `target` from here, if one does.
    fn native(&self, target: Target) -> Option<Node> {
        let construct =
            |frame: &&Frame<'_>| matches!(frame.kind, FrameKind::Loop | FrameKind::Switch);
        match target {
            Target::Return => return Some(Node::Return),
            Target::Break(label) => {
                let innermost = self.frames.iter().rev().find(construct).map(|f| f.label);
                let sunk = innermost.and_then(|l| self.sunk.get(&l)).map(|(to, _)| *to);
                if innermost == Some(label) || sunk == Some(label) {
                    return Some(Node::Break);
                }
                let frame = self.frames.iter().rfind(|f| f.label == label)?;
                if matches!(frame.kind, FrameKind::Inline(_)) {
                    // What follows is built there; whether that ends is its own affair.
                    return None;
                }
                for alias in self.alias.get(&label)? {
                    if let Some(node) = self.native(*alias) {
                        return Some(node);
                    }
                }
            }
            Target::Continue(label) => {
                let inner = self.frames.iter().rfind(|f| matches!(f.kind, FrameKind::Loop));
                if inner.is_some_and(|f| f.label == label) {
                    return Some(Node::Continue);
                }
            }
        }
        None
    }

    fn jump(&mut self, target: Target, falls: &[Target], block: BlockId) {
        let mut targets = vec![target];
        if let Target::Break(label) = target {
            targets.extend(self.alias.get(&label).into_iter().flatten().copied());
        }
        if targets.iter().any(|target| falls.contains(target)) {
            return;
        }
        if let Some(node) = self.native(target) {
            self.push(block, node);
            return;
        }
        // Leave the innermost construct; a flag says where to go on from there.
        let depth = self
            .frames
            .iter()
            .rposition(|f| matches!(f.kind, FrameKind::Loop | FrameKind::Switch))
            .unwrap_or(0);
        let fresh = self.fresh;
        let flag = *self.flags.entry(target).or_insert(fresh);
        self.fresh += u32::from(flag == fresh);
        self.push(block, Node::Raise(flag));
        let raised = self.raised.entry(depth).or_default();
        if !raised.contains(&target) {
            raised.push(target);
        }
        let label = self.frames.get(depth).map(|f| f.label);
        if !label.is_some_and(|label| falls.contains(&Target::Break(label))) {
            self.push(block, Node::Break);
        }
    }

    /// After a construct: goes on to where a flag raised inside points. `true` when that took
    /// the rest of the sequence along.
    fn after(
        &mut self,
        seq: &mut Seq<'a>,
        falls: &[Target],
        block: BlockId,
    ) -> Result<bool, Unsupported> {
        let depth = self.frames.len();
        let Some(raised) = self.raised.remove(&depth) else { return Ok(false) };
        for (at, target) in raised.iter().enumerate() {
            let Some(flag) = self.flags.remove(target) else { continue };
            // The construct is the last node; the flag is declared in front of it.
            let place = self.tree.blocks[block].nodes.len() - 1 - at;
            self.insert(block, place.min(self.tree.blocks[block].nodes.len() - 1), flag);
            let then = self.block(block, 0);
            let otherwise = self.block(block, 0);
            if self.native(*target).is_some() {
                self.jump(*target, &[], then);
                self.push(block, Node::IfRaised { flag, then, otherwise });
                continue;
            }
            self.jump(*target, falls, then);
            if at + 1 < raised.len() {
                return Err(Unsupported::new(0, "several exits through several loops"));
            }
            self.build(std::mem::take(seq), falls.to_vec(), otherwise)?;
            self.push(block, Node::IfRaised { flag, then, otherwise });
            return Ok(true);
        }
        Ok(false)
    }

    fn insert(&mut self, block: BlockId, at: usize, flag: u32) {
        self.tree.blocks[block].nodes.insert(at, Node::Flag(flag));
        for inner in &mut self.tree.blocks {
            if let Some((parent, index)) = &mut inner.parent
                && *parent == block
                && *index >= at
            {
                *index += 1;
            }
        }
    }
}

/// What follows looks into nested statements again and again, and by recursion.
fn check_depth(body: &[Stmt]) -> Result<(), Unsupported> {
    let mut bodies = vec![(body, 0)];
    while let Some((body, depth)) = bodies.pop() {
        if depth > MAX_NESTING {
            return Err(Unsupported::new(0, "control flow nested more than 150 deep"));
        }
        for stmt in body {
            match stmt {
                Stmt::If { then, otherwise, .. } => {
                    bodies.extend([(&then[..], depth + 1), (otherwise, depth + 1)]);
                }
                Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => {
                    bodies.push((body, depth + 1));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn push_slice<'a>(seq: &mut Seq<'a>, slice: &'a [Stmt]) {
    if !slice.is_empty() {
        seq.push(slice);
    }
}

/// Whether control never comes out at the end.
fn diverges(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } | Stmt::Trap { .. } => {
            true
        }
        Stmt::If { then, otherwise, .. } => diverges(then) && diverges(otherwise),
        Stmt::Loop { label, body, .. } | Stmt::Block { label, body, .. } => {
            !has_break(body, *label)
        }
        _ => false,
    })
}

/// Whether every path ends in a trap.
fn traps(body: &[Stmt]) -> bool {
    for stmt in body {
        match stmt {
            Stmt::Trap { .. } => return true,
            Stmt::If { then, otherwise, .. } if traps(then) && traps(otherwise) => return true,
            Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } => return false,
            Stmt::If { then, otherwise, .. } if diverges(then) || diverges(otherwise) => {
                return false;
            }
            Stmt::Loop { .. } | Stmt::Block { .. } | Stmt::For { .. } => return false,
            _ => {}
        }
    }
    false
}

fn has_break(body: &[Stmt], label: Label) -> bool {
    breaks(body, label, true) > 0
}

/// Exits to `label`; with `deep` also those inside inner loops.
fn breaks(body: &[Stmt], label: Label, deep: bool) -> usize {
    let count = |stmt: &Stmt| match stmt {
        Stmt::Break { label: to, .. } => usize::from(*to == label),
        Stmt::If { then, otherwise, .. } => {
            breaks(then, label, deep) + breaks(otherwise, label, deep)
        }
        Stmt::Block { body, .. } => breaks(body, label, deep),
        Stmt::For { body, .. } | Stmt::Loop { body, .. } if deep => breaks(body, label, deep),
        _ => 0,
    };
    body.iter().map(count).sum()
}

fn collect_breaks<'a>(body: &'a [Stmt], label: Label, exits: &mut Vec<&'a [ValueId]>) {
    for stmt in body {
        match stmt {
            Stmt::Break { label: to, values } if *to == label => exits.push(values),
            Stmt::If { then, otherwise, .. } => {
                collect_breaks(then, label, exits);
                collect_breaks(otherwise, label, exits);
            }
            Stmt::Block { body, .. } | Stmt::For { body, .. } | Stmt::Loop { body, .. } => {
                collect_breaks(body, label, exits);
            }
            _ => {}
        }
    }
}

/// Whether every exit to `label` can stand at the end of nested arms.
fn tailable(body: &[Stmt], label: Label) -> bool {
    body.iter().all(|stmt| match stmt {
        Stmt::If { then, otherwise, .. } => [then, otherwise]
            .into_iter()
            .all(|arm| breaks(arm, label, true) == 0 || diverges(arm) && tailable(arm, label)),
        Stmt::Block { label: own, body, .. } if breaks(body, label, true) > 0 => {
            let once = breaks(body, *own, true) == 1 && breaks(body, *own, false) == 1;
            once && tailable(body, label)
        }
        Stmt::For { body, .. } | Stmt::Loop { body, .. } => breaks(body, label, true) == 0,
        _ => true,
    })
}

/// Jumps out of `body`.
fn leaving(body: &[Stmt], inside: &mut Vec<Label>, jumps: &mut Vec<Target>) {
    for stmt in body {
        match stmt {
            Stmt::Break { label, .. } if !inside.contains(label) => {
                jumps.push(Target::Break(*label));
            }
            Stmt::Continue { label, .. } if !inside.contains(label) => {
                jumps.push(Target::Continue(*label));
            }
            Stmt::Return { .. } => jumps.push(Target::Return),
            Stmt::If { then, otherwise, .. } => {
                leaving(then, inside, jumps);
                leaving(otherwise, inside, jumps);
            }
            Stmt::Block { label, body, .. }
            | Stmt::For { label, body, .. }
            | Stmt::Loop { label, body, .. } => {
                inside.push(*label);
                leaving(body, inside, jumps);
                inside.pop();
            }
            _ => {}
        }
    }
}
