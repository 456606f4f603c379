//! A document: text read from a file, with its lines, pages, sections, and a locator for every place.
//!
//! A reader ([`crate::extract`]) makes a [`Reading`]; [`Document::new`] finds the sections in it. Every offset in the
//! program is a byte offset into [`Reading::text`], which `gapcheck text --raw` prints.

mod comment;
mod heading;
mod hidden;
mod inline;
mod kind;
mod language;
mod locator;
mod more;
mod section;
pub(crate) mod wrap;

pub use hidden::{Hidden, Hiding};
pub use kind::beyond_doubt;
pub use locator::Locator;
pub use more::{Columns, Icons, Link, More, Picture, PlacedPicture, Survey};
pub use section::{DocumentKind, Section, SectionKind};

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::normalize::{self, Folded, HyphenBreak};
use crate::taxonomy::Language;
use crate::timeline::{Month, Timeline};

/// The format a document was read as, decided by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Word's `.docx`.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich text.
    Rtf,
    /// JSON Resume, in JSON or YAML.
    JsonResume,
    /// RenderCV's YAML.
    #[serde(rename = "rendercv")]
    RenderCv,
    /// LaTeX source.
    Latex,
    /// Typst source.
    Typst,
}

impl Format {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::JsonResume => "json-resume",
            Self::RenderCv => "rendercv",
            Self::Latex => "latex",
            Self::Typst => "typst",
        }
    }
}

/// What a reader got out of a file, before anything is known about its meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The format that was found.
    pub format: Format,
    /// The text in reading order: lines end with `\n`, blocks are separated by an empty line. For a UTF-8 text file
    /// this is the file itself, byte for byte.
    pub text: String,
    /// Every line that has text, in order, without overlap.
    pub lines: Vec<Line>,
    /// Number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Words that are in the file and that nobody sees who looks at it; they are not in the text. Each place has a warning,
    /// too.
    pub hidden: Vec<Hidden>,
    /// What the reader wants said about the file.
    pub warnings: Vec<Warning>,
    /// What it tells beside the text.
    pub more: More,
}

/// One line of text as the eye sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Byte range in the text, without the line ending and without surrounding white space.
    pub span: Range<usize>,
    /// Where it stands in the file, in the terms of the format: a page, a line of the source, …; `None` for formats
    /// whose text is the file itself, where lines are counted by line endings.
    pub locator: Option<Locator>,
    /// True when the paragraph goes on in the next line: the break was made by the width of the column, not by the
    /// writer. A name may then run over the break.
    pub wraps: bool,
    /// How the line is set, where the format tells.
    pub style: LineStyle,
}

/// The looks of a line, as far as headings show by them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LineStyle {
    /// Size of most of its glyphs over the size of the document's body text; 1.0 where the format has no sizes.
    pub relative_size: f32,
    /// Most of it is bold.
    pub bold: bool,
    /// Marked as a heading by the format itself (Markdown `#`, HTML `h2`, a word processor's heading style).
    pub marked_heading: bool,
    /// Begins with a bullet or a list number.
    pub bullet: bool,
}

/// Something about the file that the reader of the report should know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Warning {
    /// Kebab-case code, stable.
    pub code: String,
    /// One sentence for people, with the remedy where there is one.
    pub message: String,
    /// Where, if it has a place.
    pub locator: Option<Locator>,
    /// The words of the file that it is about, if it is about words. Left out where snippets are.
    pub words: Vec<String>,
}

/// A document with its sections.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    reading: Reading,
    kind: DocumentKind,
    sections: Vec<Section>,
    timeline: Timeline,
    /// Byte offsets of all line endings, for line numbers.
    line_ends: Vec<usize>,
    /// Comments, in order; nothing in them is evidence.
    comments: Vec<Range<usize>>,
}

impl Document {
    /// Finds the sections of a reading.
    pub fn new(reading: Reading, kind: DocumentKind, language: &Language) -> Self {
        let sections = section::find(&reading, kind, language);
        let timeline = match kind {
            DocumentKind::Resume => Timeline::find(&reading, &sections, &language.dates),
            DocumentKind::Posting => Timeline::default(),
        };
        let (line_ends, comments) = (line_ends(&reading.text), comment::find(&reading));
        Self { reading, kind, sections, timeline, line_ends, comments }
    }

    /// The same, unless it is a document of the other kind beyond doubt ([`beyond_doubt`]).
    pub fn of_kind(reading: Reading, kind: DocumentKind, language: &Language) -> Option<Self> {
        let (sections, timeline) = kind::parts(&reading, kind, language)?;
        Some(Self { timeline, ..Self::with_sections(reading, kind, sections) })
    }

