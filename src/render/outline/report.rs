//! The report of `gapcheck <RESUME>`.

use super::{Block, Line, Outline, Piece, Tone, code, share, strong, words};
use crate::coverage::Status;
use crate::document::Warning;
use crate::render::View;
use crate::render::human::{NO_ADVICE, idle, percent, place, reason, time, worth};
use crate::report::{DocumentFacts, JobPart, Report, ReportedRequirement, ReportedStep, ShownMention};
use crate::taxonomy::Taxonomy;

/// Gaps, covered skills and steps that are shown without `--all`.
const SHOWN: usize = 10;

/// A report.
pub fn report(report: &Report, taxonomy: &Taxonomy, view: &View) -> Outline {
    let mut blocks = vec![Block::Text(about(&report.document)), figures(report)];
    if let Some(what_if) = &report.what_if {
        let names: Vec<&str> = what_if.skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        let then = what_if.coverage.map_or("unknown".to_string(), percent);
        let idle = match idle(what_if, taxonomy) {
            idle if idle.is_empty() => idle,
            idle => format!(" ({idle})"),
        };
        blocks.push(Block::Text(words(format!("If a job or project showed {}: {then}{idle}.", names.join(", ")))));
    }
    let title = words(format!("{}: {}", report.target_title, figure(report.coverage)));
    let bare = report.is_bare();
    if bare {
        warnings(&report.warnings, &mut blocks);
        if !view.all {
            blocks.push(Block::Text(words(NO_ADVICE)));
            return Outline { title, blocks };
        }
    }
    often(report, taxonomy, &mut blocks);
    gaps(report, taxonomy, view, &mut blocks);
    covered(report, taxonomy, view, &mut blocks);
    if let Some(job) = &report.job {
        around(job, taxonomy, &mut blocks);
    }
    steps(&report.next_steps, taxonomy, view, &mut blocks);
    credentials(report, &mut blocks);
    if !bare {
        warnings(&report.warnings, &mut blocks);
    }
    blocks.push(Block::Text(words(
        "An aid to reading and to learning, not a hiring decision: it sees words, not people.",
    )));
    Outline { title, blocks }
}

fn figure(thousandths: Option<u32>) -> String {
    thousandths.map_or("coverage cannot be told".to_string(), |share| format!("coverage {}", percent(share)))
}

/// What a document is.
pub(super) fn about(document: &DocumentFacts) -> Line {
    let pages = document.pages.map(|pages| format!(", pages: {pages}")).unwrap_or_default();
    [code(&*document.path), words(format!(" ({}{pages}, words: {})", document.format, document.words))].concat()
}

fn figures(report: &Report) -> Block {
    let head = vec![
        ("level", false),
        ("asked for", true),
        ("covered", true),
        ("partial", true),
        ("missing", true),
        ("coverage", true),
    ];
    let rows = report.breakdown.iter().filter(|sum| sum.requirements > 0).map(|sum| {
        let reached = u32::try_from((sum.credit * 20 + sum.weight) / (sum.weight.max(1) * 2)).unwrap_or(u32::MAX);
        let numbers = [sum.requirements, sum.covered, sum.partial, sum.missing].map(|number| words(number.to_string()));
        [vec![words(sum.level.name())], numbers.to_vec(), vec![share(Some(reached))]].concat()
    });
    Block::Table(head, rows.collect())
}

/// The word for a status.
pub(super) fn status(status: Status) -> Line {
    let tone = match status {
        Status::Covered => Tone::Good,
        Status::Partial => Tone::Half,
        Status::Missing => Tone::Bad,
    };
    strong(status.name(), tone)
}

/// Where the best proof of something stands, and its line where lines are shown.
fn proof(mention: Option<&ShownMention>) -> Line {
    let Some(mention) = mention else { return Vec::new() };
    let mut line = words(place(&mention.locator));
    if !mention.snippet.is_empty() {
        line.extend([Piece::Words(": ".to_string()), Piece::Code(mention.snippet.clone())]);
    }
    line
}

