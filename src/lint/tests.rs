//! Every rule on both sides: what it finds, and what it does not accuse.

use super::*;
use crate::builtin;
use crate::document::{Columns, DocumentKind, Icons, Locator, PlacedPicture, Warning};
use crate::extract::{ReadOptions, read};

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), &ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() }).expect("a text")
}

fn found(reading: Reading) -> Vec<Finding> {
    found_with(reading, None)
}

fn found_with(reading: Reading, second: Option<&Result<Reading, ReadError>>) -> Vec<Finding> {
    let language = &builtin::taxonomy().language;
    let document = Document::new(reading, DocumentKind::Resume, language);
    let advice = [
        Advice { code: "no-numbers".into(), advised_by: vec![("000".into(), "Next".into())] },
        Advice { code: "no-ownership".into(), advised_by: vec![("000".into(), "Next".into())] },
    ];
    lint(&Subject { document: &document, second, advice: &advice, language }, &RuleSettings::default())
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

/// The findings of one rule.
fn of<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.code == code).collect()
}

/// An ordinary resume: nothing to say about it.
const PLAIN: &str = "\
Ada Example
Berlin, Germany | +49 30 555 0100 | ada@example.com

SUMMARY
Engineer with seven years of services that have to be right, and of the people who run them every day.

EXPERIENCE

Backend Engineer, Spree Tickets    June 2021 – present
- Own the booking service in Go and PostgreSQL, 900 requests per second on sale days.
- Cut the median time to find a fault from two hours to fifteen minutes.
- Moved the secrets of nine services into a vault, without any downtime.
- Kept the recommendation model behind a rate limit and a fallback list.

Developer, Havel Pay    02/2018 – 05/2021
- Wrote services for card settlement that moved 3 million payments a month.
- Tested each of them against the sandbox of the bank, every night.

EDUCATION
BSc Computer Science, Example University, 2014 – 2018

SKILLS
Go, Python, PostgreSQL, Kafka, Docker, Kubernetes
";

#[test]
fn an_ordinary_resume_has_nothing() {
    assert_eq!(found(reading(PLAIN)), []);
}

#[test]
fn what_the_reader_warned_of_is_told_with_the_remedy_of_the_rule() {
    let mut reading = reading(PLAIN);
    reading.warnings = vec![
        Warning {
            code: "hidden-text".into(),
            message: "12 words that a browser does not show were left out".into(),
            locator: Some(Locator::Page(2)),
            words: vec!["Kubernetes".into()],
        },
        Warning { code: "something-else".into(), message: "no finding".into(), ..Warning::default() },
    ];
    let findings = found(reading);
    assert_eq!(codes(&findings), ["hidden-text"]);
    assert_eq!(findings[0].severity, Severity::Error);
    assert_eq!((findings[0].locator.clone(), findings[0].words.len()), (Some(Locator::Page(2)), 1));
    assert!(fails(&findings));
}

#[test]
fn the_worst_comes_first() {
    let mut reading = reading(&PLAIN.replace("SKILLS", "S K I L L S"));
    reading.more.survey.columns = vec![Columns { page: 1, left: vec!["a".into(); 3], right: vec!["b".into(); 3] }];
    reading.warnings = vec![Warning { code: "hidden-text".into(), message: "1 word".into(), ..Warning::default() }];
    assert_eq!(codes(&found(reading)), ["hidden-text", "letter-spaced", "columns"]);
}

#[test]
fn characters_that_nobody_can_name_are_shown_in_their_words() {
    let findings = found(reading(&PLAIN.replace("Kafka", "Ka\u{fffd}ka, \u{fffd}QL")));
    assert_eq!(codes(&findings), ["unmapped-glyphs"]);
    assert_eq!(findings[0].words, ["Ka\u{fffd}ka,", "\u{fffd}QL,"]);
    assert!(findings[0].message.starts_with("2 characters"));
}

#[test]
fn icons_beside_words_are_advice_and_a_rating_of_icons_is_a_warning() {
    let beside = found(reading(&PLAIN.replace("+49", "\u{f095} +49")));
    assert_eq!((codes(&beside), beside[0].severity), (vec!["icons"], Severity::Advice));
    let rating = found(reading(&PLAIN.replace("Go, Python", "Go \u{f005}\u{f005}\u{f005}\u{f005}\nPython")));
    assert_eq!((codes(&rating), rating[0].severity), (vec!["icons"], Severity::Warning));
    let mut pdf = reading(PLAIN);
    pdf.more.survey.icons = vec![Icons { page: 2, beside: 4, alone: 0 }];
    let pdf = found(pdf);
    assert_eq!((codes(&pdf), pdf[0].locator.clone()), (vec!["icons"], Some(Locator::Page(2))));
}

