//! HTML: a page of its own that needs nothing from anywhere: no script, no picture, no font. A policy in the page says
//! so to the browser, and every word that is not ours is escaped.

use super::junit::xml as escaped;
use crate::finding::{FileFindings, Finding};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886}\
td.n,th.n{text-align:right;white-space:nowrap}\
.dim{opacity:.7}\
.error,.missing{color:#b00020}.warning,.partial{color:#8a5a00}.covered{color:#0a6b2d}\
@media(prefers-color-scheme:dark){.error,.missing{color:#ff7b8a}.warning,.partial{color:#ffc24d}.covered{color:#6fdc8c}}";

/// A page with a title around a body that is HTML already.
pub(super) fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

/// Findings under a title.
pub fn findings(title: &str, files: &[FileFindings]) -> String {
    page(title, &files.iter().map(of_file).collect::<String>())
}

fn of_file(file: &FileFindings) -> String {
    let path = escaped(&file.path);
    if file.findings.is_empty() {
        return format!("<h2>{path}</h2>\n<p>Nothing was found.</p>\n");
    }
    let rows: String = file.findings.iter().map(row).collect();
    format!(
        "<h2>{path}</h2>\n<table>\n<tr><th>severity</th><th>place</th><th>what</th><th>what to do</th></tr>\n{rows}</table>\n"
    )
}

fn row(finding: &Finding) -> String {
    let (class, severity) = match &finding.silenced {
        Some(_) => ("dim", "silenced"),
        None => (finding.severity.as_str(), finding.severity.as_str()),
    };
    let place = finding.locator.as_ref().map(|locator| escaped(&locator.to_string())).unwrap_or_default();
    let words = match finding.words.is_empty() {
        true => String::new(),
        false => format!(" <q>{}</q>", escaped(&finding.words.join(" "))),
    };
    let remedy = match &finding.silenced {
        Some(reason) => format!("may stay: {}", escaped(reason)),
        None => escaped(&finding.remedy),
    };
    format!(
        "<tr><td class=\"{class}\">{severity}</td><td>{place}</td><td>{}{words} <span class=\"dim\">{}</span></td><td>{remedy}</td></tr>\n",
        escaped(&finding.message),
        escaped(finding.code)
    )
}
