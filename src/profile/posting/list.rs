//! Lists of names within a sentence: what joins their members, what introduces and what follows them.

use std::ops::Range;

use super::cues::CueKind;
use super::text::{Name, Text};
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;

/// The longest text between two members of a list, in bytes.
const GAP: usize = 48;
/// The most words of a member that nothing is known of.
const STRANGER_WORDS: usize = 3;
/// Longer lists are taken in parts, so that no step over a list can cost much.
const MEMBERS: usize = 64;
/// How far before a list its introduction begins, in bytes and in words.
const INTRO: usize = 90;
const INTRO_WORDS: usize = 6;

/// What joins two members of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    Comma,
    And,
    Or,
    Slash,
    /// "…, plus either A or B": a group begins after it.
    Either,
}

/// What a list is introduced with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intro {
    None,
    /// "one of", "any of", "at least one cloud (".
    AnyOf,
    /// "such as".
    Examples,
    /// It stands in brackets.
    Bracket,
}

/// Whether a list leaves others open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    No,
    /// "etc."
    More,
    /// "or similar".
    Instead,
}

/// A run of names.
#[derive(Debug, Clone)]
pub(super) struct Run<'t> {
    pub names: Vec<&'t Name>,
    /// What joins each member to the next.
    pub joins: Vec<Join>,
    pub intro: Intro,
    /// What follows leaves others open.
    pub open: Open,
    /// Lists in brackets between two members, each with the index of the member before it: "Python (pandas, NumPy) or R".
    pub details: Vec<(usize, Run<'t>)>,
}

impl Run<'_> {
    /// The folded range from the first to the last name.
    pub fn at(&self) -> Range<usize> {
        let first = self.names.first().map_or(0, |name| name.at.start);
        first..self.names.last().map_or(first, |name| name.at.end)
    }
}

