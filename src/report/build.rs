//! Puts a report together.

use super::mention::{proof, show_all};
use super::warnings::{fuzzy_warnings, warnings};
use super::{
    Claims, DocumentFacts, Member, Report, ReportedCredential, ReportedRequirement, ReportedSkill, SectionFacts,
    Source, TargetKind, WhatIf,
};
use crate::coverage::{self, Asked, BySkill, Coverage, Has, Status, Strength, Via};
use crate::document::{Document, DocumentKind, Warning};
use crate::matcher::{CredentialMention, Matches, Polarity};
use crate::profile::posting::{self, AskedSkill};
use crate::profile::{Ask, Profile};
use crate::taxonomy::{SkillIndex, Taxonomy};
use crate::timeline::Duration;

/// Byte offsets by skill.
type Places = std::collections::BTreeMap<SkillIndex, Vec<usize>>;

/// What every report on a document says, whatever it is compared with: made once where there are several targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    evidence: BySkill,
    /// Where each skill is named, or shown by what is a kind or a tool of it.
    places: Places,
    warnings: Vec<Warning>,
    facts: DocumentFacts,
}

impl Prepared {
    /// Prepares the reports on a document.
    pub fn of(resume: &Source<'_>, taxonomy: &Taxonomy) -> Self {
        let Source { path, document, matches } = *resume;
        Self {
            evidence: coverage::evidence(taxonomy, &matches.mentions),
            places: coverage::places(taxonomy, &matches.mentions, |_| true),
            warnings: warnings(document, &matches.mentions, taxonomy),
            facts: facts(path, document, taxonomy),
        }
    }

    /// What the document shows of each skill.
    pub fn evidence(&self) -> &BySkill {
        &self.evidence
    }
}

/// Makes the report on a document and a role.
pub fn build(
    path: &str,
    document: &Document,
    matches: &Matches,
    taxonomy: &Taxonomy,
    profile: &Profile,
    target_source: &str,
    claims: &Claims,
) -> Report {
    let resume = Source { path, document, matches };
    build_prepared(&resume, &Prepared::of(&resume, taxonomy), taxonomy, profile, target_source, claims)
}

/// The same with what several reports on a document have in common.
pub fn build_prepared(
    resume: &Source<'_>,
    prepared: &Prepared,
    taxonomy: &Taxonomy,
    profile: &Profile,
    target_source: &str,
    claims: &Claims,
) -> Report {
    let target = Target { kind: TargetKind::Role, source: target_source };
    let mut report = assemble(resume, prepared, taxonomy, &Asked::from(profile), target, claims);
    report.credentials = asked_credentials(resume.document, &resume.matches.credentials, taxonomy, profile);
    report
}

/// What a report compares with, beside the requirements.
pub(super) struct Target<'a> {
    pub kind: TargetKind,
    /// `built-in`, or the path of the role file or posting.
    pub source: &'a str,
}

/// What reports on roles and on postings share.
pub(super) fn assemble(
    resume: &Source<'_>,
    prepared: &Prepared,
    taxonomy: &Taxonomy,
    asked: &Asked<'_>,
    target: Target<'_>,
    claims: &Claims,
) -> Report {
    let Source { document, matches, .. } = *resume;
    let profile = asked.profile;
    let evidence = &prepared.evidence;
    let result = coverage::assess(asked, evidence);
    let requirements = reported(resume, prepared, taxonomy, asked, &result, claims);
    let known: std::collections::BTreeSet<SkillIndex> =
        profile.requirements.iter().flat_map(|requirement| requirement.ask.named()).collect();
    let other = |skill: SkillIndex| !known.contains(&skill) && evidence[skill].strength >= Strength::Listed;
    let source = Shown { document, matches, evidence, places: &prepared.places };
    let other_skills = shown(&source, taxonomy, &[], other);
    let what_if = (!claims.what_if.is_empty()).then(|| what_if(taxonomy, asked, evidence, &result, &claims.what_if));
    let held = matches.credentials.iter().filter(|mention| mention.polarity == Polarity::Asserted);
    let credentials: Vec<u32> = held.map(|mention| mention.credential).collect();
    let has = Has { skills: &claims.have, credentials: &credentials };
    let mut warnings = prepared.warnings.clone();
    warnings.extend(fuzzy_warnings(&requirements));
    Report {
        taxonomy_version: taxonomy.version.clone(),
        document: prepared.facts.clone(),
        target_kind: target.kind,
        target_id: profile.id.clone(),
        target_title: profile.title.clone(),
        target_source: target.source.to_string(),
        target_stage: profile.stage,
        coverage: result.total(),
        coverage_required: result.required(),
        breakdown: result.levels,
        requirements,
        other_skills,
        credentials: Vec::new(),
        next_steps: coverage::next_steps(taxonomy, asked, evidence, has),
        what_if,
        job: None,
        warnings,
    }
}

