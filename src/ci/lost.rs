//! What a resume lost since the baseline.

use std::collections::BTreeMap;

use super::difference::{AimChange, Difference};
use super::judge::Before;
use super::place::Item;
use super::standing::{Aim, Held, Standing};
use crate::finding::Severity;
use crate::render::percent;
use crate::taxonomy::Taxonomy;

/// Compares with the baseline; `None` when the resume is not in it. A skill that is lost is one finding, however many
/// targets ask for it; so is the coverage of a target.
pub(super) fn compare(
    standing: &Standing,
    before: Before<'_>,
    taxonomy: &Taxonomy,
    items: &mut Vec<Item>,
) -> Option<Difference> {
    let Before { path, stored, update } = before;
    let missing = |what: &str| {
        Item::new(
            "not-in-baseline",
            format!("{what} is not in the baseline {path}."),
            format!("Put it in with `{update}`."),
        )
        .weighing(Severity::Warning)
    };
    let Some(was) = stored.resumes.iter().find(|one| one.path == standing.path) else {
        items.push(missing("This resume"));
        return None;
    };
    for aim in standing.targets.iter().filter(|aim| was.target(aim, false).is_none()) {
        items.push(missing(&format!("The target {}", aim.label())));
    }
    let difference = Difference::between(was, standing);
    let newer = if stored.taxonomy_version == taxonomy.version {
        String::new()
    } else {
        " The baseline is of another version of the taxonomy, which may be why.".to_string()
    };
    let remedy = format!("If that is meant, write the baseline anew with `{update}` and commit it.{newer}");
    items.extend(difference.targets.iter().filter_map(|change| dropped(change, standing, &remedy)));
    lost(&difference, standing, taxonomy, &remedy, items);
    Some(difference)
}

/// The coverage of a target that dropped.
fn dropped(change: &AimChange, standing: &Standing, remedy: &str) -> Option<Item> {
    let drop = |was: Option<u32>, is: Option<u32>| match (was, is) {
        (Some(was), Some(is)) if is < was => Some(format!("from {} to {}", percent(was), percent(is))),
        _ => None,
    };
    let whole = drop(change.before.coverage, change.after.coverage);
    let required = drop(change.before.coverage_required, change.after.coverage_required);
    let what = match (whole, required) {
        (Some(whole), Some(required)) => format!("coverage dropped {whole}, that of what is required {required}"),
        (Some(whole), None) => format!("coverage dropped {whole}"),
        (None, Some(required)) => format!("coverage of what is required dropped {required}"),
        (None, None) => return None,
    };
    Some(Item::new("coverage-dropped", standing.about(&change.after, &what), remedy))
}

/// What was covered, or else named, and is not any more.
fn lost(difference: &Difference, standing: &Standing, taxonomy: &Taxonomy, remedy: &str, items: &mut Vec<Item>) {
    let name = |id: &str| taxonomy.skill(id).map_or(id.to_string(), |(_, skill)| skill.name.clone());
    let mut covered: BTreeMap<&str, Vec<&Aim>> = BTreeMap::new();
    for change in &difference.targets {
        for id in &change.lost {
            covered.entry(id).or_default().push(&change.after);
        }
    }
    for (id, aims) in &covered {
        let now = match standing.skills.get(*id) {
            // It is there, and not for as long as is asked.
            Some(Held::Demonstrated) => "now it is only in part".to_string(),
            Some(held) => format!("now it is only {}", held.name()),
            None => "now it is not".to_string(),
        };
        let labels: Vec<&str> = aims.iter().map(|aim| aim.label()).collect();
        let of = match standing.targets.len() {
            1 => String::new(),
            _ => format!(" ({})", labels.join(", ")),
        };
        let message = format!("{} was covered in the baseline, {now}{of}.", name(id));
        items.push(Item::new("skill-lost", message, remedy).about(id));
    }
    for change in difference.lost.iter().filter(|change| !covered.contains_key(change.skill.as_str())) {
        let message = format!("{} was named in the baseline, and is not any more.", name(&change.skill));
        let item = Item::new("skill-lost", message, remedy).about(&change.skill);
        items.push(item.weighing(Severity::Warning));
    }
}
