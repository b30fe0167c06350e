//! What parent and worker say to each other. Bytes travel behind the header: of a question the
//! text, then each binding; of an answer each binding.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Adapter, Timing};
use crate::execute::worker::frame::Frame;
use crate::kernel::Digest256;

/// Changes when a message does.
pub const PROTOCOL: u32 = 1;

/// From the parent.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Which adapters are there?
    List {
        /// [`PROTOCOL`].
        protocol: u32,
    },
    /// Make this adapter's device.
    Open {
        /// Its place in the list.
        index: usize,
        /// Its name, which must still stand there.
        name: String,
    },
    /// Run a text on the open device.
    Run(Run),
    /// For tests only.
    Trick(Trick),
}

/// One run.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// Goes into the proof; hex digits.
    pub nonce: String,
    /// Bytes of the text.
    pub text: u64,
    /// The bindings, in order.
    pub bindings: Vec<Binding>,
    /// Workgroups.
    pub groups: [u32; 3],
    /// How often, and what is timed.
    pub timing: Timing,
}

/// One binding of group 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Binding {
    /// Its number.
    pub binding: u32,
    /// Bytes.
    pub bytes: u64,
    /// As the text declares it.
    pub access: Access,
}

/// How a text declares a binding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// `var<uniform>`
    Uniform,
    /// `var<storage, read>`
    Read,
    /// `var<storage, read_write>`
    Write,
}

/// What a worker can be asked for in tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trick {
    /// Never answer.
    Hang,
    /// Die by a signal.
    Crash,
    /// Write something else than a message.
    Garbage,
    /// Take more and more memory.
    Grow,
}

/// From the worker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// The adapters.
    Adapters(Vec<Adapter>),
    /// The device is there.
    Opened,
    /// It ran.
    Ran {
        /// Of the nonce and the text that was compiled.
        proof: Digest256,
        /// Its times.
        times: super::Times,
    },
    /// It didn't.
    Failed {
        /// What kind of failure.
        kind: Failure,
        /// In words.
        message: String,
    },
}

/// Kinds of failures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Failure {
    /// The device is gone.
    Lost,
    /// No memory.
    Memory,
    /// wgpu or the driver refuses.
    Unsupported,
    /// No such adapter.
    Adapter,
    /// The question is no question.
    Protocol,
}

/// A message with its bytes.
pub fn pack(header: &impl Serialize, body: Vec<u8>) -> Result<Frame, String> {
    Ok(Frame { header: serde_json::to_vec(header).map_err(|e| e.to_string())?, body })
}

/// The header of a message.
pub fn unpack<T: DeserializeOwned>(frame: &Frame) -> Result<T, String> {
    serde_json::from_slice(&frame.header).map_err(|e| format!("a message that nobody reads: {e}"))
}
