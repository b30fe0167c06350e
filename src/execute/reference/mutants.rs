//! Small changes to the WAT, one at a time, that a verification has to notice (VERDICT.md V8).
//!
//! Only the kernel's own code is changed, where code can run and end well. Makes modules and says
//! what differs; whether a mutant is equivalent or was noticed is decided elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder, utils};
use wasm_encoder::{CodeSection, Function, Module as Encoder, RawSection, SectionId};
use wasmparser::{FuncType, Operator, Parser, Payload, ValType};

use super::edits::{Around, Edit, edits};
use super::flow::Flow;
use super::own::{Own, own};
use super::parsed::{Parsed, Result, text};
use crate::kernel::Span;
use crate::source::Module;

/// Mutants that are made of one kernel at most, spread evenly over its code.
pub const MOST_MUTANTS: usize = 120;

/// One in so many `local.get`s is changed: they are half of all code.
const LOCALS: usize = 6;

/// The module with one operator changed.
#[derive(Clone, PartialEq, Debug)]
pub struct WatMutant {
    /// In words: `i32.lt_s → i32.le_s`.
    pub change: String,
    /// Where in the WAT, if its text is known.
    pub span: Option<Span>,
    /// The module.
    pub wasm: Arc<[u8]>,
    /// The function, counted from the imports on.
    pub function: u32,
    /// The operator's place in the function.
    pub operator: usize,
}

struct Candidate {
    function: u32,
    operator: usize,
    edit: Edit,
    change: String,
}

/// The mutants of a kernel in order of place, at most [`MOST_MUTANTS`]; [`mutations`] says of how
/// many. The same module gives the same list for ever.
///
/// # Errors
/// A module that doesn't decode.
pub fn mutants(module: &Module, export: &str) -> Result<Vec<WatMutant>> {
    let parsed = Parsed::read(&module.wasm)?;
    let own = own(&parsed, export, &module.math_functions())?;
    let all = candidates(&parsed, &own)?;
    let sections = Sections::of(&module.wasm)?;
    let kept = all.len().min(MOST_MUTANTS);
    (0..kept)
        .map(|i| {
            let candidate = &all[i * all.len() / kept];
            let at = (candidate.function - parsed.imported_functions) as usize;
            let body = mutated(&parsed.bodies[at], candidate)?;
            Ok(WatMutant {
                change: candidate.change.clone(),
                span: module.span_of_operator(candidate.function, candidate.operator),
                wasm: sections.with(&parsed, at, &body).into(),
                function: candidate.function,
                operator: candidate.operator,
            })
        })
        .collect()
}

/// How many small changes there are; [`mutants`] takes at most [`MOST_MUTANTS`] of them.
///
/// # Errors
/// As [`mutants`].
pub fn mutations(module: &Module, export: &str) -> Result<usize> {
    let parsed = Parsed::read(&module.wasm)?;
    let own = own(&parsed, export, &module.math_functions())?;
    Ok(candidates(&parsed, &own)?.len())
}

fn candidates(parsed: &Parsed<'_>, own: &Own<'_>) -> Result<Vec<Candidate>> {
    let mut types = Vec::new();
    if let Some(section) = parsed.types.clone() {
        for ty in section.into_iter_err_on_gc_types() {
            types.push(ty.map_err(text)?);
        }
    }
    let signatures = parsed.signatures()?;
    let callee = |index: u32| -> Option<FuncType> {
        types.get(*signatures.get(index as usize)? as usize).cloned()
    };
    let mut all = Vec::new();
    let mut gets = 0;
    for (function, flow) in own {
        let locals = locals(parsed, *function, &callee)?;
        let around = Around { locals: &locals, callee: &callee };
        let idle = idle(flow);
        for (pc, operator) in flow.operators.iter().enumerate() {
            if flow.dead(pc) || flow.doomed(pc) || idle.contains(&pc) {
                continue;
            }
            if matches!(operator, Operator::LocalGet { .. }) {
                gets += 1;
                if gets % LOCALS != 0 {
                    continue;
                }
            }
            for (edit, was, now) in edits(operator, &around) {
                let change = format!("{was} → {now}");
                all.push(Candidate { function: *function, operator: pc, edit, change });
            }
        }
    }
    Ok(all)
}

