//! A run: finds the files, reads those that are new or changed, keeps everything in the journal.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::file::{self, Stamp};
use super::journal::{Counts, FileKey, Journal, JournalError, Tag};
use super::pool::{Item, Pool, Readers, Source};
use super::unpack::{Archive, is_archive};
use super::{Content, Found, Scorer, Trouble};
use crate::extract::{ReadError, ReadOptions};
use crate::ocr::Tesseract;
use crate::worker::WorkerCommand;

/// How a run works.
#[derive(Clone, Copy)]
pub struct RunOptions<'a> {
    /// Who reads.
    pub readers: Readers<'a>,
    /// Who unpacks archives, and how long a member may take; without one, an archive is a file that cannot be read.
    pub unpacker: Option<(&'a WorkerCommand, Duration)>,
    /// How to read.
    pub reading: &'a ReadOptions,
    /// The text recognition for pages that are pictures, if they are to be read.
    pub ocr: Option<&'a Tesseract>,
    /// Number of workers.
    pub workers: usize,
}

/// Why a run ended early. What was done until then is in the journal.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// No worker could be started.
    #[error(transparent)]
    Reader(#[from] ReadError),
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents that were read in this run, or found to be known by their content.
    pub done: u64,
    /// Of these, those that could not be read.
    pub failed: u64,
    /// Of these, those that were in archives.
    pub members: u64,
    /// Archives that were unpacked.
    pub archives: u64,
}

/// Notes every file of a run in its journal.
///
/// # Errors
/// When the journal cannot be written.
pub fn note_found(journal: &mut Journal, files: impl Iterator<Item = Found>) -> Result<Counts, JournalError> {
    for found in files {
        // What cannot be looked at here says why when it is read.
        let now = std::fs::metadata(&found.path).ok().filter(std::fs::Metadata::is_file).map(|about| Stamp::of(&about));
        journal.found(&FileKey::file(&found.path), now, found.trouble)?;
    }
    journal.all_found()
}

/// Reads and scores what waits, until all is done or `watch` breaks off; then the files in flight are still finished.
/// Tells whether all is done.
///
/// # Errors
/// When the journal cannot be written or no worker can be started.
pub fn work(
    journal: &mut Journal,
    scorer: &Scorer<'_>,
    options: &RunOptions<'_>,
    mut watch: impl FnMut(&Progress) -> ControlFlow<()>,
) -> Result<bool, RunError> {
    let stop = AtomicBool::new(watch(&Progress::default()).is_break());
    let (events, ended) = channel();
    let items = Items { waiting: journal.waiting()?, archive: None, events, stop: &stop, options };
    let memory = journal.memory();
    let knows = |content: &Content| memory.outcome(content).is_ok_and(|outcome| outcome.is_some());
    let pool = Pool {
        readers: options.readers,
        options: options.reading,
        ocr: options.ocr,
        workers: options.workers,
        scorer,
        knows: &knows,
    };
    std::thread::scope(|scope| {
        // However this ends, no further file is begun.
        let _guard = StopOnDrop(&stop);
        let mut progress = Progress::default();
        for done in pool.start(scope, items) {
            let done = done?;
            progress.done += 1;
            progress.failed += u64::from(done.is_failed());
            progress.members += u64::from(done.tag.member.is_some());
            journal.note(&done)?;
            progress.archives += note_unpacked(journal, &ended)?;
            if watch(&progress).is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        note_unpacked(journal, &ended)?;
        journal.save()?;
        Ok(!stop.load(Ordering::Relaxed))
    })
}

struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What the side that hands out files has to tell.
enum Event {
    /// An archive came to its end.
    Unpacked { key: FileKey, stamp: Stamp, members: u32 },
    /// The journal could not be read.
    Journal(JournalError),
    /// The archives cannot be opened.
    Unpacker(ReadError),
}

fn note_unpacked(journal: &mut Journal, events: &Receiver<Event>) -> Result<u64, RunError> {
    let mut archives = 0;
    for event in events.try_iter() {
        match event {
            Event::Unpacked { key, stamp, members } => {
                journal.unpacked(&key, Some(stamp), members)?;
                archives += 1;
            }
            Event::Journal(error) => return Err(error.into()),
            Event::Unpacker(error) => return Err(error.into()),
        }
    }
    Ok(archives)
}

/// The files that wait, archives unpacked.
struct Items<'a, W> {
    waiting: W,
    archive: Option<Open>,
    events: Sender<Event>,
    stop: &'a AtomicBool,
    options: &'a RunOptions<'a>,
}

/// An archive with how far it is.
struct Open {
    archive: Archive,
    key: FileKey,
    path: PathBuf,
    stamp: Stamp,
    members: u32,
}

impl<W: Iterator<Item = Result<FileKey, JournalError>>> Iterator for Items<'_, W> {
    type Item = Item<Tag>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(item) = self.member() {
                return Some(item);
            }
            let key = match self.waiting.next()? {
                Ok(key) => key,
                Err(error) => return self.give_up(Event::Journal(error)),
            };
            let path = key.to_path();
            match self.options.unpacker.filter(|_| is_archive(&path)) {
                None => return Some(Item { tag: Tag::file(key), source: Source::File(path) }),
                Some((command, patience)) => match file::open(&path) {
                    Err(trouble) => return Some(Item { tag: Tag::file(key), source: Source::Trouble(trouble) }),
                    Ok((stamp, file)) => match Archive::open(command, file, self.options.reading.max_bytes, patience) {
                        Ok(archive) => self.archive = Some(Open { archive, key, path, stamp, members: 0 }),
                        Err(error) => return self.give_up(Event::Unpacker(error)),
                    },
                },
            }
        }
    }
}

impl<W> Items<'_, W> {
    fn give_up(&self, event: Event) -> Option<Item<Tag>> {
        let _ = self.events.send(event);
        self.stop.store(true, Ordering::Relaxed);
        None
    }

    /// The next member of the archive that is open.
    fn member(&mut self) -> Option<Item<Tag>> {
        let open = self.archive.as_mut()?;
        match open.archive.next() {
            Some(Ok(member)) => {
                let key = FileKey::member(&open.path, open.members);
                open.members += 1;
                let name = String::from_utf8_lossy(&member.name).into_owned();
                let source = match member.bytes {
                    Ok(_) if is_archive(Path::new(&name)) => Source::Trouble(Trouble::nested()),
                    Ok(bytes) => Source::Bytes(name, bytes),
                    Err(trouble) => Source::Trouble(trouble),
                };
                Some(Item { tag: Tag { member: Some(member.name), ..Tag::file(key) }, source })
            }
            // It has a row of its own, because of what is wrong with it.
            Some(Err(trouble)) => {
                let Open { key, stamp, members, .. } = self.archive.take()?;
                let tag = Tag { unpacked: Some((stamp, members)), ..Tag::file(key) };
                Some(Item { tag, source: Source::Trouble(trouble) })
            }
            None => {
                let Open { key, stamp, members, .. } = self.archive.take()?;
                let _ = self.events.send(Event::Unpacked { key, stamp, members });
                None
            }
        }
    }
}
