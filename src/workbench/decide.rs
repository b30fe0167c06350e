//! What people decide: every command, one after the other, against the kernel as it is now.

use std::sync::Arc;
use std::time::SystemTime;

use super::Tools;
use super::command::{Answer, Command, Proposed};
use super::job::{self, Outcome};
use super::owner::{Event, Owner, Reply, judged};
use super::queue::Work;
use super::snapshot::{Activity, Decision, Timed};
use crate::kernel::{Digest256, Draft, KernelId, Provenance, Stage, Verdict};
use crate::ratify::{
    Identity, KeyChoice, KeySource, Proposal, Ratifiable, Receipt, Reviewer, Status, time,
};

/// The largest text that a person may hand in, in bytes.
const MAX_EDIT: usize = 4 << 20;

/// What must still be written after a decision was taken.
type Errand = Box<dyn FnOnce(&Tools) -> Result<(), String> + Send>;

/// A decision that was taken, or why not.
type Done = Result<Option<Errand>, String>;

fn keep(id: &KernelId, wat: Digest256, draft: Draft) -> Errand {
    let id = id.clone();
    Box::new(move |tools| tools.shelf.save(&id, wat, &draft).map_err(|e| e.to_string()))
}

fn forget(id: &KernelId, wat: Digest256) -> Errand {
    let id = id.clone();
    Box::new(move |tools| tools.shelf.remove(&id, wat).map_err(|e| e.to_string()))
}

fn take_back(id: &KernelId) -> Errand {
    let id = id.clone();
    Box::new(move |tools| tools.decisions.undo(&id).map(drop).map_err(|e| e.to_string()))
}

/// What something slow on behalf of a command came to.
pub(super) enum Conclusion {
    /// The fresh-seed run; what it said, and the keys at hand.
    Rerun(Box<Result<Outcome, String>>, Keys),
    /// Signed and stored, or not.
    Stored(Result<Receipt, String>),
    /// An answer, and nothing to change.
    Nothing(Answer),
}

/// The keys at hand.
pub(super) struct Keys {
    found: Vec<Identity>,
    problems: Vec<String>,
    offer: Option<String>,
}

fn answer(reply: Reply, answer: Answer) {
    if let Some(reply) = reply {
        // The session that asked may be gone.
        let _ = reply.send(answer);
    }
}

impl Owner {
    pub fn decide(&mut self, command: Command, reply: Reply) {
        let done = match command {
            Command::Focus { selected, visible } => {
                self.focus(selected, visible);
                Ok(None)
            }
            Command::Refresh => {
                self.list();
                self.read_store();
                Ok(None)
            }
            Command::Redraft(kernel) => self.redraft(&kernel),
            Command::Measure { kernel, draft } => self.measure(&kernel, draft),
            Command::Edit { kernel, wgsl, parent } => self.take_edit(&kernel, wgsl, parent),
            Command::Reject { kernel, draft, reason } => self.reject(&kernel, draft, reason),
            Command::Undo(kernel) => self.undo(&kernel),
            Command::Prepare { kernel, draft } => match self.prepare(&kernel, draft, reply) {
                Ok(()) => return,
                Err((why, reply)) => return answer(reply, Answer::Refused(why)),
            },
            Command::Propose { kernel, key } => {
                return answer(
                    reply,
                    self.propose(&kernel, key).map_or_else(Answer::Refused, Answer::Proposed),
                );
            }
            Command::Ratify { proposed, typed } => match self.ratify(&proposed, &typed, reply) {
                Ok(()) => return,
                Err((why, reply)) => return answer(reply, Answer::Refused(why)),
            },
            Command::MakeKey => {
                let tools = self.tools.clone();
                self.spawn(move || {
                    let made = tools.setup.keyring.make_local();
                    let said = match made {
                        Ok(_) => Answer::Keys(keys(&tools).found),
                        Err(error) => Answer::Refused(error.to_string()),
                    };
                    let nobody = KernelId::from_name("");
                    Event::Concluded(nobody, 0, Conclusion::Nothing(said), reply)
                });
                return;
            }
        };
        match done {
            Err(why) => answer(reply, Answer::Refused(why)),
            Ok(None) => answer(reply, Answer::Done),
            Ok(Some(errand)) => {
                let errand = move |tools: &Tools| {
                    let kept = job::guarded(|| errand(tools)).and_then(|kept| kept);
                    let failed =
                        |why| Answer::Refused(format!("done, but not kept on disk: {why}"));
                    answer(reply, kept.map_or_else(failed, |()| Answer::Done));
                };
                // The clerk lives as long as the owner.
                let _ = self.clerk.send(Box::new(errand));
            }
        }
    }

