//! The postings of `--job`: read side by side, understood one after the other.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use gapcheck::document::DocumentKind;
use gapcheck::profile::posting::{self, Posting};
use gapcheck::report::Job;

use super::Failure;
use super::input::{self, Pending, Reader};
use super::options::ReadArgs;
use super::subject::{Reading, Subject};

/// Workers that read postings at the same time.
const AT_ONCE: usize = 4;

/// Postings that are being read.
pub struct Postings<'a> {
    waiting: std::slice::Iter<'a, PathBuf>,
    /// One that cannot be opened says so when its turn comes, so that the others have theirs.
    started: VecDeque<Result<Pending, Failure>>,
    reading: &'a ReadArgs,
    worker: &'a Reader,
}

/// A posting that was understood.
pub struct Understood {
    subject: Subject,
    posting: Posting,
}

impl Understood {
    /// For the report.
    pub fn job(&self) -> Job<'_> {
        Job { source: self.subject.source(), posting: &self.posting }
    }
}

impl<'a> Postings<'a> {
    /// Starts to read the first of them.
    pub fn start(paths: &'a [PathBuf], reading: &'a ReadArgs, worker: &'a Reader) -> Self {
        let mut postings = Self { waiting: paths.iter(), started: VecDeque::new(), reading, worker };
        (0..AT_ONCE).for_each(|_| postings.start_one());
        postings
    }

    fn start_one(&mut self) {
        let next = self.waiting.next().map(|path| input::start(path, self.reading, self.worker));
        self.started.extend(next);
    }

    /// Waits for the next posting; `None` after the last.
    ///
    /// # Errors
    /// What is wrong with it; that it asks for nothing that is known. The next one can be had all the same.
    pub fn next(&mut self, reading: &Reading<'_>) -> Result<Option<Understood>, Failure> {
        let Some(pending) = self.started.pop_front() else { return Ok(None) };
        self.start_one();
        let subject = reading.read(pending?, DocumentKind::Posting)?;
        let posting = posting::read(subject.path(), subject.document(), subject.matches(), reading.taxonomy());
        if posting.profile.requirements.is_empty() {
            return Err(Failure::NothingAsked { path: subject.path().to_string() });
        }
        Ok(Some(Understood { subject, posting }))
    }
}

/// Refuses to read standard input twice.
///
/// # Errors
/// When more than one of these paths is "-".
pub fn one_standard_input<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<(), Failure> {
    match paths.filter(|path| path.as_os_str() == input::STANDARD_INPUT).count() {
        0 | 1 => Ok(()),
        _ => Err(Failure::Usage(
            "standard input holds one document: give \"-\" for the resume or for one posting, and files for the others"
                .into(),
        )),
    }
}
