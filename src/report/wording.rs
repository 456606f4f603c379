//! Where a resume says the same as a posting in other words, so that a reader who searches for the word misses it.

use std::collections::BTreeMap;

use crate::document::Locator;
use crate::matcher::{Found, Matcher, Mention, Polarity};
use crate::normalize::fold_name;
use crate::profile::Profile;
use crate::taxonomy::{Language, SkillIndex};

use super::{Source, one_line};

/// Words of so many letters have no endings.
const SHORT: usize = 2;

/// Two ways to say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The skill that both mean.
    pub skill: SkillIndex,
    /// A word of the posting.
    pub posting_says: String,
    /// Where.
    pub posting_locator: Locator,
    /// The word of the resume.
    pub resume_says: String,
    /// Where.
    pub resume_locator: Locator,
}

/// The skills that a posting asks for and a resume names in other words only, in the order of the requirements.
pub(super) fn find(
    resume: &Source<'_>,
    posting: &Source<'_>,
    profile: &Profile,
    matcher: &Matcher<'_>,
) -> Vec<Wording> {
    let language = &matcher.taxonomy().language;
    let (asked, said) = (names(posting), names(resume));
    let skills = profile.requirements.iter().flat_map(|requirement| requirement.ask.skills());
    let mut found: Vec<Wording> = skills
        .filter_map(|&skill| differs(skill, asked.get(&skill)?, said.get(&skill)?, language))
        .map(|(skill, asked, said)| Wording {
            skill,
            posting_says: surface(posting, asked),
            posting_locator: posting.document.locator(asked.span.start),
            resume_says: surface(resume, said),
            resume_locator: resume.document.locator(said.span.start),
        })
        .collect();
    // The word may stand in the resume all the same, in a place that counts for nothing.
    let words: Vec<&str> = found.iter().map(|wording| wording.posting_says.as_str()).collect();
    let there: Vec<bool> = matcher.literal(resume.document, &words).iter().map(Option::is_some).collect();
    let mut there = there.into_iter();
    found.retain(|_| !there.next().unwrap_or(false));
    found
}

/// The names of a skill, each once, with the first place that has it; by place.
type Names<'a> = Vec<(Vec<String>, &'a Mention)>;

/// The first words of either document, when none of the posting's finds one of the resume's.
fn differs<'a>(
    skill: SkillIndex,
    asked: &Names<'a>,
    said: &Names<'a>,
    language: &Language,
) -> Option<(SkillIndex, &'a Mention, &'a Mention)> {
    // What the posting misspells nobody searches for.
    let mut asked = asked.iter().filter(|(_, mention)| mention.found != Found::Fuzzy).peekable();
    let (first_asked, first_said) = (asked.peek()?.1, said.first()?.1);
    let found = asked.any(|(asked, _)| said.iter().any(|(said, _)| finds(asked, said, language)));
    (!found).then_some((skill, first_asked, first_said))
}

/// Where a document names skills, not only shows them.
fn names<'a>(source: &Source<'a>) -> BTreeMap<SkillIndex, Names<'a>> {
    let mut names: BTreeMap<SkillIndex, BTreeMap<Vec<String>, &'a Mention>> = BTreeMap::new();
    for mention in &source.matches.mentions {
        if mention.polarity == Polarity::Asserted && mention.found != Found::Phrase {
            let words = words(&source.document.text()[mention.span.clone()]);
            names.entry(mention.skill).or_default().entry(words).or_insert(mention);
        }
    }
    let by_place = |names: BTreeMap<Vec<String>, &'a Mention>| {
        let mut names: Names<'a> = names.into_iter().collect();
        names.sort_by_key(|(_, mention)| mention.span.start);
        names
    };
    names.into_iter().map(|(skill, names)| (skill, by_place(names))).collect()
}

fn surface(source: &Source<'_>, mention: &Mention) -> String {
    one_line(&source.document.text()[mention.span.clone()])
}

/// The words of a name, folded.
fn words(text: &str) -> Vec<String> {
    let folded = fold_name(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a reader who has `asked` in mind finds `said`: the same words but for their endings, or the chief of them.
fn finds(asked: &[String], said: &[String], language: &Language) -> bool {
    if asked.concat() == said.concat() {
        return true;
    }
    let within = |few: &[String], many: &[String]| {
        many.windows(few.len().max(1)).any(|part| part.iter().zip(few).all(|(a, b)| same_word(a, b, language)))
    };
    within(said, asked) || within(asked, said)
}

/// Whether two words are forms of one.
fn same_word(one: &str, other: &str, language: &Language) -> bool {
    let stems = |word: &str| -> Vec<String> {
        let stem = |(ending, instead): &(String, String)| Some(format!("{}{instead}", word.strip_suffix(&**ending)?));
        language.inflections.iter().filter_map(stem).chain([word.to_string()]).collect()
    };
    one == other
        || one.chars().count() > SHORT && other.chars().count() > SHORT && {
            let known = stems(one);
            stems(other).iter().any(|stem| known.contains(stem))
        }
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_of_a_word_are_found_and_other_words_are_not() {
        let language = &crate::builtin::taxonomy().language;
        let finds = |asked, said| super::finds(&super::words(asked), &super::words(said), language);
        for (asked, said) in [
            ("PyTorch", "pytorch"),
            ("unit tests", "unit testing"),
            ("REST APIs", "REST API"),
            ("scikit-learn", "scikit learn"),
            ("Python programming", "Python"),
            ("Spark", "Apache Spark"),
            ("data pipelines", "data pipeline"),
        ] {
            assert!(finds(asked, said), "{asked} / {said}");
        }
        for (asked, said) in [
            ("Kubernetes", "k8s"),
            ("PostgreSQL", "Postgres"),
            ("Amazon Web Services", "AWS"),
            ("machine learning", "ML"),
            ("Go", "Golang"),
            ("JavaScript", "JS"),
        ] {
            assert!(!finds(asked, said), "{asked} / {said}");
        }
    }
}
