//! A batch of many files: speed, memory, the work of two workers against one, and of a second run. Linux only: the
//! figures of processes are from `/proc`.
//!
//! ```text
//! cargo bench --bench batch -- [--files 20000] [--program PATH] [--folder DIR]
//! ```
//!
//! The files are made from the fixtures in `--folder`, and removed again.

#[cfg(target_os = "linux")]
mod corpus;
#[cfg(target_os = "linux")]
mod watch;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the figures of processes are read from /proc: run this on Linux");
}

#[cfg(target_os = "linux")]
fn main() -> std::io::Result<()> {
    linux::main()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    use super::corpus;
    use super::watch::{Run, children_cpu, watch};

    /// CPU of a PDF, all work included, over that of `pdftotext`.
    const CPU: f64 = 0.4;
    /// Memory of the parent in MiB.
    const MEMORY: f64 = 150.0;
    /// Files per second with two workers, over those with one.
    const TWO: f64 = 1.8;
    /// PDFs that `pdftotext` reads for comparison.
    const SAMPLE: usize = 600;

    struct Settings {
        files: usize,
        program: PathBuf,
        folder: PathBuf,
    }

    fn settings() -> Settings {
        let mut settings = Settings {
            files: 20_000,
            program: PathBuf::from(env!("CARGO_BIN_EXE_gapcheck")),
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch-bench"),
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--files" => settings.files = args.next().and_then(|n| n.parse().ok()).unwrap_or(settings.files),
                "--program" => settings.program = args.next().map(PathBuf::from).unwrap_or(settings.program),
                "--folder" => settings.folder = args.next().map(PathBuf::from).unwrap_or(settings.folder),
                _ => {}
            }
        }
        settings
    }

    pub fn main() -> io::Result<()> {
        let settings = settings();
        let _ = std::fs::remove_dir_all(&settings.folder);
        let measured = measure(&settings);
        std::fs::remove_dir_all(&settings.folder)?;
        measured
    }

    /// A run over a folder, with as many workers.
    fn batch(settings: &Settings, files: &Path, output: &str, workers: usize) -> io::Result<Run> {
        let posting = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/postings/classic-ml-engineer/posting.txt");
        let mut command = Command::new(&settings.program);
        command.arg("batch").arg(files).arg("--job").arg(posting);
        command.arg("-o").arg(settings.folder.join(output)).arg("-j").arg(workers.to_string()).arg("-q");
        watch(&mut command)
    }

    fn measure(settings: &Settings) -> io::Result<()> {
        let folder = |name: &str| settings.folder.join(name);
        let small = (settings.files / 20).max(1);
        corpus::make(&folder("all"), settings.files, false, 1)?;
        corpus::make(&folder("small"), small, false, 2)?;
        corpus::make(&folder("pdf"), small, true, 3)?;
        let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);

        println!(
            "{:>22} {:>7} {:>9} {:>9} {:>12} {:>12}",
            "", "files", "files/s", "cpu ms", "parent MiB", "worker MiB"
        );
        let print = |name: &str, files: usize, run: &Run| {
            println!(
                "{name:>22} {files:>7} {:>9.1} {:>9.2} {:>12.1} {:>12.1}",
                files as f64 / run.seconds,
                run.cpu / files as f64 * 1e3,
                mib(run.parent_memory),
                mib(run.worker_memory)
            );
        };
        let few = batch(settings, &folder("small"), "small.parquet", 2)?;
        print("all formats", small, &few);
        let many = batch(settings, &folder("all"), "all.parquet", 2)?;
        print("all formats", settings.files, &many);
        let one = batch(settings, &folder("small"), "one.parquet", 1)?;
        print("one worker", small, &one);
        let two = batch(settings, &folder("small"), "two.parquet", 2)?;
        print("two workers", small, &two);
        let pdf = batch(settings, &folder("pdf"), "pdf.parquet", 2)?;
        print("PDFs", small, &pdf);

        // One file of a hundred gets another content.
        corpus::make(&folder("all"), settings.files / 100, false, 4)?;
        let again = batch(settings, &folder("all"), "all.parquet", 2)?;
        print("1 % changed", settings.files, &again);
        let same = batch(settings, &folder("all"), "all.parquet", 2)?;
        print("nothing changed", settings.files, &same);

        println!();
        let verdict = |good: bool| if good { "kept" } else { "missed" };
        let least = few.parent_memory.max(many.parent_memory);
        println!(
            "memory of the parent: {:.1} MiB over {small} files, {:.1} over {} (target {MEMORY}): {}",
            mib(few.parent_memory),
            mib(many.parent_memory),
            settings.files,
            verdict(mib(least) <= MEMORY)
        );
        let ratio = one.seconds / two.seconds;
        println!("two workers against one: {ratio:.2} (target {TWO}): {}", verdict(ratio >= TWO));
        println!(
            "a run with 1 % changed: {:.1} % of the time of the first, {:.1} % of its CPU",
            again.seconds / many.seconds * 100.0,
            again.cpu / many.cpu * 100.0
        );
        against_pdftotext(&folder("pdf"), pdf.cpu / small as f64)
    }

    fn against_pdftotext(folder: &Path, ours: f64) -> io::Result<()> {
        let mut files: Vec<PathBuf> = Vec::new();
        for part in std::fs::read_dir(folder)? {
            files.extend(std::fs::read_dir(part?.path())?.flatten().map(|file| file.path()));
        }
        files.sort();
        files.truncate(SAMPLE);
        let before = children_cpu();
        for file in &files {
            let quiet =
                Command::new("pdftotext").arg(file).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status();
            if quiet.is_err() {
                println!("pdftotext is not here; Debian and Ubuntu have it in the package poppler-utils");
                return Ok(());
            }
        }
        let theirs = (children_cpu() - before) / files.len().max(1) as f64;
        let ratio = ours / theirs;
        println!(
            "CPU of a PDF: ours {:.2} ms, pdftotext {:.2} ms, ratio {ratio:.3} (target {CPU}): {}",
            ours * 1e3,
            theirs * 1e3,
            if ratio <= CPU { "kept" } else { "missed" }
        );
        Ok(())
    }
}
