//! What running the kernel shows: how far each pointer is followed, what is surely written.
//!
//! Runs in the reference, for so many rounds of loops: what is found depends on the module alone.
//! A kernel that traps or runs away leaves its lengths open; only [`Late`] is an error.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::fit::{Point, fit};
use super::threads;
use super::walk::Walk;
use crate::contract::proposal::{Guess, Proposal};
use crate::contract::{
    Abi, BufferAccess, Contract, Expr, Generator, Layout, Param, RootMeaning, ScalarType,
};
use crate::execute::reference::{Placement, Reach, Reference, ReferenceError, probe};
use crate::execute::{Case, Limits};
use crate::kernel::Scalar;
use crate::source::lifted::{Ty, ValueId, ValueKind};
use crate::source::{Export, Lifted, Module};

/// Values of the integer parameters in turn: unequal, coprime, small enough for a million bytes.
pub(super) const SETTINGS: [[i64; 6]; 8] = [
    [12, 7, 5, 9, 6, 8],
    [7, 13, 6, 5, 8, 9],
    [5, 9, 14, 7, 11, 6],
    [9, 6, 7, 15, 5, 10],
    [21, 10, 8, 6, 7, 11],
    [10, 23, 9, 11, 6, 5],
    [8, 12, 25, 10, 9, 7],
    [11, 8, 10, 27, 12, 13],
];

/// A value that guards, such as a slice's length, accept.
const LARGE: i64 = 1 << 20;
pub(super) const REGION: u32 = 1 << 20;

/// Rounds of all loops in one run; nested loops at our settings stay far below.
const ROUNDS: u64 = 1 << 22;

/// So many runs may exceed [`ROUNDS`] before the kernel counts as endless.
const ENDLESS: usize = 2;

/// The last resort, against what rounds don't count. Whoever meets it gets no contract.
const DEADLINE: Duration = Duration::from_secs(20);

/// The machine was too slow: what was seen says nothing of the kernel.
#[derive(Debug)]
pub(in crate::contract) struct Late;

pub(super) fn limits() -> Limits {
    Limits { deadline: DEADLINE, memory: 256 << 20, fuel: ROUNDS, ..Limits::default() }
}

/// Fills what is open in the proposal.
pub(in crate::contract) fn complete(
    proposal: &mut Proposal,
    module: &Module,
    export: &Export,
    lifted: Option<&Lifted>,
) -> Result<(), Late> {
    let Some(lifted) = lifted else { return Ok(()) };
    let walk = Walk::new(lifted);
    match proposal.abi {
        Abi::Slang => super::slang::measure(proposal, module, export),
        Abi::Pixel => Ok(()),
        Abi::C | Abi::Invocation => plain(proposal, module, export, &walk),
    }
}

fn plain(
    proposal: &mut Proposal,
    module: &Module,
    export: &Export,
    walk: &Walk<'_>,
) -> Result<(), Late> {
    let skip = export.params.len() - proposal.params.iter().filter(|p| p.is_wasm()).count();
    let arrays = proposal
        .params
        .iter()
        .any(|guess| matches!(guess, Guess::Buffer(buffer) if buffer.layout == Layout::AsArray));
    if proposal.threads.is_none() && proposal.abi == Abi::C {
        let params = &proposal.params;
        let name = |id: ValueId| match walk.value(id).kind {
            ValueKind::Param(index) => match params.get((index as usize).checked_sub(skip)?)? {
                Guess::Scalar(scalar) => Some(Expr::name(&scalar.name)),
                Guess::Buffer(_) => None,
            },
            _ => None,
        };
        proposal.threads = threads::extents(walk, &name);
    }
    let open = |guess: &Guess| matches!(guess, Guess::Buffer(b) if b.length.is_none());
    if !proposal.params.iter().any(open) {
        return Ok(());
    }
    if arrays {
        // Nothing but the headers says how long they are: one extent for all.
        let taken = |name: &str| proposal.params.iter().any(|param| param.name() == name);
        let name = ["n", "length", "count"].into_iter().find(|name| !taken(name));
        for guess in &mut proposal.params {
            if let Guess::Buffer(buffer) = guess
                && buffer.layout == Layout::AsArray
            {
                buffer.length = buffer.length.take().or_else(|| name.map(Expr::name));
            }
        }
        return Ok(());
    }
    let watch = Watch::new(proposal, module, export, walk, skip);
    let seen = observe(watch.integers.len(), |values| watch.reach(values))?;
    if !seen.is_empty() {
        watch.settle(proposal, &seen);
    }
    Ok(())
}

/// Sizes and the reaches they led to.
pub(super) type Seen = Vec<(Vec<i64>, Vec<Reach>)>;

