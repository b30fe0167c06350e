//! `corpus`: drawn kernels whose drafts the verifier passes become pairs to learn from.

mod drawn;
mod pairs;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, judge, parallel};
use crate::config::Config;
use crate::draft::model::Wat;
use crate::draft::{lower, model};
use crate::kernel::{Class, Digest256, Verdict};
use crate::workbench::engine::Loaded;
use drawn::Drawn;
use pairs::{Pair, Pairs, Refused};

/// Turn drawn kernels into pairs that a model learns from: those whose drafts are verified
#[derive(clap::Args, Debug)]
pub struct Args {
    /// What training/generate.py drew
    #[arg(value_name = "DRAWN")]
    drawn: PathBuf,
    /// Where pairs.jsonl and refused.jsonl go; what they hold already is not done again
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Of how many kernels `lower`'s draft, where it is parallel, is a second pair: 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    plain: f64,
    /// One JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// What became of one kernel.
struct Made {
    id: String,
    family: String,
    pairs: Vec<Pair>,
    refused: Option<Refused>,
}

impl Made {
    /// Its pairs are there already, from another kernel.
    fn duplicate(&self) -> Refused {
        let (id, family) = (self.id.clone(), self.family.clone());
        Refused {
            id,
            family,
            rule: "duplicate".into(),
            reason: "another kernel reads the same".into(),
        }
    }
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
        self.verified += u64::from(made.refused.is_none());
        self.pairs += kept;
        self.duplicates += made.pairs.len() as u64 - kept;
        if let Some(refused) = &made.refused {
            *self.refused.entry(refused.rule.clone()).or_default() += 1;
        }
    }
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    if !(0.0..=1.0).contains(&args.plain) {
        anyhow::bail!("--plain {}: a share is from 0 to 1", args.plain);
    }
    let drawn = Drawn::read(&args.drawn)?;
    let mut pairs = Pairs::open(&args.out)?;
    let targets = target::targets(&[drawn.kernels()])?;
    let begin = Instant::now();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut all = Count::default();
    let done = pairs.done().clone();
    let work = |target: &Target| -> Vec<Made> {
        let kernels = target.load();
        let wat = kernels.first().and_then(|k| Wat::of(k.module.as_deref()?));
        let new = kernels.iter().filter(|k| !done.contains(k.id.as_str()));
        new.filter_map(|k| made(args, config, &drawn, wat.as_ref(), k)).collect()
    };
    parallel::in_order(&targets, work, |_, results| -> anyhow::Result<()> {
        for made in results.unwrap_or_default() {
            let mut kept = 0;
            for pair in &made.pairs {
                kept += u64::from(pairs.add(pair)?);
            }
            if let Some(refused) = &made.refused {
                pairs.refuse(refused)?;
            } else if kept == 0 {
                pairs.refuse(&made.duplicate())?;
            }
            counts.entry(made.family.clone()).or_default().add(&made, kept);
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

/// Judges a kernel's draft and makes its pairs; `None` for a kernel that was not drawn.
fn made(
    args: &Args,
    config: &Config,
    drawn: &Drawn,
    wat: Option<&Wat>,
    loaded: &Loaded,
) -> Option<Made> {
    let kernel = drawn.kernel(&loaded.id)?;
    let refused = |rule: &str, reason: String| {
        let (id, family) = (kernel.id.clone(), kernel.family.clone());
        let refused = Refused { id: id.clone(), family: family.clone(), rule: rule.into(), reason };
        Some(Made { id, family, pairs: Vec::new(), refused: Some(refused) })
    };
    let (Some(contract), Some(lifted)) = (&loaded.contract, &loaded.lifted) else {
        let first = loaded.diagnostics.first().map(|d| d.message.clone());
        return refused("source", first.unwrap_or_else(|| "no contract".into()));
    };
    let text = match target::wgsl(&drawn.draft(&loaded.id)) {
        Ok(text) => text,
        Err(error) => return refused("draft", format!("{error:#}")),
    };
    let seed = judge::seed(config);
    let verified = |text: &str| -> Result<(), (String, String)> {
        let draft = judge::given(text.to_owned());
        let result =
            judge::judge(judge::Candidate::new(loaded.clone()), draft, seed, config.limits);
        let Some(judgement) = &result.judgement else {
            let first = result.diagnostics.first().map(|d| d.message.clone());
            return Err(("check".into(), first.unwrap_or_else(|| "it does not compile".into())));
        };
        let evidence = &judgement.evidence;
        match (&evidence.verdict, evidence.class) {
            (Verdict::Verified, Class::Exact | Class::Tolerance) => Ok(()),
            (Verdict::Verified, Class::Weak) => {
                Err(("weak".into(), "too little decides it".into()))
            }
            (Verdict::Verified, Class::Trivial) => {
                Err(("trivial".into(), "its outputs say nothing".into()))
            }
            (Verdict::Differs { counterexample }, _) => {
                Err((counterexample.rule.to_string(), counterexample.explanation.clone()))
            }
            (verdict, _) => {
                let rule = verdict.rule().map_or_else(|| verdict.word().into(), |r| r.to_string());
                Err((rule, verdict.reason().unwrap_or_default().to_owned()))
            }
        }
    };
    if let Err((rule, reason)) = verified(&text) {
        return refused(&rule, reason);
    }
    let Some(target) = model::encode(contract, &text) else {
        return refused("text", "the draft does not come back from its target".into());
    };
    let module = loaded.module.as_deref();
    let function = module.and_then(|module| wat?.function(module, &contract.export));
    let pair = |style: model::Style, target: String| Pair {
        id: kernel.id.clone(),
        family: kernel.family.clone(),
        held_out: kernel.held_out,
        style: style.word().into(),
        prompt: model::prompt(contract, lifted, style),
        raw: function
            .as_deref()
            .map_or_else(String::new, |wat| model::raw_prompt(contract, wat, style)),
        target,
    };
    let mut pairs = vec![pair(model::Style::Idiomatic, target)];
    if drawn_for(&kernel.id, args.plain)
        && let Ok(lowered) = lower::lower(lifted, contract, None)
        // What one invocation does alone takes an executor of many too long.
        && lowered.parallel
        && verified(&lowered.wgsl).is_ok()
        && let Some(target) = model::encode(contract, &lowered.wgsl)
    {
        pairs.push(pair(model::Style::Plain, target));
    }
    let (id, family) = (kernel.id.clone(), kernel.family.clone());
    Some(Made { id, family, pairs, refused: None })
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