fn why(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> Line {
    let why = reason(requirement, taxonomy);
    let apart = if why.is_empty() || requirement.best().is_none() { "" } else { ", " };
    let place = requirement.best().map(|mention| place(&mention.locator)).unwrap_or_default();
    words(format!("{why}{apart}{place}"))
}

fn often(report: &Report, taxonomy: &Taxonomy, blocks: &mut Vec<Block>) {
    let row = |requirement: &ReportedRequirement| {
        let how = match requirement.status {
            Status::Covered => proof(requirement.best()),
            _ => why(requirement, taxonomy),
        };
        vec![status(requirement.status), words(&*requirement.name), how]
    };
    let rows: Vec<Vec<Line>> = report.commonly_missing().map(row).collect();
    if !rows.is_empty() {
        blocks.push(Block::Heading(words("Often missing among candidates")));
        blocks.push(Block::Table(vec![("", false), ("skill", false), ("how it is shown", false)], rows));
    }
}

fn gaps(report: &Report, taxonomy: &Taxonomy, view: &View, blocks: &mut Vec<Block>) {
    let total: u64 = report.breakdown.iter().map(|sum| sum.weight).sum();
    let mut gaps: Vec<&ReportedRequirement> =
        report.requirements.iter().filter(|requirement| requirement.status != Status::Covered).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(u64::from(gap.weight) * u64::from(100 - gap.credit.min(100))));
    blocks.push(Block::Heading(words(format!("Gaps ({})", gaps.len()))));
    if gaps.is_empty() {
        blocks.push(Block::Text(words("None: everything that is asked for is shown.")));
        return;
    }
    let row = |gap: &&ReportedRequirement| {
        let adds = worth(gap, total);
        let asked = gap.asked_by.iter().find_map(|by| by.locator.as_ref()).map(place).unwrap_or_default();
        vec![
            status(gap.status),
            words(&*gap.name),
            words(gap.level.name()),
            words(format!("+{}.{}", adds / 10, adds % 10)),
            why(gap, taxonomy),
            words(asked),
        ]
    };
    let head = vec![
        ("", false),
        ("skill", false),
        ("level", false),
        ("points", true),
        ("so far", false),
        ("asked for at", false),
    ];
    let (first, rest) = gaps.split_at(gaps.len().min(SHOWN));
    blocks.push(Block::Table(head.clone(), first.iter().map(row).collect()));
    folded(rest.len(), view, blocks, || Block::Table(head, rest.iter().map(row).collect()));
}

/// The rest of something, to be opened; shown right away with `--all`.
fn folded(number: usize, view: &View, blocks: &mut Vec<Block>, rest: impl FnOnce() -> Block) {
    match (number, view.all) {
        (0, _) => {}
        (_, true) => blocks.push(rest()),
        (number, false) => blocks.push(Block::Fold(format!("{number} more"), vec![rest()])),
    }
}

fn covered(report: &Report, taxonomy: &Taxonomy, view: &View, blocks: &mut Vec<Block>) {
    let covered: Vec<&ReportedRequirement> = report.with_status(Status::Covered).collect();
    blocks.push(Block::Heading(words(format!("Covered ({})", covered.len()))));
    if covered.is_empty() {
        blocks.push(Block::Text(words("Nothing yet: no job or project line names what is asked for.")));
        return;
    }
    let row = |requirement: &&ReportedRequirement| {
        let name = match (requirement.skill, requirement.by) {
            (None, Some(by)) => format!("{}: {}", requirement.name, taxonomy.at(by).name),
            _ => requirement.name.clone(),
        };
        vec![words(name), words(time(requirement.duration.as_ref())), proof(requirement.best())]
    };
    let head = vec![("skill", false), ("how long", false), ("where", false)];
    let (first, rest) = covered.split_at(covered.len().min(SHOWN));
    blocks.push(Block::Table(head.clone(), first.iter().map(row).collect()));
    folded(rest.len(), view, blocks, || Block::Table(head, rest.iter().map(row).collect()));
}

