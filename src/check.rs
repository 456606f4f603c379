//! Runs the example sentences of a taxonomy: each must match, each counterexample must not.

use crate::document::{Document, DocumentKind};
use crate::extract::{self, ReadOptions};
use crate::matcher::{MatchOptions, Matcher, Polarity};
use crate::taxonomy::{Examples, Target, Taxonomy};

/// A sentence in which the taxonomy does not do what its example says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Id of the skill or credential.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// Whether it should have matched.
    pub expected: bool,
    /// What was decided about the candidates for it, if there were any.
    pub decided: Vec<String>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { id, sentence, expected, decided } = self;
        let what = if *expected { "is not found in its example" } else { "is found in its counterexample" };
        write!(f, "{id} {what} {sentence:?}")?;
        if !decided.is_empty() {
            write!(f, " ({})", decided.join("; "))?;
        }
        Ok(())
    }
}

/// Runs every example and counterexample as a document of its own.
pub fn run(taxonomy: &Taxonomy, examples: &[Examples]) -> Vec<Failure> {
    let matcher = Matcher::for_many(taxonomy);
    let mut failures = Vec::new();
    for example in examples {
        let sentences = example.positive.iter().map(|text| (text, true));
        for (sentence, expected) in sentences.chain(example.negative.iter().map(|text| (text, false))) {
            let (found, decided) = is_found(&matcher, &example.id, sentence);
            if found != expected {
                failures.push(Failure { id: example.id.clone(), sentence: sentence.clone(), expected, decided });
            }
        }
    }
    failures
}

/// Runs the example line of each step of the advice, filled in: it must show all that the step helps.
pub fn run_steps(taxonomy: &Taxonomy) -> Vec<Failure> {
    let matcher = Matcher::for_many(taxonomy);
    let mut failures = Vec::new();
    for step in &taxonomy.steps {
        // Whoever fills in the blanks writes something else there; that no skill hangs on it is what counts.
        let line = step.shows_as.replace(['[', ']'], "");
        for id in &step.helps {
            let (found, decided) = is_found(&matcher, id, &line);
            if !found {
                failures.push(Failure { id: id.clone(), sentence: line.clone(), expected: true, decided });
            }
        }
    }
    failures
}

fn is_found(matcher: &Matcher<'_>, id: &str, sentence: &str) -> (bool, Vec<String>) {
    let taxonomy = matcher.taxonomy();
    let Ok(reading) = extract::read(sentence.as_bytes(), &ReadOptions::default()) else {
        return (false, vec!["the sentence cannot be read".into()]);
    };
    let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
    let matches = matcher.matches(&document, MatchOptions::default());
    let skill = matches
        .mentions
        .iter()
        .any(|mention| taxonomy.at(mention.skill).id == id && mention.polarity == Polarity::Asserted);
    let credential =
        matches.credentials.iter().any(|mention| taxonomy.credentials[mention.credential as usize].id == id);
    let decided = matches
        .decisions
        .iter()
        .filter(|decision| match decision.target {
            Target::Skill(index) => taxonomy.at(index).id == id,
            Target::Credential(index) => taxonomy.credentials[index as usize].id == id,
        })
        .map(|decision| {
            format!(
                "{:?}: {}, {}",
                &sentence[decision.span.clone()],
                decision.reason.describe(),
                decision.polarity.name()
            )
        })
        .collect();
    (skill || credential, decided)
}
