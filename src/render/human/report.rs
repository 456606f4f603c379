//! The report of `gapcheck <RESUME>`.

use super::gaps::{gaps, points};
use super::page::{BOLD, Cell, DIM, GOOD, PLAIN, Page, WIDTH, bar, count, percent};
use super::{job, proof, steps};
use crate::coverage::{LevelSum, Status};
use crate::render::View;
use crate::report::{DocumentFacts, Report, ReportedRequirement};
use crate::taxonomy::{Level, Taxonomy};

/// Covered skills that are shown without `--all`.
const COVERED: usize = 12;
/// Width of names.
pub(super) const NAME: usize = 24;
/// Width of a status.
pub(super) const STATUS: usize = 7;
/// Width of a locator.
const PLACE: usize = 7;
/// In place of gaps and steps, when no skill was found at all.
pub(in crate::render) const NO_ADVICE: &str =
    "So there are no gaps and next steps here to go by; --all shows them all the same.";
/// Words shown with a warning that is about words.
const WARNED_WORDS: usize = 8;

/// Renders a report.
pub fn report(report: &Report, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    if view.quiet {
        page.line(&verdict(report));
        return page.finish();
    }
    header(&mut page, report, taxonomy);
    let bare = report.is_bare();
    if bare {
        warnings(&mut page, report);
    }
    if bare && !view.all {
        page.blank();
        page.paragraph(0, NO_ADVICE, PLAIN);
        return page.finish();
    }
    often_missing(&mut page, report, taxonomy);
    gaps(&mut page, report, taxonomy, view);
    covered(&mut page, report, taxonomy, view);
    job::around(&mut page, report, view);
    steps::next_steps(&mut page, &report.next_steps, taxonomy, view);
    credentials(&mut page, report);
    job::conditions(&mut page, report, view);
    if !bare {
        warnings(&mut page, report);
    }
    page.blank();
    page.paragraph(0, "An aid to reading and to learning, not a hiring decision: it sees words, not people.", DIM);
    page.finish()
}

/// One line for `--quiet`.
fn verdict(report: &Report) -> String {
    let share = |thousandths: Option<u32>| thousandths.map_or("unknown".to_string(), percent);
    format!("coverage {}, of what is required {}", share(report.coverage), share(report.coverage_required))
}

/// "PDF, 2 pages, 612 words".
pub(super) fn about(document: &DocumentFacts) -> String {
    let format = if document.format == "pdf" { "PDF" } else { document.format };
    let pages = document.pages.map(|pages| format!(", {}", count(pages as usize, "page", "pages"))).unwrap_or_default();
    format!("{format}{pages}, {}", count(document.words, "word", "words"))
}

fn header(page: &mut Page, report: &Report, taxonomy: &Taxonomy) {
    page.labelled(0, "Resume", 8, &report.document.path, PLAIN);
    page.labelled(0, "", 8, &about(&report.document), DIM);
    match &report.job {
        Some(job) => job::header(page, report, job),
        None => {
            let source =
                if report.target_source == "built-in" { String::new() } else { format!(" ({})", report.target_source) };
            let stage = report.target_stage.map(|stage| format!(", {} level", stage.name())).unwrap_or_default();
            page.labelled(0, "Role", 8, &format!("{}{stage}{source}", report.target_title), PLAIN);
        }
    }
    match report.coverage {
        Some(coverage) => page.row(
            0,
            &[
                Cell::new("Coverage", 8).style(DIM),
                Cell::new(percent(coverage), 7).style(BOLD),
                Cell::new(bar(coverage, 40), 40).style(GOOD),
            ],
        ),
        None => page.labelled(0, "Coverage", 8, "cannot be told", BOLD),
    }
    if let Some(what_if) = &report.what_if {
        let names: Vec<&str> = what_if.skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        let then = what_if.coverage.map_or("unknown".to_string(), percent);
        let gain = what_if.coverage.unwrap_or(0).saturating_sub(report.coverage.unwrap_or(0));
        let text = format!("{then} (+{}) if a job or project showed {}", points(gain), names.join(", "));
        page.labelled(0, "What if", 8, &text, PLAIN);
        let idle = proof::idle(what_if, taxonomy);
        if !idle.is_empty() {
            page.labelled(0, "", 8, &idle, DIM);
        }
    }
    page.blank();
    sums(page, &report.breakdown);
}

/// Requirements by level, with what became of them.
fn sums(page: &mut Page, breakdown: &[LevelSum]) {
    let columns = |cells: [String; 5]| {
        let [asked, covered, partial, missing, share] = cells;
        [
            Cell::right(asked, 10),
            Cell::right(covered, 8),
            Cell::right(partial, 8),
            Cell::right(missing, 8),
            Cell::right(share, 9),
        ]
    };
    let titles = columns(["asked for", "covered", "partial", "missing", "coverage"].map(str::to_string));
    let mut row = vec![Cell::new("", 10)];
    row.extend(titles.map(|cell| cell.style(DIM)));
    page.row(0, &row);
    for sum in breakdown.iter().filter(|sum| sum.requirements > 0) {
        let mut row = vec![Cell::new(sum.level.name(), 10)];
        let numbers = [sum.requirements, sum.covered, sum.partial, sum.missing].map(|number| number.to_string());
        let [asked, covered, partial, missing] = numbers;
        row.extend(columns([asked, covered, partial, missing, percent(share(sum))]));
        page.row(0, &row);
    }
}

