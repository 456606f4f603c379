//! Many files against one target or several: thousands of resumes, nothing lost.
//!
//! Three layers, each of use without the one above it; none has any state beside its values:
//!
//! * [`Scorer`] compares what a reader got out of a document with every [`Target`].
//! * [`Pool`] reads and scores with isolated workers that live on. It takes items from an iterator and is one itself.
//! * [`Journal`] keeps everything in a file, so that a run that was cut off goes on where it was ([`note_found`],
//!   [`work`]), and hands out every file in the end, in an order that depends on nothing but the files
//!   ([`Journal::each`]). [`row`] makes rows of them, [`table`] writes rows, [`Ranking`] and [`Summary`] sum up.
//!
//! ```
//! use gapcheck::batch::{Item, Outcome, Pool, Readers, ScoreOptions, Scorer, Source, Target};
//! use gapcheck::{builtin, extract, matcher, profile, report};
//!
//! let taxonomy = builtin::taxonomy();
//! let role = taxonomy.role("machine-learning-engineer").expect("built in");
//! let profile = profile::build(role, taxonomy);
//! let target = Target { name: "ml".into(), title: "ML".into(), kind: report::TargetKind::Role, profile };
//! let options = ScoreOptions {
//!     matching: matcher::MatchOptions::default(),
//!     as_of: None,
//!     refuse_postings: true,
//!     mentions: false,
//! };
//! let scorer = Scorer::new(taxonomy, vec![target], options);
//! let pool = Pool {
//!     // For files of strangers: Readers::Workers.
//!     readers: Readers::Function(&extract::read),
//!     options: &extract::ReadOptions::default(),
//!     ocr: None,
//!     workers: 2,
//!     scorer: &scorer,
//!     knows: &|_| false,
//! };
//! let resumes = ["Skills: Python, SQL", "Skills: Docker"].map(|text| text.as_bytes().to_vec());
//! let items = (0..).zip(resumes).map(|(tag, bytes)| Item { tag, source: Source::Bytes("a.txt".into(), bytes) });
//! std::thread::scope(|scope| {
//!     for done in pool.start(scope, items) {
//!         let done = done.expect("a reader");
//!         let known = done.result.expect("bytes");
//!         assert!(matches!(known.outcome, Some(Outcome::Scored(_))), "{}", done.tag);
//!     }
//! });
//! ```

mod file;
mod find;
mod journal;
mod judged;
mod own;
mod pool;
mod ranking;
mod reader;
pub mod row;
mod run;
mod score;
mod sketch;
mod summary;
pub mod table;
mod unpack;

pub use file::{Content, Stamp};
pub use find::{FindOptions, Found, Listed, files_of, find, listed};
pub use journal::{Counts, FileKey, Journal, JournalError, Memory};
pub use judged::{Judged, Naming};
pub use own::is_own;
pub use pool::{Done, Item, Known, Pool, ReadFunction, Readers, Results, Source};
pub use ranking::{Ranked, Ranking};
pub use reader::LastingReader;
pub use run::{Progress, RunError, RunOptions, note_found, work};
pub use score::{KeptMention, Outcome, Score, ScoreOptions, Scored, Scorer, Target, Trouble};
pub use sketch::Sketch;
pub use summary::{Asked, Summary, TargetSummary};
pub use unpack::serve_unpacked;

/// What a summary in Markdown begins with.
pub(crate) const SUMMARY_TITLE: &str = "# Summary of the batch";
