//! A draft → what a model writes: canonical names, no declarations that the contract gives anyway, no
//! comments, one tab for each brace around a line.

use super::names::Names;
use super::words::{Word, words};
use crate::contract::Contract;

/// The target of a draft; `None` for one that does not come back from it: other declarations, a
/// name of its own that looks canonical.
pub fn encode(contract: &Contract, wgsl: &str) -> Option<String> {
    let names = Names::of(contract);
    let mut target = String::new();
    let first = wgsl.lines().next().map_or("", str::trim);
    if first.starts_with("// dispatch:") {
        target.push_str(first);
        target.push('\n');
    }
    let bare = without_comments(wgsl);
    let (overrides, body) = without_declarations(&names, &bare)?;
    for (at, ty) in overrides {
        target.push_str(&format!("override b{at}: {ty};\n"));
    }
    let mut line = String::new();
    for word in words(&body) {
        let named = match word {
            Word::Name { text, member: false } => match names.canonical(text) {
                Some(canonical) => canonical,
                None if Names::looks_canonical(text) => return None,
                None => text.to_owned(),
            },
            Word::Field { text } => names.canonical_field(text)?,
            Word::Name { text, .. } | Word::Other(text) => text.to_owned(),
        };
        line.push_str(&named);
    }
    let mut depth = 0_usize;
    for line in line.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let closes = line.chars().take_while(|c| *c == '}').count();
        (0..depth.saturating_sub(closes)).for_each(|_| target.push('\t'));
        target.push_str(line);
        target.push('\n');
        let opened = line.matches('{').count();
        depth = (depth + opened).saturating_sub(line.matches('}').count());
    }
    Some(target)
}

fn without_comments(wgsl: &str) -> String {
    let mut out = String::with_capacity(wgsl.len());
    let (mut rest, mut depth) = (wgsl, 0_usize);
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("/*") {
            depth += 1;
            rest = &rest[2..];
        } else if depth > 0 && rest.starts_with("*/") {
            depth -= 1;
            rest = &rest[2..];
        } else if depth == 0 && rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else {
            if depth == 0 {
                out.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// Buffers whose type is not the contract's, and the text without what declares the interface.
fn without_declarations(names: &Names, wgsl: &str) -> Option<(Vec<(usize, String)>, String)> {
    let (mut overrides, mut body, mut rest) = (Vec::new(), String::new(), wgsl);
    let mut seen = 0;
    while let Some(at) = rest.find("@group") {
        body.push_str(&rest[..at]);
        let end = at + rest[at..].find(';')?;
        let declaration: String = rest[at..end].split_whitespace().collect::<Vec<_>>().join(" ");
        rest = &rest[end + 1..];
        let (head, ty) = declaration.split_once(':')?;
        let name = head.rsplit(|c: char| c.is_whitespace() || c == '>').next()?;
        if name == "p" {
            continue;
        }
        let place = names.interface.storage.iter().position(|buffer| buffer.name == name)?;
        let own = names.interface.storage[place].declaration();
        let usual = own.trim_end_matches(';').split_once(": ")?.1;
        let ty = ty.trim();
        if ty != usual {
            overrides.push((place, ty.to_owned()));
        }
        seen += 1;
    }
    body.push_str(rest);
    if seen != names.interface.storage.len() {
        return None;
    }
    if let Some(at) = body.find("struct Params") {
        let end = at + body[at..].find('}')? + 1;
        let after = body[end..].strip_prefix(';').unwrap_or(&body[end..]).to_owned();
        body.truncate(at);
        body.push_str(&after);
    }
    overrides.sort();
    Some((overrides, body))
}
