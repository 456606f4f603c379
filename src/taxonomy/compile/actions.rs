//! What is done to what, as patterns over folded sentences: "validated the incoming data", "the data was validated".

use regex_syntax::escape;

use crate::taxonomy::language::ActionWords;

/// A word between an act and its object, or around the verb of a passive. Which words may not stand there is asked when a
/// match is at hand: a pattern that knew them all would be a hundred times larger.
const WORD: &str = "[a-z0-9](,?[a-z0-9'.%/-])*";
/// The most words between an act and its object ("of the incoming customer"), and on each side of "was".
const BETWEEN: usize = 4;
const BESIDE: usize = 1;

/// A pattern for each order of words.
pub(super) fn patterns(acts: &[String], objects: &[String], words: &ActionWords) -> Vec<String> {
    let (acts, objects) = (any(acts), any(objects));
    let mut patterns = vec![format!(r"\b{acts}( {WORD}){{0,{BETWEEN}}}? {objects}s?\b")];
    if !words.passive.is_empty() {
        let passive = any(&words.passive);
        patterns.push(format!(r"\b{objects}s?( {WORD}){{0,{BESIDE}}} {passive}( {WORD}){{0,{BESIDE}}} {acts}\b"));
    }
    patterns
}

/// Any of some words, the longest first: of "data sources" not the data alone.
fn any(words: &[String]) -> String {
    let mut words: Vec<String> = words.iter().map(|word| escape(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    format!("({})", words.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_found() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
        let words = ActionWords { passive: owned(&["was", "were"]), ..ActionWords::default() };
        let patterns = patterns(&owned(&["cleaned", "cleaning"]), &owned(&["record"]), &words);
        let finds =
            |text: &str| patterns.iter().any(|pattern| regex::Regex::new(pattern).expect("a pattern").is_match(text));
        for text in [
            "cleaned the raw records",
            "cleaning of old records",
            "records of 2019 were cleaned",
            "each record was then cleaned",
        ] {
            assert_eq!(finds(text), !text.contains("of 2019"), "{text}");
        }
        for text in ["cleaned the stage, and the records", "recorded while cleaning", "records and rooms she cleaned"] {
            assert!(!finds(text), "{text}");
        }
    }
}
