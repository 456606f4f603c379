//! All skills and credentials, each with what the compiled form keeps elsewhere.

use std::collections::{BTreeMap, HashMap};

use crate::taxonomy::{Credential, Examples, Phrase, Rule, Skill, SkillIndex, Target, Taxonomy};

/// A taxonomy, put together by entry.
#[derive(Debug, Clone, PartialEq)]
pub struct TaxonomyFacts<'t> {
    /// Version of its contents.
    pub version: &'t str,
    /// Skills by id.
    pub skills: Vec<KnownSkill<'t>>,
    /// Credentials by id.
    pub credentials: Vec<KnownCredential<'t>>,
}

/// How the names of an entry are recognised.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recognition {
    /// Other names, as written.
    pub aliases: Vec<String>,
    /// Ambiguity rules with the folded names that each governs.
    pub rules: Vec<(Vec<String>, Rule)>,
    /// Sentences in which it is found.
    pub examples: Vec<String>,
    /// Sentences in which it is not.
    pub counterexamples: Vec<String>,
}

/// A skill.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownSkill<'t> {
    /// The skill.
    pub skill: &'t Skill,
    /// Its names.
    pub recognition: Recognition,
    /// Its evidence phrases.
    pub phrases: Vec<Phrase>,
}

/// A credential.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownCredential<'t> {
    /// The credential.
    pub credential: &'t Credential,
    /// Its names.
    pub recognition: Recognition,
}

impl<'t> TaxonomyFacts<'t> {
    /// Puts the facts together.
    pub fn new(taxonomy: &'t Taxonomy, examples: &[Examples]) -> Self {
        let mut rules = rules(taxonomy);
        let by_id: HashMap<&str, &Examples> =
            examples.iter().map(|examples| (examples.id.as_str(), examples)).collect();
        let mut recognition = |target: Target, id: &str| {
            let own = by_id.get(id);
            Recognition {
                aliases: own.map(|own| own.aliases.clone()).unwrap_or_default(),
                rules: rules.remove(&target).unwrap_or_default(),
                examples: own.map(|own| own.positive.clone()).unwrap_or_default(),
                counterexamples: own.map(|own| own.negative.clone()).unwrap_or_default(),
            }
        };
        let mut phrases: HashMap<SkillIndex, Vec<Phrase>> = HashMap::new();
        for phrase in taxonomy.phrases.iter() {
            phrases.entry(phrase.needs.skill).or_default().push(phrase);
        }
        let mut skills: Vec<KnownSkill<'t>> = (0..)
            .zip(taxonomy.skills.iter())
            .map(|(index, skill)| KnownSkill {
                skill,
                recognition: recognition(Target::Skill(index), &skill.id),
                phrases: phrases.remove(&index).unwrap_or_default(),
            })
            .collect();
        skills.sort_by(|a, b| a.skill.id.cmp(&b.skill.id));
        let mut credentials: Vec<KnownCredential<'t>> = (0..)
            .zip(&taxonomy.credentials)
            .map(|(index, credential)| KnownCredential {
                credential,
                recognition: recognition(Target::Credential(index), &credential.id),
            })
            .collect();
        credentials.sort_by(|a, b| a.credential.id.cmp(&b.credential.id));
        Self { version: &taxonomy.version, skills, credentials }
    }
}

/// The rules of each entry, with the names that each governs.
fn rules(taxonomy: &Taxonomy) -> HashMap<Target, Vec<(Vec<String>, Rule)>> {
    let mut surfaces: BTreeMap<u32, (Target, Vec<String>)> = BTreeMap::new();
    for form in taxonomy.forms.iter() {
        if let Some(rule) = form.rule {
            surfaces.entry(rule).or_insert((form.target, Vec::new())).1.push(form.text.to_string());
        }
    }
    let mut rules: HashMap<Target, Vec<_>> = HashMap::new();
    for (number, (target, surfaces)) in surfaces {
        rules.entry(target).or_default().push((surfaces, taxonomy.rules.get(number)));
    }
    rules
}
