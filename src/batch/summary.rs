//! What a run says of all documents together: the gap of the pool, not of a person.

use std::collections::BTreeMap;

use super::{Judged, Outcome, Scored, Scorer};
use crate::coverage::Status;
use crate::taxonomy::Level;

/// Sums over the files of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files.
    pub files: u64,
    /// Of these, those that could not be read or judged.
    pub failed: u64,
    /// Files with the same bytes as one before them.
    pub duplicates: u64,
    /// Files with nearly the same text as one before them.
    pub near_duplicates: u64,
    /// Files by the code of what stood in the way.
    pub errors: BTreeMap<String, u64>,
    /// Scored files by the code of a warning.
    pub warnings: BTreeMap<String, u64>,
    /// Scored files by format.
    pub formats: BTreeMap<String, u64>,
    /// One for each target.
    pub targets: Vec<TargetSummary>,
}

/// Sums over the files that were compared with a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSummary {
    /// As [`super::Target::name`].
    pub name: String,
    /// Title of the target.
    pub title: String,
    /// How many files have each coverage, by thousandths.
    coverage: BTreeMap<u32, u64>,
    /// What is asked for, in the order of the target.
    pub requirements: Vec<Asked>,
}

/// How many documents meet a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As [`super::Target::requirement`].
    pub id: String,
    /// As people call it.
    pub name: String,
    /// How much it is asked for.
    pub level: Level,
    /// Documents with full credit.
    pub covered: u64,
    /// With some.
    pub partial: u64,
    /// With none.
    pub missing: u64,
}

impl Summary {
    /// Nothing yet.
    pub fn new(scorer: &Scorer<'_>) -> Self {
        let taxonomy = scorer.taxonomy();
        let targets = scorer.targets().iter().map(|target| TargetSummary {
            name: target.name.clone(),
            title: target.title.clone(),
            coverage: BTreeMap::new(),
            requirements: (0..)
                .zip(&target.profile.requirements)
                .map(|(index, requirement)| Asked {
                    id: target.requirement(index, taxonomy),
                    name: requirement.name(taxonomy).to_owned(),
                    level: requirement.level,
                    covered: 0,
                    partial: 0,
                    missing: 0,
                })
                .collect(),
        });
        Self { targets: targets.collect(), ..Self::default() }
    }

    /// Adds a file.
    pub fn add(&mut self, judged: &Judged) {
        self.files += 1;
        self.duplicates += u64::from(judged.duplicate_of.is_some());
        self.near_duplicates += u64::from(judged.near_duplicate_of.is_some());
        match &judged.outcome {
            Outcome::Failed(trouble) => {
                self.failed += 1;
                *self.errors.entry(trouble.code.clone()).or_default() += 1;
            }
            Outcome::Scored(scored) => self.add_scored(scored),
        }
    }

    fn add_scored(&mut self, scored: &Scored) {
        *self.formats.entry(scored.format.name().to_owned()).or_default() += 1;
        for code in &scored.warnings {
            *self.warnings.entry(code.clone()).or_default() += 1;
        }
        for (target, score) in self.targets.iter_mut().zip(&scored.scores) {
            if let Some(coverage) = score.coverage {
                *target.coverage.entry(coverage).or_default() += 1;
            }
            for (asked, &credit) in target.requirements.iter_mut().zip(&score.credits) {
                match Status::of(credit) {
                    Status::Covered => asked.covered += 1,
                    Status::Partial => asked.partial += 1,
                    Status::Missing => asked.missing += 1,
                }
            }
        }
    }

    /// Files that were scored.
    pub fn scored(&self) -> u64 {
        self.files - self.failed
    }
}

impl TargetSummary {
    /// The coverage, in thousandths, that so many hundredths of the files do not pass; `None` without files. The median
    /// is that of 50.
    pub fn coverage_at(&self, hundredths: u64) -> Option<u32> {
        let all: u64 = self.coverage.values().sum();
        let rank = (all * hundredths).div_ceil(100).max(1);
        let mut below = 0;
        self.coverage.iter().find_map(|(&coverage, &files)| {
            below += files;
            (below >= rank).then_some(coverage)
        })
    }

    /// Files by tenths of coverage: the first from 0 to under 10 %, the last from 90 to 100 %.
    pub fn tenths(&self) -> [u64; 10] {
        let mut tenths = [0; 10];
        for (&coverage, &files) in &self.coverage {
            tenths[(coverage as usize / 100).min(9)] += files;
        }
        tenths
    }

    /// What is asked for at a level, what most documents miss first.
    pub fn gaps(&self, level: Level) -> Vec<&Asked> {
        let mut gaps: Vec<&Asked> = self.requirements.iter().filter(|asked| asked.level == level).collect();
        gaps.sort_by(|a, b| (b.missing, b.partial, &a.id).cmp(&(a.missing, a.partial, &b.id)));
        gaps
    }
}
