//! Why a mutant that was not noticed can't be: each proof with the reason that it gives.

use super::super::Request;
use super::super::judge;
use super::draft::DraftMutant;
use super::{normal, reviewed};
use crate::check::{self, Checked};
use crate::contract::Contract;
use crate::draft::lower::lower;
use crate::execute::reference::WatMutant;
use crate::source::lifted::{Lifted, Stmt};
use crate::source::{self};

/// The proof that a mutant of the draft does what the draft does, if there is one.
pub fn of_draft(request: &Request<'_>, mutant: &DraftMutant) -> Option<String> {
    if normal::same(request.contract, request.checked, &mutant.checked) {
        return Some("both have the same normal form under the contract".into());
    }
    reviewed::reason(&request.checked.wgsl, mutant.span, &mutant.change)
}

/// What a proof about wasm needs of the unchanged kernel.
pub struct Original {
    lifted: Option<Lifted>,
    /// As the rules draft it.
    checked: Option<Checked>,
}

impl Original {
    /// Of this request.
    pub fn new(request: &Request<'_>) -> Self {
        let lifted = judge::lifted(request).map(plain);
        let checked = lifted.as_ref().and_then(|lifted| drafted(request.contract, lifted));
        Self { lifted, checked }
    }

    /// The proof that changed wasm does what the original does, if there is one.
    pub fn of_wasm(&self, request: &Request<'_>, mutant: &WatMutant) -> Option<String> {
        let lifted = self.lifted_alike(request, mutant);
        lifted.or_else(|| {
            let text = request.module.text.as_deref()?;
            reviewed::reason(text, mutant.span?, &mutant.change)
        })
    }

    fn lifted_alike(&self, request: &Request<'_>, mutant: &WatMutant) -> Option<String> {
        let original = self.lifted.as_ref()?;
        let module = source::parse("mutant.wasm", &mutant.wasm).ok()?;
        let changed = plain(source::lift(&module, &request.contract.export).ok()?);
        if changed == *original {
            return Some("both lift to the same kernel".into());
        }
        let changed = drafted(request.contract, &changed)?;
        normal::same(request.contract, self.checked.as_ref()?, &changed)
            .then(|| "both lift to kernels of the same normal form under the contract".into())
    }
}

fn drafted(contract: &Contract, lifted: &Lifted) -> Option<Checked> {
    let lowered = lower(lifted, contract, None).ok()?;
    check::check(&lowered.wgsl, Some(contract)).ok()
}

/// Without lines and names, which a mutant's binary doesn't have.
fn plain(mut lifted: Lifted) -> Lifted {
    for value in &mut lifted.values {
        value.line = 0;
    }
    for param in &mut lifted.params {
        param.name = None;
    }
    let mut open: Vec<&mut Vec<Stmt>> = vec![&mut lifted.body];
    while let Some(block) = open.pop() {
        for statement in block {
            match statement {
                Stmt::Load { line, .. } | Stmt::Store { line, .. } | Stmt::Trap { line } => {
                    *line = 0
                }
                Stmt::If { then, otherwise, .. } => {
                    open.push(then);
                    open.push(otherwise);
                }
                Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => {
                    open.push(body);
                }
                Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } => {}
            }
        }
    }
    lifted
}
