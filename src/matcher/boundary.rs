//! Where a name begins and ends. C++, C#, .NET, Node.js, CI/CD, R&D and "Python3.6" make this more than a look at
//! letters and digits.

use crate::normalize::is_word_char;

/// How a name meets what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A boundary; the name ends here.
    Clean,
    /// A plural or version belongs to it, up to this folded offset.
    Until(usize),
    /// The word goes on.
    Inside,
}

fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        Some(_) => text[..at].chars().next_back(),
        None => None,
    }
}

fn char_after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// Names so short that a hyphen, an ampersand or a dot beside them makes another name ("R&D", "C-level", "go.mod").
fn is_short(text: &str, start: usize, end: usize) -> bool {
    text[start..end].chars().filter(|c| c.is_alphanumeric()).count() <= 2
}

/// Whether a name may begin at a folded offset.
pub fn left(text: &str, start: usize, end: usize) -> bool {
    let Some(before) = char_before(text, start) else { return true };
    if is_word_char(before) {
        return false;
    }
    match before {
        '@' => false,
        '#' | '$' | '+' | '&' | '\'' => !is_short(text, start, end),
        '.' => {
            let sentence_end = start < 2 || char_before(text, start - 1).is_none_or(|c| !c.is_ascii_digit());
            !is_short(text, start, end) && sentence_end
        }
        _ => true,
    }
}

/// How the name at a folded range meets what follows.
pub fn right(text: &str, start: usize, end: usize) -> Edge {
    let name = &text[start..end];
    let Some(after) = char_after(text, end) else { return Edge::Clean };
    let short = || is_short(text, start, end);
    if is_word_char(after) {
        return plural(text, start, end).or_else(|| version(text, start, end)).unwrap_or(Edge::Inside);
    }
    match after {
        '+' | '#' => {
            if name.ends_with(after)
                || short()
                || char_after(text, end + 1).is_none_or(|c| !c.is_alphanumeric()) && name.len() == 1
            {
                Edge::Inside
            } else {
                Edge::Clean
            }
        }
        '@' => Edge::Inside,
        '&' if short() => Edge::Inside,
        '.' if char_after(text, end + 1).is_some_and(is_word_char) && short() => Edge::Inside,
        '\'' if short() => Edge::Inside,
        _ => Edge::Clean,
    }
}

/// "s" or "es" after a name of three letters or more.
fn plural(text: &str, start: usize, end: usize) -> Option<Edge> {
    let name = &text[start..end];
    if name.len() < 3 {
        return None;
    }
    let last = name.chars().next_back()?;
    if !last.is_ascii_alphanumeric() && last != ')' {
        return None;
    }
    let rest = &text[end..];
    let length = if rest.starts_with("es") && name.ends_with(['s', 'x', 'h', 'z']) {
        2
    } else if rest.starts_with('s') && last != 's' {
        1
    } else {
        return None;
    };
    let ends = char_after(text, end + length).is_none_or(|c| !is_word_char(c));
    ends.then_some(Edge::Until(end + length))
}

/// Digits and dots directly after a name: "python3.6", "html5", "c++17".
fn version(text: &str, start: usize, end: usize) -> Option<Edge> {
    let name = &text[start..end];
    if name.len() < 3 || name.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = &text.as_bytes()[end..];
    let mut length = 0;
    while length < rest.len() {
        let digit = rest[length].is_ascii_digit();
        let dot = rest[length] == b'.'
            && length > 0
            && rest.get(length + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'x');
        let x = rest[length] == b'x' && length > 1 && rest[length - 1] == b'.';
        if !(digit || dot || x) {
            break;
        }
        length += 1;
    }
    let ends = char_after(text, end + length).is_none_or(|c| !is_word_char(c));
    (length > 0 && length <= 8 && ends).then_some(Edge::Until(end + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(text: &str, name: &str) -> (bool, Edge) {
        let start = text.find(name).unwrap_or(0);
        (left(text, start, start + name.len()), right(text, start, start + name.len()))
    }

    #[test]
    fn names_end_where_a_reader_sees_them_end() {
        assert_eq!(edges("python, java", "python"), (true, Edge::Clean));
        assert_eq!(edges("javascript", "java"), (true, Edge::Inside));
        assert_eq!(edges("python3.6, c", "python"), (true, Edge::Until(9)));
        assert_eq!(edges("feature stores.", "feature store"), (true, Edge::Until(14)));
        assert_eq!(edges("c++ and c#", "c"), (true, Edge::Inside));
        assert_eq!(edges("r&d", "r"), (true, Edge::Inside));
        assert_eq!(edges("go.mod", "go"), (true, Edge::Inside));
        assert_eq!(edges("懂r", "r"), (true, Edge::Clean));
        assert_eq!(edges("me@python", "python"), (false, Edge::Clean));
    }
}
