//! Runs the pattern of an evidence phrase at a place of a sentence.

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::NFA;
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input};

use super::Effort;
use super::phrase::LONGEST_SENTENCE;
use crate::taxonomy::Program;

/// A pattern, ready to search with. The matches of both kinds are the same.
pub enum Engine {
    /// Needs nothing but the states of the automaton.
    Plain(Box<BoundedBacktracker>),
    /// Learns from one search for the next.
    Learning(Box<DFA>, Caches),
}

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>>;

impl Engine {
    /// Puts a pattern together; `None` when it is too large.
    pub fn new(program: &Program, effort: Effort) -> Option<Self> {
        let automaton = program.automaton().ok()?;
        match effort {
            Effort::One => plain(automaton),
            Effort::Many => learning(automaton),
        }
    }

    /// Where the match ends that begins at an offset of a sentence.
    pub fn match_at(&self, sentence: &str, start: usize) -> Option<usize> {
        let input = Input::new(sentence).range(start..).anchored(Anchored::Yes);
        match self {
            Self::Plain(engine) => {
                let mut slots = [None; 2];
                engine.try_search_slots(&mut engine.create_cache(), &input, &mut slots).ok()??;
                slots[1].map(|end| end.get())
            }
            Self::Learning(engine, caches) => Some(engine.try_search_fwd(&mut caches.get(), &input).ok()??.offset()),
        }
    }
}

/// The backtracker notes which states it met at which byte; there is room for the longest sentence.
fn plain(automaton: NFA) -> Option<Engine> {
    let room = automaton.states().len() * (LONGEST_SENTENCE + 1) / 8 + 64;
    let config = backtrack::Config::new().visited_capacity(room);
    let engine = BoundedBacktracker::builder().configure(config).build_from_nfa(automaton).ok()?;
    Some(Engine::Plain(Box::new(engine)))
}

fn learning(automaton: NFA) -> Option<Engine> {
    let engine = DFA::builder().build_from_nfa(automaton).ok()?;
    let of = engine.clone();
    Some(Engine::Learning(Box::new(engine), Pool::new(Box::new(move || of.create_cache()))))
}