    fn focus(&mut self, selected: Option<KernelId>, visible: Vec<KernelId>) {
        let works = |id: &KernelId| {
            let load = self.kernels.get(id).map(|slot| Work::Load(slot.view.file.clone()));
            [Some(Work::Run(id.clone())), load]
        };
        let selected = selected.iter().flat_map(works).flatten().collect();
        let visible = visible.iter().flat_map(works).flatten().collect();
        self.queue.focus(selected, visible);
    }

    /// The kernel, if a decision about it may be taken now.
    fn free(&mut self, id: &KernelId) -> Result<&mut super::owner::Slot, String> {
        let slot = self.kernels.get_mut(id).ok_or_else(|| format!("{id} is gone"))?;
        match slot.deciding {
            true => Err(format!("{id} is being signed right now")),
            false => Ok(slot),
        }
    }

    /// The same, if it still has the draft that the person saw, undecided.
    fn open(&mut self, id: &KernelId, draft: Digest256) -> Result<&mut super::owner::Slot, String> {
        let slot = self.free(id)?;
        if slot.view.draft.as_ref().map(|d| d.hash) != Some(draft) {
            return Err(format!("{id} has another draft by now: look at it first"));
        }
        if let Decision::Rejected { reason } = &slot.view.decision {
            return Err(format!("{id} is already rejected ({reason}); u takes that back"));
        }
        match &slot.view.status {
            Status::Ratified(entry) if entry.wgsl == draft => {
                Err(format!("{id} is already ratified, by {} at {}", entry.key, entry.time))
            }
            _ => Ok(slot),
        }
    }

    /// Queues the times of a draft, which nobody has to decide on.
    fn measure(&mut self, id: &KernelId, draft: Digest256) -> Done {
        let slot = self.kernels.get_mut(id).ok_or_else(|| format!("{id} is gone"))?;
        if slot.view.draft.as_ref().is_none_or(|now| now.hash != draft) {
            return Err("the draft has changed since; look at it first".into());
        }
        slot.edit().profile = Some(Arc::new(Timed::Waiting));
        self.queue.push(Work::Measure(id.clone()));
        self.dirty = true;
        Ok(None)
    }

    fn redraft(&mut self, id: &KernelId) -> Done {
        let slot = self.free(id)?;
        let (Some(wat), true) = (slot.view.wat, slot.view.contract.is_some()) else {
            return Err(format!("{id} has no contract yet: see its diagnostics"));
        };
        if slot.view.draft.is_some() {
            slot.remember("the redraft");
        }
        slot.given = None;
        slot.edit().decision = Decision::Open;
        self.restart(id);
        Ok(Some(forget(id, wat)))
    }

    fn take_edit(&mut self, id: &KernelId, wgsl: Arc<str>, parent: Option<Digest256>) -> Done {
        if wgsl.len() > MAX_EDIT {
            return Err(format!("the text has {} MiB; the limit is 4 MiB", wgsl.len() >> 20));
        }
        let slot = self.free(id)?;
        let Some(wat) = slot.view.wat else { return Err(format!("{id} is not read yet")) };
        let provenance = Provenance {
            drafter: "person".into(),
            weights: None,
            sampling: None,
            parent,
            parallel: None,
            why: String::new(),
        };
        let draft = Draft::new(wgsl, provenance);
        if slot.view.draft.as_ref().is_some_and(|before| before.hash == draft.hash) {
            return Ok(None);
        }
        if slot.view.draft.is_some() {
            slot.remember("the edit");
        }
        slot.given = Some(draft.clone());
        slot.edit().decision = Decision::Open;
        self.restart(id);
        Ok(Some(keep(id, wat, draft)))
    }

