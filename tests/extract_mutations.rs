//! Damaged files against a living worker: no hang, no death, no panic that is not an answer.
//!
//! A few hundred run with the other tests; `MUTATIONS=20000 cargo test --release --test extract_mutations -- --nocapture`
//! runs as many as it says, and prints what became of them. `MUTATIONS_FROM` names a folder of other files to start from,
//! for example the fixtures without compression (`qpdf --qdf`), whose content a flipped bit can reach.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gapcheck::extract::{ReadError, ReadOptions};
use gapcheck::worker::{Limits, Worker, WorkerCommand};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A small generator with a fixed seed (xorshift): a failing case can be made again from its number.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

fn mutate(original: &[u8], case: u64) -> Vec<u8> {
    let mut random = Random(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut bytes = original.to_vec();
    match random.below(5) {
        // Bits.
        0 => {
            for _ in 0..=random.below(40) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        // The end is missing.
        1 => bytes.truncate(random.below(bytes.len())),
        // A piece is missing.
        2 => {
            let at = random.below(bytes.len());
            let end = (at + random.below(2000)).min(bytes.len());
            bytes.drain(at..end);
        }
        // A piece stands somewhere else too.
        3 => {
            let at = random.below(bytes.len());
            let end = (at + random.below(500)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        // Numbers become other numbers: lengths, references, sizes.
        _ => {
            for _ in 0..=random.below(30) {
                let start = random.below(bytes.len());
                if let Some(at) = bytes[start..].iter().position(u8::is_ascii_digit) {
                    bytes[start + at] = b'0' + random.below(10) as u8;
                }
            }
        }
    }
    bytes
}

/// What is damaged: the fixtures' PDFs, and as many files of the other formats.
fn originals() -> Vec<Vec<u8>> {
    let entries = |folder: PathBuf| -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
        paths.sort();
        paths
    };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let paths: Vec<PathBuf> = match std::env::var_os("MUTATIONS_FROM") {
        Some(folder) => entries(folder.into()),
        None => {
            let resumes = entries(fixtures.join("resumes")).into_iter().map(|folder| folder.join("resume.pdf"));
            resumes.chain(entries(fixtures.join("formats"))).collect()
        }
    };
    let originals: Vec<Vec<u8>> =
        paths.iter().filter_map(|path| std::fs::read(path).ok()).filter(|bytes| !bytes.is_empty()).collect();
    assert!(!originals.is_empty());
    originals
}

/// An archive with one of its members damaged, and itself whole: what is broken then reaches the readers of XML. `None`
/// for other files.
fn mutate_member(bytes: &[u8], case: u64) -> Option<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = (case.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % old.len().max(1);
    for index in 0..old.len() {
        let mut member = old.by_index(index).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        // The parts with the text, more often than the others.
        if !content.is_empty() && (index == chosen || name.ends_with("document.xml") || name == "content.xml") {
            content = mutate(&content, case);
        }
        new.start_file(name, SimpleFileOptions::default()).ok()?;
        new.write_all(&content).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

#[test]
fn damaged_files_never_take_the_worker_down() {
    let cases: u64 = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(240);
    let originals = originals();
    let command = WorkerCommand { program: env!("CARGO_BIN_EXE_gapcheck").into(), args: vec!["__read".into()] };
    let start = || Worker::spawn(&command, &Limits::default()).expect("worker");
    let mut worker = start();
    let mut became = BTreeMap::<String, u32>::new();
    let mut deaths = Vec::new();
    let mut slowest = Duration::ZERO;
    for case in 0..cases {
        let original = &originals[case as usize % originals.len()];
        let inside = if case % 4 == 0 { None } else { mutate_member(original, case) };
        let bytes = inside.unwrap_or_else(|| mutate(original, case));
        let begun = Instant::now();
        let answer = worker.read(bytes, &ReadOptions::default());
        slowest = slowest.max(begun.elapsed());
        let name = match &answer {
            Ok(_) => "read".to_owned(),
            Err(error) => format!("{error:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        };
        *became.entry(name).or_default() += 1;
        if !worker.is_alive() {
            deaths.push((case, answer.err()));
            worker = start();
        } else if matches!(answer, Err(ReadError::Panicked)) {
            println!("case {case}: a panic that was caught");
        }
    }
    println!("{cases} cases, slowest {slowest:?}: {became:?}");
    // Deaths are what the worker is for; still, each of these is a defect worth knowing.
    assert!(deaths.is_empty(), "{deaths:?}");
}
