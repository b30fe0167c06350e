//! The store under crashes, full disks, several writers and tampering.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use w2gpu_tui::contract::{Abi, Contract, Tolerance};
use w2gpu_tui::kernel::{
    CaseFigures, Class, Digest256, Draft, Evidence, KernelId, Provenance, Rule, Verdict,
};
use w2gpu_tui::ratify::audit::{self, Report};
use w2gpu_tui::ratify::{
    KeyChoice, Keyring, Proposal, Ratifiable, Signer, Status, Store, StoreError, names,
};

fn contract() -> Contract {
    Contract {
        export: "f".into(),
        abi: Abi::C,
        outputs: Vec::new(),
        threads: Vec::new(),
        cases: Vec::new(),
        tolerance: Tolerance::default(),
        image: None,
        returns: None,
        note: None,
        params: Vec::new(),
        leading: 0,
        invocation: Vec::new(),
        globals: Vec::new(),
        entry_params: Vec::new(),
        workgroup: None,
    }
}

fn draft(text: &str) -> Draft {
    let provenance = Provenance {
        drafter: "lower".into(),
        weights: None,
        sampling: None,
        parent: None,
        parallel: Some(true),
        why: "the iterations are independent".into(),
    };
    Draft::new(text, provenance)
}

fn wat(text: &str) -> Digest256 {
    Digest256::of(format!("wat of {text}"))
}

fn evidence(draft: &Draft, contract: &Contract, wat: Digest256) -> Evidence {
    let figures = CaseFigures {
        case: 0,
        executor: "simt".into(),
        setting: "exact".into(),
        scalars: Vec::new(),
        elements: 64,
        misses: 0,
        undecided: 0,
        untested: 0,
        max_abs: f64::INFINITY,
        max_ulp: 1,
        psnr: 98.5,
        reference_seconds: 0.001,
        draft_seconds: 0.002,
    };
    Evidence {
        schema: 1,
        wat,
        contract: contract.hash(),
        wgsl: draft.hash,
        seed: 7,
        rules: vec![Rule::V9, Rule::V12],
        worlds: Vec::new(),
        allowance: None,
        coverage: None,
        source_coverage: None,
        canaries: Vec::new(),
        mutation: Some(w2gpu_tui::kernel::Mutation::default()),
        adapters: Vec::new(),
        nonce: String::new(),
        executed: Vec::new(),
        deviations: Vec::new(),
        regressions: Vec::new(),
        versions: vec![("naga".into(), "30.0.1".into())],
        planned: 1,
        dropped: Vec::new(),
        figures: vec![figures],
        findings: Vec::new(),
        notes: Vec::new(),
        parallel: true,
        largest: "n = 33553920".into(),
        class: Class::Tolerance,
        verdict: Verdict::Verified,
    }
}

fn propose(kernel: &str, text: &str, signer: &Signer) -> Proposal {
    let (contract, draft, wat) = (contract(), draft(text), wat(text));
    let evidence = evidence(&draft, &contract, wat);
    let kernel = KernelId::from_name(kernel);
    let ratifiable = Ratifiable::new(&kernel, wat, &contract, &draft, &evidence).unwrap();
    Proposal::new(ratifiable, signer.reviewer().clone(), "2026-11-21T10:00:00Z".into()).unwrap()
}

fn ratify(store: &Store, kernel: &str, text: &str, signer: &Signer) -> Result<u64, StoreError> {
    let proposal = propose(kernel, text, signer);
    let confirmed = proposal.confirm(&proposal.digits()).unwrap();
    store.commit(&confirmed, signer).map(|receipt| receipt.seq)
}

fn signer(directory: &Path) -> Signer {
    let keyring = Keyring { socket: None, directory: directory.to_owned() };
    if !keyring.local().exists() {
        keyring.make_local().unwrap();
    }
    keyring.open(&KeyChoice::Local, &mut |_| None).unwrap()
}

fn status(store: &Store, kernel: &str, text: &str) -> Status {
    store.index().unwrap().status(&KernelId::from_name(kernel), wat(text), contract().hash())
}

