//! What survives this program short of a ratification: drafts that people edited, and rejections.

use crate::kernel::{Digest256, Draft, KernelId};

/// Where a person's work on unratified kernels is kept.
pub trait Shelf: Send + Sync {
    /// Keeps a person's draft, before anything else happens to it.
    ///
    /// # Errors
    /// Why it could not be kept, in one sentence.
    fn keep(&self, kernel: &KernelId, draft: &Draft) -> Result<(), String>;

    /// Forgets the kernel's draft: it was redrafted, or the edit was undone.
    ///
    /// # Errors
    /// As for `keep`.
    fn forget(&self, kernel: &KernelId) -> Result<(), String>;

    /// The draft that was kept.
    fn draft(&self, kernel: &KernelId) -> Option<Draft>;

    /// Records a rejection, or with `None` takes it back.
    ///
    /// # Errors
    /// As for `keep`.
    fn reject(
        &self,
        kernel: &KernelId,
        draft: Digest256,
        reason: Option<&str>,
    ) -> Result<(), String>;

    /// Why this draft was rejected, if it was.
    fn rejection(&self, kernel: &KernelId, draft: Digest256) -> Option<String>;
}

/// Keeps nothing: for a session that must not write.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoShelf;

impl Shelf for NoShelf {
    fn keep(&self, _: &KernelId, _: &Draft) -> Result<(), String> {
        Ok(())
    }

    fn forget(&self, _: &KernelId) -> Result<(), String> {
        Ok(())
    }

    fn draft(&self, _: &KernelId) -> Option<Draft> {
        None
    }

    fn reject(&self, _: &KernelId, _: Digest256, _: Option<&str>) -> Result<(), String> {
        Ok(())
    }

    fn rejection(&self, _: &KernelId, _: Digest256) -> Option<String> {
        None
    }
}
