//! The case list of VERDICT.md V9: which scalar values are tested. Fixed before anything runs;
//! the same contract, workgroup size and seed give the same list for ever.

use super::constants::Constants;
use super::generate;
use super::rng::Rng;
use super::sizes::{Sizes, known_values};
use super::texture::Texture;
use crate::contract::{BufferAccess, Contract, ScalarParam, ScalarType, Scalars};
use crate::execute::Case;
use crate::execute::NEAR;
use crate::kernel::Scalar;

/// Bytes of all buffers that a case may have.
const MAX_BYTES: i64 = 1 << 29;

/// A planned case.
#[derive(Clone, PartialEq, Debug)]
pub struct Planned {
    /// By the contract's names, in its order.
    pub scalars: Vec<(String, Scalar)>,
    /// One of the contract's cases.
    pub named: bool,
    /// One that gives all scalars: nothing in it is drawn but the buffers.
    pub explicit: bool,
    /// Extent and lengths, or why it is no case.
    pub shape: Result<Shape, String>,
    /// Its stream of inputs.
    stream: u64,
    /// How each buffer's inputs are laid out.
    pub textures: Vec<Texture>,
}

/// Invocations or elements above which a case counts as large.
pub const LARGE: u128 = 1024;

/// Cases in which scalars that are no sizes take constants of the texts.
const LACED: usize = 24;

impl Planned {
    /// Invocations or elements, whichever is more; 0 where it has no shape.
    pub fn size(&self) -> u128 {
        self.shape.as_ref().map_or(0, |shape| {
            let elements: u128 = shape.lengths.iter().map(|n| *n as u128).sum();
            elements.max(shape.invocations())
        })
    }

    /// Its inputs nearly cancel on purpose: the reference's own noise may drown what is left, which
    /// says nothing of how well the kernel can be tested.
    pub fn is_cancelling(&self) -> bool {
        self.textures.contains(&Texture::Cancelling)
    }

    /// Some of its inputs are subnormal: worlds that flush them are free to differ (VERDICT.md
    /// V12).
    pub fn is_subnormal(&self) -> bool {
        self.textures.contains(&Texture::Subnormal)
    }
}

/// What a case's scalars mean for sizes.
#[derive(Clone, PartialEq, Debug)]
pub struct Shape {
    /// Parallel extent.
    pub threads: [u32; 3],
    /// Elements of each buffer, in binding order.
    pub lengths: Vec<usize>,
}

impl Shape {
    /// The shape of these scalars, or why they have none.
    pub fn of(contract: &Contract, scalars: &[(String, Scalar)]) -> Result<Self, String> {
        let mut threads = [1; 3];
        for (axis, expr) in threads.iter_mut().zip(&contract.threads) {
            let value = expr.eval(scalars).ok_or("an extent that can't be computed")?;
            *axis = u32::try_from(value).map_err(|_| "a negative extent")?;
        }
        let mut lengths = Vec::new();
        let mut bytes = 0_i64;
        for buffer in contract.buffers() {
            let value = buffer.length.eval(scalars).ok_or("a length that can't be computed")?;
            let length = usize::try_from(value).map_err(|_| "a negative length")?;
            bytes = bytes.saturating_add(value.saturating_mul(buffer.elem.size().into()));
            lengths.push(length);
        }
        if bytes > MAX_BYTES {
            return Err("buffers of more than 512 MiB".into());
        }
        Ok(Self { threads, lengths })
    }

    /// Invocations.
    pub fn invocations(&self) -> u128 {
        self.threads.iter().map(|n| u128::from(*n)).product()
    }
}

/// All cases, small ones first, and what a reviewer should know about them.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// In the order they run.
    pub cases: Vec<Planned>,
    /// What could not be covered.
    pub notes: Vec<String>,
    seed: u64,
    constants: Constants,
    /// The buffers of the only case, where they are given instead of drawn.
    given: Option<Vec<Vec<u8>>>,
}

impl Plan {
    /// The plan for drafts of this workgroup size, in which (or in whose WAT) `constants` occur.
    pub fn new(contract: &Contract, workgroup: [u32; 3], constants: &Constants, seed: u64) -> Self {
        Self::within(NEAR, contract, workgroup, constants, seed)
    }