    /// A document whose sections are known already; none of them tells of positions.
    pub fn with_sections(reading: Reading, kind: DocumentKind, sections: Vec<Section>) -> Self {
        let (line_ends, comments) = (line_ends(&reading.text), comment::find(&reading));
        Self { reading, kind, sections, timeline: Timeline::default(), line_ends, comments }
    }

    /// The same document with "present" read as a month, instead of the newest date that stands in it.
    #[must_use]
    pub fn as_of(mut self, month: Month) -> Self {
        self.timeline.as_of(month);
        self
    }

    /// What it is read as.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The format it was read as.
    pub fn format(&self) -> Format {
        self.reading.format
    }

    /// The text; see [`Reading::text`].
    pub fn text(&self) -> &str {
        &self.reading.text
    }

    /// The text folded for matching: a line that goes on in the next one has no end.
    pub(crate) fn folded(&self, hyphen_break: HyphenBreak) -> Folded {
        self.folded_part(0..self.text().len(), hyphen_break)
    }

    /// A part of the text folded for matching. Its offsets begin at that of the part.
    pub(crate) fn folded_part(&self, part: Range<usize>, hyphen_break: HyphenBreak) -> Folded {
        let lines = self.lines();
        let mut line = self.line_at(part.start);
        let text: Cow<'_, str> = match self.comments.is_empty() {
            true => self.text()[part.clone()].into(),
            false => comment::masked(self.text(), &part, &self.comments).into(),
        };
        normalize::fold(&text, hyphen_break, |newline| {
            let newline = part.start + newline;
            while line + 1 < lines.len() && lines[line + 1].span.start <= newline {
                line += 1;
            }
            lines.get(line).is_some_and(|line| line.wraps && line.span.start <= newline)
        })
    }

    /// The lines that have text.
    pub fn lines(&self) -> &[Line] {
        &self.reading.lines
    }

    /// Number of pages, for formats that have pages.
    pub fn pages(&self) -> Option<u32> {
        self.reading.pages
    }

    /// SHA-256 of the file.
    pub fn sha256(&self) -> &str {
        &self.reading.sha256
    }

    /// What is hidden in the file; see [`Reading::hidden`].
    pub fn hidden(&self) -> &[Hidden] {
        &self.reading.hidden
    }

    /// The reader's warnings.
    pub fn warnings(&self) -> &[Warning] {
        &self.reading.warnings
    }

    /// What the reading tells beside its text.
    pub fn more(&self) -> &More {
        &self.reading.more
    }

    /// Whether the text at a byte offset was recognised in a picture.
    pub fn is_recognised(&self, offset: usize) -> bool {
        let ranges = &self.reading.more.recognised;
        let after = ranges.partition_point(|range| range.start <= offset);
        after.checked_sub(1).is_some_and(|index| ranges[index].contains(&offset))
    }

    /// The sections, in order; together they hold every line.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The positions and projects of a resume; of a posting none.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Whether it is written in another language, told by its function words even where it is too short for
    /// [`Self::language`].
    pub fn is_foreign(&self, known: &Language) -> bool {
        language::is_foreign(self.text(), known)
    }

    /// BCP 47 tag of the language, `und` when it cannot be told.
    pub fn language<'l>(&self, known: &'l Language) -> &'l str {
        language::tag(self.text(), known)
    }

    /// Words, counted as runs between white space that hold a letter or a digit.
    pub fn words(&self) -> usize {
        self.text().split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
    }

    /// The section that holds a byte offset.
    pub fn section_at(&self, offset: usize) -> &Section {
        let after = self.sections.partition_point(|section| section.span.start <= offset);
        &self.sections[after.saturating_sub(1)]
    }

    /// The index of the line that holds a byte offset, or of the last line before it.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines().partition_point(|line| line.span.start <= offset).saturating_sub(1)
    }

    /// Where a byte offset stands.
    pub fn locator(&self, offset: usize) -> Locator {
        match self.lines().get(self.line_at(offset)).and_then(|line| line.locator.clone()) {
            Some(locator) => locator,
            None => Locator::Line(self.line_number(offset)),
        }
    }

    fn line_number(&self, offset: usize) -> u32 {
        u32::try_from(self.line_ends.partition_point(|&end| end < offset) + 1).unwrap_or(u32::MAX)
    }
}

fn line_ends(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect()
}
