//! Whether a contract holds together: names, expressions, values, what the sidecar said where.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;

use super::sidecar::{Sidecar, error};
use super::{Abi, BufferAccess, Contract, Expr, Layout, Param, ScalarType, SlangMember};
use crate::contract::nearest::nearest;
use crate::kernel::{Diagnostic, Origin, Severity};
use crate::source::Export;

/// Storage buffers per shader stage under WebGPU's default limits.
const MAX_STORAGE_BUFFERS: usize = 8;

/// Checks a settled contract against the sidecar it came from.
pub(super) fn sidecar(
    contract: &Contract,
    sidecar: &Sidecar,
    text: &str,
    export: &Export,
    errors: &mut Vec<Diagnostic>,
) {
    let mut fail = Fail { text, errors };
    names(contract, sidecar, &mut fail);
    keys_of_the_abi(contract, sidecar, export, &mut fail);
    expressions(contract, sidecar, &mut fail);
    outputs(contract, sidecar, &mut fail);
    cases(contract, sidecar, &mut fail);
    tolerance(contract, sidecar, &mut fail);
    slang(contract, sidecar, &mut fail);
}

/// What WebGPU's defaults don't grant.
pub(super) fn limits(contract: &Contract) -> Vec<Diagnostic> {
    let buffers = contract.buffers().count() + usize::from(contract.ret().is_some());
    if buffers <= MAX_STORAGE_BUFFERS {
        return Vec::new();
    }
    let message = format!(
        "the kernel has {buffers} buffers; WebGPU grants {MAX_STORAGE_BUFFERS} unless asked for more"
    );
    vec![Diagnostic::new(Severity::Warning, "contract/limits", Origin::Source, message)]
}

struct Fail<'a> {
    text: &'a str,
    errors: &'a mut Vec<Diagnostic>,
}

impl Fail<'_> {
    fn at(&mut self, place: Range<usize>, message: String, hint: Option<String>) {
        let mut diagnostic = error(self.text, place, message);
        diagnostic.hint = hint;
        self.errors.push(diagnostic);
    }
}

fn names(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    let entries = sidecar.params.as_deref().unwrap_or(&[]);
    let place = |name: &str| {
        let entry = entries.iter().rev().find(|entry| entry.get_ref().name.get_ref() == name);
        entry.map_or(0..0, |entry| entry.get_ref().name.span())
    };
    let mut seen = HashSet::new();
    for name in contract.params.iter().map(Param::name).chain(contract.ret().map(|_| "ret")) {
        let hint = Some("letters, digits and _, not beginning with a digit".into());
        if !is_name(name) {
            let message = format!("'{}' is no name", name.escape_debug());
            fail.at(place(name), message, hint);
        } else if !seen.insert(name) {
            let message = format!("two parameters are called '{name}'");
            fail.at(place(name), message, Some("give one another name".into()));
        }
    }
    let mut based = HashSet::new();
    for param in &contract.params {
        let Param::Buffer(buffer) = param else { continue };
        if let Some(base) = buffer.base {
            if !based.insert(base) {
                let message = format!("two buffers lie at address {base}");
                fail.at(place(&buffer.name), message, None);
            }
            if buffer.layout == Layout::AsArray {
                let message = "a buffer at a constant address has no array header".to_owned();
                fail.at(place(&buffer.name), message, Some("remove layout".into()));
            }
        }
    }
}

