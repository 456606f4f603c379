use super::*;
use crate::document::Locator;

fn reading(text: &str) -> Reading {
    read(text, None).expect("a resume as data").expect("text")
}

fn places(reading: &Reading) -> Vec<(&str, String)> {
    let place = |line: &crate::document::Line| line.locator.as_ref().map(Locator::to_string).unwrap_or_default();
    reading.lines.iter().map(|line| (&reading.text[line.span.clone()], place(line))).collect()
}

#[test]
fn a_json_resume_becomes_lines_with_pointers() {
    let reading = reading(
        r#"{"basics": {"name": "Ada", "label": "Engineer", "summary": "Likes engines.", "email": "a@example.com"},
            "work": [{"name": "Engines", "position": "Engineer", "url": "https://java.example.com", "startDate": "1840-01",
                      "highlights": ["Wrote notes"]}],
            "volunteer": [],
            "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML", "CSS"]}, {"name": "Go"}]}"#,
    );
    assert_eq!(reading.format, Format::JsonResume);
    // As JSON pointers, which begin with a slash.
    let expected = [
        ("Ada", "basics/name"),
        ("Engineer", "basics/label"),
        ("a@example.com", "basics/email"),
        ("Summary", "basics/summary"),
        ("Likes engines.", "basics/summary"),
        ("Work", "work"),
        ("Engineer", "work/0/position"),
        ("Engines", "work/0/name"),
        ("1840-01 – present", "work/0/startDate"),
        ("Wrote notes", "work/0/highlights/0"),
        ("Skills", "skills"),
        ("Web: HTML, CSS (Master)", "skills/0"),
        ("Go", "skills/1"),
    ];
    assert_eq!(places(&reading), expected.map(|(text, place)| (text, format!("/{place}"))));
    let style = |text: &str| {
        let line = reading.lines.iter().find(|line| &reading.text[line.span.clone()] == text).expect(text);
        (line.style.marked_heading, line.style.bullet)
    };
    assert_eq!((style("Work"), style("Wrote notes")), ((true, false), (false, true)));
}

#[test]
fn a_rendercv_file_becomes_lines_with_their_numbers() {
    let yaml = "cv:\n  name: Ada\n  sections:\n    work_experience:\n      - company: Engines\n        position: Engineer\n\
                \x20       date: 1840\n        highlights:\n          - Wrote notes\n    Extra Skills:\n      - bullet: Go\n\
                design:\n  theme: java\n";
    let expected = [
        ("Ada", "line 2"),
        ("Work Experience", "line 5"),
        ("Engineer", "line 6"),
        ("Engines", "line 5"),
        ("1840", "line 7"),
        ("Wrote notes", "line 9"),
        ("Extra Skills", "line 11"),
        ("Go", "line 11"),
    ];
    let reading = reading(yaml);
    assert_eq!(reading.format, Format::RenderCv);
    assert_eq!(places(&reading), expected.map(|(text, place)| (text, place.to_owned())));
}

#[test]
fn a_json_resume_may_be_written_in_yaml() {
    let reading = reading("basics:\n  name: Ada\nskills:\n  - name: Go\n");
    assert_eq!((reading.format, reading.text.as_str()), (Format::JsonResume, "Ada\n\nSkills\nGo\n"));
    assert_eq!(reading.lines[2].locator, Some(Locator::Line(4)));
}

#[test]
fn other_data_and_texts_are_not_taken() {
    for text in ["{\"skills\": 1}", "[1, 2]", "{broken", "Ada\ncv: attached\n", "cv:\n\tattached", "basics: none\n"] {
        assert!(read(text, None).is_none(), "{text}");
    }
}

#[test]
fn every_refusal_says_why() {
    let damaged = |name: &str| Some(Err(ReadError::Damaged { document: name.to_owned() }));
    assert_eq!(read("{\"basics\": {\"name\": \"Ada\"", Some("json")), damaged(JSON_RESUME));
    assert_eq!(read("cv:\n  name: [Ada\n", Some("yaml")), damaged(RENDERCV));
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncv:\n  name: *c\n";
    assert_eq!(read(bomb, Some("yaml")), Some(Err(ReadError::Empty)));
    let deep: String = (0..200).map(|depth| format!("{}cv:\n", " ".repeat(depth))).collect();
    assert_eq!(read(&deep, Some("yaml")), Some(Err(ReadError::TooDeep { limit: 128 })));
}
