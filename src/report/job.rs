//! The report against a posting: that against a role, and what only a posting has.

use std::collections::BTreeSet;

use super::build::{Prepared, Target, assemble, credentials};
use super::wording;
use super::{
    Claims, DocumentFacts, Report, ReportedCredential, ReportedRequirement, ReportedSkill, ShownMention, Source,
    TargetKind, Wording, facts, mention,
};
use crate::coverage::{Asked, CountedTerm, Credit, Status, Strength};
use crate::document::{Locator, SectionKind, Warning};
use crate::matcher::{Literal, Matcher, Polarity};
use crate::profile::posting::{AskedCredential, Condition, Posting, UnknownTerm};
use crate::profile::{AskedBy, Profile, Requirement, Years};
use crate::taxonomy::{Credential, CredentialKind, Level, Naming, SkillIndex, Taxonomy};
use crate::timeline::Duration;

/// A posting with what it asks for.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The document.
    pub source: Source<'a>,
    /// What it asks for.
    pub posting: &'a Posting,
}

/// How to compare with a posting.
#[derive(Debug, Clone, Copy)]
pub struct JobOptions<'a> {
    /// A role whose documents say what else is worth showing.
    pub role: &'a Profile,
    /// Where that role comes from: `built-in`, or the path of the role file.
    pub role_source: &'a str,
    /// Whether posting and role are held against each other, too.
    pub with_role: bool,
    /// Whether terms that the taxonomy does not know count in the coverage.
    pub count_unknown: bool,
    /// What the user says beyond the document.
    pub claims: &'a Claims,
}

/// What a report has when its target is a posting.
#[derive(Debug, Clone, PartialEq)]
pub struct JobPart {
    /// The posting.
    pub document: DocumentFacts,
    /// Terms that the taxonomy does not know.
    pub unknown_terms: Vec<ReportedTerm>,
    /// What the resume says in other words.
    pub wording: Vec<Wording>,
    /// What is asked for beside skills and credentials.
    pub conditions: Vec<Condition>,
    /// Years of experience that belong to no skill.
    pub experience: Vec<ReportedExperience>,
    /// Title of the role whose documents value some of the other skills.
    pub valued_by: String,
    /// The role that was given beside the posting.
    pub role: Option<BesideRole>,
}

/// Years of experience that a posting asks for without naming a skill, and those of the resume. No part of coverage.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedExperience {
    /// How many are asked for.
    pub years: Years,
    /// How much they are asked for.
    pub level: Level,
    /// Where.
    pub asked_at: Locator,
    /// The months of all positions of the resume that have dates, projects left out.
    pub duration: Option<Duration>,
}

/// A term of the posting that the taxonomy does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedTerm {
    /// As the posting writes it.
    pub term: String,
    /// How much it is asked for.
    pub level: Level,
    /// What it would weigh, if it counted.
    pub weight: u32,
    /// Where the posting asks for it.
    pub asked_at: Locator,
    /// The place of the resume that names it.
    pub mention: Option<ShownMention>,
    /// What that place is worth.
    pub strength: Strength,
}

impl ReportedTerm {
    /// Whether the resume claims it.
    pub fn in_resume(&self) -> bool {
        self.strength >= Strength::Listed
    }
}

/// A posting against a role.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideRole {
    /// Id of the role.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `built-in`, or the path of the role file.
    pub source: String,
    /// Coverage of the role, in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of what the role requires.
    pub coverage_required: Option<u32>,
    /// What the posting asks for and the role does not.
    pub posting_adds: Vec<ReportedRequirement>,
    /// What the role asks for and the posting does not.
    pub role_adds: Vec<ReportedRequirement>,
}

/// Makes the report on a resume and a posting.
pub fn build_for_job(resume: &Source<'_>, job: &Job<'_>, matcher: &Matcher<'_>, options: &JobOptions<'_>) -> Report {
    build_for_job_prepared(resume, &Prepared::of(resume, matcher.taxonomy()), job, matcher, options)
}

