//! The contexts that ambiguity rules ask for: lists, sections, companions, cue words.

use super::candidates::Candidate;
use super::company::LINES_AROUND;
use super::search;
use super::view::View;
use crate::document::{DocumentKind, SectionKind};
use crate::normalize::is_word_char;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Category, SkillIndex, Target};

/// The most other candidates of a sentence that are looked at.
const COMPANY: usize = 64;
/// The most bytes of a list of two items beside them: a bullet, a comma, a full stop.
const BETWEEN_TWO: usize = 5;
/// The most words before a name in which what is made with tools is looked for.
const CLAUSE_WORDS: usize = 9;
/// How many of the skills that go with an ambiguous one make its field.
const FIELD: usize = 2;

impl View<'_, '_> {
    /// Whether it is an item of a list of which another item is a technical skill.
    pub fn in_skill_list(&self, candidate: &Candidate) -> bool {
        if !candidate.own_item {
            return false;
        }
        let here = candidate.sentence;
        if self.has_solid_company(here, candidate) || self.company.of(here).loose_items > 2 {
            return true;
        }
        // One item a line: the lines above and below are the list. "Eclipse, Leeds" is a firm and its town.
        if !self.is_whole_line(candidate) || self.text()[self.sentence(candidate)].contains(',') {
            return self.company.of(here).loose_items == 2 && self.is_list_of_two(candidate);
        }
        if self.is_bullet(candidate) && self.section_kind(candidate) != SectionKind::Interests {
            return true;
        }
        let around = here.saturating_sub(LINES_AROUND)..=here + LINES_AROUND;
        around.filter(|&line| line != here).any(|line| self.company.of(line).solid_items > 0)
    }

    /// "Snowflake, Parquet": two names that may be skills, and nothing else in the sentence, outside of hobbies.
    fn is_list_of_two(&self, candidate: &Candidate) -> bool {
        let sentence = self.sentence(candidate);
        let first = self.candidates.partition_point(|other| other.sentence < candidate.sentence);
        let items = self.candidates[first..].iter().take_while(|other| other.sentence == candidate.sentence);
        let mut items = items.take(COMPANY).filter(|other| other.own_item && !overlap(other, candidate));
        let other = items.next().map_or(0, |other| other.folded.len());
        other > 0
            && self.document.kind() == DocumentKind::Resume
            && self.section_kind(candidate) != SectionKind::Interests
            && self.text()[sentence].trim().len() <= candidate.folded.len() + other + BETWEEN_TWO
    }

    fn has_solid_company(&self, sentence: usize, candidate: &Candidate) -> bool {
        let others = self.company.solid_in(sentence).iter().take(COMPANY);
        others.copied().any(|other| !overlap(&self.candidates[other], candidate))
    }

    /// Whether it has a line to itself, a word or so apart.
    pub(super) fn is_whole_line(&self, candidate: &Candidate) -> bool {
        let line = &self.text()[self.sentence(candidate)];
        let line = line.trim_matches(|c: char| !is_word_char(c) && c != '+' && c != '#');
        line.len() <= candidate.folded.len() + 8
    }

    /// Whether it stands in a line that begins with a bullet.
    fn is_bullet(&self, candidate: &Candidate) -> bool {
        let start = candidate.span.start;
        self.document.lines().get(self.document.line_at(start)).is_some_and(|line| line.style.bullet)
    }

    /// Whether it is an item of its own in a section of skills or requirements.
    pub fn in_skills_section(&self, candidate: &Candidate) -> bool {
        candidate.own_item && self.section_kind(candidate).lists_skills()
    }

