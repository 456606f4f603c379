use super::*;
use crate::document::Locator;
use crate::extract::office::archive::tests::archive_of;

const STYLES: &str = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:spacing w:before="240"/></w:pPr>
        <w:rPr><w:b/><w:sz w:val="33"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My Section"/><w:basedOn w:val="H1"/></w:style>
    <w:style w:type="paragraph" w:styleId="List"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
    <w:style w:type="table" w:styleId="Dark"><w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>
    </w:styles>"#;

/// A document of these parts; `document` is what stands in the body.
fn docx(document: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{document}</w:body></w:document>");
    archive_of(&[&[("word/document.xml", body.as_str()), ("word/styles.xml", STYLES)], parts].concat())
}

fn text_of(document: &str) -> String {
    super::read(&docx(document, &[])).expect("text").text
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn runs_join_and_tabs_and_breaks_divide() {
    let document = "<w:p><w:pPr><w:tabs><w:tab w:val='right'/></w:tabs></w:pPr><w:r><w:t>Kuber</w:t></w:r><w:proofErr/>\
        <w:r><w:t>netes</w:t><w:tab/><w:t>2021</w:t><w:br/><w:t xml:space='preserve'>Go </w:t></w:r>\
        <w:hyperlink><w:r><w:t>R&amp;D</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>lab</w:t></w:r></w:p>";
    assert_eq!(text_of(document), "Kubernetes\t2021\nGo R&D-lab\n");
}

#[test]
fn headings_lists_and_sizes_are_told_by_styles() {
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let document = [
        styled("Mine", "Skills"),
        styled("List", "Python"),
        styled("List", "SQL"),
        styled("Loop", "Rest"),
        "<w:p><w:pPr><w:pStyle w:val='List'/><w:numPr><w:numId w:val='0'/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>\
         <w:r><w:t>No item</w:t></w:r></w:p>"
            .to_owned(),
    ]
    .concat();
    let reading = super::read(&docx(&document, &[])).expect("text");
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.style))
        .map(|(text, style)| (text, style.marked_heading, style.bullet, style.bold, style.relative_size))
        .collect();
    assert_eq!(
        seen,
        [
            ("Skills", true, false, true, 1.5),
            ("Python", false, true, false, 1.0),
            ("SQL", false, true, false, 1.0),
            ("Rest", false, false, false, 1.0),
            ("No item", false, false, false, 1.0),
        ]
    );
    assert_eq!(reading.lines[4].locator, Some(Locator::Paragraph(5)));
}

#[test]
fn cells_of_a_row_share_a_line_and_columns_of_a_layout_do_not() {
    let cell = |content: &str| format!("<w:tc><w:tcPr/>{content}</w:tc>");
    let rows = |cells: &[String]| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat());
    let row = rows(&[cell(&paragraph("2021")), cell(&paragraph("Engineer")), cell("<w:p/>")]);
    let layout = rows(&[cell(&(paragraph("Skills") + &paragraph("Go"))), cell(&paragraph("Work"))]);
    assert_eq!(text_of(&(row + &layout + &paragraph("End"))), "2021\tEngineer\n\nSkills\nGo\nWork\n\nEnd\n");
}

#[test]
fn text_boxes_follow_their_paragraph_and_are_read_once() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let document = format!(
        "<w:p><w:r><w:t>Built </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t xml:space='preserve'> pipelines</w:t></w:r></w:p>{}",
        text_box("Python"),
        text_box("Python"),
        paragraph("End")
    );
    assert_eq!(text_of(&document), "Built pipelines\n\nPython\n\nEnd\n");
}

#[test]
fn headers_and_notes_follow_the_body() {
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id='r{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let relations = format!(
        "<Relationships>{}{}{}{}{}</Relationships>",
        relation(1, "header", "header1.xml"),
        relation(2, "header", "/word/header2.xml"),
        relation(3, "footnotes", "footnotes.xml"),
        relation(4, "footer", "../../../etc/passwd"),
        relation(5, "footer", "missing.xml"),
    );
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("Ada Lovelace"));
    let notes = format!("<w:footnotes><w:footnote>{}</w:footnote></w:footnotes>", paragraph("With honours"));
    let parts = [
        ("word/_rels/document.xml.rels", relations.as_str()),
        ("word/header1.xml", &header),
        ("word/header2.xml", &header),
        ("word/footnotes.xml", &notes),
    ];
    let reading = super::read(&docx(&paragraph("Degree"), &parts)).expect("text");
    assert_eq!(reading.text, "Degree\n\nWith honours\n\nAda Lovelace\n");
    assert_eq!(reading.lines[2].locator, Some(Locator::Paragraph(3)));
}

