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
    let posting = "fixtures/postings/classic-ml-engineer/posting.txt";
    insta::assert_snapshot!(report(&["fixtures/resumes/mid-ml-engineer/resume.pdf", "--job", posting]));
}

#[test]
fn a_posting_beside_a_role_with_what_one_has() {
    let posting = "fixtures/postings/bank-senior-data-scientist/posting.txt";
    insta::assert_snapshot!(report(&[
        "fixtures/resumes/data-scientist/resume.txt",
        "--job",
        posting,
        "--role",
        "machine-learning-engineer",
        "--have",
        "sas,excel",
        "--count-unknown",
    ]));
}

#[test]
fn several_postings() {
    let mut args = vec!["fixtures/resumes/backend-engineer/resume.pdf", "--what-if", "python,terraform"];
    let postings = ["platform-engineer/posting.txt", "data-engineer/posting.txt", "pdf-vision-engineer/posting.pdf"];
    let postings = postings.map(|name| format!("fixtures/postings/{name}"));
    postings.iter().for_each(|posting| args.extend(["--job", posting]));
    insta::assert_snapshot!(report(&args));
}

#[test]
fn a_posting_as_it_was_understood() {
    insta::assert_snapshot!(report(&[
        "skills",
        "fixtures/postings/pdf-vision-engineer/posting.pdf",
        "--as",
        "posting"
    ]));
}
