//! What can go wrong on the command line, with the exit code that it means.

use std::io::ErrorKind;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::process::ExitCode;

use gapcheck::document::DocumentKind;
use gapcheck::extract::ReadError;
use gapcheck::profile::ProfileError;
use gapcheck::render::plain;
use gapcheck::taxonomy::load::Problem;

/// How a command ended that did what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and whatever was asked for holds.
    Done,
    /// Done, and a threshold is missed.
    Missed,
    /// Done, and what was looked at is broken (`taxonomy check`, the configuration of `check`).
    Broken,
    /// Done, and a document could not be read or holds nothing to judge (`check`, `lint`).
    Unread,
    /// Broken off by the user.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Missed => Self::from(1),
            Exit::Broken => Self::from(2),
            Exit::Unread => Self::from(3),
            Exit::Interrupted => Self::from(130),
        }
    }
}

/// Why a command could not do what it was asked to. Each message says what, where and what to do, and holds nothing of
/// a document's content.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no such file.
    #[error("{path}: there is no such file{}", hint(.near, "check the name"))]
    Missing {
        /// As given.
        path: String,
        /// What may have been meant, or nothing.
        near: String,
    },
    /// A folder where a file is needed.
    #[error("{path}: this is a directory; give one file")]
    Directory {
        /// As given.
        path: String,
    },
    /// A device, a named pipe or a socket where a file is needed.
    #[error("{path}: this is {what}, not a file; give a file, or pass its content on with `gapcheck -`")]
    NotAFile {
        /// As given.
        path: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// The system does not let us read it.
    #[error("{path}: cannot be opened ({why}); check its permissions")]
    NotOpened {
        /// As given.
        path: String,
        /// What the system says.
        why: std::io::ErrorKind,
    },
    /// The reader refuses the file.
    #[error("{path}: {error}")]
    NotRead {
        /// As given.
        path: String,
        /// Why.
        error: ReadError,
    },
    /// A document without a single word.
    #[error("{path}: there is no word in the file, so there is nothing to judge; give a document with text in it")]
    NoWords {
        /// As given.
        path: String,
    },
    /// A document of a few words, none of which is about a skill.
    #[error(
        "{path}: {} and no skill, so there is nothing to judge; compare with what `gapcheck text` reads",
        if *.words == 1 { "only one word was read".to_string() } else { format!("only {words} words were read") }
    )]
    HardlyAWord {
        /// As given.
        path: String,
        /// Words of the document.
        words: usize,
    },
    /// A posting without a single known skill that it asks for.
    #[error(
        "{path}: the posting asks for no skill that is known, so there is nothing to compare; see what was read with \
         `gapcheck skills --as posting`, or compare with --role"
    )]
    NothingAsked {
        /// As given.
        path: String,
    },
    /// A posting given as a resume, or the other way round.
    #[error("{path}: {}", other_kind(*.wanted))]
    OtherKind {
        /// As given.
        path: String,
        /// What it was given as.
        wanted: DocumentKind,
    },
    /// A page that a role was to be built from, without any skill.
    #[error(
        "{path}: no skill of the taxonomy is asked for in this page, so there is nothing to build from; check what \
         `gapcheck text` reads, or whether the taxonomy knows the field"
    )]
    NoSkills {
        /// As given.
        path: String,
    },
    /// A resume where a page about a role is needed.
    #[error("{path}: this is a resume; a role is built from career guides, job descriptions and skill pages")]
    IsResume {
        /// As given.
        path: String,
    },
    /// A file of corrections with a mistake.
    #[error("{path}: {message}")]
    Corrections {
        /// As given.
        path: String,
        /// What is wrong, and where.
        message: String,
    },
    /// A name that is no skill.
    #[error("`{name}` is no skill of the taxonomy{}", hint(.near, "`gapcheck taxonomy list` prints all"))]
    UnknownSkill {
        /// As given.
        name: String,
        /// What may have been meant, or nothing.
        near: String,
    },
    /// A name that is no role and no file.
    #[error("`{name}` is no role and no file{}", hint(.near, "`gapcheck role list` prints the roles"))]
    UnknownRole {
        /// As given.
        name: String,
        /// What may have been meant, or nothing.
        near: String,
    },
    /// A stage of a career that a role's documents do not tell apart.
    #[error(
        "the documents of {role} do not say what {stage} level needs{}; leave --stage out",
        if .known.is_empty() { String::new() } else { format!(", only {known}") }
    )]
    NoStage {
        /// Title of the role.
        role: String,
        /// The stage that was asked for.
        stage: &'static str,
        /// Those that they tell of.
        known: String,
    },
    /// A role file with a mistake.
    #[error("{path}: {error}")]
    RoleFile {
        /// As given.
        path: String,
        /// What is wrong, and where.
        error: ProfileError,
    },
    /// The user's own taxonomy with mistakes.
    #[error("{}", problems(.0))]
    Taxonomy(Vec<Problem>),
    /// A report or baseline that cannot be used.
    #[error("{path}: {error}")]
    Stored {
        /// As given.
        path: String,
        /// Why.
        error: gapcheck::ci::StoredError,
    },
    /// A file that a command was told to use, other than a document.
    #[error("{path}: cannot be read: {why}; check the path")]
    NotReadable {
        /// As given.
        path: String,
        /// What the system says.
        why: String,
    },
    /// The output cannot be written.
    #[error("{path}: cannot be written: {}", unwritable(.source.kind()))]
    NotWritten {
        /// As given.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A batch that could not go on. Its journal is as good as before.
    #[error(transparent)]
    Batch(#[from] gapcheck::batch::RunError),
    /// A document that this program fails at.
    #[error("{path}: the text was read and could not be judged, which is a defect of this program; please report it")]
    Defect {
        /// As it is shown.
        path: String,
    },
    /// More than one of them, each with its own message.
    #[error("{}", lines(.0))]
    Several(Vec<Failure>),
    /// A combination that makes no sense.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// 2 for what the user can put right in the command, 3 for a document that cannot be judged.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            // As if the first one had been the only one.
            Self::Several(all) => all.first().map_or(ExitCode::from(2), Self::exit_code),
            Self::Missing { .. }
            | Self::Directory { .. }
            | Self::NotAFile { .. }
            | Self::NotOpened { .. }
            | Self::NotRead { .. }
            | Self::NoWords { .. }
            | Self::HardlyAWord { .. }
            | Self::NothingAsked { .. }
            | Self::Defect { .. }
            | Self::NoSkills { .. } => ExitCode::from(3),
            _ => ExitCode::from(2),
        }
    }
}

