//! The rows of both tables. `docs/batch.md` promises these columns; new ones may come, none goes or changes its meaning.

use super::score::Names;
use super::table::{Column, Kind, Value};
use super::{Judged, KeptMention, Outcome, Score, Scored, Scorer, Target};
use crate::coverage::Status;
use crate::document::Locator;
use crate::taxonomy::{Level, Taxonomy};

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

/// The columns of the scores: a row for each file and target.
pub const SCORES: &[Column] = &[
    column("path", Kind::Text),
    column("target", Kind::Text),
    column("status", Kind::Text),
    column("error", Kind::Text),
    column("error_message", Kind::Text),
    column("format", Kind::Text),
    column("pages", Kind::Integer),
    column("words", Kind::Integer),
    column("language", Kind::Text),
    column("coverage", Kind::Share),
    column("coverage_required", Kind::Share),
    column("covered", Kind::Texts),
    column("partial", Kind::Texts),
    column("missing_required", Kind::Texts),
    column("missing_preferred", Kind::Texts),
    column("missing_mentioned", Kind::Texts),
    column("other_skills", Kind::Texts),
    column("warnings", Kind::Texts),
    column("sha256", Kind::Text),
    column("duplicate_of", Kind::Text),
    column("near_duplicate_of", Kind::Text),
    column("program_version", Kind::Text),
    column("taxonomy_version", Kind::Text),
    column("covered_names", Kind::Texts),
    column("partial_names", Kind::Texts),
    column("missing_required_names", Kind::Texts),
];

/// The columns of the mentions: a row for each place that names or shows a skill.
pub const MENTIONS: &[Column] = &[
    column("path", Kind::Text),
    column("sha256", Kind::Text),
    column("skill", Kind::Text),
    column("name", Kind::Text),
    column("surface", Kind::Text),
    column("start", Kind::Integer),
    column("end", Kind::Integer),
    column("page", Kind::Integer),
    column("line", Kind::Integer),
    column("paragraph", Kind::Integer),
    column("pointer", Kind::Text),
    column("section", Kind::Text),
    column("match", Kind::Text),
    column("polarity", Kind::Text),
    column("confidence", Kind::Share),
    column("snippet", Kind::Text),
];

/// How much of a document a table may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Its lines.
    Lines,
    /// Only the words that name a skill.
    Surfaces,
    /// Nothing: a skill goes by its name.
    None,
}

/// The rows of a file in the table of scores, one for each target.
pub fn scores<'r>(judged: &'r Judged, scorer: &'r Scorer<'_>) -> impl Iterator<Item = Vec<Value>> + 'r {
    let targets = scorer.targets().iter().zip(scorer.names()).enumerate();
    targets.map(move |(number, (target, names))| score(judged, target, names, number, scorer.taxonomy()))
}

fn score(judged: &Judged, target: &Target, names: &Names, number: usize, taxonomy: &Taxonomy) -> Vec<Value> {
    let mut row = vec![text(judged.name.clone()), Value::Text(target.name.clone())];
    match &judged.outcome {
        Outcome::Failed(trouble) => {
            row.extend(["failed".to_owned(), trouble.code.clone(), trouble.message.clone()].map(Value::Text));
            row.extend(std::iter::repeat_n(Value::None, 13));
        }
        Outcome::Scored(scored) => {
            row.extend([Value::Text("scored".to_owned()), Value::None, Value::None]);
            row.extend(of_document(scored));
            row.extend(of_target(scored, &scored.scores[number], target, names, taxonomy));
            row.push(Value::Texts(scored.warnings.clone()));
        }
    }
    row.push(text(judged.content.as_ref().map(super::Content::sha256)));
    row.extend([text(judged.duplicate_of.clone()), text(judged.near_duplicate_of.clone())]);
    row.extend([env!("CARGO_PKG_VERSION").to_owned(), taxonomy.version.clone()].map(Value::Text));
    row.extend(match &judged.outcome {
        Outcome::Failed(_) => [Value::None, Value::None, Value::None],
        Outcome::Scored(scored) => {
            let with = |status, level| with(&scored.scores[number], target, &names.readable, status, level);
            [with(Status::Covered, None), with(Status::Partial, None), with(Status::Missing, Some(Level::Required))]
        }
    });
    row
}

