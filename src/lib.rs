//! Reads a resume, compares it with a role, and says which skills are covered, which are missing, and what to do next.
//!
//! One direction, no way back:
//!
//! ```text
//! bytes ─ extract ─▶ Document ─ normalize ─▶ text + offset map ─ matcher ─▶ mentions ─┐
//! taxonomy/*.toml ─ build script ─▶ compiled taxonomy ─────────────────────────────────┼─ coverage ─▶ Report ─ render
//! documents ─ profile ─▶ requirements ─────────────────────────────────────────────────┘
//! ```
//!
//! The library prints nothing, reads no environment and no clock. The same input gives the same output, byte for byte.

pub mod batch;
pub mod builtin;
pub mod check;
pub mod ci;
pub mod config;
pub mod coverage;
pub mod document;
pub mod evaluate;
pub mod extract;
pub mod facts;
pub mod finding;
pub mod import;
pub mod lint;
pub mod matcher;
pub mod normalize;
pub mod ocr;
pub mod profile;
pub mod render;
pub mod report;
pub mod taxonomy;
pub mod timeline;
mod words;
pub mod worker;
