//! The tables of `gapcheck evaluate`.

use super::page::{BAD, BOLD, Cell, DIM, GOOD, HALF, PLAIN, Page, WIDTH, count, cut, elide, unbulleted};
use super::proof;
use crate::evaluate::{ErrorKind, Evaluation, Mistake, Share, Tally};
use crate::render::View;

/// Errors of each kind that are shown without `--all`.
const ERRORS: usize = 10;
/// Width of what a line of a table is about.
const LABEL: usize = 26;

/// Renders an evaluation.
pub fn evaluation(path: &str, evaluation: &Evaluation, view: &View) -> String {
    let mut page = Page::default();
    if view.quiet {
        page.line(&verdict(&evaluation.overall));
        return page.finish();
    }
    header(&mut page, path, evaluation);
    scores(&mut page, evaluation);
    let of_label = evaluation.labels_by_category.iter().map(|(name, share)| (name.as_str(), *share)).collect();
    shares(&mut page, "Labels by category", ["labels", "found", "recall"], of_label, view);
    let of_skill = evaluation.reported_by_category.iter().map(|(name, share)| (*name, *share)).collect();
    shares(&mut page, "Reported by category", ["reported", "not wrong", "share"], of_skill, view);
    let by_match = evaluation.reported_by_match.iter().map(|(found, share)| (found.name(), *share)).collect();
    shares(&mut page, "Reported by match", ["reported", "not wrong", "share"], by_match, &View { all: true, ..*view });
    apart(&mut page, evaluation);
    displaced(&mut page, evaluation);
    for kind in ErrorKind::ALL {
        errors(&mut page, kind, &evaluation.mistakes, view);
    }
    page.finish()
}

/// Renders the reliability of stated confidence.
pub fn calibration(path: &str, evaluation: &Evaluation) -> String {
    let mut page = Page::default();
    header(&mut page, path, evaluation);
    page.heading("Confidence", "of the mentions that are reported with it, how many are right");
    table_head(&mut page, "stated", ["mentions", "right", "share"]);
    for (stated, share) in &evaluation.calibration.by_confidence {
        table_row(&mut page, &format!("0.{stated:02}"), share, far_from(*stated, share));
    }
    page.heading("Grounds", "what the stated confidence rests on");
    table_head(&mut page, "ground", ["mentions", "right", "share"]);
    for (ground, share) in &evaluation.calibration.by_ground {
        let stated = ground.confidence();
        let label = format!("0.{stated:02} {}", ground.describe());
        table_row(&mut page, &label, share, far_from(stated, share));
    }
    page.finish()
}

/// Mentions under which a share says little.
const FEW: u32 = 20;

/// Yellow where many mentions say another thing than what is stated, by more than five points.
fn far_from(stated: u8, share: &Share) -> anstyle::Style {
    let measured = share.thousandths().unwrap_or(0);
    if share.of >= FEW && measured.abs_diff(u32::from(stated) * 10) > 50 { HALF } else { PLAIN }
}

/// Thousandths as a decimal fraction.
fn fraction(thousandths: Option<u32>) -> String {
    thousandths.map_or("-".to_string(), |share| format!("{}.{:03}", share / 1000, share % 1000))
}

/// One line for `--quiet`.
fn verdict(tally: &Tally) -> String {
    let [precision, recall, f1] = [tally.precision(), tally.recall(), tally.f1()].map(fraction);
    format!("precision {precision}, recall {recall}, F1 {f1}")
}

fn header(page: &mut Page, path: &str, evaluation: &Evaluation) {
    page.labelled(0, "Folder", 8, path, PLAIN);
    let documents = count(evaluation.documents, "document", "documents");
    let labels = count(evaluation.overall.labels() as usize, "label that is asked for", "labels that are asked for");
    page.labelled(0, "", 8, &format!("{documents}, {labels}"), DIM);
}

fn scores(page: &mut Page, evaluation: &Evaluation) {
    page.blank();
    let row = |page: &mut Page, label: &str, numbers: [String; 7], style| {
        let widths = [6, 5, 6, 5, 9, 6, 5];
        let mut cells = vec![Cell::new(label, 16).style(style)];
        cells.extend(numbers.into_iter().zip(widths).map(|(number, width)| Cell::right(number, width).style(style)));
        page.row(0, &cells);
    };
    let titles = ["labels", "found", "missed", "wrong", "precision", "recall", "F1"].map(str::to_string);
    row(page, "", titles, DIM);
    let all = std::iter::once(("all", &evaluation.overall, BOLD));
    let kinds = evaluation.by_kind.iter().map(|(kind, tally)| (kind.name(), tally, PLAIN));
    for (label, tally, style) in all.chain(kinds) {
        let counts = [tally.labels(), tally.found, tally.missed, tally.wrong].map(|number| number.to_string());
        let [labels, found, missed, wrong] = counts;
        let [precision, recall, f1] = [tally.precision(), tally.recall(), tally.f1()].map(fraction);
        row(page, label, [labels, found, missed, wrong, precision, recall, f1], style);
    }
}

fn table_head(page: &mut Page, label: &str, titles: [&str; 3]) {
    let mut cells = vec![Cell::new(label, LABEL + 16).style(DIM)];
    cells.extend(titles.map(|title| Cell::right(title, 9).style(DIM)));
    page.row(2, &cells);
}

fn table_row(page: &mut Page, label: &str, share: &Share, style: anstyle::Style) {
    let numbers = [share.of.to_string(), share.part.to_string(), fraction(share.thousandths())];
    let mut cells = vec![Cell::new(label, LABEL + 16).style(style)];
    cells.extend(numbers.map(|number| Cell::right(number, 9).style(style)));
    page.row(2, &cells);
}

