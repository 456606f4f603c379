//! Headings: which phrases open which kind of part, with or without markup, and glued to what stands beside them.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::role_name::RoleNames;
use crate::normalize::fold_name;
use crate::taxonomy::{Stage, Taxonomy};

/// What the part under a heading says of the skills in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// Calls them top skills.
    TopSkill,
    /// Calls them key skills.
    KeySkill,
    /// Requires them.
    Required,
    /// Calls them essential.
    MustHave,
    /// Prefers them.
    Preferred,
    /// Calls them tools.
    Tool,
    /// Lists them as skills.
    Skills,
    /// Lists qualities of a person.
    Soft,
    /// Says that candidates often lack them.
    OftenMissing,
    /// Names duties.
    Responsibility,
    /// Tells about the role.
    Overview,
    /// Asks what those in the role do: the items are duties.
    Work,
    /// Tells what the stages of a career need.
    Stages,
    /// Gives advice.
    Steps,
    /// Asks and answers.
    Questions,
    /// Tells how a career goes on.
    Career,
    /// Tells about other roles.
    Others,
    /// Pay, employers, legal matters: nothing about what a role needs.
    Aside,
}

impl PartKind {
    const ALL: [Self; 18] = [
        Self::TopSkill,
        Self::KeySkill,
        Self::Required,
        Self::MustHave,
        Self::Preferred,
        Self::Tool,
        Self::Skills,
        Self::Soft,
        Self::OftenMissing,
        Self::Responsibility,
        Self::Overview,
        Self::Work,
        Self::Stages,
        Self::Steps,
        Self::Questions,
        Self::Career,
        Self::Others,
        Self::Aside,
    ];

    /// The name in `taxonomy/language`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TopSkill => "top-skill",
            Self::KeySkill => "key-skill",
            Self::Required => "required",
            Self::MustHave => "must-have",
            Self::Preferred => "preferred",
            Self::Tool => "tool",
            Self::Skills => "skills",
            Self::Soft => "soft",
            Self::OftenMissing => "often-missing",
            Self::Responsibility => "responsibility",
            Self::Overview => "overview",
            Self::Work => "work",
            Self::Stages => "stages",
            Self::Steps => "steps",
            Self::Questions => "questions",
            Self::Career => "career",
            Self::Others => "others",
            Self::Aside => "aside",
        }
    }

    /// Whether what stands under the heading is skills, item for item.
    pub fn lists_skills(self) -> bool {
        matches!(
            self,
            Self::TopSkill
                | Self::KeySkill
                | Self::Required
                | Self::MustHave
                | Self::Preferred
                | Self::Tool
                | Self::Skills
                | Self::Soft
                | Self::OftenMissing
        )
    }

    /// Whether nothing under the heading is asked of anybody who wants the role.
    pub fn is_silent(self) -> bool {
        matches!(self, Self::Others | Self::Aside)
    }
}

/// Sections of a posting by the names in `headings` of `taxonomy/language`, and what they are on any page.
const POSTING_SECTIONS: [(&str, PartKind); 6] = [
    ("required", PartKind::Required),
    ("preferred", PartKind::Preferred),
    ("responsibilities", PartKind::Responsibility),
    ("benefits", PartKind::Aside),
    ("legal", PartKind::Aside),
    ("about", PartKind::Aside),
];

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The kind of the part that it opens.
    pub kind: PartKind,
    /// Whether it holds nothing but a phrase for that kind, the role's name and words that say nothing.
    pub whole: bool,
    /// Words of the phrase.
    pub words: usize,
}

/// The longest heading, in words.
pub const HEADING_WORDS: usize = 12;

/// The longest heading without a line of its own, in bytes.
const HEADING_BYTES: usize = 120;

/// How often headings are looked for inside lines.
const LOOK_UPS: u32 = 60_000;

/// Knows headings.
pub struct Headings<'a> {
    roles: &'a RoleNames<'a>,
    phrases: HashMap<&'a str, Vec<(Vec<&'a str>, PartKind)>>,
    /// What a posting calls its parts, as a whole.
    sections: HashMap<&'a str, PartKind>,
    fillers: HashSet<&'a str>,
    small: &'a [String],
    stages: Vec<(Vec<&'a str>, Stage)>,
    advertising: &'a [String],
    labels: &'a [String],
    /// How many more times a heading may be looked for inside a line, so that a hostile page costs no more than a long one.
    budget: Cell<u32>,
}

