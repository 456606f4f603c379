//! The best covered documents of a run.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Judged, Outcome, Scorer};
use crate::coverage::Status;
use crate::taxonomy::Level;

/// The first of a ranking, for each target. Ties are broken by the coverage of what is required, then by name.
#[derive(Debug, Clone)]
pub struct Ranking {
    most: usize,
    /// Documents that were added.
    added: u64,
    targets: Vec<BTreeMap<Place, Ranked>>,
}

/// What a ranking is ordered by.
type Place = (Reverse<Option<u32>>, Reverse<Option<u32>>, Option<String>, u64);

/// A document in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// As [`Judged::name`].
    pub name: Option<String>,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of what is required.
    pub required: Option<u32>,
    /// Requirements of the target that are required and not shown at all, by index.
    pub missing: Vec<usize>,
    /// The file that it is a duplicate of, or nearly, and whether only nearly.
    pub duplicate_of: Option<(String, bool)>,
}

impl Ranking {
    /// An empty ranking with room for `most` documents for each target.
    pub fn new(most: usize, targets: usize) -> Self {
        Self { most, added: 0, targets: vec![BTreeMap::new(); targets] }
    }

    /// Adds a document, if it was scored.
    pub fn add(&mut self, judged: &Judged, scorer: &Scorer<'_>) {
        let Outcome::Scored(scored) = &judged.outcome else { return };
        self.added += 1;
        for ((target, score), ranked) in scorer.targets().iter().zip(&scored.scores).zip(&mut self.targets) {
            // Documents of the same content and name stand in the order in which they came.
            let place = (Reverse(score.coverage), Reverse(score.required), judged.name.clone(), self.added);
            let is_full = ranked.len() >= self.most;
            if is_full && ranked.last_key_value().is_none_or(|(last, _)| place >= *last) {
                continue;
            }
            let requirements = target.profile.requirements.iter().zip(&score.credits).enumerate();
            let missing = requirements.filter(|(_, (requirement, credit))| {
                requirement.level == Level::Required && Status::of(**credit) == Status::Missing
            });
            let exact = judged.duplicate_of.clone().map(|name| (name, false));
            let entry = Ranked {
                name: judged.name.clone(),
                coverage: score.coverage,
                required: score.required,
                missing: missing.map(|(index, _)| index).collect(),
                duplicate_of: exact.or_else(|| judged.near_duplicate_of.clone().map(|name| (name, true))),
            };
            ranked.insert(place, entry);
            if is_full {
                ranked.pop_last();
            }
        }
    }

    /// The documents of a target, the best first.
    pub fn of(&self, target: usize) -> impl Iterator<Item = &Ranked> {
        self.targets[target].values()
    }
}
