//! What a report has only against a posting: its title, other words, unknown terms, conditions, and a role beside it.

use super::page::{BAD, BOLD, Cell, DIM, GOOD, PLAIN, Page, WIDTH, percent};
use super::report::{NAME, about};
use super::{proof, steps};
use crate::coverage::Status;
use crate::document::Locator;
use crate::profile::posting::Condition;
use crate::render::View;
use crate::report::{BesideRole, JobPart, Report, ReportedSkill, ReportedTerm, Wording};
use crate::taxonomy::Level;

/// Rows of a list, and names of a line, without `--all`.
const ROWS: usize = 8;
/// Conditions without `--all`.
const CONDITIONS: usize = 12;
/// Names in a line without `--all`.
const NAMES: usize = 12;
/// Width of a word of posting or resume.
const WORDS: usize = 26;
/// Width of a place.
const PLACE: usize = 9;
/// Width of "not found".
const FOUND: usize = 9;
/// Width of a level, the longest of which is "preferred".
const LEVEL: usize = 9;

/// Sets what the resume is compared with.
pub(super) fn header(page: &mut Page, report: &Report, job: &JobPart) {
    let file = job.document.path.as_str();
    let title = report.target_title.as_str();
    if title == file {
        page.labelled(0, "Posting", 8, file, PLAIN);
    } else {
        page.labelled(0, "Posting", 8, title, PLAIN);
        page.labelled(0, "", 8, file, PLAIN);
    }
    page.labelled(0, "", 8, &about(&job.document), DIM);
}

/// Sets what stands beside coverage: wording, unknown terms, what else is shown, the role.
pub(super) fn around(page: &mut Page, report: &Report, view: &View) {
    let Some(job) = &report.job else { return };
    wording(page, &job.wording, view);
    unknown(page, &job.unknown_terms, report, view);
    also_shown(page, &report.other_skills, &job.valued_by, view);
    if let Some(role) = &job.role {
        beside(page, role, view);
    }
}

/// Sets what is asked for that is neither a skill nor a credential.
pub(super) fn conditions(page: &mut Page, report: &Report, view: &View) {
    let Some(job) = &report.job else { return };
    if job.conditions.is_empty() && job.experience.is_empty() {
        return;
    }
    page.heading("Conditions", "no part of coverage");
    let rest = WIDTH - 2 - PLACE - 2 - LEVEL - 2;
    let row = |page: &mut Page, place: &Locator, level: Level, text: String| {
        let place = Cell::new(proof::place(place), PLACE).style(DIM);
        page.row(2, &[Cell::new(level.name(), LEVEL).style(DIM), place, Cell::new(text, rest)]);
    };
    for asked in &job.experience {
        let found = match &asked.duration {
            Some(time) => format!("the positions of the resume make {}", proof::time(Some(time))),
            None => "no position of the resume has dates".to_string(),
        };
        row(page, &asked.asked_at, asked.level, format!("{} years of experience: {found}", asked.years.least));
    }
    // One sentence may set two conditions.
    let same = |one: &Condition, other: &Condition| {
        !one.text.is_empty() && (&one.text, one.level, &one.locator) == (&other.text, other.level, &other.locator)
    };
    let distinct: Vec<&[Condition]> = job.conditions.chunk_by(same).collect();
    let shown = most(distinct.len(), CONDITIONS, view);
    for conditions in &distinct[..shown] {
        let kinds: Vec<String> = conditions.iter().map(|condition| condition.kind.replace('-', " ")).collect();
        let first = &conditions[0];
        let text = if first.text.is_empty() { String::new() } else { format!(": {}", first.text) };
        row(page, &first.locator, first.level, format!("{}{text}", kinds.join(", ")));
    }
    more(page, distinct.len() - shown);
}

