//! Which names of the rows are kept. A table of another purpose holds names that are built in, that belong to several
//! rows, and that are ordinary words: left as they are, they would make every text full of skills.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::rows::{Row, Source};
use super::{ImportReport, LeftOut, Options, Why};
use crate::normalize::fold_name;
use crate::taxonomy::compile::{MAX_NAME, is_short};
use crate::taxonomy::{Category, SkillIndex, Target, Taxonomy};
use crate::words;

/// What must be around a name for it to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// An ordinary word, or a name that its own table calls ambiguous: a list or a section of skills, or words such as
    /// "experience with".
    Context,
    /// A short name: as before or another skill in the same sentence, and the letter case as written.
    ContextAndCase,
}

/// A name or alias.
#[derive(Debug, Clone)]
pub struct Surface {
    /// As written.
    pub written: String,
    /// What must be around it.
    pub need: Need,
    line: u64,
}

/// The name of an entry.
#[derive(Debug, Clone)]
pub struct Named {
    /// Folded.
    pub folded: String,
    /// As written.
    pub surface: Surface,
}

/// A skill to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Id.
    pub id: String,
    /// Name; `None` for a built-in skill that gets further names.
    pub name: Option<Named>,
    /// Category.
    pub category: Category,
    /// Further names by folded text.
    pub aliases: BTreeMap<String, Surface>,
    /// Ids of broader skills, of what it shows, and of what does the same job.
    pub relations: [Vec<String>; 3],
    /// Line of its first row.
    pub line: u64,
}

/// Rows so far. Those of the same id, or else of the same name, are one entry.
pub struct Collection<'t> {
    taxonomy: &'t Taxonomy,
    prefix: String,
    /// By id or folded name.
    entries: BTreeMap<String, Draft>,
    report: ImportReport,
}

struct Draft {
    extends: Option<SkillIndex>,
    entry: Entry,
}

impl<'t> Collection<'t> {
    /// Nothing yet.
    pub fn new(taxonomy: &'t Taxonomy, options: &Options) -> Self {
        let prefix = match options.source {
            Source::Esco => "esco-",
            Source::Onet => "onet-",
            Source::Csv => "",
        };
        let prefix = options.prefix.clone().unwrap_or_else(|| prefix.to_string());
        Self { taxonomy, prefix, entries: BTreeMap::new(), report: ImportReport::default() }
    }

    /// Takes a row, unless its name is nothing to look for or is built in.
    pub fn add(&mut self, row: Row) {
        let name = clean(&row.name);
        let folded = fold_name(&name);
        if let Some(why) = self.unusable(&folded) {
            return self.leave_out(why, name, row.line, true);
        }
        let given = row.id.as_deref().map(|id| slug(&fold_name(id)));
        let extends = given.as_ref().and_then(|id| self.taxonomy.skill(id)).map(|(index, _)| index);
        let plain = fold_name(without_remark(&name).unwrap_or(&name));
        if let Some(target) = self.owner(&folded).or_else(|| self.owner(&plain))
            && extends.is_none_or(|index| target != Target::Skill(index))
        {
            return self.leave_out(Why::BuiltIn(self.id_of(target)), name, row.line, true);
        }
        let id = match given {
            Some(id) if extends.is_some() => id,
            Some(id) => format!("{}{id}", self.prefix),
            None => self.free_id(&folded),
        };
        let key = if row.id.is_some() { id.clone() } else { folded.clone() };
        let mut surfaces = self.surfaces(&name, extends.is_none(), row.line);
        for alias in &row.aliases {
            surfaces.extend(self.surfaces(&clean(alias), extends.is_none(), row.line));
        }
        let draft = self.entries.entry(key).or_insert_with(|| Draft {
            extends,
            entry: Entry {
                id,
                name: extends.is_none().then(|| Named { folded, surface: surfaces.remove(0).1 }),
                category: row.category,
                aliases: BTreeMap::new(),
                relations: Default::default(),
                line: row.line,
            },
        });
        let Entry { name, aliases, relations, .. } = &mut draft.entry;
        let is_name = |folded: &String| name.as_ref().is_some_and(|name| name.folded == *folded);
        for (folded, surface) in surfaces.into_iter().filter(|(folded, _)| !is_name(folded)) {
            aliases.entry(folded).or_insert(surface);
        }
        for (known, given) in relations.iter_mut().zip(row.relations) {
            known.extend(given);
        }
    }

