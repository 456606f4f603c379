//! What styles do to whether text is seen: the `style` attribute, and rules of the page's own style sheets whose selectors
//! name an element, a class or an id. What depends on more than that is not evaluated, and then nothing is said of it.

use crate::document::Hiding;

/// Rules of one page that are looked at.
const MOST_RULES: usize = 2_000;
/// Difference of colour channels, 0 to 255, up to which two colours look the same.
const SAME_COLOR: u8 = 12;
/// Smallest font that can be read, in CSS pixels: 1.5 points.
const UNREADABLE: f64 = 2.0;
/// From here on a negative offset is off the screen, in CSS pixels.
const OFF_SCREEN: f64 = -500.0;

/// A colour; `None` where it is not known, as of a gradient.
type Color = Option<[u8; 3]>;

/// What was declared for an element.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Declared {
    /// What hides it.
    hides: Option<Hiding>,
    /// It is shown after all.
    shows: bool,
    color: Option<Color>,
    background: Option<Color>,
    /// Taken out of the flow, so that an offset puts it anywhere.
    absolute: bool,
    off_screen: bool,
    no_width: bool,
    no_height: bool,
    clips: bool,
}

/// The colours in which the text of an element is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colors {
    text: Color,
    behind: Color,
}

impl Default for Colors {
    fn default() -> Self {
        Self { text: Some([0; 3]), behind: Some([255; 3]) }
    }
}

impl Colors {
    /// Those of an element inside of another.
    pub(super) fn inside(self, declared: &Declared) -> Self {
        Self { text: declared.color.unwrap_or(self.text), behind: declared.background.unwrap_or(self.behind) }
    }

    /// Whether text cannot be told from what lies behind.
    pub(super) fn hide(self) -> bool {
        let (Some(text), Some(behind)) = (self.text, self.behind) else { return false };
        text.iter().zip(behind).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR)
    }
}

impl Declared {
    /// What a list of declarations says.
    pub(super) fn of(style: &str) -> Self {
        let mut declared = Self::default();
        for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim();
            declared.take(property.trim().to_ascii_lowercase().as_str(), value);
        }
        declared
    }

    fn take(&mut self, property: &str, value: &str) {
        match property {
            "display" => self.set(value == "none", Hiding::Marked),
            "visibility" => self.set(matches!(value, "hidden" | "collapse"), Hiding::Marked),
            "opacity" => self.set(pixels(value).is_some_and(|opacity| opacity <= 0.02), Hiding::Transparent),
            "font-size" => {
                self.set(pixels(value).is_some_and(|size| size < UNREADABLE && is_length(value)), Hiding::Tiny)
            }
            "color" => self.color = Some(color(value)),
            "background" | "background-color" => {
                self.background = match color(value) {
                    None if matches!(value, "none" | "transparent" | "inherit" | "initial") => self.background,
                    found => Some(found),
                };
            }
            "background-image" if value != "none" => self.background = Some(None),
            "position" => self.absolute = matches!(value, "absolute" | "fixed"),
            "left" | "top" | "right" | "text-indent" | "margin-left" => {
                let far = pixels(value).is_some_and(|offset| offset <= OFF_SCREEN);
                self.off_screen |= far;
                self.absolute |= far && matches!(property, "text-indent" | "margin-left");
            }
            "width" | "max-width" => self.no_width = pixels(value) == Some(0.0),
            "height" | "max-height" => self.no_height = pixels(value) == Some(0.0),
            "overflow" => self.clips = matches!(value, "hidden" | "clip"),
            _ => {}
        }
    }

    fn set(&mut self, hides: bool, how: Hiding) {
        if hides {
            self.hides = Some(how);
        } else if self.hides == Some(how) {
            self.hides = None;
            self.shows = true;
        }
    }

    /// The same with what a stronger rule says on top.
    fn under(&mut self, stronger: &Self) {
        if stronger.hides.is_some() || stronger.shows {
            self.hides = stronger.hides;
        }
        self.color = stronger.color.or(self.color);
        self.background = stronger.background.or(self.background);
        self.absolute |= stronger.absolute;
        self.off_screen |= stronger.off_screen;
        self.no_width |= stronger.no_width;
        self.no_height |= stronger.no_height;
        self.clips |= stronger.clips;
    }

    /// What hides the element and everything in it.
    pub(super) fn hides(&self) -> Option<Hiding> {
        self.hides.or_else(|| {
            if self.absolute && self.off_screen {
                Some(Hiding::OffPage)
            } else {
                (self.clips && (self.no_width || self.no_height)).then_some(Hiding::Clipped)
            }
        })
    }
}

/// A length or a number; percentages and relative lengths as they stand.
fn pixels(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(value.len());
    let number: f64 = value[..end].parse().ok()?;
    Some(if value[end..].starts_with("pt") { number * 4.0 / 3.0 } else { number })
}

/// Whether a length says how long it is by itself: 1em is not small.
fn is_length(value: &str) -> bool {
    value.ends_with("px") || value.ends_with("pt") || pixels(value) == Some(0.0)
}

/// A colour by name or number; `None` for any other value.
fn color(value: &str) -> Color {
    match value {
        "white" => return Some([255; 3]),
        "black" => return Some([0; 3]),
        _ => {}
    }
    if let Some(digits) = value.strip_prefix('#') {
        let digit = |at: usize| digits.get(at..=at).and_then(|digit| u8::from_str_radix(digit, 16).ok());
        return match digits.len() {
            3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 => Some([digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?]),
            _ => None,
        };
    }
    let parts = value.strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut parts = parts.split(',').map(|part| part.trim().parse::<u8>().ok());
    match (parts.next()?, parts.next()?, parts.next()?, parts.next()) {
        (Some(r), Some(g), Some(b), None) => Some([r, g, b]),
        _ => None,
    }
}

