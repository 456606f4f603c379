//! The lists of words of a language that are asked at every name, made ready.

use super::item::Items;
use super::search::WordSet;
use crate::taxonomy::Language;

/// Lists of the fields of [`Language`] with the same names.
#[allow(missing_docs, reason = "they are told there")]
pub struct Lists<'t> {
    pub role_nouns: WordSet<'t>,
    pub departments: WordSet<'t>,
    pub organisation_nouns: WordSet<'t>,
    pub organisation_words: WordSet<'t>,
    pub institution_words: WordSet<'t>,
    pub honorifics: WordSet<'t>,
    pub function_words: WordSet<'t>,
    pub sales_words: WordSet<'t>,
    pub sales_end: WordSet<'t>,
    /// As [`Cues::teams`](crate::taxonomy::language::Cues::teams).
    pub teams: WordSet<'t>,
    /// As [`GroupWords::or`](crate::taxonomy::posting::GroupWords::or), and the same for `and`.
    pub or: WordSet<'t>,
    pub and: WordSet<'t>,
    /// What stands between two items.
    pub between: WordSet<'t>,
    /// All words of items.
    pub items: Items<'t>,
}

impl<'t> Lists<'t> {
    /// Makes them ready.
    pub fn new(language: &'t Language) -> Self {
        Self {
            role_nouns: WordSet::new(&language.role_nouns),
            departments: WordSet::new(&language.departments),
            organisation_nouns: WordSet::new(&language.organisation_nouns),
            organisation_words: WordSet::new(&language.organisation_words),
            institution_words: WordSet::new(&language.institution_words),
            honorifics: WordSet::new(&language.honorifics),
            function_words: WordSet::new(&language.function_words),
            sales_words: WordSet::new(&language.sales_words),
            sales_end: WordSet::new(&language.sales_end),
            teams: WordSet::new(&language.cues.teams),
            or: WordSet::new(&language.posting.groups.or),
            and: WordSet::new(&language.posting.groups.and),
            between: WordSet::new(&language.items.between),
            items: Items::new(&language.items),
        }
    }
}
