//! HTML: a page saved from a browser or from a job site, or a resume that is a web page.
//!
//! What a browser would show, in the order of the source: block elements and table rows end lines, cells are separated
//! by a tab. Navigation, dialogs, cookie notices and the page's own footer are left out, and so is what styles of the
//! element itself hide. Style sheets are not evaluated. A page whose text only a script would make is read from the
//! job description that many such pages carry for search engines (<https://schema.org/JobPosting>).

mod elements;
mod embedded;
mod style;

use std::borrow::Cow;
use std::collections::HashMap;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use crate::document::{Format, Hiding, Locator, More, Reading};

use super::ReadError;
use super::hidden::HiddenText;
use super::lines::LineCounter;
use super::links::Links;
use super::writer::{Break, Look, Writer};
use elements::{Role, role};
use style::{Colors, Declared, Sheet};

/// A page with fewer visible words is an empty shell that a script would fill.
const SHELL_WORDS: usize = 60;
/// Bytes in which a page says how it is encoded.
const CHARSET_WITHIN: usize = 1024;

/// Whether bytes are HTML: by how they begin, or by the extension and any tag at all.
pub(super) fn is_html(bytes: &[u8], extension: Option<&str>) -> bool {
    let head = &bytes[..bytes.len().min(CHARSET_WITHIN * 4)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut start = head.trim_start_matches('\u{feff}').trim_start();
    // Browsers put a comment with the address in front of a page that they save.
    while let Some(comment) = start.strip_prefix("<!--") {
        start = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let named = matches!(extension, Some("html" | "htm" | "xhtml" | "mhtml"));
    let other = extension.is_some() && !named;
    let opens = |tag: &str| {
        start
            .strip_prefix('<')
            .and_then(|rest| rest.strip_prefix(tag))
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/'))
    };
    start.starts_with("<!doctype html")
        || opens("html")
        || start.starts_with("<?xml") && head.contains("<html")
        || named && head.contains('<')
        // Markdown and plain text may begin with a tag, too; then their extension says so.
        || !other && elements::OPENING.iter().any(|tag| opens(tag)) && head.contains("</")
}

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let source = decode(bytes);
    let mut page = Page::new(&source);
    page.walk(&source);
    let mut writer = page.writer;
    if writer.words() < SHELL_WORDS
        && let Some((description, line)) =
            page.embedded.iter().find_map(|(json, line)| Some((embedded::job_description(json)?, *line)))
    {
        let mut inner = Page::new(&description);
        inner.walk(&description);
        writer = inner.writer.all_at(&Locator::Line(line));
    }
    let (text, lines) = writer.finish();
    if lines.is_empty() {
        return Err(ReadError::Empty);
    }
    let (hidden, warnings) = page.hidden.finish();
    let links = page.links.finish();
    Ok(Reading {
        format: Format::Html,
        text,
        lines,
        pages: None,
        sha256: String::new(),
        hidden,
        warnings,
        more: More { links, ..More::default() },
    })
}

/// The page as text: by its byte order mark, else as it says itself, else UTF-8 when it is that, else Windows-1252, as
/// browsers do.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let encoding = declared(bytes).filter(|&encoding| encoding != UTF_8).unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0
}

/// What the page's `meta` element or XML declaration says of its encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let value = head.split_once(key)?.1.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })
}

/// An element that is not closed yet.
struct Open {
    name: HtmlString,
    role: Role,
    /// Whether what stands in it is bold.
    bold: bool,
    colors: Colors,
}

/// Why the content of an element is not part of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// Not content: scripts, navigation.
    Machinery,
    /// Content that a style hides.
    Hidden(Hiding),
}

