//! What is particular to a language: headings, cues, spelling. One file each in `taxonomy/language/`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Marked;
use super::later::Later;

/// How many lists hold cues for the matcher.
pub const CUE_LISTS: usize = 26;

use super::posting::PostingWords;

/// A language file, phrases folded after compilation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// BCP 47 tag.
    pub language: String,
    /// Pairs of spellings of the same sound, exchanged in every alias ("ization", "isation").
    pub spelling: Vec<(String, String)>,
    /// Headings by section kind.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Phrases in a heading of a resume that set apart what a person cannot do, or only plans to.
    pub apart_headings: Vec<String>,
    /// Words that a heading may hold beside one of the headings ("professional", "relevant", "&").
    pub heading_fillers: Vec<String>,
    /// Words that begin a sentence or a heading that lost its line break and stands glued to the word before.
    pub glue_starters: Vec<String>,
    /// Words without which a resume is hardly one of the trade ("engineer", "software").
    pub trade_words: Vec<String>,
    /// Nouns that make a job title of the words before them.
    pub role_nouns: Vec<String>,
    /// Words before such a noun that name a department ("product teams").
    pub departments: Vec<String>,
    /// Words before a skill that say that it is one.
    pub skill_before: Vec<String>,
    /// Words after a skill that say that it is one.
    pub skill_after: Vec<String>,
    /// Nouns that, after a capitalised name, make it the name of a tool ("the Consul cluster").
    pub tool_nouns: Vec<String>,
    /// Directly before a capitalised name of a thing: it is a tool when one of `worked_on` stands before them ("(stored
    /// the events) in Cassandra").
    pub at_work: Vec<String>,
    /// Words for what is made with tools, one each; see `at_work`.
    pub worked_on: Vec<String>,
    /// Words before an ordinary word ("the prophet", "to spark") that do not stop a capitalised name from being one.
    pub ordinary_before: Vec<String>,
    /// The commonest function words, to tell the language by.
    pub function_words: Vec<String>,
    /// The commonest function words of other languages that are no words of this one.
    pub foreign_words: Vec<String>,
    /// Polarity cues.
    pub cues: Cues,
    /// The phrases of [`Self::cue_lists`]. A table of its own: not decoded with the rest.
    #[serde(skip)]
    pub cue_table: Marked,
    /// Phrases after which a sentence speaks of the employer's own or legal matters, not of a person's skills.
    pub boilerplate: Vec<String>,
    /// Nouns that make an organisation of the field before them ("a machine learning company").
    pub organisation_nouns: Vec<String>,
    /// Words that say that the product before them is sold, not used.
    pub sales_words: Vec<String>,
    /// Verbs of selling: the names right after them are products.
    pub sales_verbs: Vec<String>,
    /// Nouns that end the name of an institution, whatever the words before them ("Jenkins Memorial Hospital").
    pub institution_words: Vec<String>,
    /// Words that mark an organisation's name.
    pub organisation_words: Vec<String>,
    /// Words that, before a field of study, make it the subject of a degree.
    pub degree_words: Vec<String>,
    /// Words that introduce courses or experience: what follows them is no field of study, even beside a degree.
    pub course_labels: Vec<String>,
    /// Everyday words that no misspelling of a skill may be read from, beside the word list.
    pub not_misspellings: Vec<String>,
    /// Endings of inflected words with what stands there in the word list ("ies", "y").
    pub inflections: Vec<(String, String)>,
    /// Prefixes that make a new word of one in the word list ("re", "non").
    pub prefixes: Vec<String>,
    /// Abbreviations, without their last full stop, that end no sentence.
    pub abbreviations: Vec<String>,
    /// Forms of address, without a full stop: what follows is the name of a person.
    pub honorifics: Vec<String>,
    /// In brackets after a name, what makes it that of an animal or a person ("dog").
    pub namesakes_after: Vec<String>,
    /// Single letters that are more often the name of something than an initial: a full stop after them ends a sentence.
    pub letter_names: Vec<String>,
    /// Words directly before an employer's name ("at", "joined").
    pub employer_before: Vec<String>,
    /// Phrases before the names of employers, clients, partners ("clients such as", "worked for").
    pub employers_before: Vec<String>,
    /// Phrases directly before the name of a person, an animal, a place or a thing ("a dog called", "my sister"), with
    /// alternatives as in cues.
    pub namesakes_before: Vec<String>,
    /// Verbs of recruiting: what stands between them and a job title is what others can do.
    pub recruiting: Vec<String>,
    /// Words before a field that make a title of it ("head of").
    pub titles_before: Vec<String>,
    /// Last words that names of fields share with "and" between them.
    pub shared_heads: Vec<String>,
    /// Words after which the first of two names may begin that share their last word: "in data and software engineering".
    pub before_shared: Vec<String>,
    /// Words after which a clause no longer says what is sold ("… sales for", "… with").
    pub sales_end: Vec<String>,
    /// Words of a label that open a section of skills even inside a position ("Skills used: …").
    pub skill_labels: Vec<String>,
    /// Words of list items.
    pub items: ItemWords,
    /// Words around what is done to something.
    pub action: ActionWords,
    /// Words of dates.
    pub dates: DateWords,
    /// Words of career guides and job descriptions.
    #[serde(default)]
    pub guide: Later<super::guide::Guide>,
    /// Phrases that tell resumes and postings apart.
    pub kinds: KindWords,
    /// Words of postings.
    pub posting: PostingWords,
    /// Words by which `lint` tells what a resume says of work.
    #[serde(default)]
    pub lint: Later<LintWords>,
    /// Words of blanks that nobody filled in.
    #[serde(default)]
    pub blanks: super::blanks::Blanks,
}

