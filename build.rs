//! Checks the files in `taxonomy/` and compiles them into the binary. A mistake in one stops the build with the file,
//! the line and the remedy.

#[allow(dead_code)]
#[path = "src/normalize.rs"]
mod normalize;
#[allow(dead_code)]
#[path = "src/taxonomy/mod.rs"]
mod taxonomy;

#[allow(dead_code)]
#[path = "src/words.rs"]
mod words;

/// What the library has at this place: here the table must be made first.
mod builtin {
    use std::sync::LazyLock;

    static WORDS: LazyLock<Vec<u8>> = LazyLock::new(crate::words::table);

    pub fn word_table() -> &'static [u8] {
        &WORDS
    }
}

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=taxonomy");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/taxonomy");
    println!("cargo::rerun-if-changed=src/normalize.rs");
    println!("cargo::rerun-if-changed=src/words.rs");
    let (compiled, examples) = match taxonomy::load::load(Path::new("taxonomy")) {
        Ok(loaded) => loaded,
        Err(problems) => {
            for problem in &problems {
                println!("cargo::error={problem}");
            }
            std::process::exit(1);
        }
    };
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let encoded = postcard::to_stdvec(&compiled).and_then(|taxonomy| Ok((taxonomy, postcard::to_stdvec(&examples)?)));
    let (taxonomy, examples) = encoded.unwrap_or_else(|error| fail(&error.to_string()));
    let (skills, ends_of_skills) = compiled.skills.parts();
    let asked: Vec<u8> = compiled.skills.asked().flat_map(|(index, _)| index.to_le_bytes()).collect();
    let (phrases, ends_of_phrases) = compiled.phrases.list.parts();
    let (literals, needs, ends_of_needs) = compiled.phrases.needs.parts();
    let (programs, ends_of_programs) = compiled.phrases.programs.parts();
    let (triggers, of_phrases) = compiled.phrases.triggers.parts();
    let words = words::table();
    let forms = compiled.forms.parts();
    let (beginnings, filter, next) = compiled.forms.beginnings().parts();
    let (cues, lists_of_cues, of_cues) = compiled.language.cue_table.parts();
    let (of_cues, filter_of_cues, next_of_cues) = of_cues.parts();
    let (rules, ends_of_rules) = compiled.rules.parts();
    let files = [
        ("taxonomy.bin", taxonomy.as_slice()),
        ("skills.bin", skills),
        ("skills.ends", ends_of_skills),
        ("skills.asked", &asked),
        ("examples.bin", examples.as_slice()),
        ("forms.txt", forms.text.as_bytes()),
        ("forms.bin", &forms.entries),
        ("beginnings.bin", beginnings),
        ("beginnings.filter", filter),
        ("beginnings.next", next),
        ("cues.txt", cues.as_bytes()),
        ("cues.bin", lists_of_cues),
        ("cues.beginnings", of_cues),
        ("cues.filter", filter_of_cues),
        ("cues.next", next_of_cues),
        ("rules.bin", rules),
        ("rules.ends", ends_of_rules),
        ("phrases.bin", phrases),
        ("phrases.ends", ends_of_phrases),
        ("needs.txt", literals.as_bytes()),
        ("needs.bin", needs),
        ("needs.ends", ends_of_needs),
        ("programs.bin", programs),
        ("programs.ends", ends_of_programs),
        ("triggers.txt", triggers.as_bytes()),
        ("triggers.bin", of_phrases),
        ("words.bin", &words),
    ];
    for (name, bytes) in files {
        let file = out.join(name);
        std::fs::write(&file, bytes).unwrap_or_else(|error| fail(&format!("{}: {error}", file.display())));
    }
}

fn fail(message: &str) -> ! {
    println!("cargo::error={message}");
    std::process::exit(1);
}
