//! One document against every target of a batch.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::Sketch;
use crate::coverage::{self, Asked, BySkill, Credit, Strength};
use crate::document::{self, Document, DocumentKind, Locator, Reading, SectionKind};
use crate::extract::ReadError;
use crate::matcher::{Found, MatchOptions, Matcher, Matches, Polarity};
use crate::profile::Profile;
use crate::report::{self, TargetKind};
use crate::taxonomy::{SkillIndex, Taxonomy};
use crate::timeline::Month;

/// What every document is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What rows call it: the id of a role, or the path of a posting as the user gave it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// A role or a posting.
    pub kind: TargetKind,
    /// What it asks for.
    pub profile: Profile,
}

impl Target {
    /// The stable name of a requirement: the id of its skill, or those of a group with "/" between.
    pub fn requirement(&self, index: usize, taxonomy: &Taxonomy) -> String {
        let skills = self.profile.requirements[index].ask.skills();
        let ids: Vec<&str> = skills.iter().map(|&skill| taxonomy.at(skill).id.as_str()).collect();
        ids.join("/")
    }

    fn asked(&self, document: &Document, matches: &Matches, evidence: &BySkill, taxonomy: &Taxonomy) -> Asked<'_> {
        match self.kind {
            TargetKind::Role => Asked::from(&self.profile),
            TargetKind::Job => {
                let timeline = document.timeline();
                Asked::of_posting(&self.profile, taxonomy, evidence, &matches.mentions, timeline, &[])
            }
        }
    }
}

/// How documents are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreOptions {
    /// What counts as found.
    pub matching: MatchOptions,
    /// What "present" means, instead of the newest date of each document.
    pub as_of: Option<Month>,
    /// Whether a document that is a posting beyond doubt, or a table, is refused.
    pub refuse_postings: bool,
    /// Whether every mention is kept.
    pub mentions: bool,
}

/// Scores readings. Many threads may share one.
pub struct Scorer<'t> {
    matcher: Matcher<'t>,
    targets: Vec<Target>,
    names: Vec<Names>,
    options: ScoreOptions,
}

/// What rows say of a target again and again.
pub(super) struct Names {
    /// The stable name of each requirement.
    pub requirements: Vec<String>,
    /// Each as people call it.
    pub readable: Vec<String>,
    /// Every skill that is asked for.
    pub asked: BTreeSet<SkillIndex>,
}

/// What a batch keeps of the content of a document: everything of its rows but the path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was read and compared.
    Scored(Scored),
    /// It could not be read, or there is nothing in it to judge.
    Failed(Trouble),
}

impl Outcome {
    /// Whether a later run may come to another one with the same bytes.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, Self::Failed(trouble) if trouble.passing)
    }
}

/// Why a file has no score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Kebab-case code, stable.
    pub code: String,
    /// One sentence with the remedy. Holds nothing of the file's content, and no path.
    pub message: String,
    /// Whether the next run may fare better with the same bytes: time and memory ran out, or a process died.
    pub passing: bool,
}

/// A document that was compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Format that it was read as.
    pub format: document::Format,
    /// Pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Number of words.
    pub words: u64,
    /// BCP 47 tag, `und` when the language cannot be told.
    pub language: String,
    /// Codes of the warnings, each once, in order.
    pub warnings: Vec<String>,
    /// For texts that are nearly the same.
    pub sketch: Sketch,
    /// The skills that it shows, by index, those that are implied included.
    pub skills: Vec<SkillIndex>,
    /// One score for each target, in their order.
    pub scores: Vec<Score>,
    /// Every mention, by place, when they are kept.
    pub mentions: Vec<KeptMention>,
}

/// A document against one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Coverage in thousandths; `None` when nothing is asked.
    pub coverage: Option<u32>,
    /// Coverage of what is required.
    pub required: Option<u32>,
    /// Credit for each requirement, in hundredths, in the order of the profile.
    pub credits: Vec<Credit>,
}

