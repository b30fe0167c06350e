//! Drafters by name.

use std::sync::Arc;

use anyhow::Context;

use crate::config::Config;
use crate::draft::{self, Drafter};

/// The configured drafter, choosing as configured.
pub fn configured(config: &Config) -> anyhow::Result<Arc<dyn Drafter>> {
    let drafter = named(&config.drafter)?;
    match config.sampling.temperature > 0.0 {
        true => drafter.sampled(config.sampling).with_context(|| {
            format!("--temperature: '{}' drafts the same each time", config.drafter)
        }),
        false => Ok(drafter),
    }
}

/// The drafter of that name.
pub fn named(name: &str) -> anyhow::Result<Arc<dyn Drafter>> {
    draft::named(name).with_context(|| {
        format!("no drafter '{name}': use model, model:FILE, lower, auto or script:DIRECTORY")
    })
}
