//! `mutate`: how many small changes to WAT and draft a verification notices (VERDICT.md V8).

use std::path::PathBuf;

use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, draft, judge};
use crate::check;
use crate::config::Config;
use crate::draft::lower::Lower;
use crate::kernel::{Mutant, Mutation, MutationScore, Verdict};
use crate::verify::mutate::{Budget, score};
use crate::verify::{self};
use crate::workbench::engine::Loaded;

/// Change WAT and WGSL in small ways and count what verification notices
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Mutants of each text at most, spread evenly over it
    #[arg(long, value_name = "N", default_value_t = Budget::default().mutants)]
    most: usize,
    /// Also list the mutants that are proven equivalent
    #[arg(long)]
    proofs: bool,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

/// One kernel's line.
#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    kernel: String,
    verdict: Option<&'static str>,
    mutation: Option<&'a Mutation>,
    reason: Option<&'a str>,
}

/// A kernel's scores, or why there are none.
struct Scored {
    kernel: String,
    verdict: Option<&'static str>,
    mutation: Result<Mutation, String>,
}

/// Runs it: 0 when no mutant is alive, 1 when some are or a kernel has no score.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let targets = target::targets(&args.paths)?;
    let width = draft::name_width(&targets).max("all".len());
    if !args.json {
        out.say(&head(width))?;
    }
    let (mut all, mut good) = (Mutation::default(), true);
    // One kernel after the other: its mutants take all cores.
    for scored in targets.iter().flat_map(Target::load).map(|loaded| one(args, config, &loaded)) {
        let mutation = scored.mutation.as_ref().ok();
        good &= mutation.is_some_and(|m| m.source.alive == 0 && m.draft.alive == 0);
        if let Some(mutation) = mutation {
            add(&mut all.source, &mutation.source);
            add(&mut all.draft, &mutation.draft);
        }
        if args.json {
            out.json(&Line {
                schema: 1,
                kernel: scored.kernel.clone(),
                verdict: scored.verdict,
                mutation,
                reason: scored.mutation.as_ref().err().map(String::as_str),
            })?;
            continue;
        }
        match &scored.mutation {
            Err(why) => out.say(&format!("{:width$}  {why}", scored.kernel))?,
            Ok(mutation) => {
                out.say(&row(&scored.kernel, width, mutation))?;
                for (text, score) in [("wat", &mutation.source), ("wgsl", &mutation.draft)] {
                    let shown = |m: &&Mutant| args.proofs || m.proof.is_none();
                    for mutant in score.listed.iter().filter(shown) {
                        out.say(&listed(text, mutant))?;
                    }
                }
            }
        }
    }
    if !args.json {
        out.say(&row("all", width, &all))?;
    }
    Ok(Outcome::from_good(good))
}

fn one(args: &Args, config: &Config, loaded: &Loaded) -> Scored {
    let kernel = loaded.id.to_string();
    let failed = |why: &str| Scored {
        kernel: loaded.id.to_string(),
        verdict: None,
        mutation: Err(why.to_owned()),
    };
    let seed = judge::seed(config);
    let result = judge::draft(loaded.clone(), &Lower, seed, config.limits);
    let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
        return failed("no contract");
    };
    let Some(draft) = &result.draft else { return failed("no draft") };
    let Ok(checked) = check::check(&draft.wgsl, Some(contract)) else {
        return failed("the draft does not compile");
    };
    let verdict = result.judgement.as_ref().map(|judgement| &judgement.evidence.verdict);
    let word = verdict.map(Verdict::word);
    if word != Some("verified") {
        let why = "mutants of a draft that is not verified say nothing".into();
        return Scored { kernel, verdict: word, mutation: Err(why) };
    }
    let request = verify::Request {
        module,
        contract,
        checked: &checked,
        wgsl: draft.hash,
        seed,
        limits: config.limits,
    };
    let budget = Budget { mutants: args.most };
    let mutation = score(&request, budget, &mut |_| {}, &CancellationToken::new());
    Scored { kernel, verdict: word, mutation: mutation.ok_or_else(|| "cancelled".into()) }
}

fn add(all: &mut MutationScore, one: &MutationScore) {
    all.killed += one.killed;
    all.equivalent += one.equivalent;
    all.alive += one.alive;
}

fn head(width: usize) -> String {
    let columns = "killed  equiv.  alive   score";
    format!(
        "{:width$}  {:>30}  {:>30}",
        "kernel",
        format!("wat: {columns}"),
        format!("wgsl: {columns}")
    )
}

fn row(kernel: &str, width: usize, mutation: &Mutation) -> String {
    let cells = |score: &MutationScore| {
        let share = match score.score() {
            Some(share) => format!("{:.1} %", 100.0 * share),
            None => "-".into(),
        };
        let MutationScore { killed, equivalent, alive, .. } = score;
        format!("{killed:11}  {equivalent:6}  {alive:5}  {share:>7}")
    };
    format!("{kernel:width$}  {}  {}", cells(&mutation.source), cells(&mutation.draft))
}

fn listed(text: &str, mutant: &Mutant) -> String {
    let place = mutant.span.map(|span| format!("{}:{}", span.line, span.column));
    let place = place.unwrap_or_default();
    let fate = match &mutant.proof {
        Some(proof) => format!("equivalent: {proof}"),
        None => "alive".into(),
    };
    let change = mutant.change.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("    {text} {place}: {change}  ({fate})")
}
