//! What a drafting model reads: how the draft is to look, the contract, the kernel.
//!
//! ```text
//! idiomatic
//! threads s0
//! b0 f32 read s0
//! b1 f32 read_write s0
//! s0 i32
//! s1 f32
//! fn(s0: i32, s1: f32, b0, b1) {
//!   for v0 = 0; v0 <s s0; v0 += 1 {
//! …
//! ```
//!
//! Names are canonical ([`Names`]), so that neither the kernel's name nor its author's words change
//! what is read. Where `lower` has a draft, that stands in the listing's place: what is to be said is all
//! there, in the language to say it in. A kernel that can't be lifted is read as WAT.

use std::fmt::Write;

use super::names::Names;
use crate::contract::{BufferAccess, Contract};
use crate::draft::lower;
use crate::source::{self, Lifted};

/// How a draft is to look.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Style {
    /// As a person writes WGSL: vectors, builtins, parallel forms.
    Idiomatic,
    /// As the drafter `lower` writes it.
    Plain,
}

impl Style {
    /// Its word in a prompt.
    pub fn word(self) -> &'static str {
        match self {
            Self::Idiomatic => "idiomatic",
            Self::Plain => "plain",
        }
    }
}

/// The prompt for a lifted kernel.
pub fn prompt(contract: &Contract, lifted: &Lifted, style: Style) -> String {
    let names = Names::of(contract);
    let mut text = format!("{}\n", style.word());
    interface(&mut text, contract, &names);
    text.push_str(&source::listing_named(lifted, &names.naming(lifted, contract)));
    text
}

/// The prompt with a draft to write anew in place of the listing: `lower`'s, as [`super::encode`] gives it.
pub fn rewrite_prompt(contract: &Contract, plain: &str, style: Style) -> String {
    let names = Names::of(contract);
    let mut text = format!("{} of plain\n", style.word());
    interface(&mut text, contract, &names);
    text.push_str(plain);
    text
}

/// `lower`'s draft of a kernel as [`super::encode`] gives it; `None` where it has none.
pub(super) fn plain(contract: &Contract, lifted: &Lifted) -> Option<String> {
    let lowered = lower::lower(lifted, contract, None).ok()?;
    super::encode(contract, &lowered.wgsl)
}

/// The prompt for a kernel that can't be lifted: `wat` is its function's text.
pub fn raw_prompt(contract: &Contract, wat: &str, style: Style) -> String {
    let names = Names::of(contract);
    let mut text = format!("{} raw\n", style.word());
    interface(&mut text, contract, &names);
    for line in wat.lines().map(str::trim).filter(|line| !line.is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn interface(text: &mut String, contract: &Contract, names: &Names) {
    let threads: Vec<String> =
        contract.threads.iter().map(|axis| names.expression(&axis.to_string())).collect();
    let _ = writeln!(text, "threads {}", threads.join(", "));
    let mut buffers = contract.buffers();
    for (at, binding) in names.interface.storage.iter().enumerate() {
        let buffer = buffers.next();
        let access = match buffer.map(|buffer| buffer.access) {
            Some(BufferAccess::Read) => "read",
            Some(BufferAccess::Write) | None => "write",
            Some(BufferAccess::ReadWrite) => "read_write",
        };
        let length =
            buffer.map_or_else(|| "1".to_owned(), |b| names.expression(&b.length.to_string()));
        let elem = binding.elem.word();
        let _ = writeln!(text, "b{at} {elem} {access} {length}");
    }
    let fields = names.interface.params.iter().flat_map(|params| &params.fields);
    for (at, field) in fields.enumerate() {
        let _ = writeln!(text, "s{at} {}", field.ty.word());
    }
}
