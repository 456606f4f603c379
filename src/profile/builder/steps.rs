//! Advice that a document gives: listed with its place for a person to rephrase, never copied into a profile.

use super::heading::PartKind;
use super::outline::{BlockKind, Part};
use super::restore::Restored;
use super::sentence;
use super::{Source, locator};
use crate::document::Locator;

/// A piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundStep {
    /// Id of the document.
    pub document: String,
    /// Its heading.
    pub heading: String,
    /// The item's number, or that of the sentence under the heading.
    pub item: u32,
    /// Where it stands.
    pub locator: Locator,
    /// The document's words.
    pub text: String,
}

/// The shortest advice, in words.
const LEAST_WORDS: usize = 3;

/// The items, or else the sentences, of the parts that give advice.
pub fn find(source: &Source, restored: &Restored, parts: &[Part]) -> Vec<FoundStep> {
    let mut steps: Vec<FoundStep> = Vec::new();
    let mut part_before = None;
    let mut count = 0;
    for place in restored.places.iter().filter(|place| parts[place.part].kind == PartKind::Steps) {
        if part_before != Some(place.part) {
            (part_before, count) = (Some(place.part), 0);
        }
        let text = &restored.text.text()[place.span.clone()];
        let pieces = match place.kind {
            BlockKind::Prose if place.number.is_none() => sentence::split(text),
            _ => std::iter::once(0..text.len()).collect(),
        };
        for piece in pieces {
            let words = text[piece.clone()].trim();
            if words.split_whitespace().nth(LEAST_WORDS - 1).is_none() || words.ends_with(':') {
                continue;
            }
            count = place.number.unwrap_or(count + 1);
            steps.push(FoundStep {
                document: source.id.clone(),
                heading: parts[place.part].title.clone(),
                item: count,
                locator: locator(source, restored, place.span.start + piece.start),
                text: words.to_owned(),
            });
        }
    }
    steps
}
