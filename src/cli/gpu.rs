//! `--gpu`: verified drafts also run on GPU adapters.

use tokio_util::sync::CancellationToken;

use super::judge::Candidate;
use crate::check;
use crate::config::Config;
use crate::execute::Nonce;
use crate::execute::gpu::{Adapter, Pool};
use crate::kernel::{Rule, Verdict};
use crate::verify::{self, ONLY_SIMT, adapters};

/// The chosen adapters, if any.
pub struct Gpu(Option<(Pool, Vec<Adapter>)>);

impl Gpu {
    /// `off`, `auto` for all, a number, a name or a part of it.
    pub fn new(wanted: &str) -> anyhow::Result<Self> {
        if wanted == "off" {
            return Ok(Self(None));
        }
        let pool = Pool::of_this_program()?;
        let chosen = pool.choose(if wanted == "auto" { "all" } else { wanted })?;
        Ok(Self(Some((pool, chosen))))
    }

    /// Adds to a verified draft's evidence what the adapters say.
    pub fn ask(&self, mut result: Candidate, config: &Config) -> Candidate {
        let Some((pool, chosen)) = &self.0 else { return result };
        let (Some(judgement), Some(draft)) = (&mut result.judgement, &result.draft) else {
            return result;
        };
        let (Some(module), Some(contract)) = (&result.loaded.module, &result.loaded.contract)
        else {
            return result;
        };
        if judgement.evidence.verdict != Verdict::Verified {
            return result;
        }
        let Ok(checked) = check::check(&draft.wgsl, Some(contract)) else { return result };
        let request = verify::Request {
            module,
            contract,
            checked: &checked,
            wgsl: draft.hash,
            seed: judgement.evidence.seed,
            limits: config.limits,
        };
        let begin = std::time::Instant::now();
        let cancel = CancellationToken::new();
        let evidence = &mut judgement.evidence;
        let nonce = Nonce::parse(&evidence.nonce).unwrap_or_else(Nonce::fresh);
        for said in adapters::run(&request, pool, chosen, &nonce, &cancel) {
            if let Some(answer) = said.answer {
                evidence.notes.retain(|note| note != ONLY_SIMT);
                evidence.executed.push((said.adapter.name.clone(), answer));
            }
            evidence.adapters.push(said.adapter);
        }
        if !evidence.adapters.is_empty() && !evidence.rules.contains(&Rule::V13) {
            evidence.rules.push(Rule::V13);
            evidence.rules.sort();
        }
        result.seconds.execute += begin.elapsed().as_secs_f64();
        result
    }
}
