//! What a report says of a resume, without anything of the resume: skills with their strength, and for each target the
//! coverage and what is covered. Two of them can be compared; a committed one is a baseline.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::coverage::{Status, Strength};
use crate::report::{Report, TargetKind};
use crate::taxonomy::Taxonomy;

/// How strongly a report shows a skill. Ordered: the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// Only denied.
    Negated,
    /// Being learned.
    Aspirational,
    /// Through another skill.
    Implied,
    /// Named.
    Listed,
    /// Shown in a job or project.
    Demonstrated,
}

impl Held {
    /// The strength of a report; `None` without evidence.
    pub fn of(strength: Strength) -> Option<Self> {
        match strength {
            Strength::None => None,
            Strength::Negated => Some(Self::Negated),
            Strength::Aspirational => Some(Self::Aspirational),
            Strength::ImpliedByListed | Strength::ImpliedByDemonstrated => Some(Self::Implied),
            Strength::Listed => Some(Self::Listed),
            Strength::Demonstrated => Some(Self::Demonstrated),
        }
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Aspirational => "aspirational",
            Self::Implied => "implied",
            Self::Listed => "listed",
            Self::Demonstrated => "demonstrated",
        }
    }

    /// Whether the document itself names or shows the skill.
    pub fn named(self) -> bool {
        self >= Self::Listed
    }
}

/// A target, as far as a baseline knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// A role or a posting.
    pub kind: TargetKind,
    /// Id of the role, path of the posting.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of what is required.
    pub coverage_required: Option<u32>,
    /// Requirements with full credit: ids of skills, names of groups and unknown terms.
    pub covered: BTreeSet<String>,
}

impl Aim {
    /// What findings call it: the title of a role, the path of a posting. Titles of postings are long, and two of them may
    /// be the same.
    pub fn label(&self) -> &str {
        match self.kind {
            TargetKind::Role => &self.title,
            TargetKind::Job => &self.id,
        }
    }
}

/// What reports say of a resume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Path of the resume.
    pub path: String,
    /// Skills by id.
    pub skills: BTreeMap<String, Held>,
    /// What it was compared with.
    pub targets: Vec<Aim>,
}

impl Standing {
    /// What the reports on one resume say; `None` without any.
    pub fn of(path: &str, reports: &[&Report], taxonomy: &Taxonomy) -> Self {
        let mut standing = Self { path: path.to_string(), skills: BTreeMap::new(), targets: Vec::new() };
        for report in reports {
            let mut covered = BTreeSet::new();
            for requirement in &report.requirements {
                let id = requirement.skill.map(|skill| taxonomy.at(skill).id.clone());
                if requirement.status == Status::Covered {
                    covered.insert(id.clone().unwrap_or_else(|| requirement.name.clone()));
                }
                if let Some(id) = id {
                    standing.add(id, Held::of(requirement.strength));
                }
                for member in &requirement.any_of {
                    standing.add(taxonomy.at(member.skill).id.clone(), Held::of(member.strength));
                }
            }
            for skill in &report.other_skills {
                standing.add(taxonomy.at(skill.skill).id.clone(), Held::of(skill.strength));
            }
            standing.targets.push(Aim {
                kind: report.target_kind,
                id: report.target_id.clone(),
                title: report.target_title.clone(),
                coverage: report.coverage,
                coverage_required: report.coverage_required,
                covered,
            });
        }
        standing
    }

    fn add(&mut self, id: String, held: Option<Held>) {
        if let Some(held) = held {
            let known = self.skills.entry(id).or_insert(held);
            *known = (*known).max(held);
        }
    }

    /// A sentence about a target: with its name, unless it is the only one.
    pub(super) fn about(&self, aim: &Aim, text: &str) -> String {
        if self.targets.len() == 1 { super::judge::sentence(text) } else { format!("{}: {text}.", aim.label()) }
    }

    /// The target that stands for one of another standing: of the same kind and id, or the only one on both sides.
    pub fn target(&self, like: &Aim, alone: bool) -> Option<&Aim> {
        let same = |aim: &&Aim| aim.kind == like.kind && aim.id == like.id;
        self.targets.iter().find(same).or_else(|| self.targets.first().filter(|_| alone && self.targets.len() == 1))
    }
}
