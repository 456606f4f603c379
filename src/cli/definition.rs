//! The definition of the command line: as derived, with options that all commands share told of as each command means
//! them.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ErrorKind};
use clap::{ArgMatches, Args, CommandFactory};

use super::lint::LintArgs;
use super::options::Common;
use super::report::ReportArgs;
use super::skills::SkillsArgs;
use super::text::TextArgs;
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

/// All commands.
const COMMANDS: [&str; 13] = [
    "skills",
    "batch",
    "text",
    "lint",
    "explain",
    "role",
    "taxonomy",
    "check",
    "diff",
    "init",
    "evaluate",
    "completions",
    "man",
];

/// What adds the arguments of a command.
type Augment = fn(clap::Command) -> clap::Command;

/// The commands on one document.
const ONE_DOCUMENT: [(&str, Augment); 3] =
    [("skills", SkillsArgs::augment_args), ("text", TextArgs::augment_args), ("lint", LintArgs::augment_args)];

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
    // Only who is told something needs the rest.
    let parsed = quick(&arguments).or_else(|| Cli::command().try_get_matches_from(&arguments).ok());
    parsed.ok_or(()).or_else(|()| definition().try_get_matches_from(&arguments)).unwrap_or_else(|error| {
        if let Some(message) = mistaken(&error, &first) {
            definition().error(ErrorKind::InvalidSubcommand, message).exit();
        }
        error.exit()
    })
}

/// The options of a report, without the commands.
pub fn of_report() -> clap::Command {
    let command = clap::Command::new("gapcheck").subcommand_negates_reqs(true).disable_help_subcommand(true);
    Common::augment_args(ReportArgs::augment_args(command))
}

/// The arguments of a run over one document, parsed without the definitions of all other commands, which take longer to
/// put together than such arguments to parse. `None` for all others, and for all that is wrong or asks for help.
fn quick(arguments: &[OsString]) -> Option<ArgMatches> {
    let bare = |command: clap::Command| command.disable_help_flag(true).disable_version_flag(true);
    let is_name = |argument: &&OsString| COMMANDS.iter().any(|&name| **argument == *name);
    let definition = match arguments.iter().find(is_name) {
        None if arguments.len() > 1 => of_report(),
        Some(name) if arguments.get(1) == Some(name) => {
            let (name, augment) = ONE_DOCUMENT.iter().find(|(known, _)| name == known)?;
            of_report().subcommand(bare(augment(clap::Command::new(*name))))
        }
        _ => return None,
    };
    bare(definition).try_get_matches_from(arguments).ok()
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

#[cfg(test)]
mod tests {
    use clap::FromArgMatches;

    use super::*;

    #[test]
    fn all_commands_are_listed() {
        let command = Cli::command();
        let names: Vec<&str> = command.get_subcommands().flat_map(|sub| sub.get_name_and_visible_aliases()).collect();
        assert_eq!(names, COMMANDS);
    }

    #[test]
    fn what_is_parsed_quickly_is_parsed_alike() {
        for line in [
            "a.pdf",
            "--all a.pdf --job b.txt --job c.txt",
            "-q --what-if docker,mlflow a.pdf",
            "a.pdf --format json -o x",
            "skills a.pdf",
            "text --raw a.pdf",
            "lint a.pdf --off columns,tables -v",
            "skills --min-confidence 0.5 a.pdf",
        ] {
            let arguments: Vec<OsString> = std::iter::once("gapcheck").chain(line.split(' ')).map(Into::into).collect();
            let cli = |matches: &ArgMatches| format!("{:?}", Cli::from_arg_matches(matches).expect(line));
            let slow = Cli::command().try_get_matches_from(&arguments).expect(line);
            assert_eq!(cli(&quick(&arguments).expect(line)), cli(&slow), "{line}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_whole_definition() {
        for line in
            ["", "-h", "--version", "-q skills", "a.pdf skills", "a.pdf b.pdf", "text -h", "batch a", "--nonsense a"]
        {
            let arguments: Vec<OsString> =
                "gapcheck".split(' ').chain(line.split_whitespace()).map(Into::into).collect();
            assert!(quick(&arguments).is_none(), "{line}");
        }
    }
}
