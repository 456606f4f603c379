//! The ZIP archive that a word processor's document is: members are read by name into memory, never unpacked to disk.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;

use crate::extract::ReadError;

/// Most bytes that all members read from one archive may unpack to. A resume's are some hundred kilobytes.
const MOST_UNPACKED: u64 = 32 << 20;
/// Most members of an archive: every picture is one.
const MOST_MEMBERS: usize = 10_000;

/// An archive with what is left of its limits.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// Why a member could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// There is none of that name.
    Missing,
    /// It is there, and broken.
    Damaged,
    /// It asks for a password.
    Encrypted,
    /// It unpacks to more than the limit.
    TooLarge,
}

impl Lost {
    /// What is said to the user when the document cannot do without this member.
    pub(super) fn error(self, document: &'static str) -> ReadError {
        match self {
            Self::Missing | Self::Damaged => ReadError::Damaged { document: document.to_owned() },
            Self::Encrypted => ReadError::Encrypted { document: document.to_owned() },
            Self::TooLarge => ReadError::TooMuchText { limit: MOST_UNPACKED },
        }
    }
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Lost> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Lost::Damaged)?;
        if zip.len() > MOST_MEMBERS {
            return Err(Lost::TooLarge);
        }
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    /// The text of a member. What it says of its own size is not believed.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Lost> {
        let index = self.zip.index_for_name(name).ok_or(Lost::Missing)?;
        if self.zip.by_index_raw(index).map_err(|_| Lost::Damaged)?.encrypted() {
            return Err(Lost::Encrypted);
        }
        let member = self.zip.by_index(index).map_err(|_| Lost::Damaged)?;
        let mut bytes = Vec::new();
        member.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| Lost::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Lost::TooLarge)?;
        decode(bytes)
    }

    /// The text of a member that a document may lack, if it unpacks to at most so many bytes.
    pub(super) fn small(&mut self, name: &str, most: u64) -> Result<Option<String>, Lost> {
        let left = self.left;
        self.left = left.min(most);
        let found = self.text(name);
        // Looking into one that is larger has cost as much.
        let used = if found == Err(Lost::TooLarge) { most } else { left.min(most) - self.left };
        self.left = left.saturating_sub(used);
        match found {
            Err(Lost::TooLarge) if left <= most => Err(Lost::TooLarge),
            found => Ok(found.ok()),
        }
    }

    /// The text of a member that a document may lack.
    pub(super) fn optional(&mut self, name: &str) -> Result<Option<String>, Lost> {
        match self.text(name) {
            Ok(text) => Ok(Some(text)),
            Err(Lost::TooLarge) => Err(Lost::TooLarge),
            Err(_) => Ok(None),
        }
    }
}

/// XML to text: UTF-8, or what a byte order mark says.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Lost> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned())
        }
        _ => String::from_utf8(bytes).map_err(|_| Lost::Damaged),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these members.
    pub(in crate::extract::office) fn archive_of(members: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            zip.start_file(*name, SimpleFileOptions::default()).expect("member");
            zip.write_all(text.as_bytes()).expect("member");
        }
        zip.finish().expect("archive").into_inner()
    }

    #[test]
    fn members_are_had_by_their_exact_name() {
        let bytes = archive_of(&[("a.xml", "one"), ("../../etc/passwd", "two")]);
        let mut archive = Archive::open(&bytes).expect("archive");
        assert_eq!(archive.text("a.xml").as_deref(), Ok("one"));
        assert_eq!(archive.text("b.xml"), Err(Lost::Missing));
        assert_eq!(archive.text("etc/passwd"), Err(Lost::Missing));
        assert_eq!(archive.optional("b.xml"), Ok(None));
    }

    #[test]
    fn limits_hold() {
        let bytes = archive_of(&[("bomb", &" ".repeat(MOST_UNPACKED as usize + 1)), ("half", &" ".repeat(20 << 20))]);
        assert!(bytes.len() < 1 << 20);
        assert_eq!(Archive::open(&bytes).expect("archive").text("bomb"), Err(Lost::TooLarge));
        // It is for all members together, and for those that a document can do without.
        let mut archive = Archive::open(&bytes).expect("archive");
        assert!(archive.text("half").is_ok());
        assert_eq!(archive.optional("half"), Err(Lost::TooLarge));
        let names: Vec<String> = (0..=MOST_MEMBERS).map(|number| number.to_string()).collect();
        let many = archive_of(&names.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>());
        assert_eq!(Archive::open(&many).err(), Some(Lost::TooLarge));
    }

    #[test]
    fn a_flipped_bit_is_damage() {
        let mut bytes = archive_of(&[("a.xml", &"some text ".repeat(100))]);
        bytes[45] ^= 1;
        assert_eq!(Archive::open(&bytes).expect("archive").text("a.xml"), Err(Lost::Damaged));
    }
}