/// Words of list items: what may stand beside a name that is an item of its own, and what separates items.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWords {
    /// Words before a name: how well it is known ("basic", "advanced").
    pub before: Vec<String>,
    /// Words after a name: how well it is known, and what it is ("basics", "programming").
    pub after: Vec<String>,
    /// Words and phrases between two items ("and", "as well as").
    pub between: Vec<String>,
}

/// Words around what is done to something.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionWords {
    /// Words of the passive between an object and what was done to it ("was").
    pub passive: Vec<String>,
    /// Words that part an act from what follows them: "cleaned for the data team" is no cleaning of data.
    pub parts: Vec<String>,
    /// Words that may follow the object, beside those that part: "cleaned the log" is not said of the "log cabin".
    pub follows: Vec<String>,
}

/// Cues for polarity. Each stands for a phrase in a folded sentence. What is [`Language::cue_lists`] is decoded later or never:
/// the matcher has the phrases in [`Language::cue_table`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// Deny what follows them in the clause.
    pub negated_before: Later<Vec<String>>,
    /// Deny what follows within a few words ("no", "not a").
    pub negated_next: Later<Vec<String>>,
    /// Deny what follows them with nothing but `bridges` between ("without", "instead of").
    pub negated_directly: Later<Vec<String>>,
    /// As `negated_before`, for labels over lists ("skills not required").
    pub negated_labels: Later<Vec<String>>,
    /// Words between "no" or "without" and what it denies that do not count ("prior", "using", "experience with").
    pub bridges: Vec<String>,
    /// Words between items of a list of which each is denied ("or", "nor").
    pub alternatives: Vec<String>,
    /// Deny what precedes them in the clause.
    pub negated_after: Later<Vec<String>>,
    /// Deny what precedes them within a few words ("is beyond me").
    pub negated_after_next: Later<Vec<String>>,
    /// Say that something was tried, begun or considered ("tried", "evaluated").
    pub given_up: Vec<String>,
    /// Deny what precedes them within a few words, when one of `given_up` stands before it ("after a week").
    pub given_up_after: Later<Vec<String>>,
    /// "(left) Java (to) a colleague": the verbs, and what stands before the others.
    pub left_verbs: Vec<String>,
    /// See `left_verbs`.
    pub left_with: Vec<String>,
    /// "Without": denials that speak of what would be, and are none, beside one of `unreal`.
    pub lacks: Vec<String>,
    /// "Over": denials of what another thing was chosen over, when one of `chosen` stands before them.
    pub compared: Vec<String>,
    /// See `compared`.
    pub chosen: Vec<String>,
    /// Words of what would be, or that deny ("would", "nothing").
    pub unreal: Vec<String>,
    /// Words after a denial that speak of what was named before it ("never used it").
    pub back: Vec<String>,
    /// Other people, in a resume ("another team", "my brother").
    pub others: Later<Vec<String>>,
    /// Nouns for people: others, when one of `team_before` and one to three words stand before them ("the data team").
    pub teams: Later<Vec<String>>,
    /// See `teams`.
    pub team_before: Vec<String>,
    /// Before "the" or the name of a thing and one of `teams`: the team is not the person's own ("with the SAP team").
    pub team_with: Vec<String>,
    /// The same of the person's own firm: these count only for what they have done ("owned by our platform team").
    pub own_team_before: Vec<String>,
    /// Words that stand in no subject of a sentence ("is", "we"), and those that begin one ("the").
    pub no_subject: Vec<String>,
    /// See `no_subject`.
    pub subject_openers: Vec<String>,
    /// Before what was done to a subject ("are", "was").
    pub auxiliaries: Vec<String>,
    /// Words that say that what others do is done with something of the person ("my").
    pub mine: Vec<String>,
    /// Before lists of the names of animals and people ("hens:").
    pub namesakes: Later<Vec<String>>,
    /// What others do, directly after them: at the beginning of a clause they deny what follows ("another team ran").
    pub others_do: Vec<String>,
    /// Words that begin where others are, directly after them ("(colleagues) in Lisbon").
    pub places_before: Vec<String>,
    /// What a thing of others does, a word each: "(our supplier's firmware) is".
    pub theirs_do: Vec<String>,
    /// Directly before others: they deny what precedes within a few words ("was maintained by").
    pub others_did: Vec<String>,
    /// Directly before others who are led: what these do is the person's business ("led the engineers who wrote").
    pub others_led: Vec<String>,
    /// Words that begin a clause about the people before them ("who").
    pub relatives: Vec<String>,
    /// Before the name of a person: they deny what precedes within a few words ("was built by").
    pub done_by: Later<Vec<String>>,
    /// Behind the name of a person that begins a clause: what people do and things do not ("(Priya) wrote").
    pub person_did: Later<Vec<String>>,
    /// Short words with a capital at the beginning of a sentence that name nobody ("also"); longer ones are in the word
    /// list.
    pub no_persons: Vec<String>,
    /// Before "Priya's": they deny what precedes within a few words ("part was").
    pub part_of: Later<Vec<String>>,
    /// Words between somebody who did something and what it was done with ("in", "using").
    pub means: Vec<String>,
    /// Make what follows them something that is being or is to be learned.
    pub aspirational_before: Later<Vec<String>>,
    /// As `aspirational_before`, but only at the beginning of a sentence, line or item ("Learning: Rust").
    pub aspirational_start: Later<Vec<String>>,
    /// Make what precedes them something that is being or is to be learned.
    pub aspirational_after: Later<Vec<String>>,
    /// Phrases that hold a cue and do not deny anything ("not only", "no need to worry").
    pub neutral: Later<Vec<String>>,
    /// Words that end the scope of a cue.
    pub clause_end: Later<Vec<String>>,
    /// Begin what the person of a resume wishes for, when one of `wish_acts` follows, or one of `wish_objects` within some
    /// words ("looking for", "wants to"); with a colon, headings and labels of wishes ("objective:").
    pub wish_heads: Later<Vec<String>>,
    /// What one wishes to do ("move into").
    pub wish_acts: Vec<String>,
    /// Words for work that is wished for ("role").
    pub wish_objects: Vec<String>,
    /// Begin a sentence under a heading of wishes that is one itself ("to", "a").
    pub wish_openers: Vec<String>,
    /// Directly before a head: the wish is the person's own, even in what tells of work ("i am").
    pub wish_selves: Vec<String>,
    /// End a wish: what follows is there already ("where my").
    pub wish_ends: Vec<String>,
    /// Say that what follows them, up to one of `left_ends`, was left behind or given to others ("moved away from").
    pub left_behind: Later<Vec<String>>,
    /// End what was left behind ("to").
    pub left_ends: Vec<String>,
}

