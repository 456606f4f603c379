//! The wire form of a whole taxonomy (`taxonomy export`).

use serde::Serialize;

use super::convert::ids;
use super::{Tool, VERSION};
use crate::facts::{Recognition, TaxonomyFacts};
use crate::taxonomy::{AskedAt, Context, CredentialKind, Naming, Rule, Taxonomy as Compiled};

/// `gapcheck taxonomy export --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `taxonomy`.
    #[cfg_attr(test, schemars(extend("const" = "taxonomy")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// Skills by id.
    pub skills: Vec<TaxonomySkill>,
    /// Degrees and certificates by id.
    pub credentials: Vec<TaxonomyCredential>,
}

/// A skill of a taxonomy.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomySkill {
    /// Stable id.
    pub id: String,
    /// As people write it.
    pub name: String,
    /// What it is.
    pub category: &'static str,
    /// Whether the name is an employer's, too.
    pub company: bool,
    /// Other names, as written.
    pub aliases: Vec<String>,
    /// Ids of what it is a kind of.
    pub broader: Vec<String>,
    /// Ids of what it shows a capability of.
    pub evidence_of: Vec<String>,
    /// Ids of what does the same job.
    pub alternatives: Vec<String>,
    /// Which documents ask for it, where.
    pub documents: Vec<TaxonomyPlace>,
    /// When an ambiguous name means it.
    pub ambiguous: Vec<TaxonomyRule>,
    /// Evidence phrases.
    pub phrases: Vec<TaxonomyPhrase>,
    /// Sentences in which it is found.
    pub examples: Vec<String>,
    /// Sentences in which it is not.
    pub counterexamples: Vec<String>,
}

/// A degree or certificate of a taxonomy.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomyCredential {
    /// Stable id.
    pub id: String,
    /// As people write it.
    pub name: String,
    /// `degree` or `certificate`.
    pub kind: &'static str,
    /// Level of a degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Other names, as written.
    pub aliases: Vec<String>,
    /// Which documents ask for it, where.
    pub documents: Vec<TaxonomyPlace>,
    /// When an ambiguous name means it.
    pub ambiguous: Vec<TaxonomyRule>,
    /// Sentences in which it is found.
    pub examples: Vec<String>,
    /// Sentences in which it is not.
    pub counterexamples: Vec<String>,
}

/// A place in a document that asks for something.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomyPlace {
    /// Id of the document.
    pub document: String,
    /// Its heading.
    pub heading: String,
    /// What the document calls it.
    pub level: Naming,
}

/// An ambiguity rule; see `taxonomy/README.md`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomyRule {
    /// The folded names that it governs.
    pub surfaces: Vec<String>,
    /// Letter case that counts; empty for any.
    pub spelled: Vec<String>,
    /// Contexts of which one must hold.
    pub needs: Vec<Context>,
    /// Or one of these stands directly before it.
    pub after: Vec<String>,
    /// Or one of these stands directly after it.
    pub before: Vec<String>,
    /// Or one of these is in the sentence.
    pub near: Vec<String>,
    /// Ids of the skills that count as companions; empty for all.
    pub companions: Vec<String>,
    /// Phrases that rule it out.
    pub never: Vec<String>,
}

/// An evidence phrase.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomyPhrase {
    /// Folded words of which one must be in the sentence.
    pub triggers: Vec<String>,
    /// Regular expression over a folded sentence.
    pub pattern: String,
}

impl Taxonomy {
    /// The wire form of a taxonomy.
    pub fn new(facts: &TaxonomyFacts<'_>, taxonomy: &Compiled) -> Self {
        let skills = facts.skills.iter().map(|known| {
            let (skill, Recognition { aliases, rules, examples, counterexamples }) = (known.skill, &known.recognition);
            TaxonomySkill {
                id: skill.id.clone(),
                name: skill.name.clone(),
                category: skill.category.name(),
                company: skill.company,
                aliases: aliases.clone(),
                broader: ids(taxonomy, &skill.broader),
                evidence_of: ids(taxonomy, &skill.evidence_of),
                alternatives: ids(taxonomy, &skill.alternatives),
                documents: places(&skill.asked),
                ambiguous: rules.iter().map(|rule| wire_rule(rule, taxonomy)).collect(),
                phrases: known
                    .phrases
                    .iter()
                    .map(|phrase| TaxonomyPhrase { triggers: phrase.triggers.clone(), pattern: phrase.pattern.clone() })
                    .collect(),
                examples: examples.clone(),
                counterexamples: counterexamples.clone(),
            }
        });
        let credentials = facts.credentials.iter().map(|known| {
            let Recognition { aliases, rules, examples, counterexamples } = &known.recognition;
            let credential = known.credential;
            TaxonomyCredential {
                id: credential.id.clone(),
                name: credential.name.clone(),
                kind: match credential.kind {
                    CredentialKind::Degree => "degree",
                    CredentialKind::Certificate => "certificate",
                },
                level: credential.level.clone(),
                aliases: aliases.clone(),
                documents: places(&credential.asked),
                ambiguous: rules.iter().map(|rule| wire_rule(rule, taxonomy)).collect(),
                examples: examples.clone(),
                counterexamples: counterexamples.clone(),
            }
        });
        Self {
            schema_version: VERSION,
            kind: "taxonomy",
            tool: Tool::new(facts.version),
            skills: skills.collect(),
            credentials: credentials.collect(),
        }
    }
}

fn places(asked: &[AskedAt]) -> Vec<TaxonomyPlace> {
    let place =
        |at: &AskedAt| TaxonomyPlace { document: at.document.clone(), heading: at.heading.clone(), level: at.level };
    asked.iter().map(place).collect()
}

fn wire_rule((surfaces, rule): &(Vec<String>, Rule), taxonomy: &Compiled) -> TaxonomyRule {
    TaxonomyRule {
        surfaces: surfaces.clone(),
        spelled: rule.spelled.clone(),
        needs: rule.needs.clone(),
        after: rule.after.clone(),
        before: rule.before.clone(),
        near: rule.near.clone(),
        companions: ids(taxonomy, &rule.companions),
        never: rule.never.clone(),
    }
}
