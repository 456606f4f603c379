//! Evidence phrases: patterns that show a capability which people rarely name.

use std::ops::Range;

use super::anchors::{Anchors, Part, Sentence, Standing};
use super::search::{Alternatives, Sieve, contains_phrase};
use super::{Effort, View};
use crate::normalize::is_word_char;
use crate::taxonomy::lazy_list::LazyList;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{ActionNeeds, Phrases, Piece, RouteOf, Scratch, SkillIndex};

/// The longest sentence that is looked at, in bytes. A longer one is a table or a list that lost its breaks; a pattern
/// over it proves nothing.
pub const LONGEST_SENTENCE: usize = 2_000;

/// Finds evidence phrases in folded sentences. For a single document a pattern is tried where one of its triggers stands,
/// for many where its rarest words do, and run only where the sentence holds everything else that it needs.
pub struct PhraseFinder<'t> {
    phrases: &'t Phrases,
    actions: LazyList<Option<ActionNeeds>>,
    /// For many documents.
    anchors: Option<Anchors<'t>>,
    /// The triggers that are equal, of several phrases, have a group: of each where it begins, and where the last ends.
    /// None where anchors say what is tried.
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

/// A skill, and the folded range that shows it.
type Shown = (SkillIndex, Range<usize>);

/// A trigger in a text: where it stands, and the number of its group.
pub type Triggered = (usize, u32);

impl<'t> PhraseFinder<'t> {
    /// Collects the phrases of a taxonomy.
    pub fn new(phrases: &'t Phrases, effort: Effort) -> Self {
        let anchors = match effort {
            Effort::One => None,
            Effort::Many => Anchors::new(phrases),
        };
        let triggers = &phrases.triggers;
        let opens = |&index: &usize| index == 0 || triggers.get(index - 1).0 != triggers.get(index).0;
        let searched = if anchors.is_some() { 0 } else { triggers.len() };
        let groups = (0..searched).filter(opens).chain([searched]);
        let groups: Vec<u32> = groups.map(|index| index as u32).collect();
        let keys = groups[..groups.len() - 1].iter().map(|&index| Key::of(triggers.get(index as usize).0)).collect();
        Self { phrases, actions: LazyList::new(phrases.list.len()), anchors, groups, keys }
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

    /// What literals of phrases a piece of a text may belong to, where many texts are asked.
    pub fn parts_of(&self, piece: &str, parts: &mut Vec<Part>) {
        if let Some(anchors) = &self.anchors {
            anchors.look_up(piece, parts);
        }
    }

    /// Notes the literals to which a piece of a text belongs, of which it is known to what it may.
    pub fn look_at_parts(&self, piece: Piece, text: &str, parts: &[Part], standing: &mut Vec<Standing>) {
        if let Some(anchors) = &self.anchors {
            anchors.look_at(piece, text, parts, standing);
        }
    }

    /// The skills that a folded text shows, with the folded range that shows each. A sentence that names the skill, or
    /// shows it by another phrase, needs no more proof; `is_named` says it of the sentence with a number.
    pub fn find(&self, view: &View<'_, '_>, is_named: impl Fn(usize, SkillIndex) -> bool) -> Vec<Shown> {
        match &self.anchors {
            None => self.find_by_triggers(view, is_named),
            Some(anchors) => self.find_by_anchors(anchors, view, is_named),
        }
    }

    /// With nothing but the tables.
    fn find_by_triggers(&self, view: &View<'_, '_>, is_named: impl Fn(usize, SkillIndex) -> bool) -> Vec<Shown> {
        let (mut found, mut phrases, mut scratch) = (Vec::new(), Vec::new(), Scratch::default());
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
            let before = found.len();
            for &number in &phrases {
                let skill = self.skill_of(number);
                if !is_shown(skill, &found[before..])
                    && !is_named(sentence, skill)
                    && let Some(place) = self.find_at_once(number, text, &sieve, &mut scratch)
                    && self.action_of(number).is_none_or(|needs| is_act(text, &place, needs, view))
                {
                    found.push((skill, range.start + place.start..range.start + place.end));
                }
            }
        }
        found
    }

