//! Taxonomy folders of a test's own.

use std::path::{Path, PathBuf};

use gapcheck::taxonomy::load::{self, Problem};

/// An empty folder for a test; what an earlier run left there is gone.
pub fn empty(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => {}
    }
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Files with their text, each under its path.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A small taxonomy that is sound, with two skills in `skills/tools.toml`.
    pub fn sound(test: &str) -> Self {
        let folder = Self { path: empty(test) };
        let language = super::root().join("taxonomy/language/en.toml");
        folder.write("language/en.toml", &std::fs::read_to_string(language).expect("the language is there"));
        folder.write("documents.toml", DOCUMENTS);
        folder.write("credentials.toml", CREDENTIALS);
        folder.write("advice.toml", ADVICE);
        folder.write("roles/builder.toml", ROLE);
        folder.write("skills/tools.toml", SKILLS);
        folder
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path.join(file);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    /// Puts one text in the place of another, which must be there once.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.path.join(file);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert_eq!(text.matches(old).count(), 1, "{old:?} stands once in {file}");
        self.write(file, &text.replace(old, new));
    }

    /// What is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        load::load(&self.path).err().unwrap_or_default()
    }
}

const DOCUMENTS: &str = r#"
[[document]]
id = "900"
title = "A guide"
kind = "career guide"
file = "guide.txt"
sha256 = "00"
headings = ["What it takes"]
"#;

const CREDENTIALS: &str = r#"
[[credential]]
id = "builders-badge"
name = "Builder's Badge"
kind = "certificate"
examples = ["Holder of the Builder's Badge."]
"#;

const ADVICE: &str = r#"
[[step]]
id = "build-one"
step = "Build one."
make = "One."
shows_as = "Built [your thing] with Hammerwerk."
helps = ["hammerwerk"]
advised_by = [{ document = "900", heading = "What it takes" }]
"#;

const ROLE: &str = r#"
id = "builder"
title = "Builder"
documents = ["900"]

[[group]]
id = "a-tool"
name = "a tool"
any_of = ["hammerwerk", "sawmaster"]
why = "One is enough."
"#;

pub const SKILLS: &str = r#"
[[skill]]
id = "hammerwerk"
name = "Hammerwerk"
category = "tool"
aliases = ["hammer werk"]
broader = ["sawmaster"]
documents = [{ document = "900", heading = "What it takes", level = "required" }]
examples = ["Built three sheds with Hammerwerk."]

[[skill]]
id = "sawmaster"
name = "Sawmaster"
category = "tool"
examples = ["Cut the costs with Sawmaster."]
"#;
