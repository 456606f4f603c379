//! Reads the fixtures in this process: every word is there, every line is where it says, every bad file says why.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use gapcheck::document::{Format, Locator, Reading};
use gapcheck::extract::{Foreign, PdfReader, ReadError, ReadOptions, read};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folders of the fixture resumes.
fn resumes() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(fixtures().join("resumes"))
        .expect("fixtures/resumes")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.join("resume.pdf").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() >= 3);
    folders
}

fn open(path: &Path) -> Result<Reading, ReadError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    read(&std::fs::read(path).expect("fixture"), &ReadOptions { extension, ..ReadOptions::default() })
}

/// Words in lower case (headings may be set in capitals), each with its count.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// Share of the words of a text that a reading has. A word broken over a line end counts joined or in its halves.
fn recall(of: &str, reading: &Reading) -> f64 {
    let (of, split, joined) = (words(of), words(&reading.text), words(&reading.text.replace("-\n", "")));
    let all: usize = of.values().sum();
    let has = |word: &String| *split.get(word).unwrap_or(&0).max(joined.get(word).unwrap_or(&0));
    let found: usize = of.iter().map(|(word, count)| (*count).min(has(word))).sum();
    found as f64 / all as f64
}

/// What is hidden, each word once. Every place of it must have its warning.
fn hidden_words(reading: &Reading) -> HashSet<&str> {
    let warned = reading.warnings.iter().filter(|warning| warning.code == "hidden-text").map(|warning| &warning.words);
    assert!(warned.eq(reading.hidden.iter().map(|hidden| &hidden.words)));
    reading.hidden.iter().flat_map(|hidden| &hidden.words).map(String::as_str).collect()
}

fn check_lines(reading: &Reading, path: &Path) {
    let mut end = 0;
    let mut page = None;
    for line in &reading.lines {
        let text = &reading.text[line.span.clone()];
        assert!(line.span.start >= end, "{}: lines overlap at {:?}", path.display(), line.span);
        assert!(!text.is_empty() && text == text.trim() && !text.contains('\n'), "{}: {text:?}", path.display());
        // Lines of data are put in the order in which people write them.
        let data = matches!(reading.format, Format::JsonResume | Format::RenderCv);
        assert!(data || line.locator >= page || line.locator.is_none(), "{}: places out of order", path.display());
        page = line.locator.clone();
        end = line.span.end;
    }
    let outside: String = reading.text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let inside: String = reading
        .lines
        .iter()
        .flat_map(|line| reading.text[line.span.clone()].chars().filter(|c| !c.is_whitespace()))
        .collect();
    assert_eq!(outside, inside, "{}: text outside of lines", path.display());
    assert!(reading.lines.last().is_some_and(|line| !line.wraps), "{}: the last line wraps", path.display());
    assert_eq!(reading.sha256.len(), 64);
}

#[test]
fn pdf_resumes_have_every_word() {
    for folder in resumes() {
        let path = folder.join("resume.pdf");
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(reading.format, Format::Pdf);
        check_lines(&reading, &path);
        let text = std::fs::read_to_string(folder.join("resume.txt")).expect("resume.txt");
        let recall = recall(&text, &reading);
        assert!(recall >= 0.99, "{}: {recall:.4} of the words", path.display());
        assert_eq!(reading.hidden, [], "{}", path.display());
        assert!(reading.lines.iter().any(|line| line.style.relative_size > 1.1), "{}: no sizes", path.display());
    }
}

#[test]
fn web_pages_have_every_word() {
    let mut seen = 0;
    for folder in resumes() {
        let path = folder.join("resume.html");
        if !path.is_file() {
            continue;
        }
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(reading.format, Format::Html);
        check_lines(&reading, &path);
        let text = std::fs::read_to_string(folder.join("resume.txt")).expect("resume.txt");
        let recall = recall(&text, &reading);
        assert!(recall >= 0.99, "{}: {recall:.4} of the words", path.display());
        seen += 1;
    }
    assert!(seen >= 2);
}

#[test]
fn every_format_has_every_word() {
    let mut seen = 0;
    for entry in std::fs::read_dir(fixtures().join("formats")).expect("fixtures/formats") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        if name.ends_with(".py") {
            continue;
        }
        let resume = name.split('.').next().unwrap_or_default();
        let text = std::fs::read_to_string(fixtures().join("resumes").join(resume).join("resume.txt")).expect(&name);
        let reading = open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        check_lines(&reading, &path);
        let recall = recall(&text, &reading);
        // Data has its dates in a form of its own.
        let least = if matches!(reading.format, Format::JsonResume | Format::RenderCv) { 0.95 } else { 0.99 };
        assert!(recall >= least, "{name}: {recall:.4} of the words");
        seen += 1;
    }
    assert!(seen >= 7);
}

