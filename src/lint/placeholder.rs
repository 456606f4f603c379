//! Remains of a template: "[your model]", "XX %", "{{name}}", "lorem ipsum", "Your Name".

use super::rules::PLACEHOLDER;
use super::{Finding, MOST_WORDS, Subject};
use crate::document::DocumentKind;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    if document.kind() != DocumentKind::Resume {
        return;
    }
    let text = document.text();
    let blanks = &subject.language.blanks;
    let marked = blanks.marked(text);
    let mut rest = marked.as_slice();
    for line in document.lines() {
        let here = rest.partition_point(|blank| blank.start < line.span.end);
        let (blanks_here, after) = rest.split_at(here);
        rest = after;
        // One finding for a line: whoever fills it in reads all of it.
        let content = &text[line.span.clone()];
        let mut words: Vec<String> =
            blanks_here.iter().take(MOST_WORDS).map(|blank| one_line(&text[blank.clone()])).collect();
        if words.is_empty() {
            words.extend(blanks.said(content).map(one_line));
        }
        if words.is_empty() {
            continue;
        }
        let at = blanks_here.first().map_or(line.span.start, |blank| blank.start);
        let message = match blanks_here.len() {
            0 => "a line of a template is left".to_owned(),
            1 => "a blank is not filled in; nothing that its line names counts".to_owned(),
            more => format!("{more} blanks are not filled in; nothing that their line names counts"),
        };
        findings.push(Finding { locator: Some(document.locator(at)), words, ..PLACEHOLDER.finding(message) });
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
