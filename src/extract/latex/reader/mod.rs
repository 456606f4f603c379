//! The walk over a source: one pass, without recursion.

mod act;
mod groups;

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::document::{Hiding, Locator};
use crate::extract::ReadError;
use crate::extract::hidden::HiddenText;
use crate::extract::lines::LineCounter;
use crate::extract::writer::{Break, Look, Writer};

use super::braces::Braces;
use super::commands;
use super::macros::Macros;
use super::white;

/// Deepest nesting of groups.
const DEPTH: usize = 1000;

/// What is to happen when a group opens and closes.
#[derive(Debug, Clone, Copy, Default)]
struct Plan {
    before: Option<Break>,
    item: bool,
    bold: bool,
    heading: bool,
    reading: bool,
    /// No text at all.
    muted: bool,
    hidden: Option<Hiding>,
    after: Option<Break>,
}

/// An open group.
#[derive(Debug, Clone, Copy)]
struct Group {
    look: Look,
    /// Whether text in it is the document's: in front of `\begin{document}` it is not.
    reading: bool,
    hidden: Option<Hiding>,
    after: Option<Break>,
}

pub(super) struct Reader<'s> {
    source: &'s str,
    at: usize,
    braces: Braces,
    lines: LineCounter<'s>,
    writer: Writer,
    groups: Vec<Group>,
    plans: HashMap<usize, Plan>,
    macros: Macros,
    /// Text not yet written, and the line of its first character.
    run: String,
    run_line: u32,
    /// A combining mark for the next letter.
    accent: Option<char>,
    /// Where the bracket stands that ends the label of an item.
    label_end: Option<usize>,
    /// The names of white; none if white text may lie on another colour.
    whites: Option<HashSet<String>>,
    hidden: HiddenText,
    included: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let root = Group {
            look: Look { size: 10.0, ..Look::default() },
            reading: !source.contains("\\begin{document}"),
            hidden: None,
            after: None,
        };
        let colours = ["tikz", "colorbox", "pagecolor", "rowcolor", "cellcolor", "background", "transparent"];
        Self {
            source,
            at: 0,
            braces: Braces::of(source),
            lines: LineCounter::new(source),
            writer: Writer::default(),
            groups: vec![root],
            plans: HashMap::new(),
            macros: Macros::new(),
            run: String::new(),
            run_line: 1,
            accent: None,
            label_end: None,
            whites: (!colours.iter().any(|colour| source.contains(colour))).then(|| white::names(source)),
            hidden: HiddenText::default(),
            included: 0,
        }
    }

    /// Reads to the end; the text, what is hidden, and how many files are included.
    pub(super) fn run(mut self) -> Result<(Writer, HiddenText, usize), ReadError> {
        while let Some(c) = self.peek() {
            if self.groups.len() > DEPTH {
                return Err(ReadError::TooDeep { limit: DEPTH as u32 });
            }
            match c {
                '\\' => self.command(),
                '{' => self.open(),
                '}' => self.close(),
                '%' => self.comment(),
                '\n' => self.line_end(),
                '$' => self.at += 1,
                '~' => self.push(" ", 1),
                '&' => {
                    self.at += 1;
                    self.break_here(Break::Cell);
                }
                ']' if self.label_end == Some(self.at) => {
                    self.label_end = None;
                    self.push(" ", 1);
                }
                // Superscripts: what stands in them is text all the same.
                '^' if self.rest()[1..].starts_with('{') => self.at += 1,
                '-' if self.rest().starts_with("---") => self.push("—", 3),
                '-' if self.rest().starts_with("--") => self.push("–", 2),
                '`' if self.rest().starts_with("``") => self.push("“", 2),
                '\'' if self.rest().starts_with("''") => self.push("”", 2),
                '`' => self.push("‘", 1),
                c => self.character(c),
            }
        }
        self.flush();
        Ok((self.writer, self.hidden, self.included))
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn group(&self) -> Group {
        *self.groups.last().unwrap_or(&Group { look: Look::default(), reading: true, hidden: None, after: None })
    }

    fn push(&mut self, text: &str, length: usize) {
        if self.run.is_empty() {
            self.run_line = self.lines.line_of(self.at);
        }
        self.run.push_str(text);
        self.at += length;
    }

    fn character(&mut self, c: char) {
        match self.accent.take_if(|_| !c.is_whitespace()) {
            Some(mark) => {
                let composed: String = [c, mark].iter().collect::<String>().nfc().collect();
                self.push(&composed, c.len_utf8());
            }
            None => self.push(c.encode_utf8(&mut [0; 4]), c.len_utf8()),
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let group = self.group();
        if !group.reading {
            return;
        }
        if let Some(how) = group.hidden {
            self.hidden.add(&run, &Locator::Line(self.run_line), how);
        } else {
            self.writer.write(&run, &Locator::Line(self.run_line), group.look);
        }
    }

    fn break_here(&mut self, kind: Break) {
        self.flush();
        if self.group().reading {
            self.writer.break_here(kind);
        }
    }

    fn open(&mut self) {
        self.flush();
        let plan = self.plans.remove(&self.at);
        self.at += 1;
        let outer = self.group();
        let Some(plan) = plan else { return self.groups.push(Group { after: None, ..outer }) };
        let reading = (outer.reading || plan.reading) && !plan.muted;
        if reading {
            if let Some(kind) = plan.before {
                self.writer.break_here(kind);
            }
            if plan.item {
                self.writer.start_item();
            }
        }
        let mut look = outer.look;
        look.bold |= plan.bold;
        look.heading |= plan.heading;
        self.groups.push(Group { look, reading, hidden: outer.hidden.or(plan.hidden), after: plan.after });
    }

    fn close(&mut self) {
        self.flush();
        self.accent = None;
        self.at += 1;
        if self.groups.len() > 1
            && let Some(group) = self.groups.pop()
            && group.reading
            && let Some(kind) = group.after
        {
            self.writer.break_here(kind);
        }
    }

    /// A comment takes the end of its line with it, and the blanks that the next one begins with.
    fn comment(&mut self) {
        self.flush();
        let length = self.rest().find('\n').map_or(self.rest().len(), |at| at + 1);
        self.at += length;
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// An empty line ends a paragraph.
    fn line_end(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        let empty = self.rest()[..blanks].matches('\n').count() > 1;
        if empty {
            self.break_here(Break::Block);
            self.at += blanks;
        } else {
            self.push("\n", 1);
        }
    }

    fn command(&mut self) {
        let name_at = self.at + 1;
        let letters = self.source[name_at..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let Some(sign) = self.source[name_at..].chars().next() else {
                self.at = self.source.len();
                return;
            };
            return self.act(commands::sign(sign), "", name_at + sign.len_utf8());
        }
        let name = &self.source[name_at..name_at + letters];
        let mut after = name_at + letters;
        after += usize::from(self.source[after..].starts_with('*'));
        let reading = self.group().reading;
        match self.macros.get(name).cloned() {
            Some(known) => self.own_command(&known, after),
            None if !reading && commands::is_personal(name) => self.personal(after),
            None => self.act(commands::role(name), name, after),
        }
    }
}
