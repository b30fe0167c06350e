//! What a session may ask of the workbench, and what it is told.

use std::sync::Arc;

use crate::kernel::{Digest256, KernelId};
use crate::ratify::{Identity, Proposal, Receipt};

/// A wish. Commands about a draft name its digest: what the person saw. If the kernel has another
/// draft by then, the command is refused.
#[derive(Clone, Debug)]
pub enum Command {
    /// What this session looks at: it goes first.
    Focus {
        /// Before everything else.
        selected: Option<KernelId>,
        /// Next.
        visible: Vec<KernelId>,
    },
    /// Draft again from the start.
    Redraft(KernelId),
    /// A person's text.
    Edit {
        /// Which kernel.
        kernel: KernelId,
        /// The whole text.
        wgsl: Arc<str>,
        /// The draft that it was edited from.
        parent: Option<Digest256>,
    },
    /// Time the draft on the CPU and on the GPU adapters, over sizes.
    Measure {
        /// Which kernel.
        kernel: KernelId,
        /// Which draft.
        draft: Digest256,
    },
    /// Not this one.
    Reject {
        /// Which kernel.
        kernel: KernelId,
        /// Which draft.
        draft: Digest256,
        /// Why, in the person's words.
        reason: String,
    },
    /// Take back the last rejection, edit or redraft of this kernel.
    Undo(KernelId),
    /// First step to ratify: run again on a fresh seed. Answers with [`Answer::Prepared`].
    Prepare {
        /// Which kernel.
        kernel: KernelId,
        /// Which draft.
        draft: Digest256,
    },
    /// Second step: the statement for a key. Answers with [`Answer::Proposed`].
    Propose {
        /// Which kernel.
        kernel: KernelId,
        /// Which key.
        key: Identity,
    },
    /// Third step: sign and store. Answers with [`Answer::Ratified`].
    Ratify {
        /// What the person confirms.
        proposed: Proposed,
        /// The digits that the person typed.
        typed: String,
    },
    /// Make the local key. Answers with [`Answer::Keys`].
    MakeKey,
    /// Look at the directory and the store again.
    Refresh,
}

/// A statement on its way to be signed, and the key that it names.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// What the confirmation shows.
    pub proposal: Arc<Proposal>,
    /// What signs it.
    pub key: Identity,
}

/// What became of a command.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It is done, or under way.
    Done,
    /// It can't be done: why, and what to do.
    Refused(String),
    /// The fresh-seed run passed; these keys could sign.
    Prepared {
        /// Keys, the preferred one first.
        keys: Vec<Identity>,
        /// What went wrong while looking for keys.
        problems: Vec<String>,
        /// Where the program would put a key of its own; `None` if it lies there already.
        offer: Option<String>,
    },
    /// The statement to confirm.
    Proposed(Proposed),
    /// Signed and stored.
    Ratified(Receipt),
    /// The keys that could sign now.
    Keys(Vec<Identity>),
}
