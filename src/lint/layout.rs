//! Tables, and pictures where words may stand.

use super::rules::{TABLES, TEXT_IN_PICTURE};
use super::{Finding, Subject, count};
use crate::document::{Document, Format, Locator};
use crate::finding::Severity;

/// Rows with cells that follow each other in a table.
const FEWEST_ROWS: usize = 3;
/// Share of a page in hundredths from which a picture is more than a portrait or a logo.
const LARGE: u8 = 8;
/// Share from which it holds a part of the resume.
const VERY_LARGE: u8 = 30;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    tables(subject.document, findings);
    pictures(subject.document, findings);
}

fn tables(document: &Document, findings: &mut Vec<Finding>) {
    let text = document.text();
    let is_row: Vec<bool> = document
        .lines()
        .iter()
        .map(|line| last_cell(&text[line.span.clone()]).is_some_and(|cell| !is_date_like(cell)))
        .collect();
    let (mut tables, mut rows, mut first) = (0, 0, None);
    let mut at = 0;
    for run in is_row.chunk_by(|a, b| a == b) {
        if run[0] && run.len() >= FEWEST_ROWS {
            tables += 1;
            rows += run.len();
            first = first.or(Some(at));
        }
        at += run.len();
    }
    // What a plain text lines up is no table to anybody but the eye.
    let Some(first) = first.filter(|_| document.format() != Format::Text) else { return };
    findings.push(Finding {
        locator: Some(document.locator(document.lines()[first].span.start)),
        ..TABLES.finding(format!(
            "{} in cells side by side ({}), which other readers may take cell by cell",
            count(rows, "line", "lines"),
            count(tables, "table", "tables")
        ))
    });
}

/// The last cell of a line that has several: cells lie a tab or four spaces apart.
fn last_cell(line: &str) -> Option<&str> {
    let tab = line.rfind('\t').map(|at| at + 1);
    let gap = line.rfind("    ").map(|at| at + 4);
    tab.max(gap).map(|at| line[at..].trim())
}

/// A year or a place at the right margin is no cell of a table.
fn is_date_like(cell: &str) -> bool {
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    cell.split(|c: char| !c.is_ascii_digit()).any(year)
}

fn pictures(document: &Document, findings: &mut Vec<Finding>) {
    for picture in &document.more().survey.pictures {
        // Of a page that is nothing but a picture the reader has warned.
        let page = Locator::Page(picture.page);
        let told = document
            .warnings()
            .iter()
            .any(|warning| warning.code == "page-without-text" && warning.locator.as_ref() == Some(&page));
        if picture.under_text || picture.share < LARGE || told {
            continue;
        }
        let severity = if picture.share >= VERY_LARGE { Severity::Warning } else { Severity::Advice };
        findings.push(Finding {
            severity,
            locator: Some(page),
            ..TEXT_IN_PICTURE
                .finding(format!("a picture takes {} % of the page; words in it are read by nobody", picture.share))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cell_is_told_and_a_date_is_none() {
        assert_eq!(last_cell("Languages    Python, SQL"), Some("Python, SQL"));
        assert_eq!(last_cell("Languages\tPython\tSQL"), Some("SQL"));
        assert_eq!(last_cell("Languages: Python"), None);
        assert!(is_date_like("2019 – 2021") && is_date_like("Berlin, 2020"));
        assert!(!is_date_like("12 people"));
    }
}
