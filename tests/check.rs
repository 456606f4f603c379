//! `gapcheck check` in a real repository of git, made for each test.

#[path = "check/outputs.rs"]
mod outputs;
#[path = "common/repository.rs"]
mod repository;
#[path = "check/start.rs"]
mod start;
#[path = "check/targets.rs"]
mod targets;

use repository::{CONFIG, POSTING, RESUME, Repository};

#[test]
fn everything_holds() {
    let repository = Repository::new("passes");
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let human = repository.check(&[]);
    assert!(human.out.ends_with("1 resume: 1 passed\n"), "{}", human.out);
    assert_eq!(repository.check(&["-q"]).out, "1 resume: 1 passed\n");
}

#[test]
fn too_little_coverage_fails() {
    let repository = Repository::new("coverage");
    repository.replace("gapcheck.toml", "minimum_coverage = \"10%\"", "minimum_coverage = 0.999");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("::error file=cv.tex,title=gapcheck coverage::"), "{}", run.out);
    assert!(run.out.contains(", under the 99.9 %25 of `minimum_coverage`.%0A"), "{}", run.out);
    repository.replace("gapcheck.toml", "0.999", "0");
    repository.replace("gapcheck.toml", "minimum_coverage", "minimum_required_coverage = 1\nminimum_coverage");
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.contains("title=gapcheck required-coverage::")), (1, true), "{}", run.out);
}

#[test]
fn a_lost_skill_fails_and_says_how_to_go_on() {
    let repository = Repository::new("lost");
    repository.replace("gapcheck.toml", "require", "baseline = \"base.json\"\nrequire");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.out.starts_with("::error file=gapcheck.toml,line=4,title=gapcheck configuration::"), "{}", run.out);
    assert!(run.out.contains("write it with `gapcheck check --update-baseline`"), "{}", run.out);

    let written = repository.check(&["--update-baseline", "-q"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let baseline = repository.read("base.json");
    assert!(baseline.contains("\"kubernetes\": \"demonstrated\""), "{baseline}");
    for line in RESUME.lines().filter(|line| line.split_whitespace().count() > 4) {
        assert!(!baseline.contains(line.trim()), "the baseline holds {line}");
    }
    assert!(!baseline.contains("snippet") && !baseline.contains("Vermeer"), "{baseline}");
    assert_eq!(repository.check(&[]).code, 0);

    repository.replace("cv.tex", "and ran them on Kubernetes", "and ran them on servers");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    let lost: Vec<&str> = run.out.lines().filter(|line| line.contains("title=gapcheck skill-lost")).collect();
    assert!(lost[0].contains("Kubernetes was covered in the baseline, now it is not."), "{}", run.out);
    assert!(lost[0].contains("`gapcheck check --update-baseline` and commit it"), "{}", run.out);
    assert!(run.out.contains("title=gapcheck coverage-dropped::"), "{}", run.out);
    let comment = repository.check(&["--format", "markdown"]).out;
    assert!(
        comment.contains("### `cv.tex` since the baseline") && comment.contains("- **lost**: Kubernetes"),
        "{comment}"
    );
    // Written anew it passes, but for the minimum strength.
    repository.replace("gapcheck.toml", "kubernetes = \"demonstrated\"", "python = \"demonstrated\"");
    assert_eq!(repository.check(&["--update-baseline", "-q"]).code, 0);
    assert_eq!(repository.check(&[]).code, 0);
}

#[test]
fn a_weak_skill_fails_at_its_line() {
    let repository = Repository::new("weak");
    repository.replace("cv.tex", "and ran them on Kubernetes", "and ran them on servers");
    repository.replace("cv.tex", "\\item Python, SQL", "\\item Kubernetes, Python, SQL");
    let run = repository.check(&["--format", "github"]);
    let line = repository.read("cv.tex").lines().position(|line| line.contains("Kubernetes")).expect("it is there") + 1;
    assert_eq!(run.code, 1);
    let annotation = format!(
        "::error file=cv.tex,line={line},title=gapcheck weak-skill::Kubernetes must be demonstrated (`minimum_strength`), \
         and the resume only lists it.%0AAdd a line to a job or project that says what you did with it.\n"
    );
    assert_eq!(run.out, annotation);
}

#[test]
fn forbidden_and_required_skills() {
    let repository = Repository::new("lists");
    repository.replace("gapcheck.toml", "require = [\"python\"]", "require = [\"COBOL\"]\nforbid = [\"sql\"]");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("title=gapcheck required-skill::COBOL is in `require`, and the resume does not name it."));
    let line = repository.read("cv.tex").lines().position(|line| line.contains("SQL")).expect("it is there") + 1;
    assert!(run.out.contains(&format!("file=cv.tex,line={line},title=gapcheck forbidden-skill::SQL is claimed here")));
}

