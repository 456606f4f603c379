//! The form of the files in `taxonomy/`, as people write them. See `taxonomy/README.md` for the meaning of each field.

use serde::{Deserialize, Serialize};
use toml::Spanned;

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

/// A place in a document that gives a piece of advice or a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AdvisedAt {
    pub document: String,
    pub heading: String,
    #[serde(default)]
    pub item: Option<u32>,
}

/// A step of `advice.toml`: something to do, what to make, and an example of the line of a resume that would then count,
/// with blanks in square brackets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct StepSource {
    pub id: String,
    pub step: String,
    pub make: String,
    pub shows_as: String,
    pub helps: Vec<String>,
    pub advised_by: Vec<AdvisedAt>,
    /// Codes of the rules of `lint` that pass it on.
    #[serde(default)]
    pub lint: Vec<String>,
    /// Of `helps`, what the step is there for: it is told only where one of these is a gap. Left out: all of them.
    #[serde(default)]
    pub about: Vec<String>,
    /// Ids of credentials whose holder needs no such step.
    #[serde(default)]
    pub needless_with: Vec<String>,
}

/// How a resume stands to a gap that calls for a general step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The user says to have the skill, and the resume does not show it.
    Had,
    /// The skill is listed, and no job or project shows it.
    Listed,
    /// The work shows it through another, and the resume never says the word.
    Implied,
    /// The resume shows something of the same kind, and others than those that are named would do.
    Similar,
    /// It is named only where it may mean something else.
    Unclear,
    /// It is named only in a misspelling.
    Misspelled,
    /// It is shown, and no dates tell for how long.
    Undated,
    /// There is nothing of it, or too little to speak of.
    Missing,
}

/// A general step of `advice.toml`, for all gaps of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GeneralSource {
    pub when: When,
    /// Categories of the skills that it is for; only of what is missing.
    #[serde(default)]
    pub kinds: Vec<Category>,
    pub step: String,
    #[serde(default)]
    pub make: String,
    /// `{skill}` stands for the first skill that it closes, `{other}` for what the resume shows instead.
    pub shows_as: String,
    #[serde(default)]
    pub advised_by: Vec<AdvisedAt>,
}

/// `advice.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AdviceFile {
    #[serde(default)]
    pub step: Vec<Spanned<StepSource>>,
    #[serde(default)]
    pub general: Vec<Spanned<GeneralSource>>,
}

/// An any-of group of a role: one member is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GroupSource {
    pub id: String,
    pub name: String,
    pub any_of: Vec<String>,
    pub why: String,
}

/// A skill that documents name without asking for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ExcludeSource {
    pub skill: String,
    pub why: String,
}

/// What a document says of a skill, or does not say, against what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct FactSource {
    pub skill: String,
    pub document: String,
    pub heading: String,
    /// What the document calls it; left out where it does not ask for it.
    #[serde(default)]
    pub level: Option<Naming>,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub stage: Option<Stage>,
    pub why: String,
}

/// Reviewed changes to a role that was built from documents, each with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Corrections {
    /// Id of the role, where the file stands among those of the taxonomy.
    pub role: Option<String>,
    pub fact: Vec<FactSource>,
    pub group: Vec<GroupSource>,
    pub exclude: Vec<ExcludeSource>,
}

/// A duty that a document names, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Duty {
    pub text: String,
    pub document: String,
    pub heading: String,
}

/// A role that a document says this one can lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CareerStep {
    pub title: String,
    /// `next` on the same track, `transition` to another role.
    pub kind: String,
    #[serde(default)]
    pub what: Option<String>,
    pub document: String,
    pub heading: String,
}

/// Pay that a document gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Salary {
    pub level: String,
    #[serde(default)]
    pub low: Option<u32>,
    #[serde(default)]
    pub high: Option<u32>,
    #[serde(default)]
    pub median: Option<u32>,
    pub currency: String,
    #[serde(default)]
    pub region: Option<String>,
    pub document: String,
    pub heading: String,
}

/// A file of `roles/`: what of a role is not in the skills themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RoleSource {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub documents: Vec<String>,
    #[serde(default)]
    pub group: Vec<GroupSource>,
    #[serde(default)]
    pub exclude: Vec<ExcludeSource>,
    #[serde(default)]
    pub duty: Vec<Duty>,
    #[serde(default)]
    pub career_step: Vec<CareerStep>,
    #[serde(default)]
    pub salary: Vec<Salary>,
}
