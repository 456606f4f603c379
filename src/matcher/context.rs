//! What stands around a candidate, and what that makes of it.

use std::ops::Range;

use super::candidates::{self, Candidate};
use super::finder::Trigrams;
use super::polarity::CuesOfText;
use super::{Decision, Found, Matcher, Polarity, Reason, fuzzy, rules, sentence};
use crate::document::{Document, DocumentKind, SectionKind};
use crate::normalize::{Folded, is_word_char};
use crate::taxonomy::{Category, Skill, SkillIndex, Target};

/// How far to look for the ends of a list item, in bytes: no item of a list is longer, and a text without separators
/// must not cost more.
const ITEM_REACH: usize = 160;

/// What is known of the candidates of one sentence.
#[derive(Debug, Clone, Default)]
struct SentenceFacts {
    /// Unambiguous technical candidates.
    solid: Vec<usize>,
    /// How many of them are list items of their own.
    solid_items: usize,
    /// Ambiguous candidates that are list items of their own.
    loose_items: usize,
}

/// A document, folded one way, with its candidates.
pub struct View<'m, 'd> {
    matcher: &'m Matcher<'m>,
    document: &'d Document,
    folded: &'d Folded,
    sentences: Vec<Range<usize>>,
    candidates: Vec<Candidate>,
    /// Sentence of each candidate.
    sentence_of: Vec<usize>,
    /// Whether each candidate is a list item of its own.
    is_item: Vec<bool>,
    facts: Vec<SentenceFacts>,
    cues: CuesOfText,
    trigrams: Trigrams,
    aspirational_sections: Vec<bool>,
}

impl<'m, 'd> View<'m, 'd> {
    /// Finds the candidates and what is around them.
    pub fn new(matcher: &'m Matcher<'m>, document: &'d Document, folded: &'d Folded) -> Self {
        let taxonomy = matcher.taxonomy;
        let text = folded.text.as_str();
        let sentences = sentence::split(text);
        let trigrams = Trigrams::of(text);
        let candidates =
            candidates::find(&matcher.forms, &trigrams, document.text(), folded, &taxonomy.forms, &taxonomy.language);
        let sentence_of: Vec<usize> = candidates
            .iter()
            .map(|candidate| {
                sentences
                    .partition_point(|range| range.end <= candidate.folded.start)
                    .min(sentences.len().saturating_sub(1))
            })
            .collect();
        let cues = matcher.cues.find(text, &trigrams);
        let aspirational_sections = document
            .sections()
            .iter()
            .map(|section| {
                let title = crate::normalize::fold_name(&section.title);
                !title.is_empty()
                    && matcher.cues.find(&title, &Trigrams::of(&title)).polarity(
                        &title,
                        &(0..title.len()),
                        &(title.len()..title.len()),
                    ) == Polarity::Aspirational
            })
            .collect();
        let mut view = Self {
            matcher,
            document,
            folded,
            facts: vec![SentenceFacts::default(); sentences.len()],
            sentences,
            is_item: Vec::with_capacity(candidates.len()),
            candidates,
            sentence_of,
            cues,
            trigrams,
            aspirational_sections,
        };
        view.is_item = view.candidates.iter().map(|candidate| view.is_own_item(candidate)).collect();
        let unambiguous: Vec<bool> =
            view.candidates.iter().map(|candidate| taxonomy.forms.get(candidate.form).rule.is_none()).collect();
        view.collect_facts(&unambiguous);
        view
    }

