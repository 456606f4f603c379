//! Word: the part with the text, as XML.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::check(&common::archive(&[("word/document.xml", bytes)]), "docx"));
