//! The report: one immutable value that every output renders. Nothing is computed after it.

use crate::coverage::{self, Coverage, Evidence, LevelSum, Status, Strength, Via};
use crate::document::{Document, DocumentKind, Locator, SectionKind, Warning};
use crate::matcher::{CredentialMention, Found, Matches, Mention, Polarity};
use crate::profile::{Ask, AskedBy, Profile, posting};
use crate::taxonomy::schema::AdvisedAt;
use crate::taxonomy::{Category, CredentialKind, Level, SkillIndex, Taxonomy};
use crate::timeline::{Duration, Month};

/// What the document is, without its content.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentFacts {
    /// The path as the user gave it.
    pub path: String,
    /// Format name.
    pub format: &'static str,
    /// Pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Number of words.
    pub words: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// BCP 47 tag of the language that it is written in, `und` when it cannot be told.
    pub language: &'static str,
    /// Sections in order.
    pub sections: Vec<SectionFacts>,
    /// When a position of a resume has not ended: the month that "present" was read as, and whether the user named it
    /// instead of the newest date in the document.
    pub present: Option<(Month, bool)>,
}

/// A section, for orientation.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionFacts {
    /// Its kind.
    pub kind: SectionKind,
    /// Heading as written.
    pub title: String,
    /// Where it begins.
    pub locator: Locator,
}

/// A mention with what a reader needs to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownMention {
    /// The words of the document.
    pub surface: String,
    /// Byte range in the text that `gapcheck text --raw` prints.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    /// Where.
    pub locator: Locator,
    /// Kind of section.
    pub section: SectionKind,
    /// How it was found.
    pub found: Found,
    /// What the sentence says.
    pub polarity: Polarity,
    /// Confidence in hundredths.
    pub confidence: u8,
    /// The line around it, shortened.
    pub snippet: String,
}

/// A member of an any-of group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The skill.
    pub skill: SkillIndex,
    /// Credit in hundredths.
    pub credit: u8,
}

/// A requirement with its status and evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedRequirement {
    /// The skill; `None` for a group.
    pub skill: Option<SkillIndex>,
    /// Name of the skill or group.
    pub name: String,
    /// Members of a group, empty for a single skill.
    pub any_of: Vec<Member>,
    /// Level.
    pub level: Level,
    /// Weight in points.
    pub weight: u32,
    /// Credit in hundredths.
    pub credit: u8,
    /// Status that the credit makes.
    pub status: Status,
    /// Whether documents name it as commonly missing.
    pub commonly_missing: bool,
    /// The skill that gives the credit.
    pub by: Option<SkillIndex>,
    /// How strongly it is shown.
    pub strength: Strength,
    /// Whether a misspelling is the only ground.
    pub only_fuzzy: bool,
    /// Whether all that names it may as well mean something else.
    pub unsure: bool,
    /// Whether the user says `--have`.
    pub have: bool,
    /// Who asks.
    pub asked_by: Vec<AskedBy>,
    /// Through which skills it is implied.
    pub via: Vec<Via>,
    /// How long it was done, when it is demonstrated in positions with dates. Never a part of credit or coverage.
    pub duration: Option<Duration>,
    /// Mentions, asserted first, by place; of implied ones none.
    pub mentions: Vec<ShownMention>,
}

/// A skill of the document beside the requirements, or of `gapcheck skills`.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedSkill {
    /// The skill.
    pub skill: SkillIndex,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Category,
    /// How strongly it is shown.
    pub strength: Strength,
    /// Whether all that names it may as well mean something else.
    pub unsure: bool,
    /// In a posting: the level at which it is asked for.
    pub requirement: Option<Level>,
    /// Its mentions.
    pub mentions: Vec<ShownMention>,
    /// Through which skills it is implied.
    pub via: Vec<Via>,
    /// How long it was done, when it is demonstrated in positions with dates.
    pub duration: Option<Duration>,
}

/// A credential that is asked for or found.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedCredential {
    /// Its name.
    pub name: String,
    /// Degree or certificate.
    pub kind: CredentialKind,
    /// Whether the document names it.
    pub found: bool,
    /// Where.
    pub locator: Option<Locator>,
}

/// A next step, with the names of what it closes resolved by the renderer.
pub type ReportedStep = coverage::NextStep;

/// What a hypothetical adds (`--what-if`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The skills that would be demonstrated.
    pub skills: Vec<SkillIndex>,
    /// Coverage then, in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of the required ones then.
    pub coverage_required: Option<u32>,
}

