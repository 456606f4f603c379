//! What another PDF reader does not get out of the file.

use std::collections::BTreeMap;

use super::rules::LOST_WORDS;
use super::{Finding, MOST_WORDS, Subject, count};
use crate::finding::Severity;

/// One word in so many that is lost makes a warning of advice.
const MANY: usize = 20;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(second) = subject.second else { return };
    let second = match second {
        Ok(reading) => reading,
        Err(_) => {
            findings.push(LOST_WORDS.finding("another reader (pdf-extract) cannot read the file at all"));
            return;
        }
    };
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for word in words(&second.text) {
        *left.entry(word.to_lowercase()).or_default() += 1;
    }
    let (mut all, mut lost, mut shown) = (0, 0, Vec::<String>::new());
    for word in words(subject.document.text()) {
        all += 1;
        match left.get_mut(&word.to_lowercase()) {
            Some(number) if *number > 0 => *number -= 1,
            _ => {
                lost += 1;
                if shown.len() < MOST_WORDS && !shown.iter().any(|known| known == word) {
                    shown.push(word.to_owned());
                }
            }
        }
    }
    if lost == 0 {
        return;
    }
    let severity = if lost * MANY > all { Severity::Warning } else { Severity::Advice };
    findings.push(Finding {
        severity,
        words: shown,
        ..LOST_WORDS.finding(format!("another reader (pdf-extract) loses {lost} of {}", count(all, "word", "words")))
    });
}

/// Runs of letters and digits, two or more.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some())
}
