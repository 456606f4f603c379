//! What there is nothing to judge in, and what no skill is in: no coverage of 0 with pages of advice.

use super::{pipe, scratch, stderr};

#[test]
fn hardly_a_word_and_no_skill_is_nothing_to_judge() {
    let aux = b"\\relax\n\\providecommand\\hyper@newdestlabel[2]{}\n\\gdef \\@abspage@last{1}\n";
    for (text, says) in [(&b"hello"[..], "only one word was read"), (aux, "words were read")] {
        for args in [&["-"][..], &["-", "--format", "json"], &["-", "--all", "--fail-under", "10%"]] {
            let output = pipe(args, text);
            assert_eq!(output.status.code(), Some(3), "{args:?}");
            assert!(output.stdout.is_empty(), "{args:?}");
            let said = stderr(&output);
            assert!(said.contains(says) && said.contains("so there is nothing to judge"), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }
    // A few words with a skill, a denied skill or a degree are few words.
    for text in ["Python", "I have no experience with Docker.", "BSc in Computer Science"] {
        assert_eq!(pipe(&["-", "-q"], text.as_bytes()).status.code(), Some(0), "{text}");
    }
}

#[test]
fn words_without_a_skill_get_the_warning_first_and_no_advice() {
    let text = "We walk along the river and look at birds.\n".repeat(12);
    let of = |more: &[&str]| {
        let output = pipe(&[&["-"], more].concat(), text.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        String::from_utf8(output.stdout).expect("output is UTF-8")
    };
    for format in ["human", "markdown", "html"] {
        let short = of(&["--format", format]);
        let warned = short.find("no skill was found").expect("the warning");
        assert!(short.find("So there are no gaps").is_some_and(|at| at > warned), "{short}");
        assert!(!short.contains("Often missing") && !short.contains("Next steps"), "{short}");
        let all = of(&["--format", format, "--all"]);
        let advice = all.find("Often missing").expect("everything is shown when it is asked for");
        assert!(all.find("no skill was found").is_some_and(|at| at < advice), "{all}");
        assert_eq!(all.matches("no skill was found").count(), 1, "{all}");
    }
    let findings = of(&["--format", "github"]);
    assert!(findings.starts_with("::warning file=standard input,title=gapcheck no-skills::"), "{findings}");
    assert_eq!(findings.lines().count(), 1, "{findings}");
    // Programs get what they always get.
    let json: serde_json::Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    assert_eq!(json["warnings"][0]["code"], "no-skills");
    assert!(!json["missing"].as_array().expect("a list").is_empty());
}

#[test]
fn several_postings_and_no_skill() {
    let folder = scratch("bare");
    let file = folder.join("walk.txt");
    std::fs::write(&file, "We walk along the river and look at birds.\n".repeat(12)).expect("a file");
    let jobs = ["classic-ml-engineer", "platform-engineer"].map(|name| format!("fixtures/postings/{name}/posting.txt"));
    let args = [&file.to_string_lossy(), "--job", jobs[0].as_str(), "--job", jobs[1].as_str()];
    let text = super::stdout(&args);
    assert!(text.find("no skill was found") < text.find("Postings (2)"), "{text}");
    assert!(!text.contains("Gaps in more than one"), "{text}");
}

#[test]
fn a_short_text_in_another_language_is_told() {
    let warned = |text: &str| {
        let output = pipe(&["-", "--format", "json"], text.as_bytes());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let codes = json["warnings"].as_array().expect("a list").clone();
        codes.iter().any(|warning| warning["code"] == "not-english")
    };
    let german = "Lebenslauf\nKim Beispiel, Hamburg\n\nBerufserfahrung\nEntwicklerin bei der Muster GmbH, 2019 bis 2023\n\
                  Entwicklung von Diensten mit Python und Docker, Betrieb der Modelle auf AWS und Pflege der Datenbank \
                  mit SQL. Zusammenarbeit mit den Fachabteilungen.\n\nKenntnisse\nPython, SQL, Docker, Git\n";
    let french = "Curriculum vitae\nCamille Exemple, Lyon\n\nExpérience\nDéveloppement des services avec Python et Docker \
                  pour une banque, suivi des modèles dans AWS et gestion de la base avec SQL.\n";
    for text in [german, french] {
        assert!(text.split_whitespace().count() < 60 && warned(text), "{text}");
    }
    let names = "Ludwig van der Meer, El Paso\n\nExperience\nEngineer at Los Andes and Casa del Sol, 2019 to 2023\n\
                 Built services in Python and ran the models on AWS.\n\nSkills\nPython, SQL, Docker, Git\n";
    let list = "Python, SQL, Docker, Kubernetes, Git, Terraform, Airflow, Spark, PyTorch, TensorFlow, AWS\n";
    for text in [names, list] {
        assert!(!warned(text), "{text}");
    }
}
