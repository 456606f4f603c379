//! A regular expression as the states of its automaton, in a table that is searched with as the build script wrote it.
//! Parsing and compiling a pattern takes a hundred times longer than looking for it in a sentence, and so does putting
//! its states together again.

use std::borrow::Cow;

use regex_automata::nfa::thompson::{BuildError, Compiler, Config, NFA, State, Transition, WhichCaptures};
use regex_automata::util::look::{Look, LookMatcher};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;

use super::bytes::u32_at;

/// The programs of all patterns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// Their states, as numbers of four bytes.
    code: Cow<'static, [u8]>,
    /// Of each program the place where it ends, in numbers.
    ends: Cow<'static, [u8]>,
}

impl Programs {
    /// The programs whose tables these are.
    pub fn from_parts(code: &'static [u8], ends: &'static [u8]) -> Self {
        Self { code: Cow::Borrowed(code), ends: Cow::Borrowed(ends) }
    }

    /// The tables.
    pub fn parts(&self) -> (&[u8], &[u8]) {
        (&self.code, &self.ends)
    }

    /// Adds the program of a pattern, over bytes: folded text is nearly all ASCII.
    ///
    /// # Errors
    /// When it is no regular expression or too large; nothing is added then.
    pub fn push(&mut self, pattern: &str) -> Result<(), Box<BuildError>> {
        let automaton = Compiler::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .configure(Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(pattern)?;
        self.add(&coded(&automaton));
        Ok(())
    }

    /// Adds a copy of a program.
    pub fn push_copy(&mut self, program: Program<'_>) {
        self.code.to_mut().extend(program.code);
        self.end();
    }

    fn add(&mut self, code: &[u32]) {
        self.code.to_mut().extend(code.iter().flat_map(|number| number.to_le_bytes()));
        self.end();
    }

    fn end(&mut self) {
        let end = (self.code.len() / 4) as u32;
        self.ends.to_mut().extend(end.to_le_bytes());
    }

    /// The program with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> Program<'_> {
        let at = number as usize;
        let start = if at == 0 { 0 } else { u32_at(&self.ends, at - 1) };
        Program { code: &self.code[4 * start as usize..4 * u32_at(&self.ends, at) as usize] }
    }
}

/// The states of a pattern; the first one is the start. After a number, how many of them are choices, each state is a
/// number that says what it is, with a count, and what that needs:
///
/// * ranges of bytes: of each its bounds and the place of the state that follows;
/// * a look at what is beside: which, and the place of the state that follows;
/// * a choice: its number among the choices, and the places of the states, the first preferred;
/// * the end of a match, and a dead end: nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program<'p> {
    code: &'p [u8],
}

/// Numbers before the first state.
const HEAD: usize = 1;
/// What a state is, in the upper byte of its number.
const RANGES: u32 = 0;
const LOOK: u32 = 1;
const CHOICE: u32 = 2;
const MATCH: u32 = 3;
const FAIL: u32 = 4;
const KIND: u32 = 24;
const COUNT: u32 = (1 << KIND) - 1;

/// The states that a search from a place can reach, in the order in which it reaches them.
fn coded(automaton: &NFA) -> Vec<u32> {
    let mut numbers = vec![None; automaton.states().len()];
    let mut order = vec![automaton.start_anchored()];
    numbers[automaton.start_anchored()] = Some(0);
    let mut code = vec![0; HEAD];
    let (mut places, mut links, mut choices) = (Vec::new(), Vec::new(), 0);
    while let Some(&state) = order.get(places.len()) {
        places.push(code.len() as u32);
        // Where a state is, is known when all are.
        let mut to = |code: &mut Vec<u32>, next: StateID| {
            let number = *numbers[next].get_or_insert_with(|| {
                order.push(next);
                order.len() - 1
            });
            links.push(code.len());
            code.push(number as u32);
        };
        let mut ranges = |code: &mut Vec<u32>, ranges: &[Transition]| {
            code.push(RANGES << KIND | ranges.len() as u32);
            for range in ranges {
                code.push(u32::from(range.start) << 8 | u32::from(range.end));
                to(code, range.next);
            }
        };
        match automaton.state(state) {
            State::ByteRange { trans } => ranges(&mut code, &[*trans]),
            State::Sparse(sparse) => ranges(&mut code, &sparse.transitions),
            State::Dense(dense) => {
                let one = |byte| Some(Transition { start: byte, end: byte, next: dense.matches_byte(byte)? });
                ranges(&mut code, &(0..=u8::MAX).filter_map(one).collect::<Vec<_>>());
            }
            State::Look { look, next } => {
                code.extend([LOOK << KIND, look.as_repr()]);
                to(&mut code, *next);
            }
            State::Union { alternates } => {
                code.extend([CHOICE << KIND | alternates.len() as u32, choices]);
                choices += 1;
                alternates.iter().for_each(|&next| to(&mut code, next));
            }
            State::BinaryUnion { alt1, alt2 } => {
                code.extend([CHOICE << KIND | 2, choices]);
                choices += 1;
                [*alt1, *alt2].into_iter().for_each(|next| to(&mut code, next));
            }
            State::Match { .. } => code.push(MATCH << KIND),
            State::Fail | State::Capture { .. } => code.push(FAIL << KIND),
        }
    }
    for link in links {
        code[link] = places[code[link] as usize];
    }
    code[0] = choices;
    code
}

