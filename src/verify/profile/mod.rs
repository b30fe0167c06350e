//! Times of a kernel and its draft, side by side: the WAT on the CPU, the WGSL on each adapter,
//! over sizes.
//!
//! Measures and compares; judges nothing. The CPU runs the module as it is, in wasmtime, on one
//! thread; an adapter's kernel time comes from its timestamps where it has them.

mod measure;
mod size;
mod table;

use serde::Serialize;

use crate::kernel::Scalar;
pub use measure::{Effort, Subject, profile};
pub use table::table;

/// Median, smallest and largest of several times, in seconds.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// How many there are.
    pub rounds: usize,
}

impl Spread {
    /// Of some times; `None` of none.
    pub fn of(times: &[f64]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (&least, &most) = (sorted.first()?, sorted.last()?);
        Some(Self { median: sorted[sorted.len() / 2], least, most, rounds: sorted.len() })
    }
}

/// One size.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Row {
    /// The scalars.
    pub scalars: Vec<(String, Scalar)>,
    /// Elements of the parallel extent.
    pub elements: u64,
    /// Bytes that the kernel's buffers are read and written for, once each.
    pub bytes: u64,
    /// The WAT in wasmtime.
    pub cpu: Spread,
    /// The draft.
    pub adapters: Vec<Measured>,
}

/// One size on one adapter.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Measured {
    /// The adapter's name.
    pub adapter: String,
    /// Why there are no times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// Times, where it ran.
    #[serde(flatten)]
    pub times: Option<Figures>,
}

/// Latency, throughput and closeness.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Figures {
    /// Whether `kernel` comes from the adapter's timestamps; else from the wall clock around
    /// submission and completion.
    pub timestamps: bool,
    /// The kernel alone.
    pub kernel: Spread,
    /// With all bytes carried there and back.
    pub trip: Spread,
    /// Pipeline creation, in seconds.
    pub compile: f64,
    /// 10⁹ bytes a second of the kernel alone.
    pub gigabytes: f64,
    /// CPU time over kernel time, of the medians.
    pub speedup: f64,
    /// CPU time over time with transfers.
    pub speedup_trip: f64,
    /// Of the outputs, in dB, 99 at most.
    pub psnr: f64,
    /// Elements outside the contract's tolerance.
    pub misses: u64,
}

/// What a profile found for one kernel.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Profile {
    /// Smallest size first.
    pub rows: Vec<Row>,
    /// Why larger sizes were not run.
    pub stopped: Option<String>,
    /// What a reader of the times should know.
    pub notes: Vec<String>,
}

impl Profile {
    /// The smallest number of elements from which on an adapter is faster than the CPU at every
    /// size measured, with or without transfers.
    pub fn crossover(&self, adapter: &str, transfers: bool) -> Option<u64> {
        let mut from = None;
        for row in &self.rows {
            let found = row.adapters.iter().find(|m| m.adapter == adapter)?;
            let figures = found.times?;
            let speedup = if transfers { figures.speedup_trip } else { figures.speedup };
            if speedup <= 1.0 {
                from = None;
            } else if from.is_none() {
                from = Some(row.elements);
            }
        }
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_has_the_middle_and_both_ends() {
        let spread = Spread::of(&[3.0, 1.0, 2.0]).unwrap();
        assert_eq!((spread.least, spread.median, spread.most, spread.rounds), (1.0, 2.0, 3.0, 3));
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn the_crossover_is_where_it_stays_faster() {
        let spread = Spread { median: 1.0, least: 1.0, most: 1.0, rounds: 1 };
        let row = |elements, speedup| Row {
            scalars: Vec::new(),
            elements,
            bytes: 0,
            cpu: spread,
            adapters: vec![Measured {
                adapter: "a".into(),
                failed: None,
                times: Some(Figures {
                    timestamps: true,
                    kernel: spread,
                    trip: spread,
                    compile: 0.0,
                    gigabytes: 0.0,
                    speedup,
                    speedup_trip: 0.5,
                    psnr: 99.0,
                    misses: 0,
                }),
            }],
        };
        let rows = vec![row(1, 2.0), row(4, 0.5), row(16, 1.5), row(64, 3.0)];
        let profile = Profile { rows, stopped: None, notes: Vec::new() };
        assert_eq!(profile.crossover("a", false), Some(16));
        assert_eq!(profile.crossover("a", true), None);
        assert_eq!(profile.crossover("b", false), None);
    }
}
