//! From a path to a reading, through the isolated reader.

use std::fs::{File, Metadata};
use std::io::Read;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gapcheck::document::{Picture, Reading};
use gapcheck::extract::{PdfReader, ReadError, ReadOptions, sha256};
use gapcheck::ocr::{self, Tesseract};
use gapcheck::worker::{Limits, Worker, WorkerCommand};

use super::Command;
use super::early::Early;
use super::failure::{Failure, complain, shown};
use super::options::ReadArgs;

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// Endings of files that may be a resume or a posting.
const ENDINGS: [&str; 15] =
    ["pdf", "docx", "odt", "fodt", "rtf", "tex", "typ", "md", "markdown", "txt", "html", "htm", "json", "yaml", "yml"];

/// Whether a file may be a resume or a posting by its name: one without an ending may.
pub fn may_be_document(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Room for the bytes of most documents.
const START_OF_BYTES: usize = 64 << 10;

/// How this program starts itself to read documents, and whether to say what such a process cannot give up here.
#[derive(Debug, Clone)]
pub struct Reader {
    command: WorkerCommand,
    /// Starts a text recognition under limits.
    recogniser: WorkerCommand,
    early: Early,
    /// Said once, however many documents there are; set from the start when it shall not be said.
    said: Arc<AtomicBool>,
}

impl Reader {
    /// The first command starts a reader of documents, and one may have been started already; the second one starts a
    /// text recognition.
    pub fn new([command, recogniser]: [WorkerCommand; 2], early: Early, verbose: bool) -> Self {
        Self { command, recogniser, early, said: Arc::new(AtomicBool::new(!verbose)) }
    }

    /// A worker for documents of the user's limits.
    ///
    /// # Errors
    /// When it cannot be started.
    fn worker(&self, limits: Limits) -> Result<Worker, ReadError> {
        let Some(early) = self.early.take() else { return Worker::spawn(&self.command, &limits) };
        let mut worker = early?;
        worker.set_limits(limits);
        Ok(worker)
    }

    /// How a text recognition is started.
    pub fn tesseract(&self) -> Tesseract {
        Tesseract { launcher: Some(self.recogniser.clone()), ..Tesseract::default() }
    }

    /// Says what a worker that has answered still has access to.
    pub fn tell(&self, worker: &Worker) {
        if let Some(lacks) = worker.isolation().and_then(|isolation| isolation.lacks())
            && !self.said.swap(true, Ordering::Relaxed)
        {
            complain(&lacks);
        }
    }
}

impl Deref for Reader {
    type Target = WorkerCommand;

    fn deref(&self) -> &WorkerCommand {
        &self.command
    }
}

/// A document that a worker reads while the caller gets ready for it.
pub struct Pending {
    path: String,
    worker: Worker,
    reader: Reader,
    /// The bytes and how they are read, where they are read again.
    again: Option<(Vec<u8>, ReadOptions)>,
    ocr: bool,
}

/// Starts to read a document: opens it, starts the worker, hands it the bytes.
///
/// # Errors
/// When the file cannot be opened or is over the limit.
pub fn start(path: &Path, args: &ReadArgs, reader: &Reader) -> Result<Pending, Failure> {
    begin(path, args, reader, false)
}

/// The same, with how the file is made, and so that [`Pending::second`] can read it again.
///
/// # Errors
/// As [`start`].
pub fn start_survey(path: &Path, args: &ReadArgs, reader: &Reader) -> Result<Pending, Failure> {
    begin(path, args, reader, true)
}

fn begin(path: &Path, args: &ReadArgs, reader: &Reader, survey: bool) -> Result<Pending, Failure> {
    let name = name(path);
    let source = open(path, &name, args.max_bytes)?;
    // The worker starts while the bytes are read.
    let mut worker = reader.worker(limits(args)).map_err(|error| Failure::NotRead { path: name.clone(), error })?;
    let bytes = bytes(source, path, &name, args.max_bytes)?;
    let options = options(path, args, survey);
    let again = (survey || args.ocr).then(|| (bytes.clone(), options.clone()));
    worker.send(bytes, &options);
    Ok(Pending { path: name, worker, reader: reader.clone(), again, ocr: args.ocr })
}

/// What a file holds, and how it is to be read.
///
/// # Errors
/// When the file cannot be opened or is over the limit.
pub fn load(path: &Path, args: &ReadArgs, survey: bool) -> Result<(Vec<u8>, ReadOptions), Failure> {
    let name = name(path);
    let source = open(path, &name, args.max_bytes)?;
    Ok((bytes(source, path, &name, args.max_bytes)?, options(path, args, survey)))
}

fn bytes(mut source: Box<dyn Read>, path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(START_OF_BYTES);
    source.read_to_end(&mut bytes).map_err(|error| not_opened(path, name, &error))?;
    // What is no regular file shows its size only now.
    if bytes.len() as u64 > limit {
        return Err(Failure::NotRead { path: name.to_string(), error: ReadError::TooLarge { limit } });
    }
    Ok(bytes)
}

fn options(path: &Path, args: &ReadArgs, survey: bool) -> ReadOptions {
    ReadOptions {
        max_bytes: args.max_bytes,
        max_pages: args.max_pages,
        extension: path.extension().map(|extension| extension.to_string_lossy().to_lowercase()),
        pdf_reader: args.pdf_reader.into(),
        survey,
        picture_of: None,
    }
}

impl Pending {
    /// The path as the user gave it, for the report.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Waits for a reading that there is something to say about: no words are no coverage of 0.
    ///
    /// # Errors
    /// What is wrong with the document, or that it has no words.
    pub fn judged(&mut self) -> Result<Reading, Failure> {
        let reading = self.finish()?;
        with_words(reading, &self.path)
    }

    /// Waits for the reading.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn finish(&mut self) -> Result<Reading, Failure> {
        let mut reading = self.receive();
        if self.ocr {
            reading = ocr::complete(reading, &self.reader.tesseract(), |page| self.picture(page));
        }
        reading.map_err(|error| Failure::NotRead { path: self.path.clone(), error })
    }

    /// Waits for what the file itself holds, without a text recognition.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn receive(&mut self) -> Result<Reading, ReadError> {
        let reading = self.worker.receive();
        self.reader.tell(&self.worker);
        reading
    }

    /// The hash of a file that is kept to be read again; empty for another.
    pub fn sha256(&self) -> String {
        self.again.as_ref().map_or_else(String::new, |(bytes, _)| sha256(bytes))
    }

    /// The picture of a page of a file that is kept.
    fn picture(&mut self, page: u32) -> Result<Picture, ReadError> {
        let (bytes, options) = self.again.as_ref().ok_or(ReadError::DamagedPdf)?;
        let options = ReadOptions { picture_of: Some(page), ..options.clone() };
        self.worker.read(bytes.clone(), &options)?.more.picture.ok_or(ReadError::DamagedPdf)
    }

    /// What the second PDF reader gets out of a PDF that [`start_survey`] opened and the first one read.
    pub fn second(&mut self) -> Option<Result<Reading, ReadError>> {
        let (bytes, options) = self.again.take()?;
        (options.pdf_reader != PdfReader::PdfExtract).then(|| {
            let options = ReadOptions { pdf_reader: PdfReader::PdfExtract, survey: false, ..options };
            self.worker.read(bytes, &options)
        })
    }
}

