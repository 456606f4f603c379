//! Skills that a posting denies in so many words ("you do not need computer vision") and elsewhere only names in
//! passing: in its title, in what the employer says of itself. A reader does not take such a name for a requirement.

use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::view::View;
use super::{Decision, Polarity, Reason};
use crate::document::{DocumentKind, SectionKind};
use crate::taxonomy::Target;

impl View<'_, '_> {
    /// Refuses the passing mentions of skills that are denied and nowhere asked for. `decisions` begins with those of
    /// [`View::decide`], one for each candidate.
    pub fn refuse_denied(&self, decisions: &mut [Decision]) {
        if self.document.kind() != DocumentKind::Posting {
            return;
        }
        let with = |decisions: &[Decision], polarity| -> BTreeSet<Target> {
            let taken = decisions.iter().filter(|decision| decision.reason.taken() && decision.polarity == polarity);
            taken.map(|decision| decision.target).collect()
        };
        let mut denied = with(decisions, Polarity::Negated);
        for (index, decision) in decisions.iter().enumerate() {
            let asserted = decision.reason.taken() && decision.polarity == Polarity::Asserted;
            if asserted && !self.is_in_passing(self.candidates.get(index), decision) {
                denied.remove(&decision.target);
            }
        }
        for decision in decisions {
            let asserted = decision.reason.taken() && decision.polarity == Polarity::Asserted;
            if asserted && denied.contains(&decision.target) {
                (decision.reason, decision.confidence, decision.ground) = (Reason::DeniedElsewhere, 0, None);
            }
        }
    }

    /// Whether a mention stands where a posting asks for nothing. Where it has no sections, words that go with skills
    /// ("experience with") must stand beside the name.
    fn is_in_passing(&self, candidate: Option<&Candidate>, decision: &Decision) -> bool {
        match self.document.section_at(decision.span.start).kind {
            SectionKind::About | SectionKind::Benefits | SectionKind::Legal => true,
            SectionKind::Other => !candidate.is_some_and(|candidate| candidate.own_item || self.has_cue(candidate)),
            _ => false,
        }
    }
}
