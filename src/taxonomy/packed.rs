//! A list whose items are decoded when they are asked for: of thousands of ambiguity rules a document needs a few
//! dozen.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::bytes::u32_at;

/// Items in their serialised form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed<T> {
    bytes: Cow<'static, [u8]>,
    /// Where each item ends.
    ends: Cow<'static, [u8]>,
    kind: PhantomData<T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self::from_parts(&[], &[])
    }
}

impl<T> Packed<T> {
    /// The list whose tables these are.
    pub fn from_parts(bytes: &'static [u8], ends: &'static [u8]) -> Self {
        Self { bytes: Cow::Borrowed(bytes), ends: Cow::Borrowed(ends), kind: PhantomData }
    }

    /// The items, one after the other, and where each ends.
    pub fn parts(&self) -> (&[u8], &[u8]) {
        (&self.bytes, &self.ends)
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.ends.len() / 4
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The item with a number, as it is packed.
    fn item(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let start = if at == 0 { 0 } else { u32_at(&self.ends, at - 1) };
        &self.bytes[start as usize..u32_at(&self.ends, at) as usize]
    }

    /// The bytes of the first field of the item with a number, which is a string, without decoding the rest.
    ///
    /// # Panics
    /// When there is none.
    pub fn first_field(&self, number: u32) -> &[u8] {
        let taken = postcard::take_from_bytes(self.item(number));
        taken.unwrap_or_else(|error| unreachable!("it was packed here: {error}")).0
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Adds an item and gives its number.
    pub fn push(&mut self, item: &T) -> u32 {
        let item = postcard::to_stdvec(item).unwrap_or_else(|error| unreachable!("a plain value: {error}"));
        self.bytes.to_mut().extend(item);
        let end = self.bytes.len() as u32;
        self.ends.to_mut().extend(end.to_le_bytes());
        self.len() as u32 - 1
    }

    /// Decodes the item with a number.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> T {
        postcard::from_bytes(self.item(number)).unwrap_or_else(|error| unreachable!("it was packed here: {error}"))
    }
}