fn keys_of_the_abi(contract: &Contract, sidecar: &Sidecar, export: &Export, fail: &mut Fail<'_>) {
    let only = |fail: &mut Fail<'_>, key: &str, place: Option<Range<usize>>, abi: Abi| {
        if let Some(place) = place.filter(|_| contract.abi != abi) {
            let message = format!("'{key}' belongs to abi = \"{}\"", abi.word());
            fail.at(place, message, Some(format!("remove it, or say abi = \"{}\"", abi.word())));
        }
    };
    only(fail, "invocation", sidecar.invocation.as_ref().map(Spanned::span), Abi::Invocation);
    only(fail, "globals", sidecar.globals.as_ref().map(Spanned::span), Abi::Slang);
    only(fail, "entry_params", sidecar.entry_params.as_ref().map(Spanned::span), Abi::Slang);
    only(fail, "workgroup", sidecar.workgroup.as_ref().map(Spanned::span), Abi::Slang);
    let abi = sidecar.abi.as_ref().map_or(0..0, Spanned::span);
    use crate::source::lifted::Ty;
    match contract.abi {
        Abi::Invocation => {
            let place = sidecar.invocation.as_ref().map_or(abi.clone(), Spanned::span);
            let count = contract.invocation.len();
            let indices = export.params.iter().take(count).all(|ty| *ty == Ty::I32);
            if !(1..=3).contains(&count) || export.params.len() < count || !indices {
                let message =
                    "an invocation kernel's first one to three i32 parameters are its index";
                fail.at(place, message.into(), Some("invocation = [\"i\"]".into()));
            } else if contract.threads.len() != count {
                let message = format!(
                    "{count} index parameters, but {} expressions in 'threads'",
                    contract.threads.len()
                );
                let place = sidecar.threads.as_ref().map_or(place, Spanned::span);
                fail.at(place, message, Some("one expression for each index".into()));
            }
        }
        Abi::Pixel => {
            let coordinates =
                export.params.len() >= 2 && export.params[..2].iter().all(|ty| *ty == Ty::F32);
            let results = &export.results;
            let colours = (1..=4).contains(&results.len())
                && results.iter().all(|ty| *ty == Ty::F32)
                || *results == [Ty::I32];
            if !coordinates || !colours || contract.threads.len() != 2 {
                let message = "a pixel kernel takes x and y as f32, returns 1 to 4 f32 or one \
                               i32, and has two extents";
                fail.at(abi.clone(), message.into(), None);
            }
        }
        Abi::Slang | Abi::C => {}
    }
    if contract.abi != Abi::Pixel && export.results.len() > 1 {
        fail.at(abi, "the function returns several values".into(), Some("abi = \"pixel\"?".into()));
    }
}

fn expressions(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    let scalars: Vec<&str> = contract.scalars().map(|scalar| scalar.name.as_str()).collect();
    let floats: Vec<&str> = contract
        .scalars()
        .filter(|scalar| scalar.ty == ScalarType::F32)
        .map(|scalar| scalar.name.as_str())
        .collect();
    let check = |fail: &mut Fail<'_>, expr: &Expr, place: Range<usize>| {
        for name in expr.names() {
            if !scalars.contains(&name) {
                let hint = nearest(name, scalars.iter().copied())
                    .map(|near| format!("did you mean '{near}'?"))
                    .or_else(|| Some(format!("scalars here: {}", scalars.join(", "))));
                fail.at(place.clone(), format!("there is no scalar '{name}'"), hint);
            } else if floats.contains(&name) {
                fail.at(place.clone(), format!("'{name}' is f32: sizes are integers"), None);
            }
        }
    };
    let threads = sidecar.threads.as_ref();
    if !(1..=3).contains(&contract.threads.len()) {
        let place = threads.map_or(0..0, Spanned::span);
        fail.at(place, "'threads' has one to three expressions".into(), None);
    }
    for (at, thread) in contract.threads.iter().enumerate() {
        let place = threads.and_then(|threads| Some(threads.get_ref().get(at)?.span()));
        check(fail, thread, place.unwrap_or(0..0));
    }
    for entry in sidecar.params.iter().flatten() {
        if let Some(length) = &entry.get_ref().length {
            check(fail, &length.get_ref().0, length.span());
        }
    }
    // Lengths that were inferred under other names than the sidecar's.
    let given = |name: &str| {
        let entry = sidecar.params.iter().flatten().find(|e| e.get_ref().name.get_ref() == name);
        entry.is_some_and(|entry| entry.get_ref().length.is_some())
    };
    for buffer in contract.buffers().filter(|buffer| !given(&buffer.name)) {
        check(fail, &buffer.length, 0..0);
    }
    if let (Some(image), Some(text)) = (&contract.image, &sidecar.image) {
        check(fail, &image.width, text.span());
        check(fail, &image.height, text.span());
        if !contract.buffers().any(|buffer| buffer.name == image.buffer) {
            let message = format!("there is no buffer '{}'", image.buffer.escape_debug());
            fail.at(text.get_ref().buffer.span(), message, None);
        }
    }
}

fn outputs(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    let Some(outputs) = &sidecar.outputs else { return };
    if outputs.get_ref().is_empty() {
        fail.at(outputs.span(), "nothing would be compared: 'outputs' is empty".into(), None);
    }
    let mut seen = HashSet::new();
    for output in outputs.get_ref() {
        let name = output.get_ref().as_str();
        let buffer = contract.buffers().find(|buffer| buffer.name == name);
        let message = match buffer {
            _ if !seen.insert(name) => format!("'{name}' stands there twice"),
            _ if name == "ret" && contract.ret().is_some() => continue,
            None if name == "ret" => "the function returns nothing".into(),
            None => {
                let names = contract.buffers().map(|buffer| buffer.name.as_str());
                let hint = nearest(name, names).map(|near| format!("did you mean '{near}'?"));
                let message = format!("there is no buffer '{}'", name.escape_debug());
                fail.at(output.span(), message, hint);
                continue;
            }
            Some(buffer) if buffer.access == BufferAccess::Read => {
                format!("'{name}' is only read, so it can't be an output")
            }
            Some(_) => continue,
        };
        fail.at(output.span(), message, None);
    }
}

