//! What one invocation of a draft computes, by line, for the screen. Never kept with a kernel: it
//! belongs to the session that asked.

use std::collections::BTreeMap;

use tokio_util::sync::CancellationToken;

use super::Tools;
use super::engine::Loaded;
use crate::check;
use crate::execute::simt::Step;
use crate::kernel::{Digest256, Draft, Evidence, KernelId, Verdict};
use crate::verify::Request;
use crate::verify::trace::{self, Pick, Traced};

/// Values beside the lines of a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Values {
    /// Which kernel.
    pub kernel: KernelId,
    /// Which draft.
    pub draft: Digest256,
    /// `global_invocation_id`.
    pub invocation: [u32; 3],
    /// The case and its scalars, in words.
    pub case: String,
    /// By line, from 1: what the invocation computed there last, and in how many rounds.
    pub lines: BTreeMap<u32, String>,
}

/// Where a person begins to look: the invocation of the element that is wrong, where the extent
/// has one axis, and else the first.
pub fn first(evidence: Option<&Evidence>) -> [u32; 3] {
    let wrong = match evidence.map(|evidence| &evidence.verdict) {
        Some(Verdict::Differs { counterexample }) => {
            let at = counterexample.finding.as_ref().and_then(|finding| finding.invocation);
            let pixel = counterexample.pixel.map(|[x, y]| [x as u32, y as u32, 0]);
            let index = counterexample.index.and_then(|index| u32::try_from(index).ok());
            at.or(pixel).or(index.map(|index| [index, 0, 0]))
        }
        _ => None,
    };
    wrong.unwrap_or_default()
}

/// Traces an invocation: of the counterexample's case, or of the first that has it.
pub(super) fn values(
    tools: &Tools,
    loaded: &Loaded,
    draft: &Draft,
    evidence: Option<&Evidence>,
    invocation: [u32; 3],
    cancel: &CancellationToken,
) -> Result<Values, String> {
    let module = loaded.module.as_ref().ok_or("this kernel has no module")?;
    let contract = loaded.contract.as_ref().ok_or("this kernel has no contract")?;
    let checked = check::check(&draft.wgsl, Some(contract))
        .map_err(|_| "the draft does not compile: see its diagnostics")?;
    let counterexample = match evidence.map(|evidence| &evidence.verdict) {
        Some(Verdict::Differs { counterexample }) => Some(counterexample),
        _ => None,
    };
    let seed = counterexample.map(|found| found.seed).or(evidence.map(|evidence| evidence.seed));
    let request = Request {
        module,
        contract,
        checked: &checked,
        wgsl: draft.hash,
        seed: seed.or(tools.setup.seed).unwrap_or_default(),
        limits: tools.setup.limits,
    };
    let pick = counterexample.map_or(Pick::First, |found| Pick::Number(found.case));
    let traced = trace::trace(&request, &pick, invocation, cancel)?;
    Ok(Values {
        kernel: loaded.id.clone(),
        draft: draft.hash,
        invocation,
        case: case(&traced),
        lines: lines(&traced.trace.steps),
    })
}

fn case(traced: &Traced) -> String {
    let scalars: Vec<_> =
        traced.scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    match traced.case {
        Some(number) => format!("case {number}: {}", scalars.join(", ")),
        None => scalars.join(", "),
    }
}

fn lines(steps: &[Step]) -> BTreeMap<u32, String> {
    // By line: the last round, and its values.
    let mut last: BTreeMap<u32, (u32, Vec<String>)> = BTreeMap::new();
    for step in steps {
        let values: Vec<_> = step.values.iter().map(ToString::to_string).collect();
        let text = match values.as_slice() {
            [one] => format!("{} = {one}", step.name),
            several => format!("{} = ({})", step.name, several.join(", ")),
        };
        let (round, said) = last.entry(step.span.line).or_default();
        if *round != step.round {
            said.clear();
        }
        *round = step.round;
        said.push(text);
    }
    let line = |(line, (round, said)): (u32, (u32, Vec<String>))| {
        let rounds = if round > 0 { format!(" (round {})", round + 1) } else { String::new() };
        (line, format!("{}{rounds}", said.join("; ")))
    };
    last.into_iter().map(line).collect()
}
