//! A worker that starts while the arguments are parsed: most runs read one document, and its reader is what they wait
//! for.

use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use gapcheck::extract::ReadError;
use gapcheck::worker::{Limits, Worker, WorkerCommand};

/// Commands that read one document, as they are written.
const OF_ONE_DOCUMENT: [&str; 3] = ["text", "skills", "lint"];

/// A worker on its way, or none. Nobody waits for one that is not taken: it ends with this process.
#[derive(Debug, Clone, Default)]
pub struct Early(Arc<Mutex<Option<Result<Worker, ReadError>>>>);

impl Early {
    /// Starts one when the arguments, the program's name left out, look like those of a run that reads a document. To
    /// be wrong costs some time, and nothing else: the arguments are not understood here.
    ///
    /// It is forked off this process where that can be: a second start of the program takes as long as reading a resume.
    pub fn start(command: &WorkerCommand, arguments: impl Iterator<Item = OsString>) -> Self {
        let start = || {
            let limits = Limits::default();
            Worker::fork(&limits).map_or_else(|| Worker::spawn(command, &limits), Ok)
        };
        Self(Arc::new(Mutex::new(reads(arguments).then(start))))
    }

    /// The worker, for the first who asks.
    pub fn take(&self) -> Option<Result<Worker, ReadError>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Whether a run with these arguments reads a document.
fn reads(mut arguments: impl Iterator<Item = OsString>) -> bool {
    let first = arguments.find(|argument| !argument.as_encoded_bytes().starts_with(b"-"));
    first.is_some_and(|first| OF_ONE_DOCUMENT.iter().any(|&command| first == command) || Path::new(&first).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reads_a_document_has_a_reader_started() {
        let started = |arguments: &[&str]| reads(arguments.iter().map(OsString::from));
        for reads in [&["Cargo.toml"][..], &["-q", "--no-color", "Cargo.toml"], &["text", "any"], &["skills"]] {
            assert!(started(reads), "{reads:?}");
        }
        for does_not in [&["--version"][..], &[], &["no-such-file"], &["src"], &["role", "list"], &["batch", "src"]] {
            assert!(!started(does_not), "{does_not:?}");
        }
    }

    #[test]
    fn it_is_taken_once() {
        let command = WorkerCommand { program: "there/is/no/such/program".into(), args: Vec::new() };
        let early = Early::start(&command, std::iter::once("lint".into()));
        assert!(early.clone().take().is_some());
        assert!(early.take().is_none());
    }
}
