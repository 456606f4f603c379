//! Evidence phrases: patterns that show a capability which people rarely name.

use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Engine;
use super::search::{Sieve, Sought, SoughtSet};
use super::{Effort, View};
use crate::normalize::is_word_char;
use crate::taxonomy::{Phrase, Phrases, Piece, SkillIndex};

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
    required: Vec<SoughtSet>,
    /// The numbers of those sets, the one with the fewest words first: most often it is the one that is missing.
    fewest_first: Vec<usize>,
    begins: SoughtSet,
    engine: OnceLock<Option<Engine>>,
}

impl Ready {
    fn new(phrase: Phrase, effort: Effort) -> Self {
        let new = match effort {
            Effort::One => Sought::new,
            Effort::Many => Sought::often,
        };
        let sought = |texts: Vec<String>| SoughtSet::new(texts.into_iter().map(new));
        let required: Vec<SoughtSet> = phrase.required.into_iter().map(sought).collect();
        let mut fewest_first: Vec<usize> = (0..required.len()).collect();
        fewest_first.sort_by_key(|&set| required[set].len());
        Self { skill: phrase.skill, required, fewest_first, begins: sought(phrase.begins), engine: OnceLock::new() }
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

    fn ready(&self, phrase: u32) -> &Ready {
        self.ready[phrase as usize].get_or_init(|| Ready::new(self.phrases.list.get(phrase), self.effort))
    }

    fn engine<'r>(&self, number: u32, ready: &'r Ready) -> Option<&'r Engine> {
        ready.engine.get_or_init(|| Engine::new(&self.phrases.programs.get(number), self.effort)).as_ref()
    }

    /// The skills that a folded text shows, with the folded range that shows each. A sentence that names the skill, or
    /// shows it by another phrase, needs no more proof: `named` holds such pairs of sentence and skill, sorted.
    pub fn find(&self, view: &View<'_, '_>, named: &[(usize, SkillIndex)]) -> Vec<(SkillIndex, Range<usize>)> {
        let mut found = Vec::new();
        let mut phrases = Vec::new();
        let mut shown = Vec::new();
        let (mut sentence, mut triggered) = (0, view.triggered.as_slice());
        while let Some(&(first, _)) = triggered.first() {
            sentence += view.sentences[sentence..].iter().take_while(|range| range.end <= first).count();
            let Some(range) = view.sentences.get(sentence) else { break };
            let count = triggered.iter().take_while(|&&(at, _)| at < range.end).count();
            let (here, others) = triggered.split_at(count);
            triggered = others;
            if range.len() > LONGEST_SENTENCE {
                continue;
            }
            self.phrases_of(here, &mut phrases);
            let text = &view.text()[range.clone()];
            let sieve = view.sieve(sentence);
            shown.clear();
            for &number in &phrases {
                let ready = self.ready(number);
                if !holds(text.as_bytes(), &sieve, ready)
                    || shown.contains(&ready.skill)
                    || named.binary_search(&(sentence, ready.skill)).is_ok()
                {
                    continue;
                }
                let Some(engine) = self.engine(number, ready) else { continue };
                let place = search(engine, &ready.begins, text, &sieve);
                if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                    shown.push(ready.skill);
                    found.push((ready.skill, range.start + place.start..range.start + place.end));
                }
            }
        }
        found
    }

    /// The phrases of some triggers, in order.
    fn phrases_of(&self, triggered: &[Triggered], phrases: &mut Vec<u32>) {
        phrases.clear();
        for &(_, group) in triggered {
            let members = self.groups[group as usize]..self.groups[group as usize + 1];
            phrases.extend(members.map(|index| self.phrases.triggers.phrase(index as usize)));
        }
        phrases.sort_unstable();
        phrases.dedup();
    }
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone.
fn search(engine: &Engine, begins: &SoughtSet, sentence: &str, sieve: &Sieve) -> Option<Range<usize>> {
    let match_at = |start: usize| engine.match_at(sentence, start).map(|end| start..end);
    if begins.is_empty() {
        return (0..=sentence.len()).find_map(match_at);
    }
    let mut starts: Vec<usize> = begins.possible(sieve).flat_map(|literal| literal.find_all_in(sentence)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().find_map(match_at)
}

/// Whether a sentence holds one literal of each set, one after the other.
fn holds(sentence: &[u8], sieve: &Sieve, ready: &Ready) -> bool {
    let Ready { required, fewest_first, .. } = ready;
    if !fewest_first.iter().all(|&set| required[set].possible(sieve).next().is_some()) {
        return false;
    }
    let mut from = 0;
    required.iter().all(|set| {
        let rest = &sentence[from..];
        let end = set.possible(sieve).filter_map(|word| word.find_in(rest).map(|at| at + word.text.len())).min();
        from += end.unwrap_or(0);
        end.is_some()
    })
}
