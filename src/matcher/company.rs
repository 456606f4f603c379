//! The candidates that each sentence has, as company for ambiguous ones: which are certain to be technical skills, and how
//! many are items of lists.

use super::view::View;

/// How many lines above and below are the list that an item with a line of its own stands in.
pub const LINES_AROUND: usize = 2;

/// What is known of the candidates of one sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfSentence {
    /// Where those that are certain to be technical skills begin among all, and how many they are.
    solid: (usize, usize),
    /// How many of them are list items of their own.
    pub solid_items: usize,
    /// Uncertain candidates that are list items of their own.
    pub loose_items: usize,
}

/// What is known of the candidates of all sentences.
#[derive(Debug, Default)]
pub struct Company {
    sentences: Vec<OfSentence>,
    /// Candidates that are certain to be technical skills, in order.
    solid: Vec<usize>,
}

impl Company {
    /// What is known of a sentence; nothing where there is none.
    pub fn of(&self, sentence: usize) -> OfSentence {
        self.sentences.get(sentence).copied().unwrap_or_default()
    }

    /// The candidates of a sentence that are certain to be technical skills.
    pub fn solid_in(&self, sentence: usize) -> &[usize] {
        let (first, count) = self.of(sentence).solid;
        &self.solid[first..first + count]
    }

    /// Of each sentence whether an ambiguous candidate there has other company than it had before. Asked of all at once:
    /// a sentence may have as many candidates as the text.
    pub fn changed_since(&self, before: &Self) -> Vec<bool> {
        let has_changed = |sentence: usize| {
            let mut around = sentence.saturating_sub(LINES_AROUND)..=sentence + LINES_AROUND;
            self.of(sentence).loose_items != before.of(sentence).loose_items
                || around.any(|line| self.of(line).solid_items != before.of(line).solid_items)
                || self.solid_in(sentence) != before.solid_in(sentence)
        };
        (0..self.sentences.len()).map(has_changed).collect()
    }
}

impl View<'_, '_> {
    /// Notes for each sentence which candidates are certain to be skills.
    pub fn collect_company(&mut self, certain: &[bool]) {
        let mut company = Company { sentences: vec![OfSentence::default(); self.sentences.len()], solid: Vec::new() };
        let mut last_solid_end = 0;
        for (index, (candidate, &certain)) in self.candidates.iter().zip(certain).enumerate() {
            let target = self.matcher.taxonomy.forms.target(candidate.form);
            // What is neither is not asked what it is.
            let (is_solid, is_loose) =
                (certain && candidate.folded.end > last_solid_end, !certain && candidate.own_item);
            if !is_solid && !is_loose || !self.skill_of(target).is_some_and(|skill| skill.category.is_technical()) {
                continue;
            }
            let here = &mut company.sentences[candidate.sentence];
            if is_solid {
                if here.solid.1 == 0 {
                    here.solid.0 = company.solid.len();
                }
                here.solid.1 += 1;
                company.solid.push(index);
                here.solid_items += usize::from(candidate.own_item);
                last_solid_end = candidate.folded.end;
            } else {
                here.loose_items += 1;
            }
        }
        self.company = company;
    }
}