#[test]
fn a_broken_configuration_is_shown_at_its_line() {
    for (name, old, new, line, says) in [
        ("unknown-key", "minimum_coverage", "minimum_coverge", 3, "did you mean `minimum_coverage`?"),
        ("unknown-skill", "[\"python\"]", "[\"pythn\"]", 4, "did you mean `python`?"),
        ("unknown-role", "postings = [\"jobs/*.txt\"]", "roles = [\"machine-lerning-engineer\"]", 2, "did you mean"),
        ("no-file", "jobs/*.txt", "job/*.txt", 2, "means no file"),
        ("no-taxonomy", "require", "taxonomy = [\"none.toml\"]\nrequire", 4, "There is no file none.toml"),
        ("no-toml", "]", "", 2, "docs/ci.md"),
        ("unknown-code", "[min", "[rules]\nweak-skil = \"off\"\n[min", 7, "did you mean `weak-skill`?%0A"),
    ] {
        let repository = Repository::new(name);
        let config = repository.read("gapcheck.toml").replacen(old, new, 1);
        repository.write("gapcheck.toml", &config);
        let run = repository.check(&["--format", "github"]);
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        let start = format!("::error file=gapcheck.toml,line={line},title=gapcheck configuration::");
        assert!(run.out.starts_with(&start) && run.out.contains(says), "{name}: {}", run.out);
        assert_eq!(run.out.lines().count(), 1, "{name}: {}", run.out);
    }
    let repository = Repository::new("other-kind");
    repository.write("cv.tex", POSTING);
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.contains("reads like a posting")), (2, true), "{}{}", run.out, run.err);
}

