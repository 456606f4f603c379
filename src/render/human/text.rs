//! `gapcheck text`: what was read, with pages and sections, to compare with the document.

use super::page::{BOLD, DIM, plain};
use crate::document::{Document, Locator};

/// Renders the lines of a document: a rule before each page, the kind of each section before its first line, and line
/// numbers where the format has lines.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    let mut page = None;
    let mut section = None;
    let mut end = 0;
    for line in document.lines() {
        let here = document.locator(line.span.start);
        if let Locator::Page(number) = here
            && page.replace(number) != Some(number)
        {
            let rule = format!("── page {number} ");
            out.push_str(&styled(&format!("{rule}{}", "─".repeat(80 - rule.chars().count())), DIM));
            out.push('\n');
        } else if document.text()[end..line.span.start].matches('\n').count() > 1 {
            out.push('\n');
        }
        end = line.span.end;
        let at = document.section_at(line.span.start);
        let begins = section != Some(at.span.start);
        section = Some(at.span.start);
        if begins {
            out.push_str(&styled(&format!("[{}]", at.kind.name()), DIM));
            out.push('\n');
        }
        if let Locator::Line(number) = here {
            out.push_str(&styled(&format!("{number:>4}  "), DIM));
        }
        let words = plain(&document.text()[line.span.clone()]);
        let heading = begins && !at.title.is_empty();
        out.push_str(&if heading { styled(&words, BOLD) } else { words });
        out.push('\n');
    }
    links(document, &mut out);
    out
}

/// Where links lead, which no line of the text shows.
fn links(document: &Document, out: &mut String) {
    let links = &document.more().links;
    if links.is_empty() {
        return;
    }
    let rule = "── links ";
    out.push_str(&styled(&format!("{rule}{}", "─".repeat(80 - rule.chars().count())), DIM));
    out.push('\n');
    for link in links {
        if let Some(place) = &link.locator {
            out.push_str(&styled(&format!("{place}  "), DIM));
        }
        out.push_str(&plain(&link.target));
        out.push('\n');
    }
}

fn styled(text: &str, style: anstyle::Style) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}
