//! Evidence phrases: patterns that show a capability which people rarely name.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use regex_automata::{Input, meta};

use super::Effort;
use crate::taxonomy::{Phrase, SkillIndex, Taxonomy};

/// Finds evidence phrases in folded sentences. A pattern is compiled when one of its triggers first turns up, so that
/// a run pays only for what its document needs.
pub struct PhraseFinder<'t> {
    phrases: &'t [Phrase],
    triggers: Option<AhoCorasick>,
    /// For each trigger, the phrases that it belongs to.
    of_trigger: Vec<Vec<usize>>,
    compiled: Vec<OnceLock<Option<meta::Regex>>>,
    effort: Effort,
}

impl<'t> PhraseFinder<'t> {
    /// Collects the phrases of a taxonomy.
    pub fn new(taxonomy: &'t Taxonomy, effort: Effort) -> Self {
        let mut words: Vec<(&str, usize)> = Vec::new();
        for (index, phrase) in taxonomy.phrases.iter().enumerate() {
            words.extend(phrase.triggers.iter().map(|word| (word.as_str(), index)));
        }
        words.sort_unstable();
        let mut distinct: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        distinct.dedup();
        let of_trigger = distinct
            .iter()
            .map(|word| words.iter().filter(|(known, _)| known == word).map(|(_, index)| *index).collect())
            .collect();
        let triggers = super::automaton(effort, distinct.iter());
        let compiled = taxonomy.phrases.iter().map(|_| OnceLock::new()).collect();
        Self { phrases: &taxonomy.phrases, triggers, of_trigger, compiled, effort }
    }

    /// The skills that a folded text shows, with the folded range that shows each. `sentences` are its sentences, in
    /// order.
    pub fn find(&self, text: &str, sentences: &[Range<usize>]) -> Vec<(SkillIndex, Range<usize>)> {
        let Some(triggers) = &self.triggers else { return Vec::new() };
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        for hit in triggers.find_overlapping_iter(text) {
            let sentence = sentences.partition_point(|range| range.end <= hit.start());
            for &phrase in &self.of_trigger[hit.pattern().as_usize()] {
                wanted.push((sentence, phrase));
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = Vec::new();
        for (sentence, phrase) in wanted {
            let Some(range) = sentences.get(sentence) else { continue };
            // A sentence this long is a table or a list that lost its breaks; a pattern over it proves nothing.
            if range.len() > 2_000 {
                continue;
            }
            let text_of_sentence = &text[range.clone()];
            let Phrase { skill, required, pattern, .. } = &self.phrases[phrase];
            if !required.iter().all(|set| set.iter().any(|word| text_of_sentence.contains(word.as_str()))) {
                continue;
            }
            let Some(regex) = self.compiled[phrase].get_or_init(|| compile(pattern, self.effort)) else { continue };
            if let Some(shown) = regex.find(Input::new(text_of_sentence)).filter(|shown| !shown.is_empty() && text.is_char_boundary(range.start + shown.start()) && text.is_char_boundary(range.start + shown.end())) {
                found.push((*skill, range.start + shown.start()..range.start + shown.end()));
            }
        }
        found
    }
}

/// Folded text is nearly all ASCII, and patterns over bytes compile in a fraction of the time. For one document the
/// engines that make a long search fast cost more than they save, so there is only the plain one: the same matches.
fn compile(pattern: &str, effort: Effort) -> Option<meta::Regex> {
    let many = effort == Effort::Many;
    let config = meta::Config::new()
        .which_captures(WhichCaptures::Implicit)
        .hybrid(many)
        .dfa(many)
        .onepass(many)
        .auto_prefilter(many)
        .utf8_empty(false);
    meta::Builder::new().configure(config).syntax(syntax::Config::new().unicode(false).utf8(false)).build(pattern).ok()
}
