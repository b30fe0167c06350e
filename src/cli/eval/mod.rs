//! `eval`: how good a drafter is, measured on kernels by execution.

mod attempt;
mod score;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Serialize;

use super::corpus::Drawn;
use super::out::Out;
use super::target;
use super::{Outcome, drafter, parallel};
use crate::config::Config;
use crate::draft::model::{Sampling, Wat};
use crate::workbench::engine::Loaded;
use attempt::Attempt;
use score::{HEAD, Score};

/// Measure a drafter: how many drafts compile and are verified, how close the others come
///
/// No other drafter stands in where one fails. With --samples the drafter also draws that many
/// drafts of each kernel: pass@k is the share of kernels of which one of them is verified.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them; a directory that training/generate.py made
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Samples of each kernel beside the first, greedy draft
    #[arg(long, value_name = "K", default_value_t = 0)]
    samples: usize,
    /// At most this many kernels, evenly over all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// One JSON object per kernel and line, the sums in the last
    #[arg(long)]
    json: bool,
}

/// Of the samples, where none is configured.
const TEMPERATURE: f32 = 0.8;
/// Likewise.
const TOP_P: f32 = 0.95;

/// One kernel and its drafts.
#[derive(Serialize, Debug)]
pub struct Measured {
    /// Its name.
    kernel: String,
    /// What it was drawn from, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    /// Words of its function's WAT.
    words: usize,
    /// The greedy draft; `None` where there is no contract to draft for.
    first: Option<Attempt>,
    /// Those with a temperature.
    samples: Vec<Attempt>,
}

/// All of them, as the last line of `--json` has them.
#[derive(Serialize, Debug)]
struct Sums {
    schema: u32,
    drafter: String,
    all: Score,
    families: BTreeMap<String, Score>,
    /// By words of WAT.
    lengths: BTreeMap<String, Score>,
}

/// Upper ends of the classes of length, in words of WAT.
const LENGTHS: [usize; 5] = [250, 500, 1000, 2000, 4000];

fn length(words: usize) -> String {
    let low = LENGTHS.iter().rev().find(|end| words >= **end).copied().unwrap_or(0);
    match LENGTHS.iter().find(|end| words < **end) {
        Some(high) => format!("{low:04}–{high}"),
        None => format!("{low:04}–"),
    }
}

/// A kernel to measure on.
struct Subject {
    loaded: Loaded,
    family: Option<String>,
    /// Of its function's WAT; 0 where it has none.
    words: usize,
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let drafter = drafter::named(&config.drafter)?;
    let first = match config.sampling.temperature > 0.0 {
        true => config.sampling,
        false => Sampling { temperature: TEMPERATURE, top_p: TOP_P, ..config.sampling },
    };
    let samplers = (0..args.samples as u64).map(|seed| {
        let sampling = Sampling { seed: first.seed.wrapping_add(seed), ..first };
        drafter
            .sampled(sampling)
            .with_context(|| format!("--samples: '{}' drafts the same each time", config.drafter))
    });
    let samplers = samplers.collect::<anyhow::Result<Vec<_>>>()?;
    let subjects = subjects(args)?;
    let work = |subject: &Subject| {
        let mut measured = Measured {
            kernel: subject.loaded.id.to_string(),
            family: subject.family.clone(),
            words: subject.words,
            first: None,
            samples: Vec::new(),
        };
        if subject.loaded.contract.is_some() {
            let first = Attempt::new(&subject.loaded, drafter.as_ref(), config, &[]);
            let mut known = vec![first.clone()];
            measured.first = Some(first);
            for sampler in &samplers {
                known.push(Attempt::new(&subject.loaded, sampler.as_ref(), config, &known));
            }
            measured.samples = known.split_off(1);
        }
        measured
    };
    let mut all = Vec::new();
    parallel::in_order(&subjects, work, |subject, measured| -> anyhow::Result<()> {
        let Some(measured) = measured else {
            bail!("{}: the program failed here; please report it", subject.loaded.id);
        };
        if args.json {
            out.json(&measured)?;
            out.flush()?;
        }
        all.push(measured);
        Ok(())
    })?;
    let sums = sums(&all, args.samples, &config.drafter);
    if args.json {
        out.json(&sums)?;
    } else {
        table(&sums, out)?;
    }
    Ok(Outcome::Good)
}

fn subjects(args: &Args) -> anyhow::Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    for path in &args.paths {
        let drawn = path.join("drawn.jsonl").exists().then(|| Drawn::read(path)).transpose()?;
        let below = drawn.as_ref().map_or_else(|| path.clone(), Drawn::kernels);
        for target in target::targets(&[below])? {
            let kernels = target.load();
            let wat = kernels.first().and_then(|kernel| Wat::of(kernel.module.as_deref()?));
            for loaded in kernels {
                let family = match &drawn {
                    // A unit's other exports were not drawn.
                    Some(drawn) => match drawn.kernel(&loaded.id) {
                        Some(kernel) => Some(kernel.family.clone()),
                        None => continue,
                    },
                    None => None,
                };
                let words = words(&loaded, wat.as_ref()).unwrap_or(0);
                subjects.push(Subject { loaded, family, words });
            }
        }
    }
    if let Some(limit) = args.limit.filter(|limit| *limit < subjects.len()) {
        let count = subjects.len();
        let mut at = 0;
        subjects.retain(|_| {
            at += 1;
            at * limit / count > (at - 1) * limit / count
        });
    }
    Ok(subjects)
}

/// Words of the WAT of a kernel's function.
fn words(loaded: &Loaded, wat: Option<&Wat>) -> Option<usize> {
    let (module, contract) = (loaded.module.as_deref()?, loaded.contract.as_deref()?);
    Some(wat?.function(module, &contract.export)?.split_whitespace().count())
}

fn sums(all: &[Measured], samples: usize, drafter: &str) -> Sums {
    let by = |key: &dyn Fn(&Measured) -> Option<String>| {
        let mut groups: BTreeMap<String, Vec<&Measured>> = BTreeMap::new();
        for measured in all {
            if let Some(key) = key(measured) {
                groups.entry(key).or_default().push(measured);
            }
        }
        let score =
            |(key, group): (String, Vec<&Measured>)| (key, Score::of(group.into_iter(), samples));
        groups.into_iter().map(score).collect()
    };
    Sums {
        schema: 1,
        drafter: drafter.to_owned(),
        all: Score::of(all.iter(), samples),
        families: by(&|measured| measured.family.clone()),
        lengths: by(&|measured| Some(length(measured.words))),
    }
}

fn table(sums: &Sums, out: &mut Out) -> anyhow::Result<()> {
    out.say(HEAD)?;
    out.say(&format!("|---|{}", "--:|".repeat(HEAD.matches('|').count() - 2)))?;
    out.say(&sums.all.row(&sums.drafter))?;
    for (name, score) in &sums.families {
        out.say(&score.row(name))?;
    }
    for (words, score) in &sums.lengths {
        out.say(&score.row(&format!("{words} words of WAT")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_sort_as_they_rise() {
        let names = [0, 249, 250, 999, 4000, 9000].map(length);
        assert_eq!(names[0], "0000–250");
        assert_eq!(names[1], names[0]);
        assert_eq!(names[5], "4000–");
        assert!(names.is_sorted());
    }
}
