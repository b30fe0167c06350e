//! slangc's CPU ABI: what the globals hold, how large a workgroup is, where threads end.

use std::collections::BTreeMap;

use super::fit::{Point, fit};
use super::measure::{Late, REGION, limits, observe, scalar_of};
use super::walk::Walk;
use crate::contract::proposal::{BufferGuess, Guess, Proposal, ScalarGuess};
use crate::contract::{Expr, ScalarType, SlangMember};
use crate::execute::reference::{ProbeMember, probe_slang};
use crate::source::lifted::{Binary, RootId, RootKind, Ty, ValueId, ValueKind};
use crate::source::{Export, Module};

/// Fills members, parameters, workgroup and threads from the lifted thread function.
pub(super) fn members(proposal: &mut Proposal, walk: &Walk<'_>) {
    let guards = guards(walk);
    let mut found = Members { walk, guards: &guards, params: Vec::new(), buffers: 0, scalars: 0 };
    proposal.globals = found.list(2);
    proposal.entry_params = found.list(1);
    proposal.params = found.params;
    proposal.workgroup = workgroup(walk);
    let place = |id: ValueId| place_of(walk, id);
    let named = |at: &(RootId, i32)| scalar_name(proposal, walk, *at);
    let threads: Vec<Expr> =
        guards.iter().map_while(|guard| Some(Expr::name(named(&place((*guard)?)?)?))).collect();
    proposal.threads = (!threads.is_empty()).then_some(threads);
}

struct Members<'a> {
    walk: &'a Walk<'a>,
    guards: &'a [Option<ValueId>; 3],
    params: Vec<Guess>,
    buffers: usize,
    scalars: usize,
}

