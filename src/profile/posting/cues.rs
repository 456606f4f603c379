//! The words by which a posting says how much it asks for something.

use std::ops::Range;

use super::Proficiency;
use crate::matcher::PhraseTable;
use crate::normalize::is_word_char;
use crate::taxonomy::Language;

/// What a cue says; see the fields of [`crate::taxonomy::posting::PostingWords`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CueKind {
    Preferred,
    PreferredBefore,
    Required,
    Weak,
    Firm,
    Neutral,
    Contrast,
    Describes,
    AskingHead,
    Emphasis,
    AnyOf,
    Examples,
    OpenEnd,
    Either,
    AllOf,
    ClauseEnd,
    YearsStop,
    Proficiency(Proficiency),
}

impl CueKind {
    /// Whether a shorter cue within it says nothing.
    fn covers(self, other: Self) -> bool {
        match self {
            Self::Neutral | Self::Contrast => true,
            Self::Preferred | Self::PreferredBefore => {
                matches!(other, Self::Preferred | Self::Required | Self::Weak | Self::Firm | Self::Emphasis)
            }
            Self::OpenEnd => matches!(other, Self::OpenEnd | Self::AnyOf),
            Self::Proficiency(_) => matches!(other, Self::Proficiency(_)),
            _ => self == other,
        }
    }
}

/// A cue in the folded text.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub at: Range<usize>,
    pub kind: CueKind,
}

/// The cues of a folded text, by place.
pub(super) fn find(text: &str, language: &Language) -> Vec<Cue> {
    let words = &language.posting;
    let lists = [
        (&words.preferred, CueKind::Preferred),
        (&words.preferred_before, CueKind::PreferredBefore),
        (&words.required, CueKind::Required),
        (&words.weak, CueKind::Weak),
        (&words.firm, CueKind::Firm),
        (&words.neutral, CueKind::Neutral),
        (&words.contrast, CueKind::Contrast),
        (&words.describes, CueKind::Describes),
        (&words.asking_heads, CueKind::AskingHead),
        (&words.emphasis, CueKind::Emphasis),
        (&words.groups.any_of, CueKind::AnyOf),
        (&words.groups.examples, CueKind::Examples),
        (&words.groups.open_end, CueKind::OpenEnd),
        (&words.groups.either, CueKind::Either),
        (&words.groups.all_of, CueKind::AllOf),
        (&language.cues.clause_end, CueKind::ClauseEnd),
        (&words.years.stop, CueKind::YearsStop),
    ];
    let grades = Proficiency::ALL
        .into_iter()
        .filter_map(|grade| Some((words.proficiency.get(grade.name())?, CueKind::Proficiency(grade))));
    let lists = lists.into_iter().chain(grades);
    let list = lists.flat_map(|(phrases, kind)| phrases.iter().map(move |phrase| (phrase.as_str(), kind)));
    let mut hits: Vec<Cue> = Vec::new();
    PhraseTable::new(list).find(text, |at, kind| hits.push(Cue { at, kind }));
    hits.sort_by_key(|cue| (cue.at.start, std::cmp::Reverse(cue.at.end), cue.kind));
    let mut kept: Vec<Cue> = Vec::with_capacity(hits.len());
    for hit in hits {
        let covered = |longer: &Cue| {
            longer.at.len() > hit.at.len()
                && longer.at.start <= hit.at.start
                && hit.at.end <= longer.at.end
                && longer.kind.covers(hit.kind)
        };
        // No cue is longer than that, so no further one can cover it.
        if !kept.iter().rev().take_while(|longer| longer.at.start + LONGEST > hit.at.start).any(covered) {
            kept.push(hit);
        }
    }
    kept
}

/// The longest cue, in bytes.
const LONGEST: usize = 64;

/// Whether a range stands between word boundaries.
pub(super) fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let first = text[at.start..].chars().next().is_some_and(is_word_char);
    let last = text[..at.end].chars().next_back().is_some_and(is_word_char);
    (!first || text[..at.start].chars().next_back().is_none_or(|c| !is_word_char(c)))
        && (!last || text[at.end..].chars().next().is_none_or(|c| !is_word_char(c)))
}
