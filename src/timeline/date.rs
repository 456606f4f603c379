//! Dates and ranges of dates as people of several countries write them: "March 2021 – Present", "03/2021 - 02/2023",
//! "2021-03 to 2023-02", "Jun '19 – Aug '20", "01.2019–heute", "since 2020", "Summer 2020".
//!
//! The words come from the language file; the numbers are the same everywhere. Days are read and dropped.

use super::month::{Month, Period, YEARS};
use super::token::{Kind, Token};
use crate::taxonomy::language::DateWords;

/// A date as far as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    /// The year.
    pub year: u16,
    /// The months that are meant, the first and the last; `None` for the year alone.
    pub months: Option<(u8, u8)>,
}

/// How a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// There is one date only.
    Same,
    /// At a date.
    At(Date),
    /// It has not ended.
    Open,
}

/// A period as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    /// When it began.
    pub start: Date,
    /// When it ended.
    pub end: End,
}

impl Date {
    fn month(year: u16, month: u16) -> Option<Self> {
        let month = u8::try_from(month).ok()?;
        Month::new(year, month).map(|_| Self { year, months: Some((month, month)) })
    }

    /// The first month that it can mean.
    pub(super) fn earliest(self) -> Option<Month> {
        Month::new(self.year, self.months.map_or(1, |(first, _)| first))
    }
}

impl Dates {
    /// The months that are meant, the last one of an open period being `present`; `None` when the dates are in the wrong
    /// order. `docs/duration.md` says how years are counted that come without months.
    pub(super) fn period(self, present: Month) -> Option<Period> {
        let start = self.start;
        let earliest = start.earliest()?;
        let last = match self.end {
            End::Same => Month::new(start.year, start.months.map_or(12, |(_, last)| last))?,
            // From the middle of a year to the middle of another: 2019 to 2022 are three years, not four.
            End::At(end) => {
                let month = end.months.map_or(if end.year > start.year { 6 } else { 12 }, |(_, last)| last);
                Month::new(end.year, month)?
            }
            End::Open => present.max(earliest),
        };
        let middle = Month::new(start.year, 7).filter(|&middle| {
            start.months.is_none() && self.end != End::Same && middle <= last && last.year() > start.year
        });
        Period::new(middle.unwrap_or(earliest), last)
    }

    /// Whether it has not ended.
    pub(super) fn is_open(self) -> bool {
        self.end == End::Open
    }
}

/// Dates with the tokens that they were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The dates.
    pub dates: Dates,
    /// Indices of the tokens.
    pub tokens: std::ops::Range<usize>,
}

