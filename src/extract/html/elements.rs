//! What the elements of HTML do to the text around them.

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Starts and ends a paragraph.
    Block,
    /// The same, and it is a heading.
    Heading,
    /// An item of a list.
    Item,
    /// Stands on lines of its own, close to its neighbours.
    Line,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Strong emphasis.
    Bold,
    /// Inline, and often set apart by its looks alone: a link, a button, a tag of a tag cloud.
    Chip,
    /// Has no content.
    Void,
    /// Has no content that is text of the document.
    Machinery,
    /// An element of SVG or MathML, which may close itself.
    Foreign,
    /// Anything else: no effect.
    Inline,
}

/// Elements that a fragment of a page may begin with.
pub(super) const OPENING: [&str; 24] = [
    "head", "body", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "article", "section", "main", "header",
    "meta", "title", "span", "strong", "script", "style", "center", "font", "b",
];

/// Roles of accessibility (WAI-ARIA) whose content is not the document's.
pub(super) const MACHINERY_ROLES: [&str; 8] =
    ["navigation", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar", "tooltip"];

/// The role of an element.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"ul" | b"ol" | b"dl" | b"table" | b"section" | b"article" | b"blockquote" | b"pre" | b"header"
        | b"footer" | b"main" | b"aside" | b"form" | b"fieldset" | b"address" | b"figure" | b"hgroup" => Role::Block,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
        b"li" => Role::Item,
        b"div" | b"dt" | b"dd" | b"caption" | b"summary" | b"details" | b"figcaption" | b"center" | b"legend"
        | b"body" | b"html" | b"thead" | b"tbody" | b"tfoot" => Role::Line,
        b"tr" => Role::Row,
        b"td" | b"th" => Role::Cell,
        b"b" | b"strong" => Role::Bold,
        b"a" | b"button" | b"span" | b"label" => Role::Chip,
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" => Role::Void,
        b"head" | b"title" | b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"math" | b"canvas"
        | b"iframe" | b"object" | b"audio" | b"video" | b"map" | b"select" | b"datalist" | b"textarea" | b"nav"
        | b"dialog" | b"noembed" | b"noframes" => Role::Machinery,
        b"path" | b"circle" | b"rect" | b"use" | b"g" | b"line" | b"polygon" => Role::Foreign,
        _ => Role::Inline,
    }
}

/// Whether an element holds the whole page: what its class says is said of the page, not of a part.
pub(super) fn is_root(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"main" | b"article")
}

/// Whether a class or id says that an element is a notice about cookies, a screen reader's aid, or a font of icons,
/// whose text is the name of a picture.
pub(super) fn is_machinery_class(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "cookie" | "cookies" | "cookiebanner"))
        || value.split_ascii_whitespace().any(|class| {
            class.starts_with("material-icons")
                || class.starts_with("material-symbols")
                || matches!(class, "sr-only" | "visually-hidden" | "screen-reader-text")
        })
}
