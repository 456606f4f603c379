//! Limits of resources, as every unix has them.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use nix::sys::resource::{Resource, UsageWho, getrlimit, getrusage, setrlimit};
use nix::sys::time::{TimeVal, TimeValLike};

use super::super::Usage;

/// What holds for every document: no file descriptor beyond those that are open, no file is written to, and no core
/// file of a document is left behind.
pub(in super::super) fn limit_rest() {
    let _ = setrlimit(Resource::RLIMIT_NOFILE, 0, 0);
    let _ = setrlimit(Resource::RLIMIT_FSIZE, 0, 0);
    // Linux gives a core to a program that takes it even when its size is limited to 0, and not when it is 1.
    let _ = setrlimit(Resource::RLIMIT_CORE, 1, 1);
}

/// Limits the address space of this process; 0 for no limit.
pub(in super::super) fn limit_memory(bytes: u64) {
    if bytes > 0 {
        // Some systems do not know the limit or do not keep it (macOS); the limits of time and output hold there.
        let _ = setrlimit(Resource::RLIMIT_AS, bytes, bytes);
    }
}

/// Limits the processor time that this process may use from now on. The system counts in seconds since the start, and
/// only the soft limit is moved, so that it can be moved again for the next document. It also ends a worker whose
/// parent is gone.
pub(in super::super) fn limit_cpu(more: Duration) {
    let total = usage().cpu.saturating_add(more);
    let seconds = total.as_secs() + u64::from(total.subsec_nanos() > 0);
    if let Ok((_, hard)) = getrlimit(Resource::RLIMIT_CPU) {
        let _ = setrlimit(Resource::RLIMIT_CPU, seconds.min(hard), hard);
    }
}

/// What this process has used since it started.
pub(in super::super) fn usage() -> Usage {
    let Ok(used) = getrusage(UsageWho::RUSAGE_SELF) else { return Usage::default() };
    let time = |spent: TimeVal| Duration::from_micros(u64::try_from(spent.num_microseconds()).unwrap_or(0));
    // The size is in bytes on Apple's systems, and in kibibytes on all others.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let peak_memory = u64::try_from(used.max_rss()).unwrap_or(0).saturating_mul(unit);
    Usage { cpu: time(used.user_time()) + time(used.system_time()), peak_memory }
}

/// The signal that ended a process.
pub(in super::super) fn signal(status: ExitStatus) -> Option<i32> {
    status.signal()
}

/// Whether a signal says that the processor time is used up.
pub(in super::super) fn is_cpu_signal(signal: i32) -> bool {
    signal == nix::libc::SIGXCPU
}
