//! What can be wrong with a configuration.

use crate::taxonomy::compile::{nearest, shortened};
use crate::taxonomy::load::line_of;

/// Something wrong in a configuration. Does not hold the path, which its reader knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ConfigError {
    /// Line from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl ConfigError {
    /// An error at a line.
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// What the TOML reader says, with the key that was probably meant instead of an unknown one.
pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> ConfigError {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    let message = error.message().trim_end();
    // Serde's words are: unknown field `x`, expected one of `a`, `b`.
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((key, known)) if message.starts_with("unknown field") && !known.is_empty() => {
            let near = match nearest(key, known.iter().copied()) {
                near if near.is_empty() => format!("; known here are {}", known.join(", ")),
                near => near,
            };
            ConfigError::new(line, shortened(&format!("there is no key `{key}` here{near}")))
        }
        _ => ConfigError::new(line, format!("{}; docs/ci.md explains the keys", shortened(message))),
    }
}
