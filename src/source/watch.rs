//! Which files of a directory are kernels, and which of them changed.
//!
//! Watches directories, never single files: editors save by renaming. Never parses what it finds
//! and never follows a link out of the directory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::MAX_SOURCE_BYTES;
use crate::kernel::Digest256;

/// Directories below the root that are entered at most, counted from it.
pub const MAX_DEPTH: usize = 32;

/// Most kernel files of one directory.
pub const MAX_FILES: usize = 20_000;

/// How long a directory must be quiet before its changes are looked at.
const QUIET: Duration = Duration::from_millis(20);

/// How long a busy directory's changes wait at most.
const PATIENCE: Duration = Duration::from_millis(250);

/// How often a directory that can't be watched is looked at.
const POLL: Duration = Duration::from_millis(1500);

/// The kernel files (`*.wat`, `*.wasm`) below `dir`, sorted; `dir` itself where it is one.
///
/// Hidden files and directories, `ratified`, links to directories, links that lead out of `dir`
/// and everything deeper than [`MAX_DEPTH`] are left out, and so is a `.wasm` beside a `.wat` of
/// the same name: it is what the text was built from or into, and both would carry one name.
///
/// # Errors
/// `dir` can't be read, or holds more than [`MAX_FILES`] kernel files.
pub fn scan(dir: &Path) -> io::Result<Vec<PathBuf>> {
    if dir.is_file() {
        return match is_source(dir) {
            true => Ok(vec![dir.to_owned()]),
            false => Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{} is neither a .wat nor a .wasm file", dir.display()),
            )),
        };
    }
    let root = dir.canonicalize()?;
    let mut found = BTreeSet::new();
    let mut open = vec![(dir.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(error),
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "folder left out");
                continue;
            }
        };
        for entry in entries.flatten() {
            if is_skipped(&entry.file_name()) {
                continue;
            }
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            if kind.is_dir() {
                if depth < MAX_DEPTH {
                    open.push((path, depth + 1));
                } else {
                    tracing::warn!(folder = %path.display(), "too deep, left out");
                }
            } else if is_source(&path) && (kind.is_file() || stays_inside(&root, &path)) {
                found.insert(path);
            }
            if found.len() > MAX_FILES {
                return Err(io::Error::other(format!(
                    "{} holds more than {MAX_FILES} kernel files: name a directory below it",
                    dir.display()
                )));
            }
        }
    }
    let shadowed = |path: &PathBuf| {
        path.extension().is_some_and(|e| e == "wasm") && found.contains(&path.with_extension("wat"))
    };
    Ok(found.iter().filter(|path| !shadowed(path)).cloned().collect())
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "wat" || extension == "wasm")
}

fn is_skipped(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == "ratified"
}

/// A link to a regular file inside `root`.
fn stays_inside(root: &Path, link: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.starts_with(root) && target.is_file())
}

/// What happened in a watched directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Kernel files that are new or whose bytes or sidecar changed, and files that are gone.
    Files {
        /// New, changed, or with a changed sidecar.
        changed: Vec<PathBuf>,
        /// No longer there.
        removed: Vec<PathBuf>,
    },
    /// The directory disappeared; it is looked for slowly.
    Lost,
    /// It is back, and watched again. `Files` follows.
    Found,
    /// The system can't watch it, with why; it is polled slowly instead.
    Polling(String),
}

/// Stops watching when dropped.
#[derive(Debug)]
pub struct Watch {
    wake: Sender<Wake>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The thread is gone already when this fails.
        let _ = self.wake.send(Wake::Stop);
    }
}

enum Wake {
    /// Something happened to these paths.
    Touched(Vec<PathBuf>),
    /// The system lost track: everything may have changed.
    Unsure,
    Stop,
}

/// Watches `dir`, an absolute path without links, on a thread of its own and reports to `report` until the result is dropped.
/// `known` are the files that the caller has loaded already.
pub fn watch(
    dir: PathBuf,
    known: Vec<PathBuf>,
    report: impl FnMut(Change) + Send + 'static,
) -> io::Result<Watch> {
    let (wake, wakes) = channel();
    let sender = wake.clone();
    let files = known.into_iter().map(|path| (path, Seen::default())).collect();
    let mut watcher = Watcher { dir, files, sidecars: BTreeMap::new(), sender, report };
    std::thread::Builder::new().name("watch".into()).spawn(move || watcher.run(&wakes))?;
    Ok(Watch { wake })
}

/// What was last reported of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    digest: Option<Digest256>,
}

/// What came in until the directory was quiet.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<PathBuf>,
    unsure: bool,
    stop: bool,
}

impl Batch {
    fn add(&mut self, wake: Wake) {
        match wake {
            Wake::Touched(paths) => self.paths.extend(paths),
            Wake::Unsure => self.unsure = true,
            Wake::Stop => self.stop = true,
        }
    }

