//! A posting read into the same form as a role profile.
//!
//! `docs/postings.md` tells how: the text is cut into sentences (`text`), cues in them give each name a level
//! (`level`), lists make groups (`list`, `groups`), years and what else is asked for is found in the same
//! sentences (`years`, `conditions`, `unknown`), and all places of a skill or group make one requirement
//! (`requirements`) with its `weight`.

mod conditions;
mod credentials;
mod cues;
mod employer;
mod groups;
mod level;
mod list;
mod requirements;
mod text;
mod title;
mod unknown;
mod weight;
mod years;

use std::collections::BTreeSet;

use super::{Profile, Years};
use crate::document::{Document, Locator};
use crate::matcher::Matches;
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// What a posting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Skills and groups of skills; its only document is the posting.
    pub profile: Profile,
    /// Every skill that it names without denying it, by index, with what it asks of it. One that stands only in what
    /// the employer says about itself has no level and is no requirement.
    pub skills: Vec<AskedSkill>,
    /// Any-of groups, by place: also those that whoever meets a skill that is asked for by itself has met, and that are
    /// no requirement of their own.
    pub groups: Vec<AskedGroup>,
    /// Years of experience that belong to no skill, by place.
    pub experience: Vec<Experience>,
    /// Degrees and certificates, never a part of coverage.
    pub credentials: Vec<AskedCredential>,
    /// Spoken languages, work permits and the like, never a part of coverage.
    pub conditions: Vec<Condition>,
    /// What it asks for by names that the taxonomy does not know.
    pub unknown: Vec<UnknownTerm>,
}

/// What a posting asks of a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedSkill {
    /// The skill.
    pub skill: SkillIndex,
    /// How much it is asked for.
    pub level: Option<Level>,
    /// Years of practice, where stated.
    pub years: Option<Years>,
    /// How well it is to be known, where stated.
    pub proficiency: Option<Proficiency>,
    /// The name of the any-of group that it belongs to.
    pub group: Option<String>,
}

/// Skills of which a posting asks for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedGroup {
    /// As it reads after "needs": "AWS, GCP or Azure", "CI/CD (Jenkins, CircleCI or similar)".
    pub name: String,
    /// Its members, sorted.
    pub skills: Vec<SkillIndex>,
    /// What they are examples of, where the posting names that, too. It is enough as well.
    pub concept: Option<SkillIndex>,
    /// How much it is asked for.
    pub level: Level,
    /// Whether something similar would do: the list ends in "or similar", or begins with "such as".
    pub open: bool,
    /// Where.
    pub locator: Locator,
}

/// How well something is to be known, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proficiency {
    /// "Expert", "deep", "extensive".
    Expert,
    /// "Strong", "advanced", "proficient".
    Advanced,
    /// "Hands-on", "good", "working knowledge".
    Working,
    /// "Basic", "familiarity", "exposure".
    Basic,
}

impl Proficiency {
    /// All of them, the strongest first.
    pub const ALL: [Self; 4] = [Self::Expert, Self::Advanced, Self::Working, Self::Basic];

    /// The name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Expert => "expert",
            Self::Advanced => "advanced",
            Self::Working => "working",
            Self::Basic => "basic",
        }
    }
}

/// Years of experience that a posting asks for without naming a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experience {
    /// How many.
    pub years: Years,
    /// How much.
    pub level: Level,
    /// Where.
    pub locator: Locator,
}

/// A degree or certificate that a posting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCredential {
    /// Any one of these does: indices into [`Taxonomy::credentials`], degrees from the lowest on. Of degrees a higher one
    /// does, too. Empty where a degree is asked for and none is named: then any does.
    pub any_of: Vec<u32>,
    /// How much.
    pub level: Level,
    /// Whether equivalent experience would do.
    pub or_experience: bool,
    /// Where.
    pub locator: Locator,
}

impl AskedCredential {
    /// As it reads after "needs": "Bachelor's or Master's degree".
    pub fn name(&self, taxonomy: &Taxonomy) -> String {
        let name = |index: &u32| taxonomy.credentials[*index as usize].name.as_str();
        let mut names: Vec<&str> = self.any_of.iter().map(name).collect();
        let Some(last) = names.pop() else { return "Degree of any level".to_string() };
        if names.is_empty() {
            return last.to_string();
        }
        // The noun that all of them end with is said once.
        let noun = last.rfind(' ').map_or("", |at| &last[at..]);
        if names.iter().all(|name| name.ends_with(noun)) {
            names.iter_mut().for_each(|name| *name = &name[..name.len() - noun.len()]);
        }
        format!("{} or {last}", names.join(", "))
    }
}

/// Something that a posting asks for which is neither a skill nor a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The words of the posting.
    pub text: String,
    /// What it is about: `spoken-language`, `work-permit`, ….
    pub kind: String,
    /// How much it is asked for: required or preferred.
    pub level: Level,
    /// Where.
    pub locator: Locator,
}

/// A term that a posting asks for and the taxonomy does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// As the posting writes it.
    pub term: String,
    /// How much it is asked for.
    pub level: Level,
    /// Where.
    pub locator: Locator,
}

impl UnknownTerm {
    /// What it would weigh, if it counted: as a skill that is asked for once, without emphasis.
    pub fn weight(&self) -> u32 {
        weight::weight(weight::Said { level: self.level, emphasised: false, sentences: 1 })
    }
}

/// Reads what a posting asks for.
pub fn read(path: &str, document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Posting {
    let text = text::Text::new(document, matches, &taxonomy.language);
    let employer = employer::names(document, &taxonomy.language);
    let groups = groups::find(&text, matches, taxonomy);
    let years = years::find(&text);
    let reader = requirements::Reader {
        path,
        text: &text,
        matches,
        taxonomy,
        groups: &groups,
        years: &years,
        employer: &employer,
    };
    let (mut requirements, skills, groups) = reader.read();
    super::sort(&mut requirements, taxonomy);
    let profile = Profile {
        id: path.to_string(),
        title: title::words(&text).unwrap_or_else(|| path.to_string()),
        documents: vec![path.to_string()],
        stage: None,
        requirements,
    };
    let (conditions, taken) = conditions::find(&text);
    let (credentials, instead) =
        credentials::Reader { text: &text, matches, taxonomy, years: &years, taken: &taken }.read();
    Posting {
        profile,
        skills,
        groups,
        experience: experience(&text, &years, &instead),
        credentials,
        conditions,
        unknown: unknown::find(&text, matches, taxonomy, &employer),
    }
}

/// The any-of groups of a document that asks for skills, as indices of its mentions.
pub(super) fn any_of_groups(document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Vec<Vec<usize>> {
    let text = text::Text::new(document, matches, &taxonomy.language);
    let groups = groups::find(&text, matches, taxonomy).all.into_iter().map(|group| group.mentions);
    groups.filter(|members| members.len() > 1).collect()
}

/// Years that belong to no skill and stand for no degree.
fn experience(text: &text::Text<'_>, years: &[years::Stated], instead: &BTreeSet<usize>) -> Vec<Experience> {
    let general = years.iter().enumerate();
    let general = general.filter(|(index, stated)| stated.mentions.is_empty() && !instead.contains(index));
    general
        .filter_map(|(_, stated)| {
            let level = text.level_at(stated.sentence, &stated.at).filter(|level| *level != Level::Mentioned)?;
            let locator = text.document.locator(text.original(&stated.at).start);
            Some(Experience { years: stated.years, level, locator })
        })
        .collect()
}
