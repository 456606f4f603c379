//! Names that users give for skills and roles.

use std::path::Path;

use gapcheck::profile::{self, Profile};
use gapcheck::taxonomy::compile::nearest;
use gapcheck::taxonomy::{RoleSource, SkillIndex, Stage, Taxonomy};

use super::failure::{Failure, shown, why};
use super::options::StageArg;

/// A profile with where it comes from.
pub struct Target<'t> {
    /// What is asked for.
    pub profile: Profile,
    /// `built-in`, or the path of the role file.
    pub source: String,
    /// Duties, career and pay, for a built-in role.
    pub role: Option<&'t RoleSource>,
}

/// The role with an id, a title or an alias, or else the one in a file.
///
/// # Errors
/// When it is neither, or the file is wrong.
pub fn role<'t>(wanted: &str, taxonomy: &'t Taxonomy) -> Result<Target<'t>, Failure> {
    if let Some(role) = taxonomy.role(wanted) {
        return Ok(Target {
            profile: profile::build(role, taxonomy),
            source: "built-in".to_string(),
            role: Some(role),
        });
    }
    let path = Path::new(wanted);
    if !path.exists() {
        let near = nearest(wanted, taxonomy.roles.iter().map(|role| role.id.as_str()));
        return Err(Failure::UnknownRole { name: shown(path), near });
    }
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::NotReadable { path: shown(path), why: why(error.kind()) })?;
    let profile = profile::parse(&text, taxonomy).map_err(|error| Failure::RoleFile { path: shown(path), error })?;
    if profile.requirements.is_empty() {
        let error =
            profile::ProfileError { line: 1, message: "no [[requirement]] table; a role asks for something".into() };
        return Err(Failure::RoleFile { path: shown(path), error });
    }
    Ok(Target { profile, source: shown(path), role: None })
}

impl Target<'_> {
    /// The same role, weighed for a stage of a career where one is asked for.
    ///
    /// # Errors
    /// When its documents do not tell what that stage needs.
    pub fn at_stage(mut self, arg: &StageArg, taxonomy: &Taxonomy) -> Result<Self, Failure> {
        if let Some(stage) = arg.stage {
            let stage = Stage::from(stage);
            self.profile = self.profile.at_stage(stage, taxonomy).ok_or_else(|| Failure::NoStage {
                role: gapcheck::render::plain(&self.profile.title),
                stage: stage.name(),
                known: self.profile.stages().iter().map(|stage| stage.name()).collect::<Vec<_>>().join(", "),
            })?;
        }
        Ok(self)
    }
}

/// The skill that a user means by an id, a name or an alias.
///
/// # Errors
/// When no skill is called so.
pub fn skill(wanted: &str, taxonomy: &Taxonomy) -> Result<SkillIndex, Failure> {
    let wanted = wanted.trim();
    taxonomy.find(wanted).map(|(index, _)| index).ok_or_else(|| {
        let ids = taxonomy.skills.iter().map(|skill| skill.id.as_str());
        let lower = wanted.to_lowercase();
        let near = match nearest(&lower.replace(' ', "-"), ids) {
            near if near.is_empty() => nearest(&lower, taxonomy.forms.iter().map(|form| form.text)),
            near => near,
        };
        Failure::UnknownSkill { name: gapcheck::render::plain(wanted), near }
    })
}

/// Several of them; each once, in the order of the taxonomy.
///
/// # Errors
/// The first that is no skill.
pub fn skills(wanted: &[String], taxonomy: &Taxonomy) -> Result<Vec<SkillIndex>, Failure> {
    let mut found = wanted.iter().map(|name| skill(name, taxonomy)).collect::<Result<Vec<_>, _>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