    /// The plan, with at most `near` elements in all cases whose sizes are constants.
    pub fn within(
        near: u64,
        contract: &Contract,
        workgroup: [u32; 3],
        constants: &Constants,
        seed: u64,
    ) -> Self {
        let sizes = Sizes::of(contract, workgroup);
        let mut rng = Rng::new(seed, &[0]);
        let mut notes = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        for case in &contract.cases {
            let find = |name: &str| case.iter().find(|(known, _)| known == name).map(|(_, v)| *v);
            let given = contract.scalars().map(|scalar| find(&scalar.name)).collect();
            rows.push(Row { sizes: Vec::new(), given });
        }
        let drawn = sizes.rows(near, constants, &mut rng, &mut notes);
        rows.extend(drawn.into_iter().map(|sizes| Row { sizes, given: Vec::new() }));
        let laced = laced(contract, &sizes, constants);
        for _ in 0..laced.iter().map(Vec::len).max().unwrap_or(0).min(LACED) {
            let drawn = sizes.small(&mut rng);
            rows.push(Row { sizes: drawn, given: Vec::new() });
        }
        let mut cases: Vec<Planned> = rows
            .iter()
            .zip(1..)
            .map(|(row, stream)| {
                let mut scalars = row.scalars(contract, &sizes, &mut Rng::new(seed, &[1, stream]));
                let named = !row.given.is_empty();
                if !named {
                    lace(&mut scalars, &laced, stream as usize);
                }
                let shape = Shape::of(contract, &scalars);
                let explicit = named && row.given.iter().all(Option::is_some);
                Planned { scalars, named, explicit, shape, stream, textures: Vec::new() }
            })
            .collect();
        order_pairs(contract, &sizes, &mut cases, seed, &mut notes);
        cases.sort_by_cached_key(|case| (case.size(), case.stream));
        for case in cases.iter_mut().filter(|case| !case.named) {
            let large = case.size() > LARGE;
            let textures = contract.buffers().zip(0..);
            case.textures = textures
                .map(|(buffer, i)| Texture::of(buffer, case.stream.wrapping_add(seed), i, large))
                .collect();
        }
        Self { cases, notes, seed, constants: constants.clone(), given: None }
    }

    /// One case of these inputs: a counterexample's.
    pub fn of_inputs(
        contract: &Contract,
        scalars: Vec<(String, Scalar)>,
        buffers: Vec<Vec<u8>>,
    ) -> Self {
        let shape = Shape::of(contract, &scalars).and_then(|shape| {
            let lengths = contract
                .buffers()
                .zip(&buffers)
                .map(|(buffer, bytes)| bytes.len() / buffer.elem.size() as usize);
            match lengths.eq(shape.lengths.iter().copied()) {
                true => Ok(shape),
                false => Err("buffers of other lengths than the contract's".into()),
            }
        });
        let (stream, textures) = (0, Vec::new());
        let case = Planned { scalars, named: false, explicit: false, shape, stream, textures };
        let constants = Constants::default();
        Self { cases: vec![case], notes: Vec::new(), seed: 0, constants, given: Some(buffers) }
    }

    /// In which of `worlds` worlds beside the strict one a case runs (VERDICT.md V2): a small case
    /// in all, a large one in two, taking turns.
    pub fn worlds(&self, number: usize, worlds: usize) -> Vec<usize> {
        let others = worlds.saturating_sub(1);
        match self.cases.get(number) {
            Some(case) if case.size() > LARGE && others > 2 => {
                (0..2).map(|turn| 1 + (2 * number + turn) % others).collect()
            }
            _ => (1..worlds).collect(),
        }
    }

    /// The inputs of a case; `None` if it has no shape. Write-only buffers are all `poison`.
    pub fn case(&self, contract: &Contract, number: usize, poison: u8) -> Option<Case> {
        let planned = self.cases.get(number)?;
        let shape = planned.shape.as_ref().ok()?;
        if let Some(given) = &self.given {
            let mut buffers = given.clone();
            for (buffer, bytes) in contract.buffers().zip(&mut buffers) {
                if buffer.access == BufferAccess::Write {
                    bytes.fill(poison);
                }
            }
            let scalars = planned.scalars.clone();
            return Some(Case { scalars, buffers, threads: shape.threads });
        }
        let buffers =
            contract.buffers().zip(&shape.lengths).enumerate().map(|(i, (buffer, length))| {
                let mut rng = Rng::new(self.seed, &[2, planned.stream, i as u64]);
                let texture = planned.textures.get(i).copied().unwrap_or(Texture::Free);
                generate::buffer(buffer, *length, texture, &self.constants, &mut rng, poison)
            });
        Some(Case {
            scalars: planned.scalars.clone(),
            buffers: buffers.collect(),
            threads: shape.threads,
        })
    }
}

struct Row {
    /// One for each size.
    sizes: Vec<i128>,
    /// One for each scalar: what a case of the contract says.
    given: Vec<Option<f64>>,
}

impl Row {
    fn scalars(&self, contract: &Contract, sizes: &Sizes, rng: &mut Rng) -> Vec<(String, Scalar)> {
        let mut scalars = Vec::new();
        for (i, param) in contract.scalars().enumerate() {
            let size = sizes.list.iter().position(|size| size.name == param.name);
            let value = match (self.given.get(i).copied().flatten(), size) {
                (Some(value), _) => generate::given(value, param.ty),
                (None, Some(at)) => {
                    let drawn = self.sizes.get(at).copied();
                    let drawn = drawn.unwrap_or_else(|| sizes.list[at].draw(rng));
                    generate::integer_scalar(drawn, param.ty)
                }
                (None, None) => draw_scalar(contract, param, rng),
            };
            scalars.push((param.name.clone(), value));
        }
        scalars
    }
}

