//! Any-of groups: lists of which a posting asks for one member.
//!
//! "And" separates more strongly than "or", a comma is what the next "and" or "or" of its list is, and an "or" that is
//! complete ends its group: "A, B and C or D" asks for A, B, and one of C and D. "One of" before a list, or "or similar"
//! after it, makes one group of all of it.

use std::ops::Range;

use super::list::{Intro, Join, Open, Run};
use super::text::{Name, Text};
use crate::matcher::Matches;
use crate::taxonomy::{Skill, SkillIndex, Taxonomy};

/// A group, by the indices of its mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Indices into [`Matches::mentions`], in the order of the text.
    pub mentions: Vec<usize>,
    /// Folded range from the first member to the last.
    pub at: Range<usize>,
    /// The sentence.
    pub sentence: usize,
    /// Others would do, too.
    pub open: bool,
}

/// The groups of a posting, by place.
pub(super) fn find(text: &Text<'_>, matches: &Matches, taxonomy: &Taxonomy) -> Vec<Group> {
    let skill = |name: &Name| matches.mentions[name.mention].skill;
    let mut groups = Vec::new();
    let mut sentences: Vec<usize> = text.names.iter().map(|name| name.sentence).collect();
    sentences.dedup();
    for sentence in sentences {
        for run in text.runs(sentence) {
            for members in split(&run, |one, other| relation(taxonomy, skill(one), skill(other))) {
                let names = &run.names[members];
                let mut skills: Vec<SkillIndex> = names.iter().map(|name| skill(name)).collect();
                skills.sort_unstable();
                skills.dedup();
                if skills.len() < 2 {
                    continue;
                }
                let at = names[0].at.start..names[names.len() - 1].at.end;
                let mentions = names.iter().map(|name| name.mention).collect();
                groups.push(Group { mentions, at, sentence, open: run.open == Open::Instead });
            }
        }
    }
    groups
}

/// The ranges of a run that are groups.
fn split(run: &Run<'_>, relation: impl Fn(&Name, &Name) -> Relation) -> Vec<Range<usize>> {
    let count = run.names.len();
    if count < 2 {
        return Vec::new();
    }
    let joins = resolved(run);
    let has = |wanted: Join| joins.contains(&wanted);
    let instead = |one: usize, other: usize| relation(run.names[one], run.names[other]) == Relation::Alternatives;
    let all_alike = || (0..count).all(|index| (0..count).any(|other| instead(other, index)));
    let no_and = !has(Join::And) && !has(Join::Either);
    let whole = match (run.intro, run.open) {
        (Intro::AnyOf, _) => true,
        (Intro::Examples, _) | (_, Open::Instead) => no_and,
        (Intro::Bracket, _) | (_, Open::More) => no_and && !has(Join::Or) && all_alike(),
        _ => false,
    };
    if whole {
        return std::iter::once(0..count).collect();
    }
    let mut groups = Vec::new();
    let mut start = 0;
    for index in 0..count {
        let goes_on = joins.get(index).is_some_and(|join| match join {
            Join::Or => true,
            Join::Slash => relation(run.names[index], run.names[index + 1]) != Relation::Apart,
            _ => false,
        });
        if !goes_on {
            if index > start {
                groups.push(start..index + 1);
            }
            start = index + 1;
        }
    }
    groups
}

/// What joins the members, with commas read as what they stand for.
fn resolved(run: &Run<'_>) -> Vec<Join> {
    let mut joins = run.joins.clone();
    // A comma before a complete "A or B" belongs to the list around it.
    for index in 0..joins.len() {
        if joins[index] != Join::Comma {
            continue;
        }
        let after_or = index > 0 && run.joins[index - 1] == Join::Or;
        let next = joins[index + 1..].iter().find(|join| matches!(join, Join::And | Join::Or | Join::Either));
        joins[index] = match next {
            Some(Join::Or) => Join::Or,
            Some(_) => Join::And,
            None => Join::Comma,
        };
        // "A or B, C or D": an "or" that the text writes ends its group at the comma.
        if after_or {
            joins[index] = Join::And;
        }
    }
    joins
}

/// What two skills have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Declared to do the same job.
    Alternatives,
    /// Of one category, and with something broader, or something that they show, in common.
    Alike,
    /// Neither.
    Apart,
}

fn relation(taxonomy: &Taxonomy, one: SkillIndex, other: SkillIndex) -> Relation {
    let (a, b) = (taxonomy.at(one), taxonomy.at(other));
    let pair = |(x, y): &(String, String)| (*x == a.id && *y == b.id) || (*x == b.id && *y == a.id);
    if taxonomy.language.posting.groups.together.iter().any(pair) {
        return Relation::Apart;
    }
    if a.alternatives.contains(&other) || b.alternatives.contains(&one) {
        return Relation::Alternatives;
    }
    let shares = |one: &[SkillIndex], other: &[SkillIndex]| one.iter().any(|skill| other.contains(skill));
    // "Linux/Unix" are things of a kind although one is the other; a framework and its language are not.
    let of = |skill: &Skill, other: SkillIndex| skill.evidence_of.contains(&other);
    let is_a = a.broader.contains(&other) || b.broader.contains(&one);
    let things = a.category.is_named_thing() && b.category.is_named_thing();
    let unrelated = things && a.broader.is_empty() && b.broader.is_empty();
    let alike = is_a && a.category == b.category
        || shares(&a.broader, &b.broader)
        || shares(&a.evidence_of, &b.evidence_of)
        || unrelated;
    let same = things || a.category == b.category;
    if same && !of(a, other) && !of(b, one) && alike { Relation::Alike } else { Relation::Apart }
}
