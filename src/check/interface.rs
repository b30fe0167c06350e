//! Whether a draft keeps the interface that its contract fixes: bindings, `Params`, one entry
//! point, WebGPU's default limits (CONTRACT.md, "The WGSL interface"; VERDICT.md V10).
//!
//! Reports everything it finds, each on its line; what a draft keeps to itself is free.

use naga::proc::GlobalCtx;
use naga::{
    AddressSpace, GlobalVariable, Module, Scalar, ShaderStage, StorageAccess, TypeInner, VectorSize,
};

use super::hint::type_name;
use super::tokens::tokens;
use crate::contract::interface::{ParamsBinding, StorageBinding};
use crate::contract::{Contract, Elem, Expr, Interface};
use crate::kernel::{Diagnostic, Origin, Span};

/// WebGPU's default limits, and WGSL's on private memory.
const MAX_WORKGROUP_AXIS: [u32; 3] = [256, 256, 64];
const MAX_WORKGROUP_THREADS: u32 = 256;
const MAX_WORKGROUP_BYTES: u64 = 16_384;
const MAX_PRIVATE_BYTES: u64 = 8_192;

/// All violations, in no particular order.
pub fn check(wgsl: &str, module: &Module, contract: Option<&Contract>) -> Vec<Diagnostic> {
    let mut found = Found { wgsl, module, diagnostics: Vec::new() };
    found.directives();
    found.overrides();
    found.entry_point();
    found.memory();
    if let Some(contract) = contract {
        found.globals(contract);
    }
    found.diagnostics
}

struct Found<'a> {
    wgsl: &'a str,
    module: &'a Module,
    diagnostics: Vec<Diagnostic>,
}

