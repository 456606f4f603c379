//! The report: one immutable value that every output renders. Nothing is computed after it.

mod build;
mod compare;
mod job;
mod mention;
mod warnings;
mod wording;

pub use build::{Prepared, build, build_prepared, credentials, facts, skills, skills_asked};
pub use compare::{Compared, Comparison, SharedGap};
pub use job::{
    BesideRole, Job, JobOptions, JobPart, ReportedExperience, ReportedTerm, build_for_job, build_for_job_prepared,
};
pub(crate) use mention::one_line;
pub use mention::snippet;
pub use warnings::{is_nothing, warnings};
pub use wording::Wording;

use crate::coverage::{self, LevelSum, Relation, Status, Strength, Via};
use crate::document::{Document, Locator, SectionKind, Warning};
use crate::matcher::{Found, Matches, Polarity};
use crate::profile::posting::Proficiency;
use crate::profile::{AskedBy, Years};
use crate::taxonomy::schema::AdvisedAt;
use crate::taxonomy::{Category, CredentialKind, Level, SkillIndex, Taxonomy};
use crate::timeline::{Duration, Month};

/// A document with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path as the user gave it.
    pub path: &'a str,
    /// The document.
    pub document: &'a Document,
    /// Its skills and credentials.
    pub matches: &'a Matches,
}

/// What a document is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// A role.
    Role,
    /// A posting.
    Job,
}

impl TargetKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Job => "job",
        }
    }
}

/// What the document is, without its content.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentFacts {
    /// The path as the user gave it.
    pub path: String,
    /// Format name.
    pub format: &'static str,
    /// Pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Number of words.
    pub words: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// BCP 47 tag of the language that it is written in, `und` when it cannot be told.
    pub language: String,
    /// Sections in order.
    pub sections: Vec<SectionFacts>,
    /// When a position of a resume has not ended: the month that "present" was read as, and whether the user named it
    /// instead of the newest date in the document.
    pub present: Option<(Month, bool)>,
}

/// A section, for orientation.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionFacts {
    /// Its kind.
    pub kind: SectionKind,
    /// Heading as written.
    pub title: String,
    /// Where it begins.
    pub locator: Locator,
}

/// A mention with what a reader needs to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownMention {
    /// The words of the document.
    pub surface: String,
    /// Byte range in the text that `gapcheck text --raw` prints.
    pub start: usize,
    /// End of the range.
    pub end: usize,
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
    /// Whether the words were recognised in a picture.
    pub recognised: bool,
    /// The line around it, shortened.
    pub snippet: String,
}

/// The place that shows a skill through another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The skill that stands there.
    pub by: SkillIndex,
    /// The place.
    pub mention: ShownMention,
}

/// A member of an any-of group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The skill.
    pub skill: SkillIndex,
    /// Credit in hundredths.
    pub credit: u8,
    /// How strongly it is shown.
    pub strength: Strength,
}

/// A requirement with its status and evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedRequirement {
    /// The skill; `None` for a group.
    pub skill: Option<SkillIndex>,
    /// Name of the skill or group.
    pub name: String,
    /// Members of a group, empty for a single skill.
    pub any_of: Vec<Member>,
    /// Whether the taxonomy does not know it: a term of a posting that counts all the same.
    pub unknown: bool,
    /// Level.
    pub level: Level,
    /// Weight in points.
    pub weight: u32,
    /// Credit in hundredths.
    pub credit: u8,
    /// Status that the credit makes.
    pub status: Status,
    /// Whether documents name it as commonly missing.
    pub commonly_missing: bool,
    /// The skill that gives the credit.
    pub by: Option<SkillIndex>,
    /// How strongly it is shown.
    pub strength: Strength,
    /// Whether a misspelling is the only ground.
    pub only_fuzzy: bool,
    /// Whether all that names it may as well mean something else.
    pub unsure: bool,
    /// Whether the user says `--have`.
    pub have: bool,
    /// Who asks.
    pub asked_by: Vec<AskedBy>,
    /// Through which skills it is implied.
    pub via: Vec<Via>,
    /// Years that are asked for.
    pub years_asked: Option<Years>,
    /// How long it was done, when it is shown in positions with dates. A part of the credit only where years are asked
    /// for.
    pub duration: Option<Duration>,
    /// What earned the full credit, where that is a kind or a tool of the skill at work and no mention of its own.
    pub proof: Option<Proof>,
    /// Mentions, the best proof first; of implied ones none.
    pub mentions: Vec<ShownMention>,
}

impl ReportedRequirement {
    /// Whether what gives the credit is not asked for by name, but similar to what is.
    pub fn is_similar(&self) -> bool {
        self.via.iter().any(|via| matches!(via.relation, Relation::SameJob | Relation::SameKind | Relation::Beside))
    }

    /// The place that shows it best.
    pub fn best(&self) -> Option<&ShownMention> {
        self.proof.as_ref().map(|proof| &proof.mention).or(self.mentions.first())
    }
}

