//! Which evidence phrases a sentence can hold, by the words that stand in it, where many sentences are asked.
//!
//! Each route through a pattern has anchors: parts that begin with one of a few literals, at known distances
//! ([`Anchor`]). The one that is likely the rarest is the key of the route ([`Route`]). To what keys a word may belong depends on the
//! word alone, so it is found once for each word and kept. Where a key stands, the other anchors are looked for as far
//! from it as they may stand, and a pattern is run only where all are there.
//!
//! [`Anchor`]: crate::taxonomy::Anchor
//! [`Route`]: crate::taxonomy::Route

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::phrase::LONGEST_SENTENCE;
use super::search::{Probes, Sieve, boundary_before, find};
use crate::normalize::is_word_char;
use crate::taxonomy::{AnchorOf, NeedsTable, Phrases, Piece, visible_pieces};

/// The routes of all phrases.
pub struct Anchors<'t> {
    phrases: Vec<Phrase<'t>>,
    routes: Vec<Route<'t>>,
    /// Of each route what is asked first, and the probes for it, close together: most of the time nothing else is.
    others: Vec<Others>,
    probes: Vec<Probes>,
    keys: Vec<Key<'t>>,
    /// Looks for the pieces in words by which keys are found.
    automaton: AhoCorasick,
    /// The keys that each of these pieces may belong to.
    of_piece: Vec<Vec<u32>>,
}

/// What is known of a phrase beside its routes.
struct Phrase<'t> {
    /// Literals with one of which every match begins, if there are any.
    begins: Link<'t>,
    /// Texts of which one must begin a word of the sentence.
    triggers: Vec<&'t str>,
}

/// A route through the pattern of a phrase.
struct Route<'t> {
    phrase: u32,
    links: Vec<Link<'t>>,
    /// The numbers of the links, likely the rarest first: that is the key.
    order: Vec<usize>,
}

/// The links of a route beside the key.
struct Others {
    phrase: u32,
    /// Where the probes of their literals begin among all.
    first: u32,
    /// How many literals each has, as many of the links as there is room for.
    counts: [u8; 8],
}

/// An anchor, and how far it stands behind the one before it.
struct Link<'t> {
    literals: Vec<Literal<'t>>,
    /// Of each of those.
    probes: Vec<Probes>,
    least: usize,
    most: usize,
}

/// A text that stands between words, where it must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Literal<'t> {
    text: &'t str,
    begins_word: bool,
    ends_word: bool,
}

/// A sentence in which phrases are looked for, with its trigrams.
pub struct Sentence<'v> {
    pub text: &'v str,
    pub sieve: Sieve,
}

/// A literal of keys.
struct Key<'t> {
    literal: Literal<'t>,
    /// The piece that it is found by.
    piece: Piece,
    /// The routes that it is the key of.
    routes: Vec<u32>,
}

/// A key that a word may belong to: where it begins, from the beginning of the word on, and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    shift: i32,
    key: u32,
}

/// A key in a text: where the word stands that it was found by, where it begins, and its number. No text is as long as
/// four gigabytes, and long ones have millions of these.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    word: u32,
    at: u32,
    key: u32,
}

impl Standing {
    /// Where the word stands that it was found by. They come in the order of these.
    pub fn word(&self) -> usize {
        self.word as usize
    }
}

impl<'t> Link<'t> {
    fn new(anchor: AnchorOf<'t>) -> Self {
        let begins_word = anchor.begins_word();
        let literal = |(text, ends_word)| Literal { text, begins_word, ends_word };
        let most = anchor.most().map_or(usize::MAX, |most| most as usize);
        Self::of(anchor.literals().map(literal).collect(), anchor.least() as usize, most)
    }

    fn of(literals: Vec<Literal<'t>>, least: usize, most: usize) -> Self {
        Self { probes: literals.iter().map(|literal| Probes::of(literal.text)).collect(), literals, least, most }
    }

    /// Those of its literals that may stand in a sentence.
    fn possible(&self, sieve: &Sieve) -> impl Iterator<Item = &Literal<'t>> {
        let may_stand = |(probes, _): &(&Probes, &Literal<'_>)| sieve.may_hold(**probes);
        self.probes.iter().zip(&self.literals).filter(may_stand).map(|(_, literal)| literal)
    }

    /// The first and the last place in a part of a sentence where it begins.
    fn places(&self, sentence: &Sentence<'_>, within: Range<usize>) -> Option<(usize, usize)> {
        let places = self.possible(&sentence.sieve);
        let places = places.flat_map(|literal| literal.places(sentence.text.as_bytes(), within.clone()));
        places.map(|at| (at, at)).reduce(|(first, last), (at, _)| (first.min(at), last.max(at)))
    }
}

