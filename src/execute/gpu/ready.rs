//! A text compiled for a device: layout and pipeline.

use std::sync::Arc;
use std::time::Instant;

use super::host::{Device, Failed, chain};
use super::message::{Access, Binding, Failure};
use crate::kernel::Digest256;

/// A pipeline with the layout of its one bind group.
pub struct Ready {
    /// Of group 0.
    pub layout: wgpu::BindGroupLayout,
    /// The entry point `main`, or the only one.
    pub pipeline: wgpu::ComputePipeline,
}

impl Device {
    /// Compiles, or finds what an earlier run compiled; seconds that it took.
    pub fn ready(&mut self, text: &str, bindings: &[Binding]) -> Result<(Arc<Ready>, f64), Failed> {
        let shape: Vec<String> =
            bindings.iter().map(|b| format!("{}{:?};", b.binding, b.access)).collect();
        let key = Digest256::of([shape.concat().as_bytes(), b"\0", text.as_bytes()].concat());
        if let Some(ready) = self.kept(&key) {
            return Ok((ready, 0.0));
        }
        let begin = Instant::now();
        let made = self.compile(text, bindings)?;
        let ready = Arc::new(made);
        self.keep(key, ready.clone());
        Ok((ready, begin.elapsed().as_secs_f64()))
    }

    fn compile(&self, text: &str, bindings: &[Binding]) -> Result<Ready, Failed> {
        // A scope of its own: a pipeline that is none must not be dispatched.
        let validation = self.device.push_error_scope(wgpu::ErrorFilter::Validation);
        let internal = self.device.push_error_scope(wgpu::ErrorFilter::Internal);
        let module = self.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: None,
            source: wgpu::ShaderSource::Wgsl(text.into()),
        });
        let entries: Vec<_> = bindings
            .iter()
            .map(|binding| wgpu::BindGroupLayoutEntry {
                binding: binding.binding,
                visibility: wgpu::ShaderStages::COMPUTE,
                ty: wgpu::BindingType::Buffer {
                    ty: match binding.access {
                        Access::Uniform => wgpu::BufferBindingType::Uniform,
                        Access::Read => wgpu::BufferBindingType::Storage { read_only: true },
                        Access::Write => wgpu::BufferBindingType::Storage { read_only: false },
                    },
                    has_dynamic_offset: false,
                    min_binding_size: None,
                },
                count: None,
            })
            .collect();
        let layout = self.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: None,
            entries: &entries,
        });
        let whole = self.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: &[Some(&layout)],
            immediate_size: 0,
        });
        let pipeline = self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: None,
            layout: Some(&whole),
            module: &module,
            entry_point: None,
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            cache: None,
        });
        let internal = self.runtime.block_on(internal.pop());
        let validation = self.runtime.block_on(validation.pop());
        match validation.or(internal) {
            Some(error) => Err((Failure::Unsupported, chain(&error))),
            None => Ok(Ready { layout, pipeline }),
        }
    }
}
