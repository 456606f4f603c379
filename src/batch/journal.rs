//! The journal: what is known so far, in a file beside the output.
//!
//! An embedded store (redb) that survives a kill, a full disk and a power cut: every commit is whole or not there. It has
//! a row for each file of the run, and the outcome of each content. So a run that was cut off goes on where it was, a
//! later run reads only what changed, and nothing that grows with the number of files is in memory.
//!
//! A run is known by its number. Files that were found in it carry that number; the others are dropped in the end.

mod entry;
mod memory;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use redb::{Database, Durability, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::entry::{drop_members, keep_members};
use self::memory::{Kept, drop_unused};
use super::file::nanoseconds;
use super::{Done, Known, Stamp, Trouble};

pub use self::entry::FileKey;
pub(super) use self::entry::{Entry, State, Tag};
pub use self::memory::Memory;

/// Memory for pages of the store.
const CACHE: usize = 8 << 20;
/// Changes between two commits: so much at most is done again after a kill.
const COMMIT: usize = 256;
/// Or so long, where files take their time.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same while files are found, which takes next to no time.
const COMMIT_FOUND: usize = 20_000;

/// What the journal is for: another question, another journal.
const ABOUT: TableDefinition<&str, &[u8]> = TableDefinition::new("about");
/// Files by name.
const FILES: TableDefinition<&[u8], &[u8]> = TableDefinition::new("files");
/// Outcomes by content.
const OUTCOMES: TableDefinition<&[u8], &[u8]> = TableDefinition::new("outcomes");

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another run works with it.
    #[error("{path}: another run is using this journal; wait for its end, or write to another output")]
    InUse {
        /// The journal.
        path: String,
    },
    /// It is not a journal, or one that is damaged.
    #[error("{path}: this is no journal, or a damaged one ({why}); delete it, then everything is read anew")]
    Damaged {
        /// The journal.
        path: String,
        /// What the store says.
        why: String,
    },
    /// The disk is full, or the like.
    #[error(
        "{path}: the journal cannot be written ({why}); make room or check the folder, then give the same command \
         again: it goes on from here"
    )]
    NotWritten {
        /// The journal.
        path: String,
        /// What the system says.
        why: String,
    },
}

/// An open journal.
pub struct Journal {
    path: PathBuf,
    store: Arc<Database>,
    run: u64,
    began: i128,
    /// What is written and not yet committed.
    open: Option<WriteTransaction>,
    changes: usize,
    committed: Instant,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that the run found, archives aside.
    pub files: u64,
    /// Of these, files of which nothing is known yet. An archive counts as one.
    pub waiting: u64,
}

impl Journal {
    /// Opens the journal at a path, or begins one. One for another question is begun anew: `question` is everything that
    /// the outcomes depend on beside the content of the files.
    ///
    /// # Errors
    /// When it cannot be opened or written.
    pub fn open(path: &Path, question: &str) -> Result<Self, JournalError> {
        let store =
            Database::builder().set_cache_size(CACHE).create(path).map_err(|error| fault(path, error.into()))?;
        let mut journal = Self {
            path: path.to_path_buf(),
            store: Arc::new(store),
            run: 0,
            began: 0,
            open: None,
            changes: 0,
            committed: Instant::now(),
        };
        journal.begin(question).map_err(|error| fault(path, error))?;
        // The clock of the file system, which the library may compare file times with.
        journal.began = std::fs::metadata(path).map_or(0, |about| nanoseconds(&about));
        Ok(journal)
    }

    fn begin(&mut self, question: &str) -> Result<(), redb::Error> {
        let write = self.store.begin_write()?;
        {
            let mut about = write.open_table(ABOUT)?;
            let same = about.get("question")?.is_some_and(|known| known.value() == question.as_bytes());
            if !same {
                write.delete_table(FILES)?;
                write.delete_table(OUTCOMES)?;
                about.insert("question", question.as_bytes())?;
                about.remove("run")?;
            }
            self.run =
                about.get("run")?.and_then(|run| run.value().try_into().ok().map(u64::from_le_bytes)).unwrap_or(0);
            write.open_table(FILES)?;
            write.open_table(OUTCOMES)?;
        }
        write.commit()?;
        Ok(())
    }

    pub(super) fn fail(&self, error: impl Into<redb::Error>) -> JournalError {
        fault(&self.path, error.into())
    }

