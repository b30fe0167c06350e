//! The most loop iterations of one invocation, counted: the draft's loops get a counter, and
//! `simt` runs it. For adapters that end loops silently after a known number.
//!
//! Never touches the draft that is judged: a copy of its IR is changed.

use naga::valid::{ValidationFlags, Validator};
use naga::{
    AddressSpace, AtomicFunction, BinaryOperator, Block, Expression, Function, GlobalVariable,
    Handle, Literal, Module, Range, ResourceBinding, Scalar, Span, Statement, StorageAccess, Type,
    TypeInner,
};
use tokio_util::sync::CancellationToken;

use crate::check::{self, Checked};
use crate::execute::Limits;
use crate::execute::simt::{Dispatch, Program, SimtError, Watch, World};

/// Deeper nesting is left uncounted; naga's own limit is lower.
const MAX_NESTING: u32 = 256;

/// The most iterations of one invocation, all loops together.
///
/// # Errors
/// `simt`'s, as [`Program::run`] has them.
pub fn most(
    checked: &Checked,
    dispatch: &Dispatch,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<u64, SimtError> {
    let free = dispatch.bindings.iter().map(|(binding, _)| binding + 1).max().unwrap_or(0);
    let program = Program::new(&counted(checked, free)?)?;
    let mut dispatch = dispatch.clone();
    dispatch.bindings.push((free, vec![0; 4]));
    let run = program.run_in(&dispatch, &World::strict(), Watch::Bounds, limits, cancel)?;
    let bytes = run.bindings.last().and_then(|(_, bytes)| bytes.first_chunk::<4>());
    Ok(bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes)).into())
}

/// The draft with a counter in each loop, whose maximum stands behind `binding`.
fn counted(checked: &Checked, binding: u32) -> Result<Checked, SimtError> {
    let mut module: Module = checked.module.clone();
    let mut ty = |inner| module.types.insert(Type { name: None, inner }, Span::UNDEFINED);
    let word = ty(TypeInner::Scalar(Scalar::U32));
    let atomic = ty(TypeInner::Atomic(Scalar::U32));
    let mut variable = |space, binding, ty| {
        let variable = GlobalVariable {
            name: None,
            space,
            binding,
            ty,
            init: None,
            memory_decorations: naga::MemoryDecorations::empty(),
        };
        module.global_variables.append(variable, Span::UNDEFINED)
    };
    let counter = variable(AddressSpace::Private, None, word);
    let access = StorageAccess::LOAD | StorageAccess::STORE;
    let at = ResourceBinding { group: 0, binding };
    let most = variable(AddressSpace::Storage { access }, Some(at), atomic);
    for (_, function) in module.functions.iter_mut() {
        count(function, counter, most);
    }
    for entry in &mut module.entry_points {
        count(&mut entry.function, counter, most);
    }
    let mut validator = Validator::new(ValidationFlags::all(), check::capabilities());
    let info = validator
        .validate(&module)
        .map_err(|error| SimtError::Unsupported(format!("its loops can't be counted: {error}")))?;
    Ok(Checked {
        module,
        info,
        wgsl: checked.wgsl.clone(),
        workgroup_size: checked.workgroup_size,
        dispatch: checked.dispatch.clone(),
        diagnostics: Vec::new(),
    })
}

fn count(function: &mut Function, counter: Handle<GlobalVariable>, most: Handle<GlobalVariable>) {
    let arena = &mut function.expressions;
    let mut add = |expression| arena.append(expression, Span::UNDEFINED);
    let pointer = add(Expression::GlobalVariable(counter));
    let most = add(Expression::GlobalVariable(most));
    let one = add(Expression::Literal(Literal::U32(1)));
    let mut tallies = Vec::new();
    for _ in 0..loops(&function.body, MAX_NESTING) {
        let load = add(Expression::Load { pointer });
        let sum = add(Expression::Binary { op: BinaryOperator::Add, left: load, right: one });
        tallies.push(vec![
            Statement::Emit(Range::new_from_bounds(load, sum)),
            Statement::Store { pointer, value: sum },
            Statement::Atomic { pointer: most, fun: AtomicFunction::Max, value: sum, result: None },
        ]);
    }
    insert(&mut function.body, &mut tallies, MAX_NESTING);
}

fn loops(block: &Block, depth: u32) -> usize {
    let Some(depth) = depth.checked_sub(1) else { return 0 };
    let inside = |block: &Block| loops(block, depth);
    block
        .iter()
        .map(|statement| match statement {
            Statement::Block(block) => inside(block),
            Statement::If { accept, reject, .. } => inside(accept) + inside(reject),
            Statement::Switch { cases, .. } => cases.iter().map(|case| inside(&case.body)).sum(),
            Statement::Loop { body, continuing, .. } => 1 + inside(body) + inside(continuing),
            _ => 0,
        })
        .sum()
}

fn insert(block: &mut Block, tallies: &mut Vec<Vec<Statement>>, depth: u32) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for statement in block.iter_mut() {
        match statement {
            Statement::Block(block) => insert(block, tallies, depth),
            Statement::If { accept, reject, .. } => {
                insert(accept, tallies, depth);
                insert(reject, tallies, depth);
            }
            Statement::Switch { cases, .. } => {
                cases.iter_mut().for_each(|case| insert(&mut case.body, tallies, depth));
            }
            Statement::Loop { body, continuing, .. } => {
                insert(body, tallies, depth);
                insert(continuing, tallies, depth);
                let tally = tallies.pop().unwrap_or_default();
                body.splice(0..0, Block::from_vec(tally));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iterations_add_up_over_nested_loops_and_calls() {
        let wgsl = "@group(0) @binding(0) var<storage, read_write> o: array<u32>;
fn inner(n: u32) -> u32 {
    var s = 0u;
    for (var i = 0u; i < n; i++) { s += i; }
    return s;
}
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    for (var j = 0u; j < id.x; j++) { o[id.x] += inner(10u); }
}";
        let checked = crate::check::check(wgsl, None).unwrap();
        let dispatch =
            Dispatch { bindings: vec![(0, vec![0; 16])], unwritten: Vec::new(), groups: [1; 3] };
        let found = most(&checked, &dispatch, &Limits::default(), &CancellationToken::new());
        // Invocation 3: three rounds of ten, each loop's last look at its condition counted too.
        assert_eq!(found, Ok(4 + 3 * 11));
    }
}
