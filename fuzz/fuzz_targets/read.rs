//! Any bytes may be read: the answer is a reading whose lines are in order, or an error.
//!
//! ```text
//! cargo +nightly fuzz run read fuzz/corpus/read fixtures/resumes/*/ fixtures/formats -- -max_len=200000 -rss_limit_mb=2048
//! ```
#![no_main]

use gapcheck::extract::{PdfReader, ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The second reader is known to panic on odd files; it is caught, and would end every run here.
    let options = ReadOptions { pdf_reader: PdfReader::Hayro, ..ReadOptions::default() };
    if let Ok(reading) = read(bytes, &options) {
        let mut end = 0;
        for line in &reading.lines {
            assert!(line.span.start >= end && !reading.text[line.span.clone()].is_empty());
            end = line.span.end;
        }
    }
});
