//! Returns that change nothing: the function's end comes next anyway. Without them lanes need not
//! be parked, and all of them still meet at the barriers before.

use crate::execute::simt::code::{Inst, Kind};

/// Takes them out.
pub fn strip(code: &mut Vec<Inst>) {
    // Backwards: whether nothing more happens on the way to the function's end, and the same for
    // what lies around.
    let (mut last, mut around) = (true, Vec::new());
    let mut keep = vec![true; code.len()];
    for (inst, keep) in code.iter().zip(&mut keep).rev() {
        last = match inst.kind {
            Kind::Return => {
                *keep = !last;
                true
            }
            Kind::Leave => {
                around.push(last);
                true
            }
            Kind::EndIf => {
                around.push(last);
                last
            }
            Kind::Else => around.last().is_some_and(|last| *last),
            Kind::If { .. } | Kind::Enter => {
                around.pop();
                false
            }
            _ => false,
        };
    }
    let mut keep = keep.into_iter();
    code.retain(|_| keep.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::execute::simt::code::NONE;

    fn stripped(kinds: &[Kind]) -> Vec<Kind> {
        let inst = |kind: &Kind| Inst { kind: kind.clone(), site: 0 };
        let mut code: Vec<Inst> = kinds.iter().map(inst).collect();
        strip(&mut code);
        code.into_iter().map(|inst| inst.kind).collect()
    }

    #[test]
    fn only_those_at_the_end() {
        let cond = Kind::If { cond: 0 };
        let work = Kind::Clear { local: 0 };
        let [other, end, ret] = [Kind::Else, Kind::EndIf, Kind::Return];
        let arms = [&cond, &work, &ret, &other, &ret, &end].map(Kind::clone);
        let bare = [&cond, &work, &other, &end].map(Kind::clone);
        assert_eq!(stripped(&arms), bare);
        // Something follows.
        let followed = [&arms[..], std::slice::from_ref(&work)].concat();
        assert_eq!(stripped(&followed), followed);
        // A return follows: that one is the last.
        assert_eq!(stripped(&[&arms[..], std::slice::from_ref(&ret)].concat()), bare);
        // The end of a loop is not the function's.
        let around = [Kind::Loop, Kind::Continuing, Kind::EndLoop { cond: NONE }];
        let looped = [&around[..1], &arms, &around[1..]].concat();
        assert_eq!(stripped(&looped), looped);
        // An inlined function ends where it leaves.
        let inlined = [&[Kind::Enter], &arms[..], &[Kind::Leave, work]].concat();
        let left = [&inlined[..1], &bare, &inlined[7..]].concat();
        assert_eq!(stripped(&inlined), left);
    }
}
