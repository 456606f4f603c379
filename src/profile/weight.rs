//! The weight of a requirement: agreement between documents (`docs/weights.md`).

use std::collections::BTreeMap;

use super::AskedBy;
use crate::taxonomy::{Level, Naming};

/// The strongest wording of each document, by its id.
fn strongest(asked: &[AskedBy]) -> BTreeMap<&str, Naming> {
    let mut strongest: BTreeMap<&str, Naming> = BTreeMap::new();
    for by in asked {
        let Some(naming) = by.naming else { continue };
        strongest.entry(&by.document).and_modify(|known| *known = naming.min(*known)).or_insert(naming);
    }
    strongest
}

/// The strongest level that any document uses, and the sum of the points over the documents.
pub(super) fn of(asked: &[AskedBy]) -> Option<(Level, u32)> {
    let levels: Vec<Level> = strongest(asked).into_values().map(Naming::level).collect();
    let level = levels.iter().copied().min()?;
    Some((level, levels.into_iter().map(Level::points).sum()))
}

/// How many documents use a wording at the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What they call it.
    pub naming: Naming,
    /// How many do.
    pub documents: u32,
}

/// How a weight comes about: what the documents call it, the strongest wording of each, the strongest first.
pub fn counts(asked: &[AskedBy]) -> Vec<Count> {
    let strongest = strongest(asked);
    Naming::ALL
        .iter()
        .map(|&naming| Count { naming, documents: strongest.values().filter(|&&known| known == naming).count() as u32 })
        .filter(|count| count.documents > 0)
        .collect()
}
