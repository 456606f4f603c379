//! Documents of word processors: archives of XML, and rich text.

mod archive;
mod docx;
mod field;
mod flow;
mod odt;
mod rtf;
mod xml;

pub(super) use docx::read as read_docx;
pub(super) use odt::{is_flat as is_flat_odt, read as read_odt, read_flat as read_flat_odt};
pub(super) use rtf::read as read_rtf;

use crate::document::{Format, Line, Locator, More, Reading, Survey};

use super::ReadError;
use flow::Flow;
use xml::Broken;

impl Broken {
    /// What is said to the user.
    fn error(self, document: &'static str) -> ReadError {
        match self {
            Self::Malformed => ReadError::Damaged { document: document.to_owned() },
            Self::Entities => ReadError::OwnEntities,
            Self::TooDeep => ReadError::TooDeep { limit: xml::DEPTH as u32 },
        }
    }
}

/// Walks a part that the document can do without: when it is broken, what was read of it stays.
fn walk_optional(xml: &str, visit: impl FnMut(xml::Node<'_>)) -> Result<(), Broken> {
    match xml::walk(xml, visit) {
        Err(Broken::Malformed) | Ok(()) => Ok(()),
        Err(broken) => Err(broken),
    }
}

/// The byte offset of the first line that stands in a header or footer.
fn margin_offset(lines: &[Line], first: u32) -> Option<usize> {
    let in_margin = |line: &&Line| matches!(line.locator, Some(Locator::Paragraph(number)) if number >= first);
    lines.iter().find(in_margin).map(|line| line.span.start)
}

/// The reading of a document that was walked to its end.
fn reading(format: Format, mut flow: Flow) -> Result<Reading, ReadError> {
    let (margin, links) = (flow.margin(), flow.take_links());
    let (text, lines, hidden) = flow.finish();
    if lines.is_empty() {
        return Err(ReadError::NoWords);
    }
    let (hidden, warnings) = hidden.finish();
    let survey = Survey { margin: margin.and_then(|first| margin_offset(&lines, first)), ..Survey::default() };
    let more = More { survey, links, ..More::default() };
    Ok(Reading { format, text, lines, pages: None, sha256: String::new(), hidden, warnings, more })
}
