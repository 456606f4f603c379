//! Folding: one form for the many ways to write the same word, with an exact map back to the original bytes.
//!
//! Folded text is lower case, without diacritics, compatibility forms, soft hyphens or markup escapes; white space is
//! one space, `\t` between the cells of a row, or `\n` where a line ends for good; a hyphen or underscore inside a name is a space; "&" between spaces
//! is "and"; letter-spaced capitals are one word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// What a hyphen at the end of a line, before a letter, is taken for. Both readings are right somewhere ("Kuber-
/// netes", "fine- tuning"), so the matcher looks at both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HyphenBreak {
    /// Hyphenation: the word goes on.
    Join,
    /// A hyphen of the name itself.
    Space,
}

/// A run of folded bytes and the original bytes it came from.
#[derive(Debug, Clone, Copy)]
struct Run {
    folded: usize,
    original: usize,
    /// Length in the original of a run that is not one to one; 0 for a run in which every byte maps to its own.
    original_len: usize,
}

impl Run {
    /// Where a folded offset in it comes from.
    fn start_of(self, folded: usize) -> usize {
        if self.original_len == 0 { self.original + (folded - self.folded) } else { self.original }
    }

    /// Where what ends at a folded offset in it ends in the original.
    fn end_of(self, folded: usize) -> usize {
        self.original + if self.original_len == 0 { folded - self.folded } else { self.original_len }
    }
}

/// Folded text and the way back.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    runs: Vec<Run>,
    /// Whether the text has a hyphen at a line end, so that the two readings differ.
    pub has_hyphen_break: bool,
}

/// A piece of a folded text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Byte range in the folded text.
    pub folded: Range<usize>,
    /// Byte range in the original.
    pub original: Range<usize>,
    /// Whether every byte came from its own: ASCII that folds to ASCII.
    pub straight: bool,
}

impl Folded {
    /// All pieces, in order.
    pub fn runs(&self) -> impl Iterator<Item = Origin> + '_ {
        self.runs.iter().enumerate().map(|(index, run)| {
            let folded = run.folded..self.runs.get(index + 1).map_or(self.text.len(), |next| next.folded);
            let straight = run.original_len == 0;
            let length = if straight { folded.len() } else { run.original_len };
            Origin { folded, original: run.original..run.original + length, straight }
        })
    }

    fn run_at(&self, folded: usize) -> Run {
        self.runs[self.runs.partition_point(|run| run.folded <= folded) - 1]
    }

    /// Where an original offset stands in the folded text: the first folded byte that comes from it or from what
    /// follows it.
    pub fn position(&self, original: usize) -> usize {
        let after = self.runs.partition_point(|run| run.original <= original);
        let Some(run) = after.checked_sub(1).map(|index| self.runs[index]) else { return 0 };
        let end = self.runs.get(after).map_or(self.text.len(), |next| next.folded);
        match run.original_len {
            0 => (run.folded + (original - run.original)).min(end),
            _ if original == run.original => run.folded,
            _ => end,
        }
    }

    /// As [`Self::original`], for many ranges of which most begin behind the one before.
    pub fn way_back(&self) -> WayBack<'_> {
        WayBack { folded: self, run: 0 }
    }

    /// The original byte range of a non-empty folded range: the smallest that holds every byte it came from.
    ///
    /// # Panics
    /// When the range is empty or out of bounds.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        assert!(folded.start < folded.end && folded.end <= self.text.len(), "a range inside the folded text");
        self.run_at(folded.start).start_of(folded.start)..self.run_at(folded.end - 1).end_of(folded.end)
    }
}

/// Leads from places of a folded text to the original ([`Folded::way_back`]).
#[derive(Debug, Clone)]
pub struct WayBack<'f> {
    folded: &'f Folded,
    /// The run that was met last.
    run: usize,
}

