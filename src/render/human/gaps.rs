//! The gaps of a report: what weighs most of a role, what is required first of a posting; and with `--have` what is to
//! be written down before what is to be learned.

use super::page::{BOLD, Cell, DIM, PLAIN, Page, WIDTH};
use super::proof;
use super::report::{NAME, STATUS};
use crate::coverage::Status;
use crate::profile::AskedBy;
use crate::render::View;
use crate::report::{Report, ReportedRequirement, TargetKind};
use crate::taxonomy::{Level, Taxonomy};

/// Gaps that are shown without `--all`.
const GAPS: usize = 10;
/// Width of the points that a gap would add.
const POINTS: usize = 5;
/// Width of a level, or of the place that asks.
const ASKED: usize = 9;

/// What all rows have in common.
struct Rows<'a> {
    taxonomy: &'a Taxonomy,
    view: &'a View,
    target: TargetKind,
    /// Sum of all weights.
    total: u64,
}

/// Thousandths as percentage points: "1.9".
pub(super) fn points(thousandths: u32) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// What full credit would add to the coverage, in thousandths.
pub(in crate::render) fn worth(requirement: &ReportedRequirement, total: u64) -> u32 {
    let lost = u64::from(requirement.weight) * u64::from(100 - requirement.credit.min(100));
    u32::try_from((lost * 20 + total) / (total.max(1) * 2)).unwrap_or(u32::MAX)
}

/// Sets the gaps.
pub(super) fn gaps(page: &mut Page, report: &Report, taxonomy: &Taxonomy, view: &View) {
    let total: u64 = report.breakdown.iter().map(|sum| sum.weight).sum();
    let rows = Rows { taxonomy, view, target: report.target_kind, total };
    let mut gaps: Vec<&ReportedRequirement> =
        report.requirements.iter().filter(|requirement| requirement.status != Status::Covered).collect();
    // What weighs most, which is not what is missing first: half of something large can be more.
    gaps.sort_by_key(|gap| std::cmp::Reverse(u64::from(gap.weight) * u64::from(100 - gap.credit.min(100))));
    if gaps.is_empty() {
        page.heading("Gaps", "");
        page.paragraph(2, "none: everything that is asked for is shown", PLAIN);
        return;
    }
    let (known, unknown): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|gap| gap.have);
    if !known.is_empty() {
        page.heading(&format!("To write down ({})", known.len()), "you have it, and the resume does not show it");
        known.iter().for_each(|gap| rows.row(page, gap));
    }
    match report.target_kind {
        TargetKind::Role => of_role(page, &unknown, &rows, !known.is_empty()),
        TargetKind::Job => of_posting(page, &unknown, &rows, !known.is_empty()),
    }
}

fn of_role(page: &mut Page, gaps: &[&ReportedRequirement], rows: &Rows<'_>, rest: bool) {
    if gaps.is_empty() {
        return;
    }
    let shown = if rows.view.all { gaps.len() } else { gaps.len().min(GAPS) };
    let note = "points of coverage that each would add";
    let title = if rest { "To learn" } else { "Gaps" };
    match (shown < gaps.len(), rest) {
        (true, false) => page.heading(&format!("The {shown} gaps that weigh most, of {}", gaps.len()), note),
        (true, true) => page.heading(&format!("To learn: the {shown} that weigh most, of {}", gaps.len()), note),
        (false, _) => page.heading(&format!("{title} ({})", gaps.len()), note),
    }
    gaps[..shown].iter().for_each(|gap| rows.row(page, gap));
    if shown < gaps.len() {
        page.paragraph(2, &format!("{} more with --all", gaps.len() - shown), DIM);
    }
}

fn of_posting(page: &mut Page, gaps: &[&ReportedRequirement], rows: &Rows<'_>, rest: bool) {
    let what = if rest { "to learn" } else { "not covered" };
    let mut left = if rows.view.all { usize::MAX } else { GAPS };
    let mut hidden = 0;
    for (level, title) in
        [(Level::Required, "Required"), (Level::Preferred, "Preferred"), (Level::Mentioned, "Mentioned")]
    {
        let of_level: Vec<_> = gaps.iter().filter(|gap| gap.level == level).collect();
        let shown = of_level.len().min(left);
        if shown > 0 {
            let note = if left >= GAPS { "points that each would add; where it is asked" } else { "" };
            let count =
                if shown < of_level.len() { format!("{shown} of {}", of_level.len()) } else { shown.to_string() };
            page.heading(&format!("{title}, {what} ({count})"), note);
            of_level[..shown].iter().for_each(|gap| rows.row(page, gap));
        }
        left -= shown.min(left);
        hidden += of_level.len() - shown;
    }
    if hidden > 0 {
        page.paragraph(2, &format!("{hidden} more with --all"), DIM);
    }
}

impl Rows<'_> {
    fn row(&self, page: &mut Page, gap: &ReportedRequirement) {
        // That the user has it, the heading says.
        let why = proof::why(gap, self.taxonomy);
        let why = match proof::place_of(gap.best()) {
            place if place.is_empty() || why.is_empty() => why,
            place => format!("{why} ({place})"),
        };
        let asked = match self.target {
            TargetKind::Role => gap.level.name().to_string(),
            TargetKind::Job => {
                gap.asked_by.iter().find_map(|by| by.locator.as_ref()).map(proof::place).unwrap_or_default()
            }
        };
        page.row(
            2,
            &[
                Cell::right(format!("+{}", points(worth(gap, self.total))), POINTS),
                Cell::new(gap.status.name(), STATUS).style(proof::style(gap.status)),
                Cell::new(&*gap.name, NAME).style(BOLD),
                Cell::new(asked, ASKED).style(DIM),
                Cell::new(why, WIDTH - 2 - POINTS - 2 - STATUS - 2 - NAME - 2 - ASKED - 2),
            ],
        );
        if self.view.verbose {
            page.labelled(18, "asked by", 8, &asked_by(&gap.asked_by, self.taxonomy), DIM);
        }
    }
}

/// The documents that ask for something, each with its headings.
pub(super) fn asked_by(asked: &[AskedBy], taxonomy: &Taxonomy) -> String {
    let mut cited: Vec<(&str, Vec<&str>)> = Vec::new();
    for by in asked {
        let title = taxonomy.document(&by.document).map_or(&*by.document, |document| document.title.as_str());
        match cited.last_mut().filter(|(known, _)| *known == title) {
            Some((_, headings)) => headings.push(&by.heading),
            None => cited.push((title, vec![&by.heading])),
        }
    }
    let cite = |(title, headings): (&str, Vec<&str>)| match headings.join(", ") {
        headings if headings.is_empty() => title.to_string(),
        headings => format!("{title} ({headings})"),
    };
    cited.into_iter().map(cite).collect::<Vec<_>>().join("; ")
}
