//! A check for a pull request: the figures with what changed since the baseline, then what was found.

use super::{Block, Line, Outline, Piece, Tone, code, message, share, strong, words};
use crate::ci::{Difference, Outcome, SkillChange, Verdict};
use crate::finding::{FileFindings, Finding, Severity};
use crate::render::human::{name, not_compared, points};
use crate::report::TargetKind;
use crate::taxonomy::Taxonomy;

/// The outcome of a check.
pub fn check(outcome: &Outcome, taxonomy: &Taxonomy) -> Outline {
    let (verdict, tone) = match outcome.verdict() {
        Verdict::Passed => ("passed", Tone::Good),
        Verdict::Failed => ("failed", Tone::Bad),
        Verdict::Unread => ("something could not be read", Tone::Bad),
        Verdict::Broken => ("the configuration cannot be used", Tone::Bad),
    };
    let mut blocks = Vec::new();
    blocks.extend(figures(outcome));
    for resume in &outcome.resumes {
        let changes = resume.difference.as_ref().map(|difference| changes(difference, taxonomy)).unwrap_or_default();
        if !changes.is_empty() {
            blocks.push(Block::Heading([code(&*resume.path), words(" since the baseline")].concat()));
            blocks.push(Block::List(changes));
        }
    }
    blocks.extend(table(&outcome.files()));
    blocks.extend(gaps(outcome));
    Outline { title: [words("gapcheck: "), strong(verdict, tone)].concat(), blocks }
}

/// Findings under a title.
pub fn findings(title: &str, files: &[FileFindings]) -> Outline {
    Outline { title: words(title), blocks: table(files) }
}

fn figures(outcome: &Outcome) -> Option<Block> {
    let compared = outcome.baseline.is_some();
    let mut head = vec![("resume", false), ("target", false), ("coverage", true)];
    head.extend(compared.then_some(("since the baseline", true)));
    head.push(("required", true));
    let mut rows = Vec::new();
    for resume in &outcome.resumes {
        for target in &resume.targets {
            // Findings name a posting by its path.
            let path = Some(&target.id).filter(|id| target.kind == TargetKind::Job && **id != target.title);
            let path = path.map(|path| [words(", "), code(&**path)].concat()).unwrap_or_default();
            let name = [words(&*target.title), path].concat();
            let mut row = vec![code(&*resume.path), name, share(target.coverage)];
            if compared {
                row.push(match target.before {
                    Some((was, _)) if was == target.coverage => words("as before"),
                    Some((was, _)) => words(points(was, target.coverage)),
                    None => words("new"),
                });
            }
            row.push(share(target.coverage_required));
            rows.push(row);
        }
    }
    (!rows.is_empty()).then_some(Block::Table(head, rows))
}

/// What changed, an item for each kind of change; empty when no skill did.
fn changes(difference: &Difference, taxonomy: &Taxonomy) -> Vec<Line> {
    let item = |(title, tone, changes): (&str, Tone, &Vec<SkillChange>)| {
        let names: Vec<String> = changes.iter().map(|change| name(&change.skill, taxonomy)).collect();
        [strong(title, tone), words(format!(": {}", names.join(", ")))].concat()
    };
    let kinds = [
        ("lost", Tone::Bad, &difference.lost),
        ("weaker", Tone::Half, &difference.weaker),
        ("gained", Tone::Good, &difference.gained),
        ("stronger", Tone::Good, &difference.stronger),
    ];
    kinds.into_iter().filter(|(_, _, changes)| !changes.is_empty()).map(item).collect()
}

fn table(files: &[FileFindings]) -> Vec<Block> {
    let all = files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file.path.as_str(), finding)));
    let (silenced, shown): (Vec<_>, Vec<_>) = all.partition(|(_, finding)| finding.silenced.is_some());
    let mut blocks = Vec::new();
    if shown.is_empty() && silenced.is_empty() {
        blocks.push(Block::Text(words("Nothing was found.")));
    }
    if !shown.is_empty() {
        let head = vec![("", false), ("where", false), ("what", false), ("what to do", false)];
        blocks.push(Block::Table(head, shown.into_iter().map(|(path, finding)| row(path, finding)).collect()));
    }
    if !silenced.is_empty() {
        let item = |(path, finding): &(&str, &Finding)| {
            let reason = finding.silenced.as_ref().map_or("", |silenced| silenced.reason.as_str());
            [place(path, finding), words(": "), message(&finding.message), words(format!(" Reason: {reason}"))].concat()
        };
        let title = format!("{} silenced", silenced.len());
        blocks.push(Block::Fold(title, vec![Block::List(silenced.iter().map(item).collect())]));
    }
    blocks
}

fn row(path: &str, finding: &Finding) -> Vec<Line> {
    let tone = match finding.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Half,
        Severity::Advice => Tone::None,
    };
    let severity = match tone {
        Tone::None => words(finding.severity.as_str()),
        tone => strong(finding.severity.as_str(), tone),
    };
    let mut what = message(&finding.message);
    if !finding.words.is_empty() {
        what.extend([Piece::Words(" ".to_string()), Piece::Code(finding.words.join(" "))]);
    }
    what.extend([Piece::Words(" (".to_string()), Piece::Code(finding.code.to_string()), Piece::Words(")".to_string())]);
    vec![severity, place(path, finding), what, message(&finding.remedy)]
}

fn place(path: &str, finding: &Finding) -> Line {
    match &finding.locator {
        Some(locator) => [code(path), words(format!(", {locator}"))].concat(),
        None => code(path),
    }
}

fn gaps(outcome: &Outcome) -> Option<Block> {
    let targets = outcome.resumes.iter().flat_map(|resume| resume.targets.iter().map(move |target| (resume, target)));
    let rows: Vec<Vec<Line>> = targets
        .filter(|(_, target)| !target.gaps.is_empty())
        .map(|(resume, target)| {
            let gap = |gap: &crate::ci::Gap| format!("{} (+{}.{})", gap.name, gap.adds / 10, gap.adds % 10);
            let gaps: Vec<String> = target.gaps.iter().map(gap).collect();
            vec![code(&*resume.path), words(&*target.title), words(gaps.join(", "))]
        })
        .collect();
    let head = vec![("resume", false), ("target", false), ("gaps, with the points that each would add", false)];
    (!rows.is_empty()).then(|| Block::Fold("What would add most".to_string(), vec![Block::Table(head, rows)]))
}

/// What changed between the two sides of the given paths.
pub fn diff(old: &str, new: &str, difference: &Difference, taxonomy: &Taxonomy) -> Outline {
    let mut blocks = Vec::new();
    let head = vec![
        ("target", false),
        ("before", true),
        ("after", true),
        ("", true),
        ("required before", true),
        ("after", true),
    ];
    let rows: Vec<Vec<Line>> = difference
        .targets
        .iter()
        .map(|change| {
            let (before, after) = (&change.before, &change.after);
            vec![
                words(&*after.title),
                share(before.coverage),
                share(after.coverage),
                words(points(before.coverage, after.coverage)),
                share(before.coverage_required),
                share(after.coverage_required),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(head, rows));
    }
    if !difference.alone.is_empty() {
        let alone = difference.alone.iter().map(|alone| words(format!("not compared: {}", not_compared(alone))));
        blocks.push(Block::List(alone.collect()));
    }
    match changes(difference, taxonomy) {
        changes if changes.is_empty() => blocks.push(Block::Text(words("No skill changed."))),
        changes => blocks.push(Block::List(changes)),
    }
    Outline { title: [words("gapcheck: "), code(new), words(" against "), code(old)].concat(), blocks }
}
