//! Where a piece of text stands, in the terms its format honestly has.

use serde::{Deserialize, Serialize};

/// A place in a document that a person can find again. A PDF has pages and no lines; a text file has lines and no
/// pages; nothing is invented.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Locator {
    /// Page of a paginated format, from 1.
    Page(u32),
    /// Line of a text format, from 1.
    Line(u32),
    /// Paragraph of a word-processor format, from 1.
    Paragraph(u32),
    /// JSON pointer (RFC 6901).
    Pointer(String),
}

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(n) => write!(f, "page {n}"),
            Self::Line(n) => write!(f, "line {n}"),
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Pointer(p) => write!(f, "{p}"),
        }
    }
}
