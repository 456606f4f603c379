//! The report against a posting and that against a role, whole process, wall time, in turn: what `--job` costs.
//!
//! ```text
//! cargo bench --bench job -- [--pairs N] [--program PATH]
//! ```
//!
//! Every posting of `fixtures/postings` against one resume, as PDF.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

const WARM_UP: usize = 3;

fn main() -> ExitCode {
    let (mut pairs, mut program) = (30, PathBuf::from(env!("CARGO_BIN_EXE_gapcheck")));
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--pairs" => pairs = args.next().and_then(|n| n.parse().ok()).unwrap_or(pairs).max(1),
            "--program" => program = args.next().map_or(program, PathBuf::from),
            _ => {}
        }
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let resume = fixtures.join("resumes/mid-ml-engineer/resume.pdf");
    println!("{:>7} {:>7} {:>6}  posting", "role ms", "job ms", "ratio");
    let mut all = Vec::new();
    for posting in postings(&fixtures.join("postings")) {
        let [mut of_role, mut of_job, mut ratios] = [Vec::new(), Vec::new(), Vec::new()];
        for round in 0..WARM_UP + pairs {
            let (Some(role), Some(job)) = (time(&program, &resume, None), time(&program, &resume, Some(&posting)))
            else {
                println!("{:>22}  {} (not a posting, or the resume is not there)", "-", posting.display());
                return ExitCode::FAILURE;
            };
            if round >= WARM_UP {
                of_role.push(role);
                of_job.push(job);
                ratios.push(job / role);
            }
        }
        let name = posting.strip_prefix(&fixtures).unwrap_or(&posting);
        let ratio = median(ratios);
        println!("{:7.2} {:7.2} {ratio:6.3}  {}", median(of_role), median(of_job), name.display());
        all.push(ratio);
    }
    let logarithms: f64 = all.iter().map(|ratio: &f64| ratio.ln()).sum();
    println!("geometric mean of the ratios: {:.3}", (logarithms / all.len().max(1) as f64).exp());
    ExitCode::SUCCESS
}

/// The postings, in every format that they are in.
fn postings(folder: &Path) -> Vec<PathBuf> {
    let files = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut postings: Vec<PathBuf> = files(folder.to_path_buf())
        .flat_map(files)
        .filter(|file| file.file_stem().is_some_and(|stem| stem == "posting"))
        .collect();
    postings.sort();
    postings
}

/// Milliseconds of a whole process, its output read to the end.
fn time(program: &Path, resume: &Path, posting: Option<&Path>) -> Option<f64> {
    let mut command = Command::new(program);
    command.arg(resume).stdin(Stdio::null()).stderr(Stdio::null());
    if let Some(posting) = posting {
        command.arg("--job").arg(posting);
    }
    let start = Instant::now();
    let output = command.output().ok()?;
    let took = start.elapsed();
    output.status.success().then_some(took.as_secs_f64() * 1e3)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
