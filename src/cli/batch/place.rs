//! A file that appears whole or not at all: it is written beside its place and then moved there.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use gapcheck::batch::table::TableFormat;

use crate::cli::failure::{Failure, shown};

/// Where an output goes.
pub struct Place {
    /// The path.
    pub path: PathBuf,
    /// Its format, for a table.
    pub format: Option<TableFormat>,
    /// What is written until it is whole. Always the same name, so that a run that was cut off leaves one file at most,
    /// which the next run overwrites.
    beside: PathBuf,
}

impl Place {
    /// Finds out that the file can be written.
    ///
    /// # Errors
    /// When it cannot.
    pub fn new(path: &Path, format: Option<TableFormat>) -> Result<Self, Failure> {
        let failed = |source: io::Error| Failure::NotWritten { path: shown(path), source };
        match std::fs::metadata(path) {
            Ok(about) if about.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            Ok(about) if !about.is_file() => {
                return Err(Failure::Usage(format!("{}: this is a device or a pipe; give a file", shown(path))));
            }
            _ => {}
        }
        // A link stays a link: what it leads to is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?);
        name.push(".part");
        let place = Self { path: path.to_path_buf(), format, beside: target.with_file_name(name) };
        drop(place.begin()?);
        std::fs::remove_file(&place.beside).map_err(failed)?;
        Ok(place)
    }

    /// Begins to write.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn begin(&self) -> Result<File, Failure> {
        File::create(&self.beside).map_err(|source| self.failed(source))
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// When it cannot be brought to the disk, or moved.
    pub fn settle(&self) -> Result<(), Failure> {
        let target = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let settled = File::open(&self.beside).and_then(|file| {
            if let Ok(about) = std::fs::metadata(&target) {
                file.set_permissions(about.permissions())?;
            }
            file.sync_all()?;
            std::fs::rename(&self.beside, &target)
        });
        settled.map_err(|source| self.failed(source))
    }

    /// That it cannot be written.
    pub fn failed(&self, source: io::Error) -> Failure {
        let _ = std::fs::remove_file(&self.beside);
        Failure::NotWritten { path: shown(&self.path), source }
    }
}