/// Runs `probe` with every setting of `sizes` sizes; what the kernel survives is seen.
pub(super) fn observe(
    sizes: usize,
    mut probe: impl FnMut(&[i64]) -> Result<Vec<Reach>, ReferenceError>,
) -> Result<Seen, Late> {
    let mut seen = Seen::new();
    if sizes > SETTINGS[0].len() {
        return Ok(seen);
    }
    // Without sizes, all settings are one.
    let settings = if sizes == 0 { &SETTINGS[..1] } else { &SETTINGS[..] };
    let started = Instant::now();
    let mut endless = 0;
    for setting in settings {
        if started.elapsed() > DEADLINE {
            return Err(Late);
        }
        let values = &setting[..sizes];
        match probe(values) {
            Ok(reaches) => seen.push((values.to_vec(), reaches)),
            Err(ReferenceError::Deadline(_)) => return Err(Late),
            Err(ReferenceError::Fuel(_)) => endless += 1,
            Err(ReferenceError::Unsupported(_)) => break,
            Err(_) => {}
        }
        if endless == ENDLESS {
            break;
        }
    }
    Ok(seen)
}

/// Probing a `c` or `invocation` kernel.
struct Watch<'a> {
    module: &'a Module,
    export: &'a Export,
    /// By wasm parameter: `None` for a pointer.
    arguments: Vec<Option<Scalar>>,
    /// Wasm parameters that are integers, by size.
    integers: Vec<usize>,
    /// Integers that only guards look at.
    guards: Vec<usize>,
    /// Wasm parameters of the guesses, in their order.
    wasm: Vec<usize>,
}

impl<'a> Watch<'a> {
    fn new(
        proposal: &Proposal,
        module: &'a Module,
        export: &'a Export,
        walk: &Walk<'_>,
        skip: usize,
    ) -> Self {
        let mut arguments: Vec<Option<Scalar>> = vec![Some(Scalar::I32(3)); skip];
        let (mut integers, mut guards) = (Vec::new(), Vec::new());
        for guess in proposal.params.iter().filter(|guess| guess.is_wasm()) {
            let at = arguments.len();
            arguments.push(match guess {
                Guess::Buffer(_) => None,
                Guess::Scalar(scalar) => {
                    let integer = !matches!(scalar.ty, ScalarType::F32 | ScalarType::Bool);
                    if integer && walk.is_used(at as u32) {
                        integers.push(at);
                    } else if integer {
                        guards.push(at);
                    }
                    Some(scalar_of(scalar.ty, 1))
                }
            });
        }
        let wasm = (skip..arguments.len()).collect();
        Self { module, export, arguments, integers, guards, wasm }
    }

    fn reach(&self, values: &[i64]) -> Result<Vec<Reach>, ReferenceError> {
        let mut arguments = self.arguments.clone();
        for (at, value) in self.integers.iter().zip(values) {
            arguments[*at] = self.typed(*at, *value);
        }
        for at in &self.guards {
            arguments[*at] = self.typed(*at, LARGE);
        }
        probe(self.module, &self.export.name, &arguments, REGION, &limits())
    }

    fn typed(&self, at: usize, value: i64) -> Option<Scalar> {
        Some(match self.export.params[at] {
            Ty::I64 => Scalar::I64(value),
            _ => Scalar::I32(value as i32),
        })
    }

    /// Fits lengths; gives guards values that they accept.
    fn settle(&self, proposal: &mut Proposal, seen: &Seen) {
        let place = |at: usize| self.wasm.iter().position(|wasm| *wasm == at);
        let guesses: Vec<usize> =
            (0..proposal.params.len()).filter(|at| proposal.params[*at].is_wasm()).collect();
        let names: Vec<String> = self
            .integers
            .iter()
            .filter_map(|at| Some(proposal.params[guesses[place(*at)?]].name().to_owned()))
            .collect();
        for (order, at) in guesses.iter().enumerate() {
            let Guess::Buffer(buffer) = &mut proposal.params[*at] else { continue };
            let Some(size) = buffer.elem.map(|elem| i64::from(elem.size())) else { continue };
            if buffer.length.is_some() {
                continue;
            }
            let points: Vec<Point> = seen
                .iter()
                .filter_map(|(values, reaches)| {
                    let reach = reaches.iter().find(|r| r.parameter == self.wasm[order])?;
                    let end = reach.read_end.max(reach.write_end).max(0);
                    Some((values.clone(), (end + size - 1) / size))
                })
                .collect();
            buffer.length = fit(&names, &points);
        }
        for at in &self.guards {
            let Some(order) = place(*at) else { continue };
            if let Guess::Scalar(scalar) = &mut proposal.params[guesses[order]] {
                let (low, high) = (LARGE as f64, 2.0 * LARGE as f64);
                let generator = Generator::Range(scalar.ty.elem(), low, high);
                scalar.generator = scalar.generator.or(Some(generator));
            }
        }
    }
}

pub(super) fn scalar_of(ty: ScalarType, value: i64) -> Scalar {
    match ty {
        ScalarType::I32 => Scalar::I32(value as i32),
        ScalarType::U32 => Scalar::U32(value as u32),
        ScalarType::F32 => Scalar::F32(value as f32),
        ScalarType::I64 => Scalar::I64(value),
        ScalarType::U64 => Scalar::U64(value as u64),
        ScalarType::Bool => Scalar::Bool(value != 0),
    }
}

