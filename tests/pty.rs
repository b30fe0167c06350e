//! The whole loop in a real terminal: the program itself, on a directory of its own.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Long enough for a busy machine; nothing here waits for it when all is well.
const PATIENCE: Duration = Duration::from_secs(60);

const DOUBLE: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "double") (param $n i32) (param $x i32) (param $y i32)
    (local $i i32)
    (if (i32.gt_s (local.get $n) (i32.const 0)) (then
      (loop $next
        (f32.store
          (i32.add (local.get $y) (i32.shl (local.get $i) (i32.const 2)))
          (f32.mul
            (f32.load (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 2))))
            (f32.const 2)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $next (i32.lt_s (local.get $i) (local.get $n))))))))
"#;

const SIDECAR: &str = r#"abi = "c"
outputs = ["y"]
threads = ["n"]

[[param]]
name = "n"
kind = "scalar"
type = "i32"

[[param]]
name = "x"
kind = "buffer"
elem = "f32"
access = "read"
length = "n"

[[param]]
name = "y"
kind = "buffer"
elem = "f32"
access = "write"
length = "n"
"#;

const WGSL: &str = "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = i32(id.x);
    if i >= p.n {
        return;
    }
    y[i] = x[i] * 2.0;
}
";

fn cells(count: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(count).unwrap()
}

/// The program in a terminal of 100×30.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

impl Session {
    fn start(home: &Path, kernels: &Path) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_w2gpu-tui"));
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("HOME", home);
        command.env("XDG_CONFIG_HOME", home.join("config"));
        command.env("TERM", "xterm-256color");
        command.env("EDITOR", format!("sh {}", home.join("edit.sh").display()));
        command.args(["--drafter", &format!("script:{}", home.join("drafts").display())]);
        command.arg(kernels);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(30), cells(100), 0)));
        let sink = screen.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                sink.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self { child, _master: pair.master, keys, screen }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen is as wanted.
    fn until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text();
            if wanted(&text) {
                return text;
            }
            assert!(Instant::now() < end, "no {what} on:\n{text}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn see(&self, wanted: &str) -> String {
        self.until(wanted, |text| text.contains(wanted))
    }

    fn wait(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What was still on its way to the screen.
                std::thread::sleep(Duration::from_millis(200));
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { directory: tempfile::tempdir().unwrap() };
        home.write("kernels/double.wat", DOUBLE);
        home.write("kernels/double.toml", SIDECAR);
        home.write("kernels/broken.wat", "(module\n  (func (export \"f\")\n");
        home.write("drafts/double.wgsl", WGSL);
        home.write("edit.sh", "sed -i 's/\\* 2\\.0/* 3.0/' \"$1\"\n");
        home
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn start(&self) -> Session {
        Session::start(self.directory.path(), &self.path("kernels"))
    }
}

#[test]
fn from_the_list_to_a_signature() {
    let home = Home::new();
    let mut session = home.start();
    session.see("double");
    session.until("error of the broken file", |text| {
        text.lines().any(|line| line.contains("broken") && line.contains("error"))
    });
    session.press("/double\r");
    session.see("✓ verified");

    // Edited into something wrong, and back.
    session.press("e");
    let text = session.see("✗ differs");
    assert!(text.contains("* 3.0"), "{text}");
    session.see("reference");
    session.press("u");
    session.see("✓ verified");
    assert!(session.text().contains("* 2.0"));

    // Signed with a key that is made on the way.
    session.press("a");
    session.see("m make an ed25519 key");
    session.press("m");
    let text = session.see("type ");
    let digits = text.split("type ").nth(1).and_then(|rest| rest.get(..6)).unwrap().to_owned();
    session.press(&digits);
    session.see("◆ ratified");
    let stored = std::fs::read_to_string(home.path("kernels/ratified/double.wgsl")).unwrap();
    assert_eq!(stored, WGSL);
    assert!(home.path("kernels/ratified/double.json.sig").exists());
    assert!(home.path("config/w2gpu-tui/id_ed25519").exists());

    // A changed source makes it stale.
    home.write("kernels/double.wat", &DOUBLE.replace("(f32.const 2)", "(f32.const 4)"));
    session.see("◇ stale");

    session.press("q");
    assert_eq!(session.wait(), 0);
    let screen = session.screen.lock().unwrap();
    assert!(!screen.screen().alternate_screen(), "the terminal is as it was");
    assert!(!screen.screen().hide_cursor() && !screen.screen().bracketed_paste());
}

#[test]
fn what_was_ratified_and_what_was_edited_is_there_again() {
    let home = Home::new();
    let mut session = home.start();
    session.see("double");
    session.press("/double\r");
    session.see("✓ verified");
    session.press("e");
    session.see("✗ differs");
    session.press("rwrong factor\x12");
    session.see("rejected: wrong factor");
    session.child.kill().unwrap();
    let mut session = home.start();
    session.see("double");
    session.press("/double\r");
    session.see("rejected: wrong factor");
    assert!(session.text().contains("* 3.0"));
    session.press("u");
    session.see("✗ differs");
    session.press("d");
    session.see("✓ verified");
    session.press("q");
    assert_eq!(session.wait(), 0);
}

#[test]
fn a_termination_gives_the_terminal_back() {
    let home = Home::new();
    let mut session = home.start();
    session.see("double");
    let id = session.child.process_id().unwrap();
    let sent = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status();
    assert!(sent.unwrap().success());
    assert_eq!(session.wait(), 128 + 15);
    let screen = session.screen.lock().unwrap();
    assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor());
}

#[test]
fn a_directory_that_disappears_keeps_its_kernels_on_the_screen() {
    let home = Home::new();
    let mut session = home.start();
    session.see("double");
    session.press("/double\r");
    session.see("✓ verified");
    std::fs::remove_dir_all(home.path("kernels")).unwrap();
    let text = session.see("is gone");
    assert!(text.contains("double"), "{text}");
    session.press("q");
    assert_eq!(session.wait(), 0);
}

#[test]
fn an_empty_directory_waits_for_its_first_kernel() {
    let home = Home::new();
    std::fs::remove_dir_all(home.path("kernels")).unwrap();
    std::fs::create_dir(home.path("kernels")).unwrap();
    let mut session = home.start();
    session.until("first picture", |text| !text.trim().is_empty());
    home.write("kernels/double.toml", SIDECAR);
    home.write("kernels/double.wat", DOUBLE);
    session.see("✓ verified");
    session.press("q");
    assert_eq!(session.wait(), 0);
}

#[test]
fn without_a_terminal_it_names_the_other_ways() {
    let home = Home::new();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
        .arg(home.path("kernels"))
        .env("HOME", home.directory.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("needs a terminal") && text.contains("draft DIR --json"), "{text}");
}