impl Found<'_> {
    fn fail(&mut self, span: Option<Span>, message: String, hint: impl Into<String>) {
        let diagnostic = Diagnostic::error("check/interface", Origin::Draft, message);
        self.diagnostics.push(diagnostic.at(span).with_hint(hint));
    }

    fn span(&self, span: naga::Span) -> Option<Span> {
        span.to_range().map(|range| Span::of_bytes(self.wgsl, range.start, range.end))
    }

    /// The place of `name` after the word `word`: `fn main`.
    fn named(&self, word: &str, name: &str) -> Option<Span> {
        let mut last = "";
        for (start, token) in tokens(self.wgsl) {
            if last == word && token == name {
                return Some(Span::of_bytes(self.wgsl, start, start + token.len()));
            }
            last = token;
        }
        None
    }

    fn directives(&mut self) {
        for (start, token) in tokens(self.wgsl) {
            match token {
                "enable" | "requires" => {
                    let span = Span::of_bytes(self.wgsl, start, start + token.len());
                    let message = format!("a draft may not use `{token}`");
                    self.fail(Some(span), message, "remove the line: drafts run on plain WebGPU");
                }
                // Directives stand in front of everything else.
                "fn" | "struct" | "var" | "const" | "@" => return,
                _ => {}
            }
        }
    }

    fn overrides(&mut self) {
        for (handle, constant) in self.module.overrides.iter() {
            let span = self.span(self.module.overrides.get_span(handle));
            let name = constant.name.as_deref().unwrap_or("…");
            let message = format!("'{name}' is an override: its value is not part of the draft");
            self.fail(span, message, "write `const` instead of `override`");
        }
    }

    fn entry_point(&mut self) {
        let entries = &self.module.entry_points;
        let Some(first) = entries.first() else {
            let hint = "write @compute @workgroup_size(64) fn main(…) { … }";
            return self.fail(None, "there is no entry point".into(), hint);
        };
        for entry in entries.iter().filter(|entry| entry.name != "main") {
            let span = self.named("fn", &entry.name);
            let message = format!("'{}' is an entry point; the only one is `main`", entry.name);
            let hint = match entries.len() {
                1 => "call it main",
                _ => "make it a plain function: remove its stage and workgroup size",
            };
            self.fail(span, message, hint);
        }
        let span = self.named("fn", &first.name);
        if first.stage != ShaderStage::Compute {
            self.fail(span, "the entry point is no compute shader".into(), "mark it @compute");
            return;
        }
        let size = first.workgroup_size;
        let beyond = size.iter().zip(MAX_WORKGROUP_AXIS).any(|(axis, most)| *axis > most);
        let threads: u64 = size.iter().map(|axis| u64::from(*axis)).product();
        if beyond || threads > u64::from(MAX_WORKGROUP_THREADS) {
            let [x, y, z] = size;
            let message = format!(
                "a workgroup of {x}×{y}×{z} is beyond WebGPU's limits: 256×256×64, 256 in all"
            );
            self.fail(span, message, "write a smaller @workgroup_size, such as 64 or 8, 8");
        }
    }

    fn memory(&mut self) {
        let module = self.module;
        let context = GlobalCtx {
            types: &module.types,
            constants: &module.constants,
            overrides: &module.overrides,
            global_expressions: &module.global_expressions,
        };
        let bytes = |ty| {
            let size = module.types[ty].inner.try_size(context);
            size.map_or(u64::from(u32::MAX), u64::from)
        };
        let (mut workgroup, mut private) = (0_u64, 0_u64);
        for (handle, global) in module.global_variables.iter() {
            let (total, most, what) = match global.space {
                AddressSpace::WorkGroup => (&mut workgroup, MAX_WORKGROUP_BYTES, "workgroup"),
                AddressSpace::Private => (&mut private, MAX_PRIVATE_BYTES, "private"),
                _ => continue,
            };
            let before = *total;
            *total = total.saturating_add(bytes(global.ty));
            let (before, total) = (before, *total);
            if before <= most && total > most {
                let span = self.span(module.global_variables.get_span(handle));
                let message = format!("{total} bytes of {what} memory; the limit is {most}");
                self.fail(span, message, "make the arrays smaller");
            }
        }
        let functions = module.functions.iter().map(|(_, function)| function);
        for function in functions.chain(module.entry_points.iter().map(|entry| &entry.function)) {
            let mut total = 0_u64;
            for (handle, local) in function.local_variables.iter() {
                let before = total;
                total = total.saturating_add(bytes(local.ty));
                if before <= MAX_PRIVATE_BYTES && total > MAX_PRIVATE_BYTES {
                    let span = self.span(function.local_variables.get_span(handle));
                    let message = format!(
                        "{total} bytes of variables in one function; the limit is {MAX_PRIVATE_BYTES}"
                    );
                    self.fail(span, message, "make the arrays smaller");
                }
            }
        }
    }

    fn globals(&mut self, contract: &Contract) {
        let interface = Interface::of(contract);
        let lengths: Vec<Option<&Expr>> =
            contract.buffers().map(|buffer| Some(&buffer.length)).chain([None]).collect();
        let mut seen = vec![false; interface.storage.len() + 1];
        for (handle, global) in self.module.global_variables.iter() {
            let span = self.span(self.module.global_variables.get_span(handle));
            let name = global.name.as_deref().unwrap_or("…");
            match global.space {
                AddressSpace::Private | AddressSpace::WorkGroup | AddressSpace::Function => {
                    continue;
                }
                AddressSpace::Storage { .. } | AddressSpace::Uniform => {}
                _ => {
                    let message = format!("'{name}' is neither buffer nor parameter");
                    self.fail(span, message, "drafts have buffers and `p: Params`, nothing else");
                    continue;
                }
            }
            let Some(binding) = &global.binding else { continue };
            let at = binding.binding as usize;
            let params = interface.params.as_ref().filter(|params| params.binding as usize == at);
            if binding.group != 0 {
                let message = format!("'{name}' is in group {}; everything is in 0", binding.group);
                self.fail(span, message, "write @group(0)");
            } else if let Some(expected) = interface.storage.get(at) {
                seen[at] = true;
                self.storage(span, global, expected, lengths.get(at).copied().flatten());
            } else if let Some(expected) = params {
                seen[at] = true;
                self.params(span, global, expected);
            } else {
                let message =
                    format!("'{name}' is at binding {at}, which the contract doesn't know");
                self.fail(span, message, format!("declare:\n{}", interface.declarations()));
            }
        }
        for (expected, _) in interface.storage.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            let message = format!("buffer '{}' is not declared", expected.name);
            self.fail(None, message, format!("declare: {}", expected.declaration()));
        }
        if let Some(params) = &interface.params
            && !seen[params.binding as usize]
        {
            let text = format!("{} {}", params.struct_declaration(), params.declaration());
            self.fail(None, "the scalars `p` are not declared".into(), format!("declare: {text}"));
        }
    }

    fn storage(
        &mut self,
        span: Option<Span>,
        global: &GlobalVariable,
        expected: &StorageBinding,
        length: Option<&Expr>,
    ) {
        let hint = format!("declare: {}", expected.declaration());
        let name = global.name.as_deref().unwrap_or("…");
        let binding = expected.binding;
        if name != expected.name {
            let message = format!("binding {binding} is '{name}', not '{}'", expected.name);
            self.fail(span, message, hint.clone());
        }
        let writable = StorageAccess::LOAD | StorageAccess::STORE;
        let access = if expected.writable { writable } else { StorageAccess::LOAD };
        match global.space {
            AddressSpace::Storage { access: found } if found == access => {}
            AddressSpace::Storage { .. } => {
                let word = if expected.writable { "read_write" } else { "read" };
                let message = format!("'{name}' must be var<storage, {word}>");
                self.fail(span, message, hint.clone());
            }
            _ => self.fail(span, format!("'{name}' must be a storage buffer"), hint.clone()),
        }
        let inner = &self.module.types[global.ty].inner;
        let TypeInner::Array { base, size: naga::ArraySize::Dynamic, .. } = inner else {
            let found = type_name(self.module, inner);
            return self.fail(span, format!("'{name}' is {found}, not an array without end"), hint);
        };
        let element = &self.module.types[*base].inner;
        match element_words(element, expected) {
            None => {
                let found = type_name(self.module, element);
                let wanted = expected.elem.wgsl();
                let message = format!("'{name}' is array<{found}>, not array<{wanted}>");
                self.fail(span, message, hint);
            }
            Some(words) => {
                let bytes = length.map_or(1, multiple) * u64::from(expected.elem.size());
                if words > natural(expected.elem) && !bytes.is_multiple_of(u64::from(words) * 4) {
                    let length = length.map_or("1".into(), ToString::to_string);
                    let message = format!(
                        "'{name}' has {length} elements, which need not fill the last vector"
                    );
                    self.fail(span, message, hint);
                }
            }
        }
    }

    fn params(&mut self, span: Option<Span>, global: &GlobalVariable, expected: &ParamsBinding) {
        let hint = format!("declare: {} {}", expected.struct_declaration(), expected.declaration());
        let name = global.name.as_deref().unwrap_or("…");
        if global.space != AddressSpace::Uniform {
            return self.fail(span, format!("'{name}' must be var<uniform>"), hint);
        }
        if name != "p" {
            let message = format!("the uniform at binding {} is 'p'", expected.binding);
            self.fail(span, message, hint.clone());
        }
        let ty = &self.module.types[global.ty];
        let TypeInner::Struct { members, .. } = &ty.inner else {
            return self.fail(span, format!("'{name}' is no struct Params"), hint);
        };
        let type_span = ty.name.as_deref().and_then(|ty| self.named("struct", ty)).or(span);
        if ty.name.as_deref() != Some("Params") {
            self.fail(type_span, "the struct is called Params".into(), hint.clone());
        }
        let found: Vec<String> = members
            .iter()
            .map(|member| {
                let ty = type_name(self.module, &self.module.types[member.ty].inner);
                format!("{}: {ty}", member.name.as_deref().unwrap_or("…"))
            })
            .collect();
        let wanted: Vec<String> = expected
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.name, field.ty.wgsl()))
            .collect();
        let differs = found.iter().zip(&wanted).find(|(found, wanted)| found != wanted);
        if let Some((found, wanted)) = differs {
            let message = format!("Params has '{found}' where '{wanted}' belongs");
            self.fail(type_span, message, hint);
        } else if found.len() != wanted.len() {
            let message =
                format!("Params has {} fields; there are {} scalars", found.len(), wanted.len());
            self.fail(type_span, message, hint);
        } else if members.iter().zip(&expected.fields).any(|(m, field)| m.offset != field.offset) {
            let message = "the fields of Params lie elsewhere: @align or @size moves them".into();
            self.fail(type_span, message, hint);
        }
    }
}

