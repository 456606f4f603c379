//! What is said to somebody who mistypes, asks for help, or looks at a terminal.

use super::{SENIOR, pipe, run, scratch, stderr, stdout};

#[test]
fn a_word_that_is_no_command_is_told_as_such() {
    for (args, says) in [
        (&["skill", "x"][..], "`skill` is no command and no file; did you mean the command `skills`?"),
        (&["compare", "a", "b"], "`compare` is no command and no file; the commands are those of `gapcheck --help`"),
        (&[SENIOR, SENIOR], "a report is on one resume; `gapcheck batch` takes many, `gapcheck diff` compares two"),
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).starts_with(&format!("error: {says}\n")), "{args:?}: {}", stderr(&output));
    }
    // What a command says of its own arguments stays.
    assert!(stderr(&run(&["text", "a", "b"])).contains("unexpected argument 'b'"));
    assert!(stderr(&run(&[SENIOR, "--nothing"])).contains("unexpected argument '--nothing'"));
}

#[test]
fn help_is_a_word_too() {
    assert_eq!(stdout(&["help"]), stdout(&["--help"]));
    assert_eq!(stdout(&["help", "batch"]), stdout(&["batch", "--help"]));
    assert_eq!(stdout(&["help", "role", "list"]), stdout(&["role", "list", "--help"]));
}

#[test]
fn shared_options_are_told_of_as_each_command_means_them() {
    let help = |command: &str| stdout(&[command, "-h"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help("batch").contains("-o, --output <FILE> File for the scores"), "{}", help("batch"));
    for command in ["batch", "init", "check", "lint", "completions", "man", "explain"] {
        assert!(!help(command).contains("one line of a report"), "{command}");
    }
    for command in ["init", "completions", "man"] {
        assert!(!help(command).contains("--color"), "{command}");
    }
    assert!(help("init").contains("instead of gapcheck.toml in DIR"), "{}", help("init"));
    // They work all the same, where they stand and from before the command.
    let file = scratch("shared").join("a.txt");
    let path = file.to_str().expect("a plain name");
    for args in [
        &["init", "fixtures/bad", "-o", path, "-q", "--color", "never"][..],
        &["-q", "-o", path, "init", "fixtures/bad"],
    ] {
        let output = run(args);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{args:?}");
        std::fs::remove_file(&file).expect("it was written");
    }
}

#[test]
fn messages_say_what_is_meant() {
    let number = run(&["batch", "x", "-o", "s.csv", "-j", "0"]);
    assert!(stderr(&number).contains("give a number from 1"), "{}", stderr(&number));
    let folder = run(&[SENIOR, "-o", "missing/folder/r.txt"]);
    assert!(
        stderr(&folder).contains("cannot be written: its folder is not there; make it first"),
        "{}",
        stderr(&folder)
    );
    let have = run(&[SENIOR, "--have", "nonsense"]);
    assert!(stderr(&have).contains("`gapcheck taxonomy list` prints all"), "{}", stderr(&have));
}

#[test]
fn a_hash_is_not_broken() {
    let text = stdout(&[SENIOR, "--anonymous"]);
    let hash = stdout(&[SENIOR, "--format", "json", "--anonymous"]);
    let hash: serde_json::Value = serde_json::from_str(&hash).expect("JSON");
    let line = format!("          {}", hash["document"]["sha256"].as_str().expect("a hash"));
    assert!(text.lines().any(|known| known == line), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn a_pipe_gets_long_lines_as_they_are() {
    let line = "Built services in Python and ran them on Kubernetes for many teams. ".repeat(5);
    let output = pipe(&["text", "-"], line.as_bytes());
    assert!(String::from_utf8_lossy(&output.stdout).contains(line.trim_end()));
}
