//! Annotations of GitHub: workflow commands, one to a line, that show a finding beside the line that it is about.
//!
//! The form is that of "Workflow commands for GitHub Actions": properties and message are escaped, each in its own way,
//! so that nothing in a document or a path can end a command or begin another.

use super::plain;
use crate::document::Locator;
use crate::finding::{FileFindings, Finding, Severity};

/// One command for each finding that is not silenced. Only places that are lines get a line; a page stands in the text.
pub fn findings(files: &[FileFindings]) -> String {
    let mut out = String::new();
    for file in files {
        for finding in file.findings.iter().filter(|finding| finding.silenced.is_none()) {
            out.push_str(&annotation(&file.path, finding));
        }
    }
    out
}

fn annotation(path: &str, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let (line, place) = match &finding.locator {
        Some(Locator::Line(line)) => (format!(",line={line}"), String::new()),
        Some(other) => (String::new(), format!("{other}: ")),
        None => (String::new(), String::new()),
    };
    let message = format!("{}{}\n{}", place, plain(&finding.message), plain(&finding.remedy));
    format!(
        "::{level} file={}{line},title={}::{}\n",
        property(path),
        property(&format!("gapcheck {}", finding.code)),
        data(message.trim_end())
    )
}

/// Text after the `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::document::Locator;
    use crate::finding::{FileFindings, Finding, Severity, Silenced};

    fn finding(locator: Option<Locator>, silenced: Option<Silenced>) -> Finding {
        Finding {
            code: "coverage",
            severity: Severity::Error,
            message: "52.1 % is under 60 %\n::error::not a command".to_string(),
            remedy: "See `gapcheck`, 100%.".to_string(),
            locator,
            words: Vec::new(),
            silenced,
        }
    }

    fn shown(path: &str, finding: Finding) -> String {
        findings(&[FileFindings { path: path.to_string(), findings: vec![finding] }])
    }

    #[test]
    fn nothing_ends_a_command_or_begins_another() {
        let text = shown("a,b:c%\n.tex", finding(Some(Locator::Line(7)), None));
        assert_eq!(text.lines().count(), 1);
        assert_eq!(
            text,
            "::error file=a%2Cb%3Ac%25%0A.tex,line=7,title=gapcheck coverage::52.1 %25 is under 60 %25 \
             ::error::not a command%0ASee `gapcheck`, 100%25.\n"
        );
    }

    #[test]
    fn a_page_is_no_line_and_what_is_silenced_is_not_shown() {
        let text = shown("cv.pdf", finding(Some(Locator::Page(2)), None));
        assert!(text.starts_with("::error file=cv.pdf,title=gapcheck coverage::page 2: 52.1"), "{text}");
        assert_eq!(shown("cv.pdf", finding(None, Some(Silenced { reason: "known".to_string(), in_source: true }))), "");
    }
}
