//! Next steps: what to do first, what it would close, and what it would gain.
//!
//! What a resume has and does not show comes first: that costs minutes. Then come the steps that documents advise, chosen
//! one after the other: always the one that adds most to those before it. What they leave open gets a general step, one for
//! all skills of a kind. So no gap is given to two steps, and what they add can be summed up.

use std::collections::{BTreeMap, BTreeSet};

use super::gain::{Effect, Gains};
use super::{Asked, Assessed, BySkill, Credit, Strength, assess, gap_skill};
use crate::profile::Requirement;
use crate::taxonomy::schema::AdvisedAt;
use crate::taxonomy::{GeneralSource, Level, SkillIndex, StepSource, Taxonomy, When};

/// What kind of work a step is.
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
    /// What of it the steps before it do not gain already, in thousandths: some of it they may show by the way.
    pub adds: u32,
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

/// What a step that documents advise must add, in thousandths, to be worth weeks of work; one that closes what is often
/// missing always is.
const WORTH: u32 = 10;
/// The most skills that one step names which are only to be written down: more would be a list of words again.
const MOST_TO_WRITE: usize = 8;
/// The most skills that a general step is about: nobody begins with the sixth.
const MOST_TO_LEARN: usize = 5;

/// See [`super::next_steps`].
pub fn next_steps(taxonomy: &Taxonomy, asked: &Asked<'_>, evidence: &BySkill, has: Has<'_>) -> Vec<NextStep> {
    let coverage = assess(asked, evidence);
    let gains = Gains::new(taxonomy, asked, evidence, &coverage);
    let credits = gains.credits();
    let mut planner = Planner {
        taxonomy,
        asked,
        evidence,
        has,
        gains,
        written: BTreeMap::new(),
        missing: BTreeMap::new(),
        credits,
        gained: 0,
        planned: Vec::new(),
        steps: Vec::new(),
    };
    for assessed in coverage.assessed.iter().filter(|assessed| assessed.credit < 100) {
        planner.sort_in(assessed);
    }
    planner.plan_writing();
    planner.put_in_order();
    planner.plan_doing();
    planner.plan_learning();
    planner.put_in_order();
    planner.steps
}

/// A gap and the skill that closes it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    requirement: usize,
    skill: SkillIndex,
    /// What the resume shows instead.
    other: Option<SkillIndex>,
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
    /// The credit of each requirement after [`Planner::steps`].
    credits: Vec<Credit>,
    /// What these gain, in hundredths of a point.
    gained: u64,
    /// Steps that are not yet in order, with what each would make of the credits.
    planned: Vec<(NextStep, Effect)>,
    steps: Vec<NextStep>,
}

