//! The `// dispatch:` line: how many workgroups a draft wants (VERDICT.md V10).
//!
//! First line, plain ASCII from byte 0: `// dispatch: 1` or `// dispatch: ceil_div(n, 256), h`.

use crate::contract::{Contract, Expr};
use crate::kernel::{Diagnostic, Origin, Span};

const MARK: &str = "// dispatch:";

/// The line's workgroups per axis, missing axes 1; `None` without such a line.
///
/// # Errors
/// A line that says `dispatch` but isn't one, an expression that doesn't parse, a name that is no
/// scalar of the contract.
pub fn dispatch(
    wgsl: &str,
    contract: Option<&Contract>,
) -> Result<Option<[Expr; 3]>, Box<Diagnostic>> {
    let line = wgsl.split('\n').next().unwrap_or("");
    // Exactly one carriage return may end it.
    let line = line.strip_suffix('\r').unwrap_or(line);
    let fail = |message: String, start: usize, end: usize| {
        let span = Span::of_bytes(wgsl, start, end);
        Box::new(
            Diagnostic::error("check/dispatch", Origin::Draft, message)
                .at(Some(span))
                .with_hint("write `// dispatch: 1` or `// dispatch: ceil_div(n, 256), h`"),
        )
    };
    let Some(text) = line.strip_prefix(MARK) else {
        return match resembles(line) {
            true => Err(fail(format!("the line must begin with exactly '{MARK}'"), 0, line.len())),
            false => Ok(None),
        };
    };
    let odd = |c: char| !matches!(c, ' '..='~');
    if let Some((at, c)) = text.char_indices().find(|(_, c)| odd(*c)) {
        let at = MARK.len() + at;
        let message = format!("a dispatch line is plain ASCII, but holds '{}'", c.escape_unicode());
        return Err(fail(message, at, at + c.len_utf8()));
    }
    let axes = Expr::parse_list(text, 3)
        .map_err(|e| fail(e.message, MARK.len() + e.start, MARK.len() + e.end))?;
    if let Some(contract) = contract {
        let known = |name: &&str| !contract.scalars().any(|scalar| scalar.name == **name);
        if let Some(name) = axes.iter().flat_map(Expr::names).find(|name| known(name)) {
            let at = MARK.len() + text.find(name).unwrap_or(0);
            let message = format!("'{name}' is no scalar of the contract");
            return Err(fail(message, at, at + name.len()));
        }
    }
    let mut axes = axes.into_iter();
    Ok(Some(std::array::from_fn(|_| axes.next().unwrap_or(Expr::Int(1)))))
}

/// A comment that a person would read as a dispatch line.
fn resembles(line: &str) -> bool {
    let visible: String = line.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let visible = visible.trim_start_matches(['\u{feff}', '\u{200b}']).to_lowercase();
    visible.strip_prefix("//").is_some_and(|rest| {
        rest.trim_start_matches('/').trim_start_matches('!').starts_with("dispatch:")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::ScalarType;
    use crate::contract::fixture::{contract, scalar};

    fn parse(text: &str) -> Result<Option<String>, String> {
        let contract = contract(vec![scalar("n", ScalarType::I32), scalar("h", ScalarType::I32)]);
        let axes = dispatch(text, Some(&contract)).map_err(|d| d.message)?;
        Ok(axes.map(|[x, y, z]| format!("{x}; {y}; {z}")))
    }

    #[test]
    fn table() {
        for (text, expected) in [
            ("// dispatch: 1\n", Some("1; 1; 1")),
            ("// dispatch: 1\r\nfn f() {}", Some("1; 1; 1")),
            ("// dispatch: ceil_div(n, 256), h", Some("ceil_div(n, 256); h; 1")),
            ("// dispatch:n*h,2,3", Some("n*h; 2; 3")),
            ("", None),
            ("fn f() {}\n// dispatch: 1", None),
            ("// dispatches in groups of 64\n", None),
        ] {
            assert_eq!(parse(text), Ok(expected.map(str::to_owned)), "{text:?}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_an_error() {
        for text in [
            " // dispatch: 1\n",
            "//dispatch: 1\n",
            "// Dispatch: 1\n",
            "\u{feff}// dispatch: 1\n",
            "// dispatch: 1\r\r\n",
            "// dispatch: 1\u{2028}fn f() {}",
            "// dispatch: 1\u{85}",
            "// dispatch: 1\t\n",
            "// dispatch:\u{a0}1\n",
            "// dispatch: \n",
            "// dispatch: 1, 2, 3, 4\n",
            "// dispatch: 1 // one\n",
            "// dispatch: m\n",
            "/// dispatch: 1\n",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn errors_have_their_place() {
        let contract = contract(vec![scalar("n", ScalarType::I32)]);
        let diagnostic = dispatch("// dispatch: n, foo\n", Some(&contract)).unwrap_err();
        assert_eq!(diagnostic.span, Some(Span { line: 1, column: 17, length: 3 }));
    }
}
