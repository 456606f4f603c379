//! How good the matching is: what is reported of documents against what a reader labelled in them.
//!
//! [`load`] finds the labelled documents of a folder, [`score`] judges one of them, and [`Evaluation::of`] sums up. The
//! caller reads the texts, as every untrusted document is read elsewhere. `docs/evaluate.md` tells the rules.

mod calibration;
mod labels;
mod names;
mod score;
mod tally;

use std::collections::BTreeMap;

pub use calibration::{Calibration, Observation};
pub use labels::{Case, Folder, Kind, Label, Labels, LabelsError, Optional, Trap, load};
pub use names::Names;
pub use score::{Asked, DocumentScore, Forbidden, Options, Place, Reported, Verdict, score};
pub use tally::{Share, Tally};

use crate::matcher::Found;

impl DocumentScore {
    /// Precision and recall of this document.
    pub fn tally(&self) -> Tally {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let found = self.asked.iter().filter(|label| label.found).count();
        Tally {
            found: count(found),
            missed: count(self.asked.len() - found),
            wrong: count(self.reported.iter().filter(|skill| skill.verdict == Verdict::Wrong).count()),
        }
    }
}

/// What kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// A skill is claimed that the document denies.
    Denied,
    /// A trap is taken for a skill.
    Trap,
    /// A skill is reported that no label knows.
    Wrong,
    /// A label is not found.
    Missed,
}

impl ErrorKind {
    /// All kinds, the worst first.
    pub const ALL: [Self; 4] = [Self::Denied, Self::Trap, Self::Wrong, Self::Missed];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Trap => "trap",
            Self::Wrong => "wrong",
            Self::Missed => "missed",
        }
    }
}

/// One error, where it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// What kind.
    pub kind: ErrorKind,
    /// The document.
    pub document: String,
    /// The skill.
    pub name: String,
    /// Of a wrong skill, how it was found.
    pub found: Option<Found>,
    /// Of a wrong skill, its confidence in hundredths.
    pub confidence: Option<u8>,
    /// Of a trap, why it is none, where the labels say so.
    pub why: String,
    /// Where.
    pub place: Place,
    /// Errors of this kind with this skill, in all documents.
    pub times: usize,
}

/// The sum over documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// Number of documents.
    pub documents: usize,
    /// Precision and recall over all of them.
    pub overall: Tally,
    /// The same by what they are.
    pub by_kind: Vec<(Kind, Tally)>,
    /// Labels that are found, by their category.
    pub labels_by_category: Vec<(String, Share)>,
    /// Reported skills that are not wrong, by their category in the taxonomy.
    pub reported_by_category: Vec<(&'static str, Share)>,
    /// Reported skills that are not wrong, by how they were found.
    pub reported_by_match: Vec<(Found, Share)>,
    /// Traps that are taken for skills.
    pub traps: Share,
    /// Denied skills that are claimed.
    pub denied: Share,
    /// Labels that only paraphrase that are found. They are no part of the recall.
    pub paraphrased: Share,
    /// Levels of postings that are read as labelled, of the labels that are found.
    pub levels: Share,
    /// All errors: the worst kind first, in it what is wrong most often, then the surest.
    pub mistakes: Vec<Mistake>,
    /// Labels whose words do not stand where they should, by document.
    pub displaced: Vec<(String, Vec<String>)>,
    /// Stated confidence against what is right.
    pub calibration: Calibration,
}

impl Evaluation {
    /// Sums up.
    pub fn of(scores: &[DocumentScore]) -> Self {
        let mut by_kind: BTreeMap<Kind, Tally> = BTreeMap::new();
        let mut overall = Tally::default();
        for score in scores {
            *by_kind.entry(score.kind).or_default() += score.tally();
            overall += score.tally();
        }
        let asked = || scores.iter().flat_map(|score| &score.asked);
        let reported = || scores.iter().flat_map(|score| &score.reported);
        let right = |skill: &Reported| skill.verdict != Verdict::Wrong;
        let displaced = scores.iter().filter(|score| !score.displaced.is_empty());
        Self {
            documents: scores.len(),
            overall,
            by_kind: by_kind.into_iter().collect(),
            labels_by_category: shares(asked().map(|label| (label.category.clone(), label.found))),
            reported_by_category: shares(reported().map(|skill| (skill.category.name(), right(skill)))),
            reported_by_match: shares(reported().map(|skill| (skill.found, right(skill)))),
            traps: scores.iter().flat_map(|score| &score.traps).map(|trap| trap.reported).collect(),
            denied: scores.iter().flat_map(|score| &score.denied).map(|denied| denied.reported).collect(),
            paraphrased: scores.iter().flat_map(|score| &score.paraphrased).map(|label| label.found).collect(),
            levels: asked().filter_map(|label| label.level).collect(),
            mistakes: mistakes(scores),
            displaced: displaced.map(|score| (score.id.clone(), score.displaced.clone())).collect(),
            calibration: Calibration::of(scores.iter().flat_map(|score| &score.observations)),
        }
    }
}

fn shares<K: Ord>(counted: impl Iterator<Item = (K, bool)>) -> Vec<(K, Share)> {
    let mut shares: BTreeMap<K, Share> = BTreeMap::new();
    counted.for_each(|(key, belongs)| shares.entry(key).or_default().count(belongs));
    shares.into_iter().collect()
}

fn mistakes(scores: &[DocumentScore]) -> Vec<Mistake> {
    let mut all: Vec<Mistake> = scores.iter().flat_map(mistakes_of).collect();
    let mut times: BTreeMap<(ErrorKind, String), usize> = BTreeMap::new();
    for mistake in &all {
        *times.entry((mistake.kind, mistake.name.clone())).or_default() += 1;
    }
    for mistake in &mut all {
        mistake.times = times.get(&(mistake.kind, mistake.name.clone())).copied().unwrap_or(1);
    }
    // The sort is stable: what is equal stays in the order of the documents.
    all.sort_by_key(|mistake| {
        (mistake.kind, std::cmp::Reverse((mistake.times, mistake.confidence)), mistake.name.clone())
    });
    all
}

fn mistakes_of(score: &DocumentScore) -> Vec<Mistake> {
    let mistake = |kind, name: &str, place: &Place| Mistake {
        kind,
        document: score.id.clone(),
        name: name.to_string(),
        found: None,
        confidence: None,
        why: String::new(),
        place: place.clone(),
        times: 1,
    };
    let forbidden = |kind, all: &[Forbidden]| -> Vec<Mistake> {
        let reported = all.iter().filter(|one| one.reported);
        reported.map(|one| Mistake { why: one.why.clone(), ..mistake(kind, &one.name, &one.place) }).collect()
    };
    let mut mistakes = forbidden(ErrorKind::Denied, &score.denied);
    mistakes.extend(forbidden(ErrorKind::Trap, &score.traps));
    let wrong = score.reported.iter().filter(|skill| skill.verdict == Verdict::Wrong);
    mistakes.extend(wrong.map(|skill| Mistake {
        found: Some(skill.found),
        confidence: Some(skill.confidence),
        ..mistake(ErrorKind::Wrong, &skill.name, &skill.place)
    }));
    let missed = score.asked.iter().filter(|label| !label.found);
    mistakes.extend(missed.map(|label| mistake(ErrorKind::Missed, &label.name, &label.place)));
    mistakes
}
