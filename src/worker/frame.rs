//! Length-prefixed messages: four bytes, little-endian, then as many bytes.

use std::io::{self, Read, Write};

/// Writes one message.
pub(super) fn write(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(message)?;
    to.flush()
}

/// Reads one message of at most some bytes; `None` at the end of the input.
pub(super) fn read(from: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u64::from(u32::from_le_bytes(length));
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    exactly(from, length).map(Some)
}

/// Reads so many bytes; memory grows with what comes, not with what is announced.
pub(super) fn exactly(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_and_lies_do_not() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"hello").expect("write");
        assert_eq!(read(&mut pipe.as_slice(), 5).expect("read").as_deref(), Some(b"hello".as_slice()));
        assert!(read(&mut pipe.as_slice(), 4).is_err());
        assert!(read(&mut &pipe[..7], 5).is_err());
        assert_eq!(read(&mut [].as_slice(), 5).expect("end"), None);
    }
}
