//! A pool of isolated readers: each thread owns a worker that lives on, and scores what it reads.
//!
//! Reading in the worker and scoring in its thread take turns, so that as many threads are busy as there are workers,
//! and no more than one document each is in memory.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use super::file::{self, Stamp};
use super::{Content, LastingReader, Outcome, Scorer, Trouble};
use crate::document::Reading;
use crate::extract::{ReadError, ReadOptions};
use crate::ocr::Tesseract;
use crate::worker::{Limits, WorkerCommand};

/// A function that reads.
pub type ReadFunction<'a> = dyn Fn(&[u8], &ReadOptions) -> Result<Reading, ReadError> + Sync + 'a;

/// Who reads.
#[derive(Clone, Copy)]
pub enum Readers<'a> {
    /// Processes, one a thread: for files of strangers.
    Workers(&'a WorkerCommand, &'a Limits),
    /// A function, in this process.
    Function(&'a ReadFunction<'a>),
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// What the caller knows it by; comes back with the result.
    pub tag: T,
    /// Where its bytes are.
    pub source: Source,
}

/// Where the bytes of a document are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In a file, opened when its turn comes.
    File(PathBuf),
    /// Here, with the name that they have, whose extension is a hint to the reader.
    Bytes(String, Vec<u8>),
    /// Nowhere: what the caller found out itself.
    Trouble(Trouble),
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Done<T> {
    /// The item's.
    pub tag: T,
    /// State of the file when it was read, for a file that was.
    pub stamp: Option<Stamp>,
    /// What it held.
    pub result: Result<Known, Trouble>,
}

impl<T> Done<T> {
    /// Whether there is no score, as far as this tells.
    pub fn is_failed(&self) -> bool {
        match &self.result {
            Err(_) => true,
            Ok(known) => matches!(known.outcome, Some(Outcome::Failed(_))),
        }
    }
}

/// The content of a file with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// What it held.
    pub content: Content,
    /// `None` when the caller said that it knows this content already.
    pub outcome: Option<Outcome>,
}

/// How a pool works.
#[derive(Clone, Copy)]
pub struct Pool<'a> {
    /// Who reads.
    pub readers: Readers<'a>,
    /// How. The extension is taken from each file.
    pub options: &'a ReadOptions,
    /// The text recognition for pages that are pictures, if they are to be read.
    pub ocr: Option<&'a Tesseract>,
    /// Number of threads, each with a worker; at least one.
    pub workers: usize,
    /// Who scores.
    pub scorer: &'a Scorer<'a>,
    /// Tells which contents need not be read.
    pub knows: &'a (dyn Fn(&Content) -> bool + Sync),
}

/// The results of a pool, each as soon as it is there. When it is dropped, the pool ends.
pub struct Results<T> {
    done: Receiver<Result<Done<T>, ReadError>>,
}

impl<T> Iterator for Results<T> {
    type Item = Result<Done<T>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.done.recv().ok()
    }
}

impl<'a> Pool<'a> {
    /// Starts the threads. Items are asked for when there is a thread for them, one at a time.
    ///
    /// The iterator ends after all items; its one error is that no worker could be started, which is no file's fault.
    pub fn start<'scope, T, I>(&self, scope: &'scope Scope<'scope, 'a>, items: I) -> Results<T>
    where
        T: Send + 'scope,
        I: Iterator<Item = Item<T>> + Send + 'scope,
        'a: 'scope,
    {
        let workers = self.workers.max(1);
        let (sender, done) = sync_channel(2 * workers);
        let items = Arc::new(Mutex::new(items));
        for _ in 0..workers {
            let (pool, items, sender) = (*self, Arc::clone(&items), sender.clone());
            scope.spawn(move || pool.work(&items, &sender));
        }
        Results { done }
    }

    fn work<T, I: Iterator<Item = Item<T>>>(&self, items: &Mutex<I>, done: &SyncSender<Result<Done<T>, ReadError>>) {
        let mut reader = LastingReader::new(self.readers, self.ocr);
        loop {
            let next = items.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(item) = next else { return };
            let result = self.one(item, &mut reader);
            let end = result.is_err();
            if done.send(result).is_err() || end {
                return;
            }
        }
    }

    fn one<T>(&self, item: Item<T>, reader: &mut LastingReader<'_>) -> Result<Done<T>, ReadError> {
        let (name, stamp, bytes) = match item.source {
            Source::Trouble(trouble) => return Ok(Done { tag: item.tag, stamp: None, result: Err(trouble) }),
            Source::Bytes(name, bytes) => (PathBuf::from(name), None, bytes),
            Source::File(path) => match file::read(&path, self.options.max_bytes) {
                Ok((stamp, bytes)) => (path, Some(stamp), bytes),
                Err(trouble) => return Ok(Done { tag: item.tag, stamp: None, result: Err(trouble) }),
            },
        };
        let content = Content::of(&bytes, extension(&name));
        let outcome = match (self.knows)(&content) {
            true => None,
            false if self.scorer.refuses(content.extension()) => Some(Outcome::Failed(Trouble::table())),
            false => {
                let options = ReadOptions { extension: content.extension().map(str::to_owned), ..self.options.clone() };
                let reading = reader.read(bytes, &options);
                if let Err(error @ ReadError::NotStarted { .. }) = reading {
                    return Err(error);
                }
                Some(self.scorer.score(reading))
            }
        };
        Ok(Done { tag: item.tag, stamp, result: Ok(Known { content, outcome }) })
    }
}

fn extension(name: &Path) -> Option<String> {
    name.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}
