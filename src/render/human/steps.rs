//! Next steps: what to do first, what to make, what line would then count.

use super::gaps::points;
use super::page::{BOLD, Cell, DIM, PLAIN, Page};
use crate::coverage::StepKind;
use crate::render::View;
use crate::report::{ReportedStep, cite};
use crate::taxonomy::Taxonomy;
use crate::taxonomy::schema::AdvisedAt;

/// Steps that are shown without `--all`.
const STEPS: usize = 5;
/// Of these, what is to be written down has so many at most: it takes minutes, and the rest takes weeks.
const WRITTEN: usize = 2;
/// Skills that are named of those that a step closes.
const CLOSES: usize = 7;
/// Width of a label.
const LABEL: usize = 11;

/// Sets the next steps: what there is to write down, what to do, what to learn.
pub(super) fn next_steps(page: &mut Page, steps: &[ReportedStep], taxonomy: &Taxonomy, view: &View) {
    if steps.is_empty() {
        return;
    }
    let shown: Vec<&ReportedStep> = if view.all { steps.iter().collect() } else { first(steps) };
    page.heading("Next steps", "points of coverage that each adds to those before it");
    page.paragraph(2, "[…] is for you to fill in: write only what is true, and only once it is.", DIM);
    for (number, step) in shown.iter().enumerate() {
        page.blank();
        let is_write = |step: &ReportedStep| step.kind == StepKind::Write;
        if number == 0 || is_write(shown[number - 1]) != is_write(step) {
            let title =
                if is_write(step) { "Today, in the resume:" } else { "Then, at work or in a project of your own:" };
            page.paragraph(2, title, PLAIN);
        }
        set(page, number + 1, step, taxonomy, view);
    }
    if shown.len() < steps.len() {
        page.blank();
        page.paragraph(2, &format!("{} more with --all", steps.len() - shown.len()), DIM);
    }
}

/// The steps that one needs first: a few of each kind, in their order.
fn first(steps: &[ReportedStep]) -> Vec<&ReportedStep> {
    let written = steps.iter().filter(|step| step.kind == StepKind::Write).take(WRITTEN);
    let others = steps.iter().filter(|step| step.kind != StepKind::Write);
    written.chain(others).take(STEPS).collect()
}

fn set(page: &mut Page, number: usize, step: &ReportedStep, taxonomy: &Taxonomy, view: &View) {
    page.row(
        2,
        &[
            Cell::right(format!("{number}."), 3),
            Cell::new(&*step.step, 64).style(BOLD),
            Cell::right(format!("+{}", points(step.adds)), 5),
        ],
    );
    let names: Vec<&str> = step.closes.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
    let most = if view.all { usize::MAX } else { CLOSES };
    let parts = [
        ("make", step.make.clone(), PLAIN),
        ("for example", step.shows_as.clone(), PLAIN),
        ("closes", some(&names, most), PLAIN),
        ("advised by", advised_by(&step.advised_by, taxonomy, view), DIM),
    ];
    for (label, text, style) in parts {
        if !text.is_empty() {
            page.labelled(7, label, LABEL, &text, style);
        }
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
