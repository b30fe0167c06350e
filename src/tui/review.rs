//! One reviewer's state, and the one function that changes it.
//!
//! Pure: messages and snapshots go in, effects come out. Several reviews share one workbench.

use std::cell::RefCell;
use std::time::Duration;

use super::key::Press;
use super::keymap::{self, Action};
use super::layer::{Layer, Outcome};
use super::layout::{Layout, Pane};
use super::theme::Theme;
use super::view::Canvas;
use crate::kernel::{Digest256, KernelId};
use crate::ratify::Status;
use crate::workbench::{Activity, Answer, Command, Decision, Kernel, Snapshot};

/// What can happen to a review.
#[derive(Debug)]
pub enum Msg {
    /// Time since the session began. Comes before the messages of its moment.
    Clock(Duration),
    /// A key.
    Press(Press),
    /// Text from the clipboard. Never decides anything.
    Paste(String),
    /// The terminal's size, in cells.
    Resize(u16, u16),
    /// There is a new snapshot.
    Snapshot,
    /// The answer to [`Effect::Ask`] of this ticket.
    Answered(u64, Answer),
    /// What came back from the editor: the text, or why there is none.
    Edited {
        /// Which kernel.
        kernel: KernelId,
        /// The draft that was opened.
        parent: Option<Digest256>,
        /// The text.
        text: Result<String, String>,
    },
    /// Something to tell the person.
    Notice(String),
}

/// What a review wants from its session.
#[derive(Debug)]
pub enum Effect {
    /// Queue this; a refusal comes back as a notice.
    Send(Command),
    /// Queue this and bring back the answer with the ticket.
    Ask(u64, Command),
    /// Open this text in the person's editor, at a line from 1.
    Edit {
        /// Which kernel.
        kernel: KernelId,
        /// The draft that is opened.
        parent: Option<Digest256>,
        /// The text.
        text: String,
        /// The line, from 1.
        line: u32,
    },
    /// Put this text into the clipboard.
    Copy(String),
    /// Send [`Msg::Clock`] after this time.
    Wake(Duration),
    /// Stop, as the terminal's job control does.
    Suspend,
    /// End the session.
    Quit,
}

/// What the lower pane shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lower {
    /// Verdict, counterexample, findings, notes.
    #[default]
    Evidence,
    /// Figures per case and executor.
    Cases,
    /// Reference and draft side by side.
    Picture,
    /// The contract.
    Contract,
    /// Times on the CPU and on adapters, over sizes.
    Profile,
}

impl Lower {
    /// All, in order.
    pub const ALL: [Self; 5] =
        [Self::Evidence, Self::Cases, Self::Picture, Self::Contract, Self::Profile];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Cases => "cases",
            Self::Picture => "picture",
            Self::Contract => "contract",
            Self::Profile => "profile",
        }
    }

    /// Whether there is something to see.
    pub fn has(self, kernel: &Kernel) -> bool {
        let judgement = kernel.judgement.as_ref();
        match self {
            Self::Evidence => true,
            Self::Cases => judgement.is_some_and(|j| !j.evidence.figures.is_empty()),
            Self::Picture => judgement.is_some_and(|j| j.picture.is_some()),
            Self::Contract => !kernel.contract_toml.is_empty(),
            Self::Profile => kernel.profile.is_some(),
        }
    }
}

/// How far a pane is scrolled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scroll {
    /// First row.
    pub row: usize,
    /// First cell.
    pub column: usize,
    /// Moved by the person: doesn't follow the stream.
    pub held: bool,
}

/// One reviewer's state.
pub struct Review {
    /// The selected kernel.
    pub selected: Option<KernelId>,
    /// Its place in the filtered list, for when it disappears.
    pub position: usize,
    /// Only kernels that match.
    pub filter: String,
    /// Which pane has the keys.
    pub focus: Pane,
    /// The focused pane has the whole screen.
    pub zoomed: bool,
    /// What the lower pane shows.
    pub lower: Lower,
    /// WAT, WGSL and lower pane.
    pub scrolls: [Scroll; 3],
    /// Overlays, the top one last.
    pub layers: Vec<Layer>,
    /// The last word to the person, until the next key.
    pub notice: Option<String>,
    /// Colours.
    pub theme: Theme,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Time since the session began.
    pub clock: Duration,
    /// The terminal's size.
    pub size: (u16, u16),
    tickets: u64,
    told: Option<(Option<KernelId>, Vec<KernelId>)>,
    /// What drawing remembers from one frame to the next.
    pub canvas: RefCell<Canvas>,
}

