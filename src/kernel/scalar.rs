//! A value of a scalar parameter.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value of a scalar parameter.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scalar {
    /// Signed, 32 bits.
    I32(i32),
    /// Unsigned, 32 bits.
    U32(u32),
    /// IEEE 754 binary32.
    F32(f32),
    /// Signed, 64 bits.
    I64(i64),
    /// Unsigned, 64 bits.
    U64(u64),
    /// One byte in C, a u32 in `Params`.
    Bool(bool),
}

impl Scalar {
    /// The value as an integer, for sizes; a float is truncated.
    pub fn as_i64(self) -> i64 {
        match self {
            Self::I32(v) => v.into(),
            Self::U32(v) => v.into(),
            Self::F32(v) => v as i64,
            Self::I64(v) => v,
            Self::U64(v) => v as i64,
            Self::Bool(v) => v.into(),
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32(v) => v.fmt(f),
            Self::U32(v) => v.fmt(f),
            Self::F32(v) => v.fmt(f),
            Self::I64(v) => v.fmt(f),
            Self::U64(v) => v.fmt(f),
            Self::Bool(v) => v.fmt(f),
        }
    }
}
