//! What control words do: they stand for characters, say how text is set, end something, or open a group of its own.

use encoding_rs::WINDOWS_1252;

use crate::extract::office::field::LONGEST;
use crate::extract::office::flow::ParagraphLook;
use crate::extract::office::rtf::tables::code_page;
use crate::extract::office::rtf::tokens::{Token, Tokens};

use super::{Destination, Reader, State};

impl Reader<'_> {
    /// Control words that stand for characters.
    pub(super) fn character(&mut self, word: &str, number: Option<i32>) -> bool {
        let text = match word {
            "u" => {
                self.unicode(number.unwrap_or(0));
                return true;
            }
            "tab" => "\t",
            "emdash" => "—",
            "endash" => "–",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => return false,
        };
        self.literal(text);
        true
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        // Numbers over 32,767 are written as negative ones.
        let unit = number as u16;
        let units: Vec<u16> = self.surrogate.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
        } else {
            self.text(&String::from_utf16_lossy(&units));
        }
        self.skip = self.state.fallback;
    }

    /// Control words that say how text or a paragraph is set.
    pub(super) fn look(&mut self, word: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "b" => self.state.bold = on,
            "fs" => self.state.size = value as f32 / 2.0,
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "cf" => self.state.white = self.tables.is_white(value),
            "f" => self.state.script = self.tables.fonts.get(&value).copied().unwrap_or(self.tables.default),
            "uc" => self.state.fallback = usize::try_from(value).unwrap_or(1).min(8),
            "ansicpg" => {
                self.tables.default = code_page(value);
                self.state.script = self.tables.default;
            }
            "mac" => {
                self.tables.default = code_page(10_000);
                self.state.script = self.tables.default;
            }
            "plain" => {
                let State { destination, fallback, deleted, .. } = self.state;
                self.state = State { destination, fallback, deleted, ..Self::fresh(&self.tables) };
            }
            "pard" => {
                self.paragraph = ParagraphLook::default();
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "ls" => self.paragraph.item = value > 0,
            "s" => self.paragraph.heading = self.tables.headings.contains(&value),
            "outlinelevel" => self.paragraph.heading = value < 9,
            "sb" => self.paragraph.before = value as f32 / 20.0,
            "sa" => self.paragraph.after = value as f32 / 20.0,
            _ => return false,
        }
        if self.paragraph.heading {
            self.paragraph.item = false;
        }
        true
    }

    /// Control words that end something.
    pub(super) fn structure(&mut self, word: &str) {
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" => {
                self.begin();
                self.flow.line_break();
            }
            "cell" | "nestcell" => {
                self.in_table = true;
                self.end_paragraph();
                self.flow.start_cell();
            }
            "row" | "nestrow" => {
                self.end_open();
                self.flow.end_row();
                self.row_open = false;
            }
            _ => {}
        }
    }
}

/// What a group is that begins with a control word; `None` for one that only sets something.
pub(super) fn destination(word: &str, at: usize, optional: bool) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "colortbl" => Destination::Colors,
        "stylesheet" => Destination::Styles,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Margin(at)
        }
        "shptxt" | "footnote" => Destination::Beside,
        "fldinst" => Destination::Instruction(at),
        "info" | "pict" | "object" | "listtext" | "pntext" | "nonshppict" | "shprslt" | "bkmkstart" | "bkmkend"
        | "annotation" | "atnid" | "atnauthor" | "xe" | "tc" | "themedata" | "sp" | "do" | "filetbl" | "revtbl"
        | "rxe" | "txe" | "private" | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" => Destination::LeftOut,
        // These hold text boxes.
        "shpinst" | "shp" => return None,
        _ if optional => Destination::LeftOut,
        _ => return None,
    })
}

/// The text of an instruction: what is escaped in it is written out.
pub(super) fn instruction(bytes: &[u8]) -> String {
    let mut text = String::new();
    // Bytes behind a number of a character that stand for it in programs that know no Unicode.
    let mut skip = 0;
    for token in (Tokens { bytes, at: 0 }) {
        if text.len() > LONGEST {
            break;
        }
        match token {
            Token::Byte(_) if skip > 0 => skip -= 1,
            // Addresses are plain text; letters beyond it are those of Western Europe in programs that write them so.
            Token::Byte(byte) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0),
            Token::Symbol(symbol @ (b'\\' | b'{' | b'}')) => text.push(char::from(symbol)),
            Token::Word("u", Some(number)) => {
                let unit = u32::try_from(number).unwrap_or(number.rem_euclid(0x1_0000) as u32);
                text.extend(char::from_u32(unit));
                skip = 1;
            }
            Token::Open | Token::Close | Token::Symbol(_) | Token::Word(..) => {}
        }
    }
    text
}
