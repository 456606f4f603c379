//! What other people do and did: "another team ran Spark", "the site was built by my nephew in React", "a colleague, who
//! knew Perl". None of it says what the person of the resume can do.

use std::ops::Range;

use super::kinds::Kind;
use super::polarity::{Cue, CuesOfText};
use super::reach::{BACK_WORDS, is_near_back, starts_sentence};
use super::search::{ends_with_phrase, starts_with_phrase};

/// The most words of what names other people, and of what stands between them and "who".
const NAME_WORDS: usize = 4;
const ASIDE_WORDS: usize = 3;

impl CuesOfText<'_> {
    /// Drops the cues that need the name of a person after them and have none. `is_person` tells of an offset of the
    /// folded text whether the name of somebody may begin there.
    pub fn keep_agents(&mut self, text: &str, is_person: impl Fn(usize) -> bool) {
        self.cues.retain(|cue| {
            let after = &text[cue.at.end..];
            let start = cue.at.end + after.len() - after.trim_start_matches(' ').len();
            match cue.kind {
                Kind::DoneBy => is_person(start),
                Kind::PartOf => is_person(start) && is_possessive(&text[start..]),
                _ => true,
            }
        });
    }

    /// Whether "who" speaks of other people: "a colleague, Femi, who knew", but not "led the engineers who wrote".
    pub(super) fn tells_of_others(&self, text: &str, sentence: &Range<usize>, who: &Cue) -> bool {
        let is_relative = self.words.relatives.iter().any(|word| *word == text[who.at.clone()]);
        let after = text[who.at.end..].trim_start();
        if !is_relative || !self.words.others_do.iter().any(|act| starts_with_phrase(after, act)) {
            return false;
        }
        let Some(others) = self.within(sentence.start..who.at.start).last().filter(|cue| cue.kind == Kind::Others)
        else {
            return false;
        };
        let before = text[sentence.start..others.at.start].trim_end();
        let aside = text.get(others.at.end..who.at.start).unwrap_or_default();
        aside.split_whitespace().take(ASIDE_WORDS + 1).count() <= ASIDE_WORDS
            && !self.words.others_led.iter().any(|verb| ends_with_phrase(before, verb))
    }

    /// Whether what stands between others that did something and a name says that it is what they did it with:
    /// "(was built by) my nephew in React", "(was done by) Imre (Vue, …".
    pub(super) fn is_their_means(&self, between: &str) -> bool {
        let is_means = |word: &str| self.words.means.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
        let (name, bracket) = between.split_once('(').map_or((between, false), |(name, _)| (name, true));
        let words = name.split_whitespace().take(2 * NAME_WORDS);
        let before_means = words.clone().take_while(|word| !is_means(word)).count();
        let has_means = before_means < words.count();
        !name.contains([',', ':']) && before_means <= NAME_WORDS && (bracket || has_means)
    }

    /// Whether others are the subject of a clause and do something with what it names.
    pub(super) fn act(&self, text: &str, sentence: &Range<usize>, others: &Cue) -> bool {
        let before = &text[sentence.start..others.at.start];
        let ended = || self.within(sentence.start..others.at.start).last().filter(|cue| cue.kind == Kind::ClauseEnd);
        let begins =
            starts_sentence(before) || ended().is_some_and(|end| text[end.at.end..others.at.start].trim().is_empty());
        let after = text[others.at.end..].trim_start();
        begins && self.words.others_do.iter().any(|act| starts_with_phrase(after, act))
    }

    /// "Our supplier's firmware is in": a thing of others at the beginning of a sentence, and what it is or needs.
    /// `between` is what stands between the others and a name.
    pub(super) fn is_theirs(&self, text: &str, sentence: &Range<usize>, others: &Cue, between: &str) -> bool {
        let Some(thing) = between.strip_prefix("'s ").or_else(|| between.strip_prefix("' ")) else { return false };
        let mut words = thing.split_whitespace().take(NAME_WORDS);
        starts_sentence(&text[sentence.start..others.at.start])
            && !thing.contains([',', ':', '('])
            && words.any(|word| self.words.theirs_do.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
    }

    /// Whether what precedes others says that they did it: "(was) maintained by".
    pub(super) fn have_done(&self, between: &str) -> bool {
        let before = between.trim_end();
        let done = self.words.others_did.iter().filter(|done| ends_with_phrase(before, done));
        done.map(|done| &before[..before.len() - done.len()]).any(|rest| is_near_back(rest, BACK_WORDS))
    }
}

/// Whether a text begins with a word such as "Priya's" that ends what is said.
fn is_possessive(text: &str) -> bool {
    let end = text.find([' ', '.', ',', ';', ')', '\n']).unwrap_or(text.len());
    text[..end].ends_with("'s") && !text[end..].trim_start_matches(' ').starts_with(char::is_alphanumeric)
}
