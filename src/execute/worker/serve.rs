//! The child's side: answers one request after the other until standard input closes.

use std::io;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;

use super::frame::Frame;

/// Answers every frame on standard input with one on standard output.
///
/// When the input closes, the process ends at once: between requests as usual, in the middle of
/// one by aborting, since a thread that hangs in a driver can't be asked to return.
pub fn serve(mut answer: impl FnMut(Frame) -> Frame) -> ExitCode {
    static BUSY: AtomicBool = AtomicBool::new(false);
    let (send, receive) = sync_channel(1);
    let read = move || {
        let mut stdin = io::stdin().lock();
        while let Ok(Some(frame)) = Frame::read(&mut stdin) {
            BUSY.store(true, SeqCst);
            if send.send(frame).is_err() {
                break;
            }
        }
        if BUSY.load(SeqCst) {
            std::process::abort();
        }
        std::process::exit(0);
    };
    let thread = std::thread::Builder::new().name("worker-input".into());
    if let Err(error) = thread.spawn(read) {
        eprintln!("no thread for the input: {error}");
        return ExitCode::from(2);
    }
    let mut stdout = io::stdout().lock();
    while let Ok(frame) = receive.recv() {
        let reply = answer(frame);
        BUSY.store(false, SeqCst);
        if reply.write(&mut stdout).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}
