//! The drafter `auto`: the model's draft, and `lower`'s where that one fails.
//!
//! It drafts like the model; whoever verifies goes on to the [`Drafter::fallback`]. It never
//! judges.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::lower::Lower;
use super::model::{Model, Sampling};
use super::{DraftError, Drafter, Lack, Piece, Request};
use crate::kernel::Provenance;

/// The drafter.
#[derive(Debug)]
pub struct Auto {
    model: Model,
}

impl Default for Auto {
    fn default() -> Self {
        Self { model: Model::new(None) }
    }
}

impl Drafter for Auto {
    fn name(&self) -> &str {
        "auto"
    }

    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<Piece>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError> {
        self.model.draft(request, tokens, cancel)
    }

    fn sampled(&self, sampling: Sampling) -> Option<Arc<dyn Drafter>> {
        Some(Arc::new(Self { model: self.model.with_sampling(sampling) }))
    }

    fn fallback(&self, _lack: Lack) -> Option<&dyn Drafter> {
        Some(&Lower)
    }
}