    fn reject(&mut self, id: &KernelId, draft: Digest256, reason: String) -> Done {
        let slot = self.open(id, draft)?;
        let Some(wat) = slot.view.wat else { return Err(format!("{id} is not read yet")) };
        slot.remember("the rejection");
        slot.edit().decision = Decision::Rejected { reason: reason.as_str().into() };
        self.dirty = true;
        let id = id.clone();
        Ok(Some(Box::new(move |tools| {
            let kept = tools.decisions.reject(&id, wat, Some(draft), &reason);
            kept.map(drop).map_err(|e| e.to_string())
        })))
    }

    fn undo(&mut self, id: &KernelId) -> Done {
        let slot = self.free(id)?;
        let was_rejected = slot.view.decision != Decision::Open;
        let Some(past) = slot.past.pop() else {
            if !was_rejected {
                return Err(format!("nothing to undo at {id}"));
            }
            // A rejection of an earlier session can be taken back as well.
            slot.edit().decision = Decision::Open;
            self.dirty = true;
            return Ok(Some(take_back(id)));
        };
        self.dirty = true;
        let slot = self.free(id)?;
        if past.what == "the rejection" {
            let kernel = slot.edit();
            kernel.decision = past.view.decision.clone();
            kernel.undo = past.view.undo;
            return Ok(Some(take_back(id)));
        }
        slot.stop();
        // The store may have moved on since.
        let status = slot.view.status.clone();
        slot.view = past.view;
        slot.edit().status = status;
        slot.given = slot.view.draft.clone();
        let (draft, wat) = (slot.view.draft.clone(), slot.view.wat);
        if slot.view.activity != Activity::Resting {
            self.restart(id);
        }
        let (Some(draft), Some(wat)) = (draft, wat) else { return Ok(None) };
        Ok(Some(match draft.provenance.drafter == "person" {
            true => keep(id, wat, draft),
            false => forget(id, wat),
        }))
    }

    fn prepare(
        &mut self,
        id: &KernelId,
        draft: Digest256,
        reply: Reply,
    ) -> Result<(), (String, Reply)> {
        let tools = self.tools.clone();
        let slot = match self.open(id, draft) {
            Ok(slot) => slot,
            Err(why) => return Err((why, reply)),
        };
        let ready = slot.view.activity == Activity::Resting
            && slot.view.verdict() == Some(&Verdict::Verified);
        let (true, Some(loaded), Some(draft)) =
            (ready, slot.loaded.clone(), slot.view.draft.clone())
        else {
            return Err((
                format!("{id} is not verified: only a verified draft can be signed"),
                reply,
            ));
        };
        slot.prepared = None;
        let (cancel, generation, id) = (slot.cancel.clone(), slot.generation, id.clone());
        let events = self.events.clone();
        self.spawn(move || {
            let report = |report| {
                if let Some(events) = events.upgrade() {
                    let _ = events.send(Event::Report(id.clone(), generation, report));
                }
            };
            let judge = || job::judge_to_sign(&tools, &loaded, &draft, &cancel, &report);
            let outcome = job::guarded(judge).and_then(|outcome| outcome);
            let conclusion = Conclusion::Rerun(Box::new(outcome), keys(&tools));
            Event::Concluded(id.clone(), generation, conclusion, reply)
        });
        Ok(())
    }

    fn propose(&mut self, id: &KernelId, key: Identity) -> Result<Proposed, String> {
        let slot = self.free(id)?;
        let ratifiable =
            slot.prepared.clone().ok_or_else(|| format!("{id} changed meanwhile: begin again"))?;
        let reviewer = Reviewer { name: key.comment.clone(), key: key.fingerprint.clone() };
        let proposal = Proposal::new(ratifiable, reviewer, time::rfc3339(SystemTime::now()))
            .map_err(|e| e.to_string())?;
        Ok(Proposed { proposal: Arc::new(proposal), key })
    }