#[test]
fn text_resumes_are_read_byte_for_byte() {
    for folder in resumes() {
        let path = folder.join("resume.txt");
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(reading.text.as_bytes(), std::fs::read(&path).expect("fixture"));
        assert_eq!((reading.format, reading.pages), (Format::Text, None));
        check_lines(&reading, &path);
    }
}

#[test]
fn the_second_reader_can_be_asked_for() {
    let path = resumes().remove(0).join("resume.pdf");
    let options = ReadOptions { pdf_reader: PdfReader::PdfExtract, ..ReadOptions::default() };
    let reading = read(&std::fs::read(&path).expect("fixture"), &options).expect("text");
    check_lines(&reading, &path);
}

#[test]
fn reading_is_deterministic() {
    for folder in resumes() {
        let path = folder.join("resume.pdf");
        assert_eq!(open(&path), open(&path));
    }
}

#[test]
fn bad_files_say_what_is_wrong() {
    let bad = |name: &str| open(&fixtures().join("bad").join(name)).expect_err(name);
    assert_eq!(bad("empty.txt"), ReadError::Empty);
    assert_eq!(bad("damaged.pdf"), ReadError::DamagedPdf);
    for name in ["encrypted.pdf", "encrypted-256.pdf", "encrypted-rc4.pdf"] {
        assert_eq!(bad(name), ReadError::EncryptedPdf, "{name}");
    }
    assert_eq!(bad("no-pages.pdf"), ReadError::NoPages);
    let word = || "Word document (.docx)".to_owned();
    assert_eq!(bad("damaged.docx"), ReadError::Damaged { document: word() });
    assert_eq!(bad("encrypted.docx"), ReadError::Encrypted { document: word() });
    assert_eq!(bad("bomb.docx"), ReadError::TooMuchText { limit: 32 << 20 });
    assert_eq!(bad("entities.fodt"), ReadError::OwnEntities);
    assert_eq!(bad("scan.pdf"), ReadError::NoText { pages: 1 });
    assert_eq!(bad("blank.pdf"), ReadError::NoText { pages: 1 });
    assert_eq!(bad("junk.txt"), ReadError::NotReadable { found: Foreign::Binary });
    assert!(matches!(bad("not-a-pdf.pdf"), ReadError::NotReadable { .. }));
}

#[test]
fn links_are_known_in_every_format_and_are_no_text() {
    let targets = [
        "https://code.example/noorhaddad",
        "https://notes.example/terraform/kubernetes",
        "mailto:noor.haddad@example.com",
    ];
    for suffix in ["pdf", "docx", "odt", "fodt", "rtf", "html"] {
        let path = fixtures().join("links").join(format!("links.{suffix}"));
        let reading = open(&path).unwrap_or_else(|error| panic!("{suffix}: {error}"));
        check_lines(&reading, &path);
        let found: BTreeSet<&str> = reading.more.links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(found, BTreeSet::from(targets), "{suffix}");
        assert!(!reading.text.to_lowercase().contains("terraform"), "{suffix}: {}", reading.text);
        // Each stands where its text stands.
        for link in &reading.more.links {
            let word = if link.target.starts_with("https://notes") { "write-up" } else { "E-mail" };
            let mut lines = reading.lines.iter().filter(|line| reading.text[line.span.clone()].contains(word));
            let near = |place: &Option<Locator>| match (place, &link.locator) {
                // The tag of a link stands in the line before its text.
                (Some(Locator::Line(line)), Some(Locator::Line(at))) => line.abs_diff(*at) <= 2,
                (place, at) => place == at,
            };
            assert!(lines.any(|line| near(&line.locator)), "{suffix}: {link:?}");
        }
    }
}

#[test]
fn hidden_text_is_left_out_and_honest_text_is_not() {
    for (name, gone) in [
        ("hidden", &["Kubernetes", "Helm", "Terraform", "Scala"][..]),
        // White text in a document with a text box is given the benefit of the doubt.
        ("boxes", &["Kubernetes", "Helm", "Terraform"]),
    ] {
        for suffix in ["fodt", "odt", "docx", "rtf"] {
            let path = fixtures().join("hidden").join(format!("{name}.{suffix}"));
            let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            check_lines(&reading, &path);
            assert_eq!(hidden_words(&reading), HashSet::from_iter(gone.iter().copied()), "{}", path.display());
            assert!(gone.iter().all(|word| !reading.text.contains(word)), "{}: {}", path.display(), reading.text);
            let shown = ["Engineer at Northlight\t2020", "Python and SQL", "Part time", "End"];
            assert!(shown.iter().all(|words| reading.text.contains(words)), "{}: {}", path.display(), reading.text);
            assert_eq!(reading.text.contains("Rust, Go") && reading.text.contains("Scala"), name == "boxes");
        }
    }
}

