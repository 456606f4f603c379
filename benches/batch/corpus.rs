//! Many files from the fixtures: every format, every file with a content of its own.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Names that are put in the place of others: each file names other skills.
const SWAPS: &[(&str, &str)] = &[
    ("Docker", "Podman"),
    ("Kubernetes", "Nomad"),
    ("PyTorch", "JAX"),
    ("TensorFlow", "Keras"),
    ("Airflow", "Prefect"),
    ("MLflow", "Weights & Biases"),
    ("PostgreSQL", "MySQL"),
    ("Snowflake", "BigQuery"),
    ("pandas", "Polars"),
    ("Terraform", "Pulumi"),
    ("Spark", "Flink"),
    ("Java", "Scala"),
];

/// A small generator with a fixed seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// A file to start from.
struct Original {
    extension: String,
    bytes: Vec<u8>,
}

/// The fixtures, by format; PDFs first.
fn originals() -> Vec<Vec<Original>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in std::fs::read_dir(root.join("resumes")).into_iter().flatten().flatten() {
        files.extend(std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|file| file.path()));
    }
    files.extend(std::fs::read_dir(root.join("formats")).into_iter().flatten().flatten().map(|file| file.path()));
    files.sort();
    let kinds = ["pdf", "docx", "txt", "html", "odt", "rtf", "md", "tex", "typ", "fodt", "json", "yaml"];
    let of = |kind: &&str| -> Vec<Original> {
        let own = |path: &&PathBuf| {
            let labels = path.ends_with("gold.json") || path.ends_with("judgement.md");
            path.extension().is_some_and(|extension| extension == *kind) && !labels
        };
        let read = |path: &PathBuf| std::fs::read(path).ok().map(|bytes| Original { extension: (*kind).into(), bytes });
        files.iter().filter(own).filter_map(read).collect()
    };
    kinds.iter().map(of).filter(|of_kind| !of_kind.is_empty()).collect()
}

/// Makes so many files in folders of a thousand; half of them PDFs, or all.
pub fn make(folder: &Path, count: usize, only_pdf: bool, seed: u64) -> std::io::Result<()> {
    let kinds = originals();
    let mut random = Random(seed);
    for number in 0..count {
        let kind = if only_pdf || random.below(2) == 0 { 0 } else { 1 + random.below(kinds.len() - 1) };
        let original = &kinds[kind][random.below(kinds[kind].len())];
        let folder = folder.join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            std::fs::create_dir_all(&folder)?;
        }
        let bytes = varied(original, number as u64 ^ seed << 32, &mut random);
        std::fs::write(folder.join(format!("resume-{number:06}.{}", original.extension)), bytes)?;
    }
    Ok(())
}

/// A file like another one, with a content of its own.
fn varied(original: &Original, number: u64, random: &mut Random) -> Vec<u8> {
    match original.extension.as_str() {
        "pdf" => [original.bytes.as_slice(), format!("\n% {number}\n").as_bytes()].concat(),
        "docx" | "odt" => repacked(&original.bytes, number, random),
        kind => {
            let mut bytes = swapped(original.bytes.clone(), random);
            bytes.extend(match kind {
                "tex" => format!("\n% {number}\n").into_bytes(),
                "typ" => format!("\n// {number}\n").into_bytes(),
                "html" | "fodt" => format!("\n<!-- {number} -->\n").into_bytes(),
                "yaml" => format!("\n# {number}\n").into_bytes(),
                "json" => " ".repeat(number as usize % 4096 + 1).into_bytes(),
                "rtf" => Vec::new(),
                _ => format!("\nReference {number}\n").into_bytes(),
            });
            if kind == "rtf" {
                let end = bytes.iter().rposition(|&byte| byte == b'}').unwrap_or(bytes.len());
                bytes.splice(end..end, format!("\\par Reference {number}").into_bytes());
            }
            bytes
        }
    }
}

fn swapped(bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let Ok(mut text) = String::from_utf8(bytes.clone()) else { return bytes };
    for _ in 0..3 {
        let (one, other) = SWAPS[random.below(SWAPS.len())];
        // The text may be markup.
        text = text.replace(one, &other.replace('&', "and"));
    }
    text.into_bytes()
}

/// A word processor's document with other words in its text, and a comment of its own.
fn repacked(bytes: &[u8], number: u64, random: &mut Random) -> Vec<u8> {
    let repack = |random: &mut Random| -> zip::result::ZipResult<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut member = archive.by_index(index)?;
            let name = member.name()?.into_owned();
            let mut content = Vec::new();
            member.read_to_end(&mut content)?;
            if name == "word/document.xml" || name == "content.xml" {
                content = swapped(content, random);
            }
            writer.start_file(name, SimpleFileOptions::default())?;
            writer.write_all(&content)?;
        }
        writer.set_comment(number.to_string())?;
        Ok(writer.finish()?.into_inner())
    };
    repack(random).unwrap_or_else(|_| bytes.to_vec())
}
