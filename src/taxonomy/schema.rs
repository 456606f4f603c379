//! The form of the files in `taxonomy/`, as people write them. See `taxonomy/README.md` for the meaning of each field.

mod advice;
mod role;

use serde::{Deserialize, Serialize};
use toml::Spanned;

pub use advice::*;
pub use role::*;

/// What a skill is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Category {
    Language,
    Framework,
    Library,
    Tool,
    Platform,
    Service,
    Database,
    OperatingSystem,
    Hardware,
    Format,
    Protocol,
    Method,
    Concept,
    Mathematics,
    Practice,
    Domain,
    Soft,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 17] = [
        Self::Language,
        Self::Framework,
        Self::Library,
        Self::Tool,
        Self::Platform,
        Self::Service,
        Self::Database,
        Self::OperatingSystem,
        Self::Hardware,
        Self::Format,
        Self::Protocol,
        Self::Method,
        Self::Concept,
        Self::Mathematics,
        Self::Practice,
        Self::Domain,
        Self::Soft,
    ];

    /// The category with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    /// The name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Framework => "framework",
            Self::Library => "library",
            Self::Tool => "tool",
            Self::Platform => "platform",
            Self::Service => "service",
            Self::Database => "database",
            Self::OperatingSystem => "operating-system",
            Self::Hardware => "hardware",
            Self::Format => "format",
            Self::Protocol => "protocol",
            Self::Method => "method",
            Self::Concept => "concept",
            Self::Mathematics => "mathematics",
            Self::Practice => "practice",
            Self::Domain => "domain",
            Self::Soft => "soft",
        }
    }

    /// Whether a skill of this kind is evidence that its neighbours in a sentence or list are technical, too.
    pub fn is_technical(self) -> bool {
        !matches!(self, Self::Soft | Self::Domain)
    }

    /// Whether it names a product, a language or the like, rather than an idea.
    pub fn is_named_thing(self) -> bool {
        matches!(
            self,
            Self::Language
                | Self::Framework
                | Self::Library
                | Self::Tool
                | Self::Platform
                | Self::Service
                | Self::Database
                | Self::OperatingSystem
        )
    }
}

/// What a document calls a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Naming {
    TopSkill,
    KeySkill,
    Required,
    MustHave,
    Preferred,
    Tool,
    Table,
    Responsibility,
    OftenMissing,
    Mentioned,
}

/// How much a requirement is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Level {
    Required,
    Preferred,
    Mentioned,
}

impl Level {
    /// All levels, the strongest first.
    pub const ALL: [Self; 3] = [Self::Required, Self::Preferred, Self::Mentioned];

    /// The name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Preferred => "preferred",
            Self::Mentioned => "mentioned",
        }
    }

    /// The points that one document gives by asking at this level; see `docs/weights.md`.
    pub fn points(self) -> u32 {
        match self {
            Self::Required => 3,
            Self::Preferred => 2,
            Self::Mentioned => 1,
        }
    }
}

impl Naming {
    /// All namings, those of required skills first.
    pub const ALL: [Self; 10] = [
        Self::TopSkill,
        Self::KeySkill,
        Self::Required,
        Self::MustHave,
        Self::Preferred,
        Self::Tool,
        Self::Table,
        Self::Responsibility,
        Self::OftenMissing,
        Self::Mentioned,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::TopSkill => "top-skill",
            Self::KeySkill => "key-skill",
            Self::Required => "required",
            Self::MustHave => "must-have",
            Self::Preferred => "preferred",
            Self::Tool => "tool",
            Self::Table => "table",
            Self::Responsibility => "responsibility",
            Self::OftenMissing => "often-missing",
            Self::Mentioned => "mentioned",
        }
    }

    /// What people read after "the document calls it".
    pub fn describe(self) -> &'static str {
        match self {
            Self::TopSkill => "top skill",
            Self::KeySkill => "key skill",
            Self::Required => "required",
            Self::MustHave => "must-have",
            Self::Preferred => "preferred",
            Self::Tool => "tool",
            Self::Table => "in a list of skills",
            Self::Responsibility => "part of a duty",
            Self::OftenMissing => "often missing",
            Self::Mentioned => "mentioned",
        }
    }

    /// The level of the requirement that this wording makes.
    pub fn level(self) -> Level {
        match self {
            Self::TopSkill | Self::KeySkill | Self::Required | Self::MustHave => Level::Required,
            Self::Preferred | Self::Tool | Self::Table | Self::Responsibility | Self::OftenMissing => Level::Preferred,
            Self::Mentioned => Level::Mentioned,
        }
    }
}