/// A mention as the second table has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptMention {
    /// The skill.
    pub skill: SkillIndex,
    /// The words of the document.
    pub surface: String,
    /// Byte range in the text that `gapcheck text --raw` prints.
    pub start: u64,
    /// End of the range.
    pub end: u64,
    /// Where.
    pub locator: Locator,
    /// Kind of section.
    pub section: SectionKind,
    /// How it was found.
    pub found: Found,
    /// What the sentence says.
    pub polarity: Polarity,
    /// Confidence in hundredths.
    pub confidence: u8,
    /// The line around it, shortened.
    pub snippet: String,
}

impl<'t> Scorer<'t> {
    /// Makes ready to score.
    pub fn new(taxonomy: &'t Taxonomy, targets: Vec<Target>, options: ScoreOptions) -> Self {
        let names = targets.iter().map(|target| Names {
            requirements: (0..target.profile.requirements.len()).map(|at| target.requirement(at, taxonomy)).collect(),
            readable: target.profile.requirements.iter().map(|known| known.name(taxonomy).to_owned()).collect(),
            asked: target.profile.requirements.iter().flat_map(|known| known.ask.skills()).copied().collect(),
        });
        Self { matcher: Matcher::for_many(taxonomy), names: names.collect(), targets, options }
    }

    /// The targets, in the order of the scores.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The same for each target.
    pub(super) fn names(&self) -> &[Names] {
        &self.names
    }

    /// The taxonomy that skills are found with.
    pub fn taxonomy(&self) -> &'t Taxonomy {
        self.matcher.taxonomy()
    }

    /// How documents are understood.
    pub fn options(&self) -> &ScoreOptions {
        &self.options
    }

    /// Whether a file of some extension is no resume by it alone: a table.
    pub(super) fn refuses(&self, extension: Option<&str>) -> bool {
        self.options.refuse_postings && matches!(extension, Some("csv" | "tsv" | "jsonl" | "ndjson"))
    }

    /// Scores what a reader got out of a document.
    pub fn score(&self, reading: Result<Reading, ReadError>) -> Outcome {
        match reading {
            Err(error) => Outcome::Failed(Trouble::from(&error)),
            // A mistake of ours in one document must not end a run over a million.
            Ok(reading) => catch_unwind(AssertUnwindSafe(|| self.understand(reading)))
                .unwrap_or_else(|_| Outcome::Failed(Trouble::internal())),
        }
    }

    fn understand(&self, reading: Reading) -> Outcome {
        let taxonomy = self.taxonomy();
        if !reading.text.chars().any(char::is_alphanumeric) {
            return Outcome::Failed(Trouble::no_words());
        }
        let document = match self.options.refuse_postings {
            true => Document::of_kind(reading, DocumentKind::Resume, &taxonomy.language),
            false => Some(Document::new(reading, DocumentKind::Resume, &taxonomy.language)),
        };
        let Some(mut document) = document else { return Outcome::Failed(Trouble::posting()) };
        if let Some(month) = self.options.as_of {
            document = document.as_of(month);
        }
        let matches = self.matcher.matches(&document, self.options.matching);
        if report::is_nothing(&document, &matches) {
            return Outcome::Failed(Trouble::hardly_a_word());
        }
        let evidence = coverage::evidence(taxonomy, &matches.mentions);
        let scores = self.targets.iter().map(|target| against(target, &document, &matches, &evidence, taxonomy));
        Outcome::Scored(Scored {
            format: document.format(),
            pages: document.pages(),
            words: document.words() as u64,
            language: document.language(&taxonomy.language).to_owned(),
            warnings: warnings(&document, &matches, taxonomy),
            sketch: Sketch::of(document.text()),
            skills: shown(&evidence),
            scores: scores.collect(),
            mentions: if self.options.mentions { kept(&document, &matches) } else { Vec::new() },
        })
    }
}

fn against(target: &Target, document: &Document, matches: &Matches, evidence: &BySkill, taxonomy: &Taxonomy) -> Score {
    let coverage = coverage::assess(&target.asked(document, matches, evidence, taxonomy), evidence);
    Score {
        coverage: coverage.total(),
        required: coverage.required(),
        credits: coverage.assessed.iter().map(|assessed| assessed.credit).collect(),
    }
}

