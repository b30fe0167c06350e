//! Scalars for a wanted number of elements.

use crate::check::Checked;
use crate::contract::Contract;
use crate::kernel::Scalar;
use crate::verify::generate;
use crate::verify::plan::{Planned, Shape};

/// Workgroups on one axis, at most.
const GROUPS: i64 = 65_535;

/// Scalars of the contract that extents and lengths depend on.
pub fn sizes(contract: &Contract) -> Vec<&str> {
    let lengths = contract.buffers().map(|buffer| &buffer.length);
    let mut sizes: Vec<&str> = Vec::new();
    for name in contract.threads.iter().chain(lengths).flat_map(|expr| expr.names()) {
        if !sizes.contains(&name) && contract.scalars().any(|scalar| scalar.name == name) {
            sizes.push(name);
        }
    }
    sizes
}

/// The template with all sizes alike, as large as `wanted` elements of the largest buffer or of
/// the extent allow, within `bytes` a buffer; `None` where even 1 is too large, or illegal.
pub fn sized(
    contract: &Contract,
    checked: &Checked,
    template: &Planned,
    wanted: u64,
    bytes: u64,
) -> Option<Planned> {
    let sizes = sizes(contract);
    let with = |size: i64| -> Option<Planned> {
        let mut planned = template.clone();
        for (name, value) in &mut planned.scalars {
            if let Some(param) =
                contract.scalars().find(|s| s.name == *name && sizes.contains(&name.as_str()))
            {
                *value = generate::integer_scalar(size.into(), param.ty);
            }
        }
        planned.shape = Shape::of(contract, &planned.scalars);
        let shape = planned.shape.as_ref().ok()?;
        let most = shape.lengths.iter().map(|n| *n as u64).max().unwrap_or(0);
        let elements = u64::try_from(shape.invocations()).ok()?.max(most);
        let fits = contract
            .buffers()
            .zip(&shape.lengths)
            .all(|(buffer, length)| *length as u64 * u64::from(buffer.elem.size()) <= bytes);
        (elements <= wanted && fits && legal(contract, checked, &planned.scalars, shape))
            .then_some(planned)
    };
    let (mut low, mut high) = (0_i64, i64::try_from(wanted).unwrap_or(i64::MAX).min(1 << 30));
    if sizes.is_empty() {
        return with(1);
    }
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if with(middle).is_some() { low = middle } else { high = middle - 1 }
    }
    (low > 0).then(|| with(low)).flatten()
}

fn legal(
    contract: &Contract,
    checked: &Checked,
    scalars: &[(String, Scalar)],
    shape: &Shape,
) -> bool {
    (0..contract.threads.len().max(1)).all(|axis| {
        let groups = match &checked.dispatch {
            Some(line) => line[axis].eval(scalars).unwrap_or(i64::MAX),
            None => {
                let wg = checked.workgroup_size[axis].max(1);
                i64::from(shape.threads[axis].div_ceil(wg))
            }
        };
        groups <= GROUPS
    })
}
