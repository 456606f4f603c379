//! Denials that are none: "could not have shipped it without Docker", "without Terraform the team would still click",
//! "never merged Python without tests", "customers who no longer use the app, in PyTorch".

use std::ops::Range;

use super::kinds::Kind;
use super::polarity::{Cue, CuesOfText};
use super::reach::{BACK_WORDS, is_near_back};
use super::search::{contains_phrase, ends_with_phrase};
use crate::taxonomy::posting::is_in;

/// Within how many words two denials undo each other.
const TWICE_WORDS: usize = 7;

impl CuesOfText<'_> {
    /// Whether what a sentence says around a denial undoes it.
    pub(super) fn is_undone(&self, text: &str, sentence: &Range<usize>, cue: &Cue) -> bool {
        self.follows_denial(text, sentence, cue) || self.is_lack(text, cue) && self.is_unreal(text, sentence, cue)
    }

    /// "Could not have shipped it without Docker": a denial a few words before this one.
    fn follows_denial(&self, text: &str, sentence: &Range<usize>, cue: &Cue) -> bool {
        let earlier = self.within(sentence.start..cue.at.start).last();
        let undoes = |earlier: &&Cue| earlier.kind == Kind::Neutral || earlier.kind == Kind::NegatedNext;
        cue.kind == Kind::NegatedDirectly
            && earlier.filter(undoes).is_some_and(|earlier| {
                earlier.at.end <= cue.at.start && is_near_back(&text[earlier.at.end..cue.at.start], BACK_WORDS)
            })
    }

    /// Whether a cue is one such as "without".
    fn is_lack(&self, text: &str, cue: &Cue) -> bool {
        self.words.lacks.iter().any(|word| *word == text[cue.at.clone()])
    }

    /// "Nothing moves here without Kafka", "without Kafka, nothing would move": what would be, not what is.
    fn is_unreal(&self, text: &str, sentence: &Range<usize>, cue: &Cue) -> bool {
        let before = &text[sentence.start..cue.at.start];
        let clause = before.rsplit([',', ';', ':', '(']).next().unwrap_or(before);
        if !clause.contains(char::is_alphanumeric) {
            let after = text[cue.at.end..sentence.end.max(cue.at.end)].split(';').next().unwrap_or_default();
            return self.words.unreal.iter().any(|word| contains_phrase(after, word));
        }
        clause.split_whitespace().take(TWICE_WORDS + 1).count() <= TWICE_WORDS
            && self.words.unreal.iter().any(|word| contains_phrase(clause, word))
    }

    /// Whether "without" follows a denial in its clause: "never merged Python without tests".
    pub(super) fn is_doubled(&self, text: &str, sentence: &Range<usize>, denial: &Cue) -> bool {
        let lack = self.within(denial.at.end..sentence.end).iter().find(|cue| self.is_lack(text, cue));
        lack.is_some_and(|lack| {
            let between = &text[denial.at.end..lack.at.start];
            !between.contains([',', ';', ':', '(', ')'])
                && between.split_whitespace().take(TWICE_WORDS + 1).count() <= TWICE_WORDS
        })
    }

    /// "(No longer use) the app, in PyTorch": a denial with something to deny, and what was done after a comma.
    pub(super) fn is_resumed(&self, text: &str, denial: &Cue, between: &str) -> bool {
        let Some((_, after)) = between.rsplit_once(',') else { return false };
        let word = after.trim_start().split(' ').next().unwrap_or_default();
        is_in(&self.words.means, word) && !ends_with_phrase(&text[denial.at.clone()], word)
    }
}