/// What only a report against a posting has.
fn around(job: &JobPart, taxonomy: &Taxonomy, blocks: &mut Vec<Block>) {
    let mut table = |title: &str, head: Vec<(&'static str, bool)>, rows: Vec<Vec<Line>>| {
        if !rows.is_empty() {
            blocks.push(Block::Heading(words(title)));
            blocks.push(Block::Table(head, rows));
        }
    };
    let wording = job.wording.iter().map(|one| {
        let says = |text: &str, at: &crate::document::Locator| [code(text), words(format!(", {}", place(at)))].concat();
        vec![
            words(&*taxonomy.at(one.skill).name),
            says(&one.posting_says, &one.posting_locator),
            says(&one.resume_says, &one.resume_locator),
        ]
    });
    let head = vec![("skill", false), ("the posting says", false), ("the resume says", false)];
    table("The same in other words", head, wording.collect());
    let terms = job.unknown_terms.iter().map(|term| {
        let found = if term.in_resume() { strong("in the resume", Tone::Good) } else { strong("not found", Tone::Bad) };
        vec![code(&*term.term), words(term.level.name()), words(place(&term.asked_at)), found]
    });
    let head = vec![("term", false), ("level", false), ("asked for at", false), ("", false)];
    table("In no list of skills", head, terms.collect());
    let conditions = job.conditions.iter().filter(|condition| !condition.text.is_empty());
    let conditions = conditions.map(|condition| {
        let kind = condition.kind.replace('-', " ");
        vec![words(kind), words(condition.level.name()), words(place(&condition.locator)), code(&*condition.text)]
    });
    let head = vec![("kind", false), ("level", false), ("where", false), ("what", false)];
    table("Conditions, no part of coverage", head, conditions.collect());
}

fn steps(steps: &[ReportedStep], taxonomy: &Taxonomy, view: &View, blocks: &mut Vec<Block>) {
    if steps.is_empty() {
        return;
    }
    let row = |step: &ReportedStep| {
        let names: Vec<&str> = step.closes.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        vec![
            words(&*step.step),
            words(&*step.make),
            words(&*step.shows_as),
            words(names.join(", ")),
            words(format!("+{}.{}", step.adds / 10, step.adds % 10)),
        ]
    };
    let head = vec![("step", false), ("make", false), ("for example", false), ("closes", false), ("points", true)];
    blocks.push(Block::Heading(words("Next steps")));
    blocks.push(Block::Text(words(
        "Points are those of coverage that each step adds to those before it. […] is for you to fill in: write only what is \
         true, and only once it is.",
    )));
    let (first, rest) = steps.split_at(steps.len().min(SHOWN / 2));
    blocks.push(Block::Table(head.clone(), first.iter().map(row).collect()));
    folded(rest.len(), view, blocks, || Block::Table(head, rest.iter().map(row).collect()));
}

fn credentials(report: &Report, blocks: &mut Vec<Block>) {
    if report.credentials.is_empty() {
        return;
    }
    let row = |credential: &crate::report::ReportedCredential| {
        let found = if credential.found { strong("found", Tone::Good) } else { strong("not found", Tone::Bad) };
        let level = credential.level.map(|level| level.name()).unwrap_or_default();
        let at = credential.locator.as_ref().map(place).unwrap_or_default();
        vec![found, words(&*credential.name), words(level), words(at)]
    };
    blocks.push(Block::Heading(words("Degrees and certificates, no part of coverage")));
    let head = vec![("", false), ("name", false), ("level", false), ("where", false)];
    blocks.push(Block::Table(head, report.credentials.iter().map(row).collect()));
}

/// What the reader should know.
pub(super) fn warnings(warnings: &[Warning], blocks: &mut Vec<Block>) {
    if warnings.is_empty() {
        return;
    }
    let line = |warning: &Warning| {
        let at = warning.locator.as_ref().map(|locator| format!(" ({})", place(locator))).unwrap_or_default();
        words(format!("{}{at}", warning.message))
    };
    blocks.push(Block::Heading(words("Warnings")));
    blocks.push(Block::List(warnings.iter().map(line).collect()));
}
