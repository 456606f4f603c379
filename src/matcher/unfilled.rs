//! Lines of a template that nobody filled in ("Cut the latency of [your service] by XX % with TensorRT"): what such a line
//! names is what the author of the template did, or nobody.

use std::ops::Range;

use super::view::{SENTENCE_REACH, View};
use super::{Decision, Reason};
use crate::document::DocumentKind;

impl View<'_, '_> {
    /// Refuses what a resume names in a sentence with a blank.
    pub fn refuse_unfilled(&self, decisions: &mut [Decision]) {
        if self.document.kind() != DocumentKind::Resume {
            return;
        }
        let blanks = self.matcher.taxonomy.language.blanks.marked(self.document.text());
        if blanks.is_empty() {
            return;
        }
        let unfilled = self.sentences_around(&blanks);
        for decision in decisions.iter_mut().filter(|decision| decision.reason.taken()) {
            let next = unfilled.partition_point(|sentence| sentence.end <= decision.span.start);
            if unfilled.get(next).is_some_and(|sentence| sentence.start < decision.span.end) {
                (decision.reason, decision.confidence, decision.ground) = (Reason::Unfilled, 0, None);
            }
        }
    }

    /// The sentences that hold a blank, in the document's text, no further than a sentence reaches.
    fn sentences_around(&self, blanks: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut around = Vec::new();
        let mut next = 0;
        for sentence in &self.sentences {
            let sentence = self.folded.original(sentence.clone());
            while blanks.get(next).is_some_and(|blank| blank.end <= sentence.start) {
                next += 1;
            }
            let within = blanks[next..].iter().take_while(|blank| blank.start < sentence.end);
            around.extend(within.map(|blank| {
                let start = sentence.start.max(blank.start.saturating_sub(SENTENCE_REACH));
                start..sentence.end.min(blank.end + SENTENCE_REACH)
            }));
        }
        around
    }
}
