//! Tesseract under limits: a process of this program limits itself, and then becomes tesseract. So it has the limits from
//! its first instruction on, without unsafe code.

use std::ffi::OsString;
use std::process::ExitCode;

/// Exit code when there is no such program.
pub(super) const NOT_FOUND: u8 = 127;
/// Exit code when it cannot be started.
pub(super) const NOT_STARTED: u8 = 126;

/// What a process does that was started to become another program: limits itself to so many bytes of memory (0 for no
/// limit) and seconds of processor time, gives up writing to files and, where the kernel can tell, connections, and becomes
/// the program. `args` are the two numbers, the program, and its arguments. Returns only when that fails.
pub fn launch(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args = args.into_iter();
    let mut number = || args.next().and_then(|arg| arg.to_str().and_then(|text| text.parse::<u64>().ok()));
    let (Some(memory), Some(seconds)) = (number(), number()) else { return ExitCode::from(NOT_STARTED) };
    let Some(program) = args.next() else { return ExitCode::from(NOT_STARTED) };
    ExitCode::from(system::become_program(memory, seconds, &program, args))
}

#[cfg(unix)]
mod system {
    use std::ffi::{OsStr, OsString};
    use std::io::ErrorKind;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use nix::sys::resource::{Resource, setrlimit};

    pub(super) fn become_program(
        memory: u64,
        seconds: u64,
        program: &OsStr,
        args: impl Iterator<Item = OsString>,
    ) -> u8 {
        let limit = |resource, most| {
            let _ = setrlimit(resource, most, most);
        };
        limit(Resource::RLIMIT_CPU, seconds);
        // It answers through a pipe, and leaves no file of a person's page behind, a core file included.
        limit(Resource::RLIMIT_FSIZE, 0);
        limit(Resource::RLIMIT_CORE, 1);
        if memory > 0 {
            limit(Resource::RLIMIT_AS, memory);
        }
        confine();
        match Command::new(program).args(args).exec().kind() {
            ErrorKind::NotFound => super::NOT_FOUND,
            _ => super::NOT_STARTED,
        }
    }

    /// Files can be read and programs started, and nothing else: no file is written or made, and no connection opened.
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
    fn confine() {
        use landlock::{
            ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
        };
        const NEWEST: ABI = ABI::V5;
        let confined = || -> Result<(), Box<dyn std::error::Error>> {
            Ruleset::default()
                .handle_access(AccessFs::from_all(NEWEST))?
                .handle_access(AccessNet::from_all(NEWEST))?
                .create()?
                .add_rule(PathBeneath::new(PathFd::new("/")?, AccessFs::from_read(NEWEST)))?
                .restrict_self()?;
            Ok(())
        };
        // Where the kernel has no Landlock, the limits hold.
        let _ = confined();
    }

    #[cfg(not(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
    )))]
    fn confine() {}
}

#[cfg(not(unix))]
mod system {
    use std::ffi::{OsStr, OsString};

    /// Other systems cannot become a program: it is started without a launcher there.
    pub(super) fn become_program(_: u64, _: u64, _: &OsStr, _: impl Iterator<Item = OsString>) -> u8 {
        super::NOT_STARTED
    }
}
