//! What is refused of advice: ids that mean nothing, and examples that somebody could paste as they stand.

use std::collections::HashSet;

use super::Compiler;
use super::near::shown;
use crate::normalize::fold_name;
use crate::taxonomy::Language;
use crate::taxonomy::load::Parsed;
use crate::taxonomy::schema::{AdviceFile, AdvisedAt, StepSource, When};

impl Compiler<'_> {
    pub(super) fn check_advice(&mut self, parsed: &Parsed<AdviceFile>, language: &Language) {
        let mut seen = HashSet::new();
        for step in &parsed.data.step {
            let at = step.span().start;
            let step = step.get_ref();
            if !seen.insert(step.id.as_str()) {
                self.problem(parsed, at, format!("the id `{}` is used twice; merge the steps", step.id));
            }
            self.check_helps(parsed, at, step);
            self.check_line(parsed, at, &step.shows_as, &step.advised_by, language);
        }
        let mut told = HashSet::new();
        for general in &parsed.data.general {
            let at = general.span().start;
            let general = general.get_ref();
            if (general.when == When::Missing) == general.kinds.is_empty() {
                let message = "`kinds` goes with `when = \"missing\"`, and only with that; add or drop it";
                self.problem(parsed, at, message);
            }
            let kinds: Vec<_> = general.kinds.iter().copied().map(Some).collect();
            let kinds = if kinds.is_empty() { vec![None] } else { kinds };
            if kinds.into_iter().any(|kind| !told.insert((general.when, kind))) {
                self.problem(parsed, at, "another entry says what to do in this case; merge them");
            }
            self.check_line(parsed, at, &general.shows_as, &general.advised_by, language);
        }
    }

    fn check_helps(&mut self, parsed: &Parsed<AdviceFile>, at: usize, step: &StepSource) {
        for id in &step.helps {
            if self.skill(id).is_none() {
                let near = self.near_skill(id);
                self.problem(parsed, at, format!("`helps` names `{id}`, which is no skill{near}"));
            }
        }
        for id in step.about.iter().filter(|id| !step.helps.contains(id)) {
            self.problem(parsed, at, format!("`about` names `{id}`, which `helps` does not; add it there or drop it"));
        }
        for id in &step.needless_with {
            let known = || self.credentials.iter().map(|entry| entry.source.id.get_ref().as_str());
            if !known().any(|known| known == id) {
                let near = self.hints.nearest(id, known());
                self.problem(parsed, at, format!("`needless_with` names {}, which is no credential{near}", shown(id)));
            }
        }
    }

    fn check_line(
        &mut self,
        parsed: &Parsed<AdviceFile>,
        at: usize,
        line: &str,
        advised_by: &[AdvisedAt],
        language: &Language,
    ) {
        if let Some(message) = finished_claim(line, language) {
            self.problem(parsed, at, message);
        }
        for place in advised_by {
            if let Some(message) = self.unknown_place(&place.document, &place.heading) {
                self.problem(parsed, at, message);
            }
        }
    }
}

/// What is wrong with an example of a line for a resume: whoever copies it may not come to claim what we made up.
fn finished_claim(line: &str, language: &Language) -> Option<String> {
    if line.is_empty() {
        return None;
    }
    let blanks = language.blanks.marked(line);
    let starts: HashSet<usize> = blanks.iter().map(|blank| blank.start).collect();
    if let Some((open, _)) = line.match_indices('[').find(|(open, _)| !starts.contains(open)) {
        let bracket: String = line[open..].chars().take(24).collect();
        return Some(format!(
            "`shows_as` has a bracket that nobody knows for a blank ({bracket}…): begin it with \"your\", \"what\", \
             \"which\", \"number of\" or the like, see [blanks] in language/en.toml"
        ));
    }
    let mut outside = String::new();
    let mut from = 0;
    for blank in &blanks {
        outside.push_str(&line[from..blank.start]);
        outside.push(' ');
        from = blank.end;
    }
    outside.push_str(&line[from..]);
    let is_figure = |word: &&str| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let folded = fold_name(bare.trim_end_matches(|c: char| !c.is_alphanumeric()));
        bare.starts_with(|c: char| c.is_ascii_digit())
            || word.contains('%')
            || language.lint.quantities.binary_search(&folded).is_ok()
    };
    if let Some(figure) = outside.split_whitespace().find(is_figure) {
        return Some(format!(
            "`shows_as` has the figure `{figure}` outside of brackets: an example holds no result of ours; write a blank \
             such as [number] or [before]"
        ));
    }
    blanks.is_empty().then(|| {
        "`shows_as` has no blank in square brackets: a finished line invites to claim what was not done; write what only \
         the reader can know as [what came of it] or the like"
            .into()
    })
}