#[test]
fn spaced_letters_are_told_where_another_reader_falls_for_them() {
    let second = Ok(reading(&PLAIN.replace("EXPERIENCE", "E X P E R I E N C E").replace("SKILLS", "S K I L L S")));
    let findings = found_with(reading(PLAIN), Some(&second));
    let spaced = of(&findings, "letter-spaced");
    assert_eq!(spaced[0].words, ["EXPERIENCE", "SKILLS"]);
    let same = Ok(reading(PLAIN));
    assert_eq!(found_with(reading(PLAIN), Some(&same)), []);
}

#[test]
fn columns_are_advice_until_the_file_mixes_them() {
    let left: Vec<String> = ["Go, Python", "PostgreSQL", "Kafka", "Docker", "Terraform"].map(String::from).into();
    let right: Vec<String> = ["Own the booking", "Cut the median", "Moved the secrets", "Kept the model", "Wrote it"]
        .map(String::from)
        .into();
    let mut columns = reading(PLAIN);
    columns.more.survey.columns = vec![Columns { page: 1, left: left.clone(), right: right.clone() }];
    let apart = Ok(reading(&[left.clone(), right.clone()].concat().join("\n")));
    let findings = found_with(columns.clone(), Some(&apart));
    assert_eq!(of(&findings, "columns")[0].severity, Severity::Advice);
    assert_eq!(of(&findings, "columns")[0].words[0], "Go, Python Own the booking");
    let mixed: Vec<String> = left.iter().zip(&right).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    let mixed = Ok(reading(&mixed.join("\n")));
    assert_eq!(of(&found_with(columns, Some(&mixed)), "columns")[0].severity, Severity::Warning);
}

#[test]
fn a_table_is_told_and_dates_at_the_margin_are_not() {
    let mut reading = reading("Ada\nSkills\nLanguages    Python\nCloud    AWS\nTools    Docker\n");
    reading.format = crate::document::Format::Pdf;
    assert_eq!(of(&found(reading.clone()), "tables").len(), 1);
    reading.format = crate::document::Format::Text;
    assert_eq!(of(&found(reading), "tables").len(), 0);
    let mut dates = self::reading("Ada\nWork\nOne    2019\nTwo    2020 – 2021\nThree    May 2022\n");
    dates.format = crate::document::Format::Pdf;
    assert_eq!(of(&found(dates), "tables").len(), 0);
}

#[test]
fn a_large_picture_is_told_and_a_portrait_or_background_is_not() {
    let with = |share: u8, under_text: bool| {
        let mut reading = reading(PLAIN);
        reading.more.survey.pictures = vec![PlacedPicture { page: 1, share, under_text }];
        let findings = found(reading);
        of(&findings, "text-in-picture").first().map(|finding| finding.severity)
    };
    assert_eq!(with(40, false), Some(Severity::Warning));
    assert_eq!(with(12, false), Some(Severity::Advice));
    assert_eq!(with(4, false), None);
    assert_eq!(with(100, true), None);
}

#[test]
fn contact_data_in_the_header_is_told_when_it_stands_nowhere_else() {
    let body = PLAIN.replace("Berlin, Germany | +49 30 555 0100 | ada@example.com\n", "");
    let mut reading = reading(&format!("{body}\n+49 30 555 0100 | ada@example.com\n"));
    reading.more.survey.margin = Some(body.len());
    let findings = found(reading.clone());
    assert_eq!(codes(&findings), ["contact-in-header"]);
    assert!(findings[0].message.contains("address and the telephone number") && !findings[0].message.contains("ada@"));
    let both = self::reading(&format!("{PLAIN}\n+49 30 555 0100 | ada@example.com\n"));
    let margin = Some(PLAIN.len());
    let both = Reading {
        more: crate::document::More {
            survey: crate::document::Survey { margin, ..Default::default() },
            ..Default::default()
        },
        ..both
    };
    assert_eq!(found(both), []);
}

