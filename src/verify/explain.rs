//! A mismatch in words: where, both values, and the pattern behind it where that is plain.

use super::bind::Setting;
use super::compare::{Match, Pair, Value, element};
use crate::contract::Tolerance;

/// What is wrong at `index` of an output, in one sentence.
pub fn mismatch(
    name: &str,
    pair: &Pair<'_>,
    index: usize,
    setting: Setting,
    tolerance: &Tolerance,
) -> String {
    let shown =
        |bytes| Value::read(bytes, pair.elem, index).map_or("missing".into(), |v| v.to_string());
    let mut text = format!(
        "{name}[{index}] is {}, the reference has {}",
        shown(pair.draft),
        shown(pair.reference)
    );
    if let Some(pattern) = pattern(name, pair, index, tolerance) {
        text.push_str("; ");
        text.push_str(&pattern);
    }
    if let Some(why) = setting_note(setting) {
        text.push_str("; ");
        text.push_str(why);
    }
    text
}

/// What a failure under this setting alone says.
pub fn setting_note(setting: Setting) -> Option<&'static str> {
    match setting {
        Setting::Exact => None,
        Setting::Slack => {
            Some("only with slack behind the buffers: their length isn't arrayLength")
        }
        Setting::Extra => Some(
            "only with one more workgroup on each axis: invocations outside the extent must do nothing",
        ),
    }
}

fn pattern(name: &str, pair: &Pair<'_>, index: usize, tolerance: &Tolerance) -> Option<String> {
    let size = pair.elem.size() as usize;
    let count = pair.reference.len() / size;
    let all = |bytes| -> Vec<Value> {
        (0..count).filter_map(|i| Value::read(bytes, pair.elem, i)).collect()
    };
    let (before, wanted, got) = (all(pair.before), all(pair.reference), all(pair.draft));
    if got.len() != count || before.len() != count {
        return None;
    }
    let fits = |a: Value, b: Value| element(a, b, tolerance) != Match::Miss;
    let misses: Vec<usize> = (0..count).filter(|i| !fits(got[*i], wanted[*i])).collect();
    if pair.draft == pair.before {
        return Some(format!("the draft leaves {name} untouched"));
    }
    if count > 1 && pair.draft.iter().all(|byte| *byte == 0) {
        return Some(format!("all of {name} is 0"));
    }
    if misses.iter().all(|i| got[*i] == before[*i]) {
        return Some(match misses.as_slice() {
            [_] => "the draft leaves it untouched".into(),
            many => format!("the draft leaves {} of {count} elements untouched", many.len()),
        });
    }
    if count > 2 {
        if (0..count - 1).all(|i| fits(got[i], wanted[i + 1])) {
            return Some(format!("{name} is shifted by one to the front"));
        }
        if (1..count).all(|i| fits(got[i], wanted[i - 1])) {
            return Some(format!("{name} is shifted by one to the back"));
        }
    }
    if misses.len() > 1 && misses.iter().all(|i| got[*i].as_f64() == -wanted[*i].as_f64()) {
        return Some("the sign is swapped".into());
    }
    match misses.as_slice() {
        [only] if *only + 1 == count && count > 1 => Some("only the last element is wrong".into()),
        [0] if count > 1 => Some("only the first element is wrong".into()),
        [_] => None,
        many if many.len() == count => Some(format!("all {count} elements are wrong")),
        many if many.len() == count - index => Some("all elements from there on are wrong".into()),
        many => Some(format!("{} of {count} elements are wrong", many.len())),
    }
}
