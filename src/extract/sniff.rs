//! What kind of file the bytes are, by their content; the extension is only a hint for Markdown.

use memchr::memmem;

use super::encoding;
use super::error::Foreign;

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pdf,
    Docx,
    /// A Word document that is encrypted: an OLE file around it.
    EncryptedDocx,
    Odt,
    Rtf,
    /// Some text, plain or Markdown; still to be checked for UTF-8.
    Text,
    Foreign(Foreign),
}

/// A PDF header may stand behind some rubbish: readers accept it within the first 1,024 bytes.
const PDF_HEADER_WITHIN: usize = 1024;
/// With an object of a PDF behind it, a header at the start of a line counts that stands further down.
const LATE_PDF_HEADER_WITHIN: usize = 64 << 10;
/// Bytes within which the header of an e-mail says how its parts are packed.
const MAIL_HEADER_WITHIN: usize = 64 << 10;
/// Bytes looked at to tell text from binary data.
const SAMPLE: usize = 8192;

pub(super) fn sniff(bytes: &[u8]) -> Kind {
    if let Some(found) = magic(bytes) {
        return found;
    }
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN + 5)];
    if memmem::find(head, b"%PDF-").is_some() || has_odd_pdf_header(bytes) {
        return Kind::Pdf;
    }
    if is_encoded(bytes) {
        return Kind::Foreign(Foreign::Encoded);
    }
    if encoding::utf16_without_mark(bytes).is_some() {
        return Kind::Text;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control =
        sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x0b | 0x1b)).count();
    if sample.contains(&0) || control * 50 > sample.len() {
        return Kind::Foreign(Foreign::Binary);
    }
    Kind::Text
}

/// A header without its version or in small letters, one far behind rubbish, or none before the first object.
fn has_odd_pdf_header(bytes: &[u8]) -> bool {
    let named = bytes.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"%PDF"));
    let head = &bytes[..bytes.len().min(LATE_PDF_HEADER_WITHIN)];
    let late = || memmem::find_iter(head, b"%PDF-").any(|at| matches!(head[at - 1], b'\n' | b'\r' | 0));
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let object = || {
        let text = bytes.trim_ascii_start();
        let number = digits(text);
        number > 0 && text[number..].starts_with(b" 0 obj")
    };
    (named || late() || object()) && memmem::find(bytes, b"endobj").is_some()
}

/// Bytes written as letters, as e-mail does it: a document alone (`%PDF` and the start of a ZIP archive are told by their
/// letters), or a message that says so of a part.
fn is_encoded(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    let letters = |line: &[u8]| line.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"+/=\r".contains(&byte));
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if (text.starts_with(b"JVBERi0") || text.starts_with(b"UEsDB")) && line.len() > 40 && letters(line) {
        return true;
    }
    let starts = |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    let mail = ["MIME-Version:", "Received:", "Return-Path:", "Delivered-To:", "Content-Type:", "Message-ID:", "From:"];
    let head = text[..text.len().min(MAIL_HEADER_WITHIN)].to_ascii_lowercase();
    mail.iter().any(|name| starts(name)) && memmem::find(&head, b"\ncontent-transfer-encoding: base64").is_some()
}

fn magic(bytes: &[u8]) -> Option<Kind> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let line = bytes.split(|&byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    // An old header for both: "%!PS-Adobe-3.0 PDF-1.4".
    let foreign = if starts(b"%PDF-") || starts(b"%!PS") && memmem::find(line, b" PDF-").is_some() {
        return Some(Kind::Pdf);
    } else if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || starts(b"II*\0")
        || starts(b"MM\0*")
        || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || (starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]))
        || matches!(bytes.get(4..12), Some(b"ftypheic" | b"ftypheix" | b"ftypavif" | b"ftypmif1"))
    {
        Foreign::Image
    } else if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(ole(bytes));
    } else if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Some(zip(bytes));
    } else if starts(b"{\\rtf") {
        return Some(Kind::Rtf);
    } else if starts(b"\x1f\x8b")
        || starts(b"7z\xbc\xaf\x27\x1c")
        || starts(b"Rar!")
        || starts(b"\xfd7zXZ")
        || starts(b"\x28\xb5\x2f\xfd")
        || starts(b"BZh")
    {
        Foreign::Archive
    } else if starts(b"%!PS") {
        Foreign::PostScript
    } else if starts(b"\xff\xfe") || starts(b"\xfe\xff") {
        return Some(Kind::Text);
    } else {
        return None;
    };
    Some(Kind::Foreign(foreign))
}

/// What a ZIP is by the names that stand in it. Those of a Word document may be of one in an archive, which is none
/// itself; a damaged directory tells nothing of that.
fn zip(bytes: &[u8]) -> Kind {
    let is_document =
        |archive: zip::ZipArchive<_>| archive.file_names().flatten().any(|name| name.starts_with("word/document"));
    match by_bytes(bytes) {
        Kind::Docx if !zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_or(true, is_document) => {
            Kind::Foreign(Foreign::Zip)
        }
        kind => kind,
    }
}

