//! The wire form of an evaluation.

use serde::Serialize;

use super::{Decimal, Locator, Tool, VERSION};
use crate::evaluate::{self, Mistake, Share, Tally};
use crate::matcher::Ground;
use crate::taxonomy::Taxonomy;

/// `gapcheck evaluate --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `evaluation`.
    #[cfg_attr(test, schemars(extend("const" = "evaluation")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The folder, as it was given.
    pub path: String,
    /// Number of documents.
    pub documents: usize,
    /// Over all documents.
    pub overall: Score,
    /// Resumes and postings apart.
    pub by_kind: Vec<KindScore>,
    /// Labels that are found, by category.
    pub labels_by_category: Vec<CategoryShare>,
    /// Reported skills that are not wrong, by their category in the taxonomy.
    pub reported_by_category: Vec<CategoryShare>,
    /// Reported skills that are not wrong, by how they were found.
    pub reported_by_match: Vec<MatchShare>,
    /// Traps that are taken for skills.
    pub traps: Count,
    /// Denied skills that are claimed.
    pub denied: Count,
    /// Labels that only paraphrase that are found.
    pub paraphrased: Count,
    /// Levels of postings that are read as labelled.
    pub levels: Count,
    /// Every error, the worst kind first.
    pub errors: Vec<Error>,
    /// Labels whose words do not stand at their place.
    pub displaced: Vec<Displaced>,
    /// Stated confidence against the share that is right.
    pub calibration: Vec<Bucket>,
    /// The same by what the confidence rests on.
    pub grounds: Vec<GroundBucket>,
}

/// Precision and recall.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Labels that are asked for.
    pub labels: u32,
    /// Those that are found.
    pub found: u32,
    /// Those that are not.
    pub missed: u32,
    /// Reported skills that are no label.
    pub wrong: u32,
    /// Three decimals; null when nothing is reported.
    pub precision: Option<Decimal>,
    /// Three decimals; null when nothing is labelled.
    pub recall: Option<Decimal>,
    /// Three decimals; null when nothing is reported or labelled.
    pub f1: Option<Decimal>,
}

/// Precision and recall of the documents of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KindScore {
    /// What they were read as.
    #[cfg_attr(test, schemars(extend("enum" = ["resume", "posting"])))]
    pub document_kind: &'static str,
    /// Their score.
    pub score: Score,
}

/// A part of a number of things.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The part.
    pub count: u32,
    /// All of them.
    pub of: u32,
    /// Three decimals; null when there is none.
    pub share: Option<Decimal>,
}

/// A share within a category.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryShare {
    /// The category.
    pub category: String,
    /// The share.
    pub share: Count,
}

/// A share of what was found in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchShare {
    /// How it was found.
    #[serde(rename = "match")]
    #[cfg_attr(test, schemars(extend("enum" = ["exact", "glued", "fuzzy", "phrase"])))]
    pub found: &'static str,
    /// The share.
    pub share: Count,
}

/// Something that was reported wrongly or not at all.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Error {
    /// What kind of error.
    #[cfg_attr(test, schemars(extend("enum" = ["denied", "trap", "wrong", "missed"])))]
    pub error: &'static str,
    /// The document.
    pub document: String,
    /// The skill, by the name of the label or, of a wrong one, of the taxonomy.
    pub name: String,
    /// The words.
    pub surface: String,
    /// Where.
    pub locator: Locator,
    /// Of a wrong one, how it was found.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["exact", "glued", "fuzzy", "phrase"])))]
    pub found: Option<&'static str>,
    /// Of a wrong one, 0 to 1, two decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Decimal>,
    /// Of a trap, what the labels say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Errors of this kind with this skill, in all documents.
    pub times: usize,
    /// The line around it.
    pub snippet: String,
}

/// Labels of one document whose words do not stand at their place.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Displaced {
    /// The document.
    pub document: String,
    /// Names of the labels.
    pub names: Vec<String>,
}

/// The mentions that are reported with one confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// 0 to 1, two decimals.
    pub confidence: Decimal,
    /// How many of them are right.
    pub right: Count,
}

/// The mentions that rest on one ground.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroundBucket {
    /// The ground.
    pub ground: &'static str,
    /// Its confidence, two decimals.
    pub confidence: Decimal,
    /// How many of them are right.
    pub right: Count,
}

impl Evaluation {
    /// The wire form of an evaluation.
    pub fn new(path: &str, evaluation: &evaluate::Evaluation, taxonomy: &Taxonomy) -> Self {
        let by_kind = evaluation.by_kind.iter();
        let by_match = evaluation.reported_by_match.iter();
        let displaced = evaluation.displaced.iter();
        let calibration = &evaluation.calibration;
        let category = |name: &str, share: &Share| CategoryShare { category: name.to_string(), share: share.into() };
        let ground = |(ground, share): &(Ground, Share)| GroundBucket {
            ground: ground.name(),
            confidence: Decimal::hundredths(ground.confidence().into()),
            right: share.into(),
        };
        Self {
            schema_version: VERSION,
            kind: "evaluation",
            tool: Tool::new(&taxonomy.version),
            path: path.to_string(),
            documents: evaluation.documents,
            overall: (&evaluation.overall).into(),
            by_kind: by_kind
                .map(|(kind, tally)| KindScore { document_kind: kind.name(), score: tally.into() })
                .collect(),
            labels_by_category: evaluation
                .labels_by_category
                .iter()
                .map(|(name, share)| category(name, share))
                .collect(),
            reported_by_category: evaluation
                .reported_by_category
                .iter()
                .map(|(name, share)| category(name, share))
                .collect(),
            reported_by_match: by_match
                .map(|(found, share)| MatchShare { found: found.name(), share: share.into() })
                .collect(),
            traps: (&evaluation.traps).into(),
            denied: (&evaluation.denied).into(),
            paraphrased: (&evaluation.paraphrased).into(),
            levels: (&evaluation.levels).into(),
            errors: evaluation.mistakes.iter().map(Into::into).collect(),
            displaced: displaced
                .map(|(document, names)| Displaced { document: document.clone(), names: names.clone() })
                .collect(),
            calibration: calibration
                .by_confidence
                .iter()
                .map(|(stated, share)| Bucket {
                    confidence: Decimal::hundredths((*stated).into()),
                    right: share.into(),
                })
                .collect(),
            grounds: calibration.by_ground.iter().map(ground).collect(),
        }
    }
}

impl From<&Tally> for Score {
    fn from(tally: &Tally) -> Self {
        Self {
            labels: tally.labels(),
            found: tally.found,
            missed: tally.missed,
            wrong: tally.wrong,
            precision: tally.precision().map(Decimal::thousandths),
            recall: tally.recall().map(Decimal::thousandths),
            f1: tally.f1().map(Decimal::thousandths),
        }
    }
}

impl From<&Share> for Count {
    fn from(share: &Share) -> Self {
        Self { count: share.part, of: share.of, share: share.thousandths().map(Decimal::thousandths) }
    }
}

impl From<&Mistake> for Error {
    fn from(mistake: &Mistake) -> Self {
        Self {
            error: mistake.kind.name(),
            document: mistake.document.clone(),
            name: mistake.name.clone(),
            surface: mistake.place.surface.clone(),
            locator: (&mistake.place.locator).into(),
            found: mistake.found.map(|found| found.name()),
            confidence: mistake.confidence.map(|confidence| Decimal::hundredths(confidence.into())),
            why: (!mistake.why.is_empty()).then(|| mistake.why.clone()),
            times: mistake.times,
            snippet: mistake.place.snippet.clone(),
        }
    }
}
