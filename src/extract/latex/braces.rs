//! Where the groups of a LaTeX source end.

/// The braces of a source, matched once, so that looking for an end costs nothing however deep they nest.
pub(super) struct Braces {
    /// Offsets of an opening brace and the one that closes it, by the first.
    pairs: Vec<(usize, usize)>,
}

impl Braces {
    pub(super) fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let (mut pairs, mut open, mut at) = (Vec::new(), Vec::new(), 0);
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => at += bytes[at..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - at),
                b'{' => {
                    open.push(pairs.len());
                    // One that nobody closes holds the rest.
                    pairs.push((at, bytes.len()));
                }
                b'}' => {
                    if let Some(index) = open.pop() {
                        pairs[index].1 = at;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Self { pairs }
    }

    /// The offset of the brace that closes the one at an offset, or the end of the source.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&open, |pair| pair.0).ok()?;
        Some(self.pairs[index].1)
    }
}
