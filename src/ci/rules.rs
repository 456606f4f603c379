//! The codes of the check's own findings.

use crate::render::sarif::Rule;

/// Every code, sorted, with what it looks at. `docs/ci.md` explains them.
pub const RULES: &[Rule] = &[
    Rule { code: "configuration", summary: "gapcheck.toml can be used." },
    Rule { code: "coverage", summary: "Coverage of a target is at least `minimum_coverage`." },
    Rule { code: "coverage-dropped", summary: "Coverage of a target is not lower than in the baseline." },
    Rule { code: "empty", summary: "Words and at least one skill are read from a resume." },
    Rule { code: "forbidden-skill", summary: "No skill of `forbid` is claimed." },
    Rule { code: "not-in-baseline", summary: "Each resume and target is in the baseline." },
    Rule {
        code: "required-coverage",
        summary: "Coverage of what a target requires is at least `minimum_required_coverage`.",
    },
    Rule { code: "required-skill", summary: "Each skill of `require` is named." },
    Rule { code: "silence-without-reason", summary: "What silences a finding says why." },
    Rule { code: "skill-lost", summary: "What the baseline has covered or named still is." },
    Rule { code: "unreadable", summary: "Each resume and posting can be read." },
    Rule { code: "unused-silence", summary: "What silences findings has one to silence." },
    Rule { code: "weak-skill", summary: "Each skill of `minimum_strength` is shown that strongly." },
];

/// Codes that cannot be weighed otherwise or silenced: nothing was judged then.
pub const FIXED: &[&str] = &["configuration", "empty", "unreadable"];

#[cfg(test)]
mod tests {
    use super::{FIXED, RULES};

    #[test]
    fn codes_are_sorted_and_explained() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        assert!(FIXED.iter().all(|code| RULES.iter().any(|rule| rule.code == *code)));
        let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).unwrap_or_default();
        for rule in RULES {
            assert!(manual.contains(&format!("`{}`", rule.code)), "docs/ci.md does not explain {}", rule.code);
        }
    }
}
