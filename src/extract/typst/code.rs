//! Code: calls, what they are given, definitions and rules.

use crate::document::Hiding;
use crate::extract::writer::Break;

use super::functions::{Kind, is_look, kind};
use super::scan::{self, Until};
use super::white;
use super::{Call, Frame, Reader};

/// Longest words, in bytes, that a name may stand for.
const MOST_WORDS: usize = 200;

impl<'s> Reader<'s> {
    /// Code in markup.
    pub(super) fn hash(&mut self) {
        let start = self.at;
        match self.rest()[1..].chars().next() {
            Some('[') => {
                self.flush();
                self.at += 2;
                self.open_content(Call::new(Kind::Inline));
            }
            Some('{') => {
                self.flush();
                self.at += 2;
                self.frames.push(Frame::Code);
            }
            Some('(') => self.at = scan::skip(self.source, start + 1, Until::Closed).max(start + 1),
            Some('"') => {
                self.at += 1;
                self.string();
            }
            _ => match scan::name(self.source, start + 1) {
                "" => self.push("#", 1),
                name => self.named(name, start, start + 1),
            },
        }
    }

    /// A keyword, a call or a name, at an offset.
    fn named(&mut self, name: &'s str, start: usize, at: usize) {
        let after = at + name.len();
        let statement = |reader: &Self| scan::skip(reader.source, after, Until::Statement);
        match name {
            "let" => self.definition(after),
            "set" | "import" | "return" | "break" | "continue" => self.at = statement(self),
            "include" => {
                self.included += 1;
                self.at = statement(self);
            }
            "show" => self.show(after),
            "if" | "for" | "while" | "else" | "context" => {
                // The block that follows is read; what it depends on is not.
                let rest = &self.source[after..];
                self.at = after + rest.find(['[', '{', '\n']).unwrap_or(rest.len());
                if self.rest().starts_with('{') {
                    self.at += 1;
                    self.frames.push(Frame::Code);
                }
            }
            "linebreak" => {
                self.break_here(Break::Line);
                self.at = self.after_call(after);
            }
            "h" => {
                self.break_here(Break::Cell);
                self.at = self.after_call(after);
            }
            "v" | "parbreak" | "pagebreak" | "colbreak" | "line" => {
                self.break_here(Break::Block);
                self.at = self.after_call(after);
            }
            _ => self.call(name, start, after),
        }
    }

    fn after_call(&self, at: usize) -> usize {
        if self.source[at..].starts_with('(') { scan::skip(self.source, at, Until::Closed) } else { at }
    }

    fn call(&mut self, name: &'s str, start: usize, after: usize) {
        let last = name.rsplit('.').next().unwrap_or(name);
        let kind = kind(if last == "with" { "" } else { last });
        let rest = &self.source[after..];
        if !rest.starts_with(['(', '[']) {
            self.at = after;
            if let Some(words) = self.names.get(name) {
                self.push(words, 0);
            }
            return;
        }
        self.flush();
        if kind == Kind::LeftOut {
            self.at = scan::skip(self.source, after, Until::Closed);
            return;
        }
        match kind {
            Kind::Block => self.writer.break_here(Break::Line),
            Kind::Heading => self.writer.break_here(Break::Block),
            Kind::Grid if matches!(last, "header" | "cell") => {}
            Kind::Grid => self.writer.start_row(),
            Kind::Unknown if self.begins_line(start) => self.writer.break_here(Break::Line),
            _ => {}
        }
        let call = Call::new(kind);
        self.at = after + 1;
        if rest.starts_with('(') {
            self.frames.push(Frame::Arguments(call));
        } else {
            self.open_content(call);
        }
    }

    /// Behind a content block: another one of the same call, or its end.
    pub(super) fn after_content(&mut self, call: Call) {
        if let Some(Frame::Arguments(_)) = self.frames.last() {
            return;
        }
        if self.rest().starts_with('[') && call.kind != Kind::Inline {
            self.next_part(call);
            self.at += 1;
            return self.open_content(call);
        }
        match call.kind {
            Kind::Block | Kind::Heading | Kind::List => self.writer.break_here(Break::Line),
            Kind::Grid => self.writer.end_row(),
            Kind::Unknown if call.index > 1 => self.writer.break_here(Break::Line),
            _ => {}
        }
        // `[…] else […]`
        let rest = self.rest();
        if rest.trim_start().starts_with("else ") || rest.trim_start().starts_with("else[") {
            self.writer.break_here(Break::Space);
            self.at += rest.len() - rest.trim_start().len() + 4;
            self.at += self.rest().len() - self.rest().trim_start().len();
        }
    }

