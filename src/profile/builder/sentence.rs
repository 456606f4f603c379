//! Sentences of a block, and the parts of them that speak of other roles.

use std::ops::Range;

use super::heading::words;
use super::role_name::RoleNames;
use crate::taxonomy::Guide;

/// Splits a block into sentences.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let end = at + 1;
        let rest = &text[end..];
        let next = rest.trim_start_matches(['"', '”', ')', '*', '[', ']']).trim_start();
        let ends = rest.len() > next.len() && !next.is_empty() && !next.starts_with(char::is_lowercase);
        if ends && !(mark == "." && is_abbreviation(&text[start..at])) {
            sentences.push(start..end);
            start = text.len() - rest.trim_start().len();
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// "Ph.D.", "e.g.", "U.S.": a full stop within or after one letter, or after a short word that holds one.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or(before);
    let last = word.rsplit('.').next().unwrap_or(word);
    word.contains('.') && last.chars().count() <= 1 || last.chars().count() == 1 && last.starts_with(char::is_uppercase)
}

/// A word with its place.
struct Word {
    span: Range<usize>,
    folded: String,
}

/// The parts of a sentence whose subject is another role: "While data scientists explore, ML engineers build".
pub fn about_others(text: &str, roles: &RoleNames<'_>, guide: &Guide) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let folded: Vec<String> = tokens.iter().map(|word| word.folded.clone()).collect();
    let is = |list: &[String], word: &str| list.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while at < tokens.len() {
        let gap = if at == 0 { "" } else { &text[tokens[at - 1].span.end..tokens[at].span.start] };
        let starter = is(&guide.clause_starters, &folded[at]);
        // A new clause may turn to another role; after a comma it may only come back to the own one.
        let strong = at == 0 || starter || gap.contains([';', ':', '—', '–']) || gap.contains(" - ");
        if !strong && !gap.contains(',') {
            at += 1;
            continue;
        }
        let mut first = at + usize::from(starter);
        while first < tokens.len() && is(&guide.determiners, &folded[first]) {
            first += 1;
        }
        let capital = |offset: usize| text[tokens[first + offset].span.clone()].starts_with(char::is_uppercase);
        let name = tokens.get(first).and_then(|_| roles.at_start(&folded[first..], capital));
        let helped = tokens.get(first).is_some_and(|_| is(&guide.people_verbs, &folded[first]));
        match name {
            Some(name) if name.own => {
                if let Some(start) = open.take() {
                    spans.push(start..tokens[at].span.start);
                }
                at = first + name.words;
            }
            Some(name) if strong && !helped => {
                open = open.or(Some(tokens[at].span.start));
                at = first + name.words;
            }
            _ => at += 1,
        }
    }
    spans.extend(open.map(|start| start..text.len()));
    spans
}

fn tokens(text: &str) -> Vec<Word> {
    let mut tokens = Vec::new();
    let mut start = None;
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '+' | '#' | '.' | '&'));
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, ends(c)) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                let word = text[from..at].trim_end_matches(['.', '\'', '’']);
                if let Some(folded) = words(word).into_iter().next() {
                    tokens.push(Word { span: from..from + word.len(), folded });
                }
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others<'s>(text: &'s str, title: &str) -> Vec<&'s str> {
        let taxonomy = crate::builtin::taxonomy();
        let roles = RoleNames::new(taxonomy).about(title);
        about_others(text, &roles, &taxonomy.language.guide).into_iter().map(|span| text[span].trim()).collect()
    }

    #[test]
    fn sentences_end_where_the_next_one_begins() {
        let text = "A Ph.D. is welcome. Use tools, e.g. Docker. What else? Nothing.";
        let found: Vec<&str> = split(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["A Ph.D. is welcome.", "Use tools, e.g. Docker.", "What else?", "Nothing."]);
    }

    #[test]
    fn other_roles_are_told_from_the_own_one() {
        let own = "Machine Learning Engineer";
        assert_eq!(
            others("While data scientists explore in Jupyter, ML engineers ship with Docker.", own),
            ["While data scientists explore in Jupyter,"]
        );
        assert_eq!(
            others("Data analysts answer with Excel; a machine learning engineer writes Python.", own),
            ["Data analysts answer with Excel;"]
        );
        assert_eq!(others("Research Scientist — Publishes papers on Bayesian inference.", own).len(), 1);
        assert_eq!(
            others("Backend developers spend their days in Django; an engineer reads that code.", "DevOps Engineer"),
            ["Backend developers spend their days in Django;"]
        );
    }

    #[test]
    fn working_with_others_is_the_own_work() {
        let own = "Machine Learning Engineer";
        for text in [
            "Collaborate with data scientists to translate prototypes.",
            "Help data scientists ship models with Docker.",
            "Senior ML Engineer — Mentors others.",
            "Most ML engineers work alongside data scientists, product managers and designers.",
            "Engineers use Python.",
            "Entry-level engineers should master SQL.",
        ] {
            assert!(others(text, own).is_empty(), "{text}: {:?}", others(text, own));
        }
    }
}
