//! The builder of the statement tree: what it knows of the constructs around a statement.
//!
//! WGSL has no labels, so a block that is left early becomes nested `if`s where its exits stand
//! at the end of an arm, a `switch` otherwise; leaving several constructs at once takes a flag.
//! It never changes the lifted kernel and never writes text.

use std::collections::{HashMap, HashSet};

use super::exits::{check_depth, collect_breaks};
use super::guards::Range;
use super::tree::{Block, BlockId, Node, Tree};
use super::{Unsupported, guards};
use crate::source::lifted::{Binary, Carried, Label, Lifted, Stmt, Ty, Value, ValueId, ValueKind};
use crate::source::parallel::{Parallel, Update};

/// Where control may go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Target {
    Break(Label),
    Continue(Label),
    Return,
}

/// What encloses the statement that is being built.
#[derive(Clone)]
pub(super) struct Frame<'a> {
    pub(super) kind: FrameKind<'a>,
    pub(super) label: Label,
}

#[derive(Clone)]
pub(super) enum FrameKind<'a> {
    /// A `for` or `loop`.
    Loop,
    Switch,
    /// No construct: left by falling through to what follows.
    Nested,
    /// Left in one place, where what follows is built.
    Inline(Seq<'a>),
}

/// Statements still to build: slices, the next one last.
pub(super) type Seq<'a> = Vec<&'a [Stmt]>;

/// Deeper nesting than this helps nobody, and naga's parser has limits of its own.
const MAX_DEPTH: usize = 60;

pub(super) struct Builder<'a> {
    pub(super) lifted: &'a Lifted,
    pub(super) ranges: Vec<Range>,
    pub(super) parallel: &'a Parallel,
    pub(super) tree: Tree,
    pub(super) frames: Vec<Frame<'a>>,
    pub(super) results: HashMap<Label, Vec<ValueId>>,
    pub(super) carried: HashMap<Label, &'a [Carried]>,
    /// Labels whose exit is the same as another target.
    pub(super) alias: HashMap<Label, Vec<Target>>,
    /// Loops whose exits go on to another label, with these values.
    pub(super) sunk: HashMap<Label, (Label, &'a [ValueId])>,
    pub(super) flags: HashMap<Target, u32>,
    /// Targets that a construct, by its depth in `frames`, is left for by a flag.
    pub(super) raised: HashMap<usize, Vec<Target>>,
    pub(super) updates: HashMap<ValueId, Update>,
    pub(super) skipped_loads: HashSet<ValueId>,
    pub(super) fresh: u32,
    pub(super) depth: usize,
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
    pub(super) fn block(&mut self, parent: BlockId, more_loops: u32) -> BlockId {
        let loops = self.tree.blocks[parent].loops + more_loops;
        let at = self.tree.blocks[parent].nodes.len();
        self.tree.blocks.push(Block { nodes: Vec::new(), parent: Some((parent, at)), loops });
        self.tree.blocks.len() - 1
    }

    pub(super) fn push(&mut self, block: BlockId, node: Node) {
        self.tree.blocks[block].nodes.push(node);
    }

    /// Builds `seq` at the end of `block`. Falling off its end means `falls`.
    pub(super) fn build(
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

    pub(super) fn same_all(&mut self, pairs: impl Iterator<Item = (ValueId, Option<ValueId>)>) {
        for (phi, value) in pairs {
            if let Some(value) = value
                && self.tree.resolve(value) != phi
            {
                self.tree.same.insert(phi, value);
            }
        }
    }

    /// A result that every exit gives from the same variable is that variable.
    pub(super) fn loop_results(
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
    pub(super) fn inductions(&mut self, label: Label, var: ValueId, from: ValueId, step: i32) {
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
}

pub(super) fn push_slice<'a>(seq: &mut Seq<'a>, slice: &'a [Stmt]) {
    if !slice.is_empty() {
        seq.push(slice);
    }
}