impl<'a> Planner<'a> {
    fn requirement(&self, index: usize) -> &'a Requirement {
        &self.asked.profile.requirements[index]
    }

    /// Sorts a gap in by what the resume has of it. What only time would close is no step.
    fn sort_in(&mut self, assessed: &Assessed) {
        let requirement = self.requirement(assessed.requirement);
        let had = requirement.ask.skills().iter().copied().find(|skill| self.has.skills.contains(skill));
        let Some(named) = gap_skill(requirement, self.taxonomy) else { return };
        let other = assessed.by.filter(|_| assessed.similar.is_some());
        let skill = assessed.by.filter(|_| other.is_none()).unwrap_or(named);
        let shown = &self.evidence[skill];
        let (when, skill) = match (shown.strength, had) {
            (_, Some(had)) if other.is_some() => (When::Had, had),
            _ if other.is_some() => (When::Similar, named),
            (Strength::Demonstrated, _) if self.asked.time(assessed.requirement).is_some() => return,
            (Strength::Demonstrated, _) => (When::Undated, skill),
            (_, Some(had)) => (When::Had, had),
            (Strength::Listed, _) if shown.only_fuzzy => (When::Misspelled, skill),
            (Strength::Listed, _) if shown.unsure => (When::Unclear, skill),
            (Strength::Listed, _) => (When::Listed, skill),
            // What is denied, or being learned, where it is named, is not to be claimed through something else.
            (Strength::ImpliedByDemonstrated, _) if shown.mentions.is_empty() => (When::Implied, skill),
            _ => (When::Missing, named),
        };
        if when == When::Missing {
            self.missing.insert(assessed.requirement, skill);
        } else {
            self.written.entry(when).or_default().push(Gap { requirement: assessed.requirement, skill, other });
        }
    }

    /// One step for each case of what is there and not shown.
    fn plan_writing(&mut self) {
        for (when, gaps) in std::mem::take(&mut self.written) {
            let Some(wording) = self.taxonomy.general.iter().find(|general| general.when == when) else { continue };
            let mut closes = once_each(gaps.iter().map(|gap| gap.skill));
            let effect = if when == When::Undated {
                gaps.iter().map(|gap| (gap.requirement, 100)).collect()
            } else {
                closes.truncate(if when == When::Had { usize::MAX } else { MOST_TO_WRITE });
                self.effect(&closes)
            };
            let other = gaps.first().and_then(|gap| gap.other);
            self.general(StepKind::Write, wording, closes, other, effect);
        }
    }

    /// The steps that documents advise, each for what those before it leave open.
    fn plan_doing(&mut self) {
        let mut open: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
        for &requirement in self.missing.keys() {
            for &skill in self.requirement(requirement).ask.skills() {
                open.entry(skill).or_default().push(requirement);
            }
        }
        let mut sources: Vec<Source<'a>> =
            self.taxonomy.steps.iter().filter_map(|source| Source::of(source, self, &open)).collect();
        let (mut credits, mut gained) = (self.credits.clone(), self.gained);
        while let Some((source, closes, more)) = self.best(&mut sources, &credits) {
            let met: BTreeSet<usize> = closes.iter().flat_map(|skill| &open[skill]).copied().collect();
            self.missing.retain(|requirement, _| !met.contains(requirement));
            let often = met.iter().any(|&requirement| self.requirement(requirement).commonly_missing);
            if often || self.gains.thousandths(gained, more) >= WORTH {
                let effect = self.effect(&closes);
                gained += self.gains.raise(&mut credits, &effect);
                let step = NextStep {
                    kind: StepKind::Do,
                    step: source.step.clone(),
                    make: source.make.clone(),
                    shows_as: source.shows_as.clone(),
                    closes,
                    gain: 0,
                    adds: 0,
                    advised_by: source.advised_by.clone(),
                };
                self.planned.push((step, effect));
            }
        }
    }

    /// Takes out the step that adds most to credits, with what it closes and the hundredths of a point that it adds; of
    /// equal ones the first by id. No step ever adds more than it did before: so what it added last is a bound, and most
    /// need no second look.
    fn best<'t>(
        &self,
        sources: &mut Vec<Source<'t>>,
        before: &[Credit],
    ) -> Option<(&'t StepSource, Vec<SkillIndex>, u64)> {
        let order = |source: &Source<'t>| (source.most, std::cmp::Reverse(&source.source.id));
        loop {
            let (at, source) = sources.iter().enumerate().max_by(|(_, a), (_, b)| order(a).cmp(&order(b)))?;
            let helps = source.closes(&self.missing);
            let is_about = helps.iter().any(|help| source.is_about(help.id));
            let mut credits = before.to_vec();
            let more: u64 = helps.iter().map(|help| self.gains.raise(&mut credits, &help.effect)).sum();
            let closes: Vec<SkillIndex> = helps.iter().map(|help| help.skill).collect();
            if !is_about || more == 0 {
                sources.swap_remove(at);
            } else if more == source.most {
                return Some((sources.swap_remove(at).source, closes, more));
            } else {
                sources[at].most = more;
            }
        }
    }

    /// One step for each kind of skill that nothing else closes.
    fn plan_learning(&mut self) {
        let mut kinds: BTreeMap<usize, Vec<SkillIndex>> = BTreeMap::new();
        for (&requirement, &skill) in &self.missing {
            let kind = self.taxonomy.at(skill).category;
            let wording = self.taxonomy.general.iter().position(|general| general.kinds.contains(&kind));
            if let Some(wording) = wording.filter(|_| self.requirement(requirement).level != Level::Mentioned) {
                kinds.entry(wording).or_default().push(skill);
            }
        }
        for (wording, skills) in kinds {
            let mut closes = once_each(skills.into_iter());
            closes.truncate(MOST_TO_LEARN);
            let effect = self.effect(&closes);
            self.general(StepKind::Learn, &self.taxonomy.general[wording], closes, None, effect);
        }
    }

    /// What several skills would make of the credits, if they were demonstrated.
    fn effect(&self, skills: &[SkillIndex]) -> Effect {
        skills.iter().flat_map(|&skill| self.gains.effect(skill)).collect()
    }

    /// What an effect gains by itself, in thousandths.
    fn gain(&self, effect: &Effect) -> u32 {
        self.gains.thousandths(0, self.gains.raise(&mut self.gains.credits(), effect))
    }

    /// Plans a general step; `other` is what the resume shows instead of the first skill that it closes.
    fn general(
        &mut self,
        kind: StepKind,
        wording: &GeneralSource,
        closes: Vec<SkillIndex>,
        other: Option<SkillIndex>,
        effect: Effect,
    ) {
        let name = |skill: Option<SkillIndex>| skill.map_or("", |skill| &self.taxonomy.at(skill).name);
        let shows_as = wording.shows_as.replace("{skill}", name(closes.first().copied()));
        let step = NextStep {
            kind,
            step: wording.step.clone(),
            make: wording.make.clone(),
            shows_as: shows_as.replace("{other}", name(other)),
            closes,
            gain: 0,
            adds: 0,
            advised_by: wording.advised_by.clone(),
        };
        self.planned.push((step, effect));
    }

    /// Moves what is planned behind the steps so far, always the one that adds most next; of equal ones that which was
    /// planned first. What adds nothing is left out.
    fn put_in_order(&mut self) {
        let mut planned = std::mem::take(&mut self.planned);
        loop {
            let weighed = planned
                .iter()
                .enumerate()
                .map(|(at, (_, effect))| (self.gains.raise(&mut self.credits.clone(), effect), std::cmp::Reverse(at)));
            let Some((more, std::cmp::Reverse(at))) = weighed.max() else { return };
            let adds = self.gains.thousandths(self.gained, more);
            if adds == 0 {
                return;
            }
            let (step, effect) = planned.remove(at);
            let gain = self.gain(&effect);
            if gain > 0 {
                self.gained += self.gains.raise(&mut self.credits, &effect);
                self.steps.push(NextStep { gain, adds, ..step });
            }
        }
    }
}

/// A step that documents advise, with those of the skills it helps that are gaps.
struct Source<'t> {
    source: &'t StepSource,
    helps: Vec<Help<'t>>,
    /// What it adds at most, in hundredths of a point.
    most: u64,
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
    fn of(source: &'t StepSource, planner: &Planner<'_>, open: &BTreeMap<SkillIndex, Vec<usize>>) -> Option<Self> {
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
        (!helps.is_empty()).then_some(Self { source, helps, most: u64::MAX })
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
