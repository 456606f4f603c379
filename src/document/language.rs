//! Which language a text is written in, as far as it matters here: the known one or not.

use std::borrow::Cow;

use crate::normalize::fold_name;
use crate::taxonomy::Language;

/// Share of function words, in hundredths of all words, from which prose is in the language. English prose has about
/// 40; a resume of lists and bullets about 10; other languages under 3.
const SHARE: usize = 4;
/// Texts with fewer words are not judged.
const ENOUGH: usize = 60;

/// The BCP 47 tag of a text, `und` when it cannot be told.
pub(super) fn tag<'l>(text: &str, language: &'l Language) -> &'l str {
    let words: Vec<Cow<'_, str>> = text
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .take(3_000)
        .map(folded)
        .collect();
    if words.len() < ENOUGH {
        return "und";
    }
    let known = words
        .iter()
        .filter(|word| language.function_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
        .count();
    if known * 100 >= words.len() * SHARE { &language.language } else { "und" }
}

/// A word without the marks that make it no plain ASCII; most words have none.
fn folded(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        fold_name(word).into()
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_lowercase().into()
    } else {
        word.into()
    }
}
