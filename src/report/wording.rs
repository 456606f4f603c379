//! Where a resume says the same as a posting in other words, so that a reader who searches for the word misses it.

use crate::document::Locator;
use crate::matcher::{Found, Matcher, Mention, Polarity};
use crate::normalize::fold_name;
use crate::profile::Profile;
use crate::taxonomy::{Language, SkillIndex, Taxonomy};

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
    let taxonomy = matcher.taxonomy();
    let mut found = Vec::new();
    for requirement in &profile.requirements {
        found.extend(requirement.ask.skills().iter().filter_map(|&skill| differs(resume, posting, skill, taxonomy)));
    }
    // The word may stand in the resume all the same, in a place that counts for nothing.
    let words: Vec<&str> = found.iter().map(|wording| wording.posting_says.as_str()).collect();
    let there: Vec<bool> = matcher.literal(resume.document, &words).iter().map(Option::is_some).collect();
    let mut there = there.into_iter();
    found.retain(|_| !there.next().unwrap_or(false));
    found
}

fn differs(resume: &Source<'_>, posting: &Source<'_>, skill: SkillIndex, taxonomy: &Taxonomy) -> Option<Wording> {
    let asked: Vec<&Mention> = names(posting, skill).filter(|mention| mention.found != Found::Fuzzy).collect();
    let said: Vec<&Mention> = names(resume, skill).collect();
    let (first_asked, first_said) = (asked.first()?, said.first()?);
    let surface = |source: &Source<'_>, mention: &Mention| one_line(&source.document.text()[mention.span.clone()]);
    let found = asked.iter().any(|asked| {
        let asked = surface(posting, asked);
        said.iter().any(|said| finds(&asked, &surface(resume, said), &taxonomy.language))
    });
    (!found).then(|| Wording {
        skill,
        posting_says: surface(posting, first_asked),
        posting_locator: posting.document.locator(first_asked.span.start),
        resume_says: surface(resume, first_said),
        resume_locator: resume.document.locator(first_said.span.start),
    })
}

/// Where a document names a skill, not only shows it.
fn names<'a>(source: &Source<'a>, skill: SkillIndex) -> impl Iterator<Item = &'a Mention> {
    let mentions = source.matches.mentions.iter();
    mentions.filter(move |mention| {
        mention.skill == skill && mention.polarity == Polarity::Asserted && mention.found != Found::Phrase
    })
}

/// Whether a reader who has `asked` in mind finds `said`: the same words but for their endings, or the chief of them.
fn finds(asked: &str, said: &str, language: &Language) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold_name(text);
        let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (asked, said) = (words(asked), words(said));
    if asked.concat() == said.concat() {
        return true;
    }
    let within = |few: &[String], many: &[String]| {
        many.windows(few.len().max(1)).any(|part| part.iter().zip(few).all(|(a, b)| same_word(a, b, language)))
    };
    within(&said, &asked) || within(&asked, &said)
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
        for (asked, said) in [
            ("PyTorch", "pytorch"),
            ("unit tests", "unit testing"),
            ("REST APIs", "REST API"),
            ("scikit-learn", "scikit learn"),
            ("Python programming", "Python"),
            ("Spark", "Apache Spark"),
            ("data pipelines", "data pipeline"),
        ] {
            assert!(super::finds(asked, said, language), "{asked} / {said}");
        }
        for (asked, said) in [
            ("Kubernetes", "k8s"),
            ("PostgreSQL", "Postgres"),
            ("Amazon Web Services", "AWS"),
            ("machine learning", "ML"),
            ("Go", "Golang"),
            ("JavaScript", "JS"),
        ] {
            assert!(!super::finds(asked, said, language), "{asked} / {said}");
        }
    }
}
