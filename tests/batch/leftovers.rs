//! What lies in a folder beside resumes: earlier outputs of ours, tables of others, archives in archives.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::{POSTING, ROOT, batch, code, copy, rows, scratch, stderr, text};

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["path"].as_str()?.rsplit('/').next()).collect()
}

#[test]
fn what_an_earlier_run_wrote_is_left_out_and_told() {
    let folder = scratch("own-outputs");
    copy("fixtures/resumes/junior-ml-engineer/resume.txt", &folder.join("junior.txt"));
    std::fs::write(folder.join("gapcheck.toml"), "resumes = [\"junior.txt\"]\n").expect("a file");
    let at = |name: &str| folder.join(name);
    let table = if cfg!(feature = "parquet") { "parquet" } else { "csv" };
    for (scores, mentions, summary) in [
        ("a.csv", "am.csv", "a.md"),
        ("b.jsonl", "bm.jsonl", "b.json"),
        (&*format!("c.{table}"), &*format!("cm.{table}"), "c.md"),
    ] {
        let to = [at(scores), at(mentions), at(summary)];
        let to = to.each_ref().map(|path| text(path));
        let run = batch(&[text(&at("junior.txt")), "-o", to[0], "--mentions", to[1], "--summary", to[2], "-q"]);
        assert_eq!(code(&run), 0, "{}", stderr(&run));
    }
    // Renamed, it is still a table of ours.
    std::fs::rename(at("am.csv"), at("table.CSV")).expect("renamed");
    let report =
        super::gapcheck(&["--format", "json", "-o", text(&at("report.json")), text(&at("junior.txt"))]).output();
    assert!(report.expect("the program").status.success());
    let out = scratch("own-outputs-out").join("s.jsonl");
    let run = batch(&[text(&folder), "-o", text(&out)]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    assert_eq!(names(&rows(&out)), ["junior.txt"]);
    let said = stderr(&run);
    let files = std::fs::read_dir(&folder).expect("a folder").count() - 1;
    assert!(said.contains(&format!("left out what gapcheck wrote itself ({files}): ")), "{said}");
    // As a shell gives them, too.
    let all: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|file| text(&file.expect("a file").path()).to_owned())
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let run = batch(&[&all[..], &["-o", text(&out), "-q"]].concat());
    assert_eq!((code(&run), stderr(&run).as_str()), (0, ""));
    assert_eq!(names(&rows(&out)), ["junior.txt"]);
}

#[test]
fn a_table_of_others_is_no_resume() {
    let folder = scratch("other-tables");
    std::fs::write(folder.join("people.csv"), "name,skills\nAda,\"Python, Docker, Kubernetes\"\n").expect("a file");
    let out = scratch("other-tables-out").join("s.jsonl");
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&out), "-q"])), 3);
    let row = &rows(&out)[0];
    assert_eq!((&row["error"], &row["coverage"]), (&"other-kind".into(), &Value::Null));
    assert!(row["error_message"].as_str().is_some_and(|message| message.starts_with("this is a table")), "{row}");
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&out), "-q", "--no-kind-check"])), 0);
    assert_eq!(rows(&out)[0]["status"], "scored");
}

#[test]
fn an_archive_in_an_archive_is_told_as_such() {
    let folder = scratch("nested");
    let docx = std::fs::read(Path::new(ROOT).join("fixtures/formats/junior-ml-engineer.docx")).expect("a fixture");
    let packed = |members: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, bytes) in members {
            zip.start_file(*name, stored).expect("a member");
            zip.write_all(bytes).expect("written");
        }
        zip.finish().expect("an archive").into_inner()
    };
    let inner = packed(&[("resume.docx", &docx)]);
    std::fs::write(folder.join("outer.zip"), packed(&[("inner.zip", &inner), ("a.docx", &docx)])).expect("a file");
    // Without the name of an archive it is one all the same.
    std::fs::write(folder.join("called.docx"), &inner).expect("a file");
    let out = scratch("nested-out").join("s.jsonl");
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&out), "-q"])), 3);
    let rows = rows(&out);
    assert_eq!(names(&rows), ["called.docx", "inner.zip", "a.docx"]);
    assert_eq!(rows[0]["error"], "not-readable");
    assert!(
        rows[0]["error_message"].as_str().is_some_and(|message| message.contains("is a ZIP archive")),
        "{}",
        rows[0]
    );
    assert_eq!(rows[1]["error"], "nested-archive");
    assert_eq!(rows[2]["status"], "scored");
}

