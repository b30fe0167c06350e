//! Runs the original in wasmtime and the lifted kernel in the interpreter, and compares.

use wasmtime::{Engine, ExternType, Instance, Linker, Module as Wasm, Store, Val};

use crate::source::walk::{Stop, Walk};
use crate::source::{Lifted, Module, lift, listing, parse};

/// Buffers may lie from here on; below are the module's data and its stack.
pub(super) const FREE: u32 = 0x20_0000;
const PAGES: u64 = 64;
const FUEL: u64 = 20_000_000;

/// Parses, or fails with the diagnostics.
pub(super) fn parsed(wat: &str) -> Module {
    parse("test.wat", wat.as_bytes()).unwrap_or_else(|d| panic!("{d:#?}"))
}

/// Parses and lifts, or fails with the diagnostics.
pub(super) fn lifted(wat: &str, export: &str) -> Lifted {
    lift(&parsed(wat), export).unwrap_or_else(|d| panic!("{d:#?}"))
}

/// One case: arguments, and bytes at addresses.
#[derive(Clone, Default, Debug)]
pub(super) struct Case {
    pub arguments: Vec<Val>,
    pub memory: Vec<(u32, Vec<u8>)>,
}

fn bits(value: &Val) -> u64 {
    match value {
        Val::I32(v) => *v as u32 as u64,
        Val::I64(v) => *v as u64,
        Val::F32(v) => (*v).into(),
        Val::F64(v) => *v,
        other => panic!("{other:?}"),
    }
}

/// Results and memory after a run.
type After = (Vec<u64>, Vec<u8>);

/// What wasmtime makes of a case: results and memory, `None` after a trap.
pub(super) struct Original {
    engine: Engine,
    wasm: Wasm,
}

impl Original {
    pub fn new(module: &Module) -> Self {
        let engine = Engine::new(wasmtime::Config::new().consume_fuel(true)).unwrap();
        let wasm = Wasm::new(&engine, &module.wasm).unwrap();
        Self { engine, wasm }
    }

    fn instance(&self, pages: u64) -> (Store<()>, Instance, wasmtime::Memory) {
        let mut store = Store::new(&self.engine, ());
        store.set_fuel(FUEL).unwrap();
        let mut linker: Linker<()> = Linker::new(&self.engine);
        let imports: Vec<_> = self.wasm.imports().collect();
        for import in imports {
            match import.ty() {
                ExternType::Memory(ty) => {
                    let memory = wasmtime::Memory::new(&mut store, ty).unwrap();
                    linker.define(&mut store, import.module(), import.name(), memory).unwrap();
                }
                ExternType::Func(ty) => {
                    let name = import.name().to_owned();
                    linker
                        .func_new(import.module(), import.name(), ty, move |_, params, results| {
                            let x = |at: usize| params[at].unwrap_f32();
                            let value = match name.as_str() {
                                "sinf" => libm::sinf(x(0)),
                                "cosf" => libm::cosf(x(0)),
                                "expf" => libm::expf(x(0)),
                                "powf" => libm::powf(x(0), x(1)),
                                "fmodf" => libm::fmodf(x(0), x(1)),
                                "atan2f" => libm::atan2f(x(0), x(1)),
                                _ => return Err(wasmtime::Error::msg("unknown import")),
                            };
                            results[0] = Val::F32(value.to_bits());
                            Ok(())
                        })
                        .unwrap();
                }
                other => panic!("{other:?}"),
            }
        }
        let instance = linker.instantiate(&mut store, &self.wasm).unwrap();
        let exported = self.wasm.exports().find(|e| matches!(e.ty(), ExternType::Memory(_)));
        let memory = match exported {
            Some(export) => instance.get_memory(&mut store, export.name()).unwrap(),
            None => {
                let import = self.wasm.imports().find(|i| matches!(i.ty(), ExternType::Memory(_)));
                match import {
                    Some(import) => linker
                        .get(&mut store, import.module(), import.name())
                        .unwrap()
                        .into_memory()
                        .unwrap(),
                    None => wasmtime::Memory::new(&mut store, wasmtime::MemoryType::new(0, None))
                        .unwrap(),
                }
            }
        };
        let size = memory.size(&store);
        if size < pages {
            memory.grow(&mut store, pages - size).unwrap();
        }
        (store, instance, memory)
    }

