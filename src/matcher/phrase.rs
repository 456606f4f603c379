//! Evidence phrases: patterns that show a capability which people rarely name.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Engine;
use super::search::{InSentence, Sieve, Sought};
use super::{Effort, View};
use crate::normalize::is_word_char;
use crate::taxonomy::{Literals, NeedsOf, Phrases, Piece, Scratch, SkillIndex};

/// The longest sentence that is looked at, in bytes. A longer one is a table or a list that lost its breaks; a pattern
/// over it proves nothing.
pub const LONGEST_SENTENCE: usize = 2_000;

/// Finds evidence phrases in folded sentences. A pattern is put together when a sentence first holds everything that it
/// needs, so that a run pays only for what its document shows.
pub struct PhraseFinder<'t> {
    phrases: &'t Phrases,
    ready: Vec<OnceLock<Ready>>,
    effort: Effort,
    /// The triggers that are equal, of several phrases, have a group: of each where it begins, and where the last ends.
    groups: Vec<u32>,
    /// For each byte the first group that begins with it or with a later one.
    by_first: [u32; 256],
}

/// A phrase that many sentences asked for.
struct Ready {
    required: Vec<Vec<Sought>>,
    begins: Vec<Sought>,
    engine: OnceLock<Option<Engine>>,
}

impl Ready {
    fn new(needs: NeedsOf<'_>) -> Self {
        let sought = |texts: Literals<'_>| texts.map(|text| Sought::often(text.to_owned())).collect();
        Self {
            required: needs.required().map(sought).collect(),
            begins: sought(needs.begins()),
            engine: OnceLock::new(),
        }
    }
}

/// A trigger in a text: where it stands, and the number of its group.
pub type Triggered = (usize, u32);

impl<'t> PhraseFinder<'t> {
    /// Collects the phrases of a taxonomy.
    pub fn new(phrases: &'t Phrases, effort: Effort) -> Self {
        let triggers = &phrases.triggers;
        let opens = |&index: &usize| index == 0 || triggers.get(index - 1).0 != triggers.get(index).0;
        let groups = (0..triggers.len()).filter(opens).chain([triggers.len()]);
        let groups: Vec<u32> = groups.map(|index| index as u32).collect();
        let mut by_first = [0; 256];
        for &index in &groups[..groups.len() - 1] {
            // Numbers of groups that begin with each byte, then sums of them.
            let first = triggers.get(index as usize).0.as_bytes().first();
            by_first[first.map_or(0, |&byte| usize::from(byte))] += 1;
        }
        let mut before = 0;
        for first in &mut by_first {
            before += std::mem::replace(first, before);
        }
        Self { phrases, ready: (0..phrases.list.len()).map(|_| OnceLock::new()).collect(), effort, groups, by_first }
    }

    fn trigger(&self, group: u32) -> &str {
        self.phrases.triggers.get(self.groups[group as usize] as usize).0
    }

