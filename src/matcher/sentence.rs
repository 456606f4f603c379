//! Sentences and list items of folded text.

use std::ops::Range;

/// Abbreviations after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g", "i.e", "etc", "vs", "inc", "ltd", "approx", "no", "dr", "mr", "ms", "st", "jr", "sr"];

/// What separates the items of a list, apart from words.
pub const SEPARATORS: [char; 16] = [',', ';', '/', '|', '•', '·', '●', '▪', '◦', '(', ')', ':', '\n', '–', '—', '+'];

/// Splits folded text into sentences: at line ends that are no wraps, at bullets, and at full stops.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'\n' => Some(at),
            b'.' | b'!' | b'?' if bytes.get(at + 1).is_none_or(|b| *b == b' ' || *b == b'\n') => {
                (!is_abbreviation(&text[start..at])).then_some(at + 1)
            }
            0xe2 if text[at..].starts_with(['•', '●', '▪', '◦']) => Some(at),
            _ => None,
        };
        match end {
            Some(end) => {
                if end > start {
                    sentences.push(start..end);
                }
                let step = if end == at && bytes[at] == 0xe2 { 3 } else { 1 };
                start = end.max(at + step).min(bytes.len());
                at = start;
            }
            None => at += 1,
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or(before);
    ABBREVIATIONS.contains(&word) || word.len() == 1 && before.len() > 1 && word != "r" && word != "c"
}

/// The item of a list around a folded range: between separators, or the words "and" and "or", within the sentence.
pub fn item(text: &str, sentence: &Range<usize>, inside: &Range<usize>) -> Range<usize> {
    let before = &text[sentence.start..inside.start];
    let after = &text[inside.end..sentence.end];
    let mut start = before.rfind(SEPARATORS).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    for word in [" and ", " or ", " & ", " - ", "- ", "* ", " as well as ", " and/or "] {
        if let Some(at) = before.rfind(word) {
            start = start.max(at + word.len());
        }
    }
    for word in ["and ", "or "] {
        if before[start..].trim_start().starts_with(word) {
            start += before[start..].len() - before[start..].trim_start().len() + word.len();
        }
    }
    let mut end = after.find(SEPARATORS).unwrap_or(after.len());
    for word in [" and ", " or ", " & ", "- ", " as well as ", " and/or ", ". "] {
        if let Some(at) = after.find(word) {
            end = end.min(at);
        }
    }
    sentence.start + start..inside.end + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_but_not_at_abbreviations() {
        let text = "used tools, e.g. spark. wrote sql (2 years). • go\nrust";
        let found: Vec<&str> = split(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["used tools, e.g. spark.", "wrote sql (2 years).", "go", "rust"]);
    }

    #[test]
    fn items_stand_between_separators() {
        let text = "languages: python, r and go (2 years)";
        let sentence = 0..text.len();
        let at = text.find(" r ").unwrap_or(0) + 1;
        assert_eq!(text[item(text, &sentence, &(at..at + 1))].trim(), "r");
        let go = text.find("go").unwrap_or(0);
        assert_eq!(text[item(text, &sentence, &(go..go + 2))].trim(), "go");
    }
}
