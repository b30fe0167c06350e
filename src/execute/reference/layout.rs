//! Where arguments lie in the module's memory: buffers, headers, slang's structs, guard gaps.

use wasmtime::{Val, ValType};

use super::{Placement, ReferenceError};
use crate::kernel::Scalar;

/// One wasm argument, or the member of a struct behind one.
#[derive(Clone, PartialEq, Debug)]
pub enum Argument {
    /// A number.
    Scalar(Scalar),
    /// The address of buffer number `0`.
    Buffer(usize),
    /// The address of a struct of words, numbers and pointers in C layout.
    Struct(Vec<Argument>),
    /// The data of buffer number `0` behind an AssemblyScript array header.
    Header(usize),
    /// A buffer's bytes divided by `stride`, as an u32.
    Count {
        /// Which buffer.
        buffer: usize,
        /// Bytes of one element.
        stride: u32,
    },
}

/// Where a buffer shall lie.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wanted {
    /// Its bytes.
    pub bytes: u64,
    /// Bytes in front of its first one that belong to its region as well.
    pub lead: u64,
    /// A constant address.
    pub base: Option<u32>,
    /// No place in memory at all: the host gathers it.
    pub gathered: bool,
}

/// The layout of one run.
#[derive(Debug, Default)]
pub struct Layout {
    /// Address of each buffer; 0 for a gathered one.
    pub address: Vec<u64>,
    /// Regions that are checked, `from..to`: each buffer's, then the structs'.
    pub regions: Vec<(u64, u64)>,
    /// Bytes of the structs, at the last region's beginning.
    pub structs: Vec<u8>,
    /// Gaps that belong to nobody.
    pub gaps: Vec<(u64, u64)>,
    /// One behind the last byte.
    pub end: u64,
}

impl Layout {
    /// Lays out `wanted` from `floor` on, at least `gap` bytes apart.
    ///
    /// # Errors
    /// `Memory` when it doesn't fit 32 bits.
    pub fn new(
        floor: u64,
        wanted: &[Wanted],
        structs: u64,
        placement: Placement,
        gap: u64,
        limit: u64,
    ) -> Result<Self, ReferenceError> {
        let odd = placement.order != 0;
        // Order 1 leaves addresses at 16 modulo 32, so that alignment beyond 16 shows.
        let (gap, skew) = if odd { (gap * 3 + 48, 16) } else { (gap, 0) };
        let mut layout = Self { address: vec![0; wanted.len()], ..Self::default() };
        layout.regions = vec![(0, 0); wanted.len()];
        let fixed = wanted.iter().filter(|w| !w.gathered);
        let fixed = fixed.filter_map(|w| Some(u64::from(w.base?).saturating_add(w.bytes)));
        let mut at = fixed.fold(floor, u64::max);
        let place = |layout: &mut Self, at: &mut u64, bytes: u64| {
            let from = (*at + gap).next_multiple_of(32) + skew;
            layout.gaps.push((*at, from));
            *at = from.saturating_add(bytes);
            from
        };
        let structs_at = if odd { None } else { Some(place(&mut layout, &mut at, structs)) };
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        if odd {
            order.reverse();
        }
        for i in order {
            let Wanted { bytes, lead, base, gathered } = wanted[i];
            let from = match base {
                _ if gathered => continue,
                Some(base) => u64::from(base),
                None => place(&mut layout, &mut at, lead.saturating_add(bytes)),
            };
            layout.address[i] = from + if base.is_some() { 0 } else { lead };
            layout.regions[i] = (from, layout.address[i].saturating_add(bytes));
        }
        let from = structs_at.unwrap_or_else(|| place(&mut layout, &mut at, structs));
        layout.regions.push((from, from + structs));
        layout.end = at.saturating_add(gap);
        layout.gaps.push((at, layout.end));
        if layout.end > limit.min(u64::from(u32::MAX)) {
            return Err(ReferenceError::Memory(limit));
        }
        layout.structs = vec![0; structs as usize];
        Ok(layout)
    }

