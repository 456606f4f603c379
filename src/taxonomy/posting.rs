//! The words of postings: what a language file says of levels, groups, years and conditions. `taxonomy/README.md` and
//! the comments of the file tell what each list does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::later::Later;

/// Words that postings ask with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostingWords {
    /// Make what they stand with preferred: what follows at the beginning of a clause, else what precedes.
    pub preferred: Vec<String>,
    /// Make what follows them preferred.
    pub preferred_before: Vec<String>,
    /// Ask for what stands in their sentence.
    pub required: Vec<String>,
    /// The same, except among duties.
    pub weak: Vec<String>,
    /// Ask for it whatever the section is.
    pub firm: Vec<String>,
    /// Phrases that hold one of the others and say nothing.
    pub neutral: Vec<String>,
    /// What follows up to the next comma is only compared with.
    pub contrast: Vec<String>,
    /// Tell what the employer uses.
    pub describes: Vec<String>,
    /// Words before a cue that do not keep it from beginning its clause.
    pub openers: Vec<String>,
    /// Words after a cue for "preferred" by which it speaks of what follows.
    pub onward: Vec<String>,
    /// Articles.
    pub articles: Vec<String>,
    /// Nouns for people that make no title of a line.
    pub not_titles: Vec<String>,
    /// Words that begin a new demand within a sentence.
    pub asking_heads: Vec<String>,
    /// What is asked for with these weighs more.
    pub emphasis: Vec<String>,
    /// Words for how well something is to be known, by [`Proficiency`](crate::profile::posting::Proficiency).
    pub proficiency: BTreeMap<String, Vec<String>>,
    /// Words of any-of groups.
    pub groups: GroupWords,
    /// Words of years.
    pub years: Later<YearWords>,
    /// Words beside degrees and certificates.
    pub credentials: Later<CredentialWords>,
    /// Words of unknown terms.
    pub unknown: Later<UnknownWords>,
    /// Words beside the employer's own name.
    pub employer: EmployerWords,
    /// Words that tell the kind of a section in a heading that is in no list.
    pub heading_cues: Later<BTreeMap<String, Vec<String>>>,
    /// What is asked for beside skills and credentials.
    pub condition: Later<Vec<ConditionWords>>,
}

/// Words of any-of groups.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupWords {
    /// Before a list of which one is enough.
    pub any_of: Vec<String>,
    /// Before a list of examples.
    pub examples: Vec<String>,
    /// After a list that leaves others open.
    pub open_end: Vec<String>,
    /// Where a group of two begins within a longer list.
    pub either: Vec<String>,
    /// "and".
    pub and: Vec<String>,
    /// "or".
    pub or: Vec<String>,
    /// Between members all of which are asked for.
    pub all_of: Vec<String>,
    /// Pairs of skills, by id, that are written with a slash and both meant.
    pub together: Vec<(String, String)>,
    /// May stand after a member.
    pub after_member: Vec<String>,
    /// May stand before a member.
    pub before_member: Vec<String>,
    /// Between a capability and the tools that it is meant with: "CI/CD with Jenkins or similar".
    pub links: Vec<String>,
}

/// Words of years.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearWords {
    /// "years".
    pub year: Vec<String>,
    /// "months".
    pub month: Vec<String>,
    /// One to twelve.
    pub numbers: Vec<String>,
    /// "or more".
    pub more: Vec<String>,
    /// Between the ends of a range.
    pub to: Vec<String>,
    /// After years that are none of practice.
    pub not_after: Vec<String>,
    /// Before years that are none of practice.
    pub not_before: Vec<String>,
    /// End the reach of years to the right.
    pub stop: Vec<String>,
    /// Between a name and its years.
    pub between: Vec<String>,
    /// After a number of years that are among those before.
    pub of_them: Vec<String>,
    /// After years of what the sentence before names.
    pub of_it: Vec<String>,
    /// Between a number and "years".
    pub filler: Vec<String>,
}

