//! Sections: the parts of a document under its headings, found by heading words and by how the line is set.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Line, Reading};
use crate::normalize::fold_name;
use crate::taxonomy::Language;

/// Whether a document is read as a resume or as a posting; the same heading means other things in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A person's resume.
    Resume,
    /// A job description.
    Posting,
}

/// What a part of a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Name, address, links: what stands before the first heading, or under a contact heading.
    Contact,
    /// Summary, profile, objective.
    Summary,
    /// Lists of skills.
    Skills,
    /// Employment.
    Experience,
    /// Projects.
    Projects,
    /// Schools and degrees.
    Education,
    /// Certificates and courses.
    Certifications,
    /// Publications, talks, patents.
    Publications,
    /// Hobbies and interests.
    Interests,
    /// Of a posting: what is required.
    Required,
    /// Of a posting: what is preferred.
    Preferred,
    /// Of a posting: the duties.
    Responsibilities,
    /// Of a posting: about the employer.
    About,
    /// Of a posting: pay and perks.
    Benefits,
    /// Of a posting: equal opportunity and other legal text.
    Legal,
    /// Anything else.
    Other,
}

impl SectionKind {
    const RESUME: [Self; 10] = [
        Self::Skills,
        Self::Experience,
        Self::Projects,
        Self::Education,
        Self::Certifications,
        Self::Publications,
        Self::Summary,
        Self::Interests,
        Self::Contact,
        Self::Other,
    ];
    const POSTING: [Self; 7] = [
        Self::Required,
        Self::Preferred,
        Self::Responsibilities,
        Self::Benefits,
        Self::Legal,
        Self::About,
        Self::Skills,
    ];

    /// The name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Summary => "summary",
            Self::Skills => "skills",
            Self::Experience => "experience",
            Self::Projects => "projects",
            Self::Education => "education",
            Self::Certifications => "certifications",
            Self::Publications => "publications",
            Self::Interests => "interests",
            Self::Required => "required",
            Self::Preferred => "preferred",
            Self::Responsibilities => "responsibilities",
            Self::About => "about",
            Self::Benefits => "benefits",
            Self::Legal => "legal",
            Self::Other => "other",
        }
    }

    /// Whether what is named here was done, not only listed.
    pub fn demonstrates(self) -> bool {
        matches!(self, Self::Experience | Self::Projects | Self::Publications)
    }

    /// Whether items of this section are skills or requirements by themselves.
    pub fn lists_skills(self) -> bool {
        matches!(self, Self::Skills | Self::Required | Self::Preferred)
    }
}

/// A part of a document under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// The heading as written; empty for what stands before the first heading.
    pub title: String,
    /// Byte range, heading included.
    pub span: Range<usize>,
}

/// Finds the sections of a reading. They are in order, without gaps, from the first byte to the last.
pub fn find(reading: &Reading, kind: DocumentKind, language: &Language) -> Vec<Section> {
    let first = match kind {
        DocumentKind::Resume => SectionKind::Contact,
        DocumentKind::Posting => SectionKind::Other,
    };
    let mut sections = vec![Section { kind: first, title: String::new(), span: 0..0 }];
    let mut previous: Option<&Line> = None;
    for line in &reading.lines {
        let text = &reading.text[line.span.clone()];
        let opens_block =
            previous.is_none_or(|before| reading.text[before.span.end..line.span.start].matches('\n').count() > 1);
        let after_wrap = previous.is_some_and(|before| before.wraps);
        let current = sections.last().map_or(first, |section| section.kind);
        let heading = (!after_wrap).then(|| heading_kind(text, line, opens_block, current, kind, language)).flatten();
        if let Some((kind, title)) = heading {
            sections.push(Section { kind, title, span: line.span.start..line.span.start });
        }
        previous = Some(line);
    }
    for index in 0..sections.len() {
        sections[index].span.end = sections.get(index + 1).map_or(reading.text.len(), |next| next.span.start);
    }
    sections
}

/// The longest heading, in words.
const HEADING_WORDS: usize = 7;

