//! What the reader of the file already warned of.

use super::rules::{DAMAGED, ENCODING, HIDDEN_TEXT, NOT_FOLLOWED, PAGE_WITHOUT_TEXT, Rule};
use super::{Finding, MOST_WORDS, Subject};

/// Warnings that are findings, by their code. What is said of glyphs has a rule that shows the words.
const TOLD: [(&str, &Rule); 5] = [
    ("hidden-text", &HIDDEN_TEXT),
    ("page-without-text", &PAGE_WITHOUT_TEXT),
    ("damaged", &DAMAGED),
    ("not-followed", &NOT_FOLLOWED),
    ("encoding", &ENCODING),
];

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for warning in subject.document.warnings() {
        let Some((_, rule)) = TOLD.iter().find(|(code, _)| *code == warning.code) else { continue };
        let (what, remedy) = warning.message.split_once("; ").unwrap_or((&warning.message, rule.remedy));
        // The remedy is the rule's, but where there are several ways to lose what is elsewhere.
        let remedy = if warning.code == NOT_FOLLOWED.code { remedy } else { rule.remedy };
        let words = warning.words.iter().take(MOST_WORDS).cloned().collect();
        let finding = Finding { locator: warning.locator.clone(), words, ..rule.finding(what) };
        findings.push(Finding { remedy: remedy.to_owned(), ..finding });
    }
}
