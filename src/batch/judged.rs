//! Every file of a finished run, in an order that depends on nothing but the files.

use redb::{ReadableTable, Table, TableDefinition, WriteTransaction};

use super::journal::{Entry, FileKey, Journal, JournalError, State};
use super::{Content, Outcome, Sketch, Trouble};

/// Names of the first files with each hash.
const FIRST: TableDefinition<&[u8], &str> = TableDefinition::new("first");
/// Texts that are not nearly the same as another one before them, by the bands of their sketches.
const BANDS: TableDefinition<u64, &[u8]> = TableDefinition::new("bands");
/// These texts by number, each with its sketch and the name of its file.
const TEXTS: TableDefinition<u64, &[u8]> = TableDefinition::new("texts");
/// Files by hash.
const ORDER: TableDefinition<&[u8], &[u8]> = TableDefinition::new("order");

/// Texts with a band in common that are compared. More would be a pool of templates, or somebody's attempt to make us
/// slow.
const MOST_COMPARED: usize = 32;

/// A file with everything that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What the output calls it: its path, in UTF-8, with bytes that are none as `\xNN`; a member of an archive has its
    /// name behind the archive's. With [`Naming::Hash`], `sha256:` and the hash, or nothing when there is none.
    pub name: Option<String>,
    /// What it holds; `None` when it could not be opened.
    pub content: Option<Content>,
    /// What became of it.
    pub outcome: Outcome,
    /// The first file with the same bytes, if that is another one.
    pub duplicate_of: Option<String>,
    /// The first file with nearly the same text, if that is another one, and has other bytes.
    pub near_duplicate_of: Option<String>,
}

/// What files are called, and by what they are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By path, byte by byte; members of an archive in its order.
    Path,
    /// By the hash of the content. A path would tell a name, and an order by path would tell of it.
    Hash,
}

impl Journal {
    /// Hands out every file of the run once. Call it when all is done.
    ///
    /// # Errors
    /// When the journal cannot be read, or what `take` says.
    pub fn each<E: From<JournalError>>(
        &mut self,
        naming: Naming,
        take: impl FnMut(Judged) -> Result<(), E>,
    ) -> Result<(), E> {
        self.save()?;
        // What is noted here is of no use afterwards: the transaction is dropped, not committed.
        let scratch = self.scratch()?;
        let seen = Seen::open(&scratch).map_err(|error| self.fail(error))?;
        match naming {
            Naming::Path => self.hand_out(self.files()?, naming, seen, take),
            Naming::Hash => {
                let order = self.by_hash(&scratch).map_err(|error| self.fail(error))?;
                let files = order.range::<&[u8]>(..).map_err(|error| self.fail(error))?;
                let files = files.map(|file| {
                    let (_, key) = file.map_err(|error| self.fail(error))?;
                    self.file(&FileKey::from_bytes(key.value()))
                });
                self.hand_out(files, naming, seen, take)
            }
        }
    }

    fn hand_out<E: From<JournalError>>(
        &self,
        files: impl Iterator<Item = Result<(FileKey, Entry), JournalError>>,
        naming: Naming,
        mut seen: Seen<'_>,
        mut take: impl FnMut(Judged) -> Result<(), E>,
    ) -> Result<(), E> {
        for file in files {
            let (key, entry) = file?;
            let Some((content, outcome)) = self.became(&entry.state)? else { continue };
            let name = name(&key, &entry, content.as_ref(), naming);
            let marks = match (&name, &content) {
                (Some(name), Some(content)) => seen.marks(name, content, &outcome).map_err(|error| self.fail(error))?,
                _ => (None, None),
            };
            take(Judged { name, content, outcome, duplicate_of: marks.0, near_duplicate_of: marks.1 })?;
        }
        Ok(())
    }

    /// What a file held, and what became of it; `None` for an archive whose members stand for it.
    fn became(&self, state: &State) -> Result<Option<(Option<Content>, Outcome)>, JournalError> {
        Ok(match state {
            State::Archive(_) => None,
            State::Waiting => Some((None, Outcome::Failed(Trouble::unread()))),
            State::Failed(trouble) | State::Broken(_, trouble) => Some((None, Outcome::Failed(trouble.clone()))),
            State::Held(content) => {
                let outcome = self.memory().any_outcome(content)?;
                Some((Some(content.clone()), outcome.unwrap_or_else(|| Outcome::Failed(Trouble::unread()))))
            }
        })
    }