    /// Results, memory before and memory after; `None` when it traps.
    pub fn run(&self, export: &str, case: &Case) -> (Vec<u8>, Option<After>) {
        let (mut store, instance, memory) =
            self.instance(if case.memory.is_empty() { 0 } else { PAGES });
        for (at, bytes) in &case.memory {
            memory.write(&mut store, *at as usize, bytes).unwrap();
        }
        let before = memory.data(&store).to_vec();
        let function = instance.get_func(&mut store, export).unwrap();
        let mut results = vec![Val::I32(0); function.ty(&store).results().len()];
        let outcome = function.call(&mut store, &case.arguments, &mut results);
        let after = outcome
            .ok()
            .map(|()| (results.iter().map(bits).collect(), memory.data(&store).to_vec()));
        (before, after)
    }
}

fn canonical(ty: crate::source::lifted::Ty, bits: u64) -> u64 {
    use crate::source::lifted::Ty;
    match ty {
        Ty::F32 if f32::from_bits(bits as u32).is_nan() => f32::NAN.to_bits().into(),
        Ty::F64 if f64::from_bits(bits).is_nan() => f64::NAN.to_bits(),
        _ => bits,
    }
}

/// Compares all cases; gives how many did not trap.
pub(super) fn compare(module: &Module, kernel: &Lifted, cases: &[Case]) -> usize {
    compare_as(module, kernel, &kernel.export, cases)
}

/// The same, where the wasm function goes by another name.
pub(super) fn compare_as(module: &Module, kernel: &Lifted, export: &str, cases: &[Case]) -> usize {
    let original = Original::new(module);
    let mut ran = 0;
    for case in cases {
        let (before, after) = original.run(export, case);
        let Some((results, after)) = after else { continue };
        let arguments = case.arguments.iter().map(bits).collect();
        let mut machine = Walk::new(kernel, before, arguments, FUEL * 4);
        let told = match machine.run() {
            Ok(values) => values,
            Err(Stop::Broken(why)) => panic!("{why}\n{case:?}\n{}", listing(kernel)),
            Err(stop) => panic!("{stop:?} where wasm returns\n{case:?}\n{}", listing(kernel)),
        };
        for (ty, (a, b)) in kernel.results.iter().zip(told.iter().zip(&results)) {
            assert_eq!(
                canonical(*ty, *a),
                canonical(*ty, *b),
                "result\n{case:?}\n{}",
                listing(kernel)
            );
        }
        assert_eq!(told.len(), results.len());
        let mismatch = (FREE as usize / 4..after.len() / 4).find(|word| {
            let at = word * 4..word * 4 + 4;
            let (a, b) = (&machine.memory[at.clone()], &after[at]);
            let float = |bytes: &[u8]| f32::from_le_bytes(bytes.try_into().unwrap());
            a != b && !(float(a).is_nan() && float(b).is_nan())
        });
        if let Some(word) = mismatch {
            let at = word * 4..word * 4 + 4;
            panic!(
                "memory at {:#x}: {:?} instead of {:?}\n{case:?}\n{}",
                word * 4,
                &machine.memory[at.clone()],
                &after[at],
                listing(kernel)
            );
        }
        ran += 1;
    }
    ran
}

/// A reproducible source of numbers (xorshift64*).
pub(super) struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, end: u32) -> u32 {
        ((self.next() >> 32) % u64::from(end)) as u32
    }

    pub fn float(&mut self) -> f32 {
        self.below(8001) as f32 / 1000.0 - 4.0
    }

    pub fn floats(&mut self, count: usize) -> Vec<u8> {
        (0..count).flat_map(|_| self.float().to_le_bytes()).collect()
    }

    pub fn ints(&mut self, count: usize, below: u32) -> Vec<u8> {
        (0..count).flat_map(|_| self.below(below).to_le_bytes()).collect()
    }
}