fn wording(page: &mut Page, wording: &[Wording], view: &View) {
    if wording.is_empty() {
        return;
    }
    page.heading("Other words", "a search for the posting's words would miss these in the resume");
    let titles = [Cell::new("the posting says", WORDS + 2 + PLACE), Cell::new("the resume says", WORDS + 2 + PLACE)];
    page.row(2, &titles.map(|cell| cell.style(DIM)));
    let shown = most(wording.len(), ROWS, view);
    for words in &wording[..shown] {
        page.row(
            2,
            &[
                Cell::new(&*words.posting_says, WORDS).style(BOLD),
                Cell::new(proof::place(&words.posting_locator), PLACE).style(DIM),
                Cell::new(&*words.resume_says, WORDS).style(BOLD),
                Cell::new(proof::place(&words.resume_locator), PLACE).style(DIM),
            ],
        );
    }
    more(page, wording.len() - shown);
}

fn unknown(page: &mut Page, terms: &[ReportedTerm], report: &Report, view: &View) {
    if terms.is_empty() {
        return;
    }
    let counted = report.requirements.iter().any(|requirement| requirement.unknown);
    let note = if counted { "looked up as written, and counted" } else { "looked up as written; no part of coverage" };
    page.heading(&format!("Unknown terms ({})", terms.len()), note);
    let shown = most(terms.len(), ROWS, view);
    for term in &terms[..shown] {
        let rest = WIDTH - 2 - FOUND - 2 - NAME - 2 - LEVEL - 2;
        let (status, style) = if term.in_resume() { ("found", GOOD) } else { ("not found", BAD) };
        let proof = match term.mention.as_ref().filter(|_| term.in_resume()) {
            Some(mention) => format!("the resume, {}", proof::place(&mention.locator)),
            None => format!("asked for in {}", proof::place(&term.asked_at)),
        };
        page.row(
            2,
            &[
                Cell::new(status, FOUND).style(style),
                Cell::new(&*term.term, NAME).style(BOLD),
                Cell::new(term.level.name(), LEVEL).style(DIM),
                Cell::new(proof, rest).style(DIM),
            ],
        );
    }
    more(page, terms.len() - shown);
}

/// What the resume shows beyond the posting, as far as the documents of a role value it.
fn also_shown(page: &mut Page, skills: &[ReportedSkill], role: &str, view: &View) {
    let mut valued: Vec<(Level, &str)> =
        skills.iter().filter_map(|skill| Some((skill.valued?, skill.name.as_str()))).collect();
    valued.retain(|(level, _)| *level != Level::Mentioned || view.all);
    if valued.is_empty() {
        return;
    }
    valued.sort_by_key(|(level, _)| *level);
    page.heading("Also shown", "not asked for here");
    let names: Vec<&str> = valued.iter().map(|(_, name)| *name).collect();
    let most = if view.all { usize::MAX } else { NAMES };
    let text = format!("guides to the role {role} value {}", steps::some(&names, most));
    page.paragraph(2, &text, PLAIN);
}

fn beside(page: &mut Page, role: &BesideRole, view: &View) {
    let coverage = role.coverage.map_or_else(String::new, |coverage| format!("covered to {}", percent(coverage)));
    page.heading(&format!("Beside the role {}", role.title), &coverage);
    for (label, requirements) in [("posting adds", &role.posting_adds), ("role adds", &role.role_adds)] {
        if requirements.is_empty() {
            page.labelled(2, label, 12, "nothing", PLAIN);
        }
        let mut label = label;
        for status in [Status::Missing, Status::Partial, Status::Covered] {
            let names: Vec<&str> = requirements
                .iter()
                .filter(|requirement| {
                    requirement.status == status && (view.all || requirement.level != Level::Mentioned)
                })
                .map(|requirement| requirement.name.as_str())
                .collect();
            if names.is_empty() {
                continue;
            }
            let most = if view.all { usize::MAX } else { NAMES };
            let rest = WIDTH - 2 - 12 - 2 - 7 - 2;
            page.row(
                2,
                &[
                    Cell::new(std::mem::take(&mut label), 12).style(DIM),
                    Cell::new(status.name(), 7).style(proof::style(status)),
                    Cell::new(steps::some(&names, most), rest),
                ],
            );
        }
    }
}

/// How many of a list are shown.
fn most(all: usize, few: usize, view: &View) -> usize {
    if view.all { all } else { all.min(few) }
}

fn more(page: &mut Page, hidden: usize) {
    if hidden > 0 {
        page.paragraph(2, &format!("{hidden} more with --all"), DIM);
    }
}
