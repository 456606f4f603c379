//! The side of the process that unpacks.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::panic;
use std::process::ExitCode;

use flate2::read::MultiGzDecoder;
use zip::result::ZipError;

use super::{Flaw, MOST_MEMBERS, MOST_TIMES, MOST_UNPACKED, Message};

/// Most memory of the process: its largest member, and what unpacking takes.
const MEMORY: u64 = 512 << 20;

/// What a program does when it is started to unpack: reads the archive that is its standard input, and writes its members
/// to standard output. `most` is the largest member in bytes. Files and network are given up before.
pub fn serve_unpacked(most: u64) -> ExitCode {
    panic::set_hook(Box::new(|_| {}));
    crate::worker::confine(MEMORY.saturating_add(most.saturating_mul(4)));
    let served = unpack(Input, most, &mut io::stdout().lock());
    if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Standard input as the file that it is. It is read by its own number: a confined process may read nothing else.
struct Input;

#[cfg(unix)]
impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(nix::unistd::read(io::stdin(), buffer)?)
    }
}

#[cfg(unix)]
impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        use nix::unistd::Whence;
        let wrong = |_| io::Error::from(io::ErrorKind::InvalidInput);
        let (offset, whence) = match to {
            SeekFrom::Start(offset) => (i64::try_from(offset).map_err(wrong)?, Whence::SeekSet),
            SeekFrom::Current(offset) => (offset, Whence::SeekCur),
            SeekFrom::End(offset) => (offset, Whence::SeekEnd),
        };
        let at = nix::unistd::lseek(io::stdin(), offset, whence)?;
        u64::try_from(at).map_err(wrong)
    }
}

#[cfg(not(unix))]
impl Input {
    fn file() -> io::Result<std::fs::File> {
        use std::os::windows::io::AsHandle;
        io::stdin().as_handle().try_clone_to_owned().map(std::fs::File::from)
    }
}

#[cfg(not(unix))]
impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Self::file()?.read(buffer)
    }
}

#[cfg(not(unix))]
impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        Self::file()?.seek(to)
    }
}

/// Hands out members, within limits.
struct Giver<'o, W> {
    output: &'o mut W,
    most: u64,
    /// Bytes that the archive may still unpack to.
    left: u64,
    members: u32,
}

/// What ended the unpacking.
enum End {
    Flaw(Flaw),
    /// Nobody listens any more.
    Pipe(io::Error),
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        Self::Pipe(error)
    }
}

fn unpack(mut archive: Input, most: u64, output: &mut impl Write) -> io::Result<()> {
    let size = archive.seek(SeekFrom::End(0))?;
    archive.seek(SeekFrom::Start(0))?;
    let mut start = [0; 4];
    let read = archive.read(&mut start)?;
    archive.seek(SeekFrom::Start(0))?;
    let left = size.saturating_mul(MOST_TIMES).saturating_add(MOST_UNPACKED);
    let mut giver = Giver { output, most, left, members: 0 };
    let done = match &start[..read] {
        [b'P', b'K', ..] => zip(archive, &mut giver),
        [0x1f, 0x8b, ..] => tar(MultiGzDecoder::new(BufReader::new(archive)), &mut giver),
        _ => tar(BufReader::new(archive), &mut giver),
    };
    match done {
        Ok(()) => send(giver.output, &Message::End),
        Err(End::Flaw(flaw)) => send(giver.output, &Message::Broken(flaw)),
        Err(End::Pipe(error)) => Err(error),
    }
}

fn zip(archive: Input, giver: &mut Giver<'_, impl Write>) -> Result<(), End> {
    let mut zip = zip::ZipArchive::new(BufReader::new(archive)).map_err(|_| End::Flaw(Flaw::Damaged))?;
    for index in 0..zip.len() {
        let raw = zip.by_index_raw(index).map_err(|_| End::Flaw(Flaw::Damaged))?;
        let (name, folder, file, encrypted) = (raw.name_raw().to_vec(), raw.is_dir(), raw.is_file(), raw.encrypted());
        drop(raw);
        if folder || is_hidden(&name) {
            continue;
        }
        let flaw = match (file, encrypted) {
            (false, _) => Some(Flaw::NotAFile),
            (_, true) => Some(Flaw::Encrypted),
            _ => None,
        };
        match flaw {
            Some(flaw) => giver.give(&name, Err(flaw))?,
            None => match zip.by_index(index) {
                Ok(member) => giver.read(&name, member, None)?,
                Err(ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_)) => {
                    giver.give(&name, Err(Flaw::Method))?;
                }
                Err(_) => giver.give(&name, Err(Flaw::Damaged))?,
            },
        }
    }
    Ok(())
}

fn tar(archive: impl Read, giver: &mut Giver<'_, impl Write>) -> Result<(), End> {
    let mut tar = tar::Archive::new(archive);
    for member in tar.entries().map_err(|_| End::Flaw(Flaw::Damaged))? {
        let member = member.map_err(|_| End::Flaw(Flaw::Damaged))?;
        let (name, kind) = (member.path_bytes().into_owned(), member.header().entry_type());
        if kind.is_dir() || kind.is_pax_global_extensions() || is_hidden(&name) {
            continue;
        }
        if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
            let size = member.size();
            giver.read(&name, member, Some(size))?;
        } else {
            giver.give(&name, Err(Flaw::NotAFile))?;
        }
    }
    Ok(())
}

impl<W: Write> Giver<'_, W> {
    /// Hands out a member. One that is shorter than it says was cut off, which nothing else tells in a tar archive.
    fn read(&mut self, name: &[u8], member: impl Read, size: Option<u64>) -> Result<(), End> {
        let mut bytes = Vec::new();
        let read = member.take(self.most.saturating_add(1)).read_to_end(&mut bytes);
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(End::Flaw(Flaw::Bomb))?;
        let bytes = match read {
            Err(_) => Err(Flaw::Damaged),
            Ok(_) if bytes.len() as u64 > self.most => Err(Flaw::TooLarge),
            Ok(_) if size.is_some_and(|size| size > bytes.len() as u64) => Err(Flaw::Damaged),
            Ok(_) => Ok(bytes),
        };
        self.give(name, bytes)
    }

    fn give(&mut self, name: &[u8], bytes: Result<Vec<u8>, Flaw>) -> Result<(), End> {
        self.members += 1;
        if self.members > MOST_MEMBERS {
            return Err(End::Flaw(Flaw::TooMany));
        }
        let name = name.strip_prefix(b"./").unwrap_or(name).to_vec();
        Ok(send(self.output, &Message::Member(name, bytes))?)
    }
}

/// What a folder search leaves out, and what some programs add to every archive.
fn is_hidden(name: &[u8]) -> bool {
    let parts = name.split(|&byte| byte == b'/' || byte == b'\\');
    let relative = |part: &[u8]| part == b"." || part == b"..";
    parts.into_iter().any(|part| part.starts_with(b".") && !relative(part) || part == b"__MACOSX")
}

fn send(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&bytes)?;
    output.flush()
}