/// What a search needs beside the program; kept from one to the next.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// States to try, each with an offset of the text.
    stack: Vec<(u32, u32)>,
    /// A bit for each choice and offset: it was met there before, and led nowhere.
    met: Vec<u64>,
}

impl Program<'_> {
    fn number(&self, place: usize) -> u32 {
        u32_at(self.code, place)
    }

    /// Gets ready to search a text with this program; to be called before the first [`Self::match_at`].
    pub fn prepare(&self, text: &[u8], scratch: &mut Scratch) {
        scratch.met.clear();
        scratch.met.resize((self.number(0) as usize * (text.len() + 1)).div_ceil(64), 0);
    }

    /// Where the match ends that begins at an offset of a text: a backtracking search, which tries no choice twice at
    /// an offset, so that all searches of a text up to the first match take as many steps as there are states and bytes
    /// (as `re1` has it: Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009). What led nowhere
    /// from one start leads nowhere from another.
    pub fn match_at(&self, text: &[u8], start: usize, scratch: &mut Scratch) -> Option<usize> {
        let Scratch { stack, met } = scratch;
        let width = text.len() + 1;
        stack.clear();
        stack.push((HEAD as u32, start as u32));
        while let Some((state, at)) = stack.pop() {
            let (mut state, mut at) = (state as usize, at as usize);
            loop {
                let head = self.number(state);
                let count = (head & COUNT) as usize;
                let next = match head >> KIND {
                    RANGES => text.get(at).and_then(|&byte| {
                        at += 1;
                        self.follow(state + 1, count, u32::from(byte))
                    }),
                    LOOK => self.looks(state, text, at).then(|| self.number(state + 2)),
                    CHOICE => {
                        let bit = self.number(state + 1) as usize * width + at;
                        let first = met[bit / 64] & 1 << (bit % 64) == 0;
                        met[bit / 64] |= 1 << (bit % 64);
                        first.then(|| {
                            let others = (state + 3..state + 2 + count).rev().map(|place| self.number(place));
                            let goes_on = |&other: &u32| self.goes_on(other as usize, text.get(at));
                            stack.extend(others.filter(goes_on).map(|other| (other, at as u32)));
                            self.number(state + 2)
                        })
                    }
                    MATCH => return Some(at),
                    _ => None,
                };
                let Some(next) = next else { break };
                state = next as usize;
            }
        }
        None
    }

    /// Whether a state does not fail at once before a byte, or the end of the text.
    fn goes_on(&self, state: usize, byte: Option<&u8>) -> bool {
        let head = self.number(state);
        head >> KIND != RANGES
            || byte.is_some_and(|&byte| self.follow(state + 1, (head & COUNT) as usize, u32::from(byte)).is_some())
    }

    /// The state that follows a byte, of as many ranges as there are from a place on.
    fn follow(&self, place: usize, count: usize, byte: u32) -> Option<u32> {
        (0..count).map(|range| place + 2 * range).find_map(|range| {
            let bounds = self.number(range);
            (bounds >> 8 <= byte && byte <= bounds & 0xff).then(|| self.number(range + 1))
        })
    }

    fn looks(&self, state: usize, text: &[u8], at: usize) -> bool {
        Look::from_repr(self.number(state + 1)).is_some_and(|look| LookMatcher::new().matches(look, text, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_finds_what_the_pattern_does() {
        let pattern = r"\b(cut|reduced?)\b.{0,20}?\b(costs?|[a-c]+ \d+|)\b$";
        let mut programs = Programs::default();
        programs.push("first").expect("a pattern");
        programs.push(pattern).expect("a pattern");
        let program = programs.get(1);
        let regex = regex::bytes::RegexBuilder::new(pattern).unicode(false).build().expect("a pattern");
        let mut scratch = Scratch::default();
        for text in ["we reduced gpu costs", "cut abc 12", "cutting costs", "reduce it", "", "cut"] {
            program.prepare(text.as_bytes(), &mut scratch);
            let found =
                (0..=text.len()).find_map(|start| Some(start..program.match_at(text.as_bytes(), start, &mut scratch)?));
            assert_eq!(found, regex.find(text.as_bytes()).map(|found| found.range()), "{text}");
        }
    }
}
