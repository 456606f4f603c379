//! HTML: a page of its own that needs nothing from anywhere: no script, no picture, no font. A policy in the page says
//! so to the browser, and every word that is not ours is escaped.

use super::junit::xml as escaped;
use super::outline::{self, Block, Outline, Piece, Tone};
use crate::finding::FileFindings;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886}\
td.n,th.n{text-align:right;white-space:nowrap}\
code{font-size:.9em}\
.bad{color:#b00020}.half{color:#8a5a00}.good{color:#0a6b2d}\
@media(prefers-color-scheme:dark){.bad{color:#ff7b8a}.half{color:#ffc24d}.good{color:#6fdc8c}}";

/// A page.
pub fn page(outline: &Outline) -> String {
    let mut body = String::new();
    blocks(&outline.blocks, &mut body);
    let title: String = outline.title.iter().map(|piece| escaped(words(piece))).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{}</h1>\n{body}</body>\n</html>\n",
        line(&outline.title)
    )
}

/// Findings under a title.
pub fn findings(title: &str, files: &[FileFindings]) -> String {
    page(&outline::findings(title, files))
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        match block {
            Block::Heading(text) => out.push_str(&format!("<h2>{}</h2>\n", line(text))),
            Block::Text(text) => out.push_str(&format!("<p>{}</p>\n", line(text))),
            Block::List(items) => {
                let items: String = items.iter().map(|item| format!("<li>{}</li>\n", line(item))).collect();
                out.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
            Block::Table(head, rows) => {
                let class = |number: bool| if number { " class=\"n\"" } else { "" };
                let titles: String =
                    head.iter().map(|(title, number)| format!("<th{}>{title}</th>", class(*number))).collect();
                out.push_str(&format!("<table>\n<tr>{titles}</tr>\n"));
                for row in rows {
                    let cell = |(cell, (_, number)): (&Vec<Piece>, &(&str, bool))| {
                        format!("<td{}>{}</td>", class(*number), line(cell))
                    };
                    out.push_str(&format!("<tr>{}</tr>\n", row.iter().zip(head).map(cell).collect::<String>()));
                }
                out.push_str("</table>\n");
            }
            Block::Fold(title, inner) => {
                out.push_str(&format!("<details><summary>{}</summary>\n", escaped(title)));
                blocks(inner, out);
                out.push_str("</details>\n");
            }
        }
    }
}

fn words(piece: &Piece) -> &str {
    match piece {
        Piece::Words(text) | Piece::Code(text) | Piece::Strong(text, _) => text,
    }
}

fn line(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let text = escaped(words(piece));
        match piece {
            Piece::Words(_) | Piece::Strong(_, Tone::None) => text,
            Piece::Code(_) => format!("<code>{text}</code>"),
            Piece::Strong(_, Tone::Good) => format!("<strong class=\"good\">{text}</strong>"),
            Piece::Strong(_, Tone::Half) => format!("<strong class=\"half\">{text}</strong>"),
            Piece::Strong(_, Tone::Bad) => format!("<strong class=\"bad\">{text}</strong>"),
        }
    };
    pieces.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::super::outline::{Block, Outline, Piece};
    use super::page;

    #[test]
    fn no_word_is_markup() {
        let line = vec![Piece::Code("<script>'\"&".to_string())];
        let outline = Outline { title: line.clone(), blocks: vec![Block::List(vec![line])] };
        let html = page(&outline);
        assert_eq!(html.matches("&lt;script&gt;&apos;&quot;&amp;").count(), 3, "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
