//! Years of practice: "5+ years of Python", "3-5 years in backend", "Go (two years)".
//!
//! Years belong to the first list of names after them in their clause, else to the names right before them. Years that
//! stand beside no name are general experience and belong to no skill. Months are rounded to the nearest year, half
//! years up, and at least to one.

use std::ops::Range;

use super::cues::CueKind;
use super::list::{Join, Open, Run};
use super::text::Text;
use crate::document::SectionKind;
use crate::normalize::is_word_char;
use crate::profile::Years;
use crate::taxonomy::posting::is_in;

/// More years than that are an age or a history.
const MOST: u32 = 25;
/// What separates the cells of a row.
const CELL: [char; 2] = ['\t', '|'];
/// Words between years and what they are of.
const REACH_WORDS: usize = 12;

/// Years with what they are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub years: Years,
    /// Folded range.
    pub at: Range<usize>,
    pub sentence: usize,
    /// Indices of the mentions; empty for general experience.
    pub mentions: Vec<usize>,
}

/// A word of a sentence.
struct Word<'t> {
    text: &'t str,
    at: Range<usize>,
}

/// The years of a posting, by place.
pub(super) fn find(text: &Text<'_>) -> Vec<Stated> {
    let mut stated = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        if matches!(sentence.section, SectionKind::Benefits | SectionKind::Legal) {
            continue;
        }
        let inner = &text.folded[sentence.at.clone()];
        let language = &text.language.posting.years;
        if !language.year.iter().chain(&language.month).any(|unit| inner.contains(unit.as_str())) {
            continue;
        }
        in_sentence(text, index, &mut stated);
    }
    stated
}

fn in_sentence(text: &Text<'_>, sentence: usize, all: &mut Vec<Stated>) {
    let words = words(&text.folded, &text.sentences[sentence].at);
    let mut found: Vec<(Years, Range<usize>)> = Vec::new();
    for unit in 0..words.len() {
        if let Some((years, at)) = at_unit(text, &words, unit) {
            found.push((years, at));
        }
    }
    let stated = |place: &usize| found.iter().any(|(_, at)| at.contains(place));
    let of_them: Vec<_> =
        (0..words.len()).filter_map(|at| of_them(text, &words, at)).filter(|(_, at)| !stated(&at.start)).collect();
    found.extend(of_them);
    found.sort_by_key(|(_, at)| at.start);
    if found.is_empty() {
        return;
    }
    let runs = text.runs(sentence);
    for (index, (years, at)) in found.iter().enumerate() {
        let until = found.get(index + 1).map_or(text.sentences[sentence].at.end, |(_, next)| next.start);
        let since = index.checked_sub(1).map_or(text.sentences[sentence].at.start, |last| found[last].1.end);
        let after = || after(text, &runs, at, until);
        let before = || before(text, &runs, at, since);
        // "Python (5+ years) and Go": what stands in brackets speaks of what precedes them.
        let bracketed = text.folded[at.end..].starts_with(')');
        let mentions = if bracketed { before().or_else(after) } else { after().or_else(before) };
        let mentions = mentions.or_else(|| of_it(text, sentence, at)).unwrap_or_default();
        all.push(Stated { years: *years, at: at.clone(), sentence, mentions });
    }
}

/// The names after years: the first list in their clause.
fn after(text: &Text<'_>, runs: &[Run<'_>], at: &Range<usize>, until: usize) -> Option<Vec<usize>> {
    let run = &runs.get(runs.partition_point(|run| run.at().end <= at.end))?;
    let first = run.names.iter().position(|name| name.at.start >= at.end)?;
    let start = run.names[first].at.start;
    let between = at.end..start;
    if start >= until
        || text.folded[between.clone()]
            .trim_start_matches(')')
            .trim_end_matches([' ', '('])
            .contains([',', ';', ')', '(', '|'])
        || text.folded[between.clone()].split_whitespace().take(REACH_WORDS + 1).count() > REACH_WORDS
        || text.has(&between, CueKind::YearsStop)
        || text.has(&between, CueKind::ClauseEnd)
    {
        return None;
    }
    let in_brackets = text.folded[between].ends_with('(');
    // A comma in the list may begin another demand; "and" and "or" do not.
    let mut last = first;
    while let Some(join) = run.joins.get(last) {
        let joined = in_brackets
            || run.open == Open::Instead
            || run.joins[last..]
                .iter()
                .take_while(|join| **join != Join::Either)
                .any(|join| matches!(join, Join::And | Join::Or));
        if *join == Join::Either || *join == Join::Comma && !joined || run.names[last + 1].at.start >= until {
            break;
        }
        last += 1;
    }
    Some(run.names[first..=last].iter().map(|name| name.mention).collect())
}

