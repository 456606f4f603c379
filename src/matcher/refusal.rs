//! Surroundings in which a name, even an unambiguous one, says nothing about a skill: links, legal text, employers,
//! products that are sold, job titles, fields of study.

use std::ops::Range;

use super::candidates::Candidate;
use super::view::{NEAR, View};
use super::{Reason, search};
use crate::document::{DocumentKind, SectionKind};
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Category, Target};

/// The most words of a line that heads a position, and its most bytes.
const HEADER_WORDS: usize = 16;
const HEADER_BYTES: usize = 600;
/// The longest noun after a name, in letters.
const NOUN_LETTERS: usize = 24;
/// The most names that share a noun ("AI, robotics, and product teams"), and the most words of the last one.
const TEAMS: usize = 4;
const TEAM_WORDS: usize = 4;
/// The top-level domains by which an address without "www." or "https://" shows.
const DOMAINS: [&str; 9] = ["com", "org", "io", "dev", "ai", "edu", "gov", "me", "app"];

impl View<'_, '_> {
    /// Why a name that passes its rule is refused all the same.
    pub fn refusal(&self, candidate: &Candidate, target: Target) -> Option<Reason> {
        if self.in_link(candidate) {
            return Some(Reason::Link);
        }
        if self.in_persons_name(candidate) || self.has_honorific(candidate) {
            return Some(Reason::PersonName);
        }
        if self.is_namesake(candidate) || self.is_author(candidate) {
            return Some(Reason::Namesake);
        }
        let skill = self.skill_of(target)?;
        if self.in_institution(candidate) {
            return Some(Reason::Employer);
        }
        let sentence = self.sentence(candidate);
        if !candidate.own_item
            && self.kinds(candidate).has_boilerplate()
            && self.cues.has_boilerplate(self.within(&sentence, candidate, NEAR))
        {
            return Some(Reason::Boilerplate);
        }
        let named = skill.category.is_named_thing();
        match self.section_kind(candidate) {
            SectionKind::Benefits | SectionKind::Legal => return Some(Reason::Boilerplate),
            // What a company says about itself names its tools at best.
            SectionKind::About if !named => return Some(Reason::Boilerplate),
            _ => {}
        }
        let after = self.text()[candidate.folded.end..sentence.end].trim_start();
        let of_person = self.document.kind() == DocumentKind::Resume;
        if of_person && (named && self.is_sold(after) || self.follows_sale(candidate, &sentence)) {
            return Some(Reason::Employer);
        }
        if !named {
            let noun = after.char_indices().take(NOUN_LETTERS).find(|(_, c)| !is_word_char(*c));
            let noun = noun.map_or_else(|| first_letters(after, NOUN_LETTERS), |(end, _)| &after[..end]);
            // "Detail-oriented engineer" says something of the engineer; "machine learning engineer" is a title.
            if skill.category != Category::Soft
                && (self.matcher.lists.role_nouns.contains(noun) || self.shares_team_noun(after))
            {
                return Some(Reason::JobTitle);
            }
            if self.matcher.lists.organisation_nouns.contains(noun) {
                return Some(Reason::Employer);
            }
            let before = self.text()[sentence.start..candidate.folded.start].trim_end();
            if self.matcher.endings.titles.end(before) {
                return Some(Reason::JobTitle);
            }
            if self.is_degree_subject(candidate, &sentence) {
                return Some(Reason::DegreeSubject);
            }
        }
        if named && of_person && self.is_team_of_others(candidate, after) {
            return Some(Reason::JobTitle);
        }
        if named && self.is_recruited(candidate, &sentence) {
            return Some(Reason::JobTitle);
        }
        if named && self.is_among_employers(candidate, &sentence) {
            return Some(Reason::Employer);
        }
        (skill.company && self.names_employer(candidate, &sentence)).then_some(Reason::Employer)
    }

