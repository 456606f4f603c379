//! How a requirement or a skill is proved, in few words.

use super::page::{BAD, GOOD, HALF, elide, unbulleted};
use crate::coverage::{Relation, Status, Strength, Via, enough};
use crate::document::Locator;
use crate::report::{ReportedRequirement, ShownMention, WhatIf};
use crate::taxonomy::{SkillIndex, Taxonomy};
use crate::timeline::{Duration, Month};

/// Members of a group that are named.
const MEMBERS: usize = 4;

/// The style of a status.
pub(super) fn style(status: Status) -> anstyle::Style {
    match status {
        Status::Covered => GOOD,
        Status::Partial => HALF,
        Status::Missing => BAD,
    }
}

/// A place, as short as it can be read: "p. 2", "line 14".
pub(in crate::render) fn place(locator: &Locator) -> String {
    match locator {
        Locator::Page(page) => format!("p. {page}"),
        Locator::Line(line) => format!("line {line}"),
        Locator::Paragraph(paragraph) => format!("par. {paragraph}"),
        Locator::Pointer(pointer) => pointer.clone(),
    }
}

/// How long something was done: "3 y 4 m, last 2023"; "2 y+, ongoing" when it may be more by now; empty when that is not
/// known.
pub(in crate::render) fn time(duration: Option<&Duration>) -> String {
    let Some(duration) = duration else { return String::new() };
    let length = length(duration.months);
    match (duration.at_least, duration.months) {
        (false, _) => format!("{length}, last {}", duration.last_used),
        // So few months say more about the dates in the document than about the work.
        (true, 0..12) => format!("since {}, ongoing", duration.first_used),
        (true, _) => format!("{length}+, ongoing"),
    }
}

/// Months in years and months: "3 y 4 m".
fn length(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months} m"),
        (years, 0) => format!("{years} y"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// What "ongoing" means, when one of these durations is.
pub(super) fn time_note<'a>(
    durations: impl IntoIterator<Item = Option<&'a Duration>>,
    present: Option<(Month, bool)>,
) -> String {
    let ongoing = durations.into_iter().flatten().any(|duration| duration.at_least);
    match present {
        Some((month, false)) if ongoing => {
            format!("ongoing: until at least {month}, the newest date in the document; --as-of YYYY-MM counts on")
        }
        _ => String::new(),
    }
}

/// Which skills of a question add nothing, and why: "Docker is shown already; Go and Rust are not asked for".
pub(in crate::render) fn idle(what_if: &WhatIf, taxonomy: &Taxonomy) -> String {
    let say = |(skills, what): (&Vec<SkillIndex>, &str)| {
        let names: Vec<&str> = skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        match names.split_last() {
            None => None,
            Some((only, [])) => Some(format!("{only} is {what}")),
            Some((last, rest)) => Some(format!("{} and {last} are {what}", rest.join(", "))),
        }
    };
    let both = [(&what_if.shown_already, "shown already"), (&what_if.not_asked, "not asked for")];
    both.into_iter().filter_map(say).collect::<Vec<_>>().join("; ")
}

/// Why a requirement has the credit that it has, and whether the user has it.
pub(in crate::render) fn reason(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> String {
    let why = why(requirement, taxonomy);
    match requirement.have && requirement.status != Status::Covered {
        true if why.is_empty() => "you have it: write it down".into(),
        true => format!("{why}; you have it: show it"),
        false => why,
    }
}

/// Why a requirement has the credit that it has: "only listed", "through MLflow", "being learned".
pub(super) fn why(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> String {
    let mut why = match requirement.strength {
        Strength::ImpliedByDemonstrated | Strength::ImpliedByListed if requirement.is_similar() => {
            let like = match requirement.via.first().map(|via| via.relation) {
                Some(Relation::SameJob) => "does the same job",
                Some(Relation::Beside) => "is named as an example",
                _ => "is of the same kind",
            };
            format!("through {}, which {like}: judge yourself", through(&requirement.via, taxonomy))
        }
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
    if let Some(years) = years(requirement) {
        why = if why.is_empty() { years } else { format!("{why}; {years}") };
    }
    let members = members(requirement, taxonomy);
    if requirement.strength == Strength::None && !members.is_empty() {
        why = if why.is_empty() { members } else { format!("{members}; {why}") };
    }
    if let (None, Some(by), false) = (requirement.skill, requirement.by, why.is_empty() || requirement.is_similar()) {
        why = format!("{}: {why}", taxonomy.at(by).name);
    }
    if requirement.only_fuzzy {
        why = "only as a misspelling".to_string();
    } else if requirement.unsure {
        why = "unsure: it may mean something else here".to_string();
    }
    why
}

/// Of a group, what counts for it beside what its name says.
fn members(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> String {
    let names: Vec<&str> = requirement.any_of.iter().map(|member| taxonomy.at(member.skill).name.as_str()).collect();
    let group = requirement.name.to_lowercase();
    let others: Vec<&str> = names.iter().copied().filter(|name| !group.contains(&name.to_lowercase())).collect();
    match others.len() {
        0 => String::new(),
        all if all == names.len() => format!("any of {}", super::steps::some(&others, MEMBERS)),
        _ => format!("or {}", super::steps::some(&others, MEMBERS)),
    }
}

/// What is short of the years that are asked for; `None` when nothing is.
fn years(requirement: &ReportedRequirement) -> Option<String> {
    let asked = requirement.years_asked?;
    if requirement.strength < Strength::ImpliedByListed {
        return Some(format!("{} y asked for", asked.least));
    }
    match &requirement.duration {
        Some(time) if enough(time.months, asked) => None,
        Some(time) if time.at_least => Some(format!("{}+ of the {} y, ongoing", length(time.months), asked.least)),
        Some(time) => Some(format!("{} of the {} y asked for", length(time.months), asked.least)),
        None => Some(format!("{} y asked for, and no dates tell", asked.least)),
    }
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
pub(super) fn line(mention: Option<&ShownMention>, width: usize, whole: bool) -> String {
    let Some(mention) = mention else { return String::new() };
    let line = unbulleted(&mention.snippet);
    // A word that does not fit moves to the next line: so much of the two is lost to it.
    let most = if whole { usize::MAX } else { (2 * width).saturating_sub(14) };
    // A word that is broken at the end of a line has lost its space in the snippet.
    let joined = mention.surface.replace("- ", "-");
    elide(line, if line.contains(&mention.surface) { &mention.surface } else { &joined }, most)
}

/// Where a proof stands.
pub(super) fn place_of(mention: Option<&ShownMention>) -> String {
    mention.map(|mention| place(&mention.locator)).unwrap_or_default()
}