/// The whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The document.
    pub document: DocumentFacts,
    /// Id of the role.
    pub target_id: String,
    /// Its title.
    pub target_title: String,
    /// Where the profile comes from: `built-in`, or the path of the role file.
    pub target_source: String,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of the required ones.
    pub coverage_required: Option<u32>,
    /// Sums by level.
    pub breakdown: Vec<LevelSum>,
    /// Every requirement, the heaviest gap first within each status.
    pub requirements: Vec<ReportedRequirement>,
    /// Skills that nothing asks for.
    pub other_skills: Vec<ReportedSkill>,
    /// Credentials that the role's documents ask for.
    pub credentials: Vec<ReportedCredential>,
    /// Next steps, the largest gain first.
    pub next_steps: Vec<ReportedStep>,
    /// `--what-if`.
    pub what_if: Option<WhatIf>,
    /// Warnings.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// The requirements of a status, the heaviest first.
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = &ReportedRequirement> {
        self.requirements.iter().filter(move |requirement| requirement.status == status)
    }

    /// The requirements that documents call commonly missing.
    pub fn commonly_missing(&self) -> impl Iterator<Item = &ReportedRequirement> {
        self.requirements.iter().filter(|requirement| requirement.commonly_missing)
    }
}

/// What the user says beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// Skills that the person has although the resume does not say so.
    pub have: Vec<SkillIndex>,
    /// Skills to pretend were demonstrated.
    pub what_if: Vec<SkillIndex>,
}

/// Words from which the language of a text can be judged.
const ENOUGH_WORDS: usize = 80;
/// How many lines a snippet reaches up and down.
const SNIPPET_LINES: usize = 4;
/// Longest snippet, in characters.
const SNIPPET: usize = 160;

/// Makes the report on a document and a profile.
pub fn build(
    path: &str,
    document: &Document,
    matches: &Matches,
    taxonomy: &Taxonomy,
    profile: &Profile,
    target_source: &str,
    claims: &Claims,
) -> Report {
    let evidence = coverage::evidence(taxonomy, &matches.mentions);
    let result = coverage::assess(profile, &evidence);
    let requirements = reported(document, matches, taxonomy, profile, &result, &evidence, claims);
    let asked: std::collections::BTreeSet<SkillIndex> =
        profile.requirements.iter().flat_map(|requirement| requirement.ask.skills()).copied().collect();
    let other_skills = skills(document, matches, taxonomy)
        .into_iter()
        .filter(|skill| !asked.contains(&skill.skill) && skill.strength >= Strength::Listed)
        .collect();
    let what_if = (!claims.what_if.is_empty()).then(|| {
        let then = coverage::assess(profile, &coverage::with_demonstrated(taxonomy, &evidence, &claims.what_if));
        WhatIf { skills: claims.what_if.clone(), coverage: then.total(), coverage_required: then.required() }
    });
    let mut warnings = warnings(document, &matches.mentions, taxonomy);
    warnings.extend(fuzzy_warnings(&requirements));
    Report {
        taxonomy_version: taxonomy.version.clone(),
        document: facts(path, document, taxonomy),
        target_id: profile.id.clone(),
        target_title: profile.title.clone(),
        target_source: target_source.to_string(),
        coverage: result.total(),
        coverage_required: result.required(),
        breakdown: result.levels,
        requirements,
        other_skills,
        credentials: asked_credentials(document, &matches.credentials, taxonomy, profile),
        next_steps: coverage::next_steps(taxonomy, profile, &evidence, &claims.have),
        what_if,
        warnings,
    }
}

/// What can be said of a document without its content.
pub fn facts(path: &str, document: &Document, taxonomy: &Taxonomy) -> DocumentFacts {
    DocumentFacts {
        path: path.to_string(),
        format: document.format().name(),
        pages: document.pages(),
        words: document.words(),
        sha256: document.sha256().to_string(),
        language: document.language(&taxonomy.language),
        sections: document
            .sections()
            .iter()
            .filter(|section| !section.title.is_empty())
            .map(|section| SectionFacts {
                kind: section.kind,
                title: section.title.clone(),
                locator: document.locator(section.span.start),
            })
            .collect(),
        present: document.timeline().present(),
    }
}

/// The reader's warnings and those about the document as a whole.
pub fn warnings(document: &Document, mentions: &[Mention], taxonomy: &Taxonomy) -> Vec<Warning> {
    let mut warnings = document.warnings().to_vec();
    let enough_words = document.words() >= ENOUGH_WORDS;
    if enough_words && document.language(&taxonomy.language) != taxonomy.language.language {
        warnings.push(Warning {
            code: "not-english".into(),
            message: "this does not read like English, the only language that is understood; much will be missed"
                .into(),
            locator: None,
        });
    }
    if document.words() < 40 {
        warnings.push(Warning {
            code: "short-text".into(),
            message: "fewer than 40 words were read; compare with `gapcheck text`".into(),
            locator: None,
        });
    }
    if !mentions.iter().any(|mention| mention.polarity == Polarity::Asserted) {
        warnings.push(Warning {
            code: "no-skills".into(),
            message: "no skill was found; check with `gapcheck text` that the file was read as it looks".into(),
            locator: None,
        });
    }
    warnings
}

