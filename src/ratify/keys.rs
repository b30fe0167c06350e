//! The keys a reviewer may sign with: an agent's, a file's, or one that this program made.
//!
//! Never sends a private key anywhere and never overwrites one. Comments are hostile text.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{PrivateKey, PublicKey};

use super::agent::{self, AgentError};
use super::sign::{SignError, Signer, fingerprint};

/// The largest key file that is read, in bytes.
const MAX_KEY_BYTES: u64 = 64 << 10;

/// The name of the key that this program makes, below its configuration directory.
const LOCAL: &str = "id_ed25519";

/// Which key, in a person's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyChoice {
    /// `agent`: the agent's only key.
    Agent,
    /// `local`: the key that this program made.
    Local,
    /// `SHA256:…`: a fingerprint, or its beginning; in the agent, or the local key.
    Fingerprint(String),
    /// A private key's file; or a public one's, whose private half an agent holds.
    File(PathBuf),
}

impl FromStr for KeyChoice {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "agent" => Self::Agent,
            "local" => Self::Local,
            _ if text.starts_with("SHA256:") => Self::Fingerprint(text.to_owned()),
            _ => Self::File(match (text.strip_prefix("~/"), std::env::home_dir()) {
                (Some(rest), Some(home)) => home.join(rest),
                _ => PathBuf::from(text),
            }),
        })
    }
}

/// Where a key lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeySource {
    /// In the agent behind this socket.
    Agent(PathBuf),
    /// In this file.
    File(PathBuf),
}

/// A key that could sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// Where it lies.
    pub source: KeySource,
    /// `SHA256:…`.
    pub fingerprint: String,
    /// `ssh-ed25519`, `rsa-sha2-512`, …
    pub algorithm: String,
    /// Its comment: hostile text.
    pub comment: String,
}

impl From<&Identity> for KeyChoice {
    fn from(identity: &Identity) -> Self {
        match &identity.source {
            KeySource::Agent(_) => Self::Fingerprint(identity.fingerprint.clone()),
            KeySource::File(file) => Self::File(file.clone()),
        }
    }
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No agent.
    #[error("no ssh-agent: SSH_AUTH_SOCK is not set; start one, or give a key file")]
    NoAgent,
    /// The agent failed.
    #[error(transparent)]
    Agent(#[from] AgentError),
    /// The key can't sign.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The agent holds nothing.
    #[error("ssh-agent holds no keys; add one with ssh-add, or give a key file")]
    AgentEmpty,
    /// Which one?
    #[error("{where_} holds several keys that fit; choose one by its fingerprint: {}", .found.join(", "))]
    Several {
        /// Where they lie.
        where_: &'static str,
        /// Their fingerprints.
        found: Vec<String>,
    },
    /// None fits.
    #[error("no key {0} in ssh-agent or in the configuration directory")]
    Unknown(String),
    /// No local key yet.
    #[error("there is no local key at {} yet; the program makes one on request", .0.display())]
    NoLocal(PathBuf),
    /// The local key exists.
    #[error("{} exists already; it is left as it is", .0.display())]
    Exists(PathBuf),
    /// The file can't be read or written.
    #[error("{}: {message}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What happened, and what to do.
        message: String,
    },
}

/// Asks for the passphrase of the named key file; `None` when the person gives up.
pub type Passphrase<'a> = &'a mut dyn FnMut(&Path) -> Option<String>;

/// Where keys are looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keyring {
    /// The agent's socket.
    pub socket: Option<PathBuf>,
    /// The configuration directory, for the local key.
    pub directory: PathBuf,
}

impl Keyring {
    /// The agent of `SSH_AUTH_SOCK`, and the local key in `directory`.
    pub fn new(directory: &Path) -> Self {
        let socket = std::env::var_os("SSH_AUTH_SOCK").filter(|path| !path.is_empty());
        Self { socket: socket.map(PathBuf::from), directory: directory.to_owned() }
    }

    /// Every key found, the agent's first, and what went wrong while looking.
    pub fn list(&self) -> (Vec<Identity>, Vec<KeyError>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        if let Some(socket) = &self.socket {
            match agent::list(socket) {
                Ok(keys) => found.extend(keys.into_iter().map(|held| Identity {
                    source: KeySource::Agent(socket.clone()),
                    fingerprint: fingerprint(held.key.key_data()),
                    algorithm: held.key.algorithm().to_string(),
                    comment: held.comment,
                })),
                Err(e) => problems.push(e.into()),
            }
        }
        match self.local_identity() {
            Ok(identity) => found.push(identity),
            Err(KeyError::NoLocal(_)) => {}
            Err(e) => problems.push(e),
        }
        (found, problems)
    }

