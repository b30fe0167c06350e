//! WAT text or a wasm binary → a validated module with a line for every operator.
//!
//! Never lifts and never runs. Everything here reads foreign bytes.

use std::sync::Arc;

use wasmparser::{Parser, Payload, Validator, WasmFeatures};
use wast::Wat;
use wast::core::{FuncKind, ModuleField, ModuleKind};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};

use super::MAX_SOURCE_BYTES;
use super::decode::{Decoded, WasmTy, decode};
use super::lifted::Ty;
use super::module::{Export, Module};
use crate::kernel::{Diagnostic, Digest256, Origin, Span};

/// Parsers recurse a little; foreign nesting shall not decide on whose stack.
const STACK_BYTES: usize = 64 << 20;

/// What this program runs: WebAssembly 2.0.
const FEATURES: WasmFeatures = WasmFeatures::WASM2;

/// See [`super::parse`].
pub(super) fn parse(name: &str, bytes: &[u8]) -> Result<Module, Vec<Diagnostic>> {
    if bytes.len() as u64 > MAX_SOURCE_BYTES {
        let megabytes = bytes.len() >> 20;
        return Err(vec![
            error("source/size", format!("{name} has {megabytes} MiB, the limit is 16 MiB"))
                .with_hint("a kernel is a few kilobytes: export it alone, without debug sections"),
        ]);
    }
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("parse".into())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || module(name, bytes))
            .map_err(|e| vec![error("source/thread", format!("no thread to parse {name}: {e}"))])?
            .join()
            .unwrap_or_else(|_| {
                Err(vec![error("source/parse", format!("the parser gave up on {name}"))])
            })
    })
}

fn error(code: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Origin::Source, message)
}

fn module(name: &str, bytes: &[u8]) -> Result<Module, Vec<Diagnostic>> {
    let hash = Digest256::of(bytes);
    if bytes.starts_with(b"\0asm") {
        return finish(None, bytes.into(), hash, Vec::new());
    }
    let text = std::str::from_utf8(bytes).map_err(|e| vec![not_utf8(name, bytes, e)])?;
    let (wasm, offsets) = assemble(text).map_err(|diagnostic| vec![diagnostic])?;
    finish(Some(text.into()), wasm.into(), hash, offsets)
}

fn not_utf8(name: &str, bytes: &[u8], error_at: std::str::Utf8Error) -> Diagnostic {
    let at = error_at.valid_up_to();
    let valid = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
    let line = valid.matches('\n').count() as u32 + 1;
    error("source/utf8", format!("{name} is not UTF-8: byte 0x{:02x} at offset {at}", bytes[at]))
        .at(Some(Span { line, column, length: 1 }))
        .with_hint("save the file as UTF-8; a binary module starts with the bytes 00 61 73 6d")
}

/// Byte offsets of each function's instructions, for defined functions in order.
type Offsets = Vec<Vec<u32>>;

fn assemble(text: &str) -> Result<(Vec<u8>, Offsets), Diagnostic> {
    let syntax = |error_at: wast::Error| {
        error("source/syntax", first_line(&error_at.message()))
            .at(Some(token_span(text, error_at.span().offset())))
    };
    let mut lexer = Lexer::new(text);
    lexer.allow_confusing_unicode(true);
    let mut buffer = ParseBuffer::new_with_lexer(lexer).map_err(syntax)?;
    buffer.track_instr_spans(true);
    let mut wat: Wat<'_> = parser::parse(&buffer).map_err(syntax)?;
    let wasm = wat.encode().map_err(syntax)?;
    let mut offsets = Vec::new();
    if let Wat::Module(module) = &wat
        && let ModuleKind::Text(fields) = &module.kind
    {
        for field in fields {
            if let ModuleField::Func(function) = field
                && let FuncKind::Inline { expression, .. } = &function.kind
            {
                let spans = expression.instr_spans.as_deref().unwrap_or_default();
                let mut list: Vec<_> = spans.iter().map(|span| span.offset() as u32).collect();
                // The final `end` has no span of its own.
                list.push(list.last().copied().unwrap_or(function.span.offset() as u32));
                offsets.push(list);
            }
        }
    }
    Ok((wasm, offsets))
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("syntax error").to_owned()
}

/// The token at byte `offset`: to the next space or parenthesis.
pub(super) fn token_span(text: &str, offset: usize) -> Span {
    let mut start = offset.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let rest = &text[start..];
    let end = rest
        .char_indices()
        .skip(1)
        .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | ')' | ';'))
        .map_or(rest.len(), |(at, _)| at);
    Span::of_bytes(text, start, start + end)
}

