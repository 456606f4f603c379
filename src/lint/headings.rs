//! Headings that look like those of sections and are not known, so that what follows counts to the section before.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rules::{NO_HEADINGS, UNUSUAL_HEADING};
use super::{Finding, Subject};
use crate::document::{Document, DocumentKind, Line, wrap};
use crate::finding::Severity;
use crate::timeline::is_period;

/// Words of a resume from which on one expects a heading.
const ENOUGH_WORDS: usize = 150;
/// Longest heading, in words.
const LONGEST: usize = 6;
/// Lines that the header of a position has at most.
const HEADER_LINES: usize = 3;

/// How a line is set, as far as headings of one document are alike in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    /// Size in twentieths of the body's.
    size: u32,
    bold: bool,
    marked: bool,
    capitals: bool,
    colon: bool,
    /// Of Markdown: how deep.
    level: usize,
}

impl Look {
    fn of(line: &Line, text: &str) -> Self {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        Self {
            size: (line.style.relative_size * 20.0).round() as u32,
            bold: line.style.bold || text.starts_with("**") && text.ends_with("**"),
            marked: line.style.marked_heading,
            capitals: letters().count() >= 3 && !letters().any(char::is_lowercase),
            colon: text.ends_with(':'),
            level: text.bytes().take_while(|&byte| byte == b'#').count(),
        }
    }

    /// Whether it sets a line off from the text around it.
    fn stands_out(self) -> bool {
        self.size > 21 || self.bold || self.marked || self.capitals
    }
}

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    if document.kind() != DocumentKind::Resume {
        return;
    }
    let titled = document.sections().iter().filter(|section| !section.title.is_empty()).count();
    if titled == 0 {
        if document.words() >= ENOUGH_WORDS {
            findings.push(NO_HEADINGS.finding("no heading of a section is known here, so all of it is read as one"));
        }
        return;
    }
    let unusual = unusual(document);
    for (index, &at) in unusual.iter().enumerate() {
        let line = &document.lines()[at];
        let next = unusual.get(index + 1).copied().unwrap_or(document.lines().len());
        // Work under an unknown heading counts to whatever came before; a list of referees does not matter.
        let severity = if holds_work(subject, at + 1..next) { Severity::Warning } else { Severity::Advice };
        findings.push(Finding {
            severity,
            locator: Some(document.locator(line.span.start)),
            words: vec![document.text()[line.span.clone()].to_owned()],
            ..UNUSUAL_HEADING
                .finding("this looks like a heading and is no usual one; what follows counts to the section before")
        });
    }
}

/// Whether a period stands in the header of something on some lines, up to the next heading that is known.
fn holds_work(subject: &Subject<'_>, range: Range<usize>) -> bool {
    let document = subject.document;
    let Some(lines) = document.lines().get(range) else { return false };
    let end = lines.first().map_or(0, |first| document.section_at(first.span.start).span.end);
    let lines = lines.iter().take_while(|line| line.span.start < end);
    lines
        .filter(|line| !line.style.bullet)
        .any(|line| is_period(&document.text()[line.span.clone()], &subject.language.dates))
}

/// Lines that are set like the known headings and are none of them.
fn unusual(document: &Document) -> Vec<usize> {
    let text = document.text();
    let content = |line: &Line| text[line.span.clone()].trim();
    let opens: Vec<usize> = document
        .sections()
        .iter()
        .filter(|section| !section.title.is_empty())
        .map(|section| document.line_at(section.span.start))
        .collect();
    let Some(&first) = opens.first() else { return Vec::new() };
    let mut known: BTreeMap<Look, usize> = BTreeMap::new();
    for line in opens.iter().map(|&at| &document.lines()[at]) {
        if content(line).split_whitespace().count() <= LONGEST {
            *known.entry(Look::of(line, content(line))).or_default() += 1;
        }
    }
    let same = |look: Look| known.get(&look).copied().unwrap_or(0);
    let headers: Vec<usize> =
        document.timeline().positions().iter().map(|position| document.line_at(position.span.start)).collect();
    let in_header = |at: usize| {
        let before = headers.partition_point(|&header| header <= at);
        before > 0 && at < headers[before - 1] + HEADER_LINES
    };
    let opens_section = |at: usize| opens.binary_search(&at).is_ok();
    let mut found: Vec<(usize, Look)> = Vec::new();
    let mut others: BTreeMap<Look, usize> = BTreeMap::new();
    for (at, line) in document.lines().iter().enumerate().skip(first + 1) {
        let look = Look::of(line, content(line));
        let after_wrap = document.lines()[at - 1].wraps;
        if !after_wrap && !opens_section(at) {
            *others.entry(look).or_default() += 1;
        }
        let under = document.lines().get(at + 1).is_some_and(|next| Look::of(next, content(next)) != look);
        if look.stands_out()
            && same(look) >= 2
            && under
            && !after_wrap
            && !line.style.bullet
            && !opens_section(at)
            && !in_header(at)
            && is_title(content(line))
        {
            found.push((at, look));
        }
    }
    // Where most lines of a look are no known headings, it is not the look of headings.
    let alike = |look: Look| others.get(&look).copied().unwrap_or(0);
    found.iter().filter(|(_, look)| alike(*look) <= same(*look)).map(|(at, _)| *at).collect()
}

/// A few words without a date, an address or the end of a sentence.
fn is_title(text: &str) -> bool {
    let words = wrap::words(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=LONGEST).contains(&words)
        && letters >= 4
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '|' | '/' | ',' | '\t' | '·'))
        && !text.contains("    ")
        && !text.ends_with(['.', ',', ';', '!'])
}
