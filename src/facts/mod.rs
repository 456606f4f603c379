//! What is known about a role, a skill or a document's skills, put together for rendering. Like a [report](crate::report),
//! a value of this module is complete: the renderers only set it in lines or fields.

mod build;
mod lint;
mod list;
mod role;
mod skill;
mod taxonomy;

pub use build::BuildFacts;
pub use lint::LintFacts;
pub use list::SkillList;
pub use role::{RequirementFacts, RoleFacts, Weight};
pub use skill::{AskedFor, Place, Places, SkillFacts, places};
pub use taxonomy::{KnownCredential, KnownSkill, Recognition, TaxonomyFacts};
