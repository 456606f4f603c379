//! What each place of a page says of a skill: the heading over it, what the heading or the sentence calls it, and the
//! stage of a career that it is about.

use std::ops::Range;

use super::heading::{Headings, PartKind, words};
use super::outline::{BlockKind, Part};
use super::restore::{Place, Restored};
use super::role_name::RoleNames;
use super::sentence;
use crate::matcher::{Matches, Polarity};
use crate::normalize::{fold_name, is_word_char};
use crate::taxonomy::{Language, Naming, SkillIndex, Stage};

/// A skill at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The skill.
    pub skill: SkillIndex,
    /// Byte range in the restored text.
    pub span: Range<usize>,
    /// Index of the place in [`Restored::places`].
    pub place: usize,
    /// What it is called.
    pub naming: Naming,
    /// The stage that needs it.
    pub stage: Option<Stage>,
}

/// What a sentence is about.
pub struct Sentence {
    /// Byte range in the restored text.
    pub span: Range<usize>,
    /// Parts that speak of other roles.
    pub others: Vec<Range<usize>>,
    /// What it calls the skills in it.
    pub naming: Naming,
    /// The stage that it is about.
    pub stage: Option<Stage>,
    /// Whether it asks nothing of anybody: a question, the bare name of a role.
    pub silent: bool,
}

/// Reads sentences.
pub struct Reader<'a> {
    /// Words of the language.
    pub language: &'a Language,
    /// Headings and stages.
    pub headings: &'a Headings<'a>,
    /// Names of roles.
    pub roles: &'a RoleNames<'a>,
}

/// Parentheses with more words than this explain and do not grade ("preferred by teams that do research").
const GRADE_WORDS: usize = 3;

impl Reader<'_> {
    /// The sentences of a place.
    pub fn sentences(&self, place: &Place, part: &Part, text: &str) -> Vec<Sentence> {
        let block = &text[place.span.clone()];
        let mut stage = part.stage;
        let about_stages =
            matches!(part.kind, PartKind::Stages | PartKind::Career | PartKind::Overview | PartKind::Skills)
                || part.stage.is_some();
        sentence::split(block)
            .into_iter()
            .map(|span| {
                let text = &block[span.clone()];
                if about_stages && let Some(found) = self.stage_of(text) {
                    stage = Some(found);
                }
                let shift = |range: Range<usize>| {
                    place.span.start + span.start + range.start..place.span.start + span.start + range.end
                };
                let others = sentence::about_others(text, self.roles, &self.language.guide);
                let bare = part.kind == PartKind::Career
                    && place.kind != BlockKind::Prose
                    && text.split_whitespace().nth(5).is_none();
                Sentence {
                    others: others.into_iter().map(shift).collect(),
                    naming: self.naming(place, part, text),
                    stage,
                    silent: text.trim_end().ends_with('?') || bare,
                    span: shift(0..text.len()),
                }
            })
            .collect()
    }

    /// The stage that a sentence begins with: "Mid-level engineers need …", "Senior level (6+ years).".
    fn stage_of(&self, text: &str) -> Option<Stage> {
        let label = text.split_once([':', '\t', '—', '–']).map_or(text, |(label, _)| label);
        let words = words(text);
        let (stage, rest) = self.headings.stage_at_start(&words)?;
        let named = self.roles.at_start(rest, |_| false).is_some_and(|name| name.own)
            || rest.first().is_some_and(|word| self.roles.is_title_word(word));
        (named || self.headings.stage(label).is_some()).then_some(stage)
    }

    /// What a sentence calls the skills in it.
    fn naming(&self, place: &Place, part: &Part, text: &str) -> Naming {
        let guide = &self.language.guide;
        let listed = place.kind != BlockKind::Prose;
        let graded = without_long_parentheses(text);
        let folded = fold_name(&graded);
        let says = |cues: &[String]| cues.iter().any(|cue| holds(&folded, cue));
        match part.kind {
            PartKind::Required | PartKind::MustHave if says(&self.language.preferred_cues) => Naming::Preferred,
            PartKind::Required | PartKind::Skills if place.headed => Naming::Table,
            PartKind::TopSkill => Naming::TopSkill,
            PartKind::KeySkill => Naming::KeySkill,
            PartKind::Required => Naming::Required,
            PartKind::MustHave => Naming::MustHave,
            PartKind::Preferred => Naming::Preferred,
            PartKind::OftenMissing => Naming::OftenMissing,
            PartKind::Responsibility => Naming::Responsibility,
            PartKind::Tool if listed || says(&guide.enumerations) => Naming::Tool,
            PartKind::Skills if says(&guide.must) => Naming::MustHave,
            PartKind::Skills if listed || says(&guide.enumerations) => Naming::Table,
            PartKind::Overview if says(&guide.must) => Naming::MustHave,
            _ => Naming::Mentioned,
        }
    }

    /// What the matches of a restored page say, by place.
    pub fn facts(&self, restored: &Restored, parts: &[Part], matches: &Matches) -> Vec<Fact> {
        let text = restored.text.text();
        let mut facts = Vec::new();
        let mut mentions = matches.mentions.iter().peekable();
        for (index, place) in restored.places.iter().enumerate() {
            let sentences = self.sentences(place, &parts[place.part], text);
            while let Some(mention) = mentions.next_if(|mention| mention.span.start < place.span.end) {
                let Some(sentence) = sentences.iter().rev().find(|sentence| sentence.span.start <= mention.span.start)
                else {
                    continue;
                };
                let other = sentence.others.iter().any(|span| span.contains(&mention.span.start));
                if other || sentence.silent || mention.polarity == Polarity::Negated {
                    continue;
                }
                facts.push(Fact {
                    skill: mention.skill,
                    span: mention.span.clone(),
                    place: index,
                    naming: sentence.naming,
                    stage: sentence.stage,
                });
            }
        }
        facts
    }
}

/// A sentence without its longer parentheses.
fn without_long_parentheses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        out.push_str(before);
        let Some((inside, after)) = inside.split_once(')') else {
            out.push_str(inside);
            return out;
        };
        if inside.split_whitespace().nth(GRADE_WORDS).is_none() {
            out.push_str(inside);
        }
        out.push(' ');
        rest = after;
    }
    out + rest
}

/// Whether a folded text holds a phrase between word boundaries.
pub fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_word_char)
            && !text[at + phrase.len()..].chars().next().is_some_and(is_word_char)
    })
}
