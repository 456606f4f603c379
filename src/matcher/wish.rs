//! What a person of a resume wishes for: "looking for a role in machine learning", "wants to move into MLOps". It says
//! nothing of what the person can do.
//!
//! A head ("looking for") makes a wish of what follows when a word for work ("role") comes soon after it, or when it is
//! followed by something that one wishes to do ("move into"). The wish reaches over lists to the end of the sentence, or
//! to where the person speaks of what there is already: "a role where my five years of Python help".

use std::ops::Range;

use super::kinds::Kind;
use super::polarity::{Cue, CuesOfText};
use super::reach::is_closed;
use super::search::{contains_phrase, ends_with_phrase, starts_with_one};
use crate::document::SectionKind;
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;

/// Within how many words after a head its word for work stands.
const OBJECT_WORDS: usize = 12;

/// What the place of a sentence in a resume says about wishes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Work that was done: what is wished for there is mostly somebody else's ("teams that want to move to Kafka").
    Work,
    /// Under a heading such as "Objective".
    Objective,
    /// Anywhere else.
    Other,
}

impl Setting {
    /// The setting of a section; `objective` is whether its heading speaks of what is wished for.
    pub(super) fn of(section: SectionKind, objective: bool) -> Self {
        match section {
            kind if kind.demonstrates() => Self::Work,
            _ if objective => Self::Objective,
            _ => Self::Other,
        }
    }
}

/// Words of wishing before a name that are looked at; a sentence that people write has one or two.
const MOST_HEADS: usize = 4;

impl CuesOfText<'_> {
    /// Whether a folded range of a sentence names what is wished for.
    pub(super) fn is_wished(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>, setting: Setting) -> bool {
        let is_head = |cue: &&Cue| cue.kind == Kind::Wish && cue.at.end <= at.start;
        let heads = self.within(sentence.start..at.start).iter().rev().filter(is_head);
        let own = |head: &Cue| setting != Setting::Work || self.is_own(&text[sentence.start..head.at.start]);
        for head in heads.filter(|head| own(head)).take(MOST_HEADS) {
            let after = head.at.end..sentence.end.max(head.at.end);
            if self.wishes(text, after) {
                return self.reaches_wish(&text[head.at.end..at.start]);
            }
        }
        setting == Setting::Objective && self.is_objective(text, sentence) && {
            self.reaches_wish(&text[sentence.start..at.start])
        }
    }

    /// Whether a heading, with a colon after it, is one of wishes.
    pub(super) fn is_wish_heading(&self, title: &str) -> bool {
        self.within(0..title.len())
            .iter()
            .any(|cue| cue.kind == Kind::Wish && title[cue.at.end..].trim_matches([':', ' ']).is_empty())
    }

    /// Whether something is wished for in what follows a head.
    fn wishes(&self, text: &str, after: Range<usize>) -> bool {
        let after = text[after].trim_start_matches([' ', ':', '-', '"']);
        let clause = after.split(';').next().unwrap_or_default();
        starts_with_one(after, &self.words.wish_acts) || self.has_object(clause)
    }

    /// Whether one of the first words is one for work.
    fn has_object(&self, clause: &str) -> bool {
        let words = clause.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty());
        let is_object = |word: &str| is_in(&self.words.wish_objects, word);
        words.take(OBJECT_WORDS).any(is_object)
    }

    /// Whether a wish does not end in what stands between its beginning and a name.
    fn reaches_wish(&self, between: &str) -> bool {
        !between.contains(';')
            && !is_closed(between)
            && !self.words.wish_ends.iter().any(|end| contains_phrase(between, end))
    }

    /// Whether a sentence under a heading of wishes is one although no head is in it: "To grow in a data role", "A
    /// position in robotics".
    fn is_objective(&self, text: &str, sentence: &Range<usize>) -> bool {
        let said = text[sentence.clone()].trim_start();
        starts_with_one(said, &self.words.wish_openers)
            && self.has_object(said)
            && !self.within(sentence.clone()).iter().any(|cue| cue.kind == Kind::Wish)
    }

    /// Whether a head is that of the person: it begins the sentence, or "I" stands before it.
    fn is_own(&self, before: &str) -> bool {
        let before = before.trim_end();
        !before.contains(char::is_alphanumeric)
            || self.words.wish_selves.iter().any(|word| ends_with_phrase(before, word))
    }
}
