//! Files as a batch sees them: what state they are in, what they hold.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Trouble;
use crate::extract::ReadError;

/// What a file holds, as far as reading depends on it: its bytes, and the extension where bytes do not tell the format.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Content {
    sha256: [u8; 32],
    extension: Option<String>,
}

impl Content {
    /// The content of a file with some bytes and an extension in lower case.
    pub fn of(bytes: &[u8], extension: Option<String>) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), extension }
    }

    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        self.sha256.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// The extension.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// As the key of a table: the bytes of the hash, then those of the extension.
    pub(super) fn key(&self) -> Vec<u8> {
        [self.sha256.as_slice(), self.extension.as_deref().unwrap_or_default().as_bytes()].concat()
    }

    /// The hash alone.
    pub(super) fn hash(&self) -> &[u8; 32] {
        &self.sha256
    }
}

/// The state of a file: when it is the same as before, so is the content, unless the file was changed in the very moment
/// in which it was read ([`settled`](Self::settled)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: i128,
    /// On unix, when anything of the file was changed last, which nobody can set back, and which file it is.
    changed: Option<(i64, i64, u64)>,
}

impl Stamp {
    /// The state that the system tells of.
    pub fn of(about: &Metadata) -> Self {
        Self { bytes: about.len(), modified: nanoseconds(about), changed: changed(about) }
    }

    /// Whether the file had its state for two seconds at a moment, in nanoseconds since 1970: then a change after that
    /// moment shows in the stamp even where file times are coarse.
    pub fn settled(&self, moment: i128) -> bool {
        const COARSE: i128 = 2_000_000_000;
        let changed =
            self.changed.map_or(0, |(seconds, nano, _)| i128::from(seconds) * 1_000_000_000 + i128::from(nano));
        self.modified.max(changed) + COARSE < moment
    }
}

/// When a file was written last, in nanoseconds since 1970.
pub(super) fn nanoseconds(about: &Metadata) -> i128 {
    let modified = about.modified().unwrap_or(UNIX_EPOCH);
    match modified.duration_since(UNIX_EPOCH) {
        Ok(since) => i128::try_from(since.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
    }
}

#[cfg(unix)]
fn changed(about: &Metadata) -> Option<(i64, i64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((about.ctime(), about.ctime_nsec(), about.ino()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<(i64, i64, u64)> {
    None
}

/// Opens a file, with the state that it is in.
pub(super) fn open(path: &Path) -> Result<(Stamp, File), Trouble> {
    let told = |error: io::Error| Trouble::from(&error);
    // Opening a pipe would wait for whoever writes to it: what is no file is not opened.
    let about = std::fs::metadata(path).map_err(told)?;
    if !about.is_file() {
        return Err(not_a_file(&about));
    }
    let file = File::open(path).map_err(told)?;
    let about = file.metadata().map_err(told)?;
    if about.is_file() { Ok((Stamp::of(&about), file)) } else { Err(not_a_file(&about)) }
}

/// Reads a file of at most some bytes, with the state that it was in.
pub(super) fn read(path: &Path, most: u64) -> Result<(Stamp, Vec<u8>), Trouble> {
    let (stamp, file) = open(path)?;
    let too_large = || Trouble::from(&ReadError::TooLarge { limit: most });
    if stamp.bytes > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.bytes).unwrap_or(0));
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Trouble::from(&error))?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok((stamp, bytes)) }
}

fn not_a_file(about: &Metadata) -> Trouble {
    let what = if about.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
    Trouble::passing("not-a-file", format!("this is {what}, not a file; copy what it holds to a file"))
}

impl From<&io::Error> for Trouble {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Self::passing("missing", "there is no such file; check the name, or where the link leads")
            }
            io::ErrorKind::PermissionDenied => {
                Self::passing("not-permitted", "the file may not be read; check its permissions")
            }
            kind => Self::passing("not-opened", format!("the file cannot be read ({kind}); check the disk")),
        }
    }
}