/// A skill of the document beside the requirements, or of `gapcheck skills`.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedSkill {
    /// The skill.
    pub skill: SkillIndex,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Category,
    /// How strongly it is shown.
    pub strength: Strength,
    /// Whether all that names it may as well mean something else.
    pub unsure: bool,
    /// In a posting: the level at which it is asked for.
    pub requirement: Option<Level>,
    /// In a posting: the years of practice that it asks for.
    pub years: Option<Years>,
    /// In a posting: how well it is to be known.
    pub proficiency: Option<Proficiency>,
    /// In a posting: the name of the any-of group that it belongs to.
    pub any_of_group: Option<String>,
    /// Beside a posting that does not ask for it: the level at which the documents of a role do.
    pub valued: Option<Level>,
    /// What shows it at work, where that is a kind or a tool of the skill and no mention of its own.
    pub proof: Option<Proof>,
    /// Its mentions, the best proof first.
    pub mentions: Vec<ShownMention>,
    /// Through which skills it is implied.
    pub via: Vec<Via>,
    /// How long it was done, when it is demonstrated in positions with dates.
    pub duration: Option<Duration>,
}

impl ReportedSkill {
    /// The place that shows it best.
    pub fn best(&self) -> Option<&ShownMention> {
        self.proof.as_ref().map(|proof| &proof.mention).or(self.mentions.first())
    }
}

/// A credential that is asked for or found.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedCredential {
    /// Its name.
    pub name: String,
    /// Degree or certificate.
    pub kind: CredentialKind,
    /// How much a posting asks for it.
    pub level: Option<Level>,
    /// Whether the document names it, one of it where any does, or a higher degree.
    pub found: bool,
    /// Whether a posting takes equivalent experience for it.
    pub or_experience: bool,
    /// The one of several, or the higher degree, that does for it.
    pub by: Option<String>,
    /// Where.
    pub locator: Option<Locator>,
}

/// A next step, with the names of what it closes resolved by the renderer.
pub type ReportedStep = coverage::NextStep;

/// What a hypothetical adds (`--what-if`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The skills that would be demonstrated.
    pub skills: Vec<SkillIndex>,
    /// Those of them that add nothing, since they are shown already.
    pub shown_already: Vec<SkillIndex>,
    /// Those of them that add nothing, since nothing asks for them.
    pub not_asked: Vec<SkillIndex>,
    /// Coverage then, in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of the required ones then.
    pub coverage_required: Option<u32>,
}

/// The whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The document.
    pub document: DocumentFacts,
    /// A role, or a posting.
    pub target_kind: TargetKind,
    /// Id of the role, path of the posting.
    pub target_id: String,
    /// Its title.
    pub target_title: String,
    /// Where the profile comes from: `built-in`, or the path of the role file or posting.
    pub target_source: String,
    /// The stage of a career that the role is weighed for.
    pub target_stage: Option<crate::taxonomy::Stage>,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of the required ones.
    pub coverage_required: Option<u32>,
    /// Sums by level.
    pub breakdown: Vec<LevelSum>,
    /// Every requirement, the heaviest gap first within each status.
    pub requirements: Vec<ReportedRequirement>,
    /// Skills that nothing asks for.
    pub other_skills: Vec<ReportedSkill>,
    /// Credentials that the role's documents ask for.
    pub credentials: Vec<ReportedCredential>,
    /// Next steps, the largest gain first.
    pub next_steps: Vec<ReportedStep>,
    /// `--what-if`.
    pub what_if: Option<WhatIf>,
    /// What only a posting has.
    pub job: Option<JobPart>,
    /// Warnings.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// Whether no skill was found at all, so that nobody can tell a gap from a text that was misread: outputs for people
    /// say that first, and give no advice.
    pub fn is_bare(&self) -> bool {
        self.warnings.iter().any(|warning| warning.code == warnings::NO_SKILLS)
    }

    /// The requirements of a status, the heaviest first.
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = &ReportedRequirement> {
        self.requirements.iter().filter(move |requirement| requirement.status == status)
    }

    /// The requirements that documents call commonly missing: those of the target, and those of a role that is given
    /// beside a posting.
    pub fn commonly_missing(&self) -> impl Iterator<Item = &ReportedRequirement> {
        let beside = self.job.iter().filter_map(|job| job.role.as_ref()).flat_map(|role| &role.role_adds);
        self.requirements.iter().chain(beside).filter(|requirement| requirement.commonly_missing)
    }
}

/// What the user says beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// Skills that the person has although the resume does not say so.
    pub have: Vec<SkillIndex>,
    /// Skills to pretend were demonstrated.
    pub what_if: Vec<SkillIndex>,
}

/// The document that advises a step or asks for a skill, as people would cite it.
pub fn cite(taxonomy: &Taxonomy, place: &AdvisedAt) -> String {
    let title = taxonomy.document(&place.document).map_or(place.document.as_str(), |document| document.title.as_str());
    match place.item {
        Some(item) => format!("{title}, {}, {item}", place.heading),
        None => format!("{title}, {}", place.heading),
    }
}
