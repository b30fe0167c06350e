//! One run on an open device: buffers, rounds, trips, times.

use std::sync::mpsc::channel;
use std::time::Instant;

use super::host::{Device, Failed, chain};
use super::message::{Access, Answer, Binding, Failure, Run};
use super::ready::Ready;
use super::{Times, Timing};
use crate::execute::Nonce;

/// Bytes of two timestamps.
const STAMPS: u64 = 16;

/// A binding's buffers.
struct Bound<'a> {
    binding: Binding,
    /// What it holds before each run.
    bytes: &'a [u8],
    buffer: wgpu::Buffer,
    /// The same on the device, for rounds.
    pristine: Option<wgpu::Buffer>,
    /// Where it is read back, if the text can write it.
    back: Option<wgpu::Buffer>,
}

struct Stamps {
    queries: wgpu::QuerySet,
    resolved: wgpu::Buffer,
    back: wgpu::Buffer,
    period: f32,
}

/// All that a run needs on the device.
struct Running<'a> {
    device: &'a Device,
    ready: &'a Ready,
    group: wgpu::BindGroup,
    bound: Vec<Bound<'a>>,
    stamps: Option<Stamps>,
    groups: [u32; 3],
}

impl Device {
    /// Runs a text; `body` holds it and the bindings' bytes.
    pub fn run(&mut self, run: &Run, body: &[u8]) -> Result<(Answer, Vec<u8>), Failed> {
        let bad = |what: &str| (Failure::Protocol, what.to_owned());
        let length = usize::try_from(run.text).unwrap_or(usize::MAX);
        let (text, mut rest) = body.split_at_checked(length).ok_or(bad("a text cut short"))?;
        let text = std::str::from_utf8(text).map_err(|_| bad("a text that is not UTF-8"))?;
        let mut bytes = Vec::new();
        for binding in &run.bindings {
            let length = usize::try_from(binding.bytes).unwrap_or(usize::MAX);
            let (these, others) = rest.split_at_checked(length).ok_or(bad("bytes cut short"))?;
            bytes.push(these);
            rest = others;
        }
        let (ready, compile) = self.ready(text, &run.bindings)?;
        let running = Running::new(self, &ready, run, &bytes);
        let mut times = Times { timestamps: self.period.is_some(), compile, ..Times::default() };
        let Timing { warm, rounds, trips } = run.timing;
        for round in 0..warm.saturating_add(rounds) {
            let seconds = running.round(&mut times)?;
            if round >= warm {
                times.kernel.push(seconds);
            }
        }
        let mut back = Vec::new();
        for _ in 0..trips.max(1) {
            let begin = Instant::now();
            let seconds;
            (back, seconds) = running.trip(&mut times)?;
            times.trips.push(begin.elapsed().as_secs_f64());
            if rounds == 0 {
                times.kernel.push(seconds);
            }
        }
        // The digest of what was compiled, not of what the parent says it sent.
        let nonce = Nonce::parse(&run.nonce).ok_or(bad("a nonce that is none"))?;
        let proof = nonce.answer(text.as_bytes());
        Ok((Answer::Ran { proof, times }, back))
    }
}

