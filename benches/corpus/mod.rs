//! Texts for the benchmarks, made of the fixtures in a fixed pseudo-random order.

use std::path::PathBuf;

use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};

/// A fixture as plain text.
struct Fixture {
    text: String,
    kind: DocumentKind,
}

/// Whole resumes and postings, at the density that they were written with: of each copy one short line in eight is left
/// out and the digits are others, so that no two are the same.
pub fn natural(bytes: usize) -> Vec<Document> {
    let fixtures = fixtures(&[("resumes", DocumentKind::Resume), ("postings", DocumentKind::Posting)]);
    let mut random = Random::new();
    let mut made = 0;
    let mut documents = Vec::new();
    for fixture in fixtures.iter().cycle() {
        if made >= bytes {
            break;
        }
        let text = varied(&fixture.text, &mut random);
        made += text.len();
        documents.push(document(&text, fixture.kind));
    }
    documents
}

/// Lines of resumes alone, in any order: nearly every line names skills.
pub fn dense(bytes: usize) -> Vec<Document> {
    let fixtures = fixtures(&[("resumes", DocumentKind::Resume)]);
    let lines: Vec<&str> = fixtures.iter().flat_map(|fixture| fixture.text.lines()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    let mut random = Random::new();
    let mut made = 0;
    let mut documents = Vec::new();
    while made < bytes {
        let mut text = String::new();
        while text.len() < 4_000 {
            text.push_str(lines[random.below(lines.len())]);
            text.push('\n');
        }
        made += text.len();
        documents.push(document(&text, DocumentKind::Resume));
    }
    documents
}

fn varied(text: &str, random: &mut Random) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if (2..200).contains(&line.len()) && random.below(8) == 0 {
            continue;
        }
        let digit = |c: char, random: &mut Random| char::from(b'1' + (c as u8 - b'0' + random.below(9) as u8) % 9);
        out.extend(line.chars().map(|c| if c.is_ascii_digit() { digit(c, random) } else { c }));
    }
    out
}

fn fixtures(folders: &[(&str, DocumentKind)]) -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for (folder, kind) in folders {
        let root: PathBuf = [env!("CARGO_MANIFEST_DIR"), "fixtures", folder].iter().collect();
        let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
            .expect("the fixtures are in the repository")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        folders.sort();
        for name in ["resume.txt", "posting.txt"] {
            let texts = folders.iter().filter_map(|folder| std::fs::read_to_string(folder.join(name)).ok());
            fixtures.extend(texts.map(|text| Fixture { text, kind: *kind }));
        }
    }
    fixtures
}

/// A text read as a document.
pub fn document(text: &str, kind: DocumentKind) -> Document {
    let options = ReadOptions { max_bytes: u64::MAX, ..ReadOptions::default() };
    let reading = extract::read(text.as_bytes(), &options).expect("plain text is read");
    Document::new(reading, kind, &gapcheck::builtin::taxonomy().language)
}

/// Xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
