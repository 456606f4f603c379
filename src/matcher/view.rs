//! A document, folded one way, with its candidates and what is around them.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use super::anchors::Standing;
use super::candidates::{self, Candidate};
use super::company::Company;
use super::kinds::Kinds;
use super::known::Known;
use super::phrase::Triggered;
use super::polarity::{CueSearch, CuesOfText};
use super::search::{Sieve, contains_phrase};
use super::wish::Setting;
use super::{Matcher, Polarity, item, sentence};
use crate::document::{Document, DocumentKind, SectionKind};
use crate::normalize::Folded;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Outlook, Piece, Skill, SkillIndex, Target, visible_pieces};
use crate::words::is_word;

/// How far around a name to look, in bytes. No list item and no link is longer.
pub const NEAR: usize = 160;
/// How far a sentence reaches around a name, in bytes. A text without full stops and line ends must not cost more than
/// one that has them.
pub(super) const SENTENCE_REACH: usize = 700;
/// So many lines at the beginning of a resume, and no more bytes of them, hold the name of its author.
const HEAD_LINES: usize = 3;
const HEAD: usize = 200;

/// A document with its candidates.
pub struct View<'m, 'd> {
    pub(super) matcher: &'m Matcher<'m>,
    pub(super) document: &'d Document,
    pub(super) folded: &'d Folded,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) company: Company,
    pub(super) cues: CuesOfText<'m>,
    /// The kinds of cues in each sentence.
    kinds: Vec<Kinds>,
    pub(super) triggered: Vec<Triggered>,
    /// Literals of evidence phrases, in order.
    pub(super) standing: Vec<Standing>,
    /// Words that may be misspelled.
    pub(super) doubtful: Vec<Piece>,
    headings: Vec<Said>,
    /// Sentences that were asked for, with their trigrams.
    sieves: RefCell<Vec<(usize, Sieve)>>,
    /// The skills that are named without doubt, in order, for whom asks first.
    pub(super) certain: OnceCell<Vec<SkillIndex>>,
}

impl<'m, 'd> View<'m, 'd> {
    /// Finds the candidates and what is around them.
    pub fn new(matcher: &'m Matcher<'m>, document: &'d Document, folded: &'d Folded, known: &mut Known) -> Self {
        let taxonomy = matcher.taxonomy;
        let text = folded.text.as_str();
        let sentences = sentence::split(text, &taxonomy.language);
        let mut names = candidates::Search::new(document.text(), folded, &taxonomy.forms, &taxonomy.language);
        let mut cues = CueSearch::default();
        let (mut triggered, mut doubtful) = (Vec::with_capacity(text.len() / 32), Vec::new());
        let mut standing = Vec::with_capacity(text.len() / 64);
        for piece in visible_pieces(text) {
            let Some((about, parts)) = known.telling(text, piece, matcher) else {
                if names.is_cut(piece) {
                    names.look_at(piece, &Outlook::default());
                }
                continue;
            };
            let behind = &text.as_bytes()[piece.end..];
            if about.names.may_stand(behind) || names.is_cut(piece) {
                names.look_at(piece, &about.names);
            }
            if about.cues.may_stand(behind) {
                cues.look_at(piece, &about.cues, text, &matcher.cues);
            }
            if about.is_doubtful() {
                doubtful.push(piece);
            }
            if about.begins_triggers() {
                matcher.phrases.look_at(piece, text, about.groups(), &mut triggered);
            }
            if !parts.is_empty() {
                matcher.phrases.look_at_parts(piece, text, parts, &mut standing);
            }
        }
        let candidates = names.candidates();
        let titles = document.sections().iter().map(|section| section.title.as_str());
        let cues = match document.kind() {
            DocumentKind::Posting => cues.cues(&matcher.cues).of_posting(),
            DocumentKind::Resume => cues.cues(&matcher.cues),
        };
        let mut view = Self {
            matcher,
            document,
            folded,
            company: Company::default(),
            kinds: Vec::new(),
            sentences,
            candidates,
            cues,
            triggered,
            standing,
            doubtful,
            headings: titles.map(|title| known.said_by(title, matcher)).collect(),
            sieves: RefCell::default(),
            certain: OnceCell::new(),
        };
        view.keep_agents();
        view.kinds = view.cues.kinds(&view.sentences);
        let sections = document.sections();
        let (mut sentence, mut section) = (0, 0);
        for index in 0..view.candidates.len() {
            let start = view.candidates[index].folded.start;
            while sentence + 1 < view.sentences.len() && view.sentences[sentence].end <= start {
                sentence += 1;
            }
            let span = view.candidates[index].span.start;
            while sections.get(section + 1).is_some_and(|next| next.span.start <= span) {
                section += 1;
            }
            view.candidates[index].sentence = sentence;
            view.candidates[index].section = section;
            view.candidates[index].own_item = view.is_own_item(&view.candidates[index]);
        }
        let unambiguous: Vec<bool> =
            view.candidates.iter().map(|candidate| taxonomy.forms.rule(candidate.form).is_none()).collect();
        view.collect_company(&unambiguous);
        view
    }

