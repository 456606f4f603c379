//! Next steps: what to do, what to make, what line would then count.

use super::gaps::points;
use super::page::{BOLD, Cell, DIM, PLAIN, Page};
use crate::render::View;
use crate::report::{ReportedStep, cite};
use crate::taxonomy::Taxonomy;
use crate::taxonomy::schema::AdvisedAt;

/// Steps that are shown without `--all`.
const STEPS: usize = 5;
/// Skills that are named of those that a step closes.
const CLOSES: usize = 7;
/// Width of a label.
const LABEL: usize = 10;

/// Sets the next steps, the one that gains most first.
pub(super) fn next_steps(page: &mut Page, steps: &[ReportedStep], taxonomy: &Taxonomy, view: &View) {
    if steps.is_empty() {
        return;
    }
    let shown = if view.all { steps.len() } else { steps.len().min(STEPS) };
    page.heading("Next steps", "points of coverage that each would add; they overlap");
    for (number, step) in steps[..shown].iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        page.row(
            2,
            &[
                Cell::right(format!("{}.", number + 1), 3),
                Cell::new(&*step.step, 64).style(BOLD),
                Cell::right(format!("+{}", points(step.gain)), 5),
            ],
        );
        let names: Vec<&str> = step.closes.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        let most = if view.all { usize::MAX } else { CLOSES };
        let parts = [
            ("make", step.make.clone(), PLAIN),
            ("then write", step.shows_as.clone(), PLAIN),
            ("closes", some(&names, most), PLAIN),
            ("advised by", advised_by(&step.advised_by, taxonomy, view), DIM),
        ];
        for (label, text, style) in parts {
            if !text.is_empty() {
                page.labelled(7, label, LABEL, &text, style);
            }
        }
    }
    if shown < steps.len() {
        page.blank();
        page.paragraph(2, &format!("{} more with --all", steps.len() - shown), DIM);
    }
}

/// The first names, and how many there are beside them.
pub(super) fn some(names: &[&str], most: usize) -> String {
    match names.len().saturating_sub(most) {
        0 | 1 => names.join(", "),
        more => format!("{} and {more} more", names[..most].join(", ")),
    }
}

/// The titles of the documents that advise a step; with headings when more is to be said.
pub(super) fn advised_by(places: &[AdvisedAt], taxonomy: &Taxonomy, view: &View) -> String {
    let mut cited: Vec<String> = Vec::new();
    for place in places {
        let title = || taxonomy.document(&place.document).map_or(place.document.clone(), |known| known.title.clone());
        let text = if view.verbose { cite(taxonomy, place) } else { title() };
        if !cited.contains(&text) {
            cited.push(text);
        }
    }
    cited.join("; ")
}
