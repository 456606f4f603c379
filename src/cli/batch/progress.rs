//! How far a batch is, on standard error; and the wish to break off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gapcheck::batch::{Counts, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Failure;

/// A line on the terminal; nothing in a pipe.
pub struct Meter {
    bar: ProgressBar,
}

impl Meter {
    /// Begins with the search for files.
    pub fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self { bar: ProgressBar::with_draw_target(None, target).with_style(style("{pos} files found")) }
    }

    /// A file was found.
    pub fn found(&self) {
        self.bar.inc(1);
    }

    /// Now the files are read that wait.
    pub fn begin(&self, counts: &Counts) {
        self.bar.reset();
        self.bar.set_length(counts.waiting);
        let known = counts.files.saturating_sub(counts.waiting);
        let known = if known > 0 { format!(", {known} known already") } else { String::new() };
        let line = "{pos} of {len} files, {per_sec}, {msg}, {eta} left";
        self.bar.set_style(style(&format!("{line}{known}")));
        self.bar.set_message("no errors");
    }

    /// So far it is.
    pub fn show(&self, progress: &Progress) {
        // An archive is one file until its members come.
        let more = progress.members.saturating_sub(progress.archives);
        if self.bar.length().is_some_and(|length| progress.done > length.saturating_sub(more)) {
            self.bar.set_length(progress.done.max(self.bar.length().unwrap_or(0)));
        }
        self.bar.set_position(progress.done);
        if progress.failed > 0 {
            self.bar.set_message(format!("{} failed", progress.failed));
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Whether the user wants to break off.
pub struct Interrupted(Arc<AtomicBool>);

impl Interrupted {
    /// Begins to watch for Ctrl-C and the signals that end processes. The second one ends the program at once, which
    /// the journal survives.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn watch() -> Result<Self, Failure> {
        let set = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&set);
        ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        })
        .map_err(|error| Failure::Usage(format!("the system does not let this program watch for Ctrl-C ({error})")))?;
        Ok(Self(set))
    }

    /// Whether that has happened.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
