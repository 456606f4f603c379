//! What changed in a repository, as git tells it.

use std::process::{Command, Stdio};

use super::repository::{Repository, Selection};
use crate::cli::Failure;

/// The files that are not what they were in a commit, or in the last one that it has in common with this one:
/// committed or not, and those that git does not know yet.
///
/// # Errors
/// When there is no git, no repository or no such commit.
pub fn since(revision: &str, repository: &Repository) -> Result<Selection, Failure> {
    let wrong = |why: &str| Failure::Usage(format!("--changed-since {}: {why}", gapcheck::render::plain(revision)));
    // A name that looks like an option is none of a commit.
    if revision.is_empty() || revision.starts_with('-') {
        return Err(wrong("give a commit, a branch or a tag, such as origin/main"));
    }
    let commit = format!("{revision}^{{commit}}");
    let base = git(repository, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], &wrong)?;
    if !base.status.success() {
        return Err(wrong(&explained(&base.stderr)));
    }
    let base = String::from_utf8_lossy(&base.stdout).trim().to_string();
    let merged = git(repository, &["merge-base", &base, "HEAD"], &wrong)?;
    let base = if merged.status.success() { String::from_utf8_lossy(&merged.stdout).trim().to_string() } else { base };
    let mut selection = Selection::new();
    for arguments in [
        &["diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--relative", &base, "--", "."][..],
        &["ls-files", "--others", "--exclude-standard", "-z", "--", "."],
    ] {
        let listed = git(repository, arguments, &wrong)?;
        if !listed.status.success() {
            return Err(wrong(&explained(&listed.stderr)));
        }
        let names = listed.stdout.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        selection.extend(names.map(|name| String::from_utf8_lossy(name).into_owned()));
    }
    Ok(selection)
}

fn git(
    repository: &Repository,
    arguments: &[&str],
    wrong: &dyn Fn(&str) -> Failure,
) -> Result<std::process::Output, Failure> {
    let mut command = Command::new("git");
    if !repository.folder().as_os_str().is_empty() {
        command.arg("-C").arg(repository.folder());
    }
    // Nothing of a repository is run: no pager, no program of its configuration that watches files.
    command.args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]);
    command.args(arguments).stdin(Stdio::null()).env("LC_ALL", "C").output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => wrong("git is not installed, and it has to say what changed"),
        kind => wrong(&format!("git could not be started ({kind})")),
    })
}

/// What to do about what git says.
fn explained(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    if text.contains("not a git repository") {
        return "this is no git repository; leave the option out".to_string();
    }
    if text.contains("dubious ownership") {
        return "git does not trust this folder, which belongs to someone else; see `git status`".to_string();
    }
    match text.lines().next().map(gapcheck::render::plain) {
        Some(line) if !line.is_empty() => format!("git says: {line}"),
        _ => "git knows no such commit; in CI, fetch the history (actions/checkout: `fetch-depth: 0`)".to_string(),
    }
}
