//! SSHSIG: signatures that `ssh-keygen -Y verify` accepts, and their verification in-process.
//!
//! The format is OpenSSH's PROTOCOL.sshsig; the message is hashed with SHA-512. Never reads a
//! passphrase and never decides whom to trust: a good signature only says which key made it.

use std::path::PathBuf;

use russh::keys::ssh_key::public::KeyData;
use russh::keys::ssh_key::{LineEnding, Mpint, Signature, SshSig};
use russh::keys::{Algorithm, HashAlg, PrivateKey, PublicKey};

use super::agent::{self, AgentError};
use super::statement::Reviewer;

/// What all signatures of this program are for.
pub const NAMESPACE: &str = "ratify@w2gpu";

/// The largest signature file that is read, in bytes.
const MAX_SIGNATURE_BYTES: usize = 64 << 10;

/// A key that is ready to sign.
#[derive(Clone, Debug)]
pub struct Signer {
    public: PublicKey,
    reviewer: Reviewer,
    secret: Secret,
}

#[derive(Clone, Debug)]
enum Secret {
    Private(Box<PrivateKey>),
    Agent(PathBuf),
}

/// Why there is no signature.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The agent refused or didn't answer.
    #[error(transparent)]
    Agent(#[from] AgentError),
    /// The algorithm can't sign here.
    #[error("a {0} key can't sign here; add it to ssh-agent, or use an ed25519 key")]
    Algorithm(Algorithm),
    /// The key or the agent gave something that doesn't verify.
    #[error("the signature that the key made does not verify: {0}")]
    Bad(VerifyError),
    /// The signature can't be encoded.
    #[error("the signature can't be encoded: {0}")]
    Encode(String),
}

/// Why a signature isn't good.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VerifyError {
    /// No SSHSIG.
    #[error("not an SSH signature: {0}")]
    Format(String),
    /// Made for something else.
    #[error("made in the namespace '{0}', not '{NAMESPACE}'")]
    Namespace(String),
    /// An algorithm that isn't accepted.
    #[error("the signature's algorithm {0} is not accepted")]
    Algorithm(String),
    /// It doesn't fit the message.
    #[error("the signature does not fit the signed bytes")]
    Mismatch,
}

impl Signer {
    /// Signs with a private key held in this process.
    ///
    /// # Errors
    /// RSA keys sign only through an agent.
    pub(super) fn private(key: PrivateKey, name: String) -> Result<Self, SignError> {
        match key.algorithm() {
            Algorithm::Ed25519 | Algorithm::Ecdsa { .. } => {}
            other => return Err(SignError::Algorithm(other)),
        }
        let public = key.public_key().clone();
        let reviewer = Reviewer { name, key: fingerprint(public.key_data()) };
        Ok(Self { public, reviewer, secret: Secret::Private(Box::new(key)) })
    }

    /// Signs through the agent behind `socket`.
    pub(super) fn agent(socket: PathBuf, public: PublicKey, name: String) -> Self {
        let reviewer = Reviewer { name, key: fingerprint(public.key_data()) };
        Self { public, reviewer, secret: Secret::Agent(socket) }
    }

    /// Who signs, as the statement names it.
    pub fn reviewer(&self) -> &Reviewer {
        &self.reviewer
    }

    /// The public key in OpenSSH's one-line format, without its comment.
    pub fn public_key(&self) -> String {
        PublicKey::new(self.public.key_data().clone(), "").to_openssh().unwrap_or_default()
    }

    /// Signs `message`: the PEM text of an SSHSIG. Blocks; an agent has a deadline.
    ///
    /// # Errors
    /// See [`SignError`].
    pub fn sign(&self, message: &[u8]) -> Result<String, SignError> {
        let encode = |e: russh::keys::ssh_key::Error| SignError::Encode(e.to_string());
        let signature = match &self.secret {
            Secret::Private(key) => {
                key.sign(NAMESPACE, HashAlg::Sha512, message).map_err(encode)?
            }
            Secret::Agent(socket) => {
                let data =
                    SshSig::signed_data(NAMESPACE, HashAlg::Sha512, message).map_err(encode)?;
                let signature = agent::sign(socket, &self.public, data)?;
                let key = self.public.key_data().clone();
                SshSig::new(key, NAMESPACE, HashAlg::Sha512, signature).map_err(encode)?
            }
        };
        let pem = signature.to_pem(LineEnding::LF).map_err(encode)?;
        let made_by = verify(pem.as_bytes(), message).map_err(SignError::Bad)?;
        if made_by != self.reviewer.key {
            return Err(SignError::Bad(VerifyError::Mismatch));
        }
        Ok(pem)
    }
}

/// Verifies an SSHSIG over `message` in our namespace, and says which key made it: its
/// fingerprint, `SHA256:…`.
///
/// # Errors
/// See [`VerifyError`].
pub fn verify(pem: &[u8], message: &[u8]) -> Result<String, VerifyError> {
    if pem.len() > MAX_SIGNATURE_BYTES {
        return Err(VerifyError::Format("larger than 64 KiB".into()));
    }
    let format = |e: russh::keys::ssh_key::Error| VerifyError::Format(e.to_string());
    let signature = SshSig::from_pem(pem).map_err(format)?;
    // One signature, one file: or its digest in the log would name only one way of writing it.
    if signature.to_pem(LineEnding::LF).map_err(format)?.as_bytes() != pem {
        return Err(VerifyError::Format("not written as ssh-keygen writes it".into()));
    }
    // ssh-key takes older versions too; the version is not part of what is signed.
    if signature.version() != SshSig::VERSION {
        return Err(VerifyError::Format(format!("version {}", signature.version())));
    }
    if signature.namespace() != NAMESPACE {
        return Err(VerifyError::Namespace(signature.namespace().to_owned()));
    }
    let key = signature.public_key();
    let good = match key {
        KeyData::Rsa(rsa) => {
            let data =
                SshSig::signed_data(NAMESPACE, signature.hash_alg(), message).map_err(format)?;
            verify_rsa(rsa.e(), rsa.n(), &data, signature.signature())?
        }
        _ => PublicKey::new(key.clone(), "").verify(NAMESPACE, message, &signature).is_ok(),
    };
    if good { Ok(fingerprint(key)) } else { Err(VerifyError::Mismatch) }
}

/// RSASSA-PKCS1-v1_5 with SHA-2 (RFC 8332); SHA-1 is refused, as `ssh-keygen` does.
fn verify_rsa(
    e: &Mpint,
    n: &Mpint,
    data: &[u8],
    signature: &Signature,
) -> Result<bool, VerifyError> {
    let algorithm = match signature.algorithm() {
        Algorithm::Rsa { hash: Some(HashAlg::Sha512) } => {
            &ring::signature::RSA_PKCS1_2048_8192_SHA512
        }
        Algorithm::Rsa { hash: Some(HashAlg::Sha256) } => {
            &ring::signature::RSA_PKCS1_2048_8192_SHA256
        }
        other => return Err(VerifyError::Algorithm(other.to_string())),
    };
    let (Some(n), Some(e)) = (n.as_positive_bytes(), e.as_positive_bytes()) else {
        return Err(VerifyError::Format("a negative RSA number".into()));
    };
    let key = ring::signature::RsaPublicKeyComponents { n, e };
    Ok(key.verify(algorithm, data, signature.as_bytes()).is_ok())
}

/// A key's fingerprint, as `ssh-keygen -l` prints it.
pub(super) fn fingerprint(key: &KeyData) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}