fn good(directory: &Path) -> Report {
    let report = audit::verify(directory).unwrap();
    assert!(report.problems.is_empty(), "{:#?}", report.problems);
    report
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn all_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// In memory where the system has such a place: thousands of syncs cost nothing there.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A watched directory with `before` ratified in turn, and a key.
fn template(before: &[(&str, &str)]) -> (tempfile::TempDir, Signer) {
    let home = scratch();
    let signer = signer(&home.path().join("keys"));
    let watched = home.path().join("watched");
    fs::create_dir(&watched).unwrap();
    for (kernel, text) in before {
        ratify(&Store::new(&watched), kernel, text, &signer).unwrap();
    }
    (home, signer)
}

const REPLACED: &[(&str, &str)] = &[("other", "x"), ("sub/k:e", "old")];

#[test]
fn what_was_ratified_is_there() {
    let (home, signer) = template(&[]);
    let watched = home.path().join("watched");
    let store = Store::new(&watched);
    assert_eq!(status(&store, "sub/k:e", "a"), Status::None);
    ratify(&store, "sub/k:e", "a", &signer).unwrap();

    let report = good(&watched);
    assert_eq!((report.entries, report.kernels, report.pending), (1, 1, false));
    assert_eq!(report.keys.keys().collect::<Vec<_>>(), [&signer.reviewer().key]);
    let kernel = KernelId::from_name("sub/k:e");
    let wgsl = watched.join("ratified").join(names::file(&kernel, ".wgsl"));
    assert_eq!(fs::read_to_string(wgsl).unwrap(), "a");
    assert!(matches!(status(&store, "sub/k:e", "a"), Status::Ratified(_)));

    let Status::Stale { changed, .. } = status(&store, "sub/k:e", "b") else { panic!() };
    assert_eq!(changed, ["WAT"]);
}

#[test]
fn a_second_ratification_replaces_the_files_and_keeps_the_content() {
    let (home, signer) = template(REPLACED);
    let watched = home.path().join("watched");
    let store = Store::new(&watched);
    assert_eq!(ratify(&store, "sub/k:e", "new", &signer).unwrap(), 3);
    let report = good(&watched);
    assert_eq!((report.entries, report.kernels), (3, 2));
    let old = watched.join("ratified/.objects").join(Digest256::of("old").hex());
    assert_eq!(fs::read_to_string(old).unwrap(), "old");
}

#[test]
fn names_never_leave_the_store_nor_meet_each_other() {
    let (home, signer) = template(&[]);
    let watched = home.path().join("watched");
    let store = Store::new(&watched);
    let odd = [
        "head",
        "log",
        "a",
        "a.evidence",
        "../../../escape",
        ".objects/x",
        "a/b",
        "a.wgsl/b",
        "x\u{1b}[2J\n",
        "é".repeat(300).leak(),
    ];
    for kernel in odd {
        ratify(&store, kernel, kernel, &signer).unwrap();
    }
    good(&watched);
    for kernel in odd {
        assert!(matches!(status(&store, kernel, kernel), Status::Ratified(_)), "{kernel:?}");
    }
    let outside: BTreeSet<_> =
        fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(outside.into_iter().collect::<Vec<_>>(), ["keys", "watched"]);
}

#[test]
fn wrong_digits_confirm_nothing() {
    let (_home, signer) = template(&[]);
    let proposal = propose("k", "a", &signer);
    let digits = proposal.digits();
    assert!(proposal.confirm(&format!(" {}\n", digits.to_uppercase())).is_some());
    let wrong = if digits.starts_with('0') { "1" } else { "0" }.to_owned() + &digits[1..];
    for typed in ["", "      ", &digits[..5], &proposal.hash().hex(), &wrong] {
        assert!(proposal.confirm(typed).is_none(), "{typed}");
    }
}

#[test]
fn only_matching_verified_evidence_is_ratifiable() {
    let (contract, draft, wat) = (contract(), draft("a"), wat("a"));
    let kernel = KernelId::from_name("k");
    let evidence = evidence(&draft, &contract, wat);
    let attempt = |evidence: &Evidence| Ratifiable::new(&kernel, wat, &contract, &draft, evidence);
    assert!(attempt(&evidence).is_ok());

    let other = Digest256::of("other");
    for (what, changed) in [
        ("WAT", Evidence { wat: other, ..evidence.clone() }),
        ("contract", Evidence { contract: other, ..evidence.clone() }),
        ("draft", Evidence { wgsl: other, ..evidence.clone() }),
    ] {
        let error = attempt(&changed).unwrap_err().to_string();
        assert!(error.contains(&format!("another {what}")), "{error}");
    }
    for class in [Class::Weak, Class::Trivial, Class::None, Class::PsnrAbove40] {
        assert!(attempt(&Evidence { class, ..evidence.clone() }).is_err(), "{class}");
    }
    let verdict = Verdict::Inconclusive { reason: "too few cases".into(), rule: Rule::V4 };
    let error = attempt(&Evidence { verdict, ..evidence.clone() }).unwrap_err().to_string();
    assert!(error.contains("inconclusive") && error.contains("too few cases"), "{error}");

    // The text was changed behind its digest's back.
    let forged = Draft { wgsl: "b".into(), ..draft.clone() };
    assert!(Ratifiable::new(&kernel, wat, &contract, &forged, &evidence).is_err());
}

/// Not a test: the writer that `killed_at_every_step` starts and kills. Without its environment
/// it does nothing.
#[test]
fn writer_that_is_killed() {
    let Ok(step) = std::env::var("STORE_TEST_STEP") else { return };
    let step: usize = step.parse().unwrap();
    let home = PathBuf::from(std::env::var("STORE_TEST_HOME").unwrap());
    let count = AtomicUsize::new(0);
    let observer = Arc::new(move |_: &str, _: &Path| {
        if count.fetch_add(1, Ordering::SeqCst) == step {
            std::process::abort();
        }
        Ok(())
    });
    let store = Store::observed(&home.join("watched"), observer);
    ratify(&store, "sub/k:e", "new", &signer(&home.join("keys"))).unwrap();
}

/// How many steps one ratification takes after `before`.
fn steps(before: &[(&str, &str)]) -> usize {
    let (home, signer) = template(before);
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    let observer = Arc::new(move |_: &str, _: &Path| {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(())
    });
    let store = Store::observed(&home.path().join("watched"), observer);
    ratify(&store, "sub/k:e", "new", &signer).unwrap();
    count.load(Ordering::SeqCst)
}

/// Whatever happened, the store is good, holds all or nothing, and takes the next ratification.
fn all_or_nothing(watched: &Path, before: &[(&str, &str)], signer: &Signer) -> bool {
    let entries = if watched.join("ratified").exists() { good(watched).entries } else { 0 };
    assert!(entries == before.len() || entries == before.len() + 1, "{entries} entries");
    let counts = entries > before.len();
    let store = Store::new(watched);
    match (counts, before.is_empty()) {
        (true, _) => {
            // Its WGSL may still be the old one; the next writer puts the new one there.
            assert!(!matches!(status(&store, "sub/k:e", "new"), Status::None));
        }
        (false, true) => assert_eq!(status(&store, "sub/k:e", "new"), Status::None),
        (false, false) => assert!(matches!(status(&store, "sub/k:e", "old"), Status::Ratified(_))),
    }
    assert_eq!(ratify(&store, "next", "n", signer).unwrap(), entries as u64 + 1);
    let report = good(watched);
    assert!(!report.pending);
    let last = if counts { "new" } else { "old" };
    if counts || !before.is_empty() {
        assert!(matches!(status(&store, "sub/k:e", last), Status::Ratified(_)));
    }
    assert_eq!(fs::read_dir(watched.join("ratified/.tmp")).unwrap().count(), 0);
    counts
}

fn kill_at_every_step(before: &[(&str, &str)]) {
    let (home, _) = template(before);
    let total = steps(before);
    assert!(total > 50, "{total}");
    let mut counted = Vec::new();
    for step in 0..total {
        let scratch = scratch();
        copy(home.path(), scratch.path());
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_that_is_killed", "--test-threads=1"])
            .env("STORE_TEST_STEP", step.to_string())
            .env("STORE_TEST_HOME", scratch.path())
            .output()
            .unwrap();
        assert!(!output.status.success(), "the writer survived step {step}");
        let signer = signer(&scratch.path().join("keys"));
        counted.push(all_or_nothing(&scratch.path().join("watched"), before, &signer));
    }
    // There is one moment from which on it counts.
    let moment = counted.iter().position(|counts| *counts).unwrap();
    assert!(moment > 0 && counted[moment..].iter().all(|counts| *counts), "{counted:?}");
}

#[test]
fn killed_at_every_step_of_the_first_ratification() {
    kill_at_every_step(&[]);
}

#[test]
fn killed_at_every_step_of_a_replacement() {
    kill_at_every_step(REPLACED);
}

/// A disk that fails from the given step on, as a full one does.
fn failing(step: usize, kind: io::ErrorKind) -> w2gpu_tui::ratify::Observer {
    let count = AtomicUsize::new(0);
    Arc::new(move |what: &str, _: &Path| {
        let at = count.fetch_add(1, Ordering::SeqCst);
        if at >= step && what != "remove" { Err(kind.into()) } else { Ok(()) }
    })
}

#[test]
fn a_full_disk_at_every_step_loses_nothing() {
    for before in [&[], REPLACED] {
        for step in 0..steps(before) {
            let (home, signer) = template(before);
            let watched = home.path().join("watched");
            let store = Store::observed(&watched, failing(step, io::ErrorKind::StorageFull));
            let result = ratify(&store, "sub/k:e", "new", &signer);
            let leftovers = fs::read_dir(watched.join("ratified/.tmp")).map_or(0, Iterator::count);
            assert_eq!(leftovers, 0, "step {step} leaves files on the full disk");
            let counts = all_or_nothing(&watched, before, &signer);
            match result {
                Ok(_) => assert!(counts),
                Err(error) => {
                    let text = error.to_string();
                    assert!(text.contains("the disk is full"), "{text}");
                    assert_eq!(matches!(error, StoreError::Unfinished { .. }), counts, "{text}");
                    assert_eq!(text.starts_with("nothing was recorded"), !counts, "{text}");
                }
            }
        }
    }
}

#[test]
fn a_read_only_directory_is_a_clear_error() {
    let (home, signer) = template(&[]);
    let watched = home.path().join("watched");
    for (kind, expected) in [
        (io::ErrorKind::ReadOnlyFilesystem, "read-only"),
        (io::ErrorKind::PermissionDenied, "no permission"),
    ] {
        let store = Store::observed(&watched, failing(0, kind));
        let error = ratify(&store, "k", "a", &signer).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains("ratified"), "{error}");
        assert!(!watched.join("ratified").exists());
    }
}