/// A table of shares; without `--all`, only of those that are not whole.
fn shares(page: &mut Page, title: &str, columns: [&str; 3], rows: Vec<(&str, Share)>, view: &View) {
    if rows.is_empty() {
        return;
    }
    page.heading(title, "");
    table_head(page, "", columns);
    let total = rows.len();
    let shown: Vec<_> = rows.into_iter().filter(|(_, share)| view.all || share.part < share.of).collect();
    for (label, share) in &shown {
        table_row(page, label, share, PLAIN);
    }
    if shown.len() < total {
        let rest = count(total - shown.len(), "category", "categories");
        page.paragraph(2, &format!("{rest} without an error"), DIM);
    }
}

/// What is no part of precision and recall.
fn apart(page: &mut Page, evaluation: &Evaluation) {
    page.heading("Apart", "");
    let good_if_none = |share: &Share| if share.part == 0 { GOOD } else { BAD };
    let rows = [
        ("traps taken for a skill", &evaluation.traps, good_if_none(&evaluation.traps)),
        ("denied skills claimed", &evaluation.denied, good_if_none(&evaluation.denied)),
        ("paraphrased labels found", &evaluation.paraphrased, PLAIN),
        ("levels of postings right", &evaluation.levels, PLAIN),
    ];
    for (label, share, style) in rows.into_iter().filter(|(_, share, _)| share.of > 0) {
        let value = Cell::new(format!("{} of {}", share.part, share.of), 20).style(style);
        page.row(2, &[Cell::new(label, LABEL), value]);
    }
}

fn displaced(page: &mut Page, evaluation: &Evaluation) {
    if evaluation.displaced.is_empty() {
        return;
    }
    page.heading("Warnings", "");
    for (document, names) in &evaluation.displaced {
        let words = count(names.len(), "label does not stand where it says", "labels do not stand where they say");
        let text = format!("{document}: {words} (in characters, not bytes): {}", names.join(", "));
        page.paragraph(2, &text, HALF);
    }
}

fn errors(page: &mut Page, kind: ErrorKind, mistakes: &[Mistake], view: &View) {
    let all: Vec<&Mistake> = mistakes.iter().filter(|mistake| mistake.kind == kind).collect();
    if all.is_empty() {
        return;
    }
    let (title, note) = match kind {
        ErrorKind::Denied => ("Claimed although denied", ""),
        ErrorKind::Trap => ("Traps", "places that name no skill and were taken for one"),
        ErrorKind::Wrong => ("Wrong", "reported, and no label knows them"),
        ErrorKind::Missed => ("Missed", "labelled, and not reported"),
    };
    page.heading(&format!("{title} ({})", all.len()), note);
    let shown = if view.all { all.len() } else { all.len().min(ERRORS) };
    for mistake in &all[..shown] {
        error(page, mistake, view);
    }
    if shown < all.len() {
        page.paragraph(2, &format!("{} more with --all", all.len() - shown), DIM);
    }
}

fn error(page: &mut Page, mistake: &Mistake, view: &View) {
    let times = if mistake.times > 1 { format!(" ×{}", mistake.times) } else { String::new() };
    let place = format!("{} {}", mistake.document, proof::place(&mistake.place.locator));
    let rest = WIDTH - 2 - LABEL - 2;
    let how = match (mistake.found, mistake.confidence) {
        (Some(found), Some(confidence)) => format!(", {} 0.{confidence:02}", found.name()),
        _ => String::new(),
    };
    let name = format!("{}{times}", cut(&mistake.name, LABEL - times.len()));
    page.row(2, &[Cell::new(name, LABEL).style(BOLD), Cell::new(format!("{place}{how}"), rest).style(DIM)]);
    let most = if view.all { usize::MAX } else { WIDTH - 4 };
    page.paragraph(4, &elide(unbulleted(&mistake.place.snippet), &mistake.place.surface, most), PLAIN);
    if !mistake.why.is_empty() {
        page.paragraph(4, &format!("labelled: {}", mistake.why), DIM);
    }
}

#[cfg(test)]
mod tests {
    use super::{Evaluation, Share, Tally, View, calibration, evaluation};
    use crate::evaluate::Calibration;
    use crate::matcher::Ground;

    fn sample() -> Evaluation {
        let share = |part, of| Share { part, of };
        Evaluation {
            documents: 2,
            overall: Tally { found: 9, missed: 1, wrong: 0 },
            labels_by_category: vec![("language".into(), share(4, 4)), ("practice".into(), share(5, 6))],
            traps: share(1, 3),
            displaced: vec![("one".into(), vec!["Go".into()])],
            calibration: Calibration {
                by_confidence: vec![(98, share(45, 50)), (90, share(2, 5))],
                by_ground: vec![(Ground::NamedThing, share(45, 50)), (Ground::Glued, share(2, 5))],
            },
            ..Evaluation::default()
        }
    }

    #[test]
    fn what_is_whole_is_only_counted() {
        let text = anstream::adapter::strip_str(&evaluation("gold", &sample(), &View::default())).to_string();
        assert!(text.contains("practice") && text.contains("1 category without an error"), "{text}");
        assert!(text.contains("1 of 3") && text.contains("one: 1 label does not stand where it says"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let quiet = evaluation("gold", &sample(), &View { quiet: true, ..View::default() });
        assert_eq!(quiet, "precision 1.000, recall 0.900, F1 0.947\n");
    }

    #[test]
    fn a_share_far_from_what_is_stated_stands_out_when_there_are_many() {
        let text = calibration("gold", &sample());
        let styled =
            |row: &str| text.lines().find(|line| line.contains(row)).is_some_and(|line| line.contains('\u{1b}'));
        assert!(styled("0.98 the name"), "{text}");
        assert!(!styled("0.90 split"), "five mentions say little: {text}");
    }
}
