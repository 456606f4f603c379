//! What the reader of a report should know of the document as a whole.

use super::ReportedRequirement;
use crate::document::{Document, DocumentKind, Warning};
use crate::matcher::{Matches, Mention, Polarity};
use crate::taxonomy::Taxonomy;

/// Words from which the language of a text can be judged.
const ENOUGH_WORDS: usize = 80;
/// Words under which a text is hardly one.
const FEW_WORDS: usize = 40;

/// Code of the warning that a text names no skill.
pub(super) const NO_SKILLS: &str = "no-skills";

/// Whether there is nothing in a text to judge: hardly a word, and none of them about a skill or a degree. That is no
/// coverage of 0.
pub fn is_nothing(document: &Document, matches: &Matches) -> bool {
    document.words() < FEW_WORDS && matches.mentions.is_empty() && matches.credentials.is_empty()
}

/// The reader's warnings and those about the document as a whole.
pub fn warnings(document: &Document, mentions: &[Mention], taxonomy: &Taxonomy) -> Vec<Warning> {
    let mut warnings = document.warnings().to_vec();
    let enough_words = document.words() >= ENOUGH_WORDS;
    let language = &taxonomy.language;
    let other =
        if enough_words { document.language(language) != language.language } else { document.is_foreign(language) };
    if other {
        warnings.push(Warning {
            code: "not-english".into(),
            message: "this does not read like English, the only language that is understood; much will be missed"
                .into(),
            ..Warning::default()
        });
    }
    warnings.extend(unfilled(document, taxonomy));
    if document.words() < FEW_WORDS {
        warnings.push(Warning {
            code: "short-text".into(),
            message: format!("fewer than {FEW_WORDS} words were read; compare with `gapcheck text`"),
            ..Warning::default()
        });
    }
    if !mentions.iter().any(|mention| mention.polarity == Polarity::Asserted) {
        warnings.push(Warning {
            code: NO_SKILLS.into(),
            message: "no skill was found; check with `gapcheck text` that the file was read as it looks".into(),
            ..Warning::default()
        });
    }
    warnings
}

/// Says that a resume has blanks which nobody filled in: what stands beside them is not counted.
fn unfilled(document: &Document, taxonomy: &Taxonomy) -> Option<Warning> {
    if document.kind() != DocumentKind::Resume {
        return None;
    }
    let blanks = taxonomy.language.blanks.marked(document.text());
    let first = blanks.first()?;
    let message = match blanks.len() {
        1 => "a blank is not filled in, and nothing that its line names counts".to_string(),
        more => format!("{more} blanks are not filled in, and nothing that their lines name counts"),
    };
    Some(Warning {
        code: "placeholder".into(),
        message,
        locator: Some(document.locator(first.start)),
        words: vec![document.text()[first.clone()].split_whitespace().collect::<Vec<_>>().join(" ")],
    })
}

/// That something counts only through a misspelling.
pub(super) fn fuzzy_warnings(requirements: &[ReportedRequirement]) -> Vec<Warning> {
    requirements
        .iter()
        .filter(|requirement| requirement.only_fuzzy)
        .map(|requirement| Warning {
            code: "misspelled".into(),
            message: format!(
                "{} counts only through a misspelling; correct it, so that every reader finds it",
                requirement.name
            ),
            locator: requirement.best().map(|mention| mention.locator.clone()),
            ..Warning::default()
        })
        .collect()
}
