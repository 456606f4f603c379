//! Reads a resume, compares it with a role, and says which skills are covered, which are missing, and what to do next.
pub mod builtin;
pub mod check;
pub mod coverage;
pub mod document;
pub mod extract;
pub mod facts;
pub mod matcher;
pub mod normalize;
pub mod profile;
pub mod render;
pub mod report;
pub mod taxonomy;
pub mod worker;
