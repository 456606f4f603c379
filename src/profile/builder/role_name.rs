//! Names of roles: which one a document is about, and which words name that one or another.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Line;
use crate::normalize::fold_name;
use crate::taxonomy::{Target, Taxonomy};

/// The words that a role's name is told by.
pub struct RoleNames<'t> {
    taxonomy: &'t Taxonomy,
    nouns: BTreeSet<&'t str>,
    stops: BTreeSet<&'t str>,
    own: Option<Key>,
}

/// A role's name: what stands before the noun, as a skill where it is one, and the noun in the singular.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    field: Field,
    noun: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Skill(u32),
    Words(String),
}

/// A name of a role at the beginning of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleName {
    /// How many words it has.
    pub words: usize,
    /// Whether it is the role that the document is about.
    pub own: bool,
}

/// The first lines of a page, among which its title stands.
const EARLY: usize = 10;
/// The longest name of a role, in words.
const NAME_WORDS: usize = 6;

impl<'t> RoleNames<'t> {
    /// Without a role of its own: every name is another's.
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        let language = &taxonomy.language;
        let nouns = language.role_nouns.iter().chain(&language.guide.role_nouns).map(String::as_str).collect();
        let guide_stops = language.guide.title_stops.iter().map(String::as_str);
        let stops = language
            .function_words
            .iter()
            .chain(&language.guide.clause_starters)
            .chain(&language.guide.people_verbs)
            .map(String::as_str)
            .chain(guide_stops)
            .collect();
        Self { taxonomy, nouns, stops, own: None }
    }

    /// With the role that the documents are about.
    #[must_use]
    pub fn about(mut self, title: &str) -> Self {
        let words: Vec<String> = title.split_whitespace().map(fold_name).collect();
        self.own = self.key(&words);
        self
    }

    fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains(word)
    }

    /// The key of a whole name, ranks left out.
    fn key(&self, words: &[String]) -> Option<Key> {
        let (noun, field) = words.split_last()?;
        let ranks = &self.taxonomy.language.guide.ranks;
        let field: Vec<&str> = field
            .iter()
            .map(String::as_str)
            .skip_while(|word| ranks.binary_search_by(|rank| rank.as_str().cmp(word)).is_ok())
            .collect();
        let field = field.join(" ");
        let noun = singular(noun);
        Some(Key {
            field: match self.taxonomy.forms.find(&field).map(|form| form.target) {
                Some(Target::Skill(skill)) => Field::Skill(skill),
                _ => Field::Words(field),
            },
            noun: noun.to_string(),
        })
    }

    /// The name of a role that folded words begin with. `capital` says of a word whether it begins with a capital.
    pub fn at_start(&self, words: &[String], capital: impl Fn(usize) -> bool) -> Option<RoleName> {
        let guide = &self.taxonomy.language.guide;
        let mut end = None;
        for (at, word) in words.iter().enumerate().take(NAME_WORDS) {
            if self.is_noun(word) {
                let goes_on = (at + 1..words.len().min(NAME_WORDS))
                    .take_while(|&next| capital(next) && !self.stops.contains(words[next].as_str()))
                    .any(|next| self.is_noun(&words[next]));
                if !goes_on {
                    end = Some(at + 1);
                    break;
                }
            } else if self.stops.contains(word.as_str()) && !(word == "and" && at > 0) {
                break;
            }
        }
        if let Some(end) = end {
            return Some(RoleName { words: end, own: self.is_own(&words[..end]) });
        }
        let first = words.iter().position(|word| guide.ranks.binary_search(word).is_err())?;
        let own = guide.own_nouns.binary_search(&words[first]).is_ok();
        own.then_some(RoleName { words: first + 1, own: true })
    }

    fn is_own(&self, words: &[String]) -> bool {
        let guide = &self.taxonomy.language.guide;
        let Some(own) = &self.own else { return false };
        let Some(key) = self.key(words) else { return false };
        if key == *own {
            return true;
        }
        let last = words.last().map_or("", String::as_str);
        if guide.own_nouns.iter().any(|noun| noun == last) {
            return true;
        }
        // "engineers" of a page about DevOps engineers; "applied ML engineers".
        let bare = matches!(&key.field, Field::Words(field) if field.is_empty());
        let longer = (1..words.len()).any(|skip| self.key(&words[skip..]).is_some_and(|part| part == *own));
        key.noun == own.noun && (bare || longer)
    }

    /// Whether a heading names the role that the documents are about.
    pub fn names_own(&self, words: &[String]) -> bool {
        let Some(own) = &self.own else { return false };
        (0..words.len()).any(|end| {
            singular(&words[end]) == own.noun
                && (end.saturating_sub(4)..=end)
                    .any(|start| self.key(&words[start..=end]).is_some_and(|key| key == *own))
        })
    }

    /// Whether a word is one of the own role's name.
    pub fn is_title_word(&self, word: &str) -> bool {
        self.is_noun(word)
            || self.own.as_ref().is_some_and(|own| match &own.field {
                Field::Words(field) => field.split(' ').any(|part| part == word),
                Field::Skill(skill) => {
                    let name = &self.taxonomy.at(*skill).name;
                    fold_name(name).split(' ').any(|part| part == word)
                        || self.taxonomy.forms.find(word).is_some_and(|form| form.target == Target::Skill(*skill))
                }
            })
    }

    /// The role that documents are about, by the names in their titles and headings; the spelling is theirs.
    pub fn title(&self, documents: &[Vec<Line>]) -> Option<String> {
        let mut votes: BTreeMap<Key, (u32, std::cmp::Reverse<usize>, String)> = BTreeMap::new();
        let mut place = 0;
        for lines in documents {
            for (at, line) in lines.iter().enumerate() {
                let words: Vec<&str> = line.text.text().split_whitespace().collect();
                let early = at < EARLY;
                if line.linked
                    || line.bullet
                    || words.len() > 16
                    || !(early || line.opens_block || line.depth.is_some())
                {
                    continue;
                }
                let Some((key, name)) = self.name_in(&words) else { continue };
                place += 1;
                let vote = 1 + u32::from(early) * 3 + u32::from(line.depth == Some(1)) * 6;
                let entry = votes.entry(key).or_insert((0, std::cmp::Reverse(place), String::new()));
                entry.0 += vote;
                if name.len() > entry.2.len() {
                    entry.2 = name;
                }
            }
        }
        votes.into_values().max().map(|(_, _, name)| name)
    }

    /// The first name of a role in some words.
    fn name_in(&self, words: &[&str]) -> Option<(Key, String)> {
        let folded: Vec<String> = words
            .iter()
            .map(|word| fold_name(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')))
            .collect();
        let end = folded.iter().position(|word| self.is_noun(word))?;
        let broken = |at: usize| words[at].ends_with([':', ',', ';', '|', '.', '?']);
        let start = (0..end)
            .rev()
            .take(4)
            .take_while(|&at| !self.stops.contains(folded[at].as_str()) && !broken(at) && !folded[at].is_empty())
            .last()
            .unwrap_or(end);
        let ranks = &self.taxonomy.language.guide.ranks;
        let start = (start..end).find(|&at| ranks.binary_search(&folded[at]).is_err())?;
        let key = self.key(&folded[start..=end])?;
        let mut name: Vec<String> = words[start..=end]
            .iter()
            .map(|word| capitalised(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')))
            .collect();
        if let Some(noun) = name.last_mut()
            && folded[end] != key.noun
        {
            noun.truncate(key.noun.len());
        }
        Some((key, name.join(" ")))
    }
}

fn singular(noun: &str) -> &str {
    match noun {
        "midwives" => "midwife",
        _ => noun.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')).unwrap_or(noun),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !word.contains(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_string(),
    }
}
