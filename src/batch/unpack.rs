//! Archives of documents, read in place: a process of its own opens them, for they are as untrusted as what is in them.
//!
//! The process gets the open archive as its standard input and hands the members out one by one; nothing is written to
//! disk, and no name in the archive is ever used as a path.

mod child;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Trouble;
use crate::extract::ReadError;
use crate::worker::WorkerCommand;

pub use child::serve_unpacked;

/// Bytes of a message beside those of the member.
const HEAD: u64 = 64 << 10;
/// Most members of an archive.
const MOST_MEMBERS: u32 = 1_000_000;
/// What an archive may unpack to: so many times its size, and as much as this on top.
const MOST_TIMES: u64 = 100;
const MOST_UNPACKED: u64 = 1 << 30;

/// What the process tells.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    /// A member, with its name.
    Member(Vec<u8>, Result<Vec<u8>, Flaw>),
    /// There are no more.
    End,
    /// The archive as a whole, or the rest of it, cannot be read.
    Broken(Flaw),
}

/// What is wrong with an archive or a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Flaw {
    Damaged,
    Encrypted,
    /// Packed in a way that is not known.
    Method,
    /// A link or a device.
    NotAFile,
    /// The member is over the size limit.
    TooLarge,
    /// The archive unpacks to far more than its size.
    Bomb,
    TooMany,
}

/// A member of an archive.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name.
    pub name: Vec<u8>,
    /// What it holds, or what is wrong with it.
    pub bytes: Result<Vec<u8>, Trouble>,
}

/// Whether a file is to be opened as an archive, by its name: a DOCX is a ZIP archive, too.
pub(super) fn is_archive(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [".zip", ".tar", ".tar.gz", ".tgz"].iter().any(|ending| name.ends_with(ending))
}

/// An archive that is being unpacked.
pub(super) struct Archive {
    process: Child,
    messages: Receiver<Option<Message>>,
    most: u64,
    patience: Duration,
}

impl Archive {
    /// Starts to unpack an open archive: members of at most `most` bytes, each within some time.
    pub(super) fn open(
        command: &WorkerCommand,
        archive: File,
        most: u64,
        patience: Duration,
    ) -> Result<Self, ReadError> {
        let failed = |error: std::io::Error| ReadError::NotStarted { kind: error.kind().to_string() };
        let mut process = Command::new(&command.program)
            .args(&command.args)
            .arg(most.to_string())
            .stdin(archive)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let Some(output) = process.stdout.take() else {
            return Err(ReadError::NotStarted { kind: "no pipe".to_owned() });
        };
        // No member is read before the one before it was taken.
        let (sender, messages) = sync_channel(0);
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(64 << 10, output);
            while let Some(message) = receive(&mut output, most) {
                let end = !matches!(message, Message::Member(..));
                if sender.send(Some(message)).is_err() || end {
                    return;
                }
            }
            let _ = sender.send(None);
        });
        Ok(Self { process, messages, most, patience })
    }

    /// The next member; `None` after the last.
    ///
    /// # Errors
    /// What is wrong with the archive, after which there is nothing more.
    pub(super) fn next(&mut self) -> Option<Result<Member, Trouble>> {
        match self.messages.recv_timeout(self.patience) {
            Ok(Some(Message::Member(name, bytes))) => {
                let bytes = bytes.map_err(|flaw| flaw.trouble(self.most));
                Some(Ok(Member { name, bytes }))
            }
            Ok(Some(Message::End)) | Err(RecvTimeoutError::Disconnected) => None,
            Ok(Some(Message::Broken(flaw))) => Some(Err(flaw.trouble(self.most))),
            Ok(None) => Some(Err(Trouble::passing(
                "crashed",
                "the process that unpacks died on this archive; unpack it and give the folder",
            ))),
            Err(RecvTimeoutError::Timeout) => {
                let _ = self.process.kill();
                Some(Err(Trouble::from(&ReadError::TimedOut { seconds: self.patience.as_secs() })))
            }
        }
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn receive(output: &mut BufReader<ChildStdout>, most: u64) -> Option<Message> {
    let mut length = [0; 4];
    output.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    if length > most.saturating_add(HEAD) {
        return None;
    }
    let mut bytes = Vec::new();
    output.take(length).read_to_end(&mut bytes).ok()?;
    postcard::from_bytes(&bytes).ok()
}

impl Flaw {
    fn trouble(self, most: u64) -> Trouble {
        let (code, message) = match self {
            Self::Damaged => ("damaged", "the archive is damaged here; pack it again"),
            Self::Encrypted => ("encrypted", "it asks for a password; unpack the archive and give the folder"),
            Self::Method => ("not-unpacked", "it is packed in a way that is not known; pack it as plain ZIP or tar"),
            Self::NotAFile => ("not-a-file", "this is a link or a device in the archive; pack the file itself"),
            Self::TooLarge => return Trouble::from(&ReadError::TooLarge { limit: most }),
            Self::Bomb => ("too-large", "the archive unpacks to far more than its size; unpack it and give the folder"),
            Self::TooMany => {
                ("too-large", "the archive has more than a million members; unpack it and give the folder")
            }
        };
        Trouble::lasting(code, message)
    }
}
