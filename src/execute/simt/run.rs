//! A dispatch: bytes into words, blocks over threads, what was found.
//!
//! Threads join in only when the first blocks show that it pays, and only when the order of
//! workgroups can't show in the results. If several threads found anything at all, the run is
//! repeated on one, so that what is reported never depends on timing.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::code::Limit;
use super::machine::{Machine, Record, Replace, Shared, Stop};
use super::memory::{Before, Words};
use super::passes::Assembled;
use super::report::Report;
use super::{Reached, Run, SimtError, Watch, World};
use crate::execute::{Limits, cores};

/// How long one thread works alone.
const ALONE: Duration = Duration::from_micros(150);
/// More threads bring little: they share the memory's bandwidth.
const THREADS: usize = 8;

/// What is run, and how.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The workgroup's size.
    pub size: [u32; 3],
    /// The draft's text.
    pub wgsl: &'a str,
    /// Bindings that start unwritten.
    pub unwritten: &'a [u32],
    /// Workgroups on each axis.
    pub groups: [u32; 3],
    /// What WGSL leaves open.
    pub world: &'a World,
    /// What is looked for.
    pub watch: Watch,
    /// Whether origins of NaNs are followed.
    pub origins: bool,
    /// The invocation whose values are kept.
    pub record: Option<[u32; 3]>,
    /// What takes the place of one of them.
    pub replace: Option<&'a Replace>,
}

impl Plan<'_> {
    /// The same, once more, with an eye on where NaNs go.
    pub fn following(self) -> Self {
        Self { origins: true, ..self }
    }
}

/// A run, and what it leaves to ask.
pub struct Ran {
    /// What it did.
    pub run: Run,
    /// Something went outside its domain; where it goes was not followed.
    pub suspicious: bool,
    /// The values that were kept.
    pub record: Option<Record>,
    /// What the bindings held before.
    pub before: Before,
}

/// Runs all workgroups on the bindings: (binding, bytes). After an error they hold what they did
/// before.
pub fn run(
    program: &Assembled,
    plan: &Plan<'_>,
    bindings: &mut [(u32, Vec<u8>)],
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Ran, SimtError> {
    let watch = plan.watch;
    let started = Instant::now();
    let deadline =
        started.checked_add(limits.deadline).unwrap_or(started + Duration::from_secs(86_400 * 365));
    let sources = sources(program, bindings)?;
    let threads = match plan.origins || plan.record.is_some() {
        true => 1,
        false => threads(program, &sources, bindings, limits, watch)?,
    };
    let written = program.tables.buffers.iter().zip(&sources).filter(|(b, _)| b.writable);
    let before = Before::of(bindings, written.map(|(_, &at)| at));
    let attempt = |threads: usize, bindings: &mut [(u32, Vec<u8>)]| -> Outcome {
        let buffers = words(program, &sources, bindings);
        let unwritten = program.tables.buffers.iter().map(|b| plan.unwritten.contains(&b.binding));
        let shared = Shared {
            program,
            buffers: &buffers,
            unwritten: unwritten.collect(),
            limits: program.tables.limits.iter().map(|l| settle(*l, &buffers)).collect(),
            groups: plan.groups,
            size: plan.size,
            watch: watch != Watch::Bounds,
            fuel: AtomicU64::new(limits.fuel),
            deadline,
            cancel,
            stop: AtomicBool::new(false),
            world: plan.world,
            wgsl: plan.wgsl,
            origins: plan.origins,
        };
        let outcome = blocks(&shared, threads, plan);
        buffers.into_iter().for_each(Words::settle);
        outcome
    };
    let mut outcome = attempt(threads, bindings);
    if outcome.repeat {
        before.restore(bindings);
        outcome = attempt(1, bindings);
    }
    let failed = match outcome.stop {
        Some(Stop::Deadline) => Some(SimtError::Deadline(limits.deadline)),
        Some(Stop::Cancelled) => Some(SimtError::Cancelled),
        Some(Stop::Tags) => Some(SimtError::Unsupported(
            "the dispatch has more invocations, or stretches between storage barriers, than 32 bits can number".into(),
        )),
        Some(Stop::Fuel | Stop::Other) | None => None,
    };
    if let Some(error) = failed {
        before.restore(bindings);
        return Err(error);
    }
    let reached = if watch == Watch::Coverage { outcome.reached } else { Vec::new() };
    Ok(Ran {
        run: Run {
            bindings: Vec::new(),
            findings: outcome.report.findings(&program.tables.sites, plan.wgsl),
            storing_invocations: outcome.storing,
            reached: Reached::new(reached),
            time: started.elapsed(),
        },
        suspicious: outcome.suspicious && !plan.origins && watch != Watch::Bounds,
        record: outcome.record,
        before,
    })
}

/// The words of each of the code's buffers.
fn words<'a>(
    program: &Assembled,
    sources: &[usize],
    bindings: &'a mut [(u32, Vec<u8>)],
) -> Vec<Words<'a>> {
    let mut bytes: Vec<Option<&mut [u8]>> =
        bindings.iter_mut().map(|(_, bytes)| Some(bytes.as_mut_slice())).collect();
    let buffers = program.tables.buffers.iter().zip(sources);
    // No two share a binding.
    let bytes = buffers.map(|(b, &at)| (bytes[at].take().unwrap_or_default(), b.writable));
    bytes.map(|(bytes, writable)| Words::new(bytes, writable)).collect()
}

