//! Proposal and sidecar → a contract in which nothing is open, or the questions that are left.

use super::proposal::{BufferGuess, Guess, Proposal};
use super::sidecar::{MemberKind, MemberText, Sidecar, error};
use super::{
    Abi, Buffer, BufferAccess, Contract, Elem, Expr, Generator, Image, Inferred, Param,
    ScalarParam, ScalarType, SlangMember, derive, infer, overlay, validate,
};
use crate::kernel::{Diagnostic, Origin};
use crate::source::lifted::Ty;
use crate::source::{Export, Lifted, Module};

/// Lays `sidecar` (whose text is `text`) over `proposal`.
///
/// # Errors
/// What is wrong with the sidecar.
pub(super) fn settle(
    mut proposal: Proposal,
    sidecar: &Sidecar,
    text: &str,
    export: &Export,
    kernel: Option<(&Module, Option<&Lifted>)>,
) -> Result<Inferred, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let mut late = false;
    let declared = overlay::params(&mut proposal, sidecar, text, &mut errors);
    slang_keys(&mut proposal, sidecar, text, &mut errors);
    if let Some((module, lifted)) = kernel.filter(|_| errors.is_empty()) {
        late |= infer::complete(&mut proposal, module, export, lifted).is_err();
    }
    let open_access: Vec<String> = proposal
        .params
        .iter()
        .filter(|guess| matches!(guess, Guess::Buffer(buffer) if buffer.access.is_none()))
        .map(|guess| guess.name().to_owned())
        .collect();
    if let Some(names) = &sidecar.invocation {
        proposal.invocation = names.get_ref().iter().map(|n| n.get_ref().clone()).collect();
    }
    let mut open = Vec::new();
    let mut params: Vec<Param> =
        proposal.params.into_iter().map(|guess| guess.settle(&mut open)).collect();
    let threads = match &sidecar.threads {
        Some(threads) => {
            threads.get_ref().iter().map(|thread| thread.get_ref().0.clone()).collect()
        }
        None => proposal.threads.unwrap_or_else(|| vec![Expr::Int(1)]),
    };
    let leading = match proposal.abi {
        Abi::Invocation | Abi::Pixel => lead(&mut params, &threads, declared),
        // Nothing but the headers of arrays says how long they are.
        Abi::C if has_arrays(&params) => {
            let lengths = params.iter().filter_map(|param| match param {
                Param::Buffer(buffer) => Some(buffer.length.clone()),
                Param::Scalar(_) => None,
            });
            let exprs: Vec<Expr> = threads.iter().cloned().chain(lengths).collect();
            lead(&mut params, &exprs, declared)
        }
        Abi::C | Abi::Slang => 0,
    };
    let returns = returns(proposal.abi, sidecar, text, export, &mut errors);
    if proposal.abi == Abi::Pixel {
        let elem = returns.map_or(Elem::F32, ScalarType::elem);
        params.push(pixels(&threads, export.results.len(), elem));
    }
    let mut contract = Contract {
        export: export.name.clone(),
        abi: proposal.abi,
        outputs: Vec::new(),
        threads,
        cases: Vec::new(),
        tolerance: Default::default(),
        image: None,
        returns,
        note: sidecar.note.clone(),
        params,
        leading,
        invocation: proposal.invocation,
        globals: proposal.globals,
        entry_params: proposal.entry_params,
        workgroup: proposal.workgroup,
    };
    derived_keys(&mut contract, sidecar);
    validate::sidecar(&contract, sidecar, text, export, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    if let Some((module, lifted)) = kernel.filter(|_| open.is_empty()) {
        let own_cases = sidecar.cases.is_none();
        late |= infer::finish(&mut contract, module, lifted, &open_access, own_cases).is_err();
    }
    let mut diagnostics =
        if open.is_empty() { validate::limits(&contract) } else { vec![question(&open)] };
    if late {
        diagnostics.insert(0, too_late());
    }
    Ok(Inferred { contract, diagnostics })
}

