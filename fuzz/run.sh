#!/bin/sh
# Runs the fuzz targets for a while, each from the fixtures of its format:
#   fuzz/run.sh [SECONDS [TARGET...]]
# Without a target, all of them, one after the other. Stable Rust will do: coverage needs no sanitizer, and the library has
# no unsafe code of its own. Besides Rust it needs
#   cargo-fuzz       cargo install cargo-fuzz
#   a C++ compiler   libFuzzer is built from source (Debian and Ubuntu: g++)
#   unzip            seeds are parts of office documents
# The first run builds the dependencies once more, with coverage, in fuzz/target: some minutes and 2 GB. What is found
# lies in fuzz/artifacts/TARGET, and `cargo fuzz run --sanitizer none TARGET FILE` shows it again; the run ends there.
set -eu
cd "$(dirname "$0")/.."
need() {
    command -v "$1" > /dev/null || { echo "fuzz/run.sh: $1 is not here; $2" >&2; exit 2; }
}
need cargo "install Rust from https://rustup.rs"
need cargo-fuzz "run: cargo install cargo-fuzz"
need c++ "install a C++ compiler (Debian and Ubuntu: g++)"
need unzip "install it (Debian and Ubuntu: unzip)"
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- read pdf docx odt rtf html markdown latex typst data text report settings
f=fixtures

seeds() {
    case $1 in
        read) cp $f/formats/junior-ml-engineer.* $f/bad/*.docx $f/bad/*.pdf "$2" ;;
        pdf) for file in $f/resumes/*/resume.pdf; do cp "$file" "$2/$(basename "$(dirname "$file")").pdf"; done
             # Written without compression, so that a change means something.
             for file in $f/pdf/odd/*.pdf; do case $file in */pages-320.pdf) ;; *) cp "$file" "$2" ;; esac; done ;;
        docx) for file in $f/formats/*.docx $f/hidden/*.docx; do unzip -p "$file" word/document.xml > "$2/$(basename "$file").xml"; done ;;
        odt) for file in $f/formats/*.odt $f/hidden/*.odt; do unzip -p "$file" content.xml > "$2/$(basename "$file").xml"; done ;;
        rtf) cp $f/formats/*.rtf $f/hidden/*.rtf "$2" ;;
        html) cp $f/formats/*.html "$2"; find $f/postings -name '*.html' -exec cp {} "$2" \; ;;
        markdown) cp $f/formats/*.md "$2" ;;
        latex) cp $f/formats/*.tex "$2"; for file in $f/resumes/*/resume.tex; do cp "$file" "$2/$(basename "$(dirname "$file")").tex"; done ;;
        typst) cp $f/formats/*.typ "$2" ;;
        # The first byte tells the two apart.
        data) for file in $f/formats/*.json; do { printf 0; cat "$file"; } > "$2/$(basename "$file")"; done
              for file in $f/formats/*.yaml; do { printf 1; cat "$file"; } > "$2/$(basename "$file")"; done ;;
        text|report) for file in $f/resumes/*/resume.txt; do cp "$file" "$2/$(basename "$(dirname "$file")").txt"; done ;;
        settings) cp taxonomy/roles/*.toml taxonomy/skills/security-tools.toml $f/import/* "$2" ;;
    esac
}

for target; do
    corpus=fuzz/corpus/$target
    mkdir -p "$corpus"
    # Again each time: a seed that has changed, or was thinned out, comes back.
    seeds "$target" "$corpus"
    cargo fuzz run --sanitizer none "$target" "$corpus" -- \
        -max_total_time="$seconds" -max_len=200000 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
done
