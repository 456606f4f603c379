//! Degrees and certificates that a posting asks for.
//!
//! "A Bachelor's or Master's degree", "BSc/MSc", "an MSc or a PhD" ask for one of them, so that the lowest is enough; a
//! degree without a name ("a degree in engineering") is met by any. Practice may stand for all of these.

use std::collections::BTreeSet;
use std::ops::Range;

use super::AskedCredential;
use super::text::Text;
use super::years::Stated;
use crate::matcher::{Matches, PhraseTable, Polarity};
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Level, Taxonomy};

/// The longest text between two degrees of a list, in bytes: there is room for what one is in.
const GAP: usize = 90;
/// More than so many are no posting's.
const MOST: usize = 200;
/// The most words between "or" and the name of a degree.
const BEFORE: usize = 3;

/// A place that names a degree or certificate.
#[derive(Debug, Clone)]
struct Place {
    at: Range<usize>,
    sentence: usize,
    /// Index into [`Taxonomy::credentials`]; `None` for a degree without a name.
    credential: Option<u32>,
    /// Only the beginning of a name: "Bachelor's".
    short: bool,
}

/// Reads them.
pub(super) struct Reader<'t> {
    pub text: &'t Text<'t>,
    pub matches: &'t Matches,
    pub taxonomy: &'t Taxonomy,
    pub years: &'t [Stated],
    /// Folded ranges that are something else, in order.
    pub taken: &'t [Range<usize>],
}

