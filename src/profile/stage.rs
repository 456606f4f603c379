//! What a profile asks of a stage of a career, where its documents tell the stages apart (`docs/weights.md`).

use super::{AskedBy, Profile, sort, weight};
use crate::taxonomy::{Naming, Stage, Taxonomy};

impl Profile {
    /// The stages that its documents tell something about.
    pub fn stages(&self) -> Vec<Stage> {
        let says = |stage| {
            self.requirements.iter().flat_map(|requirement| &requirement.asked_by).any(|by| by.stage == Some(stage))
        };
        Stage::ALL.into_iter().filter(|&stage| says(stage)).collect()
    }

    /// The profile as it is for one stage: what a document says that this stage needs counts as required by that
    /// document; what all documents ask of later stages alone is left out. `None` when no document tells of the stage.
    pub fn at_stage(&self, stage: Stage, taxonomy: &Taxonomy) -> Option<Self> {
        if !self.stages().contains(&stage) {
            return None;
        }
        let mut profile = Self { stage: Some(stage), ..self.clone() };
        profile.requirements.retain_mut(|requirement| {
            let at: Vec<AskedBy> = requirement
                .asked_by
                .iter()
                .filter(|by| by.stage.is_none_or(|asked| asked <= stage))
                .map(|by| AskedBy {
                    naming: if by.stage == Some(stage) { by.naming.min(Some(Naming::Required)) } else { by.naming },
                    ..by.clone()
                })
                .collect();
            let known = requirement.asked_by.iter().any(|by| by.naming.is_some());
            match weight::of(&at) {
                Some((level, weight)) => {
                    (requirement.level, requirement.weight) = (level, weight);
                    requirement.asked_by = at;
                    true
                }
                // Without what the documents call it there is nothing to weigh anew.
                None => !known,
            }
        });
        sort(&mut profile.requirements, taxonomy);
        Some(profile)
    }
}
