//! The task that owns every kernel: takes one event after the other, and publishes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Tools;
use super::command::{Answer, Command};
use super::engine::Loaded;
use super::job::{self, Found, Report};
use super::queue::{Queue, Work};
use super::snapshot::{Activity, Decision, Kernel, Snapshot, Timed};
use crate::kernel::{Diagnostic, Draft, KernelId, Origin, Stage, Verdict, relative};
use crate::ratify::store::{Index, StoreError};
use crate::ratify::{Ratifiable, Status};
use crate::source::watch::{self as files, Change, Watch};

/// Snapshots are published at most this often.
const FRAME: Duration = Duration::from_millis(8);

/// Steps back that are kept for each kernel.
const HISTORY: usize = 32;

/// Something to write.
pub(super) type Errand = Box<dyn FnOnce(&Tools) + Send>;

/// Who waits for an answer.
pub(super) type Reply = Option<oneshot::Sender<Answer>>;

/// Everything that can happen.
pub(super) enum Event {
    /// Somebody wants something.
    Command(Command, Reply),
    /// The directory was listed, or can't be.
    Listed(Result<Vec<PathBuf>, String>),
    /// The watch says something.
    Changed(Change),
    /// The store was read.
    Indexed(Result<Index, StoreError>),
    /// Statuses after the store was read again.
    Statuses(Vec<(KernelId, Status)>),
    /// A file went through stages 1 and 2.
    Loaded(PathBuf, u64, Result<Vec<Found>, String>),
    /// A run of this generation says something.
    Report(KernelId, u64, Report),
    /// A draft of this generation was timed.
    Measured(KernelId, u64, Timed),
    /// A run's thread is free again.
    Ended,
    /// So is that of the mutants.
    Scored(KernelId),
    /// Something slow on behalf of a command ended: what it changes, and what to answer.
    Concluded(KernelId, u64, super::decide::Conclusion, Reply),
}

/// A kernel and what belongs to it.
pub(super) struct Slot {
    pub view: Arc<Kernel>,
    pub loaded: Option<Arc<Loaded>>,
    /// Counts restarts; reports of older runs are dropped.
    pub generation: u64,
    pub cancel: CancellationToken,
    /// The draft that the next run judges; `None`: it drafts.
    pub given: Option<Draft>,
    pub past: Vec<Past>,
    /// After a fresh-seed run that passed.
    pub prepared: Option<Ratifiable>,
    /// A ratification is on its way: no other decision is taken meanwhile.
    pub deciding: bool,
}

/// What an undo brings back.
#[derive(Clone)]
pub(super) struct Past {
    /// What is taken back, in words.
    pub what: &'static str,
    /// The kernel as it was.
    pub view: Arc<Kernel>,
}

impl Slot {
    fn new(view: Kernel, loaded: Option<Arc<Loaded>>) -> Self {
        Self {
            view: Arc::new(view),
            loaded,
            generation: 0,
            cancel: CancellationToken::new(),
            given: None,
            past: Vec::new(),
            prepared: None,
            deciding: false,
        }
    }

    /// The kernel, to be changed.
    pub fn edit(&mut self) -> &mut Kernel {
        Arc::make_mut(&mut self.view)
    }

    /// Keeps the kernel as it is for an undo.
    pub fn remember(&mut self, what: &'static str) {
        if self.past.len() == HISTORY {
            self.past.remove(0);
        }
        self.past.push(Past { what, view: self.view.clone() });
        self.edit().undo = Some(what);
    }

    /// Ends what runs; its reports no longer count.
    pub fn stop(&mut self) {
        self.cancel.cancel();
        self.cancel = CancellationToken::new();
        self.generation += 1;
        self.prepared = None;
    }
}

/// See the module.
pub(super) struct Owner {
    pub tools: Arc<Tools>,
    /// Writes what must survive, in order, off this task.
    pub clerk: std::sync::mpsc::Sender<Errand>,
    pub events: mpsc::WeakUnboundedSender<Event>,
    /// Keeps the inbox open while nothing else does.
    _own: mpsc::UnboundedSender<Event>,
    publish: watch::Sender<Arc<Snapshot>>,
    stop: CancellationToken,
    pub kernels: BTreeMap<KernelId, Slot>,
    /// Which kernels each file gave, and how often it was queued.
    files: BTreeMap<PathBuf, (Vec<KernelId>, u64)>,
    pub queue: Queue,
    /// Verified kernels whose mutants have not run.
    unscored: BTreeSet<KernelId>,
    /// The kernel whose mutants run, and how to end that.
    scoring: Option<CancellationToken>,
    running: usize,
    limit: usize,
    pub index: Arc<Index>,
    indexed: bool,
    listed: bool,
    troubles: BTreeMap<&'static str, String>,
    revision: u64,
    pub dirty: bool,
    watch: Option<Watch>,
}

