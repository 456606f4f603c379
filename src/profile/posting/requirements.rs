//! From what a posting says at each place to its requirements: one for each skill or group.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::cues::CueKind;
use super::groups::Groups;
use super::text::{Name, Text};
use super::weight::{Said, weight};
use super::years::Stated;
use super::{AskedGroup, AskedSkill, Proficiency};
use crate::document::SectionKind;
use crate::matcher::Matches;
use crate::normalize::fold_name;
use crate::profile::{Ask, AskedBy, Requirement, Years};
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// What one mention says.
#[derive(Debug, Clone)]
struct Place {
    skill: SkillIndex,
    mention: usize,
    sentence: usize,
    level: Option<Level>,
    years: Option<Years>,
    proficiency: Option<Proficiency>,
    emphasised: bool,
}

/// Everything that is known of the places of a posting.
pub(super) struct Reader<'t> {
    pub path: &'t str,
    pub text: &'t Text<'t>,
    pub matches: &'t Matches,
    pub taxonomy: &'t Taxonomy,
    pub groups: &'t Groups,
    pub years: &'t [Stated],
    pub employer: &'t BTreeSet<String>,
}

/// A group with the places that ask for it.
struct Wanted<'p> {
    /// Its members but for the concept, in the order of the place that asks most.
    examples: Vec<SkillIndex>,
    /// What they are examples of.
    concept: Option<SkillIndex>,
    level: Level,
    open: bool,
    places: Vec<&'p Place>,
}