#[test]
fn a_directory_that_disappeared_is_a_clear_error() {
    let (home, signer) = template(&[]);
    let watched = home.path().join("watched");
    fs::remove_dir(&watched).unwrap();
    let error = ratify(&Store::new(&watched), "k", "a", &signer).unwrap_err().to_string();
    assert!(error.starts_with("nothing was recorded") && error.contains("ratified"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_place_of_the_store_is_not_followed() {
    let (home, signer) = template(&[]);
    let (watched, elsewhere) = (home.path().join("watched"), home.path().join("elsewhere"));
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, watched.join("ratified")).unwrap();
    assert!(ratify(&Store::new(&watched), "k", "a", &signer).is_err());
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn two_writers_take_turns() {
    let (home, signer) = template(&[]);
    let watched = home.path().join("watched");
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (watched, signer) = (&watched, &signer);
            scope.spawn(move || {
                for number in 0..5 {
                    let kernel = format!("k{writer}-{number}");
                    ratify(&Store::new(watched), &kernel, &kernel, signer).unwrap();
                }
            });
        }
    });
    assert_eq!(good(&watched).entries, 20);
}

#[test]
fn a_reader_is_never_in_the_way_nor_misled() {
    let (home, signer) = template(&[("a", "x")]);
    let watched = home.path().join("watched");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (watched, done) = (&watched, &done);
        scope.spawn(move || {
            let mut last = 0;
            while !done.load(Ordering::SeqCst) {
                let kernels = Store::new(watched).index().unwrap().len();
                assert!(kernels >= last, "{kernels} after {last}");
                last = kernels;
            }
        });
        for number in 0..20 {
            ratify(&Store::new(watched), &format!("k{number}"), "x", &signer).unwrap();
        }
        done.store(true, Ordering::SeqCst);
    });
    assert_eq!(good(&watched).kernels, 21);
}

