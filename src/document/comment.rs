//! Comments in Markdown: text of the file that nobody sees. The text of such a document is the file itself, so they
//! stay in it, but nothing in them is evidence.

use std::ops::Range;

use memchr::memmem;

use super::{Format, Reading};

/// The comments of a reading, in order. One that does not end is text, as in the middle of a paragraph.
pub(super) fn find(reading: &Reading) -> Vec<Range<usize>> {
    if reading.format != Format::Markdown {
        return Vec::new();
    }
    let bytes = reading.text.as_bytes();
    let (open, close) = (memmem::Finder::new("<!--"), memmem::Finder::new("-->"));
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = open.find(&bytes[at..]).map(|found| at + found) {
        let Some(end) = close.find(&bytes[start..]).map(|found| start + found + "-->".len()) else { break };
        comments.push(start..end);
        at = end;
    }
    comments
}

/// A part of a text with spaces in the place of comments, line ends kept, each byte where it was.
pub(super) fn masked(text: &str, part: &Range<usize>, comments: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes()[part.clone()].to_vec();
    let first = comments.partition_point(|comment| comment.end <= part.start);
    for comment in comments[first..].iter().take_while(|comment| comment.start < part.end) {
        let (from, to) = (comment.start.max(part.start) - part.start, comment.end.min(part.end) - part.start);
        bytes[from..to].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    // A comment begins and ends between characters, and so does a part.
    String::from_utf8(bytes).unwrap_or_else(|_| text[part.clone()].to_string())
}

#[cfg(test)]
mod tests {
    use super::masked;
    use crate::document::{Document, DocumentKind};
    use crate::extract::{ReadOptions, read};
    use crate::matcher::{MatchOptions, Matcher};

    #[test]
    fn nothing_in_a_comment_is_evidence() {
        let text = "# Ann Example\n\n## Experience\nEngineer, Acme, 2020 - 2023\n\n- Built services in Python <!-- and \
                    Kubernetes —\nand Docker --> and Rust.\n- Ran <!-- an open end with Terraform.\n";
        let taxonomy = crate::builtin::taxonomy();
        let options = ReadOptions { extension: Some("md".to_string()), ..ReadOptions::default() };
        let reading = read(text.as_bytes(), &options).expect("text");
        let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
        assert_eq!(document.text(), text, "the text is the file");
        let matches = Matcher::for_many(taxonomy).matches(&document, MatchOptions::default());
        let found: Vec<(&str, &str)> = matches
            .mentions
            .iter()
            .map(|mention| (taxonomy.at(mention.skill).id.as_str(), &text[mention.span.clone()]))
            .filter(|(id, _)| ["python", "kubernetes", "docker", "rust", "terraform"].contains(id))
            .collect();
        assert_eq!(found, [("python", "Python"), ("rust", "Rust"), ("terraform", "Terraform")]);
    }

    #[test]
    fn every_byte_stays_where_it_was() {
        let text = "a <!-- é\nb --> c";
        let comment = 2..text.len() - 2;
        let comments = std::slice::from_ref(&comment);
        assert_eq!(masked(text, &(0..text.len()), comments), "a        \n      c");
        assert_eq!(masked(text, &(2..4), comments), "  ");
    }
}