/// Letters and digits in lower case, one space between words; a hyphen at a line end joins.
fn plain(text: &str) -> String {
    let joined = text.replace("-\n", "").to_lowercase();
    joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Share of the lines of a resume, those of six words or more, that stand unbroken in a reading.
fn unbroken(source: &str, reading: &Reading) -> f64 {
    let text = plain(&reading.text).replace(' ', "");
    let lines: Vec<String> = source.lines().map(plain).filter(|line| line.split(' ').count() >= 6).collect();
    let whole = lines.iter().filter(|line| text.contains(&line.replace(' ', ""))).count();
    whole as f64 / lines.len() as f64
}

#[test]
fn templates_of_many_programs_are_read_in_order() {
    let table = std::fs::read_to_string(fixtures().join("pdf/list.tsv")).expect("list.tsv");
    let mut programs = BTreeSet::new();
    for row in table.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        let path = fixtures().join("pdf").join(format!("{}.pdf", row[0]));
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        check_lines(&reading, &path);
        assert_eq!(reading.hidden, [], "{}", path.display());
        let source = std::fs::read_to_string(fixtures().join("resumes").join(row[2]).join("resume.txt")).expect(row[2]);
        let recall = recall(&source, &reading);
        assert!(recall >= 0.99, "{}: {recall:.4} of the words", path.display());
        // Two columns read line by line would break nearly every one of them.
        let unbroken = unbroken(&source, &reading);
        assert!(unbroken >= 0.9, "{}: {unbroken:.3} of the lines are whole in\n{}", path.display(), reading.text);
        let lines: Vec<String> = reading.lines.iter().map(|line| plain(&reading.text[line.span.clone()])).collect();
        let mut from = 0;
        for heading in row[3].split('|').map(plain) {
            // A heading may be broken over the width of its column.
            let starts = |at: &usize| {
                (1..=3).any(|n| lines[*at..].iter().take(n).cloned().collect::<Vec<_>>().join(" ") == heading)
            };
            let at = (from..lines.len()).find(starts);
            from = at.unwrap_or_else(|| panic!("{}: no {heading:?} after line {from}", path.display()));
        }
        programs.insert(row[1].to_owned());
    }
    assert!(programs.len() >= 10, "{programs:?}");
}

#[test]
fn odd_and_damaged_pdfs_are_read_as_others_read_them() {
    let folder = fixtures().join("pdf/odd");
    let table = std::fs::read_to_string(folder.join("expected.tsv")).expect("expected.tsv");
    let own: HashMap<&str, &str> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).expect("fixtures/pdf/odd") {
        let path = entry.expect("entry").path();
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "pdf") || name == "pages-320" {
            continue;
        }
        let reading = open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        check_lines(&reading, &path);
        assert_eq!(reading.hidden, [], "{name}");
        let text = reading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in own.get(name.as_str()).unwrap_or(&"Ada Example|Kubernetes|Terraform").split('|') {
            assert!(text.contains(words), "{name}: no {words:?} in {text:?}");
        }
        seen += 1;
    }
    assert!(seen >= 67, "{seen}");
    let long = std::fs::read(folder.join("pages-320.pdf")).expect("fixture");
    let limit = |max_pages| read(&long, &ReadOptions { max_pages, ..ReadOptions::default() });
    assert_eq!(limit(300), Err(ReadError::TooManyPages { pages: 320, limit: 300 }));
    assert_eq!(limit(320).expect("text").text.matches("Kubernetes").count(), 320);
}

#[test]
fn what_is_not_read_of_a_pdf_is_told() {
    let codes = |bytes: &[u8]| -> Vec<String> {
        let reading = read(bytes, &ReadOptions::default()).expect("text");
        reading.warnings.into_iter().map(|warning| warning.code).collect()
    };
    let odd = |name: &str| std::fs::read(fixtures().join("pdf/odd").join(name)).expect(name);
    assert_eq!(codes(&odd("portfolio.pdf")), ["not-followed"]);
    assert_eq!(codes(&odd("form-of-a-program.pdf")), ["not-followed"]);
    assert_eq!(codes(&odd("form.pdf")), [""; 0]);
    // More letters than any page has.
    let page = |letters: usize| {
        let content = format!("BT /F1 1 Tf 20 800 Td 1 TL {} ET", "(Kubernetes) Tj T* ".repeat(letters / 10));
        format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 -30000 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\
             endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj \
             4 0 obj<</Length {}>>stream\n{content}\nendstream endobj trailer<</Root 1 0 R>>",
            content.len()
        )
    };
    assert_eq!(codes(page(200_000).as_bytes()), [""; 0]);
    assert_eq!(codes(page(200_010).as_bytes()), ["damaged"]);
}

