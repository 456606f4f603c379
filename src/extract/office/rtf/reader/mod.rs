//! The walk over an RTF: one pass over its tokens, and one over each header and footer.

mod control;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Hiding;
use crate::extract::ReadError;
use crate::extract::office::field::link_target;
use crate::extract::office::flow::{Flow, ParagraphLook, RunLook};

use super::tables::{Script, Tables};
use super::tokens::{Token, Tokens};
use control::{destination, instruction};

/// Deepest nesting of groups.
const DEPTH: usize = 1000;
/// Points of a size below which nobody reads a text.
const UNREADABLE: f32 = 2.0;

/// What the content of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    /// A text box or a note, whose text follows its paragraph.
    Beside,
    Fonts,
    Colors,
    Styles,
    /// A header or footer, read after the body; it begins at this offset.
    Margin(usize),
    /// What a field is to do; it begins at this offset.
    Instruction(usize),
    LeftOut,
}

/// What holds in a group, and comes back to what it was at its end.
#[derive(Debug, Clone, Copy)]
struct State {
    destination: Destination,
    bold: bool,
    size: f32,
    hidden: bool,
    white: bool,
    /// Deleted with changes tracked.
    deleted: bool,
    script: Script,
    /// How many characters after one in Unicode repeat it.
    fallback: usize,
}

pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    tables: Tables,
    flow: Flow,
    state: State,
    stack: Vec<State>,
    /// The group says that a reader who does not know it may leave it out.
    optional: bool,
    paragraph: ParagraphLook,
    in_table: bool,
    table_open: bool,
    row_open: bool,
    /// Whether a paragraph is open: in the body, and in each text box within.
    open: Vec<bool>,
    /// Bytes of text not yet decoded; a character may have two.
    pending: Vec<u8>,
    /// The first half of a character in Unicode.
    surrogate: Option<u16>,
    /// Characters still to be passed over.
    skip: usize,
    margins: Vec<Range<usize>>,
    white_hides: bool,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
        let backed = [b"\\clcbpat".as_slice(), b"\\cbpat", b"\\chcbpat", b"\\highlight", b"\\shp", b"\\clshdng"];
        let tables = Tables::default();
        Self {
            bytes,
            flow: Flow::default(),
            state: Self::fresh(&tables),
            tables,
            stack: Vec::new(),
            optional: false,
            paragraph: ParagraphLook::default(),
            in_table: false,
            table_open: false,
            row_open: false,
            open: vec![false],
            pending: Vec::new(),
            surrogate: None,
            skip: 0,
            margins: Vec::new(),
            white_hides: !backed.iter().any(|word| has(word)),
        }
    }

    fn fresh(tables: &Tables) -> State {
        State {
            destination: Destination::Text,
            bold: false,
            size: 12.0,
            hidden: false,
            white: false,
            deleted: false,
            script: tables.default,
            fallback: 1,
        }
    }

    /// Reads everything; the flow, and whether the document ends before its groups do.
    pub(super) fn run(mut self) -> Result<(Flow, bool), ReadError> {
        self.walk(0..self.bytes.len())?;
        let ends_early = !self.stack.is_empty();
        let mut seen = BTreeSet::new();
        for margin in std::mem::take(&mut self.margins) {
            if !seen.insert(&self.bytes[margin.clone()]) {
                continue;
            }
            self.end_open();
            self.flow.part();
            self.flow.start_margin();
            self.state = Self::fresh(&self.tables);
            self.stack.clear();
            self.open = vec![false];
            self.paragraph = ParagraphLook::default();
            (self.in_table, self.table_open, self.row_open) = (false, false, false);
            self.walk(margin)?;
        }
        self.end_open();
        Ok((self.flow, ends_early))
    }

    fn walk(&mut self, range: Range<usize>) -> Result<(), ReadError> {
        let mut tokens = Tokens { bytes: &self.bytes[..range.end], at: range.start };
        while let Some(token) = tokens.next() {
            match token {
                Token::Byte(byte) => self.byte(byte),
                Token::Open => {
                    self.flush();
                    if self.stack.len() >= DEPTH {
                        return Err(ReadError::TooDeep { limit: DEPTH as u32 });
                    }
                    self.stack.push(self.state);
                    self.optional = false;
                    self.skip = 0;
                }
                Token::Close => self.close(tokens.at - 1),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word("bin", number) => {
                    let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
                    tokens.at = tokens.at.saturating_add(length).min(range.end);
                }
                Token::Word(word, number) => self.word(word, number, tokens.at),
            }
        }
        self.flush();
        Ok(())
    }

    fn close(&mut self, at: usize) {
        self.flush();
        self.skip = 0;
        let Some(outer) = self.stack.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        if inner.destination == outer.destination {
            return;
        }
        match inner.destination {
            Destination::Beside => {
                self.end_open();
                self.open.pop();
                self.flow.end_beside();
            }
            Destination::Margin(start) => self.margins.push(start..at),
            Destination::Instruction(start) => {
                if let Some(target) = link_target(&instruction(&self.bytes[start..at])) {
                    self.begin();
                    self.flow.link(&target);
                }
            }
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match self.state.destination {
            Destination::Colors if byte == b';' => self.tables.end_color(),
            Destination::Styles => self.tables.style_name(char::from(byte)),
            Destination::Text | Destination::Beside => self.pending.push(byte),
            _ => {}
        }
    }

    /// Writes the bytes that are waiting.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = match self.state.script {
            Script::Encoding(encoding) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            Script::Symbols => {
                let sign = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { '•' };
                bytes.iter().map(sign).collect()
            }
        };
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        let state = self.state;
        if !matches!(state.destination, Destination::Text | Destination::Beside) || state.deleted {
            return;
        }
        // Blanks begin no paragraph.
        if text.trim().is_empty() && self.open.last() != Some(&true) {
            return;
        }
        self.begin();
        let hidden = if state.hidden {
            Some(Hiding::Marked)
        } else if state.size < UNREADABLE {
            Some(Hiding::Tiny)
        } else {
            (state.white && self.white_hides).then_some(Hiding::Background)
        };
        self.flow.text(text, RunLook { bold: state.bold, size: state.size, hidden });
    }

    /// Opens a paragraph, and the row and cell that it is in.
    fn begin(&mut self) {
        if self.open.last() == Some(&true) {
            return;
        }
        if self.open.len() == 1 {
            if self.in_table != self.table_open {
                self.flow.table();
                (self.table_open, self.row_open) = (self.in_table, false);
            }
            if self.in_table && !self.row_open {
                self.flow.start_row();
                self.flow.start_cell();
                self.row_open = true;
            }
        }
        self.flow.start_paragraph();
        self.flow.set_paragraph(self.paragraph);
        if let Some(open) = self.open.last_mut() {
            *open = true;
        }
    }

    fn end_open(&mut self) {
        if let Some(open) = self.open.last_mut()
            && std::mem::take(open)
        {
            self.flow.end_paragraph();
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.optional = true,
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'~' => self.literal(" "),
            b'_' => self.literal("-"),
            b'-' => self.literal("\u{ad}"),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\t' => self.literal("\t"),
            _ => {}
        }
    }

    fn literal(&mut self, text: &str) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.text(text);
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.state.destination, Destination::Text | Destination::Beside)
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.is_text() {
            self.begin();
            self.end_open();
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, at: usize) {
        if word != "u" {
            self.flush();
        }
        let optional = std::mem::take(&mut self.optional);
        match self.state.destination {
            Destination::Fonts => return self.tables.font(word, number.unwrap_or(0)),
            Destination::Colors => return self.tables.color(word, number.unwrap_or(0)),
            Destination::Styles => return self.tables.style(word, number.unwrap_or(0)),
            Destination::LeftOut | Destination::Margin(_) | Destination::Instruction(_) => return,
            Destination::Text | Destination::Beside => {}
        }
        if let Some(destination) = destination(word, at, optional) {
            return self.enter(destination, word);
        }
        if !self.character(word, number) && !self.look(word, number) {
            self.structure(word);
        }
    }

    /// The group turns out to be of a kind of its own.
    fn enter(&mut self, destination: Destination, word: &str) {
        if destination == self.state.destination {
            return;
        }
        self.state.destination = destination;
        match destination {
            // The bullet or number of an item.
            Destination::LeftOut if matches!(word, "listtext" | "pntext") => self.paragraph.item = true,
            Destination::Beside => {
                self.flow.start_beside();
                self.open.push(false);
            }
            _ => {}
        }
    }
}
