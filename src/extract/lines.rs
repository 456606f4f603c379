//! Line numbers of a source whose text is not itself.

/// Line numbers of offsets that only grow.
pub(super) struct LineCounter<'s> {
    source: &'s [u8],
    at: usize,
    line: u32,
}

impl<'s> LineCounter<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source: source.as_bytes(), at: 0, line: 1 }
    }

    /// The line, from 1, that holds a byte offset; an offset before one that was asked for counts as that one.
    pub(super) fn line_of(&mut self, offset: usize) -> u32 {
        let offset = offset.clamp(self.at, self.source.len());
        let ends = self.source[self.at..offset].iter().filter(|&&byte| byte == b'\n').count();
        self.at = offset;
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.line
    }
}
