//! What must hold for any text.

mod common;

use std::collections::BTreeSet;

use common::{RESUMES, taxonomy};
use gapcheck::normalize::{Folded, HyphenBreak, fold};
use proptest::prelude::*;

/// Pieces that folding treats in a way of their own, among letters that it does not.
fn piece() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "-",
        "-\n",
        "-\r\n  ",
        "\u{ad}",
        "\u{ad}\n",
        "\u{a0}",
        "\u{202f}",
        "\u{2009}",
        "\u{200b}",
        "\u{feff}",
        "\u{2011}",
        "–",
        "—",
        "_",
        "/",
        " / ",
        "&",
        " & ",
        "&amp;",
        "\\#",
        "\\",
        "'",
        "’",
        "“",
        "\u{301}",
        "\u{327}",
        "\u{fe0f}",
        "ﬁ",
        "ﬂ",
        "ﬃ",
        "ﬄ",
        "ß",
        "İ",
        "Ǆ",
        "Å",
        "é",
        "e\u{301}",
        "½",
        "①",
        "㎏",
        "Ａ",
        "日本",
        "한",
        "🙂",
        "\u{1d5a0}",
        "\0",
        "P Y T H O N",
        "S Q L",
        "C++",
        "C#",
        ".NET",
        "Node.js",
        "CI/CD",
        "scikit-learn",
        "Kuber-\nnetes",
        "PyTorch",
        "•",
        "\u{2028}",
        "\u{85}",
        "\u{fffd}",
        "\u{e000}",
    ]);
    prop_oneof![
        3 => special.prop_map(str::to_owned),
        2 => "[a-zA-Z0-9]{1,8}",
        1 => "\\PC{1,3}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Sentences such as a resume has, with skills in them.
fn line() -> impl Strategy<Value = String> {
    let names = taxonomy().skills.iter().map(|skill| skill.name.clone()).collect::<Vec<_>>();
    let name = prop::sample::select(names);
    let frame = prop::sample::select(vec![
        "Skills: {}",
        "- {}",
        "Experience",
        "Used {} at Example Ltd",
        "no experience with {}",
        "currently learning {}",
        "EDUCATION",
        "{}, {}",
        "B.Sc. in {}",
        "{}Experience",
        "see example.com/{}",
        "## {}",
        "| {} | {} |",
        "",
    ]);
    (frame, name.clone(), name).prop_map(|(frame, one, two)| frame.replacen("{}", &one, 1).replace("{}", &two))
}

fn check_map(source: &str, folded: &Folded) -> Result<(), TestCaseError> {
    let text = &folded.text;
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut before = 0..0;
    for pair in bounds.windows(2) {
        let original = folded.original(pair[0]..pair[1]);
        prop_assert!(original.start < original.end && original.end <= source.len(), "{original:?} of {source:?}");
        prop_assert!(source.is_char_boundary(original.start) && source.is_char_boundary(original.end));
        prop_assert!(before.start <= original.start && before.end <= original.end, "{before:?}, then {original:?}");
        before = original;
    }
    // A longer range begins where its first character does and ends where its last one does.
    for (at, &start) in bounds.iter().enumerate().step_by(3) {
        for &end in bounds[at + 1..].iter().step_by(5) {
            let original = folded.original(start..end);
            let first = folded.original(start..start + text[start..].chars().next().map_or(1, char::len_utf8));
            let last = folded.original(end - text[..end].chars().next_back().map_or(1, char::len_utf8)..end);
            prop_assert_eq!(original, first.start..last.end);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_folded_range_leads_back(source in text(), join in any::<bool>(), wraps in any::<bool>()) {
        let hyphen_break = if join { HyphenBreak::Join } else { HyphenBreak::Space };
        let folded = fold(&source, hyphen_break, |_| wraps);
        check_map(&source, &folded)?;
    }

    #[test]
    fn no_letter_is_lost(source in "[a-zA-Z0-9 ,;:()\n]{0,80}") {
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let folded = fold(&source, HyphenBreak::Join, |_| true);
        prop_assert_eq!(letters(&folded.text), letters(&source));
        for (at, c) in folded.text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
            let original = &source[folded.original(at..at + 1)];
            prop_assert_eq!(original.to_ascii_lowercase(), c.to_string());
        }
    }

    #[test]
    fn folding_twice_is_folding_once(source in "[a-zA-Zäßéﬁ0-9 ,.&'’/+#\u{a0}\u{ad}-]{0,60}") {
        let once = fold(&source, HyphenBreak::Join, |_| true).text;
        prop_assert_eq!(&fold(&once, HyphenBreak::Join, |_| true).text, &once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn matching_takes_any_text(source in text(), lines in prop::collection::vec(line(), 0..12)) {
        for text in [source.clone(), format!("{}\n{source}", lines.join("\n"))] {
            let Some(document) = common::try_document(&text) else { continue };
            let found = common::matches(&document);
            for mention in &found.mentions {
                prop_assert!(document.text().get(mention.span.clone()).is_some_and(|words| !words.is_empty()));
            }
            let report = common::report(&document);
            prop_assert!(report.coverage.is_some_and(|coverage| coverage <= 1000));
        }
    }

    #[test]
    fn another_skill_never_lowers_coverage(
        name in prop::sample::select(RESUMES.to_vec()),
        skill in 0..u32::try_from(taxonomy().skills.len()).unwrap_or(0),
    ) {
        let source = common::source(name);
        let added = &taxonomy().at(skill).name;
        let before = common::coverage(&common::report_on(&source));
        let after = common::coverage(&common::report_on(&format!("{}\n\nSKILLS\n- {added}\n", source.trim_end())));
        prop_assert!(after >= before, "{name}: {added} lowers {before} to {after}");
    }
}

/// The skills that a text claims.
fn claimed(text: &str) -> BTreeSet<&'static str> {
    common::asserted(&common::document(text))
}

fn same_skills(name: &str, change: &str, changed: &str) -> String {
    let (before, after) = (claimed(&common::source(name)), claimed(changed));
    let lost: Vec<_> = before.difference(&after).collect();
    let won: Vec<_> = after.difference(&before).collect();
    if lost.is_empty() && won.is_empty() {
        String::new()
    } else {
        format!("{name}, {change}: lost {lost:?}, won {won:?}\n")
    }
}

/// The paragraphs of a text at another width. No line ends in a colon that does not in the text: it would be a heading.
fn rewrap(source: &str, width: usize) -> String {
    let mut out = String::new();
    for line in source.lines() {
        let mut column = 0;
        for (number, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if number > 0 && column + 1 + length > width && !out.ends_with(':') {
                out.push_str("\n  ");
                column = 2;
            } else if number > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_width_of_a_column_does_not_matter() {
    let mut differences = String::new();
    for name in RESUMES {
        for width in [64, 84] {
            differences += &same_skills(name, &format!("{width} columns"), &rewrap(&common::source(name), width));
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_width_of_a_column_matters(name in prop::sample::select(RESUMES.to_vec()), width in 56usize..120) {
        let difference = same_skills(name, &format!("{width} columns"), &rewrap(&common::source(name), width));
        prop_assert!(difference.is_empty(), "{difference}");
    }

    #[test]
    fn no_place_of_a_hyphen_matters(
        name in prop::sample::select(RESUMES.to_vec()),
        choices in prop::collection::vec(0usize..1_000, 60),
    ) {
        let difference = same_skills(name, "hyphens", &hyphenated_at(&common::source(name), &choices));
        prop_assert!(difference.is_empty(), "{difference}");
    }
}

/// Breaks one long word of each line somewhere inside, by choice.
fn hyphenated_at(source: &str, choices: &[usize]) -> String {
    let mut out = String::new();
    for (number, line) in source.lines().enumerate() {
        let choice = choices[number % choices.len()];
        let plain = |word: &&str| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let words: Vec<&str> = line.split(' ').skip(3).filter(plain).collect();
        match words.get(choice % words.len().max(1)) {
            Some(word) => {
                let at = 2 + choice % (word.len() - 4);
                out.push_str(&line.replacen(word, &format!("{}-\n{}", &word[..at], &word[at..]), 1));
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// The headings in capitals with a space between each two letters, as some templates set them.
fn letter_spaced(name: &str) -> String {
    let document = common::document(&common::source(name));
    let titles: BTreeSet<&str> = document.sections().iter().map(|section| section.title.as_str()).collect();
    let spaced = |line: &str| {
        let words = line.split(' ').map(|word| {
            let letters: Vec<String> = word.to_uppercase().chars().map(String::from).collect();
            letters.join(" ")
        });
        words.collect::<Vec<_>>().join("   ")
    };
    let source = common::source(name);
    let lines = source.lines().map(|line| {
        let is_title = !line.is_empty() && titles.contains(line) && line.chars().all(|c| c.is_alphabetic() || c == ' ');
        if is_title { spaced(line) } else { line.to_string() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn letter_spaced_headings_do_not_matter() {
    let mut differences = String::new();
    for name in RESUMES {
        let changed = letter_spaced(name);
        assert!(changed != common::source(name), "{name} has no heading to space");
        differences += &same_skills(name, "letter-spaced headings", &changed);
    }
    assert!(differences.is_empty(), "{differences}");
}

/// A text with its spaces and letters set in other ways.
fn reset(source: &str) -> Vec<(&'static str, String)> {
    let all = source.replace("ffi", "ﬃ").replace("ffl", "ﬄ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ");
    let hyphens = source.replace("\n- ", "\n\u{1}").replace('-', "\u{2011}").replace('\u{1}', "- ");
    vec![
        ("no-break spaces", source.replace(' ', "\u{a0}")),
        ("narrow spaces", source.replace(' ', "\u{202f}")),
        ("ligatures", source.replace("fi", "ﬁ").replace("fl", "ﬂ")),
        ("all ligatures", all.replace("st", "ﬆ")),
        ("soft hyphens", source.replace("ti", "t\u{ad}i").replace("er", "e\u{ad}r")),
        ("line endings of Windows", source.replace('\n', "\r\n")),
        ("curly quotes", source.replace('\'', "’")),
        ("no-break hyphens", hyphens),
    ]
}

#[test]
fn how_spaces_and_letters_are_set_does_not_matter() {
    let mut differences = String::new();
    for name in RESUMES {
        for (change, changed) in reset(&common::source(name)) {
            differences += &same_skills(name, change, &changed);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// The postings of the fixtures that kept their line breaks, by name.
fn postings() -> Vec<(String, String)> {
    let folders = std::fs::read_dir(common::root().join("fixtures/postings")).expect("the postings are there");
    let mut folders: Vec<_> = folders.map(|entry| entry.expect("they can be listed").path()).collect();
    folders.sort();
    let name = |folder: &std::path::Path| folder.file_name().expect("a name").to_string_lossy().into_owned();
    let text = |folder: &std::path::Path| std::fs::read_to_string(folder.join("posting.txt")).ok();
    folders.iter().filter_map(|folder| Some((name(folder), text(folder)?))).collect()
}

/// The skills that a posting names or shows, with what it says of each.
fn asked(text: &str) -> BTreeSet<(&'static str, &'static str)> {
    let mentions = common::Asking::of(text).matches.mentions;
    mentions.iter().map(|mention| (taxonomy().at(mention.skill).id.as_str(), mention.polarity.name())).collect()
}

#[test]
fn how_a_posting_is_set_does_not_matter() {
    let mut differences = String::new();
    for (name, source) in postings() {
        let before = asked(&source);
        assert!(!before.is_empty(), "{name} names no skill");
        let changes = reset(&source).into_iter().chain([
            ("hyphenation", hyphenated(&source)),
            ("64 columns", rewrap(&source, 64)),
            ("84 columns", rewrap(&source, 84)),
        ]);
        for (change, changed) in changes {
            let after = asked(&changed);
            let lost: Vec<_> = before.difference(&after).collect();
            let won: Vec<_> = after.difference(&before).collect();
            if !lost.is_empty() || !won.is_empty() {
                differences += &format!("{name}, {change}: lost {lost:?}, won {won:?}\n");
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Breaks long words at a line end, as a typesetter does, in every line of text.
fn hyphenated(source: &str) -> String {
    let mut out = String::new();
    for line in source.lines() {
        let broken = line.split(' ').enumerate().find_map(|(number, word)| {
            let plain = word.len() >= 9 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            (number > 3 && plain).then(|| line.replacen(word, &format!("{}-\n{}", &word[..5], &word[5..]), 1))
        });
        out.push_str(broken.as_deref().unwrap_or(line));
        out.push('\n');
    }
    out
}

#[test]
fn hyphenation_does_not_matter() {
    let differences: String =
        RESUMES.iter().map(|name| same_skills(name, "hyphenation", &hyphenated(&common::source(name)))).collect();
    assert!(differences.is_empty(), "{differences}");
}
