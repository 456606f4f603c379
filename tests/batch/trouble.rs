//! Odd folders, kills, interruptions, full disks.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{batch, code, gapcheck, rows, scratch, some_files, stderr, text};

/// Names that no one would choose, and files that are none.
#[test]
fn every_file_of_an_odd_folder_has_its_row() {
    let folder = scratch("odd");
    some_files(&folder);
    let resume = std::fs::read(folder.join("junior-ml-engineer.txt")).expect("a file");
    for name in [&b"line\nbreak.txt"[..], b"line break.txt", b"not\xffutf8.txt", b"not\xfeutf8.txt", b"=SUM(A1).txt"] {
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(name)), &resume).expect("a file");
    }
    for other in ["one", "two"] {
        std::fs::create_dir(folder.join(other)).expect("a folder");
        std::fs::write(folder.join(other).join("same.txt"), &resume).expect("a file");
    }
    std::os::unix::fs::symlink("nowhere", folder.join("dead")).expect("a link");
    std::os::unix::fs::symlink(".", folder.join("loop")).expect("a link");
    std::os::unix::fs::symlink("junior.docx", folder.join("link.docx")).expect("a link");
    nix::unistd::mkfifo(&folder.join("pipe"), nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero")).expect("a link");

    let out = folder.join("scores.jsonl");
    let csv = folder.join("scores.csv");
    for _ in 0..2 {
        assert_eq!(code(&batch(&[text(&folder), "-o", text(&out), "-q"])), 3);
    }
    let rows = rows(&out);
    let paths: BTreeSet<String> = rows
        .iter()
        .map(|row| row["path"].as_str().expect("a path").replace(&format!("{}/", text(&folder)), ""))
        .collect();
    let own = ["junior.docx", "bomb.docx", "empty.txt", "dead", "link.docx", "pipe", "zero"];
    let odd = ["line\nbreak.txt", "line break.txt", "not\\xFFutf8.txt", "not\\xFEutf8.txt", "=SUM(A1).txt"];
    let mut expected: BTreeSet<String> = own.iter().chain(&odd).map(|&name| name.to_owned()).collect();
    for name in ["senior-ml-engineer", "junior-ml-engineer", "data-engineer"] {
        expected.extend([format!("{name}.pdf"), format!("{name}.txt")]);
    }
    expected.extend(["one/same.txt".to_owned(), "two/same.txt".to_owned()]);
    assert_eq!(paths, expected);
    let error = |name: &str| {
        let row = rows.iter().find(|row| row["path"].as_str().is_some_and(|path| path.ends_with(name)));
        row.expect("a row")["error"].as_str().map(str::to_owned)
    };
    assert_eq!(error("/dead").as_deref(), Some("missing"));
    assert_eq!(error("/pipe").as_deref(), Some("not-a-file"));
    assert_eq!(error("/zero").as_deref(), Some("not-a-file"));
    assert_eq!(error("/link.docx"), None);
    // Neither our own outputs are read nor those of another run.
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&csv), "-q"])), 3);
    let table = std::fs::read_to_string(&csv).expect("a table");
    assert!(!table.contains("scores.csv") && !table.contains("scores.jsonl"));
}

fn start(args: &[&str]) -> std::process::Child {
    gapcheck(&[&["batch"], args].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn signal(child: &std::process::Child, signal: Signal) {
    let _ = kill(Pid::from_raw(i32::try_from(child.id()).expect("an id")), signal);
}

/// Enough files for a run to last a while.
fn many_files(folder: &Path, copies: usize) {
    some_files(folder);
    let resume = std::fs::read(folder.join("senior-ml-engineer.pdf")).expect("a file");
    for number in 0..copies {
        let bytes = [resume.as_slice(), format!("\n% {number}\n").as_bytes()].concat();
        std::fs::write(folder.join(format!("copy-{number}.pdf")), bytes).expect("a file");
    }
}

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn a_run_that_was_killed_goes_on_to_the_same_bytes() {
    let folder = scratch("killed");
    many_files(&folder, 60);
    let out = scratch("killed-out");
    let undisturbed = out.join("undisturbed.csv");
    let began = std::time::Instant::now();
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&undisturbed), "-q"])), 3);
    let whole = began.elapsed();
    let expected = std::fs::read(&undisturbed).expect("the output");
    let kills = number("BATCH_KILLS", 4);
    for round in 0..kills {
        let scores = out.join(format!("killed-{round}.csv"));
        // Moments spread over the run, and twice each: while it goes on as well.
        let moment = whole.mul_f64((round as f64 + 0.5) / kills as f64);
        for part in [1.0, 0.5] {
            let mut child = start(&[text(&folder), "-o", text(&scores), "-q"]);
            std::thread::sleep(moment.mul_f64(part));
            signal(&child, Signal::SIGKILL);
            child.wait().expect("an end");
            if scores.exists() {
                assert_eq!(std::fs::read(&scores).expect("the output"), expected, "whole or not at all");
            }
        }
        assert_eq!(code(&batch(&[text(&folder), "-o", text(&scores), "-q"])), 3);
        assert_eq!(std::fs::read(&scores).expect("the output"), expected, "killed after {moment:?}");
    }
}

