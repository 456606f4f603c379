//! Runs the pattern of an evidence phrase at a place of a sentence, where it is run often: an automaton that learns from
//! one search for the next. For a single document the [`Program`] itself is searched with; the matches are the same.

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input};

use crate::taxonomy::Program;

/// A pattern, ready to search with.
pub struct Engine {
    automaton: DFA,
    caches: Caches,
}

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>>;

impl Engine {
    /// Puts a pattern together; `None` when it is too large.
    pub fn new(program: Program<'_>) -> Option<Self> {
        let automaton = DFA::builder().build_from_nfa(program.automaton().ok()?).ok()?;
        let of = automaton.clone();
        Some(Self { automaton, caches: Pool::new(Box::new(move || of.create_cache())) })
    }

    /// Where the match ends that begins at an offset of a sentence.
    pub fn match_at(&self, sentence: &str, start: usize) -> Option<usize> {
        let input = Input::new(sentence).range(start..).anchored(Anchored::Yes);
        Some(self.automaton.try_search_fwd(&mut self.caches.get(), &input).ok()??.offset())
    }
}
