//! Contact data that only the header or footer of a page holds, which many readers skip.

use super::rules::CONTACT_IN_HEADER;
use super::{Finding, Subject};

/// Digits that a telephone number has at least.
const FEWEST_DIGITS: usize = 7;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    let Some(margin) = document.more().survey.margin else { return };
    let (body, margin_text) = document.text().split_at(margin.min(document.text().len()));
    let only_there = |holds: fn(&str) -> bool| holds(margin_text) && !holds(body);
    let what = match (only_there(has_mail), only_there(has_phone)) {
        (true, true) => "the e-mail address and the telephone number stand",
        (true, false) => "the e-mail address stands",
        (false, true) => "the telephone number stands",
        (false, false) => return,
    };
    findings.push(Finding {
        locator: document.lines().iter().find(|line| line.span.start >= margin).and_then(|line| line.locator.clone()),
        ..CONTACT_IN_HEADER.finding(format!("{what} in the header or footer of the page only"))
    });
}

/// Whether a text holds an e-mail address.
fn has_mail(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | ';' | '<' | '>' | '(' | ')')).any(|word| {
        let word = word.trim_start_matches("mailto:");
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
        })
    })
}

/// Whether a text holds a telephone number: digits that only spaces, brackets, dots, slashes and dashes part. A period of
/// years is none.
fn has_phone(text: &str) -> bool {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '.' | '/' | '-' | ' ' | '\u{a0}');
    text.split(|c: char| !part(c)).any(|run| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let years = groups
            .iter()
            .filter(|group| group.len() == 4)
            .all(|group| group.starts_with("19") || group.starts_with("20"));
        let dates = groups.iter().any(|group| group.len() == 4) && years && !run.contains('+');
        digits >= FEWEST_DIGITS && !dates
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_told() {
        assert!(has_mail("Ada | ada@example.com | Berlin") && has_mail("<ada@mail.example.org>"));
        assert!(!has_mail("meet @ noon, a@b, @handle.example"));
        assert!(has_phone("+49 30 555 0100") && has_phone("(555) 010-0199") && has_phone("555.010.0199"));
        assert!(!has_phone("2019 - 2021") && !has_phone("03/2019 - 02/2021") && !has_phone("1,250,000 users"));
    }
}
