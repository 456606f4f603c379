//! Words of a file that nobody sees who looks at it.

use serde::{Deserialize, Serialize};

use super::Locator;

/// Words that are in a file and that nobody sees who looks at it. They are in no text and are no evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// The words in reading order; of very many only the first ones.
    pub words: Vec<String>,
    /// How many words there are, those that are not kept included.
    pub count: usize,
    /// Where they stand, if the format has places.
    pub locator: Option<Locator>,
    /// What hides them.
    pub how: Hiding,
}

/// What hides words from the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hiding {
    /// The format says so: hidden text of a word processor, `display: none`.
    Marked,
    /// Drawn without ink (render mode 3 of a PDF).
    Invisible,
    /// Drawn with an opacity of nothing.
    Transparent,
    /// In the colour of what lies behind.
    Background,
    /// Smaller than anyone can read.
    Tiny,
    /// Outside of the page.
    OffPage,
    /// Outside of the part of the page in which it may be drawn.
    Clipped,
    /// Something opaque is drawn over it.
    Covered,
}

impl Hiding {
    /// A kebab-case word, stable.
    pub fn name(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Invisible => "invisible",
            Self::Transparent => "transparent",
            Self::Background => "background",
            Self::Tiny => "tiny",
            Self::OffPage => "off-page",
            Self::Clipped => "clipped",
            Self::Covered => "covered",
        }
    }

    /// What is the matter with the words, to follow "words that are".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Marked => "marked as hidden",
            Self::Invisible => "drawn without ink",
            Self::Transparent => "fully transparent",
            Self::Background => "in the colour of what lies behind them",
            Self::Tiny => "too small to read",
            Self::OffPage => "outside of the page",
            Self::Clipped => "cut off by a clip",
            Self::Covered => "covered by something drawn over them",
        }
    }
}