fn heading_kind(
    text: &str,
    line: &Line,
    opens_block: bool,
    current: SectionKind,
    kind: DocumentKind,
    language: &Language,
) -> Option<(SectionKind, String)> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '?' && c != ')').trim();
    let emphasised = line.style.marked_heading
        || line.style.bold
        || line.style.relative_size > 1.08
        || is_upper(bare)
        || text.trim_end().ends_with(':')
        || text.trim_start().starts_with("**") && text.trim_end().ends_with("**");
    let whole = bare.trim_end_matches([':', '?']).trim();
    // "- research" in a list of skills is an item, not a heading.
    if whole.split_whitespace().count() <= HEADING_WORDS
        && (emphasised || !line.style.bullet)
        && let Some(found) = kind_of(whole, kind, language, emphasised || opens_block)
    {
        return Some((found, whole.to_string()));
    }
    // "Technical Skills: Python, SQL": the heading shares its line with what follows.
    let (label, rest) = bare.split_once(':').or_else(|| bare.split_once(" - ")).or_else(|| bare.split_once(" – "))?;
    if rest.trim().is_empty() || label.split_whitespace().count() > HEADING_WORDS {
        return None;
    }
    let found = kind_of(label.trim(), kind, language, false)?;
    // Inside a position or project, "Technologies: …" belongs to it.
    let opens = match kind {
        DocumentKind::Resume => {
            found != SectionKind::Other
                && found != SectionKind::Contact
                && (!current.demonstrates()
                    || found != SectionKind::Skills
                    || has_word_of(label, &language.skill_labels))
                && (current != SectionKind::Education || found != SectionKind::Education)
        }
        DocumentKind::Posting => true,
    };
    opens.then(|| (found, label.trim().to_string()))
}

/// Whether a label holds one of some words.
fn has_word_of(label: &str, words: &[String]) -> bool {
    let label = fold_name(label);
    label
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
}

fn is_upper(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().all(|c| !c.is_lowercase())
}

/// The kind of section that a heading names. `loose` also lets words pass that often stand beside the heading proper
/// ("Relevant work experience", "Skills & tools").
fn kind_of(heading: &str, kind: DocumentKind, language: &Language, loose: bool) -> Option<SectionKind> {
    let folded = fold_name(heading);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    if folded.is_empty() {
        return None;
    }
    let kinds: &[SectionKind] = match kind {
        DocumentKind::Resume => &SectionKind::RESUME,
        DocumentKind::Posting => &SectionKind::POSTING,
    };
    let named = |text: &str| {
        kinds.iter().copied().find(|kind| {
            language.headings.get(kind.name()).is_some_and(|names| {
                names.binary_search_by(|name| name.as_str().cmp(text)).is_ok()
                    || text
                        .strip_suffix('s')
                        .is_some_and(|one| names.binary_search_by(|name| name.as_str().cmp(one)).is_ok())
            })
        })
    };
    if let Some(found) = named(&folded) {
        return Some(found);
    }
    if !loose {
        return None;
    }
    let is_filler = |word: &str| language.heading_fillers.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let words: Vec<&str> = folded.split([' ', '/', ',']).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !is_filler(word)).collect();
    if !kept.is_empty()
        && kept.len() < words.len()
        && let Some(found) = named(&kept.join(" "))
    {
        return Some(found);
    }
    // "Machine Learning Projects", "Programming Experience": the last word says what it is.
    let capitalised =
        |word: &str| !word.starts_with(char::is_lowercase) && !word.contains(|c: char| c.is_ascii_digit());
    if kind == DocumentKind::Resume
        && heading.split_whitespace().all(|word| capitalised(word) || is_filler(word))
        && let Some(found) = kept.last().filter(|_| kept.len() > 1).and_then(|last| named(last))
        && matches!(
            found,
            SectionKind::Projects | SectionKind::Experience | SectionKind::Skills | SectionKind::Education
        )
    {
        return Some(found);
    }
    // "Skills and interests", "Certifications / Courses": each part is a heading.
    let parts: Vec<&str> = folded.split(['/', ',', '&']).flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let found: Vec<SectionKind> = parts.iter().filter_map(|part| named(part)).collect();
    (parts.len() > 1 && found.len() == parts.len()).then(|| found[0])
}
