//! What the files of a batch are compared with.

use std::path::PathBuf;

use gapcheck::batch::{Target, files_of};
use gapcheck::matcher::Matcher;
use gapcheck::report::TargetKind;
use gapcheck::taxonomy::Taxonomy;

use super::BatchArgs;
use crate::cli::failure::shown;
use crate::cli::input::may_be_document;
use crate::cli::options::DEFAULT_ROLE;
use crate::cli::postings::Postings;
use crate::cli::subject::Reading;
use crate::cli::{Context, Failure, complain, lookup};

/// The role, if one is given or no posting is, then the postings in the order of their paths.
///
/// # Errors
/// All of them that are not there, cannot be read or ask for nothing.
pub fn targets(args: &BatchArgs, taxonomy: &Taxonomy, context: &Context) -> Result<Vec<Target>, Failure> {
    let role = args.role.as_deref().or(args.job.is_empty().then_some(DEFAULT_ROLE));
    if role.is_none() && args.stage.stage.is_some() {
        return Err(Failure::Usage("--stage weighs a role; with --job, name the role with --role as well".into()));
    }
    let mut targets = Vec::new();
    if let Some(role) = role {
        let profile = lookup::role(role, taxonomy)?.at_stage(&args.stage, taxonomy)?.profile;
        targets.push(Target {
            name: profile.id.clone(),
            title: profile.title.clone(),
            kind: TargetKind::Role,
            profile,
        });
    }
    let paths = postings(args, context)?;
    let mut postings = Postings::start(&paths, &args.reading, &context.worker);
    let matcher = Matcher::new(taxonomy);
    let reading =
        Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: !args.no_kind_check };
    let mut failures = Vec::new();
    loop {
        match postings.next(&reading) {
            Ok(Some(understood)) => targets.push(posting(&understood.job(), args.privacy.anonymous)),
            Ok(None) => break,
            Err(failure) => failures.push(failure),
        }
    }
    match failures.len() {
        0 => Ok(targets),
        1 => Err(failures.remove(0)),
        _ => Err(Failure::Several(failures)),
    }
}

/// The files of `--job` by their paths, each once; what a folder holds beside documents is left out, and told.
fn postings(args: &BatchArgs, context: &Context) -> Result<Vec<PathBuf>, Failure> {
    let mut left = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for given in &args.job {
        let found = files_of(std::slice::from_ref(given));
        let (documents, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|path| path == given || may_be_document(path));
        if documents.is_empty() {
            return Err(Failure::Usage(format!("--job: there is no posting in the folder {}", shown(given))));
        }
        paths.extend(documents);
        left.extend(others.iter().map(|path| shown(path)));
    }
    if !left.is_empty() && !context.common.quiet {
        complain(&format!("--job: left out what is no document by its name: {}", left.join(", ")));
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// A posting goes by its path, which may hold a person's name, or else by its hash.
fn posting(job: &gapcheck::report::Job<'_>, anonymous: bool) -> Target {
    let path = job.source.path;
    let name = match anonymous {
        true => format!("sha256:{}", job.source.document.sha256()),
        false => path.to_owned(),
    };
    let profile = job.posting.profile.clone();
    let title = if profile.title == path { name.clone() } else { profile.title.clone() };
    Target { name, title, kind: TargetKind::Job, profile }
}
