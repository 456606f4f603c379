//! Evidence phrases: patterns that show a capability which people rarely name.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, meta};

use super::finder::{Effort, Finder, Words};
use super::search::{Sieve, find, find_all};
use crate::taxonomy::{Phrase, SkillIndex, Taxonomy};

/// Finds evidence phrases in folded sentences. A pattern is compiled when a sentence first holds everything that it
/// needs, so that a run pays only for what its document shows.
pub struct PhraseFinder<'t> {
    phrases: &'t [Phrase],
    finder: Finder,
    triggers: Triggers<'t>,
    compiled: Vec<OnceLock<Option<meta::Regex>>>,
    effort: Effort,
}

/// Trigger words with the number of the phrase that each belongs to.
struct Triggers<'t>(Vec<(&'t str, usize)>);

impl Words for Triggers<'_> {
    fn count(&self) -> u32 {
        self.0.len() as u32
    }

    fn word(&self, number: u32) -> &str {
        self.0[number as usize].0
    }
}

impl<'t> PhraseFinder<'t> {
    /// Collects the phrases of a taxonomy.
    pub fn new(taxonomy: &'t Taxonomy, effort: Effort) -> Self {
        let all = taxonomy.phrases.iter().enumerate();
        let triggers = Triggers(
            all.flat_map(|(index, phrase)| phrase.triggers.iter().map(move |word| (word.as_str(), index))).collect(),
        );
        let finder = Finder::new(&triggers, effort);
        let compiled = taxonomy.phrases.iter().map(|_| OnceLock::new()).collect();
        Self { phrases: &taxonomy.phrases, finder, triggers, compiled, effort }
    }

    /// The skills that a folded text shows, with the folded range that shows each. `sentences` are its sentences, in
    /// order. A sentence that names the skill, or shows it by another phrase, needs no more proof: `named` holds such
    /// pairs of sentence and skill, sorted.
    pub fn find(
        &self,
        text: &str,
        sentences: &[Range<usize>],
        named: &[(usize, SkillIndex)],
    ) -> Vec<(SkillIndex, Range<usize>)> {
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        self.finder.find(text, &self.triggers, |hit, number| {
            let sentence = sentences.partition_point(|range| range.end <= hit.start);
            wanted.push((sentence, self.triggers.0[number as usize].1));
        });
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = Vec::new();
        let mut shown = BTreeSet::new();
        let mut sieve = (usize::MAX, Sieve::default());
        for (sentence, phrase) in wanted {
            let Some(range) = sentences.get(sentence) else { continue };
            // A sentence this long is a table or a list that lost its breaks; a pattern over it proves nothing.
            if range.len() > 2_000 {
                continue;
            }
            let text_of_sentence = &text[range.clone()];
            let Phrase { skill, required, pattern, .. } = &self.phrases[phrase];
            if sieve.0 != sentence {
                sieve = (sentence, Sieve::of(text_of_sentence));
            }
            let shows = (sentence, *skill);
            if !holds(text_of_sentence.as_bytes(), &sieve.1, required)
                || shown.contains(&shows)
                || named.binary_search(&shows).is_ok()
            {
                continue;
            }
            let Some(regex) = self.compiled[phrase].get_or_init(|| compile(pattern, self.effort)) else { continue };
            let shown_at = search(regex, &self.phrases[phrase].begins, text_of_sentence, &sieve.1);
            let place = shown_at.map(|at| range.start + at.start..range.start + at.end);
            if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                shown.insert(shows);
                found.push((*skill, place));
            }
        }
        found
    }
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone.
fn search(regex: &meta::Regex, begins: &[String], sentence: &str, sieve: &Sieve) -> Option<Range<usize>> {
    if begins.is_empty() {
        return regex.find(sentence).map(|found| found.range());
    }
    let possible = begins.iter().filter(|literal| sieve.may_hold(literal));
    let mut starts: Vec<usize> = possible.flat_map(|literal| find_all(sentence, literal)).collect();
    starts.sort_unstable();
    starts.dedup();
    let at = |start: usize| Input::new(sentence).range(start..).anchored(Anchored::Yes);
    starts.into_iter().find_map(|start| regex.find(at(start))).map(|found| found.range())
}

/// Whether a sentence holds one literal of each set, one after the other.
fn holds(sentence: &[u8], sieve: &Sieve, required: &[Vec<String>]) -> bool {
    if !required.iter().all(|set| set.iter().any(|word| sieve.may_hold(word))) {
        return false;
    }
    let mut from = 0;
    required.iter().all(|set| {
        let rest = &sentence[from..];
        let words = set.iter().filter(|word| sieve.may_hold(word));
        let end = words.filter_map(|word| find(rest, word.as_bytes()).map(|at| at + word.len())).min();
        from += end.unwrap_or(0);
        end.is_some()
    })
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
