//! What the library does in the process of its caller.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gapcheck::batch::{
    Done, FindOptions, Item, Journal, Judged, Naming, Outcome, Pool, Readers, RunError, RunOptions, ScoreOptions,
    Scorer, Source, Target, find, note_found, work,
};
use gapcheck::extract::{self, ReadError, ReadOptions};
use gapcheck::matcher::MatchOptions;
use gapcheck::report::TargetKind;
use gapcheck::worker::WorkerCommand;
use gapcheck::{builtin, profile};

use super::scratch;

/// A scorer for the built-in role.
fn scorer() -> Scorer<'static> {
    let taxonomy = builtin::taxonomy();
    let profile = profile::build(taxonomy.role("machine-learning-engineer").expect("built in"), taxonomy);
    let target = Target { name: "ml".into(), title: "ML".into(), kind: TargetKind::Role, profile };
    let options =
        ScoreOptions { matching: MatchOptions::default(), as_of: None, refuse_postings: true, mentions: false };
    Scorer::new(taxonomy, vec![target], options)
}

/// A run in this process, archives aside; tells how many files were read, and what became of all.
fn run_here(folder: &Path, journal: &Path) -> (usize, Vec<Judged>) {
    let (read, _, all) = run_counted(folder, journal);
    (read, all)
}

/// The same with how many files waited at first.
fn run_counted(folder: &Path, journal: &Path) -> (usize, u64, Vec<Judged>) {
    let read = AtomicUsize::new(0);
    let reader = |bytes: &[u8], options: &ReadOptions| {
        read.fetch_add(1, Ordering::Relaxed);
        if bytes.starts_with(b"time") {
            return Err(ReadError::TimedOut { seconds: 1 });
        }
        extract::read(bytes, options)
    };
    let scorer = scorer();
    let reading = ReadOptions::default();
    let command = WorkerCommand { program: env!("CARGO_BIN_EXE_gapcheck").into(), args: vec!["__unpack".into()] };
    let unpacker = Some((&command, Duration::from_secs(20)));
    let options =
        RunOptions { readers: Readers::Function(&reader), unpacker, reading: &reading, ocr: None, workers: 2 };
    let mut journal = Journal::open(journal, "the same question").expect("a journal");
    let waiting = note_found(&mut journal, find(folder, &FindOptions::default())).expect("files").waiting;
    assert!(work(&mut journal, &scorer, &options, |_| std::ops::ControlFlow::Continue(())).expect("a run"));
    let mut all = Vec::new();
    journal
        .each(Naming::Path, |judged| {
            all.push(judged);
            Ok::<(), RunError>(())
        })
        .expect("rows");
    journal.finish().expect("an end");
    (read.load(Ordering::Relaxed), waiting, all)
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let folder = scratch("incremental");
    let journal = scratch("incremental-out").join("journal");
    for number in 0..20 {
        std::fs::write(folder.join(format!("{number:02}.txt")), format!("Python, SQL and {number}")).expect("a file");
    }
    std::fs::write(folder.join("slow.txt"), "time").expect("a file");
    let (read, first) = run_here(&folder, &journal);
    assert_eq!((read, first.len()), (21, 21));
    // What ran out of time is tried again; nothing else is.
    let (read, second) = run_here(&folder, &journal);
    assert_eq!((read, &second), (1, &first));
    // One changed, one moved, one gone.
    std::fs::write(folder.join("07.txt"), "Docker").expect("a file");
    std::fs::rename(folder.join("08.txt"), folder.join("moved.txt")).expect("a file");
    std::fs::remove_file(folder.join("09.txt")).expect("a file");
    let (read, third) = run_here(&folder, &journal);
    assert_eq!((read, third.len()), (2, 20));
    assert!(third.iter().any(|judged| judged.name.as_ref().is_some_and(|name| name.ends_with("moved.txt"))));
    assert!(third.iter().all(|judged| judged.name.as_ref().is_some_and(|name| !name.ends_with("09.txt"))));
}

#[test]
fn archives_are_unpacked_once_whole_or_damaged() {
    let folder = scratch("unpacked-once");
    let journal = scratch("unpacked-once-out").join("journal");
    let packed = |names: &[&str]| {
        let mut tar = tar::Builder::new(Vec::new());
        for name in names {
            let text = format!("Python, SQL and {name}");
            let mut header = tar::Header::new_ustar();
            header.set_size(text.len() as u64);
            tar.append_data(&mut header, name, text.as_bytes()).expect("a member");
        }
        tar.into_inner().expect("an archive")
    };
    std::fs::write(folder.join("whole.tar"), packed(&["a.txt", "b.txt"])).expect("an archive");
    // Two members, and the third one without its end.
    let cut = packed(&["a.txt", "c.txt", "d.txt"])[..2 * 1024 + 520].to_vec();
    std::fs::write(folder.join("cut.tar"), &cut).expect("an archive");
    // Until then another change could go unseen where file times are coarse.
    std::thread::sleep(Duration::from_millis(2_100));
    let (_, waiting, first) = run_counted(&folder, &journal);
    assert_eq!(waiting, 2);
    let failed: Vec<&str> = first.iter().filter_map(failed_name).collect();
    assert_eq!((first.len(), failed.len()), (6, 2), "{failed:?}");
    let (read, waiting, second) = run_counted(&folder, &journal);
    assert_eq!((read, waiting, &second), (0, 0, &first));
    std::fs::write(folder.join("cut.tar"), packed(&["c.txt"])).expect("an archive");
    let (read, waiting, third) = run_counted(&folder, &journal);
    assert_eq!((read, waiting, third.len()), (0, 1, 3));
}

/// The name of a file without a score.
fn failed_name(judged: &Judged) -> Option<&str> {
    matches!(judged.outcome, Outcome::Failed(_)).then(|| judged.name.as_deref().unwrap_or_default())
}

#[test]
fn a_panic_while_scoring_is_an_error_of_one_file() {
    let scorer = scorer();
    // A reading whose line is not in its text, as no reader of ours makes one.
    let broken = |bytes: &[u8], options: &ReadOptions| {
        let mut reading = extract::read(bytes, options)?;
        if bytes.starts_with(b"broken") {
            reading.lines[0].span = 0..1_000;
        }
        Ok(reading)
    };
    let options = ReadOptions::default();
    let pool = Pool {
        readers: Readers::Function(&broken),
        options: &options,
        ocr: None,
        workers: 1,
        scorer: &scorer,
        knows: &|_| false,
    };
    let texts = ["Python and SQL", "broken Python", "Docker"];
    let items =
        texts.iter().map(|text| Item { tag: *text, source: Source::Bytes("a.txt".into(), text.as_bytes().to_vec()) });
    let done: Vec<Done<&str>> =
        std::thread::scope(|scope| pool.start(scope, items).map(|done| done.expect("a reader")).collect());
    let failed: Vec<&str> = done.iter().filter(|done| done.is_failed()).map(|done| done.tag).collect();
    assert_eq!(failed, ["broken Python"]);
    let known = done[1].result.as_ref().expect("bytes");
    assert!(matches!(&known.outcome, Some(Outcome::Failed(trouble)) if trouble.code == "internal"));
}