impl<'a> Headings<'a> {
    /// The headings of a language, in documents about a role.
    pub fn new(taxonomy: &'a Taxonomy, roles: &'a RoleNames<'a>) -> Self {
        let language = &taxonomy.language;
        let guide = &language.guide;
        let mut phrases: HashMap<&str, Vec<(Vec<&str>, PartKind)>> = HashMap::new();
        for kind in PartKind::ALL {
            for phrase in guide.headings.get(kind.name()).into_iter().flatten() {
                let words: Vec<&str> = phrase.split(' ').collect();
                phrases.entry(words[0]).or_default().push((words, kind));
            }
        }
        let sections = POSTING_SECTIONS.iter().flat_map(|(section, kind)| {
            language.headings.get(*section).into_iter().flatten().map(move |heading| (heading.as_str(), *kind))
        });
        let mut stages: Vec<(Vec<&str>, Stage)> = guide
            .stages
            .iter()
            .flat_map(|(&stage, names)| names.iter().map(move |name| (name.split(' ').collect(), stage)))
            .collect();
        stages.sort_by_key(|(words, stage)| (std::cmp::Reverse(words.len()), *stage));
        let fillers = guide
            .heading_fillers
            .iter()
            .chain(&language.heading_fillers)
            .chain(&guide.ranks)
            .map(String::as_str)
            .collect();
        Self {
            roles,
            phrases,
            sections: sections.collect(),
            fillers,
            small: &guide.small_words,
            stages,
            advertising: &guide.advertising,
            labels: &guide.advertising_labels,
            budget: Cell::new(LOOK_UPS),
        }
    }

    /// What a heading says, `None` when it holds none of the phrases.
    pub fn read(&self, title: &str) -> Option<Named> {
        let words = words(title);
        // "What Registered Nurses Do": the role's name stands within the phrase.
        self.find(&words).or_else(|| {
            let bare: Vec<String> = words.iter().filter(|word| !self.roles.is_title_word(word)).cloned().collect();
            let section = || {
                let kind = *self.sections.get(words.join(" ").as_str())?;
                Some(Named { kind, whole: true, words: words.len() })
            };
            (bare.len() < words.len()).then(|| self.find(&bare)).flatten().or_else(section)
        })
    }

    fn find(&self, words: &[String]) -> Option<Named> {
        let mut best: Option<(usize, usize, PartKind)> = None;
        for (at, word) in words.iter().enumerate() {
            for (phrase, kind) in self.phrases.get(word.as_str()).into_iter().flatten() {
                let here = words.len() >= at + phrase.len() && phrase.iter().zip(&words[at..]).all(|(a, b)| a == b);
                if here && best.is_none_or(|(_, long, _)| phrase.len() > long) {
                    best = Some((at, phrase.len(), *kind));
                }
            }
        }
        let (at, long, kind) = best?;
        let whole = words.iter().enumerate().all(|(index, word)| {
            (at..at + long).contains(&index)
                || self.fillers.contains(word.as_str())
                || self.phrases.contains_key(word.as_str())
                || self.roles.is_title_word(word)
        });
        Some(Named { kind, whole, words: long })
    }

    /// The stage of a career that a heading or a label names, when it names nothing else.
    pub fn stage(&self, title: &str) -> Option<Stage> {
        let words = words(title);
        let (stage, rest) = self.stage_at_start(&words)?;
        rest.iter()
            .all(|word| {
                word.starts_with(|c: char| c.is_ascii_digit())
                    || self.fillers.contains(word.as_str())
                    || self.roles.is_title_word(word)
            })
            .then_some(stage)
    }

