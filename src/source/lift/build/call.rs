//! Calls: inlined, recognised as C's library, or refused.

use super::{Builder, MAX_CALLS, Operand};
use crate::source::decode::{Signature, WasmTy};
use crate::source::lift::math;
use crate::source::lifted::Ty;
use crate::source::operator::Op;

impl Builder<'_> {
    pub(super) fn call(&mut self, callee: u32) {
        // A call that never returns only brings bad news: nothing of it matters.
        let next = self.activations.last().map(|activation| activation.pc + 1);
        let noreturn = self.function().zip(next).is_some_and(|(function, next)| {
            matches!(function.ops.get(next), Some(Op::Unreachable))
        });
        if noreturn {
            return self.trap();
        }
        let decoded = self.decoded;
        let Some(signature) = decoded.signature(callee) else { return self.abandon() };
        let name = decoded.function_name(callee);
        if let Some(known) = math::known(&name, signature) {
            let mut arguments: Vec<_> = signature.params.iter().map(|_| self.pop_one()).collect();
            arguments.reverse();
            let value = math::call(&mut self.f, known, arguments);
            return self.push(value);
        }
        if self.library(&name, signature) {
            return;
        }
        if decoded.function(callee).is_none() {
            self.unsupported(
                &format!("import {name}"),
                format!("the kernel calls {name}, an import that this program doesn't know"),
                "imports may be C's math functions only: build the kernel with its helpers inside",
            );
            return self.abandon();
        }
        if self.activations.iter().any(|activation| activation.function == callee) {
            self.unsupported(
                "recursion",
                format!("{name} calls itself"),
                "WGSL has no recursion: rewrite it as a loop",
            );
            return self.abandon();
        }
        if self.activations.len() >= MAX_CALLS {
            self.unsupported(
                "calls",
                format!("calls are nested more than {MAX_CALLS} deep"),
                "let the compiler inline more (-O2)",
            );
            return self.abandon();
        }
        let height = self.stack.len().saturating_sub(signature.params.len());
        let arguments = self.stack.split_off(height);
        self.enter(callee, arguments);
    }

    /// memset, memcpy and memmove by name and type, imported or not.
    fn library(&mut self, name: &str, signature: &Signature) -> bool {
        let i32 = WasmTy::Number(Ty::I32);
        if signature.params != [i32; 3] || signature.results != [i32] {
            return false;
        }
        let fill = match name {
            "memset" => true,
            "memcpy" | "memmove" => false,
            _ => return false,
        };
        let destination = match self.stack.get(self.stack.len().saturating_sub(3)) {
            Some(Operand::One(value)) => *value,
            _ => return false,
        };
        if fill {
            self.memory_fill();
        } else {
            self.memory_copy();
        }
        self.push(destination);
        true
    }
}
