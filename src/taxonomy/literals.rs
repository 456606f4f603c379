//! What a text must hold for a pattern to match at all. Running a pattern costs far more than looking for a few words,
//! so it is run only where these stand, and stand as far from one another as the pattern allows.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind, Look};

use super::needs::{Anchor, Literal, Route};

/// The most routes through one pattern; an alternative that would make more of them is taken as a whole.
const ROUTES: usize = 16;

/// The routes through a pattern: every match takes one of them. None for what is no pattern.
pub fn routes(pattern: &str) -> Vec<Route> {
    let Some(hir) = parsed(pattern) else { return Vec::new() };
    let route = |parts: Vec<_>| {
        let anchors = anchors(&parts);
        Route { order: (0..anchors.len()).collect(), anchors }
    };
    spread(&hir).into_iter().map(route).collect()
}

/// Literals with one of which every match of a pattern begins; empty when there are too many to say.
pub fn begins(pattern: &str) -> Anchor {
    // A digit is enough to know where to look.
    let found = parsed(pattern).and_then(|hir| {
        let begins_word = spread(&hir).iter().all(|parts| parts.first().is_some_and(|part| is_word_edge(part)));
        let literals = literals(&hir, 1, false)?;
        Some(Anchor { begins_word: begins_word && begin_words(&literals), literals, least: 0, most: Some(0) })
    });
    found.unwrap_or_default()
}

/// A pattern as it is compiled: over bytes.
fn parsed(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}

/// The parts of a pattern, in turn, for each of the ways through it that differ in more than a word.
fn spread(hir: &Hir) -> Vec<Vec<&Hir>> {
    match hir.kind() {
        HirKind::Capture(capture) => spread(&capture.sub),
        HirKind::Concat(parts) => parts.iter().fold(vec![Vec::new()], |ways, part| {
            let ways_on = spread(part);
            if ways.len() * ways_on.len() > ROUTES {
                return ways.into_iter().map(|way| [way, vec![part]].concat()).collect();
            }
            let on = |way: Vec<_>| ways_on.iter().map(move |on| [way.clone(), on.clone()].concat()).collect::<Vec<_>>();
            ways.into_iter().flat_map(on).collect()
        }),
        // Words alone are told apart by their anchor.
        HirKind::Alternation(ways) if !is_words(hir) => {
            let spread: Vec<_> = ways.iter().flat_map(spread).collect();
            if spread.len() > ROUTES { vec![vec![hir]] } else { spread }
        }
        _ => vec![vec![hir]],
    }
}

/// Whether a part is one of a few literals and nothing else.
fn is_words(hir: &Hir) -> bool {
    extracted(hir).is_exact()
}

fn is_word_edge(part: &Hir) -> bool {
    matches!(part.kind(), HirKind::Look(Look::WordAscii))
}

fn begin_words(literals: &[Literal]) -> bool {
    literals.iter().all(|literal| literal.text.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// What must stand in a text for some parts to match, one after the other.
fn anchors(parts: &[&Hir]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    // How far behind the last anchor, or the beginning of the match, the part begins.
    let (mut least, mut most) = (0, Some(0));
    for (at, part) in parts.iter().enumerate() {
        let ends_word = parts.get(at + 1).is_some_and(|next| is_word_edge(next));
        if let Some(literals) = literals(part, 2, ends_word) {
            let begins_word = at > 0 && is_word_edge(parts[at - 1]) && begin_words(&literals);
            anchors.push(Anchor { literals, begins_word, least, most });
            (least, most) = (0, Some(0));
        }
        let length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (shortest, longest) = (part.properties().minimum_len(), part.properties().maximum_len());
        least = length(shortest.unwrap_or(0)).saturating_add(least);
        most = most.zip(longest).and_then(|(most, longest)| length(longest).checked_add(most));
    }
    anchors
}

/// Literals of so many bytes or more with one of which every match of a part begins. `ends_word` says that an edge of a
/// word follows the part.
fn literals(hir: &Hir, least: usize, ends_word: bool) -> Option<Vec<Literal>> {
    let found = extracted(hir);
    let literals = found.literals()?.iter().map(|literal| {
        let text = std::str::from_utf8(literal.as_bytes()).ok()?.to_owned();
        let ends_word = ends_word && literal.is_exact() && text.ends_with(|c: char| c.is_ascii_alphanumeric());
        Some(Literal { text, ends_word })
    });
    let literals: Vec<Literal> = literals.collect::<Option<_>>()?;
    // White space is no piece that is looked at.
    let telling = |literal: &Literal| literal.text.len() >= least && literal.text.contains(|c: char| c > ' ');
    (!literals.is_empty() && literals.iter().all(telling)).then_some(literals)
}

/// With what every match of a part begins, as far as it is known.
fn extracted(hir: &Hir) -> Seq {
    let mut found = Extractor::new().limit_total(200).limit_class(10).extract(hir);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(anchor: &Anchor) -> Vec<&str> {
        anchor.literals.iter().map(|literal| literal.text.as_str()).collect()
    }

    #[test]
    fn every_part_that_needs_words_is_an_anchor() {
        let routes = routes(r"\b(cut|reduced)\b.{0,40}\b(gpu|cloud) (costs?|bill)\b");
        let [Route { anchors: route, .. }] = routes.as_slice() else { panic!("{routes:?}") };
        assert_eq!(words(&route[0]), ["cut", "reduced"]);
        assert!(route[0].begins_word && route[0].literals.iter().all(|literal| literal.ends_word));
        assert_eq!(words(&route[1]), ["gpu", "cloud"]);
        assert_eq!((route[1].least, route[1].most), (3, Some(47)));
        assert!(route[1].begins_word && route[1].literals.iter().all(|literal| !literal.ends_word));
        assert!(words(&route[2]).contains(&"bill"));
        assert_eq!((route[2].least, route[2].most), (4, Some(6)));
    }

    #[test]
    fn alternatives_of_several_words_are_routes_of_their_own() {
        let routes = routes(r"\bsplit\b.{0,9}\bmonolith\b|\b(cut|carved) out (\w+ )*services?\b");
        let [Route { anchors: first, .. }, Route { anchors: second, .. }] = routes.as_slice() else {
            panic!("{routes:?}")
        };
        assert_eq!([words(&first[0]), words(&first[1])], [["split"], ["monolith"]]);
        assert_eq!(words(&second[0]), ["cut", "carved"]);
        let last = second.last().expect("anchors");
        assert_eq!((words(last)[0], last.most), ("service", None));
    }

    #[test]
    fn a_match_begins_with_one_of_a_few_words() {
        assert_eq!(words(&begins(r"\b(cut|reduced?)\b.{0,40}costs?\b")), ["cut", "reduced", "reduce"]);
        assert_eq!(words(&begins(r"\b\d+ gpus\b")).concat(), "0123456789");
        assert!(begins(r"\b(own )?.{0,9}\bbills?\b").literals.is_empty());
    }

    #[test]
    fn a_part_that_can_be_empty_is_none() {
        assert_eq!(routes(r"(very )?.{0,10}"), [Route::default()]);
    }
}
