//! What is known about a skill, and where a document might name it.

use crate::document::{Document, Locator, SectionKind};
use crate::matcher::{Found, Matches, Polarity};
use crate::profile::Profile;
use crate::report::{one_line, snippet};
use crate::taxonomy::{AskedAt, Examples, Level, Rule, Skill, SkillIndex, StepSource, Target, Taxonomy};

use super::Weight;

/// How a role asks for a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedFor {
    /// Id of the role.
    pub role: String,
    /// Name of the group through which it is asked for; `None` for the skill itself.
    pub group: Option<String>,
    /// Level.
    pub level: Level,
    /// Points.
    pub weight: u32,
    /// Where the points come from.
    pub weight_from: Weight,
    /// Whether documents name it as commonly missing.
    pub commonly_missing: bool,
}

/// A skill with everything that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillFacts<'t> {
    /// Version of the taxonomy.
    pub taxonomy_version: &'t str,
    /// The skill.
    pub skill: &'t Skill,
    /// Skills that are a kind of it.
    pub narrower: Vec<SkillIndex>,
    /// Skills that show it.
    pub shown_by: Vec<SkillIndex>,
    /// The forms that have an ambiguity rule, with it.
    pub ambiguous: Vec<(&'t str, Rule)>,
    /// Number of evidence phrases.
    pub phrases: usize,
    /// Other surface forms, as written in the taxonomy.
    pub aliases: Vec<String>,
    /// Sentences in which it is found.
    pub examples: Vec<String>,
    /// Sentences in which it is not.
    pub counterexamples: Vec<String>,
    /// The documents that ask for it.
    pub asked: &'t [AskedAt],
    /// The requirements of the role that it meets.
    pub asked_for: Vec<AskedFor>,
    /// Steps that help with it.
    pub steps: Vec<&'t StepSource>,
    /// Where a document might name it.
    pub places: Option<Places>,
}

impl<'t> SkillFacts<'t> {
    /// Puts the facts together.
    pub fn new(index: SkillIndex, profile: &Profile, examples: &[Examples], taxonomy: &'t Taxonomy) -> Self {
        let skill = taxonomy.at(index);
        let related = |to: fn(&Skill) -> &Vec<SkillIndex>| -> Vec<SkillIndex> {
            let all = taxonomy.skills.iter().enumerate();
            all.filter(|(_, other)| to(other).contains(&index)).map(|(at, _)| at as SkillIndex).collect()
        };
        let sentences = examples.iter().find(|example| example.id == skill.id);
        Self {
            taxonomy_version: &taxonomy.version,
            skill,
            narrower: related(|other| &other.broader),
            shown_by: related(|other| &other.evidence_of),
            ambiguous: taxonomy
                .forms
                .iter()
                .filter(|form| form.target == Target::Skill(index))
                .filter_map(|form| Some((form.text, taxonomy.rules.get(form.rule?))))
                .collect(),
            phrases: taxonomy.phrases.iter().filter(|phrase| phrase.needs.skill == index).count(),
            aliases: sentences.map(|example| example.aliases.clone()).unwrap_or_default(),
            examples: sentences.map(|example| example.positive.clone()).unwrap_or_default(),
            counterexamples: sentences.map(|example| example.negative.clone()).unwrap_or_default(),
            asked: &skill.asked,
            asked_for: profile
                .requirements
                .iter()
                .filter(|requirement| requirement.ask.skills().contains(&index))
                .map(|requirement| AskedFor {
                    role: profile.id.clone(),
                    group: match &requirement.ask {
                        crate::profile::Ask::Skill(_) => None,
                        crate::profile::Ask::AnyOf { name, .. } => Some(name.clone()),
                    },
                    level: requirement.level,
                    weight: requirement.weight,
                    weight_from: Weight::of(requirement, profile),
                    commonly_missing: requirement.commonly_missing,
                })
                .collect(),
            steps: taxonomy.steps.iter().filter(|step| step.helps.contains(&skill.id)).collect(),
            places: None,
        }
    }
}

/// A place of a document that might name a skill, with what was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
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
    /// Whether it counts as a mention.
    pub taken: bool,
    /// Why, in one clause.
    pub reason: String,
    /// What the sentence says about the skill.
    pub polarity: Polarity,
    /// Confidence in hundredths.
    pub confidence: u8,
    /// The line around it.
    pub snippet: String,
}

/// All such places of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// The path as given.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The places, in order.
    pub places: Vec<Place>,
}

/// Every place where a document might name a skill. Those that are less certain than `min_confidence` (hundredths) are
/// refused for that.
pub fn places(path: &str, skill: SkillIndex, document: &Document, matches: &Matches, min_confidence: u8) -> Places {
    let candidates = matches.decisions.iter().filter(|decision| decision.target == Target::Skill(skill));
    let places = candidates
        .map(|decision| {
            let certain = decision.confidence >= min_confidence;
            let uncertain = decision.reason.taken() && !certain;
            Place {
                surface: one_line(&document.text()[decision.span.clone()]),
                start: decision.span.start,
                end: decision.span.end,
                locator: document.locator(decision.span.start),
                section: document.section_at(decision.span.start).kind,
                found: decision.found,
                taken: decision.reason.taken() && certain,
                reason: if uncertain {
                    format!("{}, but less certain than --min-confidence", decision.reason.describe())
                } else {
                    decision.reason.describe()
                },
                polarity: decision.polarity,
                confidence: decision.confidence,
                snippet: snippet(document, &decision.span),
            }
        })
        .collect();
    Places { path: path.to_string(), sha256: document.sha256().to_string(), places }
}