/// The rules of a page's own style sheets.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    /// Backgrounds or colours may come from rules that are not understood.
    uncertain: bool,
}

/// A rule of which the selector is understood.
#[derive(Debug)]
struct Rule {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    declared: Declared,
}

impl Rule {
    fn strength(&self) -> (bool, usize, bool) {
        (self.id.is_some(), self.classes.len(), self.tag.is_some())
    }
}

impl Sheet {
    /// Takes in a style sheet.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let selector = rest[..open].rsplit(';').next().unwrap_or_default().trim();
            self.uncertain |= rest[..open].contains("@import");
            let body = &rest[open + 1..];
            if selector.starts_with('@') {
                // What holds on paper or on small screens only; a background in it may hold here.
                let end = balanced(body);
                self.uncertain |= sets_colors(&body[..end]);
                rest = body.get(end + 1..).unwrap_or_default();
                continue;
            }
            let end = body.find('}').unwrap_or(body.len());
            for one in selector.split(',') {
                self.rule(one.trim(), &body[..end]);
            }
            rest = body.get(end + 1..).unwrap_or_default();
        }
        self.rules.sort_by_key(Rule::strength);
    }

    /// Something else sets styles: a style sheet that is not in the page.
    pub(super) fn is_not_all(&mut self) {
        self.uncertain = true;
    }

    fn rule(&mut self, selector: &str, body: &str) {
        let simple = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
        if self.rules.len() >= MOST_RULES || selector.is_empty() || !selector.chars().all(simple) {
            self.uncertain |= sets_colors(body);
            return;
        }
        let mut rule = Rule { tag: None, id: None, classes: Vec::new(), declared: Declared::of(body) };
        let mut rest = selector;
        while !rest.is_empty() {
            let (kind, name) = if rest.starts_with(['.', '#']) { rest.split_at(1) } else { ("", rest) };
            let end = name.find(['.', '#']).unwrap_or(name.len());
            match kind {
                "." => rule.classes.push(name[..end].to_owned()),
                "#" => rule.id = Some(name[..end].to_owned()),
                _ => rule.tag = Some(name[..end].to_ascii_lowercase()),
            }
            rest = &name[end..];
        }
        if rule.declared != Declared::default() {
            self.rules.push(rule);
        }
    }

    /// What the rules and its own attribute declare for an element.
    pub(super) fn declared(
        &self,
        tag: &[u8],
        id: Option<&str>,
        classes: Option<&str>,
        style: Option<&str>,
    ) -> Declared {
        let mut declared = Declared::default();
        let has = |class: &String| classes.is_some_and(|own| own.split_ascii_whitespace().any(|own| own == class));
        for rule in &self.rules {
            let fits = rule.tag.as_ref().is_none_or(|name| name.as_bytes() == tag)
                && rule.id.as_deref().is_none_or(|name| id == Some(name))
                && rule.classes.iter().all(has);
            if fits {
                declared.under(&rule.declared);
            }
        }
        if let Some(style) = style {
            declared.under(&Declared::of(style));
        }
        declared
    }

    /// Whether what colours do to text can be told.
    pub(super) fn knows_colors(&self) -> bool {
        !self.uncertain
    }
}

fn sets_colors(body: &str) -> bool {
    body.contains("background") || body.contains("color")
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Where the block that is open at the start ends.
fn balanced(body: &str) -> usize {
    let mut depth = 1usize;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(style: &str) -> Option<Hiding> {
        Declared::of(style).hides()
    }

    #[test]
    fn declarations_that_hide() {
        assert_eq!(how("display: none"), Some(Hiding::Marked));
        assert_eq!(how("VISIBILITY:hidden !important"), Some(Hiding::Marked));
        assert_eq!(how("opacity: 0.0"), Some(Hiding::Transparent));
        assert_eq!(how("font-size:1px"), Some(Hiding::Tiny));
        assert_eq!(how("position:absolute;left:-9999px"), Some(Hiding::OffPage));
        assert_eq!(how("text-indent:-999em"), Some(Hiding::OffPage));
        assert_eq!(how("height:0;overflow:hidden"), Some(Hiding::Clipped));
        for honest in [
            "display:block",
            "font-size:1em",
            "font-size:0.9rem",
            "left:-5px;position:absolute",
            "width:0",
            "opacity:.8",
        ] {
            assert_eq!(how(honest), None, "{honest}");
        }
    }

    #[test]
    fn rules_are_found_by_tag_class_and_id_the_stronger_over_the_weaker() {
        let mut sheet = Sheet::default();
        sheet.add("p.gone, #x { display:none } /* .a{} */ .gone.open{display:block} @media print{.b{display:none}} ul li{display:none}");
        let of = |tag: &str, id, classes| sheet.declared(tag.as_bytes(), id, classes, None).hides();
        assert_eq!(of("p", None, Some("big gone")), Some(Hiding::Marked));
        assert_eq!(of("div", Some("x"), None), Some(Hiding::Marked));
        assert_eq!((of("div", None, Some("gone")), of("li", None, None), of("b", None, Some("b"))), (None, None, None));
        assert!(sheet.knows_colors());
        sheet.add("nav a { color: white }");
        assert!(!sheet.knows_colors());
    }

    #[test]
    fn colours_are_inherited_and_compared() {
        let white = Declared::of("color:#fff");
        assert!(Colors::default().inside(&white).hide());
        assert!(!Colors::default().inside(&Declared::of("background:#123;color:white")).hide());
        assert!(
            !Colors::default().inside(&Declared::of("background:linear-gradient(red, blue)")).inside(&white).hide()
        );
        assert!(Colors::default().inside(&Declared::of("background:rgb(1, 2, 3)")).hide());
    }
}