    /// The groups of triggers that may stand where a piece of a text does: those that it begins with, and those that go
    /// on behind it.
    pub fn groups_of<'w>(&'w self, piece: &'w str) -> impl Iterator<Item = u32> + 'w {
        // As many bytes as every such trigger has in common with the piece.
        let wanted = &piece.as_bytes()[..piece.len().min(2)];
        let beginning = move |group: u32| {
            let trigger = self.trigger(group).as_bytes();
            &trigger[..trigger.len().min(wanted.len())]
        };
        let first = wanted.first().map_or(0, |&byte| usize::from(byte));
        let groups = self.groups.len() as u32 - 1;
        let end = self.by_first.get(first + 1).copied().unwrap_or(groups);
        let (mut low, mut high) = (self.by_first[first], end);
        while low < high {
            let middle = low.midpoint(high);
            if beginning(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        (low..end).take_while(move |&group| beginning(group) == wanted).filter(move |&group| {
            let trigger = self.trigger(group);
            let behind = trigger.strip_prefix(piece).and_then(|rest| rest.chars().next());
            let goes_on = |c: char| is_word_char(c) && piece.ends_with(is_word_char);
            piece.starts_with(trigger) || behind.is_some_and(|c| !goes_on(c))
        })
    }

    /// Notes the triggers that begin with a piece of a folded text, of which it is known to what groups they may belong.
    pub fn look_at(&self, piece: Piece, text: &str, groups: Option<&[u32]>, triggered: &mut Vec<Triggered>) {
        let mut note = |group: u32| {
            let trigger = self.trigger(group);
            if trigger.len() <= piece.end - piece.start || text[piece.start..].starts_with(trigger) {
                triggered.push((piece.start, group));
            }
        };
        match groups {
            Some(groups) => groups.iter().for_each(|&group| note(group)),
            None => self.groups_of(&text[piece.start..piece.end]).for_each(note),
        }
    }

    /// Which phrases to try in which sentence, in order.
    fn wanted(&self, triggered: &[Triggered], sentences: &[Range<usize>]) -> Vec<(usize, u32)> {
        let mut sentence = 0;
        let mut wanted = Vec::new();
        for &(at, group) in triggered {
            while sentences.get(sentence).is_some_and(|range| range.end <= at) {
                sentence += 1;
            }
            if sentence == sentences.len() {
                break;
            }
            let group = group as usize;
            let members = self.groups[group]..self.groups[group + 1];
            wanted.extend(members.map(|index| (sentence, self.phrases.triggers.phrase(index as usize))));
        }
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// The skills that a folded text shows, with the folded range that shows each. A sentence that names the skill, or
    /// shows it by another phrase, needs no more proof: `named` holds such pairs of sentence and skill, sorted.
    pub fn find(&self, view: &View<'_, '_>, named: &[(usize, SkillIndex)]) -> Vec<(SkillIndex, Range<usize>)> {
        let mut found = Vec::new();
        let mut shown = BTreeSet::new();
        let mut sieve = (usize::MAX, Sieve::default());
        let mut scratch = Scratch::default();
        for (sentence, number) in self.wanted(&view.triggered, &view.sentences) {
            let range = &view.sentences[sentence];
            if range.len() > LONGEST_SENTENCE {
                continue;
            }
            let text = &view.text()[range.clone()];
            if sieve.0 != sentence {
                sieve = (sentence, Sieve::of(text));
            }
            let needs = self.phrases.needs.get(number);
            let shows = (sentence, needs.skill());
            if shown.contains(&shows) || named.binary_search(&shows).is_ok() {
                continue;
            }
            let program = self.phrases.programs.get(number);
            let place = match self.effort {
                Effort::One => {
                    let match_at = |start| program.match_at(text.as_bytes(), start, &mut scratch);
                    let holds = || holds(text.as_bytes(), &sieve.1, needs.required());
                    holds().then(|| search(match_at, needs.begins(), text, &sieve.1)).flatten()
                }
                Effort::Many => {
                    let ready = self.ready[number as usize].get_or_init(|| Ready::new(needs));
                    let engine = || ready.engine.get_or_init(|| Engine::new(program)).as_ref();
                    let required = ready.required.iter().map(|set| set.iter());
                    let engine = holds(text.as_bytes(), &sieve.1, required).then(engine).flatten();
                    let match_at = |engine: &Engine| {
                        search(|start| engine.match_at(text, start), ready.begins.iter(), text, &sieve.1)
                    };
                    engine.and_then(match_at)
                }
            };
            if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                shown.insert(shows);
                found.push((needs.skill(), range.start + place.start..range.start + place.end));
            }
        }
        found
    }
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone. `end_of` gives the end of the match that begins at an offset.
fn search<L: InSentence>(
    mut end_of: impl FnMut(usize) -> Option<usize>,
    begins: impl Iterator<Item = L> + Clone,
    sentence: &str,
    sieve: &Sieve,
) -> Option<Range<usize>> {
    let match_at = |start: usize| end_of(start).map(|end| start..end);
    if begins.clone().next().is_none() {
        return (0..=sentence.len()).find_map(match_at);
    }
    let possible = begins.filter(|literal| literal.may_be_in(sieve));
    let mut starts: Vec<usize> = possible.flat_map(|literal| literal.places_in(sentence)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().find_map(match_at)
}

/// Whether a sentence holds one literal of each set, one after the other.
fn holds<L: InSentence, S: Iterator<Item = L>>(
    sentence: &[u8],
    sieve: &Sieve,
    required: impl Iterator<Item = S> + Clone,
) -> bool {
    if !required.clone().all(|mut set| set.any(|word| word.may_be_in(sieve))) {
        return false;
    }
    let mut from = 0;
    required.into_iter().all(|set| {
        let rest = &sentence[from..];
        let words = set.filter(|word| word.may_be_in(sieve));
        let end = words.filter_map(|word| word.place_in(rest).map(|at| at + word.length())).min();
        from += end.unwrap_or(0);
        end.is_some()
    })
}
