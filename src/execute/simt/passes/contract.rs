//! Products and sums that become one `fma`, as WGSL allows (V2). Never fuses what is stored in
//! between where other lanes could see it, and never a sum whose product is gone.
//!
//! a·b + c, a·b − c, c − a·b, and the same with the product negated. A product that is named, or
//! kept in a variable on the way, is still one: compilers see through both.

use std::collections::HashMap;

use crate::execute::simt::code::{Inst, Kind, NONE, Op, Reg, V};
use crate::execute::simt::lower::Lowered;
use crate::execute::simt::world::Contraction;

#[derive(Clone, Copy)]
struct Product {
    a: V,
    b: V,
    negated: bool,
}

/// Fuses in place.
pub fn fuse(lowered: &mut Lowered, contraction: Contraction) {
    if contraction == Contraction::Off {
        return;
    }
    let old = std::mem::take(&mut lowered.code);
    let mut moved = Vec::with_capacity(old.len());
    // Temporaries are written once; variables hold a product until control flow meets.
    let mut products: HashMap<V, Product> = HashMap::new();
    let mut held: HashMap<V, Product> = HashMap::new();
    for inst in old {
        moved.push(lowered.code.len());
        let fused = match inst.kind {
            Kind::Lane { op: op @ (Op::AddF | Op::SubF), d, a: [x, y, _] } => {
                choose(products.get(&x).copied(), products.get(&y).copied(), contraction).map(
                    |(product, first)| {
                        let rest = if first { y } else { x };
                        // x − y: the second operand is negated.
                        let (flip, minus) = match (op, first) {
                            (Op::AddF, _) => (product.negated, false),
                            (_, true) => (product.negated, true),
                            (_, false) => (!product.negated, false),
                        };
                        (d, product, rest, flip, minus)
                    },
                )
            }
            _ => None,
        };
        if let Some((d, product, rest, flip, minus)) = fused {
            let negate = |lowered: &mut Lowered, v: V| {
                lowered.regs.push(Reg::Temp);
                let n = lowered.regs.len() as V - 1;
                let kind = Kind::Lane { op: Op::NegF, d: n, a: [v, NONE, NONE] };
                lowered.code.push(Inst { kind, site: inst.site });
                n
            };
            let a = if flip { negate(lowered, product.a) } else { product.a };
            let c = if minus { negate(lowered, rest) } else { rest };
            let kind = Kind::Lane { op: Op::Fma, d, a: [a, product.b, c] };
            lowered.code.push(Inst { kind, site: inst.site });
            held.remove(&d);
            continue;
        }
        match inst.kind {
            Kind::Lane { op, d, a } => {
                let product = match op {
                    Op::MulF if stays(lowered, a[0]) && stays(lowered, a[1]) => {
                        Some(Product { a: a[0], b: a[1], negated: false })
                    }
                    Op::NegF => products
                        .get(&a[0])
                        .map(|product| Product { negated: !product.negated, ..*product }),
                    Op::Mov => products.get(&a[0]).or_else(|| held.get(&a[0])).copied(),
                    _ => None,
                };
                let is_variable = lowered.regs[d as usize] == Reg::Var;
                let known = if is_variable { &mut held } else { &mut products };
                match product {
                    Some(product) => known.insert(d, product),
                    None => known.remove(&d),
                };
            }
            Kind::If { .. }
            | Kind::Else
            | Kind::EndIf
            | Kind::Loop
            | Kind::Continuing
            | Kind::EndLoop { .. }
            | Kind::Switch
            | Kind::EndSwitch
            | Kind::Enter
            | Kind::Leave
            | Kind::Break
            | Kind::Continue
            | Kind::Return => held.clear(),
            _ => {}
        }
        lowered.code.push(inst);
    }
    for (_, _, enter) in &mut lowered.inits {
        *enter = moved.get(*enter).copied().unwrap_or(lowered.code.len());
    }
}

/// Whether the register still holds its value wherever the product is used.
fn stays(lowered: &Lowered, v: V) -> bool {
    lowered.regs[v as usize] != Reg::Var
}

/// Of two products the one that the world fuses, and whether it is the first operand.
fn choose(
    x: Option<Product>,
    y: Option<Product>,
    contraction: Contraction,
) -> Option<(Product, bool)> {
    match (x, y, contraction) {
        (_, Some(y), Contraction::Second) => Some((y, false)),
        (Some(x), _, _) => Some((x, true)),
        (None, Some(y), _) => Some((y, false)),
        (None, None, _) => None,
    }
}
