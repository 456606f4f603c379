//! Positions: the blocks of the experience and project sections, from one header to the next.
//!
//! A header shows by its dates: a range of dates at an edge of a short line, or a date on its own, with title and
//! employer in the same line or the three before it. Projects may have no dates; they show by their looks.

use std::ops::Range;

use super::date::{self, Dates, End};
use super::token::{Kind, Token, may_hold_date, tokens};
use crate::document::wrap::{bullet, is_capitals, is_labelled};
use crate::document::{Line, Section, SectionKind};
use crate::taxonomy::language::DateWords;

/// Lines before the dates that a header may have.
const ABOVE: usize = 3;
/// Most words of a line of a header, beside its dates.
const HEADER_WORDS: usize = 14;
/// Most words of the name of a project before its date.
const TITLE_WORDS: usize = 8;
/// Longest line of a header, in bytes.
const HEADER_BYTES: usize = 180;

/// A header and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// First line of the header, without its dates.
    pub title: String,
    /// Byte range in the text.
    pub span: Range<usize>,
    /// The dates, if the header has any.
    pub dates: Option<Dates>,
}

/// A line with what tells a header by.
struct Row<'a> {
    line: &'a Line,
    text: &'a str,
    /// An empty line comes before it.
    gap: bool,
    bullet: bool,
    /// It goes on a paragraph.
    continued: bool,
    words: usize,
}

/// The dates of a header.
struct Anchor {
    row: usize,
    dates: Dates,
    /// Where they stand in the line.
    span: Range<usize>,
    /// Whether the line has a title or an employer beside them.
    titled: bool,
    /// Whether what is behind them tells of a project, and is no part of its title.
    told: bool,
}

/// The blocks of a section.
pub(super) fn blocks(text: &str, lines: &[Line], section: &Section, words: &DateWords) -> Vec<Block> {
    let rows = rows(text, lines, section);
    let projects = section.kind == SectionKind::Projects;
    let mut anchors = anchors(&rows, words, false, projects);
    if anchors.is_empty() {
        // The positions themselves may be the items of a list.
        anchors = self::anchors(&rows, words, true, projects);
    }
    let mut starts: Vec<(usize, Option<&Anchor>)> = Vec::new();
    // The height of the first header is that of the others.
    let height = anchors.first().map_or(0, |first| first.row);
    let mut floor = 0;
    for anchor in &anchors {
        starts.push((header_start(&rows, anchor, floor, height), Some(anchor)));
        floor = anchor.row + 1;
    }
    if section.kind == SectionKind::Projects {
        let undated = undated(&rows, &starts);
        starts.extend(undated.into_iter().map(|row| (row, None)));
        starts.sort_by_key(|&(row, _)| row);
    }
    let ends = starts.iter().skip(1).map(|&(row, _)| rows[row].line.span.start).chain([section.span.end]);
    starts
        .iter()
        .zip(ends)
        .map(|(&(row, anchor), end)| Block {
            title: title(&rows, row, anchor),
            span: rows[row].line.span.start..end,
            dates: anchor.map(|anchor| anchor.dates),
        })
        .collect()
}

/// The lines of a section without its heading.
fn rows<'a>(text: &'a str, lines: &'a [Line], section: &Section) -> Vec<Row<'a>> {
    let first = lines.partition_point(|line| line.span.start < section.span.start);
    let last = lines.partition_point(|line| line.span.start < section.span.end);
    let headings = usize::from(!section.title.is_empty() && is_heading(text, &lines[first..last], section));
    (first..last)
        .skip(headings)
        .map(|index| {
            let line = &lines[index];
            let words_of = &text[line.span.clone()];
            let before = index.checked_sub(1).map(|before| &lines[before]);
            Row {
                line,
                text: words_of,
                gap: before.is_none_or(|before| text[before.span.end..line.span.start].matches('\n').count() > 1),
                bullet: line.style.bullet || bullet(words_of).is_some(),
                continued: before.is_some_and(|before| before.wraps),
                words: count(words_of),
            }
        })
        .collect()
}

/// Whether the heading has its line for itself; "Projects: Tiny Ranker" does not.
fn is_heading(text: &str, lines: &[Line], section: &Section) -> bool {
    lines.first().is_some_and(|line| text[line.span.clone()].len() <= section.title.len() + 12)
}