fn fuzzy_warnings(requirements: &[ReportedRequirement]) -> Vec<Warning> {
    requirements
        .iter()
        .filter(|requirement| requirement.only_fuzzy)
        .map(|requirement| Warning {
            code: "misspelled".into(),
            message: format!(
                "{} counts only through a misspelling; correct it, so that every reader finds it",
                requirement.name
            ),
            locator: requirement.mentions.first().map(|mention| mention.locator.clone()),
        })
        .collect()
}

fn reported(
    document: &Document,
    matches: &Matches,
    taxonomy: &Taxonomy,
    profile: &Profile,
    result: &Coverage,
    evidence: &[Evidence],
    claims: &Claims,
) -> Vec<ReportedRequirement> {
    profile
        .requirements
        .iter()
        .zip(&result.assessed)
        .map(|(requirement, assessed)| {
            let (skill, any_of) = match &requirement.ask {
                Ask::Skill(skill) => (Some(*skill), Vec::new()),
                Ask::AnyOf { skills, .. } => {
                    let credit = |skill: SkillIndex| evidence[skill as usize].credit();
                    (None, skills.iter().map(|&skill| Member { skill, credit: credit(skill) }).collect())
                }
            };
            // Without credit, what is denied or being learned is worth showing all the same.
            let by = assessed.by.or_else(|| {
                requirement.ask.skills().iter().copied().max_by_key(|&skill| evidence[skill as usize].strength)
            });
            let shown = by.map(|skill| &evidence[skill as usize]);
            ReportedRequirement {
                skill,
                name: requirement.name(taxonomy).to_string(),
                any_of,
                level: requirement.level,
                weight: requirement.weight,
                credit: assessed.credit,
                status: Status::of(assessed.credit),
                commonly_missing: requirement.commonly_missing,
                by: assessed.by,
                strength: shown.map_or(Strength::None, |entry| entry.strength),
                only_fuzzy: shown.is_some_and(|entry| entry.only_fuzzy),
                unsure: shown.is_some_and(|entry| entry.unsure),
                have: requirement.ask.skills().iter().any(|skill| claims.have.contains(skill)),
                asked_by: requirement.asked_by.clone(),
                via: shown.map(|entry| entry.via.clone()).unwrap_or_default(),
                duration: by.and_then(|skill| duration(document, matches, evidence, skill)),
                mentions: shown.map(|entry| show_all(document, matches, entry)).unwrap_or_default(),
            }
        })
        .collect()
}

/// Every skill that a document mentions or implies by what it mentions, by name.
pub fn skills(document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Vec<ReportedSkill> {
    let evidence = coverage::evidence(taxonomy, &matches.mentions);
    let mut skills: Vec<ReportedSkill> = evidence
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.strength > Strength::None)
        .map(|(index, entry)| {
            let skill = &taxonomy.skills[index];
            ReportedSkill {
                skill: index as SkillIndex,
                name: skill.name.clone(),
                category: skill.category,
                strength: entry.strength,
                unsure: entry.unsure,
                requirement: requirement(document, matches, taxonomy, entry),
                mentions: show_all(document, matches, entry),
                via: entry.via.clone(),
                duration: duration(document, matches, &evidence, index as SkillIndex),
            }
        })
        .collect();
    skills.sort_by_key(|skill| (skill.name.to_lowercase(), skill.skill));
    skills
}

/// In a posting, the strongest level at which the asserted mentions of a skill ask for it.
fn requirement(document: &Document, matches: &Matches, taxonomy: &Taxonomy, entry: &Evidence) -> Option<Level> {
    if document.kind() != DocumentKind::Posting {
        return None;
    }
    entry
        .mentions
        .iter()
        .map(|&index| &matches.mentions[index])
        .filter(|mention| mention.polarity == Polarity::Asserted)
        .map(|mention| posting::level(document, &taxonomy.language, mention))
        .min()
}

/// How long a demonstrated skill was done: by the positions that name it, or, where none does, by those that name what
/// it shows through.
fn duration(document: &Document, matches: &Matches, evidence: &[Evidence], skill: SkillIndex) -> Option<Duration> {
    let entry = &evidence[skill as usize];
    if entry.strength != Strength::Demonstrated {
        return None;
    }
    let shown_by = |entry: &Evidence| {
        let shows = |mention: &&Mention| mention.polarity == Polarity::Asserted && mention.found != Found::Fuzzy;
        let mentions = entry.mentions.iter().map(|&index| &matches.mentions[index]).filter(shows);
        mentions.map(|mention| mention.span.start).collect::<Vec<_>>()
    };
    let timeline = document.timeline();
    timeline
        .duration(shown_by(entry))
        .or_else(|| timeline.duration(entry.via.iter().flat_map(|via| shown_by(&evidence[via.skill as usize]))))
}

