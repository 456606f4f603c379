use super::*;
use crate::document::Locator;
use crate::extract::office::archive::tests::archive_of;

const STYLES: &str = r##"<office:document-styles><office:styles>
    <style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:default-style>
    <style:style style:name="Heading" style:family="paragraph"><style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>
    </office:styles>
    <office:master-styles><style:master-page><style:header><text:p>Ada Lovelace</text:p></style:header>
    <style:header-first><text:p>Ada Lovelace</text:p></style:header-first>
    <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
    </office:document-styles>"##;
const AUTOMATIC: &str = r##"<office:automatic-styles>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading"/>
    <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
    <style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
    <style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
    <style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>
    <style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/>
    </office:automatic-styles>"##;

fn content(body: &str) -> String {
    format!(
        "<office:document-content>{AUTOMATIC}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn read_body(body: &str) -> Result<Reading, ReadError> {
    super::read(&archive_of(&[("content.xml", &content(body)), ("styles.xml", "<none/>")]))
}

fn text_of(body: &str) -> String {
    read_body(body).expect("text").text
}

#[test]
fn spans_join_and_tabs_spaces_and_breaks_divide() {
    let body = "<text:p>Kuber<text:span text:style-name='B'>netes</text:span>\n     now<text:tab/>2021<text:line-break/>Go\
                <text:s text:c='6'/>SQL<text:s/>Rust <text:a>R&amp;D</text:a></text:p>";
    assert_eq!(text_of(body), "Kubernetes now\t2021\nGo\tSQL Rust R&D\n");
}

#[test]
fn headings_items_and_sizes_are_told() {
    let body = "<text:h>Skills</text:h><text:list><text:list-item><text:p>Go</text:p><text:p>more</text:p></text:list-item>\
                <text:list-item><text:p>SQL</text:p></text:list-item></text:list><text:p text:style-name='P1'>Work</text:p>\
                <text:p text:style-name='Loop'>Rest</text:p>";
    let bytes = archive_of(&[("content.xml", &content(body)), ("styles.xml", STYLES)]);
    let reading = super::read(&bytes).expect("text");
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.style))
        .map(|(text, style)| (text, style.marked_heading, style.bullet, style.relative_size))
        .collect();
    assert_eq!(
        seen,
        [
            ("Skills", true, false, 1.0),
            ("Go", false, true, 1.0),
            ("more", false, false, 1.0),
            ("SQL", false, true, 1.0),
            ("Work", true, false, 1.5),
            ("Rest", false, false, 1.0),
            ("Ada Lovelace", false, false, 1.0),
            ("Page 1", false, false, 1.0),
        ]
    );
    assert_eq!(reading.lines[4].locator, Some(Locator::Paragraph(5)));
    assert_eq!(reading.lines[7].locator, Some(Locator::Paragraph(8)));
}

#[test]
fn tables_boxes_and_notes_are_read() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let table =
        format!("<table:table><table:table-row>{}{}</table:table-row></table:table>", cell("2021"), cell("Engineer"));
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>With honours</text:p></text:note-body></text:note>";
    let frame =
        "<draw:frame><draw:text-box><text:p>Python</text:p></draw:text-box><svg:desc>a box</svg:desc></draw:frame>";
    let body = format!("{frame}{table}<text:p>Degree{note} of science{frame}</text:p><text:p>End</text:p>");
    assert_eq!(text_of(&body), "Python\n\n2021\tEngineer\n\nDegree of science\n\nWith honours\n\nPython\n\nEnd\n");
}

#[test]
fn what_is_hidden_is_left_out_and_said() {
    let span = |style: &str, text: &str| format!("<text:span text:style-name='{style}'>{text}</text:span>");
    let body = format!(
        "<text:tracked-changes><text:p>Perl</text:p></text:tracked-changes><text:p>Python {} {} {}</text:p>\
         <text:section text:display='none'><text:p>Scala Java</text:p></text:section>\
         <text:p>Go<office:annotation><text:p>note</text:p></office:annotation></text:p>",
        span("Gone", "Kubernetes"),
        span("White", "Helm"),
        span("Tiny", "Rust"),
    );
    let reading = read_body(&body).expect("text");
    assert_eq!(reading.text, "Python\n\nGo\n");
    let words: Vec<&String> = reading.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Helm", "Rust", "Scala", "Java"]);
}

#[test]
fn white_on_a_colour_is_honest() {
    let white = "<text:p><text:span text:style-name='White'>Ada</text:span></text:p>";
    let cell = format!(
        "<table:table><table:table-row><table:table-cell table:style-name='Dark'>{white}</table:table-cell></table:table-row></table:table>"
    );
    for body in [cell, format!("<text:p><draw:frame/></text:p>{white}")] {
        let reading = read_body(&body).expect(&body);
        assert_eq!((reading.text.trim(), reading.warnings.len()), ("Ada", 0), "{body}");
    }
    assert_eq!(read_body(white), Err(ReadError::NoWords));
}

#[test]
fn a_document_in_one_file_is_read_too() {
    let flat = format!(
        "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>{AUTOMATIC}\
         <office:master-styles><style:master-page><style:footer><text:p>Foot</text:p></style:footer></style:master-page>\
         </office:master-styles><office:body><office:text><text:p>Ada</text:p></office:text></office:body></office:document>"
    );
    assert!(is_flat(flat.as_bytes()));
    assert!(!is_flat(b"<html>office:document</html>"));
    let reading = read_flat(flat.as_bytes()).expect("text");
    assert_eq!((reading.format, reading.text.as_str()), (Format::Odt, "Ada\n\nFoot\n"));
}

#[test]
fn every_refusal_says_why() {
    let damaged = Err(ReadError::Damaged { document: NAME.to_owned() });
    let good = archive_of(&[("content.xml", &content("<text:p>Ada</text:p>"))]);
    assert!(super::read(&good).is_ok());
    assert_eq!(super::read(&good[..good.len() / 2]), damaged);
    assert_eq!(read_body("<text:p>"), damaged);
    let nested = format!("{}{}", "<text:span>".repeat(2000), "</text:span>".repeat(2000));
    assert_eq!(read_body(&nested), Err(ReadError::TooDeep { limit: 1000 }));
    let entities = archive_of(&[("content.xml", "<!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>")]);
    assert_eq!(super::read(&entities), Err(ReadError::OwnEntities));
    let manifest = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let encrypted = archive_of(&[("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(super::read(&encrypted), Err(ReadError::Encrypted { document: NAME.to_owned() }));
}
