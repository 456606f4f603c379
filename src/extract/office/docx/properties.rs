//! Properties of runs and paragraphs, as styles and the text itself state them.

use crate::document::Hiding;
use crate::extract::office::xml::Element;

/// Points of a size below which nobody reads a text.
const UNREADABLE: f32 = 2.0;

/// What is stated; `None` where nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Properties {
    pub(super) bold: Option<bool>,
    pub(super) size: Option<f32>,
    pub(super) vanish: Option<bool>,
    pub(super) white: Option<bool>,
    /// Something that is not white lies behind the text.
    pub(super) shaded: Option<bool>,
    pub(super) heading: Option<bool>,
    pub(super) item: Option<bool>,
    pub(super) before: Option<f32>,
    pub(super) after: Option<f32>,
}

impl Properties {
    /// These, and where they say nothing the others.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            size: self.size.or(other.size),
            vanish: self.vanish.or(other.vanish),
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
            heading: self.heading.or(other.heading),
            item: self.item.or(other.item),
            before: self.before.or(other.before),
            after: self.after.or(other.after),
        }
    }

    /// Takes in a child of `rPr`.
    pub(super) fn of_run(&mut self, element: &Element<'_>) {
        match element.name {
            "b" => self.bold = Some(is_on(element)),
            "sz" => self.size = number(element, "val").map(|half_points| half_points / 2.0),
            "vanish" => self.vanish = Some(is_on(element)),
            "color" => self.white = element.attribute("val").map(|value| is_white(&value)),
            "highlight" => self.shaded = element.attribute("val").map(|value| !matches!(&*value, "none" | "white")),
            "shd" => self.shaded = Some(is_shaded(element)),
            _ => {}
        }
    }

    /// Takes in a child of `pPr` or of its `numPr`.
    pub(super) fn of_paragraph(&mut self, element: &Element<'_>) {
        match element.name {
            // List number 0 takes a paragraph out of the list of its style.
            "numId" => self.item = element.attribute("val").map(|value| value != "0"),
            "outlineLvl" => self.heading = number(element, "val").map(|level| level < 9.0),
            "spacing" => {
                let points = |name: &str| number(element, name).map(|twentieths| twentieths / 20.0);
                self.before = points("before").or(self.before);
                self.after = points("after").or(self.after);
            }
            "shd" => self.shaded = Some(is_shaded(element)),
            _ => {}
        }
    }

    /// Why a reader does not see the text. `backed` says that something may lie behind it.
    pub(super) fn hides(&self, backed: bool) -> Option<Hiding> {
        let white = self.white == Some(true) && self.shaded != Some(true) && !backed;
        if self.vanish == Some(true) {
            Some(Hiding::Marked)
        } else if white {
            Some(Hiding::Background)
        } else {
            self.size.is_some_and(|size| size < UNREADABLE).then_some(Hiding::Tiny)
        }
    }
}

/// Whether an on-off property is on: it is when it stands there without a value.
fn is_on(element: &Element<'_>) -> bool {
    !element.attribute("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
}

fn number(element: &Element<'_>, name: &str) -> Option<f32> {
    element.attribute(name)?.parse().ok().filter(|number: &f32| number.is_finite())
}

/// White, or so near to it that it is not seen on white paper.
fn is_white(color: &str) -> bool {
    u32::from_str_radix(color, 16)
        .is_ok_and(|rgb| color.len() == 6 && [16, 8, 0].iter().all(|shift| rgb >> shift & 0xff >= 0xfa))
}

/// Whether a shading puts a colour behind the text.
pub(super) fn is_shaded(element: &Element<'_>) -> bool {
    let fill = element.attribute("fill").is_some_and(|fill| fill != "auto" && !is_white(&fill));
    let pattern = element.attribute("val").is_some_and(|value| !matches!(&*value, "clear" | "nil"));
    fill || pattern || element.attribute("themeFill").is_some_and(|fill| fill != "background1")
}
