//! The kinds of cues, and which of them a sentence has.

use std::ops::Range;

use crate::taxonomy::language::CUE_LISTS;

/// What a phrase of the language says of the names around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NegatedBefore,
    /// As `NegatedBefore`, but reaches only the next few words, and a list that goes on with "or".
    NegatedNext,
    /// As `NegatedNext`, but only words such as "any" or "using" may stand between.
    NegatedDirectly,
    NegatedAfter,
    /// As `NegatedAfter`, but reaches only the last few words.
    NegatedAfterNext,
    /// As `NegatedAfterNext`, when something was begun before the name: "(tried Haskell) for a weekend".
    GivenUpAfter,
    /// Other people: deny what they do ("another team ran …"), and what was done by them.
    Others,
    /// "Team": with "the discovery" before it others, as `Others`; with "our platform", they can only have done something.
    Team,
    /// "Was built by": denies what precedes, when a person's name follows.
    DoneBy,
    /// "The Azure part was": denies what precedes, when "Priya's" follows.
    PartOf,
    /// As `NegatedBefore`, and heads a list: it denies the bare items in the sentences that follow, too.
    NegatedLabel,
    AspirationalBefore,
    /// As `AspirationalBefore`, at the beginning of a sentence or line only.
    AspirationalStart,
    AspirationalAfter,
    Neutral,
    ClauseEnd,
    /// "Looking for": what follows is wished for, when a word for work is near.
    Wish,
    /// "Moved away from": what follows is no longer used.
    Left,
    /// "Wrote": what precedes it is others, when the name of a person does.
    PersonDid,
    // What follows is no cue for polarity, and found in the same pass.
    /// A legal or benefits phrase.
    Boilerplate,
    /// A word that makes a field of study of what follows it.
    Degree,
    /// A word that introduces what was learned or what can be done, not a field of study.
    Course,
    /// A phrase before the names of employers, clients and the like.
    Employers,
    /// A verb of selling.
    Sale,
    /// "Hens:": names of animals and of people follow.
    Namesakes,
    /// A verb of recruiting: a job title may follow.
    Recruiting,
}

impl Kind {
    /// What the lists of [`Language::cue_lists`](crate::taxonomy::Language::cue_lists) mean, in their order.
    pub(super) const OF_LISTS: [Self; CUE_LISTS] = [
        Self::NegatedBefore,
        Self::NegatedNext,
        Self::NegatedDirectly,
        Self::NegatedAfter,
        Self::NegatedAfterNext,
        Self::GivenUpAfter,
        Self::Others,
        Self::Team,
        Self::DoneBy,
        Self::PartOf,
        Self::NegatedLabel,
        Self::AspirationalBefore,
        Self::AspirationalStart,
        Self::AspirationalAfter,
        Self::Neutral,
        Self::ClauseEnd,
        Self::Wish,
        Self::Left,
        Self::PersonDid,
        Self::Boilerplate,
        Self::Degree,
        Self::Course,
        Self::Employers,
        Self::Sale,
        Self::Namesakes,
        Self::Recruiting,
    ];

    pub(super) fn is_mark(self) -> bool {
        self as u32 >= Self::Boilerplate as u32
    }

    pub(super) fn denies(self) -> bool {
        self.denies_onward() || matches!(self, Self::NegatedAfter | Self::NegatedAfterNext)
    }

    /// Whether it denies what follows it.
    pub(super) fn denies_onward(self) -> bool {
        matches!(self, Self::NegatedBefore | Self::NegatedNext | Self::NegatedDirectly | Self::NegatedLabel)
    }
}

/// The kinds of cues that begin in a sentence: most sentences have none, and so need not be searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// Where it is not known.
    pub const ALL: Self = Self(u32::MAX);

    fn has(self, kind: Kind) -> bool {
        self.0 >> kind as u32 & 1 == 1
    }

    /// Whether there are cues for polarity.
    pub fn has_cues(self) -> bool {
        self.0 & ((1 << Kind::Boilerplate as u32) - 1) != 0
    }

    /// Whether there are legal or benefits phrases.
    pub fn has_boilerplate(self) -> bool {
        self.has(Kind::Boilerplate)
    }

    /// Whether there are words of degrees.
    pub fn has_degree(self) -> bool {
        self.has(Kind::Degree)
    }

    /// Whether there are phrases before the names of employers.
    pub fn has_employers(self) -> bool {
        self.has(Kind::Employers)
    }

    /// Whether there are verbs of selling.
    pub fn has_sale(self) -> bool {
        self.has(Kind::Sale)
    }

    /// Whether there are words before the names of animals and people.
    pub fn has_namesakes(self) -> bool {
        self.has(Kind::Namesakes)
    }

    /// Whether there are verbs of recruiting.
    pub fn has_recruiting(self) -> bool {
        self.has(Kind::Recruiting)
    }

    /// Notes cues, of which each is given by where it begins and its kind, in the sentences that they begin in. Both are
    /// in order.
    pub(super) fn note(kinds: &mut [Self], sentences: &[Range<usize>], cues: impl Iterator<Item = (usize, Kind)>) {
        let mut here = 0;
        for (start, kind) in cues {
            here += sentences[here..].iter().take_while(|sentence| sentence.end <= start).count();
            let Some(kinds) = kinds.get_mut(here) else { break };
            kinds.0 |= 1 << kind as u32;
        }
    }
}
