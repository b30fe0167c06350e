//! The first thing that is wrong with a run, as a counterexample.

use super::bench::Bench;
use super::bind::{self, Setting};
use super::compare::{Figures, Pair, Value};
use super::truth::Truth;
use super::{explain, picture};
use crate::execute::simt::Run;
use crate::kernel::{Counterexample, Finding, FindingKind, Rule};

impl Bench<'_> {
    /// What is wrong with this run, if anything is. Plain misses tell more than most findings, so
    /// they come first.
    pub fn fault(
        &self,
        number: usize,
        truth: &Truth,
        setting: Setting,
        run: &Run,
        figures: &Figures,
    ) -> Option<Counterexample> {
        // V6: what a domain error leads to is fatal where the reference is finite.
        let fatal = |finding: &&Finding| {
            let domain = finding.kind == FindingKind::DomainError;
            finding.kind.is_fatal() && !(domain && figures.undecided > 0)
        };
        let fatal = run.findings.iter().find(fatal);
        let mut found = Counterexample {
            seed: self.request.seed,
            case: number,
            scalars: truth.case.scalars.clone(),
            executor: format!("simt, {}", setting.name()),
            buffer: None,
            index: None,
            pixel: None,
            expected: None,
            actual: None,
            finding: fatal.cloned(),
            rule: Rule::V12,
            explanation: String::new(),
        };
        let tolerance = &self.request.contract.tolerance;
        if let (Some((output, index)), None) = (figures.first, tolerance.exact_frac) {
            let pair = self.pair(output, truth, run);
            let name = self.elements[output].0.clone();
            let element = pair.element(index);
            found.explanation = explain::mismatch(&name, &pair, element, setting, tolerance);
            self.at(&mut found, output, index, &pair);
        } else if let Some((output, index, why)) = &figures.local {
            let pair = self.pair(*output, truth, run);
            let name = &self.elements[*output].0;
            found.rule = Rule::V5;
            found.explanation = format!("{name}[{index}] is not excused by exact_frac: {why}");
            self.at(&mut found, *output, *index, &pair);
        } else if let Some((output, index)) = self.changed_input(truth, run) {
            let pair = self.pair(output, truth, run);
            let name = &self.elements[output].0;
            found.explanation =
                format!("the draft changes {name}[{index}], and '{name}' is no output");
            self.at(&mut found, output, index, &pair);
        } else if let Some((output, at)) = self.overrun(truth, run) {
            let name = &self.elements[output].0;
            let length = truth.answer[output].len();
            found.buffer = Some(name.clone());
            found.explanation = format!(
                "the draft writes byte {} of '{name}', which has {length} and slack behind them",
                length + at
            );
        } else if let Some(least) = tolerance.psnr.filter(|least| figures.psnr < *least) {
            // V12: no case under 34 elements fails by one miss alone.
            if tolerance.exact_frac.is_some() && figures.elements < 34 && figures.misses <= 1 {
                return None;
            }
            found.rule = Rule::V5;
            found.explanation =
                format!("PSNR is {:.1} dB, the contract wants {least}", figures.psnr);
        } else {
            let finding = fatal?;
            found.rule = Rule::V6;
            found.explanation = match finding.invocation {
                Some([x, y, z]) if finding.message.starts_with(['r', 'w']) => {
                    format!("invocation ({x}, {y}, {z}) {}", finding.message)
                }
                _ => finding.message.clone(),
            };
            if let Some(why) = explain::setting_note(setting) {
                found.explanation = format!("{}; {why}", found.explanation);
            }
        }
        if let (Some(finding), true) = (fatal, found.buffer.is_some()) {
            found.explanation = format!("{}; also: {}", found.explanation, finding.message);
        }
        Some(found)
    }

    /// Fills in the place of a wrong value.
    fn at(&self, found: &mut Counterexample, output: usize, unit: usize, pair: &Pair<'_>) {
        let (name, elem) = &self.elements[output];
        let index = pair.element(unit);
        let show = |bytes| Value::read(bytes, *elem, index).map(|v| v.to_string());
        found.buffer = Some(name.clone());
        found.index = Some(index as u64);
        (found.expected, found.actual) = (show(pair.reference), show(pair.draft));
        let contract = self.request.contract;
        if let Some(image) = contract.image.as_ref().filter(|image| image.buffer == *name)
            && let Some((width, _)) = picture::size(contract, &found.scalars)
        {
            let pixel = (index / picture::stride(image.format, *elem).max(1)) as u64;
            found.pixel = Some([pixel % u64::from(width), pixel / u64::from(width)]);
        }
    }

    /// A buffer that is no output and has changed.
    fn changed_input(&self, truth: &Truth, run: &Run) -> Option<(usize, usize)> {
        (0..self.elements.len()).filter(|i| !self.is_output(*i)).find_map(|i| {
            let pair = self.pair(i, truth, run);
            let at = pair.reference.iter().zip(pair.draft).position(|(a, b)| a != b)?;
            Some((i, at / pair.elem.size() as usize))
        })
    }

    /// A buffer with changed bytes behind its length.
    fn overrun(&self, truth: &Truth, run: &Run) -> Option<(usize, usize)> {
        (0..self.elements.len()).find_map(|i| {
            let (_, after) = run.bindings.get(i)?;
            Some((i, bind::overrun(after, &truth.case.buffers[i])?))
        })
    }
}
