//! One run on an adapter: what is asked, what comes back.

use naga::{AddressSpace, StorageAccess};
use serde::{Deserialize, Serialize};

use super::GpuError;
use super::message::{Access, Binding, Run, pack};
use crate::check::Checked;
use crate::execute::Nonce;
use crate::execute::simt::Dispatch;
use crate::execute::worker::frame::Frame;
use crate::kernel::Digest256;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The draft.
    pub checked: &'a Checked,
    /// Bytes behind its bindings, and workgroups.
    pub dispatch: &'a Dispatch,
    /// How often.
    pub timing: Timing,
    /// Of this run; the answer proves which text was compiled.
    pub nonce: Nonce,
}

/// How often a job runs. Before each run its bindings hold the bytes given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Timing {
    /// Runs whose times are thrown away.
    pub warm: u32,
    /// Runs on the device alone, with nothing carried to it and back.
    pub rounds: u32,
    /// Runs with all bytes carried there and back; the last one's bytes are the result.
    pub trips: u32,
}

impl Timing {
    /// One run for its result.
    pub const ONCE: Self = Self { warm: 0, rounds: 0, trips: 1 };
}

/// Seconds.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Times {
    /// Whether [`Times::kernel`] comes from the adapter's timestamps; else from the wall clock
    /// around submission and completion.
    pub timestamps: bool,
    /// Each run on the device: of the rounds, or of the trips where there are no rounds.
    pub kernel: Vec<f64>,
    /// Each trip: bytes there, run, bytes back.
    pub trips: Vec<f64>,
    /// From the text to the pipeline; 0 where it was kept from an earlier run.
    pub compile: f64,
}

/// What comes back.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// The bindings after the last run, in the order given.
    pub bindings: Vec<(u32, Vec<u8>)>,
    /// Seconds.
    pub times: Times,
    /// The worker's answer to the run's nonce: which text it compiled.
    pub answer: Digest256,
}

/// A job on its way.
pub struct Asked {
    /// The message.
    pub frame: Frame,
    /// What the worker must answer.
    pub proof: Digest256,
    /// Bindings that travel: their places in the dispatch.
    sent: Vec<usize>,
}

impl Job<'_> {
    /// Bytes that the adapter must hold: each binding twice, once as it was.
    pub fn memory(&self) -> u64 {
        self.dispatch.bindings.iter().map(|(_, bytes)| 2 * bytes.len() as u64).sum()
    }

    /// The message.
    pub fn ask(&self) -> Result<Asked, GpuError> {
        let text = self.checked.wgsl.as_str();
        let mut body = text.as_bytes().to_vec();
        let (mut bindings, mut sent) = (Vec::new(), Vec::new());
        for (at, (binding, bytes)) in self.dispatch.bindings.iter().enumerate() {
            // What the text doesn't declare stays as it is.
            let Some(access) = self.access(*binding) else { continue };
            bindings.push(Binding { binding: *binding, bytes: bytes.len() as u64, access });
            body.extend_from_slice(bytes);
            sent.push(at);
        }
        let proof = self.nonce.answer(text.as_bytes());
        let run = Run {
            nonce: self.nonce.hex(),
            text: text.len() as u64,
            bindings,
            groups: self.dispatch.groups,
            timing: self.timing,
        };
        let question = super::message::Question::Run(run);
        let frame = pack(&question, body).map_err(GpuError::Protocol)?;
        Ok(Asked { frame, proof, sent })
    }

    fn access(&self, binding: u32) -> Option<Access> {
        let module = &self.checked.module;
        module.global_variables.iter().find_map(|(_, variable)| {
            let at = variable.binding?;
            if at.group != 0 || at.binding != binding {
                return None;
            }
            match variable.space {
                AddressSpace::Uniform => Some(Access::Uniform),
                AddressSpace::Storage { access } if access.contains(StorageAccess::STORE) => {
                    Some(Access::Write)
                }
                AddressSpace::Storage { .. } => Some(Access::Read),
                _ => None,
            }
        })
    }

    /// The bindings after the run, from the answer's bytes.
    pub fn done(&self, asked: &Asked, times: Times, body: &[u8]) -> Result<Done, GpuError> {
        let mut bindings = self.dispatch.bindings.clone();
        let mut rest = body;
        for &at in &asked.sent {
            let bytes = &mut bindings[at].1;
            let (these, others) = rest.split_at_checked(bytes.len()).ok_or_else(short)?;
            bytes.copy_from_slice(these);
            rest = others;
        }
        let answer = asked.proof;
        if rest.is_empty() { Ok(Done { bindings, times, answer }) } else { Err(short()) }
    }
}

fn short() -> GpuError {
    GpuError::Protocol("the worker's answer has another length than its bindings".into())
}
