//! The outcome of `gapcheck check`, and what `gapcheck diff` shows.

use super::page::{BAD, BOLD, Cell, DIM, GOOD, HALF, PLAIN, Page, WIDTH, count, percent};
use crate::ci::{Alone, Difference, Outcome, ResumeOutcome, SkillChange, TargetOutcome, Verdict};
use crate::finding::{FileFindings, Finding, Severity};
use crate::render::View;
use crate::report::TargetKind;
use crate::taxonomy::Taxonomy;
use unicode_width::UnicodeWidthStr;

/// Width of a severity.
const SEVERITY: usize = 8;
/// Width of a verdict.
const VERDICT: usize = 7;
/// Width of the longest title of a target, beside its figures.
const TITLE: usize = 39;

/// Renders the outcome of a check.
pub fn check(outcome: &Outcome, view: &View) -> String {
    let mut page = Page::default();
    if !view.quiet {
        for resume in &outcome.resumes {
            of_resume(&mut page, resume, view);
        }
        for file in &outcome.others {
            of_file(&mut page, file, view);
        }
        page.blank();
    }
    page.paragraph(0, &summary(outcome), style(outcome.verdict()));
    page.finish()
}

/// "2 resumes: 1 passed, 1 failed; 2 errors, 1 warning, 1 silenced".
fn summary(outcome: &Outcome) -> String {
    let verdict = outcome.verdict();
    if verdict == Verdict::Broken {
        return "nothing was checked: the configuration cannot be used".to_string();
    }
    let with = |verdict: Verdict| outcome.resumes.iter().filter(|resume| resume.verdict() == verdict).count();
    let verdicts = [Verdict::Passed, Verdict::Failed, Verdict::Unread].into_iter().filter_map(|verdict| {
        let number = with(verdict);
        (number > 0).then(|| format!("{number} {}", verdict.name()))
    });
    let verdicts: Vec<String> = verdicts.collect();
    let mut counts = Vec::new();
    for (number, one, many) in [
        (outcome.count(Severity::Error), "error", "errors"),
        (outcome.count(Severity::Warning), "warning", "warnings"),
        (outcome.count(Severity::Advice), "piece of advice", "pieces of advice"),
        (outcome.silenced(), "silenced", "silenced"),
    ] {
        if number > 0 {
            counts.push(count(number, one, many));
        }
    }
    let resumes = count(outcome.resumes.len(), "resume", "resumes");
    let verdicts = if verdicts.is_empty() { "nothing to check".to_string() } else { verdicts.join(", ") };
    match counts.is_empty() {
        true => format!("{resumes}: {verdicts}"),
        false => format!("{resumes}: {verdicts}; {}", counts.join(", ")),
    }
}

fn style(verdict: Verdict) -> anstyle::Style {
    match verdict {
        Verdict::Passed => GOOD,
        Verdict::Failed | Verdict::Unread | Verdict::Broken => BAD,
    }
}

fn of_resume(page: &mut Page, resume: &ResumeOutcome, view: &View) {
    page.blank();
    let verdict = resume.verdict();
    let rest = WIDTH - VERDICT - 2;
    page.row(
        0,
        &[Cell::new(verdict.name(), VERDICT).style(style(verdict)), Cell::new(&*resume.path, rest).style(BOLD)],
    );
    let titles = resume.targets.iter().map(|target| target.title.width());
    let title = titles.max().unwrap_or(0).min(TITLE);
    for target in &resume.targets {
        of_target(page, target, title, view);
    }
    findings(page, &resume.findings, view);
}

fn of_target(page: &mut Page, target: &TargetOutcome, title: usize, view: &View) {
    let share = |thousandths: Option<u32>| thousandths.map_or("unknown".to_string(), percent);
    let before = match target.before {
        Some((Some(was), _)) if Some(was) != target.coverage => format!(" (was {})", percent(was)),
        _ => String::new(),
    };
    let figures = format!("{}{before}, required {}", share(target.coverage), share(target.coverage_required));
    // Findings name a posting by its path.
    let path = if target.kind == TargetKind::Job && target.id != target.title { target.id.as_str() } else { "" };
    let rest = WIDTH - 2 - title - 2;
    page.row(2, &[Cell::new(&*target.title, title).style(DIM).below(path), Cell::new(figures, rest)]);
    if view.verbose && !target.gaps.is_empty() {
        let gaps: Vec<String> =
            target.gaps.iter().map(|gap| format!("{} (+{}.{})", gap.name, gap.adds / 10, gap.adds % 10)).collect();
        page.labelled(2, "", title, &format!("gaps: {}", gaps.join(", ")), DIM);
    }
}

fn of_file(page: &mut Page, file: &FileFindings, view: &View) {
    page.blank();
    page.row(0, &[Cell::new(&*file.path, WIDTH).style(BOLD)]);
    findings(page, &file.findings, view);
}

