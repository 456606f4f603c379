//! The taxonomy that is compiled into the library.

use std::sync::LazyLock;

use std::borrow::Cow;

use crate::taxonomy::{
    Beginnings, Examples, Forms, Marked, NeedsTable, Packed, Parts, Phrases, Programs, Skills, Taxonomy, Triggers,
};

/// A file that the build script wrote.
macro_rules! built {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

/// The same, of text.
macro_rules! built_text {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

static COMPILED: &[u8] = built!("taxonomy.bin");
static EXAMPLES: &[u8] = built!("examples.bin");

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(decoded);

/// The built-in taxonomy. The first call decodes it.
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

/// The built-in taxonomy, to lay a user's file over ([`crate::taxonomy::own`]).
pub fn decoded() -> Taxonomy {
    let mut taxonomy: Taxonomy =
        postcard::from_bytes(COMPILED).unwrap_or_else(|error| unreachable!("the build script wrote it: {error}"));
    taxonomy.language.cue_table = cues();
    taxonomy.skills = Skills::from_parts(built!("skills.bin"), built!("skills.ends"), built!("skills.asked"));
    taxonomy.forms = forms();
    taxonomy.rules = Packed::from_parts(built!("rules.bin"), built!("rules.ends"));
    taxonomy.phrases = phrases();
    taxonomy
}

fn cues() -> Marked {
    let beginnings = Beginnings::from_parts(built!("cues.beginnings"), built!("cues.filter"), built!("cues.next"));
    Marked::from_parts(built_text!("cues.txt"), built!("cues.bin"), beginnings)
}

fn forms() -> Forms {
    let parts = Parts { text: Cow::Borrowed(built_text!("forms.txt")), entries: Cow::Borrowed(built!("forms.bin")) };
    let beginnings =
        Beginnings::from_parts(built!("beginnings.bin"), built!("beginnings.filter"), built!("beginnings.next"));
    Forms::from_parts(parts, beginnings)
}

fn phrases() -> Phrases {
    Phrases {
        list: Packed::from_parts(built!("phrases.bin"), built!("phrases.ends")),
        needs: NeedsTable::from_parts(built_text!("needs.txt"), built!("needs.bin"), built!("needs.ends")),
        programs: Programs::from_parts(built!("programs.bin"), built!("programs.ends")),
        triggers: Triggers::from_parts(built_text!("triggers.txt"), built!("triggers.bin")),
    }
}

/// The hash table over the word list ([`crate::words`]).
pub(crate) fn word_table() -> &'static [u8] {
    built!("words.bin")
}

/// The example sentences of the built-in taxonomy.
pub fn examples() -> Vec<Examples> {
    postcard::from_bytes(EXAMPLES).unwrap_or_else(|error| unreachable!("the build script wrote it: {error}"))
}
