//! What every target holds true of a reading.
#![allow(dead_code, reason = "each target uses a part")]

use std::io::{Cursor, Write};

use gapcheck::extract::{PdfReader, ReadError, ReadOptions, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads bytes as a file with this extension: an answer is a reading whose lines are in order, or an error that is no
/// panic.
pub fn check(bytes: &[u8], extension: &str) {
    // The second PDF reader is known to panic on odd files; it is caught, and would end every run here.
    let options = ReadOptions {
        pdf_reader: PdfReader::Hayro,
        extension: Some(extension.to_owned()),
        survey: true,
        ..ReadOptions::default()
    };
    match read(bytes, &options) {
        Ok(reading) => {
            let mut end = 0;
            for line in &reading.lines {
                assert!(line.span.start >= end && !reading.text[line.span.clone()].is_empty());
                end = line.span.end;
            }
        }
        Err(error) => assert_ne!(error, ReadError::Panicked),
    }
}

/// What a format begins with, and then these bytes.
pub fn after(beginning: &str, bytes: &[u8]) -> Vec<u8> {
    [beginning.as_bytes(), bytes].concat()
}

/// An archive of these members, stored as they are.
pub fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in members {
        zip.start_file(*name, stored).expect("a member");
        zip.write_all(content).expect("a member");
    }
    zip.finish().expect("an archive").into_inner()
}