fn finish(
    text: Option<Arc<str>>,
    wasm: Arc<[u8]>,
    hash: Digest256,
    offsets: Offsets,
) -> Result<Module, Vec<Diagnostic>> {
    if let Err(invalid) = Validator::new_with_features(FEATURES).validate_all(&wasm) {
        let place = text.as_deref().and_then(|text| {
            let offset = text_offset(&wasm, invalid.offset(), &offsets)?;
            Some(token_span(text, offset as usize))
        });
        let mut diagnostic = error("source/invalid", first_line(invalid.message())).at(place);
        if place.is_none() {
            diagnostic =
                diagnostic.with_note(format!("at byte {} of the binary", invalid.offset()));
        }
        return Err(vec![diagnostic]);
    }
    let mut decoded = decode(&wasm).map_err(|e| vec![error("source/invalid", e.message())])?;
    if let Some(text) = &text {
        place_operators(&mut decoded, text, offsets);
    }
    let exports = exports(&decoded);
    Ok(Module { text, wasm, hash, exports, decoded: Arc::new(decoded) })
}

/// The text offset of the operator at `offset` of the binary.
fn text_offset(wasm: &[u8], offset: usize, offsets: &Offsets) -> Option<u32> {
    let mut function = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let Ok(Payload::CodeSectionEntry(body)) = payload else { continue };
        if body.range().contains(&offset) {
            let operators = body.get_operators_reader().ok()?;
            let before = operators
                .into_iter_with_offsets()
                .take_while(|item| matches!(item, Ok((_, at)) if *at <= offset))
                .count();
            return offsets.get(function)?.get(before.saturating_sub(1)).copied();
        }
        function += 1;
    }
    None
}

fn place_operators(decoded: &mut Decoded, text: &str, offsets: Offsets) {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    for (function, offsets) in decoded.functions.iter_mut().zip(offsets) {
        // A text that encodes to another number of operators has no lines rather than wrong ones.
        if offsets.len() == function.ops.len() {
            let line = |offset: &u32| starts.partition_point(|start| *start <= *offset as usize);
            function.lines = offsets.iter().map(|offset| line(offset) as u32).collect();
            function.offsets = offsets;
        }
    }
}

/// The naming rule: `_initialize`, `stack*`, `__*`, `E_Group` and `E_Thread` are never kernels; neither
/// are a program's `_start` and emscripten's allocator.
fn exports(decoded: &Decoded) -> Vec<Export> {
    const HELPERS: [&str; 11] = [
        "_initialize",
        "_start",
        "_emscripten_stack_restore",
        "_emscripten_stack_alloc",
        "emscripten_stack_get_current",
        "emscripten_stack_init",
        "emscripten_stack_get_free",
        "emscripten_stack_get_base",
        "emscripten_stack_get_end",
        "malloc",
        "free",
    ];
    let dispatch = |name: &str| {
        decoded.exports.iter().any(|(other, index)| {
            other == name && decoded.signature(*index).is_some_and(is_slang_entry)
        })
    };
    let part = |name: &str| {
        let entry = name.strip_suffix("_Group").or_else(|| name.strip_suffix("_Thread"));
        entry.is_some_and(dispatch)
    };
    let mut exports = Vec::new();
    for (name, function) in &decoded.exports {
        if HELPERS.contains(&name.as_str())
            || name.starts_with("stack")
            || name.starts_with("__")
            || part(name)
        {
            continue;
        }
        let Some(signature) = decoded.signature(*function) else { continue };
        if decoded.function(*function).is_none() {
            continue;
        }
        let (Some(params), Some(results)) =
            (numbers(&signature.params), numbers(&signature.results))
        else {
            continue;
        };
        exports.push(Export { name: name.clone(), function: *function, params, results });
    }
    exports
}

/// slangc's `E`, `E_Group`, `E_Thread`: (i32 i32 i32), no result.
pub(super) fn is_slang_entry(signature: &super::decode::Signature) -> bool {
    signature.params == [WasmTy::Number(Ty::I32); 3] && signature.results.is_empty()
}

fn numbers(types: &[WasmTy]) -> Option<Vec<Ty>> {
    types
        .iter()
        .map(|ty| match ty {
            WasmTy::Number(ty) => Some(*ty),
            WasmTy::V128 | WasmTy::Reference => None,
        })
        .collect()
}
