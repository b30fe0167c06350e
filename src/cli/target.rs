//! Paths on the command line → kernel files, and kernels by name.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::kernel::{KernelId, Origin, relative};
use crate::source::watch;
use crate::workbench::engine::{self, Loaded};

/// The largest WGSL file that is read, in bytes.
const MAX_WGSL_BYTES: u64 = 4 << 20;

/// A kernel file, and the directory that its kernels are named from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The directory given, or the file's own.
    pub root: PathBuf,
    /// The file.
    pub file: PathBuf,
}

impl Target {
    /// Loads its kernels.
    pub fn load(&self) -> Vec<Loaded> {
        engine::load(&self.root, &self.file)
    }
}

/// All kernel files of the given files and directories, in order.
pub fn targets(paths: &[PathBuf]) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).with_context(|| path.display().to_string())?;
        if metadata.is_dir() {
            let files = watch::scan(path).with_context(|| path.display().to_string())?;
            if files.is_empty() {
                bail!("{}: no .wat or .wasm file below this directory", path.display());
            }
            targets.extend(files.into_iter().map(|file| Target { root: path.clone(), file }));
        } else {
            let root = match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
                _ => PathBuf::from("."),
            };
            targets.push(Target { root, file: path.clone() });
        }
    }
    Ok(targets)
}

/// The kernel of that name below `directory`.
pub fn kernel(directory: &Path, name: &str) -> anyhow::Result<Loaded> {
    let name = name.strip_suffix(".wat").or_else(|| name.strip_suffix(".wasm")).unwrap_or(name);
    let id = KernelId::from_name(name);
    let mut others = Vec::new();
    for target in targets(&[directory.to_owned()])? {
        let file = KernelId::new(&relative(&target.root, &target.file), None);
        let beginning = name.strip_prefix(file.as_str());
        if beginning.is_some_and(|rest| rest.is_empty() || rest.starts_with(':')) {
            let loaded = target.load();
            others.extend(loaded.iter().map(|other| other.id.to_string()));
            if let Some(found) = loaded.into_iter().find(|loaded| loaded.id == id) {
                return Ok(found);
            }
        }
    }
    if others.is_empty() {
        let directory = directory.display();
        bail!("no kernel '{name}' in {directory}; `w2gpu-tui list {directory}` names them");
    }
    bail!("'{name}' holds several kernels; name one of: {}", others.join(", "))
}

/// The file that a diagnostic about this kernel is about; `draft` where the WGSL lies.
pub fn origin(loaded: &Loaded, origin: Origin, draft: Option<&Path>) -> PathBuf {
    let export = match loaded.id.as_str().rsplit_once(':') {
        Some((_, export)) => Some(export.to_owned()),
        None => loaded
            .module
            .as_ref()
            .and_then(|module| module.kernels().next().map(|export| export.name.clone())),
    };
    match origin {
        Origin::Source => loaded.file.clone(),
        Origin::Contract => engine::sidecar(&loaded.file, &export.unwrap_or_default()),
        Origin::Draft => draft.map_or_else(|| PathBuf::from("draft"), Path::to_owned),
    }
}

/// Reads a WGSL file.
pub fn wgsl(file: &Path) -> anyhow::Result<String> {
    let read = || -> anyhow::Result<String> {
        let metadata = std::fs::metadata(file)?;
        if !metadata.is_file() {
            bail!("not a regular file");
        }
        let mut bytes = Vec::new();
        std::fs::File::open(file)?.take(MAX_WGSL_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_WGSL_BYTES {
            bail!("larger than {} MiB", MAX_WGSL_BYTES >> 20);
        }
        String::from_utf8(bytes)
            .map_err(|e| anyhow::anyhow!("not UTF-8 from byte {} on", e.utf8_error().valid_up_to()))
    };
    read().with_context(|| file.display().to_string())
}

/// Writes a file whole or not at all, making its directory.
pub fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let put = || -> anyhow::Result<()> {
        std::fs::create_dir_all(parent)?;
        let mut temporary = temporary(parent)?;
        std::io::Write::write_all(&mut temporary, text.as_bytes())?;
        temporary.persist(file)?;
        Ok(())
    };
    put().with_context(|| format!("{} can't be written", file.display()))
}

/// A temporary file that, unlike `tempfile`'s own, others may read once it has its name.
fn temporary(parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(parent)
}
