//! Markdown as GitHub and GitLab show it: for a comment on a pull request, the summary of a job, a page of a wiki.
//!
//! Every word is escaped, so that no document makes a link, a heading, HTML or a call of `@somebody`.

use super::outline::{self, Block, Outline, Piece, Tone};
use super::plain;
use crate::finding::FileFindings;

/// A page.
pub fn page(outline: &Outline) -> String {
    let mut out = format!("## {}\n", line(&outline.title));
    blocks(&outline.blocks, &mut out);
    out
}

/// Findings under a title.
pub fn findings(title: &str, files: &[FileFindings]) -> String {
    page(&outline::findings(title, files))
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        out.push('\n');
        match block {
            Block::Heading(text) => out.push_str(&format!("### {}\n", line(text))),
            Block::Text(text) => out.push_str(&format!("{}\n", line(text))),
            Block::List(items) => items.iter().for_each(|item| out.push_str(&format!("- {}\n", line(item)))),
            Block::Table(head, rows) => {
                let cells = |cells: &mut dyn Iterator<Item = String>| format!("|{}\n", cells.collect::<String>());
                out.push_str(&cells(&mut head.iter().map(|(title, _)| format!(" {title} |").replace("  ", " "))));
                out.push_str(&cells(
                    &mut head.iter().map(|(_, number)| if *number { "--:|" } else { "---|" }.to_string()),
                ));
                for row in rows {
                    out.push_str(&cells(&mut row.iter().map(|cell| format!(" {} |", line(cell)))));
                }
            }
            Block::Fold(title, inner) => {
                out.push_str(&format!("<details><summary>{}</summary>\n", escaped(title)));
                blocks(inner, out);
                out.push_str("\n</details>\n");
            }
        }
    }
}

fn line(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(text) | Piece::Strong(text, Tone::None) => escaped(text),
        Piece::Strong(text, _) => format!("**{}**", escaped(text)),
        Piece::Code(text) => code(text),
    };
    pieces.iter().map(piece).collect()
}

/// Words between our own marks.
fn escaped(text: &str) -> String {
    let text = plain(text);
    let mut out = String::with_capacity(text.len());
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

/// Text as code, in as many backticks as it needs. In a table a bar ends the cell even there.
fn code(text: &str) -> String {
    let text = plain(text).replace('|', "\\|");
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn words_of_others_are_only_words() {
        assert_eq!(
            escaped("a|b <img src=x> @team #1\n# x"),
            "a\\|b &lt;img src=x&gt; \\@\u{2060}team \\#\u{2060}1 \\#\u{2060} x"
        );
        assert_eq!(escaped("[x](http://www.e.com) **b**"), "\\[x\\](http\\://www\\.e.com) \\*\\*b\\*\\*");
        assert_eq!(code("a`b|c"), "``a`b\\|c``");
        assert_eq!(code("`x"), "`` `x ``");
    }
}