fn cases(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    for case in sidecar.cases.iter().flatten() {
        let place = case.span();
        for (name, value) in &case.get_ref().0 {
            let Some(scalar) = contract.scalars().find(|scalar| scalar.name == *name) else {
                let names = contract.scalars().map(|scalar| scalar.name.as_str());
                let hint = nearest(name, names).map(|near| format!("did you mean '{near}'?"));
                let message = format!("there is no scalar '{}'", name.escape_debug());
                fail.at(place.clone(), message, hint);
                continue;
            };
            let (low, high) = match scalar.ty {
                ScalarType::Bool => (0.0, 1.0),
                ty => ty.elem().range(),
            };
            let whole = scalar.ty == ScalarType::F32 || value.fract() == 0.0;
            if *value < low || *value > high || !whole {
                let message = format!("{value} is no {}: '{name}'", scalar.ty.word());
                fail.at(place.clone(), message, None);
            }
        }
        let lookup = |name: &str| {
            let value = case.get_ref().0.iter().find(|(known, _)| known == name)?.1;
            Some(value as i64)
        };
        let lengths =
            contract.buffers().map(|b| (format!("the length of '{}'", b.name), &b.length));
        let extents = contract.threads.iter().map(|thread| ("an extent".to_owned(), thread));
        for (what, expr) in lengths.chain(extents) {
            if let Some(value) = expr.eval_with(&lookup).filter(|value| *value < 0) {
                fail.at(place.clone(), format!("{what} is {value} in this case"), None);
                break;
            }
        }
    }
}

fn tolerance(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    let Some(text) = &sidecar.tolerance else { return };
    let tolerance = contract.tolerance;
    let positive = |value: Option<f64>| value.is_none_or(|v| v.is_finite() && v >= 0.0);
    let share = tolerance.exact_frac.is_none_or(|share| (0.0..=1.0).contains(&share));
    let sound = [tolerance.abs, tolerance.rel, tolerance.psnr].into_iter().all(positive);
    if !sound || !share {
        let message = "a tolerance is finite and not negative, exact_frac lies between 0 and 1";
        fail.at(text.span(), message.into(), None);
    }
}

fn slang(contract: &Contract, sidecar: &Sidecar, fail: &mut Fail<'_>) {
    if contract.abi != Abi::Slang {
        return;
    }
    let place = || sidecar.globals.as_ref().map_or(0..0, Spanned::span);
    if let Some(size) = &sidecar.workgroup {
        let threads = size.get_ref().iter().try_fold(1_u32, |all, axis| all.checked_mul(*axis));
        if !threads.is_some_and(|threads| (1..=1024).contains(&threads)) {
            let message = "a workgroup has 1 to 1024 threads";
            fail.at(size.span(), message.into(), Some("workgroup = [8, 8, 1]".into()));
        }
    }
    let mut named = HashSet::new();
    for member in contract.globals.iter().chain(&contract.entry_params) {
        let (names, buffer): (Vec<&str>, bool) = match member {
            SlangMember::Buffer { name, .. } => (vec![name], true),
            SlangMember::UniformPtr { fields } => {
                (fields.iter().map(String::as_str).collect(), false)
            }
            SlangMember::Uniform { field } => (vec![field], false),
        };
        for name in names {
            let param = contract.params.iter().find(|param| param.name() == name);
            let fits = param.is_some_and(|param| matches!(param, Param::Buffer(_)) == buffer);
            let what = if buffer { "buffer" } else { "scalar" };
            if !fits {
                let message =
                    format!("no [[param]] describes the {what} '{}'", name.escape_debug());
                fail.at(place(), message, None);
            } else if !named.insert(name.to_owned()) {
                fail.at(place(), format!("two members are called '{name}'"), None);
            }
        }
    }
    for param in &contract.params {
        let based = matches!(param, Param::Buffer(buffer) if buffer.base.is_some());
        if !based && !named.contains(param.name()) {
            let message = format!("no member is called '{}'", param.name().escape_debug());
            fail.at(place(), message, Some("name it in globals or entry_params".into()));
        }
    }
}

/// What an expression can name.
pub(super) fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && chars.all(|c| c == '_' || c.is_alphanumeric())
        && name.len() <= 200
}
