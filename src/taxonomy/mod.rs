//! The taxonomy: what is known about skills, credentials, documents, roles, advice and language, compiled from the
//! TOML files in `taxonomy/` (see the manual there).
//!
//! The build script compiles the files of this repository into the binary ([`crate::builtin`]); [`load`] does the
//! same for a folder at run time. Both go through [`compile`], which refuses what is inconsistent.

mod beginnings;
pub mod blanks;
pub(crate) mod bytes;
pub mod compile;
mod forms;
pub mod guide;
mod kind;
pub mod language;
pub mod later;
pub(crate) mod lazy_list;
mod literals;
pub mod load;
mod marked;
mod needs;
mod outlook;
pub mod own;
mod packed;
mod phrases;
mod pieces;
pub mod posting;
mod program;
pub mod schema;
mod skills;
mod warm_up;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use beginnings::{Beginnings, Names};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use blanks::Blanks;
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use forms::{Form, Forms, Parts};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use guide::Guide;
pub use language::Language;
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use marked::Marked;
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use needs::{Anchor, AnchorOf, Literal, Literals, Needs, NeedsTable, Route, RouteOf};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use outlook::Outlook;
pub use packed::Packed;
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use phrases::{ActionNeeds, Phrase, Phrases, Triggers};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use pieces::{Piece, pieces, visible_pieces};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use program::{Program, Programs, Scratch};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use schema::{
    Ambiguous, AskedAt, Category, Context, CredentialKind, GeneralSource, Level, Naming, RoleSource, SourceDocument,
    Stage, StepSource, When,
};
pub use skills::Skills;

/// Index of a skill in [`Taxonomy::skills`].
pub type SkillIndex = u32;

/// A compiled taxonomy. Everything is sorted, so that equal sources give equal bytes whatever the order of files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Taxonomy {
    /// Version of the contents: the first twelve hexadecimal digits of a SHA-256 over them.
    pub version: String,
    /// The documents that it was built from, by id.
    pub documents: Vec<SourceDocument>,
    /// Skills by id; those of a user's own files behind the others, so that no index changes. A table of its own, as
    /// forms, rules and phrases are: not decoded with the rest.
    #[serde(skip)]
    pub skills: Skills,
    /// Credentials by id; those of a user's own files behind the others.
    pub credentials: Vec<Credential>,
    /// Surface forms by folded text.
    #[serde(skip)]
    pub forms: Forms,
    /// Ambiguity rules, referred to by forms.
    #[serde(skip)]
    pub rules: Packed<Rule>,
    /// Evidence phrases.
    #[serde(skip)]
    pub phrases: Phrases,
    /// Next steps by id.
    pub steps: Vec<StepSource>,
    /// What to say of gaps that no step closes, by case.
    pub general: Vec<GeneralSource>,
    /// Roles by id.
    pub roles: Vec<RoleSource>,
    /// Headings, cues and the like.
    pub language: Language,
    /// The last skills, which a user's own files added, by id; those before them are by id, too.
    #[serde(skip)]
    added: Vec<SkillIndex>,
    /// What very many tools are for; made when it is asked for.
    #[serde(skip)]
    wide: OnceLock<BTreeSet<SkillIndex>>,
}

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Stable id, kebab-case.
    pub id: String,
    /// As people write it.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// Whether the name is also an employer's.
    pub company: bool,
    /// What it is a kind of.
    pub broader: Vec<SkillIndex>,
    /// What it shows a capability of.
    pub evidence_of: Vec<SkillIndex>,
    /// What does the same job.
    pub alternatives: Vec<SkillIndex>,
    /// Which documents ask for it, where.
    pub asked: Vec<AskedAt>,
}

/// A degree or certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Stable id, kebab-case.
    pub id: String,
    /// As people write it.
    pub name: String,
    /// Degree or certificate.
    pub kind: CredentialKind,
    /// Level of a degree.
    pub level: Option<String>,
    /// Which documents ask for it, where.
    pub asked: Vec<AskedAt>,
}

/// What a surface form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A skill, by index.
    Skill(SkillIndex),
    /// A credential, by index.
    Credential(u32),
}

/// An ambiguity rule with folded phrases; see `taxonomy/README.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Rule {
    pub spelled: Vec<String>,
    pub needs: Vec<Context>,
    pub after: Vec<String>,
    pub before: Vec<String>,
    pub near: Vec<String>,
    pub companions: Vec<SkillIndex>,
    pub never: Vec<String>,
}

/// What people want to know of a skill or credential and matching does not: kept apart, decoded on demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Id of the skill or credential.
    pub id: String,
    /// Other surface forms, as written in the taxonomy.
    pub aliases: Vec<String>,
    /// Must be found in each of these.
    pub positive: Vec<String>,
    /// Must not be found in any of these.
    pub negative: Vec<String>,
}

impl Credential {
    /// The place of a degree in the order of degrees; `None` for what is no degree of a known level.
    pub fn rank(&self) -> Option<usize> {
        let level = self.level.as_deref().filter(|_| self.kind == CredentialKind::Degree)?;
        ["associate", "bachelor", "master", "doctorate"].iter().position(|known| *known == level)
    }
}

impl Taxonomy {
    /// The skill with an id.
    pub fn skill(&self, id: &str) -> Option<(SkillIndex, &Skill)> {
        let (mut from, mut to) = (0, (self.skills.len() - self.added.len()) as SkillIndex);
        while from < to {
            let middle = from.midpoint(to);
            match self.skills.id(middle).cmp(id.as_bytes()) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some((middle, self.at(middle))),
                Ordering::Greater => to = middle,
            }
        }
        let added = self.added.binary_search_by(|&index| self.skills.id(index).cmp(id.as_bytes())).ok()?;
        Some((self.added[added], self.at(self.added[added])))
    }

    /// A skill and all that it shows, however many steps up: what it is a kind of, and what it is a tool or practice of.
    pub fn shows(&self, skill: SkillIndex) -> BTreeSet<SkillIndex> {
        let mut seen = BTreeSet::new();
        let mut next = vec![skill];
        while let Some(to) = next.pop() {
            if seen.insert(to) {
                next.extend(self.at(to).broader.iter().chain(&self.at(to).evidence_of));
            }
        }
        seen
    }

    /// All skills by id.
    pub fn skills_by_id(&self) -> Vec<&Skill> {
        let mut all: Vec<_> = self.skills.iter().collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// The skill at an index.
    pub fn at(&self, index: SkillIndex) -> &Skill {
        &self.skills[index as usize]
    }

    /// The skill that a person means by an id, a name or an alias.
    pub fn find(&self, wanted: &str) -> Option<(SkillIndex, &Skill)> {
        if let Some(found) = self.skill(wanted) {
            return Some(found);
        }
        match self.forms.find(&crate::normalize::fold_name(wanted))?.target {
            Target::Skill(index) => Some((index, self.at(index))),
            Target::Credential(_) => None,
        }
    }

    /// The role with an id or an alias.
    pub fn role(&self, wanted: &str) -> Option<&RoleSource> {
        let wanted = crate::normalize::fold_name(wanted);
        self.roles.iter().find(|role| {
            [&role.id, &role.title]
                .into_iter()
                .chain(&role.aliases)
                .any(|name| crate::normalize::fold_name(name) == wanted)
        })
    }

    /// The source document with an id.
    pub fn document(&self, id: &str) -> Option<&SourceDocument> {
        self.documents.iter().find(|document| document.id == id)
    }
}
