//! Files that were damaged: bits, pieces, numbers and the words of a format, on the file as it is, and inside the
//! archives and compressed streams where its text is.

use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A small generator with a fixed seed (xorshift): a failing case can be made again from its number.
pub struct Random(u64);

impl Random {
    pub fn new(case: u64) -> Self {
        Self(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, most: usize) -> usize {
        ((self.next() >> 11) % most.max(1) as u64) as usize
    }

    fn one<'t>(&mut self, of: &[&'t [u8]]) -> &'t [u8] {
        of[self.below(of.len())]
    }
}

/// A file to start from.
pub struct Original {
    pub name: String,
    pub extension: Option<String>,
    pub bytes: Vec<u8>,
}

/// Words that mean something in a format, so that a damaged file is not all nonsense.
fn words(extension: &str) -> &'static [&'static [u8]] {
    match extension {
        "pdf" => &[
            b"<<",
            b">>",
            b"[",
            b"]",
            b"(",
            b")",
            b"<",
            b"q ",
            b"Q ",
            b"BT ",
            b"ET ",
            b" 1 0 R",
            b" 999999 0 R",
            b"/Kids",
            b"/Parent",
            b"/Length ",
            b"/Filter/FlateDecode",
            b"/Count ",
            b" Tj ",
            b" Td ",
            b" Do ",
            b" cm ",
            b"endstream",
            b"endobj",
            b"BI ID EI ",
            b"/W[1 9 1]",
            b"/Type3",
            b"/Encrypt ",
            b"0 0 0 0 re W n ",
            b" 3 Tr ",
            b"beginbfrange ",
        ],
        "docx" | "odt" | "fodt" => &[
            b"<w:p>",
            b"</w:p>",
            b"<w:tbl><w:tr><w:tc>",
            b"<text:p>",
            b"</text:p>",
            b"<text:list>",
            b"<w:vanish/>",
            b"<!DOCTYPE a>",
            b"<!ENTITY a \"b\">",
            b"&a;",
            b"&#x110000;",
            b"&#0;",
            b"<![CDATA[",
            b"]]>",
            b"<!--",
            b"-->",
            b"<w:fldChar w:fldCharType=\"begin\"/>",
            b"<text:s text:c=\"999999999\"/>",
            b"xmlns:w=\"\"",
            b"<?xml ?>",
        ],
        "rtf" => &[
            b"{",
            b"}",
            b"\\",
            b"\\'",
            b"\\u-1 ",
            b"\\u55296 ",
            b"\\bin999999999 ",
            b"\\uc99 ",
            b"{\\*\\",
            b"\\par ",
            b"\\cell ",
            b"{\\fonttbl",
            b"\\ansicpg0 ",
            b"\\v ",
            b"{\\field{\\*\\fldinst",
            b"\\row ",
            b"\\f99999 ",
        ],
        "html" => &[
            b"<div>",
            b"</div>",
            b"<table><tr><td>",
            b"<script>",
            b"</script>",
            b"<style>",
            b"<!--",
            b"<template>",
            b"<svg>",
            b"&#xd800;",
            b"&notanentity;",
            b"<br",
            b" style=\"display:none\"",
            b"<meta charset=utf-16>",
            b"<li>",
            b"<plaintext>",
        ],
        "tex" => &[
            b"{",
            b"}",
            b"\\begin{",
            b"\\end{document}",
            b"\\",
            b"$",
            b"$$",
            b"%",
            b"\\newcommand{\\a}{\\a\\a}",
            b"\\a",
            b"#1",
            b"\\input{/etc/passwd}",
            b"\\verb|",
            b"\\def\\b#1{\\b{#1}}",
            b"[",
            b"]",
            b"&",
            b"\\\\",
            b"\\item",
        ],
        "typ" => &[
            b"#",
            b"[",
            b"]",
            b"(",
            b")",
            b"{",
            b"}",
            b"#let a = ",
            b"#for i in range(999999999) [x]",
            b"\"",
            b"```",
            b"$",
            b"*",
            b"_",
            b"//",
            b"/*",
            b"#include \"/etc/passwd\"",
            b"#a(",
            b"..",
            b"=>",
            b"\\u{110000}",
        ],
        "json" | "yaml" => &[
            b"{",
            b"}",
            b"[",
            b"]",
            b"\"",
            b":",
            b",",
            b"\\ud800",
            b"null",
            b"1e999",
            b"- ",
            b"&a ",
            b"*a",
            b"? ",
            b"|\n",
            b">\n",
            b"!!binary ",
            b"---\n",
            b"<<: ",
            b"\t",
            b"  ",
            b"#",
        ],
        _ => &[
            b"\n",
            b"\r",
            b"\t",
            b"# ",
            b"- ",
            b"```",
            b"\xff",
            b"\0",
            b"\xc3",
            b"\xe2\x80\xae",
            b"> ",
            b"| ",
            b"[",
            b"](",
            b"  ",
        ],
    }
}

