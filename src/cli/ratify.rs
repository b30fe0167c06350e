//! `ratify`: signs one kernel without the workbench.
//!
//! The draft is judged on a fresh seed, the statement is shown, and a person confirms it: on a
//! terminal by its first six hex digits. Without one, `--confirm` takes digits of the draft's own
//! SHA-256, since the statement's is not known before it is made.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, bail};
use serde::Serialize;

use super::gpu::Gpu;
use super::line::Line;
use super::out::Out;
use super::{Outcome, counterexample, drafter, judge, target};
use crate::config::Config;
use crate::ratify::{
    Confirmed, KeyChoice, KeyError, Keyring, Proposal, Ratifiable, Receipt, Seeds, Signer, Store,
    time,
};
use crate::tui::visible::visible;
use crate::workbench::{contract_hash, engine, failed_seed};

/// Verify a draft on a fresh seed, sign it, and put it into the store
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The directory with the kernels
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The kernel's name, as `list` prints it
    #[arg(value_name = "KERNEL")]
    kernel: String,
    /// This WGSL, instead of a new draft
    #[arg(long, value_name = "FILE")]
    wgsl: Option<PathBuf>,
    /// Without a terminal: the first six or more hex digits of the draft's SHA-256
    #[arg(long, value_name = "HEX")]
    confirm: Option<String>,
    /// With `--key local`: make that key if it is not there yet
    #[arg(long)]
    make_key: bool,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Ratified<'a> {
    schema: u32,
    kernel: &'a str,
    ratified: bool,
    seq: u64,
    statement: String,
    key: &'a str,
    wgsl: &'a Path,
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if args.confirm.is_none() && !terminal {
        bail!(
            "no terminal to confirm on: give --confirm with the first six hex digits of the draft's SHA-256 (sha256sum FILE)"
        );
    }
    let signer = signer(args, config)?;
    let gpu = Gpu::new(&config.gpu)?;
    let loaded = target::kernel(&args.directory, &args.kernel)?;
    // A configured seed is known before the draft is; a ratification takes a fresh one always.
    let seed = engine::fresh_seed();
    let (seeds, hash) = (Seeds::new(&args.directory), contract_hash(loaded.contract.as_ref()));
    let regressions = seeds.regressions(hash)?;
    let result = match &args.wgsl {
        None => {
            let drafter = drafter::configured(config)?;
            judge::draft(loaded, drafter.as_ref(), seed, config.limits)
        }
        Some(file) => {
            let mut result = judge::Candidate::new(loaded);
            result.wgsl = Some(file.clone());
            result.draft = Some(judge::given(target::wgsl(file)?));
            result
        }
    };
    if let Some(draft) = &result.draft
        && let Some(why) = seeds.blocked(hash, draft.hash)?
    {
        bail!("{why}");
    }
    // The draft may be the best of several that this first seed chose (VERDICT.md V14).
    let unseen = engine::fresh_seed();
    let result = judge::judge_to_sign(result, &regressions, unseen, config.limits);
    if let Some(failure) = result.judgement.as_ref().and_then(|j| failed_seed(&j.evidence)) {
        seeds.keep(hash, failure)?;
    }
    let result = gpu.ask(result, config);
    let (Some(contract), Some(draft), Some(judgement)) =
        (&result.loaded.contract, &result.draft, &result.judgement)
    else {
        return refuse(args, &result, out);
    };
    let ratifiable = match Ratifiable::new(
        &result.loaded.id,
        result.loaded.hash,
        contract,
        draft,
        &judgement.evidence,
    ) {
        Ok(ratifiable) => ratifiable,
        Err(why) => {
            eprintln!("w2gpu-tui: {}", visible(&why.to_string()));
            return refuse(args, &result, out);
        }
    };
    let now = time::rfc3339(SystemTime::now());
    let proposal = Proposal::new(ratifiable, signer.reviewer().clone(), now)?;
    let Some(confirmed) = confirm(args, &proposal)? else {
        eprintln!("w2gpu-tui: not confirmed: nothing was signed");
        return Ok(Outcome::Bad);
    };
    let receipt = Store::new(&args.directory).commit(&confirmed, &signer)?;
    print(args, &proposal, &receipt, out)?;
    Ok(Outcome::Good)
}

/// A draft that can't be signed: its line, and its counterexample.
fn refuse(args: &Args, result: &judge::Candidate, out: &mut Out) -> anyhow::Result<Outcome> {
    counterexample::keep(&args.directory, None, result)?;
    let line = Line::of(result);
    match args.json {
        true => out.json(&line)?,
        false => out.say(&line.row(0))?,
    }
    Ok(Outcome::Bad)
}

fn signer(args: &Args, config: &Config) -> anyhow::Result<Signer> {
    let keyring = Keyring::new(&config.directory);
    let choice = match &config.key {
        Some(key) => key.parse::<KeyChoice>()?,
        None if keyring.socket.is_some() => KeyChoice::Agent,
        None => KeyChoice::Local,
    };
    if choice == KeyChoice::Local && args.make_key && !keyring.local().exists() {
        let made = keyring.make_local()?;
        eprintln!("w2gpu-tui: made {} ({})", keyring.local().display(), made.fingerprint);
    }
    keyring.open(&choice, &mut |_| None).map_err(|error| match error {
        KeyError::NoLocal(_) => {
            anyhow::anyhow!("{error}: give --key local --make-key, --key agent, or --key FILE")
        }
        error => error.into(),
    })
}

/// On a terminal the statement's digits, else those of the draft.
fn confirm(args: &Args, proposal: &Proposal) -> anyhow::Result<Option<Confirmed>> {
    let draft = proposal.statement().wgsl.hex();
    if let Some(typed) = &args.confirm {
        let typed = typed.trim().trim_start_matches("sha256:").to_lowercase();
        if typed.len() < 6 {
            bail!("--confirm takes six or more hex digits");
        }
        return Ok(draft
            .starts_with(&typed)
            .then(|| proposal.confirm(&proposal.digits()))
            .flatten());
    }
    let mut stderr = std::io::stderr().lock();
    let statement = serde_json::to_string_pretty(proposal.statement())?;
    writeln!(stderr, "{}", visible(&statement))?;
    writeln!(stderr, "SHA-256 of this statement: {}", proposal.hash().hex())?;
    write!(stderr, "Type its first six hex digits to sign it, anything else to leave it: ")?;
    stderr.flush()?;
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).context("standard input")?;
    Ok(proposal.confirm(&typed))
}

fn print(args: &Args, proposal: &Proposal, receipt: &Receipt, out: &mut Out) -> anyhow::Result<()> {
    let statement = proposal.statement();
    if args.json {
        out.json(&Ratified {
            schema: super::line::SCHEMA,
            kernel: statement.kernel.as_str(),
            ratified: true,
            seq: receipt.seq,
            statement: proposal.hash().to_string(),
            key: &statement.reviewer.key,
            wgsl: &receipt.wgsl,
        })?;
    } else {
        let (kernel, key) = (&statement.kernel, &statement.reviewer.key);
        out.say(&format!("{kernel} is ratified: entry {} of the log, by {key}", receipt.seq))?;
        out.say(&format!("  {}", receipt.wgsl.display()))?;
        out.say(&format!("  {}", receipt.statement.display()))?;
    }
    Ok(())
}
