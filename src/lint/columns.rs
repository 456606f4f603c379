//! Columns side by side. A reader that goes line by line over the page mixes them always; one that takes the text in the
//! order of the file mixes them when the file does.

use super::rules::COLUMNS;
use super::{Finding, Subject};
use crate::document::{Columns, Line, Locator, Reading};
use crate::finding::Severity;

/// Pages with columns that are told: those behind are set like those before.
const MOST_PAGES: usize = 3;
/// Lines of a column that are looked up, and bytes of the page that they are looked up in.
const MOST_LINES: usize = 60;
const MOST_BYTES: usize = 200_000;
/// Of the lines of a column, one in so many may be followed by one of the other column.
const SELDOM: usize = 4;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let columns = &subject.document.more().survey.columns;
    for page in columns.chunk_by(|a, b| a.page == b.page).take(MOST_PAGES) {
        let Some(first) = page.first() else { continue };
        let mixed = match subject.second {
            Some(Ok(second)) => page.iter().find(|columns| is_mixed(columns, second)),
            _ => None,
        };
        let (message, severity) = match mixed {
            Some(_) => (
                "columns side by side, which the file itself mixes: other readers run them together",
                Severity::Warning,
            ),
            None => ("columns side by side, which a reader that goes line by line runs together", Severity::Advice),
        };
        findings.push(Finding {
            severity,
            locator: Some(Locator::Page(first.page)),
            words: run_together(mixed.unwrap_or(first)),
            ..COLUMNS.finding(message)
        });
    }
}

/// What a reader that goes line by line makes of the first lines.
fn run_together(columns: &Columns) -> Vec<String> {
    let words = |line: &String| line.replace('\u{fffd}', "").trim().to_owned();
    let beside = columns.left.iter().zip(&columns.right).take(2);
    beside.map(|(left, right)| format!("{} {}", words(left), words(right))).collect()
}

/// Whether the second reader's text goes to and fro between two columns.
fn is_mixed(columns: &Columns, second: &Reading) -> bool {
    let page = page_of(second, columns.page);
    let places = |lines: &[String]| -> Vec<usize> {
        lines.iter().take(MOST_LINES).filter_map(|line| page.find(line.as_str())).collect()
    };
    let mut order: Vec<(usize, bool)> = places(&columns.left).into_iter().map(|at| (at, false)).collect();
    let right = places(&columns.right);
    let fewer = order.len().min(right.len());
    order.extend(right.into_iter().map(|at| (at, true)));
    order.sort_unstable();
    let changes = order.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    changes > 2 && changes * SELDOM > fewer
}

/// The text of a page.
fn page_of(reading: &Reading, number: u32) -> &str {
    let is_on = |line: &&Line| line.locator.as_ref().is_none_or(|locator| *locator == Locator::Page(number));
    let mut lines = reading.lines.iter().filter(is_on);
    let Some(first) = lines.next() else { return "" };
    let end = lines.next_back().unwrap_or(first).span.end.min(first.span.start + MOST_BYTES);
    &reading.text[first.span.start..reading.text.floor_char_boundary(end)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ReadOptions, read};

    fn columns() -> Columns {
        let lines = |name: &str| (0..6).map(|n| format!("{name} line {n}")).collect();
        Columns { page: 1, left: lines("left"), right: lines("right") }
    }

    #[test]
    fn a_file_that_alternates_is_mixed_and_one_after_the_other_is_not() {
        let columns = columns();
        let text = |lines: Vec<String>| read(lines.join("\n").as_bytes(), &ReadOptions::default()).expect("text");
        let apart = columns.left.iter().chain(&columns.right).cloned().collect();
        assert!(!is_mixed(&columns, &text(apart)));
        let mixed = columns.left.iter().zip(&columns.right).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        assert!(is_mixed(&columns, &text(mixed)));
    }
}