    fn ratify(
        &mut self,
        proposed: &Proposed,
        typed: &str,
        reply: Reply,
    ) -> Result<(), (String, Reply)> {
        let statement = proposed.proposal.statement();
        let id = statement.kernel.clone();
        let tools = self.tools.clone();
        let slot = match self.open(&id, statement.wgsl) {
            Ok(slot) => slot,
            Err(why) => return Err((why, reply)),
        };
        let current = slot
            .prepared
            .as_ref()
            .is_some_and(|prepared| Digest256::of(prepared.evidence_bytes()) == statement.evidence);
        if !current {
            return Err((
                format!("{id} changed meanwhile: nothing was signed; begin again"),
                reply,
            ));
        }
        let Some(confirmed) = proposed.proposal.confirm(typed) else {
            let why = "these are not the statement's first six digits; nothing was signed";
            return Err((why.into(), reply));
        };
        slot.deciding = true;
        let (key, generation) = (proposed.key.clone(), slot.generation);
        self.spawn(move || {
            let choice = match &key.source {
                KeySource::Agent(_) => KeyChoice::Fingerprint(key.fingerprint.clone()),
                KeySource::File(file) => KeyChoice::File(file.clone()),
            };
            let stored = job::guarded(|| {
                let signer =
                    tools.setup.keyring.open(&choice, &mut |_| None).map_err(|e| e.to_string())?;
                tools.store.commit(&confirmed, &signer).map_err(|e| e.to_string())
            });
            let stored = stored.and_then(|stored| stored);
            Event::Concluded(id, generation, Conclusion::Stored(stored), reply)
        });
        Ok(())
    }

    pub fn conclude(
        &mut self,
        id: &KernelId,
        generation: u64,
        conclusion: Conclusion,
        reply: Reply,
    ) {
        self.dirty = true;
        let said = match conclusion {
            Conclusion::Nothing(said) => said,
            Conclusion::Stored(stored) => {
                if let Some(slot) = self.kernels.get_mut(id) {
                    slot.deciding = false;
                    slot.prepared = None;
                }
                self.read_store();
                stored.map_or_else(Answer::Refused, Answer::Ratified)
            }
            Conclusion::Rerun(outcome, keys) => match self.rerun(id, generation, *outcome) {
                Ok(()) => Answer::Prepared {
                    keys: keys.found,
                    problems: keys.problems,
                    offer: keys.offer,
                },
                Err(why) => Answer::Refused(why),
            },
        };
        answer(reply, said);
    }

    /// Takes the fresh-seed run: its evidence replaces the old one, whatever it says.
    fn rerun(
        &mut self,
        id: &KernelId,
        generation: u64,
        outcome: Result<Outcome, String>,
    ) -> Result<(), String> {
        let slot = self.free(id)?;
        if slot.generation != generation {
            return Err(format!("{id} changed meanwhile: nothing was signed"));
        }
        let outcome = outcome?;
        judged(slot.edit(), outcome);
        let kernel = slot.view.clone();
        let (Some(wat), Some(contract), Some(draft), Some(judgement)) =
            (kernel.wat, &kernel.contract, &kernel.draft, &kernel.judgement)
        else {
            return Err("the fresh run gave no evidence".into());
        };
        let ratifiable = Ratifiable::new(id, wat, contract, draft, &judgement.evidence)
            .map_err(|e| format!("on a fresh seed: {e}"))?;
        slot.prepared = Some(ratifiable);
        slot.edit().stage = Stage::Ratify;
        Ok(())
    }
}

/// All keys at hand, the one that was chosen by name first.
fn keys(tools: &Tools) -> Keys {
    let (mut found, problems) = tools.setup.keyring.list();
    let mut problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    if let Some(name) = &tools.setup.key {
        let Ok(choice) = name.parse::<KeyChoice>();
        match tools.setup.keyring.open(&choice, &mut |_| None) {
            Ok(signer) => {
                let reviewer = signer.reviewer();
                match found.iter().position(|key| key.fingerprint == reviewer.key) {
                    Some(at) => found[..=at].rotate_right(1),
                    None => {
                        if let KeyChoice::File(file) = choice {
                            found.insert(
                                0,
                                Identity {
                                    source: KeySource::File(file),
                                    fingerprint: reviewer.key.clone(),
                                    algorithm: String::new(),
                                    comment: reviewer.name.clone(),
                                },
                            );
                        }
                    }
                }
            }
            Err(error) => problems.insert(0, error.to_string()),
        }
    }
    let local = tools.setup.keyring.local();
    let offer = (!local.exists()).then(|| local.display().to_string());
    Keys { found, problems, offer }
}
