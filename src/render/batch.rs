//! The summary of a batch for programs and for a wiki page.

use serde::Serialize;

use super::percent;
use crate::batch::{Asked, SUMMARY_TITLE, Summary, TargetSummary};
use crate::taxonomy::Level;

/// The summary as JSON (`docs/batch.md` tells the fields).
pub fn summary_json(summary: &Summary, taxonomy_version: &str) -> String {
    let json = serde_json::to_string_pretty(&Json::new(summary, taxonomy_version));
    let mut text = json.unwrap_or_else(|error| unreachable!("all keys are strings: {error}"));
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Json<'s> {
    schema_version: u32,
    kind: &'static str,
    tool: Tool<'s>,
    files: u64,
    scored: u64,
    failed: u64,
    duplicates: u64,
    near_duplicates: u64,
    errors: &'s std::collections::BTreeMap<String, u64>,
    warnings: &'s std::collections::BTreeMap<String, u64>,
    formats: &'s std::collections::BTreeMap<String, u64>,
    targets: Vec<JsonTarget<'s>>,
}

#[derive(Serialize)]
struct Tool<'s> {
    name: &'static str,
    version: &'static str,
    taxonomy_version: &'s str,
}

#[derive(Serialize)]
struct JsonTarget<'s> {
    target: &'s str,
    title: &'s str,
    coverage: Quartiles,
    coverage_tenths: [u64; 10],
    requirements: Vec<JsonAsked<'s>>,
}

#[derive(Serialize)]
struct Quartiles {
    lowest: Option<f64>,
    quarter: Option<f64>,
    median: Option<f64>,
    three_quarters: Option<f64>,
    highest: Option<f64>,
}

#[derive(Serialize)]
struct JsonAsked<'s> {
    requirement: &'s str,
    name: &'s str,
    level: &'static str,
    covered: u64,
    partial: u64,
    missing: u64,
}

impl<'s> Json<'s> {
    fn new(summary: &'s Summary, taxonomy_version: &'s str) -> Self {
        Self {
            schema_version: 1,
            kind: "batch-summary",
            tool: Tool { name: "gapcheck", version: env!("CARGO_PKG_VERSION"), taxonomy_version },
            files: summary.files,
            scored: summary.scored(),
            failed: summary.failed,
            duplicates: summary.duplicates,
            near_duplicates: summary.near_duplicates,
            errors: &summary.errors,
            warnings: &summary.warnings,
            formats: &summary.formats,
            targets: summary.targets.iter().map(JsonTarget::new).collect(),
        }
    }
}

impl<'s> JsonTarget<'s> {
    fn new(target: &'s TargetSummary) -> Self {
        let at = |hundredths| target.coverage_at(hundredths).map(|coverage| f64::from(coverage) / 1000.0);
        let gaps = Level::ALL.iter().flat_map(|&level| target.gaps(level));
        Self {
            target: &target.name,
            title: &target.title,
            coverage: Quartiles {
                lowest: at(0),
                quarter: at(25),
                median: at(50),
                three_quarters: at(75),
                highest: at(100),
            },
            coverage_tenths: target.tenths(),
            requirements: gaps.map(JsonAsked::new).collect(),
        }
    }
}

impl<'s> JsonAsked<'s> {
    fn new(asked: &'s Asked) -> Self {
        let Asked { id, name, level, covered, partial, missing } = asked;
        Self { requirement: id, name, level: level.name(), covered: *covered, partial: *partial, missing: *missing }
    }
}

/// The summary as Markdown.
pub fn summary_markdown(summary: &Summary) -> String {
    let mut lines = vec![
        SUMMARY_TITLE.to_owned(),
        String::new(),
        format!("{} files: {} scored, {} failed.", summary.files, summary.scored(), summary.failed),
        format!(
            "{} with the same bytes as another, {} with nearly the same text.",
            summary.duplicates, summary.near_duplicates
        ),
    ];
    for target in &summary.targets {
        markdown_target(&mut lines, target, summary.scored());
    }
    let counts = [("Errors", "error", &summary.errors), ("Warnings", "warning", &summary.warnings)];
    for (title, column, counts) in counts.into_iter().filter(|(_, _, counts)| !counts.is_empty()) {
        lines.extend([String::new(), format!("## {title}"), format!("| {column} | files |"), "|---|---:|".to_owned()]);
        lines.extend(counts.iter().map(|(code, files)| format!("| `{code}` | {files} |")));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn markdown_target(lines: &mut Vec<String>, target: &TargetSummary, scored: u64) {
    lines.extend([String::new(), format!("## {}", cell(&target.title))]);
    if let (Some(quarter), Some(median), Some(three)) =
        (target.coverage_at(25), target.coverage_at(50), target.coverage_at(75))
    {
        lines.push(format!(
            "Coverage: median {}; the middle half lies from {} to {}.",
            percent(median),
            percent(quarter),
            percent(three)
        ));
    }
    lines.extend([String::new(), "| coverage | files |".to_owned(), "|---|---:|".to_owned()]);
    lines.extend(
        (0..)
            .zip(target.tenths())
            .map(|(tenth, files)| format!("| {} to {} % | {files} |", tenth * 10, tenth * 10 + 10)),
    );
    for level in Level::ALL {
        let gaps = target.gaps(level);
        if gaps.is_empty() || scored == 0 {
            continue;
        }
        lines.extend([
            String::new(),
            format!("### {}: what is missing most", capital(level.name())),
            "| requirement | missing | partial | covered | share missing |".to_owned(),
            "|---|---:|---:|---:|---:|".to_owned(),
        ]);
        lines.extend(gaps.iter().map(|asked| {
            let share = u32::try_from((asked.missing * 2000 + scored) / (scored * 2)).unwrap_or(1000);
            let name = cell(&asked.name);
            format!("| {name} | {} | {} | {} | {} |", asked.missing, asked.partial, asked.covered, percent(share))
        }));
    }
}

/// Text of a posting that cannot leave its cell or its line.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in super::plain(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