/// The names of a ZIP's members stand in it as plain bytes, at its start and again in the directory at its end.
fn by_bytes(bytes: &[u8]) -> Kind {
    let has = |name: &[u8]| {
        let head = &bytes[..bytes.len().min(SAMPLE)];
        let tail = &bytes[bytes.len().saturating_sub(64 << 10)..];
        head.windows(name.len()).any(|w| w == name) || tail.windows(name.len()).any(|w| w == name)
    };
    if has(b"word/document") {
        Kind::Docx
    } else if has(b"application/vnd.oasis.opendocument.text") {
        Kind::Odt
    } else if has(b"xl/workbook") || has(b"ppt/presentation") || has(b"application/vnd.oasis.opendocument.") {
        Kind::Foreign(Foreign::OtherOffice)
    } else if has(b"Index/Document.iwa") {
        Kind::Foreign(Foreign::Pages)
    } else if has(b"content.xml") && has(b"META-INF/manifest.xml") {
        Kind::Odt
    } else {
        Kind::Foreign(Foreign::Zip)
    }
}

/// Word puts what it encrypts into a stream of this name (MS-OFFCRYPTO), which the directory has in UTF-16.
fn ole(bytes: &[u8]) -> Kind {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Directory entries stand at multiples of their size.
    match bytes.chunks(128).any(|entry| entry.starts_with(&name)) {
        true => Kind::EncryptedDocx,
        false => Kind::Foreign(Foreign::LegacyWord),
    }
}

/// Whether a text is Markdown: by its extension, or by marks that plain text does not carry.
pub(super) fn is_markdown(text: &str, extension: Option<&str>) -> bool {
    match extension {
        Some("md" | "markdown" | "mdown" | "mkd") => return true,
        // Said to be plain text; a line with `# ` there is a comment as likely as a heading.
        Some("txt" | "text") => return false,
        _ => {}
    }
    let mut fenced = false;
    let headings = text
        .lines()
        .filter(|line| {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            }
            !fenced && super::markdown::heading_level(line).is_some()
        })
        .take(2)
        .count();
    headings >= 2 || (headings == 1 && text.trim_start_matches('\u{feff}').trim_start().starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        assert_eq!(sniff(b"%PDF-1.7\n"), Kind::Pdf);
        assert_eq!(sniff(b"rubbish before\n%PDF-1.4\n"), Kind::Pdf);
        let rubbish = [b"x".repeat(5000), b"\n%PDF-1.4\n1 0 obj\nendobj".to_vec()].concat();
        assert_eq!(sniff(&rubbish), Kind::Pdf);
        assert_eq!(sniff(&rubbish[..5010]), Kind::Text);
        assert_eq!(sniff(b"%!PS-Adobe-3.0 PDF-1.4\n1 0 obj"), Kind::Pdf);
        assert_eq!(sniff(b"%!PS-Adobe-3.0\n% PDF-1.4\n"), Kind::Foreign(Foreign::PostScript));
        assert_eq!(sniff(b"%pdf-1.4\n1 0 obj\nendobj"), Kind::Pdf);
        assert_eq!(sniff(b"1 0 obj\n<< >>\nendobj"), Kind::Pdf);
        assert_eq!(sniff(b"1 0 objections\n"), Kind::Text);
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n"), Kind::Foreign(Foreign::Image));
        assert_eq!(sniff(b"PK\x03\x04 word/document.xml"), Kind::Docx);
        assert_eq!(sniff(b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text"), Kind::Odt);
        let sheet =
            b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet content.xml META-INF/manifest.xml";
        assert_eq!(sniff(sheet), Kind::Foreign(Foreign::OtherOffice));
        assert_eq!(sniff(b"PK\x03\x04 something.txt"), Kind::Foreign(Foreign::Zip));
        assert_eq!(sniff(b"a\0b\0c\0"), Kind::Foreign(Foreign::Binary));
        assert_eq!(sniff("Résumé\n".as_bytes()), Kind::Text);
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), Kind::Foreign(Foreign::LegacyWord));
    }

    #[test]
    fn what_e_mail_packs_is_told() {
        let packed = format!("JVBERi0xLjcK{}", "QUJD".repeat(12));
        assert_eq!(sniff(packed.as_bytes()), Kind::Foreign(Foreign::Encoded));
        let mail = "From: ada@example.com\nMIME-Version: 1.0\nContent-transfer-encoding: BASE64\n\nQUJD\n";
        assert_eq!(sniff(mail.as_bytes()), Kind::Foreign(Foreign::Encoded));
        assert_eq!(sniff(mail.replace("BASE64", "8bit").as_bytes()), Kind::Text);
        assert_eq!(sniff(b"Ada Example\nWrote a parser of Content-Transfer-Encoding: base64\n"), Kind::Text);
    }

    #[test]
    fn a_single_hash_line_deep_in_a_text_is_not_markdown() {
        assert!(is_markdown("# Ada\n\ntext", None));
        assert!(is_markdown("Ada\n\n## Skills\n\n## Work\n", None));
        assert!(!is_markdown("Ada\n\n# 1 in sales\n", None));
        assert!(!is_markdown("# Ada\n", Some("txt")));
        assert!(is_markdown("Ada", Some("md")));
    }
}