    /// Notes for each sentence which candidates are certain to be skills.
    fn collect_facts(&mut self, certain: &[bool]) {
        self.facts = vec![SentenceFacts::default(); self.sentences.len()];
        let mut last_solid_end = 0;
        for (index, &certain) in certain.iter().enumerate() {
            let candidate = &self.candidates[index];
            let target = self.matcher.taxonomy.forms.get(candidate.form).target;
            if !self.skill_of(target).is_some_and(|skill| skill.category.is_technical()) {
                continue;
            }
            let item = self.is_item[index];
            let end = candidate.folded.end;
            let facts = &mut self.facts[self.sentence_of[index]];
            if certain && end > last_solid_end {
                facts.solid.push(index);
                facts.solid_items += usize::from(item);
                last_solid_end = end;
            } else if !certain && item {
                facts.loose_items += 1;
            }
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// The original text of a candidate.
    pub fn original(&self, candidate: &Candidate) -> &str {
        &self.document.text()[self.folded.original(candidate.folded.clone())]
    }

    fn sentence_index(&self, candidate: &Candidate) -> usize {
        self.sentences
            .partition_point(|range| range.end <= candidate.folded.start)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The folded range of the sentence around a candidate.
    pub fn sentence(&self, candidate: &Candidate) -> Range<usize> {
        self.sentences[self.sentence_index(candidate)].clone()
    }

    fn skill_of(&self, target: Target) -> Option<&Skill> {
        match target {
            Target::Skill(index) => Some(self.matcher.taxonomy.at(index)),
            Target::Credential(_) => None,
        }
    }

    fn section_kind(&self, candidate: &Candidate) -> SectionKind {
        self.document.section_at(self.folded.original(candidate.folded.clone()).start).kind
    }

    /// Whether the candidate is all there is between two separators, a version or a plural apart.
    fn is_own_item(&self, candidate: &Candidate) -> bool {
        let text = self.text();
        let whole = self.sentence(candidate);
        let mut start = whole.start.max(candidate.folded.start.saturating_sub(ITEM_REACH));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = whole.end.max(candidate.folded.end).min(candidate.folded.end + ITEM_REACH).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let window = start.min(candidate.folded.start)..end;
        let item = sentence::item(text, &window, &candidate.folded);
        let before = text[item.start..candidate.folded.start].trim_matches(|c: char| !is_word_char(c));
        let after = text[candidate.folded.end..item.end].trim_matches(|c: char| !is_word_char(c));
        let version = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'x');
        (before.is_empty() || matches!(before, "basic" | "advanced" | "basics of" | "intermediate" | "etc"))
            && (candidate.glued
                || after.is_empty()
                || version(after)
                || matches!(after, "basic" | "basics" | "advanced" | "etc" | "programming" | "language"))
    }

    /// Whether it is an item of a list of which another item is a technical skill.
    pub fn in_skill_list(&self, candidate: &Candidate) -> bool {
        if !self.is_own_item(candidate) {
            return false;
        }
        let here = self.sentence_index(candidate);
        let facts = &self.facts[here];
        let others = facts.solid.iter().take(64).any(|&other| !overlap(&self.candidates[other], candidate));
        if others || facts.loose_items > 2 {
            return true;
        }
        // One item a line: the lines above and below are the list.
        if !self.is_whole_line(candidate) {
            return false;
        }
        if self.is_bullet(candidate) && !matches!(self.section_kind(candidate), SectionKind::Interests) {
            return true;
        }
        let neighbours = [here.checked_sub(1), Some(here + 1), here.checked_sub(2), Some(here + 2)];
        neighbours.into_iter().flatten().filter_map(|index| self.facts.get(index)).any(|facts| facts.solid_items > 0)
    }

    /// Whether it has a line to itself, a word or so apart.
    fn is_whole_line(&self, candidate: &Candidate) -> bool {
        let line = &self.text()[self.sentence(candidate)];
        let line = line.trim_matches(|c: char| !is_word_char(c) && c != '+' && c != '#');
        line.len() <= candidate.folded.len() + 8
    }

    /// Whether it stands in a line that begins with a bullet.
    fn is_bullet(&self, candidate: &Candidate) -> bool {
        let start = self.folded.original(candidate.folded.clone()).start;
        self.document.lines().get(self.document.line_at(start)).is_some_and(|line| line.style.bullet)
    }

    /// Whether it is an item of its own in a section of skills or requirements.
    pub fn in_skills_section(&self, candidate: &Candidate) -> bool {
        self.section_kind(candidate).lists_skills() && self.is_own_item(candidate)
    }

    /// Whether another, unambiguous technical skill (one of `companions`, if there are any) is in the same sentence.
    pub fn has_companion(&self, candidate: &Candidate, companions: &[SkillIndex]) -> bool {
        let facts = &self.facts[self.sentence_index(candidate)];
        if companions.is_empty() {
            return facts.solid.iter().take(64).any(|&other| !overlap(&self.candidates[other], candidate));
        }
        // One item a line: the lines above and below are in the same sentence, so to speak.
        let here = self.sentence_index(candidate);
        let reach = if self.is_whole_line(candidate) { 2 } else { 0 };
        let sentences = here.saturating_sub(reach)..=here + reach;
        let first = self.sentence_of.partition_point(|of| of < sentences.start());
        self.candidates[first..].iter().take(256).zip(&self.sentence_of[first..]).any(|(other, of)| {
            sentences.contains(of)
                && !overlap(other, candidate)
                && matches!(self.matcher.taxonomy.forms.get(other.form).target, Target::Skill(index) if companions.contains(&index))
        })
    }

    /// Whether words that go with skills stand directly before or after it.
    pub fn has_cue(&self, candidate: &Candidate) -> bool {
        let language = &self.matcher.taxonomy.language;
        let before = self.text()[..candidate.folded.start].trim_end_matches([' ', '"', '(', ':']);
        let after = self.text()[candidate.folded.end..].trim_start_matches([' ', '"', ')']);
        let crosses = self.text()[before.len()..candidate.folded.start].contains('\n');
        !crosses && language.skill_before.iter().any(|cue| rules::ends_with_phrase(before, cue))
            || language.skill_after.iter().any(|cue| rules::starts_with_phrase(after, cue))
    }

    /// Decides every candidate, in two rounds: the ambiguous names that the first round takes are company for the
    /// others in the second ("Kafka/Spark/Storm").
    pub fn decide(&mut self) -> Vec<Decision> {
        let decide_all = |view: &Self| -> Vec<Decision> {
            view.candidates.iter().enumerate().map(|(index, candidate)| view.decide_one(index, candidate)).collect()
        };
        let first = decide_all(self);
        if !first.iter().any(|decision| decision.reason == Reason::NoContext) {
            return first;
        }
        let certain: Vec<bool> = first.iter().map(|decision| decision.reason.taken()).collect();
        self.collect_facts(&certain);
        let mut second = decide_all(self);
        // What the first round saw is not lost by the second.
        for (second, first) in second.iter_mut().zip(first) {
            if !second.reason.taken() && first.reason.taken() {
                *second = first;
            }
        }
        second
    }

    fn decide_one(&self, index: usize, candidate: &Candidate) -> Decision {
        let form = self.matcher.taxonomy.forms.get(candidate.form);
        let mut reason = match form.rule {
            Some(rule) => rules::decide(self, &self.matcher.taxonomy.rules.get(rule), candidate),
            None => Reason::Unambiguous,
        };
        if reason.taken()
            && let Some(refused) = self.refusal(candidate, form.target, self.is_item[index])
        {
            reason = refused;
        }
        if reason.taken() && candidate.glued {
            reason = Reason::Glued;
        }
        let found = if candidate.glued { Found::Glued } else { Found::Exact };
        Decision {
            target: form.target,
            span: self.folded.original(candidate.folded.clone()),
            found,
            reason,
            polarity: self.polarity(candidate),
            confidence: confidence(reason, form.text.len()),
        }
    }

    fn polarity(&self, candidate: &Candidate) -> Polarity {
        let start = self.folded.original(candidate.folded.clone()).start;
        let section = self.document.sections().partition_point(|section| section.span.start <= start).saturating_sub(1);
        let found = self.cues.polarity(self.text(), &self.sentence(candidate), &candidate.folded);
        if found == Polarity::Asserted && self.aspirational_sections.get(section) == Some(&true) {
            return Polarity::Aspirational;
        }
        found
    }

    /// Surroundings in which a name, even an unambiguous one, says nothing about a skill.
    fn refusal(&self, candidate: &Candidate, target: Target, own_item: bool) -> Option<Reason> {
        if self.in_link(candidate) {
            return Some(Reason::Link);
        }
        if self.in_persons_name(candidate) {
            return Some(Reason::PersonName);
        }
        let skill = self.skill_of(target)?;
        let language = &self.matcher.taxonomy.language;
        let sentence = self.sentence(candidate);
        if !own_item && self.in_boilerplate(candidate, &sentence) {
            return Some(Reason::Boilerplate);
        }
        let named = skill.category.is_named_thing();
        match self.section_kind(candidate) {
            SectionKind::Benefits | SectionKind::Legal => return Some(Reason::Boilerplate),
            // What a company says about itself names its tools at best.
            SectionKind::About if !named => return Some(Reason::Boilerplate),
            _ => {}
        }
        let after = self.text()[candidate.folded.end..sentence.end.max(candidate.folded.end)].trim_start();
        if named && self.document.kind() == DocumentKind::Resume && self.is_sold(after) {
            return Some(Reason::Employer);
        }
        if !named {
            let noun: String = after.chars().take_while(|c| is_word_char(*c)).collect();
            // "Detail-oriented engineer" says something of the engineer; "machine learning engineer" is a title.
            if skill.category != Category::Soft && language.role_nouns.binary_search(&noun).is_ok() {
                return Some(Reason::JobTitle);
            }
            if language.organisation_nouns.binary_search(&noun).is_ok() {
                return Some(Reason::Employer);
            }
            if self.is_degree_subject(candidate, &sentence) {
                return Some(Reason::DegreeSubject);
            }
        }
        if skill.company && self.names_employer(candidate, &sentence) {
            return Some(Reason::Employer);
        }
        None
    }

    /// Whether it is part of the name at the head of a resume: people are called Jenkins and Haskell, too. A name is two
    /// to four capitalised words, none of them a job title, that begin the first line and have something below them.
    fn in_persons_name(&self, candidate: &Candidate) -> bool {
        const ENDS: [char; 10] = [',', '|', '·', '•', '–', '—', '(', '/', ':', '\t'];
        let start = self.folded.original(candidate.folded.clone()).start;
        let lines = self.document.lines();
        if self.document.kind() != DocumentKind::Resume || lines.len() < 2 || start >= lines[0].span.end {
            return false;
        }
        let line = &self.document.text()[lines[0].span.clone()];
        let name = line.find(ENDS).map_or(line, |end| &line[..end]);
        let roles = &self.matcher.taxonomy.language.role_nouns;
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && roles.binary_search(&word.to_lowercase()).is_err()
        };
        start < lines[0].span.start + name.len()
            && (2..=4).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(is_name)
            && candidate.folded.len() < name.trim().len()
    }

    /// Whether legal or benefits phrases stand close by in the same sentence.
    fn in_boilerplate(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(candidate.folded.start.saturating_sub(ITEM_REACH));
        let end = sentence.end.min(candidate.folded.end + ITEM_REACH);
        self.cues.has_boilerplate(start..end)
    }

    /// "… and VM sales": a product that somebody sells.
    fn is_sold(&self, after: &str) -> bool {
        let clause = after.split([';', '.', ':']).next().unwrap_or(after);
        clause
            .split(' ')
            .take(6)
            .take_while(|word| !matches!(*word, "for" | "in" | "of" | "to" | "with" | "on" | "from" | "by" | "as"))
            .any(|word| {
                self.matcher.taxonomy.language.sales_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
            })
    }

    /// Whether the white-space separated token around it is a link, an address or a domain.
    fn in_link(&self, candidate: &Candidate) -> bool {
        const REACH: usize = 120;
        let text = self.text();
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '|' | '<' | '>' | '[' | ']');
        let mut from = candidate.folded.start.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let start = text[from..candidate.folded.start].rfind(is_end).map_or(from, |at| from + at + 1);
        let mut until = (candidate.folded.end + REACH).min(text.len());
        while !text.is_char_boundary(until) {
            until -= 1;
        }
        let end = text[candidate.folded.end..until].find(is_end).map_or(until, |at| candidate.folded.end + at);
        let mut start = start.min(candidate.folded.start);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let token = text[start..end].trim_end_matches(['.', ':', ';']);
        if token.contains("://") || token.starts_with("www.") || token.contains('@') && token.contains('.') {
            return true;
        }
        if token.trim_matches(|c: char| !c.is_alphanumeric()).len() <= candidate.folded.len() {
            return false;
        }
        ["com", "org", "io", "dev", "ai", "edu", "gov", "me", "app"].iter().any(|domain| {
            token.match_indices(domain).any(|(at, _)| {
                let after = token.as_bytes().get(at + domain.len());
                at > 1
                    && token.as_bytes()[at - 1] == b'.'
                    && after.is_none_or(|byte| !byte.is_ascii_alphanumeric())
                    && token.as_bytes()[at - 2].is_ascii_alphanumeric()
            })
        })
    }

