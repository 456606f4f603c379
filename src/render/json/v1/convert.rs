//! From the program's own values to the wire.

use super::{
    Asked, AskedBy, BesideRole, Breakdown, CommonlyMissing, Credential, Decimal, Document, Locator, Member, Mention,
    NextStep, Proof, Report, Requirement, Section, Skill, Skills, Target, Tool, VERSION, Via, Warning, WhatIf, Wording,
};
use crate::coverage::{self, Status};
use crate::facts::SkillList;
use crate::report;
use crate::taxonomy::{SkillIndex, Taxonomy};
use crate::{document, profile};

pub(super) fn id(taxonomy: &Taxonomy, skill: SkillIndex) -> String {
    taxonomy.at(skill).id.clone()
}

pub(super) fn ids(taxonomy: &Taxonomy, skills: &[SkillIndex]) -> Vec<String> {
    skills.iter().map(|&skill| id(taxonomy, skill)).collect()
}

impl Tool {
    pub(super) fn new(taxonomy_version: &str) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            taxonomy_version: taxonomy_version.to_string(),
        }
    }
}

impl Report {
    /// The wire form of a report.
    pub fn new(report: &report::Report, taxonomy: &Taxonomy) -> Self {
        let with = |status: Status| {
            report.with_status(status).map(|requirement| Requirement::new(requirement, taxonomy)).collect()
        };
        Self {
            schema_version: VERSION,
            kind: "report",
            tool: Tool::new(&report.taxonomy_version),
            document: (&report.document).into(),
            target: Target {
                kind: report.target_kind.name(),
                id: report.target_id.clone(),
                title: report.target_title.clone(),
                source: report.target_source.clone(),
                stage: report.target_stage.map(crate::taxonomy::Stage::name),
                sha256: report.job.as_ref().map(|job| job.document.sha256.clone()),
            },
            coverage: report.coverage.map(Decimal::thousandths),
            coverage_required: report.coverage_required.map(Decimal::thousandths),
            breakdown: report.breakdown.iter().map(Into::into).collect(),
            covered: with(Status::Covered),
            partial: with(Status::Partial),
            missing: with(Status::Missing),
            commonly_missing: report
                .commonly_missing()
                .map(|requirement| CommonlyMissing {
                    skill: requirement.skill.map(|skill| id(taxonomy, skill)),
                    name: requirement.name.clone(),
                    status: requirement.status.name(),
                })
                .collect(),
            other_skills: report.other_skills.iter().map(|skill| Skill::new(skill, taxonomy)).collect(),
            credentials: report.credentials.iter().map(Into::into).collect(),
            conditions: report.job.as_ref().map(|job| job.conditions.iter().map(Into::into).collect()),
            experience: report.job.as_ref().map(|job| job.experience.iter().map(Into::into).collect()),
            unknown_terms: report.job.as_ref().map(|job| job.unknown_terms.iter().map(Into::into).collect()),
            wording: report.job.as_ref().map(|job| job.wording.iter().map(|one| Wording::new(one, taxonomy)).collect()),
            role: report.job.as_ref().and_then(|job| job.role.as_ref()).map(|role| BesideRole::new(role, taxonomy)),
            next_steps: report.next_steps.iter().map(|step| NextStep::new(step, taxonomy)).collect(),
            what_if: report.what_if.as_ref().map(|what_if| WhatIf::new(what_if, taxonomy)),
            warnings: report.warnings.iter().map(Into::into).collect(),
        }
    }
}

impl WhatIf {
    pub(super) fn new(what_if: &report::WhatIf, taxonomy: &Taxonomy) -> Self {
        Self {
            skills: ids(taxonomy, &what_if.skills),
            shown_already: ids(taxonomy, &what_if.shown_already),
            not_asked: ids(taxonomy, &what_if.not_asked),
            coverage: what_if.coverage.map(Decimal::thousandths),
            coverage_required: what_if.coverage_required.map(Decimal::thousandths),
        }
    }
}

impl Skills {
    /// The wire form of a list of skills.
    pub fn new(list: &SkillList, taxonomy: &Taxonomy) -> Self {
        Self {
            schema_version: VERSION,
            kind: "skills",
            tool: Tool::new(&list.taxonomy_version),
            document: (&list.document).into(),
            skills: list.skills.iter().map(|skill| Skill::new(skill, taxonomy)).collect(),
            credentials: list.credentials.iter().map(Into::into).collect(),
            asked: list.posting.as_ref().map(|posting| Asked::new(posting, taxonomy)),
            warnings: list.warnings.iter().map(Into::into).collect(),
        }
    }
}

impl From<&report::DocumentFacts> for Document {
    fn from(facts: &report::DocumentFacts) -> Self {
        Self {
            path: facts.path.clone(),
            format: facts.format,
            pages: facts.pages,
            words: facts.words,
            sha256: facts.sha256.clone(),
            language: facts.language.clone(),
            sections: facts
                .sections
                .iter()
                .map(|section| Section {
                    kind: section.kind.name(),
                    title: section.title.clone(),
                    locator: (&section.locator).into(),
                })
                .collect(),
            present: facts.present.map(|(month, _)| month.to_string()),
        }
    }
}

impl From<&document::Locator> for Locator {
    fn from(locator: &document::Locator) -> Self {
        let mut wire = Self::default();
        match locator {
            document::Locator::Page(page) => wire.page = Some(*page),
            document::Locator::Line(line) => wire.line = Some(*line),
            document::Locator::Paragraph(paragraph) => wire.paragraph = Some(*paragraph),
            document::Locator::Pointer(pointer) => wire.pointer = Some(pointer.clone()),
        }
        wire
    }
}

