//! What an adapter says of itself.

use serde::{Deserialize, Serialize};

/// Mesa's llvmpipe ends all loops of an invocation after this many iterations in total, and
/// reports success (`LP_MAX_TGSI_LOOP_ITERATIONS` in Mesa's gallivm).
pub const LLVMPIPE_ITERATIONS: u64 = 65_535;

/// One adapter that wgpu lists.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Adapter {
    /// Its place in wgpu's list, from 0.
    pub index: usize,
    /// Its own name, with its backend: `NVIDIA H200 (Vulkan)`; a second one alike has ` #2`.
    pub name: String,
    /// `Vulkan`, `Gl`, `Metal`, `Dx12`.
    pub backend: String,
    /// The driver and its version.
    pub driver: String,
    /// PCI vendor, or what the backend has in its place.
    pub vendor: u32,
    /// PCI device.
    pub device: u32,
    /// `DiscreteGpu`, `IntegratedGpu`, `VirtualGpu`, `Cpu`, `Other`.
    pub kind: String,
    /// Smallest and largest subgroup.
    pub subgroups: [u32; 2],
    /// What drafts and timings could use, of what it has: `timestamps`, `subgroups`, `f16`, …
    pub features: Vec<String>,
    /// Bytes of one buffer, at most.
    pub buffer: u64,
    /// Bytes of one storage binding, at most.
    pub binding: u64,
    /// Bytes of workgroup memory.
    pub workgroup_memory: u32,
    /// Invocations of a workgroup.
    pub invocations: u32,
    /// Workgroups on one axis.
    pub groups: u32,
    /// Storage buffers of one entry point.
    pub storage_buffers: u32,
    /// Limits in which it stays below WebGPU's defaults; drafts that need more fail there.
    pub below_defaults: Vec<String>,
}

impl Adapter {
    /// Iterations after which it silently ends an invocation's loops, where that is known.
    pub fn iteration_limit(&self) -> Option<u64> {
        self.name.contains("llvmpipe").then_some(LLVMPIPE_ITERATIONS)
    }

    /// Whether times come from its own timestamps.
    pub fn has_timestamps(&self) -> bool {
        self.features.iter().any(|feature| feature == "timestamps")
    }

    /// Whether `wanted` names it: its number, its name, or a part of that in any case.
    pub fn is_named(&self, wanted: &str) -> bool {
        match wanted.parse::<usize>() {
            Ok(index) => index == self.index,
            Err(_) => {
                !wanted.is_empty() && self.name.to_lowercase().contains(&wanted.to_lowercase())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapter(index: usize, name: &str) -> Adapter {
        Adapter {
            index,
            name: name.into(),
            backend: "Vulkan".into(),
            driver: "a driver 1.0".into(),
            vendor: 0,
            device: 0,
            kind: "Cpu".into(),
            subgroups: [8, 8],
            features: vec!["timestamps".into()],
            buffer: 1 << 28,
            binding: 1 << 27,
            workgroup_memory: 16_384,
            invocations: 256,
            groups: 65_535,
            storage_buffers: 8,
            below_defaults: Vec::new(),
        }
    }

    #[test]
    fn an_adapter_goes_by_number_name_or_part() {
        let llvmpipe = adapter(0, "llvmpipe (LLVM 15.0.6, 256 bits) (Vulkan)");
        let nvidia = adapter(1, "NVIDIA H200 (Vulkan)");
        assert!(llvmpipe.is_named("0") && llvmpipe.is_named("LLVMpipe"));
        assert!(!llvmpipe.is_named("1"), "a number is a number, whatever the name holds");
        assert!(nvidia.is_named("nvidia") && nvidia.is_named("1") && !nvidia.is_named(""));
        assert_eq!(llvmpipe.iteration_limit(), Some(65_535));
        assert_eq!(nvidia.iteration_limit(), None);
        assert!(nvidia.has_timestamps());
    }
}