    fn collect(&mut self, wakes: &Receiver<Wake>) {
        let end = Instant::now() + PATIENCE;
        while !self.stop && Instant::now() < end {
            match wakes.recv_timeout(QUIET) {
                Ok(wake) => self.add(wake),
                Err(_) => return,
            }
        }
    }
}

struct Watcher<F> {
    dir: PathBuf,
    files: BTreeMap<PathBuf, Seen>,
    sidecars: BTreeMap<PathBuf, Seen>,
    sender: Sender<Wake>,
    report: F,
}

impl<F: FnMut(Change)> Watcher<F> {
    fn run(&mut self, wakes: &Receiver<Wake>) {
        let mut notifier = self.start();
        // Whatever changed between the caller's scan and the first watch.
        self.rescan(false);
        let mut lost = false;
        loop {
            let wake = match notifier {
                Some(_) => wakes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                None => wakes.recv_timeout(POLL),
            };
            let mut batch = Batch::default();
            match wake {
                Ok(wake) => batch.add(wake),
                Err(RecvTimeoutError::Timeout) => batch.unsure = true,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if notifier.is_some() {
                batch.collect(wakes);
            }
            match (batch.stop, self.dir.is_dir(), lost) {
                (true, ..) => return,
                (_, true, true) => {
                    lost = false;
                    notifier = self.start();
                    (self.report)(Change::Found);
                    self.rescan(true);
                }
                (_, true, false) if batch.unsure => self.rescan(true),
                (_, true, false) => self.look_at(&batch.paths),
                (_, false, false) => {
                    lost = true;
                    notifier = None;
                    (self.report)(Change::Lost);
                }
                (_, false, true) => {}
            }
        }
    }

    fn start(&mut self) -> Option<RecommendedWatcher> {
        let sender = self.sender.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            let wake = match event {
                // Reading a file is no change; without this, looking would wake the watcher.
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if event.need_rescan() => Wake::Unsure,
                Ok(event) => Wake::Touched(event.paths),
                Err(error) => {
                    tracing::warn!(%error, "watching");
                    Wake::Unsure
                }
            };
            // Fails only when nobody listens any more.
            let _ = sender.send(wake);
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        let started = RecommendedWatcher::new(handler, config).and_then(|mut watcher| {
            watcher.watch(&self.dir, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        started
            .map_err(|error| (self.report)(Change::Polling(format!("can't be watched: {error}"))))
            .ok()
    }

    /// Compares what lies at `paths` with what was reported last.
    fn look_at(&mut self, paths: &BTreeSet<PathBuf>) {
        let mut changed = BTreeSet::new();
        for path in paths {
            let Ok(below) = path.strip_prefix(&self.dir) else { continue };
            let skipped = |part: Component<'_>| match part {
                Component::Normal(name) => is_skipped(name),
                _ => true,
            };
            if below.components().any(skipped) {
                continue;
            }
            if path.extension().is_some_and(|extension| extension == "toml") {
                if differs(&mut self.sidecars, path) {
                    changed.extend(self.owners(path));
                }
            } else if is_source(path) && self.files.contains_key(path) && path.is_file() {
                if differs(&mut self.files, path) {
                    changed.insert(path.clone());
                }
            } else if path.is_dir() || is_source(path) || self.is_folder_of_known(path) {
                // New, gone, or a whole folder: the scan's rules decide.
                return self.rescan_with(changed, false);
            }
        }
        if !changed.is_empty() {
            let changed = changed.into_iter().collect();
            (self.report)(Change::Files { changed, removed: Vec::new() });
        }
    }

    fn is_folder_of_known(&self, path: &Path) -> bool {
        self.files.range(path.to_owned()..).next().is_some_and(|(file, _)| file.starts_with(path))
    }

    /// The kernel files that a sidecar speaks of: `name.toml` and `name.export.toml`.
    fn owners(&self, sidecar: &Path) -> Vec<PathBuf> {
        let stem = sidecar.with_extension("");
        let candidates = [Some(stem.clone()), stem.extension().map(|_| stem.with_extension(""))];
        let named = candidates.into_iter().flatten().flat_map(|stem| {
            ["wat", "wasm"].map(|extension| {
                let mut name = stem.clone().into_os_string();
                name.push(".");
                name.push(extension);
                PathBuf::from(name)
            })
        });
        named.filter(|file| self.files.contains_key(file)).collect()
    }

    fn rescan(&mut self, compare: bool) {
        self.rescan_with(BTreeSet::new(), compare);
    }

    /// Reports new and missing files; with `compare` also those that differ from what was seen.
    fn rescan_with(&mut self, mut changed: BTreeSet<PathBuf>, compare: bool) {
        let Ok(now) = scan(&self.dir) else { return };
        let now: BTreeSet<PathBuf> = now.into_iter().collect();
        let removed: Vec<_> = self.files.keys().filter(|f| !now.contains(*f)).cloned().collect();
        for file in &removed {
            self.files.remove(file);
        }
        for file in now {
            let new = !self.files.contains_key(&file);
            if (new || compare) && differs(&mut self.files, &file) {
                changed.insert(file);
            }
        }
        if !changed.is_empty() || !removed.is_empty() {
            let changed = changed.into_iter().collect();
            (self.report)(Change::Files { changed, removed });
        }
    }
}

/// Whether the file's bytes are others than those seen last; remembers them.
fn differs(seen: &mut BTreeMap<PathBuf, Seen>, path: &Path) -> bool {
    let metadata = std::fs::metadata(path).ok();
    let size = metadata.as_ref().map_or(0, std::fs::Metadata::len);
    let modified = metadata.and_then(|m| m.modified().ok());
    let digest =
        (size <= MAX_SOURCE_BYTES).then(|| std::fs::read(path).ok()).flatten().map(Digest256::of);
    let now = Seen { size, modified, digest };
    let before = seen.insert(path.to_owned(), now.clone());
    match (before.and_then(|seen| seen.digest), digest) {
        (Some(before), Some(now)) => before != now,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(path: PathBuf, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn names(root: &Path) -> Vec<String> {
        let found = scan(root).unwrap();
        found
            .iter()
            .map(|path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_scan_finds_kernels_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.wat", "a.wasm", "x/y/c.wat", "x.txt", ".git/h.wat", "ratified/r.wat"] {
            touch(dir.path().join(name), "");
        }
        assert_eq!(names(dir.path()), ["a.wasm", "b.wat", "x/y/c.wat"]);
    }

    #[test]
    fn a_binary_beside_its_text_is_not_a_second_kernel() {
        let dir = tempfile::tempdir().unwrap();
        touch(dir.path().join("a.wat"), "");
        touch(dir.path().join("a.wasm"), "");
        assert_eq!(names(dir.path()), ["a.wat"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_never_lead_out_or_in_circles() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        touch(outside.path().join("secret.wat"), "");
        let dir = tempfile::tempdir().unwrap();
        touch(dir.path().join("in.wat"), "");
        symlink(outside.path().join("secret.wat"), dir.path().join("out.wat")).unwrap();
        symlink(outside.path(), dir.path().join("folder")).unwrap();
        symlink(dir.path(), dir.path().join("circle")).unwrap();
        symlink(dir.path().join("in.wat"), dir.path().join("alias.wat")).unwrap();
        assert_eq!(names(dir.path()), ["alias.wat", "in.wat"]);
    }

    #[test]
    fn too_deep_is_left_out_without_recursion() {
        let dir = tempfile::tempdir().unwrap();
        let mut path = dir.path().to_owned();
        (0..MAX_DEPTH + 5).for_each(|_| path.push("d"));
        touch(path.join("deep.wat"), "");
        assert!(names(dir.path()).is_empty());
    }

    fn watched(dir: &Path) -> (Watch, Receiver<Change>) {
        let (sender, changes) = channel();
        let known = scan(dir).unwrap();
        let watch = watch(dir.to_owned(), known, move |change| {
            let _ = sender.send(change);
        });
        (watch.unwrap(), changes)
    }

    fn next(changes: &Receiver<Change>) -> Change {
        changes.recv_timeout(Duration::from_secs(20)).expect("a change is reported")
    }

    fn changed(path: &Path) -> Change {
        Change::Files { changed: vec![path.to_owned()], removed: Vec::new() }
    }

    #[test]
    fn changes_are_reported_once_and_sidecars_belong_to_their_kernel() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let (a, b) = (root.join("a.wat"), root.join("b.wat"));
        touch(a.clone(), "1");
        let (_watch, changes) = watched(&root);
        touch(root.join(".b.tmp"), "1");
        std::fs::rename(root.join(".b.tmp"), &b).unwrap();
        assert_eq!(next(&changes), changed(&b));
        // Same bytes again, then a sidecar: only the sidecar's kernel is reported.
        touch(b.clone(), "1");
        touch(root.join("a.toml"), "abi = \"c\"");
        assert_eq!(next(&changes), changed(&a));
        touch(root.join("b.main.toml"), "");
        assert_eq!(next(&changes), changed(&b));
        // An editor's save: a temporary file renamed over the old one.
        touch(root.join(".b.swp"), "2");
        std::fs::rename(root.join(".b.swp"), &b).unwrap();
        assert_eq!(next(&changes), changed(&b));
        std::fs::remove_file(&b).unwrap();
        assert_eq!(next(&changes), Change::Files { changed: Vec::new(), removed: vec![b] });
    }

    #[test]
    fn a_lost_directory_is_picked_up_again() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap().join("kernels");
        touch(root.join("a.wat"), "1");
        let (_watch, changes) = watched(&root);
        std::fs::remove_dir_all(&root).unwrap();
        let mut seen = Vec::new();
        while seen.last() != Some(&Change::Lost) {
            seen.push(next(&changes));
        }
        touch(root.join("n.wat"), "1");
        assert_eq!(next(&changes), Change::Found);
        let Change::Files { changed, .. } = next(&changes) else { panic!("files follow") };
        assert_eq!(changed, [root.join("n.wat")]);
    }
}
