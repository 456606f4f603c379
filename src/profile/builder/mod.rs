//! Builds a role profile from career guides, job descriptions and skill pages.
//!
//! Such pages say what a role needs under headings: top skills, requirements, tools, duties, what candidates often
//! lack. Once saved they have lost much of their form. So a page is first restored (`lines`, `outline`, `glue`,
//! `restore`), then the matcher reads it, and each skill becomes a fact: document, heading, line, and what the document
//! calls it (`facts`). Facts of several documents make requirements (`docs/weights.md`); what stands there as
//! alternatives makes any-of groups (`groups`). Next steps and terms that no skill explains are listed for a person to
//! look at (`steps`, `terms`); nothing of a document's sentences goes into a profile.

mod corrections;
mod facts;
mod glue;
mod groups;
mod heading;
mod lines;
mod outline;
mod patched;
mod rescue;
mod restore;
mod role_name;
mod sentence;
mod steps;
mod table;
mod terms;

use std::collections::BTreeSet;
use std::ops::Range;

pub use corrections::{Corrected, parse_corrections};
pub use groups::FoundGroup;
pub use steps::FoundStep;
pub use terms::Term;

use super::{AnyOf, AskedBy, Profile, requirements};
use crate::document::{Document, Locator};
use crate::matcher::{MatchOptions, Matcher, Matches};
use crate::taxonomy::{CredentialKind, SkillIndex, Taxonomy};

/// A document to build from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id in the profile.
    pub id: String,
    /// The document, read as a posting.
    pub document: Document,
}

/// A document that a profile was built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltFrom {
    /// Its id in the profile.
    pub id: String,
    /// Its path as the user gave it.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// How many skills it asks for.
    pub skills: usize,
}

/// What documents make of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Title of the role, as the documents write it; `None` when they name none.
    pub title: Option<String>,
    /// Every place that asks for a skill, by document and place.
    pub asked: Vec<AskedBy>,
    /// Skills of which one is enough, with the words that say so.
    pub groups: Vec<FoundGroup>,
    /// Advice, for a person to rephrase.
    pub steps: Vec<FoundStep>,
    /// What looks like a skill and is none of the taxonomy.
    pub terms: Vec<Term>,
}

/// Reads documents. `title` is the role's, where the caller knows it.
pub fn build(sources: &[Source], title: Option<&str>, matcher: &Matcher<'_>) -> Built {
    let taxonomy = matcher.taxonomy();
    let lines: Vec<Vec<lines::Line>> = sources.iter().map(|source| lines::read(&source.document)).collect();
    let names = role_name::RoleNames::new(taxonomy);
    let title = title.map(str::to_owned).or_else(|| names.title(&lines));
    let names = names.about(title.as_deref().unwrap_or(""));
    let headings = heading::Headings::new(taxonomy, &names);
    let reader = facts::Reader { language: &taxonomy.language, headings: &headings, roles: &names };
    let mut built =
        Built { title: title.clone(), asked: Vec::new(), groups: Vec::new(), steps: Vec::new(), terms: Vec::new() };
    let mut asked: Vec<(usize, AskedBy)> = Vec::new();
    let mut found = groups::Collector::new(taxonomy);
    let mut unknown = terms::Collector::new(taxonomy);
    for (source, lines) in sources.iter().zip(lines) {
        let parts = outline::parts(lines, &headings, &names, &taxonomy.language.guide);
        let restored = restore::restore(&parts, taxonomy);
        let matches = matcher.matches(&restored.document, MatchOptions::default());
        let mentions = rescue::mentions(&restored, &parts, &matches, taxonomy);
        let matches = Matches { mentions, ..matches };
        let degrees = degrees(&matches, taxonomy);
        let facts = reader.facts(&restored, &parts, &matches.mentions, &degrees);
        found.add(&source.id, &restored, &matches, &facts, |at| locator(source, &restored, at));
        unknown.add(source, &restored, &parts, &matches, &reader);
        built.steps.extend(steps::find(source, &restored, &parts));
        asked.extend(facts.into_iter().map(|fact| {
            let by = AskedBy {
                document: source.id.as_str().into(),
                heading: parts[restored.places[fact.place].part].title.as_str().into(),
                locator: Some(locator(source, &restored, fact.span.start)),
                skill: Some(fact.skill),
                naming: Some(fact.naming),
                stage: fact.stage,
            };
            (fact.span.start, by)
        }));
    }
    let (groups, met) = found.finish();
    built.groups = groups;
    asked.retain(|(start, by)| !met.contains(&(by.document.to_string(), *start)));
    built.asked = strongest(asked.into_iter().map(|(_, by)| by).collect());
    built.terms = unknown.finish();
    built
}

/// Where degrees are named, by place.
fn degrees(matches: &Matches, taxonomy: &Taxonomy) -> Vec<Range<usize>> {
    let is_degree = |credential: u32| taxonomy.credentials[credential as usize].kind == CredentialKind::Degree;
    let mut spans: Vec<Range<usize>> = matches
        .credentials
        .iter()
        .filter(|mention| is_degree(mention.credential))
        .map(|mention| mention.span.clone())
        .collect();
    spans.sort_by_key(|span| span.end);
    spans
}

fn locator(source: &Source, restored: &restore::Restored, at: usize) -> Locator {
    source.document.locator(restored.text.origin(at))
}

/// Of the places of a skill under one heading that speak of the same stage, the one that names it most strongly.
fn strongest(mut asked: Vec<AskedBy>) -> Vec<AskedBy> {
    let key = |by: &AskedBy| (by.document.clone(), by.skill, by.heading.clone(), by.stage);
    asked.sort_by_cached_key(|by| (key(by), by.naming, by.locator.clone()));
    asked.dedup_by_key(|by| key(by));
    asked.sort_by_cached_key(|by| (by.document.clone(), by.locator.clone(), by.skill));
    asked
}

impl Built {
    /// The profile that the documents make.
    pub fn profile(
        &self,
        id: &str,
        title: &str,
        documents: &[String],
        excluded: &BTreeSet<SkillIndex>,
        taxonomy: &Taxonomy,
    ) -> Profile {
        let groups: Vec<AnyOf> = self.groups.iter().map(|group| group.any_of.clone()).collect();
        Profile {
            id: id.to_owned(),
            title: title.to_owned(),
            documents: documents.to_vec(),
            stage: None,
            requirements: requirements(self.asked.clone(), &groups, excluded, taxonomy),
        }
    }

    /// The skills that the documents ask for.
    pub fn skills(&self) -> BTreeSet<SkillIndex> {
        self.asked.iter().filter_map(|by| by.skill).collect()
    }
}

#[cfg(test)]
mod tests;
