//! Lays a sidecar's `[[param]]`s over the proposed ones: the sidecar wins, key by key.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;

use super::proposal::{BufferGuess, Guess, Proposal, ScalarGuess};
use super::sidecar::{Kind, ParamText, Sidecar, error};
use super::{Abi, Expr, Layout, Param, ScalarParam, ScalarType};
use crate::kernel::Diagnostic;
use crate::source::lifted::Ty;

/// What the sidecar says of the extent's scalars of `invocation` and `pixel`.
pub(super) type Leading = Vec<ScalarParam>;

/// Renames what the proposal's expressions call otherwise, then overlays the sidecar's parameters.
pub(super) fn params(
    proposal: &mut Proposal,
    sidecar: &Sidecar,
    text: &str,
    errors: &mut Vec<Diagnostic>,
) -> Leading {
    let Some(entries) = &sidecar.params else { return Leading::new() };
    let (based, plain): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.get_ref().base.is_some());
    for entry in based {
        overlay_based(proposal, entry, text, errors);
    }
    if proposal.abi == Abi::Slang && sidecar.globals.is_some() {
        // The members name the parameters; what was inferred has other names.
        proposal.params.retain(|guess| !guess.is_wasm());
        for entry in plain {
            let guess = Guess::Scalar(ScalarGuess {
                name: entry.get_ref().name.get_ref().clone(),
                ty: ScalarType::I32,
                generator: None,
                unsure: true,
            });
            proposal.params.extend(overlay(guess, entry, None, text, errors));
        }
        return Leading::new();
    }
    let wasm: Vec<usize> =
        (0..proposal.params.len()).filter(|&at| proposal.params[at].is_wasm()).collect();
    let by_name = |entry: &&Spanned<ParamText>| {
        let name = entry.get_ref().name.get_ref();
        wasm.iter().copied().find(|&at| proposal.params[at].name() == name)
    };
    let extra = plain.len().saturating_sub(wasm.len());
    let leads = matches!(proposal.abi, Abi::Invocation | Abi::Pixel);
    let places: Vec<Option<usize>> = plain.iter().map(by_name).collect();
    let mut leading = Leading::new();
    let pairs: Vec<(usize, &Spanned<ParamText>)> = if plain.len() == wasm.len() {
        wasm.iter().copied().zip(plain).collect()
    } else if places.iter().all(Option::is_some) {
        places.into_iter().flatten().zip(plain).collect()
    } else if leads && (1..=3).contains(&extra) {
        for entry in &plain[..extra] {
            leading.extend(lead(entry, text, errors));
        }
        wasm.iter().copied().zip(plain[extra..].iter().copied()).collect()
    } else {
        let place = entries.first().map_or(0..0, Spanned::span);
        let message = format!(
            "the function takes {} parameters, the sidecar describes {}",
            wasm.len(),
            plain.len()
        );
        let names: Vec<_> = wasm.iter().map(|&at| proposal.params[at].name()).collect();
        errors.push(error(text, place, message).with_hint(format!(
            "describe all of them in their order, or only some of: {}",
            names.join(", ")
        )));
        return leading;
    };
    // Before the sidecar's own expressions come in: those are in its names already.
    let names = |(at, entry): &(usize, &Spanned<ParamText>)| {
        (proposal.params[*at].name().to_owned(), entry.get_ref().name.get_ref().clone())
    };
    let renamed = pairs.iter().map(names).collect();
    rename(proposal, &renamed);
    for (at, entry) in pairs {
        let (old, wasm) = (proposal.params[at].clone(), wasm_type(&proposal.params[at]));
        if let Some(guess) = overlay(old, entry, Some(wasm), text, errors) {
            proposal.params[at] = guess;
        }
    }
    leading
}

fn wasm_type(guess: &Guess) -> Ty {
    match guess {
        Guess::Buffer(_) => Ty::I32,
        Guess::Scalar(scalar) => scalar.ty.wasm(),
    }
}

fn rename(proposal: &mut Proposal, names: &HashMap<String, String>) {
    for guess in &mut proposal.params {
        if let Guess::Buffer(BufferGuess { length: Some(length), .. }) = guess {
            length.rename(names);
        }
    }
    proposal.threads.iter_mut().flatten().for_each(|thread| thread.rename(names));
}

impl Expr {
    /// Replaces names, all at once.
    pub(super) fn rename(&mut self, names: &HashMap<String, String>) {
        match self {
            Self::Int(_) => {}
            Self::Name(name) => {
                if let Some(new) = names.get(name) {
                    name.clone_from(new);
                }
            }
            Self::Add(a, b)
            | Self::Sub(a, b)
            | Self::Mul(a, b)
            | Self::Div(a, b)
            | Self::Min(a, b)
            | Self::Max(a, b)
            | Self::CeilDiv(a, b) => {
                a.rename(names);
                b.rename(names);
            }
        }
    }
}

fn overlay_based(
    proposal: &mut Proposal,
    entry: &Spanned<ParamText>,
    text: &str,
    errors: &mut Vec<Diagnostic>,
) {
    let base = entry.get_ref().base.as_ref().map(|base| *base.get_ref());
    let known = proposal
        .params
        .iter()
        .position(|guess| matches!(guess, Guess::Buffer(buffer) if buffer.base == base));
    let guess = match known {
        Some(at) => proposal.params.remove(at),
        None => Guess::Buffer(BufferGuess::new(entry.get_ref().name.get_ref())),
    };
    let guess = overlay(guess, entry, None, text, errors);
    match known {
        Some(at) => proposal.params.splice(at..at, guess).for_each(drop),
        None => proposal.params.extend(guess),
    }
}