/// Operators of a shadow stack's frame: where it lies changes nothing that a kernel computes.
fn idle(flow: &Flow<'_>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (pc, window) in flow.operators.windows(3).enumerate() {
        if let [Operator::GlobalGet { .. }, Operator::I32Const { value }, Operator::I32Sub] = window
            && value % 16 == 0
        {
            found.insert(pc + 1);
        }
    }
    found
}

fn locals(
    parsed: &Parsed<'_>,
    function: u32,
    callee: &dyn Fn(u32) -> Option<FuncType>,
) -> Result<Vec<ValType>> {
    let mut all: Vec<ValType> = callee(function).map_or_else(Vec::new, |ty| ty.params().to_vec());
    let body = &parsed.bodies[(function - parsed.imported_functions) as usize];
    for local in body.get_locals_reader().map_err(text)? {
        let (count, ty) = local.map_err(text)?;
        if all.len() + count as usize > 50_000 {
            return Err("it has too many locals".into());
        }
        all.extend(std::iter::repeat_n(ty, count as usize));
    }
    Ok(all)
}

/// Moves one access.
struct At(u64);

impl Reencode for At {
    type Error = std::convert::Infallible;

    fn mem_arg(
        &mut self,
        arg: wasmparser::MemArg,
    ) -> std::result::Result<wasm_encoder::MemArg, wasm_encoder::reencode::Error> {
        let mut arg = utils::mem_arg(self, arg)?;
        arg.offset = self.0;
        Ok(arg)
    }
}

fn mutated(body: &wasmparser::FunctionBody<'_>, candidate: &Candidate) -> Result<Function> {
    let mut keep = RoundtripReencoder;
    let mut locals = Vec::new();
    for local in body.get_locals_reader().map_err(text)? {
        let (count, ty) = local.map_err(text)?;
        locals.push((count, keep.val_type(ty).map_err(text)?));
    }
    let mut f = Function::new(locals);
    for (pc, operator) in body.get_operators_reader().map_err(text)?.into_iter().enumerate() {
        let operator = operator.map_err(text)?;
        let edit = (pc == candidate.operator).then_some(&candidate.edit);
        if let Some(Edit::Instead(instructions) | Edit::Before(instructions)) = edit {
            for instruction in instructions {
                f.instruction(instruction);
            }
        }
        match edit {
            Some(Edit::Instead(_)) => {}
            Some(Edit::Offset(offset)) => {
                f.instruction(&At(*offset).instruction(operator).map_err(text)?);
            }
            _ => {
                f.instruction(&keep.instruction(operator).map_err(text)?);
            }
        }
    }
    Ok(f)
}

/// A module's sections as bytes.
struct Sections<'a>(Vec<(u8, &'a [u8])>);

impl<'a> Sections<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut all = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload.map_err(text)?;
            if let Payload::CodeSectionStart { .. } = payload {
                all.push((SectionId::Code.into(), &[][..]));
            } else if let Some((id, range)) = payload.as_section() {
                all.push((id, wasm.get(range).unwrap_or_default()));
            }
        }
        Ok(Self(all))
    }

    /// The module with one body replaced.
    fn with(&self, parsed: &Parsed<'_>, at: usize, body: &Function) -> Vec<u8> {
        let mut code = CodeSection::new();
        for (i, found) in parsed.bodies.iter().enumerate() {
            if i == at {
                code.function(body);
            } else {
                code.raw(found.as_bytes());
            }
        }
        let mut module = Encoder::new();
        for (id, data) in &self.0 {
            if *id == u8::from(SectionId::Code) {
                module.section(&code);
            } else {
                module.section(&RawSection { id: *id, data });
            }
        }
        module.finish()
    }
}
