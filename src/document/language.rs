//! Which language a text is written in, as far as it matters here: the known one or not.

use std::borrow::Cow;

use crate::normalize::fold_name;
use crate::taxonomy::Language;

/// Share of function words, in hundredths of all words, from which prose is in the language. English prose has about
/// 40; a resume of lists and bullets about 10; other languages under 3.
const SHARE: usize = 4;
/// Texts with fewer words are not judged.
const ENOUGH: usize = 60;
/// Function words of other languages that tell it of a text of any length: names have one or two ("van der Meer").
const FOREIGN: usize = 4;

/// The BCP 47 tag of a text, `und` when it cannot be told.
pub(super) fn tag<'l>(text: &str, language: &'l Language) -> &'l str {
    let words = words(text);
    if words.len() < ENOUGH {
        return "und";
    }
    let known = among(&words, &language.function_words);
    if known * 100 >= words.len() * SHARE { &language.language } else { "und" }
}

/// Whether a text, however short, is in another language: it has that one's function words, and more of them than of the
/// known one's.
pub(super) fn is_foreign(text: &str, language: &Language) -> bool {
    let words = words(text);
    let foreign = among(&words, &language.foreign_words);
    foreign >= FOREIGN && foreign * 100 >= words.len() * SHARE && foreign > among(&words, &language.function_words)
}

/// The first words of a text.
fn words(text: &str) -> Vec<Cow<'_, str>> {
    text.split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .take(3_000)
        .map(folded)
        .collect()
}

/// How many of some words are in a sorted list.
fn among(words: &[Cow<'_, str>], list: &[String]) -> usize {
    words.iter().filter(|word| list.binary_search_by(|known| known.as_str().cmp(word)).is_ok()).count()
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
