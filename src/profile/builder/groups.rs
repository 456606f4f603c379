//! Any-of groups: what a page gives as alternatives ("PyTorch or TensorFlow", "one public cloud: AWS/Azure/GCP"), and
//! rows of tools of which the taxonomy says that they do the same job.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Fact;
use super::outline::BlockKind;
use super::restore::Restored;
use crate::document::Locator;
use crate::matcher::Matches;
use crate::profile::{AnyOf, posting};
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

/// A group as one place gives it.
struct Candidate {
    skills: BTreeSet<SkillIndex>,
    /// Where each member stands in the restored text.
    places: Vec<(SkillIndex, usize)>,
    /// Whether words make it, not a row of a table.
    by_words: bool,
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

/// The largest group.
const MOST_MEMBERS: usize = 12;
/// The longest row that is looked through for tools that do the same job.
const MOST_IN_ROW: usize = 40;
/// The most groups that are weighed against each other; no honest pages have as many.
const MOST_GROUPS: usize = 2_000;

impl<'t> Collector<'t> {
    /// With the taxonomy that knows what does the same job.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, candidates: Vec::new(), alone: BTreeMap::new() }
    }

    /// Adds the groups of a page: those that words make, read as in a posting, and those of its rows. `locate` tells
    /// the place of a byte of the restored text.
    pub fn add(
        &mut self,
        document: &str,
        restored: &Restored,
        matches: &Matches,
        facts: &[Fact],
        locate: impl Fn(usize) -> Locator,
    ) {
        let named = posting::any_of_groups(&restored.document, matches, self.taxonomy);
        let group_at: BTreeMap<usize, usize> = (0..)
            .zip(&named)
            .flat_map(|(group, mentions)| mentions.iter().map(move |&at| (matches.mentions[at].span.start, group)))
            .collect();
        let mut from = 0;
        while from < facts.len() {
            let place = facts[from].place;
            let to = from + facts[from..].partition_point(|fact| fact.place == place);
            let facts = &facts[from..to];
            let mut grouped: BTreeSet<usize> = BTreeSet::new();
            let mut by_words: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, fact) in facts.iter().enumerate() {
                if let Some(&group) = group_at.get(&fact.span.start) {
                    by_words.entry(group).or_default().push(at);
                }
            }
            let mut groups: Vec<Vec<usize>> = by_words.into_values().collect();
            let worded = groups.len();
            if restored.places[place].kind == BlockKind::Row && facts.len() <= MOST_IN_ROW {
                groups.extend(self.same_job(facts));
            }
            for (number, group) in groups.into_iter().enumerate() {
                let skills: BTreeSet<SkillIndex> = group.iter().map(|&at| facts[at].skill).collect();
                if self.candidates.len() >= MOST_GROUPS
                    || !(2..=MOST_MEMBERS).contains(&skills.len())
                    || group.iter().any(|at| grouped.contains(at))
                {
                    continue;
                }
                grouped.extend(&group);
                let level = group.iter().map(|&at| facts[at].naming.level()).min().unwrap_or(Level::Mentioned);
                let locator = locate(facts[group[0]].span.start);
                let places = group.iter().map(|&at| (facts[at].skill, facts[at].span.start)).collect();
                self.candidates.push(Candidate {
                    skills,
                    places,
                    by_words: number < worded,
                    level,
                    document: document.to_owned(),
                    locator,
                });
            }
            for (_, fact) in facts.iter().enumerate().filter(|(at, _)| !grouped.contains(at)) {
                let level = fact.naming.level();
                self.alone.entry(fact.skill).and_modify(|known| *known = level.min(*known)).or_insert(level);
            }
            from = to;
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

    /// The groups that hold over all documents, and the places that say nothing more. A skill that some document asks for
    /// on its own, as strongly, stands in no group; where it is required, whoever has it meets its alternatives as well ("Python, R or Java"
    /// where Python is required elsewhere), which are then not asked for at
    /// that place: document and byte of its restored text.
    pub fn finish(mut self) -> (Vec<FoundGroup>, BTreeSet<(String, usize)>) {
        self.candidates.sort_by(|a, b| (a.level, &a.document, &a.locator).cmp(&(b.level, &b.document, &b.locator)));
        let alone = |skill: &SkillIndex, level: Level| {
            self.alone.get(skill).is_some_and(|&known| known < Level::Mentioned && known <= level)
        };
        let mut merged: Vec<Candidate> = Vec::new();
        let mut met: BTreeSet<(String, usize)> = BTreeSet::new();
        for mut candidate in self.candidates {
            let level = candidate.level;
            let required = candidate.by_words && level == Level::Required;
            if required && candidate.skills.iter().any(|skill| alone(skill, level)) {
                let others = candidate.places.into_iter().filter(|(skill, _)| !alone(skill, level));
                met.extend(others.map(|(_, start)| (candidate.document.clone(), start)));
                continue;
            }
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
        let groups = merged
            .into_iter()
            .filter(|group| group.skills.len() > 1)
            .map(|group| FoundGroup {
                any_of: AnyOf { name: name(&group.skills, self.taxonomy), skills: group.skills.into_iter().collect() },
                document: group.document,
                locator: group.locator,
            })
            .collect();
        (groups, met)
    }
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