    /// With what was made ready for many texts.
    fn find_by_anchors(
        &self,
        anchors: &Anchors<'_>,
        view: &View<'_, '_>,
        is_named: impl Fn(usize, SkillIndex) -> bool,
    ) -> Vec<Shown> {
        let (mut found, mut routes, mut starts, mut scratch) = (Vec::new(), Vec::new(), Vec::new(), Scratch::default());
        let (mut sentence, mut standing) = (0, view.standing.as_slice());
        while let Some(first) = standing.first() {
            sentence += view.sentences[sentence..].iter().take_while(|range| range.end <= first.word()).count();
            let Some(range) = view.sentences.get(sentence) else { break };
            standing = anchors.routes_in(range, standing, &mut routes);
            if routes.is_empty() {
                continue;
            }
            let text = &view.text()[range.clone()];
            let within = Sentence { text, sieve: view.sieve(sentence) };
            let before = found.len();
            for of_phrase in routes.chunk_by(|one, next| anchors.phrase_of(one.0) == anchors.phrase_of(next.0)) {
                let number = anchors.phrase_of(of_phrase[0].0);
                let begins =
                    of_phrase.iter().filter_map(|&(route, first, last)| anchors.begins(route, &within, (first, last)));
                let Some(begins) = begins.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else {
                    continue;
                };
                let skill = self.skill_of(number);
                if is_shown(skill, &found[before..]) || is_named(sentence, skill) {
                    continue;
                }
                anchors.starts(number, &within, begins, &mut starts);
                if let Some(place) = self.run(number, text, &starts, &mut scratch)
                    && self.action_of(number).is_none_or(|needs| is_act(text, &place, needs, view))
                    && anchors.is_triggered(number, view.text(), range)
                {
                    found.push((skill, range.start + place.start..range.start + place.end));
                }
            }
        }
        found
    }

    fn skill_of(&self, number: u32) -> SkillIndex {
        self.phrases.needs.get(number).skill()
    }

    /// What an action needs beside its pattern, decoded when one is first found.
    fn action_of(&self, number: u32) -> Option<&ActionNeeds> {
        self.actions.get_or_make(number as usize, || self.phrases.list.get(number).action).as_ref()
    }

    /// Looks for a phrase in a sentence.
    fn find_at_once(&self, number: u32, text: &str, sieve: &Sieve, scratch: &mut Scratch) -> Option<Range<usize>> {
        let needs = self.phrases.needs.get(number);
        if !needs.routes().any(|route| holds(text.as_bytes(), sieve, route)) {
            return None;
        }
        let begins = needs.begins().literals();
        let mut starts: Vec<usize> = match begins.clone().next() {
            Some(_) => begins.places(text, sieve),
            None => (0..=text.len()).collect(),
        };
        starts.sort_unstable();
        starts.dedup();
        self.run(number, text, &starts, scratch)
    }

    /// The leftmost match of a pattern in a sentence that begins at one of some offsets.
    fn run(&self, number: u32, text: &str, starts: &[usize], scratch: &mut Scratch) -> Option<Range<usize>> {
        let program = self.phrases.programs.get(number);
        program.prepare(text.as_bytes(), scratch);
        let place = starts.iter().find_map(|&start| Some(start..program.match_at(text.as_bytes(), start, scratch)?))?;
        // The pattern is one over bytes.
        (!place.is_empty() && text.get(place.clone()).is_some()).then_some(place)
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

fn is_shown(skill: SkillIndex, found: &[Shown]) -> bool {
    found.iter().any(|&(shown, _)| shown == skill)
}

/// Whether a sentence holds one literal of each anchor of a route, one after the other.
fn holds(sentence: &[u8], sieve: &Sieve, route: RouteOf<'_>) -> bool {
    let (mut anchors, mut in_turn, mut from) = (route, route, 0);
    anchors.all(|anchor| anchor.literals().may_be_in(sieve))
        && in_turn.all(|anchor| {
            let end = anchor.literals().first_end(&sentence[from..], sieve);
            from += end.unwrap_or(0);
            end.is_some()
        })
}
