//! What other people do and did: "another team ran Spark", "the site was built by my nephew in React", "a colleague, who
//! knew Perl". None of it says what the person of the resume can do.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidates::Candidate;
use super::kinds::Kind;
use super::polarity::{Cue, CuesOfText};
use super::reach::{BACK_WORDS, is_near_back, starts_sentence};
use super::search::{ends_with_phrase, starts_with_phrase};
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;

/// The most words of what names other people, and of what stands between them and "who".
const NAME_WORDS: usize = 4;
const ASIDE_WORDS: usize = 3;
/// The most words between "the" and "team".
const TEAM_WORDS: usize = 3;
/// The most words for where others are.
const PLACE_WORDS: usize = 3;
/// How often the name of somebody who did something stands in a resume that tells of its author in the third person.
const AUTHOR: usize = 3;
/// The longest subject of a sentence, in bytes.
const SUBJECT: usize = 200;

impl CuesOfText<'_> {
    /// Drops the cues that need the name of a person after them and have none, and the nouns for people that name no
    /// others. `is_person` tells of an offset of the folded text whether the name of somebody may begin there, and
    /// `is_name` of a word whether it can hardly be anything else.
    pub fn keep_agents(
        &mut self,
        text: &str,
        is_person: impl Fn(usize) -> bool,
        is_name: impl Fn(Range<usize>) -> bool,
    ) {
        let mut kept: Vec<Cue> = Vec::with_capacity(self.cues.len());
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for mut cue in std::mem::take(&mut self.cues) {
            let after = &text[cue.at.end..];
            let start = cue.at.end + after.len() - after.trim_start_matches(' ').len();
            let keep = match cue.kind {
                Kind::DoneBy => is_person(start),
                Kind::PartOf => is_person(start) && is_possessive(&text[start..]),
                Kind::PersonDid => match persons_before(text, cue.at.start, &is_name) {
                    Some(at) => {
                        *named.entry(&text[at.clone()]).or_insert(0) += 1;
                        cue = Cue { at, kind: Kind::Others };
                        kept.last().is_none_or(|last| last.at.end <= cue.at.start)
                    }
                    None => false,
                },
                Kind::Team => {
                    self.name_others(text, &mut cue) && kept.last().is_none_or(|last| last.at.end <= cue.at.start)
                }
                _ => true,
            };
            if keep {
                kept.push(cue);
            }
        }
        // Of whom so much is told the resume tells: its author, or the firm.
        kept.retain(|cue| {
            cue.kind != Kind::Others || named.get(&text[cue.at.clone()]).is_none_or(|&count| count < AUTHOR)
        });
        self.cues = kept;
    }

    /// Whether the words before a noun for people make others of them ("the discovery team"); then the cue begins there.
    fn name_others(&self, text: &str, noun: &mut Cue) -> bool {
        let mut start = noun.at.start;
        for modifiers in 0..=TEAM_WORDS {
            let before = text[..start].trim_end_matches(' ');
            let word = &before[before
                .rfind(|c: char| !is_word_char(c) && c != '-')
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
            start = before.len() - word.len();
            if word.is_empty() {
                return false;
            }
            let own = is_in(&self.words.own_team_before, word);
            if own || is_in(&self.words.team_before, word) {
                noun.kind = if own { Kind::Team } else { Kind::Others };
                noun.at.start = start;
                return modifiers > 0;
            }
            if is_in(&self.words.no_subject, word) {
                return false;
            }
        }
        false
    }

    /// What others do, without where they are: "in Lisbon (wrote)", "upstairs (trained)".
    fn without_place<'t>(&self, after: &'t str) -> &'t str {
        let mut rest = after;
        for place in 0..=PLACE_WORDS {
            if place > 0 && self.words.others_do.iter().any(|act| starts_with_phrase(rest, act)) {
                return rest;
            }
            let (word, next) = rest.split_once(' ').unwrap_or((rest, ""));
            if place == 0 && !is_in(&self.words.places_before, word) || word.ends_with([',', ':', ';', '.']) {
                break;
            }
            rest = next;
        }
        after
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
        let is_means = |word: &str| is_in(&self.words.means, word);
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
        let after = self.without_place(without_aside(text[others.at.end..].trim_start()));
        begins && self.words.others_do.iter().any(|act| starts_with_phrase(after, act))
    }

    /// "Our supplier's firmware is in": a thing of others at the beginning of a sentence, and what it is or needs.
    /// `between` is what stands between the others and a name.
    pub(super) fn is_theirs(&self, text: &str, sentence: &Range<usize>, others: &Cue, between: &str) -> bool {
        let Some(thing) = between.strip_prefix("'s ").or_else(|| between.strip_prefix("' ")) else { return false };
        let mut words = thing.split_whitespace().take(NAME_WORDS);
        starts_sentence(&text[sentence.start..others.at.start])
            && !thing.contains([',', ':', '('])
            && words.any(|word| is_in(&self.words.theirs_do, word))
    }

    /// Whether what precedes others says that they did it: "(was) maintained by".
    pub(super) fn have_done(&self, between: &str) -> bool {
        let before = between.trim_end();
        let done = self.words.others_did.iter().filter(|done| ends_with_phrase(before, done));
        done.map(|done| &before[..before.len() - done.len()]).any(|rest| is_near_back(rest, BACK_WORDS))
    }

    /// "(SWIFT files were) the payments team's".
    pub(super) fn is_their_own(&self, text: &str, others: &Cue, between: &str) -> bool {
        let Some((rest, verb)) = between.trim_end().rsplit_once(' ') else { return false };
        text[others.at.end..].starts_with("'s")
            && is_in(&self.words.auxiliaries, verb)
            && is_near_back(rest, BACK_WORDS)
    }

    /// "The Helm charts and Istio belong to (our platform team)": whether others have done all that the subject of the
    /// sentence names, which reaches from its beginning to the others.
    pub(super) fn have_done_subject(
        &self,
        text: &str,
        sentence: &Range<usize>,
        others: &Cue,
        names: &[Candidate],
    ) -> bool {
        let before = text[sentence.start..others.at.start].trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = others.at.start - before.len();
        let before = before.trim_end();
        let first = names.partition_point(|name| name.folded.start < start);
        let opens = || {
            let word = before.split(' ').next().unwrap_or_default();
            is_in(&self.words.subject_openers, word) || names.get(first).is_some_and(|name| name.folded.start == start)
        };
        before.len() <= SUBJECT && opens() && {
            let done = self.words.others_did.iter().filter(|done| ends_with_phrase(before, done));
            done.map(|done| &before[..before.len() - done.len()]).any(|rest| self.is_subject(rest))
        }
    }

    /// Whether a text may be the subject of a sentence, with the auxiliary verb after it.
    fn is_subject(&self, text: &str) -> bool {
        let text = text.trim_end();
        let text = text
            .rsplit_once(' ')
            .filter(|(_, last)| is_in(&self.words.auxiliaries, last))
            .map_or(text, |(rest, _)| rest);
        let mut depth = 0;
        !text.contains([';', ':'])
            && text.split(' ').all(|word| {
                let inside = depth > 0 || word.starts_with('(');
                depth += word.matches('(').count() as i32 - word.matches(')').count() as i32;
                inside || !is_in(&self.words.no_subject, word.trim_matches(','))
            })
    }
}

