//! Ambiguity rules: whether an ambiguous name means the skill here.

use unicode_normalization::UnicodeNormalization;

use super::Reason;
use super::view::View;
use crate::normalize::{is_hyphen, is_word_char};
use crate::taxonomy::{Context, Rule};

use super::candidates::Candidate;

/// Decides an ambiguous candidate. The order of the contexts is that of their weight as evidence.
pub fn decide(view: &View<'_, '_>, rule: &Rule, candidate: &Candidate) -> Reason {
    let text = view.text();
    if !rule.spelled.is_empty() {
        let written = view.original(candidate);
        // A plural ending or a version is not part of the spelling; folding may have changed white space and hyphens.
        let spelled = rule.spelled.iter().any(|spelled| starts_with_spelling(written, spelled));
        if !spelled {
            return Reason::Spelling;
        }
    }
    if rule.never.iter().any(|phrase| is_inside(view, phrase, candidate) && !view.is_name_after_all(phrase, candidate))
    {
        return Reason::Never;
    }
    if rule.needs.is_empty() && rule.after.is_empty() && rule.before.is_empty() && rule.near.is_empty() {
        return Reason::Rule("as its spelling says");
    }
    let before = text[..candidate.folded.start].trim_end_matches([' ', '"', '(']);
    if rule.after.iter().any(|phrase| ends_with_phrase(before, phrase)) {
        return Reason::Rule("the words before it decide");
    }
    let after = text[candidate.folded.end..].trim_start_matches([' ', '"', ')']);
    if rule.before.iter().any(|phrase| starts_with_phrase(after, phrase)) {
        return Reason::Rule("the words after it decide");
    }
    let sentence = view.sentence(candidate);
    let around = [
        &text[sentence.start.min(candidate.folded.start)..candidate.folded.start],
        &text[candidate.folded.end..sentence.end.max(candidate.folded.end)],
    ];
    if rule.near.iter().any(|word| around.iter().any(|side| contains_phrase(side, word))) {
        return Reason::Rule("a word near it decides");
    }
    for context in &rule.needs {
        match context {
            Context::List if view.in_skill_list(candidate) => return Reason::Rule("an item in a list of skills"),
            Context::SkillsSection if view.in_skills_section(candidate) => {
                return Reason::Rule("an item in a section of skills");
            }
            Context::Companion if view.has_companion(candidate, &rule.companions) => {
                return Reason::Rule("another skill in the same sentence");
            }
            Context::Cue if view.has_cue(candidate) => return Reason::Rule("words that go with skills beside it"),
            _ => {}
        }
    }
    if view.is_named_tool(candidate) {
        return Reason::Rule("a capitalised name before a word of its trade");
    }
    Reason::NoContext
}

fn starts_with_spelling(written: &str, spelled: &str) -> bool {
    // The compatibility form undoes ligatures: "Snow\u{fb02}ake".
    let mut written = written.nfkc().filter(|c| !c.is_whitespace() && !is_hyphen(*c) && *c != '\u{ad}');
    spelled.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).all(|wanted| written.next() == Some(wanted))
}

fn boundary_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !is_word_char(c))
}

fn boundary_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|c| !is_word_char(c))
}

/// Whether a text ends with a phrase at a word boundary.
pub fn ends_with_phrase(text: &str, phrase: &str) -> bool {
    text.ends_with(phrase) && boundary_before(text, text.len() - phrase.len())
}

/// Whether a text starts with a phrase at a word boundary.
pub fn starts_with_phrase(text: &str, phrase: &str) -> bool {
    text.starts_with(phrase) && boundary_after(text, phrase.len())
}

/// Whether a text contains a phrase between word boundaries.
pub fn contains_phrase(text: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && text
            .match_indices(phrase)
            .any(|(at, _)| boundary_before(text, at) && boundary_after(text, at + phrase.len()))
}

/// Whether a phrase that means something else covers the candidate, or, when the phrase does not hold the name at
/// all, stands in its sentence.
fn is_inside(view: &View<'_, '_>, phrase: &str, candidate: &Candidate) -> bool {
    let text = view.text();
    let name = &text[candidate.folded.clone()];
    if !phrase.contains(name.trim_end_matches('s')) {
        return contains_phrase(&text[view.sentence(candidate)], phrase);
    }
    let reach = phrase.len();
    let mut start = candidate.folded.start.saturating_sub(reach);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (candidate.folded.end + reach).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    text[start..end].match_indices(phrase).any(|(at, _)| {
        let at = start + at;
        at <= candidate.folded.start
            && at + phrase.len() >= candidate.folded.end.min(candidate.folded.start + name.len())
            && boundary_before(text, at)
            && (boundary_after(text, at + phrase.len()) || text[at + phrase.len()..].starts_with('s'))
    })
}
