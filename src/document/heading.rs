//! Headings: which line opens a section, and of which kind.

use super::wrap::words;
use super::{DocumentKind, Line, SectionKind};
use crate::normalize::{fold_name, is_word_char};
use crate::taxonomy::Language;

/// The longest heading, in words.
pub(super) const HEADING_WORDS: usize = 7;
/// The longest heading that is known by a word in it.
pub(super) const CUE_WORDS: usize = 12;

/// What stands around a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings {
    /// An empty line stands before it.
    pub opens_block: bool,
    /// The next line is an item of a list.
    pub heads_list: bool,
    /// The kind of section so far.
    pub current: SectionKind,
}

/// The kind of section that a line opens, with its heading.
pub(super) fn of_line(
    text: &str,
    line: &Line,
    around: Surroundings,
    kind: DocumentKind,
    language: &Language,
) -> Option<(SectionKind, String)> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '?' && c != ')').trim();
    let emphasised = line.style.marked_heading
        || line.style.bold
        || line.style.relative_size > 1.08
        || is_upper(bare)
        || text.trim_end().ends_with(':')
        || text.trim_start().starts_with("**") && text.trim_end().ends_with("**");
    let whole = bare.trim_end_matches([':', '?']).trim();
    // "Skills (as endorsed)"
    let named = |heading: &str| kind_of(heading, kind, language, false).filter(|_| kind == DocumentKind::Resume);
    // "- research" in a list of skills is an item, not a heading.
    if words(whole) <= HEADING_WORDS
        && (emphasised || !line.style.bullet)
        && let Some(found) = kind_of(whole, kind, language, emphasised || around.opens_block)
            .or_else(|| before_bracket(whole).filter(|_| emphasised || around.opens_block).and_then(named))
    {
        return Some((found, whole.to_string()));
    }
    // "What I cannot do yet": its items are no skills.
    if kind == DocumentKind::Resume && emphasised && words(whole) <= HEADING_WORDS && sets_apart(whole, language) {
        return Some((SectionKind::Other, whole.to_string()));
    }
    // What stands in brackets tells more about a heading: "Desirable (not scored by the panel)".
    let outside = if whole.ends_with(')') { whole.split('(').next().unwrap_or(whole).trim() } else { whole };
    let longest = if emphasised || around.heads_list { CUE_WORDS } else { HEADING_WORDS };
    if kind == DocumentKind::Posting
        && !line.style.bullet
        && (emphasised || around.heads_list || around.opens_block)
        && !text.ends_with(['.', ',', ';', '!'])
        && outside.split_whitespace().count() <= longest
        && let Some(found) = by_cue(outside, language)
    {
        return Some((found, whole.to_string()));
    }
    // What stands under a heading that says nothing to us is at least something else than what precedes it.
    let goes_on = matches!(around.current, SectionKind::Required | SectionKind::Preferred | SectionKind::Skills);
    if kind == DocumentKind::Posting
        && emphasised
        && around.heads_list
        && !line.style.bullet
        && !goes_on
        && outside.split_whitespace().count() <= HEADING_WORDS
        && !text.ends_with(['.', ',', ';'])
        && !whole.is_empty()
    {
        return Some((SectionKind::Other, whole.to_string()));
    }
    // An item that begins with a label speaks for itself only: "- Desirable: Go".
    if kind == DocumentKind::Posting && line.style.bullet {
        return None;
    }
    // "Technical Skills: Python, SQL": the heading shares its line with what follows.
    let (label, rest) = bare.split_once(':').or_else(|| bare.split_once(" - ")).or_else(|| bare.split_once(" – "))?;
    if rest.trim().is_empty() || label.split_whitespace().count() > HEADING_WORDS {
        return None;
    }
    let found = kind_of(label.trim(), kind, language, false)?;
    // Inside a position or project, "Technologies: …" belongs to it.
    let opens = match kind {
        DocumentKind::Resume => {
            found != SectionKind::Other
                && found != SectionKind::Contact
                && (!around.current.demonstrates()
                    || found != SectionKind::Skills
                    || has_word_of(label, &language.skill_labels))
                && (around.current != SectionKind::Education || found != SectionKind::Education)
        }
        DocumentKind::Posting => true,
    };
    opens.then(|| (found, label.trim().to_string()))
}

/// What stands before the brackets that a heading ends with.
fn before_bracket(heading: &str) -> Option<&str> {
    heading.strip_suffix(')')?.split_once('(').map(|(before, _)| before.trim())
}

/// Whether the heading says that a person cannot do, or only plans to learn, what stands under it.
fn sets_apart(heading: &str, language: &Language) -> bool {
    let folded = fold_name(heading);
    language
        .apart_headings
        .iter()
        .any(|phrase| folded.match_indices(phrase.as_str()).any(|(at, _)| is_whole(&folded, &(at..at + phrase.len()))))
}