/// The names at the end of the sentence before: "Python is where you think. Three years of it, please."
fn of_it(text: &Text<'_>, sentence: usize, at: &Range<usize>) -> Option<Vec<usize>> {
    let after = text.folded[at.end..].trim_start();
    let phrases = &text.language.posting.years.of_it;
    phrases.iter().find(|phrase| after.starts_with(phrase.as_str()))?;
    let last = text.runs(sentence.checked_sub(1)?).pop()?;
    Some(last.names.iter().map(|name| name.mention).collect())
}

/// The names right before years: "Python (5+ years)", "Python: 5 years", "worked with Go for two years".
fn before(text: &Text<'_>, runs: &[Run<'_>], at: &Range<usize>, since: usize) -> Option<Vec<usize>> {
    let run = &runs[runs.partition_point(|run| run.at().end <= at.start).checked_sub(1)?];
    let end = run.at().end;
    if end < since {
        return None;
    }
    let between = text.folded[end..at.start].trim_end_matches(['~', ' ', '>']);
    let words = &text.language.posting.years.between;
    // "SQL | must have | 4+ years": the first cell of a row says what the others speak of.
    let row = text.near(run.names[0].sentence, &run.at());
    let cell = text.folded[row.start..run.at().start].trim_start_matches(['|', ' ']);
    let first_cell = !cell.contains(CELL);
    if first_cell && text.folded[end..at.start].contains(CELL) {
        return Some(run.names.iter().map(|name| name.mention).collect());
    }
    let only_fill =
        between.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty()).all(|word| is_in(words, word));
    if !only_fill || between.contains(';') || between.contains(')') {
        return None;
    }
    // Those that "or", "and" or a slash joins to the last name.
    let mut first = run.names.len() - 1;
    while first > 0 && matches!(run.joins[first - 1], Join::Or | Join::Slash | Join::And) {
        first -= 1;
    }
    Some(run.names[first..].iter().map(|name| name.mention).collect())
}

/// "… years of experience, at least 3 of them in …", "…, of which at least two with …": so many of the years before.
fn of_them(text: &Text<'_>, words: &[Word<'_>], at: usize) -> Option<(Years, Range<usize>)> {
    let language = &text.language.posting.years;
    let least = number(text, words[at].text).filter(|number| (1..=MOST).contains(number))?;
    let pair = |first: usize| {
        let (one, other) = (words.get(first)?, words.get(first + 1)?);
        is_in(&language.of_them, &format!("{} {}", one.text, strip(other.text))).then_some(())
    };
    // "at least" may stand between.
    let between = |word: &Word<'_>| is_in(&language.between, word.text);
    let back = words[..at].iter().rev().take(2).take_while(|word| between(word)).count();
    let before = || (0..=back).find_map(|skipped| pair(at.checked_sub(2 + skipped)?));
    let years = Years { least, most: None };
    match pair(at + 1) {
        Some(()) => Some((years, words[at].at.start..words[at + 2].at.end)),
        None => before().map(|()| (years, words[at].at.clone())),
    }
}

