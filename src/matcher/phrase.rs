//! Evidence phrases: patterns that show a capability which people rarely name.

use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Engine;
use super::search::{Alternatives, Sieve, Sought, SoughtSet, contains_phrase};
use super::{Effort, View};
use crate::normalize::is_word_char;
use crate::taxonomy::lazy_list::LazyList;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{ActionNeeds, Literals, NeedsOf, Phrases, Piece, Scratch, SkillIndex};

/// The longest sentence that is looked at, in bytes. A longer one is a table or a list that lost its breaks; a pattern
/// over it proves nothing.
pub const LONGEST_SENTENCE: usize = 2_000;

/// Finds evidence phrases in folded sentences. A pattern is put together when a sentence first holds everything that it
/// needs, so that a run pays only for what its document shows.
pub struct PhraseFinder<'t> {
    phrases: &'t Phrases,
    ready: LazyList<Ready>,
    effort: Effort,
    /// The triggers that are equal, of several phrases, have a group: of each where it begins, and where the last ends.
    groups: Vec<u32>,
    /// What the trigger of each group begins with.
    keys: Vec<Key>,
}

/// The first bytes of a text, in the order of texts.
#[derive(Clone, Copy)]
struct Key(u64);

impl Key {
    const BYTES: u32 = u64::BITS / 8;

    fn of(text: &str) -> Self {
        let bytes = text.bytes().chain(std::iter::repeat(0));
        Self(bytes.take(Self::BYTES as usize).fold(0, |key, byte| key << 8 | u64::from(byte)))
    }

    /// How many bytes the text has, or all that a key has. No folded text holds a NUL.
    fn bytes(self) -> u32 {
        Self::BYTES - self.0.trailing_zeros() / 8
    }

    /// Without all but so many bytes.
    fn first(self, bytes: u32) -> u64 {
        self.0 & u64::MAX.checked_shl(8 * (Self::BYTES - bytes)).unwrap_or(0)
    }

    /// Whether one of two texts may go on from where the other ends.
    fn agrees_with(self, other: Self) -> bool {
        let both = self.bytes().min(other.bytes());
        self.first(both) == other.first(both)
    }
}

/// A phrase that many sentences asked for.
struct Ready {
    required: Vec<SoughtSet>,
    /// Numbers of the sets in the order in which they are asked whether one of them may be there: the smallest first,
    /// which takes the least time, and last those of the triggers, of which one is there.
    quickest: Vec<usize>,
    begins: SoughtSet,
    engine: OnceLock<Option<Engine>>,
    /// What it needs beside, if it is an action.
    action: OnceLock<Option<ActionNeeds>>,
}

impl Ready {
    fn new(needs: NeedsOf<'_>, triggers: &[String]) -> Self {
        let sought = |texts: Literals<'_>| SoughtSet::new(texts.map(|text| Sought::often(text.to_owned())));
        let required: Vec<SoughtSet> = needs.required().map(sought).collect();
        let mut quickest: Vec<usize> = (0..required.len()).collect();
        let has_trigger = |set: &SoughtSet| triggers.iter().any(|trigger| set.holds(trigger));
        quickest.sort_by_key(|&set| (has_trigger(&required[set]), required[set].len()));
        Self { required, quickest, begins: sought(needs.begins()), engine: OnceLock::new(), action: OnceLock::new() }
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
        let keys = groups[..groups.len() - 1].iter().map(|&index| Key::of(triggers.get(index as usize).0)).collect();
        Self { phrases, ready: LazyList::new(phrases.list.len()), effort, groups, keys }
    }

    fn trigger(&self, group: u32) -> &str {
        self.phrases.triggers.get(self.groups[group as usize] as usize).0
    }

