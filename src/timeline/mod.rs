//! When things were done: the positions and projects of a resume, their dates, and for any set of places in it the
//! months that they stand for.
//!
//! It knows no skills and gives no credit: how long somebody did something is a fact beside the evidence, and no part
//! of coverage. There is no clock here. "Present" is the month that the caller names, or else the newest date in the
//! document, and then what follows from it is "at least". `docs/duration.md` explains the counting to a candidate.

mod date;
mod month;
mod position;
#[cfg(test)]
mod tests;
mod token;
mod unread;

pub use month::{Month, NotAMonth, Period, merge, months};
pub(crate) use unread::{is_period, unread};

use std::ops::Range;

use date::{Date, Dates, End};

use crate::document::{Reading, Section, SectionKind};
use crate::taxonomy::language::DateWords;

/// Longer lines, in bytes, are not searched for the newest date: no layout made them.
const LONGEST_LINE: usize = 4_000;

/// A position or a project of a resume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// First line of its header as written, without the dates; empty when there is none.
    pub title: String,
    /// Experience or projects.
    pub section: SectionKind,
    /// Byte range in the text, from its header to the next.
    pub span: Range<usize>,
    /// Its months; `None` when the header has no dates, or when it begins after the month that stands for "present".
    pub period: Option<Period>,
    /// Whether it has not ended.
    pub open: bool,
    dates: Option<Dates>,
}

/// How long something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// The positions with dates that show it, as indices into [`Timeline::positions`].
    pub positions: Vec<usize>,
    /// Months in the union of their periods, 1 or more.
    pub months: u32,
    /// Year of the first one.
    pub first_used: u16,
    /// Year of the last one.
    pub last_used: u16,
    /// Whether a position has not ended and the caller named no month for "present": it may be more by now.
    pub at_least: bool,
}

/// The positions of a document in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    positions: Vec<Position>,
    present: Option<Month>,
    given: bool,
}

impl Timeline {
    /// Finds the positions of a resume.
    pub(crate) fn find(reading: &Reading, sections: &[Section], words: &DateWords) -> Self {
        let mut positions = Vec::new();
        let worked = |section: &&Section| matches!(section.kind, SectionKind::Experience | SectionKind::Projects);
        for section in sections.iter().filter(worked) {
            for block in position::blocks(&reading.text, &reading.lines, section, words) {
                let open = block.dates.is_some_and(Dates::is_open);
                positions.push(Position {
                    title: block.title,
                    section: section.kind,
                    span: block.span,
                    period: None,
                    open,
                    dates: block.dates,
                });
            }
        }
        let present = newest(reading, sections, words, &positions);
        let mut timeline = Self { positions, present, given: false };
        timeline.resolve();
        timeline
    }

    /// Reads "present" as a month. What is said to be later has not happened yet and does not count.
    pub(crate) fn as_of(&mut self, month: Month) {
        (self.present, self.given) = (Some(month), true);
        self.resolve();
    }

    fn resolve(&mut self) {
        for position in &mut self.positions {
            position.period = self.present.zip(position.dates).and_then(|(present, dates)| {
                let period = dates.period(present)?;
                if self.given { Period::new(period.first(), period.last().min(present)) } else { Some(period) }
            });
        }
    }

    /// The positions in the order of the text.
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// How many of them have dates.
    pub fn dated(&self) -> usize {
        self.positions.iter().filter(|position| position.dates.is_some()).count()
    }

    /// The month that "present" was read as, and whether the caller named it; `None` when no position is open.
    pub fn present(&self) -> Option<(Month, bool)> {
        let open = self.positions.iter().any(|position| position.open && position.period.is_some());
        self.present.filter(|_| open).map(|month| (month, self.given))
    }

    /// The position that holds a byte offset.
    pub fn position_at(&self, offset: usize) -> Option<usize> {
        let after = self.positions.partition_point(|position| position.span.start <= offset);
        after.checked_sub(1).filter(|&index| self.positions[index].span.contains(&offset))
    }

    /// How long something was done that shows at some byte offsets; `None` when none of them is in a position with
    /// dates. Months that several positions share count once.
    pub fn duration(&self, offsets: impl IntoIterator<Item = usize>) -> Option<Duration> {
        let mut positions: Vec<usize> = offsets
            .into_iter()
            .filter_map(|offset| self.position_at(offset))
            .filter(|&index| self.positions[index].period.is_some())
            .collect();
        positions.sort_unstable();
        positions.dedup();
        let periods = || positions.iter().filter_map(|&index| self.positions[index].period);
        let first_used = periods().map(|period| period.first().year()).min()?;
        let last_used = periods().map(|period| period.last().year()).max()?;
        let at_least = !self.given && positions.iter().any(|&index| self.positions[index].open);
        Some(Duration { months: months(periods()), first_used, last_used, at_least, positions })
    }
}

/// The newest date that surely was not in the future when the document was written: the dates of positions, of
/// certificates and publications, and months named elsewhere. Not the end of a study, which may be expected, nor what a
/// line says of the future ("valid until 2027"), nor a year within a sentence ("our 2030 targets").
fn newest(reading: &Reading, sections: &[Section], words: &DateWords, positions: &[Position]) -> Option<Month> {
    let mut newest: Option<Month> = None;
    for dates in positions.iter().filter_map(|position| position.dates) {
        let end = match dates.end {
            End::At(_) => dates.period(dates.start.earliest()?).map(Period::last),
            End::Same | End::Open => None,
        };
        newest = newest.max(dates.start.earliest()).max(end);
    }
    let mut section = 0;
    for line in &reading.lines {
        let text = &reading.text[line.span.clone()];
        while sections.get(section + 1).is_some_and(|next| next.span.start <= line.span.start) {
            section += 1;
        }
        if text.len() > LONGEST_LINE || !token::may_hold_date(text) {
            continue;
        }
        let kind = sections.get(section).map_or(SectionKind::Other, |section| section.kind);
        newest = newest.max(newest_in(text, kind, words));
    }
    newest
}

fn newest_in(text: &str, kind: SectionKind, words: &DateWords) -> Option<Month> {
    let tokens = token::tokens(text);
    let in_future = tokens.iter().any(|token| match &token.kind {
        token::Kind::Word(word) => words.future.iter().any(|known| known == word),
        _ => false,
    });
    if in_future {
        return None;
    }
    let years = matches!(kind, SectionKind::Certifications | SectionKind::Publications | SectionKind::Other);
    date::find(&tokens, words)
        .into_iter()
        .filter_map(|found| {
            let (start, end) = match found.dates.end {
                End::At(end) => (Some(found.dates.start), Some(end)),
                End::Same => (None, Some(found.dates.start)),
                End::Open => (Some(found.dates.start), None),
            };
            // A study is dated by its beginning alone: its end may be expected.
            let sure = if kind == SectionKind::Education { start } else { end.or(start) };
            let counts = |date: &Date| {
                date.months.is_some() || years || kind == SectionKind::Education || cited(&tokens, &found.tokens)
            };
            sure.filter(counts)?.earliest()
        })
        .max()
}

/// Whether a date ends a line as in a list of sources: "keynote at Example Days, 2023".
fn cited(tokens: &[token::Token<'_>], dates: &Range<usize>) -> bool {
    use token::Kind;
    let before = dates.start.checked_sub(1).map(|before| &tokens[before].kind);
    let ends = tokens[dates.end..].iter().all(|token| matches!(token.kind, Kind::Dot | Kind::Other(')')));
    ends && matches!(before, Some(Kind::Comma | Kind::Other('(')))
}
