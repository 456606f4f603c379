//! The taxonomy that a command works with: the built-in one, or that with the user's own files laid over it.

use std::borrow::Cow;
use std::path::Path;

use gapcheck::builtin;
use gapcheck::taxonomy::{Examples, Taxonomy, own};

use super::failure::{Failure, shown};
use super::options::TaxonomyArg;
use super::{Context, complain};

/// The taxonomy with the files of `--taxonomy`, each over what the one before it made.
///
/// # Errors
/// Everything that is wrong with the first file with a mistake.
pub fn taxonomy(arg: &TaxonomyArg, context: &Context) -> Result<Cow<'static, Taxonomy>, Failure> {
    if arg.files.is_empty() {
        return Ok(Cow::Borrowed(builtin::taxonomy()));
    }
    extended(arg, None, context).map(Cow::Owned)
}

/// The same with its example sentences.
///
/// # Errors
/// As [`taxonomy`].
pub fn taxonomy_and_examples(
    arg: &TaxonomyArg,
    context: &Context,
) -> Result<(Cow<'static, Taxonomy>, Vec<Examples>), Failure> {
    let mut examples = builtin::examples();
    if arg.files.is_empty() {
        return Ok((Cow::Borrowed(builtin::taxonomy()), examples));
    }
    let taxonomy = extended(arg, Some(&mut examples), context)?;
    Ok((Cow::Owned(taxonomy), examples))
}

fn extended(
    arg: &TaxonomyArg,
    mut examples: Option<&mut Vec<Examples>>,
    context: &Context,
) -> Result<Taxonomy, Failure> {
    let mut taxonomy = builtin::decoded();
    for file in &arg.files {
        let taken = own::extend(&mut taxonomy, examples.as_deref_mut(), file).map_err(Failure::Taxonomy)?.taken;
        if !taken.is_empty() && !context.common.quiet {
            complain(&takes(file, taken.len()));
        }
    }
    Ok(taxonomy)
}

fn takes(file: &Path, names: usize) -> String {
    let file = shown(file);
    let what = if names == 1 { "1 name" } else { &format!("{names} names") };
    format!("{file} takes {what} from built-in skills; `gapcheck taxonomy check {file}` shows which")
}