/// How many colours pictures may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Depth {
    /// None: shades.
    None,
    /// The 16.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

impl Review {
    /// A review on a terminal of this size.
    pub fn new(theme: Theme, depth: Depth, size: (u16, u16)) -> Self {
        Self {
            selected: None,
            position: 0,
            filter: String::new(),
            focus: Pane::List,
            zoomed: false,
            lower: Lower::Evidence,
            scrolls: [Scroll::default(); 3],
            layers: Vec::new(),
            notice: None,
            theme,
            depth,
            clock: Duration::ZERO,
            size,
            tickets: 0,
            told: None,
            canvas: RefCell::default(),
        }
    }

    /// The kernels that match the filter, in order.
    pub fn matching<'a>(&self, snapshot: &'a Snapshot) -> Vec<&'a Kernel> {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let matches = |kernel: &&Kernel| {
            if words.is_empty() {
                return true;
            }
            let text = format!("{} {}", kernel.id.as_str().to_lowercase(), state_word(kernel));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        snapshot.kernels.iter().map(AsRef::as_ref).filter(matches).collect()
    }

    /// The selected kernel.
    pub fn kernel<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Kernel> {
        self.selected.as_ref().and_then(|id| snapshot.kernel(id)).map(AsRef::as_ref)
    }

    /// Where everything is.
    pub fn layout(&self) -> Layout {
        Layout::new(self.size, self.focus, self.zoomed)
    }

    /// Whether something is still to be drawn although nothing happens.
    pub fn wants_frame(&self) -> bool {
        self.canvas.borrow().unfinished
    }

    /// A ticket for a question.
    pub fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match self.focus {
            Pane::List => None,
            Pane::Wat => Some(&mut self.scrolls[0]),
            Pane::Wgsl => Some(&mut self.scrolls[1]),
            Pane::Lower => Some(&mut self.scrolls[2]),
        }
    }
}

/// Changes the review; says what the session must do.
pub fn update(review: &mut Review, msg: Msg, snapshot: &Snapshot) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Clock(now) => {
            review.clock = now;
            Vec::new()
        }
        Msg::Resize(width, height) => {
            review.size = (width, height);
            Vec::new()
        }
        Msg::Snapshot => Vec::new(),
        Msg::Notice(text) => {
            review.notice = Some(text);
            Vec::new()
        }
        Msg::Answered(ticket, answer) => answered(review, ticket, answer),
        Msg::Edited { kernel, parent, text } => edited(review, kernel, parent, text),
        Msg::Paste(text) => to_layer(review, snapshot, |layer, review, snapshot| {
            layer.paste(review, snapshot, &text)
        })
        .unwrap_or_default(),
        Msg::Press(press) => pressed(review, press, snapshot),
    };
    keep_selection(review, snapshot);
    effects.extend(tell_focus(review, snapshot));
    effects
}

/// Gives something to the overlays, the top one first; `None` if all ignored it.
fn to_layer(
    review: &mut Review,
    snapshot: &Snapshot,
    mut give: impl FnMut(&mut Layer, &mut Review, &Snapshot) -> Outcome,
) -> Option<Vec<Effect>> {
    let mut above = Vec::new();
    let mut done = None;
    while let Some(mut layer) = review.layers.pop() {
        match give(&mut layer, review, snapshot) {
            Outcome::Ignored => above.push(layer),
            Outcome::Consumed(effects) => {
                review.layers.push(layer);
                done = Some(effects);
            }
            Outcome::Closed(effects) => done = Some(effects),
        }
        if done.is_some() {
            break;
        }
    }
    review.layers.extend(above.into_iter().rev());
    done
}