/// For each scalar that is no size, the constants that it may take.
fn laced(contract: &Contract, sizes: &Sizes<'_>, constants: &Constants) -> Vec<Vec<Scalar>> {
    let values = contract.scalars().map(|param| {
        if sizes.list.iter().any(|size| size.name == param.name) {
            return Vec::new();
        }
        let known: Vec<f64> = known_values(contract, &param.name).collect();
        let generator = param.generator.as_ref();
        let Some((low, high)) = generate::interval(param.ty, generator, &known) else {
            return Vec::new();
        };
        let mut values: Vec<f64> = match param.ty {
            ScalarType::F32 => constants.floats_between(low, high).collect(),
            _ => constants.between(low as i128, high as i128).map(|v| v as f64).collect(),
        };
        if generator.is_none() {
            values.retain(|value| generate::is_of_known_sign(*value, &known));
        }
        values.iter().map(|value| generate::given(*value, param.ty)).collect()
    });
    values.collect()
}

/// In every other case, each scalar takes the next of its constants. Which cases those are follows
/// the Thue–Morse sequence: sizes come in steps, and must not keep step with it.
fn lace(scalars: &mut [(String, Scalar)], laced: &[Vec<Scalar>], stream: usize) {
    for (i, ((_, scalar), values)) in scalars.iter_mut().zip(laced).enumerate() {
        if (stream.count_ones() as usize + i).is_multiple_of(2)
            && let Some(value) = values.get((stream / 2) % values.len().max(1))
        {
            *scalar = *value;
        }
    }
}

fn draw_scalar(contract: &Contract, param: &ScalarParam, rng: &mut Rng) -> Scalar {
    let known: Vec<f64> = known_values(contract, &param.name).collect();
    generate::scalar(param.ty, param.generator.as_ref(), &known, rng)
}

/// V9: every pair of integer scalars occurs with a<b and a>b, by drawing some scalars again, or
/// is noted.
fn order_pairs(
    contract: &Contract,
    sizes: &Sizes<'_>,
    cases: &mut [Planned],
    seed: u64,
    notes: &mut Vec<String>,
) {
    let names: Vec<&ScalarParam> = contract
        .scalars()
        .filter(|param| !matches!(param.ty, ScalarType::F32 | ScalarType::Bool))
        .collect();
    let index = |name: &str| contract.scalars().position(|param| param.name == name);
    let mut wanted = Vec::new();
    for (i, a) in names.iter().enumerate() {
        for b in &names[i + 1..] {
            let (Some(at), Some(bt)) = (index(&a.name), index(&b.name)) else { continue };
            wanted.extend([[at, bt], [bt, at]]);
        }
    }
    let less = |scalars: &[(String, Scalar)], [a, b]: [usize; 2]| {
        scalars[a].1.as_i64() < scalars[b].1.as_i64()
    };
    let occurs = |cases: &[Planned], pair| {
        cases.iter().any(|case| case.shape.is_ok() && less(&case.scalars, pair))
    };
    for pair in &wanted {
        if !occurs(cases, *pair) {
            let mut rng = Rng::new(seed, &[3, pair[0] as u64, pair[1] as u64]);
            redraw(contract, sizes, cases, &mut rng, *pair, &|scalars| less(scalars, *pair));
        }
    }
    for [a, b] in wanted.into_iter().filter(|pair| !occurs(cases, *pair)) {
        let name = |at: usize| contract.scalars().nth(at).map_or("", |param| param.name.as_str());
        notes.push(format!("no case has {} < {}", name(a), name(b)));
    }
}

fn redraw(
    contract: &Contract,
    sizes: &Sizes<'_>,
    cases: &mut [Planned],
    rng: &mut Rng,
    pair: [usize; 2],
    holds: &dyn Fn(&Scalars) -> bool,
) {
    let free: Vec<usize> = (0..cases.len()).filter(|i| !cases[*i].named).collect();
    for _ in 0..100 {
        let Some(number) = rng.pick(&free) else { return };
        let mut scalars = cases[*number].scalars.clone();
        for (at, param) in contract.scalars().enumerate() {
            if pair.contains(&at) && !sizes.list.iter().any(|size| size.name == param.name) {
                scalars[at].1 = draw_scalar(contract, param, rng);
            }
        }
        let shape = Shape::of(contract, &scalars);
        if shape.is_ok() && holds(&scalars) {
            cases[*number].scalars = scalars;
            cases[*number].shape = shape;
            return;
        }
    }
}