    /// Whether another, unambiguous technical skill (one of `companions`, if there are any) is in the same sentence.
    pub fn has_companion(&self, candidate: &Candidate, companions: &[SkillIndex]) -> bool {
        let sentence = candidate.sentence;
        if companions.is_empty() {
            return self.has_solid_company(sentence, candidate);
        }
        // One item a line: the lines above and below are in the same sentence, so to speak.
        let reach = if self.is_whole_line(candidate) { LINES_AROUND } else { 0 };
        let sentences = sentence.saturating_sub(reach)..=sentence + reach;
        let first = self.candidates.partition_point(|other| other.sentence < *sentences.start());
        self.candidates[first..].iter().take(4 * COMPANY).any(|other| {
            sentences.contains(&other.sentence)
                && !overlap(other, candidate)
                && matches!(self.matcher.taxonomy.forms.target(other.form), Target::Skill(index) if companions.contains(&index))
        })
    }

    /// Whether a resume names, anywhere and without doubt, some of the skills that go with an ambiguous one: "chunking" in
    /// the resume of somebody who knows RAG and embeddings. A thing must be written as a name, too.
    pub fn is_of_its_field(&self, candidate: &Candidate, companions: &[SkillIndex]) -> bool {
        let section = self.section_kind(candidate);
        let told = section.demonstrates() || section.lists_skills() || section == SectionKind::Summary;
        if companions.is_empty() || !told || self.document.kind() != DocumentKind::Resume {
            return false;
        }
        let skill = self.skill_of(self.matcher.taxonomy.forms.target(candidate.form));
        let Some(category) = skill.map(|skill| skill.category) else { return false };
        let named = || self.is_capitalised(candidate) && self.ends_phrase(candidate);
        if matches!(category, Category::Domain | Category::Hardware) || category.is_named_thing() && !named() {
            return false;
        }
        let certain = self.certain.get_or_init(|| self.certain_skills());
        companions.iter().filter(|skill| certain.binary_search(skill).is_ok()).take(FIELD).count() == FIELD
    }

    /// The skills that are named without doubt, in order.
    fn certain_skills(&self) -> Vec<SkillIndex> {
        let forms = &self.matcher.taxonomy.forms;
        let named = self.candidates.iter().filter(|candidate| forms.rule(candidate.form).is_none());
        let mut skills: Vec<SkillIndex> = named
            .filter_map(|candidate| match forms.target(candidate.form) {
                Target::Skill(skill) => Some(skill),
                Target::Credential(_) => None,
            })
            .collect();
        skills.sort_unstable();
        skills.dedup();
        skills
    }

    /// Whether a phrase that rules a name out is about the ordinary word ("to spark", "the prophet") while here the
    /// name is written as one, in company of skills: "from MapReduce to Spark", "the Prophet model".
    pub fn is_name_after_all(&self, phrase: &str, candidate: &Candidate) -> bool {
        let language = &self.matcher.taxonomy.language;
        let name = &self.text()[candidate.folded.clone()];
        let ordinary =
            |word: &str| name.starts_with(word) || language.ordinary_before.iter().any(|known| known == word);
        phrase.split(' ').all(ordinary)
            && self.is_capitalised(candidate)
            && (self.is_before(candidate, &language.skill_after)
                || self.is_before(candidate, &language.tool_nouns)
                || self.has_solid_company(candidate.sentence, candidate)
                || self.is_at_work(candidate))
    }

    /// Whether it is written as the name of a tool: a thing, with a capital letter, before a noun such as "cluster".
    pub fn is_named_tool(&self, candidate: &Candidate) -> bool {
        let taxonomy = self.matcher.taxonomy;
        let form = taxonomy.forms.get(candidate.form);
        let thing = self.skill_of(form.target).is_some_and(|skill| skill.category.is_named_thing());
        // "Discords backend" is that of a firm.
        let singular = candidate.folded.len() == form.text.len();
        thing && singular && self.is_capitalised(candidate) && self.is_before(candidate, &taxonomy.language.tool_nouns)
    }

