//! What one entry says of others: advice and roles name skills, relations lead from skill to skill.

use std::collections::{HashMap, HashSet};

use super::{Compiler, nearest};
use crate::taxonomy::Skill;
use crate::taxonomy::load::Problem;

impl Compiler<'_> {
    pub(super) fn check_advice(&mut self) {
        let parsed = &self.sources.advice;
        let mut seen = HashSet::new();
        for step in &parsed.data.step {
            let at = step.span().start;
            let step = step.get_ref();
            if !seen.insert(step.id.as_str()) {
                self.problem(parsed, at, format!("the id `{}` is used twice; merge the steps", step.id));
            }
            for id in &step.helps {
                if !self.ids.contains_key(id.as_str()) {
                    let near = nearest(id, self.ids.keys().copied());
                    self.problem(parsed, at, format!("`helps` names `{id}`, which is no skill{near}"));
                }
            }
            for place in &step.advised_by {
                if let Some(message) = self.unknown_place(&place.document, &place.heading) {
                    self.problem(parsed, at, message);
                }
            }
        }
    }

    pub(super) fn check_roles(&mut self) {
        let sources = self.sources;
        for parsed in &sources.roles {
            let role = &parsed.data;
            let mut grouped: HashMap<&str, &str> = HashMap::new();
            for group in &role.group {
                for id in &group.any_of {
                    if !self.ids.contains_key(id.as_str()) {
                        let near = nearest(id, self.ids.keys().copied());
                        let message = format!("group `{}` names `{id}`, which is no skill{near}", group.id);
                        self.problems.push(Problem { file: parsed.file.clone(), line: 0, message });
                    }
                    if let Some(other) = grouped.insert(id, &group.id) {
                        let message = format!("`{id}` is in the groups `{other}` and `{}`; keep one", group.id);
                        self.problems.push(Problem { file: parsed.file.clone(), line: 0, message });
                    }
                }
            }
            for exclude in &role.exclude {
                if !self.ids.contains_key(exclude.skill.as_str()) {
                    let message = format!("`exclude` names `{}`, which is no skill", exclude.skill);
                    self.problems.push(Problem { file: parsed.file.clone(), line: 0, message });
                }
            }
            for (document, heading) in (role.duty.iter().map(|fact| (&fact.document, &fact.heading)))
                .chain(role.career_step.iter().map(|fact| (&fact.document, &fact.heading)))
                .chain(role.salary.iter().map(|fact| (&fact.document, &fact.heading)))
            {
                if let Some(message) = self.unknown_place(document, heading) {
                    self.problems.push(Problem { file: parsed.file.clone(), line: 0, message });
                }
            }
        }
    }

    /// Relations must lead somewhere and end: a cycle would make a skill evidence of itself.
    pub(super) fn check_cycles(&mut self, skills: &[Skill]) {
        // 0 not seen, 1 on the path, 2 done
        let mut state = vec![0u8; skills.len()];
        for start in 0..skills.len() {
            if state[start] != 0 {
                continue;
            }
            let mut path = vec![(start, 0usize)];
            state[start] = 1;
            while let Some((at, next)) = path.pop() {
                let relations = skills[at].broader.iter().chain(&skills[at].evidence_of);
                match relations.copied().nth(next).map(|index| index as usize) {
                    None => state[at] = 2,
                    Some(to) => {
                        path.push((at, next + 1));
                        if state[to] == 1 {
                            let parsed = self.file_of(at);
                            let message = format!(
                                "`{}` leads back to itself through `{}`; drop one of the relations",
                                skills[at].id, skills[to].id
                            );
                            self.problem(parsed, self.entries[at].source.id.span().start, message);
                        } else if state[to] == 0 {
                            state[to] = 1;
                            path.push((to, 0));
                        }
                    }
                }
            }
        }
    }
}