    /// A name, and what is left of it without a remark in brackets: "Quill (weaving)" is written as "Quill", and its
    /// own table says that this means other things as well.
    fn surfaces(&mut self, written: &str, remarks: bool, line: u64) -> Vec<(String, Surface)> {
        let folded = fold_name(written);
        if let Some(why) = self.unusable(&folded) {
            self.leave_out(why, written.to_string(), line, false);
            return Vec::new();
        }
        let surface = Surface { written: written.to_string(), need: self.need(&folded), line };
        let plain = without_remark(written).filter(|_| remarks).and_then(|plain| {
            let folded = fold_name(plain);
            let need = self.need(&folded).max(Need::Context);
            self.unusable(&folded).is_none().then(|| (folded, Surface { written: plain.to_string(), need, line }))
        });
        std::iter::once((folded, surface)).chain(plain).collect()
    }

    fn need(&self, folded: &str) -> Need {
        let one_word = folded.chars().all(char::is_alphabetic);
        if is_short(folded) {
            Need::ContextAndCase
        } else if one_word && (folded.chars().count() <= 4 || words::is_word(folded, &self.taxonomy.language)) {
            Need::Context
        } else {
            Need::Nothing
        }
    }

    /// Why a name is nothing to look for in a text.
    fn unusable(&self, folded: &str) -> Option<Why> {
        let function_words = &self.taxonomy.language.function_words;
        let mut words = folded.split(' ');
        if folded.len() > MAX_NAME {
            Some(Why::TooLong)
        } else if !folded.chars().any(char::is_alphabetic)
            || words.all(|word| function_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
        {
            Some(Why::SaysNothing)
        } else {
            None
        }
    }

    fn leave_out(&mut self, why: Why, name: String, line: u64, row: bool) {
        // A cell that is no name may be of any length.
        let name = name.chars().take(MAX_NAME).collect();
        self.report.left_out.push(LeftOut { why, name, line, row });
    }

    /// The built-in entry that a name, its plural or its singular belongs to.
    fn owner(&self, folded: &str) -> Option<Target> {
        let forms = &self.taxonomy.forms;
        let find = |form: &str| forms.find(form).map(|form| form.target);
        let singular = |ending| folded.strip_suffix(ending).filter(|stem| stem.len() >= 4).and_then(find);
        find(folded)
            .or_else(|| find(&format!("{folded}s")))
            .or_else(|| find(&format!("{folded}es")))
            .or_else(|| singular("s"))
            .or_else(|| singular("es"))
    }

    /// The first of the names that a name joins ("looms and shuttles"), if all of them are built in: they are found by
    /// themselves.
    fn joined(&self, folded: &str) -> Option<Target> {
        let mut parts = folded.split('/').flat_map(|part| part.split(" and ")).map(|part| self.owner(part.trim()));
        let first = parts.next()??;
        let mut rest = parts.peekable();
        (rest.peek().is_some() && rest.all(|part| part.is_some())).then_some(first)
    }

    fn id_of(&self, target: Target) -> String {
        match target {
            Target::Skill(index) => self.taxonomy.at(index).id.clone(),
            Target::Credential(index) => self.taxonomy.credentials[index as usize].id.clone(),
        }
    }

    /// An id for a name: the same whatever else is in the table.
    fn free_id(&self, folded: &str) -> String {
        let slug = slug(folded);
        let id = format!("{}{slug}", self.prefix);
        if slug.replace('-', " ") == folded && self.taxonomy.skill(&id).is_none() {
            return id;
        }
        let digest = Sha256::digest(folded.as_bytes());
        let mark: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        format!("{id}-{mark}").replace("--", "-").trim_start_matches('-').to_string()
    }

    /// The entries by id, without the names that cannot be theirs.
    pub fn finish(mut self) -> (Vec<Entry>, ImportReport) {
        let mut drafts: Vec<Draft> = std::mem::take(&mut self.entries).into_values().collect();
        self.drop_repeated_names(&mut drafts);
        self.drop_aliases(&mut drafts);
        self.drop_relations(&mut drafts);
        drafts.retain(|draft| draft.extends.is_none() || draft.entry.says_something());
        let mut entries: Vec<Entry> = drafts.into_iter().map(|draft| draft.entry).collect();
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        for entry in &entries {
            let surfaces = || entry.name.iter().map(|name| &name.surface).chain(entry.aliases.values());
            self.report.skills += usize::from(entry.name.is_some());
            self.report.extended += usize::from(entry.name.is_none());
            self.report.names += surfaces().count();
            self.report.ruled += surfaces().filter(|surface| surface.need != Need::Nothing).count();
        }
        self.report.left_out.sort();
        self.report.left_out.dedup();
        (entries, self.report)
    }

    /// Rows with ids of their own can have the same name: the first id keeps it.
    fn drop_repeated_names(&mut self, drafts: &mut Vec<Draft>) {
        let mut names = HashSet::new();
        let mut ids = HashSet::new();
        drafts.retain(|draft| {
            let Some(name) = &draft.entry.name else { return true };
            let free = names.insert(name.folded.clone()) && ids.insert(draft.entry.id.clone());
            if !free {
                self.leave_out(Why::Shared, name.surface.written.clone(), name.surface.line, true);
            }
            free
        });
    }

    /// An alias of several rows, or of another row's name, would be found for the wrong one.
    fn drop_aliases(&mut self, drafts: &mut [Draft]) {
        let names: HashSet<String> =
            drafts.iter().filter_map(|draft| Some(draft.entry.name.as_ref()?.folded.clone())).collect();
        let mut claims: HashMap<String, u32> = HashMap::new();
        for folded in drafts.iter().flat_map(|draft| draft.entry.aliases.keys()) {
            *claims.entry(folded.clone()).or_default() += 1;
        }
        for draft in drafts {
            for (folded, surface) in std::mem::take(&mut draft.entry.aliases) {
                let built_in = self.owner(&folded).or_else(|| self.joined(&folded));
                if built_in.is_some() && built_in == draft.extends.map(Target::Skill) {
                    self.report.known += 1;
                } else if let Some(target) = built_in {
                    self.leave_out(Why::BuiltIn(self.id_of(target)), surface.written, surface.line, false);
                } else if claims[&folded] > 1 || names.contains(&folded) {
                    self.leave_out(Why::Shared, surface.written, surface.line, false);
                } else {
                    draft.entry.aliases.insert(folded, surface);
                }
            }
        }
    }

    /// Relations lead to skills that there are, in the table or built in.
    fn drop_relations(&mut self, drafts: &mut [Draft]) {
        let ids: HashSet<String> = drafts.iter().map(|draft| draft.entry.id.clone()).collect();
        for draft in drafts {
            let known = draft.extends.map(|index| self.taxonomy.at(index));
            let known = known.map(|skill| [&skill.broader, &skill.evidence_of, &skill.alternatives]);
            for (which, relation) in draft.entry.relations.iter_mut().enumerate() {
                let mut found = BTreeSet::new();
                for given in std::mem::take(relation) {
                    let prefixed = format!("{}{given}", self.prefix);
                    let built_in = self.taxonomy.skill(&given).map(|(index, _)| index);
                    if built_in.is_some_and(|index| known.is_some_and(|known| known[which].contains(&index))) {
                        continue;
                    } else if built_in.is_some() || ids.contains(&given) {
                        found.insert(given);
                    } else if ids.contains(&prefixed) {
                        found.insert(prefixed);
                    } else {
                        let why = Why::NoSuchSkill(given.chars().take(MAX_NAME).collect());
                        let (name, line) = (draft.entry.id.clone(), draft.entry.line);
                        self.report.left_out.push(LeftOut { why, name, line, row: false });
                    }
                }
                relation.extend(found);
            }
        }
    }
}

impl Entry {
    fn says_something(&self) -> bool {
        !self.aliases.is_empty() || self.relations.iter().any(|ids| !ids.is_empty())
    }
}

/// A name in one line.
fn clean(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands before a remark in brackets at the end.
fn without_remark(name: &str) -> Option<&str> {
    let (plain, _) = name.strip_suffix(')')?.rsplit_once(" (")?;
    Some(plain.trim_end()).filter(|plain| !plain.is_empty())
}

/// a-z, 0-9 and hyphens.
fn slug(folded: &str) -> String {
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.chars().take(80).collect::<String>().trim_end_matches('-').to_string()
}