#[test]
fn a_writer_that_waits_too_long_says_so() {
    let (home, signer) = template(&[("a", "a")]);
    let watched = home.path().join("watched");
    let lock = fs::File::open(watched.join("ratified/.lock")).unwrap();
    lock.lock().unwrap();
    let store = Store::new(&watched).waiting(Duration::from_millis(50));
    let error = ratify(&store, "b", "b", &signer).unwrap_err();
    assert!(matches!(error, StoreError::Lock(_)), "{error}");
    assert!(error.to_string().contains("another program"), "{error}");
    lock.unlock().unwrap();
    ratify(&store, "b", "b", &signer).unwrap();
}

#[test]
fn every_change_to_any_file_is_found() {
    let (home, _) = template(&[("a", "x"), ("sub/k:e", "old"), ("sub/k:e", "new")]);
    let watched = home.path().join("watched");
    let files = all_files(&watched);
    assert!(files.len() > 25, "{files:?}");
    let expect_bad = |what: &str, file: &Path| {
        let report = audit::verify(&watched).unwrap();
        assert!(!report.problems.is_empty(), "{what}: {}", file.display());
    };
    for file in files.iter().filter(|file| !file.ends_with(".lock")) {
        let bytes = fs::read(file).unwrap();
        for at in [0, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            for bit in [0, 5] {
                let mut changed = bytes.clone();
                let Some(byte) = changed.get_mut(at) else { continue };
                *byte ^= 1 << bit;
                fs::write(file, changed).unwrap();
                expect_bad("flipped", file);
            }
        }
        if !bytes.is_empty() {
            for length in [0, bytes.len() / 2, bytes.len() - 1] {
                fs::write(file, &bytes[..length]).unwrap();
                expect_bad("truncated", file);
            }
        }
        fs::write(file, [&bytes[..], b"\n"].concat()).unwrap();
        expect_bad("extended", file);
        fs::remove_file(file).unwrap();
        expect_bad("removed", file);
        fs::write(file, &bytes).unwrap();
    }
    good(&watched);
}