    /// The groups of triggers that may stand where a piece of a text does: those that it begins with, and those that go
    /// on behind it.
    pub fn groups_of<'w>(&'w self, piece: &'w str) -> impl Iterator<Item = u32> + 'w {
        // As many bytes as every such trigger has in common with the piece.
        let key = Key::of(piece);
        let few = key.bytes().min(2);
        let low = self.keys.partition_point(|trigger| trigger.first(few) < key.first(few));
        let near = self.keys[low..].iter().take_while(move |trigger| trigger.first(few) == key.first(few));
        let near = (low as u32..).zip(near).filter(move |(_, trigger)| trigger.agrees_with(key));
        near.map(|(group, _)| group).filter(move |&group| {
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

    /// The skills that a folded text shows, with the folded range that shows each. A sentence that names the skill, or
    /// shows it by another phrase, needs no more proof: `named` holds such pairs of sentence and skill, sorted.
    pub fn find(&self, view: &View<'_, '_>, named: &[(usize, SkillIndex)]) -> Vec<(SkillIndex, Range<usize>)> {
        let mut found = Vec::new();
        let mut phrases = Vec::new();
        let mut shown = Vec::new();
        let mut scratch = Scratch::default();
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
                let skill = self.phrases.needs.get(number).skill();
                if shown.contains(&skill) || named.binary_search(&(sentence, skill)).is_ok() {
                    continue;
                }
                let place = match self.effort {
                    Effort::One => self.find_at_once(number, text, &sieve, &mut scratch),
                    Effort::Many => self.find_prepared(number, text, &sieve),
                };
                // What an action needs beside is decoded only of what is found.
                let place = place.filter(|place| {
                    let decoded = || self.phrases.list.get(number).action;
                    match self.ready.made(number as usize) {
                        Some(ready) => ready
                            .action
                            .get_or_init(decoded)
                            .as_ref()
                            .is_none_or(|needs| is_act(text, place, needs, view)),
                        None => decoded().is_none_or(|needs| is_act(text, place, &needs, view)),
                    }
                });
                if let Some(place) = place.filter(|place| !place.is_empty() && text.get(place.clone()).is_some()) {
                    shown.push(skill);
                    found.push((skill, range.start + place.start..range.start + place.end));
                }
            }
        }
        found
    }

    /// Looks for a phrase in a sentence with nothing but its tables.
    fn find_at_once(&self, number: u32, text: &str, sieve: &Sieve, scratch: &mut Scratch) -> Option<Range<usize>> {
        let needs = self.phrases.needs.get(number);
        let program = self.phrases.programs.get(number);
        if !holds(text.as_bytes(), sieve, needs.required()) {
            return None;
        }
        program.prepare(text.as_bytes(), scratch);
        search(|start| program.match_at(text.as_bytes(), start, scratch), needs.begins(), text, sieve)
    }

    /// The same with what was made ready for many sentences.
    fn find_prepared(&self, number: u32, text: &str, sieve: &Sieve) -> Option<Range<usize>> {
        let ready = self.ready.get_or_make(number as usize, || {
            Ready::new(self.phrases.needs.get(number), &self.phrases.list.get(number).triggers)
        });
        let may_be = |&set: &usize| (&ready.required[set]).may_be_in(sieve);
        if !ready.quickest.iter().all(may_be) || !in_turn(text.as_bytes(), sieve, ready.required.iter()) {
            return None;
        }
        let engine = ready.engine.get_or_init(|| Engine::new(self.phrases.programs.get(number))).as_ref()?;
        search(|start| engine.match_at(text, start), &ready.begins, text, sieve)
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

/// Whether an act and its object belong together: "cleaned rooms and logged data" is no cleaning of data, and the log of
/// "cleaned the log cabin" no data.
fn is_act(text: &str, place: &Range<usize>, needs: &ActionNeeds, view: &View<'_, '_>) -> bool {
    let words = &view.matcher.taxonomy.language.action;
    let parts = |word: &str| is_in(&words.parts, word) && !is_in(&words.passive, word);
    let (Some(found), Some(after)) = (text.get(place.clone()), text.get(place.end..)) else { return false };
    let next = after.strip_prefix(' ').unwrap_or_default();
    let next = next.split(|c: char| !is_word_char(c)).next().unwrap_or_default();
    let goes_on = next.is_empty() || is_in(&words.parts, next) || is_in(&words.follows, next);
    goes_on
        && !found.split(' ').any(|word| parts(word) || needs.without.iter().any(|without| without == word))
        && (needs.near.is_empty() || needs.near.iter().any(|near| contains_phrase(text, near)))
}

/// The leftmost match in a sentence. Where the literals are known with which a match begins, it is looked for there
/// alone. `end_of` gives the end of the match that begins at an offset.
fn search(
    mut end_of: impl FnMut(usize) -> Option<usize>,
    begins: impl Alternatives,
    sentence: &str,
    sieve: &Sieve,
) -> Option<Range<usize>> {
    let match_at = |start: usize| end_of(start).map(|end| start..end);
    if begins.is_empty() {
        return (0..=sentence.len()).find_map(match_at);
    }
    let mut starts = begins.places(sentence, sieve);
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().find_map(match_at)
}

/// Whether a sentence holds one literal of each set, one after the other.
fn holds<A: Alternatives>(sentence: &[u8], sieve: &Sieve, required: impl Iterator<Item = A> + Clone) -> bool {
    required.clone().all(|set| set.may_be_in(sieve)) && in_turn(sentence, sieve, required)
}

/// The same for sets of which each may have one there.
fn in_turn<A: Alternatives>(sentence: &[u8], sieve: &Sieve, mut required: impl Iterator<Item = A>) -> bool {
    let mut from = 0;
    required.all(|set| {
        let end = set.first_end(&sentence[from..], sieve);
        from += end.unwrap_or(0);
        end.is_some()
    })
}
