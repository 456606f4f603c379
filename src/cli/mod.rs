//! The command line: arguments in, exit code out. One file per command; what they share stands beside them.

mod ahead;
mod batch;
mod check;
mod definition;
mod diff;
mod early;
mod evaluate;
mod explain;
mod failure;
mod init;
mod input;
mod known;
mod lint;
mod lookup;
mod options;
mod output;
mod postings;
mod readers;
mod report;
mod role;
mod role_build;
mod shell;
mod skills;
mod subject;
mod taxonomy;
mod text;
mod values;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use gapcheck::render::View;
use gapcheck::worker::WorkerCommand;

use early::Early;
pub use failure::{Exit, Failure, complain, is_closed_pipe, tell_of_defect};
use options::{Common, FormatName};
use output::Output;

/// Reads a resume and says which skills of a role it covers, which are missing, and what to do next.
///
/// Everything happens on this machine: no network, no account. It is an aid to reading, not a hiring decision.
#[derive(Debug, Parser)]
#[command(
    name = "gapcheck",
    version,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    term_width = 80,
    override_usage = "gapcheck [OPTIONS] <RESUME>\n       gapcheck <COMMAND> [OPTIONS]",
    after_help = "\
Examples:
  gapcheck resume.pdf                         the report
  gapcheck resume.pdf --all                   with every gap and covered skill
  gapcheck resume.pdf --job posting.txt       against a job description
  gapcheck resume.pdf --what-if docker,mlflow what would these two change?
  gapcheck resume.pdf --fail-under 80%        exit code 1 when coverage is lower
  gapcheck resume.pdf --format json -o r.json for programs
  pdftotext resume.pdf - | gapcheck -         from standard input

Exit codes: 0 done, 1 a threshold is missed, 2 wrong usage, 3 the file cannot be read or judged.
A file that is called like a command is given with its folder: gapcheck ./skills"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    report: report::ReportArgs,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List every skill that a document mentions, with the place
    #[command(after_help = "Example: gapcheck skills resume.pdf --format json")]
    Skills(skills::SkillsArgs),
    /// Score many files: folders, archives, patterns, a list on standard input
    #[command(after_help = "\
Examples:
  gapcheck batch resumes/ --job posting.txt -o scores.parquet
  gapcheck batch resumes.zip 'more/**/*.pdf' -o scores.csv --top 20
  find . -name '*.pdf' -print0 | gapcheck batch --files-from - -o scores.jsonl
  gapcheck batch resumes/ --job postings/ -o scores.parquet --summary pool.md

The same command goes on where it was cut off, and reads only what changed.")]
    Batch(Box<batch::BatchArgs>),
    /// Print the text of a document as it was read, with pages and sections
    #[command(after_help = "Example: gapcheck text --raw resume.pdf > resume.txt")]
    Text(text::TextArgs),
    /// Say what a machine loses or misreads in a file, and what looks like cheating
    #[command(after_help = "\
Examples:
  gapcheck lint resume.pdf
  gapcheck lint resume.pdf --off columns,tables
  gapcheck lint --rules                   every rule, with what it weighs

Exit codes: 1 when an error is found, 3 when the file has no text.")]
    Lint(lint::LintArgs),
    /// Tell about a skill: its names and relations, who asks for it, how it is recognised, what to do
    #[command(after_help = "\
Examples:
  gapcheck explain pytorch
  gapcheck explain \"feature store\"
  gapcheck explain Go --in resume.pdf     why was it found there, or not?")]
    Explain(explain::ExplainArgs),
    /// Show what a role asks for
    #[command(subcommand)]
    Role(role::RoleCommand),
    /// Check or list the skills that are known
    #[command(subcommand)]
    Taxonomy(taxonomy::TaxonomyCommand),
    /// Check the resumes of a repository against its gapcheck.toml
    #[command(after_help = "\
Examples:
  gapcheck check                               all that gapcheck.toml names
  gapcheck check cv.tex                        only this one
  gapcheck check --update-baseline             what must not get less
  gapcheck check --changed-since origin/main   only what changed
  gapcheck check --format github --also sarif=gapcheck.sarif

Exit codes: 0 passed, 1 failed, 2 the configuration cannot be used, 3 a file cannot be read or judged.")]
    Check(check::CheckArgs),
    /// Show what changed between two reports, baselines or resumes
    #[command(after_help = "\
Examples:
  gapcheck diff old.tex new.tex
  gapcheck diff report.json cv.tex --fail-on-loss   exit code 1 for a loss")]
    Diff(diff::DiffArgs),
    /// Write a commented gapcheck.toml for the resumes and postings of a folder
    #[command(after_help = "\
