//! Files with hardly any text, and very long ones.

use super::rules::{LITTLE_TEXT, LONG_FILE};
use super::{Finding, Subject, count};

/// Words that a page of a resume has at least.
const FEWEST_WORDS: usize = 40;
/// Pages of a long resume; a resume of a scholar has more, and is told all the same.
const MOST_PAGES: u32 = 4;
/// Words of a long resume, where the format has no pages.
const MOST_WORDS: usize = 2_500;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    let words = document.words();
    let pages = document.pages().unwrap_or(1).max(1);
    if words < FEWEST_WORDS.saturating_mul(pages as usize) {
        let on = if pages > 1 { format!(" on {pages} pages") } else { String::new() };
        findings.push(LITTLE_TEXT.finding(format!("the file has {}{on}", count(words, "word", "words"))));
    }
    if pages > MOST_PAGES || words > MOST_WORDS {
        let on = document.pages().map(|pages| format!(" on {}", count(pages as usize, "page", "pages")));
        let on = on.unwrap_or_default();
        findings.push(LONG_FILE.finding(format!("the file has {words} words{on}, more than most people read")));
    }
}