/// Words with a letter or a digit.
fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn anchors(rows: &[Row<'_>], words: &DateWords, bullets: bool, projects: bool) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut row = 0;
    while row < rows.len() {
        let told = projects.then(|| told_project(rows, row, words, bullets)).flatten();
        let Some(mut anchor) = told.or_else(|| anchor(rows, row, words, bullets)) else {
            row += 1;
            continue;
        };
        let joined = over_two_lines(rows, &anchor, words);
        row += if joined.is_some() { 2 } else { 1 };
        if let Some(dates) = joined {
            anchor.dates = dates;
        }
        anchors.push(anchor);
    }
    anchors
}

/// The dates of a line, if it looks like one of a header.
fn anchor(rows: &[Row<'_>], at: usize, words: &DateWords, bullets: bool) -> Option<Anchor> {
    let row = &rows[at];
    if row.bullet != bullets || row.text.len() > HEADER_BYTES || !may_hold_date(row.text) {
        return None;
    }
    let tokens = tokens(row.text);
    let found = date::find(&tokens, words);
    let first = found.first()?;
    let span = tokens[first.tokens.start].span.start..tokens[first.tokens.end - 1].span.end;
    let (before, after) = (&row.text[..span.start], &row.text[span.end..]);
    let (words_before, words_after) = (count(before), count(after));
    if words_before > HEADER_WORDS || words_after > HEADER_WORDS || words_before > 4 && words_after > 6 {
        return None;
    }
    let range = first.dates.end != End::Same;
    let fits = if range {
        !in_prose(&tokens, first.tokens.start, words) && (bullets || !starts_low(before))
    } else {
        // An item with one date may be anything: a talk, an award.
        !bullets && words_after <= 2 && stands_apart(&tokens, first.tokens.start) && !starts_low(before)
    };
    // A line that goes on a paragraph is a header only when the dates are set off: short lines look like wrapped ones.
    let fits = fits && (!row.continued || words_before == 0 || tokens[first.tokens.start].gap > 1);
    let labelled = before.trim_end().ends_with(':');
    let titled = !labelled && (count_words(before) > 0 || count_words(after) > 1);
    fits.then_some(Anchor { row: at, dates: first.dates, span, titled, told: false })
}

/// The date of a project that is told in its line: "tidy (2023) – a linter for tables".
fn told_project(rows: &[Row<'_>], at: usize, words: &DateWords, bullets: bool) -> Option<Anchor> {
    let row = &rows[at];
    if row.bullet != bullets || row.continued || !may_hold_date(row.text) {
        return None;
    }
    // The date stands at the beginning: what follows may be long.
    let most = row.text.char_indices().nth(HEADER_BYTES).map_or(row.text.len(), |(end, _)| end);
    let text = &row.text[..most];
    let tokens = tokens(text);
    let first = date::find(&tokens, words).into_iter().next()?;
    let span = tokens[first.tokens.start].span.start..tokens[first.tokens.end - 1].span.end;
    let before = text[..span.start].trim_end().strip_suffix('(')?;
    let after = text[span.end..].strip_prefix(')')?;
    let goes_on = tokens
        .iter()
        .find(|token| token.span.start > span.end)
        .is_some_and(|next| matches!(next.kind, Kind::Dash | Kind::Comma | Kind::Other(':' | '·' | '|' | ';')));
    let title = count(before);
    let fits = (1..=TITLE_WORDS).contains(&title) && (goes_on || after.trim().is_empty()) && !before.contains(". ");
    fits.then_some(Anchor { row: at, dates: first.dates, span, titled: true, told: true })
}

/// Words that have a letter.
fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// Whether a text begins in the middle of a sentence.
fn starts_low(text: &str) -> bool {
    count(text) > 2 && text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// "grew revenue from 2019 to 2021", "in the 2021–2022 season": dates that a sentence leads to.
fn in_prose(tokens: &[Token<'_>], first: usize, words: &DateWords) -> bool {
    let is = |at: usize, list: &[String]| match &tokens[at].kind {
        Kind::Word(word) => list.iter().any(|known| known == word),
        _ => false,
    };
    let led_by = first > 0 && is(first - 1, &words.prose);
    led_by || first > 0 && is(first, &words.from) && matches!(tokens[first - 1].kind, Kind::Word(_))
}

/// Whether a date has its line for itself, or is set off from the words before it: "Tiny Ranker (2022)".
fn stands_apart(tokens: &[Token<'_>], first: usize) -> bool {
    let Some(before) = first.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    tokens[first].gap > 1
        || matches!(before.kind, Kind::Dash | Kind::Comma | Kind::Other('(' | '[' | '|' | '·' | '•' | ':' | '‖'))
}

/// "03/2021 –" over "02/2023", "start: 2021-03" over "end: 2023-02".
fn over_two_lines(rows: &[Row<'_>], anchor: &Anchor, words: &DateWords) -> Option<Dates> {
    let row = &rows[anchor.row];
    let next = rows.get(anchor.row + 1)?;
    let start = anchor.dates.start;
    let short = |text: &str, span: &Range<usize>| count(&text[..span.start]) <= 2 && count(&text[span.end..]) == 0;
    let dangling = anchor.dates.is_open() && !ends_with_present(row.text, words);
    if next.text.len() > HEADER_BYTES || !short(row.text, &anchor.span) || !dangling && anchor.dates.end != End::Same {
        return None;
    }
    if next.words <= 4 && ends_with_present(next.text, words) {
        return Some(Dates { start, end: End::Open });
    }
    let tokens = tokens(next.text);
    let found = date::find(&tokens, words);
    let [only] = found.as_slice() else { return None };
    let span = tokens[only.tokens.start].span.start..tokens[only.tokens.end - 1].span.end;
    let dates = Dates { start, end: End::At(only.dates.start) };
    let fits = only.dates.end == End::Same && short(next.text, &span) && dates.period(start.earliest()?).is_some();
    fits.then_some(dates)
}

fn ends_with_present(text: &str, words: &DateWords) -> bool {
    let tokens = tokens(text);
    matches!(tokens.last(), Some(Token { kind: Kind::Word(word), .. }) if words.present.iter().any(|known| known == word))
}

/// The first line of a header, from the dates upwards.
fn header_start(rows: &[Row<'_>], anchor: &Anchor, floor: usize, height: usize) -> usize {
    let above = if (1..=ABOVE).contains(&height) { height } else { ABOVE };
    let mut start = anchor.row;
    while start > floor && anchor.row - start < above {
        // What is set off by an empty line belongs to a header only when it still lacks its title.
        let row = &rows[start - 1];
        let wraps_on = row.line.wraps && start != anchor.row;
        if rows[start].gap && anchor.titled || wraps_on || !is_header_like(row) {
            break;
        }
        start -= 1;
    }
    // Where headers begin with the dates, what stands before them ends the position before.
    if height == 0 && !rows[start].gap { anchor.row } else { start }
}

fn is_header_like(row: &Row<'_>) -> bool {
    let text = row.text.trim_end();
    let list = is_labelled(text) && text.contains(',');
    let sentence = text.ends_with([';', ':', ',']) || text.ends_with('.') && row.words > 4;
    let low = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    !row.bullet
        && !row.continued
        && !list
        && !sentence
        && !low
        && (1..=HEADER_WORDS).contains(&row.words)
        && text.len() <= HEADER_BYTES
}

/// Headers of projects without dates.
fn undated(rows: &[Row<'_>], dated: &[(usize, Option<&Anchor>)]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut row = 0;
    let mut dated = dated.iter().peekable();
    while row < rows.len() {
        while dated.next_if(|(start, _)| *start < row).is_some() {}
        // The lines of a dated header, and those right under its dates.
        if let Some(&(_, Some(anchor))) = dated.next_if(|(start, _)| *start == row) {
            row = anchor.row + 1;
            while row <= anchor.row + 2 && rows.get(row).is_some_and(is_header_like) && !rows[row].gap {
                row += 1;
            }
            continue;
        }
        let opens = is_header_like(&rows[row]) && !rows[row].line.wraps && looks_like_header(rows, row);
        let below_another = found.last().is_some_and(|&before| before + 1 == row);
        if opens && !below_another {
            found.push(row);
        }
        row += 1;
    }
    found
}

fn looks_like_header(rows: &[Row<'_>], at: usize) -> bool {
    let row = &rows[at];
    let style = row.line.style;
    let set = style.marked_heading || style.bold || style.relative_size > 1.05 || is_capitals(row.text);
    let next = rows.get(at + 1);
    let over_list = !row.bullet && next.is_some_and(|next| next.bullet);
    let over_text = row.gap && next.is_some_and(|next| !next.gap && !is_header_like(next));
    set || over_list || over_text
}

/// The first line of a header that is more than dates, as written.
fn title(rows: &[Row<'_>], first: usize, anchor: Option<&Anchor>) -> String {
    for (index, row) in rows.iter().enumerate().skip(first).take(ABOVE) {
        let bare = match anchor.filter(|anchor| anchor.row == index) {
            Some(anchor) if anchor.told => [tidy(&row.text[..anchor.span.start]), String::new()],
            Some(anchor) => [&row.text[..anchor.span.start], &row.text[anchor.span.end..]].map(tidy),
            None => [tidy(row.text), String::new()],
        };
        let words: Vec<String> = bare.into_iter().filter(|part| count_words(part) > 0).collect();
        if !words.is_empty() {
            return words.join(" ");
        }
    }
    String::new()
}

/// A part of a header without the marks at its edges.
fn tidy(text: &str) -> String {
    let bare = text.trim().trim_matches(|c: char| {
        matches!(c, '|' | ',' | '-' | '–' | '—' | '·' | '•' | ':' | '*' | '#') || c.is_whitespace()
    });
    let bare = bare.trim_end_matches(['(', '[']).trim_start_matches([')', ']']);
    let bare = bare.trim_matches(|c: char| c == '*' || c.is_whitespace());
    crate::report::one_line(bare)
}
