//! Where values get names: used once, they stand inside the expression that uses them; used more
//! often, a `let` in the innermost scope that holds all uses.

use std::collections::{HashMap, HashSet};

use super::tree::{BlockId, Node, Tree};
use crate::source::lifted::{Binary, Ty, ValueId, ValueKind};

/// In front of which node of which scope.
pub(super) type Position = (BlockId, usize);

#[derive(Default)]
pub(super) struct Plan {
    /// Values to name in front of a node, operands first.
    pub(super) bind: HashMap<Position, Vec<ValueId>>,
    /// Loads whose value is needed outside their scope: declared in front of a node.
    pub(super) hoist: HashMap<Position, Vec<ValueId>>,
    /// How often a value is used, by statements and by live values.
    pub(super) uses: HashMap<ValueId, u32>,
    /// Values that get a name.
    pub(super) named: HashSet<ValueId>,
    /// Loads that are hoisted.
    pub(super) hoisted: HashSet<ValueId>,
    /// Loads that may stand inside the one expression that uses them.
    pub(super) inline_loads: HashSet<ValueId>,
}

/// An expression of more parts than this gets a name in the middle.
const MAX_PARTS: u32 = 20;

/// Where a phi or a load becomes visible.
#[derive(Clone, Copy)]
enum Definition {
    /// Behind the node.
    After(Position),
    /// Inside the scope, and behind the node that holds it.
    Carried(BlockId, Position),
    /// Inside the scope only.
    Inside(BlockId),
    Everywhere,
}

struct Planner<'a> {
    tree: &'a Tree,
    /// Values that need no name however often they are used.
    trivial: &'a dyn Fn(ValueId) -> bool,
    definitions: HashMap<ValueId, Definition>,
    positions: HashMap<ValueId, Vec<Position>>,
    plan: Plan,
}

pub(super) fn plan(tree: &Tree, trivial: &dyn Fn(ValueId) -> bool) -> Plan {
    let mut planner = Planner {
        tree,
        trivial,
        definitions: HashMap::new(),
        positions: HashMap::new(),
        plan: Plan::default(),
    };
    planner.define();
    let order = planner.order();
    // A double is never named, so what it is made of may be written as often as it is used.
    for value in order.iter().rev() {
        let double = tree.value(*value).ty == Ty::F64;
        if double && planner.plan.uses.get(value).is_some_and(|uses| *uses > 1) {
            for operand in operands(tree, *value) {
                *planner.plan.uses.entry(operand).or_default() += 1;
            }
        }
    }
    planner.size(&order);
    for value in order.iter().rev() {
        planner.place(*value);
    }
    // Operands first.
    let rank: HashMap<ValueId, usize> = order.iter().enumerate().map(|(at, v)| (*v, at)).collect();
    for values in planner.plan.bind.values_mut() {
        values.sort_by_key(|v| rank.get(v).copied());
    }
    planner.plan
}

/// Values that a node itself uses, and `true` where it evaluates them again and again.
pub(super) fn operands_of(node: &Node) -> Vec<(ValueId, bool)> {
    let once = |v: &ValueId| (*v, false);
    match node {
        Node::Load { place, .. } => place.terms.iter().map(|(v, _)| (*v, false)).collect(),
        Node::Store { place, value, .. } => {
            place.terms.iter().map(|(v, _)| (*v, false)).chain([(*value, false)]).collect()
        }
        Node::Update { place, update, .. } => {
            place.terms.iter().map(|(v, _)| (*v, false)).chain([(update.operand, false)]).collect()
        }
        Node::Reduce { reduction } => vec![(reduction.operand, false)],
        Node::Var { init, .. } => init.iter().map(once).collect(),
        Node::Assign(pairs) => pairs.iter().map(|(_, v)| (*v, false)).collect(),
        Node::If { condition, .. } => vec![(*condition, false)],
        Node::For { from, to, .. } => vec![(*from, false), (*to, true)],
        Node::Result { values } => values.iter().map(once).collect(),
        _ => Vec::new(),
    }
}

