//! The statement tree: a kernel's control flow in constructs that WGSL has.
//!
//! The tree's blocks are exactly the scopes of the WGSL text. It only holds; it never builds itself,
//! and nothing in it is text yet.

use std::collections::HashMap;

use crate::source::lifted::{Place, Value, ValueId};
use crate::source::parallel::{Reduction, Update};

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
