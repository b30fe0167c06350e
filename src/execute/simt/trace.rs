//! One invocation's values, line by line: what a person looks at when an output is wrong; and what
//! a run comes to if one of them had been another. Never says which value is wrong.

use tokio_util::sync::CancellationToken;

use super::code::{Scalar, Show};
use super::machine::Replace;
use super::passes::{Build, Effort};
use super::world::World;
use super::{Dispatch, Program, SimtError, Watch, run};
use crate::execute::Limits;
use crate::kernel::Span;

/// A value that the invocation computed.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Where.
    pub span: Span,
    /// The same in all rounds, and for no other value of the draft.
    pub show: u32,
    /// The name it got, the place it was stored to (`out[7]`), or a condition's text.
    pub name: String,
    /// Its scalars.
    pub values: Vec<Value>,
    /// How often the invocation had been here before.
    pub round: u32,
}

/// A scalar.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub enum Value {
    F32(f32),
    I32(i32),
    U32(u32),
    Bool(bool),
}

impl Value {
    /// Its 32 bits; a truth value is 0 or 1.
    pub fn bits(self) -> u32 {
        match self {
            Self::F32(v) => v.to_bits(),
            Self::I32(v) => v as u32,
            Self::U32(v) => v,
            Self::Bool(v) => v.into(),
        }
    }

    /// Another of the same type.
    pub fn with_bits(self, bits: u32) -> Self {
        match self {
            Self::F32(_) => Self::F32(f32::from_bits(bits)),
            Self::I32(_) => Self::I32(bits as i32),
            Self::U32(_) => Self::U32(bits),
            Self::Bool(_) => Self::Bool(bits != 0),
        }
    }
}

/// All values of an invocation, in the order in which they were computed.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Trace {
    /// The first of them.
    pub steps: Vec<Step>,
    /// How many more there were.
    pub more: u64,
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            // The shortest text that reads back as the same bits.
            Self::F32(v) => write!(f, "{v:?}"),
            Self::I32(v) => write!(f, "{v}"),
            Self::U32(v) => write!(f, "{v}"),
            Self::Bool(v) => write!(f, "{v}"),
        }
    }
}

impl Program {
    /// What the invocation with this `global_invocation_id` computes in the strict world: named
    /// values, what it stores, conditions. Empty for an invocation that no workgroup has.
    ///
    /// # Errors
    /// See [`SimtError`]. A run that ends early, out of fuel, gives what it came to.
    pub fn trace(
        &self,
        dispatch: &Dispatch,
        invocation: [u32; 3],
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Trace, SimtError> {
        self.record(&mut dispatch.clone(), invocation, None, limits, cancel)
    }

    /// Runs the dispatch on its own bytes as if the invocation had computed other values: those of
    /// `rounds`, the first time and so on, where its trace has steps with this `show`.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run_replacing(
        &self,
        dispatch: &mut Dispatch,
        invocation: [u32; 3],
        (show, rounds): (u32, &[u32]),
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Trace, SimtError> {
        let replace = Replace { show, rounds: rounds.to_vec(), round: 0 };
        self.record(dispatch, invocation, Some(&replace), limits, cancel)
    }

    fn record(
        &self,
        dispatch: &mut Dispatch,
        invocation: [u32; 3],
        replace: Option<&Replace>,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Trace, SimtError> {
        let plan = run::Plan {
            size: self.size,
            wgsl: &self.wgsl,
            unwritten: &dispatch.unwritten,
            groups: dispatch.groups,
            world: &World::strict(),
            watch: Watch::Bounds,
            origins: false,
            record: Some(invocation),
            replace,
        };
        let build = Build { effort: Effort::Plain, show: true, ..Build::default() };
        let ran = run::run(&self.code(build), &plan, &mut dispatch.bindings, limits, cancel)?;
        let record = ran.record.unwrap_or_default();
        let shows = &self.lowered().tables.shows;
        let mut rounds = vec![0u32; shows.len()];
        let mut steps = Vec::with_capacity(record.seen.len());
        for (number, bits) in record.seen {
            let round = rounds[number as usize];
            rounds[number as usize] += 1;
            steps.push(self.step(number, &shows[number as usize], &bits, round));
        }
        Ok(Trace { steps, more: record.more })
    }

    fn step(&self, number: u32, show: &Show, bits: &[u32], round: u32) -> Step {
        let range = show.span.to_range().unwrap_or(0..0);
        let (indices, bits) = bits.split_at(show.indices.min(bits.len()));
        let mut name = match &*show.name {
            "" => self.wgsl.get(range.clone()).unwrap_or_default().to_owned(),
            name => name.to_owned(),
        };
        for index in indices {
            name += &format!("[{index}]");
        }
        let values = bits.iter().zip(&show.scalars).map(|(&bits, scalar)| match scalar {
            Scalar::F32 => Value::F32(f32::from_bits(bits)),
            Scalar::I32 => Value::I32(bits as i32),
            Scalar::U32 => Value::U32(bits),
            Scalar::Bool => Value::Bool(bits != 0),
        });
        let span = Span::of_bytes(&self.wgsl, range.start, range.end);
        Step { span, show: number, name, values: values.collect(), round }
    }
}