impl Literal<'_> {
    /// The piece that it is found by: the longest, and the last of several.
    fn piece(&self) -> Option<Piece> {
        visible_pieces(self.text).max_by_key(|piece| piece.end - piece.start)
    }

    /// Whether it stands at a place of a text.
    fn stands(&self, text: &[u8], at: usize) -> bool {
        text.get(at..at + self.text.len()) == Some(self.text.as_bytes()) && self.is_apart(text, at)
    }

    /// Whether there are edges of words beside a place where they must be. Words are of ASCII here, as in the patterns.
    fn is_apart(&self, text: &[u8], at: usize) -> bool {
        let is_edge = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
        (!self.begins_word || is_edge(at.checked_sub(1).and_then(|before| text.get(before))))
            && (!self.ends_word || is_edge(text.get(at + self.text.len())))
    }

    /// The places in a part of a text where it begins, in order.
    fn places<'p>(&'p self, text: &'p [u8], within: Range<usize>) -> impl Iterator<Item = usize> + 'p {
        let phrase = self.text.as_bytes();
        let end = text.len().min(within.end.saturating_add(phrase.len() - 1));
        let mut from = within.start;
        let places = std::iter::from_fn(move || {
            let at = from + find(text.get(from..end)?, phrase)?;
            from = at + 1;
            Some(at)
        });
        places.filter(|&at| self.is_apart(text, at))
    }
}

