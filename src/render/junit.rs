//! JUnit XML, the form in which CI servers take results: a suite for each file, a case for each finding.
//!
//! What would fail a command is a failure; what is silenced is skipped, with the reason; everything else passes and
//! says what it found. A file without findings is one case that passes.

use quick_xml::escape::escape;

use super::plain;
use crate::finding::{FileFindings, Finding, Severity};

/// The findings of some files, under the name of what looked for them (`gapcheck check`).
pub fn findings(title: &str, files: &[FileFindings]) -> String {
    let suites: Vec<Suite> = files.iter().map(Suite::new).collect();
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
        xml(title),
        sum(|suite| suite.cases),
        sum(|suite| suite.failures),
        sum(|suite| suite.skipped)
    ));
    suites.iter().for_each(|suite| out.push_str(&suite.text));
    out.push_str("</testsuites>\n");
    out
}

/// The results of one file.
struct Suite {
    cases: usize,
    failures: usize,
    skipped: usize,
    text: String,
}

impl Suite {
    fn new(file: &FileFindings) -> Self {
        let path = xml(&file.path);
        let cases = file.findings.len().max(1);
        let count = |of: fn(&&Finding) -> bool| file.findings.iter().filter(of).count();
        let failures = count(|finding| finding.silenced.is_none() && finding.severity == Severity::Error);
        let skipped = count(|finding| finding.silenced.is_some());
        let mut text = format!(
            "  <testsuite name=\"{path}\" tests=\"{cases}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n"
        );
        if file.findings.is_empty() {
            text.push_str(&format!("    <testcase classname=\"{path}\" name=\"nothing found\" file=\"{path}\"/>\n"));
        }
        file.findings.iter().for_each(|finding| text.push_str(&case(&path, finding)));
        text.push_str("  </testsuite>\n");
        Self { cases, failures, skipped, text }
    }
}

fn case(path: &str, finding: &Finding) -> String {
    let message = xml(&finding.message);
    let line = match &finding.locator {
        Some(crate::document::Locator::Line(line)) => format!(" line=\"{line}\""),
        _ => String::new(),
    };
    let place = finding.locator.as_ref().map(|place| format!("{}: ", xml(&place.to_string()))).unwrap_or_default();
    let remedy = xml(&finding.remedy);
    let result = match (&finding.silenced, finding.severity) {
        (Some(silenced), _) => format!("<skipped message=\"{}\"/>", xml(&silenced.reason)),
        (None, Severity::Error) => {
            let code = finding.code;
            format!("<failure type=\"{code}\" message=\"{message}\">{path}: {place}{message}\n{remedy}</failure>")
        }
        (None, severity) => format!("<system-out>{}: {place}{message}\n{remedy}</system-out>", severity.as_str()),
    };
    format!(
        "    <testcase classname=\"{path}\" name=\"{}: {message}\" file=\"{path}\"{line}>\n      {result}\n    </testcase>\n",
        finding.code
    )
}

/// Text for elements and attributes: escaped, and without the characters that XML does not have.
pub(super) fn xml(text: &str) -> String {
    let known = |c: char| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c };
    escape(plain(text).chars().map(known).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::findings;
    use crate::document::Locator;
    use crate::finding::{FileFindings, Finding, Severity, Silenced};

    fn finding(severity: Severity, silenced: Option<&str>) -> Finding {
        Finding {
            code: "weak-skill",
            severity,
            message: "\"Go\" & <C++> are \u{0}\u{ffff}weak]]>".to_string(),
            remedy: "Show 'them'.".to_string(),
            locator: Some(Locator::Line(3)),
            words: Vec::new(),
            silenced: silenced.map(|reason| Silenced { reason: reason.to_string(), in_source: false }),
        }
    }

    #[test]
    fn it_is_xml_whatever_the_words_and_the_counts_are_right() {
        let files = [
            FileFindings {
                path: "a<b>&\"c\".tex".to_string(),
                findings: vec![
                    finding(Severity::Error, None),
                    finding(Severity::Error, Some("<known>")),
                    finding(Severity::Advice, None),
                ],
            },
            FileFindings { path: "clean.md".to_string(), findings: Vec::new() },
        ];
        let text = findings("gapcheck check", &files);
        assert!(
            text.contains("name=\"gapcheck check\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\""),
            "{text}"
        );
        assert_eq!(text, findings("gapcheck check", &files));
        let mut reader = Reader::from_str(&text);
        let (mut depth, mut names) = (0_i32, Vec::new());
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(element) => {
                    names.push(element.name().as_ref().to_string());
                    for attribute in element.attributes() {
                        let value = attribute.expect("an attribute").value;
                        quick_xml::escape::unescape(&value).expect("known entities");
                    }
                    depth += 1;
                }
                Event::Empty(element) => names.push(element.name().as_ref().to_string()),
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        let count = |name: &str| names.iter().filter(|one| *one == name).count();
        assert_eq!(
            [count("testsuite"), count("testcase"), count("failure"), count("skipped"), count("system-out")],
            [2, 4, 1, 1, 1]
        );
    }
}
