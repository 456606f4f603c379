//! One resume against what is asked of it.

use super::difference::{AimChange, Difference};
use super::lost::compare;
use super::outcome::{Gap, ResumeOutcome, TargetOutcome};
use super::place::{Item, silence, weigh};
use super::silence::InPlace;
use super::standing::{Held, Standing};
use super::stored::Stored;
use crate::config::{Rules, Severities, Silence};
use crate::coverage::{BySkill, Evidence, Status, Strength};
use crate::document::Locator;
use crate::finding::{FileFindings, Finding, Severity};
use crate::matcher::Polarity;
use crate::render::percent;
use crate::report::{Report, Source, TargetKind};
use crate::taxonomy::compile::nearest;
use crate::taxonomy::{SkillIndex, Taxonomy};

/// Gaps of a target that an outcome tells.
const GAPS: usize = 5;

/// A baseline to compare with.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Its path, as it is shown.
    pub path: &'a str,
    /// What is in it.
    pub stored: &'a Stored,
    /// The command that writes it anew.
    pub update: &'a str,
}

/// What all resumes of a check have in common.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// How findings weigh.
    pub severities: &'a Severities,
    /// What is silenced.
    pub silences: &'a [Silence],
    /// Codes that there are, for comments that name others.
    pub codes: &'a [&'a str],
    /// The baseline.
    pub before: Option<Before<'a>>,
}

/// A target that a resume was compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Id of the role, or path of the posting from the folder of the configuration.
    pub key: String,
    /// The report.
    pub report: Report,
}

/// A resume with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Path as it is shown, document and matches.
    pub source: Source<'a>,
    /// Path from the folder of the configuration, with `/` between folders.
    pub key: &'a str,
    /// What it shows of each skill.
    pub evidence: &'a BySkill,
    /// The reports on it, one for each target.
    pub targets: &'a [Target],
    /// What is asked of it.
    pub rules: &'a Rules,
    /// What its source silences.
    pub in_place: &'a [InPlace],
    /// What `lint` found.
    pub lint: &'a [Finding],
}

/// Judges a resume.
pub fn judge(subject: &Subject<'_>, settings: &Settings<'_>, taxonomy: &Taxonomy) -> ResumeOutcome {
    let path = subject.source.path.to_string();
    if let Some(item) = emptiness(subject) {
        return not_judged(FileFindings { path, findings: vec![item.finding] });
    }
    let reports: Vec<&Report> = subject.targets.iter().map(|target| &target.report).collect();
    let mut standing = Standing::of(subject.key, &reports, taxonomy);
    for (aim, target) in standing.targets.iter_mut().zip(subject.targets) {
        aim.id.clone_from(&target.key);
    }
    let mut items = Vec::new();
    for (aim, report) in standing.targets.iter().zip(&reports) {
        thresholds(report, &|text| standing.about(aim, text), subject, &mut items);
    }
    skills(subject, taxonomy, &mut items);
    let difference = settings.before.and_then(|before| compare(&standing, before, taxonomy, &mut items));
    items.extend(subject.lint.iter().map(|finding| {
        let (message, remedy) = (sentence(&finding.message), sentence(&finding.remedy));
        Item { finding: Finding { message, remedy, ..finding.clone() }, skill: None }
    }));
    let find = |name: &str| taxonomy.find(name).map(|(_, skill)| skill.id.clone()).or_else(|| Some(name.to_string()));
    weigh(&mut items, settings.severities);
    let used = silence(&mut items, subject.key, settings.silences, subject.in_place, &find);
    let mut about_silences = comments(subject.in_place, &used.in_place, settings.codes);
    weigh(&mut about_silences, settings.severities);
    let mut findings: Vec<Finding> = items.into_iter().chain(about_silences).map(|item| item.finding).collect();
    findings.sort_by(|a, b| {
        let key = |one: &Finding| (one.silenced.is_some(), std::cmp::Reverse(one.severity));
        (key(a), &a.locator, a.code, &a.message).cmp(&(key(b), &b.locator, b.code, &b.message))
    });
    let targets = subject.targets.iter().map(|target| against(target, difference.as_ref())).collect();
    ResumeOutcome { path, standing: Some(standing), targets, difference, findings, used: used.configured }
}

/// The finding on a resume or a posting that cannot be read, with the reason in one sentence.
pub fn unread(path: &str, why: &str) -> FileFindings {
    let (message, remedy) = why.split_once("; ").unwrap_or((why, "give another file"));
    let item = Item::new("unreadable", sentence(message), sentence(remedy));
    FileFindings { path: path.to_string(), findings: vec![item.finding] }
}

