//! Will a machine read this file as its author meant? What would be lost, and what looks like cheating?
//!
//! Each rule looks at one thing. Most look at what the reader noticed about the file ([`crate::document::Survey`],
//! warnings); some at the text as it was read; one compares it with what another PDF reader gets. Two rules pass on what
//! the documents of a role advise for a resume, and speak only to resumes that this role is near to.
//!
//! ```
//! use gapcheck::document::{Document, DocumentKind};
//! use gapcheck::extract::{ReadOptions, read};
//! use gapcheck::lint::{RuleSettings, Subject, lint};
//!
//! let taxonomy = gapcheck::builtin::taxonomy();
//! let reading = read("Ada Example\nS K I L L S\nPython, SQL\n".as_bytes(), &ReadOptions::default()).unwrap();
//! let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
//! let subject = Subject { document: &document, second: None, advice: &[], language: &taxonomy.language };
//! let findings = lint(&subject, &RuleSettings::default());
//! assert!(findings.iter().any(|finding| finding.code == "letter-spaced"));
//! ```

mod advice;
mod columns;
mod contact;
mod dates;
mod glyphs;
mod headings;
mod layout;
mod length;
mod letters;
mod placeholder;
mod rules;
mod second;
mod settings;
mod told;

pub use advice::{Advice, advice_for};
pub use rules::{RULES, Rule};
pub use settings::{RuleSettings, Setting, UnknownRule, UnknownSetting};

use crate::document::{Document, Reading};
use crate::extract::ReadError;
use crate::finding::{Finding, Severity};
use crate::taxonomy::Language;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The document, read with [`crate::extract::ReadOptions::survey`]; without it, what that tells is not found.
    pub document: &'a Document,
    /// What the second PDF reader made of the file ([`crate::extract::PdfReader::PdfExtract`]), for a PDF.
    pub second: Option<&'a Result<Reading, ReadError>>,
    /// What the documents of a role advise, if it is near to this resume: see [`advice_for`].
    pub advice: &'a [Advice],
    /// Words of the language.
    pub language: &'a Language,
}

/// Most words that a finding shows.
const MOST_WORDS: usize = 20;
/// Longest piece of the document among them, in bytes.
const LONGEST_PIECE: usize = 160;
/// Most findings of one rule and severity.
const MOST_ALIKE: usize = 20;

/// Looks at a document with every rule that is on. The worst findings come first, then in the order of [`RULES`] and of
/// the document.
pub fn lint(subject: &Subject<'_>, settings: &RuleSettings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for look in [
        told::look,
        glyphs::look,
        letters::look,
        columns::look,
        layout::look,
        contact::look,
        headings::look,
        dates::look,
        length::look,
        placeholder::look,
        second::look,
        advice::look,
    ] {
        look(subject, &mut findings);
    }
    in_order(settings.apply(findings)).into_iter().map(finished).collect()
}

/// What is to be said of a PDF that has no text that anybody sees, instead of its findings; nothing when the error is another one.
pub fn without_text(error: &ReadError, settings: &RuleSettings) -> Option<Vec<Finding>> {
    let message = match error {
        ReadError::NoText { pages: 1 } => "the page has no text, most likely it is a scan".to_owned(),
        ReadError::NoText { pages } => format!("the {pages} pages have no text, most likely they are a scan"),
        ReadError::OnlyHidden { words } => {
            let message = format!("all {} of the file are hidden", count(*words, "word", "words"));
            return Some(told_of(&rules::HIDDEN_TEXT, message, settings));
        }
        _ => return None,
    };
    Some(told_of(&rules::NO_TEXT, message, settings))
}

fn told_of(rule: &Rule, message: String, settings: &RuleSettings) -> Vec<Finding> {
    settings.apply(vec![rule.finding(message)]).into_iter().map(finished).collect()
}

/// Whether findings fail the command: one of severity error that nobody silenced.
pub fn fails(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error && finding.silenced.is_none())
}

/// The worst first, and of each rule so many as anybody reads.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    let rank = |finding: &Finding| RULES.iter().position(|rule| rule.code == finding.code);
    // Stable: findings of one rule stay in the order of the document.
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), rank(finding)));
    let mut kept: Vec<Finding> = Vec::new();
    for alike in findings.chunk_by(|a, b| (a.severity, a.code) == (b.severity, b.code)) {
        kept.extend_from_slice(&alike[..alike.len().min(MOST_ALIKE)]);
        if let Some(last) = kept.last_mut().filter(|_| alike.len() > MOST_ALIKE) {
            last.message.push_str(&format!("; {} more like it", alike.len() - MOST_ALIKE));
        }
    }
    kept
}

/// A finding in whole sentences, whose words are no longer than what anybody reads.
fn finished(mut finding: Finding) -> Finding {
    finding.message = sentence(&finding.message);
    finding.remedy = sentence(&finding.remedy);
    for word in finding.words.iter_mut().filter(|word| word.len() > LONGEST_PIECE) {
        word.truncate(word.floor_char_boundary(LONGEST_PIECE));
        word.push('…');
    }
    finding
}

/// With a capital in front and a full stop behind.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let capital = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    if capital.ends_with('.') { capital } else { capital + "." }
}

/// "1 word", "2 words".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
