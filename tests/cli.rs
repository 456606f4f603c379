//! The program as a whole: what no single command file can say.

#[path = "cli/nothing.rs"]
mod nothing;
#[path = "cli/words.rs"]
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SENIOR: &str = "fixtures/resumes/senior-ml-engineer/resume.pdf";
const JUNIOR: &str = "fixtures/resumes/junior-ml-engineer/resume.pdf";

fn gapcheck(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gapcheck"));
    command.args(args).current_dir(ROOT).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(args: &[&str]) -> Output {
    gapcheck(args).output().expect("the program starts")
}

fn stdout(args: &[&str]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

fn pipe(args: &[&str], input: &[u8]) -> Output {
    let mut child = gapcheck(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The program may end before it has read all.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the program ends")
}

/// A scan is read where tesseract is, and what is found in it says so.
#[test]
fn pages_without_text_are_recognised() {
    if Command::new("tesseract").arg("--version").output().is_err() {
        println!("skipped: needs tesseract (Debian: tesseract-ocr)");
        return;
    }
    for (file, asserted) in [("fixtures/ocr/scan.pdf", &[][..]), ("fixtures/ocr/half.pdf", &["rust"])] {
        let json = stdout(&["skills", file, "--ocr", "--timeout", "300", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["warnings"][0]["code"], "recognised", "{file}");
        let mentions = |id: &str| {
            let skills = value["skills"].as_array().expect("skills");
            let skill = skills.iter().find(|skill| skill["skill"] == id).unwrap_or_else(|| panic!("{file}: no {id}"));
            skill["mentions"].as_array().expect("mentions").clone()
        };
        for id in ["python", "postgresql", "kubernetes", "apache-airflow", "terraform"] {
            for mention in mentions(id) {
                assert_eq!(mention["recognised"], true, "{file}: {id}");
                assert!(mention["confidence"].as_f64() < Some(0.85), "{file}: {mention}");
            }
        }
        for id in asserted {
            assert!(mentions(id).iter().all(|mention| mention.get("recognised").is_none()), "{file}: {id}");
        }
        assert_eq!(json, stdout(&["skills", file, "--ocr", "--timeout", "300", "--format", "json"]), "{file} twice");
    }
    let text = stdout(&["text", "--raw", "--ocr", "--timeout", "300", "fixtures/ocr/half.pdf"]);
    assert!(text.find("SUMMARY") < text.find("EXPERIENCE"), "{text}");
    // A file with text is read as ever.
    assert_eq!(stdout(&["text", "--ocr", SENIOR]), stdout(&["text", SENIOR]));
}

/// Without tesseract the message says what to install, and a file with text does not need it.
#[test]
fn without_tesseract_the_message_says_what_to_install() {
    let nowhere = scratch("no-programs");
    let without = |args: &[&str]| gapcheck(args).env("PATH", &nowhere).output().expect("the program starts");
    let output = without(&["fixtures/ocr/scan.pdf", "--ocr"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("apt install tesseract-ocr"), "{}", stderr(&output));
    assert!(without(&[SENIOR, "--ocr", "-q"]).status.success());
}

#[test]
fn two_runs_are_equal_byte_for_byte() {
    for format in ["human", "json"] {
        for all in [&[][..], &["--all"]] {
            let args = [&[SENIOR, "--format", format], all].concat();
            assert_eq!(stdout(&args), stdout(&args), "{args:?}");
        }
    }
    assert_eq!(stdout(&["role", "show", "--all"]), stdout(&["role", "show", "--all"]));
}

#[test]
fn standard_input_reads_as_the_file_does() {
    let bytes = std::fs::read(Path::new(ROOT).join(SENIOR)).expect("a fixture");
    let piped = pipe(&["-", "--format", "json", "--anonymous"], &bytes);
    assert!(piped.status.success(), "{}", stderr(&piped));
    assert_eq!(String::from_utf8_lossy(&piped.stdout), stdout(&[SENIOR, "--format", "json", "--anonymous"]));
    let empty = pipe(&["-"], b"");
    assert_eq!(empty.status.code(), Some(3));
    assert!(stderr(&empty).starts_with("gapcheck: standard input: "), "{}", stderr(&empty));
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let mut child = gapcheck(&["taxonomy", "list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn thresholds_decide_the_exit_code() {
    assert_eq!(run(&[SENIOR, "--fail-under", "1%"]).status.code(), Some(0));
    let missed = run(&[JUNIOR, "--fail-under", "0.99"]);
    assert_eq!(missed.status.code(), Some(1));
    assert!(stderr(&missed).contains("under the 99.0 % of --fail-under"), "{}", stderr(&missed));
    assert!(!missed.stdout.is_empty(), "the report is written all the same");
    assert_eq!(run(&[SENIOR, "--require", "Python,docker"]).status.code(), Some(0));
    let missed = run(&[JUNIOR, "--require", "python,cobol"]);
    assert_eq!(missed.status.code(), Some(1));
    assert!(stderr(&missed).contains("--require asks for: COBOL"), "{}", stderr(&missed));
    assert_eq!(run(&["fixtures/bad/empty.txt", "--fail-under", "1"]).status.code(), Some(3), "unread outranks missed");
    assert_eq!(run(&[SENIOR, "--fail-under", "80"]).status.code(), Some(2));
    let quiet = run(&["-q", JUNIOR, "--fail-under", "0.99"]);
    assert_eq!((quiet.status.code(), stderr(&quiet).as_str()), (Some(1), ""));
    assert_eq!(String::from_utf8_lossy(&quiet.stdout).lines().count(), 1);
}

#[test]
fn a_role_file_says_what_the_role_says() {
    let folder = scratch("role");
    let file = folder.join("role.toml");
    let path = file.to_str().expect("a plain name");
    assert_eq!(stdout(&["role", "show", "--format", "toml", "-o", path]), "");
    assert_eq!(stdout(&["role", "show", path, "--format", "toml"]), stdout(&["role", "show", "--format", "toml"]));
    let without_target = |text: String| {
        let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        value["target"] = serde_json::Value::Null;
        value
    };
    let built_in = stdout(&[SENIOR, "--format", "json"]);
    assert_eq!(without_target(stdout(&[SENIOR, "--format", "json", "--role", path])), without_target(built_in));

    std::fs::write(
        &file,
        "id = \"x\"\ntitle = \"X\"\n\n[[requirement]]\nskill = \"pyton\"\nlevel = \"required\"\nweight = 1\n",
    )
    .expect("a scratch file");
    let wrong = run(&[SENIOR, "--role", path]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("role.toml: line 4: `pyton` is no skill; did you mean `python`?"),
        "{}",
        stderr(&wrong)
    );
}

#[test]
fn output_is_written_whole_or_not_at_all() {
    let folder = scratch("output");
    let file = folder.join("report.json");
    let path = file.to_str().expect("a plain name");
    assert_eq!(stdout(&[SENIOR, "--format", "json", "--output", path]), "");
    let written = std::fs::read_to_string(&file).expect("the report");
    assert_eq!(written, stdout(&[SENIOR, "--format", "json"]));
    assert_eq!(run(&["fixtures/bad/empty.txt", "-o", path]).status.code(), Some(3));
    assert_eq!(std::fs::read_to_string(&file).expect("the report"), written, "a failure leaves the old one");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1, "and nothing beside it");
    let nowhere = folder.join("missing/report.json");
    let failed = run(&["nothing.pdf", "-o", nowhere.to_str().expect("plain")]);
    assert_eq!(failed.status.code(), Some(2), "the output is opened before the work starts");
}

#[test]
fn colour_is_for_terminals() {
    assert!(!stdout(&[SENIOR]).contains('\u{1b}'), "a pipe is no terminal");
    let always = stdout(&[SENIOR, "--color", "always"]);
    assert!(always.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&always).to_string(), stdout(&[SENIOR, "--color", "never"]));
    assert!(!stdout(&[SENIOR, "--format", "json", "--color", "always"]).contains('\u{1b}'));
}

#[test]
fn a_report_fits_eighty_columns() {
    use unicode_width::UnicodeWidthStr;
    for args in
        [&[SENIOR][..], &[JUNIOR, "--all"], &["skills", SENIOR], &["role", "show", "--all"], &["explain", "python"]]
    {
        for line in stdout(args).lines() {
            assert!(line.width() <= 80, "{args:?}: {line}");
            assert_eq!(line, line.trim_end(), "{args:?}");
        }
    }
}

#[test]
fn an_anonymous_report_holds_nothing_of_the_document() {
    for args in [&[SENIOR][..], &["skills", SENIOR], &["explain", "pytorch", "--in", SENIOR]] {
        for format in ["human", "json"] {
            let text = stdout(&[args, &["--format", format, "--anonymous"]].concat());
            assert!(!text.contains("resume.pdf") && !text.contains("snippet"), "{args:?}");
            let quiet = stdout(&[args, &["--format", format, "--no-snippets"]].concat());
            assert!(quiet.contains("resume.pdf") && !quiet.contains("snippet"), "{args:?}");
        }
    }
    let document = stdout(&["text", "--raw", SENIOR]);
    let report = stdout(&[SENIOR, "--format", "json", "--anonymous"]);
    let longest = document.lines().max_by_key(|line| line.len()).expect("text");
    assert!(!report.contains(longest.trim()));
}

#[test]
fn offsets_count_in_the_raw_text() {
    let text = stdout(&["text", "--raw", SENIOR]);
    let list: serde_json::Value = serde_json::from_str(&stdout(&["skills", SENIOR, "--format", "json"])).expect("JSON");
    let mut seen = 0;
    for skill in list["skills"].as_array().expect("a list") {
        for mention in skill["mentions"].as_array().expect("a list") {
            let at = |name: &str| mention[name].as_u64().expect("a number") as usize;
            let words: Vec<&str> = text[at("start")..at("end")].split_whitespace().collect();
            assert_eq!(mention["surface"], words.join(" "));
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} mentions");
}

#[test]
fn a_file_may_be_called_like_a_command() {
    let folder = scratch("names");
    std::fs::write(folder.join("skills"), "Built services in Python and Docker for three years.\n").expect("a file");
    let output = gapcheck(&["./skills", "-q"]).current_dir(&folder).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let misplaced = run(&["--fail-under", "0.5", "skills", SENIOR]);
    assert_eq!(misplaced.status.code(), Some(2));
    assert!(stderr(&misplaced).contains("`--fail-under` stands before the command `skills`"), "{}", stderr(&misplaced));
}

#[test]
fn nothing_of_a_document_moves_the_cursor() {
    let text = b"EXPERIENCE\nEngineer\nTrained models in Python \x1b[2J\x1b]0;owned\x07 and Docker.\n";
    for args in [&["-"][..], &["skills", "-"], &["text", "-"]] {
        let output = pipe(args, text);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned() + &stderr(&output);
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{7}'), "{args:?}: {shown:?}");
    }
}

#[test]
fn nothing_can_reach_the_network() {
    let lock = std::fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).expect("a lock file");
    let network = [
        "attohttpc",
        "async-std",
        "curl",
        "curl-sys",
        "h2",
        "h3",
        "hickory-resolver",
        "hyper",
        "hyper-util",
        "isahc",
        "minreq",
        "mio",
        "native-tls",
        "openssl",
        "openssl-sys",
        "quinn",
        "reqwest",
        "rustls",
        "socket2",
        "surf",
        "tokio",
        "tonic",
        "trust-dns-resolver",
        "tungstenite",
        "ureq",
    ];
    for name in network {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name} can open connections");
    }
    let mut folders = vec![Path::new(ROOT).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let opens = ["std::net", "std::os::unix::net"].iter().any(|module| text.contains(module));
                assert!(!opens, "{} names a network module", path.display());
            }
        }
    }
}

#[test]
fn completions_and_manual_name_every_command() {
    for (args, needle) in [
        (&["completions", "bash"][..], "--fail-under"),
        (&["completions", "zsh"], "taxonomy"),
        (&["man"], ".TH gapcheck"),
    ] {
        assert!(stdout(args).contains(needle), "{args:?}");
    }
    assert_eq!(run(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn a_document_without_words_is_nothing_to_judge() {
    let output = pipe(&["-", "--fail-under", "0.5"], b"*** --- ***\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("nothing to judge"), "{}", stderr(&output));
}

/// Whether this process, and so what it starts, ignores SIGINT.
#[cfg(unix)]
fn ignores_interruption() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
    u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask & 0b10 != 0)
}

/// A shell shows this end as 130.
#[cfg(unix)]
#[test]
fn an_interruption_ends_the_program_and_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt;
    let folder = scratch("interrupted");
    let file = folder.join("report.txt");
    let mut child = gapcheck(&["-", "-o", file.to_str().expect("plain")])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(std::time::Duration::from_millis(300));
    // Jobs in the background of a script inherit an ignored SIGINT; there the other polite signal stands for it.
    let (name, number) = if ignores_interruption() { ("-TERM", 15) } else { ("-INT", 2) };
    let kill = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill is there");
    assert!(kill.success());
    assert_eq!(child.wait().expect("the program ends").signal(), Some(number));
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 0);
}

/// What comes of a path that is no ordinary file: the exit code and the message, within seconds.
#[cfg(unix)]
fn refused(path: &str) -> String {
    let mut child =
        gapcheck(&["text", path]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while child.try_wait().expect("a process").is_none() && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    // One that waits for somebody to write to the pipe is ended, and has said nothing.
    let _ = child.kill();
    let output = child.wait_with_output().expect("a process");
    assert_eq!(output.status.code(), Some(3), "{path}");
    stderr(&output)
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused() {
    let folder = scratch("no-files");
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let pipe = at("pipe.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.pdf")).expect("a socket");
    for (link, target) in
        [("zero.pdf", "/dev/zero"), ("folder.pdf", "."), ("loop.pdf", "loop.pdf"), ("to-pipe.pdf", &pipe)]
    {
        std::os::unix::fs::symlink(target, folder.join(link)).expect("a link");
    }
    assert!(refused("/dev/zero").contains("/dev/zero: this is a device, not a file; give a file"));
    assert!(refused("/dev/null").contains("this is a device"));
    assert!(refused(&pipe).contains("this is a named pipe, not a file"));
    assert!(refused(&at("socket.pdf")).contains("this is a socket"));
    assert!(refused(&at("zero.pdf")).contains("this is a device"));
    assert!(refused(&at("to-pipe.pdf")).contains("this is a named pipe"));
    assert!(refused(&at("folder.pdf")).contains("this is a directory"));
    assert!(refused(&at("loop.pdf")).contains("cannot be opened"));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_and_the_output_of_a_command_are_read() {
    let folder = scratch("links");
    let link = folder.join("resume.pdf");
    std::os::unix::fs::symlink(Path::new(ROOT).join(JUNIOR), &link).expect("a link");
    assert_eq!(stdout(&["text", "--raw", &link.to_string_lossy()]), stdout(&["text", "--raw", JUNIOR]));
    let mut child = gapcheck(&["text", "--raw", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(b"Ada Example\n").expect("written");
    assert_eq!(child.wait_with_output().expect("the program ends").stdout, b"Ada Example\n");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_says_so() {
    use std::os::unix::fs::PermissionsExt;

    let file = scratch("unreadable").join("resume.txt");
    std::fs::write(&file, "Ada\n").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    // Whoever may read everything (root) may read this as well.
    if std::fs::File::open(&file).is_ok() {
        return;
    }
    assert!(refused(&file.to_string_lossy()).contains("cannot be opened (permission denied); check its permissions"));
}

#[test]
fn the_limits_of_reading_can_be_set() {
    let small = run(&["text", SENIOR, "--max-text", "1K"]);
    assert_eq!(small.status.code(), Some(3));
    assert!(stderr(&small).contains("more than 1024 bytes of text"), "{}", stderr(&small));
    let tight = run(&["text", SENIOR, "--max-memory", "8M"]);
    if cfg!(target_os = "linux") {
        assert_eq!(tight.status.code(), Some(3));
        assert!(stderr(&tight).contains("8 MiB of memory"), "{}", stderr(&tight));
    }
    assert!(run(&["text", SENIOR, "--max-cpu", "5", "--timeout", "30", "--max-pages", "2"]).status.success());
}