/// The same skills that a report lists beside the requirements.
fn shown(evidence: &BySkill) -> Vec<SkillIndex> {
    let listed = evidence.iter().filter(|(_, entry)| entry.strength >= Strength::Listed);
    listed.map(|(skill, _)| skill).collect()
}

fn warnings(document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for warning in report::warnings(document, &matches.mentions, taxonomy) {
        if !codes.contains(&warning.code) {
            codes.push(warning.code);
        }
    }
    codes
}

fn kept(document: &Document, matches: &Matches) -> Vec<KeptMention> {
    let keep = |mention: &crate::matcher::Mention| KeptMention {
        skill: mention.skill,
        surface: report::one_line(&document.text()[mention.span.clone()]),
        start: mention.span.start as u64,
        end: mention.span.end as u64,
        locator: document.locator(mention.span.start),
        section: mention.section,
        found: mention.found,
        polarity: mention.polarity,
        confidence: mention.confidence,
        snippet: report::snippet(document, &mention.span),
    };
    matches.mentions.iter().map(keep).collect()
}

impl Trouble {
    /// Something of the machine, not of the file: a later run may fare better.
    pub(super) fn passing(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), passing: true }
    }

    /// Something of the file: it stays as long as the bytes do.
    pub(super) fn lasting(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), passing: false }
    }

    fn no_words() -> Self {
        Self::lasting(
            "no-words",
            "there is no word in the file, so there is nothing to judge; give a document with text",
        )
    }

    fn hardly_a_word() -> Self {
        let message = "there are only a few words and no skill in the file, so there is nothing to judge; compare with \
                       what `gapcheck text` reads";
        Self::lasting("hardly-a-word", message)
    }

    fn posting() -> Self {
        let message = "this reads like a posting, not like a resume; --no-kind-check takes it as it is";
        Self::lasting("other-kind", message)
    }

    /// Of a table.
    pub(super) fn table() -> Self {
        let message = "this is a table, not a resume; give the documents that it tells of (--no-kind-check takes it as \
                       it is)";
        Self::lasting("other-kind", message)
    }

    /// Of an archive in an archive.
    pub(super) fn nested() -> Self {
        let message = "an archive in an archive is not opened; unpack the outer one and give the folder";
        Self::lasting("nested-archive", message)
    }

    /// Of a file that no run has come to.
    pub(super) fn unread() -> Self {
        Self::passing("not-read", "the run did not come to this file; give the same command again")
    }

    fn internal() -> Self {
        Self::lasting("internal", "the text was read and could not be compared, which is a defect of this program")
    }
}

impl From<&ReadError> for Trouble {
    fn from(error: &ReadError) -> Self {
        let passing = matches!(
            error,
            ReadError::TimedOut { .. }
                | ReadError::OutOfTime { .. }
                | ReadError::Recognition(_)
                | ReadError::OutOfMemory { .. }
                | ReadError::Crashed { .. }
                | ReadError::NotStarted { .. }
        );
        Self { code: code(error), message: error.to_string(), passing }
    }
}

/// The name of the variant in kebab case: `TooManyPages` is `too-many-pages`.
fn code(error: &ReadError) -> String {
    let name = match serde_json::to_value(error) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(serde_json::Value::Object(fields)) => fields.into_iter().next().map(|(name, _)| name).unwrap_or_default(),
        _ => String::new(),
    };
    let mut code = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.push(letter.to_ascii_lowercase());
    }
    code
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::extract::{Ending, Foreign, ReadError};

    #[test]
    fn codes_are_the_names_of_errors() {
        assert_eq!(code(&ReadError::Empty), "empty");
        assert_eq!(code(&ReadError::TooManyPages { pages: 9, limit: 3 }), "too-many-pages");
        assert_eq!(code(&ReadError::DamagedPdf), "damaged-pdf");
        assert_eq!(code(&ReadError::Crashed { how: Ending::Signal(9) }), "crashed");
        assert_eq!(code(&ReadError::NotReadable { found: Foreign::Zip }), "not-readable");
    }
}
