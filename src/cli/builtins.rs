//! `builtins`: WGSL's builtins and operators across `simt` and an adapter (VERDICT.md V13).

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use super::Outcome;
use super::out::Out;
use crate::config::Config;
use crate::execute::gpu::Pool;
use crate::verify::builtins::{self, Compared, TABLE};

/// Compare every builtin and operator of WGSL on 10,000 vectors across simt and an adapter
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The adapter: its number, its name or a part of it
    #[arg(long, value_name = "NAME", default_value = "0")]
    adapter: String,
    /// One JSON object per builtin and line
    #[arg(long)]
    json: bool,
}

/// Runs it: 0 when both keep what WGSL promises, 1 when not.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let pool = Pool::of_this_program()?;
    let chosen = pool.choose(&args.adapter)?;
    let adapter = chosen.first().context("no adapter")?;
    if !args.json {
        out.say(&format!("{} · {}", adapter.name, adapter.driver))?;
    }
    let cancel = CancellationToken::new();
    let (mut agree, mut promised) = (0, 0);
    for builtin in TABLE {
        let compared = builtins::compare(builtin, &pool, adapter, &config.limits, &cancel)?;
        agree += usize::from(compared.agrees());
        promised += compared.vectors - compared.open;
        if args.json {
            out.json(&compared)?;
        } else {
            out.say(&row(&compared))?;
        }
        out.flush()?;
    }
    if !args.json {
        let all = TABLE.len();
        out.say(&format!(
            "{agree} of {all} builtins agree; {promised} of {} vectors are promised something",
            all * builtins::VECTORS
        ))?;
    }
    Ok(Outcome::from_good(agree == TABLE.len()))
}

fn row(compared: &Compared) -> String {
    let Compared { builtin, open, simt_outside, adapter_outside, max_ulp, first, failed, .. } =
        compared;
    let name: String = builtin.chars().take(44).collect();
    if let Some(why) = failed {
        return format!("- {name:44}  not run: {why}");
    }
    let mark = if compared.agrees() { "✓" } else { "✗" };
    let row = format!(
        "{mark} {name:44}  {open:5} open  {simt_outside:5} simt outside  {adapter_outside:5} \
         adapter outside  {max_ulp} ulp apart"
    );
    match first {
        Some(first) => format!("{row}  {first}"),
        None => row,
    }
}
