//! From a document to mentions of skills.
//!
//! Names, cues and the words that evidence phrases are tried for are looked up in one pass over the pieces of the folded
//! text: a name can only begin where a piece does, or at a glue point. Of what begins there, all is kept: with the forms
//! "go" and "go lang", the text "go language" would lose "go" if only the longest was tried, which a boundary refuses.
//! So every hit is a candidate, the boundaries decide first, then the ambiguity rule of the form, then the context, and
//! of overlapping survivors the longest wins. Each decision is kept with its reason ([`Decision`]).

mod anchors;
mod boundary;
mod candidates;
mod company;
mod confidence;
mod context;
mod decide;
mod denied;
mod fuzzy;
mod given_up;
mod glued;
mod item;
mod kinds;
mod known;
mod lists;
mod literal;
mod lonely;
mod namesake;
mod others;
mod phrase;
mod polarity;
mod reach;
mod refusal;
mod rules;
mod sales;
mod search;
pub(crate) mod sentence;
mod shared_head;
mod table;
mod undone;
mod unfilled;
mod view;
mod wish;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use regex_automata::util::pool::Pool;
use serde::{Deserialize, Serialize};

use crate::document::{Document, SectionKind};
use crate::normalize::HyphenBreak;
use crate::ocr;
use crate::taxonomy::lazy_list::LazyList;
use crate::taxonomy::{SkillIndex, Target, Taxonomy};

pub use candidates::Candidate;
pub use confidence::{Ground, UNSURE};
use known::Known;
pub use literal::Literal;
pub(crate) use polarity::CueFinder;
use search::Endings;
pub(crate) use table::PhraseTable;
use view::View;

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A surface form, at word boundaries.
    Exact,
    /// A surface form in text that lost its separators.
    Glued,
    /// A misspelled surface form.
    Fuzzy,
    /// An evidence phrase.
    Phrase,
}

impl Found {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Glued => "glued",
            Self::Fuzzy => "fuzzy",
            Self::Phrase => "phrase",
        }
    }
}

/// Whether a mention claims the skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// The person has it; the posting asks for it.
    Asserted,
    /// "No experience with …".
    Negated,
    /// "Learning …".
    Aspirational,
}

impl Polarity {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Negated => "negated",
            Self::Aspirational => "aspirational",
        }
    }
}

/// A place where a document names or shows a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The skill.
    pub skill: SkillIndex,
    /// Byte range in the document's text.
    pub span: Range<usize>,
    /// How it was found.
    pub found: Found,
    /// What the sentence says about it.
    pub polarity: Polarity,
    /// Confidence in hundredths, 0 to 100.
    pub confidence: u8,
    /// The kind of section that it stands in.
    pub section: SectionKind,
}

/// A place where a document names a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialMention {
    /// Index into [`Taxonomy::credentials`].
    pub credential: u32,
    /// Byte range in the document's text.
    pub span: Range<usize>,
    /// What the sentence says about it.
    pub polarity: Polarity,
}

/// Why a candidate was taken or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The name means one thing only.
    Unambiguous,
    /// A context that the ambiguity rule asks for.
    Rule(&'static str),
    /// Split off from glued text.
    Glued,
    /// A misspelling.
    Misspelled,
    /// An evidence phrase.
    Phrase,
    /// Taken: shares its last word with the name after it ("software or machine learning engineering").
    SharedHead,
    /// Refused: not written in a letter case that counts.
    Spelling,
    /// Refused: a phrase of the rule says that it means something else.
    Never,
    /// Refused: none of the contexts that the rule asks for.
    NoContext,
    /// Refused: inside a link or an address.
    Link,
    /// Refused: names an employer here.
    Employer,
    /// Refused: part of the person's name.
    PersonName,
    /// Refused: the name of another person, or of an animal, a place or a thing.
    Namesake,
    /// Refused: named in passing, in a resume that lists no technical skill.
    Lonely,
    /// Refused: names the subject of a degree.
    DegreeSubject,
    /// Refused: names a person's title.
    JobTitle,
    /// Refused: text that says nothing about the person (legal text, benefits).
    Boilerplate,
    /// Refused: the posting denies the skill elsewhere, and only names it here.
    DeniedElsewhere,
    /// Refused: the line has a blank that nobody filled in.
    Unfilled,
    /// Refused: part of a longer name.
    LongerName,
}

impl Reason {
    /// Whether the candidate was taken.
    pub fn taken(self) -> bool {
        matches!(
            self,
            Self::Unambiguous | Self::Rule(_) | Self::Glued | Self::Misspelled | Self::Phrase | Self::SharedHead
        )
    }

