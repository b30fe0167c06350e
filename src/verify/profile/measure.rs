//! One kernel, size after size.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::size::sized;
use super::{Figures, Measured, Profile, Row, Spread};
use crate::check::Checked;
use crate::contract::{Abi, BufferAccess, Contract, Interface};
use crate::execute::gpu::{Adapter, Done, GpuError, Job, Pool, Timing};
use crate::execute::reference::{Placement, Plain, Reference, ReferenceError};
use crate::execute::{Case, Limits, Nonce};
use crate::source::Module;
use crate::verify::bind::{self, Setting};
use crate::verify::compare::{Figures as Closeness, Pair};
use crate::verify::constants::Constants;
use crate::verify::plan::Plan;
use crate::verify::region::Grid;

/// What is measured.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The WAT.
    pub module: &'a Module,
    /// Its contract.
    pub contract: &'a Contract,
    /// The draft.
    pub checked: &'a Checked,
    /// Seed of all inputs.
    pub seed: u64,
}

/// How much is measured.
#[derive(Clone, PartialEq, Debug)]
pub struct Effort {
    /// Elements wanted, ascending.
    pub sizes: Vec<u64>,
    /// Bytes of one buffer, at most.
    pub bytes: u64,
    /// For one kernel; no size is begun after it.
    pub budget: Duration,
    /// Runs that are timed.
    pub rounds: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            sizes: (4..=12).map(|k| 1 << (2 * k)).collect(),
            bytes: 64 << 20,
            budget: Duration::from_secs(10),
            rounds: 15,
        }
    }
}

/// The CPU's rounds of one size end after this.
const CPU: Duration = Duration::from_millis(700);

/// Planned cases whose other scalars are tried before a size is given up.
const TEMPLATES: usize = 8;