/// Text as a sentence of its own.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}{}", letters.as_str(), if text.ends_with(['.', '?']) { "" } else { "." })
}

/// The outcome of a resume that could not be read.
pub fn not_judged(file: FileFindings) -> ResumeOutcome {
    let FileFindings { path, findings } = file;
    ResumeOutcome { path, standing: None, targets: Vec::new(), difference: None, findings, used: Vec::new() }
}

/// A resume from which hardly anything was read is no resume with a coverage of 0.
fn emptiness(subject: &Subject<'_>) -> Option<Item> {
    let words = subject.source.document.words();
    let remedy = "Compare with what `gapcheck text` reads; a resume that a machine cannot read passes no other reader \
                  either.";
    if words < subject.rules.words {
        let (least, were) = (subject.rules.words, if words == 1 { "word was" } else { "words were" });
        let message = format!("Only {words} {were} read, under the {least} of `minimum_words`.");
        return Some(Item::new("empty", message, remedy));
    }
    let named = subject.evidence.iter().any(|(_, entry)| entry.strength >= Strength::Listed);
    (!named).then(|| Item::new("empty", format!("No skill was found in {words} words."), remedy))
}

fn thresholds(report: &Report, about: &dyn Fn(&str) -> String, subject: &Subject<'_>, items: &mut Vec<Item>) {
    let adds: Vec<String> =
        gaps(report).iter().take(3).map(|gap| format!("{} (+{})", gap.name, points(gap.adds))).collect();
    let remedy = if adds.is_empty() {
        "Nothing that it asks for is missing.".to_string()
    } else {
        format!("What would add most: {}. All of it: {}.", adds.join(", "), command(report, subject.source.path))
    };
    let rules = subject.rules;
    for (code, key, what, reached, least) in [
        ("coverage", "minimum_coverage", "coverage", report.coverage, rules.coverage),
        (
            "required-coverage",
            "minimum_required_coverage",
            "coverage of what is required",
            report.coverage_required,
            rules.coverage_required,
        ),
    ] {
        if let (Some(reached), Some(least)) = (reached, least)
            && reached < least
        {
            let (reached, least) = (percent(reached), percent(least));
            let message = about(&format!("{what} is {reached}, under the {least} of `{key}`"));
            items.push(Item::new(code, message, remedy.clone()));
        }
    }
}

/// The command that shows a report in full.
fn command(report: &Report, path: &str) -> String {
    match report.target_kind {
        TargetKind::Role if report.target_source == "built-in" => {
            format!("`gapcheck {path} --role {}`", report.target_id)
        }
        TargetKind::Role => format!("`gapcheck {path} --role {}`", report.target_source),
        TargetKind::Job => format!("`gapcheck {path} --job {}`", report.target_source),
    }
}

fn skills(subject: &Subject<'_>, taxonomy: &Taxonomy, items: &mut Vec<Item>) {
    let name = |skill: SkillIndex| taxonomy.at(skill).name.as_str();
    let entry = |skill: SkillIndex| &subject.evidence[skill];
    let first = |skill: SkillIndex| place(subject, entry(skill));
    for &skill in subject.rules.require.iter().filter(|&&skill| entry(skill).strength < Strength::Listed) {
        let message = format!("{} is in `require`, and {}.", name(skill), so_far(entry(skill), taxonomy));
        items.push(
            Item::new("required-skill", message, "Name it where you used it, or take it out of `require`.")
                .at(first(skill))
                .about(&taxonomy.at(skill).id),
        );
    }
    for &skill in &subject.rules.forbid {
        let claims = entry(skill).mentions.iter().map(|&index| &subject.source.matches.mentions[index]);
        for mention in claims.filter(|mention| mention.polarity == Polarity::Asserted) {
            items.push(
                Item::new(
                    "forbidden-skill",
                    format!("{} is claimed here, and is in `forbid`.", name(skill)),
                    "Take it out of the resume, or out of `forbid`.",
                )
                .at(Some(subject.source.document.locator(mention.span.start)))
                .about(&taxonomy.at(skill).id),
            );
        }
    }
    for (&skill, &least) in &subject.rules.strengths {
        if entry(skill).strength < least {
            let wanted = Held::of(least).map_or("shown", Held::name);
            let message = format!(
                "{} must be {wanted} (`minimum_strength`), and {}.",
                name(skill),
                so_far(entry(skill), taxonomy)
            );
            let remedy = match least {
                Strength::Demonstrated => "Add a line to a job or project that says what you did with it.",
                _ => "Name it where you used it.",
            };
            items.push(Item::new("weak-skill", message, remedy).at(first(skill)).about(&taxonomy.at(skill).id));
        }
    }
}