    /// "B.Sc. in Computer Science", "Major in Data Science": a field of study, unless courses are listed.
    fn is_degree_subject(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        let from = sentence.start.max(candidate.folded.start.saturating_sub(ITEM_REACH)).min(candidate.folded.start);
        let Some(degree) = self.cues.degree_before(from..candidate.folded.start) else { return false };
        // The subject follows within a few words, in the same clause.
        let between = &self.text()[degree..candidate.folded.start];
        between.split_whitespace().count() <= 12 && !between.contains(';')
    }

    /// Whether the name stands as an employer's: beside a place or a date in a line that is no sentence, or in a name
    /// with a word such as "Ltd" or "University".
    fn names_employer(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        let text = self.text();
        let language = &self.matcher.taxonomy.language;
        let after = text[candidate.folded.end..sentence.end.max(candidate.folded.end)].trim_start_matches([' ', ',']);
        let next: Vec<&str> = after.split_whitespace().take(3).collect();
        let organisation = next.iter().take(2).any(|word| {
            let word = word.trim_end_matches([',', ';', ')']);
            language.organisation_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
        });
        if organisation {
            return true;
        }
        let before = text[sentence.start.min(candidate.folded.start)..candidate.folded.start].trim_end();
        if ["at", "for", "with", "joined", "by"].iter().any(|word| rules::ends_with_phrase(before, word))
            && self.section_kind(candidate) == SectionKind::Experience
            && (after.is_empty() || after.starts_with(['(', '-', '|']))
        {
            return true;
        }
        let line = text[sentence.clone()].trim();
        if line.len() <= candidate.folded.len() + 2 && self.heads_a_position(candidate) {
            return true;
        }
        let short = line.split_whitespace().count() <= 12;
        // "Account executive - Acme", "Data analyst, Acme"
        if short && after.is_empty() && before.ends_with(['-', ',', '|', '@', '–']) {
            let title = before.trim_end_matches([' ', '-', ',', '|', '@', '–']);
            let noun = title.rsplit([' ', '/']).next().unwrap_or(title);
            if language.role_nouns.binary_search_by(|known| known.as_str().cmp(noun)).is_ok() {
                return true;
            }
        }
        let dated = has_year(line) || line.ends_with('-') || line.contains("present");
        short
            && self.facts[self.sentence_index(candidate)].solid.len() <= 1
            && (dated || self.is_header_line(candidate))
            && matches!(
                self.section_kind(candidate),
                SectionKind::Experience | SectionKind::Contact | SectionKind::Education | SectionKind::Other
            )
    }

