//! Tables for spreadsheets and other programs.

use crate::facts::TaxonomyFacts;
use crate::taxonomy::{SkillIndex, Taxonomy};

/// Stands between the items of a field that holds several. No name has it.
const BETWEEN: &str = "|";

/// The skills of a taxonomy, by id, in the columns that `taxonomy import --from csv` reads.
pub fn taxonomy(facts: &TaxonomyFacts<'_>, taxonomy: &Taxonomy) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let ids = |skills: &[SkillIndex]| {
        skills.iter().map(|&skill| taxonomy.at(skill).id.as_str()).collect::<Vec<_>>().join(BETWEEN)
    };
    let header = ["id", "name", "category", "aliases", "broader", "evidence_of", "alternatives"];
    let mut written = writer.write_record(header);
    for known in &facts.skills {
        let skill = known.skill;
        let (aliases, category) = (known.recognition.aliases.join(BETWEEN), skill.category.name());
        let relations = [&skill.broader, &skill.evidence_of, &skill.alternatives].map(|skills| ids(skills));
        let [broader, evidence_of, alternatives] = &relations;
        let fields = [&skill.id, &skill.name, category, &aliases, broader, evidence_of, alternatives];
        written = written.and_then(|()| writer.write_record(fields));
    }
    let bytes = written.map_err(|error| error.to_string()).and_then(|()| {
        let inner = writer.into_inner().map_err(|error| error.to_string())?;
        String::from_utf8(inner).map_err(|error| error.to_string())
    });
    bytes.unwrap_or_else(|error| unreachable!("text is written to memory: {error}"))
}
