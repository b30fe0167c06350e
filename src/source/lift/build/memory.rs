//! Loads, stores, and the bulk operators as loops of them.

use super::Builder;
use crate::source::lift::bits;
use crate::source::lifted::{Access, Binary, Stmt, Ty, Unary, ValueId, ValueKind};
use crate::source::operator::MemoryAccess;

/// Bulk operators of a constant size up to this are unrolled.
const UNROLLED_BYTES: i32 = 256;

const WORD: Access = Access { width: 4, ty: Ty::I32, signed: false, store: false };

impl Builder<'_> {
    pub(super) fn load(&mut self, access: MemoryAccess) {
        let address = self.pop_one();
        let MemoryAccess { ty, width, signed, offset } = access;
        let access = Access { width, ty, signed, store: false };
        let value = self.load_at(address, offset, access);
        self.push(value);
    }

    pub(super) fn load_at(&mut self, address: ValueId, offset: u32, access: Access) -> ValueId {
        let line = self.f.line;
        // A narrow i64 load is an i32 load, extended.
        if access.ty == Ty::I64 && access.width < 8 {
            let narrow = Access { ty: Ty::I32, ..access };
            let value = self.load_at(address, offset, narrow);
            let extend = if access.signed { Unary::ExtendS } else { Unary::ExtendU };
            return self.f.unary(extend, Ty::I64, value);
        }
        let signed = access.signed && access.width < 4;
        let place = self.f.place(address, offset, Access { signed, ..access });
        let value = self.f.fresh(access.ty, ValueKind::Load);
        if access.width < 4 && !access.signed {
            self.f.load_bits.insert(value, u32::from(access.width) * 8);
        }
        self.out.push(Stmt::Load { value, place, line });
        value
    }

    pub(super) fn store(&mut self, access: MemoryAccess) {
        let (value, address) = (self.pop_one(), self.pop_one());
        let MemoryAccess { ty, width, offset, .. } = access;
        let access = Access { width, ty, signed: false, store: true };
        self.store_at(address, offset, access, value);
    }

    pub(super) fn store_at(
        &mut self,
        address: ValueId,
        offset: u32,
        mut access: Access,
        mut value: ValueId,
    ) {
        if access.ty == Ty::I64 && access.width < 8 {
            value = self.f.unary(Unary::Wrap, Ty::I32, value);
            access.ty = Ty::I32;
        }
        let place = self.f.place(address, offset, Access { store: true, ..access });
        self.out.push(Stmt::Store { place, value, line: self.f.line });
    }

    pub(super) fn memory_fill(&mut self) {
        let (bytes, byte, to) = (self.pop_one(), self.pop_one(), self.pop_one());
        let low = self.f.int(255);
        let byte = self.f.binary(Binary::And, byte, low);
        let spread = self.f.int(0x0101_0101);
        let word = self.f.binary(Binary::Mul, byte, spread);
        if let Some(count) = self.unrolled(bytes) {
            for offset in (0..count).step_by(4) {
                self.store_at(to, offset, WORD, word);
            }
            return;
        }
        let (access, value) = self.bulk_access(bytes, word, byte);
        self.bulk_loop(bytes, access.width, |builder, index| {
            let address = builder.f.add(to, index);
            builder.store_at(address, 0, access, value);
        });
    }

    pub(super) fn memory_copy(&mut self) {
        let (bytes, from, to) = (self.pop_one(), self.pop_one(), self.pop_one());
        if let Some(count) = self.unrolled(bytes) {
            let offsets = || (0..count).step_by(4);
            let words: Vec<_> = offsets().map(|offset| self.load_at(from, offset, WORD)).collect();
            for (offset, word) in offsets().zip(words) {
                self.store_at(to, offset, WORD, word);
            }
            return;
        }
        let (access, _) = self.bulk_access(bytes, bytes, bytes);
        self.bulk_loop(bytes, access.width, |builder, index| {
            let source = builder.f.add(from, index);
            let value = builder.load_at(source, 0, access);
            let address = builder.f.add(to, index);
            builder.store_at(address, 0, access, value);
        });
    }

    /// A constant number of whole words that is not too large.
    fn unrolled(&self, bytes: ValueId) -> Option<u32> {
        let count = self.f.as_i32(bytes)?;
        ((0..=UNROLLED_BYTES).contains(&count) && count % 4 == 0).then_some(count as u32)
    }

    /// Words where the size is a multiple of four, else bytes.
    fn bulk_access(&self, bytes: ValueId, word: ValueId, byte: ValueId) -> (Access, ValueId) {
        if bits::trailing(&self.f, bytes, 8) >= 2 {
            (WORD, word)
        } else {
            (Access { width: 1, ..WORD }, byte)
        }
    }

    fn bulk_loop(&mut self, bytes: ValueId, width: u8, body: impl FnOnce(&mut Self, ValueId)) {
        let var = self.f.phi(Ty::I32);
        let before = std::mem::take(&mut self.out);
        body(self, var);
        let body = std::mem::replace(&mut self.out, before);
        let (label, from) = (self.f.label(), self.f.int(0));
        self.out.push(Stmt::For {
            label,
            var,
            from,
            to: bytes,
            step: width.into(),
            signed: false,
            carried: Vec::new(),
            next: Vec::new(),
            body,
        });
    }
}