const NUMBERS: [&[u8]; 9] = [
    b"0",
    b"-1",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"18446744073709551616",
    b"1e38",
    b"-0.0000001",
    b"99999999999",
];

/// A file damaged in the way of this number.
pub fn mutate(original: &Original, case: u64) -> Vec<u8> {
    let mut random = Random::new(case);
    let words = words(original.extension.as_deref().unwrap_or_default());
    let inside = match random.below(4) {
        0 => None,
        _ if original.bytes.starts_with(b"PK") => member(&original.bytes, &mut random, words),
        _ if original.bytes.starts_with(b"%PDF") => stream(&original.bytes, &mut random, words),
        _ => None,
    };
    inside.unwrap_or_else(|| damage(&original.bytes, &mut random, words))
}

fn damage(original: &[u8], random: &mut Random, words: &[&[u8]]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=random.below(3) {
        if !bytes.is_empty() {
            damage_once(&mut bytes, random, words);
        }
    }
    bytes
}

fn damage_once(bytes: &mut Vec<u8>, random: &mut Random, words: &[&[u8]]) {
    let at = random.below(bytes.len());
    let piece = |random: &mut Random, most: usize| at..(at + random.below(most)).min(bytes.len());
    match random.below(9) {
        // Bits.
        0 => {
            for _ in 0..=random.below(40) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        // The end is missing.
        1 => bytes.truncate(at),
        // A piece is missing.
        2 => drop(bytes.drain(piece(random, 2000))),
        // A piece stands somewhere else too.
        3 => {
            let piece = bytes[piece(random, 500)].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        // Numbers become other numbers: lengths, references, sizes.
        4 => {
            for _ in 0..=random.below(30) {
                let start = random.below(bytes.len());
                if let Some(at) = bytes[start..].iter().position(u8::is_ascii_digit) {
                    bytes[start + at] = b'0' + random.below(10) as u8;
                }
            }
        }
        // A whole number becomes one that no file has.
        5 => {
            if let Some(first) = bytes[at..].iter().position(u8::is_ascii_digit) {
                let start = at + first;
                let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                bytes.splice(start..start + length, random.one(&NUMBERS).iter().copied());
            }
        }
        // Words of the format where they do not belong.
        6 => {
            for _ in 0..=random.below(12) {
                let at = random.below(bytes.len());
                bytes.splice(at..at, random.one(words).iter().copied());
            }
        }
        // The same word very often: nesting.
        7 => {
            let often = 1 + random.below(3000);
            let word = random.one(words).repeat(often);
            bytes.splice(at..at, word);
        }
        // A line again and again.
        _ => {
            let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |found| found + 1);
            let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| at + found + 1);
            if end - start < 10_000 {
                let line = bytes[start..end].repeat(1 + random.below(200));
                bytes.splice(end..end, line);
            }
        }
    }
}

/// An archive with one of its members damaged, and itself whole: what is broken then reaches the readers of XML.
fn member(bytes: &[u8], random: &mut Random, words: &[&[u8]]) -> Option<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = random.below(old.len());
    for index in 0..old.len() {
        let mut member = old.by_index(index).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        // The parts with the text, more often than the others.
        if !content.is_empty() && (index == chosen || name.ends_with("document.xml") || name == "content.xml") {
            content = damage(&content, random, words);
        }
        new.start_file(name, SimpleFileOptions::default()).ok()?;
        new.write_all(&content).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

/// A PDF with one of its compressed streams damaged inside, put back in the same place and length, so that the rest of
/// the file still fits.
fn stream(bytes: &[u8], random: &mut Random, words: &[&[u8]]) -> Option<Vec<u8>> {
    const BEGIN: &[u8] = b"stream\n";
    let starts: Vec<usize> = bytes
        .windows(BEGIN.len())
        .enumerate()
        .filter(|(at, window)| *window == BEGIN && bytes[..*at].last() != Some(&b'd'))
        .map(|(at, _)| at + BEGIN.len())
        .collect();
    for _ in 0..8 {
        let start = *starts.get(random.below(starts.len()))?;
        let length = bytes[start..].windows(9).position(|window| window == b"endstream")?;
        let mut content = Vec::new();
        if ZlibDecoder::new(&bytes[start..start + length]).take(4 << 20).read_to_end(&mut content).is_err()
            || content.is_empty()
        {
            continue;
        }
        let mut damaged = damage(&content, random, words);
        for _ in 0..12 {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
            packed.write_all(&damaged).ok()?;
            let mut packed = packed.finish().ok()?;
            if packed.len() <= length {
                packed.resize(length, b'\n');
                let mut whole = bytes.to_vec();
                whole[start..start + length].copy_from_slice(&packed);
                return Some(whole);
            }
            damaged.truncate(damaged.len() * 4 / 5);
        }
    }
    None
}