    /// Keeps "was built by" where the name of somebody follows: a capitalised word that is no name of a skill; and "wrote"
    /// where one precedes that is no word of the language either.
    fn keep_agents(&mut self) {
        let Self { matcher, cues, candidates, folded, document, sentences, .. } = self;
        let language = &matcher.taxonomy.language;
        let text = folded.text.as_str();
        let is_skill = |at: &Range<usize>| {
            let known = candidates.partition_point(|candidate| candidate.folded.start < at.start);
            candidates.get(known).is_some_and(|candidate| candidate.folded.start < at.end)
        };
        // An empty range has no original.
        let original = |at: &Range<usize>| &document.text()[folded.original(at.clone())];
        let is_person = |at: usize| {
            let end = at + text[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - at);
            end > at + 1 && !is_skill(&(at..end)) && original(&(at..end)).starts_with(char::is_uppercase)
        };
        // Who is named at the head of a resume is its author.
        let end = sentences.get(HEAD_LINES - 1).map_or(text.len(), |line| line.end);
        let head = &text[..text.floor_char_boundary(end.min(HEAD))];
        let is_name = |at: Range<usize>| {
            let word = &text[at.clone()];
            let mut letters = original(&at).chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase)
                && !is_skill(&at)
                && !is_word(word, language)
                && !is_in(&language.cues.no_persons, word)
                && !matcher.lists.function_words.contains(word)
                && !matcher.lists.role_nouns.contains(word)
                && !contains_phrase(head, word)
        };
        cues.keep_agents(text, is_person, is_name);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// The original text of a candidate.
    pub fn original(&self, candidate: &Candidate) -> &str {
        &self.document.text()[candidate.span.clone()]
    }

    /// A form at a place that was found in another way than by name.
    pub fn candidate_at(&self, form: u32, folded: Range<usize>) -> Candidate {
        let sentence = self.sentences.partition_point(|range| range.end <= folded.start);
        let sentence = sentence.min(self.sentences.len().saturating_sub(1));
        let candidate = Candidate::new(form, folded, self.folded);
        let start = candidate.span.start;
        let section = self.document.sections().partition_point(|section| section.span.start <= start).saturating_sub(1);
        Candidate { sentence, section, ..candidate }
    }

    /// The folded range of the sentence around a candidate, no further than a sentence reaches.
    pub fn sentence(&self, candidate: &Candidate) -> Range<usize> {
        let whole = &self.sentences[candidate.sentence];
        self.within(whole, candidate, SENTENCE_REACH)
    }

    /// The kinds of cues in the sentence around a candidate.
    pub fn kinds(&self, candidate: &Candidate) -> Kinds {
        match self.sentences.get(candidate.sentence) {
            Some(sentence) if candidate.folded.end <= sentence.end => self.kinds[candidate.sentence],
            _ => Kinds::ALL,
        }
    }