impl Reader<'_> {
    /// The requirements, not yet sorted, and what is asked of each skill.
    pub fn read(&self) -> (Vec<Requirement>, Vec<AskedSkill>, Vec<AskedGroup>) {
        let places = self.places();
        let by_mention: BTreeMap<usize, &Place> = places.iter().map(|place| (place.mention, place)).collect();
        let all = self.groups.all.iter();
        let grouped: BTreeSet<usize> =
            all.flat_map(|group| group.mentions.iter().chain(&group.concept)).copied().collect();
        let mut single: BTreeMap<SkillIndex, Vec<&Place>> = BTreeMap::new();
        for place in places.iter().filter(|place| place.level.is_some()) {
            if !grouped.contains(&place.mention) {
                single.entry(place.skill).or_default().push(place);
            }
        }
        let levels: Levels = single.iter().filter_map(|(skill, places)| Some((*skill, strongest(places)?))).collect();
        let groups = self.wanted(&by_mention, &levels);
        let mut requirements = Vec::new();
        let mut kept = Vec::new();
        // What a skill that is asked for by itself takes over from the groups that it makes needless. Their weight must
        // not get lost: asking for one thing more would make a posting easier to cover.
        let mut taken_over: BTreeMap<SkillIndex, u32> = BTreeMap::new();
        for (skills, wanted) in &groups {
            let ask = Ask::AnyOf {
                name: self.group_name(wanted),
                skills: skills.clone(),
                beside: wanted.examples.iter().copied().filter(|example| !skills.contains(example)).collect(),
                open: wanted.open,
            };
            let Some(requirement) = self.requirement(ask, &wanted.places) else { continue };
            match met_by(skills, wanted, &levels) {
                Some(skill) => *taken_over.entry(skill).or_default() += requirement.weight,
                None => {
                    kept.push((skills, wanted));
                    requirements.push(requirement);
                }
            }
        }
        for (skill, places) in &single {
            let level = strongest(places);
            // What duties only mention is asked for by its group already, and "Airflow or similar" is Airflow, too.
            let by_group = kept.iter().any(|(skills, wanted)| {
                let less = |level| (level == Level::Mentioned || skills.len() == 1) && wanted.level < level;
                skills.contains(skill) && level.is_some_and(less)
            });
            if !by_group {
                let mut requirement = self.requirement(Ask::Skill(*skill), places);
                if let Some(requirement) = &mut requirement {
                    requirement.weight += taken_over.get(skill).copied().unwrap_or(0);
                }
                requirements.extend(requirement);
            }
        }
        let asked = self.asked(&places, &groups);
        (requirements, asked, self.asked_groups(groups))
    }

    fn places(&self) -> Vec<Place> {
        let mut years: BTreeMap<usize, Years> = BTreeMap::new();
        for stated in self.years {
            for &mention in &stated.mentions {
                let known = years.entry(mention).or_insert(stated.years);
                *known = stated.years.max(*known);
            }
        }
        let skill = |name: &Name| self.matches.mentions[name.mention].skill;
        let overstated = self.overstated();
        // What else is asked for weighs more when the title names it.
        let behind = self.text.names.iter().filter(|name| self.text.is_behind_role(&name.at));
        let in_title: BTreeSet<SkillIndex> = behind.map(skill).collect();
        self.text
            .names
            .iter()
            .map(|name| Place {
                skill: skill(name),
                mention: name.mention,
                sentence: name.sentence,
                level: self.level(name).filter(|_| !overstated.contains(&name.mention)),
                years: years.get(&name.mention).copied(),
                proficiency: self.proficiency(name),
                emphasised: self.text.is_title(name.sentence)
                    || in_title.contains(&skill(name))
                    || self.is_emphasised(name),
            })
            .collect()
    }

    /// What a phrase shows to be asked for that shows more than another phrase of its sentence: "explain … to colleagues"
    /// asks for communication, which is all that these words say.
    fn overstated(&self) -> BTreeSet<usize> {
        let skill = |name: &Name| self.matches.mentions[name.mention].skill;
        let shown: Vec<&Name> = self.text.names.iter().filter(|name| !name.is_name).collect();
        let mut overstated = BTreeSet::new();
        for same in shown.chunk_by(|one, other| one.sentence == other.sentence) {
            let skills: BTreeSet<SkillIndex> = same.iter().map(|name| skill(name)).collect();
            let says_more = |skill: SkillIndex| {
                self.taxonomy.shows(skill).into_iter().any(|other| other != skill && skills.contains(&other))
            };
            let more: BTreeSet<SkillIndex> = skills.iter().copied().filter(|&skill| says_more(skill)).collect();
            overstated.extend(same.iter().filter(|name| more.contains(&skill(name))).map(|name| name.mention));
        }
        overstated
    }

    /// How much a name is asked for. What one of several that would do is to be known with is asked only of those who
    /// choose it.
    fn level(&self, name: &Name) -> Option<Level> {
        let level = self.text.level(name).filter(|_| !self.is_employer(name))?;
        Some(if self.groups.details.contains(&name.mention) { Level::Mentioned } else { level })
    }

    /// Whether the name is the employer's own, where it is not asked for.
    fn is_employer(&self, name: &Name) -> bool {
        let section = self.text.sentences[name.sentence].section;
        let asks = matches!(section, SectionKind::Required | SectionKind::Preferred | SectionKind::Skills);
        let span = &self.matches.mentions[name.mention].span;
        !asks && self.employer.contains(&fold_name(&self.text.document.text()[span.clone()]))
    }

    /// How well it is to be known: by the nearest such word before it in its clause, or in brackets after it.
    fn proficiency(&self, name: &Name) -> Option<Proficiency> {
        let near = self.text.near(name.sentence, &name.at);
        let grade = |kind| match kind {
            CueKind::Proficiency(grade) => Some(grade),
            _ => None,
        };
        let after = &self.text.folded[name.at.end..near.end];
        if let Some(end) = after.strip_prefix(" (").and_then(|rest| rest.find(')')) {
            let inside = name.at.end..name.at.end + 2 + end;
            // "(ARIMA or deep learning)" has no grade.
            let of_name = |cue: &&super::cues::Cue| {
                self.text.names.iter().any(|name| name.at.start <= cue.at.start && cue.at.end <= name.at.end)
            };
            let cues = self.text.cues(&inside).iter().filter(|cue| !of_name(cue));
            if let Some(found) = cues.into_iter().find_map(|cue| grade(cue.kind)) {
                return Some(found);
            }
        }
        let before = near.start..name.at.start;
        let cues = self.text.cues(&before);
        let cue = cues.iter().rev().find(|cue| grade(cue.kind).is_some() && cue.at.end <= name.at.start)?;
        (!self.text.folded[cue.at.end..name.at.start].contains([';', ':'])).then(|| grade(cue.kind)).flatten()
    }

    fn is_emphasised(&self, name: &Name) -> bool {
        let near = self.text.near(name.sentence, &name.at);
        self.text.cues(&(near.start..name.at.start)).iter().rev().any(|cue| {
            cue.kind == CueKind::Emphasis
                && cue.at.end <= name.at.start
                && !self.text.folded[cue.at.end..name.at.start].contains(';')
                && !self.text.cues(&(cue.at.end..name.at.start)).iter().any(|head| head.kind == CueKind::AskingHead)
        }) || self.text.has(&(name.at.end..near.end), CueKind::Firm)
    }

    /// The groups by their skills, with the places that ask for them.
    fn wanted<'p>(
        &self,
        by_mention: &BTreeMap<usize, &'p Place>,
        levels: &Levels,
    ) -> BTreeMap<Vec<SkillIndex>, Wanted<'p>> {
        let mut wanted: BTreeMap<Vec<SkillIndex>, Wanted<'p>> = BTreeMap::new();
        for group in &self.groups.all {
            let place = |mention: &usize| by_mention.get(mention).copied();
            let mut places: Vec<&Place> = group.mentions.iter().filter_map(place).collect();
            let mut examples: Vec<SkillIndex> = Vec::new();
            for place in &places {
                if !examples.contains(&place.skill) {
                    examples.push(place.skill);
                }
            }
            // What is asked for by itself already does not do for its tools, too.
            let concept = group.concept.as_ref().and_then(place);
            let Some(level) = places.iter().chain(&concept).filter_map(|place| place.level).min() else { continue };
            let by_itself = |place: &&Place| levels.get(&place.skill).is_some_and(|by_itself| *by_itself <= level);
            let concept = concept.filter(|concept| !by_itself(concept));
            places.extend(concept);
            // "Time series (ARIMA or deep learning)": what is no kind of the concept does not show it.
            let belongs =
                |skill: &SkillIndex| concept.is_none_or(|concept| self.taxonomy.shows(*skill).contains(&concept.skill));
            let mut all: Vec<SkillIndex> = places.iter().map(|place| place.skill).filter(belongs).collect();
            all.sort_unstable();
            all.dedup();
            let concept = concept.map(|concept| concept.skill);
            let new = Wanted { examples, concept, level, open: group.open, places };
            match wanted.entry(all) {
                Entry::Vacant(entry) => {
                    entry.insert(new);
                }
                Entry::Occupied(mut entry) => self.merge(entry.get_mut(), new),
            }
        }
        wanted
    }

    /// Adds a second place that asks for the same.
    fn merge<'p>(&self, known: &mut Wanted<'p>, new: Wanted<'p>) {
        // The name must not depend on which place comes first.
        if (new.level, self.group_name(&new)) < (known.level, self.group_name(known)) {
            (known.examples, known.concept) = (new.examples, new.concept);
        }
        known.level = known.level.min(new.level);
        known.open |= new.open;
        known.places.extend(new.places);
    }

    fn asked_groups(&self, groups: BTreeMap<Vec<SkillIndex>, Wanted<'_>>) -> Vec<AskedGroup> {
        let start = |place: &&Place| self.matches.mentions[place.mention].span.start;
        let mut asked: Vec<(usize, AskedGroup)> = groups
            .into_values()
            .map(|wanted| {
                let at = wanted.places.iter().map(start).min().unwrap_or(0);
                let (name, locator) = (self.group_name(&wanted), self.text.document.locator(at));
                let Wanted { examples: mut skills, concept, level, open, .. } = wanted;
                skills.sort_unstable();
                (at, AskedGroup { name, skills, concept, level, open, locator })
            })
            .collect();
        asked.sort_by(|(a, one), (b, other)| (a, &one.skills).cmp(&(b, &other.skills)));
        asked.into_iter().map(|(_, group)| group).collect()
    }

    /// "AWS, GCP or Azure", "Snowflake, BigQuery or similar", "CI/CD (Jenkins or CircleCI)": as it reads after "needs".
    fn group_name(&self, group: &Wanted<'_>) -> String {
        let mut names: Vec<&str> = group.examples.iter().map(|&skill| self.taxonomy.at(skill).name.as_str()).collect();
        names.extend(group.open.then_some("similar"));
        let list = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        };
        match group.concept {
            Some(concept) => format!("{} ({list})", self.taxonomy.at(concept).name),
            None => list,
        }
    }

    fn requirement(&self, ask: Ask, places: &[&Place]) -> Option<Requirement> {
        let level = places.iter().filter_map(|place| place.level).min()?;
        let sentences: BTreeSet<usize> =
            places.iter().filter(|place| place.level.is_some()).map(|place| place.sentence).collect();
        let strongest = || places.iter().filter(|place| place.level == Some(level));
        let said = Said { level, emphasised: strongest().any(|place| place.emphasised), sentences: sentences.len() };
        let years = strongest().filter_map(|place| place.years).max();
        // The place that asks most strongly stands first.
        let mut asking: Vec<&Place> = places.iter().filter(|place| place.level.is_some()).copied().collect();
        asking.sort_by_key(|place| (place.level, self.matches.mentions[place.mention].span.start));
        let mut asked_by: Vec<AskedBy> = Vec::new();
        let mut known = BTreeSet::new();
        for place in asking {
            let at = self.asked_by(place);
            if known.insert((at.heading.clone(), at.locator.clone())) {
                asked_by.push(at);
            }
        }
        Some(Requirement { ask, level, weight: weight(said), commonly_missing: false, years, asked_by })
    }

    fn asked_by(&self, place: &Place) -> AskedBy {
        let document = self.text.document;
        let start = self.matches.mentions[place.mention].span.start;
        AskedBy {
            document: self.path.into(),
            heading: document.section_at(start).title.as_str().into(),
            locator: Some(document.locator(start)),
            ..AskedBy::default()
        }
    }

    fn asked(&self, places: &[Place], groups: &BTreeMap<Vec<SkillIndex>, Wanted<'_>>) -> Vec<AskedSkill> {
        let mut by_skill: BTreeMap<SkillIndex, Vec<&Place>> = BTreeMap::new();
        for place in places {
            by_skill.entry(place.skill).or_default().push(place);
        }
        by_skill
            .into_iter()
            .map(|(skill, places)| {
                let level = places.iter().filter_map(|place| place.level).min();
                let strongest = || places.iter().filter(|place| place.level == level);
                let group = groups
                    .iter()
                    .filter(|(skills, wanted)| skills.contains(&skill) || wanted.examples.contains(&skill))
                    .min_by_key(|(skills, wanted)| (wanted.level, skills.len(), *skills));
                AskedSkill {
                    skill,
                    level,
                    years: strongest().filter_map(|place| place.years).max(),
                    proficiency: strongest().filter_map(|place| place.proficiency).min(),
                    group: group.map(|(_, wanted)| self.group_name(wanted)),
                }
            })
            .collect()
    }
}

/// The strongest level of some places that have one.
/// How strongly skills are asked for by themselves.
type Levels = BTreeMap<SkillIndex, Level>;

fn strongest(places: &[&Place]) -> Option<Level> {
    places.iter().filter_map(|place| place.level).min()
}

/// The skill of a group that is asked for by itself, as strongly: whoever meets it has met the group. Of several the one
/// that is asked for most.
fn met_by(skills: &[SkillIndex], wanted: &Wanted<'_>, levels: &Levels) -> Option<SkillIndex> {
    let level_of = |skill: SkillIndex| levels.get(&skill).copied();
    let asked = skills.iter().filter_map(|&skill| Some((level_of(skill)?, skill)));
    asked.filter(|(level, _)| *level <= wanted.level).min().map(|(_, skill)| skill)
}
