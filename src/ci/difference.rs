//! What changed between two standings of a resume.

use super::standing::{Aim, Held, Standing};

/// A skill whose strength changed; `None` on the side that has no evidence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillChange {
    /// Id.
    pub skill: String,
    /// Before.
    pub before: Option<Held>,
    /// After.
    pub after: Option<Held>,
}

/// A target on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AimChange {
    /// As it was.
    pub before: Aim,
    /// As it is.
    pub after: Aim,
    /// Requirements that were covered and are not any more.
    pub lost: Vec<String>,
    /// Requirements that are covered now.
    pub gained: Vec<String>,
}

/// A target of one side, of which nothing can be said therefore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alone {
    /// The target.
    pub aim: Aim,
    /// Whether it is on the earlier side.
    pub before: bool,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Skills that are named now and were not.
    pub gained: Vec<SkillChange>,
    /// Skills that were named and are not any more.
    pub lost: Vec<SkillChange>,
    /// Skills that are shown more strongly.
    pub stronger: Vec<SkillChange>,
    /// Skills that are shown less strongly.
    pub weaker: Vec<SkillChange>,
    /// Targets that both sides have.
    pub targets: Vec<AimChange>,
    /// Targets that only one side has.
    pub alone: Vec<Alone>,
}

impl Difference {
    /// Compares two standings.
    pub fn between(before: &Standing, after: &Standing) -> Self {
        let mut difference = Self::default();
        let ids: std::collections::BTreeSet<&String> = before.skills.keys().chain(after.skills.keys()).collect();
        for id in ids {
            // What is only denied is shown no more than what is not there.
            let held = |side: &Standing| side.skills.get(id).copied().filter(|held| *held > Held::Negated);
            let (was, is) = (held(before), held(after));
            let change = SkillChange { skill: id.clone(), before: was, after: is };
            let named = |held: Option<Held>| held.is_some_and(Held::named);
            match (named(was), named(is)) {
                (false, true) => difference.gained.push(change),
                (true, false) => difference.lost.push(change),
                _ if was < is => difference.stronger.push(change),
                _ if was > is => difference.weaker.push(change),
                _ => {}
            }
        }
        let alone = before.targets.len() == 1 && after.targets.len() == 1;
        let single = |aim: &Aim, before: bool| Alone { aim: aim.clone(), before };
        let gone = before.targets.iter().filter(|aim| after.target(aim, alone).is_none());
        difference.alone.extend(gone.map(|aim| single(aim, true)));
        for aim in &after.targets {
            let Some(was) = before.target(aim, alone) else {
                difference.alone.push(single(aim, false));
                continue;
            };
            difference.targets.push(AimChange {
                lost: was.covered.difference(&aim.covered).cloned().collect(),
                gained: aim.covered.difference(&was.covered).cloned().collect(),
                before: was.clone(),
                after: aim.clone(),
            });
        }
        difference
    }

    /// Whether something is worse: a coverage that dropped, a requirement that is not covered any more, a skill that is
    /// not named any more.
    pub fn is_loss(&self) -> bool {
        let worse = |change: &AimChange| {
            !change.lost.is_empty()
                || change.after.coverage < change.before.coverage
                || change.after.coverage_required < change.before.coverage_required
        };
        !self.lost.is_empty() || self.targets.iter().any(worse)
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        let same = |change: &AimChange| {
            change.lost.is_empty()
                && change.gained.is_empty()
                && change.after.coverage == change.before.coverage
                && change.after.coverage_required == change.before.coverage_required
        };
        self.gained.is_empty()
            && self.lost.is_empty()
            && self.stronger.is_empty()
            && self.weaker.is_empty()
            && self.targets.iter().all(same)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Aim, Difference, Held, Standing};
    use crate::report::TargetKind;

    fn standing(skills: &[(&str, Held)], coverage: u32, covered: &[&str]) -> Standing {
        Standing {
            path: "cv.tex".to_string(),
            skills: skills.iter().map(|(id, held)| (id.to_string(), *held)).collect(),
            targets: vec![Aim {
                kind: TargetKind::Role,
                id: "role".to_string(),
                title: "Role".to_string(),
                coverage: Some(coverage),
                coverage_required: Some(coverage),
                covered: covered.iter().map(|id| id.to_string()).collect::<BTreeSet<_>>(),
            }],
        }
    }

    #[test]
    fn each_change_stands_in_one_place() {
        use Held::{Aspirational, Demonstrated, Implied, Listed};
        let before = standing(
            &[
                ("a", Demonstrated),
                ("b", Listed),
                ("c", Implied),
                ("d", Listed),
                ("e", Demonstrated),
                ("g", Held::Negated),
            ],
            500,
            &["a", "e"],
        );
        let after = standing(
            &[("a", Demonstrated), ("c", Listed), ("d", Demonstrated), ("e", Listed), ("f", Aspirational)],
            480,
            &["a", "d"],
        );
        let difference = Difference::between(&before, &after);
        let ids = |changes: &[super::SkillChange]| changes.iter().map(|one| one.skill.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&difference.gained), ["c"]);
        assert_eq!(ids(&difference.lost), ["b"]);
        assert_eq!(ids(&difference.stronger), ["d", "f"]);
        assert_eq!(ids(&difference.weaker), ["e"]);
        assert_eq!(
            (difference.targets[0].lost.clone(), difference.targets[0].gained.clone()),
            (vec!["e".into()], vec!["d".into()])
        );
        assert!(difference.is_loss() && !difference.is_empty());
        let same = Difference::between(&before, &before);
        assert!(same.is_empty() && !same.is_loss());
        let better = Difference::between(&standing(&[], 100, &[]), &standing(&[("a", Listed)], 200, &["a"]));
        assert!(!better.is_loss() && !better.is_empty());
    }
}
