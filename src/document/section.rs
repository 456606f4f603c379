//! Sections: the parts of a document under its headings.

use std::ops::Range;

use serde::{Deserialize, Serialize};

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