impl<'t> Anchors<'t> {
    /// Collects the routes of phrases; `None` when there are too many.
    pub fn new(phrases: &'t Phrases) -> Option<Self> {
        let phrase = |number: u32| {
            let begins = Link::new(phrases.needs.get(number).begins());
            Phrase { begins, triggers: Vec::new() }
        };
        let mut all: Vec<Phrase<'t>> = (0..phrases.list.len() as u32).map(phrase).collect();
        for (trigger, phrase) in (0..phrases.triggers.len()).map(|index| phrases.triggers.get(index)) {
            all[phrase as usize].triggers.push(trigger);
        }
        let mut routes = all_routes(&phrases.needs, all.len() as u32);
        // A phrase that says no more is known by its triggers.
        for route in routes.iter_mut().filter(|route| route.links.is_empty()) {
            let literal = |&text: &&'t str| Literal { text, begins_word: false, ends_word: false };
            let literals = all[route.phrase as usize].triggers.iter().map(literal).collect();
            route.links.push(Link::of(literals, 0, usize::MAX));
            route.order.push(0);
        }
        let (others, probes) = set_apart(&routes);
        let mut routes_of: BTreeMap<Literal<'t>, Vec<u32>> = BTreeMap::new();
        for (number, route) in (0..).zip(&routes) {
            for &literal in &route.links[route.order[0]].literals {
                routes_of.entry(literal).or_default().push(number);
            }
        }
        let key = |(literal, routes): (Literal<'t>, _)| Some(Key { piece: literal.piece()?, literal, routes });
        let keys: Vec<Key<'t>> = routes_of.into_iter().filter_map(key).collect();
        let mut of_piece: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, Key { literal, piece, .. }) in (0..).zip(&keys) {
            of_piece.entry(&literal.text[piece.start..piece.end]).or_default().push(number);
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(of_piece.keys())
            .ok()?;
        Some(Self { phrases: all, automaton, of_piece: of_piece.into_values().collect(), keys, routes, others, probes })
    }

    /// Notes the keys that a word may belong to.
    pub fn look_up(&self, word: &str, parts: &mut Vec<Part>) {
        let bytes = word.as_bytes();
        for hit in self.automaton.find_overlapping_iter(word) {
            let (begins, ends) = (hit.start() == 0, hit.end() == bytes.len());
            for &key in &self.of_piece[hit.pattern().as_usize()] {
                let Key { literal, piece, .. } = &self.keys[key as usize];
                let (is_first, is_last) = (piece.start == 0, piece.end == literal.text.len());
                let may_stand = match is_first && is_last {
                    true => literal.is_apart(bytes, hit.start()),
                    // Where the literal goes on, the piece is a whole one of the text, too.
                    false => (is_first || begins) && (is_last || ends),
                };
                if may_stand {
                    parts.push(Part { shift: hit.start() as i32 - piece.start as i32, key });
                }
            }
        }
    }

    /// Notes the keys that stand in a text, of those that a piece of it may belong to. The pieces come in order.
    pub fn look_at(&self, piece: Piece, text: &str, parts: &[Part], standing: &mut Vec<Standing>) {
        for &Part { shift, key } in parts {
            let Key { literal, piece: own, .. } = &self.keys[key as usize];
            let Some(at) = piece.start.checked_add_signed(shift as isize) else { continue };
            if own.end - own.start == literal.text.len() || literal.stands(text.as_bytes(), at) {
                standing.push(Standing { word: piece.start as u32, at: at as u32, key });
            }
        }
    }

    /// The routes of which the key stands in a sentence that is not too long, in order, each with the first and the last place of the key.
    /// `standing` is what stands in the sentence or behind it; what stands behind it is given back.
    pub fn routes_in<'s>(
        &self,
        sentence: &Range<usize>,
        standing: &'s [Standing],
        routes: &mut Vec<(u32, usize, usize)>,
    ) -> &'s [Standing] {
        routes.clear();
        let count = standing.iter().take_while(|standing| standing.word() < sentence.end).count();
        let (within, behind) = standing.split_at(count);
        if sentence.len() > LONGEST_SENTENCE {
            return behind;
        }
        for &Standing { at, key, .. } in within {
            let at = at as usize;
            let Key { literal, routes: of_key, .. } = &self.keys[key as usize];
            if at >= sentence.start && at + literal.text.len() <= sentence.end {
                let at = at - sentence.start;
                routes.extend(of_key.iter().map(|&route| (route, at, at)));
            }
        }
        routes.sort_unstable();
        routes.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.2 = if same { next.2 } else { kept.2 };
            same
        });
        behind
    }

    /// The phrase that a route belongs to. Routes are in the order of phrases.
    pub fn phrase_of(&self, route: u32) -> u32 {
        self.others[route as usize].phrase
    }

    /// Whether all links of a route beside the key may stand in a sentence: a wrong yes costs a little time, a wrong no
    /// does not happen.
    fn may_stand(&self, route: u32, sieve: &Sieve) -> bool {
        let Others { first, counts, .. } = &self.others[route as usize];
        let mut probes = &self.probes[*first as usize..];
        counts.iter().take_while(|&&count| count > 0).all(|&count| {
            let (link, behind) = probes.split_at(usize::from(count));
            probes = behind;
            link.iter().any(|&probes| sieve.may_hold(probes))
        })
    }

    /// Between which places of a sentence a match of a route can begin, of which the key stands between two others;
    /// `None` when there is none.
    pub fn begins(&self, route: u32, sentence: &Sentence<'_>, (first, last): (usize, usize)) -> Option<(usize, usize)> {
        if !self.may_stand(route, &sentence.sieve) {
            return None;
        }
        let Route { links, order, .. } = &self.routes[route as usize];
        let key = order[0];
        let (mut from, mut to) = (first, last);
        for link in &links[key + 1..] {
            let within = from.saturating_add(link.least)..to.saturating_add(link.most).saturating_add(1);
            (from, to) = link.places(sentence, within)?;
        }
        (from, to) = (first, last);
        for (link, next) in links[..key].iter().zip(&links[1..]).rev() {
            let within = from.saturating_sub(next.most)..(to + 1).checked_sub(next.least)?;
            (from, to) = link.places(sentence, within)?;
        }
        let Link { least, most, .. } = links[0];
        Some((from.saturating_sub(most), to.checked_sub(least)?))
    }

    /// The places of a sentence from one to another at which a match of a phrase may begin, in order.
    pub fn starts(&self, phrase: u32, sentence: &Sentence<'_>, (first, last): (usize, usize), starts: &mut Vec<usize>) {
        starts.clear();
        let begins = &self.phrases[phrase as usize].begins;
        if first == last || begins.literals.is_empty() {
            return starts.extend(first..=last);
        }
        for literal in begins.possible(&sentence.sieve) {
            starts.extend(literal.places(sentence.text.as_bytes(), first..last + 1));
        }
        starts.sort_unstable();
        starts.dedup();
    }

    /// Whether a trigger of a phrase begins a word in a part of a text.
    pub fn is_triggered(&self, phrase: u32, text: &str, part: &Range<usize>) -> bool {
        self.phrases[phrase as usize].triggers.iter().any(|trigger| {
            let literal = Literal { text: trigger, begins_word: false, ends_word: false };
            let mut places = literal.places(text.as_bytes(), part.clone());
            places.any(|at| !trigger.starts_with(is_word_char) || boundary_before(text, at))
        })
    }
}

fn all_routes(needs: &NeedsTable, phrases: u32) -> Vec<Route<'_>> {
    let of_phrase = |phrase: u32| {
        needs.get(phrase).routes().map(move |anchors| Route {
            phrase,
            order: anchors.order().collect(),
            links: anchors.map(Link::new).collect(),
        })
    };
    (0..phrases).flat_map(of_phrase).collect()
}

/// What is asked first of each route, with the probes for it.
fn set_apart(routes: &[Route<'_>]) -> (Vec<Others>, Vec<Probes>) {
    let mut all = Vec::new();
    let others = routes.iter().map(|Route { phrase, links, order }| {
        let (first, mut counts) = (all.len() as u32, [0; 8]);
        let few = order[1..].iter().map(|&link| &links[link].probes).filter(|probes| probes.len() <= u8::MAX.into());
        for (count, probes) in counts.iter_mut().zip(few) {
            *count = probes.len() as u8;
            all.extend(probes);
        }
        Others { phrase: *phrase, first, counts }
    });
    (others.collect(), all)
}
