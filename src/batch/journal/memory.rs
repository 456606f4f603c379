//! The outcomes of a journal, by content.

use std::path::PathBuf;
use std::sync::Arc;

use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::super::{Content, Outcome};
use super::{Entry, FILES, JournalError, OUTCOMES, State, decode, fault};

/// Those that are kept while the others are dropped.
const USED: TableDefinition<&[u8], &[u8]> = TableDefinition::new("used");

/// How an outcome is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// The run that found it.
    pub(super) run: u64,
    pub(super) outcome: Outcome,
}

/// Drops the outcomes that no file has any more, when they are half of all or more: files come and go.
pub(super) fn drop_unused(write: &WriteTransaction) -> Result<(), redb::Error> {
    {
        let (files, outcomes) = (write.open_table(FILES)?, write.open_table(OUTCOMES)?);
        if outcomes.len()? <= 2 * files.len()? {
            return Ok(());
        }
        let mut used = write.open_table(USED)?;
        for file in files.iter()? {
            let Some(State::Held(content)) = decode::<Entry>(file?.1.value()).map(|entry| entry.state) else {
                continue;
            };
            if let Some(outcome) = outcomes.get(content.key().as_slice())? {
                used.insert(content.key().as_slice(), outcome.value())?;
            }
        }
    }
    write.delete_table(OUTCOMES)?;
    write.rename_table(USED, OUTCOMES)?;
    Ok(())
}

/// What a journal remembers of contents. Many threads may ask.
#[derive(Clone)]
pub struct Memory {
    pub(super) path: PathBuf,
    pub(super) store: Arc<Database>,
    pub(super) run: u64,
}

impl Memory {
    /// What is known of a content. What was in the way in an earlier run and may have passed is not known.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn outcome(&self, content: &Content) -> Result<Option<Outcome>, JournalError> {
        let kept = self.kept(content).map_err(|error| fault(&self.path, error))?;
        Ok(kept.filter(|kept| kept.run == self.run || !kept.outcome.is_passing()).map(|kept| kept.outcome))
    }

    /// The same, of whatever run.
    pub(in crate::batch) fn any_outcome(&self, content: &Content) -> Result<Option<Outcome>, JournalError> {
        let kept = self.kept(content).map_err(|error| fault(&self.path, error))?;
        Ok(kept.map(|kept| kept.outcome))
    }

    fn kept(&self, content: &Content) -> Result<Option<Kept>, redb::Error> {
        let outcomes = self.store.begin_read()?.open_table(OUTCOMES)?;
        Ok(outcomes.get(content.key().as_slice())?.and_then(|kept| decode(kept.value())))
    }
}
