//! Characters that nobody can name, and icons where words should stand.

use std::collections::BTreeMap;

use super::rules::{ICONS, UNMAPPED_GLYPHS};
use super::{Finding, MOST_WORDS, Subject, count};
use crate::document::{Document, Line, Locator};
use crate::finding::Severity;

/// So many icons in a row without a word are a rating, not an ornament.
const RATING: u32 = 3;

/// One word in so many that is nothing but characters without a name makes these a text, not icons.
const TEXT: usize = 20;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    let alone = document.text().split_whitespace().filter(|word| is_sign(word)).count();
    let are_icons = alone * TEXT <= document.words();
    unmapped(document, are_icons, findings);
    icons(document, are_icons, findings);
}

/// Whether a word is nothing but characters without a name.
fn is_sign(word: &str) -> bool {
    word.chars().all(|c| c == '\u{fffd}')
}

fn unmapped(document: &Document, are_icons: bool, findings: &mut Vec<Finding>) {
    let text = document.text();
    let place = |offset: usize| match document.locator(offset) {
        page @ Locator::Page(_) => Some(page),
        // Lines and paragraphs are many: the first one is told.
        _ => None,
    };
    let is_unmapped = |word: &&str| word.contains('\u{fffd}') && !(are_icons && is_sign(word));
    let has_any = |line: &&Line| text[line.span.clone()].split_whitespace().any(|word| is_unmapped(&word));
    let lines: Vec<_> = document.lines().iter().filter(has_any).collect();
    for group in lines.chunk_by(|a, b| place(a.span.start) == place(b.span.start)) {
        let words = || group.iter().flat_map(|line| text[line.span.clone()].split_whitespace()).filter(is_unmapped);
        let unknown: usize = words().map(|word| word.matches('\u{fffd}').count()).sum();
        findings.push(Finding {
            locator: Some(document.locator(group[0].span.start)),
            words: words().take(MOST_WORDS).map(str::to_owned).collect(),
            ..UNMAPPED_GLYPHS.finding(format!("{} cannot be read", count(unknown, "character", "characters")))
        });
    }
}

fn icons(document: &Document, are_icons: bool, findings: &mut Vec<Finding>) {
    let mut pages: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for icons in &document.more().survey.icons {
        pages.insert(icons.page, (icons.beside, icons.alone));
    }
    for line in document.lines().iter().filter(|_| are_icons) {
        if let Locator::Page(page) = document.locator(line.span.start) {
            let words = document.text()[line.span.clone()].split_whitespace().filter(|word| is_sign(word));
            let signs: usize = words.map(|word| word.chars().count()).sum();
            if signs > 0 {
                pages.entry(page).or_default().1 += u32::try_from(signs).unwrap_or(u32::MAX);
            }
        }
    }
    findings.extend(pages.into_iter().map(|(page, (beside, alone))| finding(beside, alone, Locator::Page(page))));
    // Formats whose text is the file's own keep the signs.
    let text = document.text();
    let (mut beside, mut alone, mut first) = (0, 0, None);
    for line in document.lines() {
        let line_text = &text[line.span.clone()];
        if !line_text.contains(is_private) {
            continue;
        }
        first = first.or(Some(line.span.start));
        let pieces: Vec<&str> = line_text.split_inclusive(is_private).collect();
        for (index, _) in pieces.iter().enumerate().filter(|(_, piece)| piece.ends_with(is_private)) {
            let rest = pieces.get(index + 1).map_or("", |rest| rest.trim_end_matches(is_private));
            let words = rest.chars().any(char::is_alphanumeric);
            if words { beside += 1 } else { alone += 1 }
        }
    }
    if let Some(first) = first {
        findings.push(finding(beside, alone, document.locator(first)));
    }
}

fn finding(beside: u32, alone: u32, locator: Locator) -> Finding {
    let all = (beside + alone) as usize;
    let (message, severity) = if alone >= RATING {
        (
            format!("{} of an icon font, {alone} of them with no word behind them", count(all, "sign", "signs")),
            Severity::Warning,
        )
    } else {
        (format!("{} of an icon font, which mean nothing to a machine", count(all, "sign", "signs")), Severity::Advice)
    };
    Finding { locator: Some(locator), severity, ..ICONS.finding(message) }
}

/// A code that Unicode gives no meaning to.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
