//! What looks like a skill and is none of the taxonomy: items of lists, and names in running text. For a person to look
//! at, with counts; a role may need skills that the taxonomy lacks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::facts::{Reader, Sentence};
use super::heading::{PartKind, words};
use super::outline::{BlockKind, Part};
use super::restore::Restored;
use super::{Source, locator};
use crate::document::Locator;
use crate::matcher::Matches;
use crate::normalize::fold_name;
use crate::taxonomy::Taxonomy;
use crate::taxonomy::posting::is_in;

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As the first document writes it.
    pub term: String,
    /// How often it stands in the documents.
    pub count: u32,
    /// Id of the first document with it.
    pub document: String,
    /// Where it stands there.
    pub locator: Locator,
}

/// Collects terms over documents.
pub struct Collector<'t> {
    taxonomy: &'t Taxonomy,
    terms: BTreeMap<String, Term>,
}

/// The longest term, in words.
const TERM_WORDS: usize = 4;
/// The longest term, in bytes.
const TERM_BYTES: usize = 48;

impl<'t> Collector<'t> {
    /// With the taxonomy that knows ordinary words.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, terms: BTreeMap::new() }
    }

    /// Adds the terms of a page.
    pub fn add(
        &mut self,
        source: &Source,
        restored: &Restored,
        parts: &[Part],
        matches: &Matches,
        reader: &Reader<'_>,
    ) {
        let text = restored.text.text();
        let mut known: Vec<Range<usize>> = matches.mentions.iter().map(|mention| mention.span.clone()).collect();
        known.extend(matches.credentials.iter().map(|mention| mention.span.clone()));
        known.sort_by_key(|span| (span.start, span.end));
        let longest = known.iter().map(Range::len).max().unwrap_or(0);
        let is_known = |span: &Range<usize>| {
            let first = known.partition_point(|other| other.start + longest < span.start);
            known[first..].iter().take_while(|other| other.start < span.end).any(|other| other.end > span.start)
        };
        for place in &restored.places {
            let part = &parts[place.part];
            let listed = part.kind.lists_skills() && place.kind != BlockKind::Prose;
            for sentence in reader.sentences(place, part, text, None) {
                if sentence.silent || matches!(part.kind, PartKind::Career | PartKind::Steps | PartKind::Questions) {
                    continue;
                }
                // The label of a row is no item of it.
                let label = if place.headed { text[sentence.span.clone()].find(['\t', ':']).unwrap_or(0) } else { 0 };
                let span = sentence.span.start + label..sentence.span.end;
                let spans = if listed { items(text, &span) } else { names(text, &span) };
                for span in spans {
                    let other = sentence.others.iter().any(|others| others.contains(&span.start));
                    if !other && !is_known(&span) && self.is_term(&text[span.clone()], listed, &sentence, reader) {
                        let place = locator(source, restored, span.start);
                        self.note(&text[span], &source.id, place);
                    }
                }
            }
        }
    }

    fn note(&mut self, term: &str, document: &str, locator: Locator) {
        let new = || Term { term: term.to_owned(), count: 0, document: document.to_owned(), locator };
        self.terms.entry(fold_name(term)).or_insert_with(new).count += 1;
    }

    /// Whether a text may be the name of a skill: not only words that say nothing, no title, no place in a career.
    fn is_term(&self, text: &str, listed: bool, _: &Sentence, reader: &Reader<'_>) -> bool {
        let language = &self.taxonomy.language;
        let words = words(text);
        let plain = |word: &String| {
            language.function_words.contains(word)
                || language.guide.heading_fillers.binary_search(word).is_ok()
                || language.guide.ranks.binary_search(word).is_ok()
                || word.bytes().all(|byte| byte.is_ascii_digit())
                || reader.roles.is_title_word(word)
        };
        let ordinary = |word: &String| word.len() < 3 || crate::words::is_word(word, language);
        text.len() <= TERM_BYTES
            && (1..=TERM_WORDS).contains(&words.len())
            && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !words.iter().all(plain)
            && !self.is_known(text)
            && (listed || !words.iter().any(plain) && !words.iter().all(ordinary))
    }

    /// Whether a text, or each part of it that "and" or "or" joins, is a name of the taxonomy, be it one that is no skill
    /// in its place, a spoken language or the like, or the experience that would do instead of something.
    fn is_known(&self, text: &str) -> bool {
        let posting = &self.taxonomy.language.posting;
        let folded = fold_name(text);
        if posting.credentials.or_experience.iter().any(|phrase| folded.contains(phrase.as_str())) {
            return true;
        }
        let joins = |word: &str| is_in(&posting.groups.or, word) || is_in(&posting.groups.and, word);
        let words: Vec<&str> = folded.split(' ').collect();
        let is_name = |part: &[&str]| {
            let part = part.join(" ");
            self.taxonomy.forms.find(&part).is_some() || posting.condition.iter().any(|one| is_in(&one.phrases, &part))
        };
        words.split(|word| joins(word)).filter(|part| !part.is_empty()).all(is_name)
    }

    /// The terms, the most frequent first.
    pub fn finish(self) -> Vec<Term> {
        let mut terms: Vec<Term> = self.terms.into_values().collect();
        terms.sort_by(|a, b| {
            (b.count, &a.document, &a.locator, &a.term).cmp(&(a.count, &b.document, &b.locator, &b.term))
        });
        terms
    }
}

/// The items of an enumeration.
fn items(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = span.start;
    let separators = [',', ';', '|', '•', '·', '/', '\t', '(', ')', ':', '.', '–', '—'];
    for (at, c) in text[span.clone()].char_indices().map(|(at, c)| (span.start + at, c)).chain([(span.end, ',')]) {
        if separators.contains(&c) && !(c == '.' && text[at + 1..].starts_with(char::is_alphanumeric)) {
            items.extend(trimmed(text, start..at));
            start = at + c.len_utf8();
        }
    }
    items
}

/// Names in running text: words with a capital that do not begin a sentence.
fn names(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = span.start;
    let mut goes_on = false;
    for (number, word) in text[span.clone()].split(' ').enumerate() {
        let range = at..at + word.len();
        at = range.end + 1;
        let open = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = open.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
        let start = range.start + word.len() - open.len();
        let capital = name.starts_with(char::is_uppercase);
        if capital && number > 0 {
            match found.last_mut().filter(|_| goes_on && open.len() == word.len()) {
                Some(last) => last.end = start + name.len(),
                None => found.push(start..start + name.len()),
            }
        }
        goes_on = capital && number > 0 && name.len() == open.len();
    }
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let raw = &text[range.clone()];
    let body = raw.trim();
    let start = range.start + raw.len() - raw.trim_start().len();
    (!body.is_empty()).then_some(start..start + body.len())
}