    /// Gets a key ready to sign.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn open(&self, choice: &KeyChoice, ask: Passphrase<'_>) -> Result<Signer, KeyError> {
        match choice {
            KeyChoice::Agent => self.in_agent(""),
            KeyChoice::Local => {
                let file = self.local();
                if !file.exists() {
                    return Err(KeyError::NoLocal(file));
                }
                from_file(&file, ask)
            }
            KeyChoice::Fingerprint(wanted) => match self.local_identity() {
                Ok(local) if local.fingerprint.starts_with(wanted.as_str()) => {
                    from_file(&self.local(), ask)
                }
                _ => self.in_agent(wanted),
            },
            KeyChoice::File(file) => {
                let text = read(file)?;
                match PublicKey::from_openssh(text.trim()) {
                    Ok(public) => self.in_agent(&fingerprint(public.key_data())),
                    Err(_) => from_text(file, &text, ask),
                }
            }
        }
    }

    /// Makes the local ed25519 key: mode 0600, in the configuration directory, mode 0700.
    ///
    /// # Errors
    /// It exists already, or can't be written.
    pub fn make_local(&self) -> Result<Identity, KeyError> {
        let file = self.local();
        let failed = |message: String| KeyError::File { file: file.clone(), message };
        if file.exists() {
            return Err(KeyError::Exists(file));
        }
        private_directory(&self.directory).map_err(|e| failed(e.to_string()))?;
        let mut seed = [0; 32];
        ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut seed)
            .map_err(|_| failed("the system gives no random numbers".into()))?;
        let mut key = PrivateKey::from(Ed25519Keypair::from_seed(&seed));
        let user = std::env::var("USER").unwrap_or_else(|_| "someone".into());
        key.set_comment(format!("{user} (w2gpu-tui)"));
        let text = key.to_openssh(LineEnding::LF).map_err(|e| failed(e.to_string()))?;
        let public = key.public_key().to_openssh().map_err(|e| failed(e.to_string()))?;
        write_new(&self.directory, &file, text.as_bytes()).map_err(|e| failed(e.to_string()))?;
        let beside = file.with_extension("pub");
        // The private key is what counts; its public half can always be had from it again.
        let _ = std::fs::write(beside, format!("{public}\n"));
        self.local_identity()
    }

    /// Where the local key lies.
    pub fn local(&self) -> PathBuf {
        self.directory.join(LOCAL)
    }

    fn local_identity(&self) -> Result<Identity, KeyError> {
        let file = self.local();
        if !file.exists() {
            return Err(KeyError::NoLocal(file));
        }
        let signer = from_file(&file, &mut |_| None)?;
        Ok(Identity {
            source: KeySource::File(file),
            fingerprint: signer.reviewer().key.clone(),
            algorithm: "ssh-ed25519".into(),
            comment: signer.reviewer().name.clone(),
        })
    }

    fn in_agent(&self, wanted: &str) -> Result<Signer, KeyError> {
        let socket = self.socket.as_ref().ok_or(KeyError::NoAgent)?;
        let mut keys = agent::list(socket)?;
        if keys.is_empty() {
            return Err(KeyError::AgentEmpty);
        }
        keys.retain(|held| fingerprint(held.key.key_data()).starts_with(wanted));
        if keys.len() > 1 {
            let found = keys.iter().map(|held| fingerprint(held.key.key_data())).collect();
            return Err(KeyError::Several { where_: "ssh-agent", found });
        }
        let held = keys.pop().ok_or_else(|| KeyError::Unknown(wanted.to_owned()))?;
        Ok(Signer::agent(socket.clone(), held.key, held.comment))
    }
}

fn read(file: &Path) -> Result<String, KeyError> {
    let failed = |message: String| KeyError::File { file: file.to_owned(), message };
    let metadata = std::fs::metadata(file).map_err(|e| failed(e.to_string()))?;
    if !metadata.is_file() || metadata.len() > MAX_KEY_BYTES {
        return Err(failed("no key file (not a regular file, or larger than 64 KiB)".into()));
    }
    std::fs::read_to_string(file).map_err(|e| failed(e.to_string()))
}

fn from_file(file: &Path, ask: Passphrase<'_>) -> Result<Signer, KeyError> {
    from_text(file, &read(file)?, ask)
}

fn from_text(file: &Path, text: &str, ask: Passphrase<'_>) -> Result<Signer, KeyError> {
    let failed = |message: String| KeyError::File { file: file.to_owned(), message };
    let key = match russh::keys::decode_secret_key(text, None) {
        Err(russh::keys::Error::KeyIsEncrypted) => {
            let message =
                "the key has a passphrase; add it to ssh-agent (ssh-add) and sign with --key agent";
            let passphrase = ask(file).ok_or_else(|| failed(message.into()))?;
            russh::keys::decode_secret_key(text, Some(&passphrase))
                .map_err(|e| failed(format!("can't be opened with this passphrase: {e}")))?
        }
        other => other.map_err(|e| failed(format!("no private key that can be read: {e}")))?,
    };
    let comment = key.comment().to_string();
    let name = if comment.is_empty() {
        file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    } else {
        comment
    };
    Ok(Signer::private(key, name)?)
}

fn private_directory(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Writes a file that must not exist yet; `tempfile` makes it with mode 0600.
fn write_new(directory: &Path, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut temporary = tempfile::NamedTempFile::new_in(directory)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(file).map_err(|e| e.error)?;
    Ok(())
}