    /// What stands before a content or string of a call.
    fn next_part(&mut self, call: Call) {
        self.flush();
        match call.kind {
            Kind::Grid => {
                if call.index > 0 && call.index.is_multiple_of(call.columns) {
                    self.writer.start_row();
                }
                self.writer.start_cell();
            }
            Kind::List => self.writer.start_item(),
            Kind::Unknown if call.index > 0 => self.writer.break_here(Break::Line),
            Kind::Tuple if self.rest().starts_with('[') => self.writer.start_item(),
            Kind::Tuple if call.index > 0 => self.push(", ", 0),
            _ => {}
        }
    }

    /// One step through what a call is given in parentheses.
    pub(super) fn argument(&mut self, call: Call, c: char) {
        if let Some(end) = scan::after_comment(self.source, self.at) {
            self.at = end;
            return;
        }
        match c {
            ')' => self.close_arguments(call),
            '"' => {
                if call.kind == Kind::Link && call.address.is_none() {
                    let end = scan::after_string(self.source, self.at);
                    self.set_call(Call { address: Some((self.at + 1, end.saturating_sub(1))), ..call });
                    self.at = end;
                } else {
                    self.next_part(call);
                    let outer = (self.bold, self.hidden);
                    self.bold |= call.kind == Kind::Bold;
                    if let Kind::Hidden(how) = call.kind {
                        self.hidden = Some(how);
                    }
                    self.string();
                    self.flush();
                    (self.bold, self.hidden) = outer;
                    self.set_call(Call { index: call.index + 1, ..call });
                }
            }
            '[' => {
                self.next_part(call);
                self.set_call(Call { index: call.index + 1, ..call });
                self.at += 1;
                let inner = if matches!(call.kind, Kind::Bold | Kind::Hidden(_) | Kind::Heading) {
                    call.kind
                } else {
                    Kind::Inline
                };
                self.open_content(Call::new(inner));
            }
            '(' => {
                self.at += 1;
                self.frames.push(Frame::Arguments(Call::new(Kind::Tuple)));
                if call.kind == Kind::Unknown && call.index > 0 {
                    self.break_here(Break::Line);
                }
                self.set_outer(Call { index: call.index + 1, ..call });
            }
            '{' => {
                self.at += 1;
                self.frames.push(Frame::Code);
            }
            _ => match scan::name(self.source, self.at) {
                "" => self.at += c.len_utf8(),
                name => self.named_argument(call, name),
            },
        }
    }

    fn named_argument(&mut self, call: Call, name: &'s str) {
        let after = self.at + name.len();
        let rest = self.source[after..].trim_start_matches(' ');
        if !rest.starts_with(':') {
            if rest.starts_with(['(', '[']) || self.names.contains_key(name) {
                self.next_part(call);
                self.set_call(Call { index: call.index + 1, ..call });
            }
            return self.named(name, self.at, self.at);
        }
        let value = self.source.len() - rest.len() + 1;
        let text = self.source[value..].trim_start();
        match name {
            "columns" => self.set_call(Call { columns: columns(text), ..call }),
            "fill" if call.kind == Kind::Inline && self.white_hides && self.is_white(value) => {
                self.set_call(Call { kind: Kind::Hidden(Hiding::Background), ..call });
            }
            "weight" if text.starts_with("\"bold\"") && call.kind == Kind::Inline => {
                self.set_call(Call { kind: Kind::Bold, ..call });
            }
            _ => {}
        }
        let is_text = matches!(call.kind, Kind::Unknown | Kind::Tuple) && !is_look(name);
        self.at = if is_text { value } else { scan::skip(self.source, value, Until::Argument) };
    }

    /// Whether the argument that begins here is white.
    fn is_white(&self, start: usize) -> bool {
        white::is_white(&self.source[start..scan::skip(self.source, start, Until::Argument)])
    }

