//! Resumes that are data: JSON when the first byte is even, or else YAML.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        match first % 2 {
            0 => common::check(rest, "json"),
            _ => common::check(rest, "yaml"),
        }
    }
});