/// Findings, each with its place, remedy and code; silenced ones only with `-v`. What is to be done about several in a
/// row stands below the last of them.
fn findings(page: &mut Page, findings: &[Finding], view: &View) {
    let shown = findings.iter().filter(|finding| finding.silenced.is_none() || view.verbose);
    let mut shown = shown.peekable();
    let what = |finding: &Finding| (finding.silenced.is_some(), finding.code, finding.remedy.clone());
    while let Some(finding) = shown.next() {
        let goes_on = finding.silenced.is_none() && shown.peek().is_some_and(|next| what(next) == what(finding));
        let (label, style) = match (&finding.silenced, finding.severity) {
            (Some(_), _) => ("silenced", DIM),
            (None, Severity::Error) => ("error", BAD),
            (None, Severity::Warning) => ("warning", HALF),
            (None, Severity::Advice) => ("advice", PLAIN),
        };
        let place = finding.locator.as_ref().map(|locator| format!("{locator}: ")).unwrap_or_default();
        let words =
            if finding.words.is_empty() { String::new() } else { format!(" Words: {}.", finding.words.join(" ")) };
        let below = match &finding.silenced {
            Some(silenced) => format!("{}: {}", finding.code, silenced.reason),
            None if goes_on => String::new(),
            None => format!("{} [{}]", finding.remedy, finding.code),
        };
        let rest = WIDTH - 2 - SEVERITY - 2;
        let text = format!("{place}{}{words}", finding.message);
        page.row(2, &[Cell::new(label, SEVERITY).style(style), Cell::new(text, rest).below(below)]);
    }
}

/// Renders what changed between the two sides of the given paths.
pub fn diff(old: &str, new: &str, difference: &Difference, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    let share = |thousandths: Option<u32>| thousandths.map_or("unknown".to_string(), percent);
    if !view.quiet {
        page.labelled(0, "Before", 8, old, PLAIN);
        page.labelled(0, "After", 8, new, PLAIN);
        page.blank();
    }
    for change in &difference.targets {
        let (before, after) = (&change.before, &change.after);
        let line = |was: Option<u32>, is: Option<u32>| match was == is {
            true => format!("{}, as before", share(is)),
            false => format!("{} -> {} ({})", share(was), share(is), points(was, is)),
        };
        let style = if after.coverage < before.coverage { BAD } else { PLAIN };
        page.row(0, &[Cell::new(&*after.title, WIDTH).style(BOLD)]);
        if after.label() != after.title {
            page.paragraph(2, after.label(), DIM);
        }
        page.labelled(2, "coverage", 9, &line(before.coverage, after.coverage), style);
        page.labelled(2, "required", 9, &line(before.coverage_required, after.coverage_required), PLAIN);
        for (label, ids, style) in [("lost", &change.lost, BAD), ("gained", &change.gained, GOOD)] {
            if !ids.is_empty() {
                let names: Vec<String> = ids.iter().map(|id| name(id, taxonomy)).collect();
                page.labelled(2, label, 9, &format!("covered: {}", names.join(", ")), style);
            }
        }
    }
    if view.quiet {
        return page.finish();
    }
    if !difference.alone.is_empty() {
        page.heading(&format!("Not compared ({})", difference.alone.len()), "a target of one side alone");
        difference.alone.iter().for_each(|alone| page.paragraph(2, &not_compared(alone), HALF));
    }
    for (title, note, changes, style) in [
        ("Lost", "named before, and not any more", &difference.lost, BAD),
        ("Weaker", "shown less strongly", &difference.weaker, HALF),
        ("Gained", "named now", &difference.gained, GOOD),
        ("Stronger", "shown more strongly", &difference.stronger, GOOD),
    ] {
        if !changes.is_empty() {
            page.heading(&format!("{title} ({})", changes.len()), note);
            changes.iter().for_each(|change| row(&mut page, change, taxonomy, style));
        }
    }
    if difference.is_empty() {
        page.blank();
        page.paragraph(0, "No skill and no figure changed.", PLAIN);
    }
    page.finish()
}

/// A target of one side, with what to do.
pub(in crate::render) fn not_compared(alone: &Alone) -> String {
    let side = if alone.before { "before" } else { "after" };
    let option = match alone.aim.kind {
        TargetKind::Role => "--role ID|FILE",
        TargetKind::Job => "--job FILE",
    };
    format!("{}: only {side}; say where it is with {option}", alone.aim.label())
}

fn row(page: &mut Page, change: &SkillChange, taxonomy: &Taxonomy, style: anstyle::Style) {
    let strength = |held: Option<crate::ci::Held>| held.map_or("nothing", crate::ci::Held::name);
    let text = format!("{} -> {}", strength(change.before), strength(change.after));
    page.row(2, &[Cell::new(name(&change.skill, taxonomy), 36).style(style), Cell::new(text, 40)]);
}

/// Thousandths apart, as signed points: "-1.9".
pub(in crate::render) fn points(was: Option<u32>, is: Option<u32>) -> String {
    let (was, is) = (was.unwrap_or(0), is.unwrap_or(0));
    let apart = was.abs_diff(is);
    format!("{}{}.{}", if is < was { "-" } else { "+" }, apart / 10, apart % 10)
}

/// The name of a skill; what is no skill of the taxonomy goes by its id.
pub(in crate::render) fn name(id: &str, taxonomy: &Taxonomy) -> String {
    taxonomy.skill(id).map_or_else(|| id.to_string(), |(_, skill)| skill.name.clone())
}
