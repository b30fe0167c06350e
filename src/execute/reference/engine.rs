//! Compiled kernels, kept for a while, and their instances with deadlines and limits.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use wasmtime::{
    Engine, Extern, ExternType, Func, Global, Instance, Memory, ModuleExport,
    PoolConcurrencyLimitError, Ref, ResourceLimiter, Store, Trap, UpdateDeadline, Val,
};

use super::ReferenceError;
use super::branches::{Branches, Reached};
use super::engines::{engine, engines};
use super::imports;
use super::instrument::{self, Mode, PREFIX};
use super::math::{self, Dice};
use super::parsed::Facts;
use super::rows::{First, Rows};
use super::ticking::Ticking;
use crate::execute::Limits;
use crate::kernel::Digest256;

/// Compiled kernels that are kept.
const KEPT: usize = 24;

/// A rewritten and compiled module.
pub struct Compiled {
    module: wasmtime::Module,
    /// What it was before.
    pub facts: Facts,
    /// The kernel's export.
    pub export: String,
    /// The branches that a run records.
    pub branches: Branches,
    /// Float operations that can err.
    pub noisy: usize,
    /// The globals in which they are recorded.
    reached: Vec<ModuleExport>,
    /// C's names of the functions that the host makes noisy.
    hosts: Vec<String>,
    mode: Mode,
    /// By what the first parameter holds.
    rows: [OnceLock<Result<Rows, String>>; 2],
}

#[derive(PartialEq)]
struct Key {
    wasm: Digest256,
    export: String,
    regions: usize,
    mode: Mode,
}

/// Locks, also after another thread panicked: what is guarded stays whole at every step.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Compiled {
    /// Rewrites and compiles, or finds what an earlier call compiled.
    pub fn new(
        module: &crate::source::Module,
        export: &str,
        regions: usize,
        mode: Mode,
    ) -> Result<Arc<Self>, ReferenceError> {
        static CACHE: Mutex<VecDeque<(Key, Arc<Compiled>)>> = Mutex::new(VecDeque::new());
        let wasm = &module.wasm;
        let key = Key { wasm: Digest256::of(wasm), export: export.into(), regions, mode };
        if let Some((_, found)) = lock(&CACHE).iter().find(|(known, _)| *known == key) {
            return Ok(found.clone());
        }
        let math = module.math_functions();
        let compiled = Arc::new(Self::fresh(wasm, export, regions, mode, &math)?);
        let mut cache = lock(&CACHE);
        cache.truncate(KEPT - 1);
        cache.push_front((key, compiled.clone()));
        Ok(compiled)
    }

    /// Rewrites and compiles, and keeps nothing.
    pub fn fresh(
        wasm: &[u8],
        export: &str,
        regions: usize,
        mode: Mode,
        math: &[(u32, String)],
    ) -> Result<Self, ReferenceError> {
        let refused =
            |why: String| ReferenceError::Unsupported(format!("the module can't run here: {why}"));
        let made = instrument::instrument(wasm, export, regions, mode, math).map_err(refused)?;
        let module = wasmtime::Module::new(engine()?, &made.wasm)
            .map_err(|error| refused(format!("{error:#}")))?;
        let reached = (0..made.branches.list.len())
            .filter_map(|i| module.get_export_index(&format!("{PREFIX}reach{i}")));
        Ok(Self {
            reached: reached.collect(),
            module,
            facts: made.facts,
            export: export.into(),
            branches: made.branches,
            noisy: made.noisy,
            hosts: made.hosts,
            mode,
            rows: Default::default(),
        })
    }

    /// Compiles `wasm`, already rewritten, on an engine of the caller's. Nothing is recorded.
    pub fn with(
        engine: &Engine,
        wasm: &[u8],
        facts: Facts,
        export: &str,
    ) -> Result<Self, ReferenceError> {
        let module = wasmtime::Module::new(engine, wasm).map_err(|error| {
            ReferenceError::Unsupported(format!("the module can't run here: {error:#}"))
        })?;
        Ok(Self {
            module,
            facts,
            export: export.into(),
            branches: Branches::default(),
            noisy: 0,
            reached: Vec::new(),
            hosts: Vec::new(),
            mode: Mode::Bare,
            rows: Default::default(),
        })
    }

    /// The kernel's parameter types.
    pub fn params(&self) -> Vec<wasmtime::ValType> {
        self.ty().map_or_else(Vec::new, |ty| ty.params().collect())
    }

    /// The kernel's result types.
    pub fn results(&self) -> Vec<wasmtime::ValType> {
        self.ty().map_or_else(Vec::new, |ty| ty.results().collect())
    }

    /// What calls the kernel for rows of invocations.
    pub(super) fn rows(&self, first: First) -> Result<&Rows, ReferenceError> {
        let made = self.rows[usize::from(first == First::Middle)].get_or_init(|| {
            let ty = self.ty().ok_or("the kernel is not exported")?;
            Rows::new(self.module.engine(), &ty, first).map_err(|error| error.to_string())
        });
        made.as_ref().map_err(|error| ReferenceError::Unsupported(error.clone()))
    }

    fn ty(&self) -> Option<wasmtime::FuncType> {
        match self.module.get_export(&self.export) {
            Some(ExternType::Func(ty)) => Some(ty),
            _ => None,
        }
    }
}

