//! A document on its way from a path to its matches.

use gapcheck::document::{self, Document, DocumentKind};
use gapcheck::matcher::{Matcher, Matches};
use gapcheck::report::Source;
use gapcheck::taxonomy::Taxonomy;

use super::Failure;
use super::input::{self, Pending};
use super::options::{AsOfArg, MatchArgs};

/// A document with what was found in it.
pub struct Subject {
    path: String,
    document: Document,
    matches: Matches,
}

/// How documents are understood.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Finds the skills.
    pub matcher: &'a Matcher<'a>,
    /// What counts as found.
    pub matching: &'a MatchArgs,
    /// What "present" means.
    pub time: &'a AsOfArg,
    /// Whether a posting that is given as a resume, or the other way round, is refused.
    pub strict: bool,
}

impl Reading<'_> {
    /// Waits for a document, and finds its sections and skills.
    ///
    /// # Errors
    /// What is wrong with the document; that it has no words; that it is of the other kind beyond doubt.
    pub fn read(&self, mut pending: Pending, kind: DocumentKind) -> Result<Subject, Failure> {
        let reading = pending.finish()?;
        self.understand(pending.path(), reading, kind)
    }

    /// Finds the sections and skills of what was read.
    ///
    /// # Errors
    /// That it has no words; that it is of the other kind beyond doubt.
    pub fn understand(&self, path: &str, reading: document::Reading, kind: DocumentKind) -> Result<Subject, Failure> {
        let language = &self.matcher.taxonomy().language;
        let reading = input::with_words(reading, path)?;
        let document = match self.strict {
            true => Document::of_kind(reading, kind, language),
            false => Some(Document::new(reading, kind, language)),
        };
        let other = || Failure::OtherKind { path: path.to_string(), wanted: kind };
        let document = self.time.apply(document.ok_or_else(other)?);
        let matches = self.matcher.matches(&document, self.matching.into());
        Ok(Subject { path: path.to_string(), document, matches })
    }

    /// The taxonomy that skills are found with.
    pub fn taxonomy(&self) -> &Taxonomy {
        self.matcher.taxonomy()
    }
}

impl Subject {
    /// The path as the user gave it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What was found in it.
    pub fn matches(&self) -> &Matches {
        &self.matches
    }

    /// All of it, for the report.
    pub fn source(&self) -> Source<'_> {
        Source { path: &self.path, document: &self.document, matches: &self.matches }
    }
}