/// The years that end at a word.
fn at_unit(text: &Text<'_>, words: &[Word<'_>], unit: usize) -> Option<(Years, Range<usize>)> {
    let language = &text.language.posting.years;
    let bare = words[unit].text.trim_end_matches([',', ';', ':', ')', '.', '"', '+']);
    // "5+years", "3yrs".
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let glued = bare[digits..].trim_start_matches(['+', '-']);
    let months = is_in(&language.month, bare) || digits > 0 && is_in(&language.month, glued);
    let years = is_in(&language.year, bare) || digits > 0 && is_in(&language.year, glued);
    if !months && !years {
        return None;
    }
    let (mut last, mut first) = (None, unit);
    if digits > 0 {
        last = bare[..digits].parse().ok();
    } else {
        // "or more", "(3)", "+" between the number and the unit.
        let mut at = unit;
        while last.is_none() && at > 0 && unit - at < 4 {
            at -= 1;
            last = number(text, words[at].text);
            if last.is_none()
                && !is_in(&language.more, strip(words[at].text))
                && !is_in(&language.filler, strip(words[at].text))
            {
                return None;
            }
        }
        first = at;
    }
    let last: u32 = last?;
    let (mut least, mut most) = (last, None);
    // "three (3) years", "3 5 years" for "3-5 years", "3 to 5 years".
    if let Some(previous) = first.checked_sub(1) {
        let range = |low: u32| low < last && last <= MOST;
        let word = words[previous].text;
        if let Some(low) = number(text, word).filter(|&low| low == last || range(low)) {
            if range(low) {
                (least, most) = (low, Some(last));
            }
            first = previous;
        } else if (is_in(&language.to, strip(word)) || word == "-")
            && let Some(low) =
                previous.checked_sub(1).and_then(|at| number(text, words[at].text)).filter(|&low| range(low))
        {
            (least, most) = (low, Some(last));
            first = previous - 1;
        }
    }
    let at = words[first].at.start..words[unit].at.start + bare.len();
    if last == 0 || !practice(text, &at, words[unit].at.end) {
        return None;
    }
    if months {
        let round = |months: u32| ((months + 6) / 12).max(1);
        (least, most) = (round(least), most.map(round));
        if most == Some(least) {
            most = None;
        }
    }
    (least <= MOST).then_some((Years { least, most }, at))
}

/// Whether years may be those of practice: not "30 years ago", "for the past ten years", "a contract of two years".
fn practice(text: &Text<'_>, at: &Range<usize>, end: usize) -> bool {
    let language = &text.language.posting.years;
    let after = text.folded[end..].trim_start_matches([' ', '-']);
    let mut start = at.start.saturating_sub(40);
    while !text.folded.is_char_boundary(start) {
        start += 1;
    }
    let before = text.folded[start..at.start].trim_end_matches([' ', '(']);
    let starts =
        |phrase: &String| after.starts_with(phrase.as_str()) && !after[phrase.len()..].starts_with(is_word_char);
    let ends = |phrase: &String| {
        before.ends_with(phrase.as_str()) && !before[..before.len() - phrase.len()].ends_with(is_word_char)
    };
    !language.not_after.iter().any(starts) && !language.not_before.iter().any(ends)
}

fn strip(word: &str) -> &str {
    word.trim_matches([',', ';', ':', '(', ')', '.', '+', '"'])
}

/// The number that a word is, as a digit or spelled.
fn number(text: &Text<'_>, word: &str) -> Option<u32> {
    let bare = word
        .trim_matches([',', ';', '(', ')', '+', '"', '~', '>', '≥', '='])
        .trim_end_matches("plus")
        .trim_end_matches("ish");
    // "Go4+ years" lost the end of a line.
    let glued = if word.ends_with('+') { bare.trim_start_matches(|c: char| c.is_ascii_lowercase()) } else { bare };
    let digits = glued.split('.').next().unwrap_or(glued);
    if !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let numbers = &text.language.posting.years.numbers;
    numbers.iter().position(|known| known == bare).and_then(|at| u32::try_from(at + 1).ok())
}

/// The words of a range, split at white space.
fn words<'t>(text: &'t str, range: &Range<usize>) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text[range.clone()].char_indices().chain(std::iter::once((range.len(), ' '))) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                let at = range.start + begin..range.start + at;
                words.push(Word { text: &text[at.clone()], at });
                start = None;
            }
            _ => {}
        }
    }
    words
}
