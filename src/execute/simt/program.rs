//! A compiled draft: its code for the strict world at once, that for others when first asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use super::code::{Kind, Root};
use super::lower::{self, Lowered};
use super::passes::{self, Assembled, Build, Effort, Rough};
use super::world::{Contraction, Lanes, World};
use super::{Dispatch, Run, SimtError, Watch, run};
use crate::check::Checked;
use crate::execute::Limits;

/// The most invocations of a workgroup; WebGPU's own default limit is 256.
const MAX_GROUP: u32 = 1024;

/// A draft compiled for this executor.
#[derive(Debug)]
pub struct Program {
    strict: Arc<Assembled>,
    lowered: Lowered,
    others: Mutex<HashMap<Build, Arc<Assembled>>>,
    /// Whether lanes can tell how the others get on: only then are they stepped one at a time.
    interacts: bool,
    pub(super) size: [u32; 3],
    pub(super) wgsl: String,
}

impl Program {
    /// Compiles a checked draft.
    ///
    /// # Errors
    /// [`SimtError::Unsupported`].
    pub fn new(checked: &Checked) -> Result<Self, SimtError> {
        let lowered = lower::lower(&checked.module, &checked.info)?;
        let size = checked.workgroup_size;
        let group = size.iter().try_fold(1u32, |product, axis| product.checked_mul(*axis));
        if !group.is_some_and(|group| (1..=MAX_GROUP).contains(&group)) {
            return Err(SimtError::Unsupported(format!(
                "a workgroup of {} × {} × {} invocations; the most is {MAX_GROUP}",
                size[0], size[1], size[2]
            )));
        }
        let strict = Arc::new(passes::finish(lowered.clone(), size, Build::default()));
        let interacts = interacts(&lowered);
        Ok(Self {
            strict,
            lowered,
            others: Mutex::default(),
            interacts,
            size,
            wgsl: checked.wgsl.clone(),
        })
    }

    /// Runs all workgroups in the strict world. Running out of fuel is the finding `EndlessLoop`,
    /// not an error.
    ///
    /// One unit of fuel is one iteration of one loop by one block of lanes: a workgroup, or, for a
    /// draft whose workgroups can step together, as many of them as make up to 1,024 lanes. All blocks draw on the same fuel. `u64::MAX` leaves endless loops to the deadline,
    /// but for those that go round without changing anything, which are found at once.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run(
        &self,
        dispatch: &Dispatch,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        self.run_watching(dispatch, limits, Watch::Everything, cancel)
    }

    /// The same, looking only for what `watch` names.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run_watching(
        &self,
        dispatch: &Dispatch,
        limits: &Limits,
        watch: Watch,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        self.run_in(dispatch, &World::strict(), watch, limits, cancel)
    }

    /// Runs all workgroups in one of the worlds of V2.
    ///
    /// Where finite operands gave a NaN or an infinity and `watch` asks for everything, the run is
    /// repeated with an eye on where it went, and the deadline begins anew.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run_in(
        &self,
        dispatch: &Dispatch,
        world: &World,
        watch: Watch,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        let mut dispatch = dispatch.clone();
        let run = self.run_in_place(&mut dispatch, world, watch, limits, cancel)?;
        Ok(Run { bindings: dispatch.bindings, ..run })
    }

    /// The same on the dispatch's own bytes, as on a device: what the draft only reads is not copied.
    /// After an error the bytes are as they were.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run_in_place(
        &self,
        dispatch: &mut Dispatch,
        world: &World,
        watch: Watch,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        let mut world = world.clone();
        if !self.interacts {
            // Each lane sees its own words only, whoever goes first.
            world.lanes = Lanes::Lockstep;
        }
        let mut build = Build {
            effort: match world.lanes {
                Lanes::Lockstep => Effort::Full,
                Lanes::OneAtATime(_) => Effort::Plain,
            },
            contract: world.contract,
            rough: if world.noise.is_some() || world.flush { Rough::Floats } else { Rough::None },
            cover: watch == Watch::Coverage,
            show: false,
        };
        let plan = run::Plan {
            size: self.size,
            wgsl: &self.wgsl,
            unwritten: &dispatch.unwritten,
            groups: dispatch.groups,
            world: &world,
            watch,
            origins: false,
            record: None,
            replace: None,
        };
        let bindings = &mut dispatch.bindings[..];
        let ran = run::run(&self.code(build), &plan, bindings, limits, cancel)?;
        if !ran.suspicious {
            return Ok(ran.run);
        }
        ran.before.restore(bindings);
        build.rough = Rough::All;
        Ok(run::run(&self.code(build), &plan.following(), bindings, limits, cancel)?.run)
    }

    /// Whether the draft can do anything else in this world than in the strict one, for any input:
    /// a draft without floats can't show rounding, and one whose lanes share nothing can't show their
    /// order. Cheap enough to ask before each run.
    pub fn differs_in(&self, world: &World) -> bool {
        let floats = self.strict.code.iter().any(|inst| {
            matches!(inst.kind, Kind::Lane { op, .. } if op.gives_float() || op.takes_floats())
        });
        let fused = || {
            let build = Build { contract: world.contract, ..Build::default() };
            world.contract != Contraction::Off && self.code(build).code != self.strict.code
        };
        let atomics =
            || self.lowered.code.iter().any(|inst| matches!(inst.kind, Kind::Atomic { .. }));
        (floats && (world.noise.is_some() || world.flush))
            || fused()
            || (self.interacts && world.lanes != Lanes::Lockstep)
            || (world.atomics.is_some() && atomics())
            || (self.interacts && world.groups != super::world::Order::Forward)
    }

    pub(super) fn code(&self, build: Build) -> Arc<Assembled> {
        if build == Build::default() {
            return self.strict.clone();
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let code = others
            .entry(build)
            .or_insert_with(|| Arc::new(passes::finish(self.lowered.clone(), self.size, build)));
        code.clone()
    }

    /// What the passes do to the strict world's code must not show.
    #[cfg(test)]
    pub(super) fn with_effort(checked: &Checked, effort: Effort) -> Result<Self, SimtError> {
        let mut program = Self::new(checked)?;
        program.strict = program.code(Build { effort, ..Build::default() });
        Ok(program)
    }

    pub(super) fn lowered(&self) -> &Lowered {
        &self.lowered
    }
}

/// Whether an invocation can see what another one does: through workgroup memory, barriers,
/// atomics, or a buffer that is both read and written. Two that only write the same word race.
fn interacts(lowered: &Lowered) -> bool {
    let mut read = vec![false; lowered.tables.buffers.len()];
    let mut written = read.clone();
    for inst in &lowered.code {
        match &inst.kind {
            Kind::Barrier { .. } | Kind::Atomic { .. } => return true,
            Kind::Load { at, .. } | Kind::Store { at, .. } => match at.root {
                Root::Workgroup { .. } => return true,
                Root::Buffer(buffer) => {
                    let store = matches!(inst.kind, Kind::Store { .. });
                    let buffers = if store { &mut written } else { &mut read };
                    buffers[buffer as usize] = true;
                }
                Root::Local(_) => {}
            },
            _ => {}
        }
    }
    read.iter().zip(&written).any(|(read, written)| *read && *written)
}
