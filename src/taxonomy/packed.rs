//! A list whose items are decoded when they are asked for: of thousands of ambiguity rules a document needs a few
//! dozen.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Items in their serialised form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed<T> {
    bytes: String,
    ends: Vec<u32>,
    kind: PhantomData<T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { bytes: String::new(), ends: Vec::new(), kind: PhantomData }
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Adds an item and gives its number.
    pub fn push(&mut self, item: &T) -> u32 {
        let json = serde_json::to_string(item).unwrap_or_else(|error| unreachable!("a plain value: {error}"));
        self.bytes.push_str(&json);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Decodes the item with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> T {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        let json = &self.bytes[start..self.ends[at] as usize];
        serde_json::from_str(json).unwrap_or_else(|error| unreachable!("it was packed here: {error}"))
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}
