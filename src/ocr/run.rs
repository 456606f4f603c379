//! Tesseract as a child process: pixels in through a pipe, a table out, and an end to both.

use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Page, launch, table};
use crate::document::Picture;
use crate::worker::WorkerCommand;

/// What the recognition of a page may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcrLimits {
    /// Wall time for a page; with a launcher the processor time as well.
    pub time: Duration,
    /// Address space in bytes; 0 for no limit. Kept with a launcher.
    pub memory: u64,
    /// Largest answer for a page in bytes.
    pub output: u64,
    /// Most pages of a file; the others are left out with a word about it.
    pub pages: u32,
}

impl Default for OcrLimits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), memory: 1 << 30, output: 8 << 20, pages: 20 }
    }
}

/// How tesseract is started. The library looks for it nowhere but where the system does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    /// The program: a name that the system finds, or a path.
    pub program: PathBuf,
    /// What it may use.
    pub limits: OcrLimits,
    /// A program that calls [`launch`](super::launch) with the arguments that follow these; unix only. Without one,
    /// tesseract is started as it is, and only time and output are limited.
    pub launcher: Option<WorkerCommand>,
}

impl Default for Tesseract {
    fn default() -> Self {
        Self { program: PathBuf::from("tesseract"), limits: OcrLimits::default(), launcher: None }
    }
}

/// Why a picture was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum OcrError {
    /// There is no such program.
    #[error(
        "--ocr needs tesseract, which is not installed; install it (Debian and Ubuntu: `apt install tesseract-ocr`)"
    )]
    NotInstalled,
    /// It does not know English.
    #[error("tesseract has no data for English; install it (Debian and Ubuntu: `apt install tesseract-ocr-eng`)")]
    NoLanguage,
    /// The system does not start it.
    #[error("tesseract could not be started ({kind}); check that `tesseract --version` works")]
    NotStarted {
        /// What the system says.
        kind: String,
    },
    /// It took too long and was ended.
    #[error("tesseract took longer than {seconds} seconds for a page and was stopped; give a PDF with text")]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// It ended with an error, or wrote more than any page holds.
    #[error("tesseract failed on a page; run a text recognition on the file (for example `ocrmypdf in.pdf out.pdf`)")]
    Failed,
}

impl Tesseract {
    /// Reads the picture of a page.
    ///
    /// # Errors
    /// [`OcrError`], after which no process is left.
    pub(super) fn read(&self, picture: &Picture) -> Result<Page, OcrError> {
        let mut child = self
            .command()
            .args(["stdin", "stdout", "-l", "eng", "--psm", "3"])
            .args(["--dpi", &picture.resolution.to_string()])
            .arg("tsv")
            // One thread: the limit of processor time means what it says, and so does the number of workers of a user.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(not_started)?;
        let answer = self.converse(&mut child, picture);
        let _ = child.kill();
        let status = child.wait();
        let (out, said) = answer?;
        self.launched(status.as_ref().ok())?;
        if said.contains("data file") || said.contains("Failed loading language") {
            return Err(OcrError::NoLanguage);
        }
        if !status.is_ok_and(|status| status.success()) || out.len() as u64 > self.limits.output {
            return Err(OcrError::Failed);
        }
        Ok(table::read(&String::from_utf8_lossy(&out)))
    }

    /// Finds out whether the program is there.
    ///
    /// # Errors
    /// [`OcrError::NotInstalled`] or [`OcrError::NotStarted`].
    pub(super) fn find(&self) -> Result<(), OcrError> {
        let quiet = || Stdio::null();
        let status = self.command().arg("--version").stdin(quiet()).stdout(quiet()).stderr(quiet()).status();
        self.launched(Some(&status.map_err(not_started)?))
    }

    /// What the launcher says of a program that it could not become.
    fn launched(&self, status: Option<&ExitStatus>) -> Result<(), OcrError> {
        let code = status.filter(|_| self.launcher.is_some()).and_then(|status| status.code());
        match code.and_then(|code| u8::try_from(code).ok()) {
            Some(launch::NOT_FOUND) => Err(OcrError::NotInstalled),
            Some(launch::NOT_STARTED) => Err(OcrError::NotStarted { kind: "permission denied".to_owned() }),
            _ => Ok(()),
        }
    }

    /// The program, by way of the launcher where there is one.
    fn command(&self) -> Command {
        match &self.launcher {
            Some(launcher) if cfg!(unix) => {
                let seconds = self.limits.time.as_secs().saturating_add(1);
                let mut command = Command::new(&launcher.program);
                command.args(&launcher.args);
                command.args([self.limits.memory.to_string(), seconds.to_string()]).arg(&self.program);
                command
            }
            _ => Command::new(&self.program),
        }
    }

    /// Hands over the picture; what comes back on both outputs once the process closed them.
    fn converse(&self, child: &mut Child, picture: &Picture) -> Result<(Vec<u8>, String), OcrError> {
        let (Some(mut input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(OcrError::Failed);
        };
        let bytes = picture.to_pgm();
        // A process that ends early reads no more: its answer says why.
        thread::spawn(move || input.write_all(&bytes));
        let most = self.limits.output;
        let (done, answers) = channel();
        thread::spawn(move || {
            let out = bounded(output, most.saturating_add(1));
            let said = bounded(errors, 64 << 10);
            let _ = done.send((out, String::from_utf8_lossy(&said).into_owned()));
        });
        match answers.recv_timeout(self.limits.time) {
            Ok(answer) => {
                // The outputs are closed, and the process is at its end.
                let _ = wait_a_little(child);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => Err(OcrError::TimedOut { seconds: self.limits.time.as_secs() }),
            Err(RecvTimeoutError::Disconnected) => Err(OcrError::Failed),
        }
    }
}

fn not_started(error: std::io::Error) -> OcrError {
    match error.kind() {
        ErrorKind::NotFound => OcrError::NotInstalled,
        kind => OcrError::NotStarted { kind: kind.to_string() },
    }
}

fn bounded(from: impl Read, most: u64) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = from.take(most).read_to_end(&mut out);
    out
}

/// Lets a process that closed its output end by itself, so that its status is its own.
fn wait_a_little(child: &mut Child) -> Option<()> {
    for _ in 0..500 {
        if child.try_wait().ok()?.is_some() {
            return Some(());
        }
        thread::sleep(Duration::from_millis(2));
    }
    None
}
