//! What a posting asks for beside skills and credentials: spoken languages, work permits, travel and the like.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Condition;
use super::cues::is_whole;
use super::text::Text;
use crate::document::SectionKind;
use crate::matcher::finder::{Effort, Finder, Trigrams, Words};
use crate::report::one_line;
use crate::taxonomy::Level;
use crate::taxonomy::posting::ConditionWords;

/// The longest text that is shown, in characters.
const SHOWN: usize = 160;

struct Phrases<'t>(Vec<(&'t str, usize)>);

impl Words for Phrases<'_> {
    fn count(&self) -> u32 {
        self.0.len() as u32
    }

    fn word(&self, number: u32) -> &str {
        self.0[number as usize].0
    }
}

/// The conditions of a posting, by place: one for each sentence, kind and level.
pub(super) fn find(text: &Text<'_>) -> Vec<Condition> {
    let words = &text.language.posting.condition;
    let phrases = words
        .iter()
        .enumerate()
        .flat_map(|(kind, words)| words.phrases.iter().map(move |phrase| (phrase.as_str(), kind)));
    let phrases = Phrases(phrases.collect());
    let mut hits: Vec<(usize, usize, Range<usize>)> = Vec::new();
    Finder::new(&phrases, Effort::One).find(&text.folded, &Trigrams::of(&text.folded), &phrases, |at, number| {
        if is_whole(&text.folded, &at) {
            hits.push((text.sentence_at(at.start), phrases.0[number as usize].1, at));
        }
    });
    hits.sort_by_key(|(sentence, kind, at)| (*sentence, at.start, *kind, std::cmp::Reverse(at.end)));
    let mut seen: BTreeSet<(usize, usize, Level)> = BTreeSet::new();
    let mut found = Vec::new();
    for (sentence, kind, at) in hits {
        let section = text.sentences.get(sentence).map_or(SectionKind::Other, |sentence| sentence.section);
        if matches!(section, SectionKind::Benefits | SectionKind::About) || !holds(text, &words[kind], sentence, &at) {
            continue;
        }
        let level = match text.level_at(sentence, &at) {
            Some(Level::Preferred) => Level::Preferred,
            _ => Level::Required,
        };
        if seen.insert((sentence, kind, level)) {
            found.push(condition(text, &words[kind].kind, level, sentence, &at));
        }
    }
    found
}

/// Whether the words that a condition needs stand near its phrase, and none that rule it out.
fn holds(text: &Text<'_>, words: &ConditionWords, sentence: usize, at: &Range<usize>) -> bool {
    let near = text.near(sentence, at);
    let around = [&text.folded[near.start..at.start], &text.folded[at.end..near.end]];
    let is_near = |word: &String| {
        around.iter().any(|side| {
            side.match_indices(word.as_str()).any(|(place, _)| is_whole(side, &(place..place + word.len())))
        })
    };
    let whole = &text.folded[near.clone()];
    let ruled_out = |word: &String| {
        whole.match_indices(word.as_str()).any(|(place, _)| is_whole(whole, &(place..place + word.len())))
    };
    (words.with.is_empty() || words.with.iter().any(is_near)) && !words.without.iter().any(ruled_out)
}

fn condition(text: &Text<'_>, kind: &str, level: Level, sentence: usize, at: &Range<usize>) -> Condition {
    let near = text.near(sentence, at);
    let clause = |part: &str, from_end: bool| {
        let found = if from_end { part.rfind(';').map(|at| at + 1) } else { part.find(';') };
        found.unwrap_or(if from_end { 0 } else { part.len() })
    };
    let start = near.start + clause(&text.folded[near.start..at.start], true);
    let end = at.end + clause(&text.folded[at.end..near.end], false);
    let original = text.original(&(start..end));
    let place = text.original(at).start;
    let words = one_line(&text.document.text()[original]);
    let shown: String = words
        .trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%' && c != '(')
        .chars()
        .take(SHOWN)
        .collect();
    Condition { text: shown, kind: kind.to_string(), level, locator: text.document.locator(place) }
}