/// What would be if a document showed some skills.
fn what_if(
    taxonomy: &Taxonomy,
    asked: &Asked<'_>,
    evidence: &BySkill,
    now: &Coverage,
    skills: &[SkillIndex],
) -> WhatIf {
    let with =
        |skills: &[SkillIndex]| coverage::assess(asked, &coverage::with_demonstrated(taxonomy, evidence, skills));
    let then = with(skills);
    let credits = |coverage: &Coverage| coverage.assessed.iter().map(|assessed| assessed.credit).collect::<Vec<_>>();
    let idle = skills.iter().copied().filter(|&skill| credits(&with(&[skill])) == credits(now));
    let (shown_already, not_asked) = idle.partition(|&skill| asked.is_about(skill));
    WhatIf {
        skills: skills.to_vec(),
        shown_already,
        not_asked,
        coverage: then.total(),
        coverage_required: then.required(),
    }
}

/// What can be said of a document without its content.
pub fn facts(path: &str, document: &Document, taxonomy: &Taxonomy) -> DocumentFacts {
    DocumentFacts {
        path: path.to_string(),
        format: document.format().name(),
        pages: document.pages(),
        words: document.words(),
        sha256: document.sha256().to_string(),
        language: document.language(&taxonomy.language).to_string(),
        sections: document
            .sections()
            .iter()
            .filter(|section| !section.title.is_empty())
            .map(|section| SectionFacts {
                kind: section.kind,
                title: section.title.clone(),
                locator: document.locator(section.span.start),
            })
            .collect(),
        present: document.timeline().present(),
    }
}

fn reported(
    resume: &Source<'_>,
    prepared: &Prepared,
    taxonomy: &Taxonomy,
    asked: &Asked<'_>,
    result: &Coverage,
    claims: &Claims,
) -> Vec<ReportedRequirement> {
    let Source { document, matches, .. } = *resume;
    let Prepared { evidence, places, .. } = prepared;
    asked
        .profile
        .requirements
        .iter()
        .zip(&result.assessed)
        .map(|(requirement, assessed)| {
            let (skill, any_of) = match &requirement.ask {
                Ask::Skill(skill) => (Some(*skill), Vec::new()),
                Ask::AnyOf { skills, .. } => {
                    let strength = |skill: SkillIndex| evidence[skill].strength;
                    let member = |skill| Member {
                        skill,
                        credit: asked.credit(assessed.requirement, strength(skill)),
                        strength: strength(skill),
                    };
                    (None, skills.iter().copied().map(member).collect())
                }
            };
            // Without credit, what is denied or being learned is worth showing all the same.
            let by = assessed
                .by
                .or_else(|| requirement.ask.skills().iter().copied().max_by_key(|&skill| evidence[skill].strength));
            let shown = by.map(|skill| &evidence[skill]);
            let via = match (assessed.by, assessed.similar) {
                (Some(skill), Some(relation)) => vec![Via { skill, relation }],
                _ => shown.map(|entry| entry.via.clone()).unwrap_or_default(),
            };
            // Where years are asked for, the time that decides is the one to show.
            let time = match requirement.years {
                Some(_) => asked.time_of(assessed).cloned(),
                None if assessed.similar.is_some() => None,
                None => by.and_then(|skill| duration(document, evidence, places, skill)),
            };
            ReportedRequirement {
                skill,
                name: requirement.name(taxonomy).to_string(),
                any_of,
                unknown: false,
                level: requirement.level,
                weight: requirement.weight,
                credit: assessed.credit,
                status: Status::of(assessed.credit),
                commonly_missing: requirement.commonly_missing,
                by: assessed.by,
                strength: shown.map_or(Strength::None, |entry| assessed.strength(entry.strength)),
                only_fuzzy: shown.is_some_and(|entry| entry.only_fuzzy),
                unsure: shown.is_some_and(|entry| entry.unsure),
                have: requirement.ask.skills().iter().any(|skill| claims.have.contains(skill)),
                asked_by: requirement.places(),
                via,
                years_asked: requirement.years,
                duration: time,
                proof: shown.and_then(|entry| proof(document, matches, evidence, entry)),
                mentions: shown.map(|entry| show_all(document, matches, entry)).unwrap_or_default(),
            }
        })
        .collect()
}

