//! One PDF, whole process, wall time: ours against `pdftotext` on the same file, in turn, so that all meet the same
//! machine: the whole report, and the reading alone (`gapcheck text`). Then the words: how many of those that
//! `pdftotext` reads are in our reading.
//!
//! ```text
//! cargo bench --bench against_pdftotext -- [--pairs N] [--program PATH] [FILE.pdf]...
//! ```
//!
//! Without files, every `fixtures/resumes/*/resume.pdf` is taken.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const WARM_UP: usize = 5;
/// The ratio of wall times to stay below.
const TARGET: f64 = 0.7;

struct Settings {
    pairs: usize,
    program: PathBuf,
    files: Vec<PathBuf>,
}

fn settings() -> Settings {
    let mut settings =
        Settings { pairs: 60, program: PathBuf::from(env!("CARGO_BIN_EXE_gapcheck")), files: Vec::new() };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // What cargo itself adds.
            "--bench" => {}
            "--pairs" => settings.pairs = args.next().and_then(|n| n.parse().ok()).unwrap_or(settings.pairs).max(1),
            "--program" => settings.program = args.next().map(PathBuf::from).unwrap_or(settings.program),
            file => settings.files.push(file.into()),
        }
    }
    if settings.files.is_empty() {
        settings.files = fixtures();
    }
    settings
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resumes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("resume.pdf")))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn report(settings: &Settings, file: &Path) -> Command {
    let mut command = Command::new(&settings.program);
    command.arg(file);
    command
}

fn text(settings: &Settings, file: &Path) -> Command {
    let mut command = Command::new(&settings.program);
    command.arg("text").arg(file);
    command
}

fn theirs(file: &Path) -> Command {
    let mut command = Command::new("pdftotext");
    command.arg(file).arg("-");
    command
}

/// Wall time of a whole process, its output read to the end.
fn time(mut command: Command) -> Option<(Duration, String)> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let took = start.elapsed();
    output.status.success().then(|| (took, String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Share of the words of one text that are in the other, each counted as often as it stands there. A word is a run of
/// letters and digits: how two readers set spaces around punctuation is another matter. Where `pdftotext` takes a
/// letter-spaced heading for single letters, the share is below one although nothing is lost.
fn recall(of: &str, within: &str) -> f64 {
    let words = |text: &str| -> HashMap<String, usize> {
        let joined = text.replace("-\n", "").replace("\u{ad}\n", "").replace('ﬁ', "fi").replace('ﬂ', "fl");
        let mut counts = HashMap::new();
        for word in joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    };
    let (of, within) = (words(of), words(within));
    let all: usize = of.values().sum();
    let found: usize = of.iter().map(|(word, count)| count.min(within.get(word).unwrap_or(&0))).sum();
    if all == 0 { 1.0 } else { found as f64 / all as f64 }
}

fn main() -> ExitCode {
    let settings = settings();
    if Command::new("pdftotext").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("pdftotext is not here; Debian and Ubuntu have it in the package poppler-utils");
        return ExitCode::SUCCESS;
    }
    if settings.files.is_empty() {
        println!("no files: give some, or make the fixtures first");
        return ExitCode::SUCCESS;
    }
    println!(
        "{:>9} {:>6} {:>9} {:>6} {:>9} {:>7}  file",
        "report ms", "ratio", "text ms", "ratio", "theirs ms", "words"
    );
    let mut logarithms = [0.0; 2];
    let mut measured = 0;
    for file in &settings.files {
        let [mut of_report, mut of_text, mut of_theirs] = [Vec::new(), Vec::new(), Vec::new()];
        let [mut report_ratios, mut text_ratios] = [Vec::new(), Vec::new()];
        let mut words = 1.0;
        for round in 0..WARM_UP + settings.pairs {
            let runs = (time(report(&settings, file)), time(text(&settings, file)), time(theirs(file)));
            let (Some((whole, _)), Some((reading, our_text)), Some((other, their_text))) = runs else { break };
            words = recall(&their_text, &our_text);
            if round >= WARM_UP {
                of_report.push(whole.as_secs_f64() * 1e3);
                of_text.push(reading.as_secs_f64() * 1e3);
                of_theirs.push(other.as_secs_f64() * 1e3);
                report_ratios.push(whole.as_secs_f64() / other.as_secs_f64());
                text_ratios.push(reading.as_secs_f64() / other.as_secs_f64());
            }
        }
        if report_ratios.is_empty() {
            println!("{:>34}  {} (one of the two cannot read it)", "-", file.display());
            continue;
        }
        let ratios = [median(report_ratios), median(text_ratios)];
        println!(
            "{:9.2} {:6.3} {:9.2} {:6.3} {:9.2} {words:7.4}  {}",
            median(of_report),
            ratios[0],
            median(of_text),
            ratios[1],
            median(of_theirs),
            file.display()
        );
        logarithms[0] += ratios[0].ln();
        logarithms[1] += ratios[1].ln();
        measured += 1;
    }
    if measured > 0 {
        let mean = |sum: f64| (sum / f64::from(measured)).exp();
        println!(
            "geometric mean of the ratios: report {:.3}, text {:.3} (target {TARGET})",
            mean(logarithms[0]),
            mean(logarithms[1])
        );
    }
    ExitCode::SUCCESS
}
