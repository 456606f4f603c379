//! A page as blocks, before it is Markdown or HTML: both say the same, and each escapes in its own way.

mod check;
mod comparison;
mod report;

pub use check::{check, diff, findings};
pub use comparison::comparison;
pub use report::report;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its title.
    pub title: Line,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading under the title.
    Heading(Line),
    /// A paragraph.
    Text(Line),
    /// A list.
    List(Vec<Line>),
    /// A table: titles of the columns, each with whether it holds numbers, and rows.
    Table(Vec<(&'static str, bool)>, Vec<Vec<Line>>),
    /// Blocks that a reader opens first.
    Fold(String, Vec<Block>),
}

/// A line of pieces.
pub type Line = Vec<Piece>;

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A path, a command, words of a document: as they are.
    Code(String),
    /// Words that stand out, with what they say.
    Strong(String, Tone),
}

/// What a word says, beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    None,
    /// As it should be.
    Good,
    /// Half.
    Half,
    /// Not as it should be.
    Bad,
}

/// Words alone.
fn words(text: impl Into<String>) -> Line {
    vec![Piece::Words(text.into())]
}

/// Something as it is.
fn code(text: impl Into<String>) -> Line {
    vec![Piece::Code(text.into())]
}

/// Words that stand out.
fn strong(text: impl Into<String>, tone: Tone) -> Line {
    vec![Piece::Strong(text.into(), tone)]
}

/// A message of ours, which quotes names of keys and commands in backticks.
fn message(text: &str) -> Line {
    let parts: Vec<&str> = text.split('`').collect();
    // Without a partner, a backtick is a character.
    if parts.len().is_multiple_of(2) {
        return words(text);
    }
    let piece = |(index, part): (usize, &&str)| match index % 2 {
        1 => Piece::Code((*part).to_string()),
        _ => Piece::Words((*part).to_string()),
    };
    parts.iter().enumerate().filter(|(_, part)| !part.is_empty()).map(piece).collect()
}

/// Thousandths as a percentage, or a word.
fn share(thousandths: Option<u32>) -> Line {
    words(thousandths.map_or("unknown".to_string(), super::human::percent))
}
