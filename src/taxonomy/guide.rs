//! How career guides, job descriptions and skill pages speak: the words that `role build` reads them by. They stand in
//! the `[guide]` table of `taxonomy/language/*.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::Stage;

/// Words of guides, folded after compilation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guide {
    /// Phrases of headings, by the kind of part that they open.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Words that a heading may hold beside such a phrase.
    pub heading_fillers: Vec<String>,
    /// Words that the header row of a table is made of.
    pub table_headers: Vec<String>,
    /// Nouns that end the title of a role, beside the `role_nouns` of the language.
    pub role_nouns: Vec<String>,
    /// Words that stand for whoever has the role or wants it ("candidates").
    pub own_nouns: Vec<String>,
    /// Words of rank before the title of a role ("senior").
    pub ranks: Vec<String>,
    /// Words that open a clause with a subject of its own ("while", "unlike").
    pub clause_starters: Vec<String>,
    /// Words that may stand before the subject of a clause ("most", "the").
    pub determiners: Vec<String>,
    /// Words that the name of a role does not hold ("become", "hire").
    pub title_stops: Vec<String>,
    /// Small words of headings, which need no capital.
    pub small_words: Vec<String>,
    /// Verbs that a duty begins with and that take people ("help data scientists").
    pub people_verbs: Vec<String>,
    /// Phrases that make what a sentence names a must.
    pub must: Vec<String>,
    /// Phrases that introduce an enumeration of tools or skills in a sentence.
    pub enumerations: Vec<String>,
    /// Phrases that give a block away as advertising, navigation or a legal notice.
    pub advertising: Vec<String>,
    /// Words that a block of advertising begins with.
    pub advertising_labels: Vec<String>,
    /// Words that an answer begins with when it denies what was asked.
    pub denials: Vec<String>,
    /// Names of the stages of a career, by stage.
    pub stages: BTreeMap<Stage, Vec<String>>,
}

impl Guide {
    /// Every list of phrases in it, to be folded.
    pub(super) fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        [
            &mut self.heading_fillers,
            &mut self.table_headers,
            &mut self.role_nouns,
            &mut self.own_nouns,
            &mut self.ranks,
            &mut self.clause_starters,
            &mut self.determiners,
            &mut self.title_stops,
            &mut self.small_words,
            &mut self.people_verbs,
            &mut self.must,
            &mut self.enumerations,
            &mut self.advertising,
            &mut self.advertising_labels,
            &mut self.denials,
        ]
        .into_iter()
        .chain(self.headings.values_mut())
        .chain(self.stages.values_mut())
    }
}
