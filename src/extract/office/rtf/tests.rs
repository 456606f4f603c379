use super::*;
use crate::document::Locator;

fn reading(body: &str) -> Reading {
    let head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Lato;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Symbol;}}
        {\colortbl;\red255\green255\blue255;\red31\green56\blue100;}
        {\stylesheet{\s0 Normal;}{\s1\b\fs32 heading 1;}{\*\cs2 strong;}}{\info{\author Java}}{\*\generator Perl;}";
    read(format!("{head}{body}}}").as_bytes()).expect("text")
}

fn text_of(body: &str) -> String {
    reading(body).text
}

#[test]
fn characters_of_any_encoding_are_read() {
    assert_eq!(
        text_of(
            r"Ren\'e9e \{C\}, \u8211?, \u-10179?\u-8704?, {\uc0\u233 t\u233}, {\f1\'cf\'e8}, \ldblquote ok\rdblquote"
        ),
        "Renée {C}, –, 😀, été, Пи, “ok”\n"
    );
    assert_eq!(text_of("Kuber{\\b net}es\r\nnow\\~here\\line Go\\tab SQL"), "Kubernetesnow here\nGo\tSQL\n");
}

#[test]
fn headings_items_sizes_and_places_are_told() {
    let body = r"\pard\s1\b\fs48 Skills\par\pard\plain\fs24{\listtext\f2\'b7\tab}\ls1 Go\par{\pntext\'b7\tab}SQL\par\pard\par Plain\par";
    let reading = reading(body);
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.locator.clone(), line.style))
        .map(|(text, place, style)| (text, place, style.marked_heading, style.bullet, style.relative_size))
        .collect();
    let at = |number| Some(Locator::Paragraph(number));
    assert_eq!(
        seen,
        [
            ("Skills", at(1), true, false, 2.0),
            ("Go", at(2), false, true, 1.0),
            ("SQL", at(3), false, true, 1.0),
            ("Plain", at(5), false, false, 1.0),
        ]
    );
}

#[test]
fn tables_boxes_notes_and_margins_are_read() {
    let body = r"{\header Ada Example\par}{\headerf Ada Example\par}\pard Before\par
        \trowd\cellx1\cellx2\pard\intbl 2021\cell Engineer\cell\row\trowd\pard\intbl 2020\cell Intern\par Oslo\cell\row\pard
        Degree{\super\chftn{\footnote\chftn With honours\par}}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Python\par}}{\shprslt Python}} of science\par
        {\field{\*\fldinst HYPERLINK rust}{\fldrslt my page}}{\pict 00ff}{\*\unknown Scala}\par";
    let expected = "Before\n\n2021\tEngineer\n2020\tIntern\nOslo\n\nDegree of science\n\nWith honours\n\nPython\n\nmy page\n\nAda Example\n";
    assert_eq!(text_of(body), expected);
}

#[test]
fn what_is_hidden_is_left_out_and_said() {
    let body = r"Python {\v Kubernetes} {\cf1 Helm Java} {\fs2 Rust} {\deleted Scala} {\cf2 Go}\par";
    let hidden = reading(body);
    assert_eq!(hidden.text, "Python Go\n");
    let words: Vec<&String> = hidden.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Helm", "Java", "Rust"]);
    assert!(text_of(&format!("\\pard\\cbpat2 {body}")).contains("Helm"));
}

#[test]
fn damage_is_said_and_depth_is_refused() {
    let early = read(br"{\rtf1 Python\par {\b Go").expect("text");
    assert_eq!((early.text.as_str(), early.warnings[0].code.as_str()), ("Python\nGo\n", "damaged"));
    assert_eq!(read(format!("{{\\rtf1 {}", "{".repeat(100_000)).as_bytes()), Err(ReadError::TooDeep { limit: 1000 }));
    assert_eq!(read(br"{\rtf1{\pict 00}}"), Err(ReadError::NoWords));
    assert_eq!(read(br"{\rtf1\bin99999999 x}").map(|_| ()), Err(ReadError::NoWords));
}

#[test]
fn links_are_told_from_other_fields() {
    let body = r#"Ada\par{\field{\*\fldinst{ HYPERLINK "https://a.example/x" }}{\fldrslt{\b my page}}},
        {\field{\*\fldinst HYPERLINK \\l "https://place"}{\fldrslt above}} {\field{\*\fldinst PAGE "https://b.example"}{\fldrslt 1}}\par
        {\field{\*\fldinst{\rtlch HYPERLINK "https://d.example/caf\'e9/\u946?/a\\\\b\{c\}" }}{\fldrslt{} }}\par
        {\field{\*\fldinst HYPERLINK "https://c.example"#;
    let reading = reading(body);
    let links: Vec<_> = reading.more.links.iter().map(|link| (link.target.as_str(), link.locator.clone())).collect();
    let places = [("https://a.example/x", 2), ("https://d.example/café/β/a\\b{c}", 3)];
    assert_eq!(links, places.map(|(target, number)| (target, Some(Locator::Paragraph(number)))));
    // Eight spaces are a gap.
    assert!(reading.text.starts_with("Ada\nmy page,\tabove 1\n"), "{}", reading.text);
}
