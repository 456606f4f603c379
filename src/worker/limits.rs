//! What a worker may use, what it used, and what was taken from it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a worker may use for one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Wall time for a document, counted from [`Worker::send`](super::Worker::send).
    pub time: Duration,
    /// Processor time for a document, rounded up to whole seconds of the process. Kept on unix only.
    pub cpu: Duration,
    /// Address space in bytes; 0 for no limit. Kept on unix only.
    pub memory: u64,
    /// Largest answer in bytes.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(20), cpu: Duration::from_secs(10), memory: 1 << 30, output: 64 << 20 }
    }
}

/// What a worker used, as it says itself; zero where the system does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Processor time for the last document.
    pub cpu: Duration,
    /// Most memory that was resident since the worker started, in bytes.
    pub peak_memory: u64,
}

/// What a worker gave up before it read, with the means of the system. Limits hold without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Isolation {
    /// The kernel refuses it any file, and whatever else its version of Landlock knows.
    pub landlock: bool,
    /// The kernel refuses it all system calls but those for memory, time and its three pipes: no file can be opened, no
    /// socket made, no program started.
    pub seccomp: bool,
}

impl Isolation {
    /// What is lacking, in a sentence; `None` when nothing is.
    pub fn lacks(self) -> Option<&'static str> {
        match (self.landlock, self.seccomp) {
            (true, true) => None,
            (false, true) => Some(
                "the kernel has no Landlock (Linux 5.13 or newer, with landlock among its security modules); a filter of \
                 system calls alone keeps the reader of documents from files and network",
            ),
            (true, false) => Some(
                "the kernel takes no filter of system calls (seccomp); Landlock alone keeps the reader of documents from \
                 files, and from the network as far as it can",
            ),
            (false, false) => Some(
                "this system has neither Landlock nor seccomp, so the reader of documents keeps its access to files and \
                 network; its limits of time and memory hold",
            ),
        }
    }
}