#[test]
fn without_a_configuration_it_says_what_to_do() {
    let repository = Repository::new("none");
    repository.remove("gapcheck.toml");
    repository.write("sub/x.txt", "");
    // The repository of this project has none either, so that nothing above is found.
    let run = repository.run_in("sub", &["check"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("`gapcheck init` writes one"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_never_passes() {
    let repository = Repository::new("unreadable");
    repository.write("cv.pdf", "%PDF-1.7 broken");
    repository.replace("gapcheck.toml", "cv.tex", "cv.*");
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 3, "unread outranks missed");
    assert!(run.out.contains("::error file=cv.pdf,title=gapcheck unreadable::The PDF is damaged"), "{}", run.out);
    assert!(run.out.contains("file=cv.tex,title=gapcheck coverage::"), "the others are judged: {}", run.out);

    let repository = Repository::new("unreadable-posting");
    repository.write("jobs/b.txt", "\n");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 3);
    assert!(
        run.out.starts_with("::error file=jobs/b.txt,title=gapcheck unreadable::The file is empty."),
        "{}",
        run.out
    );
}

#[test]
fn an_empty_extraction_never_passes() {
    for (name, text, says) in [
        ("few-words", "\\documentclass{article}\\begin{document}Python\\end{document}\n", "Only 1 word was read"),
        (
            "no-skill",
            &"\\documentclass{article}\\begin{document}\nWe walk along the river and look at birds.\n\\end{document}\n"
                .replace("We walk", &"We walk ".repeat(40)),
            "No skill was found in",
        ),
    ] {
        let repository = Repository::new(name);
        repository.write("cv.tex", text);
        repository.write("gapcheck.toml", "resumes = [\"cv.tex\"]\n");
        let run = repository.check(&["--format", "github"]);
        assert_eq!(run.code, 3, "{name}");
        let start = format!("::error file=cv.tex,title=gapcheck empty::{says}");
        assert!(run.out.starts_with(&start), "{name}: {}", run.out);
        repository.write("gapcheck.toml", "resumes = [\"cv.tex\"]\n[rules]\nempty = \"off\"\n");
        assert_eq!(repository.check(&[]).code, 2, "it cannot be turned off");
    }
}

#[test]
fn two_runs_are_equal_byte_for_byte() {
    let repository = Repository::new("stable");
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    for format in ["human", "json", "markdown", "html", "github", "sarif", "junit"] {
        let first = repository.check(&["--format", format]);
        assert_eq!(first.code, 1, "{format}: {}", first.err);
        assert_eq!(first.out, repository.check(&["--format", format]).out, "{format}");
    }
}

#[test]
fn paths_are_those_from_where_it_runs() {
    let repository = Repository::new("paths");
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    repository.write("deep/er/x.txt", "");
    let run = repository.run_in("deep/er", &["check", "--format", "github"]);
    assert!(run.out.starts_with("::error file=../../cv.tex,"), "{}{}", run.out, run.err);
    let run = repository.run_in("deep/er", &["check", "../../cv.tex", "-q"]);
    assert_eq!((run.code, run.out.as_str()), (1, "1 resume: 1 failed; 1 error\n"));
    let outside = repository.run_in("..", &["check", "--config", "paths/gapcheck.toml", "--format", "github"]);
    assert!(outside.out.starts_with("::error file=paths/cv.tex,"), "{}{}", outside.out, outside.err);
    // What concerns a posting, or everything, checks what is compared with it.
    assert_eq!(repository.check(&["jobs/a.txt"]).code, 1);
    assert_eq!(repository.check(&["gapcheck.toml", "jobs"]).code, 1);
    let stranger = repository.check(&["deep/er/x.txt"]);
    assert_eq!((stranger.code, stranger.err.contains("no resume or posting of gapcheck.toml")), (2, true));
}

#[test]
fn only_what_changed_is_checked() {
    let repository = Repository::new("changed");
    repository.write("other.md", &markdown());
    repository.replace("gapcheck.toml", "resumes = [\"cv.tex\"]", "resumes = [\"cv.tex\", \"other.md\"]");
    repository.commit("two");
    assert_eq!(repository.check(&["--changed-since", "HEAD", "-q"]).out, "0 resumes: nothing to check\n");
    repository.write("other.md", &markdown().replace("Docker", "containers"));
    let run = repository.check(&["--changed-since", "HEAD"]);
    assert!(run.out.contains("other.md") && !run.out.contains("cv.tex"), "{}{}", run.out, run.err);
    repository.commit("three");
    assert_eq!(repository.check(&["--changed-since", "HEAD", "-q"]).out, "0 resumes: nothing to check\n");
    assert!(repository.check(&["--changed-since", "HEAD~1"]).out.contains("1 resume: "));
    repository.write("jobs/new.txt", POSTING);
    assert!(
        repository.check(&["--changed-since", "HEAD"]).out.contains("2 resumes: "),
        "a posting that git does not know"
    );
    for (wrong, says) in [("no-such", "fetch the history"), ("--help", "give a commit"), ("", "give a commit")] {
        let run = repository.check(&[&format!("--changed-since={wrong}")]);
        assert_eq!((run.code, run.err.contains(says)), (2, true), "{wrong}: {}", run.err);
    }
    let run = repository.without_git(&["check", "--changed-since", "HEAD"]);
    assert_eq!((run.code, run.err.contains("git is not installed")), (2, true), "{}", run.err);
}

/// The resume of the repository as Markdown.
fn markdown() -> String {
    let text = RESUME.replace("\\item", "-").replace("\\section*{", "## ").replace('}', "");
    text.lines().filter(|line| !line.starts_with('\\')).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_may_stay_is_silenced_with_a_reason_and_counted() {
    let repository = Repository::new("silenced");
    repository.replace("gapcheck.toml", CONFIG, &CONFIG.replace("[\"python\"]", "[\"python\", \"cobol\"]"));
    assert_eq!(repository.check(&[]).code, 1);
    let at = "\\section*{Skills}";
    repository.replace("cv.tex", at, &format!("% gapcheck-ignore required-skill(COBOL): next year\n{at}"));
    let run = repository.check(&["-v"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("required-skill: next year") && run.out.ends_with("1 silenced\n"), "{}", run.out);
    assert_eq!(repository.check(&["--format", "github"]).out, "");

    repository.replace("cv.tex", "(COBOL): next year", "(COBOL)");
    let line = repository.read("cv.tex").lines().position(|line| line.contains("ignore")).expect("it is there") + 1;
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains(&format!("::error file=cv.tex,line={line},title=gapcheck silence-without-reason::")));
    repository.replace("cv.tex", "required-skill(COBOL)", "required-skil: x");
    let run = repository.check(&["--format", "github"]);
    assert!(run.out.contains("title=gapcheck unused-silence::`required-skil` is no code of a finding; did you mean"));

    repository.replace("cv.tex", "% gapcheck-ignore required-skil: x\n", "");
    let silence =
        "\n[[silence]]\ncode = \"required-skill\"\nfiles = \"*.tex\"\nskill = \"COBOL\"\nreason = \"next year\"\n";
    let config = repository.read("gapcheck.toml");
    repository.write("gapcheck.toml", &format!("{config}{silence}"));
    assert_eq!(repository.check(&["-q"]).out, "1 resume: 1 passed; 1 silenced\n");
    repository.replace("gapcheck.toml", "\"*.tex\"", "\"*.md\"");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("::warning file=gapcheck.toml,line=10,title=gapcheck unused-silence::"), "{}", run.out);
}

#[test]
fn findings_weigh_as_configured() {
    let repository = Repository::new("weighed");
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    let config = repository.read("gapcheck.toml");
    for (level, code, annotation) in [("warning", 0, "::warning "), ("advice", 0, "::notice "), ("off", 0, "")] {
        repository.write("gapcheck.toml", &format!("{config}\n[rules]\ncoverage = \"{level}\"\n"));
        let run = repository.check(&["--format", "github"]);
        assert_eq!((run.code, run.out.split_inclusive(' ').next().unwrap_or("")), (code, annotation), "{}", run.out);
    }
}

#[test]
fn one_run_writes_several_formats() {
    let repository = Repository::new("also");
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    let run = repository.check(&["--format", "github", "--also", "sarif=a.sarif", "--also", "markdown=a.md"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(repository.read("a.sarif"), repository.check(&["--format", "sarif"]).out);
    assert_eq!(repository.read("a.md"), repository.check(&["--format", "markdown"]).out);
    assert_eq!(repository.check(&["--also", "pdf=x"]).code, 2);
}
