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
    write(&out.join("taxonomy.bin"), postcard::to_stdvec(&compiled));
    write(&out.join("examples.bin"), postcard::to_stdvec(&examples));
}

fn write(file: &Path, bytes: Result<Vec<u8>, postcard::Error>) {
    let written = bytes
        .map_err(|error| error.to_string())
        .and_then(|bytes| std::fs::write(file, bytes).map_err(|error| error.to_string()));
    if let Err(error) = written {
        println!("cargo::error={}: {error}", file.display());
        std::process::exit(1);
    }
}