    /// Whether a name that has a line to itself stands over a job title or a date, as an employer does, or at the very
    /// top of a posting.
    fn heads_a_position(&self, candidate: &Candidate) -> bool {
        let here = self.sentence_index(candidate);
        let at_top = here < 5 && self.document.kind() == DocumentKind::Posting;
        let roles = &self.matcher.taxonomy.language.role_nouns;
        let is_role = |word: &str| {
            roles
                .binary_search_by(|known| known.as_str().cmp(word.trim_matches(|c: char| !c.is_alphanumeric())))
                .is_ok()
        };
        at_top
            || self.section_kind(candidate) == SectionKind::Experience
                && self.sentences.iter().skip(here + 1).take(3).any(|range| {
                    let line = self.text()[range.clone()].trim();
                    line.split_whitespace().count() <= 16 && (has_year(line) || line.split(' ').any(is_role))
                })
    }

    /// Whether a line beside this short one has a date: the line with the employer often stands above or below it.
    fn is_header_line(&self, candidate: &Candidate) -> bool {
        let here = self.sentence_index(candidate);
        let alone = self.text()[self.sentences[here].clone()].split_whitespace().count() <= 8;
        alone
            && [here.checked_sub(1), Some(here + 1)].into_iter().flatten().any(|index| {
                self.sentences.get(index).is_some_and(|range| {
                    let line = self.text()[range.clone()].trim();
                    line.split_whitespace().count() <= 8 && has_year(line)
                })
            })
    }

