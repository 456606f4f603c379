//! The taxonomy that is compiled into the library.

use std::sync::LazyLock;

use std::borrow::Cow;

use crate::taxonomy::{
    Beginnings, Examples, Forms, NeedsTable, Packed, Parts, Phrases, Programs, Skills, Taxonomy, Triggers,
};

/// A file that the build script wrote.
macro_rules! built {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
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
    let parts = Parts {
        text: Cow::Borrowed(include_str!(concat!(env!("OUT_DIR"), "/forms.txt"))),
        entries: Cow::Borrowed(built!("forms.bin")),
    };
    let beginnings =
        Beginnings::from_parts(built!("beginnings.bin"), built!("beginnings.filter"), built!("beginnings.next"));
    taxonomy.skills = Skills::from_parts(built!("skills.bin"), built!("skills.ends"), built!("skills.asked"));
    taxonomy.forms = Forms::from_parts(parts, beginnings);
    taxonomy.rules = Packed::from_parts(built!("rules.bin"), built!("rules.ends"));
    taxonomy.phrases = Phrases {
        list: Packed::from_parts(built!("phrases.bin"), built!("phrases.ends")),
        needs: NeedsTable::from_parts(
            include_str!(concat!(env!("OUT_DIR"), "/needs.txt")),
            built!("needs.bin"),
            built!("needs.ends"),
        ),
        programs: Programs::from_parts(built!("programs.bin"), built!("programs.ends")),
        triggers: Triggers::from_parts(include_str!(concat!(env!("OUT_DIR"), "/triggers.txt")), built!("triggers.bin")),
    };
    taxonomy
}

/// The hash table over the word list ([`crate::words`]).
pub(crate) fn word_table() -> &'static [u8] {
    built!("words.bin")
}

/// The example sentences of the built-in taxonomy.
pub fn examples() -> Vec<Examples> {
    postcard::from_bytes(EXAMPLES).unwrap_or_else(|error| unreachable!("the build script wrote it: {error}"))
}
