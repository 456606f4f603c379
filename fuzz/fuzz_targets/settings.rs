//! Files that a user writes or downloads: a taxonomy of one's own, a role, the configuration, and tables to import.
#![no_main]

use std::path::Path;

use gapcheck::import::{self, Options, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let taxonomy = gapcheck::builtin::taxonomy();
    let _ = gapcheck::profile::parse(text, taxonomy);
    let _ = gapcheck::config::parse(text);
    let _ = gapcheck::taxonomy::own::check(taxonomy, Path::new("my.toml"), text.as_bytes().to_vec());
    for source in [Source::Csv, Source::Esco, Source::Onet] {
        let options =
            Options { source, only: Vec::new(), columns: Vec::new(), delimiter: None, category: None, prefix: None };
        let _ = import::import(text.as_bytes(), "skills.csv", taxonomy, &options);
    }
});
