//! Drafters by name.

use std::sync::Arc;

use crate::draft::Drafter;

/// The drafter of that name.
pub fn named(name: &str) -> anyhow::Result<Arc<dyn Drafter>> {
    anyhow::bail!("no drafter '{name}'")
}