fn other_kind(wanted: DocumentKind) -> &'static str {
    match wanted {
        DocumentKind::Resume => {
            "this reads like a posting, not like a resume; give the resume first and the posting with --job \
             (--no-kind-check takes it as it is)"
        }
        DocumentKind::Posting => {
            "this reads like a resume, not like a posting; give the posting with --job and the resume before it \
             (--no-kind-check takes it as it is)"
        }
    }
}

/// What the system says of a file that was to be read, in words that say what is meant.
pub fn why(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "there is no such file".to_string(),
        ErrorKind::IsADirectory => "this is a directory".to_string(),
        kind => kind.to_string(),
    }
}

/// The same of one that was to be written, with the remedy.
fn unwritable(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "its folder is not there; make it first".to_string(),
        ErrorKind::IsADirectory => "this is a directory; give a file".to_string(),
        ErrorKind::StorageFull => "the disk is full; make room".to_string(),
        kind => format!("{kind}; check the folder and its permissions"),
    }
}

/// What was probably meant, or else where to look.
fn hint(near: &str, otherwise: &str) -> String {
    if near.is_empty() { format!("; {otherwise}") } else { near.to_string() }
}

/// The messages of failures, one to a line; those behind the first with the name of the program, as the first gets it.
fn lines(all: &[Failure]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\ngapcheck: ")
}

/// The first problems, one to a line.
fn problems(all: &[Problem]) -> String {
    const SHOWN: usize = 10;
    let mut lines: Vec<String> = all.iter().take(SHOWN).map(|problem| plain(&problem.to_string())).collect();
    if all.len() > SHOWN {
        lines.push(format!("and {} more; `gapcheck taxonomy check FILE` shows them all", all.len() - SHOWN));
    }
    lines.join("\n")
}

/// A path for a message or a report: as it was given, but without what could move the cursor of a terminal.
pub fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

/// What a defect of this program says of itself: where, and not of what, which may be a part of a document.
pub fn tell_of_defect(defect: &PanicHookInfo<'_>) {
    let place = defect.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    complain(&format_args!("this program has a defect{place}; please report it, with this line"));
}

/// Whether the reader of our output has gone, which is not our mistake (`gapcheck … | head`).
pub fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Lines on standard error that tell about the work, beside its result.
pub fn report(text: &str) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// One line on standard error.
pub fn complain(message: &dyn std::fmt::Display) {
    use std::io::Write;
    // Nobody to tell when even standard error is closed.
    let _ = writeln!(std::io::stderr(), "gapcheck: {message}");
}
