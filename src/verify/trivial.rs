//! Proofs that a canary is the right answer (VERDICT.md V7), read off the lifted kernel: all that
//! it ever stores there is one constant, or the bytes of an input at the same place.
//!
//! Follows bytes through loads, constants, masks, shifts and unions. Never runs anything, and
//! gives up rather than guess.

use crate::contract::{Contract, RootMeaning};
use crate::source::Lifted;
use crate::source::lifted::{Binary, Place, Stmt, Ty, Unary, ValueId, ValueKind};

/// What an output would have to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// Zero everywhere.
    Zeros,
    /// One value everywhere.
    Constant,
    /// The bytes of the buffer at this position of the contract's parameters.
    Copy(usize),
}

/// Where: an output's bytes, or every `period`th unit of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Position of the output in the contract's parameters; `None`: the returned scalar.
    pub param: Option<usize>,
    /// Bytes of a unit.
    pub unit: u32,
    /// Units after which the same channel comes again.
    pub period: u32,
    /// Which channel; `None`: all.
    pub channel: Option<u32>,
}

/// A byte of a value, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Byte {
    Known(u8),
    /// Byte of a loaded value.
    Loaded(ValueId, u8),
    Unknown,
}

/// How deep a value is followed.
const DEPTH: usize = 32;

/// Why the claim holds, in words; `None` where there is no proof.
pub fn proof(contract: &Contract, lifted: &Lifted, part: Part, claim: Claim) -> Option<String> {
    let facts = Facts::of(lifted);
    let mut told: Option<u8> = None;
    let mut seen = 0;
    for (place, value) in facts.results(contract, part) {
        let width = place.map_or_else(|| facts.width(value), |place| place.access.width);
        let bytes = facts.bytes(value, DEPTH);
        for (k, byte) in bytes.iter().enumerate().take(width.into()) {
            match facts.is_in(place, k as u32, part) {
                Some(true) => {}
                Some(false) => continue,
                None => return None,
            }
            seen += 1;
            match (claim, *byte) {
                (Claim::Zeros, Byte::Known(0)) => {}
                // Bytes of one unit may differ from each other; those of one place may not.
                (Claim::Constant, Byte::Known(byte)) if part.unit == 1 => {
                    if told.is_some_and(|told| told != byte) {
                        return None;
                    }
                    told = Some(byte);
                }
                (Claim::Constant, Byte::Known(_)) => {}
                (Claim::Copy(from), Byte::Loaded(load, at)) => {
                    if usize::from(at) != k || !facts.is_same_place(contract, load, place, from) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
    }
    if claim == Claim::Constant && part.unit > 1 && !facts.one_value(contract, part) {
        return None;
    }
    let copies_itself = matches!(claim, Claim::Copy(from) if part.param == Some(from));
    if seen == 0 && !copies_itself {
        return None;
    }
    Some(match claim {
        Claim::Zeros => "the kernel stores nothing but 0 there".into(),
        Claim::Constant => "the kernel stores one constant there".into(),
        Claim::Copy(_) if copies_itself => "the kernel stores back what it read there".into(),
        Claim::Copy(from) => {
            let name = contract.params[from].name();
            format!("the kernel copies '{name}' there, element by element")
        }
    })
}

/// Whether the kernel never looks at the wasm parameter behind a scalar. `false` where that isn't
/// certain.
pub fn is_unused(contract: &Contract, lifted: &Lifted, scalar: &str) -> bool {
    let Some(position) = contract.position(scalar) else { return false };
    let index = (0..lifted.params.len() as u32).find(|index| {
        contract.abi != crate::contract::Abi::Slang && contract.wasm_param(*index) == Some(position)
    });
    let used = |index| lifted.values.iter().any(|value| value.kind == ValueKind::Param(index));
    index.is_some_and(|index| !used(index))
}

struct Facts<'a> {
    lifted: &'a Lifted,
    stores: Vec<(&'a Place, ValueId)>,
    returns: Vec<&'a [ValueId]>,
    loads: Vec<(ValueId, &'a Place)>,
}

impl<'a> Facts<'a> {
    fn of(lifted: &'a Lifted) -> Self {
        let mut facts = Self { lifted, stores: vec![], returns: vec![], loads: vec![] };
        let mut open: Vec<&[Stmt]> = vec![&lifted.body];
        while let Some(body) = open.pop() {
            for stmt in body {
                match stmt {
                    Stmt::Load { value, place, .. } => facts.loads.push((*value, place)),
                    Stmt::Store { place, value, .. } => facts.stores.push((place, *value)),
                    Stmt::Return { values } => facts.returns.push(values),
                    Stmt::If { then, otherwise, .. } => open.extend([&then[..], &otherwise[..]]),
                    Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => {
                        open.push(body)
                    }
                    Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Trap { .. } => {}
                }
            }
        }
        facts
    }

    /// All that reaches an output: stores with their place, or results of the function.
    fn results(&self, contract: &Contract, part: Part) -> Vec<(Option<&'a Place>, ValueId)> {
        let gathered = contract.abi == crate::contract::Abi::Pixel;
        match part.param {
            Some(param) if !gathered => self
                .stores
                .iter()
                .filter(|(place, _)| {
                    contract.root_meaning(self.lifted, place.root) == RootMeaning::Buffer(param)
                })
                .map(|(place, value)| (Some(*place), *value))
                .collect(),
            _ => {
                let results = self.returns.iter().flat_map(|values| values.iter().enumerate());
                let wanted = |at: usize| {
                    // Several results are the channels of one pixel.
                    part.unit == 1 || part.channel.is_none_or(|channel| channel as usize == at)
                };
                results.filter(|(at, _)| wanted(*at)).map(|(_, value)| (None, *value)).collect()
            }
        }
    }

    /// Whether byte `k` of a store at `place` lies in the part; `None` where that isn't certain.
    fn is_in(&self, place: Option<&Place>, k: u32, part: Part) -> Option<bool> {
        let Some(channel) = part.channel else { return Some(true) };
        let Some(place) = place else {
            // A packed result's bytes are its channels; others were chosen by their number.
            return Some(part.unit != 1 || k == channel);
        };
        let period = (part.unit * part.period) as i32;
        if place.terms.iter().any(|(_, coefficient)| coefficient % period != 0) {
            return None;
        }
        let at = (place.offset.rem_euclid(period) as u32 + k) / part.unit % part.period;
        Some(at == channel)
    }

    /// Whether `load` reads buffer `from` at the place that is stored to.
    fn is_same_place(
        &self,
        contract: &Contract,
        load: ValueId,
        place: Option<&Place>,
        from: usize,
    ) -> bool {
        let Some((_, source)) = self.loads.iter().find(|(value, _)| *value == load) else {
            return false;
        };
        place.is_some_and(|place| {
            contract.root_meaning(self.lifted, source.root) == RootMeaning::Buffer(from)
                && source.terms == place.terms
                && source.offset == place.offset
                && source.access.width == place.access.width
        })
    }

    /// Whether all whole values of a part are the same constant.
    fn one_value(&self, contract: &Contract, part: Part) -> bool {
        let constants = self.results(contract, part).into_iter().filter_map(|(place, value)| {
            let inside = self.is_in(place, 0, part) != Some(false);
            inside.then(|| match self.lifted.value(value).kind {
                ValueKind::Const(bits) => Some(bits),
                _ => None,
            })
        });
        let all: Vec<Option<u64>> = constants.collect();
        all.first().is_some_and(|first| first.is_some() && all.iter().all(|v| v == first))
    }

    fn width(&self, value: ValueId) -> u8 {
        match self.lifted.value(value).ty {
            Ty::I32 | Ty::F32 => 4,
            Ty::I64 | Ty::F64 => 8,
        }
    }

    /// The bytes of a value, low ones first.
    fn bytes(&self, value: ValueId, depth: usize) -> [Byte; 8] {
        let unknown = [Byte::Unknown; 8];
        if depth == 0 {
            return unknown;
        }
        let of = |value: ValueId| self.bytes(value, depth - 1);
        match &self.lifted.value(value).kind {
            ValueKind::Const(bits) => bits.to_le_bytes().map(Byte::Known),
            ValueKind::Load => {
                let found = self.loads.iter().find(|(known, _)| *known == value);
                let Some((_, place)) = found else { return unknown };
                let mut bytes = if place.access.signed { unknown } else { [Byte::Known(0); 8] };
                for k in 0..place.access.width.min(8) {
                    bytes[usize::from(k)] = Byte::Loaded(value, k);
                }
                bytes
            }
            ValueKind::Unary(Unary::Reinterpret | Unary::Wrap, inner) => of(*inner),
            ValueKind::Binary(Binary::And, a, b) => zip(of(*a), of(*b), and),
            ValueKind::Binary(Binary::Or, a, b) => zip(of(*a), of(*b), or),
            ValueKind::Binary(op @ (Binary::Shl | Binary::ShrU), a, by) => {
                match self.lifted.as_i32(*by) {
                    Some(by) if by >= 0 && by % 8 == 0 => {
                        let width = usize::from(self.width(value));
                        let by = (by / 8) as usize % width;
                        let from = of(*a);
                        let mut bytes = [Byte::Known(0); 8];
                        for (k, byte) in bytes.iter_mut().enumerate().take(width) {
                            let at = match op {
                                Binary::Shl => k.checked_sub(by),
                                _ => Some(k + by).filter(|at| *at < width),
                            };
                            *byte = at.map_or(Byte::Known(0), |at| from[at]);
                        }
                        bytes
                    }
                    _ => unknown,
                }
            }
            ValueKind::Select { yes, no, .. } => {
                zip(of(*yes), of(*no), |a, b| if a == b { a } else { Byte::Unknown })
            }
            _ => unknown,
        }
    }
}

fn zip(a: [Byte; 8], b: [Byte; 8], op: fn(Byte, Byte) -> Byte) -> [Byte; 8] {
    std::array::from_fn(|k| op(a[k], b[k]))
}

fn and(a: Byte, b: Byte) -> Byte {
    match (a, b) {
        (Byte::Known(0), _) | (_, Byte::Known(0)) => Byte::Known(0),
        (Byte::Known(255), other) | (other, Byte::Known(255)) => other,
        (Byte::Known(a), Byte::Known(b)) => Byte::Known(a & b),
        (a, b) if a == b => a,
        _ => Byte::Unknown,
    }
}

fn or(a: Byte, b: Byte) -> Byte {
    match (a, b) {
        (Byte::Known(255), _) | (_, Byte::Known(255)) => Byte::Known(255),
        (Byte::Known(0), other) | (other, Byte::Known(0)) => other,
        (Byte::Known(a), Byte::Known(b)) => Byte::Known(a | b),
        (a, b) if a == b => a,
        _ => Byte::Unknown,
    }
}
