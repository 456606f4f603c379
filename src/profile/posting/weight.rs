//! The weight of a requirement of a posting; `docs/weights.md` tells it to people.

use crate::taxonomy::Level;

/// Points of a level, times this: room for emphasis and repetition without ever reaching the next level.
const SCALE: u32 = 3;

/// What a posting says about one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// The strongest level.
    pub level: Level,
    /// It stands in the title, or with a word such as "must", "expert" or "strong".
    pub emphasised: bool,
    /// How many sentences ask for it.
    pub sentences: usize,
}

/// Three times the points of the level, and one more for each of emphasis and repetition: required 9 to 11, preferred 6
/// to 8, mentioned 3 to 5.
pub(super) fn weight(said: Said) -> u32 {
    said.level.points() * SCALE + u32::from(said.emphasised) + u32::from(said.sentences > 1)
}
