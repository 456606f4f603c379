//! What each command does to the text around it.

use crate::document::Hiding;
use crate::extract::latex::commands::{self, Environment, Role};
use crate::extract::latex::macros::{Macro, classify};
use crate::extract::latex::white;
use crate::extract::writer::{Break, Look};

use super::{Plan, Reader};

/// Most groups that belong to one command.
const MOST_GROUPS: usize = 9;

/// Longest list of parameters between `\def\name` and what it stands for.
const MOST_PARAMETERS: usize = 80;

impl Reader<'_> {
    pub(super) fn act(&mut self, role: Role, name: &str, after: usize) {
        match role {
            Role::Symbol(text) => self.push(text, after - self.at),
            Role::Letter(text) => {
                let blanks = self.source[after..].bytes().take_while(|&byte| byte == b' ').count();
                for c in text.chars() {
                    self.character(c);
                }
                self.at = after + blanks;
            }
            Role::Accent(mark) => {
                self.accent = Some(mark);
                self.at = after;
                self.accented_group();
            }
            Role::Bracketed => self.bracketed(after),
            Role::Break(kind) => {
                self.break_here(kind);
                self.at = after;
                if name.is_empty() {
                    // `\\*` and `\\[3pt]`.
                    self.at += usize::from(self.rest().starts_with('*'));
                    self.at = self.after_options(self.at);
                }
            }
            Role::Size(size) => self.set(after, |look| look.size = size),
            Role::Bold(bold) => self.set(after, |look| look.bold = bold),
            Role::BoldGroup => self.plan(after, Plan { bold: true, ..Plan::default() }),
            Role::Phantom => self.plan(after, Plan { hidden: Some(Hiding::Invisible), ..Plan::default() }),
            Role::Heading => {
                let (before, end) = (Some(Break::Block), Some(Break::Line));
                self.plan(after, Plan { before, heading: true, after: end, ..Plan::default() });
            }
            Role::ColorGroup | Role::Color => self.color(role, after),
            Role::Item => self.item(after),
            Role::Begin => self.begin(after),
            Role::End => self.end(after),
            Role::Define | Role::Def => self.define(role, after),
            Role::Include => {
                self.included += 1;
                self.at = self.after_groups(after, 1);
            }
            Role::IfFalse => {
                self.at = self.source[after..].find("\\fi").map_or(self.source.len(), |end| after + end + 3)
            }
            Role::Skip(0) | Role::Text => self.at = self.after_options(after),
            Role::Skip(count) => self.at = self.after_groups(after, count),
            Role::Unknown => self.unknown(name, after),
        }
    }

    /// The letter of an accent may stand in a group of its own: `{e}`, `{\i}`.
    fn accented_group(&mut self) {
        let open = self.at + self.rest().len() - self.rest().trim_start_matches(' ').len();
        let Some(close) = self.braces.close(open).filter(|close| close - open <= 5) else { return };
        for c in self.inside(open).trim_start_matches('\\').chars() {
            self.character(c);
        }
        self.at = (close + 1).min(self.source.len());
    }

    /// Text in brackets, which are none of it.
    fn bracketed(&mut self, after: usize) {
        self.at = after;
        let open = after + self.rest().len() - self.rest().trim_start_matches(' ').len();
        if self.source[open..].starts_with('[')
            && let Some(close) = self.bracket_end(open)
        {
            self.label_end = Some(close);
            self.at = open + 1;
        }
    }

    /// Changes the look of what follows in its group.
    fn set(&mut self, after: usize, change: impl FnOnce(&mut Look)) {
        self.flush();
        if let Some(group) = self.groups.last_mut() {
            change(&mut group.look);
        }
        self.at = after;
    }

    /// Plans for the group that follows a command, and goes there.
    fn plan(&mut self, after: usize, plan: Plan) {
        self.at = self.after_options(after);
        if let Some(&open) = self.group_starts(after, 1).first() {
            self.plans.insert(open, plan);
            self.at = open;
        }
    }

    fn color(&mut self, role: Role, after: usize) {
        let groups = self.group_starts(after, 1);
        let white = groups.first().is_some_and(|&open| {
            let between = self.source[after..open].trim();
            let model = between.strip_prefix('[').and_then(|model| model.strip_suffix(']'));
            self.whites.as_ref().is_some_and(|names| white::is_white(model, self.inside(open).trim(), names))
        });
        self.flush();
        self.at = self.after_groups(after, 1);
        match role {
            Role::ColorGroup if white => {
                self.plan(self.at, Plan { hidden: Some(Hiding::Background), ..Plan::default() })
            }
            Role::Color => {
                if let Some(group) = self.groups.last_mut() {
                    group.hidden =
                        if white { Some(Hiding::Background) } else { group.hidden.filter(|_| groups.is_empty()) };
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, after: usize) {
        self.flush();
        if self.group().reading {
            self.writer.start_item();
        }
        // A label in brackets is text.
        self.bracketed(after);
    }

    fn begin(&mut self, after: usize) {
        let Some(&open) = self.group_starts(after, 1).first() else {
            self.at = after;
            return;
        };
        let close = self.braces.close(open).unwrap_or(self.source.len());
        let name = self.source.get(open + 1..close).unwrap_or_default();
        self.at = (close + 1).min(self.source.len());
        if name == "document" {
            self.flush();
            self.groups.truncate(1);
            self.groups[0].reading = true;
            return;
        }
        self.break_here(Break::Line);
        match commands::environment(name.trim_end_matches('*')) {
            Environment::LeftOut => {
                let end = format!("\\end{{{name}}}");
                self.at = self.rest().find(&end).map_or(self.source.len(), |found| self.at + found + end.len());
            }
            Environment::Skip(count) => {
                let star = usize::from(name.ends_with('*') && name.starts_with("tabular"));
                self.at = self.after_groups(self.at, count + star);
            }
            Environment::Section => {
                let before = Some(Break::Block);
                self.plan(self.at, Plan { before, heading: true, after: Some(Break::Line), ..Plan::default() });
            }
            Environment::Entry => {
                let groups = self.text_groups(self.at, MOST_GROUPS);
                self.at = self.after_options(self.at);
                self.in_lines(&groups);
            }
        }
    }

    fn end(&mut self, after: usize) {
        self.at = self.after_groups(after, 1);
        if self.source[after..self.at].contains("{document}") {
            self.at = self.source.len();
        }
        self.break_here(Break::Line);
    }

    fn define(&mut self, role: Role, after: usize) {
        let rest = self.source[after..].trim_start_matches([' ', '{']);
        let Some(named) = rest.strip_prefix('\\') else {
            self.at = after;
            return;
        };
        let length = named.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = &named[..length];
        let mut at = self.source.len() - named.len() + length;
        at += usize::from(self.source[at..].starts_with('}'));
        let head_end = if role == Role::Def {
            self.source.as_bytes()[at..]
                .iter()
                .take(MOST_PARAMETERS)
                .position(|byte| matches!(byte, b'{' | b'\n'))
                .map_or(at, |open| at + open)
        } else {
            self.after_options(at)
        };
        let head = &self.source[at..head_end];
        let arguments = match role {
            Role::Def => head.matches('#').count(),
            _ => head.trim_start().strip_prefix('[').and_then(|rest| rest.get(..1)?.parse().ok()).unwrap_or(0),
        };
        self.at = head_end;
        let Some(&open) = self.group_starts(head_end, 1).first() else { return };
        let close = self.braces.close(open).unwrap_or(self.source.len());
        let known = classify(arguments, self.source.get(open + 1..close).unwrap_or_default());
        self.macros.insert(name.to_owned(), known);
        self.at = (close + 1).min(self.source.len());
    }

    /// A command of the document's own.
    pub(super) fn own_command(&mut self, known: &Macro, after: usize) {
        let count = match known {
            Macro::Words(words) => {
                self.push(words, 0);
                self.at = after;
                return;
            }
            Macro::Machinery => {
                self.at = after;
                return self.break_here(Break::Space);
            }
            Macro::Inline(count) | Macro::Lines(count) | Macro::Heading(count) | Macro::Item(count) => *count,
        };
        let groups = self.text_groups(after, count);
        self.at = self.after_options(after);
        match known {
            Macro::Lines(_) => self.in_lines(&groups),
            Macro::Heading(_) => {
                self.beside(&groups, Plan { heading: true, before: Some(Break::Block), ..Plan::default() })
            }
            Macro::Item(_) => self.beside(&groups, Plan { item: true, ..Plan::default() }),
            _ => {}
        }
    }

    /// In front of the document: who it is about.
    pub(super) fn personal(&mut self, after: usize) {
        let groups = self.text_groups(after, MOST_GROUPS);
        self.at = self.after_options(after);
        for (index, &open) in groups.iter().enumerate() {
            let before = Some(if index == 0 { Break::Line } else { Break::Space });
            self.plans.insert(open, Plan { before, reading: true, ..Plan::default() });
        }
    }

    /// A command of a class that is not here: what it is given is text.
    fn unknown(&mut self, name: &str, after: usize) {
        let groups = self.text_groups(after, MOST_GROUPS);
        self.at = self.after_options(after);
        let name = name.to_ascii_lowercase();
        if name.contains("item") && (!name.starts_with("cv") || name == "cvlistitem") && !groups.is_empty() {
            self.beside(&groups, Plan { item: true, ..Plan::default() });
        } else if groups.len() > 1 {
            self.in_lines(&groups);
        }
    }

    /// Groups of one line, set apart.
    fn beside(&mut self, groups: &[usize], first: Plan) {
        for (index, &open) in groups.iter().enumerate() {
            let plan = match index {
                0 => first,
                _ => Plan { before: Some(Break::Space), heading: first.heading, ..Plan::default() },
            };
            let after = (index + 1 == groups.len()).then_some(Break::Line);
            self.plans.insert(open, Plan { after, ..plan });
        }
    }

    /// Groups as such commands set them: two beside each other, four as two such lines, else each on its line.
    fn in_lines(&mut self, groups: &[usize]) {
        let paired = matches!(groups.len(), 2 | 4);
        for (index, &open) in groups.iter().enumerate() {
            let before = if paired && index % 2 == 1 { Break::Cell } else { Break::Line };
            let after = (index + 1 == groups.len()).then_some(Break::Line);
            self.plans.insert(open, Plan { before: Some(before), after, ..Plan::default() });
        }
    }
}