impl Cues {
    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        [
            &mut self.negated_before,
            &mut self.negated_next,
            &mut self.negated_directly,
            &mut self.negated_labels,
            &mut self.bridges,
            &mut self.alternatives,
            &mut self.negated_after,
            &mut self.negated_after_next,
            &mut self.given_up,
            &mut self.given_up_after,
            &mut self.left_verbs,
            &mut self.left_with,
            &mut self.lacks,
            &mut self.compared,
            &mut self.chosen,
            &mut self.unreal,
            &mut self.back,
            &mut self.others,
            &mut self.teams,
            &mut self.team_before,
            &mut self.team_with,
            &mut self.own_team_before,
            &mut self.no_subject,
            &mut self.no_persons,
            &mut self.subject_openers,
            &mut self.auxiliaries,
            &mut self.mine,
            &mut self.namesakes,
            &mut self.others_do,
            &mut self.places_before,
            &mut self.theirs_do,
            &mut self.others_did,
            &mut self.others_led,
            &mut self.relatives,
            &mut self.done_by,
            &mut self.person_did,
            &mut self.part_of,
            &mut self.means,
            &mut self.aspirational_before,
            &mut self.aspirational_start,
            &mut self.aspirational_after,
            &mut self.neutral,
            &mut self.clause_end,
            &mut self.wish_heads,
            &mut self.wish_acts,
            &mut self.wish_objects,
            &mut self.wish_openers,
            &mut self.wish_selves,
            &mut self.wish_ends,
            &mut self.left_behind,
            &mut self.left_ends,
        ]
        .into_iter()
    }
}

