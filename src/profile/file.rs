//! Role profile files: `[[requirement]]` tables with `skill` or `any_of`, `level`, `weight`, `commonly_missing`,
//! `asked_by`. `role show --format toml` writes one, `--role FILE` reads one.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Ask, AskedBy, Profile, Requirement};
use crate::document::Locator;
use crate::taxonomy::compile::nearest;
use crate::taxonomy::load::line_of;
use crate::taxonomy::{Level, Naming, Stage, Taxonomy};

/// Something wrong in a role profile file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ProfileError {
    /// Line from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAskedBy {
    document: String,
    #[serde(default)]
    heading: String,
    line: Option<u32>,
    page: Option<u32>,
    /// Of a group, which member is asked for.
    skill: Option<String>,
    /// What the document calls it.
    level: Option<Naming>,
    stage: Option<Stage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRequirement {
    skill: Option<String>,
    #[serde(default)]
    any_of: Vec<String>,
    name: Option<String>,
    level: Level,
    weight: u32,
    #[serde(default)]
    commonly_missing: bool,
    #[serde(default)]
    asked_by: Vec<FileAskedBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileProfile {
    id: String,
    title: String,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    requirement: Vec<Spanned<FileRequirement>>,
}

/// Reads a role profile file.
///
/// # Errors
/// The first thing that is wrong with it, with its line.
pub fn parse(text: &str, taxonomy: &Taxonomy) -> Result<Profile, ProfileError> {
    let file: FileProfile = toml::from_str(text).map_err(|error| ProfileError {
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: format!("{}; a role profile has `id`, `title` and [[requirement]] tables", error.message().trim_end()),
    })?;
    let mut requirements = Vec::new();
    for spanned in file.requirement {
        let line = line_of(text, spanned.span().start);
        let fail = |message: String| ProfileError { line, message };
        let requirement = spanned.into_inner();
        let find = |id: &String| {
            taxonomy.find(id).map(|(index, _)| index).ok_or_else(|| {
                let near = nearest(id, taxonomy.skills.iter().map(|skill| skill.id.as_str()));
                fail(format!("`{id}` is no skill{near}; see `gapcheck taxonomy list`"))
            })
        };
        let single = requirement.skill.as_ref().map(find).transpose()?;
        let asked_by = |by: FileAskedBy| {
            Ok(AskedBy {
                locator: by.line.map(Locator::Line).or(by.page.map(Locator::Page)),
                skill: by.skill.as_ref().map(find).transpose()?.or(single.filter(|_| by.level.is_some())),
                document: by.document.into(),
                heading: by.heading.into(),
                naming: by.level,
                stage: by.stage,
            })
        };
        let ask = match (&requirement.skill, requirement.any_of.as_slice()) {
            (Some(skill), []) => Ask::Skill(find(skill)?),
            (None, [_, ..]) => {
                let mut skills = requirement.any_of.iter().map(find).collect::<Result<Vec<_>, _>>()?;
                skills.sort_unstable();
                skills.dedup();
                let names = || skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect::<Vec<_>>();
                let name = requirement.name.clone().unwrap_or_else(|| names().join(" or "));
                Ask::AnyOf { name, skills, beside: Vec::new(), open: false }
            }
            _ => return Err(fail("a requirement has either `skill` or `any_of`".into())),
        };
        if requirement.weight == 0 {
            return Err(fail("the weight is 0; leave the requirement out, or give it 1 or more".into()));
        }
        requirements.push(Requirement {
            ask,
            level: requirement.level,
            weight: requirement.weight,
            commonly_missing: requirement.commonly_missing,
            years: None,
            asked_by: requirement.asked_by.into_iter().map(asked_by).collect::<Result<_, _>>()?,
        });
    }
    super::sort(&mut requirements, taxonomy);
    Ok(Profile { id: file.id, title: file.title, documents: file.documents, stage: None, requirements })
}

/// Writes a role profile file that [`parse`] reads back to an equal profile.
pub fn to_toml(profile: &Profile, taxonomy: &Taxonomy) -> String {
    let quote = |text: &str| toml::Value::from(text).to_string();
    let list = |items: &mut dyn Iterator<Item = &str>| items.map(quote).collect::<Vec<_>>().join(", ");
    let mut out = format!(
        "id = {}\ntitle = {}\ndocuments = [{}]\n",
        quote(&profile.id),
        quote(&profile.title),
        list(&mut profile.documents.iter().map(String::as_str))
    );
    for requirement in &profile.requirements {
        out.push_str("\n[[requirement]]\n");
        match &requirement.ask {
            Ask::Skill(skill) => out.push_str(&format!("skill = {}\n", quote(&taxonomy.at(*skill).id))),
            Ask::AnyOf { name, skills, .. } => {
                let ids = list(&mut skills.iter().map(|&skill| taxonomy.at(skill).id.as_str()));
                out.push_str(&format!("name = {}\nany_of = [{ids}]\n", quote(name)));
            }
        }
        out.push_str(&format!("level = {}\nweight = {}\n", quote(requirement.level.name()), requirement.weight));
        if requirement.commonly_missing {
            out.push_str("commonly_missing = true\n");
        }
        out.push_str("asked_by = [\n");
        for by in &requirement.asked_by {
            out.push_str(&format!("  {{ document = {}, heading = {}", quote(&by.document), quote(&by.heading)));
            match by.locator {
                Some(Locator::Line(line)) => out.push_str(&format!(", line = {line}")),
                Some(Locator::Page(page)) => out.push_str(&format!(", page = {page}")),
                _ => {}
            }
            if let (Ask::AnyOf { .. }, Some(skill)) = (&requirement.ask, by.skill) {
                out.push_str(&format!(", skill = {}", quote(&taxonomy.at(skill).id)));
            }
            let naming = by.naming.map(|naming| ("level", naming.name()));
            for (key, value) in naming.into_iter().chain(by.stage.map(|stage| ("stage", stage.name()))) {
                out.push_str(&format!(", {key} = {}", quote(value)));
            }
            out.push_str(" },\n");
        }
        out.push_str("]\n");
    }
    out
}
