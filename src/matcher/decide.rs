//! Each candidate decided: ambiguity rules, surroundings, misspellings, evidence phrases.

use std::ops::Range;

use super::candidates::Candidate;
use super::confidence::{self, Around, Ground};
use super::known::Known;
use super::view::View;
use super::{Decision, Found, Reason, fuzzy, rules};
use crate::document::SectionKind;
use crate::normalize::is_word_char;
use crate::taxonomy::{SkillIndex, Target};

/// How many names around one are looked at for a longer one that holds it.
const NEIGHBOURS: usize = 6;
/// The longest sentence in which a misspelling looks for another one, in bytes.
const SHORT_SENTENCE: usize = 400;

impl View<'_, '_> {
    /// Decides every candidate, in two rounds: the ambiguous names that the first round takes are company for the
    /// others in the second ("Kafka/Spark/Storm").
    pub fn decide(&mut self) -> Vec<Decision> {
        let mut decisions: Vec<Decision> = self.candidates.iter().map(|candidate| self.decide_one(candidate)).collect();
        let certain: Vec<bool> = decisions.iter().map(|decision| decision.reason.taken()).collect();
        let before = std::mem::take(&mut self.company);
        self.collect_company(&certain);
        let changed = self.company.changed_since(&before);
        for (candidate, decision) in self.candidates.iter().zip(&mut decisions) {
            if decision.reason == Reason::NoContext && changed[candidate.sentence] {
                *decision = self.decide_one(candidate);
            }
        }
        self.refuse_lonely(&mut decisions);
        decisions
    }

    fn decide_one(&self, candidate: &Candidate) -> Decision {
        let forms = &self.matcher.taxonomy.forms;
        let target = forms.target(candidate.form);
        let mut reason = match forms.rule(candidate.form) {
            Some(rule) => rules::decide(self, self.matcher.rule(rule), candidate),
            None => Reason::Unambiguous,
        };
        if reason.taken() {
            reason = match self.refusal(candidate, target) {
                Some(refused) => refused,
                None if candidate.glued => Reason::Glued,
                None => reason,
            };
        }
        let found = if candidate.glued { Found::Glued } else { Found::Exact };
        self.decision(candidate, target, found, reason, 0)
    }

    /// What was decided, with how sure it is. `letters_off` is the number of wrong letters of a misspelling.
    pub fn decision(
        &self,
        candidate: &Candidate,
        target: Target,
        found: Found,
        reason: Reason,
        letters_off: usize,
    ) -> Decision {
        let around = || Around {
            category: self.skill_of(target).map(|skill| skill.category),
            own_item: candidate.own_item,
            section: self.section_kind(candidate),
            letters_off,
            left: self.is_left_behind(candidate),
        };
        let ground = reason.taken().then(|| confidence::ground(reason, around())).flatten();
        Decision {
            target,
            span: candidate.span.clone(),
            found,
            reason,
            polarity: self.polarity(candidate),
            confidence: ground.map_or(0, Ground::confidence),
            ground,
        }
    }

    /// Adds misspelled names.
    pub fn fuzzy(&self, known: &mut Known, decisions: &mut Vec<Decision>) {
        let mut candidates = self.candidates.iter().peekable();
        // The end of the candidates that begin before the end of a word.
        let mut explained = 0;
        for &word in &self.doubtful {
            while let Some(candidate) = candidates.next_if(|candidate| candidate.folded.start < word.end) {
                explained = explained.max(candidate.folded.end);
            }
            if explained > word.start {
                continue;
            }
            if let Some(near) = known.misspelled(self.text(), word, self.matcher) {
                self.add_fuzzy(near, word.start..word.end, decisions);
            }
        }
    }

    fn add_fuzzy(&self, near: fuzzy::Near, word: Range<usize>, decisions: &mut Vec<Decision>) {
        let mut candidate = self.candidate_at(near.form, word);
        candidate.own_item = self.is_own_item(&candidate);
        let target = self.matcher.taxonomy.forms.target(near.form);
        let long = candidate.folded.len() >= fuzzy::SURE_LETTERS;
        let short_in_text = !long && self.section_kind(&candidate).demonstrates();
        let before = self.text()[..candidate.folded.start].trim_end_matches(' ');
        let contact = self.section_kind(&candidate) == SectionKind::Contact && self.document.sections().len() > 1;
        // "At Solmar" is an employer, and few letters in a sentence are a name of anything.
        let mut reason = if contact || short_in_text || self.matcher.endings.employers.end(before) {
            Reason::NoContext
        } else if self.in_skill_list(&candidate)
            || self.fuzzy_list(&candidate)
            || long && (self.has_cue(&candidate) || self.has_companion(&candidate, &[]))
        {
            Reason::Misspelled
        } else {
            Reason::NoContext
        };
        if reason.taken() {
            reason = self.refusal(&candidate, target).unwrap_or(reason);
        }
        decisions.push(self.decision(&candidate, target, Found::Fuzzy, reason, near.distance as usize));
    }

    /// A list in which every item is misspelled is a list all the same: another word is close to another skill.
    fn fuzzy_list(&self, candidate: &Candidate) -> bool {
        let sentence = self.sentence(candidate);
        if !candidate.own_item || sentence.len() > SHORT_SENTENCE {
            return false;
        }
        self.text()[sentence]
            .split(|c: char| !is_word_char(c))
            .filter(|word| *word != &self.text()[candidate.folded.clone()])
            .filter_map(|word| self.matcher.misspelled(word))
            .any(|near| near.form != candidate.form)
    }

    /// Adds evidence phrases. `decisions` begins with those of [`View::decide`], one for each candidate.
    pub fn phrases(&self, decisions: &mut Vec<Decision>) {
        // "Tableau dashboards" is a name of Tableau: of the one in it nothing is left that a phrase could repeat.
        let within_longer = |index: usize, decision: &Decision| {
            let around = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS + 1).min(self.candidates.len());
            decisions[around].iter().any(|other| {
                other.reason.taken()
                    && other.span.len() > decision.span.len()
                    && other.span.start <= decision.span.start
                    && decision.span.end <= other.span.end
            })
        };
        // Whether a sentence names a skill.
        let is_named = |sentence: usize, skill: SkillIndex| {
            let first = self.candidates.partition_point(|candidate| candidate.sentence < sentence);
            let here = self.candidates[first..].iter().take_while(|candidate| candidate.sentence == sentence);
            let mut of_names = decisions[first..].iter().zip(here).enumerate();
            of_names.any(|(index, (decision, _))| {
                decision.target == Target::Skill(skill)
                    && decision.reason.taken()
                    && !within_longer(first + index, decision)
            })
        };
        let shown = self.matcher.phrases.find(self, is_named);
        for (skill, folded) in shown {
            let candidate = self.candidate_at(0, folded);
            let kind = self.section_kind(&candidate);
            let reason = match kind {
                SectionKind::Interests | SectionKind::Legal | SectionKind::Benefits => Reason::NoContext,
                _ => Reason::Phrase,
            };
            decisions.push(self.decision(&candidate, Target::Skill(skill), Found::Phrase, reason, 0));
        }
    }
}
