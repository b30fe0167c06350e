//! `trace`: one invocation of a draft, line by line with the values computed there. Never judges.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use serde::{Serialize, Serializer};
use tokio_util::sync::CancellationToken;

use super::line;
use super::out::Out;
use super::{Outcome, judge, target};
use crate::check;
use crate::config::Config;
use crate::execute::simt::{Step, Value};
use crate::verify::Request;
use crate::verify::trace::{self, Pick, Traced};
use crate::workbench::engine::{self, Loaded};

/// Rows for people; `--json` has them all.
const ROWS: usize = 500;
/// Cells for a line of the draft.
const WIDTH: usize = 56;

/// Print the values that one invocation of a draft computes, line by line
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The WGSL file
    #[arg(value_name = "WGSL")]
    wgsl: PathBuf,
    /// The kernel's file, or the contract beside it
    #[arg(long, value_name = "WAT|TOML")]
    contract: PathBuf,
    /// Which kernel, in a file that exports several
    #[arg(long, value_name = "NAME")]
    kernel: Option<String>,
    /// Its global_invocation_id; missing axes are 0
    #[arg(long, value_name = "X[,Y[,Z]]", value_delimiter = ',', num_args = 1, required = true)]
    invocation: Vec<u32>,
    /// The case, by the number that evidence gives it [default: the first with this invocation]
    #[arg(long, value_name = "N", conflicts_with = "scalars")]
    case: Option<usize>,
    /// A case with these scalars; the others are drawn
    #[arg(long, value_name = "NAME=VALUE,…", value_delimiter = ',', value_parser = scalar)]
    scalars: Vec<(String, f64)>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    kernel: &'a str,
    #[serde(serialize_with = "line::path")]
    wgsl: &'a Path,
    seed: u64,
    case: Option<usize>,
    scalars: serde_json::Map<String, serde_json::Value>,
    workgroups: [u32; 3],
    invocation: [u32; 3],
    steps: Vec<Row<'a>>,
    more: u64,
}

#[derive(Serialize)]
struct Row<'a> {
    line: u32,
    column: u32,
    name: &'a str,
    values: Vec<Number>,
    round: u32,
}

/// A value; what JSON has no number for is a string.
struct Number(Value);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::F32(v) if v.is_finite() => serializer.serialize_f32(v),
            Value::F32(v) => serializer.collect_str(&v),
            Value::I32(v) => serializer.serialize_i32(v),
            Value::U32(v) => serializer.serialize_u32(v),
            Value::Bool(v) => serializer.serialize_bool(v),
        }
    }
}

fn scalar(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.split_once('=').ok_or("give NAME=VALUE")?;
    let value = match value.trim() {
        "true" => 1.0,
        "false" => 0.0,
        value => value.parse().map_err(|_| format!("'{value}' is no number"))?,
    };
    Ok((name.trim().to_owned(), value))
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let text = target::wgsl(&args.wgsl)?;
    let loaded = load(args)?;
    let module = loaded.module.clone().context("no module")?;
    let contract = loaded
        .contract
        .clone()
        .with_context(|| format!("{}: no contract; see `show`", args.contract.display()))?;
    let draft = judge::given(text.clone());
    let checked = match check::check(&text, Some(&contract)) {
        Ok(checked) => checked,
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                out.diagnostic(diagnostic, &args.wgsl)?;
            }
            return Ok(Outcome::Bad);
        }
    };
    let mut invocation = [0; 3];
    if args.invocation.len() > 3 {
        bail!("an invocation has at most 3 axes");
    }
    invocation[..args.invocation.len()].copy_from_slice(&args.invocation);
    let pick = match (args.case, args.scalars.is_empty()) {
        (Some(number), _) => Pick::Number(number),
        (None, false) => Pick::Scalars(args.scalars.clone()),
        (None, true) => Pick::First,
    };
    let seed = judge::seed(config);
    let request = Request {
        module: &module,
        contract: &contract,
        checked: &checked,
        wgsl: draft.hash,
        seed,
        limits: config.limits,
    };
    let traced = trace::trace(&request, &pick, invocation, &CancellationToken::new())
        .map_err(|why| anyhow!("{}: {why}", args.wgsl.display()))?;
    if args.json {
        out.json(&Line {
            schema: line::SCHEMA,
            kernel: loaded.id.as_str(),
            wgsl: &args.wgsl,
            seed,
            case: traced.case,
            scalars: traced
                .scalars
                .iter()
                .map(|(name, value)| (name.clone(), serde_json::json!(value.to_string())))
                .collect(),
            workgroups: traced.groups,
            invocation,
            steps: traced.trace.steps.iter().map(row).collect(),
            more: traced.trace.more,
        })?;
        return Ok(Outcome::Good);
    }
    for line in rows(&traced, &text, seed, invocation) {
        out.say(&line)?;
    }
    Ok(Outcome::Good)
}

