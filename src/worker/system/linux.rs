//! A process gives up the file system and the network: Landlock for what it could open or reach, and a list of the
//! system calls that reading from a pipe, computing and writing to a pipe need. Each of the two would do alone for
//! files; together they also hold where one of them has a hole (Landlock does not know UDP, a filter of system calls
//! does not know paths).

use std::collections::BTreeMap;
use std::process;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope};
use nix::libc;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

use super::super::Isolation;

/// Takes the calling thread's rights, and says which of the two the kernel knows. Threads that exist already keep their
/// files under Landlock; the filter takes effect in all of them.
pub(in super::super) fn confine() -> Isolation {
    Isolation {
        landlock: no_rights().is_ok_and(|status| status != RulesetStatus::NotEnforced),
        seccomp: few_calls().is_ok(),
    }
}

/// A set of rules that allows nothing, of as many rights as the kernel knows.
fn no_rights() -> Result<RulesetStatus, RulesetError> {
    const NEWEST: ABI = ABI::V9;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        .restrict_self()?;
    Ok(status.ruleset)
}

/// Calls that a reader makes whatever their arguments are: memory, signals of its own, clocks, and its end.
const PLAIN_CALLS: [libc::c_long; 23] = [
    libc::SYS_brk,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_madvise,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_sigaltstack,
];

/// Every other call fails with "not permitted", which a library that asks for a file of settings survives.
fn few_calls() -> Result<(), Error> {
    let target: TargetArch = std::env::consts::ARCH.try_into()?;
    let filter =
        SeccompFilter::new(calls()?, SeccompAction::Errno(libc::EPERM.cast_unsigned()), SeccompAction::Allow, target)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter_all_threads(&program)
}

/// The calls that are allowed, each with what its arguments must be.
fn calls() -> Result<BTreeMap<i64, Vec<SeccompRule>>, Error> {
    let myself = u64::from(process::id());
    let mut calls: BTreeMap<i64, Vec<SeccompRule>> = PLAIN_CALLS.iter().map(|&call| (call, Vec::new())).collect();
    let mut allow = |call: libc::c_long, rules: Vec<SeccompRule>| calls.insert(call, rules);
    // Only the three pipes: a file or socket that the parent left open is out of reach.
    let [input, output, errors] = [argument(0, 0)?, argument(0, 1)?, argument(0, 2)?];
    allow(libc::SYS_read, vec![input.clone()]);
    allow(libc::SYS_readv, vec![input.clone()]);
    // An archive is given as the input itself, and its directory is at its end.
    allow(libc::SYS_lseek, vec![input]);
    allow(libc::SYS_write, vec![output.clone(), errors.clone()]);
    allow(libc::SYS_writev, vec![output, errors]);
    // New memory comes from nowhere and holds no code.
    let no_code = has(2, libc::PROT_EXEC, 0)?;
    allow(libc::SYS_mprotect, vec![SeccompRule::new(vec![no_code.clone()])?]);
    allow(libc::SYS_mmap, vec![SeccompRule::new(vec![no_code, has(3, libc::MAP_ANONYMOUS, libc::MAP_ANONYMOUS)?])?]);
    // An abort is a signal that a process sends itself.
    for call in [libc::SYS_kill, libc::SYS_tkill, libc::SYS_tgkill] {
        allow(call, vec![argument(0, myself)?]);
    }
    // Its own limits: it can lower them.
    allow(libc::SYS_prlimit64, vec![argument(0, 0)?, argument(0, myself)?]);
    Ok(calls)
}

/// An argument of exactly this value.
fn argument(index: u8, value: u64) -> Result<SeccompRule, Error> {
    let equal = SeccompCondition::new(index, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value)?;
    Ok(SeccompRule::new(vec![equal])?)
}

/// An argument whose masked bits are these.
fn has(index: u8, mask: libc::c_int, bits: libc::c_int) -> Result<SeccompCondition, Error> {
    let masked = SeccompCmpOp::MaskedEq(u64::from(mask.cast_unsigned()));
    Ok(SeccompCondition::new(index, SeccompCmpArgLen::Dword, masked, u64::from(bits.cast_unsigned()))?)
}