    /// One clause for people.
    pub fn describe(self) -> String {
        match self {
            Self::Unambiguous => "the name means one thing only".into(),
            Self::Rule(context) => format!("an ambiguous name, taken: {context}"),
            Self::Glued => "split off from text that lost its separators".into(),
            Self::Misspelled => "close to the name, no word of the language, among other skills".into(),
            Self::Phrase => "an evidence phrase".into(),
            Self::SharedHead => "shares its last word with the name after it".into(),
            Self::Spelling => "not written in a letter case that counts".into(),
            Self::Never => "stands in a phrase that means something else".into(),
            Self::NoContext => "an ambiguous name without any context that decides for the skill".into(),
            Self::Link => "part of a link or an address".into(),
            Self::Employer => "names an employer here".into(),
            Self::PersonName => "part of the person's name".into(),
            Self::Namesake => "the name of somebody or something else".into(),
            Self::Lonely => "named in passing, in a resume that lists no technical skill".into(),
            Self::DegreeSubject => "the subject of a degree".into(),
            Self::JobTitle => "part of a job title".into(),
            Self::Boilerplate => "legal or benefits text".into(),
            Self::DeniedElsewhere => "only named in passing, and said elsewhere not to be needed".into(),
            Self::Unfilled => "in a line with a blank that nobody filled in, such as [number] or XX %".into(),
            Self::LongerName => "part of a longer name".into(),
        }
    }
}

/// A candidate with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The form that it might be.
    pub target: Target,
    /// Byte range in the document's text.
    pub span: Range<usize>,
    /// How it was found.
    pub found: Found,
    /// Why it was taken or refused.
    pub reason: Reason,
    /// What the sentence says about it.
    pub polarity: Polarity,
    /// Confidence in hundredths.
    pub confidence: u8,
    /// What makes it so sure; `None` when the candidate was refused for itself.
    pub ground: Option<Ground>,
}

/// Everything that a document mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matches {
    /// Skills, by place.
    pub mentions: Vec<Mention>,
    /// Credentials, by place.
    pub credentials: Vec<CredentialMention>,
    /// Every candidate, taken or not, by place.
    pub decisions: Vec<Decision>,
}

/// How to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchOptions {
    /// Whether misspellings count.
    pub fuzzy: bool,
    /// Mentions below this confidence (hundredths) are dropped.
    pub min_confidence: u8,
}

impl Default for MatchOptions {
    fn default() -> Self {
        Self { fuzzy: true, min_confidence: 50 }
    }
}

/// What a matcher is made for. The matches are the same; making ready and searching share the work differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// A single document.
    One,
    /// Many documents: what evidence phrases need is collected first, and looked for in one pass with the names.
    Many,
}

/// Words that stand before names.
struct WordsBefore<'t> {
    /// They go with skills.
    skills: Endings<'t>,
    /// They make a title of what follows.
    titles: Endings<'t>,
    /// They make an employer of what follows.
    employers: Endings<'t>,
    /// They make the name of a person, an animal, a place of what follows.
    namesakes: Endings<'t>,
}

/// A taxonomy made ready to search with.
pub struct Matcher<'t> {
    taxonomy: &'t Taxonomy,
    cues: polarity::CueFinder<'t>,
    phrases: phrase::PhraseFinder<'t>,
    rules: LazyList<rules::Ready>,
    endings: WordsBefore<'t>,
    lists: lists::Lists<'t>,
    misspellings: fuzzy::Lexicon,
    /// One for each thread that searches at the same time.
    known: Pool<Known, fn() -> Known>,
}

