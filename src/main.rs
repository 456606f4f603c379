//! The `gapcheck` program: what the library makes, on the command line.

mod cli;

use std::process::ExitCode;

use anyhow::Context;

/// The argument that makes this process a reader of documents instead of the program.
const READER: &str = "__read";
/// The argument that makes this process limit itself and become a text recognition.
const RECOGNISER: &str = "__recognise";
/// The same for archives; the size of the largest member follows.
const UNPACKER: &str = "__unpack";

fn main() -> ExitCode {
    // A reader must be up at once: it is told before arguments are parsed and before the taxonomy is decoded.
    if std::env::args_os().nth(1).is_some_and(|first| first == READER) {
        return gapcheck::worker::serve_stdio();
    }
    if std::env::args_os().nth(1).is_some_and(|first| first == RECOGNISER) {
        return gapcheck::ocr::launch(std::env::args_os().skip(2));
    }
    if let (Some(UNPACKER), Some(most)) = (argument(1).as_deref(), argument(2)) {
        return gapcheck::batch::serve_unpacked(most.parse().unwrap_or(0));
    }
    std::panic::set_hook(Box::new(cli::tell_of_defect));
    // What a defect says of itself is said by then.
    let Ok(ended) = std::panic::catch_unwind(run) else { return ExitCode::from(3) };
    match ended {
        Ok(exit) => exit.into(),
        Err(error) if cli::is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error);
            error.downcast_ref::<cli::Failure>().map_or(ExitCode::FAILURE, cli::Failure::exit_code)
        }
    }
}

fn argument(number: usize) -> Option<String> {
    std::env::args_os().nth(number)?.into_string().ok()
}

fn run() -> anyhow::Result<cli::Exit> {
    let program =
        std::env::current_exe().context("this program does not find itself, which it needs to start the reader")?;
    Ok(cli::run(program, &cli::Selves { reader: READER, recogniser: RECOGNISER, unpacker: UNPACKER })?)
}
