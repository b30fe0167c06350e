//! The one owner of all kernels' stages: runs jobs, publishes immutable snapshots, and takes every
//! decision through one queue. Knows no terminal.
//!
//! Sessions hold a [`Workbench`]: they read [`Snapshot`]s and send [`Command`]s. Everything that
//! changes a kernel happens on the owner's task, one event after the other; what takes time runs
//! in jobs on blocking threads, at most one per core, the selected and visible kernels first.

pub mod command;
mod decide;
pub mod engine;
mod job;
mod owner;
mod queue;
pub mod snapshot;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tokio::sync::{mpsc, oneshot, watch};

pub use command::{Answer, Command, Proposed};
pub use job::{contract_hash, failed_seed};
pub use snapshot::{Activity, Decision, Kernel, Snapshot, Timed};

use crate::draft::Drafter;
use crate::execute::Limits;
use crate::execute::gpu::Pool;
use crate::ratify::{Decisions, DraftShelf, Keyring, Seeds, Store};

/// What a workbench works with.
pub struct Setup {
    /// The watched directory.
    pub directory: PathBuf,
    /// What writes WGSL.
    pub drafter: Arc<dyn Drafter>,
    /// Limits of each single run.
    pub limits: Limits,
    /// A fixed seed; `None`: a fresh one for each verification. Never used for a ratification.
    pub seed: Option<u64>,
    /// Where keys are looked for.
    pub keyring: Keyring,
    /// A key file that was chosen by name, offered beside what the keyring finds.
    pub key: Option<String>,
}

/// A setup with everything that lies beside the kernels.
struct Tools {
    setup: Setup,
    /// Where what is accepted goes.
    store: Store,
    /// Where edited drafts survive this program.
    shelf: DraftShelf,
    /// Where rejections do.
    decisions: Decisions,
    /// Seeds that failed on the way to a signature.
    seeds: Seeds,
    /// GPU workers, once somebody has asked for a profile.
    gpu: OnceLock<Pool>,
}

impl Tools {
    fn new(mut setup: Setup) -> Self {
        // The watch names files by their real path; a directory that is gone keeps its name.
        setup.directory = setup.directory.canonicalize().unwrap_or(setup.directory);
        Self {
            store: Store::new(&setup.directory),
            shelf: DraftShelf::new(&setup.directory),
            decisions: Decisions::new(&setup.directory),
            seeds: Seeds::new(&setup.directory),
            gpu: OnceLock::new(),
            setup,
        }
    }
}

/// A handle on the one workbench of a directory. Cheap to clone; the work ends with the last one.
#[derive(Clone, Debug)]
pub struct Workbench {
    events: mpsc::UnboundedSender<owner::Event>,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    _alive: Arc<tokio_util::sync::DropGuard>,
}

impl Workbench {
    /// Starts to work on a directory. Returns at once; the listing comes with the first snapshots.
    /// Must be called inside a tokio runtime.
    pub fn open(setup: Setup) -> Self {
        let (events, inbox) = mpsc::unbounded_channel();
        let empty = Snapshot::empty(&setup.directory, setup.drafter.name());
        let (publish, snapshots) = watch::channel(Arc::new(empty));
        let stop = tokio_util::sync::CancellationToken::new();
        let owner = owner::Owner::new(Tools::new(setup), events.clone(), publish, stop.clone());
        tokio::spawn(owner.run(inbox));
        Self { events, snapshots, _alive: Arc::new(stop.drop_guard()) }
    }

    /// The state now, and a way to wait for the next one.
    pub fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshots.clone()
    }

    /// Queues a command whose answer nobody waits for.
    pub fn send(&self, command: Command) {
        // The owner outlives its handles; a lost command would be one after the end.
        let _ = self.events.send(owner::Event::Command(command, None));
    }

    /// Queues a command and waits until it is carried out or refused.
    pub async fn ask(&self, command: Command) -> Answer {
        let (reply, answer) = oneshot::channel();
        let _ = self.events.send(owner::Event::Command(command, Some(reply)));
        answer.await.unwrap_or_else(|_| Answer::Refused("the workbench has stopped".into()))
    }
}