fn answered(review: &mut Review, ticket: u64, answer: Answer) -> Vec<Effect> {
    let mut answer = Some(answer);
    let mut layers = std::mem::take(&mut review.layers);
    let mut effects = Vec::new();
    layers.retain_mut(|layer| match answer.take() {
        Some(given) => match layer.answered(review, ticket, given) {
            Ok(Outcome::Closed(more)) => {
                effects.extend(more);
                false
            }
            Ok(Outcome::Consumed(more)) => {
                effects.extend(more);
                true
            }
            Ok(Outcome::Ignored) => true,
            Err(back) => {
                answer = Some(back);
                true
            }
        },
        None => true,
    });
    layers.append(&mut review.layers);
    review.layers = layers;
    // Nobody waits for it any more; what went wrong is said all the same.
    match answer {
        Some(Answer::Refused(why)) => review.notice = Some(why),
        Some(Answer::Ratified(receipt)) => {
            review.notice = Some(format!("signed and stored as entry {}", receipt.seq));
        }
        _ => {}
    }
    effects
}

fn edited(
    review: &mut Review,
    kernel: KernelId,
    parent: Option<Digest256>,
    text: Result<String, String>,
) -> Vec<Effect> {
    match text {
        Ok(text) => vec![Effect::Send(Command::Edit { kernel, wgsl: text.into(), parent })],
        Err(why) => {
            review.notice = Some(why);
            Vec::new()
        }
    }
}

fn pressed(review: &mut Review, press: Press, snapshot: &Snapshot) -> Vec<Effect> {
    review.notice = None;
    let given =
        to_layer(review, snapshot, |layer, review, snapshot| layer.press(review, snapshot, press));
    if let Some(effects) = given {
        return effects;
    }
    if press == super::key::Key::Esc.into() && !review.filter.is_empty() {
        review.filter.clear();
        return Vec::new();
    }
    match keymap::action(press) {
        Some(action) => match refusal(action, review, snapshot) {
            None => act(review, action, snapshot),
            Some(why) => {
                review.notice = Some(why);
                Vec::new()
            }
        },
        None => Vec::new(),
    }
}

/// Why an action does nothing now; `None` where it works. The footer shows what works.
pub fn refusal(action: Action, review: &Review, snapshot: &Snapshot) -> Option<String> {
    let kernel = review.kernel(snapshot);
    let need = |ok: bool, why: &str| (!ok).then(|| why.to_owned());
    let resting = kernel.is_some_and(|k| k.activity == Activity::Resting);
    let has_draft = kernel.is_some_and(|k| k.draft.is_some() && k.stream.is_none());
    let decided = kernel.is_some_and(is_ratified_as_shown);
    match action {
        Action::Accept => {
            let verdict = kernel.and_then(Kernel::verdict).map(|verdict| verdict.word());
            need(has_draft, "there is no draft to accept yet")
                .or_else(|| need(!decided, "this draft is ratified already"))
                .or_else(|| need(resting, "wait for the verdict"))
                .or_else(|| match kernel.map(|k| &k.decision) {
                    Some(Decision::Rejected { .. }) => {
                        Some("this draft was rejected; u takes that back".to_owned())
                    }
                    _ => None,
                })
                .or_else(|| match verdict {
                    Some("verified") => None,
                    Some(word) => {
                        Some(format!("the verdict is {word}: only verified drafts can be signed"))
                    }
                    None => Some("there is no verdict: only verified drafts can be signed".into()),
                })
        }
        Action::Reject => need(has_draft, "there is no draft to reject")
            .or_else(|| need(!decided, "this draft is ratified already"))
            .or_else(|| {
                let open = kernel.is_some_and(|k| k.decision == Decision::Open);
                need(open, "this draft was rejected already; u takes that back")
            }),
        Action::Edit | Action::EditHere => {
            let contract = kernel.is_some_and(|k| k.contract.is_some());
            need(
                contract,
                "this kernel has no contract: see its diagnostics, or wait while it is read",
            )
            .or_else(|| need(kernel.is_some_and(|k| k.stream.is_none()), "wait for the draft"))
        }
        Action::Redraft => {
            let contract = kernel.is_some_and(|k| k.contract.is_some());
            need(
                contract,
                "this kernel has no contract: see its diagnostics, or wait while it is read",
            )
        }
        Action::Undo => {
            let rejected = kernel.is_some_and(|k| k.decision != Decision::Open);
            let undo = rejected || kernel.is_some_and(|k| k.undo.is_some());
            need(undo, "nothing to undo here")
        }
        Action::Copy => need(has_draft, "there is no draft to copy"),
        Action::Measure => need(has_draft, "there is no draft to time"),
        Action::Cycle | Action::Zoom | Action::NextPane | Action::PreviousPane => {
            need(kernel.is_some(), "no kernel is selected")
        }
        _ => None,
    }
}

