//! Surface forms in a flat table: thousands of names in one string, so that decoding costs next to nothing and a
//! single run is not slower for a wide taxonomy.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Target;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    end: u32,
    target: Target,
    rule: Option<u32>,
    fuzzy: bool,
}

/// All surface forms, sorted by folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forms {
    text: String,
    entries: Vec<Entry>,
}

impl Forms {
    /// Packs forms; `fuzzy` says which may be misspelled.
    pub fn new(forms: BTreeMap<String, (Target, Option<u32>)>, fuzzy: impl Fn(&str, Target) -> bool) -> Self {
        let mut packed = Self::default();
        for (form, (target, rule)) in forms {
            let fuzzy = fuzzy(&form, target);
            packed.push(Form { text: &form, target, rule, fuzzy });
        }
        packed
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The form with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> Form<'_> {
        let at = number as usize;
        let Entry { end, target, rule, fuzzy } = self.entries[at];
        let start = if at == 0 { 0 } else { self.entries[at - 1].end as usize };
        Form { text: &self.text[start..end as usize], target, rule, fuzzy }
    }

    /// All forms, by text.
    pub fn iter(&self) -> impl Iterator<Item = Form<'_>> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// The form with a folded text.
    pub fn find(&self, text: &str) -> Option<Form<'_>> {
        let first = self.lower_bound(text);
        (first < self.len() as u32).then(|| self.get(first)).filter(|form| form.text == text)
    }

    /// These forms without those of `removed`, and with others added or in their place: what each stands for, its rule,
    /// and whether it may be misspelled.
    pub fn overlaid(&self, removed: &HashSet<String>, own: &BTreeMap<String, (Target, Option<u32>, bool)>) -> Self {
        let mut packed = Self::default();
        let mut known = self.iter().filter(|form| !removed.contains(form.text)).peekable();
        for (text, &(target, rule, fuzzy)) in own {
            while let Some(form) = known.next_if(|form| form.text < text.as_str()) {
                packed.push(form);
            }
            known.next_if(|form| form.text == text);
            packed.push(Form { text, target, rule, fuzzy });
        }
        known.for_each(|form| packed.push(form));
        packed
    }

    fn push(&mut self, Form { text, target, rule, fuzzy }: Form<'_>) {
        self.text.push_str(text);
        self.entries.push(Entry { end: self.text.len() as u32, target, rule, fuzzy });
    }

    fn lower_bound(&self, text: &str) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).text < text { low = middle + 1 } else { high = middle }
        }
        low
    }
}