/// Keys that follow from the others where the sidecar doesn't give them.
fn derived_keys(contract: &mut Contract, sidecar: &Sidecar) {
    contract.outputs = match &sidecar.outputs {
        Some(outputs) => outputs.get_ref().iter().map(|name| name.get_ref().clone()).collect(),
        None => derive::outputs(contract),
    };
    contract.image = match &sidecar.image {
        Some(image) => {
            let image = image.get_ref();
            Some(Image {
                width: image.width.0.clone(),
                height: image.height.0.clone(),
                buffer: image.buffer.get_ref().clone(),
                format: image.format,
            })
        }
        None => derive::image(contract),
    };
    contract.tolerance = match &sidecar.tolerance {
        Some(tolerance) => *tolerance.get_ref(),
        None => derive::tolerance(contract),
    };
    contract.cases = match &sidecar.cases {
        Some(cases) => {
            let order: Vec<&str> = contract.scalars().map(|s| s.name.as_str()).collect();
            let rank = |name: &str| order.iter().position(|known| *known == name);
            let sorted = |case: &Vec<(String, f64)>| {
                let mut case = case.clone();
                case.sort_by_key(|(name, _)| rank(name).unwrap_or(usize::MAX));
                case
            };
            cases.iter().map(|case| sorted(&case.get_ref().0)).collect()
        }
        None => derive::cases(contract),
    };
}

impl Guess {
    fn settle(self, open: &mut Vec<Question>) -> Param {
        match self {
            Self::Scalar(scalar) => {
                if scalar.unsure {
                    open.push(Question { name: scalar.name.clone(), missing: vec!["kind"] });
                }
                Param::Scalar(scalar.into())
            }
            Self::Buffer(buffer) => Param::Buffer(buffer.settle(open)),
        }
    }
}

impl BufferGuess {
    fn settle(self, open: &mut Vec<Question>) -> Buffer {
        let mut missing = Vec::new();
        if self.elem.is_none() {
            missing.push("elem");
        }
        if self.length.is_none() {
            missing.push("length");
        }
        if !missing.is_empty() {
            open.push(Question { name: self.name.clone(), missing });
        }
        let elem = self.elem.unwrap_or(Elem::F32);
        Buffer {
            name: self.name,
            elem,
            // Starts equal on both sides: never wrong, at most less strict.
            access: self.access.unwrap_or(BufferAccess::ReadWrite),
            length: self.length.unwrap_or(Expr::Int(0)),
            generator: self.generator.unwrap_or(Generator::Default(elem)),
            layout: self.layout,
            base: self.base,
        }
    }
}

/// Nothing is concluded from runs that the clock ended: another day they'd say more.
fn too_late() -> Diagnostic {
    let message = "the kernel could not be probed in time: what it reads and writes is not settled";
    let hint = "try again on a machine that is less busy, or say length and access of each buffer, \
                and the cases, in the kernel's .toml";
    Diagnostic::error("contract/late", Origin::Source, message).with_hint(hint)
}

/// What a person must say about one parameter.
struct Question {
    name: String,
    missing: Vec<&'static str>,
}

fn question(open: &[Question]) -> Diagnostic {
    let mut proposed = String::from("put this beside the kernel as its .toml, corrected:");
    let mut asked = Vec::new();
    for question in open {
        asked.push(format!("{} of '{}'", question.missing.join(" and "), question.name));
        proposed.push_str(&format!("\n\n[[param]]\nname = \"{}\"", question.name));
        for key in &question.missing {
            proposed.push_str(match *key {
                "elem" => "\nelem = \"f32\"",
                "length" => "\nlength = \"n\"  # elements",
                _ => "\nkind = \"scalar\"  # or \"buffer\" with elem, access and length",
            });
        }
    }
    let message = format!("what the kernel does leaves open: {}", asked.join(", "));
    Diagnostic::error("contract/open", Origin::Source, message).with_hint(proposed)
}

fn has_arrays(params: &[Param]) -> bool {
    params.iter().any(|p| matches!(p, Param::Buffer(b) if b.layout == super::Layout::AsArray))
}

