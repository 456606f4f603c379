//! What `gapcheck batch` takes.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gapcheck::batch::table::TableFormat;

use crate::cli::failure::{Failure, shown};
use crate::cli::options::{AsOfArg, MatchArgs, PrivacyArgs, ReadArgs, StageArg, TaxonomyArg};
use crate::cli::values;

/// What `gapcheck batch` takes.
#[derive(Debug, Clone, Args)]
pub struct BatchArgs {
    /// Files, folders, ZIP and tar archives, patterns in quotes
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// Read paths from a list, "-" for standard input: one to a line, or between NUL bytes
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Role to compare with: an id of `role list`, or a role file [default: machine-learning-engineer]
    #[arg(long, value_name = "ID|FILE")]
    pub role: Option<String>,
    /// Posting to compare with instead, or a folder of postings; may be given again
    #[arg(long, value_name = "FILE|DIR")]
    pub job: Vec<PathBuf>,
    #[command(flatten)]
    pub stage: StageArg,
    /// csv, jsonl or parquet [default: what the output is called]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<TableName>,
    /// Write every mention of a skill to a table of its own
    #[arg(long, value_name = "FILE")]
    pub mentions: Option<PathBuf>,
    /// Write what the files have in common: FILE.json or FILE.md
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Show so many of the best covered files
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Files that are read at the same time [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = values::at_least_one)]
    pub jobs: Option<NonZeroUsize>,
    /// Exit with 3 only when more files than this could not be read: 5, or 1%
    #[arg(long, value_name = "N|N%", default_value = "0", value_parser = allowed)]
    pub allow_errors: Allowed,
    /// Forget what is known from earlier runs
    #[arg(long)]
    pub fresh: bool,
    /// Leave out what .gitignore and .ignore name
    #[arg(long)]
    pub ignore_files: bool,
    /// Score files, too, that are postings rather than resumes
    #[arg(long, hide_short_help = true, help_heading = "Reading")]
    pub no_kind_check: bool,
    #[command(flatten)]
    pub taxonomy: TaxonomyArg,
    #[command(flatten)]
    pub matching: MatchArgs,
    #[command(flatten)]
    pub time: AsOfArg,
    #[command(flatten)]
    pub privacy: PrivacyArgs,
    #[command(flatten)]
    pub reading: ReadArgs,
}

/// The formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableName {
    /// Comma-separated values.
    Csv,
    /// JSON lines.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

impl TableName {
    fn format(self) -> Result<TableFormat, Failure> {
        match self {
            Self::Csv => Ok(TableFormat::Csv),
            Self::Jsonl => Ok(TableFormat::Jsonl),
            #[cfg(feature = "parquet")]
            Self::Parquet => Ok(TableFormat::Parquet),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => {
                Err(Failure::Usage("this program was built without Parquet; write to .csv or .jsonl".into()))
            }
        }
    }
}

impl BatchArgs {
    /// The format of a table: as given, else as the file is called.
    ///
    /// # Errors
    /// When neither tells.
    pub fn format_of(&self, path: &Path) -> Result<TableFormat, Failure> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let named = match extension.as_str() {
            "csv" => Some(TableName::Csv),
            "jsonl" | "ndjson" => Some(TableName::Jsonl),
            "parquet" => Some(TableName::Parquet),
            _ => None,
        };
        let unknown = || {
            let path = shown(path);
            Failure::Usage(format!("{path}: which format? End the name in .csv, .jsonl or .parquet, or give --format"))
        };
        self.format.or(named).ok_or_else(unknown)?.format()
    }

    /// How many files are read at the same time.
    pub fn workers(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// `--allow-errors`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// So many files.
    Files(u64),
    /// So many thousandths of the files.
    Share(u64),
}

impl Allowed {
    /// Whether so many errors among so many files are few enough.
    pub fn passes(self, errors: u64, files: u64) -> bool {
        match self {
            Self::Files(most) => errors <= most,
            Self::Share(thousandths) => errors.saturating_mul(1000) <= files.saturating_mul(thousandths),
        }
    }
}

fn allowed(text: &str) -> Result<Allowed, String> {
    let wrong = || "give a number of files, or a percentage such as 1%".to_owned();
    match text.trim().ends_with('%') {
        true => values::share(text).map(|thousandths| Allowed::Share(u64::from(thousandths))).map_err(|_| wrong()),
        false => text.trim().parse().map(Allowed::Files).map_err(|_| wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, allowed};

    #[test]
    fn errors_are_allowed_by_number_or_share() {
        assert_eq!(allowed("5"), Ok(Allowed::Files(5)));
        assert_eq!(allowed("1.5%"), Ok(Allowed::Share(15)));
        assert!(allowed("-1").is_err() && allowed("many").is_err() && allowed("101%").is_err());
        assert!(Allowed::Share(10).passes(2, 200) && !Allowed::Share(10).passes(3, 200));
        assert!(Allowed::Files(0).passes(0, 0) && !Allowed::Files(0).passes(1, 9));
    }
}
