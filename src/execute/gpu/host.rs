//! The worker's side: questions → wgpu. Runs only in the worker process.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Adapter;
use super::message::{Answer, Failure, PROTOCOL, Question, Trick, pack, unpack};
use super::ready::Ready;
use crate::execute::worker;
use crate::execute::worker::frame::Frame;
use crate::kernel::Digest256;

/// Pipelines that are kept.
const KEPT: usize = 32;

/// What went wrong, as it is answered.
pub type Failed = (Failure, String);

/// Serves questions until standard input closes. `manner` is what follows the hidden argument:
/// [`TRICKS`](super::TRICKS), [`LIES`](super::LIES) or nothing.
pub fn serve(manner: Option<&OsStr>) -> ExitCode {
    let tricks = manner.is_some_and(|manner| manner == super::TRICKS);
    let lies = manner.is_some_and(|manner| manner == super::LIES);
    let runtime = match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::from(2);
        }
    };
    let mut host = Host { runtime, adapters: Vec::new(), open: None, lies };
    worker::serve(move |frame| {
        let (answer, body) = host
            .answer(&frame, tricks)
            .unwrap_or_else(|(kind, message)| (Answer::Failed { kind, message }, Vec::new()));
        pack(&answer, body).unwrap_or_else(|_| Frame { header: Vec::new(), body: Vec::new() })
    })
}

struct Host {
    runtime: tokio::runtime::Runtime,
    adapters: Vec<(Adapter, wgpu::Adapter)>,
    open: Option<Device>,
    lies: bool,
}

/// An open device.
pub struct Device {
    /// wgpu's.
    pub device: wgpu::Device,
    /// Its queue.
    pub queue: wgpu::Queue,
    /// Nanoseconds of one tick of its timestamps, where it has them.
    pub period: Option<f32>,
    /// For wgpu's futures.
    pub runtime: tokio::runtime::Handle,
    lost: Arc<Mutex<Option<String>>>,
    pipelines: VecDeque<(Digest256, Arc<Ready>)>,
}

impl Host {
    fn answer(&mut self, frame: &Frame, tricks: bool) -> Result<(Answer, Vec<u8>), Failed> {
        let question: Question = unpack(frame).map_err(|e| (Failure::Protocol, e))?;
        match question {
            Question::List { protocol } if protocol == PROTOCOL => {
                self.list();
                let adapters = self.adapters.iter().map(|(adapter, _)| adapter.clone());
                Ok((Answer::Adapters(adapters.collect()), Vec::new()))
            }
            Question::List { protocol } => {
                let message = format!("protocol {protocol} is asked, the worker has {PROTOCOL}");
                Err((Failure::Protocol, message))
            }
            Question::Open { index, name } => {
                self.open(index, &name)?;
                Ok((Answer::Opened, Vec::new()))
            }
            Question::Run(run) => {
                let device = self.open.as_mut();
                let device = device.ok_or((Failure::Protocol, "no device is open".to_owned()))?;
                if self.lies {
                    let mut other = frame.body.clone();
                    // As small a change as there is: the last line feed becomes a space.
                    let last = usize::try_from(run.text).unwrap_or(0).wrapping_sub(1);
                    if let Some(byte) = other.get_mut(last).filter(|byte| **byte == b'\n') {
                        *byte = b' ';
                    }
                    return device.guarded(|device| device.run(&run, &other));
                }
                device.guarded(|device| device.run(&run, &frame.body))
            }
            Question::Trick(trick) if tricks => Err(play(trick)),
            Question::Trick(_) => Err((Failure::Protocol, "this worker does no tricks".into())),
        }
    }

    fn list(&mut self) {
        let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle();
        // Software adapters and drivers that don't claim full conformance run too: what they
        // compute is compared.
        descriptor.flags = wgpu::InstanceFlags::ALLOW_UNDERLYING_NONCOMPLIANT_ADAPTER;
        let instance = wgpu::Instance::new(descriptor);
        let found = self.runtime.block_on(instance.enumerate_adapters(wgpu::Backends::all()));
        self.adapters.clear();
        for (index, adapter) in found.into_iter().enumerate() {
            let mut said = describe(index, &adapter);
            let alike = self.adapters.iter().filter(|(a, _)| base(&a.name) == said.name).count();
            if alike > 0 {
                said.name = format!("{} #{}", said.name, alike + 1);
            }
            self.adapters.push((said, adapter));
        }
    }

    fn open(&mut self, index: usize, name: &str) -> Result<(), Failed> {
        let found = self.adapters.get(index).filter(|(adapter, _)| adapter.name == name);
        let found = found.or_else(|| self.adapters.iter().find(|(a, _)| a.name == name));
        let (_, adapter) =
            found.ok_or_else(|| (Failure::Adapter, format!("the adapter {name} is gone")))?;
        let timestamps = adapter.features() & wgpu::Features::TIMESTAMP_QUERY;
        let descriptor = wgpu::DeviceDescriptor {
            label: None,
            required_features: timestamps,
            required_limits: wgpu::Limits::defaults().or_worse_values_from(&adapter.limits()),
            experimental_features: wgpu::ExperimentalFeatures::disabled(),
            memory_hints: wgpu::MemoryHints::MemoryUsage,
            trace: wgpu::Trace::Off,
        };
        let made = self.runtime.block_on(adapter.request_device(&descriptor));
        let (device, queue) = made
            .map_err(|e| (Failure::Unsupported, format!("no device of {name}: {}", chain(&e))))?;
        let lost = Arc::new(Mutex::new(None));
        let note = lost.clone();
        device.set_device_lost_callback(move |reason, message| {
            let mut lost = note.lock().unwrap_or_else(PoisonError::into_inner);
            lost.get_or_insert(format!("{reason:?}: {message}"));
        });
        let period = (!timestamps.is_empty()).then(|| queue.get_timestamp_period());
        let runtime = self.runtime.handle().clone();
        self.open =
            Some(Device { device, queue, period, runtime, lost, pipelines: VecDeque::new() });
        Ok(())
    }
}