impl Members<'_> {
    fn list(&mut self, parameter: u32) -> Vec<SlangMember> {
        let Some(base) = root_where(self.walk, |k| *k == RootKind::Param(parameter)) else {
            return Vec::new();
        };
        // What lies at which offset: pointers, and words that are read as they are.
        let mut at: BTreeMap<u32, Option<RootId>> = BTreeMap::new();
        for (i, root) in self.walk.lifted.roots.iter().enumerate() {
            if let RootKind::Field { of, offset } = root.kind
                && of == base
            {
                at.insert(offset, Some(RootId(i as u32)));
            }
        }
        for touch in self.walk.of_root(base) {
            at.entry(touch.place.offset.max(0) as u32).or_insert(None);
        }
        let mut members = Vec::new();
        let mut end = 0;
        for (offset, root) in at {
            if offset < end {
                continue;
            }
            while end + 4 <= offset {
                // Nothing reads it: a word that keeps the others in their places.
                members.push(SlangMember::Uniform { field: self.scalar(ScalarType::I32, None) });
                end += 4;
            }
            match root {
                Some(root) if self.is_struct(root) => {
                    members.push(SlangMember::UniformPtr { fields: self.fields(root) });
                    end = offset + 4;
                }
                Some(root) => {
                    let name = format!("b{}", self.buffers);
                    self.buffers += 1;
                    let guess = super::guess::buffer(self.walk, root, &name);
                    let stride = self.stride(root, &guess);
                    self.params.push(Guess::Buffer(guess));
                    members.push(SlangMember::Buffer { name, stride });
                    end = offset + 8;
                }
                None => {
                    let (ty, size) = self.word(base, offset);
                    let field = self.scalar(ty, Some((base, offset)));
                    members.push(SlangMember::Uniform { field });
                    end = offset + size;
                }
            }
        }
        members
    }

    /// A constant buffer is only read, at constant offsets.
    fn is_struct(&self, root: RootId) -> bool {
        self.walk.of_root(root).all(|touch| !touch.store && touch.place.terms.is_empty())
    }

    fn fields(&mut self, root: RootId) -> Vec<String> {
        let mut offsets: Vec<u32> =
            self.walk.of_root(root).map(|touch| touch.place.offset.max(0) as u32).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let (mut fields, mut end) = (Vec::new(), 0);
        for offset in offsets {
            while end + 4 <= offset {
                fields.push(self.scalar(ScalarType::I32, None));
                end += 4;
            }
            if offset >= end {
                let (ty, size) = self.word(root, offset);
                fields.push(self.scalar(ty, Some((root, offset))));
                end = offset + size;
            }
        }
        fields
    }

    fn word(&self, root: RootId, offset: u32) -> (ScalarType, u32) {
        let here: Vec<_> =
            self.walk.of_root(root).filter(|t| t.place.offset == offset as i32).collect();
        let access = here.first().map(|touch| touch.place.access);
        match access.map(|access| (access.ty, access.width)) {
            Some((Ty::F32, _)) => (ScalarType::F32, 4),
            Some((_, 1)) => (ScalarType::Bool, 1),
            Some((Ty::I64, 8)) => (ScalarType::I64, 8),
            _ => {
                let loads: Vec<ValueId> = here.iter().map(|touch| touch.value).collect();
                match self.walk.signs(|id| loads.contains(&id)) {
                    (0, unsigned) if unsigned > 0 => (ScalarType::U32, 4),
                    _ => (ScalarType::I32, 4),
                }
            }
        }
    }

    fn scalar(&mut self, ty: ScalarType, place: Option<(RootId, u32)>) -> String {
        let axis = self.guards.iter().position(|guard| {
            let at = guard.and_then(|guard| place_of(self.walk, guard));
            at.is_some() && at == place.map(|(root, offset)| (root, offset as i32))
        });
        let flat = self.guards[1].is_none();
        let taken = |name: &str| self.params.iter().any(|param| param.name() == name);
        let wanted = match (axis, flat) {
            (Some(0), true) => Some("n"),
            (Some(axis), false) => Some(["width", "height", "depth"][axis]),
            _ => None,
        };
        let name = match wanted.filter(|name| !taken(name)) {
            Some(name) => name.to_owned(),
            None => {
                self.scalars += 1;
                format!("s{}", self.scalars - 1)
            }
        };
        let guess = ScalarGuess { name: name.clone(), ty, generator: None, unsure: false };
        self.params.push(Guess::Scalar(guess));
        name
    }

    /// Bytes of one element as slang counts them: what all indices are multiples of.
    fn stride(&self, root: RootId, guess: &BufferGuess) -> u32 {
        let size = guess.elem.map_or(4, |elem| elem.size());
        let terms = self.walk.of_root(root).flat_map(|touch| &touch.place.terms);
        let common = terms.fold(0, |common, (_, by)| gcd(common, by.unsigned_abs()));
        // A stride of one word, vector or matrix; more is an index that happens to be even.
        if common >= size && common <= 64 { common } else { size }
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn root_where(walk: &Walk<'_>, is: impl Fn(&RootKind) -> bool) -> Option<RootId> {
    walk.lifted.roots.iter().position(|root| is(&root.kind)).map(|at| RootId(at as u32))
}

/// Root and offset of a load at a constant place.
fn place_of(walk: &Walk<'_>, id: ValueId) -> Option<(RootId, i32)> {
    let touch = walk.touches.iter().find(|touch| !touch.store && touch.value == id)?;
    touch.place.terms.is_empty().then_some((touch.place.root, touch.place.offset))
}

/// The parameter that stands for a word of the globals.
fn scalar_name(proposal: &Proposal, walk: &Walk<'_>, (root, at): (RootId, i32)) -> Option<String> {
    let layout = |members: &[SlangMember], base: u32| -> Option<String> {
        let mut end = 0_i32;
        for member in members {
            match member {
                SlangMember::Buffer { .. } => end += 8,
                SlangMember::Uniform { field } => {
                    if walk.lifted.root(root).kind == RootKind::Param(base) && end == at {
                        return Some(field.clone());
                    }
                    end += 4;
                }
                SlangMember::UniformPtr { fields } => {
                    let own = matches!(walk.lifted.root(root).kind,
                        RootKind::Field { of, offset } if offset as i32 == end
                            && walk.lifted.root(of).kind == RootKind::Param(base));
                    if own && at % 4 == 0 {
                        return fields.get(at as usize / 4).cloned();
                    }
                    end += 4;
                }
            }
        }
        None
    };
    layout(&proposal.globals, 2).or_else(|| layout(&proposal.entry_params, 1))
}

/// groupID and groupThreadID by axis: the loads' values.
fn ids(walk: &Walk<'_>, first: i32) -> [Vec<ValueId>; 3] {
    let varying = root_where(walk, |kind| *kind == RootKind::Param(0));
    std::array::from_fn(|axis| {
        let at = first + 4 * axis as i32;
        let own = |place: Option<(RootId, i32)>| place == varying.map(|root| (root, at));
        walk.touches
            .iter()
            .filter(|touch| !touch.store && own(place_of(walk, touch.value)))
            .map(|touch| touch.value)
            .collect()
    })
}

/// Coefficient of one of `atoms` in a value, where it is linear in it.
fn coefficient(walk: &Walk<'_>, id: ValueId, atoms: &[ValueId], depth: u32) -> i64 {
    if atoms.contains(&id) {
        return 1;
    }
    if depth > 12 {
        return 0;
    }
    let of = |id| coefficient(walk, id, atoms, depth + 1);
    let constant = |id| walk.lifted.as_i32(id).map(i64::from);
    match walk.value(id).kind {
        ValueKind::Binary(Binary::Add | Binary::Or, a, b) => of(a) + of(b),
        ValueKind::Binary(Binary::Sub, a, b) => of(a) - of(b),
        ValueKind::Binary(Binary::Mul, a, b) => match (constant(a), constant(b)) {
            (_, Some(by)) => of(a) * by,
            (Some(by), _) => of(b) * by,
            _ => 0,
        },
        ValueKind::Binary(Binary::Shl, a, b) => {
            constant(b).filter(|by| (0..31).contains(by)).map_or(0, |by| of(a) << by)
        }
        _ => 0,
    }
}

/// The constants that the groups' ids are multiplied with; an axis without is one thread.
fn workgroup(walk: &Walk<'_>) -> Option<[u32; 3]> {
    let (groups, threads) = (ids(walk, 0), ids(walk, 12));
    let mut size = [1_u32; 3];
    for axis in 0..3 {
        let (group, thread) = (&groups[axis], &threads[axis]);
        let mut found: Option<i64> = None;
        let mut note = |group: i64, thread: i64| {
            if thread > 0 && group % thread == 0 && (1..=1024).contains(&(group / thread)) {
                found = found.or(Some(group / thread));
            }
        };
        for at in 0..walk.lifted.values.len() {
            let id = ValueId(at as u32);
            if walk.value(id).ty == Ty::I32
                && matches!(walk.value(id).kind, ValueKind::Binary(Binary::Add | Binary::Or, ..))
            {
                note(coefficient(walk, id, group, 0), coefficient(walk, id, thread, 0));
            }
        }
        for touch in &walk.touches {
            let total = |atoms: &[ValueId]| -> i64 {
                let terms = touch.place.terms.iter();
                terms.map(|(id, by)| coefficient(walk, *id, atoms, 0) * i64::from(*by)).sum()
            };
            note(total(group), total(thread));
        }
        match found {
            Some(found) => size[axis] = found as u32,
            None if group.is_empty() && thread.is_empty() => {}
            // One thread an axis, or a form that isn't known.
            None if thread.is_empty() => {}
            None => return None,
        }
    }
    Some(size)
}

/// The value that each axis' thread id is compared with first.
fn guards(walk: &Walk<'_>) -> [Option<ValueId>; 3] {
    use Binary as B;
    let (groups, threads) = (ids(walk, 0), ids(walk, 12));
    let mut guards = [None; 3];
    for condition in &walk.conditions {
        let mut pending = vec![*condition];
        while let Some(id) = pending.pop() {
            let ValueKind::Binary(op, a, b) = walk.value(id).kind else { continue };
            let compared =
                matches!(op, B::LtS | B::LtU | B::GtS | B::GtU | B::LeS | B::LeU | B::GeS | B::GeU);
            if matches!(op, B::And | B::Or) && pending.len() < 8 {
                pending.extend([a, b]);
            }
            if !compared {
                continue;
            }
            for axis in 0..3 {
                let id = |value| {
                    coefficient(walk, value, &groups[axis], 0) > 0
                        || coefficient(walk, value, &threads[axis], 0) > 0
                };
                let loaded = |value| place_of(walk, value).is_some();
                let bound = match (id(a), id(b)) {
                    (true, false) if loaded(b) => b,
                    (false, true) if loaded(a) => a,
                    _ => continue,
                };
                guards[axis] = guards[axis].or(Some(bound));
            }
        }
    }
    guards
}

/// Fits the buffers' lengths by running small grids.
pub(super) fn measure(
    proposal: &mut Proposal,
    module: &Module,
    export: &Export,
) -> Result<(), Late> {
    let open = |guess: &Guess| matches!(guess, Guess::Buffer(b) if b.length.is_none());
    let (Some(workgroup), Some(threads)) = (proposal.workgroup, &proposal.threads) else {
        return Ok(());
    };
    let sizes: Vec<String> = proposal
        .params
        .iter()
        .filter_map(|guess| match guess {
            Guess::Scalar(s) if !matches!(s.ty, ScalarType::F32 | ScalarType::Bool) => {
                Some(s.name.clone())
            }
            _ => None,
        })
        .collect();
    if !proposal.params.iter().any(open) {
        return Ok(());
    }
    let probe = |values: &[i64]| {
        let lookup = |name: &str| sizes.iter().position(|known| known == name).map(|at| values[at]);
        let value = |name: &str| {
            let ty = proposal.params.iter().find_map(|guess| match guess {
                Guess::Scalar(scalar) if scalar.name == name => Some(scalar.ty),
                _ => None,
            });
            scalar_of(ty.unwrap_or(ScalarType::I32), lookup(name).unwrap_or(1))
        };
        let members = |members: &[SlangMember]| -> Vec<ProbeMember> {
            let member = |member: &SlangMember| match member {
                SlangMember::Buffer { stride, .. } => ProbeMember::Buffer { stride: *stride },
                SlangMember::UniformPtr { fields } => {
                    ProbeMember::UniformPtr(fields.iter().map(|field| value(field)).collect())
                }
                SlangMember::Uniform { field } => ProbeMember::Uniform(value(field)),
            };
            members.iter().map(member).collect()
        };
        let mut groups = [1_u32; 3];
        for (axis, thread) in threads.iter().enumerate().take(3) {
            let extent = thread.eval_with(&lookup).unwrap_or(1).clamp(1, 1000) as u32;
            groups[axis] = extent.div_ceil(workgroup[axis].max(1));
        }
        let (globals, entry) = (members(&proposal.globals), members(&proposal.entry_params));
        probe_slang(module, &export.name, &globals, &entry, groups, REGION, &limits())
    };
    let seen = observe(sizes.len(), probe)?;
    let position = |name: &str| {
        let all = proposal.globals.iter().chain(&proposal.entry_params);
        all.into_iter()
            .position(|m| matches!(m, SlangMember::Buffer { name: own, .. } if own == name))
    };
    let lengths: Vec<(usize, Option<Expr>)> = proposal
        .params
        .iter()
        .enumerate()
        .filter_map(|(at, guess)| {
            let Guess::Buffer(buffer) = guess else { return None };
            let size = i64::from(buffer.elem?.size());
            let member = position(&buffer.name)?;
            let points: Vec<Point> = seen
                .iter()
                .filter_map(|(values, reaches)| {
                    let reach = reaches.iter().find(|reach| reach.parameter == member)?;
                    let end = reach.read_end.max(reach.write_end).max(0);
                    Some((values.clone(), (end + size - 1) / size))
                })
                .collect();
            Some((at, fit(&sizes, &points)))
        })
        .collect();
    for (at, length) in lengths {
        if let Guess::Buffer(buffer) = &mut proposal.params[at] {
            buffer.length = buffer.length.take().or(length);
        }
    }
    Ok(())
}
