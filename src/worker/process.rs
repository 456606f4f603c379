//! The process of a worker: started from a program, or forked off this one.

use std::io;
use std::process::{Child, ExitStatus};

/// A process that this one has to wait for.
#[derive(Debug)]
pub(super) enum Process {
    Started(Child),
    #[cfg(target_os = "linux")]
    Forked(forked::Forked),
}

impl Process {
    pub(super) fn id(&self) -> u32 {
        match self {
            Self::Started(child) => child.id(),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.id(),
        }
    }

    /// How it ended; `None` while it runs.
    pub(super) fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        match self {
            Self::Started(child) => child.try_wait(),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.try_wait(),
        }
    }

    pub(super) fn wait(&mut self) -> io::Result<ExitStatus> {
        match self {
            Self::Started(child) => child.wait(),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.wait(),
        }
    }

    /// Whether there may be any number of its kind. No second one is forked beside the threads of the first, so the
    /// record of a dead one may stay until this process ends.
    pub(super) fn is_one_of_many(&self) -> bool {
        matches!(self, Self::Started(_))
    }

    pub(super) fn kill(&mut self) -> io::Result<()> {
        match self {
            Self::Started(child) => child.kill(),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.kill(),
        }
    }
}

#[cfg(target_os = "linux")]
pub(super) use forked::fork;

#[cfg(target_os = "linux")]
mod forked {
    use std::io::{self, PipeReader, PipeWriter};
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use nix::sys::signal::{Signal, kill};
    use nix::unistd::{Pid, dup2_stderr, dup2_stdin, dup2_stdout};

    use super::Process;

    /// A child whose end, once known, is remembered: its number may be another process's by then.
    #[derive(Debug)]
    pub(in super::super) struct Forked {
        id: i32,
        ended: Option<ExitStatus>,
    }

    impl Forked {
        pub(super) fn id(&self) -> u32 {
            self.id.cast_unsigned()
        }

        pub(super) fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
            if self.ended.is_none() {
                self.ended = fork::waitpid_nohang(self.id)?.map(ExitStatus::from_raw);
            }
            Ok(self.ended)
        }

        pub(super) fn wait(&mut self) -> io::Result<ExitStatus> {
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
            let ended = ExitStatus::from_raw(fork::waitpid(self.id)?);
            self.ended = Some(ended);
            Ok(ended)
        }

        pub(super) fn kill(&mut self) -> io::Result<()> {
            match self.ended {
                Some(_) => Ok(()),
                None => Ok(kill(Pid::from_raw(self.id), Signal::SIGKILL)?),
            }
        }
    }

    /// Forks a child that does `work` with these three as its standard streams, and ends with the code that comes back;
    /// `None` where it cannot be, or must not: of several threads only one would live on in the child, and what the
    /// others have locked stays locked there.
    pub(in super::super) fn fork(
        streams: (PipeReader, PipeWriter, PipeWriter),
        work: impl FnOnce() -> u8,
    ) -> Option<Process> {
        if !is_alone() {
            return None;
        }
        match fork::fork().ok()? {
            fork::Fork::Parent(id) => Some(Process::Forked(Forked { id, ended: None })),
            fork::Fork::Child => {
                let (input, output, errors) = streams;
                let taken = dup2_stdin(&input).and(dup2_stdout(&output)).and(dup2_stderr(&errors));
                drop((input, output, errors));
                let code = if taken.is_ok() { work() } else { 1 };
                std::process::exit(code.into())
            }
        }
    }

    /// Whether this process has one thread: its folder of threads has two links of its own, and one for each.
    fn is_alone() -> bool {
        std::fs::metadata("/proc/self/task").is_ok_and(|threads| threads.nlink() == 3)
    }
}
