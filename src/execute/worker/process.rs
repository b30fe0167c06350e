//! The parent's side: a child with its pipes, one request at a time.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::WorkerError;
use super::frame::Frame;
use super::watch;

/// Time between two looks at deadline, memory and cancellation. An answer is seen at once.
const LOOK: Duration = Duration::from_millis(10);
/// Lines and bytes of standard error that are kept.
const KEPT_LINES: usize = 8;
const KEPT_BYTES: u64 = 400;
/// How long a dying child is waited for by the one who killed it.
const DYING: Duration = Duration::from_millis(500);

/// A running worker. Dropping it kills it.
#[derive(Debug)]
pub struct Process {
    child: Option<Child>,
    send: Sender<Frame>,
    receive: Receiver<io::Result<Frame>>,
    stderr: Arc<Mutex<Stderr>>,
}

#[derive(Default, Debug)]
struct Stderr {
    lines: VecDeque<String>,
    ended: bool,
}

impl Process {
    /// Starts `program` with its pipes held here.
    ///
    /// # Errors
    /// [`WorkerError::Start`].
    pub fn start(program: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Self, WorkerError> {
        let mut command = Command::new(program);
        command.args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Ctrl-C is for the parent; when it goes, the pipe closes and the child follows.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let failed = |why: String| WorkerError::Start(format!("{}: {why}", program.display()));
        let mut child = command.spawn().map_err(|e| failed(e.to_string()))?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (send, outgoing) = channel::<Frame>();
        let (incoming, receive) = channel();
        let stderr = Arc::new(Mutex::new(Stderr::default()));
        let process = Self { child: Some(child), send, receive, stderr: stderr.clone() };
        let (Some(mut stdin), Some(stdout), Some(said)) = pipes else {
            return Err(failed("it has no pipes".into()));
        };
        let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
            let thread = std::thread::Builder::new().name(name.into());
            thread.spawn(work).map(|_| ()).map_err(|e| failed(e.to_string()))
        };
        // A child that does not read must not hold the deadline up: another thread writes.
        let write = move || {
            while let Ok(frame) = outgoing.recv() {
                if frame.write(&mut stdin).is_err() {
                    return;
                }
            }
        };
        spawn("worker-stdin", Box::new(write))?;
        let read = move || {
            let mut stdout = BufReader::new(stdout);
            loop {
                let frame = Frame::read(&mut stdout)
                    .and_then(|frame| frame.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()));
                let last = frame.is_err();
                if incoming.send(frame).is_err() || last {
                    return;
                }
            }
        };
        spawn("worker-stdout", Box::new(read))?;
        spawn("worker-stderr", Box::new(move || keep_last(said, &stderr)))?;
        Ok(process)
    }

    /// Its process id.
    pub fn id(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Bytes that it holds in memory now, where the system says so.
    pub fn resident(&self) -> Option<u64> {
        self.id().and_then(watch::resident)
    }

    /// Asks, and waits for the answer. `memory` is the most that the worker may hold, in bytes.
    ///
    /// # Errors
    /// See [`WorkerError`]; the worker is dead afterwards.
    pub fn ask(
        &mut self,
        question: Frame,
        deadline: Duration,
        memory: Option<u64>,
        cancel: &CancellationToken,
    ) -> Result<Frame, WorkerError> {
        let begin = Instant::now();
        if self.child.is_none() {
            return Err(WorkerError::Start("the worker is dead already".into()));
        }
        if self.send.send(question).is_err() {
            return Err(self.crashed());
        }
        loop {
            let left = deadline.saturating_sub(begin.elapsed());
            match self.receive.recv_timeout(LOOK.min(left)) {
                Ok(Ok(frame)) => return Ok(frame),
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => {
                    self.kill();
                    return Err(WorkerError::Protocol(error.to_string()));
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.crashed()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let failed = if cancel.is_cancelled() {
                WorkerError::Cancelled
            } else if begin.elapsed() >= deadline {
                WorkerError::Deadline(deadline)
            } else if let Some(most) = memory
                && self.resident().is_some_and(|bytes| bytes > most)
            {
                WorkerError::Memory(most)
            } else {
                continue;
            };
            self.kill();
            return Err(failed);
        }
    }

    /// Its pipe is closed: how it ended, and what it said last.
    fn crashed(&mut self) -> WorkerError {
        let status = self.kill();
        let begin = Instant::now();
        let stderr = loop {
            let said = self.stderr.lock().unwrap_or_else(PoisonError::into_inner);
            if said.ended || begin.elapsed() > DYING {
                break said.lines.iter().cloned().collect::<Vec<_>>().join(" · ");
            }
            drop(said);
            std::thread::sleep(Duration::from_millis(1));
        };
        let signal = status.and_then(signal);
        let code = status.and_then(|status| status.code());
        WorkerError::Crashed { signal, code, stderr }
    }

    /// Kills it, where it still runs, and collects it; how it ended, where that was seen.
    fn kill(&mut self) -> Option<ExitStatus> {
        let mut child = self.child.take()?;
        // A child that closed its pipe may be on its way out: its own end says more than ours.
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_millis(20) {
            if let Ok(Some(status)) = child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // It can only fail where the child is gone.
        let _ = child.kill();
        while begin.elapsed() < DYING {
            if let Ok(Some(status)) = child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // Stuck in a driver. Somebody else waits for it, so that no zombie stays.
        let reap = move || drop(child.wait());
        let _ = std::thread::Builder::new().name("worker-reaper".into()).spawn(reap);
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It can only fail where the child is gone.
            let _ = child.kill();
        }
        self.kill();
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

fn keep_last(said: impl Read, kept: &Mutex<Stderr>) {
    let mut said = BufReader::new(said);
    let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let mut line = Vec::new();
        match (&mut said).take(KEPT_BYTES).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        if !line.is_empty() {
            let mut kept = lock();
            if kept.lines.len() == KEPT_LINES {
                kept.lines.pop_front();
            }
            kept.lines.push_back(line);
        }
    }
    lock().ended = true;
}