impl Text<'_> {
    /// The lists of a sentence. A name by itself is a list of one.
    pub fn runs(&self, sentence: usize) -> Vec<Run<'_>> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut end = self.sentences.get(sentence).map_or(0, |sentence| sentence.at.start);
        // The list before a bracket that is open.
        let mut around: Option<usize> = None;
        for name in self.names_of(sentence).iter().filter(|name| name.is_name) {
            if name.at.start < end && !runs.is_empty() {
                continue;
            }
            let gap = &self.folded[end.min(name.at.start)..name.at.start];
            let mut join = runs.last().and_then(|run| self.join(end..name.at.start, run.intro));
            if let (Some(outer), Some(closes)) = (around, gap.find(')')) {
                around = None;
                join = self.join_around(&runs[outer], end + closes + 1..name.at.start);
                if join.is_some() {
                    self.enclose(&mut runs, outer, name.at.start);
                }
            } else if join.is_none() && !runs.is_empty() && gap.trim_start().starts_with('(') {
                around = Some(runs.len() - 1);
            }
            match (join, runs.last_mut()) {
                (Some(join), Some(run)) if run.names.len() < MEMBERS => {
                    run.joins.push(join);
                    run.names.push(name);
                }
                _ => {
                    let intro = self.intro(sentence, end, name);
                    let (names, joins, details) = (vec![name], Vec::new(), Vec::new());
                    runs.push(Run { names, joins, intro, open: Open::No, details });
                }
            }
            end = name.at.end;
        }
        let mut ends: Vec<usize> = runs.iter().skip(1).map(|run| run.at().start).collect();
        ends.push(self.sentences.get(sentence).map_or(0, |sentence| sentence.at.end));
        for (run, end) in runs.iter_mut().zip(ends) {
            run.open = self.is_open(run.at().end..end);
        }
        runs
    }

    /// What joins the last member of a list to a name after the bracket that follows it.
    fn join_around(&self, outer: &Run<'_>, gap: Range<usize>) -> Option<Join> {
        let join = self.join(gap, outer.intro);
        join.filter(|join| *join != Join::Slash && outer.names.len() < MEMBERS)
    }

    /// Takes the lists behind one of the lists, which are in a bracket that ends before `end`, into it.
    fn enclose<'t>(&'t self, runs: &mut Vec<Run<'t>>, outer: usize, end: usize) {
        let mut inner: Vec<Run<'t>> = runs.drain(outer + 1..).collect();
        let starts: Vec<usize> = inner.iter().skip(1).map(|run| run.at().start).chain([end]).collect();
        for (run, end) in inner.iter_mut().zip(starts) {
            run.open = self.is_open(run.at().end..end);
        }
        let member = runs[outer].names.len() - 1;
        runs[outer].details.extend(inner.into_iter().map(|run| (member, run)));
    }

    /// What the text between two names joins them with; `None` when the list ends there.
    fn join(&self, gap: Range<usize>, intro: Intro) -> Option<Join> {
        let whole = &self.folded[gap.clone()];
        if whole.len() > GAP || whole.contains([':', '\t', '|', '!', '?', '•', '[']) {
            return None;
        }
        let (before, after) = unbracketed(whole)?;
        let text = format!("{before} {after}");
        if text.contains(';') && intro != Intro::AnyOf {
            return None;
        }
        let words = &self.language.posting.groups;
        let mut join = None;
        let mut strangers = 0;
        let mut either = false;
        let mut closed = false;
        // "as well as" and the like are looked for as a whole.
        let all_of = self.cues(&gap).iter().find(|cue| cue.kind == CueKind::AllOf && cue.at.end <= gap.end);
        if all_of.is_some() {
            join = Some(Join::And);
        }
        let all_of = all_of.map_or("", |cue| &self.folded[cue.at.clone()]);
        for token in tokens(&text) {
            match token {
                "," | ";" => join = join.or(Some(Join::Comma)),
                "/" => join = join.or(Some(Join::Slash)),
                word if is_in(&words.and, word) => {
                    join = match join {
                        Some(Join::Slash) => Some(Join::Or),
                        Some(Join::Or) => Some(Join::Or),
                        _ => Some(Join::And),
                    }
                }
                word if is_in(&words.or, word) => join = Some(Join::Or),
                word if is_in(&words.either, word) => either = true,
                word if all_of.split(' ').any(|part| part == word) => {}
                word if is_in(&words.after_member, word) => {}
                word if join.is_some() && is_in(&words.before_member, word) => {}
                _ => {
                    strangers += 1;
                    closed |= join.is_none();
                }
            }
        }
        let asks = [CueKind::AskingHead, CueKind::Required, CueKind::Weak].iter().any(|&kind| self.has(&gap, kind));
        let preferred = self.has(&gap, CueKind::Examples) || self.has(&gap, CueKind::AnyOf) && join != Some(Join::Or);
        if asks && strangers > 0 || preferred || strangers > STRANGER_WORDS || self.has(&gap, CueKind::OpenEnd) {
            return None;
        }
        // What follows a name without a separator belongs to it ("Python scripting or R"); a verb would be longer.
        if strangers > 0 && (closed && strangers > 1 || join.is_none()) {
            return None;
        }
        if either { Some(Join::Either) } else { join }
    }

    /// How a list that begins with a name is introduced, from the end of the last name on.
    fn intro(&self, sentence: usize, from: usize, first: &Name) -> Intro {
        let mut start = from.max(first.at.start.saturating_sub(INTRO)).max(self.sentences[sentence].at.start);
        while !self.folded.is_char_boundary(start) {
            start += 1;
        }
        let before = start..first.at.start;
        let text = &self.folded[before.clone()];
        let cues = self.cues(&before);
        let trimmed = text.trim_end_matches([' ', '"']);
        let bracket = trimmed.ends_with('(');
        let lead = trimmed.trim_end_matches(['(', ':', ' ', ',']);
        let marked = trimmed.len() > lead.len();
        let mut intro = if bracket { Intro::Bracket } else { Intro::None };
        for cue in cues.iter().filter(|cue| cue.at.end <= first.at.start) {
            let between = &self.folded[cue.at.end..first.at.start];
            let words = words_between(between);
            match cue.kind {
                CueKind::Examples if words <= 1 && !between.contains([';', ')', '(']) => {
                    return if intro == Intro::AnyOf { intro } else { Intro::Examples };
                }
                // "one of AWS, …", "at least one deep learning framework (PyTorch, …".
                CueKind::AnyOf => {
                    let strong = self.folded[cue.at.clone()].ends_with(" of")
                        || self.folded[cue.at.clone()].ends_with("following");
                    let reaches = !between.contains([';', '.', ')']) && words <= INTRO_WORDS;
                    if reaches && (strong || marked || words == 0 && self.folded[cue.at.clone()].contains(' ')) {
                        intro = Intro::AnyOf;
                    }
                }
                _ => {}
            }
        }
        intro
    }

    /// Whether what follows a list leaves others open.
    fn is_open(&self, after: Range<usize>) -> Open {
        let end = after.end.min(after.start + GAP);
        let mut range = after.start..end;
        while !self.folded.is_char_boundary(range.end) {
            range.end -= 1;
        }
        let cue = self.cues(&range).iter().find(|cue| {
            cue.kind == CueKind::OpenEnd
                && words_between(&self.folded[after.start..cue.at.start]) == 0
                && !self.folded[after.start..cue.at.start].contains([')', ';', '.'])
        });
        let or = |word: &str| is_in(&self.language.posting.groups.or, word);
        match cue {
            Some(cue) if self.folded[cue.at.clone()].split(' ').next().is_some_and(or) => Open::Instead,
            Some(_) => Open::More,
            None => Open::No,
        }
    }
}

/// The text of a gap without what stands in brackets: "PyTorch (preferred) or TensorFlow". `None` when a bracket opens
/// or closes in it, but for one that opens before "or": "Elasticsearch (or OpenSearch)".
fn unbracketed(gap: &str) -> Option<(&str, &str)> {
    match (gap.find('('), gap.find(')')) {
        (None, None) => Some((gap, "")),
        (Some(open), Some(close)) if open < close => Some((&gap[..open], &gap[close + 1..])),
        (Some(open), None) if gap[..open].trim().is_empty() => {
            let inner = gap[open + 1..].trim();
            (inner.split(' ').count() == 1 && !inner.is_empty()).then_some((inner, ""))
        }
        _ => None,
    }
    .filter(|(before, after)| !before.contains(['(', ')']) && !after.contains(['(', ')']))
}

/// Words and separators of a text.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !is_word_char(c) && !matches!(c, ',' | ';' | '/' | '&' | '+'));
        let first = rest.chars().next()?;
        let end = if is_word_char(first) {
            rest.find(|c: char| !is_word_char(c) && c != '\'').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

fn words_between(text: &str) -> usize {
    tokens(text).filter(|token| token.starts_with(is_word_char)).count()
}
