//! The two functions that every access passes, and the globals through which host and checks speak.

use wasm_encoder::{
    BlockType, ConstExpr, ExportKind, ExportSection, Function, GlobalSection, GlobalType,
    Instruction as I, ValType,
};

use super::instrument::{Mode, PREFIX};

/// `bad_kind` after a loop went round too often; 1 and 2 are a load and a store out of bounds.
pub const OUT_OF_FUEL: i64 = 3;

/// Above every 32-bit address: "not limited yet" while the module initialises.
pub const EVERYTHING: i64 = 1 << 33;

/// The globals through which host and checks speak.
pub struct Globals {
    next: u32,
    list: Vec<(String, i64)>,
    regions: usize,
    record: bool,
    /// Where the branches' begin in the list.
    branches: usize,
}

impl Globals {
    /// For `regions` regions and `branches` branches; the first has index `next`.
    pub fn new(next: u32, regions: usize, mode: Mode, branches: usize) -> Self {
        let record = mode == Mode::Probe;
        let mut list = Vec::new();
        for i in 0..regions {
            list.push((format!("lo{i}"), EVERYTHING));
            list.push((format!("hi{i}"), 0));
        }
        for (name, value) in [
            ("floor", EVERYTHING),
            ("stack_lo", 0),
            ("stack_hi", 0),
            ("dirty_lo", EVERYTHING),
            ("dirty_hi", 0),
            ("bad_from", 0),
            ("bad_to", 0),
            ("bad_kind", 0),
            ("iterations", 0),
            ("fuel", i64::MAX),
        ] {
            list.push((name.into(), value));
        }
        if record {
            for i in 0..regions {
                list.push((format!("lowest{i}"), EVERYTHING));
                list.push((format!("read_end{i}"), 0));
                list.push((format!("write_end{i}"), 0));
            }
        }
        if mode == Mode::Noisy {
            list.push(("random".into(), 0));
        }
        let first = list.len();
        list.extend((0..branches).map(|i| (format!("reach{i}"), 0)));
        Self { next, list, regions, record, branches: first }
    }

    /// Adds all of them, exported.
    pub fn declare(&mut self, globals: &mut GlobalSection, exports: &mut ExportSection) {
        for (i, (name, value)) in self.list.iter().enumerate() {
            let ty = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
            globals.global(ty, &ConstExpr::i64_const(*value));
            exports.export(&format!("{PREFIX}{name}"), ExportKind::Global, self.next + i as u32);
        }
    }

    /// The index of one of them.
    pub fn index(&self, name: &str) -> u32 {
        let at = self.list.iter().position(|(found, _)| found == name);
        self.next + at.expect("every name that checks use is in the list") as u32
    }

    /// The index of a branch's global.
    pub fn branch(&self, number: usize) -> u32 {
        self.next + (self.branches + number) as u32
    }

    /// Counts a round of a loop; traps when there were more than `fuel`.
    pub fn count(&self, f: &mut Function) {
        let iterations = self.index("iterations");
        f.instruction(&I::GlobalGet(iterations)).instruction(&I::I64Const(1));
        f.instruction(&I::I64Add).instruction(&I::GlobalSet(iterations));
        f.instruction(&I::GlobalGet(iterations)).instruction(&I::GlobalGet(self.index("fuel")));
        f.instruction(&I::I64GtU).instruction(&I::If(BlockType::Empty));
        f.instruction(&I::I64Const(OUT_OF_FUEL)).instruction(&I::GlobalSet(self.index("bad_kind")));
        f.instruction(&I::Unreachable).instruction(&I::End);
    }

    /// `(address, offset, length) -> address`, or a trap.
    pub fn check(&self, write: bool) -> Function {
        let mut f = Function::new([(2, ValType::I64)]);
        let (from, to) = (3, 4);
        let within = |f: &mut Function, lo: u32, hi: u32| {
            f.instruction(&I::LocalGet(from)).instruction(&I::GlobalGet(lo));
            f.instruction(&I::I64GeU).instruction(&I::LocalGet(to)).instruction(&I::GlobalGet(hi));
            f.instruction(&I::I64LeU).instruction(&I::I32And).instruction(&I::If(BlockType::Empty));
        };
        let leave = |f: &mut Function| {
            f.instruction(&I::LocalGet(0)).instruction(&I::Return).instruction(&I::End);
        };
        f.instruction(&I::LocalGet(0)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::LocalGet(1)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::I64Add).instruction(&I::LocalTee(from));
        f.instruction(&I::LocalGet(2)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::I64Add).instruction(&I::LocalSet(to));
        for i in 0..self.regions {
            within(&mut f, self.index(&format!("lo{i}")), self.index(&format!("hi{i}")));
            if self.record {
                extreme(&mut f, self.index(&format!("lowest{i}")), from, I::I64LtU);
                let end = if write { "write_end" } else { "read_end" };
                extreme(&mut f, self.index(&format!("{end}{i}")), to, I::I64GtU);
            }
            leave(&mut f);
        }
        if write {
            within(&mut f, self.index("stack_lo"), self.index("stack_hi"));
            leave(&mut f);
        }
        f.instruction(&I::LocalGet(to)).instruction(&I::GlobalGet(self.index("floor")));
        f.instruction(&I::I64LeU).instruction(&I::If(BlockType::Empty));
        if write {
            extreme(&mut f, self.index("dirty_lo"), from, I::I64LtU);
            extreme(&mut f, self.index("dirty_hi"), to, I::I64GtU);
        }
        leave(&mut f);
        f.instruction(&I::LocalGet(2)).instruction(&I::I32Eqz);
        f.instruction(&I::If(BlockType::Empty));
        leave(&mut f);
        f.instruction(&I::LocalGet(from)).instruction(&I::GlobalSet(self.index("bad_from")));
        f.instruction(&I::LocalGet(to)).instruction(&I::GlobalSet(self.index("bad_to")));
        f.instruction(&I::I64Const(1 + i64::from(write)));
        f.instruction(&I::GlobalSet(self.index("bad_kind")));
        f.instruction(&I::Unreachable).instruction(&I::End);
        f
    }
}

/// `if local better global { global = local }`
fn extreme(f: &mut Function, global: u32, local: u32, better: I<'_>) {
    f.instruction(&I::LocalGet(local)).instruction(&I::GlobalGet(global)).instruction(&better);
    f.instruction(&I::If(BlockType::Empty)).instruction(&I::LocalGet(local));
    f.instruction(&I::GlobalSet(global)).instruction(&I::End);
}
