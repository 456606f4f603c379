//! Reads documents in a process of its own, with limits on time, memory and output.
//!
//! A document of a stranger may panic a reader, overflow its stack, eat its memory or never end. In a process of its
//! own all of that is an error for one file. The parent starts the same program again, hands it bytes, and gets a
//! [`Reading`] back; what comes back is bounded, and a worker that does not answer in time is ended.
//!
//! A worker can be started before there is anything to read, so that its start and the parent's own preparations go on
//! side by side; and it lives on, so that a batch pays for few starts.
//!
//! ```no_run
//! # fn main() -> Result<(), gapcheck::extract::ReadError> {
//! use gapcheck::extract::ReadOptions;
//! use gapcheck::worker::{Limits, Worker, WorkerCommand};
//!
//! let command = WorkerCommand { program: "gapcheck".into(), args: vec!["__read".into()] };
//! let mut worker = Worker::spawn(&command, &Limits::default())?;
//! let reading = worker.read(std::fs::read("resume.pdf").unwrap_or_default(), &ReadOptions::default())?;
//! # drop(reading); Ok(()) }
//! ```

mod child;
mod frame;
mod limits;
mod process;
mod system;

use std::ffi::OsString;
use std::io::{self, BufReader, PipeReader, PipeWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

pub use child::{Reader, serve_stdio, serve_stdio_with};
pub use limits::{Isolation, Limits, Usage};

use crate::document::{Picture, Reading};
use crate::extract::{Ending, ReadError, ReadOptions};
use process::Process;

/// How to start a worker: a program that calls [`serve_stdio`] when it is given these arguments. The library never
/// looks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

/// A running worker process. Dropping it ends the process.
#[derive(Debug)]
pub struct Worker {
    /// Only taken out when the worker is dropped.
    process: Option<Process>,
    limits: Limits,
    jobs: Option<Sender<Job>>,
    answers: Receiver<Option<Vec<u8>>>,
    stderr: Option<PipeReader>,
    deadline: Option<Instant>,
    ended: Option<ReadError>,
    /// Of the last answer.
    told: Option<(Usage, Isolation)>,
}

/// A document on its way to the worker.
struct Job {
    head: Vec<u8>,
    bytes: Vec<u8>,
    /// Largest answer in bytes.
    most: u64,
}

impl Worker {
    /// Starts a worker. It is ready for [`send`](Self::send) at once; the system holds what is sent until it is up.
    ///
    /// # Errors
    /// [`ReadError::NotStarted`] when the program cannot be started.
    pub fn spawn(command: &WorkerCommand, limits: &Limits) -> Result<Self, ReadError> {
        let not_started = |error: io::Error| ReadError::NotStarted { kind: error.kind().to_string() };
        let (ours, (input, output, errors)) = pipes().map_err(not_started)?;
        let process = Command::new(&command.program)
            .args(&command.args)
            .stdin(input)
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(not_started)?;
        Ok(Self::of(Process::Started(process), ours, limits))
    }

    /// Forks a worker off the calling process, which saves it the start of a program: its code is loaded, and its
    /// tables are in place. It reads with [`extract::read`](crate::extract::read), and is under the same limits and
    /// without the same rights as one that is started. `None` where the system has no fork, or more than one thread is
    /// running: call it first thing in `main`, and start one when there is none.
    ///
    /// It knows what the process knew when it was forked off, addresses included, so a process with secrets starts a
    /// program instead.
    pub fn fork(limits: &Limits) -> Option<Self> {
        Self::fork_with(limits, crate::extract::read)
    }

    /// [`fork`](Self::fork) with a reader of your own in place of [`extract::read`](crate::extract::read).
    #[cfg(target_os = "linux")]
    pub fn fork_with(limits: &Limits, reader: Reader) -> Option<Self> {
        let (ours, theirs) = pipes().ok()?;
        // The child would never see the end of its input while it holds the other side of it.
        let mut ours = Some(ours);
        let process = process::fork(theirs, || {
            drop(ours.take());
            child::serve_standard_streams(reader)
        })?;
        ours.map(|ours| Self::of(process, ours, limits))
    }

    /// [`fork`](Self::fork) with a reader of your own in place of [`extract::read`](crate::extract::read).
    #[cfg(not(target_os = "linux"))]
    pub fn fork_with(_: &Limits, _: Reader) -> Option<Self> {
        None
    }

    fn of(process: Process, (input, output, errors): Ours, limits: &Limits) -> Self {
        let (jobs, to_do) = channel();
        let (done, answers) = channel();
        // Only a thread can be left waiting for a process that neither reads nor writes.
        thread::spawn(move || converse(input, output, &to_do, &done));
        Self {
            process: Some(process),
            limits: limits.clone(),
            jobs: Some(jobs),
            answers,
            stderr: Some(errors),
            deadline: None,
            ended: None,
            told: None,
        }
    }

    /// Sets the limits of the next documents. Memory can only be lowered once a document was read.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Hands a document to the worker without waiting. The clock starts now. One at a time: call
    /// [`receive`](Self::receive) before the next.
    pub fn send(&mut self, bytes: Vec<u8>, options: &ReadOptions) {
        let head = child::Request { options: options.clone(), limits: self.limits.clone(), bytes: bytes.len() as u64 };
        // A worker that has gone is found out by `receive`.
        if let (Some(jobs), Ok(head)) = (&self.jobs, postcard::to_stdvec(&head)) {
            let _ = jobs.send(Job { head, bytes, most: self.limits.output });
        }
        self.deadline = Some(Instant::now() + self.limits.time);
    }

    /// Waits for the answer to the last [`send`](Self::send).
    ///
    /// # Errors
    /// The reader's own errors, and those of a worker that was ended or died. After one of the latter the worker is
    /// gone ([`is_alive`](Self::is_alive)); start another for the next document.
    pub fn receive(&mut self) -> Result<Reading, ReadError> {
        if let Some(error) = &self.ended {
            return Err(error.clone());
        }
        let left = self.deadline.take().map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now()));
        let error = match self.answers.recv_timeout(left) {
            Ok(Some(answer)) => match postcard::from_bytes::<child::Answer>(&answer) {
                Ok(child::Answer { reading, usage, isolation }) if reading.as_ref().map_or(true, is_sound) => {
                    self.told = Some((usage, isolation));
                    return reading;
                }
                _ => self.end(Some(ReadError::Crashed { how: Ending::BrokenAnswer })),
            },
            Err(RecvTimeoutError::Timeout) => {
                self.end(Some(ReadError::TimedOut { seconds: self.limits.time.as_secs() }))
            }
            Ok(None) | Err(RecvTimeoutError::Disconnected) => self.end(None),
        };
        self.ended = Some(error.clone());
        Err(error)
    }

    /// Reads a document: [`send`](Self::send) and [`receive`](Self::receive).
    ///
    /// # Errors
    /// As [`receive`](Self::receive).
    pub fn read(&mut self, bytes: Vec<u8>, options: &ReadOptions) -> Result<Reading, ReadError> {
        self.send(bytes, options);
        self.receive()
    }

    /// Tells the worker that nothing more will come, without waiting for its end: it takes itself down while the caller
    /// goes on. Any later [`receive`](Self::receive) is an error.
    pub fn close(&mut self) {
        self.jobs = None;
    }

    /// Whether the worker can take another document.
    pub fn is_alive(&self) -> bool {
        self.ended.is_none()
    }

    /// What the worker used; `None` before its first answer.
    pub fn usage(&self) -> Option<Usage> {
        self.told.map(|(usage, _)| usage)
    }

    /// What the worker gave up before it read; `None` before its first answer.
    pub fn isolation(&self) -> Option<Isolation> {
        self.told.map(|(_, isolation)| isolation)
    }

    /// The number of the process, for who wants to watch it; `None` once it has ended.
    pub fn id(&self) -> Option<u32> {
        self.process.as_ref().filter(|_| self.is_alive()).map(Process::id)
    }

    /// Ends the process and says why it ended, unless that is known.
    fn end(&mut self, reason: Option<ReadError>) -> ReadError {
        self.jobs = None;
        if reason.is_some() {
            self.kill();
        }
        let status = self.wait();
        reason.unwrap_or_else(|| self.why(status))
    }

    /// Waits for a process whose pipe is closed; one that lingers is ended.
    fn wait(&mut self) -> Option<ExitStatus> {
        let patience = Instant::now() + Duration::from_secs(2);
        while Instant::now() < patience {
            match self.process.as_mut()?.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) => thread::sleep(Duration::from_millis(2)),
                Err(_) => return None,
            }
        }
        self.kill();
        self.process.as_mut()?.wait().ok()
    }

    fn kill(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
        }
    }

    /// Why a process died by itself. The runtime says so on standard error when memory or stack runs out, and aborts
    /// in both cases.
    fn why(&mut self, status: Option<ExitStatus>) -> ReadError {
        let mut said = Vec::new();
        if let Some(stderr) = self.stderr.take() {
            let _ = stderr.take(64 << 10).read_to_end(&mut said);
        }
        let said = String::from_utf8_lossy(&said);
        let no_memory = status.and_then(|status| status.code()) == Some(i32::from(child::OUT_OF_MEMORY));
        if no_memory || said.contains("memory allocation of") {
            return ReadError::OutOfMemory { limit: self.limits.memory };
        }
        if said.contains("overflowed its stack") {
            return ReadError::Crashed { how: Ending::StackOverflow };
        }
        let Some(status) = status else { return ReadError::Crashed { how: Ending::Unknown } };
        match system::signal(status) {
            Some(signal) if system::is_cpu_signal(signal) => {
                ReadError::OutOfTime { seconds: self.limits.cpu.as_secs() }
            }
            Some(signal) => ReadError::Crashed { how: Ending::Signal(signal) },
            None => ReadError::Crashed { how: status.code().map_or(Ending::Unknown, Ending::ExitCode) },
        }
    }
}

