//! What of the person an output holds. Taken out here, once, so that no format can forget it.

use crate::document::Warning;
use crate::facts::{LintFacts, Places, SkillList};
use crate::profile::posting::Posting;
use crate::report::{DocumentFacts, JobPart, Proof, Report, ReportedRequirement, ReportedSkill, ShownMention};
use crate::taxonomy::{SkillIndex, Taxonomy};

/// How much of the document an output may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// The path, and the lines that prove something.
    Open,
    /// No lines.
    NoSnippets,
    /// No path, no lines, no words of the document, no times: a skill goes by its name, the file by its hash.
    Anonymous,
}

/// Takes out of a report what the output may not hold.
pub fn redact(mut report: Report, privacy: Privacy, taxonomy: &Taxonomy) -> Report {
    redact_document(&mut report.document, privacy);
    redact_warnings(&mut report.warnings, privacy);
    if privacy == Privacy::Anonymous && report.target_source != "built-in" {
        report.target_source = "file".to_string();
    }
    for requirement in &mut report.requirements {
        redact_requirement(requirement, privacy, taxonomy);
    }
    for skill in &mut report.other_skills {
        redact_skill(skill, privacy);
    }
    if let Some(job) = &mut report.job {
        let path = job.document.path.clone();
        redact_job(job, privacy, taxonomy);
        // A path may hold the name of a person; the posting itself is no person's.
        if privacy == Privacy::Anonymous {
            let hash = &job.document.path;
            replace(&mut report.target_id, &path, hash);
            replace(&mut report.target_title, &path, hash);
            let asked = report.requirements.iter_mut().flat_map(|requirement| &mut requirement.asked_by);
            asked.filter(|by| *by.document == *path).for_each(|by| by.document = hash.as_str().into());
        }
    }
    report
}

fn replace(text: &mut String, old: &str, new: &str) {
    if text == old {
        *text = new.to_string();
    }
}

fn redact_job(job: &mut JobPart, privacy: Privacy, taxonomy: &Taxonomy) {
    redact_document(&mut job.document, privacy);
    for term in &mut job.unknown_terms {
        let name = term.term.clone();
        redact_mentions(term.mention.as_mut_slice(), privacy, &name);
    }
    if privacy == Privacy::Anonymous {
        job.wording.clear();
        job.experience.iter_mut().for_each(|experience| experience.duration = None);
    }
    if let Some(role) = &mut job.role {
        if privacy == Privacy::Anonymous && role.source != "built-in" {
            role.source = "file".to_string();
        }
        for requirement in role.posting_adds.iter_mut().chain(&mut role.role_adds) {
            redact_requirement(requirement, privacy, taxonomy);
        }
    }
}

/// Takes out of a list of skills what the output may not hold.
pub fn redact_skills(mut list: SkillList, privacy: Privacy, _: &Taxonomy) -> SkillList {
    redact_document(&mut list.document, privacy);
    redact_warnings(&mut list.warnings, privacy);
    for skill in &mut list.skills {
        redact_skill(skill, privacy);
    }
    if let Some(posting) = &mut list.posting {
        redact_posting(posting, privacy, &list.document);
    }
    list
}

/// A posting is no person's, but its path may hold a name, and its lines are left out where lines are.
fn redact_posting(posting: &mut Posting, privacy: Privacy, document: &DocumentFacts) {
    if privacy != Privacy::Open {
        posting.conditions.iter_mut().for_each(|condition| condition.text.clear());
    }
    if privacy == Privacy::Anonymous {
        posting.profile.id.clone_from(&document.path);
        posting.profile.title.clone_from(&document.path);
    }
}

/// Takes out of a list of places what the output may not hold.
pub fn redact_places(mut places: Places, privacy: Privacy, skill: SkillIndex, taxonomy: &Taxonomy) -> Places {
    if privacy == Privacy::Anonymous {
        places.path = anonymous_path(&places.sha256);
    }
    for place in &mut places.places {
        if privacy != Privacy::Open {
            place.snippet.clear();
        }
        if privacy == Privacy::Anonymous {
            place.surface = taxonomy.at(skill).name.clone();
        }
    }
    places
}

/// Takes out of what lint found what the output may not hold.
pub fn redact_lint(mut facts: LintFacts, privacy: Privacy) -> LintFacts {
    redact_document(&mut facts.document, privacy);
    if privacy != Privacy::Open {
        facts.findings.iter_mut().for_each(|finding| finding.words.clear());
    }
    facts
}

fn anonymous_path(sha256: &str) -> String {
    format!("sha256:{sha256}")
}

fn redact_document(document: &mut DocumentFacts, privacy: Privacy) {
    if privacy == Privacy::Anonymous {
        document.path = anonymous_path(&document.sha256);
        // A heading may be a name.
        document.sections.iter_mut().for_each(|section| section.title.clear());
        // When somebody worked hints at their age.
        document.present = None;
    }
}

fn redact_warnings(warnings: &mut [Warning], privacy: Privacy) {
    if privacy != Privacy::Open {
        warnings.iter_mut().for_each(|warning| warning.words.clear());
    }
}

fn redact_requirement(requirement: &mut ReportedRequirement, privacy: Privacy, taxonomy: &Taxonomy) {
    let shown = requirement.by.or(requirement.skill);
    let name = shown.map_or_else(|| requirement.name.clone(), |skill| taxonomy.at(skill).name.clone());
    if privacy == Privacy::Anonymous {
        requirement.duration = None;
    }
    redact_mentions(&mut requirement.mentions, privacy, &name);
    redact_proof(requirement.proof.as_mut(), privacy, &name);
}

fn redact_skill(skill: &mut ReportedSkill, privacy: Privacy) {
    if privacy == Privacy::Anonymous {
        skill.duration = None;
    }
    redact_mentions(&mut skill.mentions, privacy, &skill.name);
    redact_proof(skill.proof.as_mut(), privacy, &skill.name);
}

fn redact_proof(proof: Option<&mut Proof>, privacy: Privacy, name: &str) {
    if let Some(proof) = proof {
        redact_mentions(std::slice::from_mut(&mut proof.mention), privacy, name);
    }
}

fn redact_mentions(mentions: &mut [ShownMention], privacy: Privacy, name: &str) {
    for mention in mentions {
        if privacy != Privacy::Open {
            mention.snippet.clear();
        }
        if privacy == Privacy::Anonymous {
            mention.surface = name.to_string();
        }
    }
}
