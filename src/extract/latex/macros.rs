//! Commands that a document defines itself. They are not expanded: what their definition does tells how to read what
//! they are given, and one that only stands for words is replaced by them.

use std::collections::HashMap;

/// Longest text that a command may stand for.
const MOST_TEXT: usize = 200;

/// What a command of the document's own does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Macro {
    /// It stands for words.
    Words(String),
    /// It takes nothing, and is not words.
    Machinery,
    /// Its groups are text within a line; so many of them.
    Inline(usize),
    /// Its groups stand on lines, or in columns of lines.
    Lines(usize),
    /// What it is given is a heading.
    Heading(usize),
    /// What it is given is an item of a list.
    Item(usize),
}

/// The commands of a document.
pub(super) type Macros = HashMap<String, Macro>;

/// What a definition says.
pub(super) fn classify(arguments: usize, body: &str) -> Macro {
    let has = |names: &[&str]| names.iter().any(|name| body.contains(name));
    if arguments == 0 {
        let plain = body.len() <= MOST_TEXT && !body.contains(['\\', '#', '$', '{', '}', '%', '&', '~']);
        return if plain { Macro::Words(body.to_owned()) } else { Macro::Machinery };
    }
    let big = has(&["\\large", "\\Large", "\\LARGE", "\\huge", "\\Huge"]);
    if has(&["\\section", "\\cvsection"])
        || big && has(&["\\bfseries", "\\textbf", "\\scshape", "rule"]) && arguments <= 2
    {
        return Macro::Heading(arguments);
    }
    if has(&["\\item"]) && arguments <= 2 && !has(&["tabular"]) {
        return Macro::Item(arguments);
    }
    if has(&["\\\\", "\\par", "\\hfill", "\\item", "tabular", "\\newline", "\\vspace", "\\vskip", "skip"]) {
        return Macro::Lines(arguments);
    }
    Macro::Inline(arguments)
}