/// Words beside degrees and certificates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialWords {
    /// Practice may stand for the degree.
    pub or_experience: Vec<String>,
    /// Nouns for practice, before "or a degree".
    pub experience: Vec<String>,
    /// A degree without a name.
    pub degree: Vec<String>,
    /// Holds such words and is none.
    pub no_degree: Vec<String>,
    /// By the id of a credential, beginnings of its name that stand for it: "a Master's is welcome".
    pub alone: BTreeMap<String, Vec<String>>,
    /// The same, only in a list of degrees: "graduate or doctoral degree".
    pub short: BTreeMap<String, Vec<String>>,
}

/// Words of unknown terms.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnknownWords {
    /// Names and abbreviations that are no skills.
    pub not_terms: Vec<String>,
    /// Nouns beside which a capitalised name is a term.
    pub kinds: Vec<String>,
}

/// Words beside the employer's own name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployerWords {
    /// Before it.
    pub before: Vec<String>,
    /// After it.
    pub after: Vec<String>,
    /// After it where one of `before` leads.
    pub pronouns: Vec<String>,
    /// Begin a sentence and no name.
    pub determiners: Vec<String>,
}

/// Something that is asked for beside skills and credentials.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionWords {
    /// What it is about.
    pub kind: String,
    /// Say it.
    pub phrases: Vec<String>,
    /// In a list of requirements a phrase is enough.
    #[serde(default)]
    pub bare: bool,
    /// A sentence may ask for several.
    #[serde(default)]
    pub several: bool,
    /// It counts among benefits as well, where the small print often stands.
    #[serde(default)]
    pub anywhere: bool,
    /// A section of what is preferred makes it preferred; others are so only where their clause says it.
    #[serde(default)]
    pub by_section: bool,
    /// What it names is no credential as well.
    #[serde(default)]
    pub instead_of_credential: bool,
    /// If there are any, one of them stands in the same sentence, too.
    #[serde(default)]
    pub with: Vec<String>,
    /// None of them does.
    #[serde(default)]
    pub without: Vec<String>,
}

/// Whether a folded word is in a sorted list.
pub fn is_in(list: &[String], word: &str) -> bool {
    list.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

impl PostingWords {
    /// Every list, to be folded and sorted. The numbers keep their order.
    pub(super) fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        let years = &mut *self.years;
        let credentials = &mut *self.credentials;
        let unknown = &mut *self.unknown;
        let plain = [
            &mut self.preferred,
            &mut self.preferred_before,
            &mut self.required,
            &mut self.weak,
            &mut self.firm,
            &mut self.neutral,
            &mut self.contrast,
            &mut self.describes,
            &mut self.openers,
            &mut self.onward,
            &mut self.articles,
            &mut self.not_titles,
            &mut self.asking_heads,
            &mut self.emphasis,
            &mut self.groups.any_of,
            &mut self.groups.examples,
            &mut self.groups.open_end,
            &mut self.groups.either,
            &mut self.groups.and,
            &mut self.groups.or,
            &mut self.groups.all_of,
            &mut self.groups.after_member,
            &mut self.groups.before_member,
            &mut self.groups.links,
            &mut years.year,
            &mut years.month,
            &mut years.more,
            &mut years.to,
            &mut years.not_after,
            &mut years.not_before,
            &mut years.stop,
            &mut years.between,
            &mut years.of_them,
            &mut years.of_it,
            &mut years.filler,
            &mut credentials.or_experience,
            &mut credentials.experience,
            &mut credentials.degree,
            &mut credentials.no_degree,
            &mut unknown.not_terms,
            &mut unknown.kinds,
            &mut self.employer.before,
            &mut self.employer.after,
            &mut self.employer.pronouns,
            &mut self.employer.determiners,
        ];
        let conditions = self.condition.iter_mut();
        plain
            .into_iter()
            .chain(self.proficiency.values_mut())
            .chain(self.heading_cues.values_mut())
            .chain(credentials.alone.values_mut())
            .chain(credentials.short.values_mut())
            .chain(conditions.flat_map(|words| [&mut words.phrases, &mut words.with, &mut words.without]))
    }
}
