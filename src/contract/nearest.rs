//! The name that somebody probably meant.

/// The candidate closest to `name`, if it is close: at most a third of its characters differ, and
/// a short one begins with the same character.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let count = name.chars().count();
    let limit = (count / 3).clamp(1, 4);
    let begins = |candidate: &str| count > 3 || candidate.chars().next() == name.chars().next();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name && candidate.len() <= 64 && name.len() <= 64)
        .filter(|candidate| begins(candidate))
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours; a difference in case is free but
/// for the first.
fn distance(a: &str, b: &str) -> usize {
    let fold = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    let (left, right) = (fold(a), fold(b));
    let mut rows = vec![vec![0; right.len() + 1]; left.len() + 1];
    rows[0] = (0..=right.len()).collect();
    for i in 1..=left.len() {
        rows[i][0] = i;
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[left.len()][right.len()] + usize::from(left == right && a != b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (name, candidates, expected) in [
            ("widht", vec!["width", "height"], Some("width")),
            ("idx", vec!["i", "id", "index"], Some("id")),
            ("lenght", vec!["length"], Some("length")),
            ("inversesqrt", vec!["inverseSqrt"], Some("inverseSqrt")),
            ("zzz", vec!["a", "b"], None),
            ("x", vec!["x"], None),
            ("", vec!["a"], None),
            ("H", vec!["w", "h"], None),
            ("f64", vec!["u64", "f32"], None),
        ] {
            assert_eq!(nearest(name, candidates), expected, "{name}");
        }
    }
}
