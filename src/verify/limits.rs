//! VERDICT.md V4 and V12 as arithmetic over a whole run: too few cases, weak limits, the class.

use crate::contract::Tolerance;
use crate::kernel::Class;

/// V4: a run with fewer surviving cases proves nothing.
const LEAST_CASES: usize = 20;

/// Weakest limits that count: rel, abs as a share of the outputs' range, exact_frac. 2¹³ units in
/// the last place are a rel of 1e-3.
const REL: f64 = 1e-3;
const ABS: f64 = 4e-3;
const FRAC: f64 = 0.97;
const ULP: u64 = 1 << 13;

/// Why the cases don't suffice.
pub fn too_few(planned: usize, dropped: &[(String, usize)]) -> Option<String> {
    let gone: usize = dropped.iter().map(|(_, count)| count).sum();
    let left = planned - gone.min(planned);
    if left >= LEAST_CASES && gone * 2 <= planned {
        return None;
    }
    let main = dropped.iter().max_by_key(|(_, count)| *count);
    let main =
        main.map(|(why, count)| format!("; {count} dropped because {why}")).unwrap_or_default();
    Some(format!("only {left} of {planned} cases are left{main}"))
}

/// Which limit of the contract is too weak to count, if one is. `range` is the least and greatest
/// value of the reference's outputs.
pub fn weak(tolerance: &Tolerance, range: Option<(f64, f64)>) -> Option<String> {
    if let Some(rel) = tolerance.rel.filter(|rel| *rel > REL) {
        return Some(format!("rel {rel} is weaker than {REL}"));
    }
    if let Some(frac) = tolerance.exact_frac.filter(|frac| *frac < FRAC) {
        return Some(format!("exact_frac {frac} is weaker than {FRAC}"));
    }
    if let Some(ulp) = tolerance.ulp.filter(|ulp| *ulp > ULP) {
        return Some(format!("ulp {ulp} is weaker than rel {REL}"));
    }
    let (low, high) = range?;
    // Outputs that are all alike have their magnitude for a range.
    let span = if high > low { high - low } else { high.abs() };
    let abs = tolerance.abs.filter(|abs| span > 0.0 && *abs > ABS * span)?;
    Some(format!("abs {abs} is more than {ABS} of the outputs' range, {span}"))
}

/// The class of a draft that is not verified.
pub fn failed_class(psnr: Option<f64>) -> Class {
    match psnr {
        None => Class::None,
        Some(psnr) if psnr > 40.0 => Class::PsnrAbove40,
        Some(psnr) if psnr >= 20.0 => Class::Psnr20To40,
        Some(_) => Class::PsnrBelow20,
    }
}
