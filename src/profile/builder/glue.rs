//! Items of a list that lost their separators: "SQLDocker", "TensorFlowPyTorch", "technologyhealthcarefintech".
//!
//! The names of the taxonomy decide first, the longest ones before shorter ones. Letter case alone separates only
//! where the whole line is evidently glued: "GitHub" in a list with commas is one name.

use std::ops::Range;

use super::heading::is_glue;
use crate::normalize::fold_name;
use crate::taxonomy::{Forms, Language, Taxonomy};

/// The longest name, in bytes.
const NAME_BYTES: usize = 60;
/// The longest line that is glued without a capital.
const PLAIN_BYTES: usize = 400;
/// The shortest name that is taken out of letters without a capital.
const PLAIN_LETTERS: usize = 3;

/// Splits glued lists. What it looks up in a document is limited, so that a hostile one costs no more than a long one.
pub struct Splitter<'t> {
    forms: &'t Forms,
    language: &'t Language,
    budget: u32,
}

impl<'t> Splitter<'t> {
    /// For one document.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { forms: &taxonomy.forms, language: &taxonomy.language, budget: 200_000 }
    }

    fn is_name(&mut self, text: &str) -> bool {
        self.budget = self.budget.saturating_sub(1);
        self.budget > 0 && self.forms.find(&fold_name(text)).is_some()
    }

    /// Where separators belong in an item or in a line of items.
    pub fn points(&mut self, text: &str) -> Vec<usize> {
        let glue = glue_points(text);
        let separated = text.contains([',', ';', '|', '•', '·', '\t']);
        let points = if glue.is_empty() { Vec::new() } else { self.by_case(text, &glue, !separated && glue.len() > 1) };
        if points.is_empty() && !separated && text.len() <= PLAIN_BYTES {
            return self.plain(text);
        }
        points
    }

    /// Where the label of a row ends that was glued to its first cell: "ProgrammingPython, R".
    pub fn label(&mut self, row: &str) -> Option<usize> {
        let end = row.find([',', ';', '\t']).unwrap_or(row.len());
        let glue = glue_points(&row[..end]);
        let names = self.names(row, &glue);
        glue.into_iter().find(|&point| is_plain_case(row, point) && !is_inside(&names, point))
    }

    /// The glue points that no name bridges. Where the line is evidently glued, letter case or a name on one side is
    /// enough; otherwise there must be a name on both.
    fn by_case(&mut self, text: &str, glue: &[usize], evident: bool) -> Vec<usize> {
        let names = self.names(text, glue);
        let begins = |point: usize| names.binary_search_by_key(&point, |name| name.start).is_ok();
        let ends = |point: usize| names.binary_search_by_key(&point, |name| name.end).is_ok();
        let is_point = |point: usize| match evident {
            true => begins(point) || ends(point) || is_plain_case(text, point),
            false => begins(point) && ends(point),
        };
        glue.iter().copied().filter(|&point| !is_inside(&names, point) && is_point(point)).collect()
    }

    /// The names in a text between white space, separators and glue points; of those that begin at a place the longest.
    fn names(&mut self, text: &str, glue: &[usize]) -> Vec<Range<usize>> {
        let edges: Vec<usize> =
            text.match_indices([' ', ',', ';', '/', '(', ')', '\t', '|']).map(|(at, _)| at).collect();
        let mut starts: Vec<usize> = edges.iter().map(|at| at + 1).chain([0]).chain(glue.iter().copied()).collect();
        let mut ends: Vec<usize> = edges.iter().copied().chain([text.len()]).chain(glue.iter().copied()).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        let mut names: Vec<Range<usize>> = Vec::new();
        for start in starts {
            if names.last().is_some_and(|last| start < last.end) {
                continue;
            }
            let first = ends.partition_point(|&end| end <= start);
            let last = ends.partition_point(|&end| end <= start + NAME_BYTES);
            let end = ends[first..last].iter().rev().copied().find(|&end| self.is_name(text[start..end].trim()));
            names.extend(end.map(|end| start..end));
        }
        names
    }

    /// The points of a line that names alone make up, without a capital to tell where one begins.
    fn plain(&mut self, text: &str) -> Vec<usize> {
        let odd = |token: &str| {
            token.len() >= 2 * PLAIN_LETTERS
                && token.chars().all(char::is_alphanumeric)
                && !crate::words::is_word(&token.to_lowercase(), self.language)
        };
        if !text.split(' ').any(odd) || self.is_name(text) {
            return Vec::new();
        }
        // Fewest names that make up the text up to each place; the way back by the start of the last one.
        let mut best: Vec<Option<(usize, usize)>> = vec![None; text.len() + 1];
        best[0] = Some((0, 0));
        for end in 1..=text.len() {
            if !text.is_char_boundary(end) {
                continue;
            }
            for start in (end.saturating_sub(NAME_BYTES)..=end.saturating_sub(PLAIN_LETTERS)).rev() {
                if !text.is_char_boundary(start) {
                    continue;
                }
                let Some((names, _)) = best[start] else { continue };
                let slice = &text[start..end];
                if best[end].is_none_or(|(known, _)| names + 1 < known)
                    && !slice.ends_with(' ')
                    && self.is_name(slice.trim())
                {
                    best[end] = Some((names + 1, start));
                }
            }
        }
        let mut points = Vec::new();
        let mut at = text.len();
        while let Some((names, start)) = best[at].filter(|_| at > 0) {
            if names == 0 {
                break;
            }
            if start > 0 && !text[start..].starts_with(' ') {
                points.push(start);
            }
            at = start;
        }
        points.reverse();
        points
    }
}

