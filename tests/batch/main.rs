//! Batches: every file has its row, whatever happens; the same files give the same bytes, however they were read.
//!
//! `BATCH_KILLS=20 cargo test --test batch killed` kills a run at as many moments.

mod leftovers;
mod library;
#[cfg(unix)]
mod trouble;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use gapcheck::batch::row::{MENTIONS, SCORES};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const POSTING: &str = "fixtures/postings/classic-ml-engineer/posting.txt";

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

fn gapcheck(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gapcheck"));
    command.args(args).current_dir(ROOT).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn batch(args: &[&str]) -> Output {
    gapcheck(&[&["batch"], args].concat()).output().expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of the test")
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = std::fs::read_to_string(path).expect("the output");
    lines.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

fn copy(from: &str, to: &Path) {
    std::fs::copy(Path::new(ROOT).join(from), to).expect("a fixture");
}

/// A folder of resumes in several formats, some of which cannot be read.
fn some_files(folder: &Path) {
    for name in ["senior-ml-engineer", "junior-ml-engineer", "data-engineer"] {
        copy(&format!("fixtures/resumes/{name}/resume.pdf"), &folder.join(format!("{name}.pdf")));
        copy(&format!("fixtures/resumes/{name}/resume.txt"), &folder.join(format!("{name}.txt")));
    }
    copy("fixtures/formats/junior-ml-engineer.docx", &folder.join("junior.docx"));
    copy("fixtures/bad/bomb.docx", &folder.join("bomb.docx"));
    copy("fixtures/bad/empty.txt", &folder.join("empty.txt"));
}

#[test]
fn a_row_says_what_the_report_says() {
    let out = scratch("row").join("scores.jsonl");
    let resume = "fixtures/resumes/mid-ml-engineer/resume.pdf";
    for target in [&["--job", POSTING][..], &[]] {
        let output = batch(&[&[resume, "-o", text(&out), "-q"], target].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let report = gapcheck(&[&[resume, "--format", "json"], target].concat()).output().expect("the program");
        let report: Value = serde_json::from_slice(&report.stdout).expect("a report");
        let row = &rows(&out)[0];
        for (column, pointer) in [
            ("coverage", "/coverage"),
            ("coverage_required", "/coverage_required"),
            ("pages", "/document/pages"),
            ("words", "/document/words"),
            ("language", "/document/language"),
            ("sha256", "/document/sha256"),
            ("format", "/document/format"),
            ("taxonomy_version", "/tool/taxonomy_version"),
        ] {
            assert_eq!(Some(&row[column]), report.pointer(pointer), "{column}");
        }
        let names = |list: &Value, of: &str, level: Option<&str>| -> BTreeSet<String> {
            let items = list.as_array().into_iter().flatten();
            let items = items.filter(|item| level.is_none_or(|level| item["level"] == level));
            let group = |item: &Value| -> Option<String> {
                let members = item["any_of"].as_array()?.iter();
                Some(members.filter_map(|member| member["skill"].as_str()).collect::<Vec<_>>().join("/"))
            };
            items.filter_map(|item| item[of].as_str().map(str::to_owned).or_else(|| group(item))).collect()
        };
        let listed = |column: &str| -> BTreeSet<String> {
            let items = row[column].as_array().into_iter().flatten();
            items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        assert_eq!(listed("covered"), names(&report["covered"], "skill", None));
        assert_eq!(listed("partial"), names(&report["partial"], "skill", None));
        assert_eq!(listed("missing_required"), names(&report["missing"], "skill", Some("required")));
        assert_eq!(listed("missing_preferred"), names(&report["missing"], "skill", Some("preferred")));
        assert_eq!(listed("other_skills"), names(&report["other_skills"], "skill", None));
        assert!(!listed("covered").is_empty() && !listed("missing_required").is_empty());
    }
}

#[test]
fn workers_and_the_order_of_arguments_change_nothing() {
    let folder = scratch("order");
    some_files(&folder);
    std::fs::create_dir(folder.join("more")).expect("a folder");
    copy("fixtures/resumes/new-grad/resume.pdf", &folder.join("more/new.pdf"));
    let (files, more) = (text(&folder), folder.join("more"));
    for format in ["csv", "jsonl", "parquet"] {
        let mut outputs = Vec::new();
        for (run, args) in [&["-j", "1", files, text(&more)][..], &["-j", "2", text(&more), files], &["-j", "5", files]]
            .into_iter()
            .enumerate()
        {
            let out = scratch(&format!("order-{format}-{run}"));
            let (scores, mentions, summary) =
                (out.join(format!("s.{format}")), out.join(format!("m.{format}")), out.join("sum.json"));
            let to =
                ["-o", text(&scores), "--mentions", text(&mentions), "--summary", text(&summary), "--job", POSTING];
            let output = batch(&[args, &to].concat());
            assert_eq!(code(&output), 3, "{}", stderr(&output));
            let read = |path: &Path| std::fs::read(path).expect("an output");
            outputs.push((read(&scores), read(&mentions), read(&summary), output.stdout));
        }
        assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]), "{format}");
    }
}

/// Pages that are pictures are read where tesseract is; where it is not, the file has its row, and the next run with
/// tesseract reads it.
#[test]
fn pages_without_text_are_recognised() {
    if Command::new("tesseract").arg("--version").output().is_err() {
        println!("skipped: needs tesseract (Debian: tesseract-ocr)");
        return;
    }
    let (folder, out) = (scratch("ocr"), scratch("ocr-out"));
    for name in ["scan", "half"] {
        copy(&format!("fixtures/ocr/{name}.pdf"), &folder.join(format!("{name}.pdf")));
    }
    copy("fixtures/resumes/junior-ml-engineer/resume.pdf", &folder.join("text.pdf"));
    let scores = out.join("s.jsonl");
    let args = ["batch", text(&folder), "--ocr", "--timeout", "300", "-q", "-o", text(&scores)];
    let without = gapcheck(&args).env("PATH", &out).output().expect("the program");
    assert_eq!(code(&without), 3, "{}", stderr(&without));
    let of = |name: &str| -> Value {
        let named = |row: &Value| row["path"].as_str().is_some_and(|path| path.ends_with(name));
        rows(&scores).into_iter().find(named).expect("a row")
    };
    assert_eq!((&of("scan.pdf")["error"], &of("text.pdf")["status"]), (&"recognition".into(), &"scored".into()));

    let output = gapcheck(&args).output().expect("the program");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in ["scan.pdf", "half.pdf", "text.pdf"] {
        let recognised = of(name)["warnings"].as_array().expect("a list").contains(&"recognised".into());
        assert_eq!(recognised, name != "text.pdf", "{name}");
        let report = ["--ocr", "--timeout", "300", "--format", "json"];
        let report = gapcheck(&report).arg(folder.join(name)).output().expect("the program");
        let report: Value = serde_json::from_slice(&report.stdout).expect("a report");
        assert_eq!(of(name)["coverage"], report["coverage"], "{name}");
        assert!(report["coverage"].is_f64(), "{name}");
    }
}

#[test]
fn lists_patterns_and_folders_find_the_same() {
    let folder = scratch("lists");
    some_files(&folder);
    std::fs::write(folder.join(".hidden.txt"), "Python").expect("a file");
    let mut paths: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|file| text(&file.expect("a file").path()).to_owned())
        .filter(|path| !path.contains(".hidden"))
        .collect();
    paths.sort();
    paths.reverse();
    let out = scratch("lists-out").join("s.csv");
    let run = |args: &[&str], input: &str| {
        let mut child = gapcheck(&[&["batch", "-o", text(&out), "-q"], args].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("a list");
        assert_eq!(child.wait().expect("an end").code(), Some(3));
        std::fs::read(&out).expect("the output")
    };
    let whole = run(&[text(&folder)], "");
    assert_eq!(whole.iter().filter(|&&byte| byte == b'\n').count(), paths.len() + 1);
    assert_eq!(run(&["--files-from", "-"], &paths.join("\n")), whole);
    assert_eq!(run(&["--files-from", "-"], &format!("{}\r\n", paths.join("\r\n"))), whole);
    assert_eq!(run(&["--files-from", "-"], &paths.join("\0")), whole);
    assert_eq!(run(&[&format!("{}/*", text(&folder))], ""), whole);
    assert_eq!(run(&[&format!("{}/**/*.{{txt,pdf,docx}}", text(&folder))], ""), whole);
    let nothing = batch(&[&format!("{}/*.doc", text(&folder)), "-o", text(&out), "-q"]);
    assert_eq!(code(&nothing), 3);
    assert!(String::from_utf8(std::fs::read(&out).expect("the output")).expect("text").contains("no file matches"));
}

#[test]
fn members_of_archives_have_rows() {
    let folder = scratch("archives");
    some_files(&folder);
    let archive = |path: &Path, names: &[&str]| {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("an archive"));
        for name in names {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
            zip.write_all(&std::fs::read(folder.join("junior-ml-engineer.txt")).expect("a file")).expect("written");
        }
        zip.finish().expect("an archive");
    };
    let resumes = folder.join("resumes.zip");
    archive(&resumes, &["a/one.txt", "../../etc/two.txt", "__MACOSX/x", ".hidden", "three.txt"]);
    let whole = std::fs::read(&resumes).expect("an archive");
    std::fs::write(folder.join("cut.zip"), &whole[..whole.len() / 2]).expect("half an archive");
    let mut tar = tar::Builder::new(std::fs::File::create(folder.join("r.tar")).expect("an archive"));
    for name in ["same.pdf", "same.pdf"] {
        tar.append_path_with_name(folder.join("data-engineer.pdf"), name).expect("a member");
    }
    tar.into_inner().expect("an archive");

    let out = scratch("archives-out").join("s.jsonl");
    let args = ["resumes.zip", "cut.zip", "r.tar"].map(|name| folder.join(name));
    let args: Vec<&str> = args.iter().map(|path| text(path)).collect();
    let output = batch(&[&args[..], &["-o", text(&out), "-q"]].concat());
    assert_eq!(code(&output), 3);
    let found: Vec<(String, String)> = rows(&out)
        .iter()
        .map(|row| (row["path"].as_str().expect("a path").replace(text(&folder), ""), row["status"].to_string()))
        .collect();
    let expected = [
        ("/cut.zip", "failed"),
        ("/r.tar/same.pdf", "scored"),
        ("/r.tar/same.pdf", "scored"),
        ("/resumes.zip/a/one.txt", "scored"),
        ("/resumes.zip/\\x2E\\x2E/\\x2E\\x2E/etc/two.txt", "scored"),
        ("/resumes.zip/three.txt", "scored"),
    ];
    let expected = expected.map(|(path, status)| (path.to_owned(), format!("\"{status}\"")));
    assert_eq!(found, expected);
    assert_eq!(rows(&out)[4]["duplicate_of"], rows(&out)[3]["path"]);
    // A second run knows them all, and says the same.
    let before = std::fs::read(&out).expect("the output");
    assert_eq!(code(&batch(&[&args[..], &["-o", text(&out), "-q"]].concat())), 3);
    assert_eq!(std::fs::read(&out).expect("the output"), before);
}

