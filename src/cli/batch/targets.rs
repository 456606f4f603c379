//! What the files of a batch are compared with.

use gapcheck::batch::{Target, files_of};
use gapcheck::matcher::Matcher;
use gapcheck::report::TargetKind;
use gapcheck::taxonomy::Taxonomy;

use super::BatchArgs;
use crate::cli::options::DEFAULT_ROLE;
use crate::cli::postings::Postings;
use crate::cli::subject::Reading;
use crate::cli::{Context, Failure, lookup};

/// The role, if one is given or no posting is, then the postings in the order of their paths.
///
/// # Errors
/// When one of them is not there or asks for nothing.
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
    let mut paths = files_of(&args.job);
    if !args.job.is_empty() && paths.is_empty() {
        return Err(Failure::Usage("--job: there is no posting in the folder".into()));
    }
    paths.sort();
    paths.dedup();
    let mut postings = Postings::start(&paths, &args.reading, &context.worker)?;
    let matcher = Matcher::new(taxonomy);
    let reading =
        Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: !args.no_kind_check };
    while let Some(understood) = postings.next(&reading)? {
        targets.push(posting(&understood.job(), args.privacy.anonymous));
    }
    Ok(targets)
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
