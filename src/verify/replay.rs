//! A counterexample that can be run again: everything a failure needs, in one file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Number;
use tokio_util::sync::CancellationToken;

use super::compare::Value;
use super::judge::{Only, judge, judge_inputs};
use super::{Judgement, Request, Small, side, why};
use crate::contract::{Contract, Elem};
use crate::execute::simt::World;
use crate::kernel::{Counterexample, Digest256, Scalar, Verdict};

/// Version of [`Recipe`]'s layout; 1 had no inputs and reads as before.
pub const SCHEMA: u32 = 2;

/// Bytes of inputs that are written out; larger ones are drawn from the seed again.
const INLINE: usize = 64 << 10;

/// What a counterexample file holds. `contract` is canonical TOML, `file` the WAT's path as it
/// was; the WAT itself is found by that path and must have the digest `wat`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version of this layout: [`SCHEMA`].
    pub schema: u32,
    /// The WAT file.
    pub file: PathBuf,
    /// Its digest.
    pub wat: Digest256,
    /// The exported function.
    pub export: String,
    /// The contract.
    pub contract: String,
    /// The draft.
    pub wgsl: String,
    /// What went wrong, with `inputs` where they are there.
    pub counterexample: Counterexample,
    /// The inputs; absent where seed and case say them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<Inputs>,
}

/// Concrete inputs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// By the contract's names, in its order.
    pub scalars: Vec<(String, Scalar)>,
    /// In binding order.
    pub buffers: Vec<Values>,
}

/// A buffer's initial values.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    /// The contract's name.
    pub name: String,
    /// The element's type, by the contract's word.
    pub elem: String,
    /// Its elements; 64-bit ones modulo 2⁶⁴.
    pub values: Vec<Number>,
}

impl Recipe {
    /// The recipe of a failure.
    pub fn new(
        file: PathBuf,
        request: &Request<'_>,
        wgsl: &str,
        counterexample: &Counterexample,
    ) -> Self {
        Self {
            schema: SCHEMA,
            file,
            wat: request.module.hash,
            export: request.contract.export.clone(),
            contract: request.contract.to_toml(),
            wgsl: wgsl.to_owned(),
            counterexample: counterexample.clone(),
            inputs: None,
        }
    }

    /// With a failure's inputs as they were shrunk, where they can be written out.
    pub fn with(mut self, contract: &Contract, small: &Small) -> Self {
        if let Some(inputs) = Inputs::of(contract, &small.scalars, &small.buffers) {
            self.inputs = Some(inputs);
            self.counterexample = small.counterexample.clone();
        }
        self
    }
}

impl Inputs {
    /// Inputs as lists; `None` where they are large or hold what JSON has no number for.
    pub fn of(
        contract: &Contract,
        scalars: &[(String, Scalar)],
        buffers: &[Vec<u8>],
    ) -> Option<Self> {
        if buffers.iter().map(Vec::len).sum::<usize>() > INLINE {
            return None;
        }
        let finite =
            |(_, scalar): &(String, Scalar)| !matches!(scalar, Scalar::F32(v) if !v.is_finite());
        if !scalars.iter().all(finite) {
            return None;
        }
        let lists = contract.buffers().zip(buffers).map(|(buffer, bytes)| {
            let count = bytes.len() / buffer.elem.size() as usize;
            let values = (0..count).map(|i| match Value::read(bytes, buffer.elem, i)? {
                Value::Float(v) => Number::from_f64(v.into()),
                Value::Integer(v) => Some(match u64::try_from(v) {
                    Ok(v) => v.into(),
                    Err(_) => i64::try_from(v).ok()?.into(),
                }),
            });
            let (name, elem) = (buffer.name.clone(), buffer.elem.word().to_owned());
            Some(Values { name, elem, values: values.collect::<Option<_>>()? })
        });
        Some(Self { scalars: scalars.to_vec(), buffers: lists.collect::<Option<_>>()? })
    }

    /// On one line, where they are few.
    pub fn listed(&self, contract: &Contract) -> Option<String> {
        why::listed(contract, &self.scalars, &self.bytes(contract)?)
    }

    /// The bytes again; `None` where they don't fit the contract.
    fn bytes(&self, contract: &Contract) -> Option<Vec<Vec<u8>>> {
        let names = contract.scalars().map(|scalar| &scalar.name);
        if !names.eq(self.scalars.iter().map(|(name, _)| name))
            || contract.buffers().count() != self.buffers.len()
        {
            return None;
        }
        let all = contract.buffers().zip(&self.buffers).map(|(buffer, list)| {
            if buffer.name != list.name || buffer.elem.word() != list.elem {
                return None;
            }
            let size = buffer.elem.size() as usize;
            let mut bytes = Vec::with_capacity(list.values.len() * size);
            for value in &list.values {
                match buffer.elem {
                    Elem::F32 => bytes.extend((value.as_f64()? as f32).to_le_bytes()),
                    _ => {
                        let bits = value.as_u64().or_else(|| value.as_i64().map(|v| v as u64))?;
                        bytes.extend(&bits.to_le_bytes()[..size]);
                    }
                }
            }
            Some(bytes)
        });
        all.collect()
    }
}

/// Runs the case of `counterexample` again, under its setting and from its seed; nothing else.
/// A verdict of `verified` says that this one case passes now. `None` when cancelled, or when the
/// counterexample's setting is unknown.
pub fn replay(
    request: &Request<'_>,
    counterexample: &Counterexample,
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let only = only(counterexample, counterexample.case)?;
    let request = Request { seed: counterexample.seed, ..*request };
    let mut judged = judge(&request, Some(only), &mut |_| {}, cancel)?;
    why::explain(&request, &mut judged, cancel)?;
    Some(judged)
}

/// Runs a recipe again: its inputs where it holds them, else the case of its seed. `None` also
/// where the inputs don't fit the contract.
pub fn again(
    request: &Request<'_>,
    recipe: &Recipe,
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let Some(inputs) = &recipe.inputs else {
        return replay(request, &recipe.counterexample, cancel);
    };
    let buffers = inputs.bytes(request.contract)?;
    let only = only(&recipe.counterexample, 0)?;
    let request = Request { seed: recipe.counterexample.seed, ..*request };
    let mut judged = judge_inputs(&request, &inputs.scalars, buffers, only, cancel)?;
    if let Verdict::Differs { counterexample } = &mut judged.evidence.verdict {
        counterexample.case = recipe.counterexample.case;
    }
    Some(judged)
}

/// The one run that a counterexample is about.
fn only(counterexample: &Counterexample, case: usize) -> Option<Only> {
    let wanted = side::world(counterexample)?;
    let world = World::all(counterexample.seed).iter().position(|world| *world == wanted)?;
    Some(Only { case, setting: side::setting(counterexample)?, world })
}
