//! What looks like a date and is none that can be read: "13/2021", "'21 – '23", "2021 – 2019".

use std::ops::Range;

use super::date::{self, End, Found};
use super::token::{Kind, Token, tokens};
use crate::document::{Document, SectionKind};
use crate::taxonomy::language::DateWords;

/// Most words and bytes of a line in which dates are looked for: longer ones are sentences.
const MOST_WORDS: usize = 16;
const MOST_BYTES: usize = 180;

/// Byte ranges of what looks like a date in the work, projects and education of a resume and cannot be read as one.
pub(crate) fn unread(document: &Document, words: &DateWords) -> Vec<Range<usize>> {
    let text = document.text();
    let dated = |line: &&crate::document::Line| {
        let section = document.section_at(line.span.start).kind;
        let line_text = &text[line.span.clone()];
        matches!(section, SectionKind::Experience | SectionKind::Projects | SectionKind::Education)
            && !line.style.bullet
            && may_head(line_text)
    };
    let mut found = Vec::new();
    for line in document.lines().iter().filter(dated) {
        let pieces = in_line(&text[line.span.clone()], words);
        found.extend(pieces.into_iter().map(|piece| line.span.start + piece.start..line.span.start + piece.end));
    }
    found
}

/// Whether a line is short enough to be one of a header.
fn may_head(line: &str) -> bool {
    line.len() <= MOST_BYTES && line.split_whitespace().count() <= MOST_WORDS
}

/// Whether a line holds a period: two dates, or one from which something goes on.
pub(crate) fn is_period(line: &str, words: &DateWords) -> bool {
    may_head(line) && date::find(&tokens(line), words).iter().any(|found| found.dates.end != End::Same)
}

/// What looks like a date in one line and cannot be read.
fn in_line(line: &str, words: &DateWords) -> Vec<Range<usize>> {
    let tokens = tokens(line);
    let dates = date::find(&tokens, words);
    let span = |range: Range<usize>| tokens[range.start].span.start..tokens[range.end - 1].span.end;
    let mut unread: Vec<Range<usize>> = Vec::new();
    unread.extend(dates.windows(2).filter(|pair| turned(&tokens, pair, words)).map(|pair| {
        let [first, second] = pair else { return 0..0 };
        span(first.tokens.start..second.tokens.end)
    }));
    let is_read = |at: usize| dates.iter().any(|found| found.tokens.contains(&at));
    let mut at = 0;
    while at < tokens.len() {
        match looks_like_date(&tokens, at, words).filter(|end| !(at..*end).any(is_read)) {
            Some(end) => {
                unread.push(span(at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    unread.sort_by_key(|range| range.start);
    unread
}

/// Two dates with a dash or "to" between them that are no period: the second one lies before the first.
fn turned(tokens: &[Token<'_>], pair: &[Found], words: &DateWords) -> bool {
    let [first, second] = pair else { return false };
    let between = &tokens[first.tokens.end..second.tokens.start];
    let joins = match between {
        [Token { kind: Kind::Dash, .. }] => true,
        [Token { kind: Kind::Word(word), .. }] => words.to.iter().any(|known| known == word),
        _ => false,
    };
    joins && first.dates.end == End::Same && second.dates.start.earliest() < first.dates.start.earliest()
}

/// The end of what looks like a date at a token.
fn looks_like_date(tokens: &[Token<'_>], at: usize, words: &DateWords) -> Option<usize> {
    let kind = |at: usize| tokens.get(at).map(|token| &token.kind);
    let joined = |at: usize| tokens.get(at).is_some_and(|token| token.gap == 0);
    let number = |at: usize| match kind(at) {
        Some(&Kind::Number(value, length)) => Some((value, length)),
        _ => None,
    };
    // A number inside a word or a longer number is none of a date: "GPT-4", "1.2.3", "+1 555 0100".
    if at > 0 && joined(at) && !matches!(kind(at - 1), Some(Kind::Dash | Kind::Other('('))) {
        return None;
    }
    let ends = |at: usize| !joined(at) || matches!(kind(at), Some(Kind::Dash | Kind::Comma | Kind::Other(_)));
    // "'21", "’21".
    if kind(at) == Some(&Kind::Quote) && joined(at + 1) && number(at + 1).is_some_and(|(_, length)| length == 2) {
        return ends(at + 2).then_some(at + 2);
    }
    // "13/2021", "13.2021"; of "2021.13" the year is read.
    if let (Some((_, first)), Some(Kind::Slash | Kind::Dot), Some((_, second))) =
        (number(at), kind(at + 1), number(at + 2))
        && joined(at + 1)
        && joined(at + 2)
        && matches!((first, second), (1 | 2, 4) | (4, 1 | 2))
        && is_year(number(if first == 4 { at } else { at + 2 }))
    {
        return ends(at + 3).then_some(at + 3);
    }
    // "March – June", without a year.
    let month = |at: usize| match kind(at) {
        Some(Kind::Word(word)) => words.months.iter().any(|names| names.iter().any(|name| name == word)),
        _ => false,
    };
    (month(at) && kind(at + 1) == Some(&Kind::Dash) && month(at + 2)).then_some(at + 3)
}

fn is_year(number: Option<(u16, usize)>) -> bool {
    number.is_some_and(|(value, length)| length == 4 && (1950..2070).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::in_line;

    fn unread(line: &str) -> Vec<&str> {
        let words = &crate::builtin::taxonomy().language.dates;
        in_line(line, words).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn what_no_calendar_has_is_told() {
        assert_eq!(unread("Analyst, Somewhere 13/2021 - 02/2023"), ["13/2021"]);
        assert_eq!(unread("Analyst, Somewhere 15.2021"), ["15.2021"]);
        assert_eq!(unread("Analyst    2021 – 2019"), ["2021 – 2019"]);
        assert_eq!(unread("Analyst    June 2021 to May 2021"), ["June 2021 to May 2021"]);
        assert_eq!(unread("Intern, March – June"), ["March – June"]);
        assert_eq!(unread("Analyst, '21"), ["'21"]);
    }

    #[test]
    fn what_can_be_read_is_not() {
        for line in [
            "Analyst, Somewhere 03/2021 - 02/2023",
            "Analyst    June 2019 – present",
            "2019/20",
            "Jun '19 – Aug '20",
            "15.03.2021 – 31.12.2022",
            "2019-03 to 2023-02",
            "on call 24/7, 1/3 of the team, version 1.2.3",
            "+1 555 0100, 3.5 GPA",
            "Summer 2020",
            "Tiny Ranker (2022)",
            "March and June are people",
        ] {
            assert_eq!(unread(line), Vec::<&str>::new(), "{line}");
        }
    }
}
