//! Several postings in one table.

use anstyle::Style;

use super::page::{BOLD, Cell, DIM, PLAIN, Page, WIDTH, percent};
use super::report::{NAME, NO_ADVICE, STATUS, about, show_warnings};
use super::{proof, steps};
use crate::render::View;
use crate::report::{Compared, Comparison, SharedGap};
use crate::taxonomy::{Level, Taxonomy};

/// Where what belongs to a posting begins.
const UNDER: usize = 7;
/// Width of a share.
const SHARE: usize = 8;
/// Width of "required".
const COUNT: usize = 8;
/// Names of missing skills without `--all`.
const NAMES: usize = 6;
/// Shared gaps without `--all`.
const GAPS: usize = 10;

/// Renders a comparison, the best covered posting first.
pub fn comparison(comparison: &Comparison, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    if view.quiet {
        for posting in &comparison.postings {
            let (all, required) = (share(posting.coverage), share(posting.coverage_required));
            page.line(&format!("coverage {all}, of what is required {required}: {}", posting.source));
        }
        return page.finish();
    }
    page.labelled(0, "Resume", 8, &comparison.document.path, PLAIN);
    page.labelled(0, "", 8, &about(&comparison.document), DIM);
    if comparison.bare {
        show_warnings(&mut page, &comparison.warnings);
    }
    table(&mut page, &comparison.postings, taxonomy, view);
    if comparison.bare && !view.all {
        page.blank();
        page.paragraph(0, NO_ADVICE, PLAIN);
        return page.finish();
    }
    shared(&mut page, &comparison.shared_gaps, comparison.postings.len(), view);
    if !comparison.bare {
        show_warnings(&mut page, &comparison.warnings);
    }
    page.blank();
    page.paragraph(0, "The whole report on one of them: give that --job alone.", DIM);
    page.finish()
}

fn share(thousandths: Option<u32>) -> String {
    thousandths.map_or_else(|| "–".to_string(), percent)
}

fn table(page: &mut Page, postings: &[Compared], taxonomy: &Taxonomy, view: &View) {
    page.heading(&format!("Postings ({})", postings.len()), "the best covered first");
    let what_if = postings.iter().find_map(|posting| posting.what_if.as_ref());
    let titles = ["coverage", "required", "what if", "missing", "posting"].map(str::to_string);
    page.row(2, &row("", titles, what_if.is_some(), DIM));
    for (number, posting) in postings.iter().enumerate() {
        let required = posting.breakdown.iter().find(|sum| sum.level == Level::Required);
        let required = required.map_or(0, |sum| sum.requirements);
        let cells = [
            share(posting.coverage),
            share(posting.coverage_required),
            share(posting.what_if.as_ref().and_then(|then| then.coverage)),
            format!("{} of {required}", posting.missing_required.len()),
            posting.title.clone(),
        ];
        page.row(2, &row(&format!("{}.", number + 1), cells, what_if.is_some(), PLAIN));
        if posting.title != posting.source {
            page.paragraph(UNDER, &posting.source, DIM);
        }
        let names: Vec<&str> = posting.missing_required.iter().map(|gap| gap.name.as_str()).collect();
        if !names.is_empty() {
            let names = steps::some(&names, if view.all { usize::MAX } else { NAMES });
            page.labelled(UNDER, "missing", 7, &names, PLAIN);
        }
    }
    page.paragraph(2, "missing: of what is required, what the resume does not show at all", DIM);
    if let Some(what_if) = what_if {
        let names: Vec<&str> = what_if.skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        page.paragraph(2, &format!("what if: coverage if a job or project showed {}", names.join(", ")), DIM);
    }
}

/// A row of the table, with or without the column of `--what-if`.
fn row(number: &str, cells: [String; 5], what_if: bool, style: Style) -> Vec<Cell> {
    let [coverage, required, then, missing, posting] = cells;
    let mut row = vec![Cell::right(number, 3), Cell::right(coverage, SHARE), Cell::right(required, SHARE)];
    if what_if {
        row.push(Cell::right(then, SHARE));
    }
    row.push(Cell::right(missing, COUNT));
    let left: usize = 2 + 3 + SHARE * (row.len() - 2) + COUNT + 2 * row.len();
    let mut row: Vec<Cell> = row.into_iter().map(|cell| cell.style(style)).collect();
    row.push(Cell::new(posting, WIDTH - left).style(if style == PLAIN { BOLD } else { style }));
    row
}

fn shared(page: &mut Page, gaps: &[SharedGap], postings: usize, view: &View) {
    if gaps.is_empty() {
        return;
    }
    let shown = if view.all { gaps.len() } else { gaps.len().min(GAPS) };
    page.heading(&format!("Gaps in more than one ({})", gaps.len()), "those first that weigh most over all");
    for gap in &gaps[..shown] {
        let status = gap.requirement.status;
        let have = if gap.requirement.have { "; you have it: write it down" } else { "" };
        let asked = format!("asked by {} of {postings}, required by {}{have}", gap.postings, gap.required_in);
        page.row(
            2,
            &[
                Cell::new(status.name(), STATUS).style(proof::style(status)),
                Cell::new(&*gap.requirement.name, NAME).style(BOLD),
                Cell::new(asked, WIDTH - 2 - STATUS - 2 - NAME - 2),
            ],
        );
    }
    if shown < gaps.len() {
        page.paragraph(2, &format!("{} more with --all", gaps.len() - shown), DIM);
    }
}
