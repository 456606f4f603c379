//! What became of the rows of an imported table.

use super::page::{PLAIN, Page, count};
use crate::import::{ImportReport, LeftOut, Why};

/// Names of a kind that are shown as samples.
const SAMPLES: usize = 8;

/// What was taken and what was left out; with `all` every name with its line, else a few of each kind.
pub fn import_report(report: &ImportReport, all: bool) -> String {
    let mut page = Page::default();
    let filtered = match report.filtered {
        0 => String::new(),
        rows => format!(", {} left out by --only", count(rows, "row", "rows")),
    };
    page.paragraph(
        0,
        &super::plain(&format!("{}: {}{filtered}", report.file, count(report.rows, "row", "rows"))),
        PLAIN,
    );
    page.paragraph(0, &taken(report), PLAIN);
    type Kind = (fn(&Why) -> bool, &'static str, &'static str);
    let kinds: [Kind; 5] = [
        (|why| matches!(why, Why::BuiltIn(_)), "name that is built in", "names that are built in"),
        (|why| *why == Why::Shared, "name of several rows", "names of several rows"),
        (|why| *why == Why::SaysNothing, "name that says nothing", "names that say nothing"),
        (|why| *why == Why::TooLong, "name that is too long", "names that are too long"),
        (
            |why| matches!(why, Why::NoSuchSkill(_)),
            "relation to a skill that there is not",
            "relations to skills that there are not",
        ),
    ];
    for (is_kind, one, many) in kinds {
        let of_kind: Vec<&LeftOut> = report.left_out.iter().filter(|left| is_kind(&left.why)).collect();
        if !of_kind.is_empty() {
            kind(&mut page, &count(of_kind.len(), one, many), &of_kind, all);
        }
    }
    page.finish()
}

fn taken(report: &ImportReport) -> String {
    let names = count(report.names, "name", "names");
    let mut text = format!("taken: {} with {names}", count(report.skills + report.extended, "skill", "skills"));
    if report.extended > 0 {
        text.push_str(&format!(", {} of them built in", report.extended));
    }
    if report.ruled > 0 {
        let (verb, word) = if report.ruled == 1 { ("counts", "name") } else { ("count", "names") };
        text.push_str(&format!("; {} short or ordinary {word} {verb} in a context only", report.ruled));
    }
    if report.known > 0 {
        text.push_str(&format!("; {} known already", count(report.known, "name is", "names are")));
    }
    text
}

fn kind(page: &mut Page, heading: &str, left_out: &[&LeftOut], all: bool) {
    let rows = left_out.iter().filter(|left| left.row).count();
    let with_rows = match rows {
        0 => String::new(),
        rows => format!(", with {}", count(rows, "row", "rows")),
    };
    page.paragraph(0, &format!("left out: {heading}{with_rows}"), PLAIN);
    if all {
        for left in left_out {
            page.paragraph(2, &super::plain(&format!("line {}: {}", left.line, described(left))), PLAIN);
        }
        return;
    }
    let mut samples: Vec<String> = left_out.iter().map(|left| described(left)).collect();
    samples.dedup();
    let more = if samples.len() > SAMPLES { ", …; -v lists all" } else { "" };
    samples.truncate(SAMPLES);
    page.paragraph(2, &super::plain(&format!("{}{more}", samples.join(", "))), PLAIN);
}

fn described(left: &LeftOut) -> String {
    let short: String = left.name.chars().take(60).collect();
    match &left.why {
        Why::BuiltIn(id) => format!("{short} ({id})"),
        Why::NoSuchSkill(id) => format!("{short} to {id}"),
        _ => short,
    }
}