/// Every way to read a phrase with alternatives in braces: "{never|not} used" is "never used" and "not used".
pub(super) fn alternatives(phrase: &str) -> Vec<String> {
    let Some((before, rest)) = phrase.split_once('{') else { return vec![phrase.to_string()] };
    let (choice, after) = rest.split_once('}').unwrap_or((rest, ""));
    let tails = alternatives(after);
    let with = |word: &str| tails.iter().map(|tail| format!("{before}{word}{tail}")).collect::<Vec<_>>();
    choice.split('|').flat_map(with).collect()
}

/// Words of dates. Those of other languages may stand here too: a resume in English can date like its country.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// Names and abbreviations of the twelve months, from January on.
    pub months: Vec<Vec<String>>,
    /// Seasons and the months that they are taken for.
    pub seasons: Vec<Season>,
    /// Phrases for a period that has not ended.
    pub present: Vec<String>,
    /// Words before a date from which something goes on.
    pub since: Vec<String>,
    /// Words before the first date of a period.
    pub from: Vec<String>,
    /// Words between the first and the last date of a period.
    pub to: Vec<String>,
    /// Words before a date that make it a part of a sentence.
    pub prose: Vec<String>,
    /// Words that say of a date that it may lie in the future.
    pub future: Vec<String>,
}

/// A part of a year with a name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// Its names.
    pub names: Vec<String>,
    /// Its first month, 1 to 12.
    pub first: u8,
    /// Its last month in the same year, 1 to 12.
    pub last: u8,
}

/// Words by which `lint` tells what a resume says of work.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LintWords {
    /// Words that say how much or how many ("doubled", "three").
    pub quantities: Vec<String>,
    /// Phrases that say that something ran for users and was one's own ("in production", "on call").
    pub ownership: Vec<String>,
}

/// Phrases that stand in documents of one kind and hardly ever in the other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindWords {
    /// Of postings.
    pub posting: Vec<String>,
    /// Of resumes.
    pub resume: Vec<String>,
}

