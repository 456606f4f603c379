//! Several documents, read by workers that live on while the caller gets ready for them.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use gapcheck::batch::{LastingReader, Readers};
use gapcheck::document::{Format, Reading};
use gapcheck::extract::{PdfReader, ReadError, ReadOptions};

use super::Failure;
use super::ahead::Ahead;
use super::input::{self, Reader};
use super::options::ReadArgs;

/// A document that is to be read.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is asked how the file is made.
    pub survey: bool,
    /// Whether a PDF is read by the second reader as well.
    pub second: bool,
}

/// A document that was read.
pub struct Arrived {
    /// The path as it is shown.
    pub path: String,
    /// What it holds.
    pub reading: Result<Reading, Failure>,
    /// What the second reader gets out of it, where that was asked for.
    pub second: Option<Result<Reading, ReadError>>,
}

/// Documents that are being read. Each comes with its number, as soon as it is there.
pub struct Arrivals(Receiver<(usize, Arrived)>);

/// How often one that waits looks whether it still should.
const GLANCE: Duration = Duration::from_millis(50);

impl Arrivals {
    /// Waits for the next, unless and until nobody wants it any more.
    pub fn next_unless(&self, stopped: &AtomicBool) -> Option<(usize, Arrived)> {
        loop {
            match self.0.recv_timeout(GLANCE) {
                Ok(_) | Err(RecvTimeoutError::Timeout) if stopped.load(Ordering::Relaxed) => return None,
                Ok(arrived) => return Some(arrived),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl Iterator for Arrivals {
    type Item = (usize, Arrived);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.recv().ok()
    }
}

/// Threads that a machine has room for.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Starts to read documents, the first ones first, with as many workers as there is room for.
/// With `ahead`, no further ahead than that allows.
pub fn start(wanted: Vec<Wanted>, args: &ReadArgs, reader: &Reader, ahead: Option<&Arc<Ahead>>) -> Arrivals {
    let workers = threads().min(wanted.len());
    let waiting: Arc<Mutex<VecDeque<_>>> = Arc::new(Mutex::new(wanted.into_iter().enumerate().collect()));
    // Texts may be long: who reads does not run far ahead of who understands.
    let (sender, arrivals) = sync_channel(2 * workers);
    for _ in 0..workers {
        let (waiting, sender) = (Arc::clone(&waiting), sender.clone());
        let (args, reader, ahead) = (args.clone(), reader.clone(), ahead.cloned());
        thread::spawn(move || work(&waiting, &sender, &args, &reader, ahead.as_deref()));
    }
    Arrivals(arrivals)
}

fn work(
    waiting: &Mutex<VecDeque<(usize, Wanted)>>,
    arrived: &SyncSender<(usize, Arrived)>,
    args: &ReadArgs,
    reader: &Reader,
    ahead: Option<&Ahead>,
) {
    let limits = input::limits(args);
    let tesseract = reader.tesseract();
    let readers = Readers::Workers(reader, &limits);
    let mut lasting = LastingReader::new(readers, args.ocr.then_some(&tesseract)).started();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some((number, wanted)) = next else { return };
        if let Some(ahead) = ahead {
            ahead.wait(number);
        }
        let read = one(&wanted, args, &mut lasting);
        if let Some(worker) = lasting.worker() {
            reader.tell(worker);
        }
        // Nobody waits any more once the command has failed.
        if arrived.send((number, read)).is_err() {
            return;
        }
    }
}

fn one(wanted: &Wanted, args: &ReadArgs, reader: &mut LastingReader<'_>) -> Arrived {
    let path = input::name(&wanted.path);
    let (bytes, options) = match input::load(&wanted.path, args, wanted.survey) {
        Ok(loaded) => loaded,
        Err(failure) => return Arrived { path, reading: Err(failure), second: None },
    };
    let kept = wanted.second.then(|| bytes.clone());
    let reading = reader.read(bytes, &options);
    let is_pdf = reading.as_ref().is_ok_and(|reading| reading.format == Format::Pdf);
    let second = kept.filter(|_| is_pdf && options.pdf_reader != PdfReader::PdfExtract).map(|bytes| {
        let options = ReadOptions { pdf_reader: PdfReader::PdfExtract, survey: false, ..options };
        reader.text(bytes, &options)
    });
    let reading = reading.map_err(|error| Failure::NotRead { path: path.clone(), error });
    Arrived { path, reading, second }
}
