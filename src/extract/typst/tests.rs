use super::*;

fn reading(source: &str) -> Reading {
    read(source).expect("text")
}

fn text_of(source: &str) -> String {
    reading(source).text
}

#[test]
fn markup_is_read_as_it_stands() {
    let source = "= Work // not Haskell\nWrote *Rust*, _Go_ \\\nand snake_case, 2020--2021,\nfor ada\\@example.com at https://example.com\n\
                  - One\n  goes on\n+ Two\nAfter /* Perl */ all <label>\n\n/ Term: said \\u{e9}";
    let reading = reading(source);
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.locator.clone(), line.style))
        .map(|(text, place, style)| (text, place, style.marked_heading, style.bullet))
        .collect();
    let at = |line| Some(Locator::Line(line));
    assert_eq!(
        seen,
        [
            ("Work", at(1), true, false),
            ("Wrote Rust, Go", at(2), false, false),
            ("and snake_case, 2020–2021, for ada@example.com at https://example.com", at(3), false, false),
            ("One goes on", at(5), false, true),
            ("Two", at(7), false, true),
            ("After all", at(8), false, false),
            ("Term: said é", at(10), false, true),
        ]
    );
}

#[test]
fn rules_definitions_and_looks_are_left_out() {
    let source = "#import \"@preview/rust:1.0\": *\n#set text(font: \"Java Sans\", size: 9pt)\n#show heading: it => block[#upper(it.body)]\n\
                  #let entry(title, place) = block[\n  *#title* #place\n]\n#let firm = \"Brightwater\"\n\
                  #text(size: 20pt, weight: \"bold\", fill: rgb(\"#aabbcc\"))[Ada] #h(1fr) #firm\n#line(length: 100%)\n#v(0.3cm)\n\
                  #align(center)[Engineer #link(\"https://perl.example.com\")[home] #link(\"https://example.com\")]";
    let reading = reading(source);
    assert_eq!(reading.text, "Ada\tBrightwater\n\nEngineer home https://example.com\n");
    assert!(!reading.lines[0].style.bold);
    assert!(self::reading("#text(weight: \"bold\")[Skills]").lines[0].style.bold);
}

#[test]
fn calls_of_the_document_and_of_templates_are_read() {
    let source = "#show: resume.with(\n  author: \"Ada Example\",\n  accent-color: \"#26428b\",\n  font: \"Go Mono\",\n)\n\
                  #entry[Engineer][Northlight, Oslo][2020 – 2022]\n- Kept Kafka running\n#edu(\n  institution: \"Fjord College\",\n\
                  \x20 dates: span(start: \"2014\", end: \"2017\"),\n  degree: \"BSc Physics\",\n  tags: (\"Python\", \"SQL\"),\n)\nKnows #tool[Rust] well.\n";
    let expected = "Ada Example\nEngineer\nNorthlight, Oslo\n2020 – 2022\nKept Kafka running\nFjord College\n2014\n2017\n\
                    BSc Physics\nPython, SQL\nKnows Rust well.\n";
    assert_eq!(text_of(source), expected);
}

#[test]
fn grids_have_rows_and_columns() {
    let source = "#table(columns: 2, stroke: none, [Languages], [Python, SQL], [Cloud], [AWS])\n\
                  #grid(columns: (1fr, 5cm), [\n= Work\nOne\n], block(inset: 3pt)[\n= Skills\nGo\n])\n#if true [Yes] else [No]\n#for x in y { [Loop] }";
    assert_eq!(text_of(source), "Languages\tPython, SQL\nCloud\tAWS\n\nWork\nOne\n\nSkills\nGo\nYes No Loop\n");
}

#[test]
fn what_is_hidden_is_left_out_and_said() {
    let source = "Go #text(fill: white)[Kubernetes Helm] #hide[Java] SQL #text(fill: white, \"Rust\")";
    let hidden = reading(source);
    assert_eq!(hidden.text, "Go SQL\n");
    let words: Vec<&String> = hidden.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Helm", "Java", "Rust"]);
    assert!(text_of(&format!("#block(fill: black)[x] {source}")).contains("Kubernetes"));
    assert_eq!(text_of(&source.replace("fill: white", "fill: rgb(\"#fff\")")), "Go SQL\n");
    assert!(text_of(&source.replace("fill: white", "fill: white.darken(80%)")).contains("Kubernetes"));
}

#[test]
fn files_that_it_reads_are_named_as_missing() {
    assert_eq!(reading("Ada\n#include \"../../etc/passwd\"").warnings[0].code, "not-followed");
    assert_eq!(read("#include \"work.typ\""), Err(ReadError::OnlyIncludes));
}

#[test]
fn typst_is_told_by_its_name_or_what_it_says() {
    assert!(is_typst("Ada", Some("typ")));
    assert!(is_typst("Ada\n#set page(paper: \"a4\")", None));
    assert!(!is_typst("#set page(", Some("md")));
    assert!(!is_typst("# Ada\n#hashtag", None));
}

#[test]
fn depth_has_a_limit_and_what_nobody_closes_costs_nothing() {
    let deep = |open: &str, close: &str, depth| format!("{}Go{}", open.repeat(depth), close.repeat(depth));
    assert_eq!(text_of(&deep("#f[", "]", 900)), "Go\n");
    for open in ["#f[", "#f(a: ", "#if x [", "#{", "#f((", "["] {
        assert_eq!(read(&deep(open, "", 100_000)), Err(ReadError::TooDeep { limit: 1000 }), "{open}");
    }
    let odd = [
        "#",
        "#(",
        "#\"",
        "\\",
        "\\u{",
        "\\u{zz",
        "#let",
        "#let x =",
        "#link(\"",
        "<",
        "#f(é: ",
        "#f(\"\\",
        "]]",
        "/*",
        "=",
        "#show: x.with(",
    ];
    for odd in odd {
        let _ = read(&format!("Go {odd}"));
        let _ = read(&format!("Go\n{odd} é)]}} ü"));
    }
}
