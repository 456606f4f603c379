//! The README shows what the program prints, and two commands to set it up.

mod common;

use std::process::Command;

fn readme() -> String {
    std::fs::read_to_string(common::root().join("README.md")).expect("there is a README")
}

/// The code blocks of a part of the README.
fn blocks(part: &str) -> Vec<String> {
    let readme = readme();
    let text = readme.split_once(&format!("## {part}\n")).expect("it has this part").1;
    let text = text.split_once("\n## ").map_or(text, |(own, _)| own);
    text.split("```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').map_or("", |(_, rest)| rest).to_owned())
        .collect()
}

/// Holds the one example of a part of the README against what the program prints, pieces that are left out apart.
fn shows(part: &str, args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gapcheck"))
        .args(args)
        .current_dir(common::root())
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let [block] = &blocks(part)[..] else { panic!("one example") };
    let mut rest = printed.as_str();
    for piece in block.split("[…]\n") {
        let at = rest.find(piece);
        let at = at
            .unwrap_or_else(|| panic!("the README shows\n{piece}\nwhich is not in, or not at its place in\n{printed}"));
        rest = &rest[at + piece.len()..];
    }
}

#[test]
fn the_report_is_a_current_one() {
    shows("What it prints", &["fixtures/resumes/junior-ml-engineer/resume.pdf"]);
}

#[test]
fn the_report_on_a_posting_is_a_current_one() {
    let part = "Against a job description";
    let args =
        ["fixtures/resumes/mid-ml-engineer/resume.pdf", "--job", "fixtures/postings/classic-ml-engineer/posting.txt"];
    assert!(readme().contains(&format!("gapcheck {}", args.join(" "))), "the README names the command");
    shows(part, &args);
}

#[test]
fn two_commands_set_it_up() {
    let commands = ["cargo run --release -- fixtures/resumes/junior-ml-engineer/resume.pdf", "cargo test"];
    let [block] = &blocks("Set up")[..] else { panic!("one block of commands") };
    assert_eq!(block.lines().collect::<Vec<_>>(), commands);
    assert!(
        readme().contains(concat!("version ", env!("CARGO_PKG_RUST_VERSION"))),
        "the README states the Rust version"
    );
}

#[test]
fn every_link_leads_somewhere() {
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/README.md",
        "docs/commands.md",
        "docs/jobs.md",
        "docs/json.md",
        "docs/security.md",
    ] {
        let path = common::root().join(page);
        let text = std::fs::read_to_string(&path).expect("the page is there");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if !target.contains("://") {
                let file = target.split_once('#').map_or(target, |(file, _)| file);
                let file = path.parent().expect("a page has a folder").join(file);
                assert!(file.exists(), "{page} links to {target}, which is not there");
            }
        }
    }
}
