//! What a command is given: its options in brackets and its groups in braces.

use super::{Plan, Reader};

/// Farthest that an option in brackets reaches.
const OPTION_WITHIN: usize = 2000;

impl<'s> Reader<'s> {
    /// After the options in brackets that stand here.
    pub(super) fn after_options(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            let rest = &self.source[at..];
            let start = rest.trim_start_matches([' ', '\t']);
            if !start.starts_with('[') {
                return at;
            }
            let open = at + rest.len() - start.len();
            let Some(end) = self.bracket_end(open) else { return at };
            at = end + 1;
        }
    }

    /// The bracket that closes one, outside of the groups between them.
    pub(super) fn bracket_end(&self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        while at < self.source.len() && at - open < OPTION_WITHIN {
            match self.source.as_bytes()[at] {
                b']' => return Some(at),
                b'{' => at = self.braces.close(at)?,
                b'\\' => at += 1,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Offsets of up to so many groups that stand here, options between them passed over.
    pub(super) fn group_starts(&self, at: usize, most: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = at;
        while found.len() < most {
            let here = self.after_blanks(self.after_options(at));
            if !self.source[here..].starts_with('{') {
                break;
            }
            let Some(close) = self.braces.close(here) else { break };
            found.push(here);
            at = (close + 1).min(self.source.len());
        }
        found
    }

    /// The same, without groups that hold a length or a number, which are left out of the text.
    pub(super) fn text_groups(&mut self, at: usize, most: usize) -> Vec<usize> {
        let mut groups = self.group_starts(at, most);
        while let Some(&first) = groups.first()
            && groups.len() > 1
            && is_length(self.inside(first))
        {
            self.plans.insert(first, Plan { muted: true, ..Plan::default() });
            groups.remove(0);
        }
        groups
    }

    pub(super) fn inside(&self, open: usize) -> &'s str {
        let close = self.braces.close(open).unwrap_or(self.source.len());
        self.source.get(open + 1..close).unwrap_or_default()
    }

    /// Behind so many groups, and the options between them.
    pub(super) fn after_groups(&self, at: usize, count: usize) -> usize {
        match self.group_starts(at, count).last() {
            Some(&open) => (self.braces.close(open).unwrap_or(self.source.len()) + 1).min(self.source.len()),
            None => self.after_options(at),
        }
    }

    /// Behind blanks, one line end and comments: what may stand between a command and its groups.
    pub(super) fn after_blanks(&self, at: usize) -> usize {
        let mut at = at;
        let mut ends = 0;
        while let Some(&byte) = self.source.as_bytes().get(at) {
            match byte {
                b' ' | b'\t' | b'\r' => at += 1,
                b'\n' if ends == 0 => {
                    ends += 1;
                    at += 1;
                }
                b'%' => at += self.source[at..].find('\n').map_or(self.source.len() - at, |end| end + 1),
                _ => break,
            }
        }
        at
    }
}

/// A number with a unit, or a command that is one: `5.1cm`, `0.3\textwidth`.
fn is_length(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
    unit.len() < text.len() && (unit.starts_with("\\") || matches!(unit, "pt" | "cm" | "mm" | "em" | "ex" | "in"))
}
