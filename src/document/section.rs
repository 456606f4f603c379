//! Sections: the parts of a document under its headings, found by heading words and by how the line is set.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::heading::{self, Surroundings};
use super::{Line, Reading, inline};
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
    pub(super) const RESUME: [Self; 10] = [
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
    pub(super) const POSTING: [Self; 7] = [
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
    for (index, line) in reading.lines.iter().enumerate() {
        let text = &reading.text[line.span.clone()];
        let opens_block = previous.is_none_or(|before| are_apart(reading, before, line));
        let after_wrap = previous.is_some_and(|before| before.wraps);
        let next = reading.lines.get(index + 1);
        let around = Surroundings {
            opens_block,
            heads_list: next.is_some_and(|next| next.style.bullet),
            current: sections.last().map_or(first, |section| section.kind),
        };
        let heading = (!after_wrap).then(|| heading::of_line(text, line, around, kind, language)).flatten();
        // "Salary: 60k" above the text of a posting is a fact, and ends with its block.
        if kind == DocumentKind::Posting && heading.is_none() && opens_block && is_fact(reading, &sections) {
            sections.push(Section { kind: first, title: String::new(), span: line.span.start..line.span.start });
        }
        // What the heading takes of its line.
        let taken = heading
            .as_ref()
            .map_or(0, |(_, title)| text.find(title.as_str()).map_or(text.len(), |at| at + title.len()));
        if let Some((kind, title)) = heading {
            sections.push(Section { kind, title, span: line.span.start..line.span.start });
        }
        if kind == DocumentKind::Posting {
            for (at, kind, title) in inline::find(text, line.style.bullet, taken, language) {
                let at = line.span.start + at;
                sections.push(Section { kind, title, span: at..at });
            }
        }
        previous = Some(line);
    }
    for index in 0..sections.len() {
        sections[index].span.end = sections.get(index + 1).map_or(reading.text.len(), |next| next.span.start);
    }
    sections
}

/// Whether the last section is a label with its text in one line, before anything that a posting asks for.
fn is_fact(reading: &Reading, sections: &[Section]) -> bool {
    let asks = |section: &Section| section.kind.lists_skills() || section.kind == SectionKind::Responsibilities;
    let Some(last) = sections.last() else { return false };
    let line = reading.text[last.span.start..].lines().next().unwrap_or("");
    let label = last.title.split(':').next().unwrap_or("");
    let rest = line.split_once(label).map_or("", |(_, rest)| rest.trim_start());
    matches!(last.kind, SectionKind::Benefits | SectionKind::Legal | SectionKind::About)
        && !label.is_empty()
        && rest.strip_prefix(':').is_some_and(|fact| !fact.trim().is_empty())
        && !sections.iter().any(asks)
}

/// Whether there is an empty line between two lines.
fn are_apart(reading: &Reading, before: &Line, after: &Line) -> bool {
    reading.text[before.span.end..after.span.start].matches('\n').count() > 1
}
