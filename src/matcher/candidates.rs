//! Candidates: every place where a surface form stands between boundaries, or in glued text.

use std::ops::Range;

use super::boundary::{self, Edge};
use super::glued::{self, Glue};
use crate::normalize::Folded;
use crate::taxonomy::{Forms, Language, piece_end};

/// A surface form at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the form.
    pub form: u32,
    /// Folded range, a plural ending or version included.
    pub folded: Range<usize>,
    /// Whether it was split off from glued text.
    pub glued: bool,
    /// Whether it is a list item of its own.
    pub own_item: bool,
}

/// A surface form in the folded text, whatever stands beside it.
struct Hit {
    folded: Range<usize>,
    form: u32,
}

/// All candidates of a folded text, by place.
pub fn find(original: &str, folded: &Folded, forms: &Forms, language: &Language) -> Vec<Candidate> {
    let glue = Glue::new(original, folded, language);
    decide(hits(&folded.text, glue.points(), forms), &glue, folded, forms)
}

/// Every surface form that begins with a piece of the text or at a glue point, and ends likewise or with a plural ending
/// or a version after it. `points` are in order.
fn hits(text: &str, points: &[usize], forms: &Forms) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut points_after = points;
    let mut at = 0;
    while at < text.len() {
        let end = piece_end(text, at);
        // No name begins with white space.
        if text.as_bytes()[at] > b' ' {
            let inside = points_after.iter().take_while(|&&point| point < end).count();
            for start in std::iter::once(at).chain(points_after[..inside].iter().copied()) {
                forms.beginnings().find(forms, text, start, points_after, |end, form| {
                    hits.push(Hit { folded: start..end, form });
                });
            }
            points_after = &points_after[inside..];
        }
        at = end;
    }
    hits
}

fn decide(hits: Vec<Hit>, glue: &Glue<'_>, folded: &Folded, forms: &Forms) -> Vec<Candidate> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut inside = Vec::new();
    for Hit { folded: Range { start, end }, form } in hits {
        let (left, right) = (boundary::left(text, start, end), boundary::right(text, start, end));
        let until = match right {
            Edge::Clean => Some(end),
            Edge::Until(until) => Some(until),
            Edge::Inside => None,
        };
        match until {
            Some(until) if left => found.push(Candidate { form, folded: start..until, glued: false, own_item: false }),
            _ => inside.push(glued::Hit { start, end, form, left, right: until.is_some() }),
        }
    }
    glue.split(forms, inside, &mut found);
    found.sort_by_key(|candidate| (candidate.folded.start, candidate.folded.end, candidate.form));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;
    use crate::builtin;
    use crate::normalize::{HyphenBreak, fold};

    /// Every occurrence of every form, as an automaton finds them.
    fn all_hits(text: &str, forms: &Forms) -> Vec<Hit> {
        use std::sync::OnceLock;
        static AUTOMATON: OnceLock<AhoCorasick> = OnceLock::new();
        let automaton = AUTOMATON.get_or_init(|| {
            let words = forms.iter().map(|form| form.text.to_owned());
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).expect("an automaton of all forms")
        });
        let found = automaton.find_overlapping_iter(text);
        found.map(|found| Hit { folded: found.start()..found.end(), form: found.pattern().as_u32() }).collect()
    }

    /// Looking up where names can begin gives the candidates that looking everywhere gives.
    fn assert_complete(original: &str) -> Result<(), TestCaseError> {
        let taxonomy = builtin::taxonomy();
        let (forms, language) = (&taxonomy.forms, &taxonomy.language);
        for reading in [HyphenBreak::Join, HyphenBreak::Space] {
            let folded = fold(original, reading, |_| true);
            let glue = Glue::new(original, &folded, language);
            let everywhere = decide(all_hits(&folded.text, forms), &glue, &folded, forms);
            prop_assert_eq!(find(original, &folded, forms, language), everywhere, "{}", original);
        }
        Ok(())
    }

    #[test]
    fn nothing_is_overlooked_in_the_fixtures() {
        for folder in ["resumes", "postings"] {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/");
            let folders = std::fs::read_dir(format!("{root}{folder}")).expect("the fixtures");
            for entry in folders.filter_map(|entry| Some(entry.ok()?.path())) {
                for file in ["resume.txt", "posting.txt"] {
                    let Ok(text) = std::fs::read_to_string(entry.join(file)) else { continue };
                    assert_complete(&text).expect("the same candidates");
                    let glued: String = text.split([' ', ',', '\n']).collect();
                    assert_complete(&glued).expect("the same candidates");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_overlooked(
            words in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize), 1..12),
            between in prop::collection::vec("[ ,./@+#&'()\\n\u{2022}s0-9x-]{0,3}|\\PC{0,3}", 12),
        ) {
            let forms = &builtin::taxonomy().forms;
            let mut text = String::new();
            for ((which, case), between) in words.iter().zip(&between) {
                let word = forms.get(which.index(forms.len()) as u32).text;
                let mut letters = word.chars();
                match case {
                    0 => text.push_str(word),
                    1 => text.push_str(&word.to_uppercase()),
                    2 => text.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)),
                    _ => text.extend(letters.by_ref().take(3)),
                }
                text.push_str(between);
            }
            assert_complete(&text)?;
        }
    }
}
