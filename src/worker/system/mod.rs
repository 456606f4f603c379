//! What the system does for a worker. All that differs between systems is in this folder: `unix` has the limits of
//! resources, `linux` takes files and network away.

// The machines that `seccompiler` knows.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
mod linux;
#[cfg(unix)]
mod unix;

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
use linux as confinement;
#[cfg(unix)]
use unix as limits;
#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
use without as confinement;
#[cfg(not(unix))]
use without as limits;

pub(super) use confinement::confine;
pub(super) use limits::{is_cpu_signal, limit_cpu, limit_memory, limit_rest, signal, usage};

/// Systems that have less to offer: nothing is limited here, and the parent's own limits (time, size of the answer)
/// remain.
#[allow(dead_code, reason = "each system takes from here what it lacks")]
mod without {
    use std::process::ExitStatus;
    use std::time::Duration;

    use super::super::{Isolation, Usage};

    pub(in super::super) fn confine() -> Isolation {
        Isolation::default()
    }

    pub(in super::super) fn limit_rest() {}
    pub(in super::super) fn limit_memory(_: u64) {}
    pub(in super::super) fn limit_cpu(_: Duration) {}

    pub(in super::super) fn usage() -> Usage {
        Usage::default()
    }

    pub(in super::super) fn signal(_: ExitStatus) -> Option<i32> {
        None
    }

    pub(in super::super) fn is_cpu_signal(_: i32) -> bool {
        false
    }
}
