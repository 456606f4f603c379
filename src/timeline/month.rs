//! Months and periods of months: the unit in which resumes tell time.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Years outside of this range are house numbers, amounts and the like.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1950..=2079;
/// A period of more months is a misreading: nobody works for sixty years in one place.
const LONGEST: u32 = 60 * 12;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month of a year from 1950 to 2079, January being 1; `None` out of these ranges.
    pub fn new(year: u16, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Months since the year 0, to subtract.
    fn ordinal(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

/// A text that is no month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("give a month as YYYY-MM, such as 2024-06")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `YYYY-MM`.
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.trim().split_once('-').ok_or(NotAMonth)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        let year = year.parse().map_err(|_| NotAMonth)?;
        Self::new(year, month.parse().map_err(|_| NotAMonth)?).ok_or(NotAMonth)
    }
}

/// Whole months, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    first: Month,
    last: Month,
}

impl Period {
    /// The months from the first to the last; `None` when they are in the wrong order, or more than sixty years apart.
    pub fn new(first: Month, last: Month) -> Option<Self> {
        (first <= last && last.ordinal() - first.ordinal() < LONGEST).then_some(Self { first, last })
    }

    /// The first month.
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    pub fn last(self) -> Month {
        self.last
    }

    /// Number of months, 1 or more.
    pub fn months(self) -> u32 {
        self.last.ordinal() - self.first.ordinal() + 1
    }
}

/// Periods in order of time, those that overlap or touch made one: each month counts once, whoever it was spent for.
pub fn merge(periods: impl IntoIterator<Item = Period>) -> Vec<Period> {
    let mut sorted: Vec<Period> = periods.into_iter().collect();
    sorted.sort_unstable();
    let mut merged: Vec<Period> = Vec::with_capacity(sorted.len());
    for period in sorted {
        match merged.last_mut() {
            Some(before) if period.first.ordinal() <= before.last.ordinal() + 1 => {
                before.last = before.last.max(period.last);
            }
            _ => merged.push(period),
        }
    }
    merged
}

/// Months in the union of periods.
pub fn months(periods: impl IntoIterator<Item = Period>) -> u32 {
    merge(periods).into_iter().map(Period::months).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn period(text: &str) -> Period {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        Period::new(month(first), month(last)).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn months_are_read_and_written() {
        assert_eq!(month("2024-06").to_string(), "2024-06");
        for wrong in ["", "2024", "2024-13", "2024-00", "24-06", "2024-6", "1800-01", "2024-06-01", "+024-06"] {
            assert_eq!(wrong.parse::<Month>(), Err(NotAMonth), "{wrong}");
        }
    }

    #[test]
    fn both_ends_count() {
        assert_eq!(period("2021-03").months(), 1);
        assert_eq!(period("2021-03/2023-02").months(), 24);
        assert_eq!(Period::new(month("2021-03"), month("2021-02")), None);
        assert_eq!(Period::new(month("1950-01"), month("2023-02")), None);
    }

    #[test]
    fn a_month_counts_once() {
        assert_eq!(months([period("2020-01/2020-12"), period("2020-06/2021-06")]), 18);
        assert_eq!(months([period("2020-01/2020-12"), period("2020-03/2020-04")]), 12);
        assert_eq!(months([period("2020-01/2020-02"), period("2020-12")]), 3);
        assert_eq!(merge([period("2020-07/2020-12"), period("2020-01/2020-06")]), [period("2020-01/2020-12")]);
        assert_eq!(months([]), 0);
    }

    fn periods() -> impl Strategy<Value = Vec<Period>> {
        let one = (1990_u16..2030, 1_u8..=12, 0_u16..9, 1_u8..=12)
            .prop_filter_map("in order", |(year, month, years, to)| {
                Period::new(Month::new(year, month)?, Month::new(year + years, to)?)
            });
        prop::collection::vec(one, 0..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_order_of_positions_does_not_matter(some in periods(), turn in 0_usize..12) {
            let mut other = some.clone();
            other.reverse();
            other.rotate_left(if some.is_empty() { 0 } else { turn % some.len() });
            prop_assert_eq!(merge(some), merge(other));
        }

        #[test]
        fn the_union_is_between_the_longest_and_the_sum(some in periods()) {
            let union = months(some.iter().copied());
            prop_assert!(union <= some.iter().map(|period| period.months()).sum());
            prop_assert!(union >= some.iter().map(|period| period.months()).max().unwrap_or(0));
            let merged = merge(some);
            prop_assert_eq!(months(merged.clone()), union, "merging twice is merging once");
            prop_assert!(merged.windows(2).all(|pair| pair[0].last < pair[1].first));
        }
    }
}
