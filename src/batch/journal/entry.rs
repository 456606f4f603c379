//! The files of a journal.

use std::path::{Path, PathBuf};

use redb::ReadableTable;
use serde::{Deserialize, Serialize};

use super::super::find::os_string;
use super::super::{Content, Stamp, Trouble};
use super::{decode, encode};

/// The name of a file in the journal: its path, and for what was in an archive, the place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileKey(pub(super) Vec<u8>);

impl FileKey {
    /// The key of a file.
    pub fn file(path: &Path) -> Self {
        Self(path.as_os_str().as_encoded_bytes().to_vec())
    }

    /// The key of a member of an archive.
    pub fn member(archive: &Path, number: u32) -> Self {
        let mut key = Self::file(archive).0;
        // No path holds a zero byte.
        key.push(0);
        key.extend(number.to_be_bytes());
        Self(key)
    }

    /// The path of the file, or of the archive that it is in.
    pub fn path(&self) -> &[u8] {
        self.0.split(|&byte| byte == 0).next().unwrap_or_default()
    }

    /// The path as the system takes it.
    pub fn to_path(&self) -> PathBuf {
        PathBuf::from(os_string(self.path().to_vec()))
    }

    /// As it is stored.
    pub(in crate::batch) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// From what was stored.
    pub(in crate::batch) fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    pub(super) fn is_member(&self) -> bool {
        self.0.contains(&0)
    }
}

/// A file of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::batch) struct Entry {
    /// Number of the run that found it last.
    pub(super) run: u64,
    /// Number of the run that read it.
    pub(super) read: u64,
    /// When that run began, by the clock of the file system.
    pub(super) since: i128,
    /// State of the file when it was read.
    pub(super) stamp: Option<Stamp>,
    /// Whether what stands in its way may have passed in a later run.
    pub(super) passing: bool,
    /// Name within an archive.
    pub member: Option<Vec<u8>>,
    /// What became of it.
    pub state: State,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::batch) enum State {
    /// Nothing yet.
    Waiting,
    /// It could not be opened.
    Failed(Trouble),
    /// It held this.
    Held(Content),
    /// It is an archive, all of whose members are there.
    Archive(u32),
    /// It is an archive that could be unpacked so far and no further.
    Broken(u32, Trouble),
}

impl State {
    /// How many members were handed out, of an archive.
    pub(super) fn members(&self) -> Option<u32> {
        match self {
            Self::Archive(members) | Self::Broken(members, _) => Some(*members),
            Self::Waiting | Self::Failed(_) | Self::Held(_) => None,
        }
    }
}

/// What the journal knows a file by on its way through the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::batch) struct Tag {
    pub key: FileKey,
    /// Name within an archive.
    pub member: Option<Vec<u8>>,
    /// Of an archive: the state in which it was opened, and how many members were handed out.
    pub unpacked: Option<(Stamp, u32)>,
}

impl Tag {
    /// Of a file that is in no archive.
    pub fn file(key: FileKey) -> Self {
        Self { key, member: None, unpacked: None }
    }
}

impl Entry {
    pub(super) fn new(run: u64, since: i128, state: State) -> Self {
        let passing = matches!(&state, State::Failed(trouble) if trouble.passing);
        Self { run, read: run, since, stamp: None, passing, member: None, state }
    }

    /// Whether there is no reason to look at it again, in the run with a number.
    pub(super) fn is_done(&self, run: u64) -> bool {
        self.state != State::Waiting && (self.read == run || !self.passing)
    }

    /// Whether nothing tells that the file is not the one that was read.
    pub(super) fn is_same(&self, now: Option<Stamp>) -> bool {
        self.stamp.is_none() || self.stamp == now
    }

    /// Whether the file is certainly the one that was read.
    pub(super) fn is_current(&self, now: Option<Stamp>) -> bool {
        self.stamp.is_some() && self.stamp == now && now.is_some_and(|now| now.settled(self.since))
    }
}

/// Drops the members of an archive that it had when a run was cut off, and has no more.
pub(super) fn drop_members(
    files: &mut redb::Table<'_, &[u8], &[u8]>,
    archive: &FileKey,
    members: u32,
) -> Result<(), redb::Error> {
    let (from, to) = ([&archive.0[..], &[0], &members.to_be_bytes()].concat(), [&archive.0[..], &[1]].concat());
    files.retain_in(from.as_slice()..to.as_slice(), |_, _| false)?;
    Ok(())
}

/// Carries the members of an unchanged archive into a run; tells whether all are there.
pub(super) fn keep_members(
    files: &mut redb::Table<'_, &[u8], &[u8]>,
    archive: &FileKey,
    run: u64,
) -> Result<bool, redb::Error> {
    let known = files.get(archive.0.as_slice())?.and_then(|entry| decode::<Entry>(entry.value()));
    let Some(expected) = known.and_then(|entry| entry.state.members()) else { return Ok(false) };
    let (from, to) = ([archive.0.as_slice(), &[0]].concat(), [archive.0.as_slice(), &[1]].concat());
    let members: Vec<(Vec<u8>, Entry)> = files
        .range(from.as_slice()..to.as_slice())?
        .filter_map(|file| file.ok().and_then(|(key, entry)| Some((key.value().to_vec(), decode(entry.value())?))))
        .collect();
    let all = members.len() == expected as usize && members.iter().all(|(_, entry)| entry.is_done(run));
    for (key, entry) in members {
        files.insert(key.as_slice(), encode(&Entry { run, ..entry }).as_slice())?;
    }
    Ok(all)
}
