//! The tables at the head of an RTF: encodings of fonts, colours, names of styles.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// What text in a font is written in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Script {
    Encoding(&'static Encoding),
    /// A font of signs: each character is one, mostly a bullet.
    Symbols,
}

/// What the head says.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) fonts: HashMap<i32, Script>,
    /// Red, green and blue of each colour.
    pub(super) colors: Vec<[u8; 3]>,
    /// Styles that are headings.
    pub(super) headings: Vec<i32>,
    pub(super) default: Script,
    /// The font or style that is being described.
    current: i32,
    name: String,
    color: [u8; 3],
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            fonts: HashMap::new(),
            colors: Vec::new(),
            headings: Vec::new(),
            default: Script::Encoding(WINDOWS_1252),
            current: 0,
            name: String::new(),
            color: [0; 3],
        }
    }
}

impl Tables {
    /// A control word of the table of fonts.
    pub(super) fn font(&mut self, word: &str, number: i32) {
        match word {
            "f" => self.current = number,
            "fcharset" => {
                let script = charset(number).unwrap_or(self.default);
                self.fonts.insert(self.current, script);
            }
            _ => {}
        }
    }

    /// A control word of the table of colours.
    pub(super) fn color(&mut self, word: &str, number: i32) {
        let part = ["red", "green", "blue"].iter().position(|name| *name == word);
        if let Some(part) = part {
            self.color[part] = u8::try_from(number).unwrap_or(u8::MAX);
        }
    }

    /// The end of a colour.
    pub(super) fn end_color(&mut self) {
        self.colors.push(std::mem::take(&mut self.color));
    }

    /// A control word of the table of styles.
    pub(super) fn style(&mut self, word: &str, number: i32) {
        if word == "s" {
            self.current = number;
            self.name.clear();
        }
    }

    /// A character of a style's name, up to the semicolon.
    pub(super) fn style_name(&mut self, c: char) {
        if c != ';' {
            return self.name.push(c);
        }
        let name = std::mem::take(&mut self.name).trim().to_ascii_lowercase();
        if name == "title" || name.starts_with("heading") {
            self.headings.push(self.current);
        }
    }

    /// Whether a colour is white, or so near to it that it is not seen on white paper. The first one is "automatic".
    pub(super) fn is_white(&self, index: i32) -> bool {
        let color = usize::try_from(index).ok().filter(|&index| index > 0).and_then(|index| self.colors.get(index));
        color.is_some_and(|color| color.iter().all(|&part| part >= 0xfa))
    }
}

/// What a character set of Windows is written in.
fn charset(number: i32) -> Option<Script> {
    Some(match number {
        2 => Script::Symbols,
        128 => Script::Encoding(SHIFT_JIS),
        129 | 130 => Script::Encoding(EUC_KR),
        134 => Script::Encoding(GBK),
        136 => Script::Encoding(BIG5),
        161 => Script::Encoding(WINDOWS_1253),
        162 => Script::Encoding(WINDOWS_1254),
        163 => Script::Encoding(WINDOWS_1258),
        177 => Script::Encoding(WINDOWS_1255),
        178..=180 => Script::Encoding(WINDOWS_1256),
        186 => Script::Encoding(WINDOWS_1257),
        204 => Script::Encoding(WINDOWS_1251),
        222 => Script::Encoding(WINDOWS_874),
        238 => Script::Encoding(WINDOWS_1250),
        _ => return None,
    })
}

/// What a code page of Windows is written in.
pub(super) fn code_page(number: i32) -> Script {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Script::Encoding(Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252))
}
