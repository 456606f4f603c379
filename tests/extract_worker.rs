//! The worker process: it reads, it lives on, it has no way out, and whatever happens to it is an error for one file.
//!
//! This program is also a worker whose reader does what the "document" says: loops, overflows its stack, eats memory,
//! tries to get out. So each of these happens to a real process under the real limits.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gapcheck::document::{Format, Reading};
use gapcheck::extract::{Ending, ReadError, ReadOptions};
use gapcheck::worker::{Limits, Worker, WorkerCommand};
use libtest_mimic::{Arguments, Trial};

/// The argument that makes this program a worker.
const OBEDIENT: &str = "__obey";
/// The argument that makes this program fork a worker, while it has one thread, and give it the next argument.
#[cfg(target_os = "linux")]
const FORKING: &str = "__fork";

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|first| first == OBEDIENT) {
        return gapcheck::worker::serve_stdio_with(obey);
    }
    #[cfg(target_os = "linux")]
    if let (Some(FORKING), Some(document)) = (std::env::args().nth(1).as_deref(), std::env::args().nth(2)) {
        linux::print_what_a_forked_worker_says(document);
        return ExitCode::SUCCESS;
    }
    let mut trials = Vec::new();
    let mut add = |name: &str, test: fn()| {
        trials.push(Trial::test(name, move || {
            test();
            Ok(())
        }));
    };
    add("a_worker_reads_many_files_and_survives_errors", a_worker_reads_many_files_and_survives_errors);
    add("sending_and_receiving_are_two_steps", sending_and_receiving_are_two_steps);
    add("a_program_that_is_not_there_is_not_the_file_s_fault", a_program_that_is_not_there_is_not_the_file_s_fault);
    add("a_panic_is_an_answer", a_panic_is_an_answer);
    #[cfg(unix)]
    {
        add("a_worker_that_dies_says_how", unix::a_worker_that_dies_says_how);
        add("an_answer_that_is_none_is_refused", unix::an_answer_that_is_none_is_refused);
        add("a_worker_that_hangs_is_ended", unix::a_worker_that_hangs_is_ended);
        add("an_abort_and_an_overflow_of_the_stack_say_so", unix::an_abort_and_an_overflow_of_the_stack_say_so);
        add("an_endless_loop_ends_with_the_processor_time", unix::an_endless_loop_ends_with_the_processor_time);
        add("processor_time_is_counted_for_each_document", unix::processor_time_is_counted_for_each_document);
        add("one_that_is_killed_costs_one_file_of_many", unix::one_that_is_killed_costs_one_file_of_many);
    }
    #[cfg(target_os = "linux")]
    {
        add("a_reading_that_lies_is_refused", linux::a_reading_that_lies_is_refused);
        add("memory_is_limited", linux::memory_is_limited);
        add("a_bomb_in_memory_is_named", linux::a_bomb_in_memory_is_named);
        add("the_worker_is_confined_before_it_reads", linux::the_worker_is_confined_before_it_reads);
        add("there_is_no_way_out", linux::there_is_no_way_out);
        add("a_forked_worker_is_confined_like_another", linux::a_forked_worker_is_confined_like_another);
        add("a_forked_worker_that_dies_says_how", linux::a_forked_worker_that_dies_says_how);
        add("thousands_of_documents_do_not_make_it_grow", linux::thousands_of_documents_do_not_make_it_grow);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A reader that does what it is told.
fn obey(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    let text = match bytes {
        b"loop" => endless(),
        b"work" => work(Duration::from_millis(600)),
        b"sleep" => {
            std::thread::sleep(Duration::from_secs(60));
            String::new()
        }
        b"abort" => std::process::abort(),
        b"panic" => panic!("as told"),
        b"overflow" => deeper(1).to_string(),
        b"eat" => eat(),
        b"escape" => attempts(),
        other => String::from_utf8_lossy(other).into_owned(),
    };
    let span = if bytes == b"lie" { 0..99 } else { 0..text.len() };
    let line = gapcheck::document::Line { span, locator: None, wraps: false, style: Default::default() };
    let lines = if text.is_empty() { Vec::new() } else { vec![line] };
    let any = gapcheck::extract::read(b"any text", options)?;
    Ok(Reading { format: Format::Text, text, lines, sha256: String::new(), ..any })
}

fn endless() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

fn work(long: Duration) -> String {
    let begun = Instant::now();
    while begun.elapsed() < long {
        std::hint::spin_loop();
    }
    "worked".to_owned()
}

/// Calls itself without end, and the compiler cannot see through it.
fn deeper(level: u64) -> u64 {
    let here = std::hint::black_box([level; 64]);
    if std::hint::black_box(level) == 0 { 0 } else { deeper(level + 1) + here[7] }
}

fn eat() -> String {
    let mut eaten = Vec::new();
    loop {
        eaten.push(std::hint::black_box(vec![1_u8; 16 << 20]));
    }
}

/// One line for each way out of a process, with what came of it.
fn attempts() -> String {
    use std::net::{TcpListener, TcpStream, UdpSocket};

    fn outcome<T>(result: std::io::Result<T>) -> String {
        result.map_or_else(|error| format!("{:?}", error.kind()), |_| "done".to_owned())
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![
        ("read a file", outcome(std::fs::File::open(here.join("Cargo.toml")))),
        ("write a file", outcome(std::fs::write(std::env::temp_dir().join("gapcheck-got-out"), "out"))),
        ("list a folder", outcome(std::fs::read_dir(here))),
        ("ask about a file", outcome(std::fs::metadata(here))),
        ("follow its own files", outcome(std::fs::read_link("/proc/self/exe"))),
        ("listen", outcome(TcpListener::bind("127.0.0.1:0"))),
        ("connect", outcome(TcpStream::connect("127.0.0.1:1"))),
        ("send a datagram", outcome(UdpSocket::bind("127.0.0.1:0"))),
        ("start a program", outcome(std::process::Command::new("/bin/true").status())),
        ("start a thread", outcome(std::thread::Builder::new().spawn(|| ()))),
    ];
    #[cfg(unix)]
    all.push(("make a pair of sockets", outcome(std::os::unix::net::UnixStream::pair())));
    all.into_iter().map(|(attempt, outcome)| format!("{attempt}: {outcome}\n")).collect()
}

fn ours() -> WorkerCommand {
    WorkerCommand { program: env!("CARGO_BIN_EXE_gapcheck").into(), args: vec!["__read".into()] }
}

fn obedient() -> WorkerCommand {
    WorkerCommand { program: std::env::current_exe().expect("this program"), args: vec![OBEDIENT.into()] }
}

fn start(command: &WorkerCommand, limits: &Limits) -> Worker {
    Worker::spawn(command, limits).expect("worker")
}

fn resume_pdf() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resumes/senior-ml-engineer");
    std::fs::read(folder.join("resume.pdf")).expect("fixture")
}

/// What becomes of a document that does something to the worker, and that the next worker reads on.
fn fate_of(document: &str, limits: &Limits) -> ReadError {
    let mut worker = start(&obedient(), limits);
    let error = worker.read(document.into(), &ReadOptions::default()).expect_err("no answer");
    assert!(!worker.is_alive() && worker.id().is_none());
    let next = start(&obedient(), limits).read(b"the next".to_vec(), &ReadOptions::default());
    assert_eq!(next.expect("text").text, "the next");
    error
}

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
    assert!(worker.is_alive() && worker.id().is_some());
}

