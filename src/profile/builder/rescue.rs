//! A second look at ambiguous names. In a resume or a posting a name that is also an ordinary word needs company; on a
//! page about a role, an item of a list of skills that is nothing but a name, a name beside another skill in an
//! enumeration, and the name of a practice within a duty, is that skill.

use std::ops::Range;

use super::heading::PartKind;
use super::outline::{BlockKind, Part};
use super::restore::Restored;
use crate::matcher::{Found, Matches, Mention, Reason};
use crate::normalize::fold_name;
use crate::taxonomy::{Category, Target, Taxonomy};

/// Adds the mentions that a second look finds to those of the matcher, by place.
pub fn mentions(restored: &Restored, parts: &[Part], matches: &Matches, taxonomy: &Taxonomy) -> Vec<Mention> {
    let mut found: Vec<Mention> = matches.mentions.clone();
    let taken: Vec<Range<usize>> = {
        let mut spans: Vec<Range<usize>> = found.iter().map(|mention| mention.span.clone()).collect();
        spans.sort_by_key(|span| span.start);
        spans
    };
    let text = restored.text.text();
    for decision in matches.decisions.iter().filter(|decision| decision.reason == Reason::NoContext) {
        let (Target::Skill(skill), Found::Exact) = (decision.target, decision.found) else { continue };
        let span = &decision.span;
        let after = taken.partition_point(|other| other.start < span.end);
        let before = taken[..after].last();
        if before.is_some_and(|before| before.end > span.start) {
            continue;
        }
        let place = restored.places.partition_point(|place| place.span.start <= span.start).checked_sub(1);
        let Some(place) = place.map(|at| &restored.places[at]) else { continue };
        let listed = parts[place.part].kind.lists_skills() && place.kind != BlockKind::Prose;
        let item = || is_item(&text[place.span.clone()], span.start - place.span.start, span.end - place.span.start);
        let beside = || {
            before.is_some_and(|before| {
                before.start >= place.span.start && joins(&text[before.end..span.start], taxonomy)
            }) || taken
                .get(after)
                .is_some_and(|next| next.end <= place.span.end && joins(&text[span.end..next.start], taxonomy))
        };
        let doing = matches!(parts[place.part].kind, PartKind::Responsibility | PartKind::Steps);
        let duty = doing && is_idea(taxonomy.at(skill).category);
        if duty || listed && item() || beside() {
            found.push(Mention {
                skill,
                span: span.clone(),
                found: Found::Exact,
                polarity: decision.polarity,
                confidence: decision.confidence,
                section: restored.document.section_at(span.start).kind,
            });
        }
    }
    found.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end), mention.skill));
    found
}

/// Whether a skill is something that one does, not a thing with a name of its own.
fn is_idea(category: Category) -> bool {
    matches!(category, Category::Method | Category::Concept | Category::Practice | Category::Mathematics)
}

/// Whether a range is all that stands between two separators.
fn is_item(text: &str, start: usize, end: usize) -> bool {
    let separators = [',', ';', '|', '•', '·', '/', '\t', '(', ')', ':', '\n'];
    let clear = |c: Option<char>| c.is_none_or(|c| separators.contains(&c));
    clear(text[..start].trim_end_matches(' ').chars().next_back())
        && clear(text[end..].trim_end_matches('.').trim_start_matches(' ').chars().next())
}

/// The longest text that joins two names, in bytes.
const LONGEST_JOIN: usize = 24;

/// Whether nothing but a comma or a word between alternatives stands between two names.
fn joins(between: &str, taxonomy: &Taxonomy) -> bool {
    if between.len() > LONGEST_JOIN {
        return false;
    }
    let words = &taxonomy.language.posting.groups;
    let bare = between.trim();
    let word = fold_name(bare.trim_start_matches([',', ' ']));
    !bare.is_empty() && (bare == "," || bare == "/" || words.or.contains(&word) || words.and.contains(&word))
}
