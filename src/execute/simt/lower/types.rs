//! Types that the judge runs: 32-bit scalars, bool, and what is made of them. Refuses all others
//! by name.

use naga::{Module, TypeInner};

use super::unsupported;
use crate::execute::simt::SimtError;

pub(super) fn check_types(module: &Module) -> Result<(), SimtError> {
    for (_, ty) in module.types.iter() {
        let scalar = match &ty.inner {
            TypeInner::Scalar(s) | TypeInner::Atomic(s) => *s,
            TypeInner::Vector { scalar, .. }
            | TypeInner::Matrix { scalar, .. }
            | TypeInner::ValuePointer { scalar, .. } => *scalar,
            TypeInner::Array { .. } | TypeInner::Struct { .. } | TypeInner::Pointer { .. } => {
                continue;
            }
            other => {
                let what = match other {
                    TypeInner::Image { .. } | TypeInner::Sampler { .. } => "textures and samplers",
                    TypeInner::BindingArray { .. } => "binding arrays",
                    TypeInner::CooperativeMatrix { .. } => "cooperative matrices",
                    _ => "ray queries",
                };
                return unsupported(format!("the judge does not run {what}"));
            }
        };
        let word = match scalar.kind {
            naga::ScalarKind::Bool => true,
            naga::ScalarKind::Float | naga::ScalarKind::Sint | naga::ScalarKind::Uint => {
                scalar.width == 4
            }
            _ => false,
        };
        if !word {
            let bits = u32::from(scalar.width) * 8;
            return unsupported(format!(
                "the judge does not run {bits}-bit {:?} values",
                scalar.kind
            ));
        }
    }
    Ok(())
}