    /// Adds misspelled names.
    pub fn fuzzy(&self, decisions: &mut Vec<Decision>) {
        let text = self.text();
        let mut start = 0;
        let bytes = text.as_bytes();
        while start < bytes.len() {
            if !bytes[start].is_ascii_lowercase() {
                start += 1;
                continue;
            }
            let end =
                bytes[start..].iter().position(|byte| !byte.is_ascii_lowercase()).map_or(bytes.len(), |n| start + n);
            let word = start..end;
            start = end;
            if word.len() < fuzzy::MIN_LETTERS {
                continue;
            }
            let whole = !text[..word.start].chars().next_back().is_some_and(is_word_char)
                && !text[word.end..].chars().next().is_some_and(is_word_char);
            if !whole || self.is_explained(&word) {
                continue;
            }
            if let Some(near) = fuzzy::nearest(&text[word.clone()], self.matcher.taxonomy) {
                self.add_fuzzy(near, word, decisions);
            }
        }
    }

    fn is_explained(&self, word: &Range<usize>) -> bool {
        let first = self.candidates.partition_point(|candidate| candidate.folded.start + 64 < word.start);
        self.candidates[first..]
            .iter()
            .take_while(|candidate| candidate.folded.start < word.end)
            .any(|candidate| candidate.folded.end > word.start)
    }

