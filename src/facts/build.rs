//! What `role build` made of some documents, and what it leaves to a person.

use super::RoleFacts;
use crate::profile::builder::{Built, BuiltFrom, FoundGroup, FoundStep, Term};
use crate::profile::{AskedBy, Profile};
use crate::taxonomy::{Stage, Taxonomy};

/// A profile with everything that was found on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildFacts<'t> {
    /// The profile as `role show` shows one.
    pub role: RoleFacts<'t>,
    /// The profile.
    pub profile: Profile,
    /// The documents, in the order of the command line.
    pub documents: Vec<BuiltFrom>,
    /// The stages of a career that the documents tell apart.
    pub stages: Vec<Stage>,
    /// Every place that asks for a skill, also for one that corrections leave out.
    pub asked: Vec<AskedBy>,
    /// Any-of groups with the place that gives each.
    pub groups: Vec<FoundGroup>,
    /// Advice, to be rephrased.
    pub steps: Vec<FoundStep>,
    /// Terms to look at.
    pub terms: Vec<Term>,
}

impl<'t> BuildFacts<'t> {
    /// Puts the facts together.
    pub fn new(profile: Profile, documents: Vec<BuiltFrom>, built: Built, taxonomy: &'t Taxonomy) -> Self {
        Self {
            role: RoleFacts::new(&profile, None, "built from documents", taxonomy),
            stages: profile.stages(),
            profile,
            documents,
            asked: built.asked,
            groups: built.groups,
            steps: built.steps,
            terms: built.terms,
        }
    }
}
