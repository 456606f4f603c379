//! The text of a new `gapcheck.toml`.

use gapcheck::render;

use super::Found;
use crate::cli::options::DEFAULT_ROLE;

/// Files that a comment names.
const NAMED: usize = 20;

/// The configuration for what was found.
pub fn configuration(found: &Found) -> String {
    let resumes = match found.resumes.is_empty() {
        true => "\"cv.tex\"".to_string(),
        false => list(&mut found.resumes.iter().map(|(name, _)| name.as_str())),
    };
    let postings = match found.postings.is_empty() {
        true => "# postings = [\"postings/*.txt\"]".to_string(),
        false => format!("postings = [{}]", list(&mut found.postings.iter().map(String::as_str))),
    };
    let lowest = found.resumes.iter().filter_map(|(_, coverage)| *coverage).min();
    let minimum = match lowest.filter(|&lowest| found.postings.is_empty() && lowest >= 50) {
        // A little room, so that the first change of a word does not fail.
        Some(now) => format!("minimum_coverage = \"{}%\"  # {} now", now / 50 * 5, render::percent(now)),
        None => "# minimum_coverage = \"60%\"".to_string(),
    };
    let left = left_out(found);
    format!(
        "# What `gapcheck check` asks of the resumes of this repository. All keys: docs/ci.md of gapcheck.\n\
         # Paths and globs count from this folder; `*` stays within a folder, `**` goes through all below.\n\n\
         # The resumes, sources and built files alike.\n\
         resumes = [{resumes}]\n{left}\n\
         # What they are compared with: roles (`gapcheck role list`, or a role file) and postings.\n\
         roles = [\"{DEFAULT_ROLE}\"]\n{postings}\n\n\
         # Coverage of each role and posting, and of what it requires, at least.\n\
         {minimum}\n# minimum_required_coverage = \"70%\"\n\n\
         # Skills that each resume must name, and such that none may claim.\n\
         # require = [\"python\"]\n# forbid = []\n\n\
         # The check fails when coverage drops under that of this file, or a covered skill is lost.\n\
         # `gapcheck check --update-baseline` writes it; commit it. No word of a resume is in it.\n\
         # It is heeded where it is; when it is named here, that it is missing is a mistake.\n\
         # baseline = \"gapcheck.baseline.json\"\n\n\
         # Skills that a job or project must show: demonstrated, listed or implied.\n\
         # [minimum_strength]\n# python = \"demonstrated\"\n\n\
         # What findings weigh: error, warning, advice or off.\n\
         # [rules]\n# skill-lost = \"warning\"\n\n\
         # Resumes with keys of their own, in place of those above.\n\
         # [[resume]]\n# files = [\"cv-data.tex\"]\n# minimum_coverage = \"50%\"\n\n\
         # Findings that may stay, each with the reason.\n\
         # [[silence]]\n# code = \"weak-skill\"\n# skill = \"kubernetes\"\n# reason = \"the new job starts in May\"\n"
    )
}

/// Names as TOML. They are globs there: what would be a sign of one is escaped.
fn list(names: &mut dyn Iterator<Item = &str>) -> String {
    let quote = |name: &str| toml::Value::from(glob::Pattern::escape(name)).to_string();
    names.map(quote).collect::<Vec<_>>().join(", ")
}

/// A comment on the files that were left out.
fn left_out(found: &Found) -> String {
    if found.left.is_empty() {
        return String::new();
    }
    let mut text = "# Left out; name what belongs to them all the same:\n".to_string();
    for (name, why) in found.left.iter().take(NAMED) {
        text.push_str(&format!("#   {name}: {}\n", why.says()));
    }
    if found.left.len() > NAMED {
        text.push_str(&format!("#   and {} more\n", found.left.len() - NAMED));
    }
    text
}