/// What `fixtures/hidden/hidden.tsv` says of a PDF: words by page and kind.
fn expected_hidden(file: &str) -> BTreeMap<(u32, String), BTreeSet<String>> {
    let table = std::fs::read_to_string(fixtures().join("hidden/hidden.tsv")).expect("hidden.tsv");
    let mut expected = BTreeMap::<_, BTreeSet<String>>::new();
    for row in table.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(|row| row[0] == file) {
        let page = row[1].parse().expect("page");
        expected.entry((page, row[2].to_owned())).or_default().extend(row[3].split(' ').map(str::to_owned));
    }
    expected
}

/// The PDFs of `fixtures/hidden` whose names end so.
fn hidden_fixtures(ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(fixtures().join("hidden"))
        .expect("fixtures/hidden")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    paths
}

#[test]
fn everything_hidden_in_a_pdf_is_found_and_is_no_text() {
    let files = hidden_fixtures(".hidden.pdf");
    assert!(files.len() >= 6, "{files:?}");
    for path in files {
        let expected = expected_hidden(&path.file_name().expect("name").to_string_lossy());
        assert!(!expected.is_empty(), "{}", path.display());
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        check_lines(&reading, &path);
        let mut found = BTreeMap::<_, BTreeSet<String>>::new();
        for hidden in &reading.hidden {
            let Some(Locator::Page(page)) = hidden.locator else { panic!("{}: no page", path.display()) };
            found.entry((page, hidden.how.name().to_owned())).or_default().extend(hidden.words.iter().cloned());
        }
        assert_eq!(found, expected, "{}", path.display());
        for word in expected.values().flatten() {
            assert!(!reading.text.contains(word.as_str()), "{}: {word} in {}", path.display(), reading.text);
            assert!(hidden_words(&reading).contains(word.as_str()));
        }
        assert!(reading.text.contains("Python and SQL"), "{}: {}", path.display(), reading.text);
    }
}

#[test]
fn nothing_honest_in_a_pdf_is_accused_or_lost() {
    let on_shapes = ["Kubernetes", "Terraform", "Helm", "Ansible", "Kafka", "Airflow", "Docker", "Jenkins"];
    let files = hidden_fixtures(".honest.pdf");
    assert!(files.len() >= 7, "{files:?}");
    for path in files {
        let reading = open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        check_lines(&reading, &path);
        assert_eq!(reading.hidden, [], "{}", path.display());
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let words: Vec<&str> = match name.as_str() {
            "reportlab.honest.pdf" => {
                vec!["SKILLS AND TOOLS", "KUBERNETES", "Terraform on a dark page", "printed small"]
            }
            "tesseract.honest.pdf" | "under-scan.honest.pdf" => vec!["Python", "scikit-learn", "Education"],
            // The browser draws one word as a picture and another not at all in this program.
            "chromium.honest.pdf" | "weasyprint.honest.pdf" => {
                on_shapes[1..].iter().copied().chain(["Flink at a slant"]).collect()
            }
            _ => on_shapes.to_vec(),
        };
        for word in words {
            assert!(reading.text.contains(word), "{name}: no {word} in {}", reading.text);
        }
    }
}

#[test]
fn limits_hold() {
    let bytes = std::fs::read(resumes().remove(0).join("resume.pdf")).expect("fixture");
    let small = ReadOptions { max_bytes: 100, ..ReadOptions::default() };
    assert_eq!(read(&bytes, &small), Err(ReadError::TooLarge { limit: 100 }));
    let short = ReadOptions { max_pages: 0, ..ReadOptions::default() };
    assert!(matches!(read(&bytes, &short), Err(ReadError::TooManyPages { limit: 0, .. })));
}

#[test]
fn messages_hold_a_remedy_and_nothing_of_the_file() {
    let secret = b"%!PS Ada Secret";
    let message = read(secret, &ReadOptions::default()).expect_err("PostScript").to_string();
    assert!(message.contains("PDF") && message.contains(';') && !message.contains("Secret"));
}