    /// Writes an argument's structs and says what the wasm function is given for it.
    pub fn value(
        &mut self,
        argument: &Argument,
        ty: &ValType,
        wanted: &[Wanted],
        used: &mut u64,
    ) -> Val {
        match argument {
            Argument::Scalar(scalar) => scalar_value(*scalar, ty),
            Argument::Buffer(i) => Val::I32(self.address[*i] as u32 as i32),
            Argument::Count { buffer, stride } => {
                Val::I32((wanted[*buffer].bytes / u64::from((*stride).max(1))) as u32 as i32)
            }
            Argument::Struct(_) | Argument::Header(_) => {
                Val::I32(self.write(argument, wanted, used) as u32 as i32)
            }
        }
    }

    /// Writes a struct into the structs' region; gives its address.
    fn write(&mut self, argument: &Argument, wanted: &[Wanted], used: &mut u64) -> u64 {
        let base = self.regions.last().map_or(0, |(from, _)| *from);
        let lead = if matches!(argument, Argument::Header(_)) { HEADER_LEAD } else { 0 };
        let at = (*used).next_multiple_of(16) + lead;
        *used = at + size(argument);
        match argument {
            Argument::Header(i) => {
                let (data, bytes) = (self.address[*i] as u32, wanted[*i].bytes as u32);
                for (k, word) in [data, data, bytes].into_iter().enumerate() {
                    self.put(at + 4 * k as u64, &word.to_le_bytes());
                }
            }
            Argument::Struct(members) => {
                let mut offset = 0_u64;
                for member in members {
                    let bytes = match member {
                        Argument::Scalar(scalar) => scalar_bytes(*scalar),
                        Argument::Buffer(i) => (self.address[*i] as u32).to_le_bytes().to_vec(),
                        Argument::Count { buffer, stride } => {
                            let count = wanted[*buffer].bytes / u64::from((*stride).max(1));
                            (count as u32).to_le_bytes().to_vec()
                        }
                        Argument::Struct(_) | Argument::Header(_) => {
                            (self.write(member, wanted, used) as u32).to_le_bytes().to_vec()
                        }
                    };
                    offset = offset.next_multiple_of(bytes.len() as u64);
                    self.put(at + offset, &bytes);
                    offset += bytes.len() as u64;
                }
            }
            _ => {}
        }
        base + at
    }

    fn put(&mut self, at: u64, bytes: &[u8]) {
        let at = at as usize;
        if let Some(place) = self.structs.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
}

/// AssemblyScript keeps 20 bytes for its collector in front of every object.
const HEADER_LEAD: u64 = 32;

/// Bytes that all structs behind these arguments take.
pub fn structs_size(arguments: &[Argument]) -> u64 {
    arguments
        .iter()
        .map(|argument| match argument {
            Argument::Header(_) => HEADER_LEAD + 32,
            Argument::Struct(members) => size(argument) + 16 + structs_size(members),
            _ => 0,
        })
        .sum()
}

fn size(argument: &Argument) -> u64 {
    match argument {
        Argument::Header(_) => 16,
        Argument::Struct(members) => {
            let mut end = 0u64;
            for member in members {
                let bytes = match member {
                    Argument::Scalar(scalar) => scalar_bytes(*scalar).len() as u64,
                    _ => 4,
                };
                end = end.next_multiple_of(bytes) + bytes;
            }
            end.next_multiple_of(8)
        }
        _ => 4,
    }
}

fn scalar_bytes(scalar: Scalar) -> Vec<u8> {
    match scalar {
        Scalar::I32(v) => v.to_le_bytes().to_vec(),
        Scalar::U32(v) => v.to_le_bytes().to_vec(),
        Scalar::F32(v) => v.to_le_bytes().to_vec(),
        Scalar::I64(v) => v.to_le_bytes().to_vec(),
        Scalar::U64(v) => v.to_le_bytes().to_vec(),
        Scalar::Bool(v) => vec![u8::from(v)],
    }
}

/// A scalar as a wasm value of this type.
fn scalar_value(scalar: Scalar, ty: &ValType) -> Val {
    match (ty, scalar) {
        (ValType::F32, Scalar::F32(v)) => Val::F32(v.to_bits()),
        (ValType::F64, Scalar::F32(v)) => Val::F64(f64::from(v).to_bits()),
        (ValType::F32, v) => Val::F32((v.as_i64() as f32).to_bits()),
        (ValType::F64, v) => Val::F64((v.as_i64() as f64).to_bits()),
        (ValType::I64, v) => Val::I64(v.as_i64()),
        (_, v) => Val::I32(v.as_i64() as i32),
    }
}