    /// Files with content by its hash, then those without by what stood in the way.
    fn by_hash<'w>(
        &self,
        scratch: &'w WriteTransaction,
    ) -> Result<Table<'w, &'static [u8], &'static [u8]>, redb::Error> {
        let mut order = scratch.open_table(ORDER)?;
        for file in self.files().map_err(|_| redb::Error::PreviousIo)? {
            let (key, entry) = file.map_err(|_| redb::Error::PreviousIo)?;
            let mut place = match &entry.state {
                State::Held(content) => [&[0], content.hash().as_slice()].concat(),
                State::Failed(trouble) | State::Broken(_, trouble) => [&[1], trouble.code.as_bytes(), &[0]].concat(),
                State::Waiting | State::Archive(_) => vec![2],
            };
            // Among files of the same content the order shows nowhere.
            place.extend(key.as_bytes());
            order.insert(place.as_slice(), key.as_bytes())?;
        }
        Ok(order)
    }
}

fn name(key: &FileKey, entry: &Entry, content: Option<&Content>, naming: Naming) -> Option<String> {
    match naming {
        Naming::Hash => content.map(|content| format!("sha256:{}", content.sha256())),
        Naming::Path => {
            let mut name = readable(key.path());
            if let Some(member) = &entry.member {
                name.push('/');
                name.push_str(&within(&readable(member)));
            }
            Some(name)
        }
    }
}

/// Text with every byte that is no UTF-8 as `\xNN`, so that two names stay two.
fn readable(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

/// The name of a member as the end of a path: `..` would lead whoever takes it for a path out of the archive.
fn within(name: &str) -> String {
    let parts = name.split_inclusive(['/', '\\']).map(|part| match part.strip_prefix("..") {
        Some(rest) if rest.trim_end_matches(['/', '\\']).is_empty() => format!("\\x2E\\x2E{rest}"),
        _ => part.to_owned(),
    });
    parts.collect()
}

/// What was handed out already, as far as later files may be the same.
struct Seen<'w> {
    first: Table<'w, &'static [u8], &'static str>,
    bands: Table<'w, u64, &'static [u8]>,
    texts: Table<'w, u64, &'static [u8]>,
    number: u64,
}

impl<'w> Seen<'w> {
    fn open(scratch: &'w WriteTransaction) -> Result<Self, redb::Error> {
        Ok(Self {
            first: scratch.open_table(FIRST)?,
            bands: scratch.open_table(BANDS)?,
            texts: scratch.open_table(TEXTS)?,
            number: 0,
        })
    }

    /// The first file with the same bytes, and else the first with nearly the same text.
    fn marks(
        &mut self,
        name: &str,
        content: &Content,
        outcome: &Outcome,
    ) -> Result<(Option<String>, Option<String>), redb::Error> {
        if let Some(first) = self.first.get(content.hash().as_slice())? {
            return Ok((Some(first.value().to_owned()), None));
        }
        self.first.insert(content.hash().as_slice(), name)?;
        let Outcome::Scored(scored) = outcome else { return Ok((None, None)) };
        let near = self.near(&scored.sketch)?;
        if near.is_none() {
            self.keep(name, &scored.sketch)?;
        }
        Ok((None, near))
    }

    fn near(&self, sketch: &Sketch) -> Result<Option<String>, redb::Error> {
        let mut candidates: Vec<u64> = Vec::new();
        for band in sketch.bands() {
            if let Some(numbers) = self.bands.get(band)? {
                candidates.extend(numbers.value().as_chunks::<8>().0.iter().map(|number| u64::from_le_bytes(*number)));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for number in candidates {
            let Some(text) = self.texts.get(number)? else { continue };
            let Ok((known, name)) = postcard::from_bytes::<(Sketch, String)>(text.value()) else { continue };
            if known.is_near(sketch) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    fn keep(&mut self, name: &str, sketch: &Sketch) -> Result<(), redb::Error> {
        for band in sketch.bands() {
            let known = self.bands.get(band)?.map(|numbers| numbers.value().to_vec()).unwrap_or_default();
            if known.len() < 8 * MOST_COMPARED {
                let more = [known.as_slice(), &self.number.to_le_bytes()].concat();
                self.bands.insert(band, more.as_slice())?;
            }
        }
        let text = postcard::to_stdvec(&(sketch, name)).unwrap_or_default();
        self.texts.insert(self.number, text.as_slice())?;
        self.number += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{readable, within};

    #[test]
    fn two_names_stay_two() {
        assert_eq!(readable("Zoë\n.pdf".as_bytes()), "Zoë\n.pdf");
        assert_eq!(readable(b"a\xff\xc3.pdf"), "a\\xFF\\xC3.pdf");
    }

    #[test]
    fn no_name_leads_out_of_its_archive() {
        assert_eq!(within("../../etc/a..b/..c.pdf"), "\\x2E\\x2E/\\x2E\\x2E/etc/a..b/..c.pdf");
        assert_eq!(within("a\\..\\b/.."), "a\\\\x2E\\x2E\\b/\\x2E\\x2E");
    }
}