impl<'t> Matcher<'t> {
    /// Makes a taxonomy ready for a single document.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self::with(taxonomy, Effort::One)
    }

    /// Makes a taxonomy ready for many documents: takes longer to build, and less for each. The matches are the same.
    pub fn for_many(taxonomy: &'t Taxonomy) -> Self {
        Self::with(taxonomy, Effort::Many)
    }

    fn with(taxonomy: &'t Taxonomy, effort: Effort) -> Self {
        Self {
            taxonomy,
            cues: polarity::CueFinder::new(&taxonomy.language),
            phrases: phrase::PhraseFinder::new(&taxonomy.phrases, effort),
            rules: LazyList::new(taxonomy.rules.len()),
            endings: WordsBefore {
                skills: Endings::new(&taxonomy.language.skill_before),
                titles: Endings::new(&taxonomy.language.titles_before),
                employers: Endings::new(&taxonomy.language.employer_before),
                namesakes: Endings::new(&taxonomy.language.namesakes_before),
            },
            lists: lists::Lists::new(&taxonomy.language),
            misspellings: fuzzy::Lexicon::default(),
            known: Pool::new(match effort {
                Effort::One => || Known::new(Effort::One),
                Effort::Many => || Known::new(Effort::Many),
            }),
        }
    }

    /// The taxonomy that it searches with.
    pub fn taxonomy(&self) -> &'t Taxonomy {
        self.taxonomy
    }

    /// The ambiguity rule with a number, decoded when it is first asked for.
    fn rule(&self, number: u32) -> &rules::Ready {
        self.rules.get_or_make(number as usize, || rules::Ready::new(self.taxonomy.rules.get(number)))
    }

    /// The form that a word is a misspelling of.
    fn misspelled(&self, word: &str) -> Option<fuzzy::Near> {
        self.misspellings.nearest(word, self.taxonomy)
    }

    /// Finds the skills and credentials of a document.
    pub fn matches(&self, document: &Document, options: MatchOptions) -> Matches {
        let mut decisions = self.decide(document, HyphenBreak::Join, options);
        if decisions.1 {
            // The other reading of hyphens at line ends adds names that have a hyphen there ("fine-\ntuning").
            let text = document.text();
            let (other, _) = self.decide(document, HyphenBreak::Space, options);
            decisions.0.extend(other.into_iter().filter(|decision| text[decision.span.clone()].contains('\n')));
        }
        let mut decisions = decisions.0;
        longest_wins(&mut decisions);
        // Letters that were recognised in a picture may be others.
        for decision in decisions.iter_mut().filter(|decision| document.is_recognised(decision.span.start)) {
            decision.confidence = ocr::less_sure(decision.confidence);
        }
        let mut matches = Matches::default();
        for decision in &decisions {
            if !decision.reason.taken() || decision.confidence < options.min_confidence {
                continue;
            }
            match decision.target {
                Target::Skill(skill) => matches.mentions.push(Mention {
                    skill,
                    span: decision.span.clone(),
                    found: decision.found,
                    polarity: decision.polarity,
                    confidence: decision.confidence,
                    section: document.section_at(decision.span.start).kind,
                }),
                Target::Credential(credential) => matches.credentials.push(CredentialMention {
                    credential,
                    span: decision.span.clone(),
                    polarity: decision.polarity,
                }),
            }
        }
        matches.decisions = decisions;
        matches
    }

    /// All candidates of one reading of the text, decided one by one; and whether another reading exists.
    fn decide(&self, document: &Document, hyphen_break: HyphenBreak, options: MatchOptions) -> (Vec<Decision>, bool) {
        let folded = document.folded(hyphen_break);
        let mut known = self.known.get();
        let mut view = View::new(self, document, &folded, &mut known);
        let mut decisions = view.decide();
        if options.fuzzy {
            view.fuzzy(&mut known, &mut decisions);
        }
        view.phrases(&mut decisions);
        view.shared_heads(&mut decisions);
        view.refuse_denied(&mut decisions);
        view.refuse_unfilled(&mut decisions);
        (decisions, folded.has_hyphen_break)
    }
}

/// Of overlapping candidates that were taken, keeps the longest, then the leftmost; the others become
/// [`Reason::LongerName`]. Phrases stand beside names: a sentence may show one skill and name another. The result is
/// sorted by place.
fn longest_wins(decisions: &mut [Decision]) {
    let key = |decision: &Decision| {
        let rank = match decision.target {
            Target::Skill(index) => (0, index),
            Target::Credential(index) => (1, index),
        };
        (Reverse(decision.span.len()), decision.span.start, decision.found, rank)
    };
    decisions.sort_by(|one, other| one.span.start.cmp(&other.span.start).then_with(|| key(one).cmp(&key(other))));
    let names: Vec<usize> = (0..decisions.len())
        .filter(|&index| decisions[index].reason.taken() && decisions[index].found != Found::Phrase)
        .collect();
    let mut rest = names.as_slice();
    while let Some(&first) = rest.first() {
        // Those that overlap, one the next: nearly always there is only one.
        let mut end = decisions[first].span.end;
        let overlapping = rest.iter().take_while(|&&index| {
            let span = &decisions[index].span;
            let overlaps = index == first || span.start < end;
            end = end.max(span.end);
            overlaps
        });
        let (group, others) = rest.split_at(overlapping.count());
        rest = others;
        if group.len() > 1 {
            let mut group = group.to_vec();
            group.sort_by_key(|&index| key(&decisions[index]));
            let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
            for index in group {
                let Range { start, end } = decisions[index].span;
                if taken.range(..end).next_back().is_some_and(|(_, &taken_end)| taken_end > start) {
                    decisions[index].reason = Reason::LongerName;
                } else {
                    taken.insert(start, end);
                }
            }
        }
    }
}
