//! SARIF 2.1.0, the form in which code scanning services take findings.
//!
//! A fingerprint is what a service knows a finding by from one run to the next: the SHA-256 of code, path and message,
//! with the numbers taken out of the message, and a count where several are equal. So it stays when lines move and
//! figures change.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plain;
use crate::document::Locator;
use crate::finding::{FileFindings, Finding, Severity};

/// What a code stands for, for the list of rules of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The code of its findings.
    pub code: &'static str,
    /// What it looks at, in one sentence.
    pub summary: &'static str,
}

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Described>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "gapcheck/v1")]
    ours: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// A log with every finding; silenced ones are in it as suppressed, with the reason. Codes without a rule are listed
/// without a description.
pub fn findings(files: &[FileFindings], rules: &[Rule]) -> String {
    let described: BTreeMap<&'static str, &'static str> = rules.iter().map(|rule| (rule.code, rule.summary)).collect();
    let used = files.iter().flat_map(|file| &file.findings).map(|finding| finding.code);
    let codes: Vec<&'static str> = used.chain(described.keys().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let results = files
        .iter()
        .flat_map(|file| file.findings.iter().map(move |finding| (file.path.as_str(), finding)))
        .map(|(path, finding)| result(path, finding, &codes, &mut seen))
        .collect();
    let rules = codes.iter().map(|&id| Described {
        id,
        short_description: described.get(id).map(|summary| Text { text: (*summary).to_string() }),
    });
    let driver =
        Driver { name: env!("CARGO_PKG_NAME"), semantic_version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    super::json::text(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn result(path: &str, finding: &Finding, codes: &[&'static str], seen: &mut BTreeMap<String, u32>) -> Outcome {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    };
    let (region, logical) = match &finding.locator {
        Some(Locator::Line(line)) => (Some(Region { start_line: (*line).max(1) }), None),
        Some(other) => (None, Some(Logical { fully_qualified_name: plain(&other.to_string()) })),
        None => (None, None),
    };
    let artifact = Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" };
    let suppression = finding.silenced.as_ref().map(|silenced| Suppression {
        kind: if silenced.in_source { "inSource" } else { "external" },
        justification: plain(&silenced.reason),
    });
    Outcome {
        rule_id: finding.code,
        rule_index: codes.binary_search(&finding.code).unwrap_or(0),
        level,
        message: Text { text: format!("{} {}", plain(&finding.message), plain(&finding.remedy)).trim().to_string() },
        locations: [Location {
            physical_location: Physical { artifact_location: artifact, region },
            logical_locations: logical.into_iter().collect(),
        }],
        partial_fingerprints: Fingerprints { ours: fingerprint(path, finding, seen) },
        suppressions: suppression.into_iter().collect(),
    }
}

fn fingerprint(path: &str, finding: &Finding, seen: &mut BTreeMap<String, u32>) -> String {
    let about = format!("{}\n{path}\n{}", finding.code, without_numbers(&finding.message));
    let count = seen.entry(about.clone()).and_modify(|count| *count += 1).or_insert(1);
    Sha256::digest(format!("{about}\n{count}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn without_numbers(text: &str) -> String {
    text.split(|c: char| c.is_ascii_digit() || c == '.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

/// A path as a relative reference of RFC 3986: `/` between folders, everything else that is no plain letter escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    // A colon in the first segment would make it a scheme; escaped, it does not.
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{uri, without_numbers};

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("./cv/Zoë Müller:100%.tex"), "cv/Zo%C3%AB%20M%C3%BCller%3A100%25.tex");
    }

    #[test]
    fn figures_do_not_make_another_finding() {
        let [a, b] = ["coverage is 52.1 %, under 60.0 %", "coverage is 9.5 %, under 70.0 %"].map(without_numbers);
        assert_eq!(a, b);
        assert_ne!(without_numbers("Docker is lost"), without_numbers("Python is lost"));
    }
}
