//! Runs the pattern of an evidence phrase at a place of a sentence.

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input};

use super::Effort;
use crate::taxonomy::{Program, Scratch};

/// A pattern, ready to search with. The matches of both kinds are the same.
pub enum Engine {
    /// Needs nothing but the program.
    Plain,
    /// Learns from one search for the next.
    Learning(Box<DFA>, Caches),
}

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>>;

impl Engine {
    /// Puts a pattern together; `None` when it is too large.
    pub fn new(program: Program<'_>, effort: Effort) -> Option<Self> {
        match effort {
            Effort::One => Some(Self::Plain),
            Effort::Many => {
                let engine = DFA::builder().build_from_nfa(program.automaton().ok()?).ok()?;
                let of = engine.clone();
                Some(Self::Learning(Box::new(engine), Pool::new(Box::new(move || of.create_cache()))))
            }
        }
    }

    /// Where the match of its program ends that begins at an offset of a sentence.
    pub fn match_at(&self, program: Program<'_>, sentence: &str, start: usize, scratch: &mut Scratch) -> Option<usize> {
        match self {
            Self::Plain => program.match_at(sentence.as_bytes(), start, scratch),
            Self::Learning(engine, caches) => {
                let input = Input::new(sentence).range(start..).anchored(Anchored::Yes);
                Some(engine.try_search_fwd(&mut caches.get(), &input).ok()??.offset())
            }
        }
    }
}
