//! Where a contract says otherwise than inference does (VERDICT.md V4): what a person wrote is
//! shown before it is signed for. Never changes a verdict.

use super::Request;
use crate::contract::{Buffer, BufferAccess, Contract, Param, contract};
use crate::source::Lifted;

/// One sentence for each difference that bears on what is tested or accepted. Names, notes,
/// cases and pictures don't.
pub fn deviations(request: &Request<'_>, lifted: Option<&Lifted>) -> Vec<String> {
    let written = request.contract;
    let Ok(inferred) = contract(request.module, &written.export, lifted, None) else {
        return vec!["nothing can be inferred: the contract is a person's word alone".into()];
    };
    differences(written, &inferred.contract)
}

fn differences(written: &Contract, inferred: &Contract) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, written: String, inferred: String| {
        if written != inferred {
            found.push(format!("{what}: written {written}, inferred {inferred}"));
        }
    };
    let tolerance = |contract: &Contract| {
        toml::to_string(&contract.tolerance)
            .map(|text| text.trim().replace('\n', ", "))
            .ok()
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "exact".into())
    };
    differ("tolerance", tolerance(written), tolerance(inferred));
    differ("abi", written.abi.word().into(), inferred.abi.word().into());
    let pairs: Vec<(&Param, &Param)> = written.params.iter().zip(&inferred.params).collect();
    if written.params.len() != inferred.params.len() {
        let count = |contract: &Contract| format!("{} parameters", contract.params.len());
        differ("parameters", count(written), count(inferred));
        return found;
    }
    for (ours, theirs) in pairs {
        let name = ours.name();
        match (ours, theirs) {
            (Param::Buffer(a), Param::Buffer(b)) => {
                differ(&format!("{name}'s element"), a.elem.word().into(), b.elem.word().into());
                differ(&format!("{name}'s access"), access(a).into(), access(b).into());
                if a.access != BufferAccess::Write {
                    let (a, b) = (a.generator.to_string(), b.generator.to_string());
                    differ(&format!("{name}'s inputs"), a, b);
                }
            }
            (Param::Scalar(a), Param::Scalar(b)) => {
                differ(&format!("{name}'s type"), a.ty.word().into(), b.ty.word().into());
            }
            _ => differ(name, kind(ours).into(), kind(theirs).into()),
        }
    }
    let outputs = |contract: &Contract| -> Vec<usize> {
        let mut at: Vec<usize> =
            contract.outputs.iter().filter_map(|name| contract.position(name)).collect();
        at.sort_unstable();
        at
    };
    let names = |at: Vec<usize>| -> String {
        let names: Vec<&str> = at.into_iter().map(|at| written.params[at].name()).collect();
        names.join(", ")
    };
    differ("outputs", names(outputs(written)), names(outputs(inferred)));
    found
}

fn access(buffer: &Buffer) -> &'static str {
    buffer.access.word()
}

fn kind(param: &Param) -> &'static str {
    match param {
        Param::Buffer(_) => "a buffer",
        Param::Scalar(_) => "a scalar",
    }
}