/// Puts the extent's scalars that the function doesn't take in front; returns how many.
fn lead(params: &mut Vec<Param>, threads: &[Expr], declared: Vec<ScalarParam>) -> usize {
    let mut front = declared;
    for name in threads.iter().flat_map(Expr::names) {
        let known = params.iter().any(|param| param.name() == name)
            || front.iter().any(|scalar| scalar.name == name);
        if !known {
            let ty = super::LEADING_TYPE;
            front.push(ScalarParam { name: name.to_owned(), ty, generator: None });
        }
    }
    let leading = front.len();
    params.splice(0..0, front.into_iter().map(Param::Scalar));
    leading
}

/// The buffer that a pixel kernel's results go to.
fn pixels(threads: &[Expr], results: usize, elem: Elem) -> Param {
    let factors = threads.iter().cloned().chain((results > 1).then_some(Expr::Int(results as i64)));
    let length = factors
        .reduce(|a, b| Expr::Mul(Box::new(a), Box::new(b)))
        .unwrap_or(Expr::Int(results as i64));
    Param::Buffer(Buffer {
        name: "out".into(),
        elem,
        access: BufferAccess::Write,
        length,
        generator: Generator::Default(elem),
        layout: Default::default(),
        base: None,
    })
}

fn returns(
    abi: Abi,
    sidecar: &Sidecar,
    text: &str,
    export: &Export,
    errors: &mut Vec<Diagnostic>,
) -> Option<ScalarType> {
    let first = export.results.first().copied();
    if let Some(returns) = &sidecar.returns {
        let place = returns.span();
        let ty = *returns.get_ref();
        match first {
            None => errors.push(error(text, place, "the function returns nothing")),
            Some(wasm) if ty.wasm() != wasm || ty == ScalarType::Bool => {
                let message = format!("the function's result can't be read as {}", ty.word());
                errors.push(error(text, place, message));
            }
            Some(_) => {}
        }
        return Some(ty);
    }
    Some(match first? {
        Ty::I32 if abi == Abi::Pixel => ScalarType::U32,
        Ty::I32 => ScalarType::I32,
        Ty::I64 => ScalarType::I64,
        Ty::F32 | Ty::F64 => ScalarType::F32,
    })
}

fn slang_keys(
    proposal: &mut Proposal,
    sidecar: &Sidecar,
    text: &str,
    errors: &mut Vec<Diagnostic>,
) {
    let mut read = |list: &toml::Spanned<Vec<toml::Spanned<MemberText>>>| {
        let members = list.get_ref().iter();
        members
            .filter_map(|entry| {
                let found = entry.get_ref().member();
                found.map_err(|message| errors.push(error(text, entry.span(), message))).ok()
            })
            .collect::<Vec<_>>()
    };
    if let Some(globals) = &sidecar.globals {
        proposal.globals = read(globals);
    }
    if let Some(members) = &sidecar.entry_params {
        proposal.entry_params = read(members);
    }
    if let Some(size) = &sidecar.workgroup {
        proposal.workgroup = Some(*size.get_ref());
    }
}

impl MemberText {
    fn member(&self) -> Result<SlangMember, String> {
        match self {
            Self {
                kind: MemberKind::Buffer,
                name: Some(name),
                stride: Some(stride),
                fields: None,
                field: None,
            } if *stride > 0 => Ok(SlangMember::Buffer { name: name.clone(), stride: *stride }),
            Self {
                kind: MemberKind::UniformPtr,
                fields: Some(fields),
                name: None,
                stride: None,
                field: None,
            } => Ok(SlangMember::UniformPtr { fields: fields.clone() }),
            Self {
                kind: MemberKind::Uniform,
                field: Some(field),
                name: None,
                stride: None,
                fields: None,
            } => Ok(SlangMember::Uniform { field: field.clone() }),
            Self { kind: MemberKind::Buffer, .. } => {
                Err("a buffer member has a name and a stride of at least 1".into())
            }
            Self { kind: MemberKind::UniformPtr, .. } => {
                Err("a uniform_ptr member has fields".into())
            }
            Self { kind: MemberKind::Uniform, .. } => Err("a uniform member has a field".into()),
        }
    }
}