impl Owner {
    pub fn new(
        tools: Tools,
        events: mpsc::UnboundedSender<Event>,
        publish: watch::Sender<Arc<Snapshot>>,
        stop: CancellationToken,
    ) -> Self {
        let tools = Arc::new(tools);
        let (clerk, errands) = std::sync::mpsc::channel::<Errand>();
        let with = tools.clone();
        tokio::task::spawn_blocking(move || errands.iter().for_each(|errand| errand(&with)));
        Self {
            tools,
            clerk,
            events: events.downgrade(),
            _own: events,
            publish,
            stop,
            kernels: BTreeMap::new(),
            files: BTreeMap::new(),
            queue: Queue::default(),
            unscored: BTreeSet::new(),
            scoring: None,
            running: 0,
            limit: crate::execute::cores(),
            index: Arc::default(),
            indexed: false,
            listed: false,
            troubles: BTreeMap::new(),
            revision: 0,
            dirty: false,
            watch: None,
        }
    }

    pub async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Event>) {
        self.list();
        self.read_store();
        let mut published = Instant::now() - FRAME;
        loop {
            tokio::select! {
                biased;
                () = self.stop.cancelled() => break,
                () = tokio::time::sleep_until(published + FRAME), if self.dirty => {
                    published = Instant::now();
                    self.publish();
                }
                event = inbox.recv() => {
                    let mut next = event;
                    while let Some(event) = next {
                        self.take(event);
                        next = inbox.try_recv().ok();
                    }
                    self.start_work();
                }
            }
        }
        self.kernels.values().for_each(|slot| slot.cancel.cancel());
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Command(command, reply) => self.decide(command, reply),
            Event::Listed(Ok(found)) => self.listed(found),
            Event::Listed(Err(error)) => {
                self.listed = true;
                self.trouble("directory", Some(error));
            }
            Event::Changed(change) => self.changed(change),
            Event::Indexed(index) => self.indexed(index),
            Event::Statuses(statuses) => {
                for (id, status) in statuses {
                    self.edit(&id, |kernel| kernel.status = status);
                }
            }
            Event::Loaded(file, count, found) => {
                self.running -= 1;
                if self.files.get(&file).is_some_and(|(_, current)| *current == count) {
                    self.loaded(&file, found);
                }
            }
            Event::Report(id, generation, report) => self.report(&id, generation, report),
            Event::Measured(id, generation, timed) => {
                self.running -= 1;
                if self.kernels.get(&id).is_some_and(|slot| slot.generation == generation) {
                    self.edit(&id, |kernel| kernel.profile = Some(Arc::new(timed)));
                }
            }
            Event::Ended => self.running -= 1,
            Event::Scored(id) => {
                self.scoring = None;
                self.running -= 1;
                // It made way for a run.
                self.want_score(&id);
            }
            Event::Concluded(id, generation, conclusion, reply) => {
                self.conclude(&id, generation, conclusion, reply);
            }
        }
    }

    fn publish(&mut self) {
        self.dirty = false;
        self.revision += 1;
        self.publish.send_replace(Arc::new(Snapshot {
            revision: self.revision,
            directory: self.tools.setup.directory.clone(),
            drafter: self.tools.setup.drafter.name().to_owned(),
            kernels: self.kernels.values().map(|slot| slot.view.clone()).collect(),
            listed: self.listed,
            troubles: self.troubles.values().cloned().collect(),
        }));
    }

    /// Runs `work` on a blocking thread and takes what it makes as an event.
    pub fn spawn(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let events = self.events.clone();
        tokio::task::spawn_blocking(move || {
            let event = work();
            if let Some(events) = events.upgrade() {
                // Nobody listens any more when the workbench has stopped.
                let _ = events.send(event);
            }
        });
    }

    fn trouble(&mut self, about: &'static str, text: Option<String>) {
        match text {
            Some(text) => self.troubles.insert(about, text),
            None => self.troubles.remove(about),
        };
        self.dirty = true;
    }

    pub fn edit(&mut self, id: &KernelId, change: impl FnOnce(&mut Kernel)) {
        if let Some(slot) = self.kernels.get_mut(id) {
            change(slot.edit());
            self.dirty = true;
        }
    }

    pub fn list(&self) {
        let directory = self.tools.setup.directory.clone();
        self.spawn(move || {
            let found = files::scan(&directory);
            Event::Listed(found.map_err(|e| format!("{}: {e}", directory.display())))
        });
    }

    pub fn read_store(&self) {
        let tools = self.tools.clone();
        self.spawn(move || Event::Indexed(tools.store.index()));
    }

    fn indexed(&mut self, index: Result<Index, StoreError>) {
        self.indexed = true;
        match index {
            Ok(index) => {
                self.index = Arc::new(index);
                self.trouble("store", None);
            }
            Err(error) => self.trouble("store", Some(error.to_string())),
        }
        let index = self.index.clone();
        let asked: Vec<_> = self.kernels.values().filter_map(|slot| slot.loaded.clone()).collect();
        self.spawn(move || {
            let statuses = asked.iter().map(|loaded| {
                let contract = job::contract_hash(loaded.contract.as_ref());
                (loaded.id.clone(), index.status(&loaded.id, loaded.hash, contract))
            });
            Event::Statuses(statuses.collect())
        });
    }

    fn listed(&mut self, found: Vec<PathBuf>) {
        self.listed = true;
        self.trouble("directory", None);
        let known: HashSet<_> = self.files.keys().cloned().collect();
        let now: HashSet<_> = found.iter().cloned().collect();
        known.difference(&now).for_each(|file| self.remove_file(file));
        if self.watch.is_none() {
            self.start_watch(found.clone());
        }
        for file in found {
            self.load(file);
        }
    }

    fn start_watch(&mut self, known: Vec<PathBuf>) {
        let events = self.events.clone();
        let report = move |change| {
            if let Some(events) = events.upgrade() {
                let _ = events.send(Event::Changed(change));
            }
        };
        match files::watch(self.tools.setup.directory.clone(), known, report) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => {
                let message = format!("changes are not noticed: {error}; F5 looks again");
                self.trouble("watch", Some(message));
            }
        }
    }

    fn changed(&mut self, change: Change) {
        let directory = self.tools.setup.directory.display().to_string();
        match change {
            Change::Files { changed, removed } => {
                removed.iter().for_each(|file| self.remove_file(file));
                changed.into_iter().for_each(|file| self.load(file));
            }
            Change::Lost => self.trouble(
                "directory",
                Some(format!("{directory} is gone; its kernels stay here until it is back")),
            ),
            Change::Found => self.trouble("directory", None),
            Change::Polling(why) => self
                .trouble("watch", Some(format!("{directory} {why}; it is looked at every 1.5 s"))),
        }
    }

    fn remove_file(&mut self, file: &Path) {
        self.queue.remove(&Work::Load(file.to_owned()));
        for id in self.files.remove(file).unwrap_or_default().0 {
            self.remove(&id);
        }
    }

    fn remove(&mut self, id: &KernelId) {
        if let Some(mut slot) = self.kernels.remove(id) {
            slot.stop();
            self.queue.remove(&Work::Run(id.clone()));
            self.queue.remove(&Work::Measure(id.clone()));
            self.dirty = true;
        }
    }

    /// Queues a file's stages 1 and 2; a file that is new here appears in the list at once.
    fn load(&mut self, file: PathBuf) {
        let known = self.files.entry(file.clone()).or_default();
        known.1 += 1;
        if known.0.is_empty() {
            let id = KernelId::new(&relative(&self.tools.setup.directory, &file), None);
            if !self.kernels.contains_key(&id) {
                known.0.push(id.clone());
                self.kernels.insert(id.clone(), Slot::new(Kernel::listed(id, file.clone()), None));
                self.dirty = true;
            }
        }
        self.queue.push(Work::Load(file));
    }

    fn loaded(&mut self, file: &Path, found: Result<Vec<Found>, String>) {
        let found = match found {
            Ok(found) => found,
            Err(broken) => {
                let ids = self.files.get(file).map(|known| known.0.clone()).unwrap_or_default();
                let diagnostic = Diagnostic::error("workbench/failed", Origin::Source, broken);
                for id in ids {
                    self.edit(&id, |kernel| {
                        kernel.source_diagnostics = Arc::new([diagnostic.clone()]);
                        kernel.activity = Activity::Resting;
                    });
                }
                return;
            }
        };
        let ids: Vec<KernelId> = found.iter().map(|found| found.loaded.id.clone()).collect();
        let Some(known) = self.files.get_mut(file) else { return };
        let before = std::mem::replace(&mut known.0, ids.clone());
        before.iter().filter(|id| !ids.contains(id)).for_each(|id| self.remove(id));
        for found in found {
            self.settle(found);
        }
        self.dirty = true;
    }

    /// Takes a kernel that went through stages 1 and 2; sends it on unless nothing changed.
    fn settle(&mut self, found: Found) {
        let Found { loaded, status, draft, rejection } = found;
        let id = loaded.id.clone();
        let loaded = Arc::new(loaded);
        if let Some(slot) = self.kernels.get_mut(&id) {
            if slot.view.file != loaded.file {
                let message = format!(
                    "{} and {} give kernels of one name; the second is left out",
                    slot.view.file.display(),
                    loaded.file.display()
                );
                return self.trouble("names", Some(message));
            }
            if slot.loaded.as_ref().is_some_and(|before| is_same(before, &loaded)) {
                slot.edit().status = status;
                return;
            }
            slot.stop();
        }
        let slot = self
            .kernels
            .entry(id.clone())
            .or_insert_with(|| Slot::new(Kernel::listed(id.clone(), loaded.file.clone()), None));
        slot.past.clear();
        *slot.edit() = Kernel::of_loaded(&loaded, status);
        let runs = slot.view.stage == Stage::Draft;
        slot.loaded = Some(loaded);
        slot.edit().decision = rejected(rejection);
        slot.given = draft;
        if runs {
            self.restart(&id);
        }
    }

    /// Sends a kernel through stages 3 to 6, with its `given` draft where it has one.
    pub fn restart(&mut self, id: &KernelId) {
        let Some(slot) = self.kernels.get_mut(id) else { return };
        slot.stop();
        let given = slot.given.clone();
        let kernel = slot.edit();
        kernel.stage = if given.is_some() { Stage::Compile } else { Stage::Draft };
        kernel.activity = Activity::Waiting;
        kernel.draft = given;
        kernel.stream = None;
        kernel.tokens = 0;
        kernel.draft_diagnostics = Arc::new([]);
        kernel.progress = None;
        kernel.judgement = None;
        kernel.profile = None;
        kernel.failure = None;
        self.queue.remove(&Work::Measure(id.clone()));
        self.queue.push(Work::Run(id.clone()));
        self.dirty = true;
    }

    /// Fills free threads. What a person looks at may take one thread more than there are cores.
    fn start_work(&mut self) {
        // Without the store, a ratified kernel would be drafted again for nothing.
        while self.indexed && self.running <= self.limit {
            let Some(work) = self.queue.pop(self.running == self.limit) else { break };
            if let Some(cancel) = &self.scoring {
                // Mutants take all cores: they wait until nothing else does.
                cancel.cancel();
            }
            match work {
                Work::Load(file) => self.start_load(file),
                Work::Run(id) => self.start_run(&id),
                Work::Measure(id) => self.start_measure(id),
            }
        }
        if self.indexed && self.running == 0 {
            self.start_score();
        }
    }

    /// Notes that a kernel's mutants have yet to run, where that is so.
    fn want_score(&mut self, id: &KernelId) {
        let open = self.kernels.get(id).is_some_and(|slot| {
            let evidence = slot.view.judgement.as_ref().map(|judgement| &judgement.evidence);
            evidence.is_some_and(|e| e.verdict == Verdict::Verified && e.mutation.is_none())
        });
        if open {
            self.unscored.insert(id.clone());
        }
    }

    /// Runs the mutants of the next verified kernel (VERDICT.md V8).
    fn start_score(&mut self) {
        let Some(id) = self.unscored.pop_first() else { return };
        let Some(slot) = self.kernels.get(&id) else { return };
        let (Some(loaded), Some(draft), Some(judgement)) =
            (slot.loaded.clone(), slot.view.draft.clone(), slot.view.judgement.clone())
        else {
            return;
        };
        let (cancel, generation) = (slot.cancel.child_token(), slot.generation);
        let (tools, events) = (self.tools.clone(), self.events.clone());
        self.scoring = Some(cancel.clone());
        self.running += 1;
        self.spawn(move || {
            let report = |report| {
                if let Some(events) = events.upgrade() {
                    let _ = events.send(Event::Report(id.clone(), generation, report));
                }
            };
            let seed = judgement.evidence.seed;
            job::score(&tools, &loaded, &draft.wgsl, seed, &cancel, &report);
            Event::Scored(id.clone())
        });
    }

    fn start_load(&mut self, file: PathBuf) {
        let Some((_, count)) = self.files.get(&file) else { return };
        let (count, tools, index) = (*count, self.tools.clone(), self.index.clone());
        self.running += 1;
        self.spawn(move || {
            let found = job::guarded(|| job::load(&tools, &index, &file));
            Event::Loaded(file, count, found)
        });
    }

    fn start_run(&mut self, id: &KernelId) {
        let Some(slot) = self.kernels.get_mut(id) else { return };
        let Some(loaded) = slot.loaded.clone() else { return };
        slot.edit().activity = Activity::Running;
        let (given, cancel, generation) =
            (slot.given.clone(), slot.cancel.clone(), slot.generation);
        let (tools, events, id) = (self.tools.clone(), self.events.clone(), id.clone());
        self.dirty = true;
        self.running += 1;
        self.spawn(move || {
            let report = |report| {
                if let Some(events) = events.upgrade() {
                    let _ = events.send(Event::Report(id.clone(), generation, report));
                }
            };
            if let Err(broken) = job::guarded(|| job::run(&tools, &loaded, given, &cancel, &report))
            {
                report(Report::Broken(broken));
            }
            Event::Ended
        });
    }

    /// Takes the times of the draft that stands there now.
    fn start_measure(&mut self, id: KernelId) {
        let Some(slot) = self.kernels.get(&id) else { return };
        let (Some(loaded), Some(draft)) = (slot.loaded.clone(), slot.view.draft.clone()) else {
            return;
        };
        let (cancel, generation) = (slot.cancel.clone(), slot.generation);
        let tools = self.tools.clone();
        self.running += 1;
        self.spawn(move || {
            let timed = job::guarded(|| job::measure(&tools, &loaded, &draft, &cancel));
            let timed = timed.and_then(|timed| timed).unwrap_or_else(Timed::Failed);
            Event::Measured(id, generation, timed)
        });
    }

    fn report(&mut self, id: &KernelId, generation: u64, report: Report) {
        let Some(slot) = self.kernels.get_mut(id) else { return };
        if slot.generation != generation {
            return;
        }
        self.dirty = true;
        let kernel = slot.edit();
        match report {
            Report::Streamed(text, tokens) => {
                kernel.stream = Some(text);
                kernel.tokens = tokens;
            }
            Report::Partial(found) => kernel.draft_diagnostics = found.into(),
            Report::Drafted(draft, rejection, seconds) => {
                kernel.seconds.draft = seconds;
                kernel.stream = None;
                kernel.draft_diagnostics = Arc::new([]);
                kernel.stage = Stage::Compile;
                kernel.draft = Some(draft);
                kernel.decision = rejected(rejection);
            }
            Report::Failed(why, diagnostics) => {
                kernel.stream = None;
                kernel.failure = Some(why.into());
                // What the lift said is shown already.
                let new =
                    diagnostics.into_iter().filter(|d| !kernel.source_diagnostics.contains(d));
                kernel.draft_diagnostics = new.collect();
                kernel.activity = Activity::Resting;
            }
            Report::Broken(why) => {
                kernel.stream = None;
                kernel.failure = Some(why.into());
                kernel.activity = Activity::Resting;
            }
            Report::Executing(progress) => {
                kernel.stage = match progress.done == progress.planned {
                    true => Stage::Parity,
                    false => Stage::Execute,
                };
                kernel.progress = Some(progress);
            }
            Report::Judged(outcome) => {
                judged(kernel, *outcome);
                self.want_score(id);
            }
            Report::Mutated(mutation) => {
                if let Some(judgement) = &mut kernel.judgement {
                    Arc::make_mut(judgement).evidence.score(*mutation);
                }
            }
        }
    }
}

/// Puts what stages 4 to 6 said into the kernel.
pub(super) fn judged(kernel: &mut Kernel, outcome: job::Outcome) {
    kernel.seconds.compile = outcome.seconds.compile;
    kernel.seconds.execute = outcome.seconds.execute;
    kernel.draft_diagnostics = outcome.diagnostics.into();
    kernel.progress = None;
    kernel.activity = Activity::Resting;
    kernel.judgement = outcome.judgement.map(Arc::new);
    kernel.stage = match kernel.verdict() {
        Some(Verdict::Verified) => Stage::Ratify,
        Some(_) => Stage::Parity,
        None => Stage::Compile,
    };
}

fn rejected(reason: Option<String>) -> Decision {
    reason.map_or(Decision::Open, |reason| Decision::Rejected { reason: reason.into() })
}

/// The same bytes, the same contract, the same words about them.
fn is_same(before: &Loaded, now: &Loaded) -> bool {
    before.hash == now.hash
        && before.contract == now.contract
        && before.diagnostics == now.diagnostics
}