impl WayBack<'_> {
    /// The original byte range of a non-empty folded range: the smallest that holds every byte it came from.
    ///
    /// # Panics
    /// When the range is empty or out of bounds.
    pub fn original(&mut self, folded: Range<usize>) -> Range<usize> {
        assert!(folded.start < folded.end && folded.end <= self.folded.text.len(), "a range inside the folded text");
        let runs = &self.folded.runs;
        if runs[self.run].folded > folded.start {
            self.run = 0;
        }
        // Where the next range is far away, it is looked for in halves.
        const NEAR: usize = 32;
        let behind = |place: usize, from: usize| {
            let near = runs[from..].iter().take(NEAR).take_while(|run| run.folded <= place).count();
            let all = if near < NEAR { near } else { runs[from..].partition_point(|run| run.folded <= place) };
            from + all - 1
        };
        self.run = behind(folded.start, self.run);
        let last = behind(folded.end - 1, self.run);
        runs[self.run].start_of(folded.start)..runs[last].end_of(folded.end)
    }
}

/// A gap this wide, in spaces, separates the cells of a row; a tab does so, too.
const CELL_GAP: usize = 4;

struct Folder<'a> {
    source: &'a str,
    out: Folded,
    hyphen_break: HyphenBreak,
    /// Before this offset no letter-spaced word begins that has not been tried.
    not_spaced: usize,
}

/// What a byte asks of the folder.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// It stays as it is.
    Plain,
    /// It becomes its lower case, unless letter-spaced capitals begin with it.
    Upper,
    /// One between words stays; what else it may be is a question.
    Space,
    /// A slash stays, and takes the spaces beside it away.
    Slash,
    /// Not to be told from the byte alone.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 1;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b' ' => Class::Space,
            b'/' => Class::Slash,
            b'A'..=b'Z' => Class::Upper,
            b'-' | b'_' | b'&' | b'\\' | b'\'' | b'`' | 0x09..=0x0d => Class::Other,
            _ => Class::Plain,
        };
        byte += 1;
    }
    classes
};

/// Whether a character belongs to a word in a script that separates words by spaces. Chinese, Japanese and Korean
/// do not, so Latin names stand next to their characters without a boundary of another kind.
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_cjk(c)
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is written as a hyphen inside a name.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether a character shows nothing: soft hyphens, joiners, marks of direction, combining accents.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{300}'..='\u{36f}' | '\0')
        || ('\u{fe00}'..='\u{fe0f}').contains(&c)
}

/// Folds a text. `wraps` says, for the byte offset of a line's last `\n`-terminated end, whether the paragraph goes on
/// after that line break.
pub fn fold(source: &str, hyphen_break: HyphenBreak, mut wraps: impl FnMut(usize) -> bool) -> Folded {
    let mut folder = Folder {
        source,
        out: Folded {
            text: String::with_capacity(source.len()),
            runs: Vec::with_capacity(source.len() / 32),
            has_hyphen_break: false,
        },
        hyphen_break,
        not_spaced: 0,
    };
    let mut at = 0;
    while at < source.len() {
        let end = folder.plain_end(at);
        if end > at {
            folder.keep(at..end);
            at = end;
        } else {
            at = folder.other(at, &mut wraps);
        }
    }
    folder.out
}

/// Folds a name or a phrase of the taxonomy.
pub fn fold_name(name: &str) -> String {
    fold(name.trim(), HyphenBreak::Join, |_| true).text
}

