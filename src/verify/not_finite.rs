//! The non-decisive suite of VERDICT.md V12: NaN and infinities among the inputs. What a draft
//! does with them is told, and never decides.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::Setting;
use super::compare::{Match, Value, element};
use super::plan::LARGE;
use super::rng::Rng;
use super::truth::{Ending, POISONS, Truth};
use crate::contract::{BufferAccess, Elem};
use crate::execute::reference::{Placement, Reference};
use crate::execute::simt::Program;

/// Cases that are tried.
const CASES: usize = 2;

/// What stands in every eighth element.
const SPECIAL: [f32; 3] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];

/// In words, how many elements agree; `None` where no input is a float, or where the reference
/// does nothing with such inputs.
///
/// # Errors
/// Cancelled.
pub fn note(
    bench: &Bench<'_>,
    reference: &Reference,
    program: &Program,
    cancel: &CancellationToken,
) -> Result<Option<String>, Ending> {
    let (contract, limits) = (bench.request.contract, &bench.request.limits);
    let floats = |i: usize| {
        contract
            .buffers()
            .nth(i)
            .is_some_and(|b| b.elem == Elem::F32 && b.access != BufferAccess::Write)
    };
    if !(0..contract.buffers().count()).any(floats) {
        return Ok(None);
    }
    let (mut agree, mut all) = (0_u64, 0_u64);
    let sizes = bench.plan.cases.iter().map(|case| case.size());
    let chosen: Vec<usize> =
        sizes.enumerate().filter(|(_, n)| (8..=LARGE).contains(n)).map(|(i, _)| i).collect();
    for number in chosen.into_iter().rev().take(CASES) {
        let Some(mut case) = bench.plan.case(contract, number, POISONS[0]) else { continue };
        let mut rng = Rng::new(bench.request.seed, &[5, number as u64]);
        for (i, bytes) in case.buffers.iter_mut().enumerate().filter(|(i, _)| floats(*i)) {
            let offset = i + 1;
            for word in bytes.chunks_exact_mut(4).skip(offset).step_by(8) {
                let special = rng.pick(&SPECIAL).copied().unwrap_or(f32::NAN);
                word.copy_from_slice(&special.to_le_bytes());
            }
        }
        let placement = Placement { order: 0, poison: POISONS[0] };
        let Ok(output) = reference.run(&case, placement, limits, cancel) else { continue };
        if let Some(ret) = output.buffers.get(case.buffers.len()) {
            case.buffers.push(vec![0; ret.len()]);
        }
        let truth = Truth {
            case,
            answer: output.buffers,
            envelope: None,
            reached: output.reached,
            time: output.time,
            fuel: limits.fuel.min(1 << 24),
        };
        let run = match bench.run(program, &truth, Setting::Exact, cancel) {
            Ok(run) => run,
            Err(Ending::Cancelled) => return Err(Ending::Cancelled),
            Err(_) => continue,
        };
        for i in bench.outputs() {
            let pair = bench.pair(i, &truth, &run);
            for index in 0..pair.reference.len() / pair.unit().size() as usize {
                let read = |bytes| Value::read(bytes, pair.unit(), index);
                let Some((a, b)) = read(pair.draft).zip(read(pair.reference)) else { continue };
                all += 1;
                agree += u64::from(agrees(a, b, bench));
            }
        }
    }
    let told = format!("NaN and infinities as inputs: {agree} of {all} elements agree");
    Ok((all > 0).then_some(told))
}

fn agrees(a: Value, b: Value, bench: &Bench<'_>) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) if !b.is_finite() => {
            a == b || (a.is_nan() && b.is_nan())
        }
        _ => element(a, b, &bench.request.contract.tolerance) != Match::Miss,
    }
}