#[test]
fn two_formats_of_a_resume_are_nearly_the_same() {
    let folder = scratch("formats");
    let mut resumes = 0;
    for person in std::fs::read_dir(Path::new(ROOT).join("fixtures/resumes")).expect("fixtures") {
        let person = person.expect("a folder");
        if !person.path().is_dir() {
            continue;
        }
        resumes += 1;
        for file in std::fs::read_dir(person.path()).expect("a folder").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.starts_with("resume.") {
                let to = folder.join(format!("{}.{name}", person.file_name().to_string_lossy()));
                std::fs::copy(file.path(), to).expect("a fixture");
            }
        }
    }
    let out = scratch("formats-out").join("s.jsonl");
    assert_eq!(code(&batch(&[text(&folder), "-o", text(&out), "-q"])), 0);
    let person =
        |path: &Value| path.as_str().and_then(|path| path.rsplit('/').next()?.split('.').next().map(str::to_owned));
    let rows = rows(&out);
    assert!(resumes == 12 && rows.len() > 2 * resumes, "{} rows", rows.len());
    let alone: Vec<&Value> =
        rows.iter().filter(|row| row["near_duplicate_of"].is_null()).map(|row| &row["path"]).collect();
    assert_eq!(alone.len(), resumes, "one of each person has no mark: {alone:?}");
    for row in rows.iter().filter(|row| !row["near_duplicate_of"].is_null()) {
        assert_eq!(person(&row["near_duplicate_of"]), person(&row["path"]), "two people are not the same");
    }
}

#[test]
fn rows_have_names_that_people_read() {
    let out = scratch("readable").join("s.jsonl");
    let resume = "fixtures/resumes/junior-ml-engineer/resume.txt";
    assert_eq!(code(&batch(&[resume, "-o", text(&out), "-q"])), 0);
    let row = &rows(&out)[0];
    for (ids, names) in
        [("covered", "covered_names"), ("partial", "partial_names"), ("missing_required", "missing_required_names")]
    {
        let list = |column: &str| row[column].as_array().expect("a list").clone();
        assert_eq!(list(ids).len(), list(names).len(), "{ids}");
        let pairs = list(ids).into_iter().zip(list(names));
        let groups: Vec<_> = pairs.filter(|(id, _)| id.as_str().is_some_and(|id| id.contains('/'))).collect();
        assert!(ids != "covered" || groups.iter().any(|(_, name)| name == "PyTorch or TensorFlow"), "{groups:?}");
    }
}

#[test]
fn a_folder_of_postings_tells_all_that_are_none() {
    let folder = scratch("job-folder");
    copy(POSTING, &folder.join("good.txt"));
    std::fs::write(folder.join("anna.aux"), "\\relax\n").expect("a file");
    std::fs::write(folder.join("anna.log"), "This is pdfTeX\n").expect("a file");
    let out = scratch("job-folder-out").join("s.jsonl");
    let resume = "fixtures/resumes/junior-ml-engineer/resume.txt";
    let run = || batch(&[resume, "--job", text(&folder), "-o", text(&out)]);
    let output = run();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("left out what is no document by its name: ") && said.contains("anna.aux"), "{said}");
    copy(resume, &folder.join("resume.txt"));
    std::fs::write(folder.join("walk.md"), "We walk along the river.\n").expect("a file");
    std::fs::write(folder.join("empty.txt"), "").expect("a file");
    let output = run();
    let said = stderr(&output);
    for (name, why) in
        [("resume.txt", "reads like a resume"), ("walk.md", "asks for no skill"), ("empty.txt", "is empty")]
    {
        let line = said.lines().find(|line| line.contains(name) && line.contains(why));
        assert!(line.is_some_and(|line| line.starts_with("gapcheck: ")), "{name}: {said}");
    }
    assert_eq!(code(&output), 3, "that of the first: {said}");
}
