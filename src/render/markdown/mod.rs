//! Markdown as GitHub and GitLab show it: for a comment on a pull request, the summary of a job, a page of a wiki.
//!
//! Every word that is not ours is escaped, so that no document makes a link, a heading, HTML or a call of `@somebody`.

mod check;

pub use check::{check, diff, findings};

use super::plain;

/// Text between our own marks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = plain(text);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A word joiner keeps `@name` and `#1` from becoming a mention or a reference.
            '@' | '#' => {
                out.push('\\');
                out.push(c);
                out.push('\u{2060}');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // What looks like an address becomes a link by itself.
            ':' if text[at..].starts_with("://") => out.push_str("\\:"),
            '.' if ["www", "WWW"].iter().any(|www| out.ends_with(www)) => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

/// Text of ours, in which only words in backticks are code and everything else is escaped: our messages quote names of
/// keys and commands so.
pub(super) fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Without a partner, a backtick is a character.
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { escaped(part) };
    parts.iter().enumerate().map(part).collect()
}

/// Text as code, in as many backticks as it needs. In a table a bar ends the cell even there.
pub(super) fn code(text: &str) -> String {
    let text = plain(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

#[cfg(test)]
mod tests {
    use super::{code, escaped, message};

    #[test]
    fn words_of_others_are_only_words() {
        assert_eq!(
            escaped("a|b <img src=x> @team #1\n# x"),
            "a\\|b &lt;img src=x&gt; \\@\u{2060}team \\#\u{2060}1 \\#\u{2060} x"
        );
        assert_eq!(escaped("[x](http://e.com) **b**"), "\\[x\\](http\\://e.com) \\*\\*b\\*\\*");
        assert_eq!(code("a`b|c"), "``a`b\\|c``");
        assert_eq!(message("see `gapcheck a_b` for *x*"), "see `gapcheck a_b` for \\*x\\*");
        assert_eq!(message("an odd ` stays"), "an odd \\` stays");
    }
}
