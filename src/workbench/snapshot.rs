//! What sessions see: an immutable picture of all kernels. Cheap to make and to keep: a kernel
//! that did not change is shared with the picture before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::engine::{Loaded, Seconds};
use crate::contract::Contract;
use crate::execute::gpu::Adapter;
use crate::kernel::{Diagnostic, Digest256, Draft, KernelId, Severity, Stage, Verdict};
use crate::ratify::Status;
use crate::verify::profile::Profile;
use crate::verify::{Judgement, Progress};

/// All kernels at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Counts publications.
    pub revision: u64,
    /// The watched directory.
    pub directory: PathBuf,
    /// Name of the drafter.
    pub drafter: String,
    /// All kernels, sorted by name.
    pub kernels: Arc<[Arc<Kernel>]>,
    /// The directory has been listed at least once.
    pub listed: bool,
    /// What is wrong with the directory, the watch or the store, in one sentence each.
    pub troubles: Arc<[String]>,
}

/// One kernel.
#[derive(Clone, Debug)]
pub struct Kernel {
    /// Its name.
    pub id: KernelId,
    /// Its file, as it was found.
    pub file: PathBuf,
    /// Where it stands.
    pub stage: Stage,
    /// Whether something happens there.
    pub activity: Activity,
    /// The WAT; for a binary, the lifted kernel's listing.
    pub text: Arc<str>,
    /// Digest of the file; `None` before it was read.
    pub wat: Option<Digest256>,
    /// The contract.
    pub contract: Option<Arc<Contract>>,
    /// The contract's canonical TOML; empty without one.
    pub contract_toml: Arc<str>,
    /// What stages 1 and 2 said.
    pub source_diagnostics: Arc<[Diagnostic]>,
    /// The draft so far, while it streams.
    pub stream: Option<Arc<str>>,
    /// Tokens streamed so far.
    pub tokens: u32,
    /// The draft.
    pub draft: Option<Draft>,
    /// What stage 4 says of the draft or of the stream.
    pub draft_diagnostics: Arc<[Diagnostic]>,
    /// How far the verification is.
    pub progress: Option<Progress>,
    /// Evidence, verdict and picture.
    pub judgement: Option<Arc<Judgement>>,
    /// Times of the draft, once somebody asked for them.
    pub profile: Option<Arc<Timed>>,
    /// Why there is no draft, where the drafter gave up.
    pub failure: Option<Arc<str>>,
    /// Where it stands in the store.
    pub status: Status,
    /// What a person said of this draft.
    pub decision: Decision,
    /// What an undo would take back: `the rejection`, `the edit`, …
    pub undo: Option<&'static str>,
    /// Time spent.
    pub seconds: Seconds,
}

/// Whether a kernel's stage is being worked on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Activity {
    /// In the queue.
    Waiting,
    /// A job runs.
    Running,
    /// Nothing to do before a person or a file says so.
    Resting,
}

/// Times of a draft.
#[derive(Clone, PartialEq, Debug)]
pub enum Timed {
    /// In the queue, or being taken.
    Waiting,
    /// Taken.
    Done {
        /// Over sizes.
        profile: Profile,
        /// On these.
        adapters: Vec<Adapter>,
    },
    /// Why there are none.
    Failed(String),
}

/// What a person said of a draft; ratifications lie in [`Kernel::status`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// Not this one.
    Rejected {
        /// Why.
        reason: Arc<str>,
    },
}

impl Snapshot {
    /// Before the directory was listed.
    pub fn empty(directory: &Path, drafter: &str) -> Self {
        Self {
            revision: 0,
            directory: directory.to_owned(),
            drafter: drafter.to_owned(),
            kernels: Arc::new([]),
            listed: false,
            troubles: Arc::new([]),
        }
    }

    /// The kernel of this name.
    pub fn kernel(&self, id: &KernelId) -> Option<&Arc<Kernel>> {
        let at = self.kernels.binary_search_by(|kernel| kernel.id.cmp(id)).ok()?;
        self.kernels.get(at)
    }
}

impl Kernel {
    /// A kernel whose file has not been read yet.
    pub fn listed(id: KernelId, file: PathBuf) -> Self {
        Self {
            id,
            file,
            stage: Stage::Parse,
            activity: Activity::Waiting,
            text: "".into(),
            wat: None,
            contract: None,
            contract_toml: "".into(),
            source_diagnostics: Arc::new([]),
            stream: None,
            tokens: 0,
            draft: None,
            draft_diagnostics: Arc::new([]),
            progress: None,
            judgement: None,
            profile: None,
            failure: None,
            status: Status::None,
            decision: Decision::Open,
            undo: None,
            seconds: Seconds::default(),
        }
    }

    /// The same kernel after stages 1 and 2, with nothing drafted.
    pub fn of_loaded(loaded: &Loaded, status: Status) -> Self {
        let toml = loaded.contract.as_ref().map_or_else(String::new, |c| c.to_toml());
        let stage = match (&loaded.lifted, &loaded.contract) {
            (_, Some(_)) => Stage::Draft,
            (Some(_), None) => Stage::Contract,
            (None, None) => Stage::Parse,
        };
        Self {
            stage,
            activity: if stage == Stage::Draft { Activity::Waiting } else { Activity::Resting },
            text: match &loaded.lifted {
                // A binary has no text of its own.
                Some(lifted) if loaded.text.is_empty() => crate::source::listing(lifted).into(),
                _ => loaded.text.clone(),
            },
            wat: Some(loaded.hash),
            contract: loaded.contract.clone(),
            contract_toml: toml.into(),
            source_diagnostics: loaded.diagnostics.clone().into(),
            status,
            seconds: loaded.seconds,
            ..Self::listed(loaded.id.clone(), loaded.file.clone())
        }
    }

    /// The verdict, where there is one.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.judgement.as_ref().map(|judgement| &judgement.evidence.verdict)
    }

    /// The WGSL that is shown: the stream while it runs, else the draft.
    pub fn wgsl(&self) -> &str {
        match (&self.stream, &self.draft) {
            (Some(stream), _) => stream,
            (None, Some(draft)) => &draft.wgsl,
            (None, None) => "",
        }
    }

    /// Something ended in an error before a verdict could fall.
    pub fn is_broken(&self) -> bool {
        let errs = |d: &[Diagnostic]| d.iter().any(|d| d.severity == Severity::Error);
        self.activity == Activity::Resting
            && self.judgement.is_none()
            && (self.failure.is_some()
                || errs(&self.source_diagnostics)
                || errs(&self.draft_diagnostics))
    }
}
