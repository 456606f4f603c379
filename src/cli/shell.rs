//! `gapcheck completions` and `gapcheck man`: made from the same definition as the command line itself.

use clap::{Args, CommandFactory};

use super::{Cli, Context, Exit, Failure, Output};

/// What `gapcheck completions` takes.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    /// bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    shell: clap_complete::Shell,
}

/// Prints the completions for a shell.
pub fn completions(args: &CompletionsArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gapcheck", &mut script);
    output.plain(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

/// Prints the manual page, with a section for each command.
pub fn man(context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let mut page = Vec::new();
    // Writing to a vector does not fail.
    let _ = clap_mangen::Man::new(Cli::command()).render(&mut page);
    output.plain(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}
