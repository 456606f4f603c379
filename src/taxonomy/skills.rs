//! The skills of a taxonomy, each decoded when it is asked for: of thousands a document and a role need a few hundred.

use std::collections::BTreeSet;
use std::ops::Index;

use super::bytes::u32_at;
use super::lazy_list::LazyList;
use super::{Packed, Skill, SkillIndex};

/// Skills by index.
#[derive(Debug, Clone, Default)]
pub struct Skills {
    packed: Packed<Skill>,
    /// Those that were set after packing are here only.
    decoded: LazyList<Skill>,
    /// Those that some document asks for.
    asked: BTreeSet<SkillIndex>,
}

impl Skills {
    /// Packs skills.
    pub fn new(skills: &[Skill]) -> Self {
        let mut packed = Packed::default();
        skills.iter().for_each(|skill| {
            packed.push(skill);
        });
        let asked = (0..).zip(skills).filter(|(_, skill)| !skill.asked.is_empty()).map(|(index, _)| index);
        Self { decoded: LazyList::new(skills.len()), packed, asked: asked.collect() }
    }

    /// The skills whose tables these are: the skills, where each ends, and the numbers of those that are asked for.
    pub fn from_parts(bytes: &'static [u8], ends: &'static [u8], asked: &[u8]) -> Self {
        let packed = Packed::from_parts(bytes, ends);
        let asked = (0..asked.len() / 4).map(|place| u32_at(asked, place));
        Self { decoded: LazyList::new(packed.len()), asked: asked.collect(), packed }
    }

    /// The skills as they were packed, and where each ends.
    pub fn parts(&self) -> (&[u8], &[u8]) {
        self.packed.parts()
    }

    /// The skills that some document asks for, by index.
    pub fn asked(&self) -> impl Iterator<Item = (SkillIndex, &Skill)> {
        self.asked.iter().map(|&index| (index, &self[index as usize]))
    }

    /// Number of skills.
    pub fn len(&self) -> usize {
        self.decoded.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All skills. Prefer to ask for those that are needed.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Skill> {
        (0..self.len()).map(|index| &self[index])
    }

    /// The skill at an index, if there is one.
    pub fn get(&self, index: usize) -> Option<&Skill> {
        (index < self.len()).then(|| &self[index])
    }

    /// The bytes of the id of the skill at an index, to look one up by.
    ///
    /// # Panics
    /// When there is none.
    pub fn id(&self, index: SkillIndex) -> &[u8] {
        match self.decoded.made(index as usize) {
            Some(skill) => skill.id.as_bytes(),
            None => self.packed.first_field(index),
        }
    }

    /// Puts a skill in the place of another, or behind the last.
    pub fn set(&mut self, index: SkillIndex, skill: Skill) {
        if skill.asked.is_empty() {
            self.asked.remove(&index);
        } else {
            self.asked.insert(index);
        }
        self.decoded.set(index as usize, skill);
    }
}

impl Index<usize> for Skills {
    type Output = Skill;

    fn index(&self, index: usize) -> &Skill {
        self.decoded.get_or_make(index, || self.packed.get(index as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::{AskedAt, Category};

    fn skill(id: &str, asked: Vec<AskedAt>) -> Skill {
        Skill {
            id: id.to_owned(),
            name: id.to_owned(),
            category: Category::Tool,
            company: false,
            broader: vec![1],
            evidence_of: Vec::new(),
            alternatives: Vec::new(),
            asked,
        }
    }

    #[test]
    fn what_is_set_is_there_and_the_rest_stays() {
        let mut skills = Skills::new(&[skill("a", Vec::new()), skill("b", Vec::new())]);
        skills.set(1, skill("c", Vec::new()));
        skills.set(2, skill("d", Vec::new()));
        let ids: Vec<&str> = skills.iter().map(|skill| skill.id.as_str()).collect();
        assert_eq!(ids, ["a", "c", "d"]);
        assert_eq!(skills.get(3), None);
        assert_eq!([0, 1, 2].map(|index| skills.id(index)), [b"a", b"c", b"d"]);
        assert_eq!(Skills::new(&[skill("e", Vec::new())]).id(0), b"e");
    }

    #[test]
    fn those_that_are_asked_for_are_known_without_the_others() {
        let built_in = &crate::builtin::taxonomy().skills;
        let asked: Vec<SkillIndex> = built_in.asked().map(|(index, _)| index).collect();
        let all = (0..).zip(built_in.iter()).filter(|(_, skill)| !skill.asked.is_empty()).map(|(index, _)| index);
        assert_eq!(asked, all.collect::<Vec<SkillIndex>>());
        assert!(!asked.is_empty());
        let mut changed = built_in.clone();
        let mut first = changed[asked[0] as usize].clone();
        first.asked.clear();
        changed.set(asked[0], first);
        assert_eq!(changed.asked().count() + 1, asked.len());
    }
}