/// A reading that there is something to say about.
///
/// # Errors
/// When it has no words.
pub fn with_words(reading: Reading, path: &str) -> Result<Reading, Failure> {
    match reading.text.chars().any(char::is_alphanumeric) {
        true => Ok(reading),
        false => Err(Failure::NoWords { path: path.to_string() }),
    }
}

fn open(path: &Path, name: &str, limit: u64) -> Result<Box<dyn Read>, Failure> {
    // One byte more than the limit is enough to know that it is passed.
    let most = limit.saturating_add(1);
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(Box::new(std::io::stdin().take(most)));
    }
    let fail = |error: std::io::Error| not_opened(path, name, &error);
    // Asked before it is opened: opening a pipe waits for somebody to write to it, and opening a device may do anything.
    acceptable(path, name, &std::fs::metadata(path).map_err(fail)?, limit)?;
    let file = File::open(path).map_err(fail)?;
    acceptable(path, name, &file.metadata().map_err(fail)?, limit)?;
    Ok(Box::new(file.take(most)))
}

/// Refuses what is no ordinary file, wherever a link led to it, and what is too large.
fn acceptable(path: &Path, name: &str, about: &Metadata, limit: u64) -> Result<(), Failure> {
    if about.is_dir() {
        return Err(Failure::Directory { path: name.to_string() });
    }
    if !about.is_file() && !is_handed_over(path, about) {
        return Err(Failure::NotAFile { path: name.to_string(), what: what(about) });
    }
    if about.is_file() && about.len() > limit {
        return Err(Failure::NotRead { path: name.to_string(), error: ReadError::TooLarge { limit } });
    }
    Ok(())
}

/// Whether this is a pipe that is open already, which is how a shell hands over the output of a command (`<(command)`).
#[cfg(unix)]
fn is_handed_over(path: &Path, about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    let open = ["/dev/fd", "/proc/self/fd", "/dev/stdin"].iter().any(|place| path.starts_with(place));
    open && about.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_handed_over(_: &Path, _: &Metadata) -> bool {
    false
}

/// What something is that is neither a file nor a folder.
#[cfg(unix)]
fn what(about: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    let kind = about.file_type();
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what(_: &Metadata) -> &'static str {
    "a device"
}

fn not_opened(path: &Path, name: &str, error: &std::io::Error) -> Failure {
    let path_text = path.to_string_lossy();
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            Failure::Missing { path: name.to_string(), near: Command::near(&path_text) }
        }
        std::io::ErrorKind::IsADirectory => Failure::Directory { path: name.to_string() },
        why => Failure::NotOpened { path: name.to_string(), why },
    }
}

/// The path as it is shown.
pub fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT { "standard input".to_string() } else { shown(path) }
}

/// What the reader may use.
pub fn limits(args: &ReadArgs) -> Limits {
    let default = Limits::default();
    Limits {
        time: args.timeout,
        cpu: args.max_cpu.unwrap_or(default.cpu.max(args.timeout / 2)),
        // Who raises the size limit means to have such files read: memory and answer grow with it.
        memory: args.max_memory.unwrap_or(default.memory.max(args.max_bytes.saturating_mul(8))),
        output: args.max_text.unwrap_or(default.output.max(args.max_bytes.saturating_mul(2))),
    }
}
