//! `gapcheck text`: the text as it was read.

use std::path::PathBuf;

use clap::Args;
use gapcheck::document::Document;
use gapcheck::render;

use super::options::{KindArg, ReadArgs};
use super::{Context, Exit, Failure, Output, input};

/// What `gapcheck text` takes.
#[derive(Debug, Clone, Args)]
pub struct TextArgs {
    /// Document to read; "-" reads standard input
    file: PathBuf,
    /// The text alone: the byte offsets of reports count in it
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    kind: KindArg,
    #[command(flatten)]
    reading: ReadArgs,
}

/// Runs it.
pub fn run(args: &TextArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let mut pending = input::start(&args.file, &args.reading, &context.worker)?;
    if args.raw {
        output.plain(&pending.finish()?.text)?;
        return Ok(Exit::Done);
    }
    let taxonomy = gapcheck::builtin::taxonomy();
    let document = Document::new(pending.finish()?, args.kind.kind.into(), &taxonomy.language);
    let columns = output.is_terminal().then(terminal_size::terminal_size).flatten();
    let columns = columns.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    output.styled(&render::human::text(&document, columns))?;
    Ok(Exit::Done)
}
