//! A mention as a reader sees it: the words, the place, the line around it.

use std::cmp::Reverse;

use super::{Proof, ShownMention};
use crate::coverage::{BySkill, Evidence, Strength};
use crate::document::Document;
use crate::matcher::{Found, Literal, Matches, Mention, Polarity, UNSURE};
use crate::ocr;

/// How many lines a snippet reaches up and down.
const SNIPPET_LINES: usize = 4;
/// Longest snippet, in characters.
const SNIPPET: usize = 160;
/// Confidence in a name that no rule looks after, in hundredths: that of a name whose context says little.
const LITERAL: u8 = 75;

/// The places of a skill, the best proof first: asserted, beyond doubt, in work that was done, the latest work, by name.
pub(super) fn show_all(document: &Document, matches: &Matches, entry: &Evidence) -> Vec<ShownMention> {
    let mut mentions: Vec<&Mention> = entry.mentions.iter().map(|&index| &matches.mentions[index]).collect();
    mentions.sort_by_key(|mention| rank(document, mention));
    mentions.into_iter().map(|mention| show(document, mention)).collect()
}

/// The best place of a skill that is itself named in a list only and has its full credit from what is a kind or a tool
/// of it at work.
pub(super) fn proof(document: &Document, matches: &Matches, evidence: &BySkill, entry: &Evidence) -> Option<Proof> {
    if entry.strength != Strength::Demonstrated {
        return None;
    }
    let places = entry.via.iter().flat_map(|via| &evidence[via.skill].mentions);
    let best = places.map(|&index| &matches.mentions[index]).min_by_key(|mention| rank(document, mention))?;
    let shows = best.polarity == Polarity::Asserted && best.section.demonstrates();
    shows.then(|| Proof { by: best.skill, mention: show(document, best) })
}

/// The less, the better as a proof.
fn rank(document: &Document, mention: &Mention) -> impl Ord + use<> {
    let timeline = document.timeline();
    let position = timeline.position_at(mention.span.start).map(|index| &timeline.positions()[index]);
    let latest = position.and_then(|position| Some((position.open, position.period?.last())));
    let doubtful = mention.found == Found::Fuzzy || mention.confidence < UNSURE;
    let work = (!mention.section.demonstrates(), Reverse(latest));
    (mention.polarity, doubtful, work, mention.found, mention.span.start)
}

fn show(document: &Document, mention: &Mention) -> ShownMention {
    ShownMention {
        surface: one_line(&document.text()[mention.span.clone()]),
        start: mention.span.start,
        end: mention.span.end,
        locator: document.locator(mention.span.start),
        section: mention.section,
        found: mention.found,
        polarity: mention.polarity,
        confidence: mention.confidence,
        recognised: document.is_recognised(mention.span.start),
        snippet: snippet(document, &mention.span),
    }
}

/// A name that the taxonomy does not know.
pub(super) fn show_literal(document: &Document, literal: &Literal) -> ShownMention {
    let recognised = document.is_recognised(literal.span.start);
    ShownMention {
        surface: one_line(&document.text()[literal.span.clone()]),
        start: literal.span.start,
        end: literal.span.end,
        locator: document.locator(literal.span.start),
        section: literal.section,
        found: Found::Exact,
        polarity: literal.polarity,
        confidence: if recognised { ocr::less_sure(LITERAL) } else { LITERAL },
        recognised,
        snippet: snippet(document, &literal.span),
    }
}

/// Text without line breaks and runs of spaces.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The line around a place of a document, with those that it wraps from and into, shortened to its neighbourhood when it
/// is long.
pub fn snippet(document: &Document, span: &std::ops::Range<usize>) -> String {
    let text = document.text();
    let lines = document.lines();
    let mut first = document.line_at(span.start);
    let mut last = document.line_at(span.end.saturating_sub(1)).max(first);
    // A snippet reaches over a few lines at most, however long the paragraph.
    let (top, bottom) = (first.saturating_sub(SNIPPET_LINES), last + SNIPPET_LINES);
    while first > top && lines[first - 1].wraps {
        first -= 1;
    }
    while last < bottom && lines.get(last).is_some_and(|line| line.wraps) && last + 1 < lines.len() {
        last += 1;
    }
    let (Some(from), Some(to)) = (lines.get(first), lines.get(last)) else { return String::new() };
    let start = from.span.start.min(span.start);
    let end = to.span.end.max(span.end);
    // A hyphen at the end of a line may be part of the word or not; as it stands it can be read both ways.
    let tidy = |text: &str| if text.contains('\n') { one_line(&text.replace("-\n", "-")) } else { one_line(text) };
    let whole = &text[start..end];
    if whole.len() <= SNIPPET || whole.chars().nth(SNIPPET).is_none() {
        return tidy(whole);
    }
    let side = SNIPPET.saturating_sub(span.len().min(SNIPPET)) / 2;
    let before = &text[start..span.start];
    let after = &text[span.end..end];
    let before = match before.char_indices().rev().nth(side) {
        // Cut between words.
        Some((at, _)) => format!("…{}", before[at..].split_once(char::is_whitespace).map_or("", |(_, rest)| rest)),
        None => before.to_string(),
    };
    let after = match after.char_indices().nth(side) {
        Some((at, _)) => format!("{}…", after[..at].rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest)),
        None => after.to_string(),
    };
    let inner: String = text[span.clone()].chars().take(SNIPPET).collect();
    tidy(&format!("{before}{inner}{after}"))
}
