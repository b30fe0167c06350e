//! The largest legal size of a contract under WebGPU's default limits (VERDICT.md V9).

use crate::check::Checked;
use crate::contract::Contract;
use crate::kernel::Scalar;

/// Bytes of one storage binding.
const BINDING: i64 = 128 << 20;
/// Workgroups on one axis.
const GROUPS: i64 = 65_535;

/// In words: the largest value that all sizes may have together.
pub fn largest(contract: &Contract, checked: &Checked) -> String {
    let mut sizes: Vec<&str> = Vec::new();
    let lengths = contract.buffers().map(|buffer| &buffer.length);
    for expr in contract.threads.iter().chain(lengths) {
        for name in expr.names() {
            if !sizes.contains(&name) && contract.scalars().any(|scalar| scalar.name == name) {
                sizes.push(name);
            }
        }
    }
    if sizes.is_empty() {
        return match limit(contract, checked, 1) {
            None => "the sizes are fixed and legal".into(),
            Some(why) => format!("the sizes are fixed and too large: {why}"),
        };
    }
    let (mut low, mut high) = (0_i64, i64::from(i32::MAX));
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if limit(contract, checked, middle).is_none() { low = middle } else { high = middle - 1 }
    }
    let names = sizes.join(" = ");
    match limit(contract, checked, low + 1) {
        Some(why) if low < i64::from(i32::MAX) => format!("{names} = {low}; above, {why}"),
        _ => format!("{names} = {low}"),
    }
}

/// Why `size` for all sizes is not legal.
fn limit(contract: &Contract, checked: &Checked, size: i64) -> Option<String> {
    let scalars: Vec<(String, Scalar)> =
        contract.scalars().map(|scalar| (scalar.name.clone(), Scalar::I64(size))).collect();
    for buffer in contract.buffers() {
        let bytes =
            buffer.length.eval(&scalars).and_then(|n| n.checked_mul(buffer.elem.size().into()));
        if bytes.is_none_or(|bytes| bytes > BINDING) {
            return Some(format!("'{}' has more than 128 MiB", buffer.name));
        }
    }
    for axis in 0..3 {
        let groups = match &checked.dispatch {
            Some(line) => line[axis].eval(&scalars),
            None => contract.threads.get(axis).map_or(Some(1), |expr| {
                let wg = i64::from(checked.workgroup_size[axis].max(1));
                expr.eval(&scalars)?.checked_add(wg - 1).map(|n| n / wg)
            }),
        };
        if groups.is_none_or(|groups| groups > GROUPS) {
            return Some(format!("axis {axis} has more than 65,535 workgroups"));
        }
    }
    None
}