/// The operands of a pure value, with `same` followed.
pub(super) fn operands(tree: &Tree, id: ValueId) -> Vec<ValueId> {
    let list = match &tree.values[id.0 as usize].kind {
        ValueKind::Unary(_, a) => vec![*a],
        ValueKind::Binary(_, a, b) => vec![*a, *b],
        ValueKind::Select { condition, yes, no } => vec![*condition, *yes, *no],
        ValueKind::Math(_, list) => list.clone(),
        ValueKind::Param(_) | ValueKind::Const(_) | ValueKind::Load | ValueKind::Phi => Vec::new(),
    };
    list.into_iter().map(|v| tree.resolve(v)).collect()
}

impl Planner<'_> {
    fn define(&mut self) {
        for (block, scope) in self.tree.blocks.iter().enumerate() {
            // A variable declared in front of a loop changes inside it.
            let mut open: Vec<ValueId> = Vec::new();
            for (at, node) in scope.nodes.iter().enumerate() {
                match node {
                    Node::Load { value, .. } => {
                        self.definitions.insert(*value, Definition::After((block, at)));
                    }
                    Node::Var { phi, .. } => {
                        self.definitions.insert(*phi, Definition::After((block, at)));
                        open.push(*phi);
                    }
                    Node::Flag(_) => {}
                    Node::For { var, body, .. } => {
                        self.definitions.insert(*var, Definition::Inside(*body));
                        for phi in open.drain(..) {
                            let definition = Definition::Carried(*body, (block, at));
                            self.definitions.insert(phi, definition);
                        }
                    }
                    Node::Loop { body } => {
                        for phi in open.drain(..) {
                            let definition = Definition::Carried(*body, (block, at));
                            self.definitions.insert(phi, definition);
                        }
                    }
                    Node::If { .. } | Node::Switch { .. } => {
                        for phi in open.drain(..) {
                            self.definitions.insert(phi, Definition::After((block, at)));
                        }
                    }
                    _ => open.clear(),
                }
            }
        }
    }

    /// Live values, operands first; counts uses on the way.
    fn order(&mut self) -> Vec<ValueId> {
        let mut order = Vec::new();
        let mut done = HashSet::new();
        let mut roots = Vec::new();
        for (block, scope) in self.tree.blocks.iter().enumerate() {
            for (at, node) in scope.nodes.iter().enumerate() {
                for (value, again) in operands_of(node) {
                    let value = self.tree.resolve(value);
                    roots.push(value);
                    self.positions.entry(value).or_default().push((block, at));
                    *self.plan.uses.entry(value).or_default() += 1;
                    let simple = operands(self.tree, value).is_empty();
                    if again && !simple {
                        self.plan.named.insert(value);
                    }
                }
            }
        }
        for root in roots {
            let mut stack = vec![(root, false)];
            while let Some((value, ready)) = stack.pop() {
                if ready {
                    order.push(value);
                } else if done.insert(value) {
                    stack.push((value, true));
                    for operand in operands(self.tree, value) {
                        *self.plan.uses.entry(operand).or_default() += 1;
                        stack.push((operand, false));
                    }
                }
            }
        }
        order
    }

    fn size(&mut self, order: &[ValueId]) {
        let mut sizes: HashMap<ValueId, u32> = HashMap::new();
        for value in order {
            let operands = operands(self.tree, *value);
            if operands.is_empty() || (self.trivial)(*value) {
                continue;
            }
            let parts: u32 = operands.iter().map(|v| sizes.get(v).copied().unwrap_or(1)).sum();
            let uses = self.plan.uses.get(value).copied().unwrap_or(0);
            let double = self.tree.value(*value).ty == Ty::F64;
            let name =
                !double && parts > MAX_PARTS || !double && uses > 1 && !self.is_cheap(*value, uses);
            if name {
                self.plan.named.insert(*value);
            }
            let named = self.plan.named.contains(value);
            sizes.insert(*value, if named { 1 } else { parts + 1 });
        }
    }

    /// `i + 1` is as readable as a name for it.
    fn is_cheap(&self, value: ValueId, uses: u32) -> bool {
        let constant = |v: ValueId| {
            matches!(self.tree.values[self.tree.resolve(v).0 as usize].kind, ValueKind::Const(_))
        };
        let simple = |v: ValueId| operands(self.tree, self.tree.resolve(v)).is_empty();
        match &self.tree.values[value.0 as usize].kind {
            ValueKind::Binary(Binary::Add | Binary::Sub, a, b) => {
                uses <= 3 && constant(*b) && simple(*a) && !self.is_load(*a)
            }
            _ => false,
        }
    }

    fn is_load(&self, value: ValueId) -> bool {
        matches!(self.tree.values[self.tree.resolve(value).0 as usize].kind, ValueKind::Load)
    }

    /// Finds the place of one value; all its users have theirs.
    fn place(&mut self, value: ValueId) {
        if (self.trivial)(value) {
            return;
        }
        let positions = self.positions.get(&value).cloned().unwrap_or_default();
        let Some(home) = positions.iter().copied().reduce(|a, b| self.meet(a, b)) else { return };
        if self.is_load(value) {
            if let Some(Definition::After(at)) = self.definitions.get(&value).copied()
                && !self.is_below(home, at.0)
            {
                let outer = self.meet(home, at);
                self.plan.hoist.entry(outer).or_default().push(value);
                self.plan.hoisted.insert(value);
            } else if positions.len() == 1 && self.plan.uses.get(&value) == Some(&1) {
                self.plan.inline_loads.insert(value);
            }
            return;
        }
        let operands = operands(self.tree, value);
        if operands.is_empty() {
            return;
        }
        let passed = if self.plan.named.contains(&value) && self.is_visible(value, home) {
            let home = self.lift_out(value, home);
            self.plan.bind.entry(home).or_default().push(value);
            vec![home]
        } else {
            self.plan.named.remove(&value);
            positions
        };
        for operand in operands {
            let uses = self.positions.entry(operand).or_default();
            uses.extend(passed.iter().copied());
            // Only the innermost common scope matters; keep the list short.
            uses.sort_unstable();
            uses.dedup();
        }
    }

    /// Moves a named value out of loops in which it does not change.
    fn lift_out(&self, value: ValueId, home: Position) -> Position {
        let mut best = home;
        let mut at = home;
        while let Some(parent) = self.tree.blocks[at.0].parent {
            let leaves_loop = self.tree.blocks[at.0].loops > self.tree.blocks[parent.0].loops;
            at = parent;
            if leaves_loop {
                if !self.is_visible(value, at) {
                    break;
                }
                best = at;
            }
        }
        best
    }

    /// The innermost position that comes before both.
    fn meet(&self, a: Position, b: Position) -> Position {
        let chain = |mut at: Position| {
            let mut chain = vec![at];
            while let Some(parent) = self.tree.blocks[at.0].parent {
                chain.push(parent);
                at = parent;
            }
            chain
        };
        let (a, b) = (chain(a), chain(b));
        for x in &a {
            if let Some(y) = b.iter().find(|y| y.0 == x.0) {
                return (x.0, x.1.min(y.1));
            }
        }
        (0, 0)
    }

    /// Whether `at` lies in `block` or in a scope inside it.
    fn is_below(&self, at: Position, block: BlockId) -> bool {
        self.climb(at, block).is_some()
    }

    /// Where `at` lies in `block`, with the scope directly below that it came through.
    fn climb(&self, mut at: Position, block: BlockId) -> Option<(usize, Option<BlockId>)> {
        let mut through = None;
        loop {
            if at.0 == block {
                return Some((at.1, through));
            }
            through = Some(at.0);
            at = self.tree.blocks[at.0].parent?;
        }
    }

    /// Whether everything that `value` is made of is known at `home`.
    fn is_visible(&self, value: ValueId, home: Position) -> bool {
        let mut pending = operands(self.tree, value);
        let mut seen = HashSet::new();
        while let Some(value) = pending.pop() {
            if !seen.insert(value) {
                continue;
            }
            let definition =
                self.definitions.get(&value).copied().unwrap_or(Definition::Everywhere);
            let visible = match definition {
                Definition::Everywhere => true,
                Definition::Inside(block) => self.is_below(home, block),
                Definition::After((block, at)) => {
                    self.climb(home, block).is_some_and(|(index, _)| index > at)
                }
                Definition::Carried(body, (block, at)) => {
                    self.climb(home, block).is_some_and(|(index, through)| {
                        index > at || index == at && through == Some(body)
                    })
                }
            };
            if !visible {
                return false;
            }
            pending.extend(operands(self.tree, value));
        }
        true
    }
}
