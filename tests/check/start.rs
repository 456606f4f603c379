//! From `init` to the first check that compares with a baseline, as docs/ci.md says it line by line.

use crate::repository::{POSTING, RESUME, Repository};

/// A repository as somebody has it who has not heard of this program yet.
fn fresh(name: &str) -> Repository {
    let repository = Repository::new(name);
    repository.remove("gapcheck.toml");
    repository
}

#[test]
fn the_documented_steps_work_line_by_line() {
    let repository = fresh("start");
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).expect("the manual");
    let (_, block) = manual.split_once("## In two minutes\n```\n").expect("the steps");
    let (block, _) = block.split_once("```").expect("their end");
    let steps: Vec<Vec<&str>> = block
        .lines()
        .filter_map(|line| line.split('#').next().map(|command| command.split_whitespace().collect()))
        .collect();
    assert!(steps.len() > 3 && steps.iter().any(|step| step.contains(&"--update-baseline")), "{steps:?}");
    for step in &steps {
        match step.as_slice() {
            ["gapcheck", arguments @ ..] => {
                let run = repository.run_in("", arguments);
                assert_eq!(run.code, 0, "{step:?}: {}{}", run.out, run.err);
            }
            ["git", "add", files @ ..] => files.iter().for_each(|file| assert!(!repository.read(file).is_empty())),
            other => panic!("{other:?}"),
        }
    }
    // The baseline is heeded from then on, and by a check of what changed.
    repository.commit("two");
    repository.replace("cv.tex", "Packed the services with Docker", "Packed the services");
    for arguments in [&["--format", "github"][..], &["--format", "github", "--changed-since", "HEAD"]] {
        let run = repository.check(arguments);
        assert_eq!(
            (run.code, run.out.contains("title=gapcheck skill-lost::Docker was covered")),
            (1, true),
            "{}",
            run.out
        );
    }
    // One that is not named may go; one that is named may not.
    repository.remove("gapcheck.baseline.json");
    assert_eq!(repository.check(&[]).code, 0);
    repository.replace("gapcheck.toml", "# baseline =", "baseline =");
    assert_eq!(repository.check(&[]).code, 2);
}

#[test]
fn a_configuration_of_another_name_has_a_baseline_of_its_own() {
    let repository = Repository::new("own-baseline");
    repository.write("jobs.toml", &repository.read("gapcheck.toml"));
    assert_eq!(repository.check(&["--config", "jobs.toml", "--update-baseline"]).code, 0);
    assert!(repository.read("jobs.baseline.json").contains("\"kubernetes\""));
    assert!(!repository.has("gapcheck.baseline.json"));
}

#[test]
fn init_names_only_what_a_fresh_clone_has_and_says_what_it_left_out() {
    let repository = fresh("init-left");
    repository.write(".gitignore", "build/\n*.pdf\n");
    repository.write("build/cv.md", &RESUME.replace('\\', ""));
    repository.write("cv.pdf", "%PDF-1.7");
    repository.write("old/cv-2020.tex", RESUME);
    repository.write("README.md", "# My resume\n\nBuilt with LaTeX.\n");
    repository.write("broken.docx", "PK\u{3}\u{4} no archive word/document.xml");
    repository.write("cv-empty.md", "Somebody, somewhere\n");
    repository.write("node_modules/x/resume.tex", RESUME);
    repository.write("jobs/b[1].txt", POSTING);
    let run = repository.run_in("", &["init"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("6 files left out; a comment in it says why"), "{}", run.err);
    let config = repository.read("gapcheck.toml");
    assert!(config.contains("resumes = [\"cv.tex\"]\n# Left out;"), "{config}");
    for line in [
        "#   README.md: reads neither like a resume nor like a posting",
        "#   broken.docx: cannot be read; `gapcheck text` says why",
        "#   build/cv.md: git ignores it, so a fresh clone is without it",
        "#   cv-empty.md: no skill was found in it",
        "#   cv.pdf: git ignores it, so a fresh clone is without it",
        "#   old/cv-2020.tex: an older version, by its name or folder",
    ] {
        assert!(config.lines().any(|known| known == line), "{line}: {config}");
    }
    assert!(!config.contains("node_modules"), "{config}");
    // A name that looks like a glob is that file.
    assert_eq!(repository.check(&[]).code, 0, "{config}");
}

#[cfg(unix)]
#[test]
fn init_leaves_out_names_that_cannot_be_written_down() {
    use std::os::unix::ffi::OsStrExt;
    let repository = fresh("init-names");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("check/init-names");
    for name in [&b"resume\nroles = []\n.tex"[..], b"resume-\xff.tex"] {
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(name)), RESUME).expect("written");
    }
    repository.write("resume \"[a-z]*\".tex", RESUME);
    let run = repository.run_in("", &["init"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let config = repository.read("gapcheck.toml");
    assert!(config.contains("its name has control characters or is no text; rename it"), "{config}");
    assert!(run.err.contains("2 files left out"), "{}", run.err);
    assert!(run.err.contains("with 2 resumes"), "{}", run.err);
    // What was written is read as it was meant.
    let check = repository.check(&[]);
    assert_eq!(check.code, 0, "{config}{}", check.err);
}
