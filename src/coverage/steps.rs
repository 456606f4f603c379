//! Next steps: what to do first, what it would close, and what it would gain.
//!
//! What a resume has and does not show comes first: that costs minutes. Then come the steps that documents advise, chosen
//! one after the other: always the one that gains most of what no step before it closes. So no gap is given to two steps,
//! and a plan of ten says more than a list of forty. What is left gets a general step, one for all skills of a kind.

use std::collections::{BTreeMap, BTreeSet};

use super::gain::{Effect, Gains};
use super::{Asked, Assessed, BySkill, Strength, assess, gap_skill};
use crate::profile::Requirement;
use crate::taxonomy::schema::AdvisedAt;
use crate::taxonomy::{GeneralSource, Level, SkillIndex, StepSource, Taxonomy, When};

/// What kind of work a step is, in the order in which one does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Write down what is there.
    Write,
    /// Do what a document advises.
    Do,
    /// Learn what no document has a word about.
    Learn,
}

impl StepKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Do => "do",
            Self::Learn => "learn",
        }
    }
}

/// Something to do about gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What kind of work it is.
    pub kind: StepKind,
    /// What to do.
    pub step: String,
    /// The thing to make; empty where there is none.
    pub make: String,
    /// An example of a line of a resume that would then count, with blanks in square brackets to fill in.
    pub shows_as: String,
    /// The skills that are gaps and that it closes.
    pub closes: Vec<SkillIndex>,
    /// What coverage would gain if all of them were demonstrated, in thousandths.
    pub gain: u32,
    /// Who advises it; empty for a general step of ours.
    pub advised_by: Vec<AdvisedAt>,
}

/// What somebody has, beside what the skills of a resume show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Has<'a> {
    /// Skills that the user says to have.
    pub skills: &'a [SkillIndex],
    /// Credentials that the resume names, as indices into [`Taxonomy::credentials`].
    pub credentials: &'a [u32],
}

/// What a step that documents advise must gain, in thousandths, to be worth weeks of work; one that closes what is often
/// missing always is.
const WORTH: u32 = 5;
/// The most skills that a general step is about: nobody begins with the sixth.
const MOST_TO_LEARN: usize = 5;

/// See [`super::next_steps`].
pub fn next_steps(taxonomy: &Taxonomy, asked: &Asked<'_>, evidence: &BySkill, has: Has<'_>) -> Vec<NextStep> {
    let coverage = assess(asked, evidence);
    let gains = Gains::new(taxonomy, asked, evidence, &coverage);
    let mut planner =
        Planner { taxonomy, asked, evidence, has, gains, written: BTreeMap::new(), missing: BTreeMap::new() };
    for assessed in coverage.assessed.iter().filter(|assessed| assessed.credit < 100) {
        planner.sort_in(assessed);
    }
    let mut steps = planner.to_write();
    steps.extend(planner.to_do());
    steps.extend(planner.to_learn());
    steps.retain(|step| step.gain > 0);
    steps.sort_by(|a, b| (a.kind, b.gain, &a.step).cmp(&(b.kind, a.gain, &b.step)));
    steps
}

/// A gap and the skill that closes it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    requirement: usize,
    skill: SkillIndex,
}

struct Planner<'a> {
    taxonomy: &'a Taxonomy,
    asked: &'a Asked<'a>,
    evidence: &'a BySkill,
    has: Has<'a>,
    gains: Gains<'a>,
    /// What is only to be written down, by case.
    written: BTreeMap<When, Vec<Gap>>,
    /// What is to be done or learned, by requirement.
    missing: BTreeMap<usize, SkillIndex>,
}

