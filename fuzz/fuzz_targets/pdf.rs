//! PDF: the whole file after its header.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::check(&common::after("%PDF-1.7\n", bytes), "pdf"));
