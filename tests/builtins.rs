//! VERDICT.md V13: every builtin and operator that `simt` runs, on 10,000 vectors, across `simt`
//! and an adapter; Mesa's llvmpipe is enough. Without an adapter this says so and passes, unless
//! `W2GPU_REQUIRE_ADAPTER` is set.

use tokio_util::sync::CancellationToken;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::execute::gpu::Pool;
use w2gpu_tui::verify::builtins::{self, TABLE, VECTORS};

#[test]
fn both_keep_what_wgsl_promises() {
    let pool = Pool::new(env!("CARGO_BIN_EXE_w2gpu-tui").into());
    let all = pool.adapters().expect("the worker lists adapters");
    let found = all.iter().find(|adapter| adapter.name.contains("llvmpipe")).or(all.first());
    let Some(adapter) = found else {
        assert!(
            std::env::var_os("W2GPU_REQUIRE_ADAPTER").is_none(),
            "no adapter, and W2GPU_REQUIRE_ADAPTER is set: install mesa-vulkan-drivers, libvulkan1"
        );
        eprintln!("skipped: no adapter here (on Debian: mesa-vulkan-drivers, libvulkan1)");
        return;
    };
    let (limits, cancel) = (Limits::default(), CancellationToken::new());
    let mut wrong = Vec::new();
    let (mut given, mut open) = (0, 0);
    for builtin in TABLE {
        let compared = builtins::compare(builtin, &pool, adapter, &limits, &cancel)
            .unwrap_or_else(|error| panic!("{}: {error}", builtin.name));
        given += compared.vectors;
        open += compared.open;
        if !compared.agrees() {
            wrong.push(format!("{compared:?}"));
        }
    }
    assert!(wrong.is_empty(), "on {}:\n{}", adapter.name, wrong.join("\n"));
    assert_eq!(given, TABLE.len() * VECTORS);
    // What is open must stay the exception, or nothing is compared.
    assert!(open * 20 < given, "{open} of {given} vectors are open");
}

#[test]
fn no_builtin_stands_twice() {
    let names: std::collections::HashSet<_> = TABLE.iter().map(|builtin| builtin.name).collect();
    assert_eq!(names.len(), TABLE.len());
}
