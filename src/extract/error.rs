//! Why a document could not be read. Each says what to do; the caller adds the path.

use serde::{Deserialize, Serialize};

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// Zero bytes, or white space only.
    #[error("the file is empty; give a resume with text in it")]
    Empty,
    /// Over the size limit.
    #[error("the file is larger than the limit of {limit} bytes; raise it with --max-bytes if you trust the file")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}
