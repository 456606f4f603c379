//! The taxonomy that a command works with: the built-in one, or that with the user's own files laid over it.

use std::borrow::Cow;

use gapcheck::builtin;
use gapcheck::taxonomy::{Examples, Taxonomy, own};

use super::failure::Failure;
use super::options::TaxonomyArg;

/// The taxonomy with the files of `--taxonomy`, each over what the one before it made.
///
/// # Errors
/// Everything that is wrong with the first file with a mistake.
pub fn taxonomy(arg: &TaxonomyArg) -> Result<Cow<'static, Taxonomy>, Failure> {
    if arg.files.is_empty() {
        return Ok(Cow::Borrowed(builtin::taxonomy()));
    }
    let mut taxonomy = builtin::decoded();
    for file in &arg.files {
        own::extend(&mut taxonomy, None, file).map_err(Failure::Taxonomy)?;
    }
    Ok(Cow::Owned(taxonomy))
}

/// The same with its example sentences.
///
/// # Errors
/// As [`taxonomy`].
pub fn taxonomy_and_examples(arg: &TaxonomyArg) -> Result<(Cow<'static, Taxonomy>, Vec<Examples>), Failure> {
    let mut examples = builtin::examples();
    if arg.files.is_empty() {
        return Ok((Cow::Borrowed(builtin::taxonomy()), examples));
    }
    let mut taxonomy = builtin::decoded();
    for file in &arg.files {
        own::extend(&mut taxonomy, Some(&mut examples), file).map_err(Failure::Taxonomy)?;
    }
    Ok((Cow::Owned(taxonomy), examples))
}
