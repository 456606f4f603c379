//! Who a person is does not count, nothing leaves the machine, and two runs are one.

mod common;

use std::path::Path;
use std::process::Command;

use common::{RESUMES, taxonomy};
use gapcheck::render::{self, Format, Privacy, View};
use gapcheck::report::Report;

/// A fixture whose person, contact, schools and employers are known, and others to put in their place.
struct Person {
    resume: &'static str,
    swaps: &'static [(&'static str, &'static str)],
}

include!("common/people.rs");

/// What may not depend on who somebody is.
fn judged(report: &Report) -> String {
    let mut text = format!("coverage {:?}, required {:?}\n", report.coverage, report.coverage_required);
    for requirement in &report.requirements {
        text += &format!("{}: {} by {:?}\n", requirement.name, requirement.credit, requirement.by);
    }
    for skill in &report.other_skills {
        text += &format!("{}: {:?}\n", skill.name, skill.strength);
    }
    text
}

#[test]
fn name_age_address_school_and_employer_do_not_count() {
    for Person { resume, swaps } in PEOPLE {
        let source = common::source(resume);
        let before = judged(&common::report_on(&source));
        let mut everything = source.clone();
        for (old, new) in *swaps {
            assert!(source.contains(old), "{resume}: {old:?} is not there");
            let after = judged(&common::report_on(&source.replace(old, new)));
            assert!(after == before, "{resume}: {new:?} for {old:?} changes\n{}", difference(&before, &after));
            everything = everything.replace(old, new);
        }
        let after = judged(&common::report_on(&everything));
        assert!(after == before, "{resume}: all at once change\n{}", difference(&before, &after));
    }
}

/// First names and surnames that people have, and tools, too.
const NAMES: [&str; 10] = [
    "Ruby Jenkins",
    "Julia Ray",
    "Travis Haskell",
    "Pascal Hudson",
    "Crystal Swift",
    "Jasmine Newman",
    "Ada Beam",
    "Chef Anaconda Lee",
    "Dean Spark",
    "Sage Feast",
];

#[test]
fn a_name_that_is_also_a_tool_does_not_count() {
    let mut differences = String::new();
    for name in RESUMES {
        let source = common::source(name);
        let (_, rest) = source.split_once('\n').expect("a resume begins with a name");
        let before = judged(&common::report_on(&format!("Jane Miller\n{rest}")));
        for person in NAMES {
            let after = judged(&common::report_on(&format!("{person}\n{rest}")));
            if after != before {
                differences += &format!("{name}: {person:?} changes\n{}", difference(&before, &after));
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Words that tell a person's sex or age, after the name.
#[test]
fn sex_and_age_do_not_count() {
    let lines = ["Mr, born 1971, married, two children", "Ms, she/her, born 2001, single", "Mx, they/them", "Age: 58"];
    for name in RESUMES {
        let source = common::source(name);
        let (person, rest) = source.split_once('\n').expect("a resume begins with a name");
        let before = judged(&common::report_on(&source));
        for line in lines {
            let after = judged(&common::report_on(&format!("{person}, {line}\n{rest}")));
            assert!(after == before, "{name}: {line:?} changes\n{}", difference(&before, &after));
        }
    }
}

/// The same work told of a woman, a man and somebody else, young or old.
#[test]
fn gendered_words_do_not_count() {
    let told = |who: &str, whose: &str, title: &str, family: &str| {
        format!(
            "Alex Example\n{title} of engineering, {family}\n\nExperience\nForewoman of data, Weaving Mill, 2019 - 2023\n- {who} \
             led {whose} team of nine, wrote the loaders in Python and Spark, and ran them on Kubernetes.\n- Colleagues \
             praise {whose} SQL.\n\nInterests\n{family}, captain of the {title}'s choir\n"
        )
    };
    let before = judged(&common::report_on(&told("They", "their", "Chairperson", "married")));
    for (who, whose, title, family) in [
        ("She", "her", "Chairwoman", "mother of two, aged 58"),
        ("He", "his", "Chairman", "father of two, aged 24"),
        ("Xe", "xyr", "Chair", "widowed, born 1949"),
    ] {
        let after = judged(&common::report_on(&told(who, whose, title, family)));
        assert!(after == before, "{title} changes\n{}", difference(&before, &after));
    }
}

fn difference(before: &str, after: &str) -> String {
    let lost =
        before.lines().filter(|line| !after.lines().any(|other| other == *line)).map(|line| format!("- {line}\n"));
    let won =
        after.lines().filter(|line| !before.lines().any(|other| other == *line)).map(|line| format!("+ {line}\n"));
    lost.chain(won).collect()
}

fn rendered(report: &Report) -> String {
    let view = View { all: true, quiet: false, verbose: true };
    let human = render::report(report, taxonomy(), Format::Human, &view);
    human + &render::report(report, taxonomy(), Format::Json, &view)
}

#[test]
fn two_runs_are_one() {
    for name in RESUMES {
        let once = rendered(&common::report(&common::pdf(name)));
        assert!(once == rendered(&common::report(&common::pdf(name))), "{name}");
    }
}

#[test]
fn two_processes_are_one() {
    let run = || {
        let output = Command::new(env!("CARGO_BIN_EXE_gapcheck"))
            .args(["fixtures/resumes/junior-ml-engineer/resume.pdf", "--format", "json"])
            .current_dir(common::root())
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    assert!(run() == run());
}

#[test]
fn an_anonymous_report_holds_nothing_of_the_person() {
    for Person { resume, swaps } in PEOPLE {
        let report = render::redact(common::report(&common::pdf(resume)), Privacy::Anonymous, taxonomy());
        let text = rendered(&report).to_lowercase();
        for (old, _) in *swaps {
            assert!(!text.contains(&old.to_lowercase()), "{resume}: {old:?} is in the anonymous report");
        }
        assert!(report.requirements.iter().flat_map(|r| &r.mentions).all(|mention| mention.snippet.is_empty()));
    }
}

/// Crates that open connections, or that others use to do so.
const NETWORK: [&str; 24] = [
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
    "webpki-roots",
    "websocket",
];

#[test]
fn nothing_can_reach_the_network() {
    let lock = std::fs::read_to_string(common::root().join("Cargo.lock")).expect("the lock file is there");
    let lock: toml::Table = lock.parse().expect("it is TOML");
    let packages = lock["package"].as_array().expect("it lists packages");
    for package in packages {
        let name = package["name"].as_str().expect("packages have names");
        assert!(!NETWORK.contains(&name), "{name} is among the dependencies; why does it need the network?");
    }
    for folder in ["src", "benches"] {
        no_sockets(&common::root().join(folder));
    }
}

fn no_sockets(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("they can be listed").path();
        if path.is_dir() {
            no_sockets(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("it is text");
            for word in ["std::net", "net::", "TcpStream", "UdpSocket", "UnixStream", "ToSocketAddrs"] {
                assert!(!text.contains(word), "{} has {word}", path.display());
            }
        }
    }
}
