//! For the eye: 80 columns, quiet, readable without colour. What is said by a colour is said by a word as well.

mod batch;
mod build;
mod check;
mod comparison;
mod evaluate;
mod gaps;
mod import;
mod job;
mod lint;
mod page;
mod posting;
mod proof;
mod report;
mod role;
mod skill;
mod skills;
mod steps;
mod taxonomy;
mod text;

pub use batch::batch;
pub use build::role_build;
pub use check::{check, diff};
pub(super) use check::{name, points};
pub use comparison::comparison;
pub use evaluate::{calibration, evaluation};
pub(super) use gaps::worth;
pub use import::import_report;
pub use lint::{lint, lint_rules};
pub use page::{percent, plain};
pub(super) use proof::{idle, place, reason, time};
pub use report::report;
pub use role::{role, role_list};
pub use skill::skill;
pub use skills::skills;
pub use taxonomy::{Changes, problems, taxonomy_facts, taxonomy_list};
pub use text::text;