/// Gives up files and network for good, as a reader does before it reads, and limits memory in bytes: for the process
/// that unpacks archives.
pub(crate) fn confine(memory: u64) {
    system::confine();
    system::limit_rest();
    system::limit_memory(memory);
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        self.kill();
        if let Some(mut process) = self.process.take()
            && process.is_one_of_many()
            && matches!(process.try_wait(), Ok(None))
        {
            // Taking a process down takes the system a while; who is done with it need not wait, and the record of a
            // dead process must not stay either.
            thread::spawn(move || process.wait());
        }
    }
}

/// This side's ends of the pipes to a worker: where it reads from, writes to, and complains.
type Ours = (PipeWriter, PipeReader, PipeReader);

/// The pipes to a worker: our ends, and its ends in the order of the standard streams.
fn pipes() -> io::Result<(Ours, (PipeReader, PipeWriter, PipeWriter))> {
    let (input, to_input) = io::pipe()?;
    let (from_output, output) = io::pipe()?;
    let (from_errors, errors) = io::pipe()?;
    Ok(((to_input, from_output, from_errors), (input, output, errors)))
}

/// Whether a reading keeps what it promises. A worker that a document has taken over could send one that does not, to
/// bring its parent down.
fn is_sound(reading: &Reading) -> bool {
    let mut end = 0;
    let in_order = reading.lines.iter().all(|line| {
        let span = line.span.clone();
        let after = span.start >= end;
        end = span.end;
        after && reading.text.get(span).is_some_and(|text| !text.is_empty())
    });
    let more = &reading.more;
    let pixels = |picture: &Picture| u64::from(picture.width) * u64::from(picture.height);
    in_order
        && more.recognised.iter().all(|span| reading.text.get(span.clone()).is_some())
        && more.survey.margin.is_none_or(|at| reading.text.is_char_boundary(at))
        && more.picture.as_ref().is_none_or(|picture| pixels(picture) == picture.pixels.len() as u64)
        && reading.sha256.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Carries jobs to the worker and answers back, until either side is gone.
fn converse(mut input: PipeWriter, output: PipeReader, to_do: &Receiver<Job>, done: &Sender<Option<Vec<u8>>>) {
    let mut output = BufReader::with_capacity(64 << 10, output);
    while let Ok(job) = to_do.recv() {
        let sent =
            frame::write(&mut input, &job.head).and_then(|()| input.write_all(&job.bytes)).and_then(|()| input.flush());
        let answer = sent.ok().and_then(|()| frame::read(&mut output, job.most).ok().flatten());
        let gone = answer.is_none();
        if done.send(answer).is_err() || gone {
            return;
        }
    }
}
