//! Styles of a `.docx`: what each says of runs and paragraphs, what it is based on included.

use std::collections::HashMap;

use crate::extract::office::walk_optional;
use crate::extract::office::xml::{Broken, Element, Node};

use super::properties::{Properties, is_shaded};

/// Most styles that one may be based on, one upon the other.
const CHAIN: usize = 16;
/// Size in points where the document says none.
const USUAL_SIZE: f32 = 10.0;

/// All styles, by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Properties>,
    /// What holds where no style says otherwise.
    defaults: Properties,
    /// The style of paragraphs that name none.
    paragraph: Properties,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    id: String,
    based_on: Option<String>,
    properties: Properties,
    is_default_paragraph: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, Broken> {
        let mut written: Vec<Written> = Vec::new();
        let mut defaults = Properties { size: Some(USUAL_SIZE), ..Properties::default() };
        let (mut in_style, mut in_defaults) = (false, false);
        walk_optional(xml, |node| match node {
            Node::Start(element) if element.name == "style" => {
                in_style = true;
                written.push(Written::new(element));
            }
            Node::End("style") => in_style = false,
            Node::Start(element) if element.name == "docDefaults" => in_defaults = true,
            Node::End("docDefaults") => in_defaults = false,
            Node::Start(element) if in_style => {
                if let Some(style) = written.last_mut() {
                    style.take(element);
                }
            }
            Node::Start(element) if in_defaults => {
                defaults.of_run(element);
                defaults.of_paragraph(element);
            }
            _ => {}
        })?;
        Ok(Self::resolve(&written, defaults))
    }

    fn resolve(written: &[Written], defaults: Properties) -> Self {
        let index: HashMap<&str, &Written> = written.iter().map(|style| (style.id.as_str(), style)).collect();
        let mut styles = Self { defaults, paragraph: defaults, ..Self::default() };
        for style in written {
            let mut properties = style.properties;
            let mut base = style.based_on.as_deref();
            for _ in 0..CHAIN {
                let Some(next) = base.and_then(|id| index.get(id)) else { break };
                properties = properties.over(next.properties);
                base = next.based_on.as_deref();
            }
            if style.is_default_paragraph {
                styles.paragraph = properties.over(defaults);
            }
            styles.by_id.insert(style.id.clone(), properties);
        }
        styles
    }

    /// What holds for a paragraph of a style.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Properties {
        match id.and_then(|id| self.by_id.get(id)) {
            Some(style) => style.over(self.defaults),
            None => self.paragraph,
        }
    }

    /// What a style of characters or tables says.
    pub(super) fn other(&self, id: &str) -> Properties {
        self.by_id.get(id).copied().unwrap_or_default()
    }
}

impl Written {
    fn new(element: &Element<'_>) -> Self {
        let is = |name: &str, value: &str| element.attribute(name).is_some_and(|found| found == value);
        Self {
            id: element.attribute("styleId").unwrap_or_default().into_owned(),
            is_default_paragraph: is("type", "paragraph") && (is("default", "1") || is("default", "true")),
            ..Self::default()
        }
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "name" => {
                let name = element.attribute("val").unwrap_or_default().to_ascii_lowercase();
                if name == "title" || name.strip_prefix("heading ").is_some_and(|level| level.parse::<u8>().is_ok()) {
                    self.properties.heading = Some(true);
                }
            }
            "basedOn" => self.based_on = element.attribute("val").map(std::borrow::Cow::into_owned),
            // A style of tables shades some of its rows: any of its cells may be shaded.
            "shd" => self.properties.shaded = Some(self.properties.shaded == Some(true) || is_shaded(element)),
            _ => {
                self.properties.of_run(element);
                self.properties.of_paragraph(element);
            }
        }
    }
}