/// Why a store was stopped from outside.
#[derive(Clone, Copy, PartialEq)]
enum Stop {
    Deadline,
    Cancelled,
}

/// What travels with a store.
pub(super) struct State {
    deadline: Instant,
    cancel: CancellationToken,
    stop: Option<Stop>,
    memory: usize,
    memory_refused: bool,
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let granted = desired <= self.memory;
        self.memory_refused |= !granted;
        Ok(granted)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired <= 1 << 20)
    }
}

/// A fresh instance, initialised.
pub struct Running {
    pub(super) store: Store<State>,
    instance: Instance,
    limits: Limits,
    _ticking: Ticking,
}

impl Running {
    /// Instantiates and calls `_initialize`, where there is one. `seed` is that of a noisy
    /// module's errors.
    pub fn new(
        compiled: &Compiled,
        seed: u64,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Self, ReferenceError> {
        if cancel.is_cancelled() {
            return Err(ReferenceError::Cancelled);
        }
        let ticking = Ticking::begin(engines()?)?;
        let state = State {
            deadline: Instant::now() + limits.deadline.min(Duration::from_secs(86_400)),
            cancel: cancel.clone(),
            stop: None,
            memory: usize::try_from(limits.memory).unwrap_or(usize::MAX),
            memory_refused: false,
        };
        let mut store = Store::new(compiled.module.engine(), state);
        store.limiter(|state| state);
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(|mut context| {
            let state = context.data_mut();
            if state.cancel.is_cancelled() {
                state.stop = Some(Stop::Cancelled);
            } else if Instant::now() >= state.deadline {
                state.stop = Some(Stop::Deadline);
            } else {
                return Ok(UpdateDeadline::Continue(1));
            }
            Ok(UpdateDeadline::Interrupt)
        });
        let dice = (compiled.mode == Mode::Noisy).then(|| Dice::new(seed));
        let imports = imports::imports(&mut store, &compiled.module, dice.as_ref())
            .map_err(|error| failed(&store, limits, error))?;
        let instance = instance(&mut store, &compiled.module, &imports)
            .map_err(|error| failed(&store, limits, error))?;
        let mut running = Self { store, instance, limits: *limits, _ticking: ticking };
        if let Some(dice) = dice {
            // Hashed once: neighbouring seeds are no neighbours.
            running.set("random", dice.next_u64() as i64)?;
            running.hosts(compiled, &dice)?;
        }
        if let Some(initialize) = running.instance.get_func(&mut running.store, "_initialize")
            && initialize.ty(&running.store).params().len() == 0
            && initialize.ty(&running.store).results().len() == 0
        {
            running.call(&initialize, &[], &mut [])?;
        }
        Ok(running)
    }

    /// Fills the table of the host's noisy math functions.
    fn hosts(&mut self, compiled: &Compiled, dice: &Dice) -> Result<(), ReferenceError> {
        for (number, name) in compiled.hosts.iter().enumerate() {
            let lost = || ReferenceError::Unsupported(format!("the module hides {PREFIX}math"));
            let table = self.instance.get_table(&mut self.store, &format!("{PREFIX}math"));
            let host = math::noisy(&mut self.store, name, dice);
            let table = table.ok_or_else(lost)?;
            table.set(&mut self.store, number as u64, Ref::Func(Some(host))).map_err(|_| lost())?;
        }
        Ok(())
    }

    /// Which outcomes of the branches were reached.
    pub fn reached(&mut self, compiled: &Compiled) -> Reached {
        let mut bits = |export: &ModuleExport| {
            let found = self.instance.get_module_export(&mut self.store, export);
            let global = found.and_then(Extern::into_global);
            global.and_then(|global| global.get(&mut self.store).i64()).unwrap_or(0) as u64
        };
        Reached(compiled.reached.iter().map(&mut bits).collect())
    }

    /// The kernel.
    pub fn kernel(&mut self, export: &str) -> Result<Func, ReferenceError> {
        self.instance.get_func(&mut self.store, export).ok_or_else(|| {
            ReferenceError::Unsupported(format!("the module exports no function '{export}'"))
        })
    }

    /// Calls a function of the instance.
    pub fn call(
        &mut self,
        f: &Func,
        params: &[Val],
        results: &mut [Val],
    ) -> Result<(), ReferenceError> {
        let done = f.call(&mut self.store, params, results);
        done.map_err(|error| self.failed(error))
    }

    /// What an error of wasmtime means here.
    pub(super) fn failed(&self, error: wasmtime::Error) -> ReferenceError {
        failed(&self.store, &self.limits, error)
    }

    /// The memory's bytes; empty without a memory.
    pub fn memory(&mut self) -> &mut [u8] {
        match self.find_memory() {
            Some(memory) => memory.data_mut(&mut self.store),
            None => &mut [],
        }
    }

    /// Makes sure that the memory has `bytes`.
    pub fn reserve(&mut self, bytes: u64) -> Result<(), ReferenceError> {
        let Some(memory) = self.find_memory() else {
            return Err(ReferenceError::Unsupported("the module has no memory".into()));
        };
        let pages = bytes.div_ceil(1 << 16).saturating_sub(memory.size(&self.store));
        if bytes > u64::from(u32::MAX)
            || (pages > 0 && memory.grow(&mut self.store, pages).is_err())
        {
            return Err(ReferenceError::Memory(self.limits.memory));
        }
        Ok(())
    }

    fn find_memory(&mut self) -> Option<Memory> {
        self.instance.get_memory(&mut self.store, &format!("{PREFIX}memory"))
    }

    fn global(&mut self, name: &str) -> Option<Global> {
        self.instance.get_global(&mut self.store, &format!("{PREFIX}{name}"))
    }

    /// One of the globals that `instrument` added.
    pub fn get(&mut self, name: &str) -> i64 {
        let global = self.global(name);
        global.and_then(|global| global.get(&mut self.store).i64()).unwrap_or(0)
    }

    /// Sets one of the globals that `instrument` added.
    pub fn set(&mut self, name: &str, value: i64) -> Result<(), ReferenceError> {
        let lost = || ReferenceError::Unsupported(format!("the module hides {PREFIX}{name}"));
        let global = self.global(name).ok_or_else(lost)?;
        global.set(&mut self.store, Val::I64(value)).map_err(|_| lost())
    }
}

/// Instantiates; waits while other threads have all that their engine gives out at the same time.
pub(super) fn instance(
    store: &mut Store<State>,
    module: &wasmtime::Module,
    imports: &[Extern],
) -> wasmtime::Result<Instance> {
    loop {
        match Instance::new(&mut *store, module, imports) {
            Err(error)
                if error.is::<PoolConcurrencyLimitError>()
                    && !store.data().cancel.is_cancelled()
                    && Instant::now() < store.data().deadline =>
            {
                std::thread::sleep(Duration::from_millis(1));
            }
            made => return made,
        }
    }
}

fn failed(store: &Store<State>, limits: &Limits, error: wasmtime::Error) -> ReferenceError {
    let state = store.data();
    match state.stop {
        Some(Stop::Cancelled) => return ReferenceError::Cancelled,
        Some(Stop::Deadline) => return ReferenceError::Deadline(limits.deadline),
        None => {}
    }
    if state.memory_refused {
        return ReferenceError::Memory(limits.memory);
    }
    match error.downcast_ref::<Trap>() {
        Some(trap) => {
            let text = trap.to_string();
            ReferenceError::Trap(text.strip_prefix("wasm trap: ").unwrap_or(&text).into())
        }
        None => ReferenceError::Trap(format!("{error:#}")),
    }
}
