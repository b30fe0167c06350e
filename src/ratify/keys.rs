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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratify::sign::{VerifyError, verify};
    use std::process::{Child, Command, Stdio};

    fn keyring(directory: &Path) -> Keyring {
        Keyring { socket: None, directory: directory.join("config") }
    }

    /// Makes a key with `ssh-keygen`; `None` where that is not installed.
    fn keygen(file: &Path, kind: &[&str], passphrase: &str) -> Option<()> {
        let file = file.to_str()?;
        let made = Command::new("ssh-keygen")
            .args(["-q", "-N", passphrase, "-C", "a\u{1b}[2J comment", "-f", file])
            .args(kind)
            .status()
            .ok()?;
        assert!(made.success());
        Some(())
    }

    struct Agent(Child);

    impl Drop for Agent {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    fn start_agent(socket: &Path) -> Option<Agent> {
        let agent = Command::new("ssh-agent")
            .args(["-D", "-a"])
            .arg(socket)
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        let agent = Agent(agent);
        for _ in 0..500 {
            if socket.exists() {
                return Some(agent);
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        None
    }

    #[test]
    fn choices_are_read_as_people_write_them() {
        let read = |text: &str| text.parse::<KeyChoice>().unwrap();
        assert_eq!(read("agent"), KeyChoice::Agent);
        assert_eq!(read("local"), KeyChoice::Local);
        assert_eq!(read("SHA256:abc"), KeyChoice::Fingerprint("SHA256:abc".into()));
        assert_eq!(read("./agent"), KeyChoice::File("./agent".into()));
    }

    #[test]
    fn the_local_key_is_private_and_never_replaced() {
        let home = tempfile::tempdir().unwrap();
        let keyring = keyring(home.path());
        assert!(matches!(
            keyring.open(&KeyChoice::Local, &mut |_| None),
            Err(KeyError::NoLocal(_))
        ));
        let made = keyring.make_local().unwrap();
        assert!(matches!(keyring.make_local(), Err(KeyError::Exists(_))));
        assert_eq!(keyring.list().0, std::slice::from_ref(&made));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&keyring.local()), 0o600);
            assert_eq!(mode(&keyring.directory), 0o700);
        }
        for choice in [KeyChoice::Local, KeyChoice::Fingerprint(made.fingerprint.clone())] {
            let signer = keyring.open(&choice, &mut |_| None).unwrap();
            let pem = signer.sign(b"message").unwrap();
            assert_eq!(verify(pem.as_bytes(), b"message"), Ok(made.fingerprint.clone()));
            assert_eq!(verify(pem.as_bytes(), b"other"), Err(VerifyError::Mismatch));
        }
    }

    #[test]
    fn key_files_with_and_without_a_passphrase() {
        let home = tempfile::tempdir().unwrap();
        let keyring = keyring(home.path());
        let plain = home.path().join("plain");
        if keygen(&plain, &["-t", "ed25519"], "").is_none() {
            eprintln!("skipped: ssh-keygen is not installed");
            return;
        }
        let signer = keyring.open(&KeyChoice::File(plain), &mut |_| None).unwrap();
        assert_eq!(signer.reviewer().name, "a\u{1b}[2J comment");
        signer.sign(b"message").unwrap();

        let ecdsa = home.path().join("ecdsa");
        keygen(&ecdsa, &["-t", "ecdsa", "-b", "384"], "").unwrap();
        let signer = keyring.open(&KeyChoice::File(ecdsa), &mut |_| None).unwrap();
        signer.sign(b"message").unwrap();

        let locked = home.path().join("locked");
        keygen(&locked, &["-t", "ed25519"], "open sesame").unwrap();
        let choice = KeyChoice::File(locked);
        let error = keyring.open(&choice, &mut |_| None).unwrap_err().to_string();
        assert!(error.contains("ssh-add"), "{error}");
        let error = keyring.open(&choice, &mut |_| Some("wrong".into())).unwrap_err().to_string();
        assert!(error.contains("passphrase"), "{error}");
        let signer = keyring.open(&choice, &mut |_| Some("open sesame".into())).unwrap();
        signer.sign(b"message").unwrap();

        let rsa = home.path().join("rsa");
        keygen(&rsa, &["-t", "rsa", "-b", "2048"], "").unwrap();
        let error = keyring.open(&KeyChoice::File(rsa), &mut |_| None).unwrap_err().to_string();
        assert!(!error.is_empty());
    }

    #[test]
    fn an_agents_keys_of_every_kind_sign() {
        let home = tempfile::tempdir().unwrap();
        let socket = home.path().join("agent");
        let Some(_agent) = start_agent(&socket) else {
            eprintln!("skipped: ssh-agent is not installed");
            return;
        };
        let keyring = Keyring { socket: Some(socket.clone()), ..keyring(home.path()) };
        assert!(matches!(
            keyring.open(&KeyChoice::Agent, &mut |_| None),
            Err(KeyError::AgentEmpty)
        ));
        let kinds: [&[&str]; 4] = [
            &["-t", "ed25519"],
            &["-t", "ecdsa", "-b", "256"],
            &["-t", "ecdsa", "-b", "521"],
            &["-t", "rsa", "-b", "2048"],
        ];
        for (at, kind) in kinds.into_iter().enumerate() {
            let file = home.path().join(format!("key{at}"));
            keygen(&file, kind, "").unwrap();
            let mut add = Command::new("ssh-add");
            add.arg("-q").arg(&file).env("SSH_AUTH_SOCK", &socket);
            assert!(add.status().unwrap().success());
            let public = KeyChoice::File(file.with_extension("pub"));
            let signer = keyring.open(&public, &mut |_| None).unwrap();
            let pem = signer.sign(b"message").unwrap();
            assert_eq!(verify(pem.as_bytes(), b"message"), Ok(signer.reviewer().key.clone()));
            let file = home.path().join("message.sig");
            std::fs::write(&file, pem).unwrap();
            let mut check = Command::new("ssh-keygen")
                .args(["-Y", "check-novalidate", "-n", "ratify@w2gpu", "-s"])
                .arg(file)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            std::io::Write::write_all(&mut check.stdin.take().unwrap(), b"message").unwrap();
            assert!(check.wait().unwrap().success(), "{kind:?}");
        }
        assert_eq!(keyring.list().0.len(), kinds.len());
        let error = keyring.open(&KeyChoice::Agent, &mut |_| None).unwrap_err();
        assert!(matches!(error, KeyError::Several { .. }), "{error}");
    }

    #[test]
    fn signatures_for_other_purposes_are_refused() {
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
        let pem = |namespace: &str| {
            let signature = key.sign(namespace, russh::keys::HashAlg::Sha512, b"m").unwrap();
            signature.to_pem(LineEnding::LF).unwrap()
        };
        assert!(verify(pem("ratify@w2gpu").as_bytes(), b"m").is_ok());
        assert_eq!(
            verify(pem("file").as_bytes(), b"m"),
            Err(VerifyError::Namespace("file".into()))
        );
        for hostile in [&b""[..], b"-----BEGIN SSH SIGNATURE-----", &[0xff; 100_000]] {
            assert!(matches!(verify(hostile, b"m"), Err(VerifyError::Format(_))));
        }
    }

    #[test]
    fn what_is_no_key_is_said_so() {
        let home = tempfile::tempdir().unwrap();
        let keyring = keyring(home.path());
        let file = home.path().join("key");
        for bytes in [&b""[..], b"ssh-ed25519 AAAA", b"\xff\xfe", &[b'-'; 100_000]] {
            std::fs::write(&file, bytes).unwrap();
            let error = keyring.open(&KeyChoice::File(file.clone()), &mut |_| None).unwrap_err();
            assert!(error.to_string().contains("key"), "{error}");
        }
        let error = keyring.open(&KeyChoice::Agent, &mut |_| None).unwrap_err();
        assert!(error.to_string().contains("SSH_AUTH_SOCK"), "{error}");
    }
}
