//! Rows of invocations: a module of our own calls the kernel for neighbouring x.
//!
//! A call from outside costs many times what most kernels do for one element.

use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction as I, MemArg,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};
use wasmtime::{Engine, Func, FuncType, Global, Memory, Val};

use super::ReferenceError;
use super::engine::{Compiled, Running, instance};

/// Bytes of results that one call may leave: a page.
const PAGE: u32 = 1 << 16;

/// What the first parameter holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum First {
    /// The index itself, i32.
    Index,
    /// The middle of the pixel, f32; results are kept.
    Middle,
}

/// The compiled module for kernels of one type.
///
/// Imports the kernel; exports `row(x, count)`, a mutable global for each parameter behind the
/// first, `0` for the second and so on, and, where results are kept, `results`: from address 0 on
/// 4 bytes for each i32, f32 or f64 (as f32) and 8 for each i64.
pub struct Rows {
    /// It.
    pub module: wasmtime::Module,
    /// Bytes of one call's results; 0 where none are kept.
    pub bytes: u32,
}

impl Rows {
    /// For kernels of a type.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`]: the type is not that of such a kernel.
    pub fn new(engine: &Engine, ty: &FuncType, first: First) -> Result<Self, ReferenceError> {
        let refused = |why: &str| ReferenceError::Unsupported(format!("the kernel {why}"));
        let number = |ty: wasmtime::ValType| match ty {
            wasmtime::ValType::I32 => Ok(ValType::I32),
            wasmtime::ValType::I64 => Ok(ValType::I64),
            wasmtime::ValType::F32 => Ok(ValType::F32),
            wasmtime::ValType::F64 => Ok(ValType::F64),
            _ => Err(refused("takes or gives something else than numbers")),
        };
        let params = ty.params().map(number).collect::<Result<Vec<_>, _>>()?;
        let results = ty.results().map(number).collect::<Result<Vec<_>, _>>()?;
        let wanted = if first == First::Middle { ValType::F32 } else { ValType::I32 };
        let Some((found, rest)) = params.split_first() else {
            return Err(refused("takes no index"));
        };
        if *found != wanted {
            return Err(refused(match first {
                First::Index => "doesn't take its index as i32",
                First::Middle => "doesn't take its pixel as f32",
            }));
        }
        let bytes = match first {
            First::Index => 0,
            First::Middle => results.iter().map(|ty| size(*ty)).sum(),
        };
        let wasm = module(&params, rest, &results, first, bytes);
        let module = wasmtime::Module::new(engine, wasm)
            .map_err(|error| ReferenceError::Unsupported(format!("no rows: {error:#}")))?;
        Ok(Self { module, bytes })
    }

    /// Invocations of one call at most.
    pub fn most(&self) -> u32 {
        PAGE.checked_div(self.bytes).unwrap_or(u32::MAX)
    }
}

/// The kernel by rows of invocations, in a running instance.
pub struct Row {
    row: Func,
    /// The parameters behind the first.
    globals: Vec<Global>,
    results: Option<Memory>,
    /// Of one invocation's results.
    bytes: usize,
    /// Invocations of one call.
    most: u32,
}

impl Row {
    /// With `values` for the parameters behind the `index` first ones.
    pub fn new(
        running: &mut Running,
        compiled: &Compiled,
        (first, index): (First, usize),
        values: &[Val],
    ) -> Result<Self, ReferenceError> {
        let rows = compiled.rows(first)?;
        let kernel = running.kernel(&compiled.export)?;
        let instance = instance(&mut running.store, &rows.module, &[kernel.into()])
            .map_err(|error| running.failed(error))?;
        let store = &mut running.store;
        let row = instance.get_func(&mut *store, "row").ok_or_else(|| {
            ReferenceError::Unsupported("rows of invocations export no function".into())
        })?;
        let results = instance.get_memory(&mut *store, "results");
        let globals = (0..).map_while(|at: u32| instance.get_global(&mut *store, &at.to_string()));
        let globals: Vec<Global> = globals.collect();
        let row = Self { row, globals, results, bytes: rows.bytes as usize, most: rows.most() };
        if 1 + row.globals.len() != index + values.len() {
            return Err(other());
        }
        row.set(running, index - 1, values)?;
        Ok(row)
    }

