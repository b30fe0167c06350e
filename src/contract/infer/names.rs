//! Names for parameters: the module's own, or by kind and position.

use std::collections::HashSet;

use crate::contract::escape;
use crate::source::lifted::LiftedParam;

/// What a parameter is, for its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pointer,
    Integer,
    Float,
}

/// One name each, all different, all usable in expressions.
pub(super) fn names(params: &[(Kind, Option<&str>)]) -> Vec<String> {
    let count = |kind| params.iter().filter(|(own, _)| *own == kind).count();
    let mut next = [0_usize; 3];
    let mut used = HashSet::from(["ret".to_owned(), "out".to_owned()]);
    let mut named: Vec<Option<String>> = params
        .iter()
        .map(|(_, name)| {
            let name = escape::identifier((*name)?.trim_start_matches('$'));
            (!name.is_empty() && used.insert(name.clone())).then_some(name)
        })
        .collect();
    for ((kind, _), slot) in params.iter().zip(&mut named) {
        while slot.is_none() {
            let at = next[*kind as usize];
            next[*kind as usize] += 1;
            let candidate = match kind {
                Kind::Pointer => format!("b{at}"),
                Kind::Integer if count(Kind::Integer) == 1 && at == 0 => "n".to_owned(),
                Kind::Integer => format!("n{at}"),
                Kind::Float => format!("s{at}"),
            };
            if used.insert(candidate.clone()) {
                *slot = Some(candidate);
            }
        }
    }
    named.into_iter().flatten().collect()
}

/// The name that a lifted parameter brings along.
pub(super) fn own(param: &LiftedParam) -> Option<&str> {
    param.name.as_deref().filter(|name| !name.is_empty())
}