impl Reader<'_> {
    /// Each group once, at its strongest level, and the indices of the years that would do instead.
    pub fn read(&self) -> (Vec<AskedCredential>, BTreeSet<usize>) {
        let places = self.places();
        let levels: Vec<Option<Level>> = places.iter().map(|place| self.level(place)).collect();
        let mut asked: Vec<AskedCredential> = Vec::new();
        let mut instead = BTreeSet::new();
        let mut start = 0;
        while start < places.len() && asked.len() < MOST {
            let end = self.list_end(&places, &levels, start);
            let list = &places[start..end];
            let named = list.iter().any(|place| !place.short);
            if let Some(level) = levels[start].filter(|_| named || list.len() > 1) {
                let years = self.years_instead(list);
                instead.extend(years);
                let or_experience = years.is_some() || self.or_experience(list);
                let locator = self.text.document.locator(self.text.original(&list[0].at).start);
                add(&mut asked, AskedCredential { any_of: self.any_of(list), level, or_experience, locator });
            }
            start = end;
        }
        let all = asked.clone();
        asked.retain(|one| !all.iter().any(|other| other != one && self.makes_needless(other, one)));
        asked.sort_by(|a, b| (a.level, &a.any_of).cmp(&(b.level, &b.any_of)));
        (asked, instead)
    }

    /// The places by where they stand, none within another.
    fn places(&self) -> Vec<Place> {
        let text = self.text;
        let mentions = self.matches.credentials.iter().filter(|mention| mention.polarity == Polarity::Asserted);
        let mut places: Vec<Place> = mentions
            .map(|mention| {
                let start = text.position(mention.span.start);
                let mut at = start..text.position(mention.span.end).max(start + 1).min(text.folded.len());
                while !text.folded.is_char_boundary(at.end) {
                    at.end += 1;
                }
                Place { sentence: text.sentence_at(start), at, credential: Some(mention.credential), short: false }
            })
            .collect();
        places.retain(|place| !self.is_taken(&place.at));
        places.sort_by_key(|place| (place.at.start, std::cmp::Reverse(place.at.end)));
        let mut named: Vec<Range<usize>> =
            self.matches.credentials.iter().map(|mention| mention.span.clone()).collect();
        named.sort_by_key(|span| (span.start, span.end));
        let free = |place: &Place| !overlaps(&named, &text.original(&place.at));
        places.extend(self.short_names().into_iter().filter(free));
        // A degree without a name beside one that has it is the same.
        let sentences: BTreeSet<usize> = places.iter().map(|place| place.sentence).collect();
        let bare = self.bare_degrees().into_iter().filter(free);
        places.extend(bare.filter(|place| !sentences.contains(&place.sentence)));
        places.sort_by_key(|place| (place.at.start, std::cmp::Reverse(place.at.end)));
        places.dedup_by(|next, place| next.at.start < place.at.end);
        places
    }

    fn is_taken(&self, at: &Range<usize>) -> bool {
        let before = self.taken.partition_point(|range| range.start < at.end);
        self.taken[..before].last().is_some_and(|range| range.end > at.start)
    }

    /// The beginnings of names, that count where they stand in a list of degrees.
    fn short_names(&self) -> Vec<Place> {
        let words = &self.text.language.posting.credentials;
        let lists = [(&words.alone, false), (&words.short, true)];
        let lists = lists.into_iter().flat_map(|(lists, short)| lists.iter().map(move |list| (list, short)));
        let phrases = lists.filter_map(|((id, names), short)| {
            let credential = self.taxonomy.credentials.iter().position(|credential| credential.id == *id)?;
            Some(names.iter().map(move |name| (name.as_str(), (u32::try_from(credential).ok(), short))))
        });
        let mut found = Vec::new();
        PhraseTable::new(phrases.flatten()).find(&self.text.folded, |at, (credential, short)| {
            found.push(Place { sentence: self.text.sentence_at(at.start), at, credential, short });
        });
        let none = self.no_degrees();
        found.retain(|place| {
            let asked = || matches!(self.level(place), Some(Level::Required | Level::Preferred));
            !overlaps(&none, &place.at) && (place.short || asked())
        });
        found
    }

    /// Degrees without a name, where they are asked for.
    fn bare_degrees(&self) -> Vec<Place> {
        let none = self.no_degrees();
        let mut found: Vec<Range<usize>> = Vec::new();
        let words = self.text.language.posting.credentials.degree.iter();
        PhraseTable::new(words.map(|word| (word.as_str(), ()))).find(&self.text.folded, |at, ()| found.push(at));
        found.retain(|at| !overlaps(&none, at) && !self.is_taken(at));
        let place = |at: Range<usize>| {
            let sentence = self.text.sentence_at(at.start);
            Place { sentence, at, credential: None, short: false }
        };
        let asked = |place: &Place| matches!(self.level(place), Some(Level::Required | Level::Preferred));
        found.into_iter().map(place).filter(asked).collect()
    }

    /// What holds the words of a degree and is none.
    fn no_degrees(&self) -> Vec<Range<usize>> {
        let words = self.text.language.posting.credentials.no_degree.iter();
        let mut found = Vec::new();
        PhraseTable::new(words.map(|word| (word.as_str(), ()))).find(&self.text.folded, |at, ()| found.push(at));
        found
    }

    fn level(&self, place: &Place) -> Option<Level> {
        // Small print that says "must" asks for a certificate all the same.
        let small_print =
            || self.text.has_firm(place.sentence, &place.at).then_some(Level::Required).filter(|_| !place.short);
        self.text.level_at(place.sentence, &place.at).or_else(small_print)
    }

    /// Where the list ends of which any one does.
    fn list_end(&self, places: &[Place], levels: &[Option<Level>], start: usize) -> usize {
        let mut at = start;
        while at + 1 < places.len() && levels[at + 1] == levels[start] && self.joins(&places[at], &places[at + 1]) {
            at += 1;
        }
        at + 1
    }

    /// Whether either of two places does. Degrees with a comma or a bracket between them are never both meant.
    fn joins(&self, one: &Place, other: &Place) -> bool {
        let (from, to) = (one.at.end, other.at.start);
        if one.sentence != other.sentence || to < from || to - from > GAP {
            return false;
        }
        let gap = self.text.folded[from..to].trim_end();
        if gap.contains([';', '!', '?', ':', '\t', '|']) {
            return false;
        }
        let groups = &self.text.language.posting.groups;
        let mut words = gap.split([' ', ',', '(', ')']).filter(|word| !word.is_empty());
        if gap.ends_with([',', '(']) {
            return self.is_degree(one) && self.is_degree(other) && !words.any(|word| is_in(&groups.and, word));
        }
        // "MSc in statistics, or a relevant PhD".
        gap.ends_with('/') || words.rev().take(BEFORE + 1).any(|word| is_in(&groups.or, word))
    }

    fn is_degree(&self, place: &Place) -> bool {
        place.credential.is_none_or(|index| self.taxonomy.credentials[index as usize].rank().is_some())
    }

    /// The credentials of a list, degrees from the lowest on; none for a degree without a name.
    fn any_of(&self, list: &[Place]) -> Vec<u32> {
        let mut any_of: Vec<u32> = list.iter().filter_map(|place| place.credential).collect();
        any_of.sort_by_key(|&index| (self.taxonomy.credentials[index as usize].rank(), index));
        any_of.dedup();
        any_of
    }

    /// The years of practice that would do instead: "a BSc, or 5 years of experience".
    fn years_instead(&self, list: &[Place]) -> Option<usize> {
        let last = list.last()?;
        let words = &self.text.language.posting;
        let index = self.years.partition_point(|stated| stated.at.start < last.at.end);
        self.years.get(index).filter(|stated| stated.sentence == last.sentence)?;
        let gap = &self.text.folded[last.at.end..self.years[index].at.start];
        let mut before = gap.split([' ', ',', '(']).filter(|word| !word.is_empty()).rev();
        let or = before.find(|word| !is_in(&words.years.between, word) && !is_in(&words.articles, word))?;
        (!gap.contains(';') && is_in(&words.groups.or, or)).then_some(index)
    }

    /// Whether the words after a list, or right before it, let practice stand for it.
    fn or_experience(&self, list: &[Place]) -> bool {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return false };
        let words = &self.text.language.posting;
        let near = self.text.near(last.sentence, &last.at);
        let after = self.text.folded.get(last.at.end.min(near.end)..near.end).unwrap_or("");
        if words.credentials.or_experience.iter().any(|phrase| after.contains(phrase.as_str())) {
            return true;
        }
        // "Equivalent experience or a degree".
        let near = self.text.near(first.sentence, &first.at);
        let before = self.text.folded.get(near.start..first.at.start).unwrap_or("");
        let mut back = before.split([' ', ',', '(', ')']).filter(|word| !word.is_empty()).rev();
        let or = back.find(|word| !is_in(&words.articles, word));
        or.is_some_and(|or| is_in(&words.groups.or, or))
            && back.next().is_some_and(|word| is_in(&words.credentials.experience, word))
    }

    /// Whether whoever meets one has met the other, which asks for no more.
    fn makes_needless(&self, one: &AskedCredential, other: &AskedCredential) -> bool {
        let degree = |index: &u32| self.taxonomy.credentials[*index as usize].rank().is_some();
        one.level <= other.level
            && match (one.any_of.as_slice(), other.any_of.as_slice()) {
                ([], _) => false,
                (named, []) => named.iter().all(degree),
                (named, others) => named.len() < others.len() && named.iter().all(|index| others.contains(index)),
            }
    }
}

/// Whether one of some ranges, which are in order, overlaps another. None of them is long.
fn overlaps(ranges: &[Range<usize>], at: &Range<usize>) -> bool {
    let before = &ranges[..ranges.partition_point(|range| range.start < at.end)];
    before.iter().rev().take_while(|range| range.start + GAP > at.start).any(|range| at.start < range.end)
}

/// Adds what is asked for, or raises the level of the same.
fn add(asked: &mut Vec<AskedCredential>, new: AskedCredential) {
    match asked.iter_mut().find(|known| known.any_of == new.any_of) {
        Some(known) if known.level <= new.level => {}
        Some(known) => *known = new,
        None => asked.push(new),
    }
}
