//! Any bytes may be read, without a hint of what they are.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::check(bytes, ""));