impl Folder<'_> {
    /// The end of the text from an offset on that folds byte for byte, words and single spaces between them.
    fn plain_end(&mut self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let class = |at: usize| bytes.get(at).map_or(Class::Other, |&byte| CLASSES[usize::from(byte)]);
        let mut at = start;
        loop {
            // Nearly all letters are small ones.
            at += bytes[at..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] == Class::Plain).count();
            match class(at) {
                Class::Plain | Class::Slash => {}
                Class::Upper if bytes.get(at + 1) == Some(&b' ') && self.letter_spaced(at).is_some() => return at,
                Class::Upper => {}
                // The byte before decides, and it must be one of these.
                Class::Space if at == start || !matches!(class(at - 1), Class::Plain | Class::Upper) => return at,
                Class::Space if matches!(class(at + 1), Class::Plain | Class::Upper) => {}
                Class::Space | Class::Other => return at,
            }
            at += 1;
        }
    }

    /// A piece of the original that folds to itself or to its lower case, byte for byte.
    fn keep(&mut self, original: Range<usize>) {
        self.same(original.start);
        let folded = self.out.text.len();
        self.out.text.push_str(&self.source[original]);
        self.out.text[folded..].make_ascii_lowercase();
    }

    /// Notes that the next byte comes from one of the original's.
    fn same(&mut self, original: usize) {
        let folded = self.out.text.len();
        let goes_on = |run: &Run| run.original_len == 0 && run.original + (folded - run.folded) == original;
        if !self.out.runs.last().is_some_and(goes_on) {
            self.out.runs.push(Run { folded, original, original_len: 0 });
        }
    }

    /// A piece of the original that folds to other bytes.
    fn replace(&mut self, original: Range<usize>, with: &str) {
        if with.is_empty() {
            return;
        }
        if original.len() == 1 && with.len() == 1 {
            self.same(original.start);
        } else {
            let Range { start, end } = original;
            self.out.runs.push(Run { folded: self.out.text.len(), original: start, original_len: end - start });
        }
        self.out.text.push_str(with);
    }

    /// The end of letter-spaced capitals that begin at an offset.
    fn letter_spaced(&mut self, at: usize) -> Option<usize> {
        if at < self.not_spaced {
            return None;
        }
        let (end, is_word) = letter_spaced(self.source, at)?;
        if !is_word {
            // What is no word is none from its second letter on, either.
            self.not_spaced = end;
        }
        is_word.then_some(end)
    }

    fn other(&mut self, at: usize, wraps: &mut impl FnMut(usize) -> bool) -> usize {
        let rest = &self.source[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let next = at + c.len_utf8();
        if let Some(end) = self.letter_spaced(at) {
            for letter in (at..end).step_by(2) {
                self.keep(letter..letter + 1);
            }
            return end;
        }
        if c.is_whitespace() || c == '\u{2028}' || c == '\u{2029}' {
            return self.space(at, wraps);
        }
        if is_ignorable(c) {
            return next;
        }
        if is_hyphen(c) {
            return self.hyphen(at, next, wraps);
        }
        match c {
            '&' => self.ampersand(at),
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => next,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => {
                self.replace(at..next, "'");
                next
            }
            '\u{201c}' | '\u{201d}' | '\u{201e}' => {
                self.replace(at..next, "\"");
                next
            }
            _ if c.is_ascii() => {
                self.keep(at..next);
                next
            }
            _ => {
                let folded: String = c
                    .nfkd()
                    .filter(|c| !is_ignorable(*c))
                    .flat_map(char::to_lowercase)
                    .filter(|c| !is_ignorable(*c))
                    .collect();
                self.replace(at..next, if folded.trim().is_empty() { " " } else { &folded });
                next
            }
        }
    }

    /// White space: one space, or one `\n` when a line in it ends for good.
    fn space(&mut self, at: usize, wraps: &mut impl FnMut(usize) -> bool) -> usize {
        let mut end = at;
        let mut hard = false;
        let mut breaks = 0;
        let mut width = 0;
        for (offset, c) in self.source[at..].char_indices() {
            if !(c.is_whitespace() || c == '\u{2028}' || c == '\u{2029}' || is_ignorable(c)) {
                break;
            }
            if c == '\n' {
                breaks += 1;
                hard |= breaks > 1 || !wraps(at + offset);
            }
            width += if c == '\t' { CELL_GAP } else { 1 };
            end = at + offset + c.len_utf8();
        }
        let cell = breaks == 0 && width >= CELL_GAP;
        let before = self.out.text.as_bytes().last();
        if !hard && (self.source[end..].starts_with('/') || before == Some(&b'/')) {
            // "CI / CD" is "CI/CD".
            return end;
        }
        match before {
            None => {}
            Some(b'\n') => {}
            Some(b' ') if !hard => {}
            _ if hard => self.replace(at..end, "\n"),
            _ => self.replace(at..end, if cell { "\t" } else { " " }),
        }
        end
    }

    fn hyphen(&mut self, at: usize, next: usize, wraps: &mut impl FnMut(usize) -> bool) -> usize {
        let before = self.source[..at].trim_end_matches(is_ignorable).ends_with(is_word_char);
        let rest = &self.source[next..];
        if before && rest.trim_start_matches(is_ignorable).starts_with(is_word_char) {
            self.replace(at..next, " ");
            return next;
        }
        // Hyphenation: a letter, the hyphen, a line break, a letter.
        let line_end = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        if before && rest[line_end..].starts_with('\n') {
            let after = rest[line_end + 1..].trim_start_matches([' ', '\t']);
            if after.starts_with(|c: char| c.is_alphabetic()) {
                wraps(next + line_end);
                self.out.has_hyphen_break = true;
                let end = self.source.len() - after.len();
                if self.hyphen_break == HyphenBreak::Space {
                    self.replace(at..end, " ");
                }
                return end;
            }
        }
        self.replace(at..next, "-");
        next
    }

    fn ampersand(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let len = if rest.starts_with("&amp;") { 5 } else { 1 };
        let spaced = self.out.text.ends_with(' ')
            && rest[len..].trim_start_matches(is_ignorable).starts_with(char::is_whitespace);
        self.replace(at..at + len, if spaced { "and" } else { "&" });
        at + len
    }
}