#[test]
fn every_bit_of_the_heads_signature_counts() {
    let (home, _) = template(&[("a", "x")]);
    let watched = home.path().join("watched");
    let file = watched.join("ratified/head.json.sig");
    let bytes = fs::read(&file).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            fs::write(&file, changed).unwrap();
            let problems = audit::verify(&watched).unwrap().problems;
            assert!(!problems.is_empty(), "byte {at}, bit {bit}");
            assert!(problems.iter().all(|problem| problem.file == Path::new("head.json.sig")));
        }
    }
}

#[test]
fn an_older_state_of_some_files_is_found() {
    let (home, signer) = template(&[("a", "x"), ("b", "y")]);
    let watched = home.path().join("watched");
    let older = home.path().join("older");
    copy(&watched, &older);
    ratify(&Store::new(&watched), "a", "z", &signer).unwrap();
    for file in ["log.jsonl", "head.json", "head.json.sig", "a.json", "a.wgsl"] {
        let path = watched.join("ratified").join(file);
        let new = fs::read(&path).unwrap();
        fs::copy(older.join("ratified").join(file), &path).unwrap();
        assert!(!audit::verify(&watched).unwrap().problems.is_empty(), "{file}");
        fs::write(&path, new).unwrap();
    }
    good(&watched);
}

#[test]
fn what_nobody_signed_is_found() {
    let (home, _) = template(&[("a", "x")]);
    let watched = home.path().join("watched");
    for file in ["b.wgsl", "sub/b.wgsl", "B.WGSL", "a.json.sig.json", ".objects/short"] {
        let path = watched.join("ratified").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "fn main() {}").unwrap();
        let problems = audit::verify(&watched).unwrap().problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].file, Path::new(file));
        fs::remove_file(path).unwrap();
    }
    fs::write(watched.join("ratified/README"), "for people").unwrap();
    good(&watched);
}

#[test]
fn a_damaged_store_is_not_written_to() {
    let (home, signer) = template(&[("a", "x"), ("b", "y")]);
    let watched = home.path().join("watched");
    let log = watched.join("ratified/log.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{}\n", text.lines().next().unwrap())).unwrap();
    let error = ratify(&Store::new(&watched), "c", "z", &signer).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 1);
}

fn ssh_keygen(arguments: &[&str], input: &[u8]) -> Option<bool> {
    use std::io::Write;
    let mut child = Command::new("ssh-keygen")
        .args(arguments)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(input).ok()?;
    Some(child.wait().ok()?.success())
}

#[test]
fn ssh_keygen_accepts_what_lies_in_the_store() {
    let (home, signer) = template(&[("a", "x")]);
    let root = home.path().join("watched/ratified");
    let allowed = home.path().join("allowed_signers");
    fs::write(&allowed, format!("me@example.org {}\n", signer.public_key())).unwrap();
    for name in ["a.json", "head.json"] {
        let message = fs::read(root.join(name)).unwrap();
        let signature = root.join(format!("{name}.sig"));
        let signature = signature.to_str().unwrap();
        let check = ["-Y", "check-novalidate", "-n", "ratify@w2gpu", "-s", signature];
        let Some(accepted) = ssh_keygen(&check, &message) else {
            eprintln!("skipped: ssh-keygen is not installed");
            return;
        };
        assert!(accepted, "{name}");
        let allowed = allowed.to_str().unwrap();
        let verify = [
            "-Y",
            "verify",
            "-n",
            "ratify@w2gpu",
            "-f",
            allowed,
            "-I",
            "me@example.org",
            "-s",
            signature,
        ];
        assert_eq!(ssh_keygen(&verify, &message), Some(true), "{name}");
        assert_eq!(ssh_keygen(&verify, b"other"), Some(false), "{name}");
    }
}