/// Places inside a text where letter case says that a word begins.
fn glue_points(text: &str) -> Vec<usize> {
    let mut points = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before: char| is_glue(before, c, &text[at..])) {
            points.push(at);
        }
        before = Some(c);
    }
    points
}

/// "CareTriage": a small letter before, a capital after.
fn is_plain_case(text: &str, point: usize) -> bool {
    text[..point].chars().next_back().is_some_and(|c| c.is_lowercase() || c == ')')
}

/// Whether a place lies within one of some names, which are sorted and do not overlap.
fn is_inside(names: &[Range<usize>], point: usize) -> bool {
    let after = names.partition_point(|name| name.start < point);
    after.checked_sub(1).is_some_and(|at| point < names[at].end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut items = Vec::new();
        let mut from = 0;
        for point in Splitter::new(crate::builtin::taxonomy()).points(text) {
            items.push(text[from..point].to_owned());
            from = point;
        }
        items.push(text[from..].to_owned());
        items
    }

    #[test]
    fn names_and_capitals_separate_what_was_glued() {
        assert_eq!(split("SQLDocker"), ["SQL", "Docker"]);
        assert_eq!(split("PythonCI/CDPostgreSQLMachine LearningPyTorch").len(), 5);
        assert_eq!(split("Wound CareTriageIV TherapyTeam Work"), ["Wound Care", "Triage", "IV Therapy", "Team Work"]);
        assert_eq!(
            split("System DesignZorbify UsageCost Optimization"),
            ["System Design", "Zorbify Usage", "Cost Optimization"]
        );
    }

    #[test]
    fn lower_case_items_are_separated_by_names_alone() {
        assert_eq!(split("pythonsqldocker"), ["python", "sql", "docker"]);
        assert_eq!(split("technologyhealthcare"), ["technologyhealthcare"]);
        assert_eq!(split("documentation"), ["documentation"]);
    }

    #[test]
    fn one_name_stays_one() {
        for name in
            ["GitHub Actions", "TensorFlow, PyTorch, scikit-learn", "OpenSearch", "MLflow", "PostgreSQL", "DuckPond"]
        {
            assert_eq!(split(name), [name]);
        }
    }
}
