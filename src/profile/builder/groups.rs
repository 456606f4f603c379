//! Any-of groups: what a page gives as alternatives ("PyTorch or TensorFlow", "one public cloud: AWS/Azure/GCP"), and
//! rows of tools of which the taxonomy says that they do the same job.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::facts::{Fact, holds};
use super::heading::words;
use super::outline::BlockKind;
use super::restore::Restored;
use crate::document::Locator;
use crate::normalize::fold_name;
use crate::profile::AnyOf;
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// A group with where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundGroup {
    /// The group.
    pub any_of: AnyOf,
    /// Id of the first document that gives it.
    pub document: String,
    /// Where.
    pub locator: Locator,
}

/// What stands between two skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Or,
    And,
    Comma,
    Slash,
}

/// A group as one place gives it.
struct Candidate {
    skills: BTreeSet<SkillIndex>,
    level: Level,
    document: String,
    locator: Locator,
}

/// Collects groups over documents.
pub struct Collector<'t> {
    taxonomy: &'t Taxonomy,
    candidates: Vec<Candidate>,
    /// The strongest level at which a skill is asked for outside of any group.
    alone: BTreeMap<SkillIndex, Level>,
}

/// How many words may stand between two alternatives beside the word that joins them ("TensorFlow, Google JAX").
const WORDS_BETWEEN: usize = 2;
/// The largest group.
const MOST_MEMBERS: usize = 12;

