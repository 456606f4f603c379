//! Files that this program wrote, told by what is in them: an output of an earlier run must not be scored as a resume.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::file;
use super::row::{MENTIONS, SCORES};
use crate::config;

/// Endings of documents and archives, none of which we write as a table. Files of such names, which are nearly all of a
/// pool of resumes, are not opened for this.
const DOCUMENTS: [&str; 17] = [
    "pdf", "docx", "doc", "odt", "fodt", "rtf", "tex", "typ", "html", "htm", "txt", "yaml", "yml", "zip", "tar", "gz",
    "tgz",
];
/// So much of the beginning, and of the end of a Parquet file, where its columns are named.
const HEAD: u64 = 4 << 10;
const TAIL: u64 = 64 << 10;
/// What a journal begins with: it is a redb database.
const JOURNAL: &[u8] = b"redb\x1a\x0a\xa9\x0d\x0a";

/// Whether a file is a table, journal, summary, report or configuration of this program.
pub fn is_own(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    if DOCUMENTS.contains(&extension.as_str()) {
        return false;
    }
    if path.file_name().is_some_and(|name| name == config::FILE_NAME) {
        return true;
    }
    let Ok((_, mut file)) = file::open(path) else { return false };
    let mut head = Vec::new();
    if file.by_ref().take(HEAD).read_to_end(&mut head).is_err() {
        return false;
    }
    if head.starts_with(JOURNAL) {
        return extension == "journal";
    }
    if head.starts_with(b"PAR1") {
        let mut tail = Vec::new();
        let from = file.seek(SeekFrom::End(0)).unwrap_or(0).saturating_sub(TAIL);
        let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.take(TAIL).read_to_end(&mut tail));
        return read.is_ok() && [SCORES, MENTIONS].iter().any(|table| names_all(&tail, table));
    }
    is_own_text(&String::from_utf8_lossy(&head))
}

/// Whether bytes hold the name of every column.
fn names_all(bytes: &[u8], table: &[super::table::Column]) -> bool {
    let has = |name: &str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
    table.iter().take(STABLE).all(|column| has(column.name))
}

/// Columns that every version has written: new ones come behind them.
const STABLE: usize = 8;

fn is_own_text(head: &str) -> bool {
    let table = |table: &[super::table::Column]| {
        let names: Vec<&str> = table.iter().take(STABLE).map(|column| column.name).collect();
        let csv = format!("{},", names.join(","));
        let first = head.lines().next().unwrap_or_default();
        let jsonl = || names.iter().all(|name| first.contains(&format!("\"{name}\":")));
        head.starts_with(&csv) || (first.starts_with(&format!("{{\"{}\":", names[0])) && jsonl())
    };
    table(SCORES)
        || table(MENTIONS)
        || is_own_summary(head)
        || (head.starts_with('{') && head.contains("\"schema_version\"") && head.contains("\"name\": \"gapcheck\""))
}

/// Whether a page begins as the summary of a batch does, which counts its files.
fn is_own_summary(head: &str) -> bool {
    let Some(rest) = head.strip_prefix(super::SUMMARY_TITLE) else { return false };
    let mut words = rest.split_ascii_whitespace();
    let mut number = || words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let counts = number() && rest.contains(" files: ") && rest.contains(" scored, ") && rest.contains(" failed.");
    rest.starts_with(['\n', '\r']) && counts
}

#[cfg(test)]
mod tests {
    use super::is_own_text;
    use crate::batch::Summary;
    use crate::render::batch::summary_markdown;

    #[test]
    fn a_resume_with_our_title_is_none_of_ours() {
        assert!(is_own_text(&summary_markdown(&Summary { files: 12, failed: 2, ..Summary::default() })));
        assert!(!is_own_text("# Summary of the batch\n\nAda Example, engineer\n"));
        assert!(!is_own_text("# Summary of the batch\n\n9 years of Python\n"));
        assert!(!is_own_text("# Summary of the batches\n\n1 files: 1 scored, 0 failed.\n"));
    }

    #[test]
    fn a_table_of_others_is_none_of_ours() {
        assert!(is_own_text("path,target,status,error,error_message,format,pages,words,language\n"));
        assert!(!is_own_text("path,target,status\n1,2,3\n"));
        assert!(!is_own_text("name,skills\nAda,Python\n"));
        assert!(!is_own_text("{\"basics\": {\"name\": \"gapcheck\"}}"));
        assert!(is_own_text(
            "{\n  \"schema_version\": 1,\n  \"kind\": \"report\",\n  \"tool\": {\n    \"name\": \"gapcheck\","
        ));
    }
}
