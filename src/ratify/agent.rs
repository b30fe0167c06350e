//! Keys behind an ssh-agent's socket, a forwarded one as well as a local one.
//!
//! Every exchange has a deadline and runs on a thread of its own, so it may be called from
//! anywhere. Never adds, removes or unlocks keys.

use std::path::Path;
use std::time::Duration;

use russh::keys::PublicKey;
use russh::keys::ssh_key::Signature;

/// How long an agent may take to list its keys.
const LIST_DEADLINE: Duration = Duration::from_secs(5);

/// How long an agent may take to sign: a person may have to confirm, or to touch a token.
const SIGN_DEADLINE: Duration = Duration::from_secs(60);

/// Why an agent gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// No connection, or it broke.
    #[error("ssh-agent at {socket}: {message}; check SSH_AUTH_SOCK")]
    Connection {
        /// The socket's path.
        socket: String,
        /// What happened.
        message: String,
    },
    /// It refused.
    #[error(
        "ssh-agent refused to sign with this key; is it locked, or does it ask for a confirmation?"
    )]
    Refused,
    /// It didn't answer.
    #[error("ssh-agent did not answer within {} s", .0.as_secs())]
    Deadline(Duration),
    /// It answered with something that is no answer.
    #[error("ssh-agent's answer can't be read: {0}")]
    Protocol(String),
}

/// A key in an agent.
#[derive(Clone, Debug)]
pub(super) struct AgentKey {
    /// The public key.
    pub key: PublicKey,
    /// Its comment: hostile text.
    pub comment: String,
}

/// The plain keys that the agent behind `socket` holds; certificates are left out.
#[cfg(unix)]
pub(super) fn list(socket: &Path) -> Result<Vec<AgentKey>, AgentError> {
    use russh::keys::agent::AgentIdentity;
    let identities =
        exchange(socket, LIST_DEADLINE, async |client| client.request_identities().await)?;
    Ok(identities
        .into_iter()
        .filter_map(|identity| match identity {
            AgentIdentity::PublicKey { key, comment } => Some(AgentKey { key, comment }),
            AgentIdentity::Certificate { .. } => None,
        })
        .collect())
}

/// Has the agent sign `data`; an RSA key signs with SHA-512.
#[cfg(unix)]
pub(super) fn sign(socket: &Path, key: &PublicKey, data: Vec<u8>) -> Result<Signature, AgentError> {
    use russh::keys::HashAlg;
    exchange(socket, SIGN_DEADLINE, async |client| {
        client.sign_request_signature(key, Some(HashAlg::Sha512), &data).await
    })
    .map_err(|error| match error {
        // The client reports an agent's refusal as a protocol error.
        AgentError::Protocol(_) => AgentError::Refused,
        other => other,
    })
}

#[cfg(unix)]
type Client = russh::keys::agent::client::AgentClient<tokio::net::UnixStream>;

#[cfg(unix)]
fn exchange<T: Send>(
    socket: &Path,
    deadline: Duration,
    job: impl AsyncFnOnce(&mut Client) -> Result<T, russh::keys::Error> + Send,
) -> Result<T, AgentError> {
    let connection =
        |message: String| AgentError::Connection { socket: socket.display().to_string(), message };
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| connection(e.to_string()))?;
        let answer = runtime.block_on(async {
            let talk = async {
                let mut client = Client::connect_uds(socket).await?;
                job(&mut client).await
            };
            tokio::time::timeout(deadline, talk).await
        });
        match answer {
            Err(_) => Err(AgentError::Deadline(deadline)),
            Ok(Err(russh::keys::Error::IO(e))) => Err(connection(e.to_string())),
            Ok(Err(e)) => Err(AgentError::Protocol(e.to_string())),
            Ok(Ok(answer)) => Ok(answer),
        }
    };
    // A runtime can't be entered from within another one, hence a thread of its own.
    std::thread::scope(|scope| scope.spawn(run).join())
        .unwrap_or_else(|_| Err(AgentError::Protocol("the exchange broke off".into())))
}

#[cfg(not(unix))]
pub(super) fn list(socket: &Path) -> Result<Vec<AgentKey>, AgentError> {
    Err(unsupported(socket))
}

#[cfg(not(unix))]
pub(super) fn sign(socket: &Path, _: &PublicKey, _: Vec<u8>) -> Result<Signature, AgentError> {
    Err(unsupported(socket))
}

#[cfg(not(unix))]
fn unsupported(socket: &Path) -> AgentError {
    AgentError::Connection {
        socket: socket.display().to_string(),
        message: "agents are reached through Unix sockets only; use a key file".into(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn an_agent_that_never_answers_is_given_up() {
        let home = tempfile::tempdir().unwrap();
        let socket = home.path().join("agent");
        let _listener = UnixListener::bind(&socket).unwrap();
        let deadline = Duration::from_millis(50);
        let job = async |client: &mut Client| client.request_identities().await;
        let error = exchange(&socket, deadline, job).unwrap_err();
        assert!(matches!(error, AgentError::Deadline(_)), "{error}");
    }

    #[test]
    fn an_agent_that_is_gone_is_said_so() {
        let home = tempfile::tempdir().unwrap();
        let error = list(&home.path().join("agent")).unwrap_err();
        assert!(error.to_string().contains("SSH_AUTH_SOCK"), "{error}");
    }

    #[test]
    fn nonsense_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        let socket = home.path().join("agent");
        let listener = UnixListener::bind(&socket).unwrap();
        let answer = std::thread::spawn(move || {
            use std::io::{Read, Write};
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 5];
            stream.read_exact(&mut request).unwrap();
            stream.write_all(&[0, 0, 0, 9, 12, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff]).unwrap();
        });
        let error = list(&socket).unwrap_err();
        assert!(matches!(error, AgentError::Protocol(_)), "{error}");
        answer.join().unwrap();
    }
}
