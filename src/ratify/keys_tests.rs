//! Keys of every kind sign, and what is no key is said so.

use std::path::Path;

use russh::keys::PrivateKey;
use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::Ed25519Keypair;

use super::keys::*;
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
    assert!(matches!(keyring.open(&KeyChoice::Local, &mut |_| None), Err(KeyError::NoLocal(_))));
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
    assert!(matches!(keyring.open(&KeyChoice::Agent, &mut |_| None), Err(KeyError::AgentEmpty)));
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
    assert_eq!(verify(pem("file").as_bytes(), b"m"), Err(VerifyError::Namespace("file".into())));
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
