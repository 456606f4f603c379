//! Styles of an OpenDocument: what each says of characters, paragraphs and cells, what it is based on included.

use std::collections::HashMap;

use crate::document::Hiding;
use crate::extract::office::walk_optional;
use crate::extract::office::xml::{Broken, Element, Node};

/// Most styles that one may be based on, one upon the other.
const CHAIN: usize = 16;
/// Points of a size below which nobody reads a text.
const UNREADABLE: f32 = 2.0;

/// What a style states; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) size: Option<f32>,
    pub(super) invisible: Option<bool>,
    pub(super) white: Option<bool>,
    /// Something that is not white lies behind the text.
    pub(super) shaded: Option<bool>,
    pub(super) heading: Option<bool>,
    pub(super) before: Option<f32>,
    pub(super) after: Option<f32>,
}

impl Style {
    /// This, and where it says nothing the other.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            size: self.size.or(other.size),
            invisible: self.invisible.or(other.invisible),
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
            heading: self.heading.or(other.heading),
            before: self.before.or(other.before),
            after: self.after.or(other.after),
        }
    }

    /// Why a reader does not see the text. `backed` says that something may lie behind it.
    pub(super) fn hides(&self, backed: bool) -> Option<Hiding> {
        let white = self.white == Some(true) && self.shaded != Some(true) && !backed;
        if self.invisible == Some(true) {
            Some(Hiding::Marked)
        } else if white {
            Some(Hiding::Background)
        } else {
            self.size.is_some_and(|size| size < UNREADABLE).then_some(Hiding::Tiny)
        }
    }

    /// Takes in one of the elements that hold properties.
    fn take(&mut self, properties: &Element<'_>) {
        let value = |name: &str| properties.attribute(name);
        let length = |name: &str| value(name).and_then(|length| points(&length));
        match properties.name {
            "text-properties" => {
                self.bold = value("font-weight")
                    .map(|weight| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600))
                    .or(self.bold);
                self.size = length("font-size").or(self.size);
                self.white = value("color").map(|color| is_white(&color)).or(self.white);
                self.invisible = value("display").map(|display| display == "none").or(self.invisible);
            }
            "paragraph-properties" => {
                self.before = length("margin-top").or(self.before);
                self.after = length("margin-bottom").or(self.after);
            }
            "table-cell-properties" | "table-row-properties" | "table-properties" | "section-properties" => {}
            _ => return,
        }
        self.shaded =
            value("background-color").map(|color| color != "transparent" && !is_white(&color)).or(self.shaded);
    }
}

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
    defaults: HashMap<String, Style>,
    /// The page itself has a colour.
    pub(super) page_backed: bool,
}

#[derive(Debug, Default)]
struct Written {
    family: String,
    /// `None` for the defaults of a family.
    name: Option<String>,
    parent: Option<String>,
    style: Style,
}

impl Styles {
    /// Reads the styles of these parts; of two with one name, that of the later part holds.
    pub(super) fn read(parts: &[&str]) -> Result<Self, Broken> {
        let mut written: Vec<Written> = Vec::new();
        let mut page_backed = false;
        for part in parts {
            let mut open = false;
            walk_optional(part, |node| match node {
                Node::Start(element) if matches!(element.name, "style" | "default-style") => {
                    open = true;
                    written.push(Written::new(element));
                }
                Node::End("style" | "default-style") => open = false,
                Node::Start(element) if element.name == "page-layout-properties" => {
                    let color = element.attribute("background-color");
                    let fill = element.attribute("fill").is_some_and(|fill| fill != "none");
                    page_backed |= fill || color.is_some_and(|color| color != "transparent" && !is_white(&color));
                }
                Node::Start(element) if open => {
                    if let Some(last) = written.last_mut() {
                        last.style.take(element);
                    }
                }
                _ => {}
            })?;
        }
        Ok(Self { page_backed, ..Self::resolve(&written) })
    }

    fn resolve(written: &[Written]) -> Self {
        let named =
            |style: &Written| Some(((style.family.clone(), style.name.clone()?), style.style, style.parent.clone()));
        let index: HashMap<(String, String), (Style, Option<String>)> =
            written.iter().filter_map(named).map(|(key, style, parent)| (key, (style, parent))).collect();
        let mut styles = Self::default();
        for style in written.iter().filter(|style| style.name.is_none()) {
            styles.defaults.insert(style.family.clone(), style.style);
        }
        for ((family, name), (style, parent)) in &index {
            let mut all = *style;
            let mut parent = parent.clone();
            for _ in 0..CHAIN {
                let Some((next, above)) = parent.and_then(|name| index.get(&(family.clone(), name))) else { break };
                all = all.over(*next);
                parent = above.clone();
            }
            styles.by_name.insert((family.clone(), name.clone()), all);
        }
        styles
    }

    /// What a style says; for a paragraph, what holds by default included.
    pub(super) fn get(&self, family: &str, name: Option<&str>) -> Style {
        let style = name.and_then(|name| self.by_name.get(&(family.to_owned(), name.to_owned())));
        let defaults = self.defaults.get(family).copied().filter(|_| family == "paragraph");
        style.copied().unwrap_or_default().over(defaults.unwrap_or_default())
    }
}

impl Written {
    fn new(element: &Element<'_>) -> Self {
        let value = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        let name = value("name").filter(|_| element.name == "style");
        let is_heading = |name: &str| name == "Title" || name.starts_with("Heading");
        let level = value("default-outline-level").is_some_and(|level| !level.is_empty());
        let heading = (level || name.as_deref().is_some_and(is_heading)).then_some(true);
        Self {
            family: value("family").unwrap_or_default(),
            name,
            parent: value("parent-style-name"),
            style: Style { heading, ..Style::default() },
        }
    }
}

/// A length in points; `None` for one that is relative or no length.
fn points(length: &str) -> Option<f32> {
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
    let number: f32 = length[..end].parse().ok().filter(|number: &f32| number.is_finite())?;
    Some(match &length[end..] {
        "pt" => number,
        "in" => number * 72.0,
        "cm" => number * 28.35,
        "mm" => number * 2.835,
        "pc" => number * 12.0,
        "px" => number * 0.75,
        _ => return None,
    })
}

/// White, or so near to it that it is not seen on white paper.
fn is_white(color: &str) -> bool {
    color.strip_prefix('#').is_some_and(|digits| {
        u32::from_str_radix(digits, 16)
            .is_ok_and(|rgb| digits.len() == 6 && [16, 8, 0].iter().all(|shift| rgb >> shift & 0xff >= 0xfa))
    })
}
