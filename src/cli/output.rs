//! Where output goes: known to be writable before the work starts, written whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};

use super::failure::{Failure, shown};
use super::options::{Color, Common, FullFormatName};

/// An output that is known to be writable.
pub struct Output {
    target: Target,
    color: Color,
}

enum Target {
    Standard,
    /// A device or pipe, which cannot be replaced.
    Stream(PathBuf, File),
    /// A file: the text goes to a neighbour, which takes its place when it is complete.
    File(Replacement),
}

impl Output {
    /// Opens what `--output` names, or standard output.
    ///
    /// # Errors
    /// When it cannot be written, before any work was done.
    pub fn open(common: &Common) -> Result<Self, Failure> {
        Self::to(common.output.as_deref(), common.color)
    }

    fn to(path: Option<&Path>, color: Color) -> Result<Self, Failure> {
        let target = match path {
            None => Target::Standard,
            Some(path) if path.as_os_str() == "-" => Target::Standard,
            Some(path) => {
                let failed = |source| Failure::NotWritten { path: shown(path), source };
                match std::fs::metadata(path) {
                    Ok(about) if about.is_dir() => {
                        return Err(failed(std::io::Error::from(std::io::ErrorKind::IsADirectory)));
                    }
                    Ok(about) if !about.is_file() => {
                        Target::Stream(path.to_path_buf(), OpenOptions::new().write(true).open(path).map_err(failed)?)
                    }
                    _ => Target::File(Replacement::new(path).map_err(failed)?),
                }
            }
        };
        Ok(Self { target, color })
    }

    /// Whether somebody looks at it.
    pub fn is_terminal(&self) -> bool {
        matches!(self.target, Target::Standard) && std::io::stdout().is_terminal()
    }

    /// Writes text as it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn plain(self, text: &str) -> Result<(), Failure> {
        match self.target {
            Target::Standard => standard(text.as_bytes()),
            target => finish(target, text.as_bytes()),
        }
    }

    /// Writes text with styles, which are taken out where they do not belong.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn styled(self, text: &str) -> Result<(), Failure> {
        let strip = || anstream::adapter::strip_str(text).to_string();
        match (self.target, self.color) {
            (Target::Standard, color) => {
                let choice = match color {
                    Color::Auto => AutoStream::choice(&std::io::stdout()),
                    Color::Always => ColorChoice::Always,
                    Color::Never => ColorChoice::Never,
                };
                if choice == ColorChoice::Never {
                    // In one piece: a stream that strips writes every piece between two styles by itself, and wakes
                    // whoever reads the pipe as often.
                    return standard(strip().as_bytes());
                }
                let mut out = AutoStream::new(std::io::stdout(), choice).lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(to_standard)
            }
            (target, Color::Always) => finish(target, text.as_bytes()),
            (target, _) => finish(target, strip().as_bytes()),
        }
    }
}

/// A file that a command writes beside its output.
///
/// # Errors
/// When it cannot be written.
pub fn to_file(path: &Path, common: &Common) -> Result<Output, Failure> {
    Output::to(Some(path), common.color)
}

/// `--also`: a format and the file that it goes to.
#[derive(Debug, Clone)]
pub struct Also {
    /// The format.
    pub format: FullFormatName,
    /// The file.
    pub path: PathBuf,
}

impl Also {
    /// Opens the file.
    ///
    /// # Errors
    /// When it cannot be written, before any work was done.
    pub fn open(&self, common: &Common) -> Result<Output, Failure> {
        to_file(&self.path, common)
    }
}

/// Reads the value of `--also`.
pub fn also(text: &str) -> Result<Also, String> {
    let wrong = || "give a format and a file, such as sarif=gapcheck.sarif".to_string();
    let (format, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or_else(wrong)?;
    let format = <FullFormatName as clap::ValueEnum>::from_str(format, false).map_err(|_| wrong())?;
    Ok(Also { format, path: PathBuf::from(path) })
}

fn to_standard(source: std::io::Error) -> Failure {
    Failure::NotWritten { path: "standard output".to_string(), source }
}

fn standard(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(to_standard)
}

fn finish(target: Target, bytes: &[u8]) -> Result<(), Failure> {
    match target {
        Target::Standard => standard(bytes),
        Target::Stream(path, mut file) => file
            .write_all(bytes)
            .and_then(|()| file.flush())
            .map_err(|source| Failure::NotWritten { path: shown(&path), source }),
        Target::File(replacement) => {
            let path = shown(&replacement.path);
            replacement.finish(bytes).map_err(|source| Failure::NotWritten { path, source })
        }
    }
}

/// A file that is written beside the one that is wanted and then takes its place.
struct Replacement {
    path: PathBuf,
    beside: PathBuf,
}

impl Replacement {
    /// Finds out that the file can be written, and leaves nothing behind, so that an interruption does not either.
    fn new(path: &Path) -> std::io::Result<Self> {
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if std::fs::metadata(&path).is_ok_and(|about| about.permissions().readonly()) {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?);
        name.push(format!(".{}.tmp", std::process::id()));
        let replacement = Self { beside: path.with_file_name(name), path };
        drop(replacement.create()?);
        std::fs::remove_file(&replacement.beside)?;
        Ok(replacement)
    }

    fn create(&self) -> std::io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(&self.beside)
    }

    fn finish(&self, bytes: &[u8]) -> std::io::Result<()> {
        let file = self.create()?;
        let done = self.replace(file, bytes);
        if done.is_err() {
            let _ = std::fs::remove_file(&self.beside);
        }
        done
    }

    fn replace(&self, mut file: File, bytes: &[u8]) -> std::io::Result<()> {
        if let Ok(about) = std::fs::metadata(&self.path) {
            file.set_permissions(about.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&self.beside, &self.path)
    }
}