#[test]
fn links_of_fields_are_known_and_those_of_hidden_text_are_not() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let field = |instruction: &str, result: &str| {
        let parts: String =
            instruction.split('|').map(|part| format!("<w:r><w:instrText>{part}</w:instrText></w:r>")).collect();
        format!("<w:p>{}{parts}{}{result}{}</w:p>", mark("begin"), mark("separate"), mark("end"))
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Rust</w:t></w:r>";
    let document = [
        field(" HYPER|LINK &quot;https://a.example/x&quot; \\o &quot;tip&quot; ", &run("my page")),
        field("PAGE", &run("1")),
        field("HYPERLINK &quot;https://b.example/x&quot;", hidden),
        format!(
            "<w:p><w:fldSimple w:instr='HYPERLINK &quot;https://c.example/x&quot;'>{}</w:fldSimple></w:p>",
            run("more")
        ),
        field("HYPERLINK &quot;https://d.example/x&quot;", ""),
    ];
    let reading = super::read(&docx(&document.concat(), &[])).expect("text");
    assert_eq!(reading.text, "my page\n1\n\nmore\n");
    let links: Vec<_> = reading.more.links.iter().map(|link| (link.target.as_str(), link.locator.clone())).collect();
    let places = [("https://a.example/x", 1), ("https://c.example/x", 4), ("https://d.example/x", 5)];
    assert_eq!(links, places.map(|(target, number)| (target, Some(Locator::Paragraph(number)))));
}

#[test]
fn relations_that_are_a_bomb_lead_nowhere() {
    let relations = format!("<Relationships>{}</Relationships>", " ".repeat(40 << 20));
    let parts = [
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/header' Target='header1.xml'/></Relationships>",
        ),
        ("word/header1.xml", "<w:hdr xmlns:w='w'><w:p><w:r><w:t>Ada</w:t></w:r></w:p></w:hdr>"),
        ("word/_rels/header1.xml.rels", relations.as_str()),
    ];
    assert_eq!(super::read(&docx(&paragraph("Go"), &parts)).expect("text").text, "Go\n\nAda\n");
}

#[test]
fn what_was_deleted_is_not_read_and_what_is_hidden_is_said() {
    let run =
        |properties: &str, text: &str| format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let document = [
        paragraph("Python"),
        "<w:p><w:del><w:r><w:delText>Scala</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
            .into(),
        run("<w:vanish/>", "Kubernetes Terraform"),
        run("<w:color w:val='FFFFFF'/>", "Helm"),
        run("<w:sz w:val='2'/>", "Rust"),
        run("<w:vanish w:val='0'/><w:color w:val='808080'/>", "Go"),
    ]
    .concat();
    let reading = super::read(&docx(&document, &[])).expect("text");
    assert_eq!(reading.text, "Python\n\nGo\n");
    assert_eq!(reading.warnings[0].code, "hidden-text");
    let words: Vec<&String> = reading.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Terraform", "Helm", "Rust"]);
}

#[test]
fn white_on_a_colour_is_honest() {
    let white = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Ada</w:t></w:r></w:p>";
    let cell = |table: &str, cell: &str| {
        format!("<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{white}</w:tc></w:tr></w:tbl>")
    };
    let shade = "<w:shd w:val='clear' w:fill='1F3864'/>";
    let honest = [
        cell("", shade),
        cell("<w:tblStyle w:val='Dark'/>", ""),
        white.replace("<w:r>", &format!("<w:pPr>{shade}</w:pPr><w:r>")),
        white.replace("</w:rPr>", "<w:highlight w:val='black'/></w:rPr>"),
        format!("<w:p><w:r><w:drawing><wp:anchor/></w:drawing></w:r></w:p>{white}"),
        format!("<w:p><w:r><w:txbxContent>{white}</w:txbxContent></w:r></w:p>"),
    ];
    for document in honest {
        let reading = super::read(&docx(&document, &[])).expect(&document);
        assert_eq!((reading.text.trim(), reading.warnings.len()), ("Ada", 0), "{document}");
    }
    assert_eq!(super::read(&docx(white, &[])), Err(ReadError::NoWords));
}

#[test]
fn every_refusal_says_why() {
    let damaged = ReadError::Damaged { document: NAME.to_owned() };
    let good = docx(&paragraph("Ada"), &[]);
    assert_eq!(super::read(&good[..good.len() / 2]), Err(damaged.clone()));
    assert_eq!(super::read(&docx("<w:p>", &[])), Err(damaged.clone()));
    let nested = format!("{}{}", "<w:sdt>".repeat(2000), "</w:sdt>".repeat(2000));
    assert_eq!(super::read(&docx(&nested, &[])), Err(ReadError::TooDeep { limit: 1000 }));
    let entities = "<!DOCTYPE w [<!ENTITY a 'ha'>]><w:styles/>";
    assert_eq!(super::read(&archive_of(&[("word/document.xml", entities)])), Err(ReadError::OwnEntities));
}