/// Coverage of one level, in thousandths.
fn share(sum: &LevelSum) -> u32 {
    u32::try_from((sum.credit * 20 + sum.weight) / (sum.weight.max(1) * 2)).unwrap_or(u32::MAX)
}

fn often_missing(page: &mut Page, report: &Report, taxonomy: &Taxonomy) {
    let often: Vec<_> = report.commonly_missing().collect();
    if often.is_empty() {
        return;
    }
    let note = match report.job {
        None => "what the documents say candidates of this role often lack",
        Some(_) => "of what is asked for, what documents say candidates often lack",
    };
    page.heading("Often missing", note);
    for requirement in often {
        let rest = WIDTH - 2 - STATUS - 2 - NAME - 2;
        let why = proof::reason(requirement, taxonomy);
        let line = proof::line(requirement.best(), rest, false);
        let proof = match (proof::place_of(requirement.best()), requirement.status) {
            (place, _) if place.is_empty() => why,
            (place, Status::Covered) if line.is_empty() => place,
            (place, Status::Covered) => format!("{place}: {line}"),
            (place, _) => format!("{why} ({place})"),
        };
        page.row(
            2,
            &[
                Cell::new(requirement.status.name(), STATUS).style(proof::style(requirement.status)),
                Cell::new(&*requirement.name, NAME).style(BOLD),
                Cell::new(proof, rest),
            ],
        );
    }
}

fn covered(page: &mut Page, report: &Report, taxonomy: &Taxonomy, view: &View) {
    let covered: Vec<_> = report.with_status(Status::Covered).collect();
    page.heading(&format!("Covered ({})", covered.len()), "with the line that shows it, and for how long");
    if covered.is_empty() {
        page.paragraph(2, "nothing yet: no job or project line names what is asked for", PLAIN);
        return;
    }
    let shown = if view.all { covered.len() } else { covered.len().min(COVERED) };
    for requirement in &covered[..shown] {
        let rest = WIDTH - 2 - NAME - 2 - PLACE - 2;
        let line = proof::line(requirement.best(), rest, view.all);
        page.row(
            2,
            &[
                Cell::new(covered_name(requirement, taxonomy), NAME)
                    .style(BOLD)
                    .below(proof::time(requirement.duration.as_ref())),
                Cell::new(proof::place_of(requirement.best()), PLACE).style(DIM),
                Cell::new(line, rest),
            ],
        );
    }
    if shown < covered.len() {
        let names: Vec<String> = covered[shown..].iter().map(|requirement| requirement.name.clone()).collect();
        page.paragraph(2, &format!("and {} more: {}", names.len(), names.join(", ")), DIM);
    }
    // What is short of the years that are asked for says "ongoing" as well.
    let short = report.requirements.iter().filter(|requirement| requirement.years_asked.is_some());
    let durations = covered[..shown].iter().copied().chain(short).map(|requirement| requirement.duration.as_ref());
    let note = proof::time_note(durations, report.document.present);
    if !note.is_empty() {
        page.paragraph(2, &note, DIM);
    }
}

/// A group is covered by one of its members: that one is named.
pub(super) fn covered_name(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> String {
    match (requirement.skill, requirement.by) {
        (None, Some(by)) => format!("{}: {}", requirement.name, taxonomy.at(by).name),
        _ => requirement.name.clone(),
    }
}

fn credentials(page: &mut Page, report: &Report) {
    if report.credentials.is_empty() {
        return;
    }
    page.heading("Degrees and certificates", "no part of coverage");
    let names = |found: bool| {
        let with = report.credentials.iter().filter(|credential| credential.found == found);
        with.map(|credential| {
            let level = credential.level.filter(|level| *level != Level::Required).map(Level::name);
            let by = credential.by.as_ref().map(|by| format!("by {by}"));
            let place = credential.locator.as_ref().map(proof::place);
            let else_ = (credential.or_experience && !found).then(|| "or experience".to_string());
            let notes: Vec<String> =
                level.map(str::to_string).into_iter().chain(else_).chain(by).chain(place).collect();
            if notes.is_empty() {
                credential.name.clone()
            } else {
                format!("{} ({})", credential.name, notes.join(", "))
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
    };
    for (label, text) in [("found", names(true)), ("not found", names(false))] {
        if !text.is_empty() {
            page.labelled(2, label, 9, &text, PLAIN);
        }
    }
}

fn warnings(page: &mut Page, report: &Report) {
    show_warnings(page, &report.warnings);
}

/// The first of the words that a warning is about.
fn shown_words(words: &[String]) -> String {
    match words {
        [] => String::new(),
        words if words.len() > WARNED_WORDS => format!(": {} …", words[..WARNED_WORDS].join(" ")),
        words => format!(": {}", words.join(" ")),
    }
}

/// What the reader should know.
pub(super) fn show_warnings(page: &mut Page, warnings: &[crate::document::Warning]) {
    if warnings.is_empty() {
        return;
    }
    page.heading("Warnings", "");
    for warning in warnings {
        let place = warning.locator.as_ref().map(|locator| format!(" ({})", proof::place(locator)));
        let words = shown_words(&warning.words);
        page.paragraph(2, &format!("{}{words}{}", warning.message, place.unwrap_or_default()), super::page::HALF);
    }
}
