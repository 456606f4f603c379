//! Whether a document is a resume, where a page about a role is needed.

use crate::document::{Document, SectionKind};

/// Where the address of a person stands: within the first lines.
const HEADER_LINES: usize = 12;

/// Whether a document, read as a resume, is one beyond doubt: an address at the top, positions with dates, and a
/// section on schools.
pub fn is_resume(document: &Document) -> bool {
    let header = document.lines().iter().take(HEADER_LINES);
    let addressed = header.map(|line| &document.text()[line.span.clone()]).any(has_address);
    let dated = document.timeline().positions().iter().any(|position| position.period.is_some());
    let schooled = document.sections().iter().any(|section| section.kind == SectionKind::Education);
    addressed && dated && schooled
}

/// An e-mail address, or a telephone number.
fn has_address(line: &str) -> bool {
    let mail = line.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| name.chars().any(char::is_alphanumeric) && host.contains('.'))
    });
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let phone = line.split([' ', '|', '·', ',']).any(|word| word.starts_with('+')) && (8..=15).contains(&digits);
    mail || phone
}
