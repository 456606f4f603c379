//! Markup: what stands outside of code.

use crate::extract::writer::Break;

use super::functions::Kind;
use super::{Call, Frame, Reader, scan};

impl Reader<'_> {
    pub(super) fn markup(&mut self, c: char) {
        if let Some(end) = scan::after_comment(self.source, self.at) {
            self.flush();
            self.at = end;
            return;
        }
        match c {
            '\n' => self.line_end(),
            '\\' => self.escape(),
            '#' => self.hash(),
            '*' if !self.inside_word(1) => self.toggle_bold(),
            '_' if !self.inside_word(1) => {
                self.flush();
                self.at += 1;
            }
            '[' => {
                self.flush();
                self.at += 1;
                self.open_content(Call::new(Kind::Inline));
            }
            ']' => self.close_content(),
            '~' => self.push(" ", 1),
            '$' => self.at += 1,
            '`' => self.at += self.rest().len() - self.rest().trim_start_matches('`').len(),
            '-' if self.rest().starts_with("---") => self.push("—", 3),
            '-' if self.rest().starts_with("--") => self.push("–", 2),
            '-' if self.rest().starts_with("-?") => self.push("\u{ad}", 2),
            '<' => match label_length(self.rest()) {
                Some(length) => self.at += length,
                None => self.push("<", 1),
            },
            c => self.push(c.encode_utf8(&mut [0; 4]), c.len_utf8()),
        }
    }

    /// Whether letters or digits stand on both sides of a mark.
    fn inside_word(&self, length: usize) -> bool {
        self.source[..self.at].ends_with(char::is_alphanumeric)
            && self.source[self.at + length..].starts_with(char::is_alphanumeric)
    }

    fn toggle_bold(&mut self) {
        self.flush();
        self.bold = !self.bold;
        self.at += 1;
    }

    fn line_end(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        let empty = self.rest()[..blanks].matches('\n').count() > 1;
        self.flush();
        if empty {
            self.break_here(Break::Block);
        } else if self.heading {
            self.break_here(Break::Line);
        } else {
            self.break_here(Break::Space);
        }
        if empty || self.heading {
            self.heading = false;
            self.in_item = false;
        }
        self.at += blanks;
        self.line_start();
    }

    /// What the first characters of a line say of it.
    pub(super) fn line_start(&mut self) {
        let rest = self.rest();
        let level = rest.len() - rest.trim_start_matches('=').len();
        if level > 0 && rest[level..].starts_with([' ', '\t']) {
            self.break_here(Break::Block);
            self.heading = true;
            self.at += level;
            return;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mark = match rest.as_bytes().get(digits) {
            Some(b'.') if (1..=3).contains(&digits) => digits + 1,
            Some(b'-' | b'+' | b'/') if digits == 0 => 1,
            _ => 0,
        };
        if mark > 0 && rest[mark..].starts_with([' ', '\t']) {
            self.flush();
            self.writer.start_item();
            self.in_item = true;
            self.at += mark;
        } else if self.in_item && self.source[..self.at].ends_with('\n') {
            // A line that is not indented is no part of the item.
            self.break_here(Break::Line);
            self.in_item = false;
        }
    }

    fn escape(&mut self) {
        match self.rest()[1..].chars().next() {
            Some('u') if self.rest()[2..].starts_with('{') => {
                let inner = &self.rest()[3..];
                let digits = &inner[..inner.bytes().take(8).position(|byte| byte == b'}').unwrap_or(0)];
                let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
                let length = if c.is_some() { digits.len() + 1 } else { 0 };
                self.push(&c.map(String::from).unwrap_or_default(), 3 + length);
            }
            None => self.at += 1,
            Some(c) if c.is_whitespace() => {
                self.break_here(Break::Line);
                self.at += 1;
            }
            Some(c) => self.push(c.encode_utf8(&mut [0; 4]), 1 + c.len_utf8()),
        }
    }

    /// Opens a content block; its bracket is passed.
    pub(super) fn open_content(&mut self, call: Call) {
        self.frames.push(Frame::Content { call, bold: self.bold, hidden: self.hidden });
        match call.kind {
            Kind::Bold => self.bold = true,
            Kind::Hidden(how) => self.hidden = Some(how),
            Kind::Heading => self.heading = true,
            _ => {}
        }
    }

    fn close_content(&mut self) {
        self.flush();
        self.at += 1;
        let Some(Frame::Content { call, bold, hidden }) = self.frames.pop() else {
            // A bracket that nothing opened is text.
            return self.writer.break_here(Break::Space);
        };
        self.bold = bold;
        self.hidden = hidden;
        if call.kind == Kind::Heading {
            self.heading = false;
        }
        self.after_content(Call { index: call.index + 1, ..call });
    }
}

/// The length of `<a-label>`, if one stands here.
fn label_length(text: &str) -> Option<usize> {
    let end = text.bytes().take(80).position(|byte| byte == b'>')?;
    let inner = &text[1..end];
    let plain = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    (plain && !inner.is_empty()).then_some(end + 1)
}
