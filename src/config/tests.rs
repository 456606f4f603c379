use super::{ConfigError, parse};
use crate::builtin;
use crate::coverage::Strength;

fn error(text: &str) -> ConfigError {
    match parse(text) {
        Err(error) => error,
        Ok(config) => match config.groups(builtin::taxonomy()) {
            Err(error) => error,
            Ok(_) => config.silences(&["coverage"], builtin::taxonomy()).expect_err("something is wrong"),
        },
    }
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_name() {
    let wrong = error("resumes = [\"cv.tex\"]\nminimum_coverge = 0.5\n");
    assert_eq!(wrong.line, 2);
    assert_eq!(wrong.message, "there is no key `minimum_coverge` here; did you mean `minimum_coverage`?");
    let wrong = error("[[resume]]\nfiles = [\"cv.tex\"]\nposting = [\"a.txt\"]\n");
    assert_eq!((wrong.line, wrong.message.contains("did you mean `postings`?")), (3, true), "{wrong}");
    let wrong = error("resumes = [\"cv.tex\"]\nxyzzy = 1\n");
    assert!(wrong.message.starts_with("there is no key `xyzzy` here; known here are resumes, roles"), "{wrong}");
}

#[test]
fn each_mistake_has_its_line() {
    for (text, line, says) in [
        ("", 1, "no resume is named"),
        ("resumes = [\"cv.tex\"\n", 1, "docs/ci.md"),
        ("resumes = [\n\"cv.tex\",\n\"../cv.tex\"]", 3, "leads out of the folder"),
        ("resumes = [\"/etc/passwd\"]", 1, "leads out of the folder"),
        ("resumes = [\"cv[.tex\"]", 1, "no glob"),
        ("resumes = [\"\"]", 1, "empty name"),
        ("resumes = [\"cv.tex\"]\nminimum_coverage = 60\n", 2, "0.8 or 80%"),
        ("resumes = [\"cv.tex\"]\nminimum_coverage = \"60\"\n", 2, "0.8 or 80%"),
        ("resumes = [\"cv.tex\"]\nminimum_coverage = nan\n", 2, "0.8 or 80%"),
        ("resumes = [\"cv.tex\"]\nrequire = [\n \"python\",\n \"kubernets\"]\n", 4, "did you mean `kubernetes`?"),
        ("resumes = [\"cv.tex\"]\n[minimum_strength]\nkubernetes = \"strong\"\n", 3, "demonstrated"),
        ("resumes = [\"cv.tex\"]\n\n[minimum_strength]\npyton = \"listed\"\n", 4, "did you mean `python`?"),
        ("resumes = [\"cv.tex\"]\n[minimum_strength]\nk8s = \"listed\"\nkubernetes = \"listed\"\n", 4, "twice"),
        ("resumes = [\"cv.tex\"]\nrequire = [\"go\"]\nforbid = [\"golang\"]\n", 1, "Go is both asked for and"),
        ("resumes = [\"cv.tex\"]\n[[silence]]\ncode = \"coverge\"\nreason = \"x\"\n", 3, "did you mean `coverage`?"),
        ("resumes = [\"cv.tex\"]\n[[silence]]\ncode = \"coverage\"\nreason = \" \"\n", 4, "reason is empty"),
        ("resumes = [\"cv.tex\"]\n[[silence]]\ncode = \"coverage\"\n", 2, "reason"),
    ] {
        let wrong = error(text);
        assert_eq!((wrong.line, wrong.message.contains(says)), (line, true), "{text:?}: {wrong}");
    }
}

#[test]
fn a_table_takes_the_place_of_the_keys_above_it() {
    let config = parse(
        "resumes = [\"*.tex\"]\nminimum_coverage = \"62.5%\"\nrequire = [\"Python\", \"k8s\", \"python\"]\n\
         roles = [\"machine-learning-engineer\"]\n[minimum_strength]\nk8s = \"demonstrated\"\n\
         [[resume]]\nfiles = [\"data.tex\"]\nminimum_coverage = 0.123\nrequire = []\npostings = [\"jobs/*.txt\"]\n",
    )
    .expect("a sound file");
    let taxonomy = builtin::taxonomy();
    let groups = config.groups(taxonomy).expect("known skills");
    let [own, top] = groups.as_slice() else { panic!("two groups") };
    assert_eq!((own.names.files[0].text, own.rules.coverage, own.rules.require.len()), ("data.tex", Some(123), 0));
    assert_eq!((own.names.roles.len(), own.names.postings[0].text), (1, "jobs/*.txt"));
    let ids: Vec<&str> = top.rules.require.iter().map(|&skill| taxonomy.at(skill).id.as_str()).collect();
    assert_eq!((top.rules.coverage, ids), (Some(625), vec!["kubernetes", "python"]));
    assert_eq!(top.rules.strengths.values().collect::<Vec<_>>(), [&Strength::Demonstrated]);
    assert_eq!((top.names.postings.len(), own.rules.strengths.len()), (0, 1));
}

#[test]
fn codes_weigh_as_configured() {
    let config = parse("resumes = [\"a\"]\n[rules]\nhidden-text = \"off\"\nempty = \"off\"\n").expect("a sound file");
    let wrong = config.severities(&["hidden-text", "empty"], &["empty"]).expect_err("it is fixed");
    assert_eq!((wrong.line, wrong.message.contains("cannot be weighed")), (4, true), "{wrong}");
    let wrong = config.severities(&["hidden-texts", "empty"], &[]).expect_err("it is no code");
    assert_eq!((wrong.line, wrong.message.contains("did you mean `hidden-texts`?")), (3, true), "{wrong}");
    assert_eq!(config.severities(&["hidden-text", "empty"], &[]).expect("codes")["hidden-text"], None);
}
