//! Names in passing. In a resume that nowhere lists a technical skill, and has no word of the trade in it, "Kafka" among
//! the hobbies is the writer, and "Swift" service no language.

use super::candidates::Candidate;
use super::search::contains_phrase;
use super::view::View;
use super::{Decision, Polarity, Reason};
use crate::document::DocumentKind;
use crate::taxonomy::{Category, Target};

/// The fewest sentences of a document that says enough of a person.
const SENTENCES: usize = 8;
/// The fewest certain skills of a list that needs no heading.
const LIST: usize = 3;

impl View<'_, '_> {
    /// Refuses what is only named in passing, if nothing of its kind is listed or said to be used. `decisions` are
    /// those of the candidates, one for each.
    pub fn refuse_lonely(&self, decisions: &mut [Decision]) {
        if self.document.kind() != DocumentKind::Resume || self.sentences.len() < SENTENCES {
            return;
        }
        let claimed = |decision: &Decision| {
            decision.reason.taken() && decision.polarity == Polarity::Asserted && self.is_of_the_trade(decision.target)
        };
        let mut all = self.candidates.iter().zip(&*decisions).filter(|(_, decision)| claimed(decision));
        let trade = &self.matcher.taxonomy.language.trade_words;
        // The words last: to look for them takes the whole text.
        if all.any(|(candidate, _)| self.is_supported(candidate))
            || trade.iter().any(|word| contains_phrase(self.text(), word))
        {
            return;
        }
        for decision in decisions.iter_mut().filter(|decision| claimed(decision)) {
            (decision.reason, decision.confidence, decision.ground) = (Reason::Lonely, 0, None);
        }
    }

    /// Whether a skill is one of those that people of the trade have: no office tool, no practice of any office.
    fn is_of_the_trade(&self, target: Target) -> bool {
        self.skill_of(target).is_some_and(|skill| {
            matches!(
                skill.category,
                Category::Language
                    | Category::Framework
                    | Category::Library
                    | Category::Platform
                    | Category::Service
                    | Category::Database
                    | Category::Method
                    | Category::Mathematics
            )
        })
    }

    /// Whether a name stands where skills are listed, or beside words that go with skills.
    fn is_supported(&self, candidate: &Candidate) -> bool {
        let facts = self.company.of(candidate.sentence);
        let certain = self.matcher.taxonomy.forms.get(candidate.form).rule.is_none();
        candidate.own_item && (self.section_kind(candidate).lists_skills() || facts.solid_items >= LIST)
            || self.is_after_cue(candidate)
            || certain && self.has_cue(candidate)
    }
}
