//! One sample in wasmtime: buffers go in behind the module's own data, results come back.
//!
//! Independent of the program under test: this checks the samples themselves.

use std::path::Path;

use wasmtime::{Caller, Engine, Extern, Instance, Linker, Memory, Module, Store, Val};

/// A number that lies in linear memory.
pub trait Number: Copy {
    /// Little-endian bytes.
    fn bytes(self) -> Vec<u8>;
    /// Back from `Self::SIZE` bytes.
    fn from_bytes(bytes: &[u8]) -> Self;
    /// Bytes of one.
    const SIZE: usize;
}

macro_rules! number {
    ($($ty:ty),*) => {$(
        impl Number for $ty {
            fn bytes(self) -> Vec<u8> { self.to_le_bytes().to_vec() }
            fn from_bytes(bytes: &[u8]) -> Self { <$ty>::from_le_bytes(bytes.try_into().unwrap()) }
            const SIZE: usize = size_of::<$ty>();
        }
    )*};
}
number!(f32, u32, i32, u8);

/// An instance and the next free address.
pub struct Machine {
    store: Store<()>,
    instance: Instance,
    memory: Option<Memory>,
    free: usize,
}

impl Machine {
    /// Instantiates `samples/<name>.wat`.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let wasm = wat::parse_file(path.with_extension("wat")).unwrap();
        let engine = Engine::default();
        let module = Module::new(&engine, wasm).unwrap();
        let mut linker = Linker::new(&engine);
        for (name, function) in
            [("expf", f32::exp as fn(f32) -> f32), ("sinf", f32::sin), ("cosf", f32::cos)]
        {
            linker.func_wrap("env", name, move |_: Caller<'_, ()>, x: f32| function(x)).unwrap();
        }
        linker.func_wrap("env", "powf", |x: f32, y: f32| x.powf(y)).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &module).unwrap();
        let memory = instance.get_memory(&mut store, "memory");
        let free = match memory {
            Some(memory) => memory.grow(&mut store, 4).unwrap() as usize * 65536,
            None => 0,
        };
        Self { store, instance, memory, free }
    }

    /// Places a buffer, 16-byte aligned; the pointer as an argument.
    pub fn put<T: Number>(&mut self, values: &[T]) -> Val {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.bytes()).collect();
        let at = self.free;
        self.memory.unwrap().write(&mut self.store, at, &bytes).unwrap();
        self.free = (at + bytes.len()).next_multiple_of(16);
        Val::I32(at as i32)
    }

    /// Reads `n` numbers behind a pointer from [`Machine::put`].
    pub fn get<T: Number>(&mut self, pointer: &Val, n: usize) -> Vec<T> {
        let mut bytes = vec![0; n * T::SIZE];
        let at = pointer.unwrap_i32() as usize;
        self.memory.unwrap().read(&self.store, at, &mut bytes).unwrap();
        bytes.chunks(T::SIZE).map(T::from_bytes).collect()
    }

    /// Calls an export.
    pub fn call(&mut self, export: &str, arguments: &[Val]) -> Vec<Val> {
        let Some(Extern::Func(function)) = self.instance.get_export(&mut self.store, export) else {
            panic!("no function '{export}'");
        };
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        function.call(&mut self.store, arguments, &mut results).unwrap();
        results
    }
}
