//! Which skills are of the same kind: what may stand for a tool where "or similar" is asked for.

use std::collections::BTreeSet;

use super::{SkillIndex, Taxonomy};

/// A purpose that more tools than these have says too little of each: a library of icons and a framework are both for
/// the frontend.
const WIDE: usize = 60;

impl Taxonomy {
    /// Whether a skill is declared to do the same job as one of some others.
    pub fn does_the_job_of(&self, skill: SkillIndex, others: &[SkillIndex]) -> bool {
        let declared = &self.at(skill).alternatives;
        others.iter().any(|other| declared.contains(other) || self.at(*other).alternatives.contains(&skill))
    }

    /// Whether a skill is of the same kind as some others, of which one is enough: a thing with a name, as they are, that
    /// is for all that they have in common, or for just what one of them is for. What very many are for does not count.
    pub fn is_of_the_kind_of(&self, skill: SkillIndex, others: &[SkillIndex]) -> bool {
        let is_thing = |skill: SkillIndex| self.at(skill).category.is_named_thing();
        let mut things = others.iter().copied().filter(|&other| is_thing(other));
        let Some(first) = things.next().filter(|_| is_thing(skill) && !others.contains(&skill)) else { return false };
        let own = self.purposes(skill);
        let wide = self.wide_purposes();
        let same = |other: SkillIndex| !own.is_empty() && own.is_disjoint(wide) && own == self.purposes(other);
        let mut common = self.purposes(first);
        let (mut number, mut alike) = (1, same(first));
        for other in things {
            number += 1;
            alike |= same(other);
            common = &common & &self.purposes(other);
        }
        let common = &common - wide;
        alike || number > 1 && !common.is_empty() && common.is_subset(&own)
    }

    /// What a skill is a kind of, or a tool of, things with names left out.
    fn purposes(&self, skill: SkillIndex) -> BTreeSet<SkillIndex> {
        let skill = self.at(skill);
        let all = skill.broader.iter().chain(&skill.evidence_of).copied();
        all.filter(|&purpose| !self.at(purpose).category.is_named_thing()).collect()
    }

    fn wide_purposes(&self) -> &BTreeSet<SkillIndex> {
        self.wide.get_or_init(|| {
            let mut tools = vec![0_usize; self.skills.len()];
            for skill in self.skills.iter().filter(|skill| skill.category.is_named_thing()) {
                for &purpose in skill.broader.iter().chain(&skill.evidence_of) {
                    tools[purpose as usize] += 1;
                }
            }
            (0..).zip(tools).filter(|(_, tools)| *tools > WIDE).map(|(purpose, _)| purpose).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_similar_is_declared_or_for_the_same_purpose() {
        let taxonomy = crate::builtin::taxonomy();
        let index = |name: &str| taxonomy.find(name).unwrap_or_else(|| panic!("{name}")).0;
        let all = |names: &[&str]| names.iter().map(|name| index(name)).collect::<Vec<_>>();
        for (skill, others) in [
            ("Redshift", ["Snowflake", "BigQuery"].as_slice()),
            ("Luigi", &["Airflow", "Prefect"]),
            ("Tableau", &["Looker"]),
            ("LightGBM", &["XGBoost"]),
        ] {
            assert!(taxonomy.does_the_job_of(index(skill), &all(others)), "{skill} for {others:?}");
        }
        for (skill, others) in [
            ("CircleCI", ["GitHub Actions", "Jenkins"].as_slice()),
            ("CircleCI", &["Jenkins"]),
            ("PyMC", &["Stan"]),
            ("SQLite", &["PostgreSQL", "MySQL"]),
        ] {
            assert!(taxonomy.is_of_the_kind_of(index(skill), &all(others)), "{skill} for {others:?}");
        }
        for (skill, others) in [
            ("NumPy", ["pandas"].as_slice()),
            ("Kubernetes", &["Docker"]),
            ("Bootstrap", &["React", "Angular"]),
            ("Kafka", &["Airflow", "Prefect"]),
            ("MongoDB", &["PostgreSQL", "MySQL"]),
            ("DVC", &["MLflow"]),
            ("Machine Learning", &["Deep Learning"]),
            ("Snowflake", &["Snowflake", "BigQuery"]),
            ("Python", &["pandas", "NumPy"]),
        ] {
            let (skill, others) = (index(skill), all(others));
            assert!(!taxonomy.is_of_the_kind_of(skill, &others), "{} for {others:?}", taxonomy.at(skill).name);
        }
    }
}