/// One parameter; `wasm` is the wasm parameter's type where it is one.
fn overlay(
    guess: Guess,
    entry: &Spanned<ParamText>,
    wasm: Option<Ty>,
    text: &str,
    errors: &mut Vec<Diagnostic>,
) -> Option<Guess> {
    let (place, entry) = (entry.span(), entry.get_ref());
    let name = entry.name.get_ref().clone();
    let buffer_keys: [(&str, Option<Range<usize>>); 5] = [
        ("elem", entry.elem.as_ref().map(Spanned::span)),
        ("access", entry.access.as_ref().map(Spanned::span)),
        ("length", entry.length.as_ref().map(Spanned::span)),
        ("layout", entry.layout.as_ref().map(Spanned::span)),
        ("base", entry.base.as_ref().map(Spanned::span)),
    ];
    let first_buffer_key = buffer_keys.into_iter().find_map(|(key, at)| Some((key, at?)));
    let kind = entry.kind.unwrap_or(match (&guess, &first_buffer_key, &entry.ty) {
        (_, Some(_), _) => Kind::Buffer,
        (_, None, Some(_)) => Kind::Scalar,
        (Guess::Buffer(_), ..) => Kind::Buffer,
        (Guess::Scalar(_), ..) => Kind::Scalar,
    });
    let generator = entry.generator.as_ref().map(|generator| generator.get_ref().0);
    match kind {
        Kind::Scalar => {
            if let Some((key, at)) = first_buffer_key {
                let message = format!("'{key}' says nothing about a scalar");
                errors.push(error(text, at, message).with_hint("remove it, or kind = \"buffer\""));
                return None;
            }
            let mut scalar = match guess {
                Guess::Scalar(scalar) => scalar,
                Guess::Buffer(_) => ScalarGuess {
                    name: String::new(),
                    ty: ScalarType::I32,
                    generator: None,
                    unsure: false,
                },
            };
            if let Some(ty) = &entry.ty {
                let fits = wasm.is_none_or(|wasm| ty.get_ref().wasm() == wasm);
                if !fits {
                    let message = format!(
                        "'{name}' is {} in the wasm function, not {}",
                        scalar.ty.word(),
                        ty.get_ref().word()
                    );
                    errors.push(error(text, ty.span(), message));
                    return None;
                }
                scalar.ty = *ty.get_ref();
            }
            scalar.unsure = false;
            scalar.name = name;
            scalar.generator = generator.or(scalar.generator);
            Some(Guess::Scalar(scalar))
        }
        Kind::Buffer => {
            if let Some(ty) = &entry.ty {
                let message = "'type' says nothing about a buffer";
                errors.push(error(text, ty.span(), message).with_hint("elem = \"f32\" is its key"));
                return None;
            }
            if wasm.is_some_and(|wasm| wasm != Ty::I32) {
                let message = format!("'{name}' is no pointer in the wasm function");
                errors.push(error(text, place, message).with_hint("kind = \"scalar\""));
                return None;
            }
            let mut buffer = match guess {
                Guess::Buffer(buffer) => buffer,
                Guess::Scalar(_) => BufferGuess::new(&name),
            };
            buffer.name = name;
            let elem = entry.elem.as_ref().map(|elem| *elem.get_ref());
            if elem.is_some() && elem != buffer.elem {
                buffer.generator = None;
            }
            buffer.elem = elem.or(buffer.elem);
            buffer.access = entry.access.as_ref().map(|a| *a.get_ref()).or(buffer.access);
            buffer.length =
                entry.length.as_ref().map(|length| length.get_ref().0.clone()).or(buffer.length);
            buffer.generator = generator.or(buffer.generator);
            buffer.layout = entry.layout.as_ref().map_or(buffer.layout, |l| *l.get_ref());
            buffer.base = entry.base.as_ref().map(|base| *base.get_ref()).or(buffer.base);
            Some(Guess::Buffer(buffer))
        }
    }
}

/// A scalar of the extent that the sidecar describes.
fn lead(
    entry: &Spanned<ParamText>,
    text: &str,
    errors: &mut Vec<Diagnostic>,
) -> Option<ScalarParam> {
    let guess = Guess::Scalar(ScalarGuess {
        name: String::new(),
        ty: super::LEADING_TYPE,
        generator: None,
        unsure: false,
    });
    match overlay(guess, entry, Some(Ty::I32), text, errors)? {
        Guess::Scalar(scalar) => Some(scalar.into()),
        Guess::Buffer(_) => {
            let message = "more parameters than the function takes: only the extent's scalars may \
                           stand in front";
            errors.push(error(text, entry.span(), message));
            None
        }
    }
}

impl BufferGuess {
    /// Nothing but a name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            elem: None,
            access: None,
            length: None,
            generator: None,
            layout: Layout::Plain,
            base: None,
        }
    }
}

impl From<ScalarGuess> for ScalarParam {
    fn from(guess: ScalarGuess) -> Self {
        Self { name: guess.name, ty: guess.ty, generator: guess.generator }
    }
}

impl From<ScalarGuess> for Param {
    fn from(guess: ScalarGuess) -> Self {
        Self::Scalar(guess.into())
    }
}