    fn add_fuzzy(&self, near: fuzzy::Near, word: Range<usize>, decisions: &mut Vec<Decision>) {
        let candidate = Candidate { form: near.form, folded: word, glued: false };
        let target = self.matcher.taxonomy.forms.get(near.form).target;
        let long = candidate.folded.len() >= fuzzy::SURE_LETTERS;
        let listed = self.in_skill_list(&candidate) || self.fuzzy_list(&candidate);
        let reason = if self.section_kind(&candidate) == SectionKind::Contact && self.document.sections().len() > 1 {
            Reason::NoContext
        } else if listed || long && (self.has_cue(&candidate) || self.has_companion(&candidate, &[])) {
            Reason::Misspelled
        } else {
            Reason::NoContext
        };
        let own_item = self.is_own_item(&candidate);
        let reason = if reason.taken() { self.refusal(&candidate, target, own_item).unwrap_or(reason) } else { reason };
        decisions.push(Decision {
            target,
            span: self.folded.original(candidate.folded.clone()),
            found: Found::Fuzzy,
            reason,
            polarity: self.polarity(&candidate),
            confidence: if near.distance == 1 { 75 } else { 65 },
        });
    }

    /// A list in which every item is misspelled is a list all the same: another item is close to another skill.
    fn fuzzy_list(&self, candidate: &Candidate) -> bool {
        if !self.is_own_item(candidate) {
            return false;
        }
        let sentence = self.sentence(candidate);
        if sentence.len() > 400 {
            return false;
        }
        self.text()[sentence]
            .split(|c: char| !is_word_char(c))
            .filter(|word| *word != &self.text()[candidate.folded.clone()])
            .filter_map(|word| fuzzy::nearest(word, self.matcher.taxonomy))
            .any(|near| near.form != candidate.form)
    }

    /// Adds evidence phrases. `decisions` begins with those of [`View::decide`], one for each candidate.
    pub fn phrases(&self, decisions: &mut Vec<Decision>) {
        let named = decisions.iter().zip(&self.sentence_of).filter_map(|(decision, &sentence)| match decision.target {
            Target::Skill(skill) if decision.reason.taken() => Some((sentence, skill)),
            _ => None,
        });
        let named = named.collect();
        for (skill, folded) in self.matcher.phrases.find(self.text(), &self.trigrams, &self.sentences, named) {
            let candidate = Candidate { form: 0, folded, glued: false };
            let kind = self.section_kind(&candidate);
            let reason = match kind {
                SectionKind::Interests | SectionKind::Legal | SectionKind::Benefits => Reason::NoContext,
                _ => Reason::Phrase,
            };
            decisions.push(Decision {
                target: Target::Skill(skill),
                span: self.folded.original(candidate.folded.clone()),
                found: Found::Phrase,
                reason,
                polarity: self.polarity(&candidate),
                confidence: 70,
            });
        }
    }
}

fn overlap(one: &Candidate, other: &Candidate) -> bool {
    one.folded.start < other.folded.end && other.folded.start < one.folded.end
}

fn has_year(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.windows(4).enumerate().any(|(at, year)| {
        (year.starts_with(b"19") || year.starts_with(b"20"))
            && year.iter().all(u8::is_ascii_digit)
            && (at == 0 || !bytes[at - 1].is_ascii_digit())
            && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
    })
}

/// Confidence of a decision, in hundredths.
fn confidence(reason: Reason, letters: usize) -> u8 {
    match reason {
        Reason::Unambiguous if letters >= 4 => 97,
        Reason::Unambiguous => 93,
        Reason::Rule("an item in a list of skills" | "an item in a section of skills" | "as its spelling says") => 94,
        Reason::Rule("another skill in the same sentence") => 85,
        Reason::Rule(_) => 90,
        Reason::Glued => 90,
        Reason::Misspelled => 75,
        Reason::Phrase => 70,
        _ => 0,
    }
}
