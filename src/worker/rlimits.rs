//! What the system does for a worker, and where it does not: everything that is particular to unix is here.

#[cfg(unix)]
mod system {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;
    use std::time::Duration;

    use rlimit::Resource;

    /// Limits the address space of this process; 0 for no limit. No core file of a document is written.
    pub(in super::super) fn limit_memory(bytes: u64) {
        let _ = rlimit::setrlimit(Resource::CORE, 0, 0);
        // Some systems do not know the limit or do not keep it (macOS); the limits of time and output hold there.
        if bytes > 0 {
            let _ = rlimit::setrlimit(Resource::AS, bytes, bytes);
        }
    }

    /// Limits the processor time of this process, all documents so far included. It is single-threaded, so what it
    /// used is at most the time since it started. This ends a worker whose parent is gone.
    pub(in super::super) fn limit_cpu(total: Duration) {
        let soft = total.as_secs().saturating_add(2);
        if let Ok((_, hard)) = rlimit::getrlimit(Resource::CPU) {
            let _ = rlimit::setrlimit(Resource::CPU, soft.min(hard), hard);
        }
    }

    /// The signal that ended a process.
    pub(in super::super) fn signal(status: ExitStatus) -> Option<i32> {
        status.signal()
    }

    /// The signal of used-up processor time: 24 on Linux, the BSDs and macOS.
    pub(in super::super) fn is_cpu_signal(signal: i32) -> bool {
        signal == 24
    }
}

#[cfg(not(unix))]
mod system {
    use std::process::ExitStatus;
    use std::time::Duration;

    pub(in super::super) fn limit_memory(_: u64) {}
    pub(in super::super) fn limit_cpu(_: Duration) {}
    pub(in super::super) fn signal(_: ExitStatus) -> Option<i32> {
        None
    }
    pub(in super::super) fn is_cpu_signal(_: i32) -> bool {
        false
    }
}

pub(super) use system::{is_cpu_signal, limit_cpu, limit_memory, signal};
