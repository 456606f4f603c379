//! How much a posting asks for what it names: by the section, and by words in the sentence with their scope.

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::text::{Name, Text};
use crate::document::SectionKind;
use crate::taxonomy::Level;
use crate::taxonomy::posting::is_in;

impl Text<'_> {
    /// The level at which a name is asked for; `None` when it is no requirement: it is compared with, or it stands only
    /// in what the employer says about itself.
    pub fn level(&self, name: &Name) -> Option<Level> {
        self.level_at(name.sentence, &name.at)
    }

    /// The level at which something at a place of a sentence is asked for.
    pub fn level_at(&self, sentence: usize, at: &Range<usize>) -> Option<Level> {
        // "Engineer, Credit Risk": where, not what.
        if self.is_behind_role(at) {
            return None;
        }
        let near = self.near(sentence, at);
        let cues = self.cues(&near);
        if cues.iter().any(|cue| cue.kind == CueKind::Contrast && self.is_contrasted(cue, at)) {
            return None;
        }
        if self.is_preferred(sentence, at) {
            return Some(Level::Preferred);
        }
        // "Any major cloud; we use AWS": told, not asked.
        if cues.iter().any(|cue| cue.kind == CueKind::Describes && cue.at.end <= at.start && self.same_clause(cue, at))
            && !matches!(
                self.sentences[sentence].section,
                SectionKind::About | SectionKind::Benefits | SectionKind::Legal
            )
        {
            return Some(Level::Mentioned);
        }
        let firm = self.has_firm(sentence, at);
        match self.sentences[sentence].section {
            SectionKind::Preferred if firm => Some(Level::Required),
            SectionKind::Preferred => Some(Level::Preferred),
            SectionKind::Required | SectionKind::Skills => Some(Level::Required),
            SectionKind::About => firm.then_some(Level::Required),
            SectionKind::Benefits | SectionKind::Legal => None,
            _ if firm || self.is_title(sentence) => Some(Level::Required),
            section if cues.iter().any(|cue| asks(cue.kind, section)) => Some(Level::Required),
            _ => Some(Level::Mentioned),
        }
    }

    /// Whether the clause of a place asks for it whatever the heading above says ("must have").
    pub fn has_firm(&self, sentence: usize, at: &Range<usize>) -> bool {
        self.cues(&self.near(sentence, at)).iter().any(|cue| cue.kind == CueKind::Firm && self.same_clause(cue, at))
    }

    /// Whether the sentence is the title of the posting.
    pub fn is_title(&self, sentence: usize) -> bool {
        self.title == Some(sentence)
    }

    /// Whether something stands in the title behind the name of the role.
    pub fn is_behind_role(&self, at: &Range<usize>) -> bool {
        self.behind_role.as_ref().is_some_and(|behind| behind.contains(&at.start))
    }

    /// "Unlike a data scientist, you …": up to the comma.
    fn is_contrasted(&self, cue: &Cue, at: &Range<usize>) -> bool {
        cue.at.end <= at.start && !self.folded[cue.at.end..at.start].contains([',', ';', ':'])
    }

    /// Whether no semicolon and no "but" stands between a cue and a place.
    fn same_clause(&self, cue: &Cue, at: &Range<usize>) -> bool {
        let between = cue.at.end.min(at.end)..cue.at.start.max(at.start);
        between.is_empty() || !self.folded[between.clone()].contains(';') && !self.has(&between, CueKind::ClauseEnd)
    }

    /// Whether words of the sentence make what stands at a place of it preferred.
    pub fn is_preferred(&self, sentence: usize, at: &Range<usize>) -> bool {
        let near = self.near(sentence, at);
        self.cues(&near).iter().any(|cue| {
            matches!(cue.kind, CueKind::Preferred | CueKind::PreferredBefore) && self.governs(cue, sentence, at)
        })
    }

    /// Whether a cue for "preferred" speaks of a place.
    fn governs(&self, cue: &Cue, sentence: usize, at: &Range<usize>) -> bool {
        let near = self.near(sentence, &cue.at);
        let text = &self.folded;
        let words = &self.language.posting;
        let mut left = self.clause_start(&near, cue);
        let bracket = open_bracket(&text[left..cue.at.start]).map(|at| left + at);
        if let Some(bracket) = bracket {
            left = bracket + 1;
        }
        let begins = text[left..cue.at.start]
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .all(|word| is_in(&words.openers, word));
        let after = text[cue.at.end..near.end].trim_start();
        let onward = after.starts_with([':', '-'])
            || after.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| is_in(&words.onward, word));
        let forward = cue.kind == CueKind::PreferredBefore || begins || onward;
        let right = self.clause_end(&near, cue, begins && left == near.start, bracket.is_some());
        if forward && at.start >= cue.at.end && at.start < right {
            return true;
        }
        if cue.kind == CueKind::PreferredBefore {
            return false;
        }
        match bracket {
            // "Docker, Kubernetes (a plus)": the item before the bracket.
            Some(bracket) if begins => {
                at.end <= bracket && !text[at.end..bracket].contains([',', ';', '/', ')']) && {
                    let between = &text[at.end..bracket];
                    !between.contains(" and ") && !between.contains(" or ")
                }
            }
            _ if begins || onward => false,
            _ => at.end <= cue.at.start && at.start >= self.demand_start(left, cue),
        }
    }

    /// Where the clause of a cue begins.
    fn clause_start(&self, near: &Range<usize>, cue: &Cue) -> usize {
        let before = &self.folded[near.start..cue.at.start];
        let semicolon = before.rfind(';').map_or(near.start, |at| near.start + at + 1);
        let ends = self.cues(&(near.start..cue.at.start));
        let firm = |end: &Cue| {
            end.kind == CueKind::ClauseEnd
                || (end.kind == CueKind::Firm || &self.folded[end.at.clone()] == "required")
                    && self.folded[end.at.end..].trim_start().starts_with([',', ';', ')', '-'])
        };
        let clause = ends.iter().rev().find(|end| end.at.end <= cue.at.start && firm(end)).map_or(0, |end| end.at.end);
        semicolon.max(clause)
    }

    /// Where the last demand before a cue begins: "SQL, and knowledge of Go is a plus".
    fn demand_start(&self, left: usize, cue: &Cue) -> usize {
        let heads = self.cues(&(left..cue.at.start));
        let starts = |head: &&Cue| {
            let before = self.folded[left..head.at.start].trim_end();
            head.kind == CueKind::AskingHead && [",", " and", " plus", " or"].iter().any(|join| before.ends_with(join))
        };
        let demand = heads.iter().rev().find(starts).map_or(left, |head| head.at.start);
        // "Experience with containers (Docker), Kubernetes desirable": what precedes the comma is asked for already.
        let comma = self.folded[demand..cue.at.start].rfind(',').map(|at| demand + at);
        match comma {
            Some(comma)
                if self.is_bare(cue)
                    && (self.has(&(demand..comma), CueKind::AskingHead)
                        || self.folded[demand..comma].contains(')')) =>
            {
                comma
            }
            _ => demand,
        }
    }

    /// Whether a cue is no verb: "Kubernetes desirable", not "Kubernetes is desirable".
    fn is_bare(&self, cue: &Cue) -> bool {
        !self.folded[cue.at.clone()].contains(' ')
    }

    /// Where the clause of a cue ends that speaks of what follows.
    fn clause_end(&self, near: &Range<usize>, cue: &Cue, whole: bool, in_bracket: bool) -> usize {
        let rest = &self.folded[cue.at.end..near.end];
        let mut end = near.end;
        if in_bracket && let Some(at) = rest.find(')') {
            end = end.min(cue.at.end + at);
        }
        if whole {
            return end;
        }
        if let Some(at) = rest.find(';') {
            end = end.min(cue.at.end + at);
        }
        let stops = |next: &&Cue| match next.kind {
            CueKind::ClauseEnd => true,
            CueKind::AskingHead => {
                let before = self.folded[cue.at.end..next.at.start].trim_end();
                before.ends_with(',') || before.ends_with(", and") || before.ends_with(" and")
            }
            _ => false,
        };
        let cues = self.cues(&(cue.at.end..end));
        cues.iter().find(stops).map_or(end, |next| next.at.start.min(end))
    }
}

/// Whether a cue asks for what its sentence names, in a section that does not.
fn asks(cue: CueKind, section: SectionKind) -> bool {
    cue == CueKind::Required || cue == CueKind::Weak && section != SectionKind::Responsibilities
}

/// The last bracket of a text that is not closed in it.
fn open_bracket(text: &str) -> Option<usize> {
    let mut closed = 0;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b')' => closed += 1,
            b'(' if closed == 0 => return Some(at),
            b'(' => closed -= 1,
            _ => {}
        }
    }
    None
}