/// Words of 4 bytes in one array element; `None` where the contract doesn't allow the type.
fn element_words(element: &TypeInner, expected: &StorageBinding) -> Option<u32> {
    let wide = matches!(expected.elem, Elem::U64 | Elem::I64);
    let own = match expected.elem {
        Elem::F32 => Scalar::F32,
        Elem::I32 => Scalar::I32,
        _ => Scalar::U32,
    };
    match *element {
        TypeInner::Scalar(scalar) if scalar == own && !wide => Some(1),
        // WGSL has no atomic floats: their bits are exchanged as integers.
        TypeInner::Atomic(scalar)
            if expected.writable
                && !wide
                && (scalar == own || own == Scalar::F32 && is_word(scalar)) =>
        {
            Some(1)
        }
        TypeInner::Vector { size: VectorSize::Bi, scalar } if scalar == own => Some(2),
        TypeInner::Vector { size: VectorSize::Quad, scalar } if scalar == own => Some(4),
        _ => None,
    }
}

fn is_word(scalar: Scalar) -> bool {
    scalar == Scalar::I32 || scalar == Scalar::U32
}

/// Words of one element of the contract's own array type.
fn natural(elem: Elem) -> u32 {
    elem.size().div_ceil(4)
}

/// A number that the expression's value is a multiple of, whatever the scalars are.
fn multiple(expr: &Expr) -> u64 {
    let gcd = |a: &Expr, b: &Expr| {
        let (mut a, mut b) = (multiple(a), multiple(b));
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    match expr {
        Expr::Int(value) => value.unsigned_abs(),
        Expr::Mul(a, b) => multiple(a).checked_mul(multiple(b)).unwrap_or(1),
        Expr::Add(a, b) | Expr::Sub(a, b) | Expr::Min(a, b) | Expr::Max(a, b) => gcd(a, b),
        Expr::Name(_) | Expr::Div(..) | Expr::CeilDiv(..) => 1,
    }
}
