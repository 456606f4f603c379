//! Terms that a posting asks for and the taxonomy does not know: proper names and abbreviations among what it requires
//! or prefers.
//!
//! A name is a term when it is written as one (capitals inside, an abbreviation, a capitalised word that is no word of
//! the language) and stands where skills stand: as an item of a list, after "experience with", or beside a word such as
//! "tool". Places, languages, degrees, the employer and everything that the taxonomy has a name for are none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::UnknownTerm;
use super::text::Text;
use crate::matcher::{CueFinder, Matches, Polarity};
use crate::normalize::fold_name;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Level, Taxonomy};
use crate::words;

/// The longest term, in words.
const TERM_WORDS: usize = 3;

/// A word of a sentence in the original text.
#[derive(Debug, Clone)]
struct Token<'t> {
    text: &'t str,
    at: Range<usize>,
    /// A separator of items stands before, after it.
    opens: bool,
    closes: bool,
    /// The first word of its sentence or item.
    first: bool,
}

/// The unknown terms, the most wanted first, then by name.
pub(super) fn find(
    text: &Text<'_>,
    matches: &Matches,
    taxonomy: &Taxonomy,
    employer: &BTreeSet<String>,
) -> Vec<UnknownTerm> {
    let mut known: Vec<Range<usize>> = matches.decisions.iter().map(|decision| decision.span.clone()).collect();
    known.sort_by_key(|span| (span.start, span.end));
    let finder = Terms { text, taxonomy, known, employer };
    let mut found: BTreeMap<String, UnknownTerm> = BTreeMap::new();
    let mut cues = None;
    for sentence in 0..text.sentences.len() {
        for (at, level) in finder.in_sentence(sentence) {
            let cues = cues.get_or_insert_with(|| CueFinder::new(text.language).find(&text.folded));
            let place = text.position(at.start);
            if cues.polarity(&text.folded, &text.sentences[sentence].at, &(place..place), &[]) != Polarity::Asserted {
                continue;
            }
            let term = text.document.text()[at.clone()].to_string();
            let locator = text.document.locator(at.start);
            let entry = found.entry(fold_name(&term)).or_insert_with(|| UnknownTerm { term, level, locator });
            entry.level = entry.level.min(level);
        }
    }
    let mut terms: Vec<UnknownTerm> = found.into_values().collect();
    terms.sort_by_key(|term| term.level);
    terms
}

struct Terms<'t> {
    text: &'t Text<'t>,
    taxonomy: &'t Taxonomy,
    /// What the taxonomy has a name for.
    known: Vec<Range<usize>>,
    employer: &'t BTreeSet<String>,
}

