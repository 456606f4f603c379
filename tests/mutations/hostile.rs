//! Files that somebody makes to harm a reader: small ones that grow, ones that nest, ones that point elsewhere or at
//! themselves.

use std::fs::File;
use std::io::{Cursor, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use gapcheck::document::Reading;
use gapcheck::extract::{Ending, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file that is made to harm, and what has to come of it.
pub struct Hostile {
    pub name: &'static str,
    pub extension: &'static str,
    pub bytes: Vec<u8>,
    pub ends: Ends,
}

/// How reading has to end.
pub enum Ends {
    /// With the error of this name.
    Refused(&'static str),
    /// With a reading that has these words, and not those.
    Read(&'static str, &'static str),
    /// With an answer, or at a limit: of time, memory or stack.
    Somehow,
}

impl Ends {
    /// What is wrong with an answer.
    pub fn wrong(&self, answer: Result<Reading, ReadError>) -> Option<String> {
        match (self, answer) {
            (Self::Somehow, Err(error @ ReadError::Panicked)) => Some(error.to_string()),
            (Self::Somehow, Err(ReadError::Crashed { how })) if how != Ending::StackOverflow => Some(how.to_string()),
            (Self::Somehow, _) => None,
            (Self::Refused(error), Err(found)) if format!("{found:?}").starts_with(error) => None,
            (Self::Read(words, none), Ok(reading))
                if reading.text.contains(words) && (none.is_empty() || !reading.text.contains(none)) =>
            {
                None
            }
            (_, answer) => {
                Some(format!("{:?}", answer.map(|reading| reading.text.chars().take(80).collect::<String>())))
            }
        }
    }
}

/// Deep enough for any reader that calls itself.
const DEEP: usize = 200_000;

/// All of them.
pub fn all() -> Vec<Hostile> {
    let mut all = texts();
    all.extend(offices());
    all.extend(pdfs());
    all
}

fn hostile(name: &'static str, extension: &'static str, bytes: impl Into<Vec<u8>>, ends: Ends) -> Hostile {
    Hostile { name, extension, bytes: bytes.into(), ends }
}

fn nested(open: &str, inside: &str, close: &str, times: usize) -> String {
    format!("{}{inside}{}", open.repeat(times), close.repeat(times))
}

fn texts() -> Vec<Hostile> {
    use Ends::{Read, Refused, Somehow};

    let levels: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
    let doubled: String = (1..40)
        .map(|n| format!("\\newcommand{{\\a{}}}{{\\a{}\\a{}}}\n", roman(n), roman(n - 1), roman(n - 1)))
        .collect();
    let typst: String = (1..40).map(|n| format!("#let a{n} = [#a{} #a{}]\n", n - 1, n - 1)).collect();
    vec![
        hostile("lists in JSON", "json", nested("[", "1", "]", DEEP), Somehow),
        hostile("objects in JSON", "json", nested("{\"basics\":", "1", "}", DEEP), Refused("Damaged")),
        hostile("lists in YAML", "yaml", format!("cv: {}", nested("[", "1", "]", DEEP)), Refused("Damaged")),
        hostile(
            "steps in YAML",
            "yaml",
            format!("cv:\n{}", (1..2000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>()),
            Refused("TooDeep"),
        ),
        hostile(
            "aliases in YAML",
            "yaml",
            format!("cv:\n  name: Ada\n  sections: {{a: [b]}}\na0: &a0 lol\n{levels}"),
            Somehow,
        ),
        hostile("elements in HTML", "html", nested("<div>", "Ada", "</div>", DEEP), Somehow),
        hostile("tables in HTML", "html", format!("<html>{}Ada", "<table><tr><td>".repeat(DEEP)), Somehow),
        hostile("formatting in HTML", "html", format!("<html>{}", "<p><b><i>Ada ".repeat(DEEP / 4)), Read("Ada", "<")),
        hostile("attributes in HTML", "html", format!("<html><p {}>Ada", "a=b ".repeat(DEEP)), Read("Ada", "a=b")),
        hostile("an unclosed comment", "html", format!("<html><p>Ada<!--{}", "-- >".repeat(DEEP)), Read("Ada", "--")),
        hostile(
            "files in HTML",
            "html",
            "<html><p>Ada<iframe src=\"file:///etc/passwd\"></iframe><object data=\"/etc/passwd\"></object>\
             <link rel=import href=\"/etc/passwd\">",
            Read("Ada", "root:"),
        ),
        hostile(
            "groups in LaTeX",
            "tex",
            format!("\\documentclass{{article}}\\begin{{document}}{}", nested("{", "Ada", "}", DEEP)),
            Refused("TooDeep"),
        ),
        hostile(
            "environments in LaTeX",
            "tex",
            format!("\\documentclass{{article}}\\begin{{document}}Ada {}", "\\begin{itemize}\\item ".repeat(DEEP / 8)),
            Somehow,
        ),
        hostile(
            "commands that double in LaTeX",
            "tex",
            format!(
                "\\documentclass{{article}}\\newcommand{{\\a}}{{lol }}\n{doubled}\\begin{{document}}Ada \\a{}\\end{{document}}",
                roman(39)
            ),
            Somehow,
        ),
        hostile(
            "a command that calls itself",
            "tex",
            "\\documentclass{article}\\def\\a{\\a\\a}\\begin{document}Ada \\a\\end{document}",
            Read("Ada", ""),
        ),
        hostile(
            "files in LaTeX",
            "tex",
            "\\documentclass{article}\\begin{document}Ada \\input{/etc/passwd}\\verbatiminput{/etc/passwd}\
             \\openin5=/etc/passwd \\read5 to\\x \\immediate\\write18{id}\\end{document}",
            Read("Ada", "root:"),
        ),
        hostile("brackets in Typst", "typ", format!("#let x = 1\n= Ada\n{}", nested("#box[", "x", "]", DEEP)), Somehow),
        hostile("code in Typst", "typ", format!("= Ada\n#let x = {}", nested("(", "1", ")", DEEP)), Somehow),
        hostile("content that doubles", "typ", format!("= Ada\n#let a0 = [lol]\n{typst}#a39\n"), Somehow),
        hostile("a loop in Typst", "typ", "= Ada\n#for i in range(999999999) [lol]\n#while true [lol]\n", Somehow),
        hostile(
            "files in Typst",
            "typ",
            "= Ada\n#include \"/etc/passwd\"\n#read(\"/etc/passwd\")\n",
            Read("Ada", "root:"),
        ),
        hostile("quotes in Markdown", "md", format!("# Ada\n{}x\n", "> ".repeat(DEEP)), Read("Ada", "")),
        hostile(
            "brackets in Markdown",
            "md",
            format!("# Ada\n{}\n", nested("[", "x", "](y)", DEEP / 2)),
            Read("Ada", ""),
        ),
        hostile("emphasis in Markdown", "md", format!("# Ada\n{}\n", "*_".repeat(DEEP)), Read("Ada", "")),
        hostile("one long line", "txt", "word ".repeat(1 << 20), Read("word", "")),
        hostile("lines without end", "txt", "w\n".repeat(1 << 20), Read("w", "")),
        hostile("marks on one letter", "txt", format!("Ada a{}", "\u{301}".repeat(DEEP)), Read("Ada", "")),
        hostile("text from right to left", "txt", format!("Ada {}", "\u{202e}".repeat(DEEP)), Read("Ada", "")),
        hostile("groups in RTF", "rtf", nested("{\\rtf1 ", "Ada", "}", DEEP), Somehow),
        hostile("a picture without end in RTF", "rtf", "{\\rtf1 Ada {\\pict\\bin4294967295 x}}", Somehow),
        hostile(
            "files in RTF",
            "rtf",
            "{\\rtf1 Ada {\\field{\\*\\fldinst INCLUDETEXT \"/etc/passwd\"}}}",
            Read("Ada", "root:"),
        ),
    ]
}

/// Numbers for names of commands, which are of letters.
fn roman(number: u32) -> String {
    format!("x{}{}", "v".repeat((number / 5) as usize), "i".repeat((number % 5) as usize))
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        // The type of an OpenDocument stands in it unpacked.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("member");
        zip.write_all(content).expect("member");
    }
    zip.finish().expect("archive").into_inner()
}

/// An archive whose further members unpack to 64 MiB of blanks each, as that of a fixture does.
fn bombs(members: &[(&str, &[u8])], bombs: &[&str]) -> Vec<u8> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/bomb.docx");
    let mut of = ZipArchive::new(File::open(file).expect("fixture")).expect("archive");
    let mut zip = ZipWriter::new_append(Cursor::new(archive(members))).expect("archive");
    for name in bombs {
        zip.raw_copy_file_rename(of.by_index_raw(0).expect("member"), *name).expect("member");
    }
    zip.finish().expect("archive").into_inner()
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn docx(body: &str) -> Vec<u8> {
    docx_after("", body)
}

fn docx_after(prolog: &str, body: &str) -> Vec<u8> {
    let document = format!("{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn offices() -> Vec<Hostile> {
    use Ends::{Read, Refused, Somehow};

    let ada = paragraph("Ada");
    let text = format!("<w:document {WORD}><w:body>{ada}</w:body></w:document>");
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let mut lying = docx(&ada);
    // The sizes in the directory say four gigabytes.
    let at = lying.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    lying[at + 20..at + 28].fill(0xff);
    vec![
        hostile("a bomb as the text", "docx", bombs(&[], &["word/document.xml"]), Refused("TooMuchText")),
        hostile(
            "a bomb as the styles",
            "docx",
            bombs(&[("word/document.xml", text.as_bytes())], &["word/styles.xml", "word/numbering.xml"]),
            Somehow,
        ),
        hostile("a bomb in an OpenDocument", "odt", bombs(&[ODT], &["content.xml"]), Refused("TooMuchText")),
        hostile("sizes that lie", "docx", lying, Somehow),
        hostile(
            "paths that lead out",
            "docx",
            archive(&[
                ("../../../../etc/cron.d/out", b"* * * * * root id"),
                ("/etc/passwd", b"root:"),
                ("C:\\out", b"out"),
                ("word/document.xml", text.as_bytes()),
            ]),
            Read("Ada", "root:"),
        ),
        hostile("a link as the text", "docx", archive_with_link(), Somehow),
        hostile("very many members", "docx", many_members(), Refused("TooMuchText")),
        hostile(
            "entities that grow",
            "docx",
            docx_after(&format!("<!DOCTYPE d [<!ENTITY l0 \"lol\">{entities}]>"), &paragraph("&l9;")),
            Refused("OwnEntities"),
        ),
        hostile(
            "an entity of another file",
            "docx",
            docx_after("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", &paragraph("Ada &x;")),
            Refused("OwnEntities"),
        ),
        hostile(
            "entities with parameters",
            "docx",
            docx_after("<!DOCTYPE d [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> %x;]>", &paragraph("Ada")),
            Refused("OwnEntities"),
        ),
        hostile(
            "a grammar somewhere else",
            "docx",
            docx_after("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">", &paragraph("Ada")),
            Somehow,
        ),
        hostile(
            "tables in tables",
            "docx",
            docx(&nested("<w:tbl><w:tr><w:tc>", &ada, "</w:tc></w:tr></w:tbl>", DEEP)),
            Refused("TooDeep"),
        ),
        hostile(
            "text boxes in text boxes",
            "docx",
            docx(&nested("<w:p><w:r><w:txbxContent>", &ada, "", 5000)),
            Refused("TooDeep"),
        ),
        hostile(
            "fields in fields",
            "docx",
            docx(&format!("<w:p>{}</w:p>{ada}", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(DEEP / 4))),
            Somehow,
        ),
        hostile(
            "a table of one row without end",
            "docx",
            docx(&format!("{ada}<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(DEEP))),
            Read("Ada", ""),
        ),
        hostile("styles in a circle", "docx", circle(), Read("Ada", "")),
        hostile("blanks by number", "odt", odt("<text:p>Ada<text:s text:c=\"4000000000\"/>x</text:p>"), Somehow),
        hostile(
            "cells by number",
            "odt",
            odt("<text:p>Ada</text:p><table:table><table:table-row table:number-rows-repeated=\"999999999\">\
                 <table:table-cell table:number-columns-repeated=\"999999999\"><text:p>x</text:p></table:table-cell>\
                 </table:table-row></table:table>"),
            Read("Ada", ""),
        ),
        hostile(
            "lists in lists",
            "odt",
            odt(&nested("<text:list><text:list-item>", "<text:p>Ada</text:p>", "</text:list-item></text:list>", DEEP)),
            Refused("TooDeep"),
        ),
    ]
}

const ODT: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");

fn odt(body: &str) -> Vec<u8> {
    let spaces: String = ["office", "text", "table"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let content = format!(
        "<office:document-content{spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[ODT, ("content.xml", content.as_bytes())])
}

fn archive_with_link() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("word/document.xml", "/etc/passwd", SimpleFileOptions::default()).expect("member");
    zip.finish().expect("archive").into_inner()
}

fn many_members() -> Vec<u8> {
    let names: Vec<String> = (0..12_000).map(|number| format!("word/document{number}.xml")).collect();
    archive(&names.iter().map(|name| (name.as_str(), b"".as_slice())).collect::<Vec<_>>())
}

fn circle() -> Vec<u8> {
    let document = format!(
        "<w:document {WORD}><w:body><w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Ada</w:t></w:r></w:p></w:body></w:document>"
    );
    let style = |id: &str, base: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{base}\"/></w:style>")
    };
    let styles = format!("<w:styles {WORD}>{}{}</w:styles>", style("A", "B"), style("B", "A"));
    archive(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())])
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content).expect("packed");
    packed.finish().expect("packed")
}

/// So many mebibytes of blanks, made of one that is packed once: what is packed after a full flush stands for itself.
fn packed_blanks(mebibytes: u32) -> Vec<u8> {
    let mut one = Vec::with_capacity(1 << 16);
    let mut packer = Compress::new(Compression::best(), false);
    packer.compress_vec(&vec![b' '; 1 << 20], &mut one, FlushCompress::Full).expect("packed");
    let mut packed = vec![0x78, 0xda];
    (0..mebibytes).for_each(|_| packed.extend(&one));
    // An empty last block, and the checksum (RFC 1950) of that many equal bytes.
    packed.extend([3, 0]);
    let (count, prime) = (u64::from(mebibytes) << 20, 65521);
    let low = (1 + 32 * count) % prime;
    let high = (count + 32 * (u128::from(count) * u128::from(count + 1) / 2 % u128::from(prime)) as u64) % prime;
    packed.extend(((high << 16 | low) as u32).to_be_bytes());
    packed
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<</Length {}{entries}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// One page with this content, "Ada" before it, and these objects from number 6 on.
fn page(content: &[u8], resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut whole = b"BT /F 12 Tf 50 700 Td (Ada) Tj ET\n".to_vec();
    whole.extend(content);
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
        )
        .into_bytes(),
        stream("/Filter/FlateDecode", &packed(&whole)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn pdfs() -> Vec<Hostile> {
    use Ends::{Read, Refused, Somehow};

    let form = |content: &str, resources: &str| {
        stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<{resources}>>"), content.as_bytes())
    };
    let catalog = || b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    let wide: String = (0..40).map(|n| format!("/X{n} {} 0 R", n + 6)).collect();
    // Each form draws the next one ten times: ten to the fortieth.
    let tower: Vec<Vec<u8>> =
        (0..40).map(|n| form(&format!("/X{} Do ", n + 1).repeat(10), &format!("/XObject<<{wide}>>"))).collect();
    vec![
        hostile("a page as it should be", "pdf", page(b"", "", &[]), Read("Ada", "")),
        hostile("a form that draws itself", "pdf", page(b"/X Do", "/XObject<</X 6 0 R>>", &[form("/X Do /X Do", "/XObject<</X 6 0 R>>")]), Somehow),
        hostile("forms that draw each other", "pdf", page(b"/X0 Do", &format!("/XObject<<{wide}>>"), &tower), Somehow),
        hostile("a stream that unpacks to a gigabyte", "pdf", {
            let blanks = packed_blanks(1 << 10);
            let objects = [
                catalog(),
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<>>>>".to_vec(),
                stream("/Filter/FlateDecode", &blanks),
            ];
            pdf(&objects)
        }, Somehow),
        hostile("pages in a circle", "pdf", pdf(&[catalog(), b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec()]), Somehow),
        hostile("a count of pages that lies", "pdf", pdf(&[catalog(), b"<</Type/Pages/Kids[]/Count 2000000000>>".to_vec()]), Somehow),
        hostile("very many pages", "pdf", {
            let kids: String = (3..1003).map(|number| format!("{number} 0 R ")).collect();
                let mut objects =
                    vec![catalog(), format!("<</Type/Pages/Kids[{kids}]/Count 1000>>").into_bytes()];
                objects.resize(1002, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec());
                pdf(&objects)
        }, Refused("TooManyPages")),
        hostile("lists in lists", "pdf", pdf(&[catalog(), nested("[", "1", "]", DEEP).into_bytes()]), Somehow),
        hostile("tables in tables", "pdf", pdf(&[nested("<</A ", "1", ">>", DEEP).into_bytes()]), Somehow),
        hostile("states that are kept", "pdf", page(b"q ".repeat(DEEP).as_slice(), "", &[]), Somehow),
        hostile("marks that are opened", "pdf", page(b"/A BMC ".repeat(DEEP).as_slice(), "", &[]), Somehow),
        hostile("lists in the content", "pdf", page(nested("[", "1", "]", DEEP).as_bytes(), "", &[]), Somehow),
        hostile("a length that is itself", "pdf", pdf(&[catalog(), b"<</Length 2 0 R>>\nstream\nx\nendstream".to_vec()]), Somehow),
        hostile("a reference in a circle", "pdf", pdf(&[b"2 0 R".to_vec(), b"1 0 R".to_vec()]), Somehow),
        hostile("tables of places in a circle", "pdf", {
            let mut bytes = pdf(&[catalog(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()]);
            let at = bytes.windows(4).position(|window| window == b"xref").expect("a table");
            let end = bytes.windows(9).position(|window| window == b"startxref").expect("its place");
            let trailer = format!("trailer\n<</Size 3/Root 1 0 R/Prev {at}>>\nstartxref\n{at}\n%%EOF\n");
            let old = bytes[..end].windows(7).position(|window| window == b"trailer").expect("a trailer");
            bytes.truncate(old);
            bytes.extend(trailer.bytes());
            bytes
        }, Somehow),
        hostile("a font with a circle of itself", "pdf", page(b"BT /G 9 Tf (a) Tj ET", "/Font<</F 5 0 R/G 6 0 R>>", &[
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]\
              /Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</G 6 0 R>>>>>>".to_vec(),
            stream("", b"1 0 d0 BT /G 9 Tf (aa) Tj ET"),
        ]), Somehow),
        hostile("letters without end", "pdf", page(format!("BT /F 9 Tf ({}) Tj ET", "a".repeat(1 << 20)).as_bytes(), "", &[]), Somehow),
        hostile("a page as large as the world", "pdf", page(b"BT 1e38 0 0 1e38 1e38 1e38 Tm /F 1e38 Tf (x) Tj ET", "", &[]), Somehow),
        hostile("filters on filters", "pdf", page(b"", "", &[stream(&format!("/Filter[{}]", "/FlateDecode".repeat(5000)), b"x")]), Read("Ada", "")),
    ]
}
