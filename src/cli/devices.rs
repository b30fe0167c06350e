//! `devices`: the GPU adapters that drafts can run on.

use super::Outcome;
use super::out::Out;
use crate::execute::gpu::{Adapter, Pool};

/// List the GPU adapters, with drivers, limits and features
#[derive(clap::Args, Debug)]
pub struct Args {
    /// One JSON object per adapter and line
    #[arg(long)]
    json: bool,
}

/// Runs it: 0 with an adapter, 1 with none.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let adapters = Pool::of_this_program()?.adapters()?;
    for adapter in &adapters {
        if args.json {
            out.json(adapter)?;
        } else {
            for line in describe(adapter) {
                out.say(&line)?;
            }
        }
    }
    if adapters.is_empty() && !args.json {
        out.say(&format!("none: {}", crate::execute::gpu::NONE))?;
    }
    Ok(Outcome::from_good(!adapters.is_empty()))
}

fn describe(adapter: &Adapter) -> Vec<String> {
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    let [least, most] = adapter.subgroups;
    let subgroups = if least == most { format!("{least}") } else { format!("{least} to {most}") };
    let mut lines = vec![
        format!("{}  {}", adapter.index, adapter.name),
        format!("   driver     {}", adapter.driver),
        format!(
            "   device     {:04x}:{:04x}, {}, {}",
            adapter.vendor, adapter.device, adapter.kind, adapter.backend
        ),
        format!(
            "   limits     buffer {}, binding {}, {} storage buffers, workgroup {} invocations \
             and {} KiB, {} groups an axis",
            mib(adapter.buffer),
            mib(adapter.binding),
            adapter.storage_buffers,
            adapter.invocations,
            adapter.workgroup_memory >> 10,
            adapter.groups
        ),
        format!("   subgroups  {subgroups}"),
        format!("   features   {}", adapter.features.join(", ")),
    ];
    if !adapter.below_defaults.is_empty() {
        lines.push(format!("   below WebGPU's defaults: {}", adapter.below_defaults.join(", ")));
    }
    if let Some(limit) = adapter.iteration_limit() {
        lines.push(format!(
            "   known      ends an invocation's loops after {limit} iterations in all, and reports \
             success"
        ));
    }
    lines
}
