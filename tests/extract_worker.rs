//! The worker process: it reads, it lives on, and whatever happens to it is an error for one file.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use gapcheck::extract::{Ending, ReadError, ReadOptions};
use gapcheck::worker::{Limits, Worker, WorkerCommand};

fn ours() -> WorkerCommand {
    WorkerCommand { program: env!("CARGO_BIN_EXE_gapcheck").into(), args: vec!["__read".into()] }
}

fn start(command: &WorkerCommand, limits: &Limits) -> Worker {
    Worker::spawn(command, limits).expect("worker")
}

fn resume_pdf() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resumes/senior-ml-engineer");
    std::fs::read(folder.join("resume.pdf")).expect("fixture")
}

#[test]
fn a_worker_reads_many_files_and_survives_errors() {
    let mut worker = start(&ours(), &Limits::default());
    let options = ReadOptions::default();
    let pdf = resume_pdf();
    let direct = gapcheck::extract::read(&pdf, &options);
    assert!(direct.is_ok());
    for _ in 0..3 {
        assert_eq!(worker.read(pdf.clone(), &options), direct);
        assert_eq!(worker.read(Vec::new(), &options), Err(ReadError::Empty));
        assert_eq!(worker.read(b"%PDF-1.7 nothing".to_vec(), &options), Err(ReadError::DamagedPdf));
        assert_eq!(worker.read(b"Ada\n".to_vec(), &options).expect("text").text, "Ada\n");
    }
    assert!(worker.is_alive());
}

#[test]
fn sending_and_receiving_are_two_steps() {
    let mut worker = start(&ours(), &Limits::default());
    worker.send(b"# Ada\n".to_vec(), &ReadOptions::default());
    assert_eq!(worker.receive().expect("text").text, "# Ada\n");
    worker.close();
}

#[test]
fn a_program_that_is_not_there_is_not_the_file_s_fault() {
    let command = WorkerCommand { program: "/nonexistent/gapcheck".into(), args: Vec::new() };
    assert!(matches!(Worker::spawn(&command, &Limits::default()), Err(ReadError::NotStarted { .. })));
}

#[cfg(unix)]
mod unix {
    use super::*;

    /// A worker that does what a shell script says.
    fn shell(script: &str) -> WorkerCommand {
        WorkerCommand { program: "/bin/sh".into(), args: vec![OsString::from("-c"), script.into()] }
    }

    fn fate(script: &str, limits: &Limits) -> ReadError {
        let mut worker = start(&shell(script), limits);
        let error = worker.read(b"Ada\n".to_vec(), &ReadOptions::default()).expect_err("no answer");
        assert!(!worker.is_alive());
        // It stays so.
        assert_eq!(worker.read(b"Ada\n".to_vec(), &ReadOptions::default()), Err(error.clone()));
        error
    }

    #[test]
    fn a_worker_that_dies_says_how() {
        let limits = Limits::default();
        assert_eq!(fate("exit 3", &limits), ReadError::Crashed { how: Ending::ExitCode(3) });
        assert_eq!(fate("kill -11 $$", &limits), ReadError::Crashed { how: Ending::Signal(11) });
        let said = "echo 'memory allocation of 9 bytes failed' >&2; kill -6 $$";
        assert_eq!(fate(said, &limits), ReadError::OutOfMemory { limit: limits.memory });
        let said = "echo \"thread 'main' has overflowed its stack\" >&2; kill -6 $$";
        assert_eq!(fate(said, &limits), ReadError::Crashed { how: Ending::StackOverflow });
    }

    #[test]
    fn an_answer_that_is_none_is_refused() {
        // Four bytes of length, then rubbish.
        let garbled = "printf '\\004\\000\\000\\000\\377\\377\\377\\377'; sleep 9";
        assert_eq!(fate(garbled, &Limits::default()), ReadError::Crashed { how: Ending::BrokenAnswer });
    }

    #[test]
    fn a_worker_that_hangs_is_ended() {
        let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
        let start = Instant::now();
        // It neither reads nor writes: more than a pipe holds must not hold the parent either.
        let mut worker = super::start(&shell("exec sleep 60"), &limits);
        let error = worker.read(vec![b'a'; 4 << 20], &ReadOptions::default()).expect_err("no answer");
        assert!(matches!(error, ReadError::TimedOut { .. }), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_is_limited() {
        let limits = Limits { memory: 96 << 20, ..Limits::default() };
        let mut worker = start(&ours(), &limits);
        let options = ReadOptions { max_bytes: 1 << 30, ..ReadOptions::default() };
        let error = worker.read(vec![b'a'; 80 << 20], &options).expect_err("too much");
        assert_eq!(error, ReadError::OutOfMemory { limit: limits.memory });
    }
}
