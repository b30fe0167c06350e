//! A person's own editor on a draft. The text goes through a temporary file that is only removed
//! when what was written into it has arrived.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::process::Command;

/// The largest text that is taken back, in bytes.
const MAX: u64 = 4 << 20;

/// A draft in a file.
pub struct Opened {
    directory: TempDir,
    file: PathBuf,
    before: String,
}

impl Opened {
    /// Writes `text` into a file whose name ends in `.wgsl`.
    pub fn new(kernel: &str, text: &str) -> std::io::Result<Self> {
        let directory = tempfile::Builder::new().prefix("w2gpu-").tempdir()?;
        let tame = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        let name: String = kernel.chars().map(tame).take(60).collect();
        let file = directory.path().join(format!("{name}.wgsl"));
        std::fs::File::create_new(&file)?.write_all(text.as_bytes())?;
        Ok(Self { directory, file, before: text.to_owned() })
    }

    /// Runs the editor at `line`; then the text.
    ///
    /// # Errors
    /// Why there is no new text, in one sentence for the person.
    pub async fn edit(self, editor: &str, line: u32) -> Result<String, String> {
        // The editor is a command line of the person's own, as every program that runs $EDITOR
        // has it; the file's name goes in as an argument, never as shell text.
        let script = format!("{editor} \"$@\"");
        let status = Command::new("sh")
            .args(["-c", &script, "sh"])
            .args(arguments(editor, &self.file, line))
            .status()
            .await;
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => {
                let text = self.read();
                if text.as_ref().is_ok_and(|text| *text == self.before) {
                    return Err(format!("{editor}: {status}; the draft is as it was"));
                }
                return Err(self.kept(&format!("{editor}: {status}; the draft is as it was")));
            }
            Err(error) => return Err(format!("{editor} can't be started: {error}; set $EDITOR")),
        }
        match self.read() {
            Ok(text) if text == self.before => Err("nothing changed".into()),
            Ok(text) => Ok(text),
            Err(why) => Err(self.kept(&why)),
        }
    }

    fn read(&self) -> Result<String, String> {
        let mut bytes = Vec::new();
        std::fs::File::open(&self.file)
            .and_then(|file| file.take(MAX + 1).read_to_end(&mut bytes))
            .map_err(|e| format!("the edited text can't be read: {e}"))?;
        if bytes.len() as u64 > MAX {
            return Err("the edited text is larger than 4 MiB".into());
        }
        String::from_utf8(bytes).map_err(|_| "the edited text is not UTF-8".into())
    }

    /// Leaves the file where it is, and says so.
    fn kept(self, why: &str) -> String {
        let file = self.file;
        let _ = self.directory.keep();
        format!("{why}; what was written is kept in {}", file.display())
    }
}

/// The file, at a line for editors that are known to take one.
fn arguments(editor: &str, file: &Path, line: u32) -> Vec<String> {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy();
    let path = file.display().to_string();
    match &*name {
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "micro"
        | "kak" | "joe" | "ne" | "mg" | "jed" => vec![format!("+{line}"), path],
        "hx" | "helix" | "zed" | "subl" => vec![format!("{path}:{line}")],
        "code" | "codium" => vec!["--goto".into(), format!("{path}:{line}")],
        _ => vec![path],
    }
}

/// Keeps a text that could not be handed over in a file of its own.
///
/// # Errors
/// The disk.
pub fn rescue(text: &str) -> std::io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("w2gpu-edit-").suffix(".wgsl").tempfile()?;
    file.write_all(text.as_bytes())?;
    let (_, path) = file.keep()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn edit(script: &str) -> Result<String, String> {
        let directory = tempfile::tempdir().unwrap();
        let editor = directory.path().join("editor.sh");
        std::fs::write(&editor, script).unwrap();
        let opened = Opened::new("a/b:c $(x)", "one\n").unwrap();
        opened.edit(&format!("sh {}", editor.display()), 3).await
    }

    #[tokio::test]
    async fn an_editor_changes_the_text() {
        assert_eq!(edit("echo two >> \"$1\"").await.as_deref(), Ok("one\ntwo\n"));
        assert_eq!(edit("true").await.unwrap_err(), "nothing changed");
    }

    #[tokio::test]
    async fn a_failing_editor_loses_nothing() {
        let why = edit("echo two > \"$1\"; exit 3").await.unwrap_err();
        let (_, file) = why.split_once("is kept in ").unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), "two\n");
        std::fs::remove_dir_all(Path::new(file).parent().unwrap()).unwrap();
        assert!(edit("exit 3").await.unwrap_err().ends_with("the draft is as it was"));
        let why = edit("printf '\\377' > \"$1\"").await.unwrap_err();
        assert!(why.starts_with("the edited text is not UTF-8"), "{why}");
        let (_, file) = why.split_once("is kept in ").unwrap();
        std::fs::remove_dir_all(Path::new(file).parent().unwrap()).unwrap();
    }

    #[test]
    fn known_editors_open_at_the_line() {
        let file = Path::new("/t/k.wgsl");
        assert_eq!(arguments("/usr/bin/vim -u NONE", file, 7), ["+7", "/t/k.wgsl"]);
        assert_eq!(arguments("hx", file, 7), ["/t/k.wgsl:7"]);
        assert_eq!(arguments("ed", file, 7), ["/t/k.wgsl"]);
    }
}
