//! w2gpu-tui: a terminal workbench in which a draft of a GPU kernel becomes a trusted one.
//!
//! `w2gpu-tui ./kernels` watches a directory of WAT files, kernels for the CPU. A drafter writes
//! the same kernel in WGSL, token by token; naga's diagnostics appear inside the draft while it
//! streams; the draft is executed against its source; a person accepts, edits or rejects it; what
//! is accepted is signed into a store. The drafter proposes, execution decides, a person signs.
//!
//! This page is the architecture. Each module's own page says what it does and what it never
//! does; [`kernel`] holds the words they share.
//!
//! # The data's way
//!
//! ```text
//! watch → source → contract → draft → check → execute → verify → [workbench] → statement → store
//!                                                                     │
//!                                                                     └→ review → view
//! ```
//!
//! | stage | module | from → to |
//! |---|---|---|
//! | parse | [`source`] | WAT text → [`source::Module`] → [`source::Lifted`] |
//! | contract | [`contract`] | lifted kernel (and sidecar) → [`contract::Contract`] → [`contract::Interface`] |
//! | draft | [`draft`] | contract and lifted kernel → WGSL, token by token |
//! | compile | [`check`] | WGSL → diagnostics, or [`check::Checked`] |
//! | execute | [`execute`] | a case → memory after the run, by the WAT and by the WGSL |
//! | parity | [`verify`] | contract and executors → [`kernel::Evidence`] with a [`kernel::Verdict`] |
//! | ratify | [`ratify`] | evidence and a person → signed statement → store |
//!
//! Around that line stand [`workbench`], the one owner of all kernels' stages; [`tui`], what one
//! reviewer sees; [`session`], one reviewer's terminal; [`cli`], the same engine without a
//! terminal; and [`config`].
//!
//! # Architecture invariants
//!
//! **Architecture Invariant:** imports run one way along that line. Nothing left of [`workbench`]
//! knows a terminal; [`tui`] knows no async runtime and does no input or output; only [`session`]
//! drives the terminal; only `ratify::store` writes the store.
//!
//! **Architecture Invariant:** `review::update` and `view` are pure. Any number of sessions can
//! share one workbench, each with its own review state and theme; there is no process-global
//! theme, clipboard or log.
//!
//! **Architecture Invariant:** a verdict never comes from the thing being judged. The reference
//! runs the WAT itself; inputs are drawn after the draft is frozen, from a recorded seed; `simt`
//! is written here, over naga's IR, and tested builtin by builtin.
//!
//! **Architecture Invariant:** anything that can hang or crash, a GPU's driver above all, runs in
//! a child process with a deadline ([`execute::worker`]); what becomes of it is a result.
//!
//! **Architecture Invariant:** what is signed is what was shown. A `ratify::Ratifiable` is built
//! in one place, from a WAT digest, a contract digest, a WGSL digest and evidence that names
//! exactly those digests.
//!
//! **Architecture Invariant:** every foreign string (WAT, WGSL, file names, key comments, errors)
//! passes through `tui::visible` before it reaches a terminal.
//!
//! **Architecture Invariant:** everything foreign has a limit. Files, nesting, inlining, memory,
//! fuel and time are bounded, and the bound that was met is named in the message.
//!
//! **Architecture Invariant:** nothing that waits is unbounded. Queues have a length, jobs a
//! cancellation token, runs a deadline.
#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod check;
pub mod cli;
pub mod config;
pub mod contract;
pub mod draft;
pub mod execute;
pub mod kernel;
pub mod ratify;
pub mod session;
pub mod source;
pub mod tui;
pub mod verify;
pub mod workbench;