/// Once everything else is settled: buffers that are written whole, whatever they held, start
/// poisoned; default cases that the kernel doesn't survive go.
pub(in crate::contract) fn finish(
    contract: &mut Contract,
    module: &Module,
    lifted: Option<&Lifted>,
    open_access: &[String],
    own_cases: bool,
) -> Result<(), Late> {
    let unread: Vec<usize> = contract
        .buffers()
        .enumerate()
        .filter(|(_, b)| {
            open_access.contains(&b.name) && lifted.is_some_and(|l| !is_read(contract, l, &b.name))
        })
        .map(|(at, _)| at)
        .collect();
    if unread.is_empty() && !own_cases {
        return Ok(());
    }
    let Ok(reference) = Reference::new(module, contract) else { return Ok(()) };
    let started = Instant::now();
    let mut written = vec![true; unread.len()];
    let (mut ran, mut endless) = (0, 0);
    let mut bad = Vec::new();
    for (number, values) in contract.cases.iter().enumerate() {
        let Some(mut case) = case(contract, values, 0x5a) else { continue };
        if started.elapsed() > DEADLINE {
            return Err(Late);
        }
        let mut runs = run(&reference, &case).map(|first| vec![first]);
        if let (false, Ok(runs)) = (unread.is_empty(), &mut runs) {
            for at in &unread {
                case.buffers[*at].fill(0xa5);
            }
            match run(&reference, &case) {
                Ok(second) => runs.push(second),
                Err(ReferenceError::Deadline(_)) => return Err(Late),
                Err(_) => written.fill(false),
            }
        }
        match runs.as_deref() {
            Ok([first, second]) => {
                ran += 1;
                for (at, whole) in unread.iter().zip(&mut written) {
                    *whole &= first[*at] == second[*at];
                }
            }
            Ok(_) => {}
            Err(ReferenceError::Trap(_) | ReferenceError::OutOfBounds { .. }) => bad.push(number),
            Err(ReferenceError::Deadline(_)) => return Err(Late),
            Err(_) => {
                // A case nobody saw the end of may leave something unwritten.
                written.fill(false);
                endless += 1;
            }
        }
        if endless == ENDLESS {
            break;
        }
    }
    if own_cases {
        let mut number = 0;
        contract.cases.retain(|_| {
            number += 1;
            !bad.contains(&(number - 1))
        });
    }
    let buffers = contract.params.iter_mut().filter_map(|param| match param {
        Param::Buffer(buffer) => Some(buffer),
        Param::Scalar(_) => None,
    });
    for (at, buffer) in buffers.enumerate() {
        let order = unread.iter().position(|other| *other == at);
        if ran > 0 && order.is_some_and(|order| written[order]) {
            buffer.access = BufferAccess::Write;
        }
    }
    Ok(())
}

fn is_read(contract: &Contract, lifted: &Lifted, name: &str) -> bool {
    let walk = Walk::new(lifted);
    walk.touches.iter().any(|touch| {
        let meaning = contract.root_meaning(lifted, touch.place.root);
        let own = matches!(meaning, RootMeaning::Buffer(at) if contract.params[at].name() == name);
        own && !touch.store
    })
}

fn run(reference: &Reference, case: &Case) -> Result<Vec<Vec<u8>>, ReferenceError> {
    let placement = Placement { order: 0, poison: 0 };
    let run = reference.run(case, placement, &limits(), &CancellationToken::new());
    run.map(|output| output.buffers)
}

/// A case with every buffer filled: by small words where it is read, by `fill` where it is not.
fn case(contract: &Contract, values: &[(String, f64)], fill: u8) -> Option<Case> {
    let scalars: Vec<(String, Scalar)> = contract
        .scalars()
        .map(|scalar| {
            let given = values.iter().find(|(name, _)| *name == scalar.name);
            let low = match scalar.generator {
                Some(Generator::Range(_, low, _)) => low,
                _ => 1.0,
            };
            let value = given.map_or(low, |(_, value)| *value);
            let typed = match scalar.ty {
                ScalarType::F32 => Scalar::F32(value as f32),
                ty => scalar_of(ty, value as i64),
            };
            (scalar.name.clone(), typed)
        })
        .collect();
    let mut buffers = Vec::new();
    for buffer in contract.buffers() {
        let length = buffer.length.eval(&scalars).filter(|n| (0..1 << 20).contains(n))?;
        let bytes = length as usize * buffer.elem.size() as usize;
        let read = buffer.access == BufferAccess::Read;
        let small = (0..bytes).map(|i| if i % 4 == 0 { (i / 4 % 5) as u8 } else { 0 });
        buffers.push(if read { small.collect() } else { vec![fill; bytes] });
    }
    let mut threads = [1; 3];
    for (axis, thread) in threads.iter_mut().zip(&contract.threads) {
        *axis = u32::try_from(thread.eval(&scalars)?).ok()?;
    }
    Some(Case { scalars, buffers, threads })
}