impl Language {
    /// The lists whose phrases are cues for the matcher, in the order in which it knows them.
    pub fn cue_lists(&self) -> [&Vec<String>; CUE_LISTS] {
        let cues = &self.cues;
        [
            &cues.negated_before,
            &cues.negated_next,
            &cues.negated_directly,
            &cues.negated_after,
            &cues.negated_after_next,
            &cues.given_up_after,
            &cues.others,
            &cues.teams,
            &cues.done_by,
            &cues.part_of,
            &cues.negated_labels,
            &cues.aspirational_before,
            &cues.aspirational_start,
            &cues.aspirational_after,
            &cues.neutral,
            &cues.clause_end,
            &cues.wish_heads,
            &cues.left_behind,
            &cues.person_did,
            &self.boilerplate,
            &self.degree_words,
            &self.course_labels,
            &self.employers_before,
            &self.sales_verbs,
            &cues.namesakes,
            &self.recruiting,
        ]
    }

    /// Folds every phrase, once, at compile time. Cues may hold alternatives: "{never|not} used".
    pub fn folded(mut self) -> Self {
        self.cues
            .lists()
            .for_each(|phrases| *phrases = phrases.iter().flat_map(|phrase| alternatives(phrase)).collect());
        self.namesakes_before = self.namesakes_before.iter().flat_map(|phrase| alternatives(phrase)).collect();
        let lint = &mut *self.lint;
        let fold_all = |phrases: &mut Vec<String>| {
            for phrase in phrases.iter_mut() {
                *phrase = crate::normalize::fold_name(phrase);
            }
            phrases.sort();
            phrases.dedup();
        };
        for list in [
            &mut self.heading_fillers,
            &mut self.apart_headings,
            &mut self.glue_starters,
            &mut self.trade_words,
            &mut self.role_nouns,
            &mut self.departments,
            &mut self.skill_before,
            &mut self.skill_after,
            &mut self.tool_nouns,
            &mut self.at_work,
            &mut self.worked_on,
            &mut self.ordinary_before,
            &mut self.function_words,
            &mut self.foreign_words,
            &mut self.boilerplate,
            &mut self.organisation_words,
            &mut self.institution_words,
            &mut self.organisation_nouns,
            &mut self.sales_words,
            &mut self.sales_verbs,
            &mut self.degree_words,
            &mut self.course_labels,
            &mut self.not_misspellings,
            &mut self.prefixes,
            &mut self.abbreviations,
            &mut self.letter_names,
            &mut self.honorifics,
            &mut self.namesakes_after,
            &mut self.employer_before,
            &mut self.employers_before,
            &mut self.namesakes_before,
            &mut self.titles_before,
            &mut self.shared_heads,
            &mut self.before_shared,
            &mut self.recruiting,
            &mut self.sales_end,
            &mut self.skill_labels,
            &mut self.items.before,
            &mut self.items.after,
            &mut self.items.between,
            &mut self.action.passive,
            &mut self.action.parts,
            &mut self.action.follows,
            &mut self.dates.present,
            &mut self.dates.since,
            &mut self.dates.from,
            &mut self.dates.to,
            &mut self.dates.prose,
            &mut self.dates.future,
            &mut self.kinds.posting,
            &mut self.kinds.resume,
            &mut lint.quantities,
            &mut lint.ownership,
        ] {
            fold_all(list);
        }
        self.cues.lists().for_each(fold_all);
        self.posting.lists().for_each(fold_all);
        self.headings.values_mut().for_each(fold_all);
        self.guide.lists().for_each(fold_all);
        self.blanks.lists().for_each(fold_all);
        self.dates.months.iter_mut().for_each(fold_all);
        self.dates.seasons.iter_mut().for_each(|season| fold_all(&mut season.names));
        self.cue_table = Marked::new(&self.cue_lists());
        self
    }

    /// The other spellings of a folded name.
    pub fn spellings(&self, name: &str) -> Vec<String> {
        let mut variants = Vec::new();
        for (one, other) in &self.spelling {
            for (from, to) in [(one, other), (other, one)] {
                if name.contains(from.as_str()) && !(to.contains(from.as_str()) && name.contains(to.as_str())) {
                    variants.push(name.replace(from.as_str(), to));
                }
            }
        }
        variants
    }
}
