//! What a posting asks for beside skills and credentials: spoken languages, work permits, travel and the like.

use std::ops::Range;

use super::Condition;
use super::cues::is_whole;
use super::text::Text;
use crate::document::SectionKind;
use crate::matcher::PhraseTable;
use crate::report::one_line;
use crate::taxonomy::Level;
use crate::taxonomy::posting::{ConditionWords, is_in};

/// What separates clauses, and the fields of a row.
const APART: [char; 5] = [';', '\t', '|', '·', '•'];
/// The longest text that is shown, in characters.
const SHOWN: usize = 160;

/// The conditions of a posting, by place: one for each sentence and kind, but for what a sentence may ask several of; and
/// the folded ranges that are no credentials as well.
pub(super) fn find(text: &Text<'_>) -> (Vec<Condition>, Vec<Range<usize>>) {
    let words = &text.language.posting.condition;
    let phrases = words
        .iter()
        .enumerate()
        .flat_map(|(kind, words)| words.phrases.iter().map(move |phrase| (phrase.as_str(), kind)));
    let mut hits: Vec<(usize, usize, Range<usize>)> = Vec::new();
    PhraseTable::new(phrases).find(&text.folded, |at, kind| hits.push((text.sentence_at(at.start), kind, at)));
    hits.sort_by_key(|(sentence, kind, at)| (*sentence, at.start, *kind, std::cmp::Reverse(at.end)));
    let mut found: Vec<Hit> = Vec::new();
    for (sentence, kind, at) in hits {
        let section = text.sentences.get(sentence).map_or(SectionKind::Other, |sentence| sentence.section);
        let elsewhere = match section {
            SectionKind::Benefits => !words[kind].anywhere,
            section => section == SectionKind::About,
        };
        if elsewhere || !holds(text, &words[kind], sentence, &at) {
            continue;
        }
        // "Gaelic, Latin or German" is one condition, "fluent German and good English" are two.
        let known = found.iter_mut().rev().take(words.len()).find(|hit| hit.sentence == sentence && hit.kind == kind);
        match known {
            Some(hit) if !words[kind].several || at.start < hit.at.end || is_list(text, hit.at.end..at.start) => {
                hit.at.end = hit.at.end.max(at.end);
            }
            _ => found.push(Hit { sentence, kind, at }),
        }
    }
    let ends = |index: usize, hit: &Hit| {
        let same = |other: &&Hit| other.sentence == hit.sentence && other.kind == hit.kind;
        let before = found[..index].iter().rev().take(words.len()).find(same).map(|other| other.at.end);
        (before, found[index + 1..].iter().take(words.len()).find(same).map(|other| other.at.start))
    };
    let shown = found.iter().enumerate().map(|(index, hit)| condition(text, &words[hit.kind], hit, ends(index, hit)));
    let shown = shown.collect();
    let taken = found.into_iter().filter(|hit| words[hit.kind].instead_of_credential).map(|hit| hit.at).collect();
    (shown, taken)
}

/// A condition in the folded text.
struct Hit {
    sentence: usize,
    kind: usize,
    at: Range<usize>,
}

/// Whether two phrases are items of one list.
fn is_list(text: &Text<'_>, gap: Range<usize>) -> bool {
    let words = &text.language.posting.groups;
    gap.start <= gap.end
        && text.folded[gap].split([' ', ',', '/']).filter(|word| !word.is_empty()).all(|word| {
            is_in(&words.or, word) || is_in(&words.and, word) || is_in(&text.language.posting.articles, word)
        })
}

/// Whether the words that a condition needs stand near its phrase, and none that rule it out.
fn holds(text: &Text<'_>, words: &ConditionWords, sentence: usize, at: &Range<usize>) -> bool {
    let mut near = text.near(sentence, at);
    near.start += behind_last(&text.folded[near.start..at.start]);
    near.end = at.end + text.folded[at.end..near.end].find(APART).unwrap_or(near.end - at.end);
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
    let asks = words.bare && matches!(text.sentences[sentence].section, SectionKind::Required | SectionKind::Preferred);
    (asks || words.with.is_empty() || words.with.iter().any(is_near)) && !words.without.iter().any(ruled_out)
}

/// The condition at a place, told by its clause, or by the part of it between two others of its kind.
fn condition(
    text: &Text<'_>,
    words: &ConditionWords,
    hit: &Hit,
    (before, after): (Option<usize>, Option<usize>),
) -> Condition {
    let near = text.near(hit.sentence, &hit.at);
    let (lead, tail) = (&text.folded[near.start..hit.at.start], &text.folded[hit.at.end..near.end]);
    let mut start = near.start + behind_last(lead);
    let mut end = hit.at.end + tail.find(APART).unwrap_or(tail.len());
    if let Some(before) = before.filter(|before| (start..hit.at.start).contains(before)) {
        start = before + joint(text, &text.folded[before..hit.at.start]);
    }
    if let Some(after) = after.filter(|after| (hit.at.end..end).contains(after)) {
        end = hit.at.end + joint(text, &text.folded[hit.at.end..after]);
    }
    let by_section = words.by_section && text.level_at(hit.sentence, &hit.at) == Some(Level::Preferred);
    let preferred = by_section || text.is_preferred(hit.sentence, &hit.at);
    let level = if preferred { Level::Preferred } else { Level::Required };
    let kind = words.kind.clone();
    let words = one_line(&text.document.text()[text.original(&(start..end))]);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '%'));
    let locator = text.document.locator(text.original(&hit.at).start);
    Condition { text: words.chars().take(SHOWN).collect(), kind, level, locator }
}

/// Where the last field of a text begins.
fn behind_last(text: &str) -> usize {
    text.char_indices().rev().find(|(_, c)| APART.contains(c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where one of two conditions ends and the other begins: at the last comma or "and" between them.
fn joint(text: &Text<'_>, between: &str) -> usize {
    let and = text.language.posting.groups.and.iter().filter_map(|and| between.rfind(&format!(" {and} ")));
    between.rfind(',').into_iter().chain(and).max().unwrap_or(between.len())
}