impl From<&coverage::LevelSum> for Breakdown {
    fn from(sum: &coverage::LevelSum) -> Self {
        Self {
            level: sum.level.name(),
            requirements: sum.requirements,
            covered: sum.covered,
            partial: sum.partial,
            missing: sum.missing,
            weight: sum.weight,
            credit: Decimal::hundredths(sum.credit),
        }
    }
}

impl Requirement {
    fn new(requirement: &report::ReportedRequirement, taxonomy: &Taxonomy) -> Self {
        Self {
            skill: requirement.skill.map(|skill| id(taxonomy, skill)),
            name: requirement.name.clone(),
            any_of: requirement
                .any_of
                .iter()
                .map(|member| Member {
                    skill: id(taxonomy, member.skill),
                    name: taxonomy.at(member.skill).name.clone(),
                    credit: Decimal::hundredths(member.credit.into()),
                    strength: member.strength.name(),
                })
                .collect(),
            level: requirement.level.name(),
            unknown: requirement.unknown,
            weight: requirement.weight,
            credit: Decimal::hundredths(requirement.credit.into()),
            commonly_missing: requirement.commonly_missing,
            strength: requirement.strength.name(),
            unsure: requirement.unsure,
            years_asked: requirement.years_asked.map(|years| years.least),
            months: requirement.duration.as_ref().map(|duration| duration.months),
            last_used: requirement.duration.as_ref().map(|duration| duration.last_used),
            at_least: requirement.duration.as_ref().is_some_and(|duration| duration.at_least),
            have: requirement.have,
            asked_by: requirement.asked_by.iter().map(Into::into).collect(),
            via: requirement.via.iter().map(|via| Via::new(via, taxonomy)).collect(),
            proof: requirement.proof.as_ref().map(|proof| Proof::new(proof, taxonomy)),
            mentions: requirement.mentions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&profile::AskedBy> for AskedBy {
    fn from(asked: &profile::AskedBy) -> Self {
        Self {
            document: asked.document.to_string(),
            heading: (!asked.heading.is_empty()).then(|| asked.heading.to_string()),
            locator: asked.locator.as_ref().map(Into::into),
        }
    }
}

impl Via {
    fn new(via: &coverage::Via, taxonomy: &Taxonomy) -> Self {
        Self { skill: id(taxonomy, via.skill), relation: via.relation.name() }
    }
}

impl Proof {
    fn new(proof: &report::Proof, taxonomy: &Taxonomy) -> Self {
        Self { skill: id(taxonomy, proof.by), mention: (&proof.mention).into() }
    }
}

impl Skill {
    fn new(skill: &report::ReportedSkill, taxonomy: &Taxonomy) -> Self {
        Self {
            skill: id(taxonomy, skill.skill),
            name: skill.name.clone(),
            category: skill.category.name(),
            // A skill without any evidence is not reported.
            strength: skill.strength.name().unwrap_or("listed"),
            unsure: skill.unsure,
            months: skill.duration.as_ref().map(|duration| duration.months),
            last_used: skill.duration.as_ref().map(|duration| duration.last_used),
            at_least: skill.duration.as_ref().is_some_and(|duration| duration.at_least),
            requirement: skill.requirement.map(|level| level.name()),
            valued: skill.valued.map(|level| level.name()),
            years: skill.years.map(|years| years.least),
            years_most: skill.years.and_then(|years| years.most),
            proficiency: skill.proficiency.map(|proficiency| proficiency.name()),
            any_of_group: skill.any_of_group.clone(),
            via: skill.via.iter().map(|via| Via::new(via, taxonomy)).collect(),
            proof: skill.proof.as_ref().map(|proof| Proof::new(proof, taxonomy)),
            mentions: skill.mentions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&report::ShownMention> for Mention {
    fn from(mention: &report::ShownMention) -> Self {
        Self {
            surface: mention.surface.clone(),
            start: mention.start,
            end: mention.end,
            locator: (&mention.locator).into(),
            section: mention.section.name(),
            found: mention.found.name(),
            polarity: mention.polarity.name(),
            confidence: Decimal::hundredths(mention.confidence.into()),
            recognised: mention.recognised,
            snippet: (!mention.snippet.is_empty()).then(|| mention.snippet.clone()),
        }
    }
}

impl From<&report::ReportedCredential> for Credential {
    fn from(credential: &report::ReportedCredential) -> Self {
        Self {
            asked: credential.name.clone(),
            found: credential.found,
            level: credential.level.map(|level| level.name()),
            or_experience: credential.or_experience,
            by: credential.by.clone(),
            locator: credential.locator.as_ref().map(Into::into),
        }
    }
}

impl NextStep {
    fn new(step: &report::ReportedStep, taxonomy: &Taxonomy) -> Self {
        let mut advised_by: Vec<String> = step.advised_by.iter().map(|at| at.document.clone()).collect();
        advised_by.sort();
        advised_by.dedup();
        Self {
            kind: step.kind.name(),
            step: step.step.clone(),
            make: (!step.make.is_empty()).then(|| step.make.clone()),
            closes: ids(taxonomy, &step.closes),
            gain: Decimal::thousandths(step.gain),
            adds: Decimal::thousandths(step.adds),
            shows_as: step.shows_as.clone(),
            advised_by,
        }
    }
}

impl From<&document::Warning> for Warning {
    fn from(warning: &document::Warning) -> Self {
        Self {
            code: warning.code.clone(),
            message: warning.message.clone(),
            locator: warning.locator.as_ref().map(Into::into),
            words: warning.words.clone(),
        }
    }
}
