//! Blanks of a template that nobody filled in: "[your model]", "XX %", "{{name}}", "20XX".
//!
//! Advice is written with them, `lint` tells them, and the matcher takes nothing from a line that has one. So what looks
//! like a blank and is none must stay outside: a citation, a link, a span of years, a language in brackets. A bracket is a
//! blank only by its words, which stand in the `[blanks]` table of `taxonomy/language/*.toml`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::normalize::fold_name;

/// The longest content of a bracket, in bytes.
const LONGEST: usize = 120;

/// Words of blanks, folded and sorted after compilation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Blanks {
    /// What a bracket holds and nothing else ("number", "company name").
    pub whole: Vec<String>,
    /// What a bracket of two words or more begins with ("your", "number").
    pub first: Vec<String>,
    /// Phrases that only a template has, wherever they stand ("lorem ipsum").
    pub phrases: Vec<String>,
    /// What is a remain of a template when it is all of a line ("your name").
    pub lines: Vec<String>,
}

impl Blanks {
    /// Every list in it, to be folded.
    pub(super) fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        [&mut self.whole, &mut self.first, &mut self.phrases, &mut self.lines].into_iter()
    }

    /// The blanks that show by their marks, by place; none overlaps another.
    pub fn marked(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(next) = memchr::memchr3(b'[', b'{', b'X', &bytes[at..]) {
            at += next;
            let (blank, end) = match bytes[at] {
                b'[' => (self.bracket(text, at), at + 1),
                b'{' => (braces(text, at), at + 1),
                _ => {
                    // Whatever follows within the row is no blank by itself.
                    let end = at + bytes[at..].iter().take_while(|&&byte| byte == b'X').count();
                    (crosses(text, at..end), end)
                }
            };
            at = blank.as_ref().map_or(end, |blank| blank.end.max(end));
            found.extend(blank);
        }
        found
    }

    /// "[your model]", which is no link and no citation.
    fn bracket(&self, text: &str, open: usize) -> Option<Range<usize>> {
        let content = within(&text[open + 1..], ']')?;
        let end = open + 1 + content.len() + 1;
        // Copied out of Markdown source: "\\[your model\\]".
        let content = content.trim_end_matches('\\');
        // Links of Markdown: "[text](address)", "[text][name]", "[name]: address", and the name of one.
        let opens_line = || text[..open].trim_end_matches(' ').bytes().next_back().is_none_or(|byte| byte == b'\n');
        if text[end..].starts_with(['(', '['])
            || text[..open].ends_with([']', '!', '['])
            || text[end..].starts_with(": http") && opens_line()
        {
            return None;
        }
        self.is_blank(content).then_some(open..end)
    }

    /// Whether the content of a bracket asks for something.
    pub fn is_blank(&self, content: &str) -> bool {
        let known = |list: &[String], text: &str| list.binary_search_by(|known| known.as_str().cmp(text)).is_ok();
        let folded = fold_name(content);
        let first = folded.split(' ').next().unwrap_or_default();
        let crosses = content.len() >= 2 && content.bytes().all(|byte| byte == b'X');
        crosses || known(&self.whole, &folded) || first.len() < folded.len() && known(&self.first, first)
    }

    /// The phrases of a line that only templates have, and the line itself if it is one.
    pub fn said<'l>(&self, line: &'l str) -> Option<&'l str> {
        let folded = fold_name(line);
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let whole = self.lines.binary_search_by(|known| known.as_str().cmp(bare)).is_ok();
        (whole || self.phrases.iter().any(|phrase| folded.contains(phrase.as_str()))).then(|| line.trim())
    }
}

/// What stands up to a closing bracket, if that is near and no other one opens before it.
fn within(text: &str, close: char) -> Option<&str> {
    let mut reach = LONGEST.min(text.len());
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let end = text[..reach].find(['[', ']', '{', '}'])?;
    text[end..].starts_with(close).then(|| &text[..end])
}

/// "{{name}}", as template languages write it.
fn braces(text: &str, open: usize) -> Option<Range<usize>> {
    let content = within(text[open..].strip_prefix("{{")?, '}')?;
    let end = open + 2 + content.len();
    let named = content.chars().any(char::is_alphabetic);
    (named && text[end..].starts_with("}}")).then_some(open..end + 2)
}

/// "XX %", "$X", "XX+", "20XX": a row of letters in the place of digits.
fn crosses(text: &str, row: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&text[..row.start], &text[row.end..]);
    let year = row.len() == 2 && (before.ends_with("20") || before.ends_with("19"));
    let from = if year { row.start - 2 } else { row.start };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | '#');
    if row.len() > 4 || text[..from].ends_with(is_word) || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let share = after.strip_prefix(['\u{a0}', '\u{202f}', ' ']).unwrap_or(after).starts_with('%');
    // "$X$" is mathematics.
    let money = before.ends_with(['$', '€', '£']) && !after.starts_with(['$', '_', '^', '-', '\\', '{', '(']);
    let more = row.len() >= 2 && after.starts_with('+');
    (year || share || money || more).then_some(from..row.end)
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        let blanks = &crate::builtin::taxonomy().language.blanks;
        blanks.marked(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_a_template_leaves_open_is_found() {
        for (text, blank) in [
            ("Cut the latency of [your service] by half", "[your service]"),
            ("from [before] to 40 ms", "[before]"),
            ("Served [Number of users] users", "[Number of users]"),
            ("Cut costs by XX %", "XX"),
            ("Cut costs by X% in a year", "X"),
            ("Saved $XXX a year", "XXX"),
            ("June 20XX – present", "20XX"),
            ("for XX+ customers", "XX"),
            ("for [XX] customers", "[XX]"),
            ("Dear {{ company }}", "{{ company }}"),
            ("[Insert a result here]", "[Insert a result here]"),
            ("[what\ncame of it]", "[what\ncame of it]"),
            (r"from \[before\] on", r"[before\]"),
        ] {
            assert_eq!(found(text), [blank], "{text}");
        }
    }

    #[test]
    fn what_people_put_into_brackets_is_no_blank() {
        for text in [
            "As shown in [1], [2, 3] and [Smith et al., 2020]",
            "My thesis [link] [PDF] [code] [slides]",
            "Languages [C++] [Python]",
            "Engineer [2019-2021] [part-time] [remote]",
            "[your service](https://example.com) and [your app][1]",
            "[number]: https://example.com",
            "![your photo](photo.png)",
            "[x] done, [ ] open, []",
            "Guidelines of the [WHO]",
            "Order [Lepidoptera]",
            "the XX chromosome, OS X, DirectX, Xen, C++/CX, xx, phase XX",
            "the matrix $X$, $X_1$ and $X^T$ of an $X\\beta$ model",
            "5x faster, x86, 10x % more, 1920x1080",
            "struct { int a; } and {{}} and a set {x, y}",
            "[an opening without an end",
            "[[your page]]",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn phrases_of_templates_are_told_from_sentences() {
        let blanks = &crate::builtin::taxonomy().language.blanks;
        for line in ["Lorem ipsum dolor sit amet", "Your Name", "YOUR NAME:", "Click here to enter text."] {
            assert!(blanks.said(line).is_some(), "{line}");
        }
        for line in ["Made names for your products", "Company Name", "Ada Example"] {
            assert!(blanks.said(line).is_none(), "{line}");
        }
    }
}
