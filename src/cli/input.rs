//! From a path to a reading, through the isolated reader.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use gapcheck::document::Reading;
use gapcheck::extract::{ReadError, ReadOptions};
use gapcheck::worker::{Limits, Worker, WorkerCommand};

use super::Command;
use super::failure::{Failure, shown};
use super::options::ReadArgs;

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// A document that a worker reads while the caller gets ready for it.
pub struct Pending {
    path: String,
    worker: Worker,
}

/// Starts to read a document: opens it, starts the worker, hands it the bytes.
///
/// # Errors
/// When the file cannot be opened or is over the limit.
pub fn start(path: &Path, args: &ReadArgs, worker: &WorkerCommand) -> Result<Pending, Failure> {
    let name = name(path);
    let mut source = open(path, &name, args.max_bytes)?;
    let failed = |error| Failure::NotRead { path: name.clone(), error };
    // The worker starts while the bytes are read.
    let mut worker = Worker::spawn(worker, &limits(args)).map_err(failed)?;
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(|error| not_opened(path, &name, &error))?;
    // What is no regular file shows its size only now.
    if bytes.len() as u64 > args.max_bytes {
        return Err(failed(ReadError::TooLarge { limit: args.max_bytes }));
    }
    let options = ReadOptions {
        max_bytes: args.max_bytes,
        max_pages: args.max_pages,
        extension: path.extension().map(|extension| extension.to_string_lossy().to_lowercase()),
        pdf_reader: args.pdf_reader.into(),
    };
    worker.send(bytes, &options);
    Ok(Pending { path: name, worker })
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
        if reading.text.chars().any(char::is_alphanumeric) {
            return Ok(reading);
        }
        Err(Failure::NoWords { path: self.path.clone() })
    }

    /// Waits for the reading.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn finish(&mut self) -> Result<Reading, Failure> {
        self.worker.receive().map_err(|error| Failure::NotRead { path: self.path.clone(), error })
    }
}

fn open(path: &Path, name: &str, limit: u64) -> Result<Box<dyn Read>, Failure> {
    // One byte more than the limit is enough to know that it is passed.
    let most = limit.saturating_add(1);
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(Box::new(std::io::stdin().take(most)));
    }
    let fail = |error: std::io::Error| not_opened(path, name, &error);
    let about = std::fs::metadata(path).map_err(fail)?;
    if about.is_dir() {
        return Err(Failure::Directory { path: name.to_string() });
    }
    if about.is_file() && about.len() > limit {
        return Err(Failure::NotRead { path: name.to_string(), error: ReadError::TooLarge { limit } });
    }
    Ok(Box::new(File::open(path).map_err(fail)?.take(most)))
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

fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT { "standard input".to_string() } else { shown(path) }
}

/// What the reader may use.
pub fn limits(args: &ReadArgs) -> Limits {
    let default = Limits::default();
    Limits {
        time: args.timeout,
        // Who raises the size limit means to have such files read: memory and answer grow with it.
        memory: args.max_memory.unwrap_or(default.memory.max(args.max_bytes.saturating_mul(8))),
        output: default.output.max(args.max_bytes.saturating_mul(2)),
    }
}

/// How this program starts itself as a reader.
pub fn worker_command(program: PathBuf, argument: &str) -> WorkerCommand {
    WorkerCommand { program, args: vec![OsString::from(argument)] }
}
