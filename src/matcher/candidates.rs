//! Candidates: every place where a surface form stands between boundaries, or in glued text.

use std::ops::Range;

use super::boundary::{self, Edge};
use super::glued::{self, Glue};
use crate::normalize::Folded;
use crate::taxonomy::{Forms, Language, Outlook, Piece};

/// A surface form at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the form.
    pub form: u32,
    /// Folded range, a plural ending or version included.
    pub folded: Range<usize>,
    /// The same place in the original.
    pub span: Range<usize>,
    /// Whether it was split off from glued text.
    pub glued: bool,
    /// Whether it is a list item of its own.
    pub own_item: bool,
    /// The number of the sentence that it begins in.
    pub sentence: usize,
    /// The number of the section that it begins in.
    pub section: usize,
}

impl Candidate {
    /// A form at a place of a folded text.
    pub fn new(form: u32, place: Range<usize>, folded: &Folded) -> Self {
        Self::known(form, folded.original(place.clone()), place)
    }

    fn known(form: u32, span: Range<usize>, folded: Range<usize>) -> Self {
        Self { form, span, folded, glued: false, own_item: false, sentence: 0, section: 0 }
    }
}

/// A surface form in the folded text, whatever stands beside it.
struct Hit {
    folded: Range<usize>,
    form: u32,
}

/// Looks for surface forms, piece by piece.
pub struct Search<'a> {
    folded: &'a Folded,
    forms: &'a Forms,
    glue: Glue<'a>,
    /// How many glue points stand before the piece.
    passed: usize,
    hits: Vec<Hit>,
}

impl<'a> Search<'a> {
    /// Prepares to look at the pieces of a folded text.
    pub fn new(original: &'a str, folded: &'a Folded, forms: &'a Forms, language: &'a Language) -> Self {
        Self {
            folded,
            forms,
            glue: Glue::new(original, folded, language),
            passed: 0,
            hits: Vec::with_capacity(folded.text.len() / 24),
        }
    }

    /// Whether a piece of which nothing begins is glued all the same.
    pub fn is_cut(&self, piece: Piece) -> bool {
        self.glue.points().get(self.passed).is_some_and(|&cut| cut < piece.end)
    }

    /// Finds every surface form that begins with a piece or at a glue point in it, and ends likewise or with a plural
    /// ending or a version after it. The pieces come in order.
    pub fn look_at(&mut self, piece: Piece, outlook: &Outlook) {
        let Self { folded, forms, hits, .. } = self;
        let cuts = &self.glue.points()[self.passed..];
        let mut hit = |start: usize, end: usize, form: u32| hits.push(Hit { folded: start..end, form });
        let names = forms.beginnings();
        names.find_with(*forms, &folded.text, piece, outlook, cuts, |end, form| hit(piece.start, end, form));
        for (index, &point) in cuts.iter().enumerate().take_while(|&(_, &point)| point < piece.end) {
            names.find(*forms, &folded.text, point, &cuts[index + 1..], |end, form| hit(point, end, form));
            self.passed += 1;
        }
    }

    /// All candidates, by place.
    pub fn candidates(self) -> Vec<Candidate> {
        decide(self.hits, &self.glue, self.folded, self.forms)
    }
}

fn decide(hits: Vec<Hit>, glue: &Glue<'_>, folded: &Folded, forms: &Forms) -> Vec<Candidate> {
    let text = folded.text.as_str();
    let mut found = Vec::with_capacity(hits.len());
    let mut inside = Vec::new();
    let mut way_back = folded.way_back();
    for Hit { folded: Range { start, end }, form } in hits {
        let (left, right) = (boundary::left(text, start, end), boundary::right(text, start, end));
        let until = match right {
            Edge::Clean => Some(end),
            Edge::Until(until) => Some(until),
            Edge::Inside => None,
        };
        match until {
            Some(until) if left => {
                found.push(Candidate::known(form, way_back.original(start..until), start..until));
            }
            _ => inside.push(glued::Hit { start, end, form, left, right: until.is_some() }),
        }
    }
    glue.split(forms, inside, &mut found);
    let place = |candidate: &Candidate| (candidate.folded.start, candidate.folded.end, candidate.form);
    // They come in order where nothing is glued.
    if !found.is_sorted_by_key(place) {
        found.sort_by_key(place);
    }
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
    use crate::taxonomy::pieces;

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
            let mut search = Search::new(original, &folded, forms, language);
            for piece in pieces(&folded.text) {
                search.look_at(piece, &forms.beginnings().outlook(forms, &folded.text[piece.start..piece.end]));
            }
            prop_assert_eq!(search.candidates(), everywhere, "{}", original);
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
