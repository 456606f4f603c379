//! What a reading tells beside its text: how the file is made, the picture of a page, what was recognised in pictures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Locator;

/// What a reading tells beside its text. Empty where the format has nothing of the kind, or nobody asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct More {
    /// How the file is made.
    pub survey: Survey,
    /// The picture of the page that [`crate::extract::ReadOptions::picture_of`] asks for.
    pub picture: Option<Picture>,
    /// Where links lead, in the order of the file: of PDFs, web pages and the documents of word processors. None of it
    /// is in the text, and none is evidence.
    pub links: Vec<Link>,
    /// Byte ranges of text that was recognised in pictures, in order, without overlap.
    pub recognised: Vec<Range<usize>>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address as it stands in the file, without control characters.
    pub target: String,
    /// Where the link stands.
    pub locator: Option<Locator>,
}

/// How a file is made, as far as other readers stumble over it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// Columns of a PDF, when [`crate::extract::ReadOptions::survey`] asks for them.
    pub columns: Vec<Columns>,
    /// Pictures of a PDF that take up room, when [`crate::extract::ReadOptions::survey`] asks for them.
    pub pictures: Vec<PlacedPicture>,
    /// Icons of fonts that have a sign of their own for them, when [`crate::extract::ReadOptions::survey`] asks for them.
    pub icons: Vec<Icons>,
    /// Byte offset from which on the text stands in headers and footers of pages, in the documents of word processors.
    pub margin: Option<usize>,
}

/// Two blocks of a page side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Page, from 1.
    pub page: u32,
    /// Lines of the left one that stand beside the right one, from top to bottom.
    pub left: Vec<String>,
    /// Lines of the right one that stand beside the left one.
    pub right: Vec<String>,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedPicture {
    /// Page, from 1.
    pub page: u32,
    /// How much of the page it covers, in hundredths.
    pub share: u8,
    /// Whether text is set over it: a background, or a scan with a text layer.
    pub under_text: bool,
}

/// Icons of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Icons {
    /// Page, from 1.
    pub page: u32,
    /// In front of words.
    pub beside: u32,
    /// Without words after them: a rating, or a link that only shows its sign.
    pub alone: u32,
}

/// The picture of a page in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Pixels to the inch.
    pub resolution: u32,
    /// A byte a pixel, from 0 for black to 255 for white, row by row from the top.
    #[serde(with = "bytes")]
    pub pixels: Vec<u8>,
}

impl Picture {
    /// The picture as a portable graymap (`P5`), which every reader of pictures knows.
    pub fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }
}

/// Bytes as one piece instead of a list of numbers.
mod bytes {
    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