Examples:
  gapcheck init            then: gapcheck check
  gapcheck init -o -       only show it")]
    Init(init::InitArgs),
    /// Measure precision and recall against labelled documents
    #[command(after_help = "\
Examples:
  gapcheck evaluate fixtures/resumes
  gapcheck evaluate gold/ --all                  with every error
  gapcheck evaluate gold/ --calibration          is 0.9 right nine times in ten?
  gapcheck evaluate gold/ --fail-under 0.9       exit code 1 when F1 is lower")]
    Evaluate(evaluate::EvaluateArgs),
    /// Print completions for a shell
    #[command(after_help = "Example: gapcheck completions bash > ~/.local/share/bash-completion/completions/gapcheck")]
    Completions(shell::CompletionsArgs),
    /// Print the manual page
    #[command(after_help = "Example: gapcheck man > gapcheck.1")]
    Man,
}

impl Command {
    /// "; did you mean …" for a file name that looks like a mistyped command.
    fn near(name: &str) -> String {
        let command = Cli::command();
        gapcheck::taxonomy::compile::nearest(name, command.get_subcommands().map(clap::Command::get_name))
            .replace("did you mean", "did you mean the command")
    }
}

/// What every command gets.
struct Context {
    common: Common,
    worker: input::Reader,
    unpacker: WorkerCommand,
}

impl Context {
    fn view(&self) -> View {
        View { all: false, quiet: self.common.quiet, verbose: self.common.verbose }
    }

    /// Writes what a renderer made: only what is for the eye has styles.
    fn write(&self, output: Output, format: FormatName, text: &str) -> Result<(), Failure> {
        match format {
            FormatName::Human => output.styled(text),
            FormatName::Json => output.plain(text),
        }
    }
}

/// The arguments that make this program something else than the program.
pub struct Selves {
    /// A reader of documents.
    pub reader: &'static str,
    /// A text recognition.
    pub recogniser: &'static str,
    /// A reader of archives.
    pub unpacker: &'static str,
}

/// Parses the arguments and runs the command; `program` is started again as one of its `selves`.
pub fn run(program: PathBuf, selves: &Selves) -> Result<Exit, Failure> {
    let with = |argument: &str| WorkerCommand { program: program.clone(), args: vec![argument.into()] };
    let [reader, recogniser, unpacker] = [selves.reader, selves.recogniser, selves.unpacker].map(with);
    let early = Early::start(&reader, std::env::args_os().skip(1));
    let matches = definition::matches();
    misplaced(&matches);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let worker = input::Reader::new([reader, recogniser], early, cli.common.verbose);
    let context = Context { common: cli.common, worker, unpacker };
    match &cli.command {
        None => report::run(&cli.report, &context),
        Some(Command::Skills(args)) => skills::run(args, &context),
        Some(Command::Batch(args)) => batch::run(args, &context),
        Some(Command::Text(args)) => text::run(args, &context),
        Some(Command::Lint(args)) => lint::run(args, &context),
        Some(Command::Explain(args)) => explain::run(args, &context),
        Some(Command::Role(command)) => role::run(command, &context),
        Some(Command::Taxonomy(command)) => taxonomy::run(command, &context),
        Some(Command::Check(args)) => check::run(args, &context),
        Some(Command::Diff(args)) => diff::run(args, &context),
        Some(Command::Init(args)) => init::run(args, &context),
        Some(Command::Evaluate(args)) => evaluate::run(args, &context),
        Some(Command::Completions(args)) => shell::completions(args, &context),
        Some(Command::Man) => shell::man(&context),
    }
}

/// Ends with an error when an option of the report stands before the name of another command, where it would be
/// dropped without a word.
fn misplaced(matches: &ArgMatches) {
    let Some((name, _)) = matches.subcommand() else {
        return;
    };
    let definition = definition::of_report();
    let stray = definition.get_arguments().filter(|argument| !argument.is_global_set()).find(|argument| {
        matches.try_contains_id(argument.get_id().as_str()).unwrap_or(false)
            && matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
    });
    if let Some(argument) = stray {
        let message = match argument.get_long() {
            Some(long) => format!("`--{long}` stands before the command `{name}`; put it after, if the command has it"),
            None => format!("a file stands before the command `{name}`; a file of that name is given as ./{name}"),
        };
        Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        super::Cli::command().debug_assert();
        super::definition::definition().debug_assert();
    }
}
