//! Drafters by name.

use std::sync::Arc;

use anyhow::Context;

use crate::draft::{self, Drafter};

/// The drafter of that name.
pub fn named(name: &str) -> anyhow::Result<Arc<dyn Drafter>> {
    draft::named(name).with_context(|| {
        format!("no drafter '{name}': use lower, model, model:FILE, auto or script:DIRECTORY")
    })
}
