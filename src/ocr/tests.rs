use super::*;
use crate::document::LineStyle;
#[cfg(unix)]
use crate::worker::WorkerCommand;

fn page(text: &str) -> Page {
    let mut at = 0;
    let lines = text
        .split_inclusive('\n')
        .map(|line| {
            let span = at..at + line.trim_end().len();
            at += line.len();
            Line { span, locator: None, wraps: false, style: LineStyle::default() }
        })
        .collect();
    Page { text: text.to_owned(), lines }
}

#[test]
fn recognised_pages_stand_in_the_order_of_the_file() {
    let mut reading = empty(4);
    insert(&mut reading, 3, page("three\nthree again\n"));
    insert(&mut reading, 1, page("one\n"));
    insert(&mut reading, 4, page("four\n"));
    insert(&mut reading, 2, Page::default());
    assert_eq!(reading.text, "one\n\nthree\nthree again\n\nfour\n");
    let lines: Vec<(&str, Option<Locator>)> =
        reading.lines.iter().map(|line| (&reading.text[line.span.clone()], line.locator.clone())).collect();
    let at = |number| Some(Locator::Page(number));
    assert_eq!(lines, [("one", at(1)), ("three", at(3)), ("three again", at(3)), ("four", at(4))]);
    let recognised: Vec<&str> = reading.more.recognised.iter().map(|range| &reading.text[range.clone()]).collect();
    assert_eq!(recognised, ["one\n", "three\nthree again\n", "four\n"]);
}

#[test]
fn without_tesseract_the_message_says_what_to_install() {
    let tesseract = Tesseract { program: "no-such-program-anywhere".into(), ..Tesseract::default() };
    let picture = |_| Ok(Picture { width: 1, height: 1, resolution: 72, pixels: vec![255] });
    let error = complete(Err(ReadError::NoText { pages: 1 }), &tesseract, picture).expect_err("not installed");
    assert_eq!(error, ReadError::Recognition(OcrError::NotInstalled));
    assert!(error.to_string().contains("apt install tesseract-ocr"));
}

#[test]
fn other_errors_and_pages_with_text_are_left_alone() {
    let tesseract = Tesseract { program: "no-such-program-anywhere".into(), ..Tesseract::default() };
    let never = |_| unreachable!("no page is drawn");
    assert_eq!(complete(Err(ReadError::EncryptedPdf), &tesseract, never), Err(ReadError::EncryptedPdf));
    let mut reading = empty(1);
    insert(&mut reading, 1, page("one\n"));
    assert_eq!(complete(Ok(reading.clone()), &tesseract, never), Ok(reading));
}

/// A program that does this instead of reading a picture.
#[cfg(unix)]
fn shell(command: &str, limits: OcrLimits) -> Tesseract {
    let launcher = WorkerCommand { program: "sh".into(), args: vec!["-c".into(), command.into()] };
    Tesseract { limits, launcher: Some(launcher), ..Tesseract::default() }
}

#[cfg(unix)]
fn dot() -> Picture {
    Picture { width: 1, height: 1, resolution: 72, pixels: vec![0] }
}

#[cfg(unix)]
#[test]
fn a_program_that_never_ends_is_ended() {
    use std::time::{Duration, Instant};
    let limits = OcrLimits { time: Duration::from_millis(300), ..OcrLimits::default() };
    let started = Instant::now();
    assert_eq!(shell("exec sleep 600", limits).read(&dot()), Err(OcrError::TimedOut { seconds: 0 }));
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[cfg(unix)]
#[test]
fn an_answer_without_an_end_is_cut_off() {
    let limits = OcrLimits { output: 1 << 16, ..OcrLimits::default() };
    assert_eq!(shell("exec yes", limits).read(&dot()), Err(OcrError::Failed));
}

#[cfg(unix)]
#[test]
fn what_a_program_says_decides() {
    let read = |command: &str| shell(command, OcrLimits::default()).read(&dot());
    assert_eq!(read("exit 127"), Err(OcrError::NotInstalled));
    assert_eq!(read("exit 1"), Err(OcrError::Failed));
    assert_eq!(read("echo 'Error opening data file eng.traineddata' >&2; exit 1"), Err(OcrError::NoLanguage));
    assert_eq!(
        read("cat > /dev/null; printf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t95\\tPython\\n'").map(|page| page.text),
        Ok("Python\n".to_owned())
    );
}