fn show_all(document: &Document, matches: &Matches, entry: &Evidence) -> Vec<ShownMention> {
    let mut mentions: Vec<&Mention> = entry.mentions.iter().map(|&index| &matches.mentions[index]).collect();
    // The best proof first: asserted, in experience, by name.
    mentions
        .sort_by_key(|mention| (mention.polarity, !mention.section.demonstrates(), mention.found, mention.span.start));
    mentions.into_iter().map(|mention| show(document, mention)).collect()
}

fn show(document: &Document, mention: &Mention) -> ShownMention {
    ShownMention {
        surface: one_line(&document.text()[mention.span.clone()]),
        start: mention.span.start,
        end: mention.span.end,
        locator: document.locator(mention.span.start),
        section: mention.section,
        found: mention.found,
        polarity: mention.polarity,
        confidence: mention.confidence,
        snippet: snippet(document, &mention.span),
    }
}

/// Text without line breaks and runs of spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line around a place of a document, with those that it wraps from and into, shortened to its neighbourhood when it
/// is long.
pub fn snippet(document: &Document, span: &std::ops::Range<usize>) -> String {
    let text = document.text();
    let lines = document.lines();
    let mut first = document.line_at(span.start);
    let mut last = document.line_at(span.end.saturating_sub(1)).max(first);
    // A snippet reaches over a few lines at most, however long the paragraph.
    let (top, bottom) = (first.saturating_sub(SNIPPET_LINES), last + SNIPPET_LINES);
    while first > top && lines[first - 1].wraps {
        first -= 1;
    }
    while last < bottom && lines.get(last).is_some_and(|line| line.wraps) && last + 1 < lines.len() {
        last += 1;
    }
    let (Some(from), Some(to)) = (lines.get(first), lines.get(last)) else { return String::new() };
    let start = from.span.start.min(span.start);
    let end = to.span.end.max(span.end);
    // A hyphen at the end of a line may be part of the word or not; as it stands it can be read both ways.
    let tidy = |text: &str| one_line(&text.replace("-\n", "-"));
    let whole = &text[start..end];
    if whole.chars().nth(SNIPPET).is_none() {
        return tidy(whole);
    }
    let side = SNIPPET.saturating_sub(span.len().min(SNIPPET)) / 2;
    let before = &text[start..span.start];
    let after = &text[span.end..end];
    let before = match before.char_indices().rev().nth(side) {
        // Cut between words.
        Some((at, _)) => format!("…{}", before[at..].split_once(char::is_whitespace).map_or("", |(_, rest)| rest)),
        None => before.to_string(),
    };
    let after = match after.char_indices().nth(side) {
        Some((at, _)) => format!("{}…", after[..at].rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest)),
        None => after.to_string(),
    };
    let inner: String = text[span.clone()].chars().take(SNIPPET).collect();
    tidy(&format!("{before}{inner}{after}"))
}

/// The credentials that a document names, by name.
pub fn credentials(document: &Document, found: &[CredentialMention], taxonomy: &Taxonomy) -> Vec<ReportedCredential> {
    let mut all: Vec<ReportedCredential> = taxonomy
        .credentials
        .iter()
        .enumerate()
        .filter_map(|(index, credential)| {
            let mention = found
                .iter()
                .find(|mention| mention.credential as usize == index && mention.polarity == Polarity::Asserted)?;
            Some(ReportedCredential {
                name: credential.name.clone(),
                kind: credential.kind,
                found: true,
                locator: Some(document.locator(mention.span.start)),
            })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn asked_credentials(
    document: &Document,
    found: &[CredentialMention],
    taxonomy: &Taxonomy,
    profile: &Profile,
) -> Vec<ReportedCredential> {
    let present = credentials(document, found, taxonomy);
    let mut asked: Vec<ReportedCredential> = taxonomy
        .credentials
        .iter()
        .filter(|credential| credential.asked.iter().any(|at| profile.documents.contains(&at.document)))
        .map(|credential| {
            present.iter().find(|known| known.name == credential.name).cloned().unwrap_or(ReportedCredential {
                name: credential.name.clone(),
                kind: credential.kind,
                found: false,
                locator: None,
            })
        })
        .collect();
    asked.sort_by(|a, b| a.name.cmp(&b.name));
    asked
}

/// The document that advises a step or asks for a skill, as people would cite it.
pub fn cite(taxonomy: &Taxonomy, place: &AdvisedAt) -> String {
    let title = taxonomy.document(&place.document).map_or(place.document.as_str(), |document| document.title.as_str());
    match place.item {
        Some(item) => format!("{title}, {}, {item}", place.heading),
        None => format!("{title}, {}", place.heading),
    }
}