fn sending_and_receiving_are_two_steps() {
    let mut worker = start(&ours(), &Limits::default());
    worker.send(b"# Ada\n".to_vec(), &ReadOptions::default());
    assert_eq!(worker.receive().expect("text").text, "# Ada\n");
    worker.close();
}

fn a_program_that_is_not_there_is_not_the_file_s_fault() {
    let command = WorkerCommand { program: "/nonexistent/gapcheck".into(), args: Vec::new() };
    assert!(matches!(Worker::spawn(&command, &Limits::default()), Err(ReadError::NotStarted { .. })));
}

fn a_panic_is_an_answer() {
    let mut worker = start(&obedient(), &Limits::default());
    assert_eq!(worker.read(b"panic".to_vec(), &ReadOptions::default()), Err(ReadError::Panicked));
    assert_eq!(worker.read(b"on".to_vec(), &ReadOptions::default()).expect("text").text, "on");
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

    pub fn a_worker_that_dies_says_how() {
        let limits = Limits::default();
        assert_eq!(fate("exit 3", &limits), ReadError::Crashed { how: Ending::ExitCode(3) });
        assert_eq!(fate("kill -11 $$", &limits), ReadError::Crashed { how: Ending::Signal(11) });
        let said = "echo 'memory allocation of 9 bytes failed' >&2; kill -6 $$";
        assert_eq!(fate(said, &limits), ReadError::OutOfMemory { limit: limits.memory });
        let said = "echo \"thread 'main' has overflowed its stack\" >&2; kill -6 $$";
        assert_eq!(fate(said, &limits), ReadError::Crashed { how: Ending::StackOverflow });
    }

    pub fn an_answer_that_is_none_is_refused() {
        // Four bytes of length, then rubbish.
        let garbled = "printf '\\004\\000\\000\\000\\377\\377\\377\\377'; sleep 9";
        assert_eq!(fate(garbled, &Limits::default()), ReadError::Crashed { how: Ending::BrokenAnswer });
        // More than an answer may have, and then nothing for long.
        let large = "printf '\\377\\377\\377\\377'; exec sleep 9";
        assert!(matches!(fate(large, &Limits::default()), ReadError::Crashed { .. }));
    }

    pub fn a_worker_that_hangs_is_ended() {
        let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
        let start = Instant::now();
        // It neither reads nor writes: more than a pipe holds must not hold the parent either.
        let mut worker = super::start(&shell("exec sleep 60"), &limits);
        let error = worker.read(vec![b'a'; 4 << 20], &ReadOptions::default()).expect_err("no answer");
        assert!(matches!(error, ReadError::TimedOut { .. }), "{error:?}");
        // It has the document, and sleeps over it.
        assert!(matches!(fate_of("sleep", &limits), ReadError::TimedOut { .. }));
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    pub fn an_abort_and_an_overflow_of_the_stack_say_so() {
        let limits = Limits::default();
        assert_eq!(fate_of("abort", &limits), ReadError::Crashed { how: Ending::Signal(6) });
        assert_eq!(fate_of("overflow", &limits), ReadError::Crashed { how: Ending::StackOverflow });
    }

    pub fn an_endless_loop_ends_with_the_processor_time() {
        let limits = Limits { time: Duration::from_secs(60), cpu: Duration::from_secs(1), ..Limits::default() };
        assert_eq!(fate_of("loop", &limits), ReadError::OutOfTime { seconds: 1 });
        let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
        assert!(matches!(fate_of("loop", &limits), ReadError::TimedOut { .. }));
    }

    pub fn processor_time_is_counted_for_each_document() {
        let limits = Limits { time: Duration::from_secs(60), cpu: Duration::from_secs(1), ..Limits::default() };
        let mut worker = start(&obedient(), &limits);
        // Two seconds and more in all, and never one.
        for _ in 0..4 {
            assert_eq!(worker.read(b"work".to_vec(), &ReadOptions::default()).expect("text").text, "worked");
            let usage = worker.usage().expect("an answer");
            assert!(usage.cpu > Duration::from_millis(20) && usage.cpu < Duration::from_secs(2), "{usage:?}");
        }
    }

    /// Somebody ends a worker while it reads the second of three files, as the system does when memory is short.
    pub fn one_that_is_killed_costs_one_file_of_many() {
        let limits = Limits::default();
        let mut worker = start(&obedient(), &limits);
        let mut rows = Vec::new();
        for document in ["first", "sleep", "third"] {
            if !worker.is_alive() {
                worker = start(&obedient(), &limits);
            }
            worker.send(document.into(), &ReadOptions::default());
            if document == "sleep" {
                // Long enough for the document to arrive; it is lost just the same when it has not.
                std::thread::sleep(Duration::from_millis(50));
                let id = worker.id().expect("it lives").to_string();
                assert!(std::process::Command::new("kill").args(["-9", &id]).status().expect("kill").success());
            }
            rows.push(worker.receive().map(|reading| reading.text));
        }
        let killed = ReadError::Crashed { how: Ending::Signal(9) };
        assert_eq!(rows, [Ok("first".to_owned()), Err(killed), Ok("third".to_owned())]);
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;

    pub fn a_reading_that_lies_is_refused() {
        assert_eq!(fate_of("lie", &Limits::default()), ReadError::Crashed { how: Ending::BrokenAnswer });
    }

    pub fn memory_is_limited() {
        let limits = Limits { memory: 96 << 20, ..Limits::default() };
        let mut worker = start(&ours(), &limits);
        let options = ReadOptions { max_bytes: 1 << 30, ..ReadOptions::default() };
        let error = worker.read(vec![b'a'; 80 << 20], &options).expect_err("too much");
        assert_eq!(error, ReadError::OutOfMemory { limit: limits.memory });
    }

    pub fn a_bomb_in_memory_is_named() {
        let limits = Limits { memory: 200 << 20, ..Limits::default() };
        assert_eq!(fate_of("eat", &limits), ReadError::OutOfMemory { limit: limits.memory });
    }

    fn status(id: u32, field: &str) -> Option<String> {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        status.lines().find_map(|line| line.strip_prefix(field)).map(|value| value.trim().to_owned())
    }

    /// Whether this machine has all that confines a worker; what it lacks, `gapcheck -v` says.
    fn has_all(worker: &mut Worker) -> bool {
        assert!(worker.read(b"Ada".to_vec(), &ReadOptions::default()).is_ok());
        let lacks = worker.isolation().expect("an answer").lacks();
        lacks.inspect(|lacks| println!("not tested: {lacks}")).is_none()
    }

    /// Seen from outside, on a worker of the program that has not been sent a byte.
    pub fn the_worker_is_confined_before_it_reads() {
        if !has_all(&mut start(&ours(), &Limits::default())) {
            return;
        }
        let mut worker = start(&ours(), &Limits::default());
        let id = worker.id().expect("it lives");
        let until = Instant::now() + Duration::from_secs(10);
        let most_files = || {
            let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).expect("limits");
            let files = limits.lines().find(|line| line.starts_with("Max open files")).expect("line");
            files.split_whitespace().nth(3).expect("a limit").to_owned()
        };
        // One after the other: a filter of system calls is in force (2), and no file can be opened.
        let is_ready = || status(id, "Seccomp:").as_deref() == Some("2") && most_files() == "0";
        while !is_ready() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(status(id, "Seccomp:").as_deref(), Some("2"));
        assert_eq!(status(id, "NoNewPrivs:").as_deref(), Some("1"));
        assert_eq!(most_files(), "0");
        // It reads all the same.
        assert!(worker.read(resume_pdf(), &ReadOptions::default()).is_ok());
    }

    pub fn there_is_no_way_out() {
        // Here, every way is open, so a failure below is the confinement's doing.
        let free = attempts();
        let refused_anyway = ["connect: ConnectionRefused"];
        for line in free.lines() {
            assert!(line.ends_with(": done") || refused_anyway.contains(&line), "{line}");
        }
        let out = std::env::temp_dir().join("gapcheck-got-out");
        let _ = std::fs::remove_file(&out);
        let mut worker = start(&obedient(), &Limits::default());
        if !has_all(&mut worker) {
            return;
        }
        let confined = worker.read(b"escape".to_vec(), &ReadOptions::default()).expect("an answer").text;
        assert_eq!(confined.lines().count(), free.lines().count());
        for line in confined.lines() {
            assert!(line.ends_with(": PermissionDenied"), "{confined}");
        }
        assert!(!PathBuf::from(&out).exists());
    }

    /// For a process of its own: what comes of a document, what the worker gave up, and whether it is left behind.
    pub fn print_what_a_forked_worker_says(document: String) {
        let limits = Limits { cpu: Duration::from_secs(1), memory: 200 << 20, ..Limits::default() };
        let mut worker = Worker::fork_with(&limits, obey).expect("one thread");
        assert!(Worker::fork_with(&limits, obey).is_none(), "the first one's thread is there");
        println!("{:?}", worker.read(document.into_bytes(), &ReadOptions::default()).map(|reading| reading.text));
        println!("{:?}", worker.isolation());
        let id = worker.id();
        drop(worker);
        let until = Instant::now() + Duration::from_secs(5);
        // The record of it may stay ("Z"), as long as this process lives.
        let runs = |id| status(id, "State:").is_some_and(|state| !state.starts_with('Z'));
        while id.is_some_and(runs) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        println!("{}", !id.is_some_and(runs));
    }

    /// The lines that such a process prints.
    fn forked(document: &str) -> Vec<String> {
        let program = std::env::current_exe().expect("this program");
        let output = std::process::Command::new(program).args([FORKING, document]).output().expect("started");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && output.stderr.is_empty(), "{said} {output:?}");
        let lines: Vec<String> = said.lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 3, "{said}");
        assert_eq!(lines[2], "true", "{said}");
        lines
    }

    pub fn a_forked_worker_is_confined_like_another() {
        let mut started = start(&obedient(), &Limits::default());
        let there = started.read(b"escape".to_vec(), &ReadOptions::default()).map(|reading| reading.text);
        let here = forked("escape");
        assert_eq!(here[0], format!("{there:?}"));
        assert_eq!(here[1], format!("{:?}", started.isolation()));
        assert_eq!(forked("Ada")[0], "Ok(\"Ada\")");
    }

    pub fn a_forked_worker_that_dies_says_how() {
        let said = |error: ReadError| format!("{:?}", Err::<String, _>(error));
        for (document, error) in [
            ("abort", ReadError::Crashed { how: Ending::Signal(6) }),
            ("overflow", ReadError::Crashed { how: Ending::StackOverflow }),
            ("panic", ReadError::Panicked),
            ("eat", ReadError::OutOfMemory { limit: 200 << 20 }),
            ("loop", ReadError::OutOfTime { seconds: 1 }),
            ("lie", ReadError::Crashed { how: Ending::BrokenAnswer }),
        ] {
            assert_eq!(forked(document)[0], said(error), "{document}");
        }
    }

    /// A batch is one worker for very many files: what it has in memory may not grow with their number.
    pub fn thousands_of_documents_do_not_make_it_grow() {
        let mut worker = start(&ours(), &Limits::default());
        let documents: Vec<Vec<u8>> = ["resumes/senior-ml-engineer/resume.pdf", "formats/data-engineer.docx"]
            .iter()
            .map(|name| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).expect("file"))
            .collect();
        let mut read = |times: usize| {
            for document in documents.iter().cycle().take(times) {
                assert!(worker.read(document.clone(), &ReadOptions::default()).is_ok());
            }
            // What the system tells of a process's usage may be the size of its parent when it was started.
            let peak = status(worker.id().expect("it lives"), "VmHWM:").expect("a line");
            peak.trim_end_matches(" kB").parse::<u64>().expect("a number") << 10
        };
        let (early, late) = (read(40), read(200));
        assert!(early > 1 << 20 && early < 150 << 20, "{early}");
        // The system counts in batches: what it tells may be a little less later.
        assert!(late < early + (8 << 20), "{early} {late}");
    }
}
