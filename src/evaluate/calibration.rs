//! Whether stated confidence is what it says: of the mentions that are reported with 0.9, nine in ten should be right.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Share;
use super::names::{keys, overlap};
use super::score::Item;
use crate::document::Document;
use crate::matcher::{Ground, MatchOptions, Matches, Polarity};
use crate::report;
use crate::taxonomy::{Target, Taxonomy};

/// A mention that is reported, and whether it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// What makes it so sure.
    pub ground: Ground,
    /// Its stated confidence in hundredths.
    pub confidence: u8,
    /// Whether its skill is a label of the document, by name or by place, and its place no trap.
    pub right: bool,
}

/// Stated confidence against the share of mentions that are right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calibration {
    /// By stated confidence in hundredths, the surest first.
    pub by_confidence: Vec<(u8, Share)>,
    /// By ground, the surest first; grounds without a mention are left out.
    pub by_ground: Vec<(Ground, Share)>,
}

impl Calibration {
    /// Sums up observations.
    pub fn of<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> Self {
        let mut by_confidence: BTreeMap<u8, Share> = BTreeMap::new();
        let mut by_ground: BTreeMap<Ground, Share> = BTreeMap::new();
        for seen in observations {
            by_confidence.entry(seen.confidence).or_default().count(seen.right);
            by_ground.entry(seen.ground).or_default().count(seen.right);
        }
        Self {
            by_confidence: by_confidence.into_iter().rev().collect(),
            by_ground: Ground::ALL
                .into_iter()
                .filter_map(|ground| by_ground.get(&ground).map(|share| (ground, *share)))
                .collect(),
        }
    }
}

/// What the labels of a document say of a mention.
pub(super) struct Evidence {
    /// Labels that are not denied, and optional ones.
    pub(super) known: Vec<Item>,
    /// Traps: what must not be read there, and where.
    pub(super) traps: Vec<(String, Range<usize>)>,
}

impl Evidence {
    fn holds(&self, keys: &BTreeSet<String>, span: &Range<usize>) -> bool {
        let trapped = self.traps.iter().any(|(looks_like, place)| keys.contains(looks_like) && overlap(place, span));
        !trapped && self.known.iter().any(|item| item.is(keys) || item.holds(span))
    }
}

/// Judges every asserted mention of a skill.
pub(super) fn observe(
    evidence: &Evidence,
    matches: &Matches,
    document: &Document,
    taxonomy: &Taxonomy,
    options: MatchOptions,
) -> Vec<Observation> {
    let reported = matches.decisions.iter().filter(|decision| {
        decision.reason.taken()
            && decision.polarity == Polarity::Asserted
            && decision.confidence >= options.min_confidence
    });
    reported
        .filter_map(|decision| {
            let Target::Skill(skill) = decision.target else { return None };
            let skill = taxonomy.at(skill);
            let surface = report::one_line(&document.text()[decision.span.clone()]);
            let right = evidence.holds(&keys([skill.name.as_str(), &skill.id, &surface]), &decision.span);
            Some(Observation { ground: decision.ground?, confidence: decision.confidence, right })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Observation, Share};
    use crate::matcher::Ground;

    #[test]
    fn observations_are_counted_by_confidence_and_by_ground() {
        let seen = |ground: Ground, right| Observation { ground, confidence: ground.confidence(), right };
        let calibration = Calibration::of(&[
            seen(Ground::Glued, true),
            seen(Ground::IdeaInText, false),
            seen(Ground::NamedThing, true),
        ]);
        assert_eq!(calibration.by_confidence, [(98, Share { part: 1, of: 1 }), (90, Share { part: 1, of: 2 })]);
        let grounds = [Ground::NamedThing, Ground::IdeaInText, Ground::Glued];
        assert!(calibration.by_ground.iter().map(|(ground, _)| *ground).eq(grounds));
    }
}
