//! LaTeX: what stands in the document, and commands of its own.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::check(&common::after("\\documentclass{article}", bytes), "tex"));
