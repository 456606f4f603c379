//! The options that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::PdfReader;
use gapcheck::matcher::MatchOptions;
use gapcheck::render::{Format, FullFormat, Privacy};
use gapcheck::taxonomy::Stage;
use gapcheck::timeline::Month;

use super::values;

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub struct Common {
    /// Write to this file instead of standard output: whole, or not at all
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// When to use colour; NO_COLOR is heeded, too
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true, global = true)]
    pub color: Color,
    /// Only the result: one line of a report, no hints
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: who asks for each gap, and the headings of all sources
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// `--format`.
#[derive(Debug, Clone, Args)]
pub struct FormatArg {
    /// human or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: FormatName,
}

/// The formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// For the eye.
    Human,
    /// For programs.
    Json,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Human => Self::Human,
            FormatName::Json => Self::Json,
        }
    }
}

/// The formats of what is found in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FullFormatName {
    /// For the eye.
    Human,
    /// For programs.
    Json,
    /// For a comment or a summary.
    Markdown,
    /// A page.
    Html,
    /// Annotations of GitHub.
    Github,
    /// For code scanning.
    Sarif,
    /// For CI servers.
    Junit,
}

impl From<FullFormatName> for FullFormat {
    fn from(format: FullFormatName) -> Self {
        match format {
            FullFormatName::Human => Self::Human,
            FullFormatName::Json => Self::Json,
            FullFormatName::Markdown => Self::Markdown,
            FullFormatName::Html => Self::Html,
            FullFormatName::Github => Self::Github,
            FullFormatName::Sarif => Self::Sarif,
            FullFormatName::Junit => Self::Junit,
        }
    }
}

/// `--role`.
#[derive(Debug, Clone, Args)]
pub struct RoleArg {
    /// Role to compare with: an id of `role list`, or a role file
    #[arg(long, value_name = "ID|FILE", default_value = DEFAULT_ROLE)]
    pub role: String,
}

/// The role without `--role`.
pub const DEFAULT_ROLE: &str = "machine-learning-engineer";

/// `--taxonomy`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Matching")]
pub struct TaxonomyArg {
    /// Your own skills: a file that adds to those built in, or changes them; may be given again
    #[arg(long = "taxonomy", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// How a document is read, and what reading may cost.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadArgs {
    /// PDF reader: auto, hayro or pdf-extract
    #[arg(hide_short_help = true, long, value_name = "READER", default_value = "auto", hide_possible_values = true)]
    pub pdf_reader: PdfReaderName,
    /// Read pages that are pictures with tesseract, where it is installed
    #[arg(hide_short_help = true, long)]
    pub ocr: bool,
    /// Largest file: bytes, or a number with K, M or G
    #[arg(hide_short_help = true, long, value_name = "SIZE", default_value = "50M", value_parser = values::size)]
    pub max_bytes: u64,
    /// Most pages of a PDF
    #[arg(hide_short_help = true, long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_pages: u32,
    /// Longest time to read a file
    #[arg(hide_short_help = true, long, value_name = "SECONDS", default_value = "20", value_parser = values::seconds)]
    pub timeout: Duration,
    /// Most processor time to read a file with [default: 10, or half of --timeout where that is more]
    #[arg(hide_short_help = true, long, value_name = "SECONDS", value_parser = values::seconds)]
    pub max_cpu: Option<Duration>,
    /// Most memory to read a file with [default: 1G, more when --max-bytes is raised]
    #[arg(hide_short_help = true, long, value_name = "SIZE", value_parser = values::size)]
    pub max_memory: Option<u64>,
    /// Most text that a file may unpack to [default: 64M, more when --max-bytes is raised]
    #[arg(hide_short_help = true, long, value_name = "SIZE", value_parser = values::size)]
    pub max_text: Option<u64>,
}

/// `--pdf-reader`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PdfReaderName {
    /// The first, then the second.
    Auto,
    /// The first.
    Hayro,
    /// The second.
    PdfExtract,
}

impl From<PdfReaderName> for PdfReader {
    fn from(name: PdfReaderName) -> Self {
        match name {
            PdfReaderName::Auto => Self::Auto,
            PdfReaderName::Hayro => Self::Hayro,
            PdfReaderName::PdfExtract => Self::PdfExtract,
        }
    }
}

/// How skills are found.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Matching")]
pub struct MatchArgs {
    /// Do not count misspellings
    #[arg(hide_short_help = true, long)]
    pub no_fuzzy: bool,
    /// Leave out what is less certain than this
    #[arg(hide_short_help = true, long, value_name = "0..1", default_value = "0.5", value_parser = values::confidence)]
    pub min_confidence: u8,
}

impl From<&MatchArgs> for MatchOptions {
    fn from(args: &MatchArgs) -> Self {
        Self { fuzzy: !args.no_fuzzy, min_confidence: args.min_confidence }
    }
}

/// `--as-of`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Matching")]
pub struct AsOfArg {
    /// Count positions that have not ended up to this month, instead of the newest date in the document
    #[arg(hide_short_help = true, long, value_name = "YYYY-MM")]
    pub as_of: Option<Month>,
}

impl AsOfArg {
    /// The document with "present" read as the month, if one is given.
    pub fn apply(&self, document: Document) -> Document {
        match self.as_of {
            Some(month) => document.as_of(month),
            None => document,
        }
    }
}

/// `--as`.
#[derive(Debug, Clone, Args)]
pub struct KindArg {
    /// Read the file as a resume or as a posting (job description)
    #[arg(long = "as", value_name = "KIND", default_value = "resume", hide_possible_values = true)]
    pub kind: KindName,
}

/// `--stage`.
#[derive(Debug, Clone, Args)]
pub struct StageArg {
    /// Weigh the role for a stage of a career: entry, mid or senior
    #[arg(long, value_name = "STAGE", hide_possible_values = true)]
    pub stage: Option<StageName>,
}

/// The stages of a career.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageName {
    /// The first years.
    Entry,
    /// Independent work.
    Mid,
    /// Guiding others.
    Senior,
}

impl From<Stage> for StageName {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Entry => Self::Entry,
            Stage::Mid => Self::Mid,
            Stage::Senior => Self::Senior,
        }
    }
}

impl From<StageName> for Stage {
    fn from(name: StageName) -> Self {
        match name {
            StageName::Entry => Self::Entry,
            StageName::Mid => Self::Mid,
            StageName::Senior => Self::Senior,
        }
    }
}

/// What a document is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// A resume.
    Resume,
    /// A job description.
    Posting,
}

impl From<KindName> for DocumentKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Resume => Self::Resume,
            KindName::Posting => Self::Posting,
        }
    }
}

/// What of the person goes into the output.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Privacy")]
pub struct PrivacyArgs {
    /// Leave out the lines of the document
    #[arg(long)]
    pub no_snippets: bool,
    /// Leave out path, lines and wording of the document; its content hash stands for it
    #[arg(long)]
    pub anonymous: bool,
}

impl From<&PrivacyArgs> for Privacy {
    fn from(args: &PrivacyArgs) -> Self {
        match (args.anonymous, args.no_snippets) {
            (true, _) => Self::Anonymous,
            (false, true) => Self::NoSnippets,
            (false, false) => Self::Open,
        }
    }
}
