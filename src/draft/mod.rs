//! Contract and lifted kernel → WGSL, token by token.
//!
//! A drafter proposes; it never runs or judges what it wrote. One may ask `check` whether a line can
//! stand, and write it again.

mod auto;
pub mod lower;
pub mod model;
mod piece;
pub mod script;

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::contract::Contract;
use crate::kernel::{Diagnostic, KernelId, Provenance};
use crate::source::{Lifted, Module};
pub use piece::Piece;

/// What a drafter is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The kernel's name.
    pub kernel: KernelId,
    /// Its module.
    pub module: Arc<Module>,
    /// Its lifted form; `None` when the lift can't take it, with `unliftable` saying why.
    pub lifted: Option<Arc<Lifted>>,
    /// Why there is no lifted form.
    pub unliftable: Vec<Diagnostic>,
    /// Its contract.
    pub contract: Arc<Contract>,
}

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The drafter can't express this kernel; diagnostics name the construct.
    #[error("{}", .0.first().map_or("the kernel can't be drafted", |d| d.message.as_str()))]
    Unsupported(Vec<Diagnostic>),
    /// Cancelled, or the reader went away.
    #[error("cancelled")]
    Cancelled,
    /// The drafter itself failed.
    #[error("{0}")]
    Failed(String),
}

/// What a drafter did not bring about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// A draft.
    Draft,
    /// A draft that is verified.
    Verified,
}

/// What writes WGSL. `draft` blocks its thread; it sends tokens through a bounded channel and
/// waits when the reader is slow; it looks at `cancel` between tokens.
pub trait Drafter: Send + Sync {
    /// `lower`, `script`, `model`, …
    fn name(&self) -> &str;

    /// Drafts one kernel. The draft is what all that was sent leaves ([`Piece::apply`]).
    ///
    /// # Errors
    /// See [`DraftError`]; what was sent before an error is no draft.
    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<Piece>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError>;

    /// The same drafter with another way to choose tokens; `None` where there is nothing to choose.
    fn sampled(&self, _sampling: model::Sampling) -> Option<Arc<dyn Drafter>> {
        None
    }

    /// Who drafts instead, by what is lacking.
    fn fallback(&self, _lack: Lack) -> Option<&dyn Drafter> {
        None
    }
}

/// The drafter of that name: `lower`, `model` (the default weights), `model:FILE`, `auto` (the
/// model, with `lower` behind it), `script` (recordings below the current directory) or
/// `script:DIRECTORY`. `None` for any other name.
pub fn named(name: &str) -> Option<Arc<dyn Drafter>> {
    match name.split_once(':') {
        None if name == "lower" => Some(Arc::new(lower::Lower)),
        None if name == "script" => Some(Arc::new(script::Script::directory("."))),
        None if name == "model" => Some(Arc::new(model::Model::new(None))),
        None if name == "auto" => Some(Arc::new(auto::Auto::default())),
        Some(("model", file)) => Some(Arc::new(model::Model::new(Some(file.into())))),
        Some(("script", directory)) => Some(Arc::new(script::Script::directory(directory))),
        _ => None,
    }
}
