//! Length-prefixed messages: a JSON header and raw bytes.
//!
//! ```text
//! "w2g1" · u32 bytes of the header · u64 bytes of the body · header · body     (little-endian)
//! ```
//!
//! Never allocates by a length that a peer only claims.

use std::io::{self, ErrorKind, Read, Write};

/// Magic and version: a peer of another version is noticed at its first message.
const MAGIC: [u8; 4] = *b"w2g1";
/// Most bytes of a header.
pub const MAX_HEADER: u32 = 1 << 20;
/// Most bytes of a body.
pub const MAX_BODY: u64 = 1 << 30;

/// One message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// JSON.
    pub header: Vec<u8>,
    /// What the header says.
    pub body: Vec<u8>,
}

impl Frame {
    /// Writes it whole.
    ///
    /// # Errors
    /// The pipe's, or `InvalidInput` where it is too long.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let header = u32::try_from(self.header.len()).ok().filter(|n| *n <= MAX_HEADER);
        let body = self.body.len() as u64;
        let (Some(header), true) = (header, body <= MAX_BODY) else {
            return Err(io::Error::new(ErrorKind::InvalidInput, "the message is too long"));
        };
        to.write_all(&MAGIC)?;
        to.write_all(&header.to_le_bytes())?;
        to.write_all(&body.to_le_bytes())?;
        to.write_all(&self.header)?;
        to.write_all(&self.body)?;
        to.flush()
    }

    /// Reads the next one; `None` where the peer closed the pipe between two messages.
    ///
    /// # Errors
    /// The pipe's, or `InvalidData` with what is wrong.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut start = [0; 16];
        let mut got = 0;
        while got < start.len() {
            match from.read(&mut start[got..]) {
                Ok(0) if got == 0 => return Ok(None),
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(n) => got += n,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
            if start[..got.min(4)] != MAGIC[..got.min(4)] {
                return Err(invalid("a message that does not begin as one"));
            }
        }
        let [_, _, _, _, h0, h1, h2, h3, b @ ..] = start;
        let header = u32::from_le_bytes([h0, h1, h2, h3]);
        let body = u64::from_le_bytes(b);
        if header > MAX_HEADER {
            return Err(invalid("a header of more than 1 MiB"));
        }
        if body > MAX_BODY {
            return Err(invalid("a body of more than 1 GiB"));
        }
        let header = exactly(from, header.into())?;
        let body = exactly(from, body)?;
        Ok(Some(Self { header, body }))
    }
}

fn exactly(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(header: &[u8], body: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        Frame { header: header.into(), body: body.into() }.write(&mut out).unwrap();
        out
    }

    #[test]
    fn what_is_written_is_read() {
        let mut stream = bytes(b"{}", b"abc");
        stream.extend(bytes(b"[1]", b""));
        let mut from = stream.as_slice();
        let first = Frame::read(&mut from).unwrap().unwrap();
        assert_eq!((first.header.as_slice(), first.body.as_slice()), (&b"{}"[..], &b"abc"[..]));
        assert_eq!(Frame::read(&mut from).unwrap().unwrap().header, b"[1]");
        assert_eq!(Frame::read(&mut from).unwrap(), None);
    }

    #[test]
    fn a_stream_cut_anywhere_is_an_error() {
        let whole = bytes(b"{}", b"abc");
        for end in 1..whole.len() {
            assert!(Frame::read(&mut &whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn garbage_and_long_claims_are_refused() {
        for start in [&b"hello, this is a driver"[..], b"w2g2aaaabbbbbbbb", b"w"] {
            assert!(Frame::read(&mut &*start).is_err());
        }
        let mut long = bytes(b"{}", b"");
        long[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Frame::read(&mut long.as_slice()).unwrap_err().kind(), ErrorKind::InvalidData);
        let mut long = bytes(b"{}", b"");
        long[8..16].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(Frame::read(&mut long.as_slice()).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