/// Where each of the code's buffers stands among the bindings.
fn sources(program: &Assembled, bindings: &[(u32, Vec<u8>)]) -> Result<Vec<usize>, SimtError> {
    let mut out = Vec::new();
    for buffer in &program.tables.buffers {
        let Some(at) = bindings.iter().position(|(binding, _)| *binding == buffer.binding) else {
            return Err(SimtError::Unsupported(format!(
                "the dispatch has no bytes for '{}', binding {}",
                buffer.name, buffer.binding
            )));
        };
        if out.contains(&at) {
            return Err(SimtError::Unsupported(format!(
                "two variables share binding {}",
                buffer.binding
            )));
        }
        out.push(at);
    }
    Ok(out)
}

/// How many threads may run, by what they need.
fn threads(
    program: &Assembled,
    sources: &[usize],
    bindings: &[(u32, Vec<u8>)],
    limits: &Limits,
    watch: Watch,
) -> Result<usize, SimtError> {
    let bytes: u64 = bindings.iter().map(|(_, b)| b.len() as u64).sum();
    let watched: u64 = match watch {
        Watch::Everything | Watch::Coverage => program
            .tables
            .buffers
            .iter()
            .zip(sources)
            .filter(|(b, _)| b.writable)
            .map(|(_, &i)| bindings[i].1.len() as u64)
            .sum(),
        Watch::Bounds => 0,
    };
    let workgroup = u64::from(program.workgroup_stride) * 12 * u64::from(program.groups_per_block);
    let one = program.chunks as u64 * 64 + 2 * watched + watched / 8 + workgroup;
    if 2 * bytes + one > limits.memory {
        return Err(SimtError::Memory(limits.memory));
    }
    if !program.any_order {
        return Ok(1);
    }
    let fit = ((limits.memory - 2 * bytes) / one.max(1)) as usize;
    Ok(cores().min(THREADS).min(fit).max(1))
}

fn settle(limit: Limit, buffers: &[Words<'_>]) -> u32 {
    match limit {
        Limit::Fixed(length) => length,
        Limit::Runtime { buffer, skip, stride } => {
            let words = buffers[buffer as usize].len() as u64;
            u32::try_from(words.saturating_sub(skip.into()) / u64::from(stride.max(1)))
                .unwrap_or(u32::MAX)
        }
    }
}

struct Outcome {
    report: Report,
    storing: u64,
    reached: Vec<bool>,
    suspicious: bool,
    record: Option<Record>,
    stop: Option<Stop>,
    /// Several threads found something: once more on one.
    repeat: bool,
}

impl Outcome {
    fn of(machine: Machine<'_>, stop: Option<Stop>) -> Self {
        Self {
            report: machine.report,
            storing: machine.storing,
            reached: machine.reached,
            suspicious: machine.suspicious,
            record: machine.record,
            stop,
            repeat: false,
        }
    }
}

fn blocks(shared: &Shared<'_>, threads: usize, plan: &Plan<'_>) -> Outcome {
    let groups: u64 = shared.groups.iter().map(|&g| u64::from(g)).product();
    let total = groups.div_ceil(u64::from(shared.program.groups_per_block));
    let next = AtomicU64::new(0);
    let mut first = Machine::new(shared);
    first.record = plan
        .record
        .map(|invocation| Record { replace: plan.replace.cloned(), ..first.record_of(invocation) });
    let alone_until = Instant::now() + ALONE;
    let work = |machine: &mut Machine<'_>, may_stop: bool| -> Result<bool, Stop> {
        loop {
            let block = next.fetch_add(1, Relaxed);
            if block >= total {
                return Ok(true);
            }
            if let Err(stop) = machine.run(block) {
                shared.stop.store(true, Relaxed);
                return Err(stop);
            }
            if may_stop
                && threads > 1
                && Instant::now() >= alone_until
                && next.load(Relaxed) + 1 < total
            {
                return Ok(false);
            }
        }
    };
    match work(&mut first, true) {
        Ok(true) => return Outcome::of(first, None),
        Err(stop) => return Outcome::of(first, Some(stop)),
        Ok(false) => {}
    }
    // What one thread holds back of the fuel, another may need.
    first.give_back();
    let (mut machines, mut stops) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut machine = Machine::new(shared);
                    let stop = work(&mut machine, false).err();
                    (machine, stop)
                })
            })
            .collect();
        stops.push(work(&mut first, false).err());
        for helper in helpers {
            match helper.join() {
                Ok((machine, stop)) => {
                    machines.push(machine);
                    stops.push(stop);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    machines.push(first);
    let stop = stops.into_iter().flatten().find(|stop| *stop != Stop::Other);
    let racing = || {
        (0..shared.buffers.len()).any(|b| {
            machines
                .iter()
                .enumerate()
                .any(|(i, a)| machines[..i].iter().any(|c| a.shadows[b].conflicts(&c.shadows[b])))
        })
    };
    let found = machines.iter().any(|m| !m.report.is_empty());
    let repeat = match stop {
        Some(Stop::Deadline | Stop::Cancelled) => false,
        Some(_) => true,
        None => found || racing(),
    };
    let storing = machines.iter().map(|m| m.storing).sum();
    let suspicious = machines.iter().any(|m| m.suspicious);
    let outcomes = shared.program.tables.outcomes as usize;
    let reached = (0..outcomes).map(|o| machines.iter().any(|m| m.reached[o])).collect();
    Outcome { report: Report::default(), storing, reached, suspicious, record: None, stop, repeat }
}