#[test]
fn errors_are_allowed_up_to_a_number() {
    let folder = scratch("allowed");
    some_files(&folder);
    let out = scratch("allowed-out").join("s.csv");
    let run = |allowed: &str| code(&batch(&[text(&folder), "-o", text(&out), "--allow-errors", allowed]));
    assert_eq!((run("0"), run("1"), run("2")), (3, 3, 0));
    assert_eq!((run("22.2%"), run("23%")), (3, 0));
}

#[test]
fn nobody_is_named_in_an_anonymous_output() {
    let folder = scratch("anonymous");
    for (name, resume) in [("Ada_Lovelace", "senior-ml-engineer"), ("Zuse", "junior-ml-engineer")] {
        copy(&format!("fixtures/resumes/{resume}/resume.pdf"), &folder.join(format!("{name}.pdf")));
    }
    copy("fixtures/bad/empty.txt", &folder.join("Gone_Person.txt"));
    let posting = folder.join("Posting_of_Ada.txt");
    copy(POSTING, &posting);
    let out = scratch("anonymous-out");
    let (scores, mentions) = (out.join("s.jsonl"), out.join("m.jsonl"));
    let output = batch(&[
        &format!("{}/*.pdf", text(&folder)),
        text(&folder.join("Gone_Person.txt")),
        text(&folder.join("Nobody.pdf")),
        "--anonymous",
        "--job",
        text(&posting),
        "-o",
        text(&scores),
        "--mentions",
        text(&mentions),
    ]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let everything =
        [std::fs::read(&scores).expect("scores"), std::fs::read(&mentions).expect("mentions"), output.stdout];
    let everything: String = everything.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    for name in ["Ada", "Lovelace", "Zuse", "Gone_Person", "Nobody", "anonymous", "batch/"] {
        assert!(!everything.contains(name), "{name}");
    }
    let rows = rows(&scores);
    assert_eq!(rows.len(), 4);
    let hash = rows[0]["sha256"].as_str().expect("a hash");
    assert_eq!(rows[0]["path"], format!("sha256:{hash}"));
    assert!(rows[3]["path"].is_null() && rows[3]["coverage"].is_null());
    assert!(
        std::fs::read_to_string(&mentions).expect("mentions").lines().all(|line| line.contains("\"snippet\":null"))
    );
}

#[cfg(feature = "parquet")]
fn json(field: &parquet::record::Field) -> Value {
    use parquet::record::Field;
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => text.as_str().into(),
        Field::Long(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::ListInternal(list) => list.elements().iter().map(json).collect(),
        other => panic!("no column has such values: {other:?}"),
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_types_lists_and_nulls() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = scratch("parquet");
    some_files(&folder);
    let out = scratch("parquet-out");
    let (scores, lines) = (out.join("s.parquet"), out.join("s.jsonl"));
    for to in [&scores, &lines] {
        assert_eq!(code(&batch(&[text(&folder), "-o", text(to), "--job", POSTING, "-q"])), 3);
    }
    let reader = SerializedFileReader::new(std::fs::File::open(&scores).expect("a file")).expect("a table");
    let table: Vec<Value> = reader
        .get_row_iter(None)
        .expect("rows")
        .map(|row| {
            let row = row.expect("a row");
            row.get_column_iter().map(|(name, field)| (name.clone(), json(field))).collect()
        })
        .collect();
    assert_eq!(table, rows(&lines));
    assert!(table.iter().any(|row| row["coverage"].is_null() && row["covered"].is_null() && row["error"] == "empty"));
    assert!(table.iter().any(|row| row["coverage"].is_f64() && row["warnings"] == Value::Array(Vec::new())));
}

#[test]
fn the_manual_names_every_column() {
    let manual = std::fs::read_to_string(Path::new(ROOT).join("docs/batch.md")).expect("the manual");
    let rows: Vec<&str> = manual.lines().filter(|line| line.starts_with("| `")).collect();
    for column in SCORES.iter().chain(MENTIONS) {
        let name = format!("`{}`", column.name);
        assert!(rows.iter().any(|row| row.split(" | ").next().is_some_and(|cell| cell.contains(&name))), "{name}");
    }
}

#[test]
fn what_cannot_be_done_is_said_before_the_work() {
    let out = scratch("usage").join("s.csv");
    let cases: [(&[&str], i32, &str); 6] = [
        (&["fixtures/resumes"], 2, "-o scores.csv"),
        (&["fixtures/resumes", "-o", "/nonexistent/s.csv"], 2, "cannot be written"),
        (&["fixtures/resumes", "-o", "scores.txt"], 2, "which format?"),
        (&["-o", text(&out)], 2, "PATH"),
        (&["fixtures/resumes", "-o", text(&out), "--job", "fixtures/bad/empty.txt"], 3, "empty.txt"),
        (&["fixtures/resumes", "-o", text(&out), "--role", "nothing-such"], 2, "no role"),
    ];
    for (args, expected, said) in cases {
        let output = batch(args);
        assert_eq!(code(&output), expected, "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
    }
    assert!(!out.exists());
}
