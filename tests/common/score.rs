//! Precision and recall of what is found against what a reader labelled (`gold.json`; see `fixtures/README.md`).
//!
//! A label is found when a skill is reported under its name or its words, or from a place where its words stand. A
//! reported skill is wrong when it has neither name nor place with any label. Labels that only paraphrase, soft skills
//! and fields of work are not asked for, and not wrong either.

use std::collections::BTreeSet;
use std::ops::Range;

use gapcheck::document::Document;
use gapcheck::matcher::Polarity;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Gold {
    pub skills: Vec<Label>,
    pub traps: Vec<Trap>,
    pub optional: Vec<Optional>,
}

#[derive(Debug, Deserialize)]
pub struct Label {
    pub name: String,
    pub surface: String,
    pub negated: bool,
    pub explicit: bool,
}

#[derive(Debug, Deserialize)]
pub struct Trap {
    pub surface: String,
    pub start: usize,
    pub looks_like: String,
    pub is_real_skill: bool,
}

#[derive(Debug, Deserialize)]
pub struct Optional {
    pub name: String,
    pub surface: String,
}

/// What was found of what is there.
#[derive(Debug, Default)]
pub struct Score {
    pub found: usize,
    pub missed: Vec<String>,
    pub wrong: BTreeSet<String>,
    pub trapped: Vec<String>,
    pub claimed: Vec<String>,
}

impl Score {
    pub fn precision(&self) -> f64 {
        share(self.found, self.wrong.len())
    }

    pub fn recall(&self) -> f64 {
        share(self.found, self.missed.len())
    }

    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed.extend(other.missed);
        self.wrong.extend(other.wrong);
        self.trapped.extend(other.trapped);
        self.claimed.extend(other.claimed);
    }
}

fn share(part: usize, rest: usize) -> f64 {
    if part + rest == 0 { 1.0 } else { part as f64 / (part + rest) as f64 }
}

/// A name without what writers differ in.
fn key(name: &str) -> String {
    let name = name.to_lowercase().replace('&', "and");
    let key: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#')).collect();
    if key.len() > 4 && key.ends_with('s') && !key.ends_with("ss") { key[..key.len() - 1].to_owned() } else { key }
}

/// A claim of the program.
struct Claim {
    name: &'static str,
    span: Range<usize>,
    keys: BTreeSet<String>,
}

impl Claim {
    fn is(&self, name: &str, surface: &str) -> bool {
        self.keys.contains(&key(name)) || self.keys.contains(&key(surface))
    }

    fn stands_on(&self, text: &str, surface: &str) -> bool {
        places(text, surface).any(|place| self.span.start < place.end && place.start < self.span.end)
    }
}

/// Everywhere a text has some words, whatever their letter case.
fn places<'a>(text: &'a str, surface: &str) -> impl Iterator<Item = Range<usize>> + 'a {
    let (low, surface) = (text.to_ascii_lowercase(), surface.to_ascii_lowercase());
    let found: Vec<_> = low.match_indices(&surface).map(|(at, _)| at..at + surface.len()).collect();
    found.into_iter()
}

/// Whether a label names something technical, as far as the taxonomy knows; what it does not know counts.
fn is_technical(label: &Label) -> bool {
    let taxonomy = super::taxonomy();
    let known = taxonomy.find(&label.name).or_else(|| taxonomy.find(&label.surface));
    known.is_none_or(|(_, skill)| skill.category.is_technical())
}

/// Scores the skills of a document, whose text is the one that the labels are for.
pub fn score(gold: &Gold, document: &Document) -> Score {
    let taxonomy = super::taxonomy();
    let text = document.text();
    let claims: Vec<Claim> = super::matches(document)
        .mentions
        .into_iter()
        .filter(|mention| mention.polarity == Polarity::Asserted)
        .map(|mention| {
            let skill = taxonomy.at(mention.skill);
            let keys = [&skill.name, &skill.id, &text[mention.span.clone()]].map(key).into();
            Claim { name: &skill.name, span: mention.span, keys }
        })
        .collect();
    let (denied, asserted): (Vec<_>, Vec<_>) = gold.skills.iter().partition(|label| label.negated);
    let (asked, tolerated): (Vec<_>, Vec<_>) =
        asserted.into_iter().partition(|label| label.explicit && is_technical(label));

    let mut score = Score::default();
    let mut used = vec![false; claims.len()];
    for named in [true, false] {
        for label in &asked {
            for (claim, used) in claims.iter().zip(&mut used) {
                *used |=
                    if named { claim.is(&label.name, &label.surface) } else { claim.stands_on(text, &label.surface) };
            }
        }
    }
    for label in &asked {
        let found = |claim: &Claim| claim.is(&label.name, &label.surface) || claim.stands_on(text, &label.surface);
        if claims.iter().any(found) {
            score.found += 1;
        } else {
            score.missed.push(label.name.clone());
        }
    }
    let known: Vec<(&str, &str)> = tolerated
        .iter()
        .map(|label| (label.name.as_str(), label.surface.as_str()))
        .chain(gold.optional.iter().map(|label| (label.name.as_str(), label.surface.as_str())))
        .collect();
    for (claim, used) in claims.iter().zip(used) {
        let tolerated = known.iter().any(|(name, surface)| claim.is(name, surface) || claim.stands_on(text, surface));
        if !used && !tolerated {
            score.wrong.insert(claim.name.to_owned());
        }
    }
    for label in denied {
        if claims.iter().any(|claim| claim.is(&label.name, &label.surface)) {
            score.claimed.push(label.name.clone());
        }
    }
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    for trap in gold.traps.iter().filter(|trap| !trap.is_real_skill && !trap.looks_like.is_empty()) {
        let start = byte(trap.start);
        let place = start..start + trap.surface.len();
        let taken = |claim: &Claim| {
            claim.span.start < place.end && place.start < claim.span.end && claim.keys.contains(&key(&trap.looks_like))
        };
        if claims.iter().any(taken) {
            score.trapped.push(format!("{} in {:?}", trap.looks_like, trap.surface));
        }
    }
    score
}

/// The labels of a fixture.
pub fn gold(name: &str) -> Gold {
    let text = std::fs::read_to_string(super::file(name, "gold.json")).expect("each fixture has labels");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}
