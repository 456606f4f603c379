//! Reads a resume, compares it with a role, and says which skills are covered, which are missing, and what to do next.
pub mod document;
pub mod extract;
pub mod worker;