/// The same with what several reports on a resume have in common.
pub fn build_for_job_prepared(
    resume: &Source<'_>,
    prepared: &Prepared,
    job: &Job<'_>,
    matcher: &Matcher<'_>,
    options: &JobOptions<'_>,
) -> Report {
    let taxonomy = matcher.taxonomy();
    let profile = &job.posting.profile;
    let unknown_terms = terms(resume, &job.posting.unknown, matcher);
    let (mentions, timeline) = (&resume.matches.mentions, resume.document.timeline());
    let supposed = &options.claims.what_if;
    let mut asked = Asked::of_posting(profile, taxonomy, prepared.evidence(), mentions, timeline, supposed);
    if options.count_unknown {
        asked.terms = unknown_terms.iter().map(counted).collect();
    }
    let target = Target { kind: TargetKind::Job, source: job.source.path };
    let mut report = assemble(resume, prepared, taxonomy, &asked, target, options.claims);
    if options.count_unknown {
        let terms = unknown_terms.iter().map(|term| term_requirement(term, job.source.path));
        report.requirements.extend(terms);
        report.requirements.sort_by(|a, b| (b.weight, a.level, &a.name).cmp(&(a.weight, b.level, &b.name)));
    }
    for requirement in &mut report.requirements {
        requirement.commonly_missing |= asks_for_often_missing(requirement, taxonomy);
    }
    value(&mut report.other_skills, options.role);
    report.credentials = asked_credentials(resume, job.posting, taxonomy);
    report.warnings.extend(posting_warnings(&job.source));
    report.job = Some(JobPart {
        document: facts(job.source.path, job.source.document, taxonomy),
        wording: wording::find(resume, &job.source, profile, matcher),
        conditions: job.posting.conditions.clone(),
        experience: experience(resume, job.posting),
        valued_by: options.role.title.clone(),
        role: options.with_role.then(|| beside_role(resume, prepared, &report, profile, taxonomy, options)),
        unknown_terms,
    });
    report
}

fn experience(resume: &Source<'_>, posting: &Posting) -> Vec<ReportedExperience> {
    let timeline = resume.document.timeline();
    let worked = timeline.positions().iter().filter(|position| position.section == SectionKind::Experience);
    let duration = timeline.duration(worked.map(|position| position.span.start));
    let asked = posting.experience.iter();
    asked
        .map(|asked| ReportedExperience {
            years: asked.years,
            level: asked.level,
            asked_at: asked.locator.clone(),
            duration: duration.clone(),
        })
        .collect()
}

/// What a posting's terms that the taxonomy does not know are worth in a resume.
fn terms(resume: &Source<'_>, unknown: &[UnknownTerm], matcher: &Matcher<'_>) -> Vec<ReportedTerm> {
    let names: Vec<&str> = unknown.iter().map(|term| term.term.as_str()).collect();
    let found = matcher.literal(resume.document, &names);
    let report = |(term, found): (&UnknownTerm, Option<Literal>)| ReportedTerm {
        term: term.term.clone(),
        level: term.level,
        weight: term.weight(),
        asked_at: term.locator.clone(),
        strength: found.as_ref().map_or(Strength::None, strength),
        mention: found.map(|found| mention::show_literal(resume.document, &found)),
    };
    unknown.iter().zip(found).map(report).collect()
}

fn strength(found: &Literal) -> Strength {
    match found.polarity {
        Polarity::Negated => Strength::Negated,
        Polarity::Aspirational => Strength::Aspirational,
        Polarity::Asserted if found.section.demonstrates() => Strength::Demonstrated,
        Polarity::Asserted => Strength::Listed,
    }
}

fn counted(term: &ReportedTerm) -> CountedTerm {
    CountedTerm { level: term.level, weight: term.weight, credit: term.strength.credit() }
}

/// A counted term as a requirement without a skill.
fn term_requirement(term: &ReportedTerm, posting: &str) -> ReportedRequirement {
    let credit: Credit = term.strength.credit();
    let asked = AskedBy { document: posting.into(), locator: Some(term.asked_at.clone()), ..AskedBy::default() };
    ReportedRequirement {
        skill: None,
        name: term.term.clone(),
        any_of: Vec::new(),
        unknown: true,
        level: term.level,
        weight: term.weight,
        credit,
        status: Status::of(credit),
        commonly_missing: false,
        by: None,
        strength: term.strength,
        only_fuzzy: false,
        unsure: false,
        have: false,
        asked_by: vec![asked],
        via: Vec::new(),
        years_asked: None,
        duration: None,
        proof: None,
        mentions: term.mention.iter().cloned().collect(),
    }
}