/// A page while it is read.
struct Page {
    writer: Writer,
    open: Vec<Open>,
    /// How many of each element are open, so that an end tag without a start costs nothing.
    names: HashMap<HtmlString, usize>,
    /// Since which depth what is read is absent.
    absent: Option<(usize, Absent)>,
    /// Whether the page marks its main part.
    has_main: bool,
    hidden: HiddenText,
    links: Links,
    sheet: Sheet,
    /// Inside a style sheet.
    in_style: bool,
    /// Inside a script that holds data for search engines.
    in_data: bool,
    /// Data for search engines, each with its line.
    embedded: Vec<(String, u32)>,
    /// The token before was the end of an element that people set apart by its looks.
    seam: bool,
}

impl Page {
    fn new(source: &str) -> Self {
        let lower = source.as_bytes();
        let has = |tag: &[u8]| lower.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag));
        Self {
            writer: Writer::default(),
            open: Vec::new(),
            names: HashMap::new(),
            absent: None,
            has_main: has(b"<main") || has(b"<article"),
            hidden: HiddenText::default(),
            links: Links::default(),
            sheet: Sheet::default(),
            in_style: false,
            in_data: false,
            embedded: Vec::new(),
            seam: false,
        }
    }

    fn walk(&mut self, source: &str) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut lines = LineCounter::new(source);
        for token in Tokenizer::new_with_emitter(source, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    self.start(&tag);
                    if &**tag.name == b"a"
                        && self.absent.is_none()
                        && !self.is_faint()
                        && let Some(target) = attribute(&tag, b"href")
                    {
                        self.links.add(&target, &Locator::Line(lines.line_of(tag.span.start)));
                    }
                }
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) => {
                    let line = lines.line_of(text.span.start);
                    self.text(&String::from_utf8_lossy(&text.value), line);
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.writer.break_here(Break::Line);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let role = role(&tag.name);
        self.in_style = &**tag.name == b"style";
        if &**tag.name == b"link" && attribute(tag, b"rel").is_some_and(|rel| rel.contains("stylesheet")) {
            self.sheet.is_not_all();
        }
        self.in_data = &**tag.name == b"script" && attribute(tag, b"type").is_some_and(|kind| kind.contains("ld+json"));
        self.close_implied(&tag.name, role);
        if self.absent.is_none() {
            self.open_visible(tag, role);
        }
        if role == Role::Void || tag.self_closing && role == Role::Foreign {
            return;
        }
        let declared = self.declared(tag);
        if self.absent.is_none()
            && let Some(why) = self.why_absent(tag, role).or_else(|| declared.hides().map(Absent::Hidden))
        {
            self.absent = Some((self.open.len(), why));
        }
        let colors = self.open.last().map(|open| open.colors).unwrap_or_default().inside(&declared);
        let bold = role == Role::Bold || self.open.last().is_some_and(|open| open.bold);
        *self.names.entry(tag.name.clone()).or_default() += 1;
        self.open.push(Open { name: tag.name.clone(), role, bold, colors });
    }

    /// What the start of an element does to the text around it.
    fn open_visible(&mut self, tag: &StartTag<usize>, role: Role) {
        match role {
            Role::Block | Role::Heading => self.writer.break_here(Break::Block),
            Role::Item => self.writer.start_item(),
            Role::Line => self.writer.break_here(Break::Line),
            Role::Row => self.writer.start_row(),
            Role::Cell => self.writer.start_cell(),
            Role::Void if &**tag.name == b"br" => self.writer.break_here(Break::Line),
            Role::Void if &**tag.name == b"hr" => self.writer.break_here(Break::Block),
            Role::Chip if self.seam => self.writer.break_here(Break::Space),
            _ => {}
        }
        self.seam = false;
    }

    /// Elements that end without an end tag when another begins.
    fn close_implied(&mut self, name: &HtmlString, role: Role) {
        let Some(top) = self.open.last() else { return };
        let ends_paragraph =
            &**top.name == b"p" && matches!(role, Role::Block | Role::Heading | Role::Line | Role::Row | Role::Item);
        let repeats = top.name == *name && matches!(role, Role::Item | Role::Cell | Role::Row | Role::Line);
        let ends_cell = top.role == Role::Cell && matches!(role, Role::Cell | Role::Row);
        let ends_head = &**top.name == b"head" && &***name == b"body";
        if ends_paragraph || repeats || ends_cell || ends_head {
            self.pop();
        }
    }

    fn end(&mut self, name: &HtmlString) {
        self.in_data = false;
        self.in_style = false;
        if self.names.get(name).is_none_or(|&count| count == 0) {
            return;
        }
        while let Some(closed) = self.pop() {
            if closed == *name {
                break;
            }
        }
    }

    fn pop(&mut self) -> Option<HtmlString> {
        let closed = self.open.pop()?;
        if let Some(count) = self.names.get_mut(&closed.name) {
            *count -= 1;
        }
        match self.absent {
            Some((depth, _)) if self.open.len() > depth => return Some(closed.name),
            Some(_) => self.absent = None,
            None => {}
        }
        match closed.role {
            Role::Block | Role::Heading => self.writer.break_here(Break::Block),
            Role::Item | Role::Line => self.writer.break_here(Break::Line),
            Role::Row => self.writer.end_row(),
            Role::Chip => self.seam = true,
            _ => {}
        }
        Some(closed.name)
    }

    fn text(&mut self, text: &str, line: u32) {
        match self.absent {
            _ if self.in_data => self.embedded.push((text.to_owned(), line)),
            _ if self.in_style => self.sheet.add(text),
            Some((_, Absent::Hidden(how))) => self.hidden.add(text, &Locator::Line(line), how),
            Some((_, Absent::Machinery)) => {}
            None if self.is_faint() => self.hidden.add(text, &Locator::Line(line), Hiding::Background),
            None => {
                let heading = self.open.iter().rev().take(8).any(|open| open.role == Role::Heading);
                let bold = self.open.last().is_some_and(|open| open.bold);
                let kept = self.open.iter().rev().take(8).any(|open| &**open.name == b"pre");
                self.writer.write(text, &Locator::Line(line), Look { heading, bold, kept, ..Look::default() });
                self.seam = false;
            }
        }
    }

    /// What styles declare for an element.
    fn declared(&self, tag: &StartTag<usize>) -> Declared {
        let (id, classes, style) = (attribute(tag, b"id"), attribute(tag, b"class"), attribute(tag, b"style"));
        let background =
            attribute(tag, b"bgcolor").map(|color| format!("background:{color};{}", style.as_deref().unwrap_or("")));
        self.sheet.declared(&tag.name, id.as_deref(), classes.as_deref(), background.as_deref().or(style.as_deref()))
    }

    /// Whether text in this place has the colour of what lies behind.
    fn is_faint(&self) -> bool {
        self.sheet.knows_colors() && self.open.last().is_some_and(|open| open.colors.hide())
    }

    /// Whether an element's content is no part of the text.
    fn why_absent(&self, tag: &StartTag<usize>, role: Role) -> Option<Absent> {
        let attribute = |name: &[u8]| attribute(tag, name);
        let chrome = &**tag.name == b"footer"
            && self.has_main
            && !self.open.iter().any(|open| matches!(&**open.name, b"main" | b"article" | b"section"));
        let machinery = role == Role::Machinery
            || chrome
            || attribute(b"role").is_some_and(|role| elements::MACHINERY_ROLES.contains(&&*role))
            || !elements::is_root(&tag.name)
                && [b"class".as_slice(), b"id"]
                    .iter()
                    .filter_map(|name| attribute(name))
                    .any(|value| elements::is_machinery_class(&value));
        if machinery || tag.attributes.contains_key(b"hidden".as_slice()) {
            return Some(Absent::Machinery);
        }
        None
    }
}

fn attribute<'t>(tag: &'t StartTag<usize>, name: &[u8]) -> Option<Cow<'t, str>> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value))
}

#[cfg(test)]
mod tests;