fn act(review: &mut Review, action: Action, snapshot: &Snapshot) -> Vec<Effect> {
    match action {
        Action::Down => move_by(review, snapshot, 1),
        Action::Up => move_by(review, snapshot, -1),
        Action::PageDown => move_by(review, snapshot, page(review)),
        Action::PageUp => move_by(review, snapshot, -page(review)),
        Action::Top => move_by(review, snapshot, isize::MIN / 2),
        Action::Bottom => {
            move_by(review, snapshot, isize::MAX / 2);
            if let Some(scroll) = review.scroll_mut() {
                scroll.held = false;
            }
        }
        Action::NextKernel => select_by(review, snapshot, 1),
        Action::PreviousKernel => select_by(review, snapshot, -1),
        Action::Left | Action::Right => {
            let step = if action == Action::Left { -8 } else { 8 };
            if let Some(scroll) = review.scroll_mut() {
                scroll.column =
                    scroll.column.saturating_add_signed(step).min(super::highlight::ROW * 8);
            }
        }
        Action::NextPane => review.focus = review.focus.next(),
        Action::PreviousPane => review.focus = review.focus.previous(),
        Action::Zoom => review.zoomed = !review.zoomed,
        Action::Cycle => {
            if let Some(kernel) = review.kernel(snapshot) {
                let at = Lower::ALL.iter().position(|lower| *lower == review.lower).unwrap_or(0);
                let all = Lower::ALL.len();
                let next = (1..=all).map(|step| Lower::ALL[(at + step) % all]);
                review.lower = next.into_iter().find(|lower| lower.has(kernel)).unwrap_or_default();
                review.scrolls[2] = Scroll::default();
            }
        }
        Action::Filter => review.layers.push(Layer::filter(&review.filter)),
        Action::Help => review.layers.push(Layer::help()),
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Refresh => return vec![Effect::Send(Command::Refresh)],
        _ => return on_kernel(review, action, snapshot),
    }
    Vec::new()
}

