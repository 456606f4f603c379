//! What a process and its children use, from `/proc`.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// How often it is looked.
const PERIOD: Duration = Duration::from_millis(20);
/// The clock of `/proc`, in ticks a second: 100 on every common Linux.
const TICKS: f64 = 100.0;

/// What a run used.
#[derive(Debug, Default, Clone, Copy)]
pub struct Run {
    /// Wall time.
    pub seconds: f64,
    /// Processor time of the process and of its children, in seconds.
    pub cpu: f64,
    /// Most resident memory of the process, in bytes.
    pub parent_memory: u64,
    /// Most resident memory of any of its children.
    pub worker_memory: u64,
}

/// Runs a command to its end.
pub fn watch(command: &mut Command) -> io::Result<Run> {
    let start = Instant::now();
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let parent = process.id();
    let mut seen: BTreeMap<u32, (f64, u64)> = BTreeMap::new();
    while process.try_wait()?.is_none() {
        for id in children(parent).into_iter().chain([parent]) {
            if let (Some(cpu), Some(memory)) = (cpu(id), memory(id)) {
                seen.insert(id, (cpu, memory));
            }
        }
        std::thread::sleep(PERIOD);
    }
    let seconds = start.elapsed().as_secs_f64();
    let parent_memory = seen.get(&parent).map_or(0, |(_, memory)| *memory);
    let workers = seen.iter().filter(|(id, _)| **id != parent);
    let worker_memory = workers.map(|(_, (_, memory))| *memory).max().unwrap_or(0);
    Ok(Run { seconds, cpu: seen.values().map(|(cpu, _)| cpu).sum(), parent_memory, worker_memory })
}

/// Processor time of all children that have ended, in seconds.
pub fn children_cpu() -> f64 {
    let used = getrusage(UsageWho::RUSAGE_CHILDREN);
    used.map_or(0.0, |used| (used.user_time() + used.system_time()).num_microseconds() as f64 / 1e6)
}

fn file(id: u32, name: &str) -> Option<String> {
    std::fs::read_to_string(PathBuf::from(format!("/proc/{id}/{name}"))).ok()
}

/// The children of every thread.
fn children(id: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let of = |thread: std::fs::DirEntry| std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
    let all: Vec<String> = threads.map(of).collect();
    all.iter().flat_map(|ids| ids.split_whitespace()).filter_map(|id| id.parse().ok()).collect()
}

/// Processor time in seconds, without that of children.
fn cpu(id: u32) -> Option<f64> {
    let stat = file(id, "stat")?;
    // The name may hold spaces; behind it the fields are numbers: the 14th and 15th of all.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS)
}

/// Most resident memory in bytes.
fn memory(id: u32) -> Option<u64> {
    let status = file(id, "status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}