impl Device {
    /// Turns wgpu's own errors into failures.
    fn guarded<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
        let device = self.device.clone();
        let memory = device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let internal = device.push_error_scope(wgpu::ErrorFilter::Internal);
        let validation = device.push_error_scope(wgpu::ErrorFilter::Validation);
        let done = work(self);
        let runtime = self.runtime.clone();
        let validation = runtime.block_on(validation.pop());
        let internal = runtime.block_on(internal.pop());
        let memory = runtime.block_on(memory.pop());
        if let Some(why) = self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            return Err((Failure::Lost, why));
        }
        if let Some(error) = memory {
            return Err((Failure::Memory, chain(&error)));
        }
        if let Some(error) = validation.or(internal) {
            return Err((Failure::Unsupported, chain(&error)));
        }
        done
    }

    /// The pipeline kept under this key.
    pub fn kept(&self, key: &Digest256) -> Option<Arc<Ready>> {
        self.pipelines.iter().find(|(known, _)| known == key).map(|(_, ready)| ready.clone())
    }

    /// Keeps a pipeline.
    pub fn keep(&mut self, key: Digest256, ready: Arc<Ready>) {
        self.pipelines.truncate(KEPT - 1);
        self.pipelines.push_front((key, ready));
    }

    /// Waits until everything submitted is done.
    pub fn wait(&self) -> Result<(), Failed> {
        let wait = wgpu::PollType::Wait { submission_index: None, timeout: None };
        self.device.poll(wait).map(|_| ()).map_err(|e| (Failure::Lost, chain(&e)))
    }
}

/// The message with all its causes.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn base(name: &str) -> &str {
    name.rsplit_once(" #").map_or(name, |(base, _)| base)
}

fn describe(index: usize, adapter: &wgpu::Adapter) -> Adapter {
    let (info, limits, features) = (adapter.get_info(), adapter.limits(), adapter.features());
    let known = [
        (wgpu::Features::TIMESTAMP_QUERY, "timestamps"),
        (wgpu::Features::SUBGROUP, "subgroups"),
        (wgpu::Features::SHADER_F16, "f16"),
        (wgpu::Features::SHADER_F64, "f64"),
        (wgpu::Features::SHADER_INT64, "i64"),
        (wgpu::Features::SHADER_I16, "i16"),
    ];
    let mut below_defaults = Vec::new();
    let defaults = wgpu::Limits::defaults();
    defaults.check_limits_with_fail_fn(&limits, false, |limit, wanted, has| {
        below_defaults.push(format!("{limit} {has} < {wanted}"));
    });
    Adapter {
        index,
        name: format!("{} ({:?})", info.name.trim(), info.backend),
        backend: format!("{:?}", info.backend),
        driver: format!("{} {}", info.driver, info.driver_info).trim().to_owned(),
        vendor: info.vendor,
        device: info.device,
        kind: format!("{:?}", info.device_type),
        subgroups: [info.subgroup_min_size, info.subgroup_max_size],
        features: known
            .iter()
            .filter(|(feature, _)| features.contains(*feature))
            .map(|(_, name)| (*name).to_owned())
            .collect(),
        buffer: limits.max_buffer_size,
        binding: limits.max_storage_buffer_binding_size,
        workgroup_memory: limits.max_compute_workgroup_storage_size,
        invocations: limits.max_compute_invocations_per_workgroup,
        groups: limits.max_compute_workgroups_per_dimension,
        storage_buffers: limits.max_storage_buffers_per_shader_stage,
        below_defaults,
    }
}

fn play(trick: Trick) -> Failed {
    match trick {
        Trick::Hang => loop {
            std::thread::sleep(Duration::from_secs(60));
        },
        Trick::Crash => {
            eprintln!("the driver's last words");
            std::process::abort()
        }
        Trick::Garbage => {
            // Standard output is held by the loop that answers: behind its back, as a driver would.
            let out = std::fs::OpenOptions::new().write(true).open("/proc/self/fd/1");
            if let Ok(mut out) = out {
                let _ = std::io::Write::write_all(&mut out, b"MESA: something to say\n");
            }
            std::thread::sleep(Duration::from_secs(60));
            (Failure::Protocol, "no garbage came through".into())
        }
        Trick::Grow => {
            let mut held: Vec<Vec<u8>> = Vec::new();
            for round in 0..64_u8 {
                held.push(vec![round | 1; 16 << 20]);
                std::thread::sleep(Duration::from_millis(20));
            }
            (Failure::Memory, format!("{} blocks and nobody minded", held.len()))
        }
    }
}