    /// The trigrams of a sentence.
    pub fn sieve(&self, sentence: usize) -> Sieve {
        /// What is kept of a document is asked for again; of a very long one not all is kept.
        const KEPT: usize = 256;
        let mut kept = self.sieves.borrow_mut();
        if kept.is_empty() {
            kept.resize(self.sentences.len().clamp(1, KEPT), (usize::MAX, Sieve::default()));
        }
        let place = sentence % kept.len();
        if kept[place].0 != sentence {
            let text = self.sentences.get(sentence).map_or("", |range| &self.text()[range.clone()]);
            kept[place] = (sentence, Sieve::of(text));
        }
        kept[place].1
    }

    /// The part of a range that is near a candidate, on character boundaries. It always holds the candidate.
    pub fn within(&self, range: &Range<usize>, candidate: &Candidate, reach: usize) -> Range<usize> {
        let text = self.text();
        let mut start = range.start.max(candidate.folded.start.saturating_sub(reach)).min(candidate.folded.start);
        let mut end = range.end.min(candidate.folded.end + reach).max(candidate.folded.end).min(text.len());
        while !text.is_char_boundary(start) {
            start += 1;
        }
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }

    /// Whether the candidate is a list item of its own.
    pub fn is_own_item(&self, candidate: &Candidate) -> bool {
        let window = self.within(&self.sentence(candidate), candidate, NEAR);
        item::is_own(self.text(), &window, &candidate.folded, candidate.glued, &self.matcher.lists.items)
    }

    /// The skill of a target; `None` for a credential.
    pub fn skill_of(&self, target: Target) -> Option<&Skill> {
        match target {
            Target::Skill(index) => Some(self.matcher.taxonomy.at(index)),
            Target::Credential(_) => None,
        }
    }

    /// The kind of section around a candidate.
    pub fn section_kind(&self, candidate: &Candidate) -> SectionKind {
        self.document.sections()[candidate.section].kind
    }

    /// Whether a candidate is what was moved away from, or handed to others.
    pub fn is_left_behind(&self, candidate: &Candidate) -> bool {
        self.kinds(candidate).has_cues() && self.cues.is_left(self.text(), &self.sentence(candidate), &candidate.folded)
    }

    /// What the sentence, or the heading above it, says about a candidate.
    pub fn polarity(&self, candidate: &Candidate) -> Polarity {
        let heading = self.headings.get(candidate.section).copied().unwrap_or_default();
        if heading.wishes || self.kinds(candidate).has_cues() {
            let sentence = self.sentence(candidate);
            let found = self.cues.polarity(self.text(), &sentence, &candidate.folded, &self.candidates);
            if found != Polarity::Asserted {
                return found;
            }
            let setting = Setting::of(self.section_kind(candidate), heading.wishes);
            if self.cues.is_wished(self.text(), &sentence, &candidate.folded, setting) {
                return Polarity::Aspirational;
            }
        }
        if self.cues.has_label()
            && self.is_whole_line(candidate)
            && self.cues.is_under_denying_label(self.text(), &self.sentence(candidate))
        {
            return Polarity::Negated;
        }
        heading.polarity
    }
}

/// What a heading says of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// That it is being learned, or that it is not asked for.
    pub(super) polarity: Polarity,
    /// That it is what the person wishes for.
    pub(super) wishes: bool,
}

impl Default for Said {
    fn default() -> Self {
        Self { polarity: Polarity::Asserted, wishes: false }
    }
}

/// What the heading of each section says of what follows.
pub(super) fn said_by_headings(matcher: &Matcher<'_>, document: &Document) -> Vec<Said> {
    document.sections().iter().map(|section| said_by(matcher, &section.title)).collect()
}

/// What a heading says of what follows.
pub(super) fn said_by(matcher: &Matcher<'_>, title: &str) -> Said {
    let title = crate::normalize::fold_name(title).replace('\t', " ") + ":";
    let end = title.len();
    let cues = matcher.cues.find(&title);
    Said { polarity: cues.polarity(&title, &(0..end), &(end..end), &[]), wishes: cues.is_wish_heading(&title) }
}