    /// The stage that some words begin with, and the words after it.
    pub fn stage_at_start<'w>(&self, words: &'w [String]) -> Option<(Stage, &'w [String])> {
        let (phrase, stage) = self
            .stages
            .iter()
            .find(|(phrase, _)| words.len() >= phrase.len() && phrase.iter().zip(words).all(|(a, b)| a == b))?;
        Some((*stage, &words[phrase.len()..]))
    }

    /// Whether a text is advertising, navigation or a legal notice.
    pub fn is_advertising(&self, text: &str) -> bool {
        let folded = words(text).join(" ");
        let labelled = self.labels.iter().any(|label| {
            folded.strip_prefix(label.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        labelled || text.contains("© ") || self.advertising.iter().any(|cue| super::facts::holds(&folded, cue))
    }

    /// Whether a line is set like a title: its words begin with capitals.
    pub fn is_title_case(&self, text: &str) -> bool {
        let significant: Vec<&str> = text
            .split_whitespace()
            .filter(|word| {
                word.chars().any(char::is_alphanumeric) && self.small.binary_search(&word.to_lowercase()).is_err()
            })
            .collect();
        let capital = |word: &&&str| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        };
        let capitals = significant.iter().filter(capital).count();
        significant.first().is_some_and(|word| capital(&word)) && capitals * 10 >= significant.len() * 6
    }

    /// The first heading that lost its line: glued to the text before it, to that after it, or to both. The range is
    /// the heading's.
    pub fn glued(&self, text: &str) -> Option<(Range<usize>, Named)> {
        let mut before = None;
        for (at, c) in text.char_indices() {
            let starts = match before {
                None => true,
                Some(before) => is_glue(before, c, &text[at..]),
            };
            if starts && c.is_uppercase() {
                let found = self.glued_at(text, at);
                if found.is_some() {
                    return found;
                }
            }
            before = Some(c);
        }
        None
    }

    /// The longest heading that begins at a place and ends at a glue point, a colon or the end of the line.
    fn glued_at(&self, text: &str, start: usize) -> Option<(Range<usize>, Named)> {
        let mut end = start;
        let mut best = None;
        let mut count = 0;
        let mut before = None;
        for (offset, c) in text[start..].char_indices() {
            let at = start + offset;
            let last = at + c.len_utf8() == text.len();
            let glue = before.is_some_and(|before| is_glue(before, c, &text[at..]) && c.is_uppercase());
            if glue || c == ':' {
                end = at;
            } else if last {
                end = text.len();
            }
            if end > start && (glue || last || c == ':') && self.budget.get() > 0 {
                self.budget.set(self.budget.get() - 1);
                let title = &text[start..end];
                let single = start == 0;
                if let Some(named) = self.read(title)
                    && named.whole
                    && (single || title.split_whitespace().count() > 1 && self.is_title_case(title))
                    && (start > 0 || end < text.len())
                    // "Tools: …" among other labels is one of them.
                    && (c != ':' || start > 0 || labels(&text[end..]) && (named.words > 1 || named.kind.is_silent()))
                {
                    best = Some((start..end, named));
                }
            }
            if matches!(c, '.' | ',' | ';' | '\t' | '(' | ':') || offset > HEADING_BYTES {
                break;
            }
            if c == ' ' {
                count += 1;
                let next = text[at + 1..].split(' ').next().unwrap_or("");
                let small = self.small.binary_search(&next.to_lowercase()).is_ok();
                if count >= HEADING_WORDS || !(small || next.starts_with(|c: char| c.is_uppercase() || c == '&')) {
                    break;
                }
            }
            before = Some(c);
        }
        best
    }
}

/// Whether what follows a colon is more than the rest of a title ("Career Progression: Junior to Senior").
fn labels(rest: &str) -> bool {
    rest.contains([',', ';', '.']) || rest.split_whitespace().nth(7).is_some()
}

/// Whether a word begins at a character that has no white space before it: "GuideKey", "experience.Companies",
/// "SQLDocker".
pub fn is_glue(before: char, c: char, from_here: &str) -> bool {
    if !c.is_uppercase() {
        return false;
    }
    let next_is_lower = || from_here.chars().nth(1).is_some_and(char::is_lowercase);
    before.is_lowercase()
        || matches!(before, '.' | ')' | '!' | '?') && next_is_lower()
        || (before.is_uppercase() || before.is_numeric()) && next_is_lower()
}

/// The folded words of a text.
pub fn words(text: &str) -> Vec<String> {
    fold_name(text)
        .split(|c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ':' | ';' | '(' | ')' | '/' | '?' | '!' | '"' | '|' | '–' | '—' | '“' | '”')
        })
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}