fn on_kernel(review: &mut Review, action: Action, snapshot: &Snapshot) -> Vec<Effect> {
    let Some(kernel) = review.kernel(snapshot) else { return Vec::new() };
    let id = kernel.id.clone();
    let hash = kernel.draft.as_ref().map(|draft| draft.hash);
    match (action, hash) {
        (Action::Redraft, _) => vec![Effect::Send(Command::Redraft(id))],
        (Action::Undo, _) => vec![Effect::Send(Command::Undo(id))],
        (Action::Measure, Some(draft)) => {
            review.lower = Lower::Profile;
            review.scrolls[2] = Scroll::default();
            vec![Effect::Send(Command::Measure { kernel: id, draft })]
        }
        (Action::Copy, _) => {
            review.notice = Some("the draft is in the clipboard, if the terminal allows it".into());
            vec![Effect::Copy(kernel.wgsl().to_owned())]
        }
        (Action::Reject, Some(draft)) => {
            review.layers.push(Layer::reason(id, draft));
            Vec::new()
        }
        (Action::Accept, Some(draft)) => {
            let ticket = review.ticket();
            review.layers.push(Layer::confirm(id.clone(), draft, ticket));
            vec![Effect::Ask(ticket, Command::Prepare { kernel: id, draft })]
        }
        (Action::Edit, parent) => {
            let line = line_in_view(review, kernel);
            let text = kernel.wgsl().to_owned();
            vec![Effect::Edit { kernel: id, parent, text, line }]
        }
        (Action::EditHere, parent) => {
            let line = line_in_view(review, kernel);
            match Layer::editor(id, parent, kernel.wgsl(), line) {
                Ok(layer) => review.layers.push(layer),
                Err(why) => review.notice = Some(why),
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The first error's line, or else the first line on the screen.
fn line_in_view(review: &Review, kernel: &Kernel) -> u32 {
    let held = review.scrolls[1].held || review.scrolls[1].row > 0;
    let span = kernel.draft_diagnostics.iter().find_map(|diagnostic| diagnostic.span);
    match span {
        Some(span) if !held => span.line,
        _ => review.canvas.borrow().wgsl_line.max(1),
    }
}

fn page(review: &Review) -> isize {
    let height = review.canvas.borrow().heights[review.focus as usize].max(2);
    isize::try_from(height - 1).unwrap_or(1)
}

fn move_by(review: &mut Review, snapshot: &Snapshot, by: isize) {
    let (total, height) = {
        let canvas = review.canvas.borrow();
        (canvas.totals[review.focus as usize], canvas.heights[review.focus as usize])
    };
    let shown = review.canvas.borrow().tops[review.focus as usize];
    match review.scroll_mut() {
        None => select_by(review, snapshot, by),
        Some(scroll) => {
            let last = total.saturating_sub(height);
            scroll.row = shown.saturating_add_signed(by).min(last);
            scroll.held = true;
        }
    }
}

fn select_by(review: &mut Review, snapshot: &Snapshot, by: isize) {
    let matching = review.matching(snapshot);
    let at = matching.iter().position(|kernel| Some(&kernel.id) == review.selected.as_ref());
    let at = at.unwrap_or(review.position);
    let at = at.saturating_add_signed(by).min(matching.len().saturating_sub(1));
    select(review, matching.get(at).map(|kernel| kernel.id.clone()), at);
}

fn select(review: &mut Review, id: Option<KernelId>, position: usize) {
    if review.selected != id {
        review.selected = id;
        review.scrolls = [Scroll::default(); 3];
    }
    review.position = position;
}

/// Keeps the selection on its kernel, or on the place where it was.
fn keep_selection(review: &mut Review, snapshot: &Snapshot) {
    let matching = review.matching(snapshot);
    let at = matching.iter().position(|kernel| Some(&kernel.id) == review.selected.as_ref());
    let at = at.unwrap_or(review.position.min(matching.len().saturating_sub(1)));
    select(review, matching.get(at).map(|kernel| kernel.id.clone()), at);
    if let Some(kernel) = review.kernel(snapshot)
        && !review.lower.has(kernel)
        && kernel.activity == Activity::Resting
    {
        review.lower = Lower::Evidence;
    }
}

/// Tells the workbench what is looked at, when that changed.
fn tell_focus(review: &mut Review, snapshot: &Snapshot) -> Option<Effect> {
    let matching = review.matching(snapshot);
    let height = usize::from(review.layout().list.height).max(1);
    let top = review.position.saturating_sub(height / 2);
    let visible = matching.iter().skip(top).take(height).map(|kernel| kernel.id.clone());
    let now = (review.selected.clone(), visible.collect::<Vec<_>>());
    if review.told.as_ref() == Some(&now) {
        return None;
    }
    review.told = Some(now.clone());
    Some(Effect::Send(Command::Focus { selected: now.0, visible: now.1 }))
}

/// The draft on the screen is the one in the store, and nothing has changed since.
pub fn is_ratified_as_shown(kernel: &Kernel) -> bool {
    let hash = kernel.draft.as_ref().map(|draft| draft.hash);
    matches!(&kernel.status, Status::Ratified(entry) if Some(entry.wgsl) == hash)
}

/// One word for where a kernel stands, as the list shows it.
pub fn state_word(kernel: &Kernel) -> &'static str {
    use crate::kernel::Stage;
    if let Decision::Rejected { .. } = kernel.decision {
        return "rejected";
    }
    match &kernel.status {
        Status::Ratified(_) if is_ratified_as_shown(kernel) => return "ratified",
        Status::Stale { .. } if kernel.activity == Activity::Resting => return "stale",
        _ => {}
    }
    match (kernel.activity, kernel.verdict()) {
        (Activity::Waiting, _) => "waiting",
        (Activity::Resting, Some(verdict)) => verdict.word(),
        (Activity::Resting, None) if kernel.failure.is_some() => "no draft",
        (Activity::Resting, None) => match kernel.stage {
            Stage::Parse | Stage::Compile => "error",
            Stage::Contract => "contract",
            _ => "open",
        },
        (Activity::Running, _) => match kernel.stage {
            Stage::Parse => "parsing",
            Stage::Contract => "contract",
            Stage::Draft => "drafting",
            Stage::Compile => "compiling",
            Stage::Execute => "running",
            Stage::Parity => "parity",
            Stage::Ratify => "fresh run",
        },
    }
}