#[test]
fn an_interrupted_run_says_how_to_go_on() {
    let folder = scratch("interrupted");
    many_files(&folder, 200);
    let scores = scratch("interrupted-out").join("s.csv");
    let child = start(&[text(&folder), "-o", text(&scores), "-j", "1"]);
    // Once the journal is there, the files are being read.
    let journal = scores.with_file_name("s.csv.journal");
    while !journal.exists() {
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(100));
    signal(&child, Signal::SIGINT);
    let output = child.wait_with_output().expect("an end");
    assert_eq!(code(&output), 130, "{}", stderr(&output));
    assert!(stderr(&output).contains("give the same command again"), "{}", stderr(&output));
    assert!(!scores.exists());
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&scores), "-q"])), 3);
    let fresh = scores.with_file_name("fresh.csv");
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&fresh), "-q"])), 3);
    assert_eq!(std::fs::read(&scores).expect("a table"), std::fs::read(&fresh).expect("a table"));
}

/// A file that cannot grow is what a full disk is to a program.
#[test]
fn a_full_disk_is_one_error_and_the_journal_goes_on() {
    let folder = scratch("full");
    many_files(&folder, 100);
    let out = scratch("full-out");
    let (scores, fresh) = (out.join("s.jsonl"), out.join("fresh.jsonl"));
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&fresh), "-q"])), 3);
    let limited = |bytes: u64| {
        // The shell counts in blocks of 512 bytes.
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512);
        let program = env!("CARGO_BIN_EXE_gapcheck");
        let args = ["batch", text(&folder), "-o", text(&scores), "-q"];
        let output = Command::new("sh").args(["-c", &script, program]).args(args).output().expect("a shell");
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
        assert!(!scores.exists());
    };
    // The journal does not fit at all; then it does for a while.
    limited(1024);
    limited(journal_of(&fresh) * 9 / 10);
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&scores), "-q"])), 3);
    assert_eq!(std::fs::read(&scores).expect("a table"), std::fs::read(&fresh).expect("a table"));
}

/// The same on a disk that is really full: a small one in memory, mounted where only the test sees it.
#[cfg(target_os = "linux")]
#[test]
fn a_small_disk_that_is_full_is_one_error_and_the_journal_goes_on() {
    const SCRIPT: &str = r#"
        size=$1 disk=$2 out=$3; shift 3
        mount -t tmpfs -o size="$size" none "$disk" || exit 77
        "$@" -o "$disk/s.jsonl" -q 2> "$out/first"
        echo $? > "$out/code"
        ls -A "$disk" > "$out/left"
        mount -o remount,size=64m "$disk"
        "$@" -o "$disk/s.jsonl" -q 2> "$out/second"
        cp "$disk/s.jsonl" "$out/"
    "#;
    let folder = scratch("small");
    many_files(&folder, 100);
    let out = scratch("small-out");
    let (disk, fresh) = (scratch("small-disk"), out.join("fresh.jsonl"));
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&fresh), "-q"])), 3);
    let journal = journal_of(&fresh);
    // No room for a journal, for all of it, for the table beside it.
    for size in [32 << 10, journal / 2, journal + (32 << 10)] {
        let program = [env!("CARGO_BIN_EXE_gapcheck"), "batch", text(&folder)];
        let args = ["-rm", "sh", "-c", SCRIPT, "sh", &size.to_string(), text(&disk), text(&out)];
        let ran = Command::new("unshare").args(args).args(program).output();
        if !ran.as_ref().is_ok_and(|ran| ran.status.success()) {
            println!("skipped: nothing may be mounted here");
            return;
        }
        let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("what the script wrote");
        let said = read("first");
        assert_eq!((read("code").trim(), said.lines().count()), ("2", 1), "{size}: {said}");
        assert!(said.contains("cannot be written"), "{size}: {said}");
        assert!(["s.jsonl.journal\n", ""].contains(&read("left").as_str()), "{size}: {}", read("left"));
        assert_eq!(read("second"), "", "{size}");
        assert!(read("s.jsonl") == read("fresh.jsonl"), "{size}");
    }
}

/// Bytes of the journal beside an output.
fn journal_of(output: &Path) -> u64 {
    let mut journal = output.as_os_str().to_owned();
    journal.push(".journal");
    std::fs::metadata(journal).expect("a journal").len()
}

/// The workers of a process, where the system tells.
#[cfg(target_os = "linux")]
fn workers(id: u32) -> Vec<i32> {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    children.flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn killing_a_worker_loses_nothing() {
    let folder = scratch("worker");
    many_files(&folder, 100);
    let out = scratch("worker-out");
    let (scores, fresh) = (out.join("s.csv"), out.join("fresh.csv"));
    let mut child = start(&[text(&folder), "-o", text(&scores), "-q"]);
    // A file whose reader is killed gets another one, once: a second kill might meet the same file.
    let mut killed = false;
    while child.try_wait().expect("a process").is_none() {
        if let Some(&worker) = workers(child.id()).first()
            && !killed
        {
            killed = kill(Pid::from_raw(worker), Signal::SIGKILL).is_ok();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(killed);
    assert_eq!(child.wait().expect("an end").code(), Some(3));
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&fresh), "-q"])), 3);
    assert_eq!(std::fs::read(&scores).expect("a table"), std::fs::read(&fresh).expect("a table"));
}
