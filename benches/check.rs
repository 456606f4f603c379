//! `gapcheck check` on a typical repository, three resumes and two postings, whole process, wall time: against one
//! `pdftotext` for each PDF, one after the other, as a script would run them. In turn, so that both meet the same machine.
//!
//! ```text
//! cargo bench --bench check -- [--rounds N] [--program PATH]
//! ```

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

const WARM_UP: usize = 3;

const CONFIG: &str = "resumes = [\"*.pdf\"]\nroles = [\"machine-learning-engineer\"]\npostings = [\"jobs/*\"]\n\
                      minimum_coverage = \"1%\"\nrequire = [\"python\"]\n";

const RESUMES: [&str; 3] = ["senior-ml-engineer", "mid-ml-engineer", "data-engineer"];
/// One posting is a PDF, one is text.
const POSTINGS: [&str; 2] = ["pdf-vision-engineer/posting.pdf", "classic-ml-engineer/posting.txt"];

fn main() -> ExitCode {
    let (mut rounds, mut program) = (40, PathBuf::from(env!("CARGO_BIN_EXE_gapcheck")));
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--rounds" => rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(rounds).max(1),
            "--program" => program = args.next().map(PathBuf::from).unwrap_or(program),
            _ => {}
        }
    }
    if Command::new("pdftotext").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("pdftotext is not here; Debian and Ubuntu have it in the package poppler-utils");
        return ExitCode::SUCCESS;
    }
    match measure(&program, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The repository, and the PDFs in it.
fn repository() -> std::io::Result<(PathBuf, Vec<PathBuf>)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-check");
    std::fs::create_dir_all(folder.join("jobs"))?;
    let mut pdfs = Vec::new();
    for name in RESUMES {
        let to = folder.join(format!("{name}.pdf"));
        std::fs::copy(fixtures.join("resumes").join(name).join("resume.pdf"), &to)?;
        pdfs.push(to);
    }
    for (number, name) in POSTINGS.iter().enumerate() {
        let from = fixtures.join("postings").join(name);
        let ending = from.extension().unwrap_or_default().to_string_lossy().into_owned();
        let to = folder.join("jobs").join(format!("{number}.{ending}"));
        std::fs::copy(&from, &to)?;
        if ending == "pdf" {
            pdfs.push(to);
        }
    }
    std::fs::write(folder.join("gapcheck.toml"), CONFIG)?;
    Ok((folder, pdfs))
}

fn measure(program: &Path, rounds: usize) -> std::io::Result<()> {
    let (folder, pdfs) = repository()?;
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..WARM_UP + rounds {
        let start = Instant::now();
        let output = Command::new(program).args(["check", "-q"]).current_dir(&folder).output()?;
        let check = start.elapsed().as_secs_f64() * 1e3;
        if !output.status.success() {
            return Err(std::io::Error::other(String::from_utf8_lossy(&output.stdout).into_owned()));
        }
        let start = Instant::now();
        for pdf in &pdfs {
            Command::new("pdftotext").arg(pdf).arg("-").output()?;
        }
        let reading = start.elapsed().as_secs_f64() * 1e3;
        if round >= WARM_UP {
            ours.push(check);
            theirs.push(reading);
            ratios.push(check / reading);
        }
    }
    println!(
        "{} resumes and {} postings, {} of them PDF, medians of {rounds} rounds",
        RESUMES.len(),
        POSTINGS.len(),
        pdfs.len()
    );
    println!("gapcheck check  {:8.2} ms", median(&mut ours));
    println!("pdftotext each  {:8.2} ms", median(&mut theirs));
    println!("ratio           {:8.2}    (target: about 1)", median(&mut ratios));
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
