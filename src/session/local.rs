//! The workbench in the terminal that the program was started from.
//!
//! One loop: whatever happens becomes a message, all that waits is taken in one go, then the
//! screen is drawn once, at most 60 times a second, and only after a change.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use crossterm::event::{Event, EventStream};
use futures::StreamExt;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::terminal::{Screen, depth};
use super::{editor, keys};
use crate::config::Config;
use crate::ratify::Keyring;
use crate::tui::highlight::wgsl;
use crate::tui::review::Depth;
use crate::tui::theme::Theme;
use crate::tui::{Effect, Msg, Review, update, view};
use crate::workbench::{Answer, Command, Setup, Snapshot, Workbench};

/// Frames are this far apart at least.
const FRAME: Duration = Duration::from_micros(16_667);

/// SIGCONT.
const CONTINUE: i32 = if cfg!(any(target_os = "macos", target_os = "ios")) { 19 } else { 18 };

/// How long work that can't be cancelled may hold up the end: what is being written is finished.
const END: Duration = Duration::from_secs(5);

/// Runs the workbench on `directory` until the reviewer leaves it.
///
/// # Errors
/// No terminal, or no directory, an unknown theme or drafter.
pub fn run(config: Config, directory: PathBuf) -> anyhow::Result<ExitCode> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        anyhow::bail!(
            "the workbench needs a terminal; without one, `w2gpu-tui draft DIR --json` drafts and \
             verifies, `w2gpu-tui ratify DIR KERNEL --key KEY` signs, and `w2gpu-tui --help` lists \
             the rest"
        );
    }
    let metadata = std::fs::metadata(&directory)
        .with_context(|| format!("{} can't be opened", directory.display()))?;
    if !metadata.is_dir() {
        anyhow::bail!(
            "{} is no directory; `w2gpu-tui draft {0}` takes single files",
            directory.display()
        );
    }
    let depth = depth();
    let theme = Theme::named(&config.theme).map_err(anyhow::Error::msg)?;
    let theme = if depth == Depth::None { theme.without_colours() } else { theme };
    let setup = Setup {
        drafter: crate::cli::drafter::configured(&config)?,
        limits: config.limits,
        seed: config.seed,
        keyring: Keyring::new(&config.directory),
        key: config.key.clone(),
        directory: directory.clone(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(16 << 20)
        .enable_all()
        .build()
        .context("the runtime can't be started")?;
    let title = format!("w2gpu-tui {}", directory.display());
    let outcome = runtime.block_on(async {
        let screen = Screen::take(&title).context("the terminal can't be set up")?;
        Session::new(config, setup, theme, depth, screen).run().await
    });
    runtime.shutdown_timeout(END);
    outcome
}

/// How the loop ends.
enum Flow {
    Go,
    Quit,
}

struct Session {
    config: Config,
    workbench: Workbench,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    snapshot: Arc<Snapshot>,
    review: Review,
    screen: Screen,
    keys: Option<Keys>,
    messages: mpsc::UnboundedSender<Msg>,
    inbox: mpsc::UnboundedReceiver<Msg>,
    begin: Instant,
    drawn: Instant,
    dirty: bool,
    wake: Option<Instant>,
}

impl Session {
    fn new(config: Config, setup: Setup, theme: Theme, depth: Depth, screen: Screen) -> Self {
        let workbench = Workbench::open(setup);
        let snapshots = workbench.snapshots();
        let snapshot = snapshots.borrow().clone();
        let size = screen.terminal.size().map_or((80, 24), |size| (size.width, size.height));
        let (messages, inbox) = mpsc::unbounded_channel();
        let loaded = messages.clone();
        // The grammars take longer to load than the first frame may.
        std::thread::spawn(move || {
            wgsl::load();
            let _ = loaded.send(Msg::Snapshot);
        });
        let begin = Instant::now();
        Self {
            config,
            workbench,
            snapshots,
            snapshot,
            review: Review::new(theme, depth, size),
            screen,
            keys: Some(Keys::listen()),
            messages,
            inbox,
            begin,
            drawn: begin - FRAME,
            dirty: true,
            wake: None,
        }
    }

    async fn run(mut self) -> anyhow::Result<ExitCode> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hangup = signal(SignalKind::hangup())?;
        let mut resume = signal(SignalKind::from_raw(CONTINUE))?;
        // Only an editor that leaves the terminal in its plain mode can cause this one.
        let mut interrupt = signal(SignalKind::interrupt())?;
        loop {
            let wake = self.wake.unwrap_or(self.begin);
            let flow = tokio::select! {
                biased;
                _ = terminate.recv() => return Ok(ExitCode::from(128 + 15)),
                _ = hangup.recv() => return Ok(ExitCode::from(128 + 1)),
                _ = interrupt.recv() => Flow::Go,
                _ = resume.recv() => self.resumed()?,
                event = next(&mut self.keys) => match event {
                    Some(event) => self.events(event).await?,
                    // The terminal is gone.
                    None => Flow::Quit,
                },
                Some(msg) = self.inbox.recv() => self.take(msg).await?,
                changed = self.snapshots.changed() => {
                    changed.context("the workbench has stopped")?;
                    self.snapshot = self.snapshots.borrow_and_update().clone();
                    self.take(Msg::Snapshot).await?
                }
                () = tokio::time::sleep_until(wake), if self.wake.is_some() => {
                    self.wake = None;
                    self.dirty = true;
                    self.take(Msg::Clock(self.begin.elapsed())).await?
                }
                () = tokio::time::sleep_until(self.drawn + FRAME), if self.dirty => {
                    self.draw()?;
                    Flow::Go
                }
            };
            if let Flow::Quit = flow {
                return Ok(ExitCode::SUCCESS);
            }
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        self.drawn = Instant::now();
        let (review, snapshot) = (&self.review, &self.snapshot);
        self.screen.terminal.draw(|frame| view(review, snapshot, frame))?;
        self.dirty = self.review.wants_frame();
        Ok(())
    }

    /// Takes an event and all that wait behind it.
    async fn events(&mut self, event: Event) -> anyhow::Result<Flow> {
        let mut next_event = Some(event);
        while let Some(event) = next_event {
            self.take(Msg::Clock(self.begin.elapsed())).await?;
            if let Some(msg) = keys::message(event)
                && let Flow::Quit = self.take(msg).await?
            {
                return Ok(Flow::Quit);
            }
            next_event = self.keys.as_mut().and_then(|keys| keys.events.try_recv().ok());
        }
        Ok(Flow::Go)
    }

    async fn take(&mut self, msg: Msg) -> anyhow::Result<Flow> {
        self.dirty |= !matches!(msg, Msg::Clock(_));
        for effect in update(&mut self.review, msg, &self.snapshot) {
            match effect {
                Effect::Quit => return Ok(Flow::Quit),
                Effect::Send(command) => self.send(command),
                Effect::Ask(ticket, command) => {
                    let (workbench, messages) = (self.workbench.clone(), self.messages.clone());
                    tokio::spawn(async move {
                        let answer = workbench.ask(command).await;
                        let _ = messages.send(Msg::Answered(ticket, answer));
                    });
                }
                Effect::Wake(after) => self.wake = Some(Instant::now() + after),
                Effect::Copy(text) => self.screen.copy(&text)?,
                Effect::Suspend => self.suspend().await?,
                Effect::Edit { kernel, parent, text, line } => {
                    let text = self.edit(kernel.as_str(), &text, line).await?;
                    let _ = self.messages.send(Msg::Edited { kernel, parent, text });
                }
            }
        }
        Ok(Flow::Go)
    }

    /// Queues a command; a refusal becomes a notice, and a text that was refused a file.
    fn send(&self, command: Command) {
        if let Command::Focus { .. } = command {
            return self.workbench.send(command);
        }
        let text = match &command {
            Command::Edit { wgsl, .. } => Some(wgsl.clone()),
            _ => None,
        };
        let (workbench, messages) = (self.workbench.clone(), self.messages.clone());
        tokio::spawn(async move {
            let Answer::Refused(mut why) = workbench.ask(command).await else { return };
            if let Some(text) = text {
                let kept = tokio::task::spawn_blocking(move || editor::rescue(&text)).await;
                if let Ok(Ok(file)) = kept {
                    why.push_str(&format!("; the text is in {}", file.display()));
                }
            }
            let _ = messages.send(Msg::Notice(why));
        });
    }

    async fn edit(
        &mut self,
        kernel: &str,
        text: &str,
        line: u32,
    ) -> anyhow::Result<Result<String, String>> {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let editor = self.config.editor.clone();
        let editor = editor.or_else(|| variable("VISUAL")).or_else(|| variable("EDITOR"));
        let editor = editor.unwrap_or_else(|| "vi".into());
        let opened = match editor::Opened::new(kernel, text) {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(format!("no temporary file: {error}"))),
        };
        self.leave().await;
        let text = opened.edit(&editor, line).await;
        self.again()?;
        Ok(text)
    }

    /// Stops as the shell's job control expects it, with the terminal as it was.
    async fn suspend(&mut self) -> anyhow::Result<()> {
        self.leave().await;
        // The signal goes to the whole foreground job, as the terminal itself would send it. A
        // program with no shell above it isn't stopped.
        let stopped =
            tokio::process::Command::new("sh").args(["-c", "kill -TSTP 0"]).status().await;
        self.again()?;
        if let Err(error) = stopped {
            let _ = self.messages.send(Msg::Notice(format!("can't be suspended: {error}")));
        }
        Ok(())
    }

    /// Continued after a stop that came from outside.
    fn resumed(&mut self) -> anyhow::Result<Flow> {
        if self.keys.is_some() {
            self.again()?;
        }
        Ok(Flow::Go)
    }

    async fn leave(&mut self) {
        // Its thread would take the editor's keys.
        if let Some(keys) = self.keys.take() {
            keys.task.abort();
            let _ = keys.task.await;
        }
        self.screen.leave();
    }

    fn again(&mut self) -> anyhow::Result<()> {
        self.screen.again()?;
        self.keys.get_or_insert_with(Keys::listen);
        if let Ok(size) = self.screen.terminal.size() {
            let _ = self.messages.send(Msg::Resize(size.width, size.height));
        }
        self.dirty = true;
        Ok(())
    }
}

/// What comes from the terminal, read by a task of its own so that all of it can be drained.
struct Keys {
    events: mpsc::UnboundedReceiver<Event>,
    task: JoinHandle<()>,
}

impl Keys {
    fn listen() -> Self {
        let (sender, events) = mpsc::unbounded_channel();
        let mut stream = EventStream::new();
        let task = tokio::spawn(async move {
            while let Some(Ok(event)) = stream.next().await {
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        Self { events, task }
    }
}

async fn next(keys: &mut Option<Keys>) -> Option<Event> {
    match keys {
        Some(keys) => keys.events.recv().await,
        None => std::future::pending().await,
    }
}
