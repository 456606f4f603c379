//! Evidence phrases: patterns that show a capability which people rarely name.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Engine;
use super::search::{Sieve, find, find_all};
use super::{Effort, View};
use crate::taxonomy::{Phrase, Phrases, Piece, SkillIndex, Triggers};

/// The longest sentence that is looked at, in bytes. A longer one is a table or a list that lost its breaks; a pattern
/// over it proves nothing.
pub const LONGEST_SENTENCE: usize = 2_000;

/// Finds evidence phrases in folded sentences. A pattern is put together when a sentence first holds everything that it
/// needs, so that a run pays only for what its document shows.
pub struct PhraseFinder<'t> {
    phrases: &'t Phrases,
    ready: Vec<OnceLock<Ready>>,
    effort: Effort,
    /// A bit for the first two bytes of each trigger: most words begin with others.
    first: Vec<u64>,
}

/// A phrase that was asked for.
struct Ready {
    phrase: Phrase,
    engine: OnceLock<Option<Engine>>,
}

/// A trigger in a text: where it stands, and the number of the phrase.
pub type Triggered = (usize, u32);

impl<'t> PhraseFinder<'t> {
    /// Collects the phrases of a taxonomy.
    pub fn new(phrases: &'t Phrases, effort: Effort) -> Self {
        let mut first = vec![0; (1 << 16) / 64];
        for index in 0..phrases.triggers.len() {
            let key = key(phrases.triggers.get(index).0.as_bytes());
            first[key >> 6] |= 1 << (key & 63);
        }
        Self { phrases, ready: (0..phrases.list.len()).map(|_| OnceLock::new()).collect(), effort, first }
    }

    /// Notes every trigger that begins with a piece of a folded text.
    pub fn look_at(&self, piece: Piece, text: &str, triggered: &mut Vec<Triggered>) {
        let rest = &text.as_bytes()[piece.start..];
        let key = key(rest);
        if self.first[key >> 6] >> (key & 63) & 1 == 0 {
            return;
        }
        let triggers = &self.phrases.triggers;
        for index in first_with(triggers, key)..triggers.len() {
            let (trigger, phrase) = triggers.get(index);
            if self::key(trigger.as_bytes()) != key {
                break;
            }
            if rest.starts_with(trigger.as_bytes()) {
                triggered.push((piece.start, phrase));
            }
        }
    }

    fn ready(&self, phrase: u32) -> &Ready {
        self.ready[phrase as usize]
            .get_or_init(|| Ready { phrase: self.phrases.list.get(phrase), engine: OnceLock::new() })
    }

    fn engine<'r>(&self, number: u32, ready: &'r Ready) -> Option<&'r Engine> {
        ready.engine.get_or_init(|| Engine::new(&self.phrases.programs.get(number), self.effort)).as_ref()
    }

    /// The skills that a folded text shows, with the folded range that shows each. A sentence that names the skill, or
    /// shows it by another phrase, needs no more proof: `named` holds such pairs of sentence and skill, sorted.
    pub fn find(&self, view: &View<'_, '_>, named: &[(usize, SkillIndex)]) -> Vec<(SkillIndex, Range<usize>)> {
        let mut found = Vec::new();
        let mut shown = BTreeSet::new();
        let mut sieve = (usize::MAX, Sieve::default());
        for (sentence, number) in wanted(&view.triggered, &view.sentences) {
            let range = &view.sentences[sentence];
            if range.len() > LONGEST_SENTENCE {
                continue;
            }
            let text = &view.text()[range.clone()];
            if sieve.0 != sentence {
                sieve = (sentence, Sieve::of(text));
            }
            let ready = self.ready(number);
            let shows = (sentence, ready.phrase.skill);
            if !holds(text.as_bytes(), &sieve.1, &ready.phrase.required)
                || shown.contains(&shows)
                || named.binary_search(&shows).is_ok()
            {
                continue;
            }
            let Some(engine) = self.engine(number, ready) else { continue };
            let place = search(engine, &ready.phrase.begins, text, &sieve.1);
            if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                shown.insert(shows);
                found.push((ready.phrase.skill, range.start + place.start..range.start + place.end));
            }
        }
        found
    }
}

fn key(bytes: &[u8]) -> usize {
    usize::from(bytes.first().copied().unwrap_or(0)) << 8 | usize::from(bytes.get(1).copied().unwrap_or(0))
}

/// The first trigger that begins with two bytes.
fn first_with(triggers: &Triggers, key: usize) -> usize {
    let (mut low, mut high) = (0, triggers.len());
    while low < high {
        let middle = low.midpoint(high);
        if self::key(triggers.get(middle).0.as_bytes()) < key { low = middle + 1 } else { high = middle }
    }
    low
}

/// Which phrases to try in which sentence, in order.
fn wanted(triggered: &[Triggered], sentences: &[Range<usize>]) -> Vec<(usize, u32)> {
    let mut sentence = 0;
    let mut wanted = Vec::new();
    for &(at, phrase) in triggered {
        while sentences.get(sentence).is_some_and(|range| range.end <= at) {
            sentence += 1;
        }
        if sentence < sentences.len() {
            wanted.push((sentence, phrase));
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone.
fn search(engine: &Engine, begins: &[String], sentence: &str, sieve: &Sieve) -> Option<Range<usize>> {
    let match_at = |start: usize| engine.match_at(sentence, start).map(|end| start..end);
    if begins.is_empty() {
        return (0..=sentence.len()).find_map(match_at);
    }
    let possible = begins.iter().filter(|literal| sieve.may_hold(literal));
    let mut starts: Vec<usize> = possible.flat_map(|literal| find_all(sentence, literal)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().find_map(match_at)
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
