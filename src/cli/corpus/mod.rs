//! `corpus`: drawn kernels whose drafts the verifier passes become pairs to learn from.

mod drawn;
mod pairs;
mod sampled;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};

use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, judge, parallel};
use crate::config::Config;
use crate::draft::model::Wat;
use crate::draft::{lower, model};
use crate::execute::{DRAWS, Limits, NEAR};
use crate::kernel::{Class, Diagnostic, Digest256, Verdict};
use crate::tui::visible::visible;
use crate::workbench::engine::Loaded;
pub use drawn::Drawn;
use drawn::Kernel;
use pairs::{Pair, Pairs};

/// Turn drawn kernels into pairs that a model learns from: those whose drafts are verified
#[derive(clap::Args, Debug)]
pub struct Args {
    /// What training/generate.py drew
    #[arg(value_name = "DRAWN")]
    drawn: PathBuf,
    /// Where pairs.jsonl and refused.jsonl go; what they hold already is not done again
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Of how many kernels `lower`'s draft is a second pair: 0 to 1. Those of pixels are dear to judge
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    plain: f64,
    /// Pairs that were verified before, a digest a line, are not judged again
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Judge these drafts of a model instead, as training/sample.py writes them; the verdicts go to
    /// results.jsonl
    #[arg(long, value_name = "FILE", conflicts_with_all = ["known", "plain"])]
    sampled: Option<PathBuf>,
    /// One JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// Noisy runs for each case of a pair: a quarter of a verification's. Narrower envelopes refuse more
/// than they should, not less.
const DRAWS_OF_PAIRS: u32 = DRAWS / 4;

/// Elements of a pair's cases whose sizes are constants of its texts, a sixty-fourth of a verification's: a mask
/// or a hash's factor is no size of a drawn kernel.
const NEAR_OF_PAIRS: u64 = NEAR / 64;

/// What became of one kernel: its pairs, or why there are none.
struct Made {
    kernel: Kernel,
    pairs: Result<Vec<Pair>, Why>,
}

/// The rule of VERDICT.md, or a stage; and a sentence.
type Why = (String, String);

fn why(rule: impl ToString, reason: impl Into<String>) -> Why {
    (rule.to_string(), reason.into())
}

/// Of one family, or of all.
#[derive(Clone, Default, PartialEq, Eq, Debug, serde::Serialize)]
struct Count {
    kernels: u64,
    verified: u64,
    pairs: u64,
    duplicates: u64,
    refused: BTreeMap<String, u64>,
}

impl Count {
    fn add(&mut self, made: &Made, kept: u64) {
        self.kernels += 1;
        match &made.pairs {
            Ok(pairs) => {
                self.verified += 1;
                self.pairs += kept;
                self.duplicates += pairs.len() as u64 - kept;
            }
            Err((rule, _)) => *self.refused.entry(rule.clone()).or_default() += 1,
        }
    }
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    if !(0.0..=1.0).contains(&args.plain) {
        bail!("--plain {}: a share is from 0 to 1", args.plain);
    }
    let drawn = Drawn::read(&args.drawn)?;
    if let Some(file) = &args.sampled {
        return sampled::run(file, &drawn, args, config, out);
    }
    let known = match &args.known {
        Some(file) => std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
        None => String::new(),
    };
    let known: HashSet<&str> = known.lines().collect();
    let mut pairs = Pairs::open(&args.out)?;
    let targets = target::targets(&[drawn.kernels()])?;
    let begin = Instant::now();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut all = Count::default();
    let done = pairs.done().clone();
    let work = |target: &Target| -> Vec<Made> {
        let mut kernels = target.load();
        kernels.retain(|kernel| !done.contains(kernel.id.as_str()));
        let wat = kernels.first().and_then(|kernel| Wat::of(kernel.module.as_deref()?));
        let made = |loaded: &Loaded| {
            let kernel = drawn.kernel(&loaded.id)?.clone();
            let pairs = pairs_of(args, config, &drawn, &known, wat.as_ref(), &kernel, loaded);
            Some(Made { kernel, pairs })
        };
        kernels.iter().filter_map(made).collect()
    };
    parallel::in_order(&targets, work, |target, results| -> anyhow::Result<()> {
        let Some(results) = results else {
            crashed(target);
            return Ok(());
        };
        for made in results {
            let mut kept = 0;
            for pair in made.pairs.iter().flatten() {
                kept += u64::from(pairs.add(pair)?);
            }
            match &made.pairs {
                Err(why) => pairs.refuse(&made.kernel, why)?,
                Ok(_) if kept == 0 => {
                    let why = why("duplicate", "another kernel reads the same");
                    pairs.refuse(&made.kernel, &why)?;
                }
                Ok(_) => {}
            }
            counts.entry(made.kernel.family.clone()).or_default().add(&made, kept);
            all.add(&made, kept);
        }
        Ok(())
    })?;
    let rate = all.kernels as f64 / begin.elapsed().as_secs_f64().max(1e-9);
    if args.json {
        out.json(&serde_json::json!({
            "schema": 1, "all": all, "families": counts, "kernels_per_second": rate,
        }))?;
    } else {
        table(&counts, &all, rate, out)?;
    }
    Ok(Outcome::Good)
}

/// Says that the program itself failed on a unit.
fn crashed(target: &Target) {
    let file = target.file.display().to_string();
    eprintln!("w2gpu-tui: {}: the program failed here; please report it", visible(&file));
}

/// Judges a kernel's draft and makes its pairs.
fn pairs_of(
    args: &Args,
    config: &Config,
    drawn: &Drawn,
    known: &HashSet<&str>,
    wat: Option<&Wat>,
    kernel: &Kernel,
    loaded: &Loaded,
) -> Result<Vec<Pair>, Why> {
    let (Some(contract), Some(lifted)) = (&loaded.contract, &loaded.lifted) else {
        return Err(first(&loaded.diagnostics, "source", "no contract"));
    };
    let text = target::wgsl(&drawn.draft(&loaded.id))
        .map_err(|error| why("draft", format!("{error:#}")))?;
    let target = model::encode(contract, &text)
        .ok_or_else(|| why("text", "the draft does not come back from its target"))?;
    let module = loaded.module.as_deref();
    let function = module.and_then(|module| wat?.function(module, &contract.export));
    let lowered = lower::lower(lifted, contract, None).ok();
    let plain = lowered.as_ref().and_then(|lowered| model::encode(contract, &lowered.wgsl));
    let pair = |style: model::Style, target: String| Pair {
        id: kernel.id.clone(),
        family: kernel.family.clone(),
        held_out: kernel.held_out,
        style: style.word().into(),
        prompt: model::prompt(contract, lifted, style),
        raw: function
            .as_deref()
            .map_or_else(String::new, |wat| model::raw_prompt(contract, wat, style)),
        plain: plain
            .as_deref()
            .map_or_else(String::new, |plain| model::rewrite_prompt(contract, plain, style)),
        target,
    };
    let mut pairs = vec![pair(model::Style::Idiomatic, target)];
    if !known.contains(pairs[0].digest().as_str()) {
        verified(config, loaded, &text, judge::seed(config))?;
    }
    if drawn_for(&kernel.id, args.plain)
        && let (Some(lowered), Some(target)) = (&lowered, &plain)
        && verified(config, loaded, &lowered.wgsl, judge::seed(config)).is_ok()
    {
        pairs.push(pair(model::Style::Plain, target.clone()));
    }
    Ok(pairs)
}

/// Whether a text is verified, and neither weak nor trivial; then, whether it is parallel.
fn verified(config: &Config, loaded: &Loaded, text: &str, seed: u64) -> Result<bool, Why> {
    let draft = judge::given(text.to_owned());
    let candidate = judge::Candidate::new(loaded.clone());
    let limits = Limits { draws: DRAWS_OF_PAIRS, near: NEAR_OF_PAIRS, ..config.limits };
    let result = judge::judge(candidate, draft, seed, limits);
    let Some(judgement) = &result.judgement else {
        return Err(first(&result.diagnostics, "check", "it does not compile"));
    };
    let evidence = &judgement.evidence;
    match (&evidence.verdict, evidence.class) {
        (Verdict::Verified, Class::Exact | Class::Tolerance) => Ok(evidence.parallel),
        (Verdict::Verified, Class::Weak) => Err(why("weak", "too little decides it")),
        (Verdict::Verified, Class::Trivial) => Err(why("trivial", "its outputs say nothing")),
        (Verdict::Differs { counterexample }, _) => {
            Err(why(counterexample.rule, counterexample.explanation.as_str()))
        }
        (verdict, _) => {
            let rule = verdict.rule().map_or_else(|| verdict.word().into(), |r| r.to_string());
            Err(why(rule, verdict.reason().unwrap_or_default()))
        }
    }
}

/// The first diagnostic's sentence, or another one.
fn first(diagnostics: &[Diagnostic], stage: &str, otherwise: &str) -> Why {
    why(stage, diagnostics.first().map_or(otherwise, |d| d.message.as_str()))
}

/// Whether a kernel is in a share of all: by its name, so that it always is or never.
fn drawn_for(id: &str, share: f64) -> bool {
    let digest = Digest256::of(id).hex();
    let number = u32::from_str_radix(digest.get(..8).unwrap_or("0"), 16).unwrap_or(0);
    f64::from(number) < share * 4_294_967_296.0
}

fn table(
    counts: &BTreeMap<String, Count>,
    all: &Count,
    rate: f64,
    out: &mut Out,
) -> anyhow::Result<()> {
    out.say("| family | kernels | verified | pairs | duplicates | refused by |")?;
    out.say("|---|--:|--:|--:|--:|---|")?;
    for (family, count) in counts.iter().chain([(&"all".to_owned(), all)]) {
        let Count { kernels, verified, pairs, duplicates, refused } = count;
        let rules: Vec<String> = refused.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        let rules = rules.join(", ");
        out.say(&format!(
            "| {family} | {kernels} | {verified} | {pairs} | {duplicates} | {rules} |"
        ))?;
    }
    out.say(&format!("{rate:.1} kernels a second"))?;
    Ok(())
}