/// A stage of a career, as far as documents tell what each needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Stage {
    Entry,
    Mid,
    Senior,
}

impl Stage {
    /// All stages, the first one first.
    pub const ALL: [Self; 3] = [Self::Entry, Self::Mid, Self::Senior];

    /// The name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Mid => "mid",
            Self::Senior => "senior",
        }
    }
}

/// A place in a document that asks for a skill or a credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedAt {
    /// Id of the document.
    pub document: String,
    /// Its heading, as written there.
    pub heading: String,
    /// What the document calls it.
    pub level: Naming,
    /// Its line in the document, from 1.
    #[serde(default)]
    pub line: Option<u32>,
    /// The stage of a career that needs it, where the document says so.
    #[serde(default)]
    pub stage: Option<Stage>,
}

/// A surrounding that makes an ambiguous name a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Context {
    List,
    SkillsSection,
    Companion,
    Cue,
}

/// When an ambiguous name means the skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Ambiguous {
    pub surfaces: Vec<String>,
    #[serde(default)]
    pub spelled: Vec<String>,
    #[serde(default)]
    pub needs: Vec<Context>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub companions: Vec<String>,
    #[serde(default)]
    pub never: Vec<String>,
}

/// A pattern that shows a capability which people rarely name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PhraseSource {
    pub triggers: Vec<String>,
    pub pattern: String,
}

/// What is done to what, where that shows the skill: "validated the incoming data", "data was validated", "validation of
/// data". Words may hold alternatives: "validat{e|es|ed|ing|ion}".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ActionSource {
    pub acts: Vec<String>,
    pub objects: Vec<String>,
    /// Words between the two that make it something else ("the building code").
    #[serde(default)]
    pub without: Vec<String>,
    /// Words of which one must be in the sentence.
    #[serde(default)]
    pub near: Vec<String>,
}

/// An entry of `skills/*.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SkillSource {
    pub id: Spanned<String>,
    pub name: String,
    pub category: Category,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub broader: Vec<Spanned<String>>,
    #[serde(default)]
    pub evidence_of: Vec<Spanned<String>>,
    #[serde(default)]
    pub alternatives: Vec<Spanned<String>>,
    /// The name is an employer's, too: lines that name employers do not count.
    #[serde(default)]
    pub company: bool,
    #[serde(default)]
    pub documents: Vec<Spanned<AskedAt>>,
    #[serde(default)]
    pub ambiguous: Vec<Spanned<Ambiguous>>,
    #[serde(default)]
    pub phrase: Vec<Spanned<PhraseSource>>,
    #[serde(default)]
    pub action: Vec<Spanned<ActionSource>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}

/// A file of `skills/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SkillFile {
    #[serde(default)]
    pub skill: Vec<SkillSource>,
}

/// A degree or a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum CredentialKind {
    Degree,
    Certificate,
}

/// An entry of `credentials.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CredentialSource {
    pub id: Spanned<String>,
    pub name: String,
    pub kind: CredentialKind,
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub documents: Vec<Spanned<AskedAt>>,
    #[serde(default)]
    pub ambiguous: Vec<Spanned<Ambiguous>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}

/// `credentials.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CredentialFile {
    #[serde(default)]
    pub credential: Vec<CredentialSource>,
}

/// An entry of `documents.toml`: something that the taxonomy was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SourceDocument {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub file: String,
    pub sha256: String,
    pub headings: Vec<String>,
}

/// `documents.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct DocumentFile {
    pub document: Vec<SourceDocument>,
}