impl Planner<'_> {
    fn requirement(&self, index: usize) -> &Requirement {
        &self.asked.profile.requirements[index]
    }

    /// Sorts a gap in by what the resume has of it. What only time would close is no step.
    fn sort_in(&mut self, assessed: &Assessed) {
        let requirement = self.requirement(assessed.requirement);
        let had = requirement.ask.skills().iter().copied().find(|skill| self.has.skills.contains(skill));
        let Some(skill) = assessed.by.or_else(|| gap_skill(requirement, self.taxonomy)) else { return };
        let shown = &self.evidence[skill];
        let when = match shown.strength {
            Strength::Demonstrated if self.asked.time(assessed.requirement).is_some() => return,
            Strength::Demonstrated => When::Undated,
            _ if had.is_some() => When::Had,
            Strength::Listed if shown.only_fuzzy => When::Misspelled,
            Strength::Listed if shown.unsure => When::Unclear,
            Strength::Listed => When::Listed,
            // What is denied, or being learned, where it is named, is not to be claimed through something else.
            Strength::ImpliedByDemonstrated if shown.mentions.is_empty() => When::Implied,
            _ => When::Missing,
        };
        let skill = if when == When::Had { had.unwrap_or(skill) } else { skill };
        if when == When::Missing {
            let named = gap_skill(self.requirement(assessed.requirement), self.taxonomy);
            self.missing.insert(assessed.requirement, named.unwrap_or(skill));
        } else {
            self.written.entry(when).or_default().push(Gap { requirement: assessed.requirement, skill });
        }
    }

    /// One step for each case of what is there and not shown.
    fn to_write(&self) -> Vec<NextStep> {
        let step = |(&when, gaps): (&When, &Vec<Gap>)| {
            let wording = self.taxonomy.general.iter().find(|general| general.when == when)?;
            let closes = once_each(gaps.iter().map(|gap| gap.skill));
            let gain = match when {
                When::Undated => {
                    self.gains.of_full(&gaps.iter().map(|gap| gap.requirement).collect::<Vec<_>>())
                }
                _ => self.gains.of(&closes),
            };
            Some(self.general(StepKind::Write, wording, closes, gain))
        };
        self.written.iter().filter_map(step).collect()
    }

    /// The steps that documents advise, each for what those before it leave open.
    fn to_do(&mut self) -> Vec<NextStep> {
        let mut open: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
        for &requirement in self.missing.keys() {
            for &skill in self.requirement(requirement).ask.skills() {
                open.entry(skill).or_default().push(requirement);
            }
        }
        let mut sources: Vec<Source<'_>> =
            self.taxonomy.steps.iter().filter_map(|source| Source::of(source, self, &open)).collect();
        let mut steps = Vec::new();
        while let Some((at, closes, gain)) = self.best(&sources) {
            let source = sources.swap_remove(at);
            let mut often = false;
            for requirement in closes.iter().flat_map(|skill| &open[skill]) {
                self.missing.remove(requirement);
                often |= self.requirement(*requirement).commonly_missing;
            }
            if gain >= WORTH || often {
                steps.push(NextStep {
                    kind: StepKind::Do,
                    step: source.source.step.clone(),
                    make: source.source.make.clone(),
                    shows_as: source.source.shows_as.clone(),
                    closes,
                    gain,
                    advised_by: source.source.advised_by.clone(),
                });
            }
        }
        steps
    }

    /// The step that gains most of what is still open, with what it closes of that; of equal ones the first by id.
    fn best(&self, sources: &[Source<'_>]) -> Option<(usize, Vec<SkillIndex>, u32)> {
        let weighed = sources.iter().enumerate().filter_map(|(at, source)| {
            let closes = source.closes(&self.missing);
            let is_about = closes.iter().any(|help| source.is_about(&help.id));
            let gain = self.gains.of_effects(closes.iter().map(|help| &help.effect));
            (is_about && gain > 0).then_some((gain, std::cmp::Reverse(&source.source.id), at, closes))
        });
        let (gain, _, at, closes) = weighed.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))?;
        Some((at, closes.iter().map(|help| help.skill).collect(), self.gains.thousandths(gain)))
    }

    /// One step for each kind of skill that nothing else closes.
    fn to_learn(&self) -> Vec<NextStep> {
        let mut kinds: BTreeMap<usize, Vec<SkillIndex>> = BTreeMap::new();
        for (&requirement, &skill) in &self.missing {
            let kind = self.taxonomy.at(skill).category;
            let wording = self.taxonomy.general.iter().position(|general| general.kinds.contains(&kind));
            if let Some(wording) = wording.filter(|_| self.requirement(requirement).level != Level::Mentioned) {
                kinds.entry(wording).or_default().push(skill);
            }
        }
        let step = |(wording, skills): (usize, Vec<SkillIndex>)| {
            let mut closes = once_each(skills.into_iter());
            closes.truncate(MOST_TO_LEARN);
            let gain = self.gains.of(&closes);
            self.general(StepKind::Learn, &self.taxonomy.general[wording], closes, gain)
        };
        kinds.into_iter().map(step).collect()
    }

    fn general(&self, kind: StepKind, wording: &GeneralSource, closes: Vec<SkillIndex>, gain: u32) -> NextStep {
        let first = closes.first().map_or("", |&skill| &self.taxonomy.at(skill).name);
        NextStep {
            kind,
            step: wording.step.clone(),
            make: wording.make.clone(),
            shows_as: wording.shows_as.replace("{skill}", first),
            closes,
            gain,
            advised_by: wording.advised_by.clone(),
        }
    }
}

/// A step that documents advise, with those of the skills it helps that are gaps.
struct Source<'t> {
    source: &'t StepSource,
    helps: Vec<Help<'t>>,
}

struct Help<'t> {
    id: &'t str,
    skill: SkillIndex,
    /// The requirements that it can meet.
    requirements: Vec<usize>,
    effect: Effect,
}

impl<'t> Source<'t> {
    /// `None` when it helps nothing that is open, or when the user holds what makes it needless.
    fn of(source: &'t StepSource, planner: &Planner<'t>, open: &BTreeMap<SkillIndex, Vec<usize>>) -> Option<Self> {
        let taxonomy = planner.taxonomy;
        let held = planner.has.credentials.iter().map(|&index| &taxonomy.credentials[index as usize].id);
        if held.into_iter().any(|id| source.needless_with.contains(id)) {
            return None;
        }
        let helps = source.helps.iter().filter_map(|id| {
            let (skill, _) = taxonomy.skill(id)?;
            let requirements = open.get(&skill)?.clone();
            Some(Help { id, skill, requirements, effect: planner.gains.effect(skill) })
        });
        let helps: Vec<Help<'t>> = helps.collect();
        (!helps.is_empty()).then_some(Self { source, helps })
    }

    fn is_about(&self, id: &str) -> bool {
        self.source.about.is_empty() || self.source.about.iter().any(|about| about == id)
    }

    /// What it closes of the requirements that are still missing: of several skills that meet the same ones, the first.
    fn closes(&self, missing: &BTreeMap<usize, SkillIndex>) -> Vec<&Help<'t>> {
        let mut met = BTreeSet::new();
        let mut closes = Vec::new();
        for help in &self.helps {
            let mut more = false;
            for requirement in help.requirements.iter().filter(|requirement| missing.contains_key(requirement)) {
                more |= met.insert(*requirement);
            }
            if more {
                closes.push(help);
            }
        }
        closes
    }
}

fn once_each(skills: impl Iterator<Item = SkillIndex>) -> Vec<SkillIndex> {
    let mut seen = BTreeSet::new();
    skills.filter(|&skill| seen.insert(skill)).collect()
}