/// The end of a run of capitals that stand apart, one space between them ("P Y T H O N"), and whether it is a word of
/// three letters or more. Where it is none, its last letter begins something else.
fn letter_spaced(source: &str, at: usize) -> Option<(usize, bool)> {
    let bytes = source.as_bytes();
    if !bytes[at].is_ascii_uppercase() || at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let mut end = at + 1;
    let mut letters = 1;
    while end + 1 < bytes.len() && bytes[end] == b' ' && bytes[end + 1].is_ascii_uppercase() {
        if bytes.get(end + 2).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.' || *b == b'\'') {
            return Some((end + 1, false));
        }
        end += 2;
        letters += 1;
    }
    Some((end, letters >= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text, HyphenBreak::Join, |_| true).text
    }

    #[test]
    fn the_many_ways_to_write_a_name_are_one() {
        for text in ["Scikit-Learn", "scikit learn", "scikit_learn", "SCIKIT\u{a0}LEARN", "scikit\u{2011}learn"] {
            assert_eq!(folded(text), "scikit learn");
        }
        assert_eq!(folded("Weights & Biases, R&D"), "weights and biases, r&d");
        assert_eq!(folded("CI / CD"), "ci/cd");
        assert_eq!(folded("Time series    Looker"), "time series\tlooker");
        assert_eq!(folded("Weights\u{a0}&\u{a0}Biases"), "weights and biases");
        assert_eq!(folded("fine-\u{ad}tuning"), "fine tuning");
        assert_eq!(folded("work\u{fb02}ow"), "workflow");
        assert_eq!(folded("na\u{ef}ve Bayes’"), "naive bayes'");
        assert_eq!(folded("P Y T H O N, S Q L"), "python, sql");
        assert_eq!(folded("C\\# and C\\+\\+"), "c# and c++");
    }

    #[test]
    fn hyphenation_is_read_both_ways() {
        let text = "Kuber-\n  netes";
        assert_eq!(folded(text), "kubernetes");
        assert_eq!(fold(text, HyphenBreak::Space, |_| true).text, "kuber netes");
        assert_eq!(fold(text, HyphenBreak::Join, |_| true).original(0..10), 0..text.len());
    }

    #[test]
    fn a_line_that_ends_for_good_is_kept() {
        assert_eq!(fold("Azure\nMachine Learning", HyphenBreak::Join, |_| false).text, "azure\nmachine learning");
        assert_eq!(fold("machine\nlearning", HyphenBreak::Join, |_| true).text, "machine learning");
        assert_eq!(fold("a\n\nb", HyphenBreak::Join, |_| true).text, "a\nb");
    }

    #[test]
    fn offsets_lead_back() {
        let text = "Über  C++ & ﬂow";
        let folded = fold(text, HyphenBreak::Join, |_| true);
        assert_eq!(folded.text, "uber c++ and flow");
        assert_eq!(&text[folded.original(0..4)], "Über");
        assert_eq!(&text[folded.original(5..8)], "C++");
        assert_eq!(&text[folded.original(13..17)], "ﬂow");
    }
}
