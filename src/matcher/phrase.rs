//! Evidence phrases: patterns that show a capability which people rarely name.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Engine;
use super::search::{Sieve, Sought};
use super::{Effort, View};
use crate::normalize::is_word_char;
use crate::taxonomy::{Needs, Phrases, Piece, Scratch, SkillIndex};

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

/// A phrase that was asked for.
struct Ready {
    skill: SkillIndex,
    required: Vec<Vec<Sought>>,
    begins: Vec<Sought>,
    engine: OnceLock<Option<Engine>>,
}

impl Ready {
    fn new(needs: Needs, effort: Effort) -> Self {
        let new = match effort {
            Effort::One => Sought::new,
            Effort::Many => Sought::often,
        };
        let sought = |texts: Vec<String>| texts.into_iter().map(new).collect();
        Self {
            skill: needs.skill,
            required: needs.required.into_iter().map(sought).collect(),
            begins: sought(needs.begins),
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

    fn ready(&self, phrase: u32) -> &Ready {
        self.ready[phrase as usize].get_or_init(|| Ready::new(self.phrases.needs(phrase), self.effort))
    }

    fn engine<'r>(&self, number: u32, ready: &'r Ready) -> Option<&'r Engine> {
        ready.engine.get_or_init(|| Engine::new(self.phrases.programs.get(number), self.effort)).as_ref()
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
            let ready = self.ready(number);
            let shows = (sentence, ready.skill);
            if !holds(text.as_bytes(), &sieve.1, &ready.required)
                || shown.contains(&shows)
                || named.binary_search(&shows).is_ok()
            {
                continue;
            }
            let Some(engine) = self.engine(number, ready) else { continue };
            let program = self.phrases.programs.get(number);
            let match_at = |start: usize| Some(start..engine.match_at(program, text, start, &mut scratch)?);
            let place = search(match_at, &ready.begins, text, &sieve.1);
            if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                shown.insert(shows);
                found.push((ready.skill, range.start + place.start..range.start + place.end));
            }
        }
        found
    }
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone.
fn search(
    match_at: impl FnMut(usize) -> Option<Range<usize>>,
    begins: &[Sought],
    sentence: &str,
    sieve: &Sieve,
) -> Option<Range<usize>> {
    if begins.is_empty() {
        return (0..=sentence.len()).find_map(match_at);
    }
    let possible = begins.iter().filter(|literal| sieve.may_hold(literal));
    let mut starts: Vec<usize> = possible.flat_map(|literal| literal.find_all_in(sentence)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().find_map(match_at)
}

/// Whether a sentence holds one literal of each set, one after the other.
fn holds(sentence: &[u8], sieve: &Sieve, required: &[Vec<Sought>]) -> bool {
    if !required.iter().all(|set| set.iter().any(|word| sieve.may_hold(word))) {
        return false;
    }
    let mut from = 0;
    required.iter().all(|set| {
        let rest = &sentence[from..];
        let words = set.iter().filter(|word| sieve.may_hold(word));
        let end = words.filter_map(|word| word.find_in(rest).map(|at| at + word.text.len())).min();
        from += end.unwrap_or(0);
        end.is_some()
    })
}
