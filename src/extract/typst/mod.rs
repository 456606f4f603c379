//! Typst: the text of a resume's source, without typesetting it. Markup is read as it stands; of code, the content blocks
//! are text, and so are the strings that a function of the document or of a template is given. Each line stands at the
//! line of the source in which it begins. Nothing outside of the file is read.

mod code;
mod functions;
mod markup;
mod scan;
mod white;

use std::collections::HashMap;

use crate::document::{Format, Hiding, Locator, More, Reading};

use super::ReadError;
use super::hidden::HiddenText;
use super::lines::LineCounter;
use super::writer::{Break, Look, Writer};
use functions::Kind;

/// Deepest nesting of calls and content.
const DEPTH: usize = 1000;

/// Whether a text is Typst: its name says so, or a line of it does what only Typst does.
pub(super) fn is_typst(text: &str, extension: Option<&str>) -> bool {
    match extension {
        Some("typ" | "typst") => true,
        Some(_) => false,
        None => text.lines().any(|line| {
            ["#import \"", "#set page(", "#set text(", "#show: "].iter().any(|mark| line.starts_with(mark))
        }),
    }
}

/// Reads a source.
pub(super) fn read(source: &str) -> Result<Reading, ReadError> {
    let mut reader = Reader::new(source);
    reader.run()?;
    let (text, lines) = reader.writer.finish();
    if lines.is_empty() {
        return Err(if reader.included > 0 { ReadError::OnlyIncludes } else { ReadError::NoWords });
    }
    let (hidden, mut warnings) = reader.hidden_text.finish();
    warnings.extend(super::not_followed(reader.included));
    Ok(Reading {
        format: Format::Typst,
        text,
        lines,
        pages: None,
        sha256: String::new(),
        hidden,
        warnings,
        more: More::default(),
    })
}

/// Something that is open.
#[derive(Debug, Clone, Copy)]
enum Frame {
    /// Markup, up to a bracket.
    Content { call: Call, bold: bool, hidden: Option<Hiding> },
    /// What a function is given in parentheses, or a list of values.
    Arguments(Call),
    /// Code in braces.
    Code,
}

/// The call of a function.
#[derive(Debug, Clone, Copy)]
struct Call {
    kind: Kind,
    /// Cells of a row.
    columns: usize,
    /// Contents and strings so far.
    index: usize,
    /// An address that is shown when no content comes.
    address: Option<(usize, usize)>,
}

impl Call {
    fn new(kind: Kind) -> Self {
        Self { kind, columns: usize::MAX, index: 0, address: None }
    }
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    lines: LineCounter<'s>,
    writer: Writer,
    frames: Vec<Frame>,
    /// Strings that the document gives a name.
    names: HashMap<&'s str, &'s str>,
    run: String,
    run_line: u32,
    /// The line is a heading.
    heading: bool,
    bold: bool,
    hidden: Option<Hiding>,
    in_item: bool,
    white_hides: bool,
    hidden_text: HiddenText,
    included: usize,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            at: 0,
            lines: LineCounter::new(source),
            writer: Writer::default(),
            frames: Vec::new(),
            names: HashMap::new(),
            run: String::new(),
            run_line: 1,
            heading: false,
            bold: false,
            hidden: None,
            in_item: false,
            white_hides: !scan::has_backdrop(source),
            hidden_text: HiddenText::default(),
            included: 0,
        }
    }

    fn run(&mut self) -> Result<(), ReadError> {
        self.line_start();
        while let Some(c) = self.peek() {
            if self.frames.len() > DEPTH {
                return Err(ReadError::TooDeep { limit: DEPTH as u32 });
            }
            match self.frames.last() {
                None | Some(Frame::Content { .. }) => self.markup(c),
                Some(&Frame::Arguments(call)) => self.argument(call, c),
                Some(Frame::Code) => self.code(c),
            }
        }
        self.flush();
        Ok(())
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Text that stands for so many bytes of the source.
    fn push(&mut self, text: &str, length: usize) {
        if self.run.is_empty() {
            self.run_line = self.lines.line_of(self.at);
        }
        self.run.push_str(text);
        self.at += length;
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(how) = self.hidden {
            self.hidden_text.add(&run, &Locator::Line(self.run_line), how);
        } else {
            let look = Look { heading: self.heading, bold: self.bold, ..Look::default() };
            self.writer.write(&run, &Locator::Line(self.run_line), look);
        }
    }

    fn break_here(&mut self, kind: Break) {
        self.flush();
        self.writer.break_here(kind);
    }

    /// Whether nothing but blanks stands before this place in its line.
    fn begins_line(&self, at: usize) -> bool {
        self.source[..at].trim_end_matches([' ', '\t']).ends_with('\n') || self.source[..at].trim().is_empty()
    }
}

#[cfg(test)]
mod tests;