/// Measures a kernel on the CPU and its draft on each adapter.
///
/// # Errors
/// Why there is nothing to measure; `Cancelled` too.
pub fn profile(
    subject: &Subject<'_>,
    pool: &Pool,
    adapters: &[Adapter],
    effort: &Effort,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Profile, ReferenceError> {
    let Subject { module, contract, checked, seed } = *subject;
    let reference = Reference::new(module, contract)?;
    let plain = Plain::new(module, contract)?;
    let begin = Instant::now();
    let mut profile = Profile { rows: Vec::new(), stopped: None, notes: notes(contract) };
    let mut last = None;
    for &wanted in &effort.sizes {
        if begin.elapsed() > effort.budget {
            profile.stopped = Some(format!("{} s are over", effort.budget.as_secs_f32()));
            break;
        }
        let mut plan = Plan::new(contract, checked.workgroup_size, &Constants::default(), seed);
        let Some((case, answer)) =
            truth(subject, &reference, &mut plan, wanted, effort, limits, cancel)?
        else {
            profile.stopped = Some(format!("no legal case of {wanted} elements"));
            break;
        };
        if last.as_ref() == Some(&case.scalars) {
            profile.stopped = Some("the sizes are fixed, or as large as they may be".into());
            break;
        }
        last = Some(case.scalars.clone());
        let once = plain.time(&case, 1, limits, cancel)?;
        let each = once.first().copied().unwrap_or(0.0).max(1e-6);
        let rounds = ((CPU.as_secs_f64() / each) as usize).clamp(3, effort.rounds.max(3) as usize);
        let cpu = plain.time(&case, rounds, limits, cancel)?;
        let Some(cpu) = Spread::of(&cpu) else { break };
        let bytes = moved(contract, &case);
        let elements = case.threads.iter().map(|n| u64::from(*n)).product();
        let mut row =
            Row { scalars: case.scalars.clone(), elements, bytes, cpu, adapters: Vec::new() };
        for adapter in adapters {
            let run = run(subject, &case, adapter, pool, effort, limits, cancel);
            let (failed, times) = match run {
                Ok(done) => (None, figures(contract, &case, &answer, &done, bytes, &cpu)),
                Err(GpuError::Cancelled) => return Err(ReferenceError::Cancelled),
                Err(error) => (Some(error.to_string()), None),
            };
            row.adapters.push(Measured { adapter: adapter.name.clone(), failed, times });
        }
        profile.rows.push(row);
    }
    Ok(profile)
}

fn notes(contract: &Contract) -> Vec<String> {
    let mut notes = vec!["CPU: wasmtime, one thread".to_owned()];
    if matches!(contract.abi, Abi::Invocation | Abi::Pixel) {
        notes
            .push("CPU: one call from outside for every element, which is part of its time".into());
    }
    notes
}

/// A case of about `wanted` elements that the checked reference runs to its end, with its answer.
fn truth(
    subject: &Subject<'_>,
    reference: &Reference,
    plan: &mut Plan,
    wanted: u64,
    effort: &Effort,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Option<(Case, Vec<Vec<u8>>)>, ReferenceError> {
    let contract = subject.contract;
    // The contract's own cases first, then the largest ones: their other scalars make sense.
    let mut templates: Vec<_> = plan.cases.clone();
    templates.reverse();
    templates.sort_by_key(|planned| !planned.named);
    for template in templates.iter().take(TEMPLATES) {
        let Some(planned) = sized(contract, subject.checked, template, wanted, effort.bytes) else {
            continue;
        };
        plan.cases.push(planned);
        let Some(case) = plan.case(contract, plan.cases.len() - 1, 0xc5) else { continue };
        match reference.run(&case, Placement { order: 0, poison: 0xc5 }, limits, cancel) {
            Ok(output) => return Ok(Some((case, output.buffers))),
            Err(ReferenceError::Cancelled) => return Err(ReferenceError::Cancelled),
            Err(ReferenceError::Deadline(_)) => return Ok(None),
            Err(_) => {}
        }
    }
    Ok(None)
}

fn run(
    subject: &Subject<'_>,
    case: &Case,
    adapter: &Adapter,
    pool: &Pool,
    effort: &Effort,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Done, GpuError> {
    let contract = subject.contract;
    let interface = Interface::of(contract);
    let mut case = case.clone();
    if interface.storage.len() > case.buffers.len() {
        let size = contract.ret().map_or(4, |ty| match ty {
            crate::contract::ScalarType::I64 | crate::contract::ScalarType::U64 => 8,
            _ => 4,
        });
        case.buffers.push(vec![0; size]);
    }
    let dispatch = bind::dispatch(contract, &interface, subject.checked, &case, Setting::Exact)
        .map_err(GpuError::Unsupported)?;
    let timing = Timing { warm: 3, rounds: effort.rounds, trips: effort.rounds.clamp(1, 5) };
    let nonce = Nonce::fresh();
    let job = Job { checked: subject.checked, dispatch: &dispatch, timing, nonce };
    // So many rounds may take longer than one run.
    let limits = Limits { deadline: limits.deadline * 6, ..*limits };
    pool.run(adapter, &job, &limits, cancel)
}

/// Bytes of the buffers, once for each of reading and writing.
fn moved(contract: &Contract, case: &Case) -> u64 {
    let each = contract.buffers().zip(&case.buffers).map(|(buffer, bytes)| {
        let times = if buffer.access == BufferAccess::ReadWrite { 2 } else { 1 };
        times * bytes.len() as u64
    });
    each.sum()
}

fn figures(
    contract: &Contract,
    case: &Case,
    answer: &[Vec<u8>],
    done: &Done,
    bytes: u64,
    cpu: &Spread,
) -> Option<Figures> {
    let kernel = Spread::of(&done.times.kernel)?;
    let trip = Spread::of(&done.times.trips)?;
    let elements = bind::elements(contract, &Interface::of(contract));
    let packed = bind::packed(contract, &elements);
    let mut closeness = Closeness::default();
    for (i, (name, elem)) in elements.iter().enumerate() {
        if !contract.outputs.contains(name) {
            continue;
        }
        let wanted = answer.get(i)?;
        let zero = vec![0; wanted.len()];
        let access = contract.buffers().nth(i).map(|buffer| buffer.access);
        let pair = Pair {
            output: i,
            elem: *elem,
            channels: packed == Some(i),
            before: case.buffers.get(i).unwrap_or(&zero),
            reference: wanted,
            draft: done.bindings.get(i)?.1.get(..wanted.len())?,
            poisoned: access == Some(BufferAccess::Write),
            envelope: None,
            grid: Grid::line(wanted.len() / elem.size() as usize),
        };
        closeness.add(&pair, &contract.tolerance);
    }
    Some(Figures {
        timestamps: done.times.timestamps,
        kernel,
        trip,
        compile: done.times.compile,
        gigabytes: bytes as f64 / kernel.median / 1e9,
        speedup: cpu.median / kernel.median,
        speedup_trip: cpu.median / trip.median,
        psnr: closeness.psnr,
        misses: closeness.misses,
    })
}
