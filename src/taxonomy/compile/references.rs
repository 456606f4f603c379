//! What one entry says of others: relations lead from skill to skill, advice and roles name skills, all of them name
//! documents.

use std::collections::HashMap;

use toml::Spanned;

use super::near::{nearest, shown};
use super::{Compiler, Entry, FileRef};
use crate::taxonomy::load::{Parsed, Problem};
use crate::taxonomy::schema::{AskedAt, RoleSource};
use crate::taxonomy::{Skill, SkillIndex};

impl Compiler<'_> {
    /// The skills with the ids that a relation names.
    pub(super) fn resolve<T>(&mut self, parsed: &Parsed<T>, field: &str, ids: &[Spanned<String>]) -> Vec<SkillIndex> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            match self.skill(id.get_ref()) {
                Some(index) => found.push(index),
                None => {
                    let near = self.near_skill(id.get_ref());
                    let message = format!("`{field}` names {}, which is no skill{near}", shown(id.get_ref()));
                    self.problem(parsed, id.span().start, message);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn asked<T>(&mut self, parsed: &Parsed<T>, asked: &[Spanned<AskedAt>]) -> Vec<AskedAt> {
        for at in asked {
            let AskedAt { document, heading, .. } = at.get_ref();
            if let Some(message) = self.unknown_place(document, heading) {
                self.problem(parsed, at.span().start, message);
            }
        }
        let mut asked: Vec<_> = asked.iter().map(|at| at.get_ref().clone()).collect();
        asked.sort_by(|a, b| (&a.document, &a.heading).cmp(&(&b.document, &b.heading)));
        asked
    }

    pub(super) fn unknown_place(&self, document: &str, heading: &str) -> Option<String> {
        match self.documents.iter().find(|source| source.id == document) {
            None => Some(format!("there is no document {}; add it to documents.toml or mend the id", shown(document))),
            Some(source) if !source.headings.iter().any(|known| known == heading) => {
                let near = nearest(heading, source.headings.iter().map(String::as_str));
                let heading = shown(heading);
                Some(format!("document `{document}` has no heading {heading}{near}; see documents.toml"))
            }
            Some(_) => None,
        }
    }

    pub(super) fn check_roles(&mut self, roles: &[Parsed<RoleSource>]) {
        for parsed in roles {
            let role = &parsed.data;
            let mut messages = Vec::new();
            let mut grouped: HashMap<&str, &str> = HashMap::new();
            for group in &role.group {
                for id in &group.any_of {
                    if self.skill(id).is_none() {
                        let near = self.near_skill(id);
                        messages.push(format!("group `{}` names `{id}`, which is no skill{near}", group.id));
                    }
                    if let Some(other) = grouped.insert(id, &group.id) {
                        messages.push(format!("`{id}` is in the groups `{other}` and `{}`; keep one", group.id));
                    }
                }
            }
            for exclude in role.exclude.iter().filter(|exclude| self.skill(&exclude.skill).is_none()) {
                messages.push(format!("`exclude` names `{}`, which is no skill", exclude.skill));
            }
            let places = (role.duty.iter().map(|fact| (&fact.document, &fact.heading)))
                .chain(role.career_step.iter().map(|fact| (&fact.document, &fact.heading)))
                .chain(role.salary.iter().map(|fact| (&fact.document, &fact.heading)));
            messages.extend(places.filter_map(|(document, heading)| self.unknown_place(document, heading)));
            let problem = |message| Problem { file: parsed.file.clone(), line: 0, message };
            self.problems.extend(messages.into_iter().map(problem));
        }
    }

    /// Relations must lead somewhere and end: a cycle would make a skill evidence of itself. `skills` are all there
    /// are, base and entries; a base has no cycle, so each one leads through an entry.
    pub(super) fn check_cycles(&mut self, skills: &[Skill]) {
        let entry_of: HashMap<usize, usize> =
            self.skills.iter().enumerate().map(|(at, entry)| (entry.index as usize, at)).collect();
        let relations = |at: usize| skills[at].broader.iter().chain(&skills[at].evidence_of);
        // 0 not seen, 1 on the path, 2 done
        let mut state = vec![0u8; skills.len()];
        let mut cycles = Vec::new();
        for start in self.skills.iter().map(|entry| entry.index as usize) {
            if state[start] != 0 {
                continue;
            }
            let mut path = vec![(start, relations(start))];
            state[start] = 1;
            while let Some((at, rest)) = path.last_mut() {
                let at = *at;
                match rest.next().map(|&index| index as usize) {
                    None => {
                        state[at] = 2;
                        path.pop();
                    }
                    Some(to) if state[to] == 1 => {
                        // The circle is the end of the path, and the last entry on it is a line to mend.
                        let entry = path.iter().rev().find_map(|(on, _)| entry_of.get(on));
                        cycles.extend(entry.map(|&entry| (entry, to)));
                    }
                    Some(to) if state[to] == 0 => {
                        state[to] = 1;
                        path.push((to, relations(to)));
                    }
                    Some(_) => {}
                }
            }
        }
        for (entry, through) in cycles {
            let Entry { source, file, .. } = &self.skills[entry];
            let (id, through) = (&source.id, &skills[through].id);
            let message =
                format!("`{}` leads back to itself through `{through}`; drop one of the relations", id.get_ref());
            self.problem_in(FileRef::Skills(*file), id.span().start, message);
        }
    }
}
