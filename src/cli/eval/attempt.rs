//! One draft of a kernel, timed and judged.

use std::time::Instant;

use serde::Serialize;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::cli::judge;
use crate::config::Config;
use crate::draft::{Drafter, Piece};
use crate::kernel::{Class, Verdict};
use crate::workbench::engine::{self, Loaded};

/// What became of it.
#[derive(Clone, Serialize, Debug)]
pub struct Attempt {
    /// It passed naga and the interface's checks.
    pub compiles: bool,
    /// It was verified; neither weak nor trivial ones count.
    pub verified: bool,
    /// How close it came, as its evidence says.
    pub class: Class,
    /// More than one invocation stored outputs.
    pub parallel: bool,
    /// Pieces that the drafter sent.
    pub tokens: usize,
    /// From the beginning to the first piece; `None` where none came.
    pub first_token: Option<f64>,
    /// From the beginning to the last piece.
    pub drafted: f64,
    /// From the beginning to the verdict.
    pub verdict: f64,
    /// Why it is not verified.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The draft.
    pub wgsl: String,
}

impl Attempt {
    fn failed(why: String, drafted: f64) -> Self {
        Self {
            compiles: false,
            verified: false,
            class: Class::None,
            parallel: false,
            tokens: 0,
            first_token: None,
            drafted,
            verdict: drafted,
            why,
            wgsl: String::new(),
        }
    }

    /// Drafts and judges. `known` are earlier attempts at the same kernel: a draft that was judged is
    /// not judged again.
    pub fn new(loaded: &Loaded, drafter: &dyn Drafter, config: &Config, known: &[Self]) -> Self {
        let begin = Instant::now();
        let (tokens, mut inbox) = mpsc::channel(256);
        let (drafted, (count, first)) = std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let (mut count, mut first) = (0, None);
                while let Some(piece) = inbox.blocking_recv() {
                    first.get_or_insert_with(|| begin.elapsed().as_secs_f64());
                    count += usize::from(matches!(piece, Piece::Text(_)));
                }
                (count, first)
            });
            let drafted = engine::draft(loaded, drafter, &tokens, &CancellationToken::new());
            drop(tokens);
            (drafted, reader.join().unwrap_or_default())
        });
        let seconds = begin.elapsed().as_secs_f64();
        let draft = match drafted {
            Ok(draft) => draft,
            Err(error) => return Self::failed(error.to_string(), seconds),
        };
        let timed = |attempt: Self| Self {
            tokens: count,
            first_token: first,
            drafted: seconds,
            verdict: begin.elapsed().as_secs_f64(),
            ..attempt
        };
        let wgsl = draft.wgsl.to_string();
        if let Some(same) = known.iter().find(|attempt| attempt.wgsl == wgsl) {
            return timed(same.clone());
        }
        let candidate = judge::Candidate::new(loaded.clone());
        let result = judge::judge(candidate, draft, judge::seed(config), config.limits);
        let evidence = result.judgement.as_ref().map(|judgement| &judgement.evidence);
        let class = evidence.map_or(Class::None, |evidence| evidence.class);
        let is_verified = evidence.is_some_and(|e| e.verdict == Verdict::Verified);
        let why = match evidence {
            Some(evidence) => evidence.verdict.reason().unwrap_or_default().to_owned(),
            None => result.diagnostics.first().map_or_else(String::new, |d| d.message.clone()),
        };
        timed(Self {
            compiles: result.compiles,
            verified: is_verified && matches!(class, Class::Exact | Class::Tolerance),
            class,
            parallel: evidence.is_some_and(|evidence| evidence.parallel),
            why,
            wgsl,
            ..Self::failed(String::new(), 0.0)
        })
    }
}
