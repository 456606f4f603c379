//! Dates that cannot be read, and work without any.

use super::rules::{NO_DATES, UNREAD_DATE};
use super::{Finding, Subject};
use crate::document::{DocumentKind, SectionKind};
use crate::timeline::unread;

/// Words of work from which on one expects a date.
const ENOUGH_WORDS: usize = 40;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    if document.kind() != DocumentKind::Resume {
        return;
    }
    for span in unread(document, &subject.language.dates) {
        findings.push(Finding {
            locator: Some(document.locator(span.start)),
            words: vec![document.text()[span].to_owned()],
            ..UNREAD_DATE.finding("this cannot be read as a date or a period")
        });
    }
    let mut work = document.sections().iter().filter(|section| section.kind == SectionKind::Experience).peekable();
    let Some(first) = work.peek().map(|section| section.span.start) else { return };
    let words: usize = work.map(|section| document.text()[section.span.clone()].split_whitespace().count()).sum();
    let dated = document
        .timeline()
        .positions()
        .iter()
        .any(|position| position.section == SectionKind::Experience && position.period.is_some());
    if !dated && words >= ENOUGH_WORDS {
        findings.push(Finding {
            locator: Some(document.locator(first)),
            ..NO_DATES.finding("no position under this heading has a date that can be read")
        });
    }
}