impl<'t> Collector<'t> {
    /// With the taxonomy that knows what does the same job.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, candidates: Vec::new(), alone: BTreeMap::new() }
    }

    /// Adds the groups of a page. `locate` tells the place of a byte of the restored text.
    pub fn add(&mut self, document: &str, restored: &Restored, facts: &[Fact], locate: impl Fn(usize) -> Locator) {
        let mut from = 0;
        while from < facts.len() {
            let place = facts[from].place;
            let to = from + facts[from..].partition_point(|fact| fact.place == place);
            let facts = &facts[from..to];
            let mut grouped: BTreeSet<usize> = BTreeSet::new();
            let mut groups = self.named(restored, facts);
            if restored.places[place].kind == BlockKind::Row {
                groups.extend(self.same_job(facts));
            }
            for group in groups {
                let skills: BTreeSet<SkillIndex> = group.iter().map(|&at| facts[at].skill).collect();
                if !(2..=MOST_MEMBERS).contains(&skills.len()) || group.iter().any(|at| grouped.contains(at)) {
                    continue;
                }
                grouped.extend(&group);
                let level = group.iter().map(|&at| facts[at].naming.level()).min().unwrap_or(Level::Mentioned);
                let locator = locate(facts[group[0]].span.start);
                self.candidates.push(Candidate { skills, level, document: document.to_owned(), locator });
            }
            for (_, fact) in facts.iter().enumerate().filter(|(at, _)| !grouped.contains(at)) {
                let level = fact.naming.level();
                self.alone.entry(fact.skill).and_modify(|known| *known = level.min(*known)).or_insert(level);
            }
            from = to;
        }
    }

    /// Groups that words make: among the skills of the sentence, and among those of each parenthesis.
    fn named(&self, restored: &Restored, facts: &[Fact]) -> Vec<Vec<usize>> {
        let text = restored.text.text();
        let block = &restored.places[facts[0].place].span;
        let mut levels: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let (mut at, mut opened) = (block.start, 0);
        for (number, fact) in facts.iter().enumerate() {
            for (offset, c) in text[at..fact.span.start.max(at)].char_indices() {
                match c {
                    '(' => opened = at + offset + 1,
                    ')' => opened = 0,
                    _ => {}
                }
            }
            at = fact.span.start.max(at);
            levels.entry(opened).or_default().push(number);
        }
        levels.values().flat_map(|level| self.named_among(text, block.start, facts, level)).collect()
    }

    /// Groups that words make among some skills of a block.
    fn named_among(&self, text: &str, block: usize, facts: &[Fact], among: &[usize]) -> Vec<Vec<usize>> {
        let guide = &self.taxonomy.language.guide;
        let mut groups = Vec::new();
        let mut first = 0;
        while first < among.len() {
            let mut gaps = Vec::new();
            while let Some(&next) = among.get(first + gaps.len() + 1) {
                let (before, next) = (&facts[among[first + gaps.len()]].span, &facts[next].span);
                if next.start < before.end {
                    break;
                }
                let Some(gap) = self.gap(&text[before.end..next.start]) else { break };
                gaps.push(gap);
            }
            let chain = &among[first..=first + gaps.len()];
            first += chain.len();
            if gaps.is_empty() {
                continue;
            }
            let lead = &text[block..facts[chain[0]].span.start];
            let lead = lead.rfind(". ").map_or(lead, |at| &lead[at + 2..]);
            let opens = lead.trim_end().ends_with([':', '(']);
            let one = opens && words(lead).iter().rev().take(5).any(|word| guide.one.contains(word));
            if one || guide.one_of.iter().any(|cue| holds(&fold_name(lead), cue)) {
                groups.push(chain.to_vec());
                continue;
            }
            for segment in segments(chain.len(), &gaps) {
                let run = &chain[segment.clone()];
                groups.extend(self.alternatives(run, &gaps[segment.start..segment.end - 1], facts));
            }
        }
        groups
    }

    /// The alternatives in a run of skills without an "and" between them.
    fn alternatives(&self, run: &[usize], inner: &[Gap], facts: &[Fact]) -> Option<Vec<usize>> {
        let last_or = inner.iter().rposition(|&gap| gap == Gap::Or);
        match last_or {
            // "A, B or C": all of them; "A or B, C, D": the first two.
            Some(at) if at + 1 == inner.len() && !inner.contains(&Gap::Slash) => Some(run.to_vec()),
            Some(at) => {
                let from = inner[..at].iter().rposition(|&gap| gap != Gap::Or).map_or(0, |other| other + 1);
                Some(run[from..=at + 1].to_vec())
            }
            None if !inner.is_empty() && inner.iter().all(|&gap| gap == Gap::Slash) => {
                let linked = run.windows(2).all(|pair| self.does_the_same(facts[pair[0]].skill, facts[pair[1]].skill));
                linked.then(|| run.to_vec())
            }
            None => None,
        }
    }

    /// The tools of a row that do the same job.
    fn same_job(&self, facts: &[Fact]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, fact) in facts.iter().enumerate() {
            let linked =
                |group: &Vec<usize>| group.iter().any(|&other| self.does_the_same(facts[other].skill, fact.skill));
            let (mut joined, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(linked);
            let mut group: Vec<usize> = joined.drain(..).flatten().collect();
            group.push(at);
            group.sort_unstable();
            apart.push(group);
            groups = apart;
        }
        groups
    }

    fn does_the_same(&self, one: SkillIndex, other: SkillIndex) -> bool {
        self.taxonomy.at(one).alternatives.contains(&other) || self.taxonomy.at(other).alternatives.contains(&one)
    }

    /// What stands between two skills, `None` when they belong to different clauses.
    fn gap(&self, between: &str) -> Option<Gap> {
        let guide = &self.taxonomy.language.guide;
        let bare = without_parentheses(between)?;
        if bare.len() > 60 || bare.contains([';', ':', '(', ')', '\n', '\t', '.', '—', '–']) {
            return None;
        }
        let words = words(&bare.replace("and/or", "or"));
        let joins = |list: &[String]| words.iter().any(|word| list.iter().any(|known| known == word));
        let (or, and) = (joins(&guide.or), joins(&guide.and));
        if words.len() > WORDS_BETWEEN + 1 || !words.is_empty() && !or && !and && !bare.contains(',') {
            return None;
        }
        match (or, and) {
            (true, _) => Some(Gap::Or),
            (_, true) => Some(Gap::And),
            _ if bare.contains('/') => Some(Gap::Slash),
            _ if bare.contains(',') => Some(Gap::Comma),
            _ => None,
        }
    }

    /// The groups that hold over all documents. A skill that some document requires on its own stands in none: it meets
    /// the line by itself.
    pub fn finish(mut self) -> Vec<FoundGroup> {
        self.candidates.sort_by(|a, b| (a.level, &a.document, &a.locator).cmp(&(b.level, &b.document, &b.locator)));
        let alone = |skill: &SkillIndex, level: Level| {
            self.alone.get(skill).is_some_and(|&known| known < Level::Mentioned && known <= level)
        };
        let mut merged: Vec<Candidate> = Vec::new();
        for mut candidate in self.candidates {
            let level = candidate.level;
            candidate.skills.retain(|skill| !alone(skill, level));
            let mut into = None;
            for (at, known) in merged.iter().enumerate() {
                let shared = known.skills.intersection(&candidate.skills).count();
                if shared * 2 >= known.skills.len().min(candidate.skills.len()).max(1) && shared > 0 {
                    into = into.or(Some(at));
                } else {
                    candidate.skills.retain(|skill| !known.skills.contains(skill));
                }
            }
            match into {
                Some(at) => {
                    let free: Vec<SkillIndex> = candidate
                        .skills
                        .into_iter()
                        .filter(|skill| {
                            !merged.iter().enumerate().any(|(other, known)| other != at && known.skills.contains(skill))
                        })
                        .collect();
                    merged[at].skills.extend(free);
                }
                None => merged.push(candidate),
            }
        }
        merged
            .into_iter()
            .filter(|group| group.skills.len() > 1)
            .map(|group| FoundGroup {
                any_of: AnyOf { name: name(&group.skills, self.taxonomy), skills: group.skills.into_iter().collect() },
                document: group.document,
                locator: group.locator,
            })
            .collect()
    }
}

/// The runs of a chain between its "and"s.
fn segments(length: usize, gaps: &[Gap]) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut from = 0;
    for (at, gap) in gaps.iter().enumerate() {
        if *gap == Gap::And {
            segments.push(from..at + 1);
            from = at + 1;
        }
    }
    segments.push(from..length);
    segments
}

/// A text without what stands in parentheses; `None` when one is not closed.
fn without_parentheses(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        out.push_str(before);
        rest = inside.split_once(')')?.1;
    }
    (!rest.contains(')')).then(|| out + rest)
}

/// "PyTorch or TensorFlow", "Jenkins, CircleCI or one of 2 more".
fn name(skills: &BTreeSet<SkillIndex>, taxonomy: &Taxonomy) -> String {
    let names: Vec<&str> = skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
    match names.as_slice() {
        [one, other] => format!("{one} or {other}"),
        [one, other, third] => format!("{one}, {other} or {third}"),
        [one, other, rest @ ..] => format!("{one}, {other} or one of {} more", rest.len()),
        _ => names.join(" or "),
    }
}
