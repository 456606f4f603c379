//! What the functions of Typst, and those that resumes define, do with what they are given.

use crate::document::Hiding;

/// What a function does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sets its content within the line; what it is given by name is no text.
    Inline,
    /// The same, in bold.
    Bold,
    /// Sets its content on lines of its own.
    Block,
    /// Its contents are cells of rows.
    Grid,
    Heading,
    /// Its contents are items.
    List,
    /// Its first string is an address, which is shown when there is no content.
    Link,
    /// Its content is not shown.
    Hidden(Hiding),
    /// Nothing in it is text.
    LeftOut,
    /// Not Typst's: whatever it is given is text, by name or not.
    Unknown,
    /// A list or a dictionary of values, inside of something unknown.
    Tuple,
}

/// What a function does, by its name.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "text" | "emph" | "upper" | "lower" | "smallcaps" | "underline" | "overline" | "box" | "highlight"
        | "super" | "sub" | "footnote" | "raw" | "smartquote" => Kind::Inline,
        "strong" => Kind::Bold,
        "block" | "align" | "par" | "pad" | "rect" | "columns" | "figure" | "place" | "center" | "move" | "scale"
        | "rotate" | "circle" | "page" | "context" => Kind::Block,
        "grid" | "table" | "stack" | "header" | "cell" => Kind::Grid,
        "heading" => Kind::Heading,
        "list" | "enum" | "terms" | "item" => Kind::List,
        "link" => Kind::Link,
        "hide" => Kind::Hidden(Hiding::Invisible),
        "rgb" | "luma" | "cmyk" | "oklab" | "oklch" | "color" | "gradient" | "image" | "v" | "h" | "line"
        | "datetime" | "pagebreak" | "colbreak" | "parbreak" | "linebreak" | "counter" | "bibliography" | "outline"
        | "label" | "ref" | "cite" | "read" | "json" | "yaml" | "toml" | "csv" | "xml" | "measure" | "query"
        | "state" | "locate" | "repeat" | "path" | "polygon" | "curve" | "fa-icon" | "icon" | "metadata"
        | "version" => Kind::LeftOut,
        _ if name.starts_with("fa-") => Kind::LeftOut,
        _ => Kind::Unknown,
    }
}

/// Whether what an unknown function is given by this name is how it looks, not text.
pub(super) fn is_look(key: &str) -> bool {
    let looks = [
        "font",
        "paper",
        "lang",
        "color",
        "colour",
        "fill",
        "stroke",
        "size",
        "weight",
        "style",
        "align",
        "alignment",
        "url",
        "link",
        "image",
        "photo",
        "icon",
        "logo",
        "theme",
        "margin",
        "position-of",
        "separator",
        "id",
        "path",
        "region",
        "spacing",
        "gutter",
        "columns",
        "width",
        "height",
    ];
    key.split(['-', '_']).any(|part| looks.contains(&part))
}