impl<'a> Running<'a> {
    fn new(device: &'a Device, ready: &'a Ready, run: &Run, bytes: &[&'a [u8]]) -> Self {
        use wgpu::BufferUsages as U;
        let buffer = |size: u64, usage: U| {
            device.device.create_buffer(&wgpu::BufferDescriptor {
                label: None,
                size,
                usage,
                mapped_at_creation: false,
            })
        };
        let rounds = run.timing.warm + run.timing.rounds > 0;
        let bound: Vec<_> = run
            .bindings
            .iter()
            .zip(bytes)
            .map(|(&binding, &bytes)| {
                let writes = binding.access == Access::Write;
                let usage = match binding.access {
                    Access::Uniform => U::UNIFORM | U::COPY_DST,
                    Access::Read | Access::Write => U::STORAGE | U::COPY_DST | U::COPY_SRC,
                };
                Bound {
                    binding,
                    bytes,
                    buffer: buffer(binding.bytes, usage),
                    pristine: (writes && rounds)
                        .then(|| buffer(binding.bytes, U::COPY_DST | U::COPY_SRC)),
                    back: writes.then(|| buffer(binding.bytes, U::COPY_DST | U::MAP_READ)),
                }
            })
            .collect();
        let entries: Vec<_> = bound
            .iter()
            .map(|b| wgpu::BindGroupEntry {
                binding: b.binding.binding,
                resource: b.buffer.as_entire_binding(),
            })
            .collect();
        let group = device.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &ready.layout,
            entries: &entries,
        });
        let stamps = device.period.map(|period| Stamps {
            queries: device.device.create_query_set(&wgpu::QuerySetDescriptor {
                label: None,
                ty: wgpu::QueryType::Timestamp,
                count: 2,
            }),
            resolved: buffer(STAMPS, U::QUERY_RESOLVE | U::COPY_SRC),
            back: buffer(STAMPS, U::COPY_DST | U::MAP_READ),
            period,
        });
        for b in &bound {
            device.queue.write_buffer(&b.buffer, 0, b.bytes);
            if let Some(pristine) = &b.pristine {
                device.queue.write_buffer(pristine, 0, b.bytes);
            }
        }
        Self { device, ready, group, bound, stamps, groups: run.groups }
    }

    /// Seconds of one run on the device.
    fn round(&self, times: &mut Times) -> Result<f64, Failed> {
        let mut encoder = self.device.device.create_command_encoder(&Default::default());
        for b in &self.bound {
            if let Some(pristine) = &b.pristine {
                encoder.copy_buffer_to_buffer(pristine, 0, &b.buffer, 0, b.binding.bytes);
            }
        }
        self.device.queue.submit([encoder.finish()]);
        self.device.wait()?;
        let mut encoder = self.device.device.create_command_encoder(&Default::default());
        self.dispatch(&mut encoder);
        let begin = Instant::now();
        self.device.queue.submit([encoder.finish()]);
        self.device.wait()?;
        let wall = begin.elapsed().as_secs_f64();
        self.stamped(wall, times)
    }

    /// The bytes of all bindings after one run with everything carried there and back, and the
    /// seconds of the run itself.
    fn trip(&self, times: &mut Times) -> Result<(Vec<u8>, f64), Failed> {
        for b in &self.bound {
            self.device.queue.write_buffer(&b.buffer, 0, b.bytes);
        }
        let mut encoder = self.device.device.create_command_encoder(&Default::default());
        self.dispatch(&mut encoder);
        for b in &self.bound {
            if let Some(back) = &b.back {
                encoder.copy_buffer_to_buffer(&b.buffer, 0, back, 0, b.binding.bytes);
            }
        }
        let begin = Instant::now();
        self.device.queue.submit([encoder.finish()]);
        self.device.wait()?;
        let wall = begin.elapsed().as_secs_f64();
        let mut all = Vec::new();
        for b in &self.bound {
            match &b.back {
                Some(back) => self.read(back, |bytes| all.extend_from_slice(bytes))?,
                None => all.extend_from_slice(b.bytes),
            }
        }
        Ok((all, self.stamped(wall, times)?))
    }

    fn dispatch(&self, encoder: &mut wgpu::CommandEncoder) {
        let stamps = self.stamps.as_ref();
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: None,
            timestamp_writes: stamps.map(|stamps| wgpu::ComputePassTimestampWrites {
                query_set: &stamps.queries,
                beginning_of_pass_write_index: Some(0),
                end_of_pass_write_index: Some(1),
            }),
        });
        pass.set_pipeline(&self.ready.pipeline);
        pass.set_bind_group(0, &self.group, &[]);
        let [x, y, z] = self.groups;
        pass.dispatch_workgroups(x, y, z);
        drop(pass);
        if let Some(stamps) = stamps {
            encoder.resolve_query_set(&stamps.queries, 0..2, &stamps.resolved, 0);
            encoder.copy_buffer_to_buffer(&stamps.resolved, 0, &stamps.back, 0, STAMPS);
        }
    }

    /// Seconds by the adapter's timestamps; without them, those of the wall clock.
    fn stamped(&self, wall: f64, times: &mut Times) -> Result<f64, Failed> {
        let Some(stamps) = &self.stamps else { return Ok(wall) };
        let mut ticks = [0_u64; 2];
        self.read(&stamps.back, |bytes| {
            for (tick, bytes) in ticks.iter_mut().zip(bytes.chunks_exact(8)) {
                *tick = bytes.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte));
            }
        })?;
        match ticks[1].checked_sub(ticks[0]) {
            Some(ticks @ 1..) => Ok(ticks as f64 * f64::from(stamps.period) * 1e-9),
            // A driver whose clock stands still has no timestamps.
            _ => {
                times.timestamps = false;
                Ok(wall)
            }
        }
    }

    fn read(&self, buffer: &wgpu::Buffer, take: impl FnOnce(&[u8])) -> Result<(), Failed> {
        let (send, receive) = channel();
        buffer.map_async(wgpu::MapMode::Read, .., move |mapped| {
            // The receiver waits right below.
            let _ = send.send(mapped);
        });
        self.device.wait()?;
        let lost = |message: String| (Failure::Lost, message);
        match receive.try_recv() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(lost(chain(&error))),
            Err(_) => return Err(lost("a buffer was never mapped".into())),
        }
        let view = buffer.get_mapped_range(..).map_err(|error| lost(chain(&error)))?;
        take(&view);
        drop(view);
        buffer.unmap();
        Ok(())
    }
}