    fn set_call(&mut self, call: Call) {
        if let Some(Frame::Arguments(top)) = self.frames.last_mut() {
            *top = call;
        }
    }

    /// Sets the call below the one that was just opened.
    fn set_outer(&mut self, call: Call) {
        let below = self.frames.len().wrapping_sub(2);
        if let Some(Frame::Arguments(outer)) = self.frames.get_mut(below) {
            *outer = call;
        }
    }

    fn close_arguments(&mut self, call: Call) {
        self.flush();
        self.at += 1;
        self.frames.pop();
        // Methods of what the call gives: `datetime.today().display()`.
        while self.rest().starts_with('.') && !scan::name(self.source, self.at + 1).is_empty() {
            let end = self.at + 1 + scan::name(self.source, self.at + 1).len();
            self.at = self.after_call(end);
        }
        if self.rest().starts_with('[') {
            self.next_part(call);
            self.at += 1;
            return self.open_content(call);
        }
        if let (Some((start, end)), 0) = (call.address, call.index) {
            let address = self.source.get(start..end).unwrap_or_default();
            self.push(address, 0);
        }
        if call.kind != Kind::Tuple {
            self.after_content(call);
        }
    }

    /// One step through code in braces.
    pub(super) fn code(&mut self, c: char) {
        if let Some(end) = scan::after_comment(self.source, self.at) {
            self.at = end;
            return;
        }
        match c {
            '}' => {
                self.at += 1;
                self.frames.pop();
            }
            '{' => {
                self.at += 1;
                self.frames.push(Frame::Code);
            }
            '[' => {
                self.at += 1;
                self.open_content(Call::new(Kind::Inline));
            }
            '"' => self.at = scan::after_string(self.source, self.at),
            '(' => self.at = scan::skip(self.source, self.at, Until::Closed),
            _ => match scan::name(self.source, self.at) {
                "" => self.at += c.len_utf8(),
                name => self.named(name, self.at, self.at),
            },
        }
    }

    /// The string that begins here, as text.
    fn string(&mut self) {
        let end = scan::after_string(self.source, self.at);
        let inner = self.source.get(self.at + 1..end.saturating_sub(1).max(self.at + 1)).unwrap_or_default();
        self.push(&inner.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"), 0);
        self.at = end;
    }

    /// `let name = "…"` gives words a name; any other definition is passed over.
    fn definition(&mut self, after: usize) {
        self.at = scan::skip(self.source, after, Until::Statement);
        let text = &self.source[after..self.at];
        let start = after + text.len() - text.trim_start().len();
        let name = scan::name(self.source, start);
        let Some(value) = self.source[start + name.len()..self.at].trim().strip_prefix('=') else { return };
        let value = value.trim();
        let words = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .or_else(|| value.strip_prefix('[').and_then(|value| value.strip_suffix(']')));
        if let Some(words) =
            words.filter(|words| words.len() <= MOST_WORDS && !words.contains(['"', '\\', '#', '[', '*', '\n']))
        {
            self.names.insert(name, words);
        }
    }

    /// `show: template.with(name: "…")` is a call; any other rule is about looks.
    fn show(&mut self, after: usize) {
        let rest = self.source[after..].trim_start_matches(' ');
        let called = rest.strip_prefix(':').map(|rest| rest.trim_start_matches(' '));
        let name = called.map_or("", |called| scan::name(self.source, self.source.len() - called.len()));
        match called {
            Some(called) if name.ends_with(".with") => {
                let at = self.source.len() - called.len();
                self.call(name, at, at + name.len());
            }
            _ => self.at = scan::skip(self.source, after, Until::Statement),
        }
    }
}

/// How many columns a grid has: `3`, or `(1fr, auto)`.
fn columns(value: &str) -> usize {
    match value.strip_prefix('(') {
        // One in parentheses of its own, such as `minmax(…)`, is not worth a parser.
        Some(list) => {
            list.split(')').next().unwrap_or_default().split(',').filter(|one| !one.trim().is_empty()).count()
        }
        None => value
            .bytes()
            .take(3)
            .take_while(u8::is_ascii_digit)
            .fold(0, |count, digit| count * 10 + usize::from(digit - b'0')),
    }
    .max(1)
}
