//! Values for scalars and buffers by CONTRACT.md's generators.

use super::compare::Value;
use super::constants::Constants;
use super::rng::Rng;
use super::texture::{self, Texture};
use crate::contract::{Buffer, BufferAccess, Elem, Generator, ScalarType};
use crate::kernel::Scalar;

/// A number on its way into an element.
#[derive(Clone, Copy)]
enum Number {
    Float(f64),
    Integer(i128),
}

/// The whole range of an integer type; −4 to 4 for f32.
fn range(elem: Elem) -> (f64, f64) {
    match elem {
        Elem::F32 => (-4.0, 4.0),
        _ => {
            let (low, high) = integers(elem);
            (low as f64, high as f64)
        }
    }
}

fn integers(elem: Elem) -> (i128, i128) {
    match elem {
        Elem::F32 | Elem::I32 => (i32::MIN.into(), i32::MAX.into()),
        Elem::U32 => (0, u32::MAX.into()),
        Elem::U8 => (0, u8::MAX.into()),
        Elem::I8 => (i8::MIN.into(), i8::MAX.into()),
        Elem::U16 => (0, u16::MAX.into()),
        Elem::I16 => (i16::MIN.into(), i16::MAX.into()),
        Elem::U64 => (0, u64::MAX.into()),
        Elem::I64 => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn draw(rng: &mut Rng, elem: Elem, low: f64, high: f64) -> Number {
    match elem {
        Elem::F32 => {
            let value = low + (high - low) * rng.unit();
            Number::Float(f64::from(value as f32).clamp(low, high))
        }
        _ => {
            let (least, most) = integers(elem);
            let low = (low.ceil() as i128).clamp(least, most);
            let high = (high.floor() as i128).clamp(least, most);
            Number::Integer(rng.integer(low, high))
        }
    }
}

fn encode(number: Number, elem: Elem, bytes: &mut Vec<u8>) {
    match (elem, number) {
        (Elem::F32, Number::Float(v)) => bytes.extend((v as f32).to_le_bytes()),
        (Elem::F32, Number::Integer(v)) => bytes.extend((v as f32).to_le_bytes()),
        (_, Number::Float(v)) => encode(Number::Integer(v as i128), elem, bytes),
        (_, Number::Integer(v)) => bytes.extend(&v.to_le_bytes()[..elem.size() as usize]),
    }
}

/// Values that hide in a corner of a full range.
const CORNERS: [i128; 6] = [0, 1, -1, i32::MIN as i128, i32::MAX as i128, u32::MAX as i128];

/// The initial bytes of a buffer of `length` elements. A write-only buffer is all `poison`.
pub fn buffer(
    buffer: &Buffer,
    length: usize,
    texture: Texture,
    constants: &Constants,
    rng: &mut Rng,
    poison: u8,
) -> Vec<u8> {
    if buffer.access == BufferAccess::Write {
        return vec![poison; length * buffer.elem.size() as usize];
    }
    let drawn = free(buffer, length, rng);
    let Some(bounds) = texture::bounds(buffer).filter(|_| texture != Texture::Free) else {
        return drawn;
    };
    let mut values: Vec<f64> = (0..length)
        .map(|i| Value::read(&drawn, buffer.elem, i).map_or(0.0, Value::as_f64))
        .collect();
    texture::apply(texture, &mut values, bounds, constants, rng);
    let mut bytes = Vec::with_capacity(drawn.len());
    values.into_iter().for_each(|value| encode(Number::Float(value), buffer.elem, &mut bytes));
    bytes
}

/// As `gen` says.
fn free(buffer: &Buffer, length: usize, rng: &mut Rng) -> Vec<u8> {
    let size = buffer.elem.size() as usize;
    // Equal and exactly representable values occur, so that ties and branches on equality do.
    let coarse = rng.bits().is_multiple_of(4);
    let mut bytes = Vec::with_capacity(length * size);
    let mut push = |number| encode(number, buffer.elem, &mut bytes);
    match buffer.generator {
        Generator::Zeros => push_all(length, |_| push(Number::Integer(0))),
        Generator::Ramp => push_all(length, |i| push(Number::Integer(i as i128))),
        Generator::Bits => push_all(length, |_| push(Number::Integer((rng.bits() >> 63).into()))),
        Generator::Default(Elem::F32) => {
            push_all(length, |_| push(float(rng, -4.0, 4.0, coarse)));
        }
        Generator::Range(Elem::F32, low, high) => {
            push_all(length, |_| push(float(rng, low, high, coarse)));
        }
        Generator::Default(elem) => push_all(length, |_| {
            let corner = rng.bits() % 64;
            let (low, high) = range(elem);
            push(match CORNERS.get(corner as usize) {
                Some(corner) => Number::Integer(*corner),
                None => draw(rng, elem, low, high),
            });
        }),
        Generator::Range(elem, low, high) => push_all(length, |_| push(draw(rng, elem, low, high))),
        Generator::Sorted(low, high) => {
            let mut values: Vec<Number> =
                (0..length).map(|_| draw(rng, buffer.elem, low, high)).collect();
            values.sort_by(|a, b| match (a, b) {
                (Number::Integer(a), Number::Integer(b)) => a.cmp(b),
                (Number::Float(a), Number::Float(b)) => a.total_cmp(b),
                _ => std::cmp::Ordering::Equal,
            });
            values.into_iter().for_each(push);
        }
    }
    bytes
}

fn push_all(length: usize, mut push: impl FnMut(usize)) {
    for i in 0..length {
        push(i);
    }
}

fn float(rng: &mut Rng, low: f64, high: f64, coarse: bool) -> Number {
    let Number::Float(value) = draw(rng, Elem::F32, low, high) else { return Number::Float(low) };
    let step = (high - low) / 16.0;
    let coarsened =
        if coarse && step > 0.0 { low + ((value - low) / step).round() * step } else { value };
    Number::Float(f64::from(coarsened as f32).clamp(low, high))
}

/// A scalar that is no size. `known` are the values that the contract's cases give it.
pub fn scalar(
    ty: ScalarType,
    generator: Option<&Generator>,
    known: &[f64],
    rng: &mut Rng,
) -> Scalar {
    let elem = match ty {
        ScalarType::Bool => return Scalar::Bool(rng.bits() >> 63 == 1),
        ScalarType::I32 => Elem::I32,
        ScalarType::U32 => Elem::U32,
        ScalarType::F32 => Elem::F32,
        ScalarType::I64 => Elem::I64,
        ScalarType::U64 => Elem::U64,
    };
    let number = match generator {
        Some(Generator::Range(drawn, low, high)) => match rng.bits() % 8 {
            0 => Number::Float(*low),
            1 => Number::Float(*high),
            _ => draw(rng, *drawn, *low, *high),
        },
        Some(Generator::Default(drawn)) => {
            let (low, high) = range(*drawn);
            draw(rng, *drawn, low, high)
        }
        Some(Generator::Bits) => Number::Integer((rng.bits() >> 63).into()),
        Some(Generator::Zeros | Generator::Ramp) => Number::Integer(0),
        Some(Generator::Sorted(low, high)) => draw(rng, elem, *low, *high),
        None if !known.is_empty() => around(elem, known, rng),
        None => match elem {
            Elem::F32 => draw(rng, elem, -4.0, 4.0),
            Elem::U32 | Elem::U64 => draw(rng, elem, 0.0, 100.0),
            _ => draw(rng, elem, -100.0, 100.0),
        },
    };
    typed(number, ty)
}

/// The values that a scalar may be drawn from, as [`scalar`] draws it; `None` where they are no
/// interval.
pub fn interval(
    ty: ScalarType,
    generator: Option<&Generator>,
    known: &[f64],
) -> Option<(f64, f64)> {
    match generator {
        Some(Generator::Range(_, low, high) | Generator::Sorted(low, high)) => Some((*low, *high)),
        Some(Generator::Default(elem)) => Some(range(*elem)),
        Some(_) => None,
        None if !known.is_empty() => Some(stretched(known)),
        None => match ty {
            ScalarType::F32 => Some((-4.0, 4.0)),
            ScalarType::U32 | ScalarType::U64 => Some((0.0, 100.0)),
            ScalarType::I32 | ScalarType::I64 => Some((-100.0, 100.0)),
            ScalarType::Bool => None,
        },
    }
}

/// Whether a value has a sign, or a zero, that a case of the contract has too.
pub fn is_of_known_sign(value: f64, known: &[f64]) -> bool {
    let sign = |v: f64| if v == 0.0 { 0 } else { v.signum() as i32 };
    known.is_empty() || known.iter().any(|v| sign(*v) == sign(value))
}

/// [min − s, max + s] with s = max(max − min, |max|)/2, or 0.5.
fn stretched(known: &[f64]) -> (f64, f64) {
    let min = known.iter().copied().fold(f64::INFINITY, f64::min);
    let max = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let s = (max - min).max(max.abs()) / 2.0;
    let s = if s == 0.0 { 0.5 } else { s };
    (min - s, max + s)
}

/// Within [`stretched`], never reaching a sign or a zero that no known value has.
fn around(elem: Elem, known: &[f64], rng: &mut Rng) -> Number {
    let (low, high) = stretched(known);
    for _ in 0..64 {
        let mut value = low + (high - low) * rng.unit();
        value = if elem == Elem::F32 { f64::from(value as f32) } else { value.round() };
        if is_of_known_sign(value, known) {
            return if elem == Elem::F32 {
                Number::Float(value)
            } else {
                Number::Integer(value as i128)
            };
        }
    }
    Number::Float(known.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

fn typed(number: Number, ty: ScalarType) -> Scalar {
    let float = match number {
        Number::Float(v) => v,
        Number::Integer(v) => v as f64,
    };
    let integer = match number {
        Number::Float(v) => v as i128,
        Number::Integer(v) => v,
    };
    match ty {
        ScalarType::F32 => Scalar::F32(float as f32),
        _ => integer_scalar(integer, ty),
    }
}

/// An integer as a scalar of this type.
pub fn integer_scalar(value: i128, ty: ScalarType) -> Scalar {
    match ty {
        ScalarType::I32 => Scalar::I32(value as i32),
        ScalarType::U32 => Scalar::U32(value as u32),
        ScalarType::F32 => Scalar::F32(value as f32),
        ScalarType::I64 => Scalar::I64(value as i64),
        ScalarType::U64 => Scalar::U64(value as u64),
        ScalarType::Bool => Scalar::Bool(value != 0),
    }
}

/// A value that a contract's case gives, as a scalar of this type.
pub fn given(value: f64, ty: ScalarType) -> Scalar {
    typed(Number::Float(value), ty)
}
