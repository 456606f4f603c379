//! Which rules are on, and what their findings weigh.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::rules::RULES;
use crate::finding::{Finding, Severity};
use crate::taxonomy::compile::nearest;

/// What becomes of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// They are left out.
    Off,
    /// They are advice.
    Advice,
    /// They are warnings.
    Warning,
    /// They fail the command.
    Error,
}

impl Setting {
    /// The severity; `None` when the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Advice => Some(Severity::Advice),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl FromStr for Setting {
    type Err = UnknownSetting;

    fn from_str(text: &str) -> Result<Self, UnknownSetting> {
        match text {
            "off" => Ok(Self::Off),
            "advice" => Ok(Self::Advice),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            _ => Err(UnknownSetting { name: text.to_owned() }),
        }
    }
}

/// A word that is no setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no setting of a rule; give off, advice, warning or error")]
pub struct UnknownSetting {
    /// The word.
    pub name: String,
}

/// A code that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no lint rule `{code}`{near}")]
pub struct UnknownRule {
    /// The code.
    pub code: String,
    /// "; did you mean …", or where to look.
    pub near: String,
}

/// What the user said about rules; all others are as they come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSettings {
    by_code: BTreeMap<&'static str, Setting>,
}

impl RuleSettings {
    /// Says what becomes of the findings of a rule.
    ///
    /// # Errors
    /// [`UnknownRule`] when there is none of this code.
    pub fn set(&mut self, code: &str, setting: Setting) -> Result<(), UnknownRule> {
        match RULES.iter().find(|rule| rule.code == code) {
            Some(rule) => {
                self.by_code.insert(rule.code, setting);
                Ok(())
            }
            None => {
                let near = nearest(code, RULES.iter().map(|rule| rule.code));
                let near = if near.is_empty() { "; `gapcheck lint --rules` lists all".to_owned() } else { near };
                Err(UnknownRule { code: code.to_owned(), near })
            }
        }
    }

    /// What was said about a rule.
    pub fn get(&self, code: &str) -> Option<Setting> {
        self.by_code.get(code).copied()
    }

    /// Leaves out what is off, and weighs the rest as set.
    pub(super) fn apply(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let weigh = |finding: Finding| match self.get(finding.code) {
            None => Some(finding),
            Some(setting) => setting.severity().map(|severity| Finding { severity, ..finding }),
        };
        findings.into_iter().filter_map(weigh).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rules::{HIDDEN_TEXT, TABLES};

    #[test]
    fn rules_are_switched_off_and_weighed() {
        let mut settings = RuleSettings::default();
        settings.set("tables", Setting::Off).expect("a rule");
        settings.set("hidden-text", "warning".parse().expect("a setting")).expect("a rule");
        let left = settings.apply(vec![HIDDEN_TEXT.finding("words"), TABLES.finding("cells")]);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].severity, Severity::Warning);
    }

    #[test]
    fn a_mistyped_code_is_told_with_the_nearest() {
        let error = RuleSettings::default().set("hiden-text", Setting::Off).expect_err("no rule");
        assert!(error.to_string().contains("hidden-text"), "{error}");
        assert!("loud".parse::<Setting>().is_err());
    }

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), RULES.len());
    }
}
