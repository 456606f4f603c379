//! The reports that people see, as they see them. `INSTA_UPDATE=always cargo test --test human` writes them anew.

use std::process::Command;

fn report(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gapcheck"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

#[test]
fn a_junior() {
    insta::assert_snapshot!(report(&["fixtures/resumes/junior-ml-engineer/resume.pdf"]));
}

#[test]
fn a_senior() {
    insta::assert_snapshot!(report(&["fixtures/resumes/senior-ml-engineer/resume.pdf"]));
}

#[test]
fn a_posting() {
    insta::assert_snapshot!(report(&[
        "skills",
        "fixtures/postings/pdf-vision-engineer/posting.pdf",
        "--as",
        "posting"
    ]));
}
