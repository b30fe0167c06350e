//! Scalars that are sizes: which values VERDICT.md V9 wants of them, and in which combinations.

use super::constants::Constants;
use super::generate;
use super::plan::Shape;
use super::rng::Rng;
use crate::contract::{Contract, Expr, Generator};
use crate::kernel::Scalar;

/// Cases that a plan has at least.
const LEAST: usize = 28;
/// Cases that a plan has at most, beside those of the contract.
const MOST: usize = 64;
/// Work (see [`Sizes::work`]) that a drawn case may have, and the largest one.
const SMALL: i128 = 8192;
const LARGE: i128 = 1 << 21;
/// Cases whose sizes are constants of the texts, at most.
const NEAR: usize = 30;
/// V9: one case has more invocations than this.
const MANY: i128 = 4096;
/// A scalar that is a size, with the values that V9 wants.
pub struct Size {
    /// The scalar's name.
    pub name: String,
    values: Vec<i128>,
    low: i128,
    high: i128,
    /// Largest value that is drawn freely.
    usual: i128,
    /// In the parallel extent.
    threads: bool,
}

impl Size {
    /// A value drawn freely.
    pub fn draw(&self, rng: &mut Rng) -> i128 {
        rng.integer(self.low.max(1).min(self.high), self.usual.clamp(self.low, self.high))
    }
}

/// All sizes of a contract.
pub struct Sizes<'a> {
    contract: &'a Contract,
    /// In order of the scalars.
    pub list: Vec<Size>,
}

const PRIMES: [i128; 12] = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];

impl<'a> Sizes<'a> {
    /// The sizes, for this workgroup size.
    pub fn of(contract: &'a Contract, workgroup: [u32; 3]) -> Self {
        let mut sizes = Self { contract, list: Vec::new() };
        for param in contract.scalars() {
            let axis =
                contract.threads.iter().position(|e| e.names().contains(&param.name.as_str()));
            let in_length =
                contract.buffers().any(|b| b.length.names().contains(&param.name.as_str()));
            if axis.is_none() && !in_length {
                continue;
            }
            let (low, high) = match &param.generator {
                Some(Generator::Range(_, low, high) | Generator::Sorted(low, high)) => {
                    (low.ceil() as i128, high.floor() as i128)
                }
                Some(Generator::Bits) => (0, 1),
                Some(Generator::Zeros) => (0, 0),
                _ => (1, i128::from(i32::MAX)),
            };
            let mut values = vec![1];
            let mut usual = 24;
            if let Some(axis) = axis {
                let wg = i128::from(workgroup[axis].max(1));
                let expr = &contract.threads[axis];
                for target in [wg - 1, wg, wg + 1] {
                    values.extend(reach(expr, &param.name, target));
                }
                usual = reach(expr, &param.name, 2 * wg + 9).unwrap_or(usual);
            } else {
                values.extend([3, 4, 5]);
            }
            let largest = values.iter().copied().max().unwrap_or(1);
            let free = |p: &&i128| !values.contains(p) && **p <= high && **p >= low;
            let prime = PRIMES.iter().filter(free).min_by_key(|p| (**p - largest).abs()).copied();
            values.extend(prime);
            if low <= 0 || known_values(contract, &param.name).any(|v| v == 0.0) {
                values.push(0);
            }
            values.extend([low, high].into_iter().filter(|v| (0..=1024).contains(v)));
            values.retain(|v| (low.min(0)..=high).contains(v) && (*v >= low || *v == 0));
            values.sort_unstable();
            values.dedup();
            let threads = axis.is_some();
            sizes.list.push(Size { name: param.name.clone(), values, low, high, usual, threads });
        }
        sizes
    }

    fn shape(&self, row: &[i128]) -> Option<Shape> {
        let mut scalars: Vec<(String, Scalar)> = self
            .contract
            .scalars()
            .map(|param| (param.name.clone(), generate::integer_scalar(1, param.ty)))
            .collect();
        for (size, value) in self.list.iter().zip(row) {
            if let Some((_, scalar)) = scalars.iter_mut().find(|(name, _)| *name == size.name) {
                *scalar = Scalar::I64(*value as i64);
            }
        }
        Shape::of(self.contract, &scalars).ok()
    }