/// "Oskar (wrote)", "Mei and Oskar (built)": the names that end before a verb.
fn persons_before(text: &str, verb: usize, is_name: &impl Fn(Range<usize>) -> bool) -> Option<Range<usize>> {
    let name_before = |end: usize| {
        let before = &text[..end];
        let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |at| at + 1);
        (before.is_char_boundary(start) && start < end && is_name(start..end)).then_some(start)
    };
    let end = text[..verb].strip_suffix(' ')?.len();
    let start = name_before(end)?;
    let other = text[..start].strip_suffix(" and ").and_then(|before| name_before(before.len()));
    Some(other.unwrap_or(start)..end)
}

/// ", Sandra Moe, (wrote)": what others do without their names between commas.
fn without_aside(after: &str) -> &str {
    let Some((aside, rest)) = after.strip_prefix(',').and_then(|after| after.split_once(',')) else { return after };
    if aside.split_whitespace().take(ASIDE_WORDS + 1).count() <= ASIDE_WORDS { rest.trim_start() } else { after }
}

/// Whether a text begins with a word such as "Priya's" that ends what is said.
fn is_possessive(text: &str) -> bool {
    let end = text.find([' ', '.', ',', ';', ')', '\n']).unwrap_or(text.len());
    text[..end].ends_with("'s") && !text[end..].trim_start_matches(' ').starts_with(char::is_alphanumeric)
}
