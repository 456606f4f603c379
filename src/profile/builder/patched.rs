//! Text put together from pieces of a document, with the way back: what was glued gets its separators, what was
//! marked up loses its marks, and every byte still knows the place that it came from.

use std::ops::Range;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patched {
    text: String,
    /// Where a run of kept bytes begins: here, and in the document.
    runs: Vec<(usize, usize)>,
}

impl Patched {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds bytes of the document.
    pub fn keep(&mut self, document: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.runs.push((self.text.len(), range.start));
            self.text.push_str(&document[range]);
        }
    }

    /// Adds text that does not stand in the document.
    pub fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes the last character off.
    pub fn pop(&mut self) {
        self.text.pop();
    }

    /// Adds a part of another one.
    pub fn append(&mut self, other: &Self, range: Range<usize>) {
        let base = self.text.len();
        let first = other.runs.partition_point(|&(here, _)| here <= range.start).saturating_sub(1);
        for &(here, origin) in
            other.runs[first.min(other.runs.len())..].iter().take_while(|&&(here, _)| here < range.end)
        {
            let skipped = range.start.saturating_sub(here);
            self.runs.push((base + here.max(range.start) - range.start, origin + skipped));
        }
        self.text.push_str(&other.text[range]);
    }

    /// A part of it, without the white space around it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        let mut part = Self::default();
        part.append(self, start..start + text.trim().len());
        part
    }

    /// The place in the document of a byte: its own, or that of the byte kept before it.
    pub fn origin(&self, at: usize) -> usize {
        match self.runs.partition_point(|&(here, _)| here <= at).checked_sub(1) {
            Some(run) => self.runs[run].1 + (at - self.runs[run].0),
            None => self.runs.first().map_or(0, |run| run.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_its_place() {
        let document = "SQLDocker and **Git**";
        let mut text = Patched::default();
        text.keep(document, 0..3);
        text.insert(", ");
        text.keep(document, 3..14);
        text.keep(document, 16..19);
        assert_eq!(text.text(), "SQL, Docker and Git");
        assert_eq!(text.origin(5), 3);
        assert_eq!(text.origin(16), 16);
        let part = text.part(4..11);
        assert_eq!((part.text(), part.origin(0)), ("Docker", 3));
    }
}