    /// What a case costs, roughly: its elements, invocations, and the product of several sizes.
    fn work(&self, row: &[i128]) -> i128 {
        let Some(shape) = self.shape(row) else { return i128::MAX };
        let elements: i128 = shape.lengths.iter().map(|n| *n as i128).sum();
        let product = if row.len() > 1 { row.iter().map(|v| (*v).max(1)).product() } else { 0 };
        elements.max(shape.invocations() as i128).max(product)
    }

    /// Values of the sizes, pairwise, with rows at and around the constants of the texts (`near`
    /// elements in all), random rows up to [`LEAST`] and one large row.
    pub fn rows(
        &self,
        near: u64,
        constants: &Constants,
        rng: &mut Rng,
        notes: &mut Vec<String>,
    ) -> Vec<Vec<i128>> {
        if self.list.is_empty() {
            return vec![Vec::new(); LEAST];
        }
        let mut rows = self.pairwise(rng, notes);
        rows.extend(self.near(near, constants, &rows, notes));
        let large = self.large(rng, notes);
        let mut tries = 0;
        while rows.len() + usize::from(large.is_some()) < LEAST && tries < 1000 {
            tries += 1;
            let row: Vec<i128> = self.list.iter().map(|size| size.draw(rng)).collect();
            // A range of few values leaves repeated sizes; their inputs differ.
            if self.work(&row) <= SMALL || tries > 500 {
                rows.push(row);
            }
        }
        rows.extend(large);
        rows
    }

    fn pairwise(&self, rng: &mut Rng, notes: &mut Vec<String>) -> Vec<Vec<i128>> {
        if let [only] = self.list.as_slice() {
            return only
                .values
                .iter()
                .map(|v| vec![*v])
                .filter(|r| self.work(r) <= LARGE)
                .collect();
        }
        let base: Vec<i128> = self.list.iter().map(|s| s.low.max(1).min(s.high)).collect();
        let with = |pairs: &[(usize, i128)]| {
            let mut row = base.clone();
            for (at, value) in pairs {
                row[*at] = *value;
            }
            row
        };
        let mut open: Vec<[(usize, i128); 2]> = Vec::new();
        for i in 0..self.list.len() {
            for j in i + 1..self.list.len() {
                for a in &self.list[i].values {
                    for b in &self.list[j].values {
                        if self.work(&with(&[(i, *a), (j, *b)])) <= SMALL {
                            open.push([(i, *a), (j, *b)]);
                        }
                    }
                }
            }
        }
        let mut rows: Vec<Vec<i128>> = Vec::new();
        for (i, size) in self.list.iter().enumerate() {
            // A value that is too dear beside others is still tested alone.
            for value in &size.values {
                let row = with(&[(i, *value)]);
                if (SMALL..=LARGE).contains(&self.work(&row)) {
                    rows.push(row);
                }
            }
        }
        while let Some(first) = open.first().copied() {
            if rows.len() >= MOST {
                notes.push(format!("{} pairs of sizes were not tested together", open.len()));
                break;
            }
            let mut row = with(&first);
            for (at, size) in self.list.iter().enumerate() {
                if first.iter().any(|(fixed, _)| *fixed == at) {
                    continue;
                }
                let offset = rng.integer(0, size.values.len() as i128 - 1) as usize;
                let mut best = None;
                for k in 0..size.values.len() {
                    let mut tried = row.clone();
                    tried[at] = size.values[(k + offset) % size.values.len()];
                    let gain = open.iter().filter(|pair| covers(&tried, pair)).count();
                    if self.work(&tried) <= SMALL
                        && best.as_ref().is_none_or(|(most, _)| gain > *most)
                    {
                        best = Some((gain, tried));
                    }
                }
                if let Some((_, tried)) = best {
                    row = tried;
                }
            }
            open.retain(|pair| !covers(&row, pair));
            rows.push(row);
        }
        rows
    }

