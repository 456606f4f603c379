//! How a requirement or a skill is proved, in few words.

use super::page::{BAD, GOOD, HALF, elide, unbulleted};
use crate::coverage::{Status, Strength, Via};
use crate::document::Locator;
use crate::report::{ReportedRequirement, ShownMention};
use crate::taxonomy::Taxonomy;

/// The style of a status.
pub(super) fn style(status: Status) -> anstyle::Style {
    match status {
        Status::Covered => GOOD,
        Status::Partial => HALF,
        Status::Missing => BAD,
    }
}

/// A place, as short as it can be read: "p. 2", "line 14".
pub(super) fn place(locator: &Locator) -> String {
    match locator {
        Locator::Page(page) => format!("p. {page}"),
        Locator::Line(line) => format!("line {line}"),
        Locator::Paragraph(paragraph) => format!("par. {paragraph}"),
        Locator::Pointer(pointer) => pointer.clone(),
    }
}

/// Why a requirement has the credit that it has: "only listed", "through MLflow", "being learned".
pub(super) fn reason(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> String {
    let mut why = match requirement.strength {
        Strength::Listed => "named, but in no job or project".to_string(),
        Strength::ImpliedByDemonstrated => {
            format!("through {}", through(&requirement.via, taxonomy))
        }
        Strength::ImpliedByListed => {
            format!("through {}, which no job or project shows", through(&requirement.via, taxonomy))
        }
        Strength::Aspirational => "being learned".to_string(),
        Strength::Negated => "the resume says: not yet".to_string(),
        Strength::None | Strength::Demonstrated => String::new(),
    };
    if requirement.only_fuzzy {
        why = "only as a misspelling".to_string();
    } else if requirement.unsure {
        why = "unsure: it may mean something else here".to_string();
    }
    if requirement.have && requirement.status != Status::Covered {
        why = if why.is_empty() { "you have it: write it down".into() } else { format!("{why}; you have it: show it") };
    }
    why
}

/// The names through which something is implied, two at most.
pub(super) fn through(via: &[Via], taxonomy: &Taxonomy) -> String {
    let names: Vec<&str> = via.iter().take(2).map(|via| taxonomy.at(via.skill).name.as_str()).collect();
    let more = via.len().saturating_sub(2);
    match more {
        0 => names.join(" and "),
        _ => format!("{} and {more} more", names.join(", ")),
    }
}

/// The line that proves something, shortened around the words that count to two lines of `width`, or whole; empty when
/// lines are left out.
pub(super) fn line(mentions: &[ShownMention], width: usize, whole: bool) -> String {
    let Some(mention) = mentions.first() else { return String::new() };
    let line = unbulleted(&mention.snippet);
    // A word that does not fit moves to the next line: so much of the two is lost to it.
    let most = if whole { usize::MAX } else { (2 * width).saturating_sub(14) };
    // A word that is broken at the end of a line has lost its space in the snippet.
    let joined = mention.surface.replace("- ", "-");
    elide(line, if line.contains(&mention.surface) { &mention.surface } else { &joined }, most)
}

/// Where the best proof stands.
pub(super) fn first_place(mentions: &[ShownMention]) -> String {
    mentions.first().map(|mention| place(&mention.locator)).unwrap_or_default()
}