    fn commit(&mut self) -> Result<(), JournalError> {
        self.changes = 0;
        self.committed = Instant::now();
        match self.open.take() {
            Some(mut write) => {
                // After a kill the store need not be searched for what is in use.
                write.set_quick_repair(true);
                write.commit().map_err(|error| self.fail(error))
            }
            None => Ok(()),
        }
    }

    /// Makes a change, and commits when there are enough of them.
    fn change<T>(
        &mut self,
        enough: usize,
        change: impl FnOnce(&WriteTransaction, u64, i128) -> Result<T, redb::Error>,
    ) -> Result<T, JournalError> {
        if self.open.is_none() {
            let mut write = self.store.begin_write().map_err(|error| self.fail(error))?;
            write.set_durability(Durability::Immediate).map_err(|error| self.fail(error))?;
            self.open = Some(write);
        }
        let (run, began) = (self.run, self.began);
        let changed = match &self.open {
            Some(write) => change(write, run, began),
            None => unreachable!("it was opened above"),
        };
        let changed = changed.map_err(|error| self.fail(error))?;
        self.changes += 1;
        if self.changes >= enough || self.committed.elapsed() > PATIENCE {
            self.commit()?;
        }
        Ok(changed)
    }

    /// Notes a file of this run, with its state if it could be told, or what stands in the way of reading it. Tells
    /// whether it is to be read, because it is new or changed.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(super) fn found(
        &mut self,
        key: &FileKey,
        now: Option<Stamp>,
        trouble: Option<Trouble>,
    ) -> Result<(), JournalError> {
        self.change(COMMIT_FOUND, |write, run, began| {
            let mut files = write.open_table(FILES)?;
            let known: Option<Entry> = files.get(key.0.as_slice())?.and_then(|entry| decode(entry.value()));
            let mut entry = match known {
                // Given twice, or read before the run was cut off.
                Some(known) if known.run == run && known.is_done(run) && known.is_same(now) => known,
                Some(known) if known.is_done(run) && known.is_current(now) => Entry { run, ..known },
                _ => Entry::new(run, began, State::Waiting),
            };
            if let Some(trouble) = trouble {
                entry = Entry::new(run, began, State::Failed(trouble));
            }
            let members = entry.state.members().is_some();
            files.insert(key.0.as_slice(), encode(&entry).as_slice())?;
            if members && !keep_members(&mut files, key, run)? {
                entry.state = State::Waiting;
                files.insert(key.0.as_slice(), encode(&entry).as_slice())?;
            }
            Ok(())
        })
    }

    /// Ends the search: drops the files that this run did not find.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(super) fn all_found(&mut self) -> Result<Counts, JournalError> {
        let counts = self.change(1, |write, run, _| {
            let mut counts = Counts::default();
            let mut files = write.open_table(FILES)?;
            files.retain(|_, entry| decode::<Entry>(entry).is_some_and(|entry| entry.run == run))?;
            for file in files.iter()? {
                let Some(entry) = decode::<Entry>(file?.1.value()) else { continue };
                counts.files += u64::from(!matches!(entry.state, State::Archive(_)));
                counts.waiting += u64::from(entry.state == State::Waiting && entry.member.is_none());
            }
            Ok(counts)
        })?;
        Ok(counts)
    }

    /// The files that wait, in their order.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(super) fn waiting(
        &self,
    ) -> Result<impl Iterator<Item = Result<FileKey, JournalError>> + Send + use<>, JournalError> {
        let files = self.files()?;
        Ok(files.filter_map(|file| match file {
            Ok((key, entry)) if entry.state == State::Waiting && !key.is_member() => Some(Ok(key)),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        }))
    }

    /// Every file with what became of it, in the order of their names, as of the last commit.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(super) fn files(
        &self,
    ) -> Result<impl Iterator<Item = Result<(FileKey, Entry), JournalError>> + Send + use<>, JournalError> {
        let path = self.path.clone();
        let read = self.store.begin_read().map_err(|error| self.fail(error))?;
        let files = read.open_table(FILES).map_err(|error| self.fail(error))?;
        let all = files.range::<&[u8]>(..).map_err(|error| self.fail(error))?;
        Ok(all.filter_map(move |file| match file {
            Ok((key, entry)) => Some(Ok((FileKey(key.value().to_vec()), decode(entry.value())?))),
            Err(error) => Some(Err(fault(&path, error.into()))),
        }))
    }

    /// One file, as of the last commit.
    ///
    /// # Errors
    /// When the journal cannot be read, or has no such file.
    pub(super) fn file(&self, key: &FileKey) -> Result<(FileKey, Entry), JournalError> {
        let entry = self.entry(key).map_err(|error| self.fail(error))?;
        let entry = entry.ok_or_else(|| self.fail(redb::Error::Corrupted("a file is gone".to_owned())))?;
        Ok((key.clone(), entry))
    }

    fn entry(&self, key: &FileKey) -> Result<Option<Entry>, redb::Error> {
        let files = self.store.begin_read()?.open_table(FILES)?;
        Ok(files.get(key.as_bytes())?.and_then(|entry| decode(entry.value())))
    }

    /// A place for notes that nobody keeps.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(super) fn scratch(&self) -> Result<WriteTransaction, JournalError> {
        self.store.begin_write().map_err(|error| self.fail(error))
    }

    /// Reads outcomes, as of the last commit.
    pub fn memory(&self) -> Memory {
        Memory { path: self.path.clone(), store: Arc::clone(&self.store), run: self.run }
    }

    /// Notes what became of a file.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(super) fn note(&mut self, done: &Done<Tag>) -> Result<(), JournalError> {
        self.change(COMMIT, |write, run, began| {
            let mut passing = false;
            let state = match &done.result {
                Err(trouble) => match done.tag.unpacked {
                    Some((_, members)) if !trouble.passing => State::Broken(members, trouble.clone()),
                    _ => State::Failed(trouble.clone()),
                },
                Ok(Known { content, outcome }) => {
                    if let Some(outcome) = outcome {
                        passing = outcome.is_passing();
                        let kept = Kept { run, outcome: outcome.clone() };
                        write.open_table(OUTCOMES)?.insert(content.key().as_slice(), encode(&kept).as_slice())?;
                    }
                    State::Held(content.clone())
                }
            };
            let Tag { key, member, unpacked } = &done.tag;
            let stamp = done.stamp.or(unpacked.map(|(stamp, _)| stamp));
            let passing = passing || matches!(&state, State::Failed(trouble) if trouble.passing);
            let entry = Entry { stamp, member: member.clone(), passing, ..Entry::new(run, began, state) };
            let mut files = write.open_table(FILES)?;
            files.insert(key.0.as_slice(), encode(&entry).as_slice())?;
            if let Some((_, members)) = unpacked {
                drop_members(&mut files, key, *members)?;
            }
            Ok(())
        })
    }

    /// Notes that all members of an archive were handed out.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(super) fn unpacked(&mut self, key: &FileKey, stamp: Option<Stamp>, members: u32) -> Result<(), JournalError> {
        self.change(COMMIT, |write, run, began| {
            let entry = Entry { stamp, ..Entry::new(run, began, State::Archive(members)) };
            let mut files = write.open_table(FILES)?;
            files.insert(key.0.as_slice(), encode(&entry).as_slice())?;
            drop_members(&mut files, key, members)
        })
    }

    /// Makes sure that everything noted is on the disk.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn save(&mut self) -> Result<(), JournalError> {
        self.commit()
    }

    /// Ends the run, after its output is in place: outcomes that no file has any more are dropped.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn finish(&mut self) -> Result<(), JournalError> {
        let next = self.run + 1;
        self.change(1, |write, _, _| {
            drop_unused(write)?;
            write.open_table(ABOUT)?.insert("run", next.to_le_bytes().as_slice())?;
            Ok(())
        })?;
        self.run = next;
        Ok(())
    }
}

fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_else(|error| unreachable!("plain data is written to memory: {error}"))
}

/// What was written by [`encode`]; `None` for what was not.
fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

fn fault(path: &Path, error: redb::Error) -> JournalError {
    let path = path.to_string_lossy().into_owned();
    match error {
        redb::Error::DatabaseAlreadyOpen => JournalError::InUse { path },
        redb::Error::Io(error) => JournalError::NotWritten { path, why: error.kind().to_string() },
        redb::Error::PreviousIo => JournalError::NotWritten { path, why: "an earlier error".to_owned() },
        other => JournalError::Damaged { path, why: other.to_string() },
    }
}