/// Every skill that a document mentions or implies by what it mentions, by name.
pub fn skills(document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Vec<ReportedSkill> {
    skills_asked(document, matches, taxonomy, &asked(document, matches, taxonomy))
}

/// What a posting asks of each skill; nothing for a resume.
fn asked(document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Vec<AskedSkill> {
    match document.kind() {
        DocumentKind::Posting => posting::read("", document, matches, taxonomy).skills,
        DocumentKind::Resume => Vec::new(),
    }
}

/// The same, with what a posting asks of each.
pub fn skills_asked(
    document: &Document,
    matches: &Matches,
    taxonomy: &Taxonomy,
    asked: &[AskedSkill],
) -> Vec<ReportedSkill> {
    let evidence = coverage::evidence(taxonomy, &matches.mentions);
    let places = coverage::places(taxonomy, &matches.mentions, |_| true);
    let source = Shown { document, matches, evidence: &evidence, places: &places };
    shown(&source, taxonomy, asked, |skill| evidence[skill].strength > Strength::None)
}

/// A document with what it shows.
struct Shown<'a> {
    document: &'a Document,
    matches: &'a Matches,
    evidence: &'a BySkill,
    places: &'a Places,
}

/// Those of the skills that are wanted, by name.
fn shown(
    source: &Shown<'_>,
    taxonomy: &Taxonomy,
    asked: &[AskedSkill],
    wanted: impl Fn(SkillIndex) -> bool,
) -> Vec<ReportedSkill> {
    let Shown { document, matches, evidence, places } = *source;
    let asked = |skill: SkillIndex| asked.binary_search_by_key(&skill, |asked| asked.skill).ok().map(|at| &asked[at]);
    let mut skills: Vec<ReportedSkill> = evidence
        .iter()
        .filter(|&(index, entry)| entry.strength > Strength::None && wanted(index))
        .map(|(index, entry)| {
            let skill = taxonomy.at(index);
            let asked = asked(index);
            ReportedSkill {
                skill: index,
                name: skill.name.clone(),
                category: skill.category,
                strength: entry.strength,
                unsure: entry.unsure,
                valued: None,
                requirement: asked.and_then(|asked| asked.level),
                years: asked.and_then(|asked| asked.years),
                proficiency: asked.and_then(|asked| asked.proficiency),
                any_of_group: asked.and_then(|asked| asked.group.clone()),
                proof: proof(document, matches, evidence, entry),
                mentions: show_all(document, matches, entry),
                via: entry.via.clone(),
                duration: duration(document, evidence, places, index),
            }
        })
        .collect();
    skills.sort_by_cached_key(|skill| (skill.name.to_lowercase(), skill.skill));
    skills
}

/// How long a demonstrated skill was done: by the positions that name it, or what is a kind or a tool of it.
fn duration(document: &Document, evidence: &BySkill, places: &Places, skill: SkillIndex) -> Option<Duration> {
    let places = places.get(&skill).filter(|_| evidence[skill].strength == Strength::Demonstrated)?;
    document.timeline().duration(places.iter().copied())
}

/// The credentials that a document names, by name.
pub fn credentials(document: &Document, found: &[CredentialMention], taxonomy: &Taxonomy) -> Vec<ReportedCredential> {
    let mut all: Vec<ReportedCredential> = taxonomy
        .credentials
        .iter()
        .enumerate()
        .filter_map(|(index, credential)| {
            let mention = found
                .iter()
                .find(|mention| mention.credential as usize == index && mention.polarity == Polarity::Asserted)?;
            Some(ReportedCredential {
                name: credential.name.clone(),
                kind: credential.kind,
                level: None,
                found: true,
                or_experience: false,
                by: None,
                locator: Some(document.locator(mention.span.start)),
            })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn asked_credentials(
    document: &Document,
    found: &[CredentialMention],
    taxonomy: &Taxonomy,
    profile: &Profile,
) -> Vec<ReportedCredential> {
    let present = credentials(document, found, taxonomy);
    let mut asked: Vec<ReportedCredential> = taxonomy
        .credentials
        .iter()
        .filter(|credential| credential.asked.iter().any(|at| profile.documents.contains(&at.document)))
        .map(|credential| {
            present.iter().find(|known| known.name == credential.name).cloned().unwrap_or(ReportedCredential {
                name: credential.name.clone(),
                kind: credential.kind,
                level: None,
                found: false,
                or_experience: false,
                by: None,
                locator: None,
            })
        })
        .collect();
    asked.sort_by(|a, b| a.name.cmp(&b.name));
    asked
}