/// What a document makes of the requirements of a level, or of all: the names of those of a status.
fn with(score: &Score, target: &Target, names: &[String], status: Status, level: Option<Level>) -> Value {
    let requirements = target.profile.requirements.iter().zip(&score.credits).zip(names);
    let of = requirements.filter(|((requirement, credit), _)| {
        Status::of(**credit) == status && level.is_none_or(|level| requirement.level == level)
    });
    Value::Texts(of.map(|(_, name)| name.clone()).collect())
}

fn of_document(scored: &Scored) -> [Value; 4] {
    [
        Value::Text(scored.format.name().to_owned()),
        scored.pages.map_or(Value::None, |pages| Value::Integer(i64::from(pages))),
        Value::Integer(i64::try_from(scored.words).unwrap_or(i64::MAX)),
        Value::Text(scored.language.clone()),
    ]
}

fn of_target(scored: &Scored, score: &Score, target: &Target, names: &Names, taxonomy: &Taxonomy) -> [Value; 8] {
    let with = |status, level| with(score, target, &names.requirements, status, level);
    let other = scored.skills.iter().filter(|skill| !names.asked.contains(skill));
    [
        share(score.coverage),
        share(score.required),
        with(Status::Covered, None),
        with(Status::Partial, None),
        with(Status::Missing, Some(Level::Required)),
        with(Status::Missing, Some(Level::Preferred)),
        with(Status::Missing, Some(Level::Mentioned)),
        Value::Texts(other.map(|&skill| taxonomy.at(skill).id.clone()).collect()),
    ]
}

/// The rows of a file in the table of mentions.
pub fn mentions<'r>(judged: &'r Judged, taxonomy: &'r Taxonomy, words: Words) -> impl Iterator<Item = Vec<Value>> + 'r {
    let kept = match &judged.outcome {
        Outcome::Scored(scored) => scored.mentions.as_slice(),
        Outcome::Failed(_) => &[],
    };
    kept.iter().map(move |kept| mention(judged, kept, taxonomy, words))
}

fn mention(judged: &Judged, kept: &KeptMention, taxonomy: &Taxonomy, words: Words) -> Vec<Value> {
    let skill = taxonomy.at(kept.skill);
    let place = |number: Option<u32>| number.map_or(Value::None, |number| Value::Integer(i64::from(number)));
    let offset = |offset: u64| Value::Integer(i64::try_from(offset).unwrap_or(i64::MAX));
    let (mut page, mut line, mut paragraph, mut pointer) = (None, None, None, None);
    match &kept.locator {
        Locator::Page(number) => page = Some(*number),
        Locator::Line(number) => line = Some(*number),
        Locator::Paragraph(number) => paragraph = Some(*number),
        Locator::Pointer(text) => pointer = Some(text.clone()),
    }
    let surface = if words == Words::None { &skill.name } else { &kept.surface };
    vec![
        text(judged.name.clone()),
        text(judged.content.as_ref().map(super::Content::sha256)),
        Value::Text(skill.id.clone()),
        Value::Text(skill.name.clone()),
        Value::Text(surface.clone()),
        offset(kept.start),
        offset(kept.end),
        place(page),
        place(line),
        place(paragraph),
        text(pointer),
        Value::Text(kept.section.name().to_owned()),
        Value::Text(kept.found.name().to_owned()),
        Value::Text(kept.polarity.name().to_owned()),
        Value::Share(u32::from(kept.confidence) * 10),
        text((words == Words::Lines).then(|| kept.snippet.clone())),
    ]
}

fn text(text: Option<String>) -> Value {
    text.map_or(Value::None, Value::Text)
}

fn share(thousandths: Option<u32>) -> Value {
    thousandths.map_or(Value::None, Value::Share)
}
