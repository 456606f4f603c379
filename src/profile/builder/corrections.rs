//! Reviewed changes to what was built: facts that were read wrongly, groups that a person knows better, skills that are
//! named and not asked for. Each says why.

use std::collections::BTreeSet;

use super::{AskedBy, Built, FoundGroup};
use crate::document::Locator;
use crate::profile::AnyOf;
use crate::taxonomy::compile::nearest;
use crate::taxonomy::load::line_of;
use crate::taxonomy::schema::Corrections;
use crate::taxonomy::{SkillIndex, Taxonomy};

/// What corrections leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The facts and groups that hold.
    pub built: Built,
    /// Skills that are not asked for.
    pub excluded: BTreeSet<SkillIndex>,
}

/// Reads a file of corrections.
///
/// # Errors
/// The first thing that is wrong with it, with its line.
pub fn parse_corrections(text: &str) -> Result<Corrections, String> {
    let corrections: Corrections = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let what = error.message().trim_end();
        format!("line {line}: {what}; corrections have [[fact]], [[group]] and [[exclude]] tables, each with `why`")
    })?;
    Ok(corrections)
}

impl Built {
    /// Applies corrections.
    ///
    /// # Errors
    /// When one names a skill that is none, or changes nothing.
    pub fn correct(mut self, corrections: &Corrections, taxonomy: &Taxonomy) -> Result<Corrected, String> {
        let find = |id: &str| {
            taxonomy.skill(id).map(|(index, _)| index).ok_or_else(|| {
                let near = nearest(id, taxonomy.skills.iter().map(|skill| skill.id.as_str()));
                format!("`{id}` is no skill{near}; see `gapcheck taxonomy list`")
            })
        };
        for fact in &corrections.fact {
            let skill = find(&fact.skill)?;
            let here = |by: &AskedBy| {
                *by.document == *fact.document
                    && *by.heading == *fact.heading
                    && by.skill == Some(skill)
                    && by.stage == fact.stage
            };
            let known = self.asked.iter().find(|by| here(by)).cloned();
            if fact.level == known.as_ref().and_then(|by| by.naming) {
                let (skill, heading) = (&fact.skill, &fact.heading);
                return Err(format!("the [[fact]] of `{skill}` under {heading:?} changes nothing; take it out"));
            }
            self.asked.retain(|by| !here(by));
            if let Some(level) = fact.level {
                self.asked.push(AskedBy {
                    document: fact.document.as_str().into(),
                    heading: fact.heading.as_str().into(),
                    locator: fact.line.map(Locator::Line).or(known.and_then(|by| by.locator)),
                    skill: Some(skill),
                    naming: Some(level),
                    stage: fact.stage,
                });
            }
        }
        let groups = corrections.group.iter().map(|group| {
            let skills = group.any_of.iter().map(|id| find(id)).collect::<Result<BTreeSet<_>, _>>()?;
            Ok(AnyOf { name: group.name.clone(), skills: skills.into_iter().collect() })
        });
        let groups = groups.collect::<Result<Vec<AnyOf>, String>>()?;
        let given: BTreeSet<SkillIndex> = groups.iter().flat_map(|group| group.skills.iter().copied()).collect();
        let excluded =
            corrections.exclude.iter().map(|exclude| find(&exclude.skill)).collect::<Result<BTreeSet<_>, _>>()?;
        // A group that was found gives way to one that a person wrote.
        self.groups
            .retain(|group| !group.any_of.skills.iter().any(|skill| given.contains(skill) || excluded.contains(skill)));
        let written = |any_of: AnyOf| FoundGroup { any_of, document: String::new(), locator: Locator::Line(0) };
        self.groups.extend(groups.into_iter().map(written));
        Ok(Corrected { built: self, excluded })
    }
}
