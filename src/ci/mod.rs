//! The CI check: what a repository asks of its resumes, against what is in them. Values in, values out: who finds the
//! files and prints the result stands in `src/cli/check.rs`.
//!
//! [`judge`] makes the findings of one resume from its reports; [`Outcome`] holds those of all of them and knows the
//! verdict. A [`Standing`] is what is kept of a resume as a baseline: no word of it.

mod difference;
mod gaps;
mod judge;
mod lost;
mod outcome;
mod place;
mod rules;
mod silence;
mod standing;
mod stored;

pub use difference::{AimChange, Alone, Difference, SkillChange};
pub use gaps::{GAP_RULES, gaps};
pub use judge::{Before, Settings, Subject, Target, judge, not_judged, unread};
pub use outcome::{Gap, Outcome, ResumeOutcome, TargetOutcome, Verdict, configuration, unused};
pub use rules::{FIXED, RULES};
pub use silence::{InPlace, MARK, find as find_silences, has_comments};
pub use standing::{Aim, Held, Standing};
pub use stored::{Stored, StoredError, is_stored, read as read_stored};
