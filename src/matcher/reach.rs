//! What may stand between a cue and the name that it speaks of.

use std::ops::Range;

use super::candidates::Candidate;
use super::kinds::Kind;
use super::polarity::{Cue, CuesOfText};
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;

/// How many words a cue of the kind "no …" reaches, words of the list `bridges` not counted.
const NEXT_WORDS: usize = 3;
/// The most names of a list that "no …" reaches.
const NEXT_NAMES: usize = 12;

/// How many words may stand between a name and a denial that looks back.
pub const BACK_WORDS: usize = 4;

/// Whether a parenthesis that was open at the cue is closed before the skill.
pub fn is_closed(between: &str) -> bool {
    let mut depth = 0i32;
    for byte in between.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

/// Whether few words, and no comma, stand between a name and a denial after it. A bracket that opens between may hold
/// more than the denial: "(at university, never used it)".
pub fn is_near_back(between: &str, most: usize) -> bool {
    // The name itself stands in brackets: "the cluster (Nomad, mostly) was handled by …".
    let between = match between.split_once(')') {
        Some((item, rest)) if !item.contains('(') => rest,
        _ => between,
    };
    let (outside, inside) = between.split_once('(').unwrap_or((between, ""));
    let outside = outside.trim_end_matches([' ', ',']);
    let words =
        |text: &str| text.split_whitespace().filter(|word| word.starts_with(is_word_char)).take(most + 1).count();
    !outside.contains([',', '/', ')']) && !inside.contains(')') && words(outside) <= most && words(inside) <= BACK_WORDS
}

pub fn starts_sentence(before: &str) -> bool {
    !before.chars().any(char::is_alphanumeric) || before.trim_end().ends_with(['(', ':', '|', ',', ';'])
}

impl CuesOfText<'_> {
    /// Whether a cue such as "no" reaches a name: the first one after it, within a few words, or a later item of the
    /// list that begins there, if the list has an "or" ("no Java, Scala or Kotlin") or stands in a bracket behind the
    /// first ("no build tools (Maven, Gradle)"). "No Java, Python and SQL" is not clear, and denies Java only.
    pub(super) fn reaches(&self, text: &str, cue: &Cue, at: &Range<usize>, names: &[Candidate]) -> bool {
        let first = names.partition_point(|name| name.folded.start < cue.at.end);
        let mut end = cue.at.end;
        let mut alternatives = false;
        let mut reached = false;
        for name in names[first..].iter().map(|name| &name.folded).take(NEXT_NAMES) {
            if name.start < end {
                continue;
            }
            // A name beside the one that is asked for, or within it, is no item of its own.
            let name = if name.start < at.end && at.start < name.end { at } else { name };
            let gap = &text[end..name.start.max(end)];
            let begins = end == cue.at.end;
            if !(if begins { self.is_near(gap, cue.kind) } else { self.joins(gap) }) {
                break;
            }
            alternatives |= !begins && (self.has_alternative(gap) || gap.trim() == "(");
            if name == at && begins {
                return true;
            }
            reached |= name == at;
            if reached && alternatives {
                return true;
            }
            end = name.end;
        }
        // No candidate stands there: a heading.
        names.is_empty() && self.is_near(&text[cue.at.end..at.start], cue.kind)
    }

    fn is_near(&self, gap: &str, kind: Kind) -> bool {
        let is_bridge = |word: &&str| is_in(&self.words.bridges, word);
        let most = if kind == Kind::NegatedDirectly { 0 } else { NEXT_WORDS - 1 };
        // "No experience: Java", but not "no vendor: everything in Java".
        let most = if gap.contains(':') { 0 } else { most };
        let mut words = gap.split_whitespace().map(|word| word.trim_end_matches(':'));
        !gap.contains(',') && words.by_ref().filter(|word| !is_bridge(word)).take(most + 1).count() <= most
    }

    /// Whether this stands between two items of a list.
    fn joins(&self, gap: &str) -> bool {
        let gap = gap.trim_matches([' ', ',', '/', '(', ')']);
        gap.is_empty() || self.has_alternative(gap)
    }

    fn has_alternative(&self, gap: &str) -> bool {
        let word = gap.trim_matches([' ', ',', '/', '(', ')']);
        is_in(&self.words.alternatives, word)
    }
}
