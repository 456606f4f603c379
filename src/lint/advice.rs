//! What the documents of a role advise for a resume: results with numbers, and ownership of something in production.

use super::rules::{NO_NUMBERS, NO_OWNERSHIP, Rule};
use super::{Finding, Subject, count};
use crate::document::{Document, DocumentKind, Line};
use crate::matcher::{Matches, Polarity};
use crate::normalize::{fold_name, is_word_char};
use crate::profile::{Ask, Profile};
use crate::taxonomy::{Level, Taxonomy};

/// Requirements of a role that a resume must name before its documents have anything to say about it.
const NEAR: usize = 5;
/// Lines about work from which on a number is missed.
const ENOUGH_LINES: usize = 4;
/// One line about work in so many should hold a number.
const ONE_IN: usize = 5;
/// Shortest line that says what was done, in words.
const FEWEST_WORDS: usize = 5;

/// A step of the taxonomy that is advice for a resume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Code of the rule that passes it on.
    pub code: String,
    /// The documents that advise it, with their headings.
    pub advised_by: Vec<(String, String)>,
}

/// What the documents of a role advise for resumes, if this resume names enough of what the role asks for.
pub fn advice_for(matches: &Matches, profile: &Profile, taxonomy: &Taxonomy) -> Vec<Advice> {
    let names = |ask: &Ask| {
        let skills: &[_] = match ask {
            Ask::Skill(skill) => std::slice::from_ref(skill),
            Ask::AnyOf { skills, .. } => skills,
        };
        matches.mentions.iter().any(|mention| mention.polarity == Polarity::Asserted && skills.contains(&mention.skill))
    };
    let near = profile
        .requirements
        .iter()
        .filter(|requirement| requirement.level != Level::Mentioned && names(&requirement.ask))
        .take(NEAR)
        .count();
    if near < NEAR {
        return Vec::new();
    }
    let mut advice = Vec::new();
    for step in &taxonomy.steps {
        let advised_by: Vec<(String, String)> = step
            .advised_by
            .iter()
            .filter(|by| profile.documents.contains(&by.document))
            .map(|by| (by.document.clone(), by.heading.clone()))
            .collect();
        if !advised_by.is_empty() {
            advice.extend(step.lint.iter().map(|code| Advice { code: code.clone(), advised_by: advised_by.clone() }));
        }
    }
    advice
}

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    if subject.advice.is_empty() || document.kind() != DocumentKind::Resume {
        return;
    }
    let work: Vec<&str> = document.lines().iter().filter_map(|line| sentence(document, line)).collect();
    if work.len() < ENOUGH_LINES {
        return;
    }
    let quantities = &subject.language.lint.quantities;
    let numbers = work.iter().filter(|line| has_quantity(line, quantities)).count();
    if numbers * ONE_IN < work.len() {
        let message =
            format!("{numbers} of {} hold a number", count(work.len(), "line about work", "lines about work"));
        findings.extend(advised(&NO_NUMBERS, message, subject));
    }
    let ownership = &subject.language.lint.ownership;
    if !work.iter().any(|line| has_phrase(line, ownership)) {
        let message = "no line about work says that something ran in production and was yours".to_owned();
        findings.extend(advised(&NO_OWNERSHIP, message, subject));
    }
}

/// A finding, if a document advises it.
fn advised(rule: &Rule, message: String, subject: &Subject<'_>) -> Option<Finding> {
    let advice = subject.advice.iter().find(|advice| advice.code == rule.code)?;
    let by: Vec<String> =
        advice.advised_by.iter().map(|(document, heading)| format!("{document} \"{heading}\"")).collect();
    let finding = rule.finding(message);
    Some(Finding { remedy: format!("{} (advised by {})", finding.remedy, by.join(", ")), ..finding })
}

/// A line of work or projects that says what was done, not where and when.
fn sentence<'d>(document: &'d Document, line: &Line) -> Option<&'d str> {
    let text = &document.text()[line.span.clone()];
    let says = document.section_at(line.span.start).kind.demonstrates()
        && text.split_whitespace().count() >= FEWEST_WORDS
        && (line.style.bullet || line.wraps || text.ends_with('.'));
    says.then_some(text)
}

/// Whether a line says how much or how many. A year is no quantity, nor is a digit in a name: Python 3, S3, GPT-4.
fn has_quantity(line: &str, words: &[String]) -> bool {
    let of_words = |word: &str| words.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let mut before = "";
    for word in line.split_whitespace() {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        // "Python 3", "Java 17": the version of what a capital begins.
        let version = before.starts_with(char::is_uppercase) && bare.len() == digits && digits <= 2;
        if digits > 0 && !version && !is_year(&bare[..digits]) {
            return true;
        }
        if of_words(&fold_name(bare.trim_end_matches(|c: char| !c.is_alphanumeric()))) {
            return true;
        }
        before = bare;
    }
    false
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether a line holds one of some folded phrases, between word boundaries.
fn has_phrase(line: &str, phrases: &[String]) -> bool {
    let folded = fold_name(line);
    phrases.iter().any(|phrase| {
        folded.match_indices(phrase.as_str()).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + phrase.len()..].chars().next();
            !before.is_some_and(is_word_char) && !after.is_some_and(is_word_char)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_told_from_years_and_names() {
        let words = &crate::builtin::taxonomy().language.lint.quantities;
        for line in [
            "cut the cost by 30 %",
            "led a team of 4",
            "$2M a year",
            "doubled the throughput",
            "for 1,200 users",
            "in under 50ms",
            "two services",
        ] {
            assert!(has_quantity(line, words), "{line}");
        }
        for line in
            ["since 2019", "wrote Python 3 services on S3", "moved GPT-4 prompts to K8s", "in 2020–2021 shipped it"]
        {
            assert!(!has_quantity(line, words), "{line}");
        }
    }
}
