//! `replay`: shows a counterexample again. Only its case is run: on the inputs that its file
//! holds, else on those of its seed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use tokio_util::sync::CancellationToken;

use super::line::Line;
use super::out::Out;
use super::{Outcome, counterexample, judge, target};
use crate::check;
use crate::config::Config;
use crate::contract::{self, Contract};
use crate::kernel::{Counterexample, Severity, Verdict};
use crate::verify::{self, Recipe};
use crate::workbench::engine::Loaded;

/// Run a counterexample again
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The counterexample's file
    #[arg(value_name = "COUNTEREXAMPLE")]
    file: PathBuf,
    /// The kernel's file, where it has moved
    #[arg(long, value_name = "WAT")]
    wat: Option<PathBuf>,
    /// This WGSL, instead of the recorded one
    #[arg(long, value_name = "FILE")]
    wgsl: Option<PathBuf>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Runs it: 0 when the case passes now, 1 when it still doesn't.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let recipe = counterexample::read(&args.file)?;
    let mut result = judge::Candidate::new(load(args, &recipe)?);
    let text = match &args.wgsl {
        Some(file) => target::wgsl(file)?,
        None => recipe.wgsl.clone(),
    };
    result.wgsl = args.wgsl.clone();
    let result = again(result, text, &recipe, config)?;
    let line = Line::of(&result);
    if args.json {
        out.json(&line)?;
    } else {
        out.say(&line.row(0))?;
        let verdict = result.judgement.as_ref().map(|judgement| &judgement.evidence.verdict);
        if let Some(Verdict::Differs { counterexample }) = verdict {
            for text in describe(counterexample) {
                out.say(&format!("  {text}"))?;
            }
        }
        let contract = result.loaded.contract.as_ref();
        let inputs = recipe.inputs.as_ref().zip(contract);
        if let Some(inputs) = inputs.and_then(|(inputs, contract)| inputs.listed(contract)) {
            out.say(&format!("  inputs: {inputs}"))?;
        }
    }
    Ok(Outcome::from_good(line.verdict == Some("verified")))
}

/// The kernel, under the contract that was recorded.
fn load(args: &Args, recipe: &Recipe) -> anyhow::Result<Loaded> {
    let file = match &args.wat {
        Some(file) => file.clone(),
        None => args.file.parent().unwrap_or(Path::new(".")).join(&recipe.file),
    };
    let missing = || format!("{}: give the kernel's file with --wat", file.display());
    std::fs::metadata(&file).with_context(missing)?;
    let targets = target::targets(std::slice::from_ref(&file))?;
    for mut loaded in targets.iter().flat_map(target::Target::load) {
        let Some(module) = &loaded.module else { continue };
        if loaded.hash != recipe.wat {
            let message = "w2gpu-tui: warning: the WAT changed since; this may be another case";
            eprintln!("{message}");
        }
        if !module.kernels().any(|export| export.name == recipe.export) {
            break;
        }
        let lifted = crate::source::lift(module, &recipe.export).ok();
        let contract = recorded(&loaded, lifted.as_ref(), recipe)?;
        loaded.contract = Some(Arc::new(contract));
        return Ok(loaded);
    }
    bail!("{}: no kernel '{}' in it", file.display(), recipe.export)
}

fn recorded(
    loaded: &Loaded,
    lifted: Option<&crate::source::Lifted>,
    recipe: &Recipe,
) -> anyhow::Result<Contract> {
    let module = loaded.module.as_ref().context("no module")?;
    let sidecar = Some(recipe.contract.as_str());
    let diagnostics = match contract::contract(module, &recipe.export, lifted, sidecar) {
        Ok(inferred) => {
            let open = inferred.diagnostics.iter().find(|d| d.severity == Severity::Error);
            match open.cloned() {
                None => return Ok(inferred.contract),
                Some(diagnostic) => vec![diagnostic],
            }
        }
        Err(diagnostics) => diagnostics,
    };
    let why = diagnostics.first().map_or_else(String::new, |d| format!(": {}", d.message));
    bail!("the recorded contract does not fit the kernel{why}")
}

fn again(
    mut result: judge::Candidate,
    wgsl: String,
    recipe: &Recipe,
    config: &Config,
) -> anyhow::Result<judge::Candidate> {
    let module = result.loaded.module.clone().context("no module")?;
    let contract = result.loaded.contract.clone().context("no contract")?;
    let draft = judge::given(wgsl);
    let checked = match check::check(&draft.wgsl, Some(&contract)) {
        Ok(checked) => checked,
        Err(diagnostics) => {
            result.diagnostics = diagnostics;
            return Ok(result);
        }
    };
    let request = verify::Request {
        module: &module,
        contract: &contract,
        checked: &checked,
        wgsl: draft.hash,
        seed: recipe.counterexample.seed,
        limits: config.limits,
    };
    let begin = std::time::Instant::now();
    let cancel = CancellationToken::new();
    let judgement = verify::again(&request, recipe, &cancel);
    result.seconds.execute = begin.elapsed().as_secs_f64();
    result.judgement = Some(
        judgement
            .context("the recorded setting or inputs don't fit this program or this contract")?,
    );
    result.compiles = true;
    result.draft = Some(draft);
    Ok(result)
}

fn describe(counterexample: &Counterexample) -> Vec<String> {
    let Counterexample { seed, case, scalars, executor, buffer, index, .. } = counterexample;
    let scalars: Vec<_> = scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let mut lines = vec![format!("seed {seed}, case {case} on {executor}: {}", scalars.join(", "))];
    if let (Some(buffer), Some(index)) = (buffer, index) {
        let pixel = counterexample.pixel.map(|[x, y]| format!(" (column {x}, row {y})"));
        let expected = counterexample.expected.as_deref().unwrap_or("?");
        let actual = counterexample.actual.as_deref().unwrap_or("?");
        let pixel = pixel.unwrap_or_default();
        lines
            .push(format!("{buffer}[{index}]{pixel}: expected {expected}, the draft has {actual}"));
    }
    if let Some(finding) = &counterexample.finding {
        let place = finding.span.map(|span| format!(" at {}:{}", span.line, span.column));
        lines.push(format!("{}{}", finding.message, place.unwrap_or_default()));
    }
    lines
}