/// Every date and range of dates in a line, in order.
pub(super) fn find(tokens: &[Token<'_>], words: &DateWords) -> Vec<Found> {
    let reader = Reader { tokens, words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.dates(at) {
            Some((dates, end)) => {
                found.push(Found { dates, tokens: at..end });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A date that needs another beside it to be one.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// It can stand alone.
    Whole(Date),
    /// "06/19": may be anything.
    Short(Date),
    /// "June", whose year is that of the end.
    MonthOnly(u8, u8),
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    words: &'a DateWords,
}

impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<&Kind<'_>> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.kind(at) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<(u16, usize)> {
        match self.kind(at) {
            Some(&Kind::Number(value, length)) => Some((value, length)),
            _ => None,
        }
    }

    /// Whether a token follows the one before without a space.
    fn joined(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.gap == 0)
    }

    /// The end of a phrase that stands at a token; the longest of the list.
    fn phrase(&self, at: usize, phrases: &[String]) -> Option<usize> {
        self.word(at)?;
        let fits = |phrase: &String| {
            let mut end = at;
            for word in phrase.split(' ') {
                if self.word(end) != Some(word) {
                    return None;
                }
                end += 1;
            }
            Some(end)
        };
        phrases.iter().filter_map(fits).max()
    }

    /// A range or a date at a token, and the token after it.
    fn dates(&self, at: usize) -> Option<(Dates, usize)> {
        if self.joined(at) && matches!(self.kind(at - 1), Some(Kind::Word(_) | Kind::Number(..))) {
            return None;
        }
        // "13/2021" is no 2021: the number before belongs to it.
        let divided = at > 1 && self.joined(at) && self.joined(at - 1) && self.number(at - 2).is_some();
        if divided && matches!(self.kind(at - 1), Some(Kind::Slash | Kind::Dot)) {
            return None;
        }
        let after_from = self.phrase(at, &self.words.from);
        let after_since = self.phrase(at, &self.words.since);
        let first = after_from.max(after_since).unwrap_or(at);
        let (start, after) = self.start(first)?;
        if let Some(range) = self.range(start, after) {
            return Some(range);
        }
        let Start::Whole(start) = start else { return None };
        let end = if after_since.is_some() { End::Open } else { End::Same };
        Some((Dates { start, end }, after))
    }

    fn range(&self, start: Start, after: usize) -> Option<(Dates, usize)> {
        let worded = self.phrase(after, &self.words.to);
        let dash = matches!(self.kind(after), Some(Kind::Dash)).then_some(after + 1);
        let whole = match start {
            Start::Whole(date) | Start::Short(date) => Some(date),
            Start::MonthOnly(..) => None,
        };
        if let Some(start) = whole {
            // "2019 – to date", "June 2017 Present": the separator may be there twice, or not at all.
            let from = dash.or(worded).unwrap_or(after);
            let open = self.phrase(from, &self.words.present).or_else(|| {
                let again = self.phrase(from, &self.words.to)?;
                self.phrase(again, &self.words.present)
            });
            if let Some(end) = open {
                return Some((Dates { start, end: End::Open }, end));
            }
            // "2016 –", with nothing more: not ended either.
            if dash.is_some() && self.nothing_follows(after + 1) {
                return Some((Dates { start, end: End::Open }, after + 1));
            }
        }
        // "2019/2020", "2019/20": with years, a slash can be a dash.
        let years = whole.is_some_and(|date| date.months.is_none()) && self.joined(after + 1);
        let slash = (years && self.kind(after) == Some(&Kind::Slash)).then_some(after + 1);
        let from = dash.or(worded).or(slash)?;
        let (end, next) = match (self.start(from), whole) {
            (Some((Start::Whole(end), next)), _) => (end, next),
            (Some((Start::Short(end), next)), Some(_)) => (end, next),
            _ => self.short_year(from, whole?)?,
        };
        let start = match start {
            Start::Whole(date) | Start::Short(date) => date,
            Start::MonthOnly(first, last) => {
                let end_month = end.months.map(|(_, last)| last)?;
                Date { year: end.year - u16::from(first > end_month), months: Some((first, last)) }
            }
        };
        let dates = Dates { start, end: End::At(end) };
        // Two dates in the wrong order are two dates.
        dates.period(start.earliest()?).map(|_| (dates, next))
    }

    /// "2019–22", "2019/20": the second year without its century.
    fn short_year(&self, at: usize, start: Date) -> Option<(Date, usize)> {
        let (value, 2) = self.number(at)? else { return None };
        let year = start.year / 100 * 100 + value;
        (self.joined(at) && start.months.is_none() && year > start.year && YEARS.contains(&year))
            .then_some((Date { year, months: None }, at + 1))
    }

    /// Whether the rest of the line is not text: "2016 –", "(2016 –)", "2016 – |".
    fn nothing_follows(&self, at: usize) -> bool {
        match self.kind(at) {
            None => true,
            Some(Kind::Other(c)) => matches!(c, ')' | ']' | '|' | '*'),
            _ => false,
        }
    }

    fn start(&self, at: usize) -> Option<(Start, usize)> {
        if let Some(found) = self.worded(at) {
            return Some(found);
        }
        let (value, length) = self.number(at)?;
        if length == 4 {
            return self.year_first(at, value);
        }
        if length > 2 {
            return None;
        }
        self.month_first(at, value).or_else(|| self.day_first(at, value))
    }

    /// "March 2021", "Sept. 2018", "Jun '19", "Jun-19", "June 1, 2019", "Summer 2020", "Q3 2021"; "June" of a range.
    fn worded(&self, at: usize) -> Option<(Start, usize)> {
        let word = self.word(at)?;
        let one_of = |names: &Vec<String>| names.iter().any(|name| name == word);
        let months = if let Some(index) = self.words.months.iter().position(one_of) {
            let month = u8::try_from(index + 1).ok()?;
            (month, month)
        } else if let Some(season) = self.words.seasons.iter().find(|season| one_of(&season.names)) {
            (season.first, season.last)
        } else if word == "q" && self.joined(at + 1) {
            let quarter = self.number(at + 1).filter(|&(value, length)| length == 1 && (1..=4).contains(&value))?.0;
            let (year, next) = self.year_after(at + 2)?;
            let first = u8::try_from(quarter * 3 - 2).ok()?;
            return Some((Start::Whole(Date { year, months: Some((first, first + 2)) }), next));
        } else {
            return None;
        };
        let mut next = at + 1;
        if matches!(self.kind(next), Some(Kind::Dot)) {
            next += 1;
        }
        // "June 1, 2019", "June 1st, 2019": the day is dropped.
        if self.number(next).is_some_and(|(value, length)| length <= 2 && (1..=31).contains(&value)) {
            let ordinal = usize::from(self.joined(next + 1) && self.word(next + 1).is_some());
            if let Some((year, next)) = self.year_after(next + 1 + ordinal) {
                return Some((Start::Whole(Date { year, months: Some(months) }), next));
            }
        }
        match self.year_after(next) {
            Some((year, next)) => Some((Start::Whole(Date { year, months: Some(months) }), next)),
            None => Some((Start::MonthOnly(months.0, months.1), next)),
        }
    }

    /// "2021", ", 2021", "- 2018", "/2018", "'19", "-19".
    fn year_after(&self, at: usize) -> Option<(u16, usize)> {
        let separated = matches!(self.kind(at), Some(Kind::Comma | Kind::Dash | Kind::Slash | Kind::Dot));
        let at = at + usize::from(separated);
        let quoted = matches!(self.kind(at), Some(Kind::Quote));
        let at = at + usize::from(quoted);
        let (value, length) = self.number(at)?;
        if self.joined(at + 1) && self.word(at + 1).is_some() {
            return None;
        }
        match length {
            4 if YEARS.contains(&value) => Some((value, at + 1)),
            // "Jun 19" may be a day.
            2 if quoted || separated && self.joined(at) => Some((century(value), at + 1)),
            _ => None,
        }
    }

    /// "2021-03", "2021/03", "2021.03", "2021-03-15", "2021".
    fn year_first(&self, at: usize, year: u16) -> Option<(Start, usize)> {
        let unit = self.joined(at + 1) && self.word(at + 1).is_some();
        if !YEARS.contains(&year) || unit {
            return None;
        }
        let tight = |at: usize| {
            let separator = matches!(self.kind(at), Some(Kind::Dash | Kind::Slash | Kind::Dot));
            (separator && self.joined(at) && self.joined(at + 1)).then(|| self.number(at + 1)).flatten()
        };
        if let Some((month, 2)) = tight(at + 1)
            && let Some(date) = Date::month(year, month)
        {
            let day = tight(at + 3).is_some_and(|(day, length)| length == 2 && (1..=31).contains(&day));
            return Some((Start::Whole(date), at + if day { 5 } else { 3 }));
        }
        Some((Start::Whole(Date { year, months: None }), at + 1))
    }

    /// "03/2021", "03.2021", "3-2021", "03 / 2021", "06/19"; "15.03.2021", "03/15/2021".
    fn month_first(&self, at: usize, value: u16) -> Option<(Start, usize)> {
        let separator = self.kind(at + 1)?;
        if !matches!(separator, Kind::Slash | Kind::Dot | Kind::Dash) {
            return None;
        }
        let spaced = !self.joined(at + 1) || !self.joined(at + 2);
        if spaced && *separator != Kind::Slash {
            return None;
        }
        let (second, length) = self.number(at + 2)?;
        if length == 4 && YEARS.contains(&second) {
            return Some((Start::Whole(Date::month(second, value)?), at + 3));
        }
        if length > 2 {
            return None;
        }
        if self.kind(at + 3) == Some(separator)
            && let Some((year, 4)) = self.number(at + 4)
        {
            // With points the day comes first; with slashes it may come second, and does when it is no month.
            let day_first = *separator != Kind::Slash || value > 12;
            return Some((Start::Whole(Date::month(year, if day_first { second } else { value })?), at + 5));
        }
        let short = length == 2 && *separator == Kind::Slash && !spaced;
        short.then(|| Date::month(century(second), value).map(|date| (Start::Short(date), at + 3))).flatten()
    }

    /// "1 June 2019", "1. Juni 2019", "1st June 2019".
    fn day_first(&self, at: usize, value: u16) -> Option<(Start, usize)> {
        if !(1..=31).contains(&value) {
            return None;
        }
        let skip = match self.kind(at + 1)? {
            Kind::Dot => 2,
            Kind::Word(_) if self.joined(at + 1) => 2,
            _ => 1,
        };
        match self.worded(at + skip)? {
            (Start::Whole(date), next) => Some((Start::Whole(date), next)),
            _ => None,
        }
    }
}

/// A year from its last two digits: no resume is of the year 2070.
fn century(two: u16) -> u16 {
    if two < 70 { 2000 + two } else { 1900 + two }
}
