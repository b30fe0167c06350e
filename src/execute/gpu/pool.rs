//! Workers kept warm, one adapter each; started when needed, killed when they fail.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::job::{Done, Job};
use super::message::{Answer, Failure, PROTOCOL, Question, Trick, pack, unpack};
use super::{Adapter, GpuError, LIES, TRICKS, WORKER};
use crate::execute::Limits;
use crate::execute::worker::Process;
use crate::execute::worker::frame::Frame;

/// How long a driver may take to list its adapters or to make a device.
const START: Duration = Duration::from_secs(60);
/// Idle workers kept for each adapter.
const KEPT: usize = 2;
/// Bytes that a worker may take beside its bindings and what it held when its device was new:
/// compilers of drivers.
const SLACK: u64 = 1 << 30;

/// Workers by adapter. Dropping it ends them all.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    arguments: Vec<OsString>,
    idle: Mutex<HashMap<usize, Vec<Open>>>,
    listed: Mutex<Option<Vec<Adapter>>>,
}

/// A worker with an open device.
#[derive(Debug)]
struct Open {
    process: Process,
    /// Bytes that it held when its device was new.
    base: u64,
}

impl Pool {
    /// Workers are `program`, this program's own binary.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            arguments: vec![WORKER.into()],
            idle: Mutex::default(),
            listed: Mutex::default(),
        }
    }

    /// The same, of the running binary.
    ///
    /// # Errors
    /// [`GpuError::Start`] where the system doesn't say which that is.
    pub fn of_this_program() -> Result<Self, GpuError> {
        let program = std::env::current_exe();
        program.map(Self::new).map_err(|e| GpuError::Start(format!("this program's path: {e}")))
    }

    /// The same, with workers that do [`Trick`]s. For tests.
    pub fn with_tricks(mut self) -> Self {
        self.arguments.push(TRICKS.into());
        self
    }

    /// The same, with workers that run another text than they are given. For tests.
    pub fn with_lies(mut self) -> Self {
        self.arguments.push(LIES.into());
        self
    }

    /// All adapters that wgpu lists, in its order; empty where there is none. Asked once.
    ///
    /// # Errors
    /// What became of the worker.
    pub fn adapters(&self) -> Result<Vec<Adapter>, GpuError> {
        let mut listed = lock(&self.listed);
        if let Some(adapters) = &*listed {
            return Ok(adapters.clone());
        }
        let mut process = Process::start(&self.program, &self.arguments)?;
        let adapters = list(&mut process, &CancellationToken::new())?;
        *listed = Some(adapters.clone());
        Ok(adapters)
    }

    /// The adapters that `wanted` names: `all`, a number, a name or a part of it.
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`] where there is none, and what became of the worker.
    pub fn choose(&self, wanted: &str) -> Result<Vec<Adapter>, GpuError> {
        let all = self.adapters()?;
        if all.is_empty() {
            return Err(GpuError::NoAdapter(NONE.into()));
        }
        let chosen: Vec<_> =
            all.iter().filter(|a| wanted == "all" || a.is_named(wanted)).cloned().collect();
        if chosen.is_empty() {
            let names: Vec<_> = all.iter().map(|a| a.name.as_str()).collect();
            let message = format!("no adapter '{wanted}'; there are: {}", names.join(", "));
            return Err(GpuError::NoAdapter(message));
        }
        Ok(chosen)
    }

    /// Runs a job on an adapter. Starting a worker and making its device have a deadline of their
    /// own; compilation, run and transfers have `limits.deadline` together.
    ///
    /// # Errors
    /// See [`GpuError`].
    pub fn run(
        &self,
        adapter: &Adapter,
        job: &Job<'_>,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Done, GpuError> {
        let memory = job.memory();
        if memory > limits.memory {
            let message = format!(
                "the bindings take {} MiB, the limit is {} MiB",
                memory >> 20,
                limits.memory >> 20
            );
            return Err(GpuError::OutOfMemory(message));
        }
        let asked = job.ask()?;
        let mut open = self.open(adapter, cancel)?;
        // Message buffers on the worker's side come on top of the bindings.
        let most = open.base + 4 * memory + SLACK;
        let answer = open.process.ask(asked.frame.clone(), limits.deadline, Some(most), cancel)?;
        match unpack(&answer).map_err(GpuError::Protocol)? {
            Answer::Ran { proof, times } => {
                if proof != asked.proof {
                    let message = "the worker ran another text than it was given";
                    return Err(GpuError::Protocol(message.into()));
                }
                let done = job.done(&asked, times, &answer.body)?;
                self.keep(adapter, open);
                Ok(done)
            }
            Answer::Failed { kind, message } => {
                let error = failed(kind, message);
                if matches!(error, GpuError::Unsupported(_)) {
                    self.keep(adapter, open);
                }
                Err(error)
            }
            _ => Err(GpuError::Protocol("an answer to another question".into())),
        }
    }

    /// Asks a worker for a trick; only [`Pool::with_tricks`]'s know them.
    ///
    /// # Errors
    /// What the trick does to the worker.
    pub fn trick(
        &self,
        trick: Trick,
        deadline: Duration,
        memory: Option<u64>,
    ) -> Result<(), GpuError> {
        let mut process = Process::start(&self.program, &self.arguments)?;
        let question = pack(&Question::Trick(trick), Vec::new()).map_err(GpuError::Protocol)?;
        let answer = process.ask(question, deadline, memory, &CancellationToken::new())?;
        match unpack(&answer).map_err(GpuError::Protocol)? {
            Answer::Failed { kind, message } => Err(failed(kind, message)),
            _ => Ok(()),
        }
    }

    /// Process ids of the idle workers.
    pub fn idle(&self) -> Vec<u32> {
        lock(&self.idle).values().flatten().filter_map(|open| open.process.id()).collect()
    }

    fn open(&self, adapter: &Adapter, cancel: &CancellationToken) -> Result<Open, GpuError> {
        if let Some(open) = lock(&self.idle).get_mut(&adapter.index).and_then(Vec::pop) {
            return Ok(open);
        }
        let mut process = Process::start(&self.program, &self.arguments)?;
        list(&mut process, cancel)?;
        let question = Question::Open { index: adapter.index, name: adapter.name.clone() };
        let question = pack(&question, Vec::new()).map_err(GpuError::Protocol)?;
        let answer = process.ask(question, START, None, cancel)?;
        match unpack(&answer).map_err(GpuError::Protocol)? {
            Answer::Opened => {
                let base = process.resident().unwrap_or(0);
                Ok(Open { process, base })
            }
            Answer::Failed { kind, message } => Err(failed(kind, message)),
            _ => Err(GpuError::Protocol("an answer to another question".into())),
        }
    }

    fn keep(&self, adapter: &Adapter, open: Open) {
        let mut idle = lock(&self.idle);
        let kept = idle.entry(adapter.index).or_default();
        if kept.len() < KEPT {
            kept.push(open);
        }
    }
}

/// What to do where there is no adapter.
pub const NONE: &str = "no adapter: wgpu finds no Vulkan, GL, Metal or DX12 driver. On Debian, \
    mesa-vulkan-drivers and libvulkan1 give llvmpipe, which runs on the CPU; for NVIDIA, install \
    its driver with libvulkan1 and libegl1, and where it is not found point VK_DRIVER_FILES at \
    its nvidia_icd.json";

fn list(process: &mut Process, cancel: &CancellationToken) -> Result<Vec<Adapter>, GpuError> {
    let question = Question::List { protocol: PROTOCOL };
    let question: Frame = pack(&question, Vec::new()).map_err(GpuError::Protocol)?;
    let answer = process.ask(question, START, None, cancel)?;
    match unpack(&answer).map_err(GpuError::Protocol)? {
        Answer::Adapters(adapters) => Ok(adapters),
        Answer::Failed { kind, message } => Err(failed(kind, message)),
        _ => Err(GpuError::Protocol("an answer to another question".into())),
    }
}

fn failed(kind: Failure, message: String) -> GpuError {
    match kind {
        Failure::Lost => GpuError::DeviceLost(message),
        Failure::Memory => GpuError::OutOfMemory(message),
        Failure::Unsupported => GpuError::Unsupported(message),
        Failure::Adapter => GpuError::NoAdapter(message),
        Failure::Protocol => GpuError::Protocol(message),
    }
}

/// Locks, also after another thread panicked: what is guarded stays whole at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
