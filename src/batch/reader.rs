//! A reader that lives on: one worker for many documents, and another one when it is gone.

use super::Readers;
use crate::document::Reading;
use crate::extract::{Ending, ReadError, ReadOptions};
use crate::ocr::{self, Tesseract};
use crate::worker::{Limits, Worker, WorkerCommand};

/// Documents after which a worker is replaced, so that nothing that it may lose adds up.
const LIFE: usize = 2_000;

/// Reads one document after the other. A document that takes its worker down is an error of that document alone.
pub struct LastingReader<'a> {
    readers: Readers<'a>,
    ocr: Option<&'a Tesseract>,
    worker: Option<Worker>,
    documents: usize,
}

impl<'a> LastingReader<'a> {
    /// A reader whose worker starts with the first document; with a text recognition, pages that are pictures are read,
    /// too.
    pub fn new(readers: Readers<'a>, ocr: Option<&'a Tesseract>) -> Self {
        Self { readers, ocr, worker: None, documents: 0 }
    }

    /// Starts the worker now, so that it is up when the first document comes. What fails here fails there, and is told
    /// there.
    #[must_use]
    pub fn started(mut self) -> Self {
        if let Readers::Workers(command, limits) = self.readers {
            self.worker = Worker::spawn(command, limits).ok();
        }
        self
    }

    /// The worker, if there is one.
    pub fn worker(&self) -> Option<&Worker> {
        self.worker.as_ref()
    }

    /// Reads a document, and its pictures where that is asked for.
    ///
    /// # Errors
    /// What is wrong with it; [`ReadError::NotStarted`] when there is no worker to be had, which is no fault of it.
    pub fn read(&mut self, bytes: Vec<u8>, options: &ReadOptions) -> Result<Reading, ReadError> {
        let Some(tesseract) = self.ocr else { return self.text(bytes, options) };
        let reading = self.text(bytes.clone(), options);
        ocr::complete(reading, tesseract, |page| {
            let options = ReadOptions { picture_of: Some(page), ..options.clone() };
            self.text(bytes.clone(), &options)?.more.picture.ok_or(ReadError::DamagedPdf)
        })
    }

    /// Reads what the file itself holds, without a text recognition.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn text(&mut self, bytes: Vec<u8>, options: &ReadOptions) -> Result<Reading, ReadError> {
        let (command, limits) = match self.readers {
            Readers::Function(read) => return read(&bytes, options),
            Readers::Workers(command, limits) => (command, limits),
        };
        // A worker that something else ended may have been innocent of this file: it gets another one, once.
        let again = bytes.clone();
        match self.once(command, limits, bytes, options) {
            Err(error) if ended_from_outside(&error) => self.once(command, limits, again, options),
            reading => reading,
        }
    }

    fn once(
        &mut self,
        command: &WorkerCommand,
        limits: &Limits,
        bytes: Vec<u8>,
        options: &ReadOptions,
    ) -> Result<Reading, ReadError> {
        if self.documents == LIFE || self.worker.as_ref().is_some_and(|worker| !worker.is_alive()) {
            (self.worker, self.documents) = (None, 0);
        }
        let worker = match &mut self.worker {
            Some(worker) => worker,
            none => none.insert(Worker::spawn(command, limits)?),
        };
        self.documents += 1;
        worker.read(bytes, options)
    }
}

/// The signals with which people and systems end processes (hang-up, interrupt, kill, terminate); a process that fails
/// by itself ends by others.
fn ended_from_outside(error: &ReadError) -> bool {
    matches!(error, ReadError::Crashed { how: Ending::Signal(1 | 2 | 9 | 15) })
}