#[test]
fn a_heading_that_is_not_known_is_told_and_a_firm_is_not() {
    let unusual = found(reading(&PLAIN.replace("EDUCATION\n", "WHERE IT ALL BEGAN\n\n")));
    assert_eq!((codes(&unusual), unusual[0].severity), (vec!["unusual-heading"], Severity::Warning));
    assert_eq!(unusual[0].words, ["WHERE IT ALL BEGAN"]);
    // What stands under it has no period: less is lost.
    let friends = found(reading(&format!("{PLAIN}\nTHEY KNOW ME\nGrace Example, Spree Tickets\n")));
    assert_eq!((codes(&friends), friends[0].severity), (vec!["unusual-heading"], Severity::Advice));
    let firms = PLAIN.replace("Backend Engineer, Spree Tickets", "SPREE TICKETS\nBackend Engineer");
    assert_eq!(found(reading(&firms)), []);
    let none: String = PLAIN.lines().filter(|line| line.chars().any(char::is_lowercase)).collect::<Vec<_>>().join("\n");
    let long = format!("{none}\n{}", "and much more of it, told in a sentence like this one. ".repeat(6));
    assert!(codes(&found(reading(&long))).contains(&"no-headings"));
}

#[test]
fn dates_that_cannot_be_read_are_told() {
    let findings = found(reading(&PLAIN.replace("02/2018 – 05/2021", "02/2018 – 15/2021")));
    assert_eq!(of(&findings, "unread-date")[0].words, ["15/2021"]);
    let without = PLAIN.replace("    June 2021 – present", "").replace("    02/2018 – 05/2021", "");
    assert_eq!(codes(&found(reading(&without))), ["no-dates"]);
}

#[test]
fn long_and_empty_files_are_told() {
    assert_eq!(codes(&found(reading("Ada\nPython\n"))), ["little-text"]);
    let mut long = reading(PLAIN);
    long.pages = Some(5);
    assert!(codes(&found(long)).contains(&"long-file"));
    let mut two = reading(PLAIN);
    two.pages = Some(2);
    assert_eq!(found(two), []);
}

#[test]
fn work_without_numbers_or_ownership_gets_the_advice_of_the_documents() {
    let vague = PLAIN
        .replace(", 900 requests per second on sale days", "")
        .replace("Own the", "Helped with the")
        .replace("from two hours to fifteen minutes", "")
        .replace("of nine services ", "")
        .replace(" that moved 3 million payments a month", "")
        .replace("Kept", "Saw");
    let findings = found(reading(&vague));
    assert_eq!(codes(&findings), ["no-numbers", "no-ownership"]);
    assert!(findings[0].remedy.ends_with("(advised by 000 \"Next\")."), "{}", findings[0].remedy);
    // Without a document that advises it there is nothing to say.
    let language = &builtin::taxonomy().language;
    let document = Document::new(reading(&vague), DocumentKind::Resume, language);
    let subject = Subject { document: &document, second: None, advice: &[], language };
    assert_eq!(lint(&subject, &RuleSettings::default()), []);
}

#[test]
fn the_words_that_another_reader_loses_are_shown() {
    let second = Ok(reading(&PLAIN.replace("Kubernetes", "").replace("vault", "")));
    let findings = found_with(reading(PLAIN), Some(&second));
    assert_eq!((codes(&findings), findings[0].severity), (vec!["lost-words"], Severity::Advice));
    assert_eq!(findings[0].words, ["vault", "Kubernetes"]);
    let half = Ok(reading(&PLAIN[..PLAIN.len() / 2]));
    assert_eq!(found_with(reading(PLAIN), Some(&half))[0].severity, Severity::Warning);
    let failed = Err(ReadError::Panicked);
    assert!(found_with(reading(PLAIN), Some(&failed))[0].message.contains("cannot read the file"));
}

#[test]
fn a_file_without_text_is_an_error_of_its_own() {
    let settings = RuleSettings::default();
    let findings = without_text(&ReadError::NoText { pages: 2 }, &settings).expect("no text");
    assert_eq!(codes(&findings), ["no-text"]);
    assert!(fails(&findings));
    assert_eq!(without_text(&ReadError::DamagedPdf, &settings), None);
}

#[test]
fn every_rule_that_a_step_names_is_known() {
    let steps = &builtin::taxonomy().steps;
    let named: Vec<&String> = steps.iter().flat_map(|step| &step.lint).collect();
    assert!(!named.is_empty());
    assert!(named.iter().all(|code| RULES.iter().any(|rule| rule.code == **code)), "{named:?}");
}

