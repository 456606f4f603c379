//! The definition of the command line: as derived, with options that all commands share told of as each command means
//! them.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ErrorKind};
use clap::{ArgMatches, Args, CommandFactory};

use super::options::Common;
use super::{Cli, Command};

/// What a shared option does in a command.
enum Told {
    /// This.
    As(&'static str),
    /// Nothing, so it is not told of.
    Hidden,
}

use Told::{As, Hidden};

const QUIET: Told = As("Only the result, without hints");
const VERBOSE: Told = As("Say more, such as what this system cannot keep from the reader of documents");

/// What differs from the report, by command and option.
const TOLD: &[(&str, &str, Told)] = &[
    ("skills", "quiet", QUIET),
    ("batch", "output", As("File for the scores: .csv, .jsonl or .parquet; whole, or not at all")),
    ("batch", "quiet", As("No progress and no hints, and one line as the result")),
    ("batch", "verbose", VERBOSE),
    ("text", "quiet", Hidden),
    ("text", "verbose", VERBOSE),
    ("lint", "quiet", QUIET),
    ("lint", "verbose", VERBOSE),
    ("explain", "quiet", QUIET),
    ("role", "quiet", QUIET),
    ("taxonomy", "quiet", QUIET),
    ("taxonomy", "verbose", Hidden),
    ("check", "quiet", As("Only the last line")),
    ("check", "verbose", As("Say more: what is silenced, and why")),
    ("diff", "quiet", As("Only the figures")),
    ("diff", "verbose", VERBOSE),
    ("init", "output", As("Write to this file instead of gapcheck.toml in DIR; \"-\" only shows it")),
    ("init", "color", Hidden),
    ("init", "quiet", As("No hints")),
    ("init", "verbose", VERBOSE),
    ("evaluate", "quiet", As("Only one line")),
    ("evaluate", "verbose", VERBOSE),
    ("completions", "color", Hidden),
    ("completions", "quiet", Hidden),
    ("completions", "verbose", Hidden),
    ("man", "color", Hidden),
    ("man", "quiet", Hidden),
    ("man", "verbose", Hidden),
];

/// The definition.
pub fn definition() -> clap::Command {
    let common = Common::augment_args(clap::Command::new("common"));
    TOLD.iter().fold(Cli::command(), |command, (name, option, told)| {
        let Some(argument) = common.get_arguments().find(|argument| argument.get_id() == option) else {
            return command;
        };
        let argument = match told {
            As(text) => argument.clone().help(*text),
            Hidden => argument.clone().hide(true),
        };
        command.mut_subcommand(name, |sub| sub.arg(argument))
    })
}

/// The arguments of this process, parsed. What is wrong with them ends it with a message.
pub fn matches() -> ArgMatches {
    let arguments = asked_for_help(std::env::args_os().collect());
    let first = arguments.get(1).cloned().unwrap_or_default();
    // Only who is told something needs the texts.
    let parsed = Cli::command().try_get_matches_from(&arguments);
    parsed.or_else(|_| definition().try_get_matches_from(&arguments)).unwrap_or_else(|error| {
        if let Some(message) = mistaken(&error, &first) {
            definition().error(ErrorKind::InvalidSubcommand, message).exit();
        }
        error.exit()
    })
}

/// `gapcheck help [COMMAND]…` means `gapcheck [COMMAND]… --help`, unless there is a file of that name.
fn asked_for_help(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") && !Path::new("help").exists() {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// What to say when a word that is no command was taken for a resume, and the next one for too much.
fn mistaken(error: &clap::Error, first: &OsString) -> Option<String> {
    let too_much = match error.kind() {
        ErrorKind::InvalidSubcommand => true,
        ErrorKind::UnknownArgument => {
            error.get(ContextKind::InvalidArg).is_some_and(|argument| !argument.to_string().starts_with('-'))
        }
        _ => false,
    };
    let name = first.to_str().map(gapcheck::render::plain).filter(|name| !name.is_empty() && !name.starts_with('-'))?;
    let known = Cli::command().get_subcommands().any(|command| command.get_name() == name);
    if !too_much || known {
        return None;
    }
    Some(match Path::new(first).exists() {
        true => "a report is on one resume; `gapcheck batch` takes many, `gapcheck diff` compares two".to_string(),
        false => match Command::near(&name) {
            near if near.is_empty() => {
                format!("`{name}` is no command and no file; the commands are those of `gapcheck --help`")
            }
            near => format!("`{name}` is no command and no file{near}"),
        },
    })
}
