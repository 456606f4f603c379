//! The instructions of fields, as far as they say where a link leads.

/// Longest instruction that is looked at, in bytes.
pub(super) const LONGEST: usize = 4_000;

/// Where a field leads that is a link to somewhere else: `HYPERLINK "https://example.com" \o "My page"`. Word writes a
/// backslash in an address twice.
pub(super) fn link_target(instruction: &str) -> Option<String> {
    let mut words = Words(instruction);
    if !words.next()?.0.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let mut target = None;
    while let Some((word, quoted)) = words.next() {
        match word.as_str() {
            // A place in the document itself; with an address, one in the document there.
            r"\l" if !quoted => _ = words.next(),
            r"\o" | r"\t" if !quoted => _ = words.next(),
            switch if !quoted && switch.starts_with('\\') => {}
            _ => _ = target.get_or_insert(word),
        }
    }
    target.filter(|target| !target.is_empty())
}

/// The words of an instruction, each with whether it stood in quotation marks.
struct Words<'s>(&'s str);

impl Iterator for Words<'_> {
    type Item = (String, bool);

    fn next(&mut self) -> Option<(String, bool)> {
        let rest = self.0.trim_start();
        let quoted = rest.starts_with(['"', '“', '”']);
        let mut word = String::new();
        let mut chars = rest.char_indices().skip(usize::from(quoted)).peekable();
        // A quotation that does not end is cut off.
        let mut end = (!quoted).then_some(rest.len());
        while let Some((at, c)) = chars.next() {
            match c {
                '"' | '“' | '”' if quoted => {
                    end = Some(at + c.len_utf8());
                    break;
                }
                c if !quoted && (c.is_whitespace() || c == '"') => {
                    end = Some(at);
                    break;
                }
                '\\' if quoted => word.extend(chars.next().map(|(_, c)| c)),
                c => word.push(c),
            }
        }
        self.0 = &rest[end?..];
        (!word.is_empty() || quoted).then_some((word, quoted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_other_fields() {
        let target = |instruction: &str| link_target(instruction).unwrap_or_default();
        assert_eq!(target(r#" HYPERLINK "https://a.example/x" \o "A page" \t "_blank" "#), "https://a.example/x");
        assert_eq!(target(r#"hyperlink \o "a tip" "https://a.example/b\\c\"d""#), r#"https://a.example/b\c"d"#);
        assert_eq!(target(r#"HYPERLINK "https://a.example" \l "part""#), "https://a.example");
        assert_eq!(target("HYPERLINK https://a.example/bare \\h"), "https://a.example/bare");
        for other in [r#"HYPERLINK \l "https://place""#, r#"PAGE "https://b.example""#, "HYPERLINK", "HYPERLINK \"", ""]
        {
            assert_eq!(link_target(other), None, "{other}");
        }
    }
}