impl Terms<'_> {
    fn in_sentence(&self, sentence: usize) -> Vec<(Range<usize>, Level)> {
        let folded = &self.text.sentences[sentence].at;
        let original = self.text.original(folded);
        let tokens = tokens(&self.text.document.text()[original.clone()], original.start);
        let titled = tokens.iter().filter(|token| token.text.starts_with(char::is_uppercase)).count() * 3
            > tokens.len() * 2
            && tokens.len() > 2;
        let mut found = Vec::new();
        let mut index = 0;
        let mut listed = 0;
        while index < tokens.len() {
            let count = self.term(&tokens, index, titled);
            if count == 0 {
                index += 1;
                continue;
            }
            let at = tokens[index].at.start..tokens[index + count - 1].at.end;
            let place = self.text.position(at.start);
            let level = self.text.level_at(sentence, &(place..place));
            // What is joined to a term is one as well.
            let joined = listed > 0 && (index == listed || index == listed + 1 && self.joins(&tokens[listed]));
            let term = &self.text.document.text()[at.clone()];
            if self.taxonomy.forms.find(&fold_name(term)).is_none()
                && (joined || self.is_asked_for(sentence, &tokens, index, count))
                && let Some(level) = level.filter(|level| *level != Level::Mentioned)
            {
                found.push((at, level));
                listed = index + count;
            }
            index += count;
        }
        found
    }

    /// How many tokens the term that begins at one has; 0 when none begins there.
    fn term(&self, tokens: &[Token<'_>], index: usize, titled: bool) -> usize {
        let token = &tokens[index];
        let shape = Shape::of(token.text);
        let begins = match shape {
            Shape::Other => false,
            Shape::Acronym | Shape::Mixed => true,
            Shape::Capital => {
                !titled
                    && token.text.chars().count() >= 5
                    && (self.is_ordinary(token) && self.is_capital_on_purpose(tokens, index)
                        || !self.is_ordinary(token) && (!token.first || token.closes || self.is_joined(tokens, index)))
            }
        };
        if !begins || self.is_excluded(token) {
            return 0;
        }
        let mut count = 1;
        while count < TERM_WORDS
            && let Some(next) = tokens.get(index + count)
            && !tokens[index + count - 1].closes
            && !titled
            && matches!(Shape::of(next.text), Shape::Capital | Shape::Mixed | Shape::Acronym)
            && !self.is_excluded(next)
        {
            count += 1;
        }
        count
    }

    fn is_ordinary(&self, token: &Token<'_>) -> bool {
        Shape::of(token.text) == Shape::Capital && words::is_word(&token.text.to_lowercase(), self.text.language)
    }

    /// Whether an ordinary word begins with a capital amid small ones, and is called by what it is ("the tool Pomona") or
    /// followed by another capital ("the Kauri Ledger").
    fn is_capital_on_purpose(&self, tokens: &[Token<'_>], index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| &tokens[before]) else { return false };
        let two = !tokens[index].closes
            && tokens
                .get(index + 1)
                .is_some_and(|next| Shape::of(next.text) == Shape::Capital && !self.is_excluded(next));
        before.text.starts_with(char::is_lowercase)
            && !before.closes
            && (two || self.is_kind(before) || tokens[index + 1..].iter().take(2).any(|next| self.is_kind(next)))
    }

    fn is_kind(&self, token: &Token<'_>) -> bool {
        self.text.language.posting.unknown.kinds.binary_search(&fold_name(token.text)).is_ok()
    }

    fn is_excluded(&self, token: &Token<'_>) -> bool {
        let folded = fold_name(token.text);
        let language = self.text.language;
        let is = |list: &[String]| list.binary_search(&folded).is_ok();
        let singular = folded.trim_end_matches("'s").trim_end_matches('s').to_string();
        let spoken = || {
            let conditions = &language.posting.condition;
            conditions.iter().any(|condition| condition.phrases.binary_search(&folded).is_ok())
        };
        let unknown = &language.posting.unknown;
        is(&unknown.not_terms)
            || unknown.not_terms.binary_search(&singular).is_ok()
            || is(&language.role_nouns)
            || is(&language.glue_starters)
            || is(&language.function_words)
            || is(&language.heading_fillers)
            || is(&language.organisation_words)
            || language.degree_words.iter().any(|degree| degree.split(' ').next() == Some(folded.as_str()))
            || self.employer.contains(&folded)
            || self.employer.contains(&singular)
            || spoken()
            || self.is_known(&token.at)
    }

    /// Whether the taxonomy has a name for it.
    fn is_known(&self, at: &Range<usize>) -> bool {
        let after = self.known.partition_point(|span| span.start < at.end);
        self.known[after.saturating_sub(8)..after].iter().any(|span| span.end > at.start)
    }

    /// Whether "or", "and" or the end follows.
    fn is_joined(&self, tokens: &[Token<'_>], index: usize) -> bool {
        tokens.get(index + 1).is_none_or(|next| self.joins(next))
    }

    fn joins(&self, token: &Token<'_>) -> bool {
        let words = &self.text.language.posting.groups;
        is_in(&words.or, token.text) || is_in(&words.and, token.text)
    }

    /// Whether a term stands where skills stand.
    fn is_asked_for(&self, sentence: usize, tokens: &[Token<'_>], index: usize, count: usize) -> bool {
        let last = &tokens[index + count - 1];
        let own_item = (tokens[index].opens || index > 0 && self.joins(&tokens[index - 1]))
            && (last.closes || tokens.get(index + count).is_none_or(|next| self.joins(next)));
        let language = self.text.language;
        if tokens[index + count..].iter().take(2).any(|next| self.is_kind(next)) && !last.closes {
            return true;
        }
        // "the field bus Xyz", "a platform (Xyz)".
        if index > 0 && self.is_kind(&tokens[index - 1]) && (!tokens[index - 1].closes || own_item) {
            return true;
        }
        let place = self.text.position(tokens[index].at.start);
        let start = self.text.sentences[sentence].at.start;
        let before = self.text.folded[start.min(place)..place].trim_end_matches([' ', '"', '(']);
        let articles = &language.posting.articles;
        let before = articles
            .iter()
            .find_map(|article| before.strip_suffix(article.as_str()).filter(|rest| rest.ends_with(' ')))
            .unwrap_or(before)
            .trim_end();
        let cue = |cue: &String| {
            before.ends_with(cue.as_str())
                && !before[..before.len() - cue.len()].ends_with(crate::normalize::is_word_char)
        };
        if language.skill_before.iter().any(cue) {
            return Shape::of(tokens[index].text) != Shape::Capital || !before.ends_with(" in");
        }
        own_item && (self.text.names_of(sentence).iter().any(|name| name.is_name) || tokens.len() <= count + 6)
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// "SEMO", "ISO", "K8S".
    Acronym,
    /// "GluonTS", "iCAP", "Log4Shell".
    Mixed,
    /// "Gridlark".
    Capital,
    Other,
}

impl Shape {
    fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let upper = letters.iter().filter(|c| c.is_uppercase()).count();
        let inner = letters.iter().skip(1).filter(|c| c.is_uppercase()).count();
        let length = word.chars().count();
        if letters.len() < 2 || length > 24 || word.contains(['@', '%', '$', '€', '£']) || word.contains("://") {
            Self::Other
        } else if upper == letters.len() {
            if length <= 8 { Self::Acronym } else { Self::Other }
        } else if word.contains('-') {
            // "Turnstile-XL" is a name, "AI-related" and "Full-Time" are none.
            let small = |part: &str| part.is_empty() || part.chars().any(char::is_lowercase);
            let parts: Vec<&str> = word.split('-').collect();
            let is_name = parts[0].starts_with(char::is_uppercase) && parts.len() == 2 && !small(parts[1]);
            if is_name { Self::Mixed } else { Self::Other }
        } else if inner > 0
            && !(inner == upper && letters[0].is_lowercase() && letters.len() < 3)
            && !word.ends_with("'S")
        {
            // A plural of an abbreviation is one: "APIs".
            if word.ends_with('s') && inner + 2 == letters.len() { Self::Acronym } else { Self::Mixed }
        } else if letters[0].is_uppercase()
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphanumeric)
        {
            Self::Capital
        } else {
            Self::Other
        }
    }
}

/// The words of a sentence. `base` is the offset of its first byte.
fn tokens(sentence: &str, base: usize) -> Vec<Token<'_>> {
    let is_separator = |c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '/' | '|' | '•' | '"' | '“' | '”' | '\n' | '\t' | '[' | ']' | '*' | '·'
        )
    };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut opens = true;
    let mut start = None;
    let mut first = true;
    for (at, c) in sentence.char_indices().chain(std::iter::once((sentence.len(), '\n'))) {
        let ends = c.is_whitespace() || is_separator(c);
        if !ends {
            start.get_or_insert(at);
            continue;
        }
        if let Some(begin) = start.take() {
            let word = sentence[begin..at].trim_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
            if word.is_empty() {
                opens |= matches!(&sentence[begin..at], "-" | "–" | "—");
                if opens && let Some(last) = tokens.last_mut() {
                    last.closes = true;
                }
            } else {
                let offset = base + begin + sentence[begin..at].find(word).unwrap_or(0);
                tokens.push(Token { text: word, at: offset..offset + word.len(), opens, closes: false, first });
                opens = false;
                first = false;
                if sentence[begin..at].ends_with(['.', '!', '?']) {
                    tokens.iter_mut().last().into_iter().for_each(|token| token.closes = true);
                }
            }
        }
        if is_separator(c) {
            opens = true;
            tokens.iter_mut().last().into_iter().for_each(|token| token.closes = true);
        }
    }
    tokens
}
