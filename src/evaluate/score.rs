//! One document: what is reported of it against what a reader found in it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::calibration::{self, Evidence, Observation};
use super::labels::{Case, Kind, Label, Labels, Trap};
use super::names::{Names, Places, key, keys, overlap};
use crate::document::{Document, Locator};
use crate::matcher::{Found, MatchOptions, Matches, Polarity};
use crate::report::{self, ReportedSkill};
use crate::taxonomy::{Category, Level, Taxonomy};

/// What counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Whether soft skills are asked for; without it they are neither right nor wrong.
    pub soft: bool,
    /// How the document was matched.
    pub matching: MatchOptions,
}

/// A place of a document, as one finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub surface: String,
    /// Where.
    pub locator: Locator,
    /// The line around them.
    pub snippet: String,
}

/// A label that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Its name.
    pub name: String,
    /// Its category in the labels' table, else in the taxonomy, else `unknown`.
    pub category: String,
    /// Whether a skill is reported for it.
    pub found: bool,
    /// Of one that a posting requires or prefers and that is reported with a level: whether it is this level.
    pub level: Option<bool>,
    /// Where it stands.
    pub place: Place,
}

/// A skill that is reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// Its name.
    pub name: String,
    /// Its category in the taxonomy.
    pub category: Category,
    /// What it is held to be.
    pub verdict: Verdict,
    /// How the mention that decides was found.
    pub found: Found,
    /// Its confidence in hundredths.
    pub confidence: u8,
    /// Where it stands.
    pub place: Place,
}

/// What a reported skill is held to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Asked for by a label.
    Right,
    /// Optional, paraphrased, or of a kind that is not asked for.
    Tolerated,
    /// None of the labels.
    Wrong,
}

/// A place where something must not be reported: a trap, or a skill that the document denies.
#[derive(Debug, Clone, PartialEq)]
pub struct Forbidden {
    /// What must not be reported.
    pub name: String,
    /// Whether it is.
    pub reported: bool,
    /// Why not, where the labels say so.
    pub why: String,
    /// Where.
    pub place: Place,
}

/// The score of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentScore {
    /// Name of the document.
    pub id: String,
    /// What it was read as.
    pub kind: Kind,
    /// Labels that are asked for.
    pub asked: Vec<Asked>,
    /// Labels that only paraphrase, and whether they are found.
    pub paraphrased: Vec<Asked>,
    /// Skills that are reported.
    pub reported: Vec<Reported>,
    /// Skills that are denied.
    pub denied: Vec<Forbidden>,
    /// Traps.
    pub traps: Vec<Forbidden>,
    /// Names of labels whose words do not stand at their place: most likely offsets in bytes, or of another text.
    pub displaced: Vec<String>,
    /// What each mention that is reported was worth, for the calibration of confidence.
    pub observations: Vec<Observation>,
}

/// An asserted mention of a reported skill.
struct Claim<'a> {
    skill: &'a ReportedSkill,
    keys: BTreeSet<String>,
    span: Range<usize>,
    found: Found,
    confidence: u8,
}

/// A label, as it is looked for.
pub(super) struct Item {
    keys: BTreeSet<String>,
    /// Its own place, then every place of its words.
    places: Vec<Range<usize>>,
}

impl Item {
    fn new(name: &str, surface: &str, start: usize, places: &Places<'_>, names: &Names) -> Self {
        let mut keys = keys([name, surface]);
        keys.extend(names.spellings(name).cloned());
        let own = places.at(start, surface);
        Self { keys, places: std::iter::once(own).chain(places.of(surface)).collect() }
    }

    /// Whether a claim goes by one of its names.
    pub(super) fn is(&self, keys: &BTreeSet<String>) -> bool {
        !self.keys.is_disjoint(keys)
    }

    /// Whether a claim stands on its words.
    pub(super) fn holds(&self, span: &Range<usize>) -> bool {
        self.places.iter().any(|place| overlap(place, span))
    }
}