/// Whether a document names a skill of a requirement as often missing among candidates.
fn asks_for_often_missing(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> bool {
    let members = requirement.any_of.iter().map(|member| member.skill);
    requirement
        .skill
        .into_iter()
        .chain(members)
        .any(|skill| taxonomy.at(skill).asked.iter().any(|at| at.level == Naming::OftenMissing))
}

/// Notes which of the other skills a role's documents ask for.
fn value(skills: &mut [ReportedSkill], role: &Profile) {
    for skill in skills {
        let asks = |requirement: &&Requirement| requirement.ask.skills().contains(&skill.skill);
        skill.valued = role.requirements.iter().filter(asks).map(|requirement| requirement.level).min();
    }
}

/// Degrees and certificates that a posting asks for, by level. A higher degree does for a lower one.
fn asked_credentials(resume: &Source<'_>, posting: &Posting, taxonomy: &Taxonomy) -> Vec<ReportedCredential> {
    let present = credentials(resume.document, &resume.matches.credentials, taxonomy);
    let mut asked: Vec<ReportedCredential> =
        posting.credentials.iter().map(|wanted| reported_credential(wanted, &present, taxonomy)).collect();
    asked.sort_by(|a, b| (a.level, &a.name).cmp(&(b.level, &b.name)));
    asked
}

fn reported_credential(
    wanted: &AskedCredential,
    present: &[ReportedCredential],
    taxonomy: &Taxonomy,
) -> ReportedCredential {
    let all = || wanted.any_of.iter().map(|&index| &taxonomy.credentials[index as usize]);
    let rank = |name: &str| taxonomy.credentials.iter().find(|known| known.name == name).and_then(Credential::rank);
    // The lowest degree that is named is enough; where none is, any.
    let least = if wanted.any_of.is_empty() { Some(0) } else { all().filter_map(Credential::rank).min() };
    let does = |known: &&ReportedCredential| match (least, rank(&known.name)) {
        (Some(least), Some(found)) => found >= least,
        _ => false,
    };
    let proof = present.iter().find(|known| all().any(|credential| credential.name == known.name));
    let proof = proof.or_else(|| present.iter().find(does));
    let name = wanted.name(taxonomy);
    ReportedCredential {
        kind: all().next().map_or(CredentialKind::Degree, |credential| credential.kind),
        level: Some(wanted.level),
        found: proof.is_some(),
        or_experience: wanted.or_experience,
        by: proof.filter(|known| known.name != name).map(|known| known.name.clone()),
        locator: proof.and_then(|known| known.locator.clone()),
        name,
    }
}

/// What the reader of the posting has to say.
fn posting_warnings(posting: &Source<'_>) -> impl Iterator<Item = Warning> {
    posting.document.warnings().iter().map(|warning| Warning {
        code: warning.code.clone(),
        message: format!("in the posting: {}", warning.message),
        locator: None,
        words: warning.words.clone(),
    })
}

fn beside_role(
    resume: &Source<'_>,
    prepared: &Prepared,
    report: &Report,
    posting: &Profile,
    taxonomy: &Taxonomy,
    options: &JobOptions<'_>,
) -> BesideRole {
    let target = Target { kind: TargetKind::Role, source: options.role_source };
    let role = assemble(resume, prepared, taxonomy, &Asked::from(options.role), target, options.claims);
    let (of_posting, of_role) = (skills(posting), skills(options.role));
    BesideRole {
        id: options.role.id.clone(),
        title: options.role.title.clone(),
        source: options.role_source.to_string(),
        coverage: role.coverage,
        coverage_required: role.coverage_required,
        posting_adds: beyond(&report.requirements, &of_role),
        role_adds: beyond(&role.requirements, &of_posting),
    }
}

fn skills(profile: &Profile) -> BTreeSet<SkillIndex> {
    profile.requirements.iter().flat_map(|requirement| requirement.ask.named()).collect()
}

/// The requirements none of whose skills stand in a set.
fn beyond(requirements: &[ReportedRequirement], known: &BTreeSet<SkillIndex>) -> Vec<ReportedRequirement> {
    let is_known = |requirement: &ReportedRequirement| {
        let members = requirement.any_of.iter().map(|member| member.skill);
        requirement.skill.into_iter().chain(members).any(|skill| known.contains(&skill))
    };
    requirements.iter().filter(|requirement| !is_known(requirement)).cloned().collect()
}