    /// "Jenkins Memorial Hospital", "Ray & Dash Ltd": the name, some capitalised words, and the noun of an institution.
    fn in_institution(&self, candidate: &Candidate) -> bool {
        let after = &self.document.text()[candidate.span.end..];
        if !after.starts_with(char::is_whitespace) || !self.original(candidate).starts_with(char::is_uppercase) {
            return false;
        }
        let begins = |c: char| c.is_uppercase() || c == '&';
        if !after.trim_start().starts_with(begins) {
            return false;
        }
        // A list goes on after a comma; within a name there is at most an ampersand.
        let after = first_bytes(after, NEAR);
        let ends = |byte: u8| matches!(byte, b'\n' | b',' | b';' | b'.' | b'(' | b'/' | b'|' | b':');
        let end = after.bytes().position(ends).unwrap_or(after.len());
        after[..end]
            .split_whitespace()
            .take(4)
            .take_while(|word| word.starts_with(char::is_uppercase) || *word == "&")
            .any(|word| self.matcher.lists.institution_words.contains(&word.to_lowercase()))
    }

    /// Whether it is part of the name at the head of a resume: people are called Jenkins and Haskell, too. A name is two
    /// to four capitalised words, none of them a job title, that begin the first line and have something below them.
    fn in_persons_name(&self, candidate: &Candidate) -> bool {
        const ENDS: [char; 10] = [',', '|', '·', '•', '–', '—', '(', '/', ':', '\t'];
        let start = candidate.span.start;
        let lines = self.document.lines();
        if self.document.kind() != DocumentKind::Resume || lines.len() < 2 || start >= lines[0].span.end {
            return false;
        }
        let line = &self.document.text()[lines[0].span.clone()];
        let name = line.find(ENDS).map_or(line, |end| &line[..end]);
        let roles = &self.matcher.lists.role_nouns;
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && !roles.contains(&word.to_lowercase())
        };
        start < lines[0].span.start + name.len()
            && (2..=4).contains(&name.split_whitespace().take(5).count())
            && name.split_whitespace().all(is_name)
            && candidate.folded.len() < name.trim().len()
    }

    /// "Mrs Jenkins", "Mr P. Jenkins", "Dr. Ada Haskell": a form of address, and at most a first name or initials between.
    fn has_honorific(&self, candidate: &Candidate) -> bool {
        const REACH: usize = 32;
        let start = candidate.span.start;
        let text = self.document.text();
        if !text[..start].ends_with(char::is_whitespace) || !self.original(candidate).starts_with(char::is_uppercase) {
            return false;
        }
        if follows_small_word(&text[..start]) {
            return false;
        }
        let near = &text[text.floor_char_boundary(start.saturating_sub(REACH))..start];
        let near = near.rsplit(['\n', ',', ';', '(', '/', '|', ':']).next().unwrap_or(near);
        let honorifics = &self.matcher.lists.honorifics;
        near.split_whitespace()
            .rev()
            .take(3)
            .take_while(|word| word.starts_with(char::is_uppercase))
            .any(|word| honorifics.contains(&word.trim_end_matches('.').to_lowercase()))
    }

    /// "Clients such as Oracle, SAP and Adobe", "worked for GitHub": such a phrase, and nothing but names between.
    fn is_among_employers(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        if !self.kinds(candidate).has_employers() {
            return false;
        }
        let lists = &self.matcher.lists;
        let near = self.within(sentence, candidate, NEAR);
        let Some(end) = self.cues.employers_before(near.start..candidate.folded.start) else { return false };
        let is_name = |item: &str| {
            let words = item.split_whitespace().filter(|word| !lists.between.contains(word));
            let mut words = words.skip_while(|word| lists.between.contains(word));
            words.clone().take(5).count() < 5 && !words.any(|word| lists.function_words.contains(word))
        };
        self.original(candidate).starts_with(char::is_uppercase)
            && self.text()[end..candidate.folded.start].split([',', '/']).all(is_name)
    }

    /// "Worked with the Salesforce team", "trained for SAP people": what others work with.
    fn is_team_of_others(&self, candidate: &Candidate, after: &str) -> bool {
        let words = &self.cues.words;
        self.matcher.lists.teams.contains(clause(after, |byte| !byte.is_ascii_alphanumeric())) && {
            let mut before = self.text()[..candidate.folded.start].split_whitespace().rev().take(2);
            before.next().is_some_and(|word| {
                is_in(&words.team_with, word)
                    || is_in(&words.team_before, word)
                        && before.next().is_some_and(|word| is_in(&words.team_with, word))
            })
        }
    }

    /// "Recruited C++ developers", "hired Java, Python and Go engineers": what others can do.
    fn is_recruited(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        if !self.kinds(candidate).has_recruiting() {
            return false;
        }
        let near = self.within(sentence, candidate, NEAR);
        self.cues.recruiting_before(near.start..candidate.folded.start).is_some()
            && self.is_of_people(&self.text()[candidate.folded.end..near.end])
    }

    /// Whether a noun for people follows, after at most a few more names.
    fn is_of_people(&self, after: &str) -> bool {
        let lists = &self.matcher.lists;
        let clause = clause(after, |byte| matches!(byte, b'.' | b';' | b':' | b'(' | b')' | b'\n'));
        let words = clause.split([' ', ',', '/']).filter(|word| !word.is_empty()).take(TEAMS * 2);
        let mut words = words.filter(|word| !lists.between.contains(word));
        let end = words.find(|word| lists.role_nouns.contains(word) || lists.function_words.contains(word));
        end.is_some_and(|word| lists.role_nouns.contains(word))
    }

    /// "AI, robotics, and product teams": one of several names that share the noun at the end. What stands directly
    /// before a noun for people must be a department, since "machine learning, and mentor engineers" is no list.
    fn shares_team_noun(&self, after: &str) -> bool {
        let lists = &self.matcher.lists;
        let is_department = |word: &&str| lists.departments.contains(word);
        let ends = |byte: u8| matches!(byte, b'.' | b';' | b':' | b'(' | b')' | b'\n');
        // Most names are followed by neither a comma nor one of the words that come before the last item.
        if !after.starts_with([',', '/']) && !lists.between.contains(clause(after, |byte| byte == b' ' || ends(byte))) {
            return false;
        }
        let clause = clause(after, ends);
        let mut words = clause.split(' ').filter(|word| !word.is_empty()).take(TEAMS * TEAM_WORDS).peekable();
        // What follows the name directly: a comma, or the word before the last item.
        if !clause.starts_with([',', '/']) && !words.peek().is_some_and(|word| lists.between.contains(word)) {
            return false;
        }
        let items_end = words.find(|word| lists.between.contains(word) || lists.function_words.contains(word));
        if !items_end.is_some_and(|word| lists.between.contains(word)) {
            return false;
        }
        let last: Vec<&str> = words.take(TEAM_WORDS).collect();
        let people = last.iter().copied().find(|word| !is_department(word));
        last.first().is_some_and(is_department) && people.is_some_and(|noun| lists.role_nouns.contains(noun))
            || last.iter().skip(1).any(|noun| lists.organisation_nouns.contains(noun))
    }

    /// Whether the white-space separated token around it is a link, an address or a domain.
    fn in_link(&self, candidate: &Candidate) -> bool {
        let text = self.text();
        // Folded white space is ASCII.
        let is_end =
            |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | b'(' | b')' | b',' | b'|' | b'<' | b'>' | b'[' | b']');
        let near = self.within(&(0..text.len()), candidate, NEAR);
        let bytes = text.as_bytes();
        let before = bytes[near.start..candidate.folded.start].iter().rposition(is_end);
        let start = before.map_or(near.start, |at| near.start + at + 1);
        let after = bytes[candidate.folded.end..near.end].iter().position(is_end);
        let end = after.map_or(near.end, |at| candidate.folded.end + at);
        let token = text[start..end].trim_end_matches(['.', ':', ';']);
        if token.len() <= candidate.folded.len() {
            return false;
        }
        if token.contains("://") || token.starts_with("www.") || token.contains('@') && token.contains('.') {
            return true;
        }
        if !token.contains('.') || token.trim_matches(|c: char| !c.is_alphanumeric()).len() <= candidate.folded.len() {
            return false;
        }
        DOMAINS.iter().any(|domain| {
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
        if !self.kinds(candidate).has_degree() {
            return false;
        }
        let near = self.within(sentence, candidate, NEAR);
        let Some(degree) = self.cues.degree_before(near.start..candidate.folded.start) else { return false };
        // The subject follows within a few words, in the same clause.
        let between = &self.text()[degree..candidate.folded.start];
        between.split_whitespace().count() <= 12 && !between.contains(';')
    }

    /// Whether the name stands as an employer's: beside a place or a date in a line that is no sentence, or in a name
    /// with a word such as "Ltd" or "University".
    fn names_employer(&self, candidate: &Candidate, sentence: &Range<usize>) -> bool {
        let text = self.text();
        let lists = &self.matcher.lists;
        let after = text[candidate.folded.end..sentence.end].trim_start_matches([' ', ',']);
        let mut next = after.split_whitespace().take(2).map(|word| word.trim_end_matches([',', ';', ')']));
        if next.any(|word| lists.organisation_words.contains(word)) {
            return true;
        }
        let kind = self.section_kind(candidate);
        let before = text[sentence.start..candidate.folded.start].trim_end();
        if self.matcher.endings.employers.end(before)
            && kind == SectionKind::Experience
            && (after.is_empty() || after.starts_with(['(', '-', '|']))
        {
            return true;
        }
        let line = text[sentence.clone()].trim();
        if line.len() <= candidate.folded.len() + 2 && self.heads_a_position(candidate) {
            return true;
        }
        if !has_words(line, 12) {
            return false;
        }
        // "Account executive - Acme", "Data analyst, Acme"
        if after.is_empty() && before.ends_with(['-', ',', '|', '@', '–']) {
            let title = before.trim_end_matches([' ', '-', ',', '|', '@', '–']);
            if lists.role_nouns.contains(title.rsplit([' ', '/']).next().unwrap_or(title)) {
                return true;
            }
        }
        let dated = has_year(line)
            || line.ends_with('-')
            || self.matcher.taxonomy.language.dates.present.iter().any(|word| search::ends_with_phrase(line, word));
        self.company.solid_in(candidate.sentence).len() <= 1
            && (dated || self.is_beside_a_date(candidate))
            && matches!(
                kind,
                SectionKind::Experience | SectionKind::Contact | SectionKind::Education | SectionKind::Other
            )
    }

    /// Whether a name that has a line to itself stands over a job title or a date, as an employer does, or at the very
    /// top of a posting.
    fn heads_a_position(&self, candidate: &Candidate) -> bool {
        let here = candidate.sentence;
        let roles = &self.matcher.lists.role_nouns;
        let is_role = |word: &str| roles.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
        here < 5 && self.document.kind() == DocumentKind::Posting && !self.section_kind(candidate).lists_skills()
            || self.section_kind(candidate) == SectionKind::Experience
                && self.sentences.iter().skip(here + 1).take(3).any(|range| {
                    let line = self.text()[range.clone()].trim();
                    line.len() <= HEADER_BYTES
                        && has_words(line, HEADER_WORDS)
                        && (has_year(line) || line.split(' ').any(is_role))
                })
    }

    /// Whether a line beside this short one has a date: the line with the employer often stands above or below it.
    fn is_beside_a_date(&self, candidate: &Candidate) -> bool {
        let here = candidate.sentence;
        let line = |index: usize| {
            let line = self.sentences.get(index).map(|range| self.text()[range.clone()].trim());
            line.filter(|line| line.len() <= HEADER_BYTES)
        };
        line(here).is_some_and(|line| has_words(line, 8))
            && [here.checked_sub(1), Some(here + 1)]
                .into_iter()
                .flatten()
                .any(|index| line(index).is_some_and(|line| has_words(line, 8) && has_year(line)))
    }
}

/// Whether a text ends with a word, in letters of ASCII, that begins with a small one, or with a comma, and spaces: most
/// names follow such a text.
fn follows_small_word(text: &str) -> bool {
    let text = text.trim_end_matches(' ').as_bytes();
    let word = text.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let before = text.len() - word;
    match text[before..].first() {
        Some(first) => first.is_ascii_lowercase() && before > 0 && matches!(text[before - 1], b' ' | b'\n'),
        None => text.last() == Some(&b','),
    }
}

/// A text up to the first byte that ends it.
fn clause(text: &str, ends: impl Fn(u8) -> bool) -> &str {
    text.bytes().position(ends).map_or(text, |end| &text[..end])
}

/// No more of a text than so many bytes.
pub(super) fn first_bytes(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The beginning of a text.
fn first_letters(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end])
}

/// Whether a line has no more words than that.
fn has_words(line: &str, most: usize) -> bool {
    line.split_whitespace().take(most + 1).count() <= most
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
