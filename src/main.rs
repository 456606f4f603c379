//! gapcheck on the command line.

use std::io::Write;
use std::process::ExitCode;

use gapcheck::extract::ReadOptions;
use gapcheck::worker::{Limits, Worker, WorkerCommand};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    match (args.get(1).and_then(|arg| arg.to_str()), args.get(2)) {
        // The isolated reader must be up at once: it is told before arguments are parsed.
        (Some("__read"), _) => gapcheck::worker::serve_stdio(),
        (Some("text"), Some(path)) => text(std::path::Path::new(path)),
        _ => ExitCode::from(2),
    }
}

/// Prints the text of a file, read by a worker.
fn text(path: &std::path::Path) -> ExitCode {
    let reading = std::env::current_exe().map_err(|error| error.to_string()).and_then(|program| {
        let command = WorkerCommand { program, args: vec!["__read".into()] };
        let mut worker = Worker::spawn(&command, &Limits::default()).map_err(|error| error.to_string())?;
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
        worker.read(bytes, &ReadOptions { extension, ..ReadOptions::default() }).map_err(|error| error.to_string())
    });
    match reading {
        Ok(reading) => {
            let _ = std::io::stdout().lock().write_all(reading.text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::from(3)
        }
    }
}