/// Whether a label holds one of some words.
fn has_word_of(label: &str, words: &[String]) -> bool {
    let label = fold_name(label);
    label
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
}

fn is_upper(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().all(|c| !c.is_lowercase())
}

/// The kind of section that a heading names. `loose` also lets words pass that often stand beside the heading proper
/// ("Relevant work experience", "Skills & tools").
pub(super) fn kind_of(heading: &str, kind: DocumentKind, language: &Language, loose: bool) -> Option<SectionKind> {
    // Between letter-spaced words there is a wider gap, which folds to a tab.
    let folded = fold_name(heading).replace('\t', " ");
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    if folded.is_empty() {
        return None;
    }
    let kinds: &[SectionKind] = match kind {
        DocumentKind::Resume => &SectionKind::RESUME,
        DocumentKind::Posting => &SectionKind::POSTING,
    };
    let named = |text: &str| {
        kinds.iter().copied().find(|kind| {
            language.headings.get(kind.name()).is_some_and(|names| {
                names.binary_search_by(|name| name.as_str().cmp(text)).is_ok()
                    || text
                        .strip_suffix('s')
                        .is_some_and(|one| names.binary_search_by(|name| name.as_str().cmp(one)).is_ok())
            })
        })
    };
    if let Some(found) = named(&folded) {
        return Some(found);
    }
    if !loose {
        return None;
    }
    let is_filler = |word: &str| language.heading_fillers.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let words: Vec<&str> = folded.split([' ', '/', ',']).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !is_filler(word)).collect();
    if !kept.is_empty()
        && kept.len() < words.len()
        && let Some(found) = named(&kept.join(" "))
    {
        return Some(found);
    }
    // "Machine Learning Projects", "Programming Experience": the last word says what it is.
    let capitalised =
        |word: &str| !word.starts_with(char::is_lowercase) && !word.contains(|c: char| c.is_ascii_digit());
    if kind == DocumentKind::Resume
        && heading.split_whitespace().all(|word| capitalised(word) || is_filler(word))
        && let Some(found) = kept.last().filter(|_| kept.len() > 1).and_then(|last| named(last))
        && matches!(
            found,
            SectionKind::Projects | SectionKind::Experience | SectionKind::Skills | SectionKind::Education
        )
    {
        return Some(found);
    }
    // "Skills and interests", "Certifications / Courses": each part is a heading.
    let parts: Vec<&str> = folded.split(['/', ',', '&']).flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let found: Vec<SectionKind> = parts.iter().filter_map(|part| named(part)).collect();
    (parts.len() > 1 && found.len() == parts.len()).then(|| found[0])
}

/// The kind of section that a heading of a posting names by a word in it. Of several kinds the first counts in the order
/// of [`BY_CUE`]: "Preferred qualifications" are no requirement.
pub(super) fn by_cue(heading: &str, language: &Language) -> Option<SectionKind> {
    let folded = fold_name(heading);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let mut hits: Vec<(SectionKind, std::ops::Range<usize>)> = Vec::new();
    for kind in BY_CUE {
        for cue in language.posting.heading_cues.get(kind.name()).into_iter().flatten() {
            let (at_start, cue) = cue.strip_prefix('^').map_or((false, cue.as_str()), |cue| (true, cue));
            let places = places(folded, cue).map(|at| at..at + cue.len());
            hits.extend(places.filter(|at| (!at_start || at.start == 0) && is_whole(folded, at)).map(|at| (kind, at)));
        }
    }
    let covered = |(_, at): &(SectionKind, std::ops::Range<usize>)| {
        hits.iter().any(|(_, other)| other.len() > at.len() && other.start <= at.start && at.end <= other.end)
    };
    hits.iter().find(|hit| !covered(hit)).map(|(kind, _)| *kind)
}

/// Where a phrase stands in a short text. The searcher of the standard library costs more to make than this search.
fn places<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let first = phrase.as_bytes().first().copied();
    let begins = first.into_iter().flat_map(|first| memchr::memchr_iter(first, text.as_bytes()));
    begins.filter(|&at| text.as_bytes()[at..].starts_with(phrase.as_bytes()))
}

/// The order in which the words of a heading decide.
const BY_CUE: [SectionKind; 6] = [
    SectionKind::Preferred,
    SectionKind::Legal,
    SectionKind::Benefits,
    SectionKind::Required,
    SectionKind::Responsibilities,
    SectionKind::About,
];

/// Whether a range stands between word boundaries.
fn is_whole(text: &str, at: &std::ops::Range<usize>) -> bool {
    text[..at.start].chars().next_back().is_none_or(|c| !is_word_char(c))
        && text[at.end..].chars().next().is_none_or(|c| !is_word_char(c))
}
