//! The taxonomy that is compiled into the library.

use std::sync::LazyLock;

use crate::taxonomy::{Examples, Taxonomy};

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/taxonomy.bin"));
static EXAMPLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/examples.bin"));

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(decoded);

/// The built-in taxonomy. The first call decodes it.
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

/// The built-in taxonomy, to lay a user's file over ([`crate::taxonomy::own`]).
pub fn decoded() -> Taxonomy {
    postcard::from_bytes(COMPILED).unwrap_or_else(|error| unreachable!("the build script wrote it: {error}"))
}

/// The example sentences of the built-in taxonomy.
pub fn examples() -> Vec<Examples> {
    postcard::from_bytes(EXAMPLES).unwrap_or_else(|error| unreachable!("the build script wrote it: {error}"))
}
