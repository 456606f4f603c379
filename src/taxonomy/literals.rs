//! What a text must hold for a pattern to match at all. Compiling a pattern costs far more than looking for a few
//! words, so a pattern is compiled only for a sentence that passes this test.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

/// Sets of literals, of each of which one must stand in every match of a pattern: one set for each part of the
/// pattern that cannot match without one of a few words.
pub fn required(pattern: &str) -> Vec<Vec<String>> {
    let Some(hir) = parsed(pattern) else { return Vec::new() };
    let mut sets = Vec::new();
    collect(&hir, &mut sets);
    sets
}

/// Literals with one of which every match of a pattern begins; empty when there are too many to say.
pub fn begins(pattern: &str) -> Vec<String> {
    let Some(hir) = parsed(pattern) else { return Vec::new() };
    // A digit is enough to know where to look.
    literals(&hir, 1).unwrap_or_default()
}

/// A pattern as it is compiled: over bytes.
fn parsed(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}

/// Literals of so many bytes or more with one of which every match of a part begins.
fn literals(hir: &Hir, least: usize) -> Option<Vec<String>> {
    let mut found = Extractor::new().limit_total(200).limit_class(10).extract(hir);
    found.dedup();
    let literals =
        found.literals()?.iter().map(|literal| std::str::from_utf8(literal.as_bytes()).ok().map(str::to_owned));
    let literals: Vec<String> = literals.collect::<Option<_>>()?;
    (!literals.is_empty() && literals.iter().all(|literal| literal.len() >= least)).then_some(literals)
}

fn collect(hir: &Hir, sets: &mut Vec<Vec<String>>) {
    match hir.kind() {
        HirKind::Concat(parts) => parts.iter().for_each(|part| collect(part, sets)),
        HirKind::Capture(capture) => collect(&capture.sub, sets),
        _ => sets.extend(literals(hir, 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_needs_words_gives_a_set() {
        let sets = required(r"\b(cut|reduced)\b.{0,40}\b(gpu|cloud) (costs?|bill)\b");
        assert_eq!(sets[0], ["cut", "reduced"]);
        assert_eq!(sets[1], ["gpu", "cloud"]);
        assert!(sets.iter().any(|set| set.contains(&"bill".to_owned())));
    }

    #[test]
    fn a_match_begins_with_one_of_a_few_words() {
        assert_eq!(begins(r"\b(cut|reduced?)\b.{0,40}costs?\b"), ["cut", "reduced", "reduce"]);
        assert_eq!(begins(r"\b\d+ gpus\b").concat(), "0123456789");
        assert!(begins(r"\b(own )?.{0,9}\bbills?\b").is_empty());
    }

    #[test]
    fn a_part_that_can_be_empty_gives_none() {
        assert!(required(r"(very )?.{0,10}").is_empty());
    }
}