/// Labels by what they are good for.
#[derive(Default)]
struct Sorted<'a> {
    asked: Vec<(&'a Label, Item)>,
    paraphrased: Vec<(&'a Label, Item)>,
    denied: Vec<(&'a Label, Item)>,
    /// May be reported: optional ones, those that are only paraphrased, and those that are out of scope.
    tolerated: Vec<Item>,
}

/// Scores the skills of a document, whose text is the one that the labels are for.
///
/// A label is found when a skill is reported under one of its names, or else from a place where its words stand. A
/// reported skill is wrong when a mention of it has neither name nor place with any label.
pub fn score(
    case: &Case,
    names: &Names,
    document: &Document,
    matches: &Matches,
    taxonomy: &Taxonomy,
    options: Options,
) -> DocumentScore {
    let scorer = Scorer { names, document, taxonomy, options, places: Places::new(document.text()) };
    let skills = report::skills(document, matches, taxonomy);
    let claims = scorer.claims(&skills);
    let labels = scorer.sort(&case.labels);

    let mut used = vec![false; claims.len()];
    let mut found = vec![false; labels.asked.len()];
    for ((_, item), found) in labels.asked.iter().zip(&mut found) {
        for (_, used) in claims.iter().zip(&mut used).filter(|(claim, _)| item.is(&claim.keys)) {
            (*used, *found) = (true, true);
        }
    }
    // By place only what no name explains: "AWS" stands in "AWS Lambda" and is another skill.
    for ((_, item), found) in labels.asked.iter().zip(&mut found).filter(|(_, found)| !**found) {
        for (_, used) in claims.iter().zip(&mut used).filter(|(claim, used)| !**used && item.holds(&claim.span)) {
            (*used, *found) = (true, true);
        }
    }
    let claimed = |item: &Item| claims.iter().any(|claim| item.is(&claim.keys));
    DocumentScore {
        id: case.id.clone(),
        kind: case.labels.kind,
        asked: labels
            .asked
            .iter()
            .zip(&found)
            .map(|((label, item), &found)| scorer.asked(label, found, level(label, item, &claims).filter(|_| found)))
            .collect(),
        paraphrased: labels.paraphrased.iter().map(|(label, item)| scorer.asked(label, claimed(item), None)).collect(),
        reported: scorer.reported(&skills, &claims, &used, &labels),
        denied: labels
            .denied
            .iter()
            .map(|(label, item)| scorer.forbidden(&label.name, &label.surface, label.start, claimed(item), ""))
            .collect(),
        traps: scorer.traps(&case.labels.traps, &claims),
        displaced: scorer.displaced(&case.labels),
        observations: calibration::observe(
            &scorer.evidence(&case.labels),
            matches,
            document,
            taxonomy,
            options.matching,
        ),
    }
}

/// Whether a claim says the level that a label says; `None` when one of them says none.
fn level(label: &Label, item: &Item, claims: &[Claim<'_>]) -> Option<bool> {
    let asked = label.requirement.filter(|level| *level != Level::Mentioned)?;
    let mut levels = claims.iter().filter(|claim| item.is(&claim.keys)).filter_map(|claim| claim.skill.requirement);
    let first = levels.next()?;
    Some(first == asked || levels.any(|level| level == asked))
}

/// What all steps of the scoring need.
struct Scorer<'a> {
    names: &'a Names,
    document: &'a Document,
    taxonomy: &'a Taxonomy,
    options: Options,
    places: Places<'a>,
}

impl Scorer<'_> {
    fn claims<'s>(&self, skills: &'s [ReportedSkill]) -> Vec<Claim<'s>> {
        let mut claims = Vec::new();
        for skill in skills {
            let id = &self.taxonomy.at(skill.skill).id;
            for mention in skill.mentions.iter().filter(|mention| mention.polarity == Polarity::Asserted) {
                claims.push(Claim {
                    skill,
                    keys: keys([skill.name.as_str(), id, &mention.surface]),
                    span: mention.start..mention.end,
                    found: mention.found,
                    confidence: mention.confidence,
                });
            }
        }
        claims
    }

    fn item(&self, name: &str, surface: &str, start: usize) -> Item {
        Item::new(name, surface, start, &self.places, self.names)
    }

    fn sort<'l>(&self, labels: &'l Labels) -> Sorted<'l> {
        let mut sorted = Sorted::default();
        let optional = labels.optional.iter();
        sorted.tolerated.extend(optional.map(|label| self.item(&label.name, &label.surface, label.start)));
        for label in &labels.skills {
            let item = || self.item(&label.name, &label.surface, label.start);
            if label.negated {
                sorted.denied.push((label, item()));
            } else if !self.in_scope(label) {
                sorted.tolerated.push(item());
            } else if !label.explicit {
                sorted.paraphrased.push((label, item()));
                sorted.tolerated.push(item());
            } else {
                sorted.asked.push((label, item()));
            }
        }
        sorted
    }

    /// The category of a label: that of the table, or without one the taxonomy's.
    fn category(&self, label: &Label) -> &str {
        if !self.names.is_empty() {
            return self.names.category(&label.name).unwrap_or(UNKNOWN);
        }
        let known = self.taxonomy.find(&label.name).or_else(|| self.taxonomy.find(&label.surface));
        known.map_or(UNKNOWN, |(_, skill)| skill.category.name())
    }

    /// Whether a label is of a kind that is asked for: not a field of work, not a word for everything.
    fn in_scope(&self, label: &Label) -> bool {
        match self.category(label) {
            "soft" => self.options.soft,
            "generic" | "non_tech_domain" => false,
            category => category != Category::Domain.name(),
        }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place {
            surface: report::one_line(&self.document.text()[span.clone()]),
            locator: self.document.locator(span.start),
            snippet: report::snippet(self.document, span),
        }
    }

    fn asked(&self, label: &Label, found: bool, level: Option<bool>) -> Asked {
        let place = self.place(&self.places.at(label.start, &label.surface));
        Asked { name: label.name.clone(), category: self.category(label).to_string(), found, level, place }
    }

    /// One entry for each skill that is claimed. One mention that nothing explains makes it wrong.
    fn reported(
        &self,
        skills: &[ReportedSkill],
        claims: &[Claim<'_>],
        used: &[bool],
        labels: &Sorted<'_>,
    ) -> Vec<Reported> {
        let known: Vec<&Item> = labels.asked.iter().map(|(_, item)| item).chain(&labels.tolerated).collect();
        let verdict = |claim: &Claim<'_>, used: bool| {
            if used {
                Verdict::Right
            } else if known.iter().any(|item| item.is(&claim.keys) || item.holds(&claim.span)) {
                Verdict::Tolerated
            } else {
                Verdict::Wrong
            }
        };
        let mut reported = Vec::new();
        for skill in skills {
            let own = claims.iter().zip(used).filter(|(claim, _)| claim.skill.skill == skill.skill);
            let mut judged: Vec<(Verdict, &Claim<'_>)> =
                own.map(|(claim, &used)| (verdict(claim, used), claim)).collect();
            judged
                .sort_by_key(|(verdict, claim)| (*verdict != Verdict::Wrong, *verdict != Verdict::Right, claim.found));
            let Some((verdict, claim)) = judged.first() else { continue };
            reported.push(Reported {
                name: skill.name.clone(),
                category: skill.category,
                verdict: *verdict,
                found: claim.found,
                confidence: claim.confidence,
                place: self.place(&claim.span),
            });
        }
        reported
    }

    fn forbidden(&self, name: &str, surface: &str, start: usize, reported: bool, why: &str) -> Forbidden {
        let place = self.place(&self.places.at(start, surface));
        Forbidden { name: name.to_string(), reported, why: why.to_string(), place }
    }

    fn traps(&self, traps: &[Trap], claims: &[Claim<'_>]) -> Vec<Forbidden> {
        let real = traps.iter().filter_map(|trap| trap.forbidden().map(|name| (trap, name)));
        real.map(|(trap, name)| {
            let place = self.places.at(trap.start, &trap.surface);
            let looks_like = key(name);
            let taken = |claim: &Claim<'_>| overlap(&claim.span, &place) && claim.keys.contains(&looks_like);
            let reported = claims.iter().any(taken);
            self.forbidden(name, &trap.surface, trap.start, reported, trap.why.as_deref().unwrap_or_default())
        })
        .collect()
    }

    /// What a mention must be to be right: stricter than the score, a place inside of another word is none.
    fn evidence(&self, labels: &Labels) -> Evidence {
        let whole = |mut item: Item| {
            item.places.retain(|place| self.places.is_whole(place));
            item
        };
        let there = labels.skills.iter().filter(|label| !label.negated);
        let there = there.map(|label| (&label.name, &label.surface, label.start));
        let optional = labels.optional.iter().map(|label| (&label.name, &label.surface, label.start));
        let known = there.chain(optional).map(|(name, surface, start)| whole(self.item(name, surface, start)));
        let traps = labels.traps.iter().filter_map(|trap| trap.forbidden().map(|name| (trap, name)));
        let traps = traps.map(|(trap, name)| (key(name), self.places.at(trap.start, &trap.surface)));
        Evidence { known: known.collect(), traps: traps.collect() }
    }

    fn displaced(&self, labels: &Labels) -> Vec<String> {
        let all = labels.skills.iter().map(|label| (&label.name, &label.surface, label.start));
        let all = all.chain(labels.traps.iter().map(|trap| (&trap.surface, &trap.surface, trap.start)));
        let stands = |surface: &str, start| self.document.text()[self.places.at(start, surface)] == *surface;
        all.filter(|(_, surface, start)| !stands(surface, *start)).map(|(name, ..)| name.clone()).collect()
    }
}

/// The category of a name that nothing knows.
const UNKNOWN: &str = "unknown";
