//! `gapcheck completions` and `gapcheck man`: made from the same definition as the command line itself.

use clap::Args;

use super::definition::definition;
use super::{Context, Exit, Failure, Output};

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
    clap_complete::generate(args.shell, &mut definition(), "gapcheck", &mut script);
    output.plain(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

/// Prints the manual page, with a section for each command.
pub fn man(context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let mut command = definition();
    command.build();
    let mut page = rendered(|page| clap_mangen::Man::new(command.clone()).render(page));
    for sub in command.get_subcommands() {
        section(sub, "gapcheck", &mut page);
    }
    output.plain(&page)?;
    Ok(Exit::Done)
}

/// A command and those below it, each as a section of one page.
fn section(command: &clap::Command, parent: &str, page: &mut String) {
    let name = format!("{parent} {}", command.get_name());
    let man = clap_mangen::Man::new(command.clone());
    let parts = rendered(|part| {
        man.render_synopsis_section(part)?;
        man.render_description_section(part)?;
        man.render_options_section(part)
    });
    page.push_str(&format!(".SH {}\n", name.to_uppercase()));
    page.push_str(&parts.replace(".SH ", ".SS "));
    for sub in command.get_subcommands() {
        section(sub, &name, page);
    }
}

/// What is written to a vector, which does not fail.
fn rendered(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    let _ = write(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
