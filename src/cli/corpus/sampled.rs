//! Drafts that a model wrote for drawn kernels → which of them are verified: what the next round of
//! training learns from.
//!
//! A draft counts where two seeds say that it is right. Of those, one in a hundred is audited with ten
//! more seeds: how often an audit finds it wrong is what a verdict is worth.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::pairs::whole;
use super::{Args, Drawn, Why, crashed, drawn_for, verified, why};
use crate::cli::out::Out;
use crate::cli::target::{self, Target};
use crate::cli::{Outcome, judge, parallel};
use crate::config::Config;
use crate::draft::model;
use crate::workbench::engine::Loaded;

/// Of the drafts that count, those that are audited.
const AUDITED: f64 = 0.01;

/// Seeds of an audit.
const SEEDS: u64 = 10;

/// A line of the samples; what else stands there is passed over.
#[derive(Deserialize, Debug)]
struct Sample {
    id: String,
    k: u32,
    style: Option<String>,
    target: String,
}

/// A line of the results.
#[derive(Serialize, Deserialize, Debug)]
struct Judged {
    /// The kernel.
    id: String,
    /// Which of its drafts.
    k: u32,
    /// The style that was asked for.
    style: Option<String>,
    /// Both seeds say so.
    verified: bool,
    /// More than one invocation stored outputs.
    parallel: bool,
    /// What an audit said; `None` where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<bool>,
    /// Why it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
}

/// Of all drafts.
#[derive(Default, Serialize, Debug)]
struct Tally {
    kernels: u64,
    drafts: u64,
    verified: u64,
    /// Kernels with a draft that counts.
    solved: u64,
    audited: u64,
    false_accepts: u64,
    refused: BTreeMap<String, u64>,
}

impl Tally {
    fn add(&mut self, kernel: &[Judged]) {
        self.kernels += 1;
        self.solved += u64::from(kernel.iter().any(|judged| judged.verified));
        for judged in kernel {
            self.drafts += 1;
            self.verified += u64::from(judged.verified);
            self.audited += u64::from(judged.audit.is_some());
            self.false_accepts += u64::from(judged.audit == Some(false));
            if let Some(rule) = &judged.rule {
                *self.refused.entry(rule.clone()).or_default() += 1;
            }
        }
    }
}

/// Judges the samples of a file. Kernels that `results.jsonl` has already are passed over.
pub fn run(
    file: &Path,
    drawn: &Drawn,
    args: &Args,
    config: &Config,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    std::fs::create_dir_all(&args.out).with_context(|| args.out.display().to_string())?;
    let path = args.out.join("results.jsonl");
    let mut samples = samples(file)?;
    let mut results = whole(&path, |line| {
        samples.remove(&serde_json::from_str::<Judged>(line)?.id);
        Ok(())
    })?;
    let begin = Instant::now();
    let work = |target: &Target| -> Vec<Vec<Judged>> {
        let kernels = target.load();
        let judged =
            |loaded: &Loaded| Some(kernel(samples.get(loaded.id.as_str())?, loaded, config));
        kernels.iter().filter_map(judged).collect()
    };
    let mut tally = Tally::default();
    let targets = target::targets(&[drawn.kernels()])?;
    parallel::in_order(&targets, work, |target, judged| -> anyhow::Result<()> {
        let Some(judged) = judged else {
            crashed(target);
            return Ok(());
        };
        for kernel in judged {
            let mut lines = Vec::new();
            for judged in &kernel {
                serde_json::to_writer(&mut lines, judged)?;
                lines.push(b'\n');
            }
            results.write_all(&lines)?;
            tally.add(&kernel);
        }
        Ok(())
    })?;
    let rate = tally.drafts as f64 / begin.elapsed().as_secs_f64().max(1e-9);
    if args.json {
        out.json(&serde_json::json!({ "schema": 1, "all": tally, "drafts_per_second": rate }))?;
    } else {
        let Tally { kernels, drafts, verified, solved, audited, false_accepts, refused } = &tally;
        let rules: Vec<String> = refused.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        out.say(&format!(
            "{kernels} kernels, {solved} with a verified draft; {drafts} drafts, {verified} verified \
             ({rate:.1} a second); refused: {}",
            rules.join(", ")
        ))?;
        out.say(&format!("{false_accepts} of {audited} audited drafts are wrong after all"))?;
    }
    Ok(Outcome::Good)
}

/// The samples by kernel.
fn samples(file: &Path) -> anyhow::Result<HashMap<String, Vec<Sample>>> {
    let open = std::fs::File::open(file).with_context(|| file.display().to_string())?;
    let mut samples: HashMap<String, Vec<Sample>> = HashMap::new();
    for (at, line) in (1..).zip(BufReader::new(open).lines()) {
        let line = line.with_context(|| file.display().to_string())?;
        let sample: Sample =
            serde_json::from_str(&line).with_context(|| format!("{}:{at}", file.display()))?;
        samples.entry(sample.id.clone()).or_default().push(sample);
    }
    Ok(samples)
}

/// Judges the drafts of one kernel, equal ones once.
fn kernel(samples: &[Sample], loaded: &Loaded, config: &Config) -> Vec<Judged> {
    let mut known: HashMap<&str, (Result<bool, Why>, Option<bool>)> = HashMap::new();
    let mut judged = Vec::new();
    for sample in samples {
        let new = !known.contains_key(sample.target.as_str());
        let (verdict, audit) =
            known.entry(&sample.target).or_insert_with(|| draft(sample, loaded, config));
        judged.push(Judged {
            id: sample.id.clone(),
            k: sample.k,
            style: sample.style.clone(),
            verified: verdict.is_ok(),
            parallel: matches!(verdict, Ok(true)),
            audit: audit.filter(|_| new),
            rule: verdict.as_ref().err().map(|(rule, _)| rule.clone()),
        });
    }
    judged
}

/// Judges one draft with two seeds, and audits it where its name is drawn.
fn draft(sample: &Sample, loaded: &Loaded, config: &Config) -> (Result<bool, Why>, Option<bool>) {
    let Some(contract) = &loaded.contract else {
        return (Err(why("source", "no contract")), None);
    };
    let mut writer = model::Writer::new(contract);
    let text = writer.push(&sample.target) + &writer.finish();
    let seed = judge::seed(config);
    let verdict = verified(config, loaded, &text, seed)
        .and_then(|_| verified(config, loaded, &text, seed.wrapping_add(1)));
    let audited = verdict.is_ok() && drawn_for(&format!("{} {}", sample.id, sample.k), AUDITED);
    let audit = audited.then(|| {
        (2..2 + SEEDS).all(|more| verified(config, loaded, &text, seed.wrapping_add(more)).is_ok())
    });
    (verdict, audit)
}