    /// "Stored the events in Cassandra", "moved the nightly scripts to Spark": a thing, with a capital letter, behind a word
    /// such as "in" and, in the same clause, one for what is made with tools.
    pub fn is_at_work(&self, candidate: &Candidate) -> bool {
        let taxonomy = self.matcher.taxonomy;
        let form = taxonomy.forms.get(candidate.form);
        let thing = self.skill_of(form.target).is_some_and(|skill| skill.category.is_named_thing());
        let work = self.document.kind() == DocumentKind::Resume && self.section_kind(candidate).demonstrates();
        if !thing || !work || candidate.folded.len() != form.text.len() || !self.is_capitalised(candidate) {
            return false;
        }
        let sentence = self.sentence(candidate);
        let before = &self.text()[sentence.start..candidate.folded.start];
        let mut words = before.rsplit([' ', '/']).filter(|word| !word.is_empty());
        let language = &taxonomy.language;
        words.next().is_some_and(|word| is_in(&language.at_work, word))
            && self.ends_phrase(candidate)
            && words
                .take(CLAUSE_WORDS)
                .take_while(|word| !word.ends_with([',', ';', ':', '.']))
                .any(|word| is_in(&language.worked_on, word))
    }

    /// Whether nothing follows that would make a longer name of it: the sentence ends, or a small word comes.
    fn ends_phrase(&self, candidate: &Candidate) -> bool {
        let after = &self.document.text()[candidate.span.end..];
        let rest = after.trim_start();
        let own = after.len() == rest.len() && !rest.is_empty();
        !own && rest.starts_with(char::is_lowercase)
            || rest.is_empty()
            || rest.starts_with(['.', ',', ';', '(', '+', '/', ')'])
    }

    /// Whether it begins with a capital letter although the word before it does not.
    pub fn is_capitalised(&self, candidate: &Candidate) -> bool {
        let start = candidate.span.start;
        let sentence = self.sentence(candidate).start;
        let from = self.folded.original(sentence..candidate.folded.end).start;
        let before = self.document.text()[from.min(start)..start]
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'));
        let word = before.rsplit(|c: char| !is_word_char(c)).next().unwrap_or("");
        self.original(candidate).starts_with(char::is_uppercase) && word.starts_with(char::is_lowercase)
    }

    /// Whether one of some words, which are in order, stands directly after it.
    pub fn is_before(&self, candidate: &Candidate, words: &[String]) -> bool {
        let after = self.text()[candidate.folded.end..].trim_start_matches([' ', '\t', '"', ')']);
        search::starts_with_one(after, words)
    }

    /// Whether words that go with skills stand directly before or after it.
    pub fn has_cue(&self, candidate: &Candidate) -> bool {
        self.is_before(candidate, &self.matcher.taxonomy.language.skill_after)
            || self.is_after_cue(candidate) && !self.begins_a_persons_name(candidate)
    }

    /// "With Delphi Hartley from accounts": a capitalised word follows, in work that was done, that names nothing known.
    fn begins_a_persons_name(&self, candidate: &Candidate) -> bool {
        let after = &self.document.text()[candidate.span.end..];
        let word = after.strip_prefix(' ').unwrap_or_default();
        let mut letters = word.chars();
        let surname = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        let next = candidate.folded.end + 1;
        let first = self.candidates.partition_point(|other| other.folded.start < next);
        surname
            && self.document.kind() == DocumentKind::Resume
            && self.section_kind(candidate).demonstrates()
            && self.is_capitalised(candidate)
            && self.candidates.get(first).is_none_or(|other| other.folded.start != next)
            && !self.is_before(candidate, &self.matcher.taxonomy.language.tool_nouns)
    }

    /// Whether words that go with skills stand directly before it.
    pub fn is_after_cue(&self, candidate: &Candidate) -> bool {
        let before = self.text()[..candidate.folded.start].trim_end_matches([' ', '"', '(', ':']);
        let crosses = self.text()[before.len()..candidate.folded.start].contains('\n');
        !crosses && self.matcher.endings.skills.end(before)
    }
}

fn overlap(one: &Candidate, other: &Candidate) -> bool {
    one.folded.start < other.folded.end && other.folded.start < one.folded.end
}
