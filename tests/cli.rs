//! The command line as scripts see it: JSON lines and exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use w2gpu_tui::kernel::Digest256;

const SCALE: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "scale") (param $n i32) (param $a f32) (param $x i32) (param $y i32)
    (local $i i32)
    (if (i32.gt_s (local.get $n) (i32.const 0))
      (then
        (loop $next
          (f32.store
            (i32.add (local.get $y) (i32.shl (local.get $i) (i32.const 2)))
            (f32.mul
              (local.get $a)
              (f32.load (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 2))))))
          (br_if $next
            (i32.lt_s
              (local.tee $i (i32.add (local.get $i) (i32.const 1)))
              (local.get $n))))))))
"#;

/// Its contract, so that these tests don't hang on what inference finds.
const SCALE_CONTRACT: &str = r#"
threads = ["n"]
outputs = ["y"]
param = [
    { name = "n", kind = "scalar", type = "i32" },
    { name = "a", kind = "scalar", type = "f32" },
    { name = "x", kind = "buffer", elem = "f32", access = "read", length = "n" },
    { name = "y", kind = "buffer", elem = "f32", access = "write", length = "n" },
]
"#;

/// A home without keys or agent, and a directory for kernels.
struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("kernels")).unwrap();
        let desk = Self { home };
        desk.write(".config/w2gpu-tui/config.toml", "drafter = \"lower\"\n");
        desk
    }

    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    /// With the scale kernel under each of these names, below `kernels`.
    fn scale(names: &[&str]) -> Self {
        let desk = Self::new();
        for name in names {
            desk.write(&format!("kernels/{name}.wat"), SCALE);
            desk.write(&format!("kernels/{name}.toml"), SCALE_CONTRACT);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"));
        command
            .args(arguments)
            .current_dir(self.home.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("USER", "somebody")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        Run {
            code: status.code(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    #[track_caller]
    fn lines(&self) -> Vec<Value> {
        let read =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        self.out.lines().map(read).collect()
    }

    #[track_caller]
    fn line(&self) -> Value {
        let lines = self.lines();
        assert_eq!(lines.len(), 1, "{self:#?}");
        lines[0].clone()
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "{text:?} in {self:#?}");
        self
    }
}

#[test]
fn usage_and_environment_exit_with_2() {
    let desk = Desk::new();
    desk.run(&[]).exits(2);
    desk.run(&["draft"]).exits(2);
    desk.run(&["draft", "kernels", "--nonsense"]).exits(2).says("--nonsense");
    desk.run(&["list", "nowhere"]).exits(2).says("nowhere: No such file");
    desk.run(&["list", "kernels"]).exits(2).says("no .wat or .wasm file");
    desk.run(&["check", "kernels"]).exits(2).says("no .wgsl file");
    desk.run(&["store", "verify", "kernels"]).exits(2).says("no store");
    desk.run(&["replay", "kernels/x.json"]).exits(2).says("x.json");
    desk.run(&["--deadline", "0", "list", "kernels"]).exits(2);
    desk.run(&["--version"]).exits(0);
    let help = desk.run(&["--help"]).exits(0).out;
    assert!(help.contains("Exit codes: 0 all verified"), "{help}");
}

#[test]
fn an_unknown_drafter_is_a_usage_error() {
    let desk = Desk::scale(&["scale"]);
    desk.run(&["draft", "kernels", "--drafter", "oracle"]).exits(2).says("'oracle'");
}

#[test]
fn a_broken_configuration_is_named_by_its_place() {
    let desk = Desk::scale(&["scale"]);
    let config = desk.write(".config/w2gpu-tui/config.toml", "theme = \"light\"\nthem = 1\n");
    let place = format!("{}:2:1: unknown field `them`", config.display());
    desk.run(&["draft", "kernels"]).exits(2).says(&place);
    desk.run(&["man"]).exits(0);
    desk.write("other.toml", "seed = 7\n");
    desk.run(&["draft", "kernels", "--config", "other.toml", "--drafter", "oracle"])
        .exits(2)
        .says("oracle");
    desk.run(&["draft", "kernels", "--config", "missing.toml"]).exits(2).says("missing.toml");
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let desk = Desk::scale(&["scale"]);
    desk.write(".config/w2gpu-tui/config.toml", "drafter = \"from-file\"\n");
    let run = |environment: &[(&str, &str)], flags: &[&str]| {
        let mut command = desk.command(&[&["draft", "kernels"], flags].concat());
        let output = command.envs(environment.iter().copied()).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let environment = [("W2GPU_DRAFTER", "from-environment")];
    assert!(run(&[], &[]).contains("'from-file'"));
    assert!(run(&environment, &[]).contains("'from-environment'"));
    assert!(run(&environment, &["--drafter", "from-flag"]).contains("'from-flag'"));
    assert_eq!(run(&environment, &["--drafter", "lower"]), "");
    assert!(run(&[("W2GPU_SEED", "many")], &[]).contains("many"));
}

#[test]
fn one_table_gives_help_man_page_and_completions() {
    let desk = Desk::new();
    let man = desk.run(&["man"]).exits(0).out.replace("\\-", "-");
    let commands = [
        "list",
        "show",
        "contract",
        "check",
        "draft",
        "verify",
        "ratify",
        "reject",
        "undo",
        "devices",
        "profile",
        "builtins",
        "mutate",
        "corpus",
        "eval",
        "replay",
        "trace",
        "store",
        "man",
        "completions",
    ];
    for name in commands {
        let help = desk.run(&[name, "--help"]).exits(0).out;
        let heading = format!(".SH W2GPU-TUI {}", name.to_uppercase());
        assert!(man.contains(&heading), "{heading}");
        for word in help.split_whitespace().filter(|word| word.starts_with("--")) {
            let end = word.find(|c: char| c != '-' && !c.is_alphanumeric());
            let flag = &word[..end.unwrap_or(word.len())];
            assert!(man.contains(flag), "{name} {flag}");
        }
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]).exits(0).out;
        assert!(commands.iter().all(|name| script.contains(name)), "{shell}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::scale(&["scale"]);
    for arguments in
        [&["man"][..], &["--help"], &["list", "kernels"], &["draft", "kernels", "--json"]]
    {
        let mut command = desk.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn check_names_the_place() {
    let desk = Desk::with(&[
        ("good.wgsl", "@compute @workgroup_size(64) fn main() {}\n"),
        ("bad.wgsl", "@compute @workgroup_size(64) fn main() {\n  let é = 1 +;\n}\n"),
    ]);
    let good = desk.run(&["check", "good.wgsl", "--json"]).exits(0).line();
    assert_eq!(good["compiles"], true);
    let both = desk.run(&["check", ".", "--json"]).exits(1).lines();
    assert_eq!(both.len(), 2);
    assert_eq!(both[0]["file"], "./bad.wgsl");
    assert_eq!(both[0]["diagnostics"][0]["span"]["line"], 2);
    let text = desk.run(&["check", "bad.wgsl"]).exits(1).out;
    assert!(text.starts_with("bad.wgsl:2:"), "{text}");
    desk.write("latin1.wgsl", b"// \xe9\n");
    desk.run(&["check", "latin1.wgsl"]).exits(2).says("not UTF-8 from byte 3 on");
}

#[cfg(unix)]
#[test]
fn hostile_names_never_reach_the_terminal_as_they_are() {
    let desk = Desk::new();
    desk.write("kernels/evil\u{1b}[2J\u{202e}\n✓ fake.wat", "(module)");
    for command in ["list", "show", "draft"] {
        let run = desk.run(&[command, "kernels"]);
        for text in [&run.out, &run.err] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{run:?}");
            assert!(!text.lines().any(|line| line.starts_with("✓ fake")), "{run:?}");
        }
    }
    let line = desk.run(&["list", "kernels", "--json"]).exits(0).line();
    assert_eq!(line["kernel"], "evil\u{1b}[2J\u{202e}\n✓ fake");
}

#[test]
fn a_draft_line_has_exactly_its_fields() {
    let desk = Desk::scale(&["scale"]);
    let run = desk.run(&["draft", "kernels", "--json", "--out", "drafts"]).exits(0);
    let names = [
        "schema", "kernel", "file", "drafter", "compiles", "verdict", "class", "psnr", "max_ulp",
        "max_abs", "parallel", "reason", "wgsl", "seconds",
    ];
    let line = run.line();
    let mut at = 0;
    for name in names {
        let found = run.out[at..].find(&format!("\"{name}\":"));
        at += found.unwrap_or_else(|| panic!("{name} in its place in {}", run.out));
    }
    assert_eq!(line.as_object().unwrap().len(), names.len());
    assert_eq!(line["schema"], 1);
    assert_eq!(line["kernel"], "scale");
    assert_eq!(line["file"], "kernels/scale.wat");
    assert_eq!(line["drafter"], "lower");
    assert_eq!(line["compiles"], true);
    assert_eq!(line["verdict"], "verified");
    assert_eq!(line["class"], "exact");
    assert!(line["parallel"].is_boolean());
    assert_eq!(line["reason"], Value::Null);
    assert_eq!(line["wgsl"], "drafts/scale.wgsl");
    let seconds = line["seconds"].as_object().unwrap();
    let stages: Vec<_> = seconds.keys().map(String::as_str).collect();
    assert_eq!(stages.len(), 5);
    for stage in ["parse", "contract", "draft", "compile", "execute"] {
        assert!(seconds[stage].as_f64().unwrap() >= 0.0, "{stage}");
    }
    assert!(fs::read_to_string(desk.path("drafts/scale.wgsl")).unwrap().contains("fn main"));
}

#[test]
fn several_kernels_come_in_order_whatever_takes_longest() {
    let desk = Desk::scale(&["c", "a", "sub/d", "b"]);
    desk.write("kernels/broken.wat", "(module (func (export \"f\")");
    let run = desk.run(&["draft", "kernels", "kernels/a.wat", "--json"]).exits(1);
    let lines = run.lines();
    let kernels: Vec<_> = lines.iter().map(|line| line["kernel"].as_str().unwrap()).collect();
    assert_eq!(kernels, ["a", "b", "broken", "c", "sub/d", "a"]);
    assert_eq!(lines[2]["verdict"], Value::Null);
    assert_eq!(lines[2]["class"], "none");
    assert_eq!(lines[2]["compiles"], false);
    assert!(lines[2]["reason"].as_str().unwrap().starts_with("1:"), "{}", lines[2]);
    let text = desk.run(&["draft", "kernels"]).exits(1).out;
    assert!(
        text.contains("5 kernels: 4 compile, 4 verified, 4 of them in parallel form"),
        "{text}"
    );
}

#[test]
fn bad_input_ends_with_its_reason() {
    let desk = Desk::with(&[
        ("kernels/a_text.wat", "this is a letter, not a module"),
        ("kernels/e_key.wat", SCALE),
        ("kernels/e_key.toml", "colour = \"red\"\n"),
    ]);
    desk.write("kernels/b_latin1.wat", b"(module ;; \xe9\xff\n)");
    desk.write("kernels/c_huge.wat", vec![b' '; 17 << 20]);
    desk.write("kernels/d_empty.wat", "");
    let run = desk.run(&["draft", "kernels", "--json"]).exits(1);
    let lines = run.lines();
    assert_eq!(lines.len(), 5, "{run:#?}");
    for (line, expected) in lines.iter().zip(["", "UTF-8", "16 MiB", "", "colour"]) {
        let reason = line["reason"].as_str().unwrap();
        assert!(!reason.is_empty() && reason.contains(expected), "{expected:?} in {line}");
        assert_eq!(line["verdict"], Value::Null);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    let desk = Desk::scale(&["scale"]);
    fs::remove_file(desk.path("kernels/scale.toml")).unwrap();
    let pipe = desk.path("kernels/scale.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let line = desk.run(&["draft", "kernels", "--json"]).exits(1).line();
    assert!(line["reason"].as_str().unwrap().contains("not a regular file"), "{line}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_costs_no_line() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::scale(&["b"]);
    let odd = desk.path("kernels").join(std::ffi::OsStr::from_bytes(b"a\xff.wat"));
    fs::write(odd, "no module").unwrap();
    for command in ["list", "draft"] {
        let lines = desk.run(&[command, "kernels", "--json"]).lines();
        assert_eq!(lines.len(), 2, "{command}");
    }
}

/// A link that leads to itself or back up is left out.
#[cfg(unix)]
#[test]
fn links_in_a_circle_are_left_out() {
    use std::os::unix::fs::symlink;
    let desk = Desk::scale(&["scale"]);
    symlink("../kernels", desk.path("kernels/up")).unwrap();
    symlink("self.wat", desk.path("kernels/self.wat")).unwrap();
    let lines = desk.run(&["draft", "kernels", "--json"]).exits(0).lines();
    assert_eq!(lines.len(), 1);
}

/// A `c` kernel over one buffer of `n` elements whose body is `body`.
fn kernel(body: &str) -> String {
    format!(
        "(module (memory (export \"memory\") 1)\n\
         (func (export \"f\") (param $n i32) (param $y i32) (local $i i32)\n{body}))\n"
    )
}

const SIDECAR: &str = "\
abi = \"c\"\noutputs = [\"y\"]\nthreads = [\"n\"]\n\n\
[[param]]\nname = \"n\"\nkind = \"scalar\"\ntype = \"i32\"\n\n\
[[param]]\nname = \"y\"\nkind = \"buffer\"\nelem = \"f32\"\naccess = \"read_write\"\nlength = \"n\"\n";

#[test]
fn kernels_that_misbehave_are_given_up_and_nothing_is_lost() {
    let store = "(f32.store (local.get $y) (f32.const 1))";
    let desk = Desk::with(&[
        ("kernels/a_traps.wat", &kernel(&format!("{store} unreachable"))),
        ("kernels/b_endless.wat", &kernel(&format!("{store} (loop $l (br $l))"))),
        (
            "kernels/c_greedy.wat",
            &kernel(&format!("(drop (memory.grow (i32.const 65535))) {store}")),
        ),
        ("kernels/d_good.wat", SCALE),
        ("kernels/d_good.toml", SCALE_CONTRACT),
    ]);
    for name in ["a_traps", "b_endless", "c_greedy"] {
        desk.write(&format!("kernels/{name}.toml"), SIDECAR);
    }
    let arguments = ["draft", "kernels", "--json", "--deadline", "0.3", "--memory", "64"];
    let run = desk.run(&arguments).exits(1);
    let lines = run.lines();
    assert_eq!(lines.len(), 4, "{run:#?}");
    for line in &lines[..3] {
        assert_ne!(line["verdict"], "verified", "{line}");
        assert!(!line["reason"].as_str().unwrap().is_empty(), "{line}");
    }
    assert_eq!(lines[3]["verdict"], "verified", "{}", lines[3]);
}

#[test]
fn a_wrong_draft_differs_and_its_counterexample_comes_again() {
    let desk = Desk::scale(&["scale"]);
    desk.run(&["draft", "kernels", "--out", "drafts"]).exits(0);
    let good = fs::read_to_string(desk.path("drafts/scale.wgsl")).unwrap();
    desk.run(&["verify", "kernels", "drafts", "--json"]).exits(0);
    let verify = ["verify", "kernels/scale.wat", "drafts/scale.wgsl", "--json", "--seed", "11"];
    let line = desk.run(&verify).exits(0).line();
    assert_eq!(line["verdict"], "verified");
    assert_eq!(line["drafter"], Value::Null);
    assert_eq!(line["wgsl"], "drafts/scale.wgsl");

    let wrong = good.replacen('*', "+", good.matches('*').count());
    assert_ne!(wrong, good);
    desk.write("drafts/scale.wgsl", &wrong);
    let line = desk.run(&verify).exits(1).line();
    assert_eq!(line["verdict"], "differs", "{line}");
    assert!(!line["reason"].as_str().unwrap().is_empty());
    let kept: Vec<_> = fs::read_dir(desk.path("kernels/.w2gpu/counterexamples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(kept.len(), 1);
    let kept = kept[0].to_str().unwrap();
    let again = desk.run(&["replay", kept, "--json"]).exits(1).line();
    assert_eq!(again["verdict"], "differs");
    // What is kept is the shrunk one, which the reason names last.
    let (again, said) = (again["reason"].as_str().unwrap(), line["reason"].as_str().unwrap());
    assert!(said.ends_with(again), "{again}\n{said}");
    let text = desk.run(&["replay", kept]).exits(1).out;
    assert!(text.contains("seed 11") && text.contains("expected"), "{text}");

    // The right draft passes that case.
    desk.write("good.wgsl", &good);
    let passes = desk.run(&["replay", kept, "--wgsl", "good.wgsl", "--json"]).exits(0).line();
    assert_eq!(passes["verdict"], "verified");

    // Asked for elsewhere, it lies there.
    desk.run(&[&verify[..], &["--counterexamples", "seen"]].concat()).exits(1);
    assert_eq!(fs::read_dir(desk.path("seen")).unwrap().count(), 1);
    desk.write("broken.json", "{\"schema\": 1}");
    desk.run(&["replay", "broken.json"]).exits(2).says("no counterexample");
}

#[test]
fn one_invocation_is_traced() {
    let desk = Desk::scale(&["scale"]);
    desk.write(
        "scale.wgsl",
        "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params { n: i32, a: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = i32(id.x);
    if (i >= p.n) { return; }
    let twice = f32(2 * i);
    y[i] = p.a * x[i];
}
",
    );
    let trace = ["trace", "scale.wgsl", "--contract", "kernels/scale.wat", "--seed", "3"];
    let given = ["--invocation", "7", "--scalars", "n=33,a=0.5"];
    let text = desk.run(&[&trace[..], &given].concat()).exits(0).out;
    assert!(
        text.starts_with("invocation (7, 0, 0) of given scalars, seed 3: n = 33, a = 0.5"),
        "{text}"
    );
    assert!(text.contains("    7  let i = i32(id.x);"), "{text}");
    assert!(text.contains("i >= p.n = false") && text.contains("twice = 14.0"), "{text}");
    let line = desk.run(&[&trace[..], &given, &["--json"]].concat()).exits(0).line();
    assert_eq!(line["scalars"]["n"], "33");
    let steps = line["steps"].as_array().unwrap();
    let names: Vec<_> = steps.iter().map(|step| step["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["i", "i >= p.n", "twice", "y[7]"]);
    assert_eq!((&steps[0]["values"][0], &steps[0]["line"]), (&7.into(), &7.into()));
    // The contract's file does as well, and the same seed gives the same case.
    let toml = ["trace", "scale.wgsl", "--contract", "kernels/scale.toml", "--seed", "3"];
    let numbered = ["--invocation", "0", "--case", "4", "--json"];
    let a = desk.run(&[&trace[..], &numbered].concat()).exits(0).line();
    let b = desk.run(&[&toml[..], &numbered].concat()).exits(0).line();
    assert_eq!((&a, &a["case"]), (&b, &4.into()));
    let gone = ["--invocation", "99", "--scalars", "n=5"];
    desk.run(&[&trace[..], &gone].concat()).exits(2).says("no invocation (99, 0, 0)");
    let unknown = ["--invocation", "0", "--scalars", "m=5"];
    desk.run(&[&trace[..], &unknown].concat()).exits(2).says("no scalar 'm'");
}

#[test]
fn a_draft_that_does_not_compile_has_no_verdict() {
    let desk = Desk::scale(&["scale"]);
    desk.write("bad.wgsl", "fn main( {}\n");
    let line = desk.run(&["verify", "kernels/scale.wat", "bad.wgsl", "--json"]).exits(1).line();
    assert_eq!(line["compiles"], false);
    assert_eq!(line["verdict"], Value::Null);
    assert_eq!(line["class"], "none");
    assert!(line["reason"].as_str().unwrap().starts_with("1:"), "{line}");
    desk.run(&["verify", "kernels/scale.wat", "missing.wgsl"]).exits(2).says("missing.wgsl");
    desk.run(&["verify", "missing.wat", "bad.wgsl"]).exits(2).says("missing.wat");
}

#[test]
fn kernels_of_one_file_carry_their_export() {
    let two = SCALE.replace(
        "(func (export \"scale\")",
        "(func (export \"_initialize\")) (func (export \"scale\") (export \"zoom\")",
    );
    let desk = Desk::with(&[("kernels/two.wat", &two)]);
    desk.write("kernels/two.scale.toml", format!("export = \"scale\"\n{SCALE_CONTRACT}"));
    desk.write("kernels/two.zoom.toml", format!("export = \"zoom\"\n{SCALE_CONTRACT}"));
    let lines = desk.run(&["draft", "kernels", "--json", "--out", "drafts"]).exits(0).lines();
    let kernels: Vec<_> = lines.iter().map(|line| line["kernel"].as_str().unwrap()).collect();
    assert_eq!(kernels, ["two:scale", "two:zoom"]);
    let wgsl = lines[1]["wgsl"].as_str().unwrap();
    desk.run(&["verify", "kernels/two.wat", wgsl]).exits(2).says("--kernel");
    let one = ["verify", "kernels/two.wat", wgsl, "--kernel", "zoom", "--json"];
    assert_eq!(desk.run(&one).exits(0).line()["kernel"], "two:zoom");
    desk.run(&["verify", "kernels", "drafts"]).exits(0);
}

#[test]
fn show_and_contract_say_what_is_understood() {
    let desk = Desk::scale(&["scale"]);
    let line = desk.run(&["show", "kernels/scale.wat", "--json"]).exits(0).line();
    assert!(line["listing"].as_str().unwrap().contains("scale("), "{line}");
    let toml = line["contract"].as_str().unwrap().to_owned();
    assert!(toml.contains("threads"), "{toml}");
    assert_eq!(desk.run(&["contract", "kernels/scale.wat"]).exits(0).out, toml);

    let sidecar = desk.path("kernels/scale.toml");
    desk.run(&["contract", "kernels/scale.wat", "--write"]).exits(2).says("--force");
    assert_eq!(fs::read_to_string(&sidecar).unwrap(), SCALE_CONTRACT);
    desk.run(&["contract", "kernels/scale.wat", "--write", "--force"]).exits(0);
    assert_eq!(fs::read_to_string(&sidecar).unwrap(), toml, "a contract is its own sidecar");
    desk.run(&["draft", "kernels"]).exits(0);
}

fn status(desk: &Desk) -> String {
    let line = desk.run(&["list", "kernels", "--json"]).exits(0).line();
    line["status"].as_str().unwrap().to_owned()
}

#[test]
fn ratified_then_stale() {
    let desk = Desk::scale(&["scale"]);
    desk.run(&["draft", "kernels", "--out", "drafts"]).exits(0);
    let digest = Digest256::of(fs::read(desk.path("drafts/scale.wgsl")).unwrap());
    let digits = &digest.short(6);
    assert_eq!(status(&desk), "none");

    let ratify = ["ratify", "kernels", "scale", "--json"];
    let with = |more: &[&str]| desk.run(&[&ratify[..], more].concat());
    with(&["--key", "local"]).exits(2).says("--confirm");
    with(&["--key", "local", "--confirm", digits]).exits(2).says("--make-key");
    with(&["--key", "agent", "--confirm", digits]).exits(2).says("SSH_AUTH_SOCK");
    with(&["--key", "missing", "--confirm", digits]).exits(2).says("missing");
    with(&["--key", "local", "--make-key", "--confirm", "12345"]).exits(2).says("six");
    with(&["--key", "local", "--confirm", "000000000000"]).exits(1).says("nothing was signed");
    assert!(!desk.path("kernels/ratified").exists());
    desk.run(&["ratify", "kernels", "scales", "--confirm", digits, "--key", "local"])
        .exits(2)
        .says("no kernel 'scales'");

    let line = with(&["--key", "local", "--confirm", digits]).exits(0).line();
    assert_eq!(line["ratified"], true);
    assert_eq!(line["seq"], 1);
    assert_eq!(line["wgsl"], "kernels/ratified/scale.wgsl");
    let stored = fs::read(desk.path("kernels/ratified/scale.wgsl")).unwrap();
    assert_eq!(Digest256::of(stored), digest);
    assert_eq!(status(&desk), "ratified");

    let report = desk.run(&["store", "verify", "kernels", "--json"]).exits(0).line();
    assert_eq!((&report["good"], &report["entries"]), (&Value::Bool(true), &Value::from(1)));
    assert_eq!(report["keys"][0]["key"], line["key"]);
    assert_eq!(report["keys"][0]["name"], "somebody (w2gpu-tui)");
    ssh_keygen_accepts(&desk);

    desk.write("kernels/scale.wat", format!(";; changed\n{SCALE}"));
    assert_eq!(status(&desk), "stale");
    desk.write("kernels/scale.wat", SCALE);
    assert_eq!(status(&desk), "ratified");

    desk.write("kernels/ratified/scale.wgsl", "fn other() {}");
    assert_eq!(status(&desk), "stale");
    let report = desk.run(&["store", "verify", "kernels", "--json"]).exits(1).line();
    assert_eq!(report["problems"][0]["file"], "scale.wgsl");
    let text = desk.run(&["store", "verify", "kernels/ratified"]).exits(1).out;
    assert!(text.starts_with("scale.wgsl: not what was signed"), "{text}");
}

/// Ratifies on a terminal of its own; `answer` makes what is typed from the shown hash.
#[cfg(unix)]
fn on_a_terminal(desk: &Desk, answer: impl Fn(&str) -> String) -> (u32, String) {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::{Read, Write};

    let size = PtySize { rows: 50, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_w2gpu-tui"));
    command.args(["ratify", "kernels", "scale", "--key", "local", "--make-key"]);
    command.cwd(desk.home.path());
    command.env_clear();
    command.env("HOME", desk.home.path());
    command.env("USER", "evil\u{1b}[2J");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let (mut seen, mut answered) = (Vec::new(), false);
    let mut buffer = [0; 4096];
    loop {
        match reader.read(&mut buffer) {
            // A terminal whose programs have ended gives an error.
            Ok(0) | Err(_) => break,
            Ok(count) => seen.extend_from_slice(&buffer[..count]),
        }
        let text = String::from_utf8_lossy(&seen);
        if let (false, Some(at)) = (answered, text.find("SHA-256 of this statement: ")) {
            let hash: String = text[at + 27..].chars().take(64).collect();
            if text.contains("to leave it:") {
                writeln!(writer, "{}", answer(&hash)).unwrap();
                answered = true;
            }
        }
    }
    let code = child.wait().unwrap().exit_code();
    (code, String::from_utf8_lossy(&seen).into_owned())
}

#[cfg(unix)]
#[test]
fn a_person_confirms_on_a_terminal() {
    let desk = Desk::scale(&["scale"]);
    for typed in ["", "y", "yes"] {
        let (code, text) = on_a_terminal(&desk, |_| typed.into());
        assert_eq!(code, 1, "{text}");
        assert!(text.contains("nothing was signed") && text.contains("\"verdict\""), "{text}");
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
    let (code, text) = on_a_terminal(&desk, |hash| hash[..6].to_owned());
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("scale is ratified: entry 1 of the log"), "{text}");
    assert_eq!(status(&desk), "ratified");
}

fn ssh_keygen_accepts(desk: &Desk) {
    let public = fs::read_to_string(desk.path(".config/w2gpu-tui/id_ed25519.pub")).unwrap();
    let allowed = desk.write("allowed_signers", format!("me {public}"));
    let statement = fs::File::open(desk.path("kernels/ratified/scale.json")).unwrap();
    let output = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-n", "ratify@w2gpu", "-I", "me", "-f"])
        .arg(allowed)
        .arg("-s")
        .arg(desk.path("kernels/ratified/scale.json.sig"))
        .stdin(statement)
        .output();
    match output {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(_) => eprintln!("skipped: ssh-keygen is not installed"),
    }
}

#[test]
fn what_is_not_verified_is_not_signed() {
    let desk = Desk::scale(&["scale"]);
    desk.run(&["draft", "kernels", "--out", "drafts"]).exits(0);
    let good = fs::read_to_string(desk.path("drafts/scale.wgsl")).unwrap();
    let ratify = |text: &str| {
        let file = desk.write("given.wgsl", text);
        let digits = Digest256::of(fs::read(file).unwrap()).short(8);
        let key = ["--key", "local", "--make-key", "--confirm", &digits, "--json"];
        desk.run(&[&["ratify", "kernels", "scale", "--wgsl", "given.wgsl"], &key[..]].concat())
    };
    let wrong = ratify(&good.replace('*', "-")).exits(1).line();
    assert_eq!(wrong["verdict"], "differs", "{wrong}");
    assert_eq!(ratify("fn main(").exits(1).line()["verdict"], Value::Null);
    assert!(!desk.path("kernels/ratified").exists());
    let line = ratify(&format!("{good}// by hand\n")).exits(0).line();
    assert_eq!(line["seq"], 1);
    let statement = fs::read(desk.path("kernels/ratified/scale.json")).unwrap();
    let statement: Value = serde_json::from_slice(&statement).unwrap();
    assert_eq!(statement["drafter"]["name"], "person");
    assert_eq!(statement["verdict"], "verified");
}

#[test]
fn rejections_are_recorded_and_taken_back() {
    let desk = Desk::scale(&["sub/scale"]);
    let reject = ["reject", "kernels", "sub/scale", "--reason", "ignores y\u{1b}"];
    desk.run(&reject).exits(0);
    let line = desk.run(&["undo", "kernels", "sub/scale", "--json"]).exits(0).line();
    assert_eq!(line["action"], "reject");
    assert_eq!(line["reason"], "ignores y\u{1b}");
    desk.run(&["undo", "kernels", "sub/scale"]).exits(1).says("no rejection");
    desk.run(&["reject", "kernels", "scale", "--reason", "x"]).exits(2).says("no kernel 'scale'");
    let log = fs::read_to_string(desk.path("kernels/.w2gpu/decisions.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 2);
    assert_eq!(fs::read_to_string(desk.path("kernels/.w2gpu/.gitignore")).unwrap(), "*\n");
}

#[cfg(unix)]
#[test]
fn a_read_only_directory_still_gives_its_verdicts() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::scale(&["scale"]);
    let directory = desk.path("kernels");
    let mode = |mode| fs::set_permissions(&directory, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let writable = fs::write(directory.join("probe"), "").is_ok();
    if writable {
        eprintln!("skipped: this user may write everywhere");
        mode(0o755);
        return;
    }
    desk.run(&["draft", "kernels", "--json"]).exits(0);
    let key = ["--key", "local", "--make-key", "--confirm", "000000"];
    let run = desk.run(&[&["ratify", "kernels", "scale"], &key[..]].concat());
    mode(0o755);
    run.exits(1);
}

/// The samples that are built to go wrong say where.
#[test]
fn the_broken_samples_end_with_their_diagnostics() {
    let desk = Desk::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken");
    let lines = desk.run(&["draft", samples.to_str().unwrap(), "--json"]).exits(1).lines();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let reason = line["reason"].as_str().unwrap();
        let place = reason.split(':').next().unwrap().parse::<u32>();
        assert!(place.is_ok_and(|line| line > 1), "{reason}");
        assert_eq!(line["verdict"], Value::Null);
    }
}