    /// A small row, drawn freely.
    pub fn small(&self, rng: &mut Rng) -> Vec<i128> {
        let mut row = Vec::new();
        for _ in 0..50 {
            row = self.list.iter().map(|size| size.draw(rng)).collect();
            if self.work(&row) <= SMALL {
                break;
            }
        }
        row
    }

    /// V3: each size takes each constant of the texts, one less and one more, the others small;
    /// so do flat indices below the size; `budget` elements in all.
    fn near(
        &self,
        budget: u64,
        constants: &Constants,
        rows: &[Vec<i128>],
        notes: &mut Vec<String>,
    ) -> Vec<Vec<i128>> {
        let base: Vec<i128> = self.list.iter().map(|s| s.low.max(1).min(s.high)).collect();
        let mut near = Vec::new();
        let (mut dear, mut budget) = (0, i128::from(budget));
        for (at, size) in self.list.iter().enumerate() {
            let tested = |v: &i128| rows.iter().any(|row| row[at] == *v);
            for value in constants.between(size.low.max(1), size.high).filter(|v| !tested(v)) {
                let mut row = base.clone();
                row[at] = value;
                let work = self.work(&row);
                if work <= budget.min(LARGE) && near.len() < NEAR {
                    budget -= work;
                    near.push(row);
                } else {
                    dear += 1;
                }
            }
        }
        if dear > 0 {
            notes.push(format!(
                "{dear} sizes near constants of the texts are too large, or too many, to be tested"
            ));
        }
        near
    }

    /// The case of more than 4,096 invocations, or elements where the extent is fixed.
    fn large(&self, rng: &mut Rng, notes: &mut Vec<String>) -> Option<Vec<i128>> {
        let grown = |t: i128| -> Vec<i128> {
            self.list
                .iter()
                .map(|size| {
                    let grows = size.threads || !self.list.iter().any(|s| s.threads);
                    (if grows { t } else { t.min(5) })
                        .clamp(size.low.max(1).min(size.high), size.high)
                })
                .collect()
        };
        let threads = self.list.iter().any(|size| size.threads);
        let many = |row: &[i128]| {
            self.shape(row).is_some_and(|shape| {
                let elements = shape.lengths.iter().copied().max().unwrap_or(0);
                let count = if threads { shape.invocations() as i128 } else { elements as i128 };
                count > MANY
            })
        };
        let smallest = (1..=MANY + 1).find(|t| many(&grown(*t)));
        let Some(smallest) = smallest else {
            notes.push("no case within `gen` has more than 4,096 invocations".into());
            return None;
        };
        let mut row = grown(smallest);
        for (value, size) in row.iter_mut().zip(&self.list) {
            if *value >= smallest {
                *value = (*value + rng.integer(1, (smallest / 16).max(3))).min(size.high);
            }
        }
        if !many(&row) {
            row = grown(smallest);
        }
        if self.work(&row) > LARGE {
            notes.push("a case of more than 4,096 invocations would be too large to run".into());
            return None;
        }
        Some(row)
    }
}

fn covers(row: &[i128], pair: &[(usize, i128); 2]) -> bool {
    pair.iter().all(|(at, value)| row[*at] == *value)
}

/// The smallest value of `name` that lifts `expr` to `target`, all other scalars 1.
fn reach(expr: &Expr, name: &str, target: i128) -> Option<i128> {
    let at = |value: i128| {
        expr.eval_with(&|known| Some(if known == name { value as i64 } else { 1 })).map(i128::from)
    };
    let (mut low, mut high) = (1, 1 << 20);
    if target < 1 || at(high)? < target {
        return None;
    }
    while low < high {
        let middle = (low + high) / 2;
        if at(middle)? >= target { high = middle } else { low = middle + 1 }
    }
    Some(low)
}

/// The values that the contract's cases give a scalar.
pub fn known_values<'a>(contract: &'a Contract, name: &'a str) -> impl Iterator<Item = f64> + 'a {
    contract.cases.iter().flatten().filter(move |(known, _)| known == name).map(|(_, value)| *value)
}