/// The findings in a file of the fixtures, as the program looks at it.
fn in_file(path: &str) -> Vec<Finding> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
    let extension = file.extension().map(|extension| extension.to_string_lossy().into_owned());
    let options = ReadOptions { extension, survey: true, ..ReadOptions::default() };
    let reading = read(&bytes, &options).unwrap_or_else(|error| panic!("{path}: {error}"));
    let second = (reading.format == crate::document::Format::Pdf).then(|| {
        read(&bytes, &ReadOptions { pdf_reader: crate::extract::PdfReader::PdfExtract, ..ReadOptions::default() })
    });
    let language = &builtin::taxonomy().language;
    let document = Document::new(reading, DocumentKind::Resume, language);
    lint(&Subject { document: &document, second: second.as_ref(), advice: &[], language }, &RuleSettings::default())
}

/// What weighs more than advice.
fn heavy(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|finding| finding.severity > Severity::Advice).map(|finding| finding.code).collect()
}

#[test]
fn each_fixture_has_what_it_was_made_for() {
    for (file, expected) in [
        ("mixed-columns.pdf", vec!["columns"]),
        ("picture.pdf", vec!["little-text", "text-in-picture"]),
        ("icons.pdf", vec!["icons"]),
        ("unmapped.pdf", vec!["unmapped-glyphs"]),
        ("contact-header.docx", vec!["contact-in-header"]),
        ("contact-header.odt", vec!["contact-in-header"]),
        ("contact-header.rtf", vec!["contact-in-header"]),
    ] {
        assert_eq!(heavy(&in_file(&format!("lint/{file}"))), expected, "{file}");
    }
    for name in ["hidden.docx", "hidden.odt", "hidden.rtf", "hidden.fodt"] {
        let findings = in_file(&format!("hidden/{name}"));
        let words: Vec<&str> =
            of(&findings, "hidden-text").iter().flat_map(|finding| &finding.words).map(String::as_str).collect();
        assert!(words.contains(&"Kubernetes") && words.contains(&"Scala"), "{name}: {words:?}");
    }
}

#[test]
fn what_only_looks_odd_is_not_accused() {
    for file in
        ["plain.pdf", "portrait.pdf", "scan-with-text.pdf", "contact-body.docx", "contact-body.odt", "contact-body.rtf"]
    {
        assert_eq!(in_file(&format!("lint/{file}")), [], "{file}");
    }
}

/// The resumes of the fixtures: letters that are spaced in two of them, and a heading that no list has in a third.
#[test]
fn ordinary_resumes_have_no_warning_without_a_reason() {
    for (name, expected) in [
        ("backend-engineer", vec!["letter-spaced"]),
        ("career-changer", vec![]),
        ("data-analyst", vec!["letter-spaced"]),
        ("data-engineer", vec![]),
        ("data-scientist", vec![]),
        ("junior-ml-engineer", vec![]),
        ("mid-ml-engineer", vec![]),
        ("ml-research-scientist", vec!["unusual-heading"]),
        ("new-grad", vec![]),
        ("registered-nurse", vec![]),
        ("senior-ml-engineer", vec![]),
        ("staff-ml-platform-engineer", vec![]),
    ] {
        let findings = in_file(&format!("resumes/{name}/resume.pdf"));
        assert_eq!(heavy(&findings), expected, "{name}: {findings:#?}");
    }
}

#[test]
fn every_rule_has_its_place_in_the_manual() {
    let manual = include_str!("../../docs/lint.md");
    let described: Vec<&str> =
        manual.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    assert_eq!(described.len(), RULES.len());
    for rule in RULES {
        assert!(described.contains(&rule.code), "{} is not described", rule.code);
    }
}

#[test]
fn what_nobody_filled_in_is_told_line_by_line() {
    let text = PLAIN.replace("from two hours to fifteen minutes", "from [before] to [after]");
    let text = text.replace("Ada Example", "Your Name").replace("900 requests", "XX% of all requests");
    let findings = found(reading(&text));
    let blanks = of(&findings, "placeholder");
    let words: Vec<Vec<&str>> =
        blanks.iter().map(|finding| finding.words.iter().map(String::as_str).collect()).collect();
    assert_eq!(words, [vec!["Your Name"], vec!["XX"], vec!["[before]", "[after]"]]);
    assert_eq!(blanks[2].locator, Some(Locator::Line(11)));
    assert!(blanks.iter().all(|finding| finding.severity == Severity::Warning));
    assert!(!blanks[0].message.contains("Your Name"));
}

#[test]
fn brackets_that_hold_something_are_no_blanks() {
    let text =
        PLAIN.replace("without any downtime", "without any downtime [1], see [link] and [code](https://a.example)");
    let text = text
        .replace("Developer, Havel Pay", "Developer [part-time], Havel Pay")
        .replace("Go, Python", "Go [C++], Python");
    assert_eq!(of(&found(reading(&text)), "placeholder").len(), 0);
}
