//! OpenDocument: the part with the text, as XML.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice());
    common::check(&common::archive(&[mimetype, ("content.xml", bytes)]), "odt");
});