/// The place of the first mention that claims a skill, or else of the first that names it.
fn place(subject: &Subject<'_>, entry: &Evidence) -> Option<Locator> {
    let Source { document, matches, .. } = subject.source;
    let mentions = entry.mentions.iter().map(|&index| &matches.mentions[index]);
    let asserted = mentions.clone().find(|mention| mention.polarity == Polarity::Asserted);
    asserted.or_else(|| mentions.clone().next()).map(|mention| document.locator(mention.span.start))
}

/// How far a resume shows a skill, to read after "and".
fn so_far(entry: &Evidence, taxonomy: &Taxonomy) -> String {
    match entry.strength {
        Strength::None => "the resume does not name it".to_string(),
        Strength::Negated => "the resume says that it is not there".to_string(),
        Strength::Aspirational => "the resume only says that it is being learned".to_string(),
        Strength::ImpliedByListed | Strength::ImpliedByDemonstrated => {
            let via: Vec<&str> = entry.via.iter().take(2).map(|via| taxonomy.at(via.skill).name.as_str()).collect();
            format!("the resume only implies it, through {}", via.join(" and "))
        }
        Strength::Listed => "the resume only lists it".to_string(),
        Strength::Demonstrated => "the resume shows it".to_string(),
    }
}

/// Comments that give no reason, name no code, or silence nothing.
fn comments(in_place: &[InPlace], used: &[usize], codes: &[&str]) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, comment) in in_place.iter().enumerate() {
        let at = Some(Locator::Line(comment.line));
        if comment.reason.is_empty() {
            let message = "This comment silences nothing: it gives no reason.".to_string();
            let remedy = format!("Write `{} CODE: why it may stay`.", super::MARK);
            items.push(Item::new("silence-without-reason", message, remedy).at(at));
            continue;
        }
        let unknown = comment.codes.iter().find(|(code, _)| !codes.contains(&code.as_str()));
        if let Some((code, _)) = unknown {
            let near = nearest(code, codes.iter().copied());
            let message = format!("{} is no code of a finding{near}.", crate::taxonomy::compile::shown(code));
            let item = Item::new("unused-silence", message.replace("?.", "?"), "docs/ci.md lists the codes.");
            items.push(item.weighing(Severity::Warning).at(at));
        } else if !used.contains(&index) {
            let message = "Nothing is found that this comment silences.".to_string();
            let item = Item::new("unused-silence", message, "Take it out, so that it does not hide the next one.");
            items.push(item.weighing(Severity::Warning).at(at));
        }
    }
    items
}

fn against(target: &Target, difference: Option<&Difference>) -> TargetOutcome {
    let Target { key, report } = target;
    let change = difference.and_then(|difference| {
        let same = |one: &&AimChange| one.after.kind == report.target_kind && one.after.id == *key;
        difference.targets.iter().find(same)
    });
    TargetOutcome {
        kind: report.target_kind,
        id: key.clone(),
        title: report.target_title.clone(),
        coverage: report.coverage,
        coverage_required: report.coverage_required,
        before: change.map(|change| (change.before.coverage, change.before.coverage_required)),
        gaps: gaps(report).into_iter().take(GAPS).collect(),
    }
}

/// The gaps of a report, those first that would add most.
fn gaps(report: &Report) -> Vec<Gap> {
    let total: u64 = report.breakdown.iter().map(|sum| sum.weight).sum();
    let lost = |weight: u32, credit: u8| u64::from(weight) * u64::from(100 - credit.min(100));
    let mut gaps: Vec<(u64, Gap)> = report
        .requirements
        .iter()
        .filter(|requirement| requirement.status != Status::Covered)
        .map(|requirement| {
            let lost = lost(requirement.weight, requirement.credit);
            let adds = u32::try_from((lost * 20 + total) / (total.max(1) * 2)).unwrap_or(u32::MAX);
            (lost, Gap { name: requirement.name.clone(), level: requirement.level, status: requirement.status, adds })
        })
        .collect();
    // Of equals the first of the report, which is sorted.
    gaps.sort_by_key(|(lost, _)| std::cmp::Reverse(*lost));
    gaps.into_iter().map(|(_, gap)| gap).collect()
}

/// Thousandths as points: "1.9".
fn points(thousandths: u32) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}
