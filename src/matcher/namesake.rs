//! Names of other people, of animals, places and things that are names of skills, too.

use super::candidates::Candidate;
use super::refusal::first_bytes;
use super::search::starts_with_one;
use super::view::{NEAR, View};
use crate::document::SectionKind;

/// So much behind a name, in bytes, holds the initials of an author and what follows them.
const INITIALS: usize = 32;

impl View<'_, '_> {
    /// "A dog called Jupyter", "an office dog (Jenkins)", "my sister Ruby", "I live in Java".
    pub(super) fn is_namesake(&self, candidate: &Candidate) -> bool {
        let before = self.text()[..candidate.folded.start].trim_end_matches([' ', '"', '(']);
        self.original(candidate).starts_with(char::is_uppercase)
            && (self.matcher.endings.namesakes.end(before)
                || self.is_described(candidate)
                || self.is_listed_name(candidate))
    }

    /// "Ruby (dog)": a bracket behind the name says whose it is.
    fn is_described(&self, candidate: &Candidate) -> bool {
        let after = self.text()[candidate.folded.end..].strip_prefix(" (");
        let language = &self.matcher.taxonomy.language;
        after.is_some_and(|inside| starts_with_one(inside, &language.namesakes_after))
    }

    /// "Keep hens: Julia, Ruby, Pearl and Scala": capitalised words from such a label to the name.
    fn is_listed_name(&self, candidate: &Candidate) -> bool {
        if !self.kinds(candidate).has_namesakes() {
            return false;
        }
        let near = self.within(&self.sentence(candidate), candidate, NEAR);
        let Some(end) = self.cues.namesakes_before(near.start..candidate.folded.start) else { return false };
        let between = self.folded.original(end..candidate.folded.start);
        let is_name = |word: &str| word.starts_with(char::is_uppercase) || self.matcher.lists.between.contains(word);
        self.document.text()[between]
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '&'))
            .filter(|word| !word.is_empty())
            .all(is_name)
    }

    /// "P. Perl", "Rust B.": an author with initials, among publications.
    pub(super) fn is_author(&self, candidate: &Candidate) -> bool {
        if self.section_kind(candidate) != SectionKind::Publications
            || !self.original(candidate).starts_with(char::is_uppercase)
        {
            return false;
        }
        let text = self.document.text();
        let before = text[..candidate.span.start].trim_end_matches(' ');
        let initial = before.strip_suffix('.').unwrap_or_default();
        let mut letters = initial.chars().rev();
        let is_first = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(|c| matches!(c, ' ' | '\n' | '.' | '-' | ','));
        let after = first_bytes(text[candidate.span.end..].trim_start_matches(' '), INITIALS);
        let initials = after.find(|c: char| !c.is_uppercase() && c != '.').unwrap_or(after.len());
        let is_last = (1..=5).contains(&initials)
            && (1..=3).contains(&after[..initials].chars().filter(|c| *c != '.').count())
            && (after[initials..].is_empty() || after[initials..].starts_with([',', ';', '&', ' ', '\n']))
            && (after[..initials].ends_with('.') || after[initials..].starts_with([',', ';']));
        is_first || is_last
    }
}
