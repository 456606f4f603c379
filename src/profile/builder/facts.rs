//! What each place of a page says of a skill: the heading over it, what the heading or the sentence calls it, and the
//! stage of a career that it is about.

use std::ops::Range;

use super::heading::{Headings, PartKind, words};
use super::outline::{BlockKind, Part};
use super::restore::{Place, Restored};
use super::role_name::RoleNames;
use super::sentence;
use crate::matcher::{Mention, Polarity};
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
    /// The sentences of a place. `after` is what follows it.
    pub fn sentences(&self, place: &Place, part: &Part, text: &str, after: Option<&str>) -> Vec<Sentence> {
        let block = &text[place.span.clone()];
        let mut stage = part.stage;
        let about_stages = matches!(
            part.kind,
            PartKind::Stages | PartKind::Career | PartKind::Overview | PartKind::Work | PartKind::Skills
        ) || part.stage.is_some();
        let spans = sentence::split(block);
        let answers: Vec<&str> = spans.iter().skip(1).map(|span| &block[span.clone()]).collect();
        spans
            .into_iter()
            .enumerate()
            .map(|(number, span)| {
                let text = &block[span.clone()];
                if about_stages && let Some(found) = self.stage_of(text) {
                    stage = Some(found);
                }
                let shift = |range: Range<usize>| {
                    place.span.start + span.start + range.start..place.span.start + span.start + range.end
                };
                // An item of a list or a duty has no subject of its own.
                let subjects = place.kind == BlockKind::Prose
                    || !part.kind.lists_skills() && part.kind != PartKind::Responsibility;
                let others =
                    if subjects { sentence::about_others(text, self.roles, &self.language.guide) } else { Vec::new() };
                let bare = part.kind == PartKind::Career
                    && place.kind != BlockKind::Prose
                    && text.split_whitespace().nth(5).is_none();
                Sentence {
                    others: others.into_iter().map(shift).collect(),
                    naming: self.naming(place, part, text),
                    stage,
                    silent: bare || self.is_idle_question(text, part, answers.get(number).copied().or(after)),
                    span: shift(0..text.len()),
                }
            })
            .collect()
    }

    /// Whether a skill is the subject of a degree: "a Ph.D. in statistics, economics or a related field".
    fn is_degree_subject(&self, sentence: &str, from: usize, at: usize, degrees: &[Range<usize>]) -> bool {
        let after = degrees.partition_point(|degree| degree.end <= at);
        let Some(degree) =
            degrees[..after].last().filter(|degree| degree.end >= from && at - degree.end <= DEGREE_REACH)
        else {
            return false;
        };
        let between = &sentence[degree.end - from..at - from];
        let folded = fold_name(between);
        !between.contains([';', ':', '.', '(', ')'])
            && !self.language.course_labels.iter().any(|label| holds(&folded, label))
    }

    /// Whether a sentence is a question that asks nothing of a candidate: anywhere but among questions and answers, or
    /// one that is answered with "no".
    fn is_idle_question(&self, text: &str, part: &Part, answer: Option<&str>) -> bool {
        let denied =
            || {
                let answer = words(answer.unwrap_or("")).into_iter().take(3).collect::<Vec<_>>().join(" ");
                self.language.guide.denials.iter().any(|no| {
                    answer.strip_prefix(no.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                })
            };
        text.trim_end().ends_with('?') && (part.kind != PartKind::Questions || denied())
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
            PartKind::Required | PartKind::MustHave if says(&self.language.posting.preferred) => Naming::Preferred,
            PartKind::Required | PartKind::Skills if place.headed => Naming::Table,
            PartKind::TopSkill => Naming::TopSkill,
            PartKind::KeySkill => Naming::KeySkill,
            PartKind::Required => Naming::Required,
            PartKind::MustHave => Naming::MustHave,
            PartKind::Preferred => Naming::Preferred,
            PartKind::OftenMissing => Naming::OftenMissing,
            PartKind::Responsibility => Naming::Responsibility,
            PartKind::Work if place.kind == BlockKind::Item => Naming::Responsibility,
            PartKind::Tool if listed || says(&guide.enumerations) => Naming::Tool,
            PartKind::Skills if says(&guide.must) => Naming::MustHave,
            PartKind::Skills if listed || says(&guide.enumerations) => Naming::Table,
            PartKind::Overview | PartKind::Work if says(&guide.must) => Naming::MustHave,
            _ => Naming::Mentioned,
        }
    }

    /// What the mentions of a restored page say, by place.
    pub fn facts(
        &self,
        restored: &Restored,
        parts: &[Part],
        mentions: &[Mention],
        degrees: &[Range<usize>],
    ) -> Vec<Fact> {
        let text = restored.text.text();
        let mut facts = Vec::new();
        let mut mentions = mentions.iter().peekable();
        for (index, place) in restored.places.iter().enumerate() {
            let after = restored.places.get(index + 1).filter(|next| next.part == place.part);
            let after = after.map(|next| &text[next.span.clone()]);
            let sentences = self.sentences(place, &parts[place.part], text, after);
            while let Some(mention) = mentions.next_if(|mention| mention.span.start < place.span.end) {
                let after = sentences.partition_point(|sentence| sentence.span.start <= mention.span.start);
                let Some(sentence) = after.checked_sub(1).map(|at| &sentences[at]) else { continue };
                let subject = self.is_degree_subject(
                    &text[sentence.span.clone()],
                    sentence.span.start,
                    mention.span.start,
                    degrees,
                );
                let other = subject || sentence.others.iter().any(|span| span.contains(&mention.span.start));
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

/// How far a degree reaches over its subjects, in bytes.
const DEGREE_REACH: usize = 160;

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