    /// Calls the kernel for x below `width`, and gives the results to `take` as they come; `others`
    /// are y and z, as far as the kernel takes them.
    pub fn call(
        &self,
        running: &mut Running,
        width: u32,
        others: &[Val],
        mut take: impl FnMut(&[u8]) -> Result<(), ReferenceError>,
    ) -> Result<(), ReferenceError> {
        self.set(running, 0, others)?;
        let mut x = 0;
        while x < width {
            let count = self.most.min(width - x);
            running.call(&self.row, &[Val::I32(x as i32), Val::I32(count as i32)], &mut [])?;
            if let Some(results) = &self.results {
                let bytes = results.data(&running.store).get(..count as usize * self.bytes);
                take(bytes.unwrap_or_default())?;
            }
            x += count;
        }
        Ok(())
    }

    fn set(&self, running: &mut Running, at: usize, values: &[Val]) -> Result<(), ReferenceError> {
        for (global, value) in self.globals.iter().skip(at).zip(values) {
            global.set(&mut running.store, *value).map_err(|_| other())?;
        }
        Ok(())
    }
}

fn other() -> ReferenceError {
    let why = "the kernel's parameters are not those of its contract";
    ReferenceError::Unsupported(why.into())
}

fn size(ty: ValType) -> u32 {
    if ty == ValType::I64 { 8 } else { 4 }
}

fn module(
    params: &[ValType],
    rest: &[ValType],
    results: &[ValType],
    first: First,
    bytes: u32,
) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function(params.iter().copied(), results.iter().copied());
    types.ty().function([ValType::I32; 2], []);
    let mut imports = ImportSection::new();
    imports.import("", "kernel", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    functions.function(1);
    let mut memories = MemorySection::new();
    let mut exports = ExportSection::new();
    if bytes > 0 {
        memories.memory(MemoryType {
            minimum: 1,
            maximum: Some(1),
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        exports.export("results", ExportKind::Memory, 0);
    }
    let mut globals = GlobalSection::new();
    for (at, ty) in (0..).zip(rest) {
        let zero = match ty {
            ValType::I64 => ConstExpr::i64_const(0),
            ValType::F32 => ConstExpr::f32_const(0.0.into()),
            ValType::F64 => ConstExpr::f64_const(0.0.into()),
            _ => ConstExpr::i32_const(0),
        };
        globals.global(GlobalType { val_type: *ty, mutable: true, shared: false }, &zero);
        exports.export(&at.to_string(), ExportKind::Global, at);
    }
    exports.export("row", ExportKind::Func, 1);
    let mut code = CodeSection::new();
    code.function(&row(rest.len() as u32, results, first, bytes));
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&memories);
    module.section(&globals).section(&exports).section(&code);
    module.finish()
}

/// `row(x, count)`: its third local is the place of the next results, then come the results.
fn row(rest: u32, results: &[ValType], first: First, bytes: u32) -> Function {
    const X: u32 = 0;
    const COUNT: u32 = 1;
    const PLACE: u32 = 2;
    const RESULTS: u32 = 3;
    let mut locals = vec![(1, ValType::I32)];
    locals.extend(results.iter().map(|ty| (1, *ty)));
    let mut f = Function::new(locals);
    f.instruction(&I::Block(BlockType::Empty)).instruction(&I::Loop(BlockType::Empty));
    f.instruction(&I::LocalGet(COUNT)).instruction(&I::I32Eqz).instruction(&I::BrIf(1));
    f.instruction(&I::LocalGet(X));
    if first == First::Middle {
        f.instruction(&I::F32ConvertI32U);
        f.instruction(&I::F32Const(0.5.into())).instruction(&I::F32Add);
    }
    for at in 0..rest {
        f.instruction(&I::GlobalGet(at));
    }
    f.instruction(&I::Call(0));
    for at in (0..results.len() as u32).rev() {
        f.instruction(&I::LocalSet(RESULTS + at));
    }
    if bytes > 0 {
        let mut offset = 0;
        for (at, ty) in (0..).zip(results) {
            f.instruction(&I::LocalGet(PLACE)).instruction(&I::LocalGet(RESULTS + at));
            let place = MemArg { offset, align: 0, memory_index: 0 };
            match ty {
                ValType::I64 => f.instruction(&I::I64Store(place)),
                ValType::F32 => f.instruction(&I::F32Store(place)),
                ValType::F64 => f.instruction(&I::F32DemoteF64).instruction(&I::F32Store(place)),
                _ => f.instruction(&I::I32Store(place)),
            };
            offset += u64::from(size(*ty));
        }
    }
    for (local, by) in [(X, 1), (COUNT, -1), (PLACE, bytes as i32)] {
        f.instruction(&I::LocalGet(local)).instruction(&I::I32Const(by));
        f.instruction(&I::I32Add).instruction(&I::LocalSet(local));
    }
    f.instruction(&I::Br(0)).instruction(&I::End).instruction(&I::End).instruction(&I::End);
    f
}
