//! Products that somebody sells: who sells Kubernetes hosting does not run it.

use std::ops::Range;

use super::candidates::Candidate;
use super::view::{NEAR, View};

/// The most words between a verb of selling and a name.
const SOLD_WORDS: usize = 5;

impl View<'_, '_> {
    /// "… and VM sales": a product that somebody sells.
    pub(super) fn is_sold(&self, after: &str) -> bool {
        let lists = &self.matcher.lists;
        let mut words = Words::new(after).take(SOLD_WORDS + 2).peekable();
        for _ in 0..=SOLD_WORDS {
            let Some(word) = words.next().filter(|word| !lists.sales_end.contains(word)) else { return false };
            if lists.sales_words.contains(word) {
                // "LinkedIn Sales Navigator" is a name.
                let next = words.peek();
                if next.is_none_or(|next| {
                    lists.sales_end.contains(next) || lists.between.contains(next) || lists.role_nouns.contains(next)
                }) {
                    return true;
                }
            }
        }
        false
    }

    /// "Sold backups and Kubernetes hosting into 40 accounts", "displaced Splunk and Datadog": a list of what was sold.
    pub(super) fn follows_sale(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        if !self.kinds(candidate).has_sale() {
            return false;
        }
        let lists = &self.matcher.lists;
        let near = self.within(sentence, candidate, NEAR);
        let Some(end) = self.cues.sale_before(near.start..candidate.folded.start) else { return false };
        let between = &self.text()[end..candidate.folded.start];
        let words = between.split([' ', ',', '/']).filter(|word| !word.is_empty());
        !between.contains([';', '.', ':'])
            && words.clone().take(SOLD_WORDS + 1).count() <= SOLD_WORDS
            && !words.clone().any(|word| lists.sales_end.contains(word))
    }
}

/// The words of a text, with one space or more between them, up to the end of the clause.
struct Words<'a> {
    text: &'a str,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        Self { text }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.text.trim_start_matches(' ');
        let ends = |byte: u8| matches!(byte, b' ' | b';' | b'.' | b':');
        let end = text.bytes().position(ends).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        self.text = if rest.starts_with(' ') { rest } else { "" };
        (!word.is_empty()).then_some(word)
    }
}
