//! How sure a mention is, and on what ground.
//!
//! Each ground has one number: the share of right mentions among labelled documents, rounded, and rounded down where
//! there are few of them. `gapcheck evaluate DIR --calibration` measures that share; `docs/confidence.md` shows it.
//! What was tried and did not separate right from wrong is no ground: the length of a name, the rule that took an
//! ambiguous one, whether the document is a resume or a posting.

use super::Reason;
use crate::document::SectionKind;
use crate::taxonomy::Category;

/// Mentions under this confidence (hundredths) are shown as unsure and count as listed at most.
pub const UNSURE: u8 = 70;

/// What makes a mention as sure as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The name of a product, a language, a format or the like.
    NamedThing,
    /// An idea (a practice, method, concept, field or soft skill) that is an item of a list of its own.
    IdeaListed,
    /// An idea in running text, where the same words may only describe something.
    IdeaInText,
    /// A name that was split off from text without separators.
    Glued,
    /// An evidence phrase in what was done or is asked for.
    PhraseAtWork,
    /// A soft skill in running text.
    SoftInText,
    /// An evidence phrase in a summary, a publication and the like, where it may tell of the field or of others.
    PhraseElsewhere,
    /// A name with one letter that is wrong.
    OneLetterOff,
    /// An idea among hobbies and interests.
    Interest,
    /// A name with more letters that are wrong.
    LettersOff,
    /// What was moved away from, or handed to others.
    LeftBehind,
}

impl Ground {
    /// All grounds, the surest first.
    pub const ALL: [Self; 11] = [
        Self::NamedThing,
        Self::IdeaListed,
        Self::IdeaInText,
        Self::Glued,
        Self::PhraseAtWork,
        Self::SoftInText,
        Self::OneLetterOff,
        Self::PhraseElsewhere,
        Self::LettersOff,
        Self::LeftBehind,
        Self::Interest,
    ];

    /// Confidence in hundredths, 0 to 100: of a hundred such mentions, about so many are right.
    pub const fn confidence(self) -> u8 {
        match self {
            Self::NamedThing => 98,
            Self::IdeaListed => 96,
            // None of the glued names was wrong, but there were ten.
            Self::IdeaInText | Self::Glued => 90,
            // More were right where phrases were looked for when the documents were written.
            Self::PhraseAtWork => 85,
            Self::SoftInText => 80,
            // Misspellings were too few to measure: these are careful guesses.
            Self::OneLetterOff => 75,
            Self::PhraseElsewhere => 70,
            Self::LettersOff => 65,
            // Seldom the name is wrong, often it is no strength: a guess at what a reader would make of it.
            Self::LeftBehind => 62,
            Self::Interest => 60,
        }
    }

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NamedThing => "named-thing",
            Self::IdeaListed => "idea-listed",
            Self::IdeaInText => "idea-in-text",
            Self::SoftInText => "soft-in-text",
            Self::Glued => "glued",
            Self::PhraseAtWork => "phrase-at-work",
            Self::PhraseElsewhere => "phrase-elsewhere",
            Self::OneLetterOff => "one-letter-off",
            Self::LettersOff => "letters-off",
            Self::LeftBehind => "left-behind",
            Self::Interest => "interest",
        }
    }

    /// A few words for people.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::NamedThing => "the name of a thing",
            Self::IdeaListed => "an idea, as an item of a list",
            Self::IdeaInText => "an idea, in running text",
            Self::SoftInText => "a soft skill, in running text",
            Self::Glued => "split off from glued text",
            Self::PhraseAtWork => "a phrase in work or requirements",
            Self::PhraseElsewhere => "a phrase elsewhere",
            Self::OneLetterOff => "a name with a wrong letter",
            Self::LettersOff => "a name with wrong letters",
            Self::LeftBehind => "what was moved away from or handed over",
            Self::Interest => "an idea among interests",
        }
    }
}

/// What is known of a candidate when its ground is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// What the skill is; `None` for a credential.
    pub(super) category: Option<Category>,
    /// Whether it is an item of a list of its own.
    pub(super) own_item: bool,
    /// Where it stands.
    pub(super) section: SectionKind,
    /// Letters that are wrong.
    pub(super) letters_off: usize,
    /// Whether it was moved away from, or handed to others.
    pub(super) left: bool,
}

/// The ground of a candidate; `None` when it was refused.
pub(super) fn ground(reason: Reason, around: Around) -> Option<Ground> {
    let Around { category, own_item, section, letters_off, left } = around;
    let ground = match reason {
        reason if left && reason.taken() && reason != Reason::Phrase => Ground::LeftBehind,
        Reason::Glued => Ground::Glued,
        Reason::Misspelled if letters_off <= 1 => Ground::OneLetterOff,
        Reason::Misspelled => Ground::LettersOff,
        Reason::Phrase if section.demonstrates() && section != SectionKind::Publications => Ground::PhraseAtWork,
        Reason::Phrase if section.lists_skills() || section == SectionKind::Responsibilities => Ground::PhraseAtWork,
        Reason::Phrase => Ground::PhraseElsewhere,
        Reason::Unambiguous | Reason::Rule(_) | Reason::SharedHead => match category {
            None => Ground::NamedThing,
            Some(category) if is_thing(category) => Ground::NamedThing,
            Some(_) if section == SectionKind::Interests => Ground::Interest,
            Some(_) if own_item => Ground::IdeaListed,
            Some(Category::Soft) => Ground::SoftInText,
            Some(_) => Ground::IdeaInText,
        },
        _ => return None,
    };
    Some(ground)
}

fn is_thing(category: Category) -> bool {
    category.is_named_thing() || matches!(category, Category::Format | Category::Protocol)
}

#[cfg(test)]
mod tests {
    use super::{Around, Ground, UNSURE, ground};
    use crate::document::SectionKind;
    use crate::matcher::Reason;
    use crate::taxonomy::Category;

    const TEXT: Around = Around {
        category: Some(Category::Practice),
        own_item: false,
        section: SectionKind::Experience,
        letters_off: 0,
        left: false,
    };

    #[test]
    fn every_reason_that_takes_has_a_ground() {
        for reason in [Reason::Unambiguous, Reason::Rule("a word near it decides"), Reason::Glued, Reason::Misspelled] {
            assert!(reason.taken() && ground(reason, TEXT).is_some(), "{reason:?}");
        }
        for reason in [Reason::Spelling, Reason::NoContext, Reason::Link, Reason::LongerName] {
            assert!(!reason.taken() && ground(reason, TEXT).is_none(), "{reason:?}");
        }
    }

    #[test]
    fn a_list_is_surer_than_text_and_text_than_interests() {
        let named = |around| ground(Reason::Unambiguous, around).map_or(0, Ground::confidence);
        let listed = Around { own_item: true, ..TEXT };
        let interest = Around { section: SectionKind::Interests, ..listed };
        let soft = Around { category: Some(Category::Soft), ..TEXT };
        let thing = Around { category: Some(Category::Library), ..TEXT };
        let order = [thing, listed, TEXT, soft, interest].map(named);
        assert!(order.is_sorted_by(|one, next| one > next), "{order:?}");
        assert!(named(interest) < UNSURE && named(soft) >= UNSURE);
    }

    #[test]
    fn the_list_of_grounds_is_sorted_and_complete() {
        assert!(Ground::ALL.is_sorted_by_key(|ground| std::cmp::Reverse(ground.confidence())));
        let mut names = Ground::ALL.map(Ground::name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
