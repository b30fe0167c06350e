//! A counterexample that can be run again: everything a failure needs, in one file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::bind::Setting;
use super::judge::{Only, judge};
use super::{Judgement, Request};
use crate::execute::simt::World;
use crate::kernel::{Counterexample, Digest256};

/// What a counterexample file holds. `contract` is canonical TOML, `file` the WAT's path as it
/// was; the WAT itself is found by that path and must have the digest `wat`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version of this layout: 1.
    pub schema: u32,
    /// The WAT file.
    pub file: PathBuf,
    /// Its digest.
    pub wat: Digest256,
    /// The exported function.
    pub export: String,
    /// The contract.
    pub contract: String,
    /// The draft.
    pub wgsl: String,
    /// What went wrong.
    pub counterexample: Counterexample,
}

impl Recipe {
    /// The recipe of a failure.
    pub fn new(
        file: PathBuf,
        request: &Request<'_>,
        wgsl: &str,
        counterexample: &Counterexample,
    ) -> Self {
        Self {
            schema: 1,
            file,
            wat: request.module.hash,
            export: request.contract.export.clone(),
            contract: request.contract.to_toml(),
            wgsl: wgsl.to_owned(),
            counterexample: counterexample.clone(),
        }
    }
}

/// Runs the case of `counterexample` again, under its setting and from its seed; nothing else.
/// A verdict of `verified` says that this one case passes now. `None` when cancelled, or when the
/// counterexample's setting is unknown.
pub fn replay(
    request: &Request<'_>,
    counterexample: &Counterexample,
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let (executor, setting) = counterexample.executor.rsplit_once(", ")?;
    let world = match executor.strip_prefix("simt in ") {
        Some(name) => {
            World::all(counterexample.seed).iter().position(|world| world.name == name)?
        }
        None => 0,
    };
    let setting = Setting::from_name(setting)?;
    let only = Only { case: counterexample.case, setting, world };
    let request = Request { seed: counterexample.seed, ..*request };
    judge(&request, Some(only), &mut |_| {}, cancel)
}
