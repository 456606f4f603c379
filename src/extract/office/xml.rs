//! A walk over the elements of an XML text, without recursion and without a tree.
//!
//! Names are given without their prefix. Only the five predefined entities and numeric references are resolved; a text
//! that defines entities of its own is refused, and nothing outside of it is ever looked up.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting of elements. Word processors stay under a hundred.
pub(super) const DEPTH: usize = 1000;

/// Something met on the way.
pub(super) enum Node<'n> {
    /// The start of an element. An empty element has one, too.
    Start(&'n Element<'n>),
    /// The end of an element.
    End(&'n str),
    /// Text between tags; one text may come in several pieces.
    Text(&'n str),
}

/// The start of an element.
pub(super) struct Element<'n> {
    tag: &'n BytesStart<'n>,
    /// Its name without prefix.
    pub(super) name: &'n str,
}

impl Element<'_> {
    /// The value of the attribute with this name, its prefix left out.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.tag.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }
}

/// Why a walk ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is no well-formed XML.
    Malformed,
    /// It defines entities.
    Entities,
    /// It nests deeper than [`DEPTH`].
    TooDeep,
}

/// Visits every element and text of an XML document in order.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), Broken> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_usize;
    let mut seen = false;
    loop {
        match reader.read_event().map_err(|_| Broken::Malformed)? {
            Event::Start(tag) => {
                depth += 1;
                seen = true;
                if depth > DEPTH {
                    return Err(Broken::TooDeep);
                }
                visit(Node::Start(&Element { tag: &tag, name: tag.local_name().as_ref() }));
            }
            Event::Empty(tag) => {
                seen = true;
                let name = tag.local_name();
                visit(Node::Start(&Element { tag: &tag, name: name.as_ref() }));
                visit(Node::End(name.as_ref()));
            }
            Event::End(tag) => {
                depth -= 1;
                visit(Node::End(tag.local_name().as_ref()));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let resolved = match &*reference {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().map_err(|_| Broken::Malformed)?,
                };
                if let Some(resolved) = resolved {
                    visit(Node::Text(resolved.encode_utf8(&mut [0; 4])));
                }
            }
            Event::DocType(declaration) if declaration.contains("<!ENTITY") => return Err(Broken::Entities),
            Event::Eof if depth == 0 && seen => return Ok(()),
            Event::Eof => return Err(Broken::Malformed),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str) -> Result<String, Broken> {
        let mut out = String::new();
        walk(xml, |node| match node {
            Node::Start(element) => {
                out += &format!("<{} {}>", element.name, element.attribute("val").unwrap_or_default());
            }
            Node::End(name) => out += &format!("</{name}>"),
            Node::Text(text) => out += text,
        })?;
        Ok(out)
    }

    #[test]
    fn elements_attributes_and_references_are_met() {
        let xml = "<?xml version='1.0'?><w:p xmlns:w='u'><w:b w:val='a &amp; b'/>R&amp;D &#8211; <![CDATA[<C>]]></w:p>";
        assert_eq!(shown(xml).as_deref(), Ok("<p ><b a & b></b>R&D – <C></p>"));
    }

    #[test]
    fn own_entities_are_refused_and_others_are_nothing() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>";
        assert_eq!(shown(bomb), Err(Broken::Entities));
        assert_eq!(shown("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x>a&b;c</x>").as_deref(), Ok("<x >ac</x>"));
    }

    #[test]
    fn depth_has_a_limit_and_half_a_document_is_none() {
        assert_eq!(shown(&format!("{}{}", "<a>".repeat(DEPTH), "</a>".repeat(DEPTH))).map(|_| ()), Ok(()));
        assert_eq!(shown(&"<a>".repeat(DEPTH + 1)), Err(Broken::TooDeep));
        assert_eq!(shown("<a><b></b>"), Err(Broken::Malformed));
        assert_eq!(shown("<a></b>"), Err(Broken::Malformed));
        assert_eq!(shown(""), Err(Broken::Malformed));
    }
}