fn row(step: &Step) -> Row<'_> {
    Row {
        line: step.span.line,
        column: step.span.column,
        name: &step.name,
        values: step.values.iter().copied().map(Number).collect(),
        round: step.round,
    }
}

/// The kernel of the file, or of the file beside a contract.
fn load(args: &Args) -> anyhow::Result<Loaded> {
    let given = &args.contract;
    let is_contract = given.extension().is_some_and(|extension| extension == "toml");
    let files: Vec<PathBuf> = if is_contract {
        let stem = given.with_extension("");
        [given.clone(), stem]
            .iter()
            .flat_map(|base| ["wat", "wasm"].map(|extension| base.with_extension(extension)))
            .filter(|file| file.is_file())
            .take(1)
            .collect()
    } else {
        vec![given.clone()]
    };
    if files.is_empty() {
        bail!("{}: no .wat or .wasm file beside it", given.display());
    }
    let targets = target::targets(&files)?;
    let all: Vec<Loaded> = targets.iter().flat_map(target::Target::load).collect();
    let export = |loaded: &Loaded| loaded.contract.as_ref().map(|c| c.export.clone());
    let wanted = |loaded: &&Loaded| match &args.kernel {
        Some(name) => loaded.id.as_str() == name || export(loaded).as_ref() == Some(name),
        None => true,
    };
    let found: Vec<&Loaded> = all
        .iter()
        .filter(wanted)
        .filter(|loaded| {
            let sidecar = export(loaded).map(|export| engine::sidecar(&loaded.file, &export));
            !is_contract || sidecar.as_ref() == Some(given)
        })
        .collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => bail!("{}: no such kernel", given.display()),
        several => {
            let names: Vec<_> = several.iter().map(|loaded| loaded.id.as_str()).collect();
            bail!("the file holds several kernels; choose one with --kernel: {}", names.join(", "))
        }
    }
}

/// The text for people: a line of the draft each time the invocation comes by, with its values.
fn rows(traced: &Traced, text: &str, seed: u64, [x, y, z]: [u32; 3]) -> Vec<String> {
    let scalars: Vec<_> =
        traced.scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let case =
        traced.case.map_or_else(|| "given scalars".to_owned(), |case| format!("case {case}"));
    let mut rows =
        vec![format!("invocation ({x}, {y}, {z}) of {case}, seed {seed}: {}", scalars.join(", "))];
    let lines: Vec<&str> = text.lines().collect();
    let mut steps = traced.trace.steps.iter().peekable();
    while let Some(step) = steps.next() {
        if rows.len() > ROWS {
            break;
        }
        let mut values = said(step);
        while let Some(next) =
            steps.next_if(|next| next.span.line == step.span.line && next.round == step.round)
        {
            let _ = write!(values, "; {}", said(next));
        }
        let number = step.span.line as usize;
        let line = lines.get(number.saturating_sub(1)).map_or("", |line| line.trim());
        let mut line: String = line.chars().take(WIDTH).collect();
        if step.round > 0 {
            line = format!("{line} #{}", step.round + 1);
        }
        rows.push(format!("{number:>5}  {line:<WIDTH$}  {values}"));
    }
    let left = steps.count() as u64 + traced.trace.more;
    if left > 0 {
        rows.push(format!("… and {left} more values; --json has the first 10,000"));
    }
    rows
}

fn said(step: &Step) -> String {
    let values: Vec<_> = step.values.iter().map(ToString::to_string).collect();
    match values.as_slice() {
        [one] => format!("{} = {one}", step.name),
        several => format!("{} = ({})", step.name, several.join(", ")),
    }
}
