//! Any-of groups: lists of which a posting asks for one member.
//!
//! "And" separates more strongly than "or", a comma is what the next "and" or "or" of its list is, and an "or" that is
//! complete ends its group: "A, B and C or D" asks for A, B, and one of C and D. "One of" before a list, or "or similar"
//! after it, makes one group of all of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::CueKind;
use super::list::{Intro, Join, Open, Run};
use super::text::{Name, Text};
use crate::matcher::Matches;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Skill, SkillIndex, Taxonomy};

/// A group, by the indices of its mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Indices into [`Matches::mentions`], in the order of the text.
    pub mentions: Vec<usize>,
    /// What they are examples of, where the text names that, too: "CI/CD (Jenkins or CircleCI)". It is enough as well.
    pub concept: Option<usize>,
    /// Others would do, too.
    pub open: bool,
}

/// The groups of a posting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// All of them, by place.
    pub all: Vec<Group>,
    /// Mentions in brackets after one of several that would do: "Python (pandas, NumPy) or R".
    pub details: BTreeSet<usize>,
}

/// The groups of a posting, by place.
pub(super) fn find(text: &Text<'_>, matches: &Matches, taxonomy: &Taxonomy) -> Groups {
    let mut sentences: Vec<usize> = text.names.iter().map(|name| name.sentence).collect();
    sentences.dedup();
    let mut found = Finder { text, matches, taxonomy, groups: Groups::default() };
    for sentence in sentences {
        found.in_sentence(&text.runs(sentence));
    }
    found.groups
}

struct Finder<'t> {
    text: &'t Text<'t>,
    matches: &'t Matches,
    taxonomy: &'t Taxonomy,
    groups: Groups,
}

impl Finder<'_> {
    fn skill(&self, name: &Name) -> SkillIndex {
        self.matches.mentions[name.mention].skill
    }

    fn in_sentence(&mut self, runs: &[Run<'_>]) {
        for (index, run) in runs.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| runs[before].names.last()).copied();
            let after = runs.get(index + 1).and_then(|after| after.names.first()).copied();
            self.in_run(run, before, after);
        }
    }

    /// The groups of a list, with the names before and after it.
    fn in_run(&mut self, run: &Run<'_>, before: Option<&Name>, after: Option<&Name>) {
        let ranges = split(run, |one, other| relation(self.taxonomy, self.skill(one), self.skill(other)));
        for (member, inner) in &run.details {
            self.in_run(inner, Some(run.names[*member]), None);
            if ranges.iter().any(|range| range.contains(member)) {
                self.groups.details.extend(inner.names.iter().map(|name| name.mention));
            }
        }
        let last = run.names.len() - 1;
        for range in &ranges {
            let names = &run.names[range.clone()];
            let skills: BTreeSet<SkillIndex> = names.iter().map(|name| self.skill(name)).collect();
            if skills.len() < 2 {
                continue;
            }
            let open = range.end > last && run.open != Open::No || run.intro == Intro::Examples;
            let concept = before
                .filter(|before| range.start == 0 && self.introduces(before, run))
                .or(after.filter(|after| range.end > last && self.sums_up(after, run)));
            self.add(names, concept, open);
        }
        // "Airflow or similar", "an orchestrator such as Airflow".
        let example = run.intro == Intro::Examples && last == 0;
        if !ranges.iter().any(|range| range.contains(&last)) && (run.open == Open::Instead || example) {
            let concept = before
                .filter(|before| last == 0 && self.introduces(before, run))
                .or(after.filter(|after| self.sums_up(after, run)));
            self.add(&run.names[last..], concept, true);
        }
    }

    fn add(&mut self, names: &[&Name], concept: Option<&Name>, open: bool) {
        let mentions: Vec<usize> = names.iter().map(|name| name.mention).collect();
        let free = |concept: &&Name| {
            let known = self.groups.all.iter().rev().take(NEAR);
            !known.flat_map(|group| group.mentions.iter().chain(&group.concept)).any(|&other| other == concept.mention)
        };
        let examples = names.iter().map(|name| self.skill(name));
        let concept = concept.filter(free).filter(|concept| self.is_concept_of(self.skill(concept), examples.clone()));
        self.groups.all.push(Group { mentions, concept: concept.map(|concept| concept.mention), open });
    }

    /// Whether a name before a list says what it is a list of: "CI/CD (…", "an orchestrator such as …", "CI/CD with …".
    fn introduces(&self, concept: &Name, run: &Run<'_>) -> bool {
        let first = run.at().start;
        if concept.at.end > first || first - concept.at.end > INTRODUCTION {
            return false;
        }
        let words = &self.text.language.posting.groups;
        let gap = self.text.folded[concept.at.end..first].trim_end_matches([' ', '"']);
        let within = concept.at.end..first;
        let plain = |text: &str| text.split_whitespace().count() <= BETWEEN && !text.contains([';', ')', '.', '(']);
        if run.intro == Intro::Examples {
            let cue = self.text.cues(&within).iter().find(|cue| cue.kind == CueKind::Examples);
            return cue
                .is_some_and(|cue| plain(self.text.folded[within.start..cue.at.start].trim_end_matches(['(', ' '])));
        }
        let link = gap.trim();
        gap.strip_suffix('(').is_some_and(|before| plain(before) && !before.contains(','))
            || run.open == Open::Instead && (is_in(&words.links, link) || link == ":")
    }

    /// Whether a name after a list that leaves others open says what it is a list of: "Airflow or another orchestrator".
    fn sums_up(&self, concept: &Name, run: &Run<'_>) -> bool {
        let within = run.at().end..concept.at.start;
        if run.open != Open::Instead || within.start > within.end || within.len() > INTRODUCTION {
            return false;
        }
        let cues = self.text.cues(&within).iter();
        let end = cues.filter(|cue| cue.kind == CueKind::OpenEnd).map(|cue| cue.at.end.min(within.end)).max();
        end.is_some_and(|end| {
            let rest = &self.text.folded[end..within.end];
            rest.split_whitespace().count() <= BETWEEN && !rest.contains([',', ';', '.', '(', ')', ':'])
        })
    }

    /// Whether a skill is an idea that some of these are examples of, by the taxonomy, and none of these itself.
    fn is_concept_of(&self, concept: SkillIndex, mut examples: impl Iterator<Item = SkillIndex> + Clone) -> bool {
        !self.taxonomy.at(concept).category.is_named_thing()
            && !examples.clone().any(|example| example == concept)
            && examples.any(|example| self.taxonomy.shows(example).contains(&concept))
    }
}

/// The longest text between a concept and its examples, in bytes, and the most words of it that are none of a cue.
const INTRODUCTION: usize = 48;
const BETWEEN: usize = 3;
/// In how many of the last groups a concept may stand already.
const NEAR: usize = 4;

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
