//! Surface forms in flat tables that are used as the build script wrote them: thousands of names cost nothing when the
//! program starts, however wide the taxonomy.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::Target;
use super::beginnings::{Beginnings, Names};
use super::bytes::u32_at;

/// A surface form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'t> {
    /// Folded text.
    pub text: &'t str,
    /// What it stands for.
    pub target: Target,
    /// Number of its ambiguity rule.
    pub rule: Option<u32>,
    /// Whether a misspelling of it may be recognised: one word, long enough, no word of the language.
    pub fuzzy: bool,
}

/// All surface forms, sorted by folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    parts: Parts,
    beginnings: Beginnings,
}

/// The tables of [`Forms`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// All forms, one after the other.
    pub text: Cow<'static, str>,
    /// Of each form three numbers: where its text ends, what it stands for, its rule.
    pub entries: Cow<'static, [u8]>,
}

/// Numbers of an entry.
const WIDTH: usize = 3;
/// In the number that says what a form stands for: it is a credential; a misspelling may be recognised.
const CREDENTIAL: u32 = 1 << 31;
const FUZZY: u32 = 1 << 30;
const NO_RULE: u32 = u32::MAX;

impl Forms {
    /// Packs forms; `fuzzy` says which may be misspelled.
    pub fn new(forms: BTreeMap<String, (Target, Option<u32>)>, fuzzy: impl Fn(&str, Target) -> bool) -> Self {
        let mut tables = Tables::default();
        for (form, (target, rule)) in forms {
            let fuzzy = fuzzy(&form, target);
            tables.push(Form { text: &form, target, rule, fuzzy });
        }
        tables.packed()
    }

    /// These forms without those of `removed`, and with others added or in their place: what each stands for, its rule,
    /// and whether it may be misspelled.
    pub fn overlaid(&self, removed: &HashSet<String>, own: &BTreeMap<String, (Target, Option<u32>, bool)>) -> Self {
        let mut tables = Tables::default();
        let mut known = self.iter().filter(|form| !removed.contains(form.text)).peekable();
        for (text, &(target, rule, fuzzy)) in own {
            while let Some(form) = known.next_if(|form| form.text < text.as_str()) {
                tables.push(form);
            }
            known.next_if(|form| form.text == text);
            tables.push(Form { text, target, rule, fuzzy });
        }
        known.for_each(|form| tables.push(form));
        tables.packed()
    }

    /// The forms whose tables these are.
    pub fn from_parts(parts: Parts, beginnings: Beginnings) -> Self {
        Self { parts, beginnings }
    }

    /// The tables.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Finds forms in a text.
    pub fn beginnings(&self) -> &Beginnings {
        &self.beginnings
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.parts.entries.len() / (4 * WIDTH)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.entries.is_empty()
    }

    /// The form with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> Form<'_> {
        Form {
            text: self.name(number),
            target: self.target(number),
            rule: self.rule(number),
            fuzzy: self.number(number, 1) & FUZZY != 0,
        }
    }

    /// What the form with a number stands for.
    ///
    /// # Panics
    /// When there is none.
    pub fn target(&self, number: u32) -> Target {
        let stands_for = self.number(number, 1);
        let index = stands_for & !(CREDENTIAL | FUZZY);
        if stands_for & CREDENTIAL == 0 { Target::Skill(index) } else { Target::Credential(index) }
    }

    /// Number of the ambiguity rule of the form with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn rule(&self, number: u32) -> Option<u32> {
        let rule = self.number(number, 2);
        (rule != NO_RULE).then_some(rule)
    }

    /// All forms, by text.
    pub fn iter(&self) -> impl Iterator<Item = Form<'_>> {
        (0..self.count()).map(|number| self.get(number))
    }

    /// The numbers of those that begin with an ASCII letter and of which a misspelling may be recognised.
    pub fn fuzzy_from(&self, first: u8) -> impl Iterator<Item = u32> + '_ {
        let begins = move |number: u32| self.name(number).as_bytes().first().copied();
        let start = partition_point(self.count(), |number| begins(number) < Some(first));
        (start..self.count())
            .take_while(move |&number| begins(number) == Some(first))
            .filter(|&number| self.number(number, 1) & FUZZY != 0)
    }

    /// The form with a folded text.
    pub fn find(&self, text: &str) -> Option<Form<'_>> {
        self.beginnings.number(self, text).map(|number| self.get(number))
    }

    fn number(&self, form: u32, which: usize) -> u32 {
        u32_at(&self.parts.entries, form as usize * WIDTH + which)
    }
}

/// The first of so many numbers for which a condition no longer holds.
fn partition_point(count: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        if holds(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// Tables that are being filled.
#[derive(Default)]
struct Tables {
    text: String,
    entries: Vec<u8>,
}

impl Tables {
    fn push(&mut self, Form { text, target, rule, fuzzy }: Form<'_>) {
        self.text.push_str(text);
        let stands_for = match target {
            Target::Skill(index) => index,
            Target::Credential(index) => index | CREDENTIAL,
        };
        let stands_for = if fuzzy { stands_for | FUZZY } else { stands_for };
        for number in [self.text.len() as u32, stands_for, rule.unwrap_or(NO_RULE)] {
            self.entries.extend(number.to_le_bytes());
        }
    }

    fn packed(self) -> Forms {
        let parts = Parts { text: self.text.into(), entries: self.entries.into() };
        let mut packed = Forms { parts, beginnings: Beginnings::default() };
        packed.beginnings = Beginnings::new(&packed);
        packed
    }
}

impl Names for Forms {
    fn count(&self) -> u32 {
        self.len() as u32
    }

    fn name(&self, number: u32) -> &str {
        let start = if number == 0 { 0 } else { self.number(number - 1, 0) };
        &self.parts.text[start as usize..self.number(number, 0) as usize]
    }
}
