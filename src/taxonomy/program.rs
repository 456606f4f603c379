//! A regular expression as the states of its automaton. Parsing and compiling a pattern takes a hundred times longer
//! than looking for it in a sentence, so the build script does it, and a run only puts the states together again.

use regex_automata::nfa::thompson::{BuildError, Builder, Compiler, Config, NFA, State, Transition, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use serde::{Deserialize, Serialize};

/// The states; the first one is the start. A match begins where the search does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program(Vec<Step>);

/// A state; the numbers are those of the states that follow it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// One byte of a range.
    Byte(u8, u8, u32),
    /// One byte of several ranges.
    Bytes(Vec<(u8, u8, u32)>),
    /// A look at what is beside.
    Look(u32, u32),
    /// Any of some states, the first preferred.
    Either(Vec<u32>),
    /// Notes where the match begins.
    Begin(u32),
    /// Notes where it ends.
    End(u32),
    Fail,
    Match,
}

impl Program {
    /// Compiles a pattern, over bytes: folded text is nearly all ASCII.
    ///
    /// # Errors
    /// When it is no regular expression or too large.
    pub fn compile(pattern: &str) -> Result<Self, Box<BuildError>> {
        let automaton = Compiler::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .configure(Config::new().utf8(false).which_captures(WhichCaptures::Implicit))
            .build(pattern)?;
        Ok(Self::of(&automaton))
    }

    /// The states that a search from a place can reach, in the order in which it reaches them.
    fn of(automaton: &NFA) -> Self {
        let mut numbers = vec![None; automaton.states().len()];
        let mut order = vec![automaton.start_anchored()];
        numbers[automaton.start_anchored()] = Some(0);
        let mut steps = Vec::new();
        while let Some(&state) = order.get(steps.len()) {
            let mut number = |next: StateID| {
                *numbers[next].get_or_insert_with(|| {
                    order.push(next);
                    order.len() as u32 - 1
                })
            };
            steps.push(match automaton.state(state) {
                State::ByteRange { trans } => Step::Byte(trans.start, trans.end, number(trans.next)),
                State::Sparse(ranges) => {
                    Step::Bytes(ranges.transitions.iter().map(|to| (to.start, to.end, number(to.next))).collect())
                }
                State::Dense(table) => {
                    let bytes = (0..=u8::MAX).filter_map(|byte| Some((byte, table.matches_byte(byte)?)));
                    Step::Bytes(bytes.map(|(byte, next)| (byte, byte, number(next))).collect())
                }
                State::Look { look, next } => Step::Look(look.as_repr(), number(*next)),
                State::Union { alternates } => Step::Either(alternates.iter().map(|&next| number(next)).collect()),
                State::BinaryUnion { alt1, alt2 } => Step::Either(vec![number(*alt1), number(*alt2)]),
                State::Capture { next, slot, .. } if slot.as_usize() == 0 => Step::Begin(number(*next)),
                State::Capture { next, .. } => Step::End(number(*next)),
                State::Fail => Step::Fail,
                State::Match { .. } => Step::Match,
            });
        }
        Self(steps)
    }

    /// Puts the automaton together.
    ///
    /// # Errors
    /// None for a program that [`Self::compile`] made.
    pub fn automaton(&self) -> Result<NFA, Box<BuildError>> {
        let id = |number: u32| StateID::new(number as usize).unwrap_or(StateID::MAX);
        let byte = |&(start, end, next): &(u8, u8, u32)| Transition { start, end, next: id(next) };
        let mut builder = Builder::new();
        builder.set_utf8(false);
        builder.start_pattern()?;
        // The builder numbers states as they come.
        for step in &self.0 {
            match step {
                Step::Byte(first, last, next) => builder.add_range(byte(&(*first, *last, *next)))?,
                Step::Bytes(ranges) => builder.add_sparse(ranges.iter().map(byte).collect())?,
                Step::Look(look, next) => match Look::from_repr(*look) {
                    Some(look) => builder.add_look(id(*next), look)?,
                    None => builder.add_fail()?,
                },
                Step::Either(states) => builder.add_union(states.iter().map(|&next| id(next)).collect())?,
                Step::Begin(next) => builder.add_capture_start(id(*next), 0, None)?,
                Step::End(next) => builder.add_capture_end(id(*next), 0)?,
                Step::Fail => builder.add_fail()?,
                Step::Match => builder.add_match()?,
            };
        }
        builder.finish_pattern(StateID::ZERO)?;
        Ok(builder.build(StateID::ZERO, StateID::ZERO)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_automata::nfa::thompson::pikevm::PikeVM;
    use regex_automata::{Anchored, Input};

    #[test]
    fn the_automaton_finds_what_the_pattern_does() {
        let pattern = r"\b(cut|reduced?)\b.{0,20}?\b(costs?|[a-c]+ \d+|)\b$";
        let automaton = Program::compile(pattern).and_then(|program| program.automaton()).expect("a program");
        let engine = PikeVM::new_from_nfa(automaton).expect("an engine");
        let regex = regex::bytes::RegexBuilder::new(pattern).unicode(false).build().expect("a pattern");
        for text in ["we reduced gpu costs", "cut abc 12", "cutting costs", "reduce it", "", "cut"] {
            let input = |start: usize| Input::new(text).range(start..).anchored(Anchored::Yes);
            let mut cache = engine.create_cache();
            let found = (0..=text.len()).find_map(|start| engine.find_iter(&mut cache, input(start)).next());
            assert_eq!(
                found.map(|found| found.range()),
                regex.find(text.as_bytes()).map(|found| found.range()),
                "{text}"
            );
        }
    }
}
